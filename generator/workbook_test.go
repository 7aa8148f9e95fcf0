package generator

import (
	"bytes"
	"context"
	"fmt"
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

// A workbook whose columns have no room on any paper in 9 pt is made, and told of by its
// sheet's name with the setting that helps.
func TestSmallSheetIsToldOf(t *testing.T) {
	dir := t.TempDir()
	var columns strings.Builder
	for i := range 60 {
		fmt.Fprintf(&columns, "      - {key: c%d, header: 日期, value: '\"2026-03-15\"', width: 12}\n", i)
	}
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 某市安委办, short: 安委办, code: 安委办}\ndata: {units: units.csv}\n",
		"units.csv":    "单位编码,单位名称,层级,上级编码\nS,某市,市,\nU1,甲县,县区,S\n",
		"templates/wide-sheet.workbook.yaml": "title: 宽表\neach: none\nfile: 宽表.xlsx\nname: 宽表\ncadence: year\nsheets:\n  - name: 宽表\n    rows: .Office.Units\n    columns:\n" +
			columns.String(),
	} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	report, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"wide-sheet"}, Period: "2026", Out: t.TempDir()})
	must(t, err)
	told := report.Complaints.All()
	if len(told) != 1 || told[0].Code != "sheet-small" || told[0].Value != "宽表" || told[0].Severity != diag.Warning || !strings.Contains(told[0].Remedy.Zh, "wide: 5，横向分5页") {
		t.Errorf("%+v", told)
	}
}
