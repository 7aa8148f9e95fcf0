package generator

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What units do to the form itself: what they filled in is taken right, or they are told
// what is in the way and what to do.
func TestChangedForms(t *testing.T) {
	t.Parallel()
	const head = firstRow - 1
	cell := func(col string, row int) string { return fmt.Sprint(col, row) }
	set := func(t *testing.T, f *excelize.File, at string, v any) { must(t, f.SetCellValue(formName, at, v)) }
	merge := func(t *testing.T, f *excelize.File, from, to string) { must(t, f.MergeCell(formName, from, to)) }
	// parted puts the day's columns 年, 月 and 日 in the place of column K.
	parted := func(t *testing.T, f *excelize.File, words ...string) {
		must(t, f.InsertCols(formName, "L", len(words)-1))
		for i, w := range words {
			set(t, f, cell(string(rune('K'+i)), head), w)
		}
	}
	for _, c := range []struct {
		name, changes, said string // changes: 整改措施=改; said: the complaints' codes
		change              func(t *testing.T, f *excelize.File)
	}{
		{"nothing but what is open", "整改措施=改", "", func(t *testing.T, f *excelize.File) {}},
		{"title lines above", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertRows(formName, 1, 3))
			set(t, f, "A1", "关于报送整改情况的函")
			set(t, f, "A2", "市安委办：")
		}},
		{"columns moved", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertCols(formName, "A", 1))
			for row := head; row < head+20; row++ {
				v, err := f.GetCellValue(formName, cell("I", row))
				must(t, err)
				set(t, f, cell("A", row), v)
			}
			must(t, f.RemoveCol(formName, "I"))
		}},
		{"a column taken away", "整改措施=改", "form-column", func(t *testing.T, f *excelize.File) { must(t, f.RemoveCol(formName, "I")) }},
		{"the key's column taken away", "", "form-key", func(t *testing.T, f *excelize.File) { must(t, f.RemoveCol(formName, "A")) }},
		{"a row of groups above the head", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertRows(formName, head-1, 1))
			set(t, f, cell("A", head-1), "问题")
			merge(t, f, cell("A", head-1), cell("G", head-1))
			set(t, f, cell("H", head-1), "整改")
			merge(t, f, cell("H", head-1), cell("K", head-1))
		}},
		{"the row of groups taken away", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.UnmergeCell(formName, cell("A", head-1), cell("L", head)))
			for _, col := range "ABCDEFGL" {
				v, err := f.GetCellValue(formName, cell(string(col), head-1))
				must(t, err)
				set(t, f, cell(string(col), head), v)
			}
			must(t, f.RemoveRow(formName, head-1))
		}},
		{"a head parted into a group and what is below it", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.UnmergeCell(formName, cell("G", head-1), cell("G", head)))
			set(t, f, cell("G", head-1), "整改")
			set(t, f, cell("G", head), "期限")
		}},
		{"a head by the table's other name", "整改措施=改 整改完成日期=2026-03-09", "", func(t *testing.T, f *excelize.File) {
			set(t, f, cell("K", head), "整改完成时间")
			set(t, f, cell("K", firstRow+1), "2026-03-09")
		}},
		{"a head in another measure", "整改措施=改", "form-column form-column-other", func(t *testing.T, f *excelize.File) { set(t, f, cell("J", head), "整改资金（元）") }},
		{"a day in three columns", "整改措施=改 整改完成日期=2026-03-09", "", func(t *testing.T, f *excelize.File) {
			parted(t, f, "", "", "")
			must(t, f.InsertRows(formName, firstRow, 1))
			set(t, f, cell("K", head), "完成日期")
			merge(t, f, cell("K", head), cell("M", head))
			for i, w := range []string{"年", "月", "日"} {
				set(t, f, cell(string(rune('K'+i)), firstRow), w)
			}
			for col := 'A'; col < 'K'; col++ {
				from := head
				if col < 'H' {
					from = head - 1
				}
				merge(t, f, cell(string(col), from), cell(string(col), firstRow))
			}
			set(t, f, cell("K", firstRow+2), 2026)
			set(t, f, cell("L", firstRow+2), 3)
			set(t, f, cell("M", firstRow+2), 9)
		}},
		{"a day in three columns of their own heads", "整改措施=改 整改完成日期=2026-03-09", "", func(t *testing.T, f *excelize.File) {
			parted(t, f, "整改完成年份", "整改完成月份", "整改完成日")
			set(t, f, cell("K", firstRow+1), "2026年")
			set(t, f, cell("L", firstRow+1), "3月")
			set(t, f, cell("M", firstRow+1), "9日")
		}},
		{"half a day in three columns", "整改措施=改", "date-form", func(t *testing.T, f *excelize.File) {
			parted(t, f, "整改完成年份", "整改完成月份", "整改完成日")
			set(t, f, cell("K", firstRow+1), "2026")
			set(t, f, cell("M", firstRow+1), "9")
		}},
		{"the same head twice", "整改措施=改", "form-column-twice", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertCols(formName, "L", 1))
			set(t, f, cell("L", head-1), "整改情况（填写）")
			set(t, f, cell("L", head), "完成日期")
			set(t, f, cell("L", firstRow+1), "2026-03-09")
		}},
		{"the key's head twice", "", "form-column-twice", func(t *testing.T, f *excelize.File) { set(t, f, cell("C", head-1), "隐患编号") }},
		{"another column by the table's other name", "整改措施=改", "form-column-other", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertCols(formName, "L", 1))
			set(t, f, cell("L", head), "整改完成日期")
			set(t, f, cell("L", firstRow+1), "2026-03-09")
		}},
		{"a column of their own", "整改措施=改", "form-column-other", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertCols(formName, "L", 1))
			set(t, f, cell("L", head), "存在困难")
			set(t, f, cell("L", firstRow+1), "缺资金")
		}},
		{"remarks beside the table, without a head", "整改措施=改", "form-column-other", func(t *testing.T, f *excelize.File) { set(t, f, cell("P", firstRow+1), "缺资金") }},
		{"running numbers before the table", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertCols(formName, "A", 1))
			set(t, f, cell("A", head), "序号")
			set(t, f, cell("A", firstRow), 1)
		}},
		{"two cells of a row merged", "", "cell-across", func(t *testing.T, f *excelize.File) { merge(t, f, cell("H", firstRow), cell("I", firstRow)) }},
		{"a section between the rows and signatures below", "整改措施=改", "", func(t *testing.T, f *excelize.File) {
			must(t, f.InsertRows(formName, firstRow+1, 1))
			set(t, f, cell("A", firstRow+1), "二、其他")
			merge(t, f, cell("A", firstRow+1), cell("K", firstRow+1))
			row := newRow(t, f) + 1
			set(t, f, cell("A", row), "填报人：王五")
			merge(t, f, cell("A", row), cell("D", row))
			set(t, f, cell("E", row), "审核人：")
			merge(t, f, cell("E", row), cell("H", row))
		}},
		{"rows and columns exchanged", "", "form-turned", func(t *testing.T, f *excelize.File) {
			rows, err := f.GetRows(formName)
			must(t, err)
			for _, m := range mergesOf(t, f) {
				must(t, f.UnmergeCell(formName, m[0], m[1]))
			}
			for r := range rows {
				for col := range rows[r] {
					at, _ := excelize.CoordinatesToCellName(col+1, r+1)
					set(t, f, at, nil)
				}
			}
			for r := head - 2; r < head+8; r++ {
				for col, v := range rows[r] {
					at, _ := excelize.CoordinatesToCellName(r-head+3, col+1)
					set(t, f, at, v)
				}
			}
		}},
		{"no head", "", "form-head", func(t *testing.T, f *excelize.File) { must(t, f.RemoveRow(formName, head)) }},
	} {
		dir, forms := smallOffice(t, "xlsx", 32)
		back := t.TempDir()
		changed(t, formOf(t, forms, "U1"), filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
			put(t, f, "H", firstRow, "改")
			c.change(t, f)
		})
		got := collected(t, dir, back)
		var changes, said []string
		for _, r := range got.Results {
			for _, change := range r.Changes {
				changes = append(changes, change.Column+"="+change.To)
			}
		}
		for _, d := range got.Complaints.All() {
			if d.Code != "form-missing" {
				said = append(said, d.Code)
				if d.Problem.Zh == "" || d.Remedy.Zh == "" {
					t.Errorf("%s: %s says no cause or no cure", c.name, d.Code)
				}
			}
		}
		slices.Sort(said)
		if strings.Join(changes, " ") != c.changes || strings.Join(said, " ") != c.said {
			t.Errorf("%s: changes %q, said %q; want %q and %q\n%v", c.name, strings.Join(changes, " "), strings.Join(said, " "), c.changes, c.said, got.Complaints.All())
		}
	}
}

func mergesOf(t *testing.T, f *excelize.File) (all [][2]string) {
	t.Helper()
	merges, err := f.GetMergeCells(formName)
	must(t, err)
	for _, m := range merges {
		all = append(all, [2]string{m.GetStartAxis(), m.GetEndAxis()})
	}
	return all
}
