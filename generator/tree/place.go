package tree

import (
	"slices"
	"strings"
)

// writing is a text with the ways in which its values stand there.
type writing struct {
	text    string
	json    bool
	newline string
}

// spot is where a value stands in a text.
type spot struct {
	node   *Node
	begin  int  // of its key or dash
	after  int  // behind the key's colon or the dash
	from   int  // of the value itself; after where there is none
	indent int  // of the key or dash; -1 of the whole text's value
	in     bool // inside of brackets
	item   bool // of a list
}

// ways are texts in which the value at path is another: at most one of them is what is
// wanted.
func (w *writing) ways(root *Node, path []any, value *Node) []string {
	at, ok := w.whole(root)
	for i, step := range path {
		if !ok {
			return nil
		}
		next, found, ok2 := w.child(at, step)
		switch {
		case !ok2:
			return nil
		case !found && value == nil:
			return nil
		case !found:
			return w.add(at, path[i:], value)
		case i == len(path)-1 && value == nil:
			return w.remove(at, next)
		}
		at = next
	}
	return w.replace(at, value)
}

// whole is where the value of the whole text stands.
func (w *writing) whole(root *Node) (spot, bool) {
	from := w.content(0)
	if strings.HasPrefix(w.text[from:], "---") {
		from = w.content(from + 3)
	}
	return spot{node: root, from: from, after: from, indent: -1}, w.known(from)
}

// known tells that what begins at a byte is no anchor, alias, tag or long key, which
// stand for more than is seen.
func (w *writing) known(at int) bool {
	return at >= len(w.text) || strings.IndexByte("&*!?%", w.text[at]) < 0
}

// content is where the next text begins that is neither blank nor comment.
func (w *writing) content(at int) int {
	for at < len(w.text) {
		switch c := w.text[at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			at++
		case c == '#' && (at == 0 || strings.IndexByte(" \t\n", w.text[at-1]) >= 0):
			at = w.lineEnd(at)
		default:
			return at
		}
	}
	return at
}

func (w *writing) lineEnd(at int) int {
	if n := strings.IndexByte(w.text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(w.text)
}

func (w *writing) lineStart(at int) int { return strings.LastIndexByte(w.text[:at], '\n') + 1 }

// column is how far in a byte stands in its line.
func (w *writing) column(at int) int { return at - w.lineStart(at) }

// brackets tells that a value is written in brackets.
func (w *writing) brackets(at spot) bool {
	return at.from < len(w.text) && at.node.Kind != Scalar && at.node.Kind != Nothing && (w.text[at.from] == '{' || w.text[at.from] == '[')
}

// child is where the value stands to which one step leads; found is false where there is
// none yet, ok where the text can't be followed.
func (w *writing) child(at spot, step any) (next spot, found, ok bool) {
	i, list := step.(int)
	if key, is := step.(string); is {
		i = slices.IndexFunc(at.node.Keys, func(e Entry) bool { return e.Key == key })
	}
	switch {
	case at.node.Kind == Nothing:
		return next, false, true
	case list && at.node.Kind != List || !list && at.node.Kind != Map:
		return next, false, false
	case i < 0 || list && i >= len(at.node.Items):
		return next, false, true
	case list:
		next.node, next.item = at.node.Items[i], true
	default:
		next.node = at.node.Keys[i].Value
	}
	if w.brackets(at) {
		next.in, ok = true, w.inside(at, i, &next)
	} else {
		next.in, ok = at.in, w.below(at, i, &next)
	}
	return next, true, ok && w.known(next.from)
}

// inside finds the i-th entry of a value in brackets.
func (w *writing) inside(at spot, i int, next *spot) bool {
	p := at.from + 1
	for n := 0; ; n++ {
		if n > 0 {
			if p = w.content(p); p >= len(w.text) || w.text[p] != ',' {
				return false
			}
			p++
		}
		if p = w.content(p); p >= len(w.text) || w.text[p] == ']' || w.text[p] == '}' {
			return false
		}
		next.begin, next.after = p, p
		if !next.item {
			if next.after = w.colon(p); next.after < 0 {
				return false
			}
		}
		next.from = w.content(next.after)
		if next.node.Kind == Nothing && next.from < len(w.text) && strings.IndexByte(",]}", w.text[next.from]) >= 0 {
			next.from = next.after
		}
		end := ValueEnd(w.text, next.from, true)
		if end < 0 {
			return false
		}
		if n == i {
			return true
		}
		p = end
	}
}

// below finds the i-th entry of a value that is written in lines.
func (w *writing) below(at spot, i int, next *spot) bool {
	p, column := at.from, w.column(at.from)
	if next.item {
		for n := 0; ; n++ {
			if p >= len(w.text) || w.text[p] != '-' {
				return false
			}
			if n == i {
				break
			}
			if p = w.following(p, column); p < 0 {
				return false
			}
		}
		next.begin, next.after = p, p+1
	} else {
		if i > 0 {
			if p = w.lineOfNumber(at.node.Keys[i].Line); p < 0 {
				return false
			}
			p += indent(w.text[p:])
		}
		if w.column(p) != column && i > 0 {
			return false
		}
		next.begin, next.after = p, w.colon(p)
		if next.after < 0 {
			return false
		}
	}
	next.indent = column
	next.from = w.content(next.after)
	if next.node.Kind == Nothing && next.from >= w.lineEnd(next.after) {
		next.from = next.after
	}
	return true
}

// following is the next dash in a column.
func (w *writing) following(p, column int) int {
	for p = w.lineEnd(p) + 1; p < len(w.text); p = w.lineEnd(p) + 1 {
		line := w.text[p:w.lineEnd(p)]
		if at := indent(line); at == column && strings.HasPrefix(line[at:], "-") {
			return p + at
		}
	}
	return -1
}

// lineOfNumber is where a line begins, counted from 1.
func (w *writing) lineOfNumber(n int) int {
	p := 0
	for ; n > 1; n-- {
		if p = w.lineEnd(p) + 1; p > len(w.text) {
			return -1
		}
	}
	return p
}

// colon is behind the colon of a key that begins at a byte; -1 where there is none.
func (w *writing) colon(p int) int {
	end := p
	if p < len(w.text) && (w.text[p] == '"' || w.text[p] == '\'') {
		if end = ValueEnd(w.text, p, false); end < 0 {
			return -1
		}
	}
	for ; end < len(w.text) && w.text[end] != '\n'; end++ {
		if w.text[end] == ':' && (end+1 == len(w.text) || strings.IndexByte(" \t\r\n", w.text[end+1]) >= 0 || w.text[p] == '"') {
			return end + 1
		}
	}
	return -1
}

// ValueEnd is where the value ends that begins at a byte of a text: behind its
// closing bracket or quote, or before a comment or the line's end; inside of
// brackets (in) before a comma or the bracket's end. -1 if it does not end.
func ValueEnd(text string, at int, in bool) int {
	depth, quote := 0, byte(0)
	for i := at; i < len(text); i++ {
		c := text[i]
		switch {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				if quote = 0; depth == 0 && !in {
					return i + 1
				}
			}
		case (c == '"' || c == '\'') && (i == at || strings.IndexByte(" \t\n[{,:", text[i-1]) >= 0):
			quote = c
		case c == '#' && i > 0 && strings.IndexByte(" \t\n", text[i-1]) >= 0:
			if depth == 0 {
				return at + len(strings.TrimRight(text[at:i], " \t\r\n"))
			}
			n := strings.IndexByte(text[i:], '\n')
			if n < 0 {
				return -1
			}
			i += n
		case c == '[' || c == '{':
			depth++
		case (c == ']' || c == '}' || c == ',') && depth == 0 && in:
			return at + len(strings.TrimRight(text[at:i], " \t\r\n"))
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case c == '\n' && depth == 0 && !in:
			return at + len(strings.TrimRight(text[at:i], " \t\r"))
		}
	}
	if depth > 0 || quote != 0 {
		return -1
	}
	return len(text)
}
