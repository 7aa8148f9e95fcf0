package generator

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
	"hongtou/generator/source"
)

// offered are the words that a cell of a workbook may be chosen from; nil without a list.
func offered(t *testing.T, f *excelize.File, sheet, cell string) []string {
	t.Helper()
	rules, err := f.GetDataValidations(sheet)
	must(t, err)
	column, row, err := excelize.CellNameToCoordinates(cell)
	must(t, err)
	for _, rule := range rules {
		if rule.Type != "list" || !covers(t, rule.Sqref, column, row) {
			continue
		}
		words := strings.TrimSpace(strings.NewReplacer("<formula1>", "", "</formula1>", "").Replace(rule.Formula1))
		if quoted, ok := strings.CutPrefix(words, `"`); ok {
			return strings.Split(strings.TrimSuffix(quoted, `"`), ",")
		}
		for _, name := range f.GetDefinedName() {
			if name.Name == words {
				words = name.RefersTo
			}
		}
		of, cells, found := strings.Cut(words, "!")
		if !found {
			t.Fatalf("%s %s: the list %s is nowhere", sheet, cell, words)
		}
		column, first, last := corners(t, strings.ReplaceAll(cells, "$", ""))
		var list []string
		for n := first; n <= last; n++ {
			at, err := excelize.CoordinatesToCellName(column, n)
			must(t, err)
			word, err := f.GetCellValue(strings.Trim(of, "'"), at)
			must(t, err)
			list = append(list, word)
		}
		return list
	}
	return nil
}

func corners(t *testing.T, area string) (column, first, last int) {
	t.Helper()
	from, to, found := strings.Cut(area, ":")
	if !found {
		to = from
	}
	column, first, err := excelize.CellNameToCoordinates(from)
	must(t, err)
	_, last, err = excelize.CellNameToCoordinates(to)
	must(t, err)
	return column, first, last
}

func covers(t *testing.T, areas string, column, row int) bool {
	t.Helper()
	return slices.ContainsFunc(strings.Fields(areas), func(area string) bool {
		c, first, last := corners(t, area)
		return c == column && first <= row && row <= last
	})
}

// Each column with fixed or usual values has them as a drop-down list, in the first row to
// be filled and far below, in every table that a new workspace has and in one added to it.
func TestListsOfTables(t *testing.T) {
	t.Parallel()
	whole, first := t.TempDir(), t.TempDir()
	must(t, InitEmpty(whole))
	must(t, Init(first, NewOffice{Tables: true}))
	lists := 0
	for _, declared := range model.Tables() {
		if declared.Name == source.Confirmations {
			continue // hongtou confirm writes it
		}
		for _, dir := range []string{whole, first} {
			file := filepath.Join(dir, "data", declared.Name+".xlsx")
			if dir == first && !(NewOffice{Tables: true}).has(declared.Name) {
				added, err := AddTable(dir, declared.Name)
				must(t, err)
				file = added
			}
			f, err := excelize.OpenFile(file)
			must(t, err)
			for i, c := range source.RowTable(declared).Columns {
				want := c.Names
				if len(want) == 0 {
					want = c.Suggestions()
				}
				if len(want) == 0 {
					continue
				}
				lists++
				for _, row := range []int{2, tableRows} {
					if got := offered(t, f, declared.Title, cellName(i, row)); !slices.Equal(got, want) {
						t.Errorf("%s %s row %d offers %q, want %q", declared.Name, c.Header, row, got, want)
					}
				}
			}
			f.Close()
		}
	}
	if lists == 0 {
		t.Error("no column has a list")
	}
}

// What a unit may change in a form is chosen from a list where the table takes fixed
// values only.
func TestListsOfForms(t *testing.T) {
	t.Parallel()
	dir, out := "../examples/anlan", t.TempDir()
	w := openWorkspace(t, dir)
	lists := 0
	for _, target := range w.Templates.List() {
		form := target.Form()
		if form == nil {
			continue
		}
		out := filepath.Join(out, target.Name())
		period := map[string]string{"year": "2026", "quarter": "2026Q1", "month": "2026-01"}[target.Cadence()]
		_, err := w.Run(context.Background(), Request{Targets: []string{target.Name()}, Period: period, Unit: "990102", Out: out})
		must(t, err)
		files, err := filepath.Glob(filepath.Join(out, "*/*/*/*.xlsx"))
		must(t, err)
		if len(files) == 0 {
			t.Errorf("%s makes no form", target.Name())
			continue
		}
		f, err := excelize.OpenFile(files[0])
		must(t, err)
		sheet := f.GetSheetList()[0]
		rows, err := f.GetRows(sheet)
		must(t, err)
		for _, c := range form.Table.Columns {
			head, column := -1, -1
			for n, row := range rows {
				if i := slices.Index(row, c.Header); i >= 0 && len(row) > 3 {
					head, column = n, i
					break
				}
			}
			if len(c.Names) == 0 || column < 0 {
				continue
			}
			lists++
			if got := offered(t, f, sheet, cellName(column, head+3)); !slices.Equal(got, c.Names) {
				t.Errorf("%s %s offers %q, want %q", target.Name(), c.Header, got, c.Names)
			}
		}
		f.Close()
	}
	if lists == 0 {
		t.Error("no form has a list")
	}
}
