package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// table3 is a small table of units, its columns out of order, one of them not
// ours, with a title above the head and a total below.
var table3 = [][]string{
	{"单位台账"},
	{},
	{"名称", "备注", "编码", "级别", "上级", "主要负责人"},
	{"安澜市人民政府", "", "990100", "市", "", "沈怀谦"},
	{"石漈县人民政府", "山区", "990121", "县区", "990100", "欧阳㛃"},
	{"松渡县人民政府", "", "990122", "县区", "990100", "陆𬀩"},
}

func asCSV(comma string) string {
	var b strings.Builder
	for _, r := range table3 {
		b.WriteString(strings.Join(r, comma) + "\n")
	}
	return b.String()
}

func asXLSX(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, r := range table3 {
		for j, v := range r {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			var err error
			if i > 2 && j == 2 {
				err = f.SetCellInt("Sheet1", cell, 990100+int64([]int{0, 21, 22}[i-3])) // a clerk's number, not a text
			} else {
				err = f.SetCellStr("Sheet1", cell, v)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asNested(line, item, pair, end string) string {
	var b strings.Builder
	head := table3[2]
	for n, r := range table3[3:] {
		if n > 0 {
			b.WriteString(line)
		}
		b.WriteString(item)
		for i, v := range r {
			if i > 0 {
				b.WriteString(pair)
			}
			fmt.Fprintf(&b, "%q: %q", head[i], v)
		}
		b.WriteString(end)
	}
	return b.String()
}

// workspace writes files and a hongtou.yaml that names the units' file.
func workspace(t testing.TB, config string, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	files[ConfigName] = []byte(config)
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A day of beginning that is to come makes nothing late: who mistyped the year is told.
func TestBeginningToCome(t *testing.T) {
	for since, want := range map[string]int{"2026-07-12": 0, "2026-07-13": 1, "2062-07-01": 1, "2025-01-01": 0} {
		dir := workspace(t, "office: {name: 甲市安委办}\nsince: "+since+"\n", map[string][]byte{})
		w, l, err := Load(dir, period.Date{Year: 2026, Month: 7, Day: 12})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, d := range l.All() {
			if d.Code == "since-future" && d.Place.Line == 2 && d.Severity == diag.Warning {
				n++
			}
		}
		if n != want || w.Config.Since.String() != since {
			t.Errorf("begun on %s (%s): %d complaints, want %d: %v", since, w.Config.Since, n, want, l.All())
		}
	}
}

// The same table in every format gives the same records.
func TestFormats(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(asCSV(","))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"u.csv": []byte(asCSV(",")), "bom.csv": []byte("\ufeff" + asCSV(",")), "gb.csv": []byte(gb), "semicolon.csv": []byte(asCSV(";")), "u.tsv": []byte(asCSV("\t")),
		"crlf.csv": []byte(strings.ReplaceAll(asCSV(","), "\n", "\r\n")),
		"u.xlsx":   asXLSX(t),
		"u.yaml":   []byte(asNested("\n", "- ", "\n  ", "")), "u.json": []byte("[" + asNested(",\n", "{", ", ", "}") + "]"),
	} {
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: "+name+"}\n", map[string][]byte{name: data})
		w, l, err := Load(dir, period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range l.All() {
			t.Errorf("%s: %v", name, d)
		}
		if len(w.Office.Units) != 3 {
			t.Fatalf("%s: %d units, want 3", name, len(w.Office.Units))
		}
		u := w.Office.Units[1]
		if u.Code != "990121" || u.Name != "石漈县人民政府" || u.Tier != model.County || u.Leader != "欧阳㛃" || u.Extra()["备注"] != "山区" || u.Parent != w.Office.Units[0] {
			t.Errorf("%s: the second unit is %+v", name, u)
		}
		if w.Office.Units[2].Leader != "陆𬀩" {
			t.Errorf("%s: a character beyond the BMP is lost: %q", name, w.Office.Units[2].Leader)
		}
	}
}

// A complaint's place is where a clerk finds the cell.
func TestPlaces(t *testing.T) {
	units := "单位编码,单位名称,层级,上级编码\n990100,市政府,市,\n990101,\"区\n政府\",县区,990100\n990102,县政府,郡,990100\n"
	for name, c := range map[string]struct {
		data []byte
		want diag.Place
	}{
		"u.csv":  {[]byte(units), diag.Place{File: "u.csv", Row: 4, Column: 3, Header: "层级"}},
		"u.yaml": {[]byte("- 单位编码: \"1\"\n  单位名称: 市政府\n  层级: 郡\n"), diag.Place{File: "u.yaml", Line: 3, Key: "[1].层级"}},
		"u.json": {[]byte("[\n {\"单位编码\": \"1\",\n  \"单位名称\": \"市政府\",\n  \"层级\": \"郡\"}]"), diag.Place{File: "u.json", Line: 4, Key: "[1].层级"}},
	} {
		_, l, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: "+name+"}\n", map[string][]byte{name: c.data}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if all := l.All(); len(all) != 1 || all[0].Code != "choice-unknown" || all[0].Place != c.want || all[0].Value != "郡" {
			t.Errorf("%s: %v, want one complaint at %v", name, all, c.want)
		}
	}
}

// Mistakes of whole files are complained of where hongtou.yaml names the file
// or where the file breaks; the other files are read.
func TestFiles(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		codes []string
	}{
		"none":       {"{units: missing.xlsx}", []string{"file-missing"}},
		"doc":        {"{units: u.doc}", []string{"file-format"}},
		"xls":        {"{units: u.xls}", []string{"xlsx-broken"}},
		"not-xlsx":   {"{units: bad.xlsx}", []string{"xlsx-broken"}},
		"yaml":       {"{units: bad.yaml}", []string{"file-syntax"}},
		"json":       {"{units: bad.json}", []string{"file-syntax"}},
		"header":     {"{units: other.csv}", []string{"header-missing"}},
		"key":        {"{unit: other.csv}", []string{"config-key"}},
		"sheet":      {"{units: {file: other.csv, sheet: 单位}}", []string{"sheet-format", "header-missing"}},
		"pattern":    {"{meetings: 'm[.yaml'}", []string{"file-pattern"}},
		"no-meeting": {"{meetings: m.yaml}", []string{"file-missing"}},
	} {
		dir := workspace(t, "office: {name: 安委办}\ndata: "+c.data+"\n", map[string][]byte{
			"u.xls": []byte("x"), "u.doc": []byte("x"), "bad.xlsx": []byte("no zip"), "bad.yaml": []byte("- a: [1\n"), "bad.json": []byte("[{\n"), "other.csv": []byte("甲,乙\n1,2\n"),
		})
		_, l, err := Load(dir, period.Date{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var codes []string
		for _, d := range l.All() {
			codes = append(codes, d.Code)
		}
		if strings.Join(codes, " ") != strings.Join(c.codes, " ") {
			t.Errorf("%s: complaints %v, want %v", name, codes, c.codes)
		}
	}
	if _, _, err := Load(t.TempDir(), period.Date{}); err == nil {
		t.Error("a folder without hongtou.yaml is loaded")
	}
}

func TestConfig(t *testing.T) {
	dir := workspace(t, `office:
  name: 安澜市安委办
  colour: red
settings: {excellent: 好}
jobs:
  a: {cadence: weekly, make: [x]}
  b: {cadence: year}
documents: {minutes: {m1: {issue: 3, cc: [甲, 乙], when: 2026-03-05}}}
`, map[string][]byte{})
	w, l, err := Load(dir, period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range l.All() {
		got = append(got, fmt.Sprintf("%d %s %s", d.Place.Line, d.Place.Key, d.Code))
	}
	want := "3 office.colour config-key|4 settings.excellent number-form|6 jobs.a.cadence choice-unknown|7 jobs.b.make config-missing"
	if strings.Join(got, "|") != want {
		t.Errorf("complaints\n%s\nwant\n%s", strings.Join(got, "|"), want)
	}
	if d := Plain(w.Config.Documents.Get("minutes", "m1")).(map[string]any); d["issue"] != 3 || fmt.Sprint(d["cc"]) != "[甲 乙]" || d["when"] != "2026-03-05" {
		t.Errorf("documents.minutes is %#v", d)
	}
	if w.Office.Short != "安澜市安委办" || w.Office.Mark != "安澜市安委办" {
		t.Errorf("the short name and the mark default to the name, not %q and %q", w.Office.Short, w.Office.Mark)
	}
}

// readCSV and readXLSX read a table without anything around its file.
func readCSV(data []byte, t *Table, place diag.Place, list *diag.List, emit func(any)) {
	readText(data, t, place, list, surroundings{}, emit)
}

func readXLSX(data []byte, sheetName string, t *Table, place diag.Place, list *diag.List, emit func(any)) {
	readWorkbook(data, sheetName, t, place, list, surroundings{}, emit)
}
