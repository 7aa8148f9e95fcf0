package fill

import (
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// A place for a value that is no action is told of in every kind of template; what
// figures, formulas and prose have braces for is not.
func TestLeftoverPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"甲{.Office.Name}乙": "{.Office.Name}", "{% for x in y %}": "{% for x in y %}", "致${name}：": "${name}", "#{name}": "#{name}", "{ .Unit.Name }": "{ .Unit.Name }",
		"{{.Office.Name}}": "", "{甲}": "", "{{.Office.Name}": "", "{.Office.Name}}": "{.Office.Name}", "{1,2}": "", "{.name}": "", "50%{}": "", "{{if .Draft}}{{end}}{}": "",
	} {
		if got, _ := leftover(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	book := ownBook(t, func(f *excelize.File) {
		loopOf(t, f)
		check(t, f.SetCellStr("表", "D1", "{.Office.Name}"))
		check(t, f.SetCellFormula("表", "E1", "SUM({1,2})"))
	})
	for name, data := range map[string][]byte{
		"own.xlsx": book, "paper.md": []byte("---\ntitle: t\nfile: x.pdf\ncadence: year\n---\n甲\n\n{.Office.Name}\n"),
		"word.docx": ownWord(t, nil, para("甲")+para("{¦.Office.Name}")), "title.md": []byte("---\ntitle: \"{.Office.Name}\"\nfile: x.pdf\ncadence: year\n---\n甲\n"),
	} {
		_, l := Open(fstest.MapFS{name: {Data: data}})
		if l.Errors() != 1 || l.All()[0].Code != "template-place" || l.All()[0].Value != "{.Office.Name}" {
			t.Errorf("%s: %v", name, l.All())
		}
	}
}
