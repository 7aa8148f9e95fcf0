package generator

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
)

// problemsOf is a small workspace's workbook of problems, opened.
func problemsOf(t *testing.T, files map[string]string) (*excelize.File, string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "问题.xlsx")
	made := time.Date(2026, 4, 10, 9, 0, 0, 0, time.UTC)
	if err := WriteProblems(path, dir, w.Complaints, "zh", made); err != nil {
		t.Fatal(err)
	}
	first, _ := os.ReadFile(path)
	if err := WriteProblems(path, dir, w.Complaints, "zh", made); err != nil { // in its own place
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(path); !bytes.Equal(first, second) {
		t.Error("the same problems give other bytes")
	}
	for name, content := range files {
		if now, _ := os.ReadFile(filepath.Join(dir, name)); string(now) != content {
			t.Errorf("%s was changed", name)
		}
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book, dir
}

const problemUnits = "单位编码,单位名称,层级,上级编码\n990100,某市,市,\n990101,某县,分局,990100\n"

// The list has each problem with its place, the copy the wrong cell with what would be
// right; a row whose column is missing is marked at its number.
func TestProblemsWorkbook(t *testing.T) {
	book, _ := problemsOf(t, map[string]string{"hongtou.yaml": "office: {name: 安委办, region: \"990100\"}\ndata: {units: [u/a.csv, v/a.csv]}\n",
		"u/a.csv": problemUnits, "v/a.csv": "单位编码,单位名称,层级,上级编码\n990102,,县区,990100\n"})
	if got := strings.Join(book.GetSheetList(), " "); got != "问题 a a(2)" {
		t.Errorf("the sheets are %s", got)
	}
	rows, _ := book.GetRows("问题")
	text := ""
	for _, r := range rows {
		text += strings.Join(r, "|") + "\n"
	}
	for _, want := range []string{"错误|u/a.csv||C3|层级|分局|不在可选的值之中", "错误|v/a.csv||B2|单位名称||“单位名称”没有填写"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %s:\n%s", want, text)
		}
	}
	for name, c := range map[string]struct{ at, value, comment string }{"a": {"分局", "分局", "不在可选的值之中"}, "a(2)": {"（空）", "（空）", "没有填写"}} {
		cells, _ := book.SearchSheet(name, c.at)
		comments, _ := book.GetComments(name)
		if len(cells) != 1 || len(comments) != 1 || comments[0].Cell != cells[0] || len(comments[0].Paragraph) == 0 || !strings.Contains(comments[0].Paragraph[0].Text, c.comment) {
			t.Errorf("%s: cells %v, comments %+v", name, cells, comments)
			continue
		}
		style, _ := book.GetCellStyle(name, cells[0])
		s, err := book.GetStyle(style)
		if err != nil || len(s.Fill.Color) == 0 {
			t.Errorf("%s: the wrong cell is not marked: %+v", name, s)
		}
	}
}

// What follows from a cause stands in the list and marks no cell, since those cells
// are right; a workbook without a problem says so.
func TestProblemsFollowing(t *testing.T) {
	hazards := "隐患编号,检查日期,责任单位编码,隐患描述,整改期限\nA,2026-03-02,990101,护栏松动,2026-03-20\nB,2026-03-02,990100,护栏松动,2026-03-20\n"
	config := "office: {name: 安委办, region: \"990100\"}\ndata: {units: u.csv, hazards: {file: h.csv, from: 2026-01-01, through: 2026-03-31}}\n"
	good := strings.Replace(problemUnits, ",分局,", ",县区,", 1)
	book, _ := problemsOf(t, map[string]string{"hongtou.yaml": config, "u.csv": strings.Replace(good, "单位编码", "本单位的号", 1), "h.csv": hazards})
	if got := strings.Join(book.GetSheetList(), " "); got != "问题 u" {
		t.Errorf("the sheets are %s", got)
	}
	rows, _ := book.GetRows("问题")
	ones := 0
	for _, r := range rows {
		if len(r) > 0 && r[0] == "1" {
			ones++
		}
	}
	if ones < 3 {
		t.Errorf("%d problems of the first cause, want itself and what follows: %v", ones, rows)
	}
	book, _ = problemsOf(t, map[string]string{"hongtou.yaml": config, "u.csv": good, "h.csv": hazards})
	if rows, _ := book.GetRows("问题"); len(book.GetSheetList()) != 1 || !strings.Contains(strings.Join(rows[2], ""), "没有问题") {
		t.Errorf("without a problem: %v", rows)
	}
}

// No file of the office's is written over, whatever is asked.
func TestProblemsPlace(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "units.xlsx")
	for path, content := range map[string]string{other: "PK", filepath.Join(dir, "a.csv"): "x"} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := WriteProblems(path, dir, &diag.List{}, "zh", time.Time{}); !errors.Is(err, ErrNotProblems) {
			t.Errorf("%s: %v", path, err)
		}
		if now, _ := os.ReadFile(path); string(now) != content {
			t.Errorf("%s was written over", path)
		}
	}
	if err := WriteProblems(filepath.Join(dir, "no", "p.xlsx"), dir, &diag.List{}, "zh", time.Time{}); err == nil {
		t.Error("a folder that is not there")
	}
}

// Names of sheets are such as every program takes, and each its own.
func TestProblemSheetNames(t *testing.T) {
	used := map[string]bool{"问题": true}
	long := strings.Repeat("隐患", 20)
	for _, c := range []struct{ file, sheet, want string }{
		{"data/问题.xlsx", "", "问题(2)"}, {"a.xlsx", "表[1]", "a-表_1_"}, {"b/A.csv", "表[1]", "A-表_1_(2)"}, {"'.csv", "", "表"}, {"history.csv", "", "表(2)"},
		{long + ".csv", "", strings.Repeat("隐患", 15) + "隐"}, {long + "二.csv", "", strings.Repeat("隐患", 14) + "(2)"},
	} {
		if got := sheetName(diag.Place{File: c.file, Sheet: c.sheet}, used); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.file, c.sheet, got, c.want)
		}
	}
}
