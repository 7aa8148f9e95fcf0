package tree

import "strings"

// end is where a value ends.
func (w *writing) end(at spot) int {
	switch {
	case at.from == at.after && at.node.Kind == Nothing:
		return at.after
	case at.in:
		return ValueEnd(w.text, at.from, true)
	case w.brackets(at) || at.from < len(w.text) && (w.text[at.from] == '"' || w.text[at.from] == '\''):
		return ValueEnd(w.text, at.from, false)
	}
	end := w.lineEnd(at.from)
	if at.node.Kind == Nothing || at.node.Kind == Scalar && !w.literal(at) {
		end = ValueEnd(w.text, at.from, false)
	}
	for p := w.lineEnd(at.from) + 1; p < len(w.text); p = w.lineEnd(p) + 1 {
		line := strings.TrimRight(w.text[p:w.lineEnd(p)], " \t\r")
		in := indent(line)
		switch {
		case in == len(line), line[in] == '#' && !(w.literal(at) && in > at.indent):
			continue // of whatever comes below
		case in > at.indent, in == at.indent && !at.item && strings.HasPrefix(line[in:], "-"):
			end = p + len(line)
		default:
			return end
		}
	}
	return end
}

// literal tells a text that stands in lines of its own below | or >.
func (w *writing) literal(at spot) bool {
	return at.node.Kind == Scalar && at.from < len(w.text) && (w.text[at.from] == '|' || w.text[at.from] == '>')
}

// replace puts another value in the place of one.
func (w *writing) replace(at spot, value *Node) (out []string) {
	end := w.end(at)
	if end < at.from {
		return nil
	}
	old, before, behind := w.text[at.from:end], w.text[:at.from], w.text[end:]
	switch {
	case at.from == at.after && at.indent >= 0 || at.from == at.after && at.in:
		old, before = "", before+" "
	case strings.Contains(old, "\n") && !w.brackets(at) && old[0] != '"' && old[0] != '\'':
		if !w.literal(at) {
			if remark(old) {
				return nil
			}
			key := w.text[at.after:w.lineEnd(at.after)]
			before = w.text[:at.after] + " "
			if w.lineStart(at.from) > at.after && strings.TrimSpace(key) != "" {
				behind = "  " + strings.TrimSpace(key) + behind
			}
		} else if strings.Contains(value.Text, "\n") {
			out = append(out, before+w.lines(old, value.Text)+behind)
		}
		old = ""
	}
	for _, style := range w.styles(value, old, at.in) {
		out = append(out, before+style+behind)
	}
	return out
}

// remark tells that lines hold a comment.
func remark(lines string) bool {
	for line := range strings.Lines(lines) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") || strings.Contains(line, " #") {
			return true
		}
	}
	return false
}

// lines are a text in lines of its own, as another stood there.
func (w *writing) lines(old, text string) string {
	head, rest, _ := strings.Cut(old, "\n")
	space := strings.Repeat(" ", indent(rest))
	var b strings.Builder
	b.WriteString(strings.TrimRight(head, "\r"))
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(w.newline)
		if line != "" {
			b.WriteString(space + line)
		}
	}
	return b.String()
}

// add puts what is not there yet behind the last entry of a value: path leads from it.
func (w *writing) add(at spot, path []any, value *Node) []string {
	n := len(at.node.Keys) + len(at.node.Items)
	switch {
	case w.brackets(at):
		return w.addInside(at, n, path, value)
	case n == 0 && (w.json || at.in || at.from != at.after):
		return w.replace(at, wrapped(path, value))
	case n == 0:
		return w.addLines(w.lineEnd(at.after), w.deeper(at), path, value)
	}
	last, ok := w.nth(at, n-1)
	if !ok || w.end(last) < 0 {
		return nil
	}
	return w.addLines(w.lineEnd(w.end(last)), w.column(at.from), path, value)
}

// deeper is how far in the entries of a value stand that has none yet.
func (w *writing) deeper(at spot) int {
	if at.indent < 0 {
		return 0
	}
	return at.indent + 2
}

// nth is where the i-th entry of a value stands.
func (w *writing) nth(at spot, i int) (spot, bool) {
	var step any = i
	if at.node.Kind == Map {
		step = at.node.Keys[i].Key
	}
	next, found, ok := w.child(at, step)
	return next, found && ok
}

// addLines puts an entry into lines of its own behind the line that ends at a byte.
func (w *writing) addLines(at, column int, path []any, value *Node) (out []string) {
	if at > 0 && w.text[at-1] == '\r' {
		at--
	}
	before, behind := w.text[:at], w.text[at:]
	if before != "" && before[len(before)-1] != '\n' {
		before += w.newline
	}
	if behind == "" {
		behind = w.newline
	}
	lead, step := strings.Repeat(" ", column), column
	for _, p := range path[:len(path)-1] {
		step += 2
		if key, is := p.(string); is {
			lead += w.key(key, false) + ":" + w.newline + strings.Repeat(" ", step)
		} else {
			lead += "- "
		}
	}
	if key, is := path[len(path)-1].(string); is {
		lead += w.key(key, false) + ": "
	} else {
		lead += "- "
	}
	for _, style := range w.styles(value, "", false) {
		out = append(out, before+lead+style+behind)
	}
	return out
}

// wrapped is a value with the maps and lists that it lies in.
func wrapped(path []any, value *Node) *Node {
	for i := len(path) - 1; i >= 0; i-- {
		if key, is := path[i].(string); is {
			value = &Node{Kind: Map, Keys: []Entry{{Key: key, Value: value}}}
		} else {
			value = &Node{Kind: List, Items: []*Node{value}}
		}
	}
	return value
}

// addInside puts an entry behind the last of a value in brackets, apart from it as that
// one is from the one before.
func (w *writing) addInside(at spot, n int, path []any, value *Node) (out []string) {
	lead := ""
	if key, is := path[0].(string); is {
		lead = w.key(key, true) + ": "
	}
	end := at.from + 1
	if n > 0 {
		last, ok := w.nth(at, n-1)
		if !ok {
			return nil
		}
		begin := at.from + 1
		if n > 1 {
			before, ok := w.nth(at, n-2)
			if !ok {
				return nil
			}
			begin = max(begin, w.end(before))
		}
		gap := strings.TrimPrefix(w.text[begin:last.begin], ",")
		if strings.TrimSpace(gap) != "" || n == 1 && gap == "" {
			gap = " "
		}
		if end, lead = w.end(last), ","+gap+lead; end < begin {
			return nil
		}
	}
	for _, style := range w.styles(wrapped(path[1:], value), "", true) {
		out = append(out, w.text[:end]+lead+style+w.text[end:])
	}
	return out
}

// remove takes an entry of a value away.
func (w *writing) remove(at, entry spot) []string {
	n := len(at.node.Keys) + len(at.node.Items)
	i := 0
	for ; i < n; i++ {
		if other, ok := w.nth(at, i); ok && other.begin == entry.begin {
			break
		}
	}
	from, to := entry.begin, w.end(entry)
	next, more := spot{}, false
	if i+1 < n {
		next, more = w.nth(at, i+1)
	}
	switch inside := w.brackets(at); {
	case i == n || to < from:
		return nil
	case more && (inside || strings.TrimSpace(w.text[w.lineStart(from):from]) != ""):
		to = next.begin
		if remark(w.text[from:to]) {
			return nil
		}
	case inside && i > 0:
		before, ok := w.nth(at, i-1)
		if !ok || w.end(before) < 0 {
			return nil
		}
		from = w.end(before)
	case !inside:
		from, to = w.lineStart(from), min(len(w.text), w.lineEnd(to)+1)
	}
	return []string{w.text[:from] + w.text[to:]}
}
