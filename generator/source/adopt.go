package source

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/tree"
)

// A file is added to hongtou.yaml as a person would do it: in the text, so that
// comments, order and the ways of writing of the rest stay.

// ErrConfig is the error of a hongtou.yaml whose text can't be changed safely.
var ErrConfig = errors.New("hongtou.yaml is written in a way that can't be changed safely")

// AddFile adds a file to a table under data in the text of hongtou.yaml. Files of
// the table for which replace says so give way to it.
func AddFile(text []byte, table string, f File, replace func(File) bool) ([]byte, error) {
	root, bad := tree.YAML(text)
	if bad != nil {
		return nil, ErrConfig
	}
	f.Sheet = cleaned(f.Sheet)
	e := &yamlEdit{lines: strings.SplitAfter(string(text), "\n"), table: table, entry: f.YAML()}
	if n := len(e.lines); n > 1 && e.lines[n-1] == "" {
		e.lines = e.lines[:n-1]
	}
	var old []File
	at := slices.IndexFunc(root.Keys, func(k tree.Entry) bool { return k.Key == "data" })
	if at >= 0 {
		old = filesAt(root.List("data", table), "")
		if len(old) > 0 && !slices.ContainsFunc(old, func(f File) bool { return !replace(f) }) {
			e.replace = true
		}
	}
	switch {
	case at < 0:
		e.insert(len(e.lines), "data:\n  "+table+": "+e.entry+"\n")
	default:
		end := len(e.lines)
		if at+1 < len(root.Keys) {
			end = root.Keys[at+1].Line - 1
		}
		if !e.data(root.Keys[at], end) {
			return nil, ErrConfig
		}
	}
	out := []byte(e.answered(f))
	if !e.sound(root, out, f, old) {
		return nil, ErrConfig
	}
	return out, nil
}

// ReachWanted is the comment that a new hongtou.yaml has behind a table of events that
// does not say yet how far it reaches.
const ReachWanted = "# 写明 from 和 complete，或 through"

// answered is the text without that comment behind the table, where its entry says it now.
func (e *yamlEdit) answered(f File) string {
	for i, line := range e.lines {
		before, after, wanted := strings.Cut(line, ReachWanted)
		if key, _, _ := strings.Cut(strings.TrimSpace(before), ":"); wanted && f.Reach != "" && key == e.table {
			e.lines[i] = strings.TrimRight(before, " ") + after
		}
	}
	return strings.Join(e.lines, "")
}

// YAML is the file as an entry of hongtou.yaml on one line.
func (f File) YAML() string {
	parts := []string{"file: " + yamlText(strings.ReplaceAll(f.Path, `\`, "/"))}
	if f.Sheet != "" {
		parts = append(parts, "sheet: "+yamlText(f.Sheet))
	}
	if f.Words != nil && len(f.Words.Columns) > 0 {
		var columns []string
		for _, w := range f.Words.Columns {
			columns = append(columns, yamlText(w.Column)+": "+yamlText(w.Own[0]))
		}
		parts = append(parts, "columns: {"+strings.Join(columns, ", ")+"}")
	}
	if f.Words != nil && len(f.Words.Spread) > 0 {
		var headers []string
		for _, h := range f.Words.Spread {
			headers = append(headers, yamlText(h))
		}
		parts = append(parts, "spread: ["+strings.Join(headers, ", ")+"]")
	}
	if f.Reach != "" {
		parts = append(parts, f.Reach)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// yamlText is a text as a YAML scalar, in quotes unless it is plain words.
func yamlText(s string) string {
	plain := s != "" && !strings.ContainsAny(s, "\"'\\:#{}[],&*!|>%@`\n\t?") && strings.TrimSpace(s) == s && s[0] != '-' && s[0] != '.' && (s[0] < '0' || s[0] > '9')
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "~", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

type yamlEdit struct {
	lines   []string // with their ends
	table   string
	entry   string
	replace bool
}

func (e *yamlEdit) insert(at int, text string) {
	if at > 0 && !strings.HasSuffix(e.lines[at-1], "\n") {
		e.lines[at-1] += "\n"
	}
	e.lines = slices.Insert(e.lines, at, text)
}

// data changes the block of data, whose lines end before end.
func (e *yamlEdit) data(data tree.Entry, end int) bool {
	line := data.Line - 1
	value := e.value(line, "data")
	if strings.HasPrefix(value, "{") {
		return e.flow(line, strings.Index(e.lines[line], value))
	}
	if value != "" && !strings.HasPrefix(value, "#") {
		return false // an anchor, an alias
	}
	if len(data.Value.Keys) == 0 {
		e.insert(line+1, "  "+e.table+": "+e.entry+"\n")
		return true
	}
	indent := indentOf(e.lines[data.Value.Keys[0].Line-1])
	end = e.last(line, end, indent) + 1
	i := slices.IndexFunc(data.Value.Keys, func(k tree.Entry) bool { return k.Key == e.table })
	if i < 0 {
		e.insert(end, strings.Repeat(" ", indent)+e.table+": "+e.entry+"\n")
		return true
	}
	own := data.Value.Keys[i]
	if i+1 < len(data.Value.Keys) {
		end = data.Value.Keys[i+1].Line - 1
	}
	return e.block(own, e.last(own.Line-1, end, indent+1), indent)
}

// block changes the value of the table's key, whose last line is last.
func (e *yamlEdit) block(own tree.Entry, last, indent int) bool {
	line := own.Line - 1
	value := e.value(line, e.table)
	if value != "" && !strings.HasPrefix(value, "#") {
		return e.inline(line, strings.Index(e.lines[line], value))
	}
	space := strings.Repeat(" ", indent)
	switch {
	case own.Value.Kind == tree.Nothing:
		e.lines[line] = space + e.table + ": " + e.entry + comment(value) + "\n"
	case e.replace:
		e.lines = slices.Replace(e.lines, line, last+1, space+e.table+": "+e.entry+comment(value)+"\n")
	case own.Value.Kind == tree.List:
		items := indentOf(e.lines[own.Value.Items[0].Line-1])
		e.insert(last+1, strings.Repeat(" ", items)+"- "+e.entry+"\n")
	case own.Value.Kind == tree.Map:
		first := own.Value.Keys[0].Line - 1
		for i := first; i <= last; i++ {
			if i == first {
				at := indentOf(e.lines[i])
				e.lines[i] = e.lines[i][:at] + "- " + e.lines[i][at:]
			} else if strings.TrimSpace(e.lines[i]) != "" {
				e.lines[i] = "  " + e.lines[i]
			}
		}
		e.insert(last+1, strings.Repeat(" ", indentOf(e.lines[first]))+"- "+e.entry+"\n")
	default:
		return false
	}
	return true
}

func comment(s string) string {
	if s == "" {
		return ""
	}
	return "  " + s
}

// inline changes a value that begins at a byte of a line.
func (e *yamlEdit) inline(line, at int) bool {
	text := strings.Join(e.lines[line:], "")
	end := tree.ValueEnd(text, at, false)
	if end < 0 {
		return false
	}
	e.lines = append(e.lines[:line], text[:at]+e.with(text[at:end])+text[end:])
	return true
}

// with is an old value with the new entry.
func (e *yamlEdit) with(old string) string {
	switch {
	case e.replace:
		return e.entry
	case strings.HasPrefix(old, "["):
		inside := strings.TrimRight(strings.TrimRight(old[:len(old)-1], " \t\n"), ",")
		if inside == "[" {
			return "[" + e.entry + "]"
		}
		return inside + ", " + e.entry + "]"
	}
	return "[" + old + ", " + e.entry + "]"
}

// flow changes data that is written in braces.
func (e *yamlEdit) flow(line, at int) bool {
	text := strings.Join(e.lines[line:], "")
	end := tree.ValueEnd(text, at, false)
	if end < 0 {
		return false
	}
	for i := at + 1; i < end-1; {
		i += len(text[i:end]) - len(strings.TrimLeft(text[i:end], " \t\r\n,"))
		colon := strings.Index(text[i:end], ":")
		if colon < 0 || i >= end-1 {
			break
		}
		key := strings.Trim(strings.TrimSpace(text[i:i+colon]), `"'`)
		from := i + colon + 1
		from += len(text[from:end]) - len(strings.TrimLeft(text[from:end], " \t\r\n"))
		to := tree.ValueEnd(text, from, true)
		if to < 0 {
			return false
		}
		if key == e.table {
			e.lines = append(e.lines[:line], text[:from]+e.with(text[from:to])+text[to:])
			return true
		}
		i = to
	}
	inside := strings.TrimRight(strings.TrimRight(text[:end-1], " \t\r\n"), ",")
	if strings.HasSuffix(inside, "{") {
		inside += e.table + ": " + e.entry
	} else {
		inside += ", " + e.table + ": " + e.entry
	}
	e.lines = append(e.lines[:line], inside+text[end-1:])
	return true
}

// value is what stands behind a key on its line.
func (e *yamlEdit) value(line int, key string) string {
	_, rest, _ := strings.Cut(e.lines[line], key)
	_, rest, _ = strings.Cut(rest, ":")
	return strings.TrimSpace(rest)
}

// last is the last line of a block that begins at first and whose lines have an
// indent; comments and blank lines behind it are not its.
func (e *yamlEdit) last(first, end, indent int) int {
	for i := end - 1; i > first; i-- {
		if text := strings.TrimSpace(e.lines[i]); text != "" && (indentOf(e.lines[i]) >= indent || strings.HasPrefix(text, "-") && indentOf(e.lines[i]) >= indent-1) && !strings.HasPrefix(text, "#") {
			return i
		}
	}
	return first
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// sound tells whether the changed text says what the old one said and the new file,
// and nothing else.
func (e *yamlEdit) sound(before *tree.Node, text []byte, f File, old []File) bool {
	after, bad := tree.YAML(text)
	if bad != nil {
		return false
	}
	plain := func(n *tree.Node) map[string]any {
		m, _ := n.Plain(cleaned).(map[string]any)
		return m
	}
	was, is := plain(before), plain(after)
	files := filesAt(after.List("data", e.table), "")
	f.Reach = ""
	if e.replace {
		old = nil
	}
	if len(files) != len(old)+1 || files[len(old)].YAML() != f.YAML() {
		return false
	}
	for i := range old {
		if files[i].Path != old[i].Path || files[i].Sheet != old[i].Sheet {
			return false
		}
	}
	for _, m := range []map[string]any{was, is} {
		data, _ := m["data"].(map[string]any)
		delete(data, e.table)
		if len(data) == 0 {
			delete(m, "data")
		}
	}
	return reflect.DeepEqual(was, is)
}
