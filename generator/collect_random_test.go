package generator

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/collect"
	"hongtou/generator/internal/repack"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/sheet"
)

// smallOffice is a workspace of four units with some findings each, in a table of
// that kind, and the forms that went out to them.
func smallOffice(t testing.TB, kind string, findings int) (dir string, forms []string) {
	t.Helper()
	return officeWith(t, kind, 4, findings)
}

// officeWith is smallOffice of more units.
func officeWith(t testing.TB, kind string, units, findings int) (dir string, forms []string) {
	t.Helper()
	dir = t.TempDir()
	rows := [][]any{{"隐患编号", "检查日期", "被督查单位编码", "隐患部位", "隐患类别", "隐患描述", "隐患等级", "扣分", "整改措施", "整改责任人", "整改资金", "整改期限", "整改完成日期", "复查日期", "备注"}}
	for i := range findings {
		done, reviewed := "", ""
		if i%3 == 0 {
			done, reviewed = "2026-03-10", []string{"", "2026-03-12"}[i/3%2]
		}
		rows = append(rows, []any{fmt.Sprintf("Q%05d", i), "2026-03-01", fmt.Sprint("U", i%units+1), "车间", "消防", fmt.Sprint("问题", i), []string{"一般", "重大"}[i%2], 1.5, "限期整改", "张三", 2, "2026-04-01", done, reviewed, "留"})
	}
	var table bytes.Buffer
	if kind == "csv" {
		for _, r := range rows {
			var cells []string
			for _, c := range r {
				cells = append(cells, fmt.Sprint(c))
			}
			fmt.Fprintln(&table, strings.Join(cells, ","))
		}
	} else {
		f := excelize.NewFile()
		w, err := f.NewStreamWriter("Sheet1")
		must(t, err)
		for i, r := range rows {
			must(t, w.SetRow(fmt.Sprint("A", i+1), r))
		}
		must(t, w.Flush())
		must(t, f.Write(&table))
	}
	list := "单位编码,单位名称,简称,层级,上级编码\nS,某市,市,市,\n"
	for i := range units {
		list += fmt.Sprintf("U%d,第%d单位,单位%d,%s,S\n", i+1, i+1, i+1, []string{"县区", "县区", "部门", "企业"}[i%4])
	}
	for name, text := range map[string]string{
		"hongtou.yaml":  "office: {name: 某市安委办, short: 安委办, code: 安委办}\ndata: {units: units.csv, items: {file: items." + kind + ", from: 2026-01-01, through: 2026-12-31}}\n",
		"units.csv":     list,
		"items." + kind: table.String(),
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	out := filepath.Join(t.TempDir(), "forms")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Out: out, Options: run.Options{Workers: 2}})
	must(t, err)
	forms, err = filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	if len(forms) != units {
		t.Fatalf("%d forms went out", len(forms))
	}
	return dir, forms
}

// odd are values that somebody or something may put into a cell.
var odd = []any{
	"", nil, "已整改", "2026-03-05", "2026年3月6日", "3月7日", "2026-02-30", "2025-01-01", "2030-12-31", 46090, 1e15, -5, 0, 2.5, "3万元", "1,234.5", true, "#REF!", "=1+1", "@a", "\t", "无", "合计",
	"重大", "一般隐患", "特大", "Q00001", "Q00002", "U2", "新-1", "新-2", "新-3", "a\nb", "\u202e反", strings.Repeat("长", 300), strings.Repeat("x", 32767), time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), "𠮷", "'=x", " 空 ",
}

var oddFields = []string{"隐患编号", "扣分", "整改措施", "被督查单位编码", "复查日期", "没有", "", "备注", "检查日期"}

// spoil changes a form that is filled in, in one of the ways of people, programs and
// forgers.
func spoil(r *rand.Rand, f *excelize.File, form *sheet.Form) {
	name := f.GetSheetName(0)
	cell := func() string { return fmt.Sprint(string(rune('A'+r.IntN(13))), 1+r.IntN(28)) }
	value := func() any { return odd[r.IntN(len(odd))] }
	field := func() string { return oddFields[r.IntN(len(oddFields))] }
	column := func() *sheet.FormColumn {
		if len(form.Columns) == 0 {
			return &sheet.FormColumn{}
		}
		return &form.Columns[r.IntN(len(form.Columns))]
	}
	switch r.IntN(26) {
	case 0, 1, 2, 3, 4: // what is open is filled in
		f.SetCellValue(name, fmt.Sprint(string(rune('H'+r.IntN(4))), firstRow+r.IntN(10)), value())
	case 5, 6:
		f.SetCellValue(name, cell(), value())
	case 7, 8, 9: // a new row, right but for one cell
		row := firstRow + r.IntN(30)
		for col, v := range map[string]any{"A": fmt.Sprint(form.Unit, "-N", r.IntN(40)), "B": "2026-03-30", "C": "楼", "D": "消防", "E": "过期", "F": "一般", "G": "2026-04-30", "H": "更换", "I": "李四", "J": 0.5} {
			f.SetCellValue(name, fmt.Sprint(col, row), v)
		}
		if r.IntN(2) == 0 {
			f.SetCellValue(name, fmt.Sprint(string(rune('A'+r.IntN(11))), row), value())
		}
	case 10:
		f.DuplicateRow(name, firstRow+r.IntN(8))
	case 11:
		f.RemoveRow(name, 1+r.IntN(20))
	case 12:
		f.InsertRows(name, 1+r.IntN(20), 1+r.IntN(3))
	case 13:
		f.InsertCols(name, string(rune('A'+r.IntN(12))), 1)
	case 14:
		f.RemoveCol(name, string(rune('A'+r.IntN(12))))
	case 15:
		f.MergeCell(name, cell(), cell())
	case 16:
		f.SetCellFormula(name, cell(), []string{"1+1", "A1", "\"2026-03-\"&\"09\"", "NOW()", "1/0"}[r.IntN(5)])
	case 17:
		f.SetSheetName(name, "另存")
	case 18:
		f.NewSheet("说明")
		f.MoveSheet("说明", name)
	case 19: // of what the form says of itself
		column().Open = true
	case 20:
		column().Field = field()
	case 21:
		form.Key, form.Fixed = []string{field()}, map[string]string{field(): fmt.Sprint("U", r.IntN(5))}
	case 22:
		*[]*string{&form.Version, &form.Period, &form.Unit, &form.Table, &form.Sheet, &form.Name}[r.IntN(6)] = []string{"2", "2026Q2", "U3", "hazards", "", "U1"}[r.IntN(6)]
	case 23: // and of what was sent
		for i := range form.Rows {
			if len(form.Rows[i]) > 0 && r.IntN(3) == 0 {
				form.Rows[i][r.IntN(len(form.Rows[i]))] = fmt.Sprint(value())
			}
		}
	case 24:
		if n := len(form.Columns); n > 0 {
			i := r.IntN(n)
			form.Columns = slices.Delete(form.Columns, i, i+1)
			for k := range form.Rows {
				form.Rows[k] = slices.Delete(form.Rows[k], i, i+1)
			}
		}
	case 25:
		column().Path = []string{fmt.Sprint(value())}
		if len(form.Rows) > 0 {
			form.Rows = append(form.Rows, form.Rows[r.IntN(len(form.Rows))])
		}
	}
}

// damage changes a form's file in one of the ways of programs and transports, or
// leaves it.
func damage(t testing.TB, r *rand.Rand, data []byte) []byte {
	switch r.IntN(8) {
	case 0: // properties lost
		return repack.Change(t, data, func(name string, b []byte) []byte {
			if name == "docProps/custom.xml" {
				return nil
			}
			return b
		}, nil)
	case 1:
		return data[:r.IntN(len(data))]
	case 2:
		data = bytes.Clone(data)
		for range 1 + r.IntN(20) {
			data[r.IntN(len(data))] = byte(r.IntN(256))
		}
	case 3: // a part cut off or spoilt
		n := r.IntN(12)
		return repack.Change(t, data, func(name string, b []byte) []byte {
			if n--; n == 0 && len(b) > 0 {
				b = bytes.Clone(b[:r.IntN(len(b))+1])
				b[r.IntN(len(b))] ^= 1
			}
			return b
		}, nil)
	}
	return data
}

// state is what the table says, by code.
func state(t testing.TB, dir string) map[string]*model.SupervisionItem {
	t.Helper()
	w, list, err := reader.Load(dir, period.Date{})
	must(t, err)
	if list.Errors() > 0 {
		t.Fatalf("the table does not pass its check: %v", list.All())
	}
	out := map[string]*model.SupervisionItem{}
	for _, i := range w.Office.Items {
		if out[i.Code] != nil {
			t.Fatalf("%s stands in the table twice", i.Code)
		}
		out[i.Code] = i
	}
	return out
}

// onlyOpen complains of what changed beyond what the form's template opens to a
// unit: four columns of its own rows, and new rows of its own.
func onlyOpen(before, after map[string]*model.SupervisionItem, unit string) error {
	for code, old := range before {
		now := after[code]
		if now == nil {
			return fmt.Errorf("%s is gone", code)
		}
		was, is := *old, *now
		if was.Unit.Code == unit {
			for _, i := range []*model.SupervisionItem{&was, &is} {
				i.Measure, i.Person, i.Funds, i.Done = "", "", nil, period.Date{}
			}
		}
		for _, i := range []*model.SupervisionItem{&was, &is} {
			i.Unit, i.Origin = nil, model.Origin{}
		}
		if !reflect.DeepEqual(was, is) {
			return fmt.Errorf("%s was\n%+v\nand is\n%+v", code, was, is)
		}
	}
	for code, now := range after {
		if before[code] == nil && (now.UnitCode != unit || now.Deduction != 0 || !now.Reviewed.IsZero() || now.Extra()["备注"] != "") {
			return fmt.Errorf("the new %s is %+v", code, *now)
		}
	}
	return nil
}

// Random returns, filled in, forged, saved by other programs and damaged: none
// crashes, the table passes its check after every one, and only what the template
// opens has changed. Five hundred with HONGTOU_FULL=1.
func TestRandomReturns(t *testing.T) {
	t.Parallel()
	rounds := 120
	if os.Getenv("HONGTOU_FULL") != "" {
		rounds = 500
	}
	for _, kind := range []string{"xlsx", "csv"} {
		dir, forms := smallOffice(t, kind, 32)
		w := openWorkspace(t, dir)
		expect := func(form string) (*collect.Expected, error) {
			return w.expected(form, CollectRequest{Period: "2026Q1"})
		}
		taken, changes, files := 0, 0, map[string]int{}
		for round := range rounds / 2 {
			r := rand.New(rand.NewPCG(uint64(round), 7))
			unit := ""
			path := filepath.Join(t.TempDir(), "a.xlsx")
			source := forms[r.IntN(len(forms))]
			f, err := excelize.OpenFile(source)
			must(t, err)
			forgedFile(t, f, path, func(form *sheet.Form) {
				for range 1 + r.IntN(4) {
					spoil(r, f, form)
				}
				unit = form.Unit
			})
			data, err := os.ReadFile(path)
			must(t, err)
			data = damage(t, r, data)
			before := state(t, dir)
			batch, err := collect.Read([]collect.File{{Name: "a.xlsx", Data: data}}, expect)
			must(t, err)
			must(t, batch.Merge(w.draft))
			_, err = batch.Apply(time.Date(2026, 4, 1, 0, 0, round, 0, time.UTC), fmt.Sprint(round))
			must(t, err)
			if err := onlyOpen(before, state(t, dir), unit); err != nil {
				t.Fatalf("%s, round %d: %v", kind, round, err)
			}
			for _, result := range batch.Results {
				changes += len(result.Changes)
				for _, ret := range result.Returns {
					files[string(ret.State)]++
					if ret.State == collect.Taken {
						taken++
					}
				}
			}
		}
		if taken < rounds/10 || changes < rounds/4 || files[string(collect.Refused)] < rounds/40 {
			t.Errorf("%s: of %d forms %d were taken with %d changes: the generator does not try much", kind, rounds/2, taken, changes)
		}
	}
}

// Sixty returns into a table of ten thousand rows.
func BenchmarkCollect(b *testing.B) {
	dir, forms := officeWith(b, "xlsx", 60, 10_000)
	back := b.TempDir()
	for i, form := range forms {
		changed(b, form, filepath.Join(back, fmt.Sprint(i, ".xlsx")), func(f *excelize.File) {
			for row := range 10 {
				put(b, f, "H", firstRow+row, fmt.Sprint("措施", i))
			}
		})
	}
	for b.Loop() {
		w := openWorkspace(b, dir)
		got, err := w.Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1", DryRun: true})
		must(b, err)
		if n := len(got.Results[0].Changes); n != 600 {
			b.Fatalf("%d changes, not 600: %v", n, got.Complaints.All())
		}
	}
}
