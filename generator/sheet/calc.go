package sheet

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// calculator gives the value of every formula cell, each once, in the order in
// which they need one another.
type calculator struct {
	tables  []*table
	byName  map[string]*table // by folded sheet name
	results map[string]value  // of functions over cells that do not move with the row
	indexes map[string]*columnIndex
	failed  error // the first cell that can't be calculated

	// Formulas in which a range stands where one value is wanted, and those that
	// read them: programs differ on what they mean. inRange tells it of the one that
	// is calculated.
	ranged  map[cellIn]bool
	inRange bool
}

// cellIn is a cell of a table.
type cellIn struct {
	table    *table
	row, col int
}

func newCalculator(tables []*table) *calculator {
	c := &calculator{
		tables: tables, byName: map[string]*table{},
		results: map[string]value{}, indexes: map[string]*columnIndex{},
	}
	for _, t := range tables {
		c.byName[strings.ToUpper(t.spec.Name)] = t
	}
	return c
}

// run calculates everything. The error names sheet, cell and formula.
func (c *calculator) run() error {
	for _, t := range c.tables {
		for row := range t.grid {
			for col := range t.grid[row].slots {
				v := c.cell(t, row+1, col+1)
				if c.failed != nil {
					return c.failed
				}
				if s := &t.grid[row].slots[col]; s.formula != nil && v.kind == isError {
					return c.complain(t, row+1, col+1, s, fmt.Errorf("it gives %s: %v", v.s, v.x))
				}
			}
		}
	}
	return nil
}

func (c *calculator) complain(t *table, row, col int, s *slot, err error) error {
	return fmt.Errorf("sheet %s cell %s: formula %s: %w", t.spec.Name, address(row, col), s.formula.source, err)
}

// cell is the value of a cell; outside of the table cells are empty.
func (c *calculator) cell(t *table, row, col int) value {
	if row > len(t.grid) || col > len(t.grid[row-1].slots) {
		return value{}
	}
	s := &t.grid[row-1].slots[col-1]
	if s.formula == nil || s.state == known {
		c.inRange = c.inRange || s.formula != nil && c.ranged[cellIn{t, row, col}]
		return s.value
	}
	if s.state == underway {
		if c.failed == nil {
			c.failed = c.complain(t, row, col, s, errors.New("it needs its own result"))
		}
		return fault("#REF!", "a circle")
	}
	s.state = underway
	before := c.inRange
	c.inRange = false
	e := &scope{c: c, t: t, row: row, block: t.grid[row-1].block}
	v := e.single(s.formula.tree)
	if c.inRange {
		if c.ranged == nil {
			c.ranged = map[cellIn]bool{}
		}
		c.ranged[cellIn{t, row, col}] = true
	}
	c.inRange = c.inRange || before
	if v.kind == isEmpty {
		v = number(0) // a formula that gives an empty cell shows 0
	}
	s.value, s.state = v, known
	return v
}

// scope is where a formula is calculated: a row of a table.
type scope struct {
	c     *calculator
	t     *table
	row   int
	block []span // the rows that {key:} means
	array bool   // inside SUMPRODUCT: operators work on ranges element by element
}

// eval gives a single value, a reference or (inside SUMPRODUCT) a matrix.
func (e *scope) eval(n node) value {
	switch n := n.(type) {
	case *constant:
		return n.value
	case *named:
		return e.named(n.ref)
	case *fixed:
		return e.fixed(n)
	case *fixedIn:
		return e.c.cell(n.table, n.area.row1, n.area.col1)
	case *union:
		return e.union(n)
	case *unary:
		return e.spread(n.x, func(v value) value {
			if v = v.toNumber(); v.kind == isError {
				return v
			}
			return number(-v.n)
		})
	case *scale:
		return e.spread(n.x, func(v value) value {
			if v = v.toNumber(); v.kind == isError {
				return v
			}
			return number(v.n / 100)
		})
	case *binary:
		return e.binary(n)
	case *call:
		return e.call(n)
	}
	return value{}
}

// single is eval for one value: a range of one cell gives it, a larger one is
// an error (older and newer programs differ on what it should mean).
func (e *scope) single(n node) value { return e.one(e.eval(n)) }

func (e *scope) one(v value) value {
	switch v.kind {
	case isReference:
		ref := v.x.(*reference)
		if len(ref.areas) == 1 && ref.areas[0].cells() == 1 {
			return e.c.cell(ref.table, ref.areas[0].row1, ref.areas[0].col1)
		}
		e.c.inRange = true
		return fault("#VALUE!", "a range stands where one value is wanted")
	case isMatrix:
		if m := v.x.(*matrix); len(m.cells) == 1 {
			return m.cells[0]
		}
		e.c.inRange = true
		return fault("#VALUE!", "a range stands where one value is wanted")
	}
	return v
}

func (e *scope) named(n name) value {
	ref, err := e.c.resolve(e.t, e.row, e.block, n)
	if err != nil {
		return fault("#NAME?", err.Error())
	}
	if n.reach == thisRow {
		return e.c.cell(e.t, e.row, ref.areas[0].col1)
	}
	return value{kind: isReference, x: ref}
}

// resolve finds a named column's cells.
func (c *calculator) resolve(t *table, row int, block []span, n name) (*reference, error) {
	if n.sheet != "" {
		other := c.byName[strings.ToUpper(n.sheet)]
		if other == nil {
			return nil, fmt.Errorf("there is no sheet %s", n.sheet)
		}
		t, block = other, other.data
	}
	col, ok := t.columns[n.key]
	if !ok {
		return nil, fmt.Errorf("sheet %s has no column %s", t.spec.Name, n.key)
	}
	ref := &reference{table: t, whole: n.reach == allRows || n.reach == through}
	switch n.reach {
	case thisRow:
		ref.areas = []rect{{row, col, row, col}}
	case toHere:
		ref.areas = []rect{{min(t.data[0].first, row), col, row, col}}
	case through:
		ref.areas = []rect{{t.data[0].first, col, t.data[len(t.data)-1].last, col}}
	default:
		for _, s := range block {
			ref.areas = append(ref.areas, rect{s.first, col, s.last, col})
		}
	}
	return ref, nil
}

func (e *scope) fixed(n *fixed) value {
	t, v := e.sheet(n)
	switch {
	case t == nil:
		return v
	case n.area.cells() == 1:
		return e.c.cell(t, n.area.row1, n.area.col1)
	}
	return value{kind: isReference, x: &reference{table: t, areas: []rect{n.area}, whole: true}}
}

// sheet is the one that cells by address lie in, or nil and an error.
func (e *scope) sheet(n *fixed) (*table, value) {
	if n.sheet == "" {
		return e.t, value{}
	}
	if t := e.c.byName[strings.ToUpper(n.sheet)]; t != nil {
		return t, value{}
	}
	return nil, fault("#REF!", "there is no sheet "+n.sheet)
}

func (e *scope) union(n *union) value {
	all := &reference{whole: true}
	for _, p := range n.parts {
		part, _ := e.reference(p)
		if part == nil || all.table != nil && all.table != part.table {
			return fault("#VALUE!", "only ranges of one sheet can stand together between brackets")
		}
		all.table, all.whole = part.table, all.whole && part.whole
		all.areas = append(all.areas, part.areas...)
	}
	return value{kind: isReference, x: all}
}

// reference is the cells that a node names; for a node that names none, nil and
// its value.
func (e *scope) reference(n node) (*reference, value) {
	switch n := n.(type) {
	case *fixedIn:
		return &reference{table: n.table, areas: []rect{n.area}, whole: true}, value{}
	case *named:
		ref, err := e.c.resolve(e.t, e.row, e.block, n.ref)
		if err != nil {
			return nil, fault("#NAME?", err.Error())
		}
		return ref, value{}
	case *fixed:
		t, v := e.sheet(n)
		if t == nil {
			return nil, v
		}
		return &reference{table: t, areas: []rect{n.area}, whole: true}, value{}
	}
	v := e.eval(n)
	if v.kind == isReference {
		return v.x.(*reference), value{}
	}
	return nil, v
}

// spread applies f to a value, or in an array to every element.
func (e *scope) spread(n node, f func(value) value) value {
	v := e.eval(n)
	if !e.array {
		return f(e.one(v))
	}
	m := e.matrix(v)
	if len(m.cells) == 1 {
		return f(m.cells[0])
	}
	out := &matrix{m.rows, m.cols, make([]value, len(m.cells))}
	for i, x := range m.cells {
		out.cells[i] = f(x)
	}
	return value{kind: isMatrix, x: out}
}

// matrix is v as rows by columns; a single value is one by one.
func (e *scope) matrix(v value) *matrix {
	switch v.kind {
	case isMatrix:
		return v.x.(*matrix)
	case isReference:
		ref := v.x.(*reference)
		if len(ref.areas) != 1 {
			return &matrix{1, 1, []value{fault("#VALUE!", "subtotals interrupt the column; this function wants one range")}}
		}
		r := ref.areas[0]
		m := &matrix{r.row2 - r.row1 + 1, r.col2 - r.col1 + 1, make([]value, 0, r.cells())}
		for row := r.row1; row <= r.row2; row++ {
			for col := r.col1; col <= r.col2; col++ {
				m.cells = append(m.cells, e.c.cell(ref.table, row, col))
			}
		}
		return m
	}
	return &matrix{1, 1, []value{v}}
}

func (e *scope) binary(n *binary) value {
	l, r := e.eval(n.l), e.eval(n.r)
	if !e.array {
		return operate(n.op, e.one(l), e.one(r))
	}
	a, b := e.matrix(l), e.matrix(r)
	rows, cols := max(a.rows, b.rows), max(a.cols, b.cols)
	if !fits(a, rows, cols) || !fits(b, rows, cols) {
		return fault("#N/A", "the ranges are not of one size")
	}
	if rows*cols == 1 {
		return operate(n.op, a.cells[0], b.cells[0])
	}
	out := &matrix{rows, cols, make([]value, 0, rows*cols)}
	for i := range rows {
		for j := range cols {
			out.cells = append(out.cells, operate(n.op, a.at(i%a.rows, j%a.cols), b.at(i%b.rows, j%b.cols)))
		}
	}
	return value{kind: isMatrix, x: out}
}

// fits tells whether m is of the size, or one row or column that repeats.
func fits(m *matrix, rows, cols int) bool {
	return (m.rows == rows || m.rows == 1) && (m.cols == cols || m.cols == 1)
}

// operate is an operator over two single values.
func operate(op string, l, r value) value {
	switch op {
	case "=", "<>", "<", "<=", ">", ">=":
		return relate(op, l, r)
	case "&":
		l, r = l.toText(), r.toText()
	default:
		l, r = l.toNumber(), r.toNumber()
	}
	if l.kind == isError {
		return l
	}
	if r.kind == isError {
		return r
	}
	switch op {
	case "&":
		return joined(l.s + r.s)
	case "+":
		return number(sum(l.n, r.n))
	case "-":
		return number(sum(l.n, -r.n))
	case "*":
		return number(l.n * r.n)
	case "/":
		if r.n == 0 {
			return fault("#DIV/0!", "it divides by zero")
		}
		return number(l.n / r.n)
	}
	return power(l.n, r.n)
}

// joined is a text that was put together, if a cell can hold it.
func joined(s string) value {
	if len(s) > maxText && units(s) > maxText {
		return tooLong
	}
	return text(s)
}

func power(base, exponent float64) value {
	if base == 0 && exponent == 0 {
		return fault("#NUM!", "0^0 is not defined")
	}
	if base == 0 && exponent < 0 {
		return fault("#DIV/0!", "it divides by zero")
	}
	return number(math.Pow(base, exponent))
}

// sum adds, and takes for zero what only the binary representation leaves over
// (0.3-0.2-0.1), as Excel does.
func sum(a, b float64) float64 {
	s := a + b
	if math.Abs(s) < math.Abs(a)*0x1p-49 {
		return 0
	}
	return s
}

func relate(op string, l, r value) value {
	if l.kind == isError {
		return l
	}
	if r.kind == isError {
		return r
	}
	d := compare(l, r)
	switch op {
	case "=":
		return boolean(d == 0)
	case "<>":
		return boolean(d != 0)
	}
	if l.kind == isText && r.kind == isText && d != 0 && !(ascii(l.s) && ascii(r.s)) {
		return fault("#VALUE!", "which of two Chinese texts is less depends on the machine")
	}
	switch op {
	case "<":
		return boolean(d < 0)
	case "<=":
		return boolean(d <= 0)
	case ">":
		return boolean(d > 0)
	}
	return boolean(d >= 0)
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

func (r rect) cells() int { return (r.row2 - r.row1 + 1) * (r.col2 - r.col1 + 1) }
