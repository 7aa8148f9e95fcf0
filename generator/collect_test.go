package generator

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/examples"
	"hongtou/generator/collect"
	"hongtou/generator/internal/repack"
	"hongtou/generator/period"
)

// formsOut copies the example's workspace and its forms, or those of some units.
func formsOut(t testing.TB, units ...string) (dir string, forms []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "anlan")
	must(t, os.CopyFS(filepath.Dir(dir), examples.FS))
	out := t.TempDir()
	made, err := cityForms()
	must(t, err)
	files, err := filepath.Glob(filepath.Join(made, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	for _, file := range files {
		unit, _, _ := strings.Cut(filepath.Base(file), "-")
		if len(units) > 0 && !slices.Contains(units, unit) {
			continue
		}
		data, err := os.ReadFile(file)
		must(t, err)
		form := filepath.Join(out, filepath.Base(file))
		must(t, os.WriteFile(form, data, 0o644))
		forms = append(forms, form)
	}
	if least := max(len(units), 60-60*len(units)); len(forms) < least {
		t.Fatalf("%d forms went out, not %d", len(forms), least)
	}
	return dir, forms
}

func openWorkspace(t testing.TB, dir string) *Workspace {
	t.Helper()
	w, err := Open(dir)
	must(t, err)
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const formName = "整改情况"

// firstRow is the first row under the form's head, newRow the first blank one.
const firstRow = 6

func newRow(t testing.TB, f *excelize.File) int {
	t.Helper()
	for row := firstRow; ; row++ {
		if value(t, f, "A", row) == "" {
			return row
		}
	}
}

func value(t testing.TB, f *excelize.File, col string, row int) string {
	t.Helper()
	v, err := f.GetCellValue(formName, col+fmt.Sprint(row))
	must(t, err)
	return v
}

func put(t testing.TB, f *excelize.File, col string, row int, v any) {
	t.Helper()
	must(t, f.SetCellValue(formName, col+fmt.Sprint(row), v))
}

// add fills in a whole new row.
func add(t testing.TB, f *excelize.File, code string, change map[string]any) {
	t.Helper()
	row := newRow(t, f)
	for col, v := range map[string]any{"A": code, "B": "2026-03-30", "C": "办公楼", "D": "消防", "E": "灭火器过期", "F": "一般", "G": "2026-04-30", "H": "更换", "I": "张三", "J": 0.5} {
		if other, ok := change[col]; ok {
			v = other
		}
		put(t, f, col, row, v)
	}
}

// mistake is a way of filling a form in wrongly, and the complaint's code.
type mistake struct {
	name, code string
	fill       func(t *testing.T, f *excelize.File, unit string)
}

var mistakes = []mistake{
	{"words for a date", "date-form", func(t *testing.T, f *excelize.File, _ string) { put(t, f, "K", firstRow, "下周") }},
	{"a measure in an amount", "number-form", func(t *testing.T, f *excelize.File, _ string) { put(t, f, "J", firstRow, "3万元") }},
	{"an amount below zero", "number-negative", func(t *testing.T, f *excelize.File, _ string) { put(t, f, "J", firstRow, -5) }},
	{"a day that is none", "date-impossible", func(t *testing.T, f *excelize.File, _ string) { put(t, f, "K", firstRow, "2026-02-30") }},
	{"a locked cell", "cell-locked", func(t *testing.T, f *excelize.File, _ string) { put(t, f, "G", firstRow, "2027-01-01") }},
	{"a new row without its deadline", "cell-required", func(t *testing.T, f *excelize.File, u string) {
		add(t, f, u+"-Z1", map[string]any{"G": ""})
	}},
	{"a choice of one's own", "choice-unknown", func(t *testing.T, f *excelize.File, u string) {
		add(t, f, u+"-Z1", map[string]any{"F": "特大"})
	}},
	{"a key twice", "row-twice", func(t *testing.T, f *excelize.File, u string) {
		add(t, f, value(t, f, "A", firstRow), nil)
	}},
	{"a key of another unit", "row-foreign", func(t *testing.T, f *excelize.File, u string) {
		if value(t, f, "A", firstRow) == "YH2026Q1-001" {
			t.Fatal("the unit has the key itself")
		}
		add(t, f, "YH2026Q1-001", nil)
	}},
}

// changed opens a form, fills it in, and saves it under another name.
func changed(t testing.TB, from, to string, fill func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(from)
	must(t, err)
	defer f.Close()
	fill(f)
	must(t, f.SaveAs(to))
}

// resave lets LibreOffice open and save the workbooks, in one process.
func resave(t *testing.T, dir string, files []string) {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	out := filepath.Join(t.TempDir(), "saved")
	args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}, files...)
	if said, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	for _, f := range files {
		must(t, os.Rename(filepath.Join(out, filepath.Base(f)), f))
	}
}

// cellsOf is every cell of a workbook, and its style.
func cellsOf(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		must(t, err)
		for r, cells := range rows {
			for c, v := range cells {
				name, _ := excelize.CoordinatesToCellName(c+1, r+1)
				style, err := f.GetCellStyle(sheet, name)
				must(t, err)
				if v != "" {
					out[sheet+"!"+name] = fmt.Sprintf("%s style %d", v, style)
				}
			}
		}
	}
	return out
}

// Sixty forms come back, the first twelve (all with HONGTOU_FULL=1) re-saved by
// another program, some renamed, moved about and wrong in nine ways: the right rows are merged, each mistake is found, and
// nothing else changes; the second time nothing changes at all.
func TestFormsOutAndBack(t *testing.T) {
	t.Parallel()
	dir, forms := formsOut(t)
	back := filepath.Join(t.TempDir(), "back")
	must(t, os.MkdirAll(filepath.Join(back, "sub"), 0o755))
	wantCode, wantChanges := map[string]string{}, 0
	var saved []string
	for i, form := range forms[:60] {
		unit, _, _ := strings.Cut(filepath.Base(form), "-")
		to := filepath.Join(back, fmt.Sprintf("回复%02d.xlsx", i))
		changed(t, form, to, func(f *excelize.File) {
			known := value(t, f, "A", firstRow) != ""
			switch {
			case i < len(mistakes):
				if !known {
					t.Fatalf("%s has no rows to make mistakes in", form)
				}
				mistakes[i].fill(t, f, unit)
				wantCode[filepath.Base(to)] = mistakes[i].code
			case i%3 == 0 && known:
				put(t, f, "H", firstRow, "已按要求整改："+unit)
				wantChanges++
			case i%3 == 1:
				add(t, f, unit+"-Z9", nil)
				wantChanges += 11 // ten filled cells, and the unit's code
			}
			if i%5 == 0 { // moved about
				_, err := f.NewSheet("情况说明")
				must(t, err)
				must(t, f.MoveSheet("情况说明", formName))
				must(t, f.SetColVisible(formName, "C:D", false))
				must(t, f.InsertRows(formName, 1, 2))
				must(t, f.InsertCols(formName, "B", 1))
				must(t, f.SetSheetName(formName, "表1"))
			}
		})
		if i < 12 || os.Getenv("HONGTOU_FULL") != "" {
			saved = append(saved, to)
		}
	}
	resave(t, back, saved)
	table := filepath.Join(dir, "data/items-2026Q1.xlsx")
	before := cellsOf(t, table)
	original, err := os.ReadFile(table)
	must(t, err)
	request := CollectRequest{Dir: back, Period: "2026Q1", DryRun: true}
	dry, err := openWorkspace(t, dir).Collect(context.Background(), request)
	must(t, err)
	if now, _ := os.ReadFile(table); !bytes.Equal(now, original) {
		t.Error("a dry run changed the table")
	}
	request.DryRun = false
	got, err := openWorkspace(t, dir).Collect(context.Background(), request)
	must(t, err)
	r := got.Results[0]
	if len(dry.Results[0].Changes) != len(r.Changes) || len(r.Changes) != wantChanges {
		t.Errorf("%d changes, %d in the dry run; %d were made", len(r.Changes), len(dry.Results[0].Changes), wantChanges)
	}
	for _, d := range got.Complaints.All() {
		if d.Code == "form-missing" {
			continue
		}
		if wantCode[d.Place.File] != d.Code {
			t.Errorf("not expected: %v", d)
		}
		delete(wantCode, d.Place.File)
	}
	if len(wantCode) > 0 {
		t.Errorf("mistakes that were not found: %v", wantCode)
	}
	if len(r.Missing) != len(forms)-60 {
		t.Errorf("%d units are missing, %d did not return", len(r.Missing), len(forms)-60)
	}
	after := cellsOf(t, table)
	for cell, v := range before {
		if after[cell] != v && !slices.ContainsFunc(r.Changes, func(c collect.Change) bool { return !c.New && strings.HasPrefix(after[cell], c.To+" style") }) {
			t.Errorf("%s was %s and is %s", cell, v, after[cell])
		}
	}
	if n := len(after) - len(before); n < wantChanges/2 {
		t.Errorf("only %d cells were added", n)
	}
	markedAndCommented(t, got.Reports[0], len(mistakes))
	merged, err := os.ReadFile(table)
	must(t, err)
	again, err := openWorkspace(t, dir).Collect(context.Background(), request)
	must(t, err)
	if now, _ := os.ReadFile(table); !bytes.Equal(now, merged) || len(again.Changed) > 0 || len(again.Results[0].Changes) > 0 {
		t.Error("the second time something changed", again.Results[0].Changes)
	}
}

// markedAndCommented looks at the report: a row a mistake, and in it a comment.
func markedAndCommented(t *testing.T, report string, want int) {
	t.Helper()
	f, err := excelize.OpenFile(report)
	must(t, err)
	defer f.Close()
	comments, err := f.GetComments("有误的行")
	must(t, err)
	rows := map[string]bool{}
	for _, c := range comments {
		rows[strings.TrimLeft(c.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] = true
		id, err := f.GetCellStyle("有误的行", c.Cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if len(style.Fill.Color) == 0 {
			t.Errorf("the wrong cell %s is not marked", c.Cell)
		}
	}
	if len(rows) != want {
		t.Errorf("%d rows of the report have comments, %d are wrong", len(rows), want)
	}
}

// repacked is a workbook with its parts changed.
func repacked(t testing.TB, from, to string, change func(name string, b []byte) []byte, more map[string][]byte) {
	t.Helper()
	data, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, repack.Change(t, data, change, more), 0o644))
}

// Files that are not what they should be are refused, each with its reason.
func TestStrangers(t *testing.T) {
	t.Parallel()
	dir, forms := formsOut(t)
	back := t.TempDir()
	same := func(_ string, b []byte) []byte { return b }
	to := func(name string) string { return filepath.Join(back, name) }
	repacked(t, forms[0], to("宏.xlsx"), same, map[string][]byte{"xl/vbaProject.bin": []byte("x")})
	repacked(t, forms[0], to("炸弹.xlsx"), same, map[string][]byte{"xl/media/zero.bin": make([]byte, 40<<20)})
	repacked(t, forms[0], to("改标识.xlsx"), func(name string, b []byte) []byte {
		if name == "docProps/custom.xml" {
			return bytes.ReplaceAll(b, []byte("2026Q1"), []byte("2026Q2"))
		}
		return b
	}, nil)
	must(t, os.WriteFile(to("旧.xls"), append([]byte("\xd0\xcf\x11\xe0"), make([]byte, 600)...), 0o644))
	must(t, os.WriteFile(to("坏.xlsx"), []byte("PK\x03\x04 nothing"), 0o644))
	must(t, os.WriteFile(to("说明.docx"), []byte("words"), 0o644))
	must(t, os.WriteFile(to("~$锁.xlsx"), []byte("lock"), 0o644))
	locked, err := excelize.OpenFile(forms[1])
	must(t, err)
	must(t, locked.SaveAs(to("密码.xlsx"), excelize.Options{Password: "1"}))
	plain := excelize.NewFile()
	must(t, plain.SaveAs(to("别的.xlsx")))
	changed(t, forms[2], to("太大.xlsx"), func(f *excelize.File) {
		for row := 100; row < 20_200; row++ {
			put(t, f, "A", row, row)
		}
	})
	changed(t, forms[3], to("无表头.xlsx"), func(f *excelize.File) { must(t, f.RemoveRow(formName, firstRow-1)) })
	changed(t, forms[4], to("一.xlsx"), func(f *excelize.File) { add(t, f, "Z-1", nil) })
	changed(t, forms[4], to("二.xlsx"), func(f *excelize.File) { add(t, f, "Z-2", nil) })
	changed(t, forms[5], to("三.xlsx"), func(f *excelize.File) { add(t, f, "Z-3", nil) })
	changed(t, forms[5], to("四.xlsx"), func(f *excelize.File) { add(t, f, "Z-3", nil) })
	changed(t, forms[6], to("少列.xlsx"), func(f *excelize.File) { must(t, f.RemoveCol(formName, "H")) })
	changed(t, forms[7], to("少行.xlsx"), func(f *excelize.File) { must(t, f.RemoveRow(formName, firstRow)) })
	got, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1"})
	must(t, err)
	have := map[string]string{}
	for _, d := range got.Complaints.All() {
		have[d.Place.File] = d.Code
	}
	for file, code := range map[string]string{
		"宏.xlsx": "file-macros", "炸弹.xlsx": "file-bomb", "改标识.xlsx": "form-tampered", "旧.xls": "file-old", "坏.xlsx": "file-broken",
		"说明.docx": "file-other", "密码.xlsx": "file-encrypted", "别的.xlsx": "form-none", "太大.xlsx": "sheet-huge", "无表头.xlsx": "form-head",
		"一.xlsx": "form-duplicate", "二.xlsx": "form-duplicate", "少列.xlsx": "form-column", "少行.xlsx": "row-gone",
	} {
		if have[file] != code {
			t.Errorf("%s: the complaint is %q, it should be %q", file, have[file], code)
		}
	}
	if have["三.xlsx"] != "form-copy" && have["四.xlsx"] != "form-copy" {
		t.Errorf("two equal returns: %q and %q", have["三.xlsx"], have["四.xlsx"])
	}
	for i := range fewOthers { // with 说明.docx too many to be told of one by one
		must(t, os.WriteFile(to(fmt.Sprintf("图%d.jpg", i)), []byte("x"), 0o644))
	}
	_, many, err := returned(t.Context(), back)
	must(t, err)
	others := 0
	for _, d := range many.All() {
		if d.Code == "file-other" {
			others++
		}
	}
	if others != 1 {
		t.Errorf("%d complaints of files that are no workbooks", others)
	}
	if have["~$锁.xlsx"] != "" {
		t.Error("a lock file was read")
	}
	changes := got.Results[0].Changes
	if len(changes) != 11 || changes[0].Key != "Z-3" {
		t.Errorf("of all these only Z-3 is right: %v", changes)
	}
	other, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Today: period.Date{Year: 2026, Month: 8, Day: 1}, DryRun: true})
	must(t, err)
	if !slices.ContainsFunc(other.Results[0].Returns, func(r *collect.Return) bool { return r.File == "三.xlsx" && r.State == collect.Refused }) {
		t.Error("a form of another period was taken")
	}
}

// What the table has changed in the meantime is not written over.
func TestConflicts(t *testing.T) {
	dir, forms := formsOut(t)
	back := t.TempDir()
	var code string
	changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
		code = value(t, f, "A", firstRow)
		put(t, f, "H", firstRow, "单位改的")
	})
	table := filepath.Join(dir, "data/items-2026Q1.xlsx")
	changed(t, table, table, func(f *excelize.File) {
		rows, err := f.GetRows("问题隐患")
		must(t, err)
		for r, cells := range rows {
			if slices.Contains(cells, code) {
				col := slices.IndexFunc(rows, func(head []string) bool { return slices.Contains(head, "整改措施") })
				at, _ := excelize.CoordinatesToCellName(slices.Index(rows[col], "整改措施")+1, r+1)
				must(t, f.SetCellValue("问题隐患", at, "办公室改的"))
			}
		}
	})
	got, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1"})
	must(t, err)
	r := got.Results[0]
	if len(r.Changes) > 0 || len(r.Conflicts) != 1 || r.Conflicts[0].Returned != "单位改的" || r.Conflicts[0].Table != "办公室改的" || r.Conflicts[0].Sent == "" {
		t.Errorf("changes %v, conflicts %+v", r.Changes, r.Conflicts)
	}
}

// tall gives a table of findings a head of two rows and a title and a note above it, and
// merges a unit's cells down over its rows; without keep its rows are gone.
func tall(t *testing.T, f *excelize.File, keep bool) {
	const sheet = "问题隐患"
	cell := func(column, row int) string {
		at, err := excelize.CoordinatesToCellName(column, row)
		must(t, err)
		return at
	}
	grouped := false
	must(t, f.InsertRows(sheet, 3, 1)) // below the title and the head
	rows, err := f.GetRows(sheet)
	must(t, err)
	for i, h := range rows[1] {
		if !strings.HasPrefix(h, "整改") {
			must(t, f.MergeCell(sheet, cell(i+1, 2), cell(i+1, 3)))
			continue
		}
		if !keep {
			h = strings.Replace(h, "（万元）", "（元）", 1)
		}
		must(t, f.SetCellStr(sheet, cell(i+1, 3), h))
		must(t, f.SetCellValue(sheet, cell(i+1, 2), map[bool]any{false: "整改情况", true: nil}[grouped]))
		grouped = true
	}
	must(t, f.InsertRows(sheet, 2, 1))
	must(t, f.SetCellStr(sheet, "A2", "填报单位：市安委办"))
	unit := slices.Index(rows[1], "被督查单位编码") + 1
	if rows, err = f.GetRows(sheet); err != nil {
		t.Fatal(err)
	}
	for from := 5; from <= len(rows); {
		to := from
		for to < len(rows) && rows[to][unit-1] == rows[from-1][unit-1] {
			to++
		}
		if to > from {
			must(t, f.MergeCell(sheet, cell(unit, from), cell(unit, to)))
		}
		from = to + 1
	}
	for row := len(rows); !keep && row > 4; row-- {
		must(t, f.RemoveRow(sheet, row))
	}
}

// A table as clerks have it: a title and a note above, a head of two rows, a unit's cell
// merged down over its rows. What a unit returns goes to its row, a new row below the
// last, and nothing else changes; a table whose head has no rows below takes new ones
// too, amounts in the measure of its head.
func TestTableWithTallHead(t *testing.T) {
	t.Parallel()
	for _, keep := range []bool{true, false} {
		dir, forms := formsOut(t)
		back := t.TempDir()
		changed(t, forms[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
			put(t, f, "H", firstRow, "单位改的")
			add(t, f, "ZZ-1", nil)
		})
		table := filepath.Join(dir, "data/items-2026Q1.xlsx")
		changed(t, table, table, func(f *excelize.File) { tall(t, f, keep) })
		for _, name := range []string{"listings", "extensions", "hazard-leaders", "engagements"} { // which name findings
			list := filepath.Join(dir, "data", name+".csv")
			b, err := os.ReadFile(list)
			must(t, err)
			if !keep {
				must(t, os.WriteFile(list, b[:bytes.IndexByte(b, '\n')+1], 0o644))
			}
		}
		before := cellsOf(t, table)
		got, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1"})
		must(t, err)
		after := cellsOf(t, table)
		var mended, added int
		yuan := false
		for at, v := range after {
			was, had := before[at]
			switch {
			case was == v:
			case strings.HasPrefix(v, "单位改的 "):
				mended++
			case !had:
				added++
				yuan = yuan || strings.HasPrefix(v, "5000 ")
			default:
				t.Errorf("%s was %q, is %q", at, was, v)
			}
		}
		for at := range before {
			if after[at] == "" {
				t.Errorf("%s is lost", at)
			}
		}
		want := map[bool]int{true: 1}[keep]
		if r := got.Results[0]; mended != want || added < 10 || yuan == keep || len(r.Conflicts) > 0 {
			t.Errorf("rows kept %v: %d cells mended, %d new; changes %v, conflicts %v, %v", keep, mended, added, r.Changes, r.Conflicts, r.Complaints.All())
		}
		if w := openWorkspace(t, dir); w.Complaints.Errors() > 0 {
			t.Error(w.Complaints.All())
		}
	}
}
