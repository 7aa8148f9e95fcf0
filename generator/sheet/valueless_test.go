package sheet

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Formulas without a value are calculated, by way of one another and of other
// sheets; what can't be has none.
func TestValueless(t *testing.T) {
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "表")
	f.NewSheet("丙")
	f.SetCellValue("表", "A1", 7)
	f.SetCellValue("丙", "A1", "甲")
	for at, formula := range map[string]string{"B1": "C1+1", "C1": "A1*2", "D1": "丙!A1&\"乙\"", "E1": "FANCY(1)", "F1": "E1+1", "G1": "TODAY()", "H1": "A1/0", "I1": "A1>5", "J1": "IF(A9=\"\",\"\",A9)", "K1": "SUM(A:A)"} {
		f.SetCellFormula("表", at, formula)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	value := Valueless(b.Bytes())
	got := ""
	for col := 1; col <= 11; col++ {
		kind, v, ok := value("表", 1, col)
		got += fmt.Sprintf("%s:%s:%v ", kind, v, ok)
	}
	if want := "::false :15:true :14:true str:甲乙:true ::false ::false ::false e:#DIV/0!:true b:1:true str::true :7:true "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, _, ok := Valueless([]byte("no workbook"))("表", 1, 1); ok {
		t.Error("a damaged file has values")
	}
}
