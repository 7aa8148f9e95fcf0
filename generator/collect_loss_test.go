package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/run"
)

// inTable counts the cells of the table that hold a text.
func inTable(t testing.TB, path, text string) int {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	must(t, err)
	n := 0
	for _, r := range rows {
		for _, v := range r {
			if v == text {
				n++
			}
		}
	}
	return n
}

// secondForms gives the workspace another template of the same forms, and makes
// a unit's.
func secondForms(t testing.TB, dir, unit string) string {
	t.Helper()
	text, _ := openWorkspace(t, dir).Templates.Source("supervision-forms")
	must(t, os.MkdirAll(filepath.Join(dir, "templates"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "templates/zz-forms.workbook.yaml"), []byte(strings.Replace(text, "整改填报/", "整改填报乙/", 1)), 0o644))
	out := filepath.Join(t.TempDir(), "forms")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"zz-forms"}, Period: "2026Q1", Unit: unit, Out: out})
	must(t, err)
	made, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报乙/*.xlsx"))
	must(t, err)
	return made[0]
}

// Two forms that go to one table, in one folder: what both change is in it; a cell
// that both change is a conflict.
func TestTwoFormsOneTable(t *testing.T) {
	t.Parallel()
	dir, forms := formsOut(t, "990102")
	second := secondForms(t, dir, "990102")
	back := t.TempDir()
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
		put(t, f, "I", firstRow, "甲某甲")
		put(t, f, "H", firstRow+2, "甲")
		add(t, f, "990102-N1", nil)
	})
	changed(t, second, filepath.Join(back, "b.xlsx"), func(f *excelize.File) {
		put(t, f, "I", firstRow+1, "乙某乙")
		put(t, f, "H", firstRow+2, "乙")
		put(t, f, "H", firstRow, "乙的措施")
		add(t, f, "990102-N1", map[string]any{"H": "别的措施"})
		add(t, f, "990102-N2", nil)
	})
	got := collected(t, dir, back)
	if len(got.Results) != 2 || len(got.Results[1].Conflicts) != 2 || got.Results[1].Conflicts[0].Table != "甲" {
		t.Fatalf("the results are %v", codes(got))
	}
	table := filepath.Join(dir, tableFile)
	for text, want := range map[string]int{"甲某甲": 1, "乙某乙": 1, "乙的措施": 1, "甲": 1, "乙": 0, "990102-N1": 1, "990102-N2": 1, "别的措施": 0} {
		if n := inTable(t, table, text); n != want {
			t.Errorf("%s stands in the table %d times, not %d", text, n, want)
		}
	}
	openWorkspace(t, dir)
}

// Collects at once, each with reports of its own, and a run beside them: every
// change is in the table, which is whole at every moment.
func TestCollectsAtOnce(t *testing.T) {
	t.Parallel()
	units := []string{"990102", "990103", "990104", "990105"}
	dir, forms := formsOut(t, units...)
	table := filepath.Join(dir, tableFile)
	var wait sync.WaitGroup
	failed := make(chan error, 2*len(units))
	for _, unit := range units {
		back := t.TempDir()
		changed(t, formOf(t, forms, unit), filepath.Join(back, "a.xlsx"), func(f *excelize.File) { add(t, f, unit+"-N1", nil) })
		w := openWorkspace(t, dir)
		wait.Add(2)
		go func() {
			defer wait.Done()
			got, err := w.Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1", Out: filepath.Join(back, "out")})
			if err == nil && len(got.Results[0].Changes) != 11 {
				err = fmt.Errorf("unit %s: %v", unit, codes(got))
			}
			failed <- err
		}()
		go func() {
			defer wait.Done()
			w, err := Open(dir)
			if err == nil && w.Complaints.Errors() > 0 {
				err = fmt.Errorf("while others collect: %v", w.Complaints.All())
			}
			if err == nil {
				_, err = w.Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: unit, Out: filepath.Join(back, "made"), Options: run.Options{Workers: 1}})
			}
			failed <- err
		}()
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		must(t, err)
	}
	for _, unit := range units {
		if n := inTable(t, table, unit+"-N1"); n != 1 {
			t.Errorf("the row of %s stands in the table %d times", unit, n)
		}
	}
}

// A table that another program has open is not merged into: its save would go over
// what was collected.
func TestTableIsOpen(t *testing.T) {
	dir, forms := formsOut(t, "990102")
	back := t.TempDir()
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) { put(t, f, "H", firstRow, "改") })
	sign := filepath.Join(dir, "data/~$items-2026Q1.xlsx")
	must(t, os.WriteFile(sign, nil, 0o644))
	if got := collected(t, dir, back); codes(got)["data/items-2026Q1.xlsx"] != "table-open" || len(got.Changed) > 0 {
		t.Errorf("with the table open: %v", codes(got))
	}
	must(t, os.Remove(sign))
	if got := collected(t, dir, back); len(got.Changed) != 1 {
		t.Errorf("with the table closed: %v", codes(got))
	}
}

// What collect replaces is kept, the last ten states, where nothing reads them as
// tables; undo puts the last state back, then the one before, and not over a
// change that somebody made since.
func TestUndo(t *testing.T) {
	dir, forms := smallOffice(t, "xlsx", 32)
	table := filepath.Join(dir, "items.xlsx")
	var states [][]byte
	read := func() []byte {
		b, err := os.ReadFile(table)
		must(t, err)
		return b
	}
	at := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	for i := range 12 {
		states = append(states, read())
		back := t.TempDir()
		changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) { add(t, f, fmt.Sprint("U1-N", i), nil) })
		_, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1", Now: at.Add(time.Duration(i) * time.Hour)})
		must(t, err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "备份/*.bak"))
	must(t, err)
	if len(kept) != 10 || !strings.Contains(kept[9], "items.xlsx.20260401-200000") {
		t.Errorf("%d states are kept: %v", len(kept), kept)
	}
	undo := func(r UndoRequest) (string, int) {
		t.Helper()
		r.Now = at.AddDate(0, 1, 0)
		w, err := Open(dir)
		must(t, err)
		undone, list, err := w.UndoCollect(context.Background(), r)
		must(t, err)
		said := ""
		for _, d := range list.All() {
			said += d.Code
		}
		if len(undone) != 1 || undone[0].Table != "items.xlsx" || undone[0].Rows != 1 {
			t.Errorf("it says %+v", undone)
		}
		return said, len(undone)
	}
	last := read()
	if said, _ := undo(UndoRequest{DryRun: true}); said != "" || !bytes.Equal(read(), last) {
		t.Error("a dry run put the table back", said)
	}
	for i := 11; i >= 8; i-- {
		undo(UndoRequest{})
		if !bytes.Equal(read(), states[i]) {
			t.Errorf("after undoing it is not the state before collect %d", i)
		}
	}
	changed(t, table, table, func(f *excelize.File) { must(t, f.SetCellStr(f.GetSheetName(0), "Z1", "手改")) })
	mine := read()
	if said, _ := undo(UndoRequest{}); said != "table-changed" || !bytes.Equal(read(), mine) {
		t.Errorf("over a change of one's own: %q", said)
	}
	undo(UndoRequest{Force: true})
	if !bytes.Equal(read(), states[7]) {
		t.Error("forced, it is not put back")
	}
	kept, _ = filepath.Glob(filepath.Join(dir, "备份/*.bak"))
	if !slices.ContainsFunc(kept, func(f string) bool { b, _ := os.ReadFile(f); return bytes.Equal(b, mine) }) {
		t.Error("the change of one's own is nowhere any more")
	}
	openWorkspace(t, dir)
}

// csvTable gives the workspace its items as CSV.
func csvTable(t testing.TB, dir string) string {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, tableFile))
	must(t, err)
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	must(t, err)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	must(t, w.WriteAll(rows))
	path := filepath.Join(dir, "data/items.csv")
	must(t, os.WriteFile(path, b.Bytes(), 0o644))
	settings := filepath.Join(dir, "hongtou.yaml")
	text, err := os.ReadFile(settings)
	must(t, err)
	file := regexp.MustCompile(regexp.QuoteMeta(tableFile) + `(, sheet: [^,}]*)?`)
	must(t, os.WriteFile(settings, file.ReplaceAll(text, []byte("data/items.csv")), 0o644))
	return path
}

// Texts of units are texts in a CSV table too, whatever they begin with.
func TestTextsInCSV(t *testing.T) {
	dir, _ := formsOut(t, "990102")
	path := csvTable(t, dir)
	out := filepath.Join(t.TempDir(), "forms")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: "990102", Out: out})
	must(t, err)
	forms, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	texts := []string{"=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1", "'=1"}
	back := t.TempDir()
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
		for i, s := range texts {
			put(t, f, "H", firstRow+i, s)
		}
		add(t, f, "=990102", map[string]any{"H": "=1+1", "I": "-5"})
	})
	got := collected(t, dir, back)
	if len(got.Results[0].Changes) != len(texts)+11 {
		t.Fatalf("the changes are %v; %v", got.Results[0].Changes, got.Complaints.All())
	}
	data, err := os.ReadFile(path)
	must(t, err)
	reader := csv.NewReader(bytes.NewReader(data))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	must(t, err)
	for _, r := range rows {
		for _, v := range r {
			if v != "" && v != "-5" && strings.ContainsAny(v[:1], "=+-@\t\r") {
				t.Errorf("a cell of the table is %q", v)
			}
		}
	}
	var have []string
	for _, item := range openWorkspace(t, dir).Office.Items {
		have = append(have, item.Code, item.Measure, item.Person)
	}
	for _, want := range append(texts, "=990102", "=1+1", "-5") {
		if !slices.Contains(have, want) {
			t.Errorf("%q does not read back", want)
		}
	}
	if again := collected(t, dir, back); len(again.Results[0].Changes) > 0 {
		t.Errorf("the second time %v", again.Results[0].Changes)
	}
}

// part is a part of a workbook.
func part(t testing.TB, path, name string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	f, err := z.Open(name)
	must(t, err)
	b, err := io.ReadAll(f)
	must(t, err)
	return string(b)
}

// What formulas of the table show is calculated anew where it depends on what was
// collected; a formula itself is not written over; filters and tables take new rows
// in.
func TestFormulasOfTables(t *testing.T) {
	dir, _ := formsOut(t, "990102")
	table := filepath.Join(dir, tableFile)
	var on, done, points, measure string
	var own []int // the unit's rows
	var last int
	changed(t, table, table, func(f *excelize.File) {
		on = f.GetSheetName(0)
		rows, err := f.GetRows(on)
		must(t, err)
		head := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, "隐患编号") })
		col := func(name string) string {
			s, _ := excelize.ColumnNumberToName(slices.Index(rows[head], name) + 1)
			return s
		}
		done, points, measure = col("整改完成日期"), col("扣分"), col("整改措施")
		for i, r := range rows[head+1:] {
			if len(r) > 0 && slices.Contains(r, "990102") {
				row := head + 2 + i
				own = append(own, row)
				formula := fmt.Sprintf(`IF(%s%d="",5,1)`, done, row)
				for _, name := range []string{"整改完成日期", "复查日期", "复查人"} {
					must(t, f.SetCellValue(on, fmt.Sprint(col(name), row), nil))
				}
				must(t, f.SetCellFloat(on, fmt.Sprint(points, row), 5, -1, 64))
				must(t, f.SetCellFormula(on, fmt.Sprint(points, row), formula))
			}
		}
		last = len(rows)
		must(t, f.SetCellFormula(on, fmt.Sprint(measure, own[1]), `"按"&"规定"`))
		end, _ := excelize.ColumnNumberToName(len(rows[head]))
		must(t, f.AutoFilter(on, fmt.Sprintf("A%d:%s%d", head+1, end, last), nil))
		_, err = f.NewSheet("别表")
		must(t, err)
		must(t, f.SetCellFormula("别表", "A1", fmt.Sprintf("SUM('%s'!%s%d:%s%d)", on, points, own[0], points, last)))
		must(t, f.SetCellFormula("别表", "A2", fmt.Sprintf("INDIRECT(\"'%s'!%s%d\")", on, points, own[0])))
	})
	openWorkspace(t, dir)
	out := filepath.Join(t.TempDir(), "forms")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: "990102", Out: out})
	must(t, err)
	forms, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	back := t.TempDir()
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
		put(t, f, "K", firstRow, "2026-03-30")
		put(t, f, "H", firstRow+1, "单位自己写的")
		add(t, f, "990102-N1", nil)
	})
	got := collected(t, dir, back)
	r := got.Results[0]
	if len(r.Conflicts) != 1 || r.Conflicts[0].Column != "整改措施" {
		t.Errorf("the formula's cell: %v, %v", r.Conflicts, r.Changes)
	}
	f, err := excelize.OpenFile(table)
	must(t, err)
	defer f.Close()
	at := func(sheet, cell string) string {
		v, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		must(t, err)
		return v
	}
	if v := at(on, fmt.Sprint(points, own[0])); v != "1" {
		t.Errorf("the formula of the row that was put right shows %q, not 1", v)
	}
	if v := at(on, fmt.Sprint(points, own[2])); v != "5" {
		t.Errorf("the formula of another row shows %q, not 5", v)
	}
	if v := at("别表", "A1"); v == "" || v == "0" {
		t.Errorf("the sum on another sheet shows %q", v)
	}
	if v := at("别表", "A2"); v != "" || !strings.Contains(part(t, table, "xl/workbook.xml"), "fullCalcOnLoad=") {
		t.Errorf("what can't be calculated shows %q", v)
	}
	if formula, _ := f.GetCellFormula(on, fmt.Sprint(measure, own[1])); formula == "" {
		t.Error("the office's formula was written over")
	}
	sheetXML := part(t, table, "xl/worksheets/sheet1.xml")
	if filter := regexp.MustCompile(`<autoFilter[^>]*>`).FindString(sheetXML); !strings.Contains(filter, fmt.Sprint(last+1, `"`)) {
		t.Errorf("the filter does not reach row %d: %s", last+1, filter)
	}
	if names := part(t, table, "xl/workbook.xml"); !strings.Contains(names, fmt.Sprint("$", last+1, "</definedName>")) {
		t.Errorf("the filter's name does not reach row %d", last+1)
	}
	openWorkspace(t, dir)
}

// Names of files can't work on a terminal; what is no file is not opened.
func TestStrangeNames(t *testing.T) {
	dir, forms := formsOut(t, "990102")
	back := t.TempDir()
	data, err := os.ReadFile(forms[0])
	must(t, err)
	must(t, os.WriteFile(filepath.Join(back, "c\x1b]0;x\x07\n.xlsx"), data, 0o644))
	must(t, os.WriteFile(filepath.Join(back, "d.xlsx"), data, 0o644))
	must(t, os.Symlink("/dev/zero", filepath.Join(back, "零.xlsx")))
	must(t, os.Symlink("gone", filepath.Join(back, "断.xlsx")))
	got := collected(t, dir, back)
	have := codes(got)
	if have["零.xlsx"] != "file-unreadable" || have["断.xlsx"] != "file-unreadable" {
		t.Errorf("a device and a broken link: %v", have)
	}
	if have[`c\x1b]0;x\a\n.xlsx`] == "" && have["d.xlsx"] != "form-copy" {
		t.Errorf("the name is shown otherwise: %q", have)
	}
	for _, ret := range got.Results[0].Returns {
		if strings.ContainsAny(ret.File, "\x1b\n\x07") {
			t.Errorf("the name %q reaches people", ret.File)
		}
	}
}

// A file is read as it would be written before it is: here a value would go into a
// cell that shows per cent where the column's others do not.
func TestFilesAreTried(t *testing.T) {
	dir, _ := smallOffice(t, "xlsx", 8)
	path := filepath.Join(dir, "items.xlsx")
	changed(t, path, path, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		must(t, err)
		must(t, f.SetCellValue("Sheet1", "K2", nil))
		must(t, f.SetCellStyle("Sheet1", "K2", "K2", style))
	})
	out := filepath.Join(t.TempDir(), "o")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: "U1", Out: out})
	must(t, err)
	forms, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	before, err := os.ReadFile(path)
	must(t, err)
	back := t.TempDir()
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) { put(t, f, "J", firstRow, 3.5) })
	got := collected(t, dir, back)
	if c := codes(got)["a.xlsx"]; c != "number-form" || len(got.Changed) > 0 {
		t.Errorf("the complaint is %q, changed is %v", c, got.Changed)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
		t.Error("the table was changed")
	}
}
