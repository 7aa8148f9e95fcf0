package fill

import (
	"strings"
	"testing"
)

// A path that a template makes of values is one that every file system takes, and that
// stays in the output folder.
func TestPaths(t *testing.T) {
	long := strings.Repeat("长", 100)
	for path, want := range map[string]string{
		"责任书/" + pathValue("甲/乙\\丙") + ".pdf": "责任书/甲／乙＼丙.pdf",
		"a:b*c?d\"e<f>g|h": "a：b＊c？d＂e＜f＞g｜h",
		"../../etc/passwd": "etc/passwd",
		"/abs//x/./y/..":   "abs/x/y",
		"甲公司.":             "甲公司",
		"甲公司 . . /b":       "甲公司/b",
		"con.pdf":          "_con.pdf",
		"COM1":             "_COM1",
		"lpt².txt":         "_lpt².txt",
		"e\u0301":          "\u00e9",
		long + ".pdf":      strings.Repeat("长", 65) + ".pdf",
		"甲\u202e乙\n丙":      "甲乙 丙",
		"...":              "",
	} {
		if got := cleanPath(path); got != want {
			t.Errorf("%q is %q, want %q", path, got, want)
		}
	}
	if got := len(cleanPath(strings.Repeat("a", 300))); got != 200 {
		t.Errorf("a name of 300 bytes keeps %d, want 200", got)
	}
}

// A template whose file lies outside of the output folder is told so, not moved inside.
func TestFileOutside(t *testing.T) {
	for file, wrong := range map[string]bool{
		"../../甲": true, "责任书/../../甲": true, "/home/甲": true, `C:\责任书\甲`: true, `..\甲`: true, "d:甲": true,
		"责任书/甲..乙": false, "{{.Period.Name}}/甲": false, "...": false, "c/甲": false, "": false,
	} {
		if got := leaves(file); got != wrong {
			t.Errorf("%q leads outside: %v, want %v", file, got, wrong)
		}
	}
	for _, name := range []string{"a.md", "a.workbook.yaml"} {
		text := "---\ntitle: 甲\nfile: ../../甲\ncadence: year\n---\n\n甲\n"
		if name != "a.md" {
			text = "title: 甲\nfile: ../../甲\ncadence: year\nsheets:\n- name: 甲\n  columns: [{key: a, header: 甲, value: '\"甲\"'}]\n"
		}
		_, l := set(t, name, text)
		if l.Errors() != 1 || l.All()[0].Code != "template-file-outside" || l.All()[0].Value != "../../甲" {
			t.Errorf("%s: %v", name, l.All())
		}
	}
}

// What stands for a value in a line of a fence and in a table's cell.
func TestEscapes(t *testing.T) {
	for _, c := range []struct {
		s    string
		mark byte
		want string
	}{{"a|b", '`', `a\|b`}, {"```", '`', "\\`\\`\\`"}, {"~~~", '~', `\~\~\~`}, {"~`", '~', "\\~`"}, {`a\`, '`', `a\\`}} {
		if got := escapeFence(c.s, c.mark); got != c.want {
			t.Errorf("in a fence %q is %q, want %q", c.s, got, c.want)
		}
	}
	for s, want := range map[string]string{"a|b": "a&#124;b", "{-}": "&#123;\\-&#125;", "*": `\*`, " 甲": "&#32;甲"} {
		if got := escapeMarkdown(s, 0, false); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
