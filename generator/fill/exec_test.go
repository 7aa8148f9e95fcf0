package fill

import (
	"html"
	"strings"
	"testing"
	"time"
)

// The catalogue's examples give what it says.
func TestFunctions(t *testing.T) {
	root := Root{Office: anlan(t), Period: q1}
	for _, f := range Functions() {
		got, l := body(t, f.Example, root)
		if l.Errors() > 0 {
			t.Errorf("%s: %v", f.Name, l.All())
			continue
		}
		plain := strings.TrimRight(html.UnescapeString(strings.ReplaceAll(got, "\\", "")), "\n")
		if plain != f.Result {
			t.Errorf("%s: %s gives %q, the catalogue says %q", f.Name, f.Example, plain, f.Result)
		}
	}
}

// A mistake of a template is told with its line, and with whom it was filled
// for; front matter has five lines.
func TestMistakesHaveLines(t *testing.T) {
	office := anlan(t)
	root := Root{Office: office, Period: q1, Unit: office.Unit("370102"), Doc: map[string]any{"issue": 3}}
	for _, c := range []struct {
		text string
		line int
		say  string
	}{
		{"甲\n{{.Unit.Nmae}}", 7, "没有字段“Nmae”"},
		{"甲\n\n{{.Doc.number}}", 8, "没有“number”这一项"},
		{"{{nothing 1}}", 6, "没有函数“nothing”"},
		{"{{_pending}}", 6, "没有这个函数"},
		{"甲\n{{_plain .Office.Name}}", 7, "没有这个函数"},
		{"{{call .Office.Name}}", 6, "没有这个函数"},
		{"甲\n{{if .Unit}}乙", 7, "{{end}}"},
		{"甲\n乙\n{{.Unit.Name", 8, ""},
		{"{{$x}}", 6, "变量 $x 没有定义"},
		{"甲\n{{(.Office.Unit \"none\").Name}}", 7, "没有"},
		{"甲\n{{.Unit.Extra.备注}}", 7, "没有“备注”这一项"},
		{"```signatures\n甲\n", 8, "围栏块没有结束"},
		{"{{if .Unit}}```signatures\n{{end}}```", 6, "围栏块"},
		{"{{div 1 0}}", 6, ""},
		{"{{index .Office.Units 99}}", 6, ""},
		{"{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", 6, ""},
	} {
		got, l := body(t, c.text, root)
		if l.Errors() == 0 {
			t.Errorf("%q gives %q, want a complaint", c.text, got)
			continue
		}
		d := l.All()[0]
		if d.Place.File != "templates/t.md" || c.line != d.Place.Line || !strings.Contains(d.String(), c.say) {
			t.Errorf("%q: %v, want line %d and %q", c.text, d, c.line, c.say)
		}
	}
}

// A template that would not end, or would fill the memory, is stopped.
func TestLimits(t *testing.T) {
	office := anlan(t)
	for _, text := range []string{
		`{{range seq 100000}}{{range seq 100000}}{{end}}{{end}}`,
		`{{range seq 100000}}{{range seq 100000}}一二三四五{{end}}{{end}}`,
		`{{$s := "一二三四五六七八"}}{{range seq 60}}{{$s = join (list $s $s) ""}}{{end}}{{$s}}`,
		`{{range seq 100000}}{{printf "%99999d" 1}}{{end}}`,
		`{{define "a"}}{{range seq 100}}{{template "a"}}{{end}}{{end}}{{template "a"}}`,
	} {
		start := time.Now()
		got, l := body(t, text, Root{Office: office, Period: q1})
		if l.Errors() == 0 {
			t.Errorf("%s gives %d bytes, want a complaint", text, len(got))
		}
		if spent := time.Since(start); spent > 20*time.Second {
			t.Errorf("%s ran for %v", text, spent)
		}
	}
}
