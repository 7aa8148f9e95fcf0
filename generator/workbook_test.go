package generator

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
)

// A workbook counts the rows of a table that does not say how far it reaches, and
// says so; a paper is not made of it, and what the table's word contradicts stays
// refused.
func TestWorkbookAsEntered(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("units.csv", "单位编码,单位名称,层级,上级编码\n990300,青禾县人民政府,县区,\n990300001,云台乡人民政府,乡镇街道,990300\n")
	write("accidents.csv", "事故编号,日期,属地编码,行业领域,死亡人数,受伤人数,直接经济损失\nS1,2026-02-03,990300001,矿山,2,1,90\n")
	const office = "office: {name: 青禾县安全生产委员会办公室}\n"
	make := func(data, target string, format fill.Format) (*diag.List, []byte) {
		t.Helper()
		write("hongtou.yaml", office+"data: {units: units.csv, accidents: "+data+"}\n")
		w, err := OpenAt(dir, springDay)
		if err != nil {
			t.Fatal(err)
		}
		if w.Complaints.Errors() > 0 {
			t.Fatal(w.Complaints.All())
		}
		batches, err := w.Plan(Request{Targets: []string{target}, Period: "2026-02", Today: springDay})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for o := range batches[0].Outputs() {
			complaints, err := o.Render(context.Background(), &b, format)
			if err != nil {
				t.Fatal(err)
			}
			return complaints, b.Bytes()
		}
		t.Fatalf("%s is not made", target)
		return nil, nil
	}
	complaints, file := make("accidents.csv", "accident-statistics", fill.XLSX)
	if complaints.Errors() > 0 || complaints.Len() != 1 || !strings.Contains(complaints.All()[0].Problem.Zh, "工作簿只统计已登记的行") {
		t.Fatalf("complaints: %v", complaints.All())
	}
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, row := range rows {
		text = append(text, strings.Join(row, " "))
	}
	if all := strings.Join(text, "\n"); !strings.Contains(all, "“事故”表没有写明统计截止日期，本表按已登记的行统计。") {
		t.Errorf("no note in the workbook:\n%s", all)
	}
	if complaints, file = make("{file: accidents.csv, from: 2026-01-01, complete: monthly}", "accident-statistics", fill.XLSX); complaints.Len() != 0 || len(file) == 0 {
		t.Errorf("a table that says how far it reaches: %v", complaints.All())
	}
	if complaints, _ = make("{file: accidents.csv, from: 2026-01-01, through: 2026-01-31}", "accident-statistics", fill.XLSX); complaints.Errors() == 0 {
		t.Error("a workbook of a month that the table says it does not reach")
	}
	if complaints, _ = make("accidents.csv", "monthly-report", fill.PDF); complaints.Errors() == 0 {
		t.Error("a paper from a table that does not say how far it reaches")
	}
}
