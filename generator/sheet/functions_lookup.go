package sheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

var lookupFunctions = map[string]*function{
	"INDEX": {min: 2, max: 3, eval: func(a *args) value {
		ref := a.one(0)
		r, row, col := ref.areas[0], a.int(1), int(a.numberOr(2, 1))
		if r.row1 == r.row2 && len(a.nodes) == 2 {
			row, col = 1, row
		}
		if row < 1 || col < 1 || row > r.row2-r.row1+1 || col > r.col2-r.col1+1 {
			return fault("#REF!", "the position lies outside of the range")
		}
		return a.e.c.cell(ref.table, r.row1+row-1, r.col1+col-1)
	}},
	"MATCH": {min: 2, max: 3, eval: func(a *args) value {
		i := a.e.position(a.single(0), a.one(1), int(a.numberOr(2, 1)))
		if i < 0 {
			return fault("#N/A", "it is not found")
		}
		return number(float64(i + 1))
	}},
	"VLOOKUP": {min: 3, max: 4, eval: func(a *args) value {
		ref, col, kind := a.one(1), a.int(2), 1
		if len(a.nodes) == 4 && (!a.has(3) || !a.bool(3)) {
			kind = 0
		}
		r := ref.areas[0]
		if col < 1 || col > r.col2-r.col1+1 {
			return fault("#REF!", "the table has not so many columns")
		}
		keys := *ref
		keys.areas = []rect{{r.row1, r.col1, r.row2, r.col1}}
		i := a.e.position(a.single(0), &keys, kind)
		if i < 0 {
			return fault("#N/A", "it is not found")
		}
		return a.e.c.cell(ref.table, r.row1+i, r.col1+col-1)
	}},
	"LOOKUP": {min: 2, max: 3, eval: func(a *args) value {
		keys, results := a.one(1), a.one(len(a.nodes)-1)
		i := a.e.position(a.single(0), keys, 1)
		if i < 0 {
			return fault("#N/A", "it is not found")
		}
		r := results.areas[0]
		if i >= r.cells() {
			return fault("#REF!", "the results are fewer than the keys")
		}
		width := r.col2 - r.col1 + 1
		return a.e.c.cell(results.table, r.row1+i/width, r.col1+i%width)
	}},
	"ROW": {min: 0, max: 1, eval: func(a *args) value {
		if len(a.nodes) == 0 {
			return number(float64(a.e.row))
		}
		return number(float64(a.one(0).areas[0].row1))
	}},
	"ROWS": {min: 1, max: 1, eval: func(a *args) value {
		r := a.one(0).areas[0]
		return number(float64(r.row2 - r.row1 + 1))
	}},
	"COLUMNS": {min: 1, max: 1, eval: func(a *args) value {
		r := a.one(0).areas[0]
		return number(float64(r.col2 - r.col1 + 1))
	}},
}

// position finds v among cells: kind 0 the first equal one, 1 the last not
// above it (the cells ascend), -1 the last not below it (they descend). It
// counts from 0; -1 is none.
func (e *scope) position(v value, ref *reference, kind int) int {
	if kind == 0 && !(v.kind == isText && strings.ContainsAny(v.s, "*?~")) {
		x := e.index(ref)
		if x.rows == nil {
			return slices.IndexFunc(x.cells, func(cell value) bool { return alike(cell, v, false) })
		}
		if at := x.rows[matchKey(v, false)]; len(at) > 0 {
			return at[0]
		}
		return -1
	}
	if kind == 0 {
		c := parseCriterion(text("=" + v.s))
		return slices.IndexFunc(e.index(ref).cells, func(x value) bool { return x.kind == isText && c.match(x) })
	}
	if v.kind == isText && !ascii(v.s) {
		panic(fault("#VALUE!", "the order of Chinese texts depends on the machine; only an exact match can be looked up"))
	}
	found := -1
	for i, x := range e.index(ref).cells {
		if x.kind == v.kind && compare(x, v)*kind <= 0 {
			found = i
		}
	}
	return found
}

// columnIndex is what is worth keeping of a range that is looked at from every
// row: without it ranking 10,000 rows would take 100 million steps. Of a range
// that moves with the row it has the cells only.
type columnIndex struct {
	cells  []value
	rows   map[string][]int // positions by matchKey, texts and numbers apart
	loose  map[string][]int // likewise, texts that look like numbers with the numbers
	sorted []float64
}

// index reads a range, one that does not move once.
func (e *scope) index(ref *reference) *columnIndex {
	if !ref.whole {
		return &columnIndex{cells: e.list(ref)}
	}
	key := ref.key()
	if x, ok := e.c.indexes[key]; ok {
		return x
	}
	x := &columnIndex{cells: e.list(ref), rows: map[string][]int{}, loose: map[string][]int{}}
	for i, v := range x.cells {
		exact, loose := matchKey(v, false), matchKey(v, true)
		x.rows[exact] = append(x.rows[exact], i)
		x.loose[loose] = append(x.loose[loose], i)
	}
	x.sorted = sortedNumbers(x.cells)
	e.c.indexes[key] = x
	return x
}

// list is a reference's cells, area by area and row by row.
func (e *scope) list(ref *reference) []value {
	n := 0
	for _, a := range ref.areas {
		n += a.cells()
	}
	out := make([]value, 0, n)
	e.each(ref, func(v value) { out = append(out, v) })
	return out
}

func sortedNumbers(cells []value) []float64 {
	var out []float64
	for _, v := range cells {
		if v.kind == isNumber {
			out = append(out, v.n)
		}
	}
	slices.Sort(out)
	return out
}

// sorted is the numbers of a range, ascending. An error among them is the
// call's.
func (e *scope) sorted(ref *reference) []float64 {
	x := e.index(ref)
	if i := slices.IndexFunc(x.cells, func(v value) bool { return v.kind == isError }); i >= 0 {
		panic(x.cells[i])
	}
	if !ref.whole {
		return sortedNumbers(x.cells)
	}
	return x.sorted
}

// alike tells whether two values have one matchKey, sooner.
func alike(a, b value, loose bool) bool {
	switch {
	case a.kind == isNumber && b.kind == isNumber:
		return a.n == b.n || math.Abs(a.n-b.n) <= math.Abs(a.n)*1e-14 && round15(a.n) == round15(b.n)
	case a.kind == isText && b.kind == isText && !loose:
		return strings.EqualFold(a.s, b.s)
	case a.kind != isText && b.kind != isText && a.kind != b.kind:
		return false
	}
	return matchKey(a, loose) == matchKey(b, loose)
}

// matchKey is equal for values that are equal to = (loose: to COUNTIF).
func matchKey(v value, loose bool) string {
	switch v.kind {
	case isText:
		if n, ok := numberOf(v.s); ok && loose {
			return "n" + strconv.FormatFloat(n, 'g', 15, 64)
		}
		return "t" + strings.ToUpper(v.s)
	case isNumber:
		return "n" + strconv.FormatFloat(v.n, 'g', 15, 64)
	case isBool:
		return "b" + strconv.FormatFloat(v.n, 'g', 1, 64)
	case isError:
		return "e" + v.s
	}
	return ""
}
