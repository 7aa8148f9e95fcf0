package sheet

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Formulas of an office's file are calculated by the engine that calculates our own
// workbooks. One that it does not know, or that depends on one, has no value:
// programs calculate it on opening.

// outCell is a cell that goes out, on its way.
type outCell struct {
	from    *fileCell // nil for none in the file
	col     int
	filled  *value // a new value
	unknown bool   // which is a figure that is not known
	formula string // moved; "" for none
	array   string
	known   bool // whether the formula's value is known
	result  Recalculated
}

type outRow struct {
	number int
	from   *fileRow // nil for none in the file
	cells  []outCell
}

// calculate gives the formulas that go out their values. Unknown tells that some
// formula has none.
func (o *ownFile) calculate() (unknown bool) {
	r := &recalculation{bySheet: map[string]*table{}, formulas: map[CellAt]*dependent{}}
	var cells []*outCell // in r's order
	var arrays []*dependent
	for _, s := range o.sheets {
		t := &table{spec: &Sheet{Name: s.name}, columns: map[string]int{}}
		r.tables = append(r.tables, t)
		r.bySheet[strings.ToUpper(s.name)] = t
		for i := range s.rows {
			row := &s.rows[i]
			for len(t.grid) < row.number {
				t.grid = append(t.grid, gridRow{part: dataPart})
			}
			g := &t.grid[row.number-1]
			for j := range row.cells {
				c := &row.cells[j]
				for len(g.slots) < c.col {
					g.slots = append(g.slots, slot{})
				}
				g.slots[c.col-1].value = c.value()
				if c.formula == "" {
					continue
				}
				at := CellAt{s.name, row.number, c.col}
				d := &dependent{source: o.named(c.formula, s.name)}
				if c.array != "" {
					arrays = append(arrays, d)
				}
				r.formulas[at], r.order, cells = d, append(r.order, at), append(cells, c)
			}
		}
	}
	r.parse()
	if o.await(r, cells) {
		r.parse()
	}
	for _, d := range arrays { // programs calculate them, for all their cells
		d.formula = nil
	}
	o.outdated(r)
	c := newCalculator(r.tables)
	for i, at := range r.order {
		d, cell := r.formulas[at], cells[i]
		if !d.stale {
			continue
		}
		if i < maxOwnFormulas {
			cell.result = r.value(c, at, d)
		}
		cell.known = true
		unknown = unknown || !cell.result.Known
	}
	return unknown
}

func (c *outCell) value() value {
	switch {
	case c.filled != nil:
		return *c.filled
	case c.from != nil:
		return c.from.value()
	}
	return value{}
}

// outdated marks the formulas whose stored values may no longer hold: those on
// sheets that were filled and, from sheet to sheet, those that read them. The
// others keep what the file has, if it has something.
func (o *ownFile) outdated(r *recalculation) {
	touched := map[string]bool{}
	for _, s := range o.own.Sheets {
		touched[strings.ToUpper(s.Name)] = true
	}
	for more := true; more; {
		more = false
		for _, at := range r.order {
			d := r.formulas[at]
			if d.stale {
				continue
			}
			on := strings.ToUpper(at.Sheet)
			stored := r.bySheet[on].grid[at.Row-1].slots[at.Col-1].value.kind != isEmpty
			if touched[on] || d.anything || !stored || slices.ContainsFunc(d.areas, func(a sheetArea) bool { return touched[a.sheet] }) {
				d.stale, more = true, true
				touched[on] = true
				r.stale = append(r.stale, at)
			}
		}
	}
}

var (
	formulaWord = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`"(?:[^"]|"")*"|'(?:[^']|'')*'!?|[\p{L}_\\$][\p{L}\p{N}_.\\$]*[(!]?|\d+(?:\.\d+)?[eE][+-]?\d+`)
	})
	plainRange = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?\$[A-Za-z]{1,3}\$\d+(?::\$[A-Za-z]{1,3}\$\d+)?$|^(?:(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?\$[A-Za-z]{1,3}:\$[A-Za-z]{1,3}$`)
	})
)

// named is a formula with the cells that the workbook's names stand for.
func (o *ownFile) named(formula, sheet string) string {
	if len(o.names) == 0 {
		return formula
	}
	for range 8 { // names may stand for formulas with names
		before := formula
		formula = formulaWord().ReplaceAllStringFunc(formula, func(word string) string {
			meaning, ok := o.names[strings.ToUpper(sheet+"!"+word)]
			if !ok {
				meaning, ok = o.names[strings.ToUpper(word)]
			}
			if !ok || !plainRange().MatchString(meaning) {
				return word
			}
			return meaning
		})
		if formula == before {
			break
		}
	}
	return formula
}
