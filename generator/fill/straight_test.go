package fill

import (
	"testing"

	"hongtou/generator/model"
)

// byTemplate is what text/template makes of a text.
func byTemplate(t *testing.T, text *textTemplate, data any) (string, error) {
	t.Helper()
	e, err := text.bound(DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	e.run.dot = data
	err = e.text.Execute(e.run, data)
	return e.run.out.String(), err
}

// A straight text is what text/template makes of it, whatever the values are; where that
// fails, and where a field is a method, it is left to it.
func TestStraightTexts(t *testing.T) {
	office := anlan(t)
	unit := *office.Unit("370102")
	model.KeepExtra(&unit.Origin, map[string]string{"备注": "甲*乙", "空": ""})
	day := "2026-03-05"
	root := Root{Office: office, Period: q1, Unit: &unit, Doc: map[string]any{"issue": 3, "share": 0.5, "yes": true, "list": []any{1}, "nil": nil, "day": &day}}
	for _, c := range []struct {
		text     string
		straight bool // it is written without text/template
	}{
		{"", true}, {"甲\n乙", true}, {"{{.Unit.Name}}", true}, {"{{/* 注 */}}{{.Unit.Name}}县", true}, {"# {{$.Unit.Code}}", true},
		{"{{$u := .Unit}}{{$x := $u.Extra}}{{$x.备注}}，{{$u.Name}}", true}, {"{{$u := .Unit.Code}}{{$u := .Unit.Name}}{{$u}}", true}, {"{{.Doc.issue}}、{{.Doc.share}}、{{.Doc.yes}}", true},
		{"**{{.Unit.Name}}**", true}, {"甲{{.Unit.Extra.空}}乙", true}, {"```signatures\n甲：{{.Unit.Extra.备注}} | 乙：{{.Unit.Name}}\n```\n", true}, {"{{.Doc.day}}", true}, {"{{.Period}}", true}, {"{{.Unit.Tier}}", true}, {"{{.Draft}}", true},
		{"**{{.Unit.Extra.空}}**", false}, {"{{.Unit.Extra.无}}", false}, {"{{.Doc.none}}", false}, {"{{.Doc.none.more}}", false}, {"{{.Doc.nil}}", false}, {"{{.Doc.list}}", false}, {"{{.Unit}}", false}, {"{{.Unit.Nmae}}", false}, {"{{.Unit.Name.more}}", false}, {"{{.Period.Year}}", true},
		{"{{.Period.Label}}", false}, {"{{.Office.Wide}}", false}, {"{{.Hazard.Code}}", false}, {"{{if .Unit}}甲{{end}}", false}, {"{{with .Unit}}{{.Name}}{{end}}", false}, {"{{.Unit.Name | printf \"%s\"}}", false}, {"{{raw .Unit.Name}}", false},
		{"{{$u := .Unit}}{{$u = .Office}}{{$u.Name}}", false}, {"{{len .Unit.Name}}", false}, {"{{.Office.Unit \"370102\"}}", false}, {"{{range .Office.Units}}甲{{end}}", false}, {"{{define \"a\"}}甲{{end}}{{template \"a\"}}", false}, {"{{1}}", false}, {"{{\"甲\"}}", false},
	} {
		s, _ := set(t, "t.md", front+c.text)
		tpl := s.Get("t")
		if tpl == nil {
			t.Fatalf("%q is no template", c.text)
		}
		tpl.ready()
		out, ok := "", false
		dot := root.dot()
		if tpl.body.straight {
			out, ok = straighten(tpl.body.passages, DefaultLimits, dot)
		}
		want, err := byTemplate(t, tpl.body, dot)
		if ok != c.straight || ok && (err != nil || out != want) {
			t.Errorf("%q: straight %v gives %q; text/template gives %q, %v", c.text, ok, out, want, err)
		}
		if ok { // its bounds are a run's
			if _, ok := straighten(tpl.body.passages, Limits{Output: len(want) - 1}.filled(), dot); ok && len(want) > 1 {
				t.Errorf("%q: %d bytes are written where one less is allowed", c.text, len(want))
			}
		}
	}
}

// In every place of the Markdown values are escaped as text/template has it.
func TestStraightTextsAreEscaped(t *testing.T) {
	count := 0
	for _, text := range spots {
		s, _ := set(t, "t.md", front+text)
		tpl := s.Get("t")
		tpl.ready()
		if !tpl.body.straight {
			continue
		}
		for _, value := range hostile {
			unit := &model.Unit{Code: "1", Name: value, Tier: model.City}
			office := &model.Office{Name: "安委办", Units: []*model.Unit{unit}}
			office.Check()
			dot := Root{Office: office, Period: q1, Unit: unit}.dot()
			out, ok := straighten(tpl.body.passages, DefaultLimits, dot)
			want, err := byTemplate(t, tpl.body, dot)
			if ok != (err == nil) || ok && out != want {
				t.Errorf("%q with %q is %q, want %q, %v", text, value, out, want, err)
			}
			count++
		}
	}
	if count < 10*len(hostile) {
		t.Errorf("only %d texts are straight", count)
	}
}
