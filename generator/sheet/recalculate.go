package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// CellAt is a cell of a workbook's sheet, counted from 1.
type CellAt struct {
	Sheet    string
	Row, Col int
}

// Name is the cell's address: B7.
func (c CellAt) Name() string { return address(c.Row, c.Col) }

// Recalculated is what a formula's cell is to show: Type and Value as the file
// writes them ("" for a number, str, b or e). Known is false for a formula that
// can't be calculated here: its old value holds no more.
type Recalculated struct {
	CellAt
	Known       bool
	Type, Value string
}

// Recalculate gives the values of all formulas that depend on cells which were
// changed, by way of other formulas too, whatever sheet they stand on. What a
// formula depends on is read from its text; one that names more than cells (a
// defined name, a table's column, OFFSET) may depend on anything.
func Recalculate(f *excelize.File, changed []CellAt) ([]Recalculated, error) {
	r := &recalculation{file: f, bySheet: map[string]*table{}, formulas: map[CellAt]*dependent{}}
	for _, name := range f.GetSheetList() {
		if err := r.read(name); err != nil {
			return nil, err
		}
	}
	if len(r.formulas) == 0 || len(changed) == 0 {
		return nil, nil
	}
	r.parse()
	r.spread(changed)
	c := newCalculator(r.tables)
	var out []Recalculated
	for _, at := range r.order {
		d := r.formulas[at]
		switch {
		case !d.stale:
		case len(r.stale) > mostValueless:
			out = append(out, Recalculated{CellAt: at})
		default:
			out = append(out, r.value(c, at, d))
		}
	}
	return out, nil
}

// recalculation is a workbook while its formulas are followed.
type recalculation struct {
	file     *excelize.File
	tables   []*table
	bySheet  map[string]*table
	formulas map[CellAt]*dependent
	order    []CellAt
	stale    []CellAt
	prepared map[sheetArea]bool // whose stale formulas can all be calculated
}

// dependent is a formula and what it depends on.
type dependent struct {
	source   string
	formula  *formula // nil where it can't be calculated
	areas    []sheetArea
	anything bool
	stale    bool
	ready    readiness
}

// readiness tells whether a stale formula can be calculated.
type readiness uint8

const (
	unasked readiness = iota
	ready
	unready
)

type sheetArea struct {
	sheet string // folded
	area  rect
}

// read takes a sheet's cells.
func (r *recalculation) read(name string) error {
	t := &table{spec: &Sheet{Name: name}, columns: map[string]int{}}
	r.tables = append(r.tables, t)
	r.bySheet[strings.ToUpper(name)] = t
	rows, err := r.file.Rows(name)
	if err != nil {
		return nil // a chart sheet has no cells
	}
	defer rows.Close()
	for row := 1; rows.Next(); row++ {
		texts, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		t.grid = append(t.grid, gridRow{part: dataPart, slots: make([]slot, len(texts))})
		for col, raw := range texts {
			if err := r.cell(t, row, col+1, raw); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *recalculation) cell(t *table, row, col int, raw string) error {
	at := CellAt{t.spec.Name, row, col}
	s := &t.grid[row-1].slots[col-1]
	source, err := r.file.GetCellFormula(at.Sheet, at.Name())
	if err != nil {
		return err
	}
	if raw != "" {
		kind, err := r.file.GetCellType(at.Sheet, at.Name())
		if err != nil {
			return err
		}
		s.value = typed(raw, kind)
	}
	if source == "" {
		return nil
	}
	r.formulas[at] = &dependent{source: source}
	r.order = append(r.order, at)
	return nil
}

// parse reads the formulas when all sheets are there. Whole columns and rows end
// with the longest sheet.
func (r *recalculation) parse() {
	end := rect{1, 1, 1, 1}
	for _, t := range r.tables {
		end.row2 = max(end.row2, len(t.grid))
		for i := range t.grid {
			end.col2 = max(end.col2, len(t.grid[i].slots))
		}
	}
	for at, d := range r.formulas {
		d.areas, d.anything = reads(d.source, at.Sheet)
		if f, err := parseFormula(bounded(d.source, end)); err == nil && calculable(f.tree) {
			d.formula = f
		}
	}
}

// bounded is a formula with whole columns and rows as ranges.
func bounded(source string, end rect) string {
	var out strings.Builder
	from := 0
	for _, literal := range append(formulaText.FindAllStringIndex(source, -1), []int{len(source), len(source)}) {
		out.WriteString(wholeRange().ReplaceAllStringFunc(source[from:literal[0]], func(s string) string {
			m := wholeRange().FindStringSubmatch(s)
			area, ok := areaOf(m[2])
			if !ok {
				return s
			}
			area.row2, area.col2 = min(area.row2, end.row2), min(area.col2, end.col2)
			return m[1] + area.fixed()
		}))
		out.WriteString(source[literal[0]:literal[1]])
		from = literal[1]
	}
	return out.String()
}

// typed is a cell's stored text as a value.
func typed(raw string, kind excelize.CellType) value {
	switch kind {
	case excelize.CellTypeBool:
		return boolean(raw == "1" || strings.EqualFold(raw, "TRUE"))
	case excelize.CellTypeError:
		return fault(raw, "the cell holds an error")
	case excelize.CellTypeUnset, excelize.CellTypeNumber, excelize.CellTypeDate:
		if x, err := strconv.ParseFloat(raw, 64); err == nil {
			return number(x)
		}
	}
	return text(raw)
}

// spread marks the formulas that depend on changed cells.
func (r *recalculation) spread(changed []CellAt) {
	for len(changed) > 0 {
		in := map[string]*changedCells{}
		for _, c := range changed {
			key := strings.ToUpper(c.Sheet)
			if in[key] == nil {
				in[key] = &changedCells{}
			}
			in[key].add(c)
		}
		changed = nil
		for _, at := range r.order {
			d := r.formulas[at]
			if d.stale {
				continue
			}
			d.stale = d.anything
			for _, a := range d.areas {
				d.stale = d.stale || in[a.sheet].touch(a.area)
			}
			if d.stale {
				changed = append(changed, at)
				r.stale = append(r.stale, at)
			}
		}
	}
}

// changedCells are cells of a sheet, and the rectangle that holds them all.
type changedCells struct {
	at  map[cellAt]bool
	all rect
}

func (c *changedCells) add(at CellAt) {
	if c.at == nil {
		c.at, c.all = map[cellAt]bool{}, rect{at.Row, at.Col, at.Row, at.Col}
	}
	c.all = rect{min(c.all.row1, at.Row), min(c.all.col1, at.Col), max(c.all.row2, at.Row), max(c.all.col2, at.Col)}
	c.at[cellAt{at.Row, at.Col}] = true
}

// touch tells whether any of the cells lies in a.
func (c *changedCells) touch(a rect) bool {
	if c == nil {
		return false
	}
	a = rect{max(a.row1, c.all.row1), max(a.col1, c.all.col1), min(a.row2, c.all.row2), min(a.col2, c.all.col2)}
	if a.row1 > a.row2 || a.col1 > a.col2 {
		return false
	}
	if a.cells() < len(c.at) {
		for row := a.row1; row <= a.row2; row++ {
			for col := a.col1; col <= a.col2; col++ {
				if c.at[cellAt{row, col}] {
					return true
				}
			}
		}
		return false
	}
	for at := range c.at {
		if a.holds(at.row, at.col) {
			return true
		}
	}
	return false
}

func (r rect) holds(row, col int) bool {
	return row >= r.row1 && row <= r.row2 && col >= r.col1 && col <= r.col2
}

// value calculates a stale formula.
func (r *recalculation) value(c *calculator, at CellAt, d *dependent) Recalculated {
	out := Recalculated{CellAt: at}
	t := r.bySheet[strings.ToUpper(at.Sheet)]
	if !r.prepare(at, d) {
		return out
	}
	c.failed = nil
	v := c.cell(t, at.Row, at.Col)
	if c.failed != nil || c.ranged[cellIn{t, at.Row, at.Col}] || v.kind == isError && !spreadsheetError(v.s) {
		return out
	}
	out.Known = true
	switch v.kind {
	case isText:
		out.Type, out.Value = "str", v.s
	case isBool:
		out.Type, out.Value = "b", strconv.Itoa(int(v.n))
	case isError:
		out.Type, out.Value = "e", v.s
	case isNumber:
		out.Value = strconv.FormatFloat(v.n, 'f', -1, 64)
		if a := math.Abs(v.n); a >= 1e15 || a != 0 && a < 1e-6 {
			out.Value = strconv.FormatFloat(v.n, 'E', -1, 64)
		}
	default:
		out.Known = false
	}
	return out
}

// prepare gives a stale cell and those that it needs their formulas, and tells
// whether all of them can be calculated. What is not stale keeps its stored value.
func (r *recalculation) prepare(at CellAt, d *dependent) bool {
	if d.ready != unasked {
		return d.ready == ready
	}
	d.ready = unready // which a circle comes upon
	if d.formula == nil || d.anything || !r.prepareAll(d.areas) {
		return false
	}
	d.ready = ready
	s := &r.bySheet[strings.ToUpper(at.Sheet)].grid[at.Row-1].slots[at.Col-1]
	s.formula, s.state = d.formula, fresh
	return true
}

func (r *recalculation) prepareAll(areas []sheetArea) bool {
	for _, a := range areas {
		if r.prepared[a] {
			continue
		}
		if !r.prepareArea(a) {
			return false
		}
		if r.prepared == nil {
			r.prepared = map[sheetArea]bool{}
		}
		r.prepared[a] = true
	}
	return true
}

func (r *recalculation) prepareArea(a sheetArea) bool {
	t := r.bySheet[a.sheet]
	if t == nil {
		return false // another workbook's
	}
	if a.area.cells() <= len(r.stale) {
		for row := a.area.row1; row <= a.area.row2; row++ {
			for col := a.area.col1; col <= a.area.col2; col++ {
				at := CellAt{t.spec.Name, row, col}
				if d := r.formulas[at]; d != nil && d.stale && !r.prepare(at, d) {
					return false
				}
			}
		}
		return true
	}
	for _, at := range r.stale {
		if strings.ToUpper(at.Sheet) == a.sheet && a.area.holds(at.Row, at.Col) && !r.prepare(at, r.formulas[at]) {
			return false
		}
	}
	return true
}

// calculable tells whether all functions of a formula are known, and none gives
// something else at another time.
func calculable(tree node) bool {
	ok := true
	each(tree, func(n node) {
		switch n := n.(type) {
		case *call:
			ok = ok && n.fn != nil && n.name != "TODAY" && n.name != "NOW"
		case *named:
			ok = false
		}
	})
	return ok
}

// spreadsheetError tells the errors that programs know.
func spreadsheetError(s string) bool {
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!":
		return true
	}
	return false
}

// The forms with classes of letters are large, and compiled when they are first used.
var (
	formulaText  = regexp.MustCompile(`"(?:[^"]|"")*"`)
	formulaCells = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)`)
	})
	wholeRange = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`((?:^|[^\p{L}\p{N}_.$:])(?:(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?)(\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)`)
	})
	formulaCall = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\p{L}_][\p{L}\p{N}_.]*\(`) })
	formulaRest = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\p{L}_\[!#]`) })
)

// reads gives the cells that a formula on a sheet names; anything is true where it
// names more than cells.
func reads(source, sheet string) (areas []sheetArea, anything bool) {
	source = formulaText.ReplaceAllString(source, " ")
	source = formulaCall().ReplaceAllStringFunc(source, func(call string) string {
		switch strings.ToUpper(strings.TrimSuffix(call, "(")) {
		case "INDIRECT", "OFFSET":
			anything = true
		}
		return "("
	})
	source = formulaCells().ReplaceAllStringFunc(source, func(s string) string {
		m := formulaCells().FindStringSubmatch(s)
		on := sheet
		if m[1] != "" {
			on = m[1]
			if strings.HasPrefix(on, "'") {
				on = strings.ReplaceAll(on[1:len(on)-1], "''", "'")
			}
		}
		area, ok := areaOf(m[2])
		if !ok {
			return s
		}
		areas = append(areas, sheetArea{strings.ToUpper(on), area})
		return " "
	})
	source = formulaConstant.ReplaceAllString(source, " ")
	return areas, anything || formulaRest().MatchString(source)
}

var formulaConstant = regexp.MustCompile(`(?i)\b(?:TRUE|FALSE)\b|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?`)

// areaOf is A1, A1:B2, A:C or 3:5.
func areaOf(s string) (rect, bool) {
	from, to, ranged := strings.Cut(strings.ToUpper(strings.ReplaceAll(s, "$", "")), ":")
	if !ranged {
		return parseCell(from)
	}
	corner := func(s string, row, col int) (rect, bool) {
		switch {
		case strings.Trim(s, "0123456789") == "":
			return parseCell(letters(col) + s)
		case strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "":
			return parseCell(s + strconv.Itoa(row))
		}
		return parseCell(s)
	}
	a, ok1 := corner(from, 1, 1)
	b, ok2 := corner(to, 1<<20, 1<<14)
	return rect{min(a.row1, b.row1), min(a.col1, b.col1), max(a.row1, b.row1), max(a.col1, b.col1)}, ok1 && ok2
}
