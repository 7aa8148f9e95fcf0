package doc

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// A paragraph that is new is mostly so behind its last mark: (一) in its own face, then text
// with figures and names. Marks begin and end where they do by what stands up to the
// first character behind them; all further ones are text. So a line is read as its head,
// which is known, and its tail.

// cut parts a line into its head, with the first character behind the last mark, and the
// rest, which has no mark that a backslash does not take the meaning from. It is not ok
// where there is no rest, or the line's end or its quotation marks tell more than the rest does.
func cut(line []byte) (head, tail []byte, ok bool) {
	from := 0 // behind the last mark
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == '\\' && i+1 < len(line) && line[i+1] > ' ' && line[i+1] < utf8.RuneSelf && !alphanumeric(line[i+1]):
			i += 2
		case c >= utf8.RuneSelf || alphanumeric(c) || c == ' ':
			i++
		default:
			i++
			from = i
		}
	}
	if from == len(line) || line[len(line)-1] == ' ' || bytes.Contains(line[:from], []byte("“")) {
		return nil, nil, false
	}
	first := 2 // with its backslash
	if line[from] != '\\' {
		_, first = utf8.DecodeRune(line[from:])
	}
	head, tail = line[:from+first], line[from+first:]
	return head, tail, len(tail) > 0
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// composed gives what a paragraph's line says if its head is known. A head that comes
// again is read.
func (p *Parser) composed(line []byte) ([]Span, bool) {
	head, tail, ok := cut(line)
	if !ok {
		return nil, false
	}
	k, again := p.recall(head)
	if k == nil && again {
		if d, complaints := Parse(head, "", 0); complaints.Len() == 0 && len(d.Blocks) == 1 {
			if b, ok := d.Blocks[0].(*Paragraph); ok && b.Label == "" {
				k = &known{spans: b.Spans}
				p.keep(string(head), k)
			}
		}
	}
	if k == nil || len(k.spans) == 0 {
		return nil, false
	}
	spans := slices.Clone(k.spans)
	last := &spans[len(spans)-1]
	_, size := utf8.DecodeLastRune(head)
	if !strings.HasSuffix(last.Text, string(head[len(head)-size:])) {
		return nil, false
	}
	last.Text += string(util.UnescapePunctuations(tail))
	nestQuotes(spans)
	return spans, true
}
