package sheet

import (
	"errors"
	"fmt"
)

// table is a sheet laid out: what stands in which cell, before anything is
// calculated or measured. Rows and columns count from 1, as in addresses.
type table struct {
	spec    *Sheet
	index   int            // of the sheet in the workbook
	columns map[string]int // a key's column
	grid    []gridRow
	head    span
	data    []span // the data rows; of a table without any, a row that is blank
	merges  []rect

	widths, heights []float64    // of columns and rows; see measure
	bottom, right   int          // the last row and column that are printed
	turns           map[int]bool // rows that begin a new page
	paper           sheetPaper   // that it is printed on
	fitted          bool         // on one page with its charts, as small as that needs
	whole           bool         // on one page, whose head no page of charts repeats
	small           *Small       // where it has no room on it

	links    map[cellAt]string // where cells lead to
	comments map[cellAt]string

	block  []span // while rows are added: the data rows since the last subtotal
	totals []slot // what a total row shows, by column
	slab   []slot // not yet cut into rows
	filled []slot // a data row that has nothing but the columns' own formulas
}

// cellAt is a cell by its row and column.
type cellAt struct{ row, col int }

// span is rows from first to last, both in it.
type span struct{ first, last int }

// part is what a row is on the sheet.
type part uint8

const (
	titlePart part = iota
	linePart
	headPart
	dataPart
	subtotalPart
	totalPart
	sectionPart
	notePart   // a remark inside the table
	emptyPart  // stands for data rows
	remarkPart // under the table
)

type gridRow struct {
	part  part
	slots []slot // one a column, or only the first ones where the rest is blank
	block []span // the rows that {key:} means here
	mark  Mark
	blank bool // to be filled in
	inner bool // can be folded away
}

// slot is a cell.
type slot struct {
	formula *formula // nil for a plain value
	state   state
	value   value // given, or calculated once state is known
	format  string
	align   Align // of lines only
	mark    Mark
	covered bool // lies under a merged cell, not at its top left
	day     bool // was given as a date
	linked  bool // leads to a place in the workbook
	open    bool // of lines: can be changed in a protected sheet
}

// state tells how far the calculation of a formula is.
type state uint8

const (
	fresh state = iota
	underway
	known
)

// layOut lays out all sheets. Errors name the sheet.
func layOut(book *Workbook) ([]*table, error) {
	if len(book.Sheets) == 0 {
		return nil, errors.New("the workbook has no sheet")
	}
	if err := checkNames(book.Sheets); err != nil {
		return nil, err
	}
	var tables []*table
	for i := range book.Sheets {
		t := &table{spec: &book.Sheets[i], index: i}
		if err := t.layOut(); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", t.spec.Name, err)
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func (t *table) layOut() error {
	t.turns, t.links, t.comments = map[int]bool{}, map[cellAt]string{}, map[cellAt]string{}
	for _, step := range []func() error{t.spec.Print.check, t.checkColor, t.readColumns, t.addTitle, t.addHeads, t.addRows, t.addRemarks} {
		if err := step(); err != nil {
			return err
		}
	}
	if len(t.grid) > maxRows {
		return fmt.Errorf("%d rows are more than the %d of a sheet", len(t.grid), maxRows)
	}
	return nil
}

// readColumns reads the keys, and once for all rows the columns' formulas.
func (t *table) readColumns() error {
	t.columns = map[string]int{}
	if n := len(t.spec.Columns); n == 0 || n > maxColumns {
		return fmt.Errorf("it has %d columns; from 1 to %d are possible", n, maxColumns)
	}
	for i := range t.spec.Columns {
		c := &t.spec.Columns[i]
		if err := checkKey(c.Key); err != nil {
			return fmt.Errorf("column %d: %w", i+1, err)
		}
		if t.columns[c.Key] != 0 {
			return fmt.Errorf("two columns have the key %s", c.Key)
		}
		t.columns[c.Key] = i + 1
		if c.Type > Period || c.Align > Right {
			return fmt.Errorf("column %s: there is no type %d or no alignment %d", c.Key, c.Type, c.Align)
		}
		if c.Width < 0 || c.Width > maxWidth {
			return fmt.Errorf("column %s: the width %g is not between 0 and %d", c.Key, c.Width, maxWidth)
		}
		if err := checkFormat(c.Format); err != nil {
			return fmt.Errorf("column %s: the format %s: %w", c.Key, c.Format, err)
		}
		own, err := t.ownFormula(c)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Key, err)
		}
		total, err := c.total(own)
		if err != nil {
			return fmt.Errorf("column %s: total: %w", c.Key, err)
		}
		t.filled, t.totals = append(t.filled, slot{formula: own}), append(t.totals, total)
	}
	if n := t.spec.FreezeColumns; n < 0 || n > len(t.spec.Columns) {
		return fmt.Errorf("%d of %d columns can't be frozen", n, len(t.spec.Columns))
	}
	return nil
}

// ownFormula is a column's formula: its own, or the one that ranks.
func (t *table) ownFormula(c *Column) (*formula, error) {
	if c.Rank == nil && c.Sparkline == nil {
		return parseOwn(c.Formula)
	}
	if c.Formula != "" || c.Rank != nil && c.Sparkline != nil {
		return nil, errors.New("a formula, a rank and a sparkline are three things: it can have one of them")
	}
	if c.Rank == nil {
		return nil, nil
	}
	return parseOwn(c.Rank.formula())
}

// formula gives the rank by Excel's functions of 2007; a number alone has none.
func (r *Rank) formula() string {
	of, all := "{"+r.Of+"}", "{"+r.Of+":}"
	if r.Within == "" {
		order := "0"
		if r.Ascending {
			order = "1"
		}
		return "IF(AND(ISNUMBER(" + of + "),COUNT(" + all + ")>1),RANK(" + of + "," + all + "," + order + `),"")`
	}
	better := ">"
	if r.Ascending {
		better = "<"
	}
	beside := "COUNTIFS({" + r.Within + ":through},{" + r.Within + "},{" + r.Of + ":through},"
	return "IF(ISNUMBER(" + of + "),IF(" + beside + `">-1E+99")>1,` + beside + `"` + better + `"&` + of + `)+1,""),"")`
}

// parseOwn reads a formula that may be absent.
func parseOwn(source string) (*formula, error) {
	if source == "" {
		return nil, nil
	}
	f, err := parseFormula(source)
	if err != nil {
		return nil, fmt.Errorf("formula %s: %w", source, err)
	}
	return f, nil
}

// add puts a row under the others and returns its number.
func (t *table) add(r gridRow) int {
	t.grid = append(t.grid, r)
	return len(t.grid)
}

// addWide adds a row that is one cell over the whole width.
func (t *table) addWide(p part, s slot) int {
	row := t.add(gridRow{part: p, slots: []slot{s}})
	t.merge(rect{row, 1, row, len(t.spec.Columns)})
	return row
}

// merge makes one cell of several; a rectangle of one cell is left alone.
func (t *table) merge(r rect) {
	if r.cells() < 2 {
		return
	}
	t.merges = append(t.merges, r)
	for row := r.row1; row <= r.row2; row++ {
		slots := t.grid[row-1].slots
		for col := r.col1; col <= min(r.col2, len(slots)); col++ {
			slots[col-1].covered = row > r.row1 || col > r.col1
		}
	}
}

// isSubtotal tells whether SUBTOTAL passes over the cell, since it holds a
// SUBTOTAL itself.
func (t *table) isSubtotal(row, col int) bool {
	if row > len(t.grid) || col > len(t.grid[row-1].slots) {
		return false
	}
	f := t.grid[row-1].slots[col-1].formula
	if f == nil {
		return false
	}
	found := false
	each(f.tree, func(n node) {
		c, ok := n.(*call)
		found = found || ok && c.name == "SUBTOTAL"
	})
	return found
}
