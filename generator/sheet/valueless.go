package sheet

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// mostValueless is how many formulas without a value are calculated in a workbook:
// ranges that grow with the rows take the square of it.
const mostValueless = 20_000

// Valueless gives the values of the formulas that a workbook's file holds without
// one, as programs write them that do not calculate: by sheet, row and column the
// type and value as a file writes them (see [Recalculated]). ok is false for a
// formula that can't be calculated here, and for all of them where a workbook is
// damaged or has too many.
func Valueless(file []byte) (value func(sheet string, row, col int) (kind, value string, ok bool)) {
	values := map[CellAt]Recalculated{}
	value = func(sheet string, row, col int) (string, string, bool) {
		v := values[CellAt{sheet, row, col}]
		return v.Type, v.Value, v.Known
	}
	defer func() { _ = recover() }() // what the library can't read has no values
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return value
	}
	defer f.Close()
	r := &recalculation{file: f, bySheet: map[string]*table{}, formulas: map[CellAt]*dependent{}}
	for _, name := range f.GetSheetList() {
		if err := r.read(name); err != nil {
			return value
		}
	}
	r.parse()
	for _, at := range r.order {
		if s := r.bySheet[strings.ToUpper(at.Sheet)].grid[at.Row-1].slots[at.Col-1]; s.value.kind == isEmpty {
			r.formulas[at].stale = true
			r.stale = append(r.stale, at)
		}
	}
	if len(r.stale) > mostValueless {
		return value
	}
	c := newCalculator(r.tables)
	for _, at := range r.stale {
		values[at] = r.value(c, at, r.formulas[at])
	}
	return value
}
