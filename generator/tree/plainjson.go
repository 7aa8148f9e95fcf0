package tree

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// plainJSON reads JSON as JSON does, in a quarter of the time; large tables come as JSON
// (RFC 8259). What it is not sure of, a mistake above all, it leaves to that one, which
// says what is wrong: then ok is false.
func plainJSON(data []byte) (root *Node, ok bool) {
	r := plainReader{text: string(data), line: 1}
	root, ok = r.value(0)
	r.space()
	return root, ok && r.at == len(r.text)
}

type plainReader struct {
	text string
	at   int
	line int
	keys map[string]string // those met, where the text is not kept: nothing may hold on to it
}

func (r *plainReader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case '\n':
			r.line++
		case ' ', '\t', '\r':
		default:
			return
		}
		r.at++
	}
}

// take goes behind a character, if it stands next.
func (r *plainReader) take(c byte) bool {
	r.space()
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *plainReader) value(depth int) (*Node, bool) {
	r.space()
	if r.at == len(r.text) || depth > yamlDepth {
		return nil, false
	}
	out := &Node{Line: r.line}
	switch r.text[r.at] {
	case '{':
		return out, r.object(out, depth)
	case '[':
		return out, r.list(out, depth)
	case '"':
		s, ok := r.string()
		out.Kind, out.Text, out.Value = Scalar, s, s
		return out, ok
	}
	from := r.at
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n,]}", r.text[r.at]) < 0 {
		r.at++
	}
	word := r.text[from:r.at]
	if r.keys != nil {
		word = strings.Clone(word)
	}
	switch {
	case word == "true", word == "false":
		out.Kind, out.Text, out.Value = Scalar, word, word == "true"
	case word == "null":
	case json.Valid([]byte(word)):
		out.number(json.Number(word))
	default:
		return out, false
	}
	return out, true
}

func (r *plainReader) list(out *Node, depth int) bool {
	r.at++
	out.Kind = List
	if r.take(']') {
		return true
	}
	for {
		item, ok := r.value(depth + 1)
		if !ok {
			return false
		}
		out.Items = append(out.Items, item)
		if r.take(']') {
			return true
		}
		if !r.take(',') {
			return false
		}
	}
}

func (r *plainReader) object(out *Node, depth int) bool {
	r.at++
	out.Kind = Map
	if r.take('}') {
		return true
	}
	for {
		r.space()
		if r.at == len(r.text) || r.text[r.at] != '"' {
			return false
		}
		line := r.line
		key, ok := r.key()
		if !ok || !r.take(':') {
			return false
		}
		value, ok := r.value(depth + 1)
		if !ok {
			return false
		}
		out.Keys = append(out.Keys, Entry{key, line, value})
		if r.take('}') {
			return !twice(out.Keys)
		}
		if !r.take(',') {
			return false
		}
	}
}

// twice tells whether a key stands twice.
func twice(keys []Entry) bool {
	const few = 8
	if len(keys) <= few {
		for i := range keys {
			for k := range i {
				if keys[i].Key == keys[k].Key {
					return true
				}
			}
		}
		return false
	}
	seen := make(map[string]bool, len(keys))
	for i := range keys {
		seen[keys[i].Key] = true
	}
	return len(seen) < len(keys)
}

// key is the key that stands next; of those that are alike one is kept.
func (r *plainReader) key() (string, bool) {
	s, ok := r.within()
	if r.keys == nil || !ok {
		return s, ok
	}
	key, met := r.keys[s]
	if !met {
		key = strings.Clone(s)
		r.keys[key] = key
	}
	return key, true
}

// string is the string that stands next.
func (r *plainReader) string() (string, bool) {
	s, ok := r.within()
	if r.keys != nil {
		s = strings.Clone(s)
	}
	return s, ok
}

// within is likewise as a part of the text.
func (r *plainReader) within() (string, bool) {
	from := r.at + 1
	n := strings.IndexByte(r.text[from:], '"')
	if n < 0 {
		return "", false
	}
	s := r.text[from : from+n]
	r.at = from + n + 1
	if strings.IndexByte(s, '\\') >= 0 {
		return r.escaped(from)
	}
	return s, utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' })
}

// escaped is likewise one with escapes, which begins there.
func (r *plainReader) escaped(from int) (s string, ok bool) {
	for at := from; at < len(r.text); at++ {
		switch r.text[at] {
		case '\\':
			at++
		case '"':
			r.at = at + 1
			return s, json.Unmarshal([]byte(r.text[from-1:r.at]), &s) == nil
		}
	}
	return "", false
}
