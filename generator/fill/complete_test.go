package fill

import (
	"slices"
	"testing"
)

// What can be written at a place of a template is what the value there has.
func TestComplete(t *testing.T) {
	for _, c := range []struct {
		text, typed, has string // has: "" for nothing at all
		not              string
	}{
		{"甲{{.", "", "Office", "Accidents"},
		{"甲{{.Off", "Off", "Office", "Period"},
		{"{{.Office.Na", "Na", "Name", "Office"},
		{"{{range .Office.Units}}{{.", "", "Name", "Office"},
		{"{{range $u := .Office.Units}}\n{{if true}}{{$u.C", "C", "Code", "Office"},
		{"{{range $u := .Office.Units}}{{end}}{{.", "", "Office", "Code"},
		{"{{range .Office.Units}}{{$.Per", "Per", "Period", "Code"},
		{"{{with .Unit}}{{.上级", "上级", "Parent", "Name"},
		{"{{range $i, $u := .Office.Units}}{{$", "$", "$u", "if"},
		{"{{per", "per", "percent", "Period"},
		{"{{percent (.Period.", "", "Year", "Office"},
		{"{{.Doc.num", "num", "number", "date"},
		{"{{- el", "el", "else", "if"},
		{"{{.Office}} .", "", "", ""},
		{"没有", "", "", ""},
		{`{{"a.`, "", "", ""},
		{"{{/* .", "", "", ""},
		{"{{$nobody.", "", "", ""},
		{"{{.Office.Name.", "", "", ""},
		{"{{if}}{{.", "", "Office", ""}, // what is wrong before is passed over
	} {
		typed, list := Complete(c.text)
		has := func(name string) bool {
			return slices.ContainsFunc(list, func(c Completion) bool { return c.Text == name })
		}
		if typed != c.typed || (c.has == "") != (len(list) == 0) || c.has != "" && !has(c.has) || c.not != "" && has(c.not) {
			t.Errorf("%q: of %q %.200v", c.text, typed, list)
		}
		for _, one := range list {
			if one.Meaning == "" && one.Text[0] != '$' {
				t.Errorf("%q: %s says nothing", c.text, one.Text)
			}
		}
	}
}

// What is written whole already comes first, whatever else begins so.
func TestCompleteWhole(t *testing.T) {
	if _, list := Complete("{{.Office.Units"); len(list) < 2 || list[0].Text != "Units" {
		t.Errorf("the first is %.100v", list)
	}
}
