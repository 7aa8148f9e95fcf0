package fill

import "testing"

// What input methods make of an action is read as it was meant; the words around it
// and the texts in it stay.
func TestFoldActions(t *testing.T) {
	for _, c := range [][2]string{
		{`{{.Office.Name}}`, `{{.Office.Name}}`},
		{`“甲”｛{注}｝`, `“甲”{{注}}`}, // two braces of either width
		{`（｛注｝）“a”`, `（｛注｝）“a”`},
		{`｛｛.Office.Name｝｝`, `{{.Office.Name}}`},
		{`{{range .Office.UnitsOf “县区”}}“{{.Name}}”`, `{{range .Office.UnitsOf "县区"}}“{{.Name}}”`},
		{`{{range .Office.UnitsOf ”县区“}}`, `{{range .Office.UnitsOf "县区"}}`},
		{`{{range .Office.UnitsOf ‘县区’}}`, `{{range .Office.UnitsOf "县区"}}`},
		{`{{range .Office.UnitsOf "县区”}}{{.Name}}“注"`, `{{range .Office.UnitsOf "县区"}}{{.Name}}“注"`},
		{`{{if eq .X "“甲”，（乙）"}}`, `{{if eq .X "“甲”，（乙）"}}`},
		{`{{if eq .X “（甲）”}}`, `{{if eq .X "（甲）"}}`},
		{`{{if （gt （len 。Office。Units） １）}}`, `{{if (gt (len .Office.Units) 1)}}`},
		{`{{$x　：＝　1}}`, `{{$x := 1}}`},
		{"{{get .Row `“a”`}}", "{{get .Row `“a”`}}"},
		{`{{eq "a\"b" “c\d”}}`, `{{eq "a\"b" "c\\d"}}`},
		{`{{eq "}}" .X}}`, `{{eq "}}" .X}}`},
		{`{{.Name`, `{{.Name`}, {`{{“`, `{{“`}, {``, ``},
	} {
		if got := foldActions(c[0]); got != c[1] {
			t.Errorf("%s became %s, not %s", c[0], got, c[1])
		}
	}
}
