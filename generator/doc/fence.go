package doc

import (
	"maps"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hongtou/generator/diag"
)

// fences are the readers of the fenced blocks, by kind. Each fence puts its own
// in, in the file that has its block.
var fences = map[string]func(*reader, *fenced){}

// FenceKinds are the fenced blocks that a document may have.
func FenceKinds() []string { return slices.Sorted(maps.Keys(fences)) }

// fenced is a fenced block's lines, each parted into cells at the | that have no
// backslash before them. A value that holds | has it escaped, so that cells are
// the template's whatever the values say.
type fenced struct {
	kind string
	rows [][]string
	line int // of the first row
}

func (r *reader) fence(n *ast.FencedCodeBlock, line int) {
	kind := string(n.Language(r.source))
	read, ok := fences[kind]
	if !ok {
		r.complain("doc-fence-unknown", line, kind, diag.T("不认识的围栏块", "unknown fence"),
			diag.T("应为：%s", "use one of %s", diag.Names(FenceKinds())))
		return
	}
	f := &fenced{kind: kind, line: line}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		f.rows = append(f.rows, cells(strings.TrimRight(string(s.Value(r.source)), "\r\n")))
	}
	read(r, f)
}

// cells parts a fence's line at each | that has no backslash before it.
func cells(line string) []string {
	var out []string
	var cell strings.Builder
	escaped := false
	for _, c := range line {
		switch {
		case escaped:
			cell.WriteRune(c)
			escaped = false
		case c == '\\':
			escaped = true
		case c == '|':
			out = append(out, trim(cell.String()))
			cell.Reset()
		default:
			cell.WriteRune(c)
		}
	}
	return append(out, trim(cell.String()))
}

// trim takes ASCII blanks only: full-width spaces are an author's indents.
func trim(s string) string { return strings.Trim(s, " \t") }

// isBlank tells a line on which nothing stands.
func isBlank(row []string) bool {
	return !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// labelled parts a line at its first colon: 出席：甲、乙. The label ends in the
// line's first cell; ok is false where that has none.
func labelled(row []string) (label string, rest []string, ok bool) {
	for i, c := range row[0] {
		if c == '：' || c == ':' {
			rest = append([]string{strings.TrimSpace(row[0][i+len(string(c)):])}, row[1:]...)
			return strings.TrimSpace(row[0][:i]), rest, true
		}
	}
	return strings.TrimSpace(row[0]), row[1:], false
}

// setting is one "key: value" line of a fence. The cells are the value's, parted
// at |.
type setting struct {
	key, value string
	cells      []string
	line       int
}

// settings reads a fence whose lines are keys and values. Lines that are none,
// and keys that are not known, are complained of.
func (r *reader) settings(f *fenced, known ...string) []setting {
	var out []setting
	for i, row := range f.rows {
		if isBlank(row) {
			continue
		}
		key, rest, ok := labelled(row)
		if !ok || !slices.Contains(known, key) {
			r.complain("doc-fence-key", f.line+i, key, diag.T("%s 块不认识的设置", "the fence %s has no such key", f.kind),
				diag.T("应为：%s", "use one of %s", diag.Names(known)))
			continue
		}
		out = append(out, setting{key, strings.Join(rest, "|"), rest, f.line + i})
	}
	return out
}

// flag reads yes or no.
func (r *reader) flag(s setting) bool {
	switch s.value {
	case "yes", "是", "true":
		return true
	case "", "no", "否", "false":
		return false
	}
	r.complain("doc-fence-flag", s.line, s.value, diag.T("%s 应为 yes 或 no", "%s is yes or no", s.key), diag.T("写 yes 或 no", "write yes or no"))
	return false
}
