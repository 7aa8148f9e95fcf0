package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A cell of an office's own file whose figure is not known stays empty. A formula would
// read it as 0, and a sum would be of the others: so the formulas that read it say 待核,
// those that read these, too, and calculate by themselves once the cell is filled in.

// waiting is the word of a formula that lacks a figure.
const waiting = "待核"

// gaps are the cells of a sheet's column that lack a figure: empty ones, or formulas that
// say so.
type gaps struct {
	sheet    string
	col      int
	formulas bool
	rows     []int // ascending
}

// manyGaps is from how many cells of a column on they are asked for together.
const manyGaps = 8

// await has the formulas that read a figure that is not known wait for it. r is parsed;
// true: some of its formulas are others now.
func (o *ownFile) await(r *recalculation, cells []*outCell) bool {
	lacks := lacking{}
	for _, s := range o.sheets {
		for i := range s.rows {
			for j := range s.rows[i].cells {
				if c := &s.rows[i].cells[j]; c.unknown {
					lacks.add(s.name, s.rows[i].number, c.col, false)
				}
			}
		}
	}
	if len(lacks) == 0 {
		return false
	}
	waits := map[int]bool{} // by r's order
	for again := true; again; {
		again = false
		for i, at := range r.order {
			d := r.formulas[at]
			if waits[i] || cells[i].array != "" || !slices.ContainsFunc(d.areas, lacks.any) || countsPlaces(d.source) {
				continue
			}
			waits[i], again = true, true
			lacks.add(at.Sheet, at.Row, at.Col, true)
		}
	}
	for i, at := range r.order {
		if !waits[i] {
			continue
		}
		var tests []string
		for _, g := range o.gapsIn(lacks, r.formulas[at].areas) {
			tests = append(tests, g.test(at.Sheet, r)...)
		}
		condition := strings.Join(tests, ",")
		if len(tests) > 1 {
			condition = "OR(" + condition + ")"
		}
		cells[i].formula = fmt.Sprintf(`IF(%s,"%s",%s)`, condition, waiting, cells[i].formula)
		r.formulas[at].source = o.named(cells[i].formula, at.Sheet)
	}
	return len(waits) > 0
}

// lacking are the cells that lack a figure: by folded sheet, column and row, whether each
// is a formula.
type lacking map[string]map[int]map[int]bool

func (l lacking) add(sheet string, row, col int, formula bool) {
	key := strings.ToUpper(sheet)
	if l[key] == nil {
		l[key] = map[int]map[int]bool{}
	}
	if l[key][col] == nil {
		l[key][col] = map[int]bool{}
	}
	l[key][col][row] = formula
}

func (l lacking) any(a sheetArea) bool {
	found := false
	l.each(a, func(int, int, bool) bool { found = true; return false })
	return found
}

// each visits the cells of an area that lack a figure, in no order, until visit wants no
// more.
func (l lacking) each(a sheetArea, visit func(row, col int, formula bool) bool) {
	for col, rows := range l[a.sheet] {
		if col < a.area.col1 || col > a.area.col2 {
			continue
		}
		if a.area.row2-a.area.row1 < len(rows) {
			for row := a.area.row1; row <= a.area.row2; row++ {
				if formula, ok := rows[row]; ok && !visit(row, col, formula) {
					return
				}
			}
			continue
		}
		for row, formula := range rows {
			if row >= a.area.row1 && row <= a.area.row2 && !visit(row, col, formula) {
				return
			}
		}
	}
}

// gapsIn are the cells in the areas that lack a figure, by sheets and columns.
func (o *ownFile) gapsIn(lacks lacking, areas []sheetArea) (all []gaps) {
	type cell struct {
		sheet    string
		row, col int
	}
	seen := map[cell]bool{}
	for _, a := range areas {
		name := a.sheet
		if i := slices.IndexFunc(o.sheets, func(s *outSheet) bool { return strings.ToUpper(s.name) == a.sheet }); i >= 0 {
			name = o.sheets[i].name
		}
		lacks.each(a, func(row, col int, formula bool) bool {
			if seen[cell{a.sheet, row, col}] {
				return true
			}
			seen[cell{a.sheet, row, col}] = true
			at := slices.IndexFunc(all, func(g gaps) bool { return g.sheet == name && g.col == col && g.formulas == formula })
			if at < 0 {
				at, all = len(all), append(all, gaps{sheet: name, col: col, formulas: formula})
			}
			all[at].rows = append(all[at].rows, row)
			return true
		})
	}
	for i := range all {
		slices.Sort(all[i].rows)
	}
	slices.SortFunc(all, func(a, b gaps) int {
		return cmp.Or(strings.Compare(a.sheet, b.sheet), a.col-b.col, strings.Compare(fmt.Sprint(a.formulas), fmt.Sprint(b.formulas)))
	})
	return all
}

// test gives conditions that hold while one of the cells lacks its figure, as a formula on
// a sheet writes them.
func (g gaps) test(on string, r *recalculation) (tests []string) {
	prefix := ""
	if g.sheet != on {
		prefix = "'" + strings.ReplaceAll(g.sheet, "'", "''") + "'!"
	}
	first, last := g.rows[0], g.rows[len(g.rows)-1]
	area := prefix + address(first, g.col) + ":" + address(last, g.col)
	switch {
	case len(g.rows) > manyGaps && g.formulas:
		return []string{fmt.Sprintf(`COUNTIF(%s,"%s")>0`, area, waiting)}
	case len(g.rows) > manyGaps:
		empty := 0 // among them that are to be so
		grid := r.bySheet[strings.ToUpper(g.sheet)].grid
		for row := first; row <= last; row++ {
			slots := grid[row-1].slots
			if g.col > len(slots) || slots[g.col-1].value.kind == isEmpty {
				empty++
			}
		}
		return []string{fmt.Sprintf("COUNTBLANK(%s)>%d", area, empty-len(g.rows))}
	}
	for _, row := range g.rows {
		if cell := prefix + address(row, g.col); g.formulas {
			tests = append(tests, cell+`="`+waiting+`"`)
		} else {
			tests = append(tests, "ISBLANK("+cell+")")
		}
	}
	return tests
}

// countsPlaces tells a formula that asks where cells are or whether they are empty, and not
// what they hold.
func countsPlaces(source string) bool {
	calls := formulaCall().FindAllString(formulaText.ReplaceAllString(source, " "), -1)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call string) bool {
		switch strings.ToUpper(strings.TrimSuffix(call, "(")) {
		case "ROW", "ROWS", "COLUMN", "COLUMNS", "COUNTBLANK", "ISBLANK":
			return false
		}
		return true
	})
}
