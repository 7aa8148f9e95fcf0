package collect

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
	"hongtou/generator/source"
)

// What a unit merges in its form: words reach over the rows, an amount is of one row
// only, and the head's words are no record's.
func TestMergedInAForm(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for at, value := range map[string]any{"A1": "隐患编号", "B1": "整改责任人", "C1": "整改资金", "B2": "林青", "C2": 8, "A3": "Y2"} {
		if err := book.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A1", "A2"}, {"B2", "B3"}, {"C2", "C3"}} {
		if err := book.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	text, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := excelize.OpenReader(text)
	if err != nil {
		t.Fatal(err)
	}
	defer saved.Close()
	g, ok := load(saved, "Sheet1")
	if !ok {
		t.Fatal("not read")
	}
	table := model.TableOf("hazards").Table
	column := func(header string) int {
		for i := range table.Columns {
			if table.Columns[i].Header == header {
				return i
			}
		}
		t.Fatal(header)
		return -1
	}
	if got := g.under(1, 2, 1).Raw; got != "" {
		t.Errorf("the head's word %q is a record's code", got)
	}
	if value, wrong := source.Read(table, column("整改责任人"), g.under(1, 3, 2), false); wrong != nil || value != "林青" {
		t.Errorf("the person of row 3: %v, %v", value, wrong)
	}
	if _, wrong := source.Read(table, column("整改资金"), g.under(1, 2, 3), false); wrong != nil {
		t.Errorf("the amount's own row: %v", wrong.Code)
	}
	if _, wrong := source.Read(table, column("整改资金"), g.under(1, 3, 3), false); wrong == nil || wrong.Code != "cell-merged" {
		t.Errorf("an amount counts twice: %v", wrong)
	}
}
