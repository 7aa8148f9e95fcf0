package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What depends on a changed cell is calculated anew, through other formulas and
// sheets too; what can't be is told; nothing else is touched.
func TestRecalculate(t *testing.T) {
	for _, c := range []struct{ name, formulas, want string }{
		{"of its row", "B1: IF(A1=\"\",5,1)", "B1=1"},
		{"of nothing that changed", "B1: A2*2", ""},
		{"through another formula", "B1: A1+1; C1: B1*2; D1: A2", "B1=8 C1=16"},
		{"a range", "B1: SUM(A1:A3); B2: SUM(A2:A3)", "B1=12"},
		{"whole columns and rows", "B1: COUNTIF(A:A,7); C2: SUM(1:1); D1: SUM($A:$A)+SUM(B2)", "B1=1 D1=12 C2=20"},
		{"another sheet", "丙!B1: 表!A1*3; 丙!B2: '表'!A1&\"件\"", "B1=21 B2=7件"},
		{"a text that names a cell", "B1: \"A1\"&A2", ""},
		{"a function that is not known", "B1: FANCY(A1); C1: B1+1; D1: FANCY(A2)", "B1=? C1=?"},
		{"a name may be anything", "B1: 单价*2; C1: B1", "B1=? C1=?"},
		{"a circle", "B1: C1+A1; C1: B1", "B1=? C1=?"},
		{"an error is a value", "B1: 1/(A1-7)", "B1=#DIV/0!"},
		{"truth and texts", "B1: A1>5; C1: IF(TRUE,\"是\",\"否\")&A1", "B1=1 C1=是7"},
		{"today", "B1: TODAY()-A1", "B1=?"},
		{"far away", "B1: OFFSET(A2,-1,0)", "B1=?"},
	} {
		f := excelize.NewFile()
		f.SetSheetName("Sheet1", "表")
		f.NewSheet("丙")
		for i, v := range []float64{7, 2, 3} {
			f.SetCellValue("表", fmt.Sprint("A", i+1), v)
		}
		for _, one := range strings.Split(c.formulas, "; ") {
			at, formula, _ := strings.Cut(one, ": ")
			on := "表"
			if s, cell, ok := strings.Cut(at, "!"); ok {
				on, at = s, cell
			}
			if err := f.SetCellFormula(on, at, formula); err != nil {
				t.Fatal(err)
			}
		}
		got, err := Recalculate(f, []CellAt{{"表", 1, 1}})
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, r := range got {
			value := r.Value
			if !r.Known {
				value = "?"
			}
			texts = append(texts, r.Name()+"="+value)
		}
		if s := strings.Join(texts, " "); s != c.want {
			t.Errorf("%s: %s gives %q, not %q", c.name, c.formulas, s, c.want)
		}
		f.Close()
	}
}
