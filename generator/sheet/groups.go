package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// maxBlank is how many rows can be left to fill in.
const maxBlank = 10_000

// grouped is the specification's rows, put into groups where it asks for that.
func (t *table) grouped() ([]Row, error) {
	g, rows := t.spec.Group, t.spec.Rows
	if g == nil {
		return rows, nil
	}
	col, err := t.column(g.Column)
	if err != nil {
		return nil, fmt.Errorf("group: %w", err)
	}
	var order []string
	groups := map[string][]Row{}
	for i := range rows {
		if rows[i].Kind != Data {
			return nil, errors.New("group: the rows that are put into groups are data rows only")
		}
		name, err := groupName(&rows[i], col)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], rows[i])
	}
	var out []Row
	for i, name := range order {
		if g.Section {
			out = append(out, Row{Kind: Section, Cells: []Cell{{Value: name}}})
		}
		out = append(out, groups[name]...)
		if g.Subtotal != "" {
			out = append(out, t.subtotal(g.Subtotal))
		}
		if i < len(order)-1 {
			out[len(out)-1].Break = out[len(out)-1].Break || g.Break
		}
	}
	return out, nil
}

func groupName(r *Row, col int) (string, error) {
	if len(r.Cells) < col {
		return "", nil
	}
	s, err := cellSlot(&r.Cells[col-1], slot{})
	if err != nil || s.formula != nil {
		return "", errors.Join(err, errors.New("group: the cell that names the group is no plain value"))
	}
	if s.format != "" {
		shown, _ := display(s.value.n, s.format)
		return shown, nil
	}
	return s.value.toText().s, nil
}

// subtotal has its words where the total row has its own.
func (t *table) subtotal(words string) Row {
	r := Row{Kind: Subtotal, Cells: make([]Cell, len(t.spec.Columns))}
	at := 0
	for i := len(t.spec.Columns) - 1; i >= 0; i-- {
		if strings.HasPrefix(t.spec.Columns[i].Total, "label:") {
			at = i
		}
	}
	r.Cells[at].Value = words
	return r
}

// addBlank adds the rows that are to be filled in.
func (t *table) addBlank() error {
	n := t.spec.Blank
	if n < 0 || n > maxBlank {
		return fmt.Errorf("%d blank rows are not between 0 and %d", n, maxBlank)
	}
	for range n {
		if err := t.addRow(&Row{}); err != nil {
			return err
		}
		t.grid[len(t.grid)-1].blank = true
	}
	return nil
}

// addHung adds what hangs on the row that was added last.
func (t *table) addHung(r *Row) {
	row := len(t.grid)
	if r.Break {
		t.turns[row+1] = true
	}
	for i := range r.Cells {
		if words := r.Cells[i].Comment; words != "" {
			t.comments[cellAt{row, i + 1}] = words
		}
	}
}

// checkColor checks the tab's colour.
func (t *table) checkColor() error {
	c := t.spec.Color
	if c != "" && (len(c) != 6 || strings.Trim(strings.ToUpper(c), "0123456789ABCDEF") != "") {
		return fmt.Errorf("the colour %q is not six hexadecimal digits", c)
	}
	return nil
}
