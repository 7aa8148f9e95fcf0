package tree

import (
	"bytes"
	"errors"
	"io"
)

// window is how much of a long list is held at a time, in bytes, where no item is longer.
const window = 1 << 20

// longest is how long an item may be, in bytes. A text that is no list, or has a quotation
// mark without its pair, would be one item to its end.
const longest = 16 << 20

// Items reads a JSON list item by item, each with its line, without holding the list: a
// table of a large office is hundreds of megabytes. ok tells that it was read to its end;
// where it is false, it is no list, it has a mistake, or it could not be read on, and [JSON]
// of the whole says what is wrong; what was given until then is of no use.
func Items(in io.Reader, each func(*Node)) (ok bool) { return items(in, window, each) }

func items(in io.Reader, window int, each func(*Node)) bool {
	r := itemReader{in: in, window: window, plainReader: plainReader{line: 1, keys: map[string]string{}}}
	if !r.next('[') {
		return false
	}
	if r.next(']') {
		return r.ends()
	}
	for {
		item, ok := r.item()
		if !ok {
			return false
		}
		each(item)
		if r.next(']') {
			return r.ends()
		}
		if !r.next(',') {
			return false
		}
	}
}

// itemReader reads what a window shows of the text, and moves it on.
type itemReader struct {
	plainReader
	in     io.Reader
	window int   // bytes
	err    error // why nothing more is seen, io.EOF at the text's end
}

// more shows more of the text behind what was not read yet.
func (r *itemReader) more() bool {
	if r.err != nil {
		return false
	}
	rest := r.text[r.at:]
	if len(rest) > longest {
		return false
	}
	size := max(r.window, len(rest))
	var more bytes.Buffer
	more.Grow(len(rest) + size + bytes.MinRead)
	more.WriteString(rest)
	var n int64
	n, r.err = io.CopyN(&more, r.in, int64(size))
	r.text, r.at = more.String(), 0
	return n > 0
}

// next goes behind a character, if it stands next.
func (r *itemReader) next(c byte) bool {
	for r.space(); r.at == len(r.text); r.space() {
		if !r.more() {
			return false
		}
	}
	return r.take(c)
}

// ends tells that only blanks follow, to the end.
func (r *itemReader) ends() bool {
	for r.space(); r.at == len(r.text); r.space() {
		if !r.more() {
			return errors.Is(r.err, io.EOF)
		}
	}
	return false
}

// item is the item that stands next: one that the window cuts is read again when more of
// it is seen.
func (r *itemReader) item() (*Node, bool) {
	for {
		at, line := r.at, r.line
		item, ok := r.value(1)
		if ok && r.at < len(r.text) {
			return item, true
		}
		if r.at, r.line = at, line; !r.more() {
			return nil, false
		}
	}
}
