package generator

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/period"
)

// Formulas that a program wrote without their values are calculated when tables are
// read; rows that hold nothing but formulas that give nothing are blank ones; what
// can't be calculated is an error at its cell.
func TestFormulasWithoutValues(t *testing.T) {
	book := func(path string, rows ...[]any) {
		t.Helper()
		f := excelize.NewFile()
		defer f.Close()
		date := "m/d/yy"
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &date})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, v := range row {
				at := cellName(c, r+1)
				if s, ok := v.(string); ok && s != "" && s[0] == '=' {
					err = f.SetCellFormula("Sheet1", at, s[1:])
				} else {
					err = f.SetCellValue("Sheet1", at, v)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetCellStyle("Sheet1", "E2", "F9", style); err != nil {
			t.Fatal(err)
		}
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 某市安委办}\ndata: {units: u.csv, accidents: a.xlsx, hazards: h.xlsx}\n",
		"u.csv":        "单位编码,单位名称,层级,上级编码\nA,某市人民政府,市,\nB,某局,部门,A\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	book(filepath.Join(dir, "a.xlsx"),
		[]any{"事故编号", "事故日期", "属地编码", "行业领域", "死亡人数", "直接经济损失", "受伤人数"},
		[]any{"S1", "2026-03-02", "A", "工矿", "=G2-3", "=E2*10+5", 5})
	hazards := [][]any{
		{"隐患编号", "检查日期", "责任单位编码", "隐患描述", "整改期限", "整改完成日期"},
		{"Y1", 46083, "B", "护栏松动", "=B2+15", "=E2-2"},
		{`=IF(B3="","","Y"&ROW())`, "", "", "", `=IF(B3="","",B3+15)`, ""},
	}
	book(filepath.Join(dir, "h.xlsx"), hazards...)
	w, err := OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	if w.Complaints.Errors() > 0 || len(w.Office.Accidents) != 1 || len(w.Office.Hazards) != 1 {
		t.Fatalf("%d accidents, %d hazards, %v", len(w.Office.Accidents), len(w.Office.Hazards), w.Complaints.All())
	}
	a, h := w.Office.Accidents[0], w.Office.Hazards[0]
	if a.Deaths != 2 || a.Loss != 25 || h.Deadline.String() != "2026-03-17" || h.Done.String() != "2026-03-15" {
		t.Errorf("deaths %d, loss %v, due %v, done %v", a.Deaths, a.Loss, h.Deadline, h.Done)
	}

	hazards[1][4] = "=TODAY()"
	book(filepath.Join(dir, "h.xlsx"), hazards...)
	if w, err = OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 1}); err != nil {
		t.Fatal(err)
	}
	var at []string
	for _, d := range w.Complaints.All() {
		if d.Code == "cell-uncalculated" {
			at = append(at, d.Place.Header)
		}
	}
	if len(at) != 2 {
		t.Errorf("what hangs on today is complained of at %v, want both cells: %v", at, w.Complaints.All())
	}
}
