package sheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// address is a cell's, as in A1.
func address(row, col int) string { return letters(col) + strconv.Itoa(row) }

// fixedAddress is one that does not move: $A$1.
func fixedAddress(row, col int) string { return "$" + letters(col) + "$" + strconv.Itoa(row) }

func letters(col int) string {
	if col > 26 {
		return letters((col-1)/26) + letters((col-1)%26+1)
	}
	return string(rune('A' + col - 1))
}

func (r rect) String() string { return address(r.row1, r.col1) + ":" + address(r.row2, r.col2) }

func (r rect) fixed() string {
	return fixedAddress(r.row1, r.col1) + ":" + fixedAddress(r.row2, r.col2)
}

// quoted is the sheet's name as formulas write it, with the mark after it.
func (t *table) quoted() string { return "'" + strings.ReplaceAll(t.spec.Name, "'", "''") + "'!" }

// text is the reference's cells, fixed; several rectangles stand together
// between brackets.
func (r *reference) text(withSheet bool) string {
	var parts []string
	for _, a := range r.areas {
		s := a.fixed()
		if withSheet {
			s = r.table.quoted() + s
		}
		parts = append(parts, s)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// cellFormula is a formula as the file says it in a cell of the row. Its names
// were checked before.
func (c *calculator) cellFormula(t *table, row int, f *formula) (string, error) {
	s := f.text(func(n name) string {
		ref, _ := c.resolve(t, row, t.grid[row-1].block, n)
		a := ref.areas[0]
		switch n.reach {
		case thisRow:
			return address(a.row1, a.col1)
		case toHere:
			return fixedAddress(a.row1, a.col1) + ":$" + address(a.row2, a.col2)
		}
		return ref.text(n.sheet != "")
	})
	return s, checkLength(s, maxFormula)
}

// ruleFormula is a formula as conditions and validations say it for all data
// rows at once: as in the first row, with what moves down from row to row
// written without $. Cells named by address stay where they are.
func (c *calculator) ruleFormula(t *table, source string, limit int) (string, error) {
	f, err := parseFormula(source)
	if err != nil {
		return "", err
	}
	if err := c.check(t, f, true); err != nil {
		return "", err
	}
	for i, tok := range f.tokens {
		if tok.kind == tokCell {
			f.tokens[i].text = pinned(tok.text)
		}
	}
	interrupted := false
	s := f.text(func(n name) string {
		ref, _ := c.resolve(t, t.data[0].first, t.data, n)
		a := ref.areas[0]
		switch n.reach {
		case thisRow:
			return "$" + address(a.row1, a.col1)
		case toHere:
			return fixedAddress(a.row1, a.col1) + ":$" + address(a.row2, a.col2)
		}
		interrupted = interrupted || len(ref.areas) > 1
		return ref.text(n.sheet != "")
	})
	if interrupted {
		return "", errors.New("subtotals interrupt a column that it names with a colon; here Excel takes one range only")
	}
	return s, checkLength(s, limit)
}

// pinned is cells by address with every $.
func pinned(cells string) string {
	at := strings.LastIndexByte(cells, '!') + 1
	corners := strings.Split(cells[at:], ":")
	for i, corner := range corners {
		r, _ := parseCell(corner)
		corners[i] = fixedAddress(r.row1, r.col1)
	}
	return cells[:at] + strings.Join(corners, ":")
}

func checkLength(s string, limit int) error {
	if units(s) > limit {
		return fmt.Errorf("with cells in place of names it is longer than %d characters", limit)
	}
	return nil
}
