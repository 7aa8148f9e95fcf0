package sheet

import (
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
		at := e.index(ref).rows[matchKey(v, false)]
		if len(at) == 0 {
			return -1
		}
		return at[0]
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
// row: without it ranking 10,000 rows would take 100 million steps.
type columnIndex struct {
	cells  []value
	rows   map[string][]int // positions by matchKey, texts and numbers apart
	loose  map[string][]int // likewise, texts that look like numbers with the numbers
	sorted []float64
}

// index reads a range once. Ranges that move with the row are not kept.
func (e *scope) index(ref *reference) *columnIndex {
	key := ""
	if ref.whole {
		key = ref.key()
		if x, ok := e.c.indexes[key]; ok {
			return x
		}
	}
	x := &columnIndex{rows: map[string][]int{}, loose: map[string][]int{}}
	e.each(ref, func(v value) { x.cells = append(x.cells, v) })
	for i, v := range x.cells {
		x.rows[matchKey(v, false)] = append(x.rows[matchKey(v, false)], i)
		x.loose[matchKey(v, true)] = append(x.loose[matchKey(v, true)], i)
		if v.kind == isNumber {
			x.sorted = append(x.sorted, v.n)
		}
	}
	slices.Sort(x.sorted)
	if ref.whole {
		e.c.indexes[key] = x
	}
	return x
}

// sorted is the numbers of a range, ascending. An error among them is the
// call's.
func (e *scope) sorted(ref *reference) []float64 {
	x := e.index(ref)
	if i := slices.IndexFunc(x.cells, func(v value) bool { return v.kind == isError }); i >= 0 {
		panic(x.cells[i])
	}
	return x.sorted
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
