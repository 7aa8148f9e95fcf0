package fill

import (
	"regexp"
	"strings"
	"testing"
)

// foreign are words of Go and of its templates, which a clerk does not know; names of
// fields and functions stand alone.
var foreign = regexp.MustCompile(`[a-z]{2,} [a-z]{2,}|U\+[0-9A-F]|%!|\*?model\.|\bint\b|\bnil\b|\bstring\b|interface|reflect|map\[|strconv|wrong type`)

// Whatever is wrong in a template is told in Chinese, with what would be right.
func TestMistakesInChinese(t *testing.T) {
	office := anlan(t)
	root := Root{Office: office, Period: q1, Unit: office.Unit("370102"), Doc: map[string]any{"issue": 3}}
	for _, text := range []string{
		"{{.Unit.主要负责人}}", "{{“a”}}", "{{.Unit.Name}", "{{if .Unit}}", "{{end}}", "{{else}}", "{{.Unit.Name | }}", "{{.Unit.Name .Unit.Code}}", "{{nam .Unit}}", "{{$x}}",
		"{{range .Unit.Name}}x{{end}}", "{{index .Office.Units 99999}}", "{{.Unit.Name.Foo}}", "{{template \"x\"}}", "{{define \"x\"}}", "{{if eq .Unit.Name 1}}{{end}}", "{{lt .Unit.Name 1}}",
		"{{.Unit。Name}}", "{{.Unit，Name}}", "{{（.Unit）}}", "{{(.Unit.Name}}", "{{.Unit.Name)}}", "{{1a}}", "{{\"abc}}", "{{'ab'}}", "{{. := 3}}", "{{break}}", "{{range}}x{{end}}", "{{with}}x{{end}}",
		"{{.Unit.Name | .Unit.Code}}", "{{nil}}", "{{nil.A}}", "{{index .Unit 1}}", "{{slice .Unit.Name 5 1}}", "{{len .Unit}}", "{{get .Unit.Extra}}", "{{add \"a\" 1}}", "{{.Foo.Bar}}", "{{/* a}}",
		"{{.Unit . Name}}", "{{not}}", "{{.Unit.Within 3}}", "{{.Office.UnitsOf \"乡镇\"}}", "{{.Office.UnitsOf 3}}", "{{$a = 1}}", "{{\"a\\q\"}}", "{{if}}x{{end}}", "{{else if}}", "{{{.Unit.Name}}", "{{`a}}", "{{.unit.name}}",
		"{{＂a＂}}", "{{5 | 6}}", "{{and}}", "{{index .Office.Units \"a\"}}", "{{.Period.Foo}}", "{{.Unit.Name | printf}}", "{{range $i, $j, $k := .Office.Units}}{{end}}", "{{.Unit.Name 3}}", "{{.Office.Unit}}", "{{块}}", "{{.Unit.Name,.Unit.Code}}", "{{;}}", "{{1 2}}", "{{true.A}}", "{{0x}}", "{{capital \"x\"}}",
	} {
		got, l := body(t, text, root)
		for _, d := range l.All() {
			d.Value = ""                                                                                                                      // the template's own words
			said := strings.NewReplacer("hongtou templates functions", "", "nil ", "", "“nil”", "").Replace(d.Problem.Zh + "；" + d.Remedy.Zh) // a command, and the template's own word
			if foreign.MatchString(said) {
				t.Errorf("%s: %s", text, said)
			}
		}
		if l.Errors() == 0 {
			t.Logf("%s gives %q", text, got)
		}
	}
}
