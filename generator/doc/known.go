package doc

import (
	"bytes"
	"hash/maphash"
	"sync"
	"sync/atomic"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Most paragraphs and headings of a batch's documents are the template's and stand in all
// of them. What a line between two empty ones says does not depend on where it stands, as
// long as it begins with a character that begins no other block and no link is declared
// elsewhere: what such a line was found to say a second time is kept, and from then on
// not read again.

// Parser reads Markdown, and keeps what it has read more than once. The zero Parser is
// ready; many may use it at a time. A document is the same whoever read it.
type Parser struct {
	lock        sync.RWMutex
	now, before map[string]*known // by their lines: what was asked for since there was no room left, and before
	size        int               // of now, in bytes

	once [remembered]atomic.Uint32 // lines that came once, by their sums
}

const (
	remembered = 1 << 13
	mostKnown  = 2 << 20 // bytes
)

// known is what a line says: a paragraph's text, or a heading's.
type known struct {
	level    int // of a heading; 0 = a paragraph
	numbered bool
	spans    []Span
}

// single is a line between two empty ones, not yet read.
type single struct {
	line int // counted from 0
	text []byte
}

var lineSeed = maphash.MakeSeed()

// recall gives what a line says, or else tells whether it came before.
func (p *Parser) recall(line []byte) (k *known, again bool) {
	p.lock.RLock()
	k, fresh := p.now[string(line)]
	if !fresh {
		k = p.before[string(line)]
	}
	p.lock.RUnlock()
	switch {
	case k != nil && !fresh:
		p.keep(string(line), k)
	case k == nil:
		sum := maphash.Bytes(lineSeed, line)
		once, mark := &p.once[sum%remembered], uint32(sum>>32)|1
		if again = once.Load() == mark; !again {
			once.Store(mark)
		}
	}
	return k, again
}

func (p *Parser) keep(line string, k *known) {
	p.lock.Lock()
	defer p.lock.Unlock()
	size := 2*len(line) + 200
	if p.size += size; p.now == nil || p.size > mostKnown {
		p.now, p.before, p.size = map[string]*known{}, p.now, size
	}
	p.now[line] = k
}

// standsAlone tells whether a line between two empty ones is a paragraph or a heading
// wherever it stands outside of a fence: it begins with a character that is not ASCII,
// if need be behind the mark of an emphasis or a heading.
func standsAlone(line []byte) bool {
	marks := 0
	for marks < len(line) && line[marks] == '#' {
		marks++
	}
	switch {
	case marks > 0 && marks < len(line) && line[marks] == ' ':
		line = line[marks+1:]
	case len(line) > 0 && line[0] == '*':
		line = line[1:]
	}
	return len(line) > 0 && line[0] >= 0x80
}

// parts goes through the source from one line that stands alone to the next. Those that
// are known are emitted; all between them is read at once.
func (r *reader) parts(p *Parser) {
	if bytes.Contains(r.source, []byte("]:")) { // a link may be declared
		r.read(p, r.source, 0, nil)
		return
	}
	var waiting []single // for what comes next to be read
	from, first := 0, 0  // where it begins, and in which line
	number, at := 0, 0
	empty, fence := true, byte(0) // what the fence is of that is open
	for at < len(r.source) {
		end := len(r.source)
		if n := bytes.IndexByte(r.source[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		line := r.source[at:end]
		bare := bytes.TrimSuffix(line, []byte("\n"))
		switch {
		case bytes.Contains(bare, []byte("```")), bytes.Contains(bare, []byte("~~~")), bytes.HasPrefix(bytes.TrimLeft(bare, " "), []byte("<")):
			var ok bool
			if fence, ok = nextFence(fence, bare); !ok {
				r.read(p, r.source[from:], first, waiting)
				return
			}
		case fence != 0, !empty, !standsAlone(bare), end < len(r.source) && !startsEmpty(r.source[end:]):
		default:
			k, again := p.recall(bare)
			if k == nil && bare[0] != '#' {
				if spans, ok := p.composed(bare); ok {
					if k = (&known{spans: spans}); again {
						p.keep(string(bare), k)
					}
				}
			}
			if k == nil {
				if again {
					waiting = append(waiting, single{number, bare})
				}
				break
			}
			r.read(p, r.source[from:at], first, waiting)
			waiting, from, first = waiting[:0], end, number+1
			r.next(func() { r.emit(k, r.firstLine+number) })
		}
		empty = startsEmpty(bare)
		at, number = end, number+1
	}
	r.read(p, r.source[from:], first, waiting)
}

// nextFence is what the open fence is of behind a line with its marks, 0 for none. It
// is not ok where more has to be known: of a fence in a list, one of more marks, marks in
// a text, HTML.
func nextFence(open byte, line []byte) (fence byte, ok bool) {
	mark := line[0]
	rest := bytes.TrimLeft(line, string(mark))
	switch {
	case mark != '`' && mark != '~', len(line)-len(rest) != 3, bytes.IndexByte(rest, mark) >= 0:
		return 0, false
	case open == 0:
		return mark, true
	}
	return 0, open == mark && startsEmpty(rest)
}

// startsEmpty tells whether b begins with an empty line.
func startsEmpty(b []byte) bool {
	if n := bytes.IndexByte(b, '\n'); n >= 0 {
		b = b[:n]
	}
	return len(bytes.Trim(b, " \t\r")) == 0
}

// read reads a part of the source that begins with that line, and keeps what is found
// of lines that wait for it.
func (r *reader) read(p *Parser, part []byte, line int, waiting []single) {
	if len(bytes.Trim(part, " \t\r\n")) == 0 {
		return
	}
	whole := r.source
	r.source, r.before, r.counted, r.lines = part, line, 0, 0
	root := grammar.Parse(text.NewReader(part))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		blocks, complaints := len(r.blocks), r.complaints.Len()
		r.next(func() { r.block(n) })
		if len(waiting) == 0 || len(r.blocks) == blocks {
			continue
		}
		at := r.line(n) - r.firstLine
		for len(waiting) > 0 && waiting[0].line < at {
			waiting = waiting[1:]
		}
		if len(waiting) > 0 && waiting[0].line == at && len(r.blocks) == blocks+1 && r.complaints.Len() == complaints {
			if k := knownOf(n, r.blocks[blocks]); k != nil {
				p.keep(string(waiting[0].text), k)
			}
		}
	}
	r.source = whole
}

// knownOf is what is kept of a node that was read as a block; nil for other blocks.
func knownOf(n ast.Node, b Block) *known {
	switch b := b.(type) {
	case *Paragraph:
		if n.Kind() == ast.KindParagraph {
			return &known{spans: b.Spans}
		}
	case *Heading:
		return &known{level: b.Level, numbered: b.Label != "", spans: b.Spans}
	}
	return nil
}

// emit adds the block that a known line is.
func (r *reader) emit(k *known, line int) {
	if k.level == 0 {
		r.blocks = append(r.blocks, &Paragraph{Spans: k.spans, Line: line})
		return
	}
	h := &Heading{Level: k.level, Spans: k.spans, Line: line}
	if k.numbered {
		h.Label = r.number(k.level)
	}
	r.blocks = append(r.blocks, h)
}
