package source

import (
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
)

// For those who take cells one by one (forms that come back) the rules of a
// table's columns are here without a file around them.

// Cell is one cell: its value as stored and as a spreadsheet shows it.
type Cell struct {
	Raw, Shown string

	kind  cellKind
	day   bool
	scale int

	filled bool // merged with cells above that have its value
}

// MergedDown is the cell as one that has its value from a cell merged down.
func (c Cell) MergedDown() Cell {
	c.filled = c.Raw != ""
	return c
}

func (c Cell) cell() *cell {
	return &cell{raw: c.Raw, shown: c.Shown, kind: c.kind, day: c.day, scale: c.scale, filled: c.filled}
}

// Wrong is what is wrong with one cell.
type Wrong struct {
	Code            string
	Problem, Remedy diag.Text
}

// Read checks a cell by the rules of a table's column i and gives its value in
// the one way of writing in which equal values are equal texts: dates as
// 2026-03-05, numbers without grouping, choices by their name, nothing as "".
func Read(t *Table, i int, c Cell, date1904 bool) (string, *Wrong) {
	b := &binder{table: t, date1904: date1904}
	column := &t.Columns[i]
	value, f := c.cell().says(column)
	record := t.Make()
	if f == nil {
		f = b.set(record, i, value, c.kind == numberCell)
	}
	if f != nil {
		return value, &Wrong{f.code, f.problem, f.remedy}
	}
	if value == "" || column.Type != Text && column.Type != Long && blank(value) {
		return "", nil
	}
	return column.Value(record), nil
}

// Same tells whether two values of column i mean the same: nothing and 0 where an empty
// cell is none, nothing and the first of two choices.
func Same(t *Table, i int, a, b string) bool {
	return a == b || filled(t, i, a) == filled(t, i, b)
}

func filled(t *Table, i int, value string) string {
	column := &t.Columns[i]
	switch kind := column.Of(t.Make()).Kind(); {
	case value != "":
	case column.Type == Choice && kind == reflect.Bool:
		return column.Names[0]
	case column.None:
		return "0"
	}
	return value
}

// ColumnOf finds a table's column by any header that names it; -1 if none does.
func ColumnOf(t *Table, header string) int {
	return namesOf(t).one(header).column
}

// Headers tells what headers mean to a table.
type Headers struct{ names names }

// HeadersOf gives the headers of a table.
func HeadersOf(t *Table) Headers { return Headers{namesOf(t)} }

// Column is the table's column that a header names, in the column's own measure; -1 if it
// names none.
func (h Headers) Column(header string) int {
	if i, ok := h.names.key(header); ok {
		return i
	}
	return -1
}

// Normal is a header as it is compared.
func Normal(header string) string { return normal(header) }

// Head is a table's head in a sheet: its last row, and for each column of the table
// its place, counted from 0 or -1, and what the sheet's numbers are multiplied by.
type Head struct {
	Row     int
	Columns []int
	Factors []float64
}

// HeadIn finds the table's head in a workbook's sheet as the reader does; nil where
// there is none.
func HeadIn(f *excelize.File, sheet string, t *Table) *Head {
	b, err := bookOf(f)
	if err != nil {
		return nil
	}
	s, ok := b.sheet(sheet)
	if !ok {
		return nil
	}
	return headOf(b.grid(s), t)
}

// HeadOf finds the table's head among rows of a text by their numbers; nil where there
// is none.
func HeadOf(rows map[int][]string, t *Table) *Head {
	return headOf(&grid{walk: func(visit func(int, []cell) bool) (last int, ok bool) {
		for _, last = range slices.Sorted(maps.Keys(rows)) {
			var cells []cell
			for _, v := range rows[last] {
				cells = append(cells, cell{raw: v, shown: v})
			}
			if !visit(last, cells) {
				break
			}
		}
		return last, true
	}}, t)
}

func headOf(g *grid, t *Table) *Head {
	list := &diag.List{} // the reader has complained
	s := newSheet(t, diag.Place{}, list, false, nil)
	c := s.look(g)
	if len(c.lines) == 0 {
		return nil
	}
	h := readHeader(s.names, diag.Place{}, c.lines, c.paths, moneyAbove(c.before), list)
	for _, p := range h.days {
		h.columns[p.column] = -1 // a day goes into no one cell
	}
	return &Head{h.last, h.columns, h.factors}
}

// IsTotal tells a word that heads a row of totals.
func IsTotal(s string) bool { return isTotal(s) }

// ErrSheet is the error of a sheet that can't be read or is too large.
var ErrSheet = errors.New("the sheet can't be read, or is too large")

// Cells visits the rows of a workbook's sheet, as long as visit wants more.
func Cells(f *excelize.File, name string, visit func(number int, cells []Cell) bool) error {
	b, err := bookOf(f)
	if err != nil {
		return ErrSheet
	}
	s, ok := b.sheet(name)
	if !ok {
		return ErrSheet
	}
	if _, ok := b.grid(s).walk(func(number int, cells []cell) bool {
		out := make([]Cell, len(cells))
		for i := range cells {
			c := &cells[i]
			out[i] = Cell{Raw: c.raw, Shown: c.shown, kind: c.kind, day: c.day, scale: c.scale}
		}
		return visit(number, out)
	}); !ok {
		return ErrSheet
	}
	return nil
}

// Separator is the mark that parts the cells of the table's CSV file, whose text
// this is.
func Separator(t *Table, text []byte) rune {
	s := newSheet(t, diag.Place{}, &diag.List{}, false, nil)
	mark, _ := s.separator(&separated{data: text})
	return mark
}

// IsUTF8 tells whether a file's text is taken for UTF-8, not for GB 18030.
func IsUTF8(data []byte) bool { return mostlyUTF8(data) }
