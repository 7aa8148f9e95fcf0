package doc

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// setting is one "key: value" line of a fence.
type setting struct {
	key, value string
	line       int
}

// settings reads a fence whose lines are keys and values. Lines that are none,
// and keys that are not known, are complained of.
func (r *reader) settings(f *Fence, known ...string) []setting {
	var out []setting
	for i, row := range f.Rows {
		text := strings.TrimSpace(strings.Join(row, "|"))
		if text == "" {
			continue
		}
		key, value := cutLabel(text)
		if !slices.Contains(known, key) {
			r.complain("doc-fence-key", f.Line+i, key, diag.T("%s 块不认识的设置", "the fence %s has no such key", f.Kind),
				diag.T("应为：%s", "use one of %s", strings.Join(known, "、")))
			continue
		}
		out = append(out, setting{key, value, f.Line + i})
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
