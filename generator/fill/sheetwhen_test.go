package fill

import (
	"strings"
	"testing"
)

const sheetsTop = "title: 表\nfile: 表.xlsx\ncadence: quarter\n"

// A sheet whose when is not true is not there; a workbook keeps its last one.
func TestSheetWhen(t *testing.T) {
	sheet := func(name, when string) string {
		return "  - name: " + name + "\n    when: " + when + "\n    title: 表\n    rows: .Office.Units\n    columns: [{key: name, value: .Name}]\n"
	}
	for want, text := range map[string]string{
		"甲 丙": sheetsTop + "sheets:\n" + sheet("甲", `.Office.UnitsOf "县区"`) + sheet("乙", `.Office.UnitsOf "村社区"`) + sheet("丙", `eq .Period.Index 1`),
		"乙":   sheetsTop + "sheets:\n" + sheet("甲", "false") + sheet("乙", "false"),
	} {
		s, l := set(t, "t.workbook.yaml", text)
		if l.Len() > 0 {
			t.Fatal(l.All())
		}
		book, l := s.Get("t").Workbook(Root{Office: anlan(t), Period: q1})
		if book == nil {
			t.Fatal(l.All())
		}
		var names []string
		for _, s := range book.Sheets {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("sheets %s, want %s", got, want)
		}
	}
	_, l := set(t, "t.workbook.yaml", sheetsTop+"form: {table: items, key: 隐患编号}\nsheets:\n  - name: 甲\n    when: \"true\"\n    title: 表\n    rows: .Office.Items\n    columns:\n"+
		"      - {key: code, header: 编号, value: .Code, field: 隐患编号}\n      - {key: done, header: 完成, value: .Done, field: 整改完成日期, open: true}\n")
	if l.Len() != 1 || l.All()[0].Code != "template-form-sheets" {
		t.Errorf("a form's sheet may be missing: %v", l.All())
	}
}
