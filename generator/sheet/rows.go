package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// The table's rows: data, subtotals, totals, sections and notes, and what
// stands in place of data when there is none.

func (t *table) addRows() error {
	rows, err := t.grouped()
	if err != nil {
		return err
	}
	if err := checkText(t.spec.Empty); err != nil {
		return fmt.Errorf("empty: %w", err)
	}
	for i := range rows {
		if rows[i].Kind == Total && !t.hasData() {
			t.addEmpty()
		}
		if err := t.addRow(&rows[i]); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if err := t.addBlank(); err != nil {
		return err
	}
	if t.data == nil {
		t.addEmpty()
	}
	if t.wantsTotal() {
		t.add(gridRow{part: totalPart, slots: slices.Clone(t.totals)})
	}
	for i := range t.grid {
		if r := &t.grid[i]; r.block == nil {
			r.block = t.data
		}
	}
	return nil
}

func (t *table) addRow(r *Row) error {
	if len(r.Cells) > len(t.spec.Columns) {
		return fmt.Errorf("%d cells are more than the %d columns", len(r.Cells), len(t.spec.Columns))
	}
	if err := checkMark(r.Mark); err != nil {
		return err
	}
	defer t.addHung(r)
	switch r.Kind {
	case Data:
		slots, err := t.slots(r, t.filled)
		if err != nil {
			return err
		}
		row := t.add(gridRow{part: dataPart, slots: slots, mark: r.Mark})
		t.data, t.block = extend(t.data, row), extend(t.block, row)
	case Subtotal:
		t.addEmpty()
		slots, err := t.slots(r, t.totals)
		if err != nil {
			return err
		}
		for _, s := range t.block {
			for row := s.first; row <= s.last; row++ {
				t.grid[row-1].inner = t.spec.Outline
			}
		}
		t.add(gridRow{part: subtotalPart, slots: slots, mark: r.Mark, block: t.block})
		t.block = nil
	case Total:
		slots, err := t.slots(r, t.totals)
		if err != nil {
			return err
		}
		t.add(gridRow{part: totalPart, slots: slots, mark: r.Mark})
	case Section, Note:
		return t.addInner(r)
	default:
		return fmt.Errorf("there is no kind of row %d", r.Kind)
	}
	return nil
}

// addInner adds a section's head or a remark inside the table.
func (t *table) addInner(r *Row) error {
	p := notePart
	if r.Kind == Section {
		p = sectionPart
	}
	var s slot
	if len(r.Cells) > 0 {
		own, err := cellSlot(&r.Cells[0], slot{})
		if err != nil {
			return err
		}
		s = own
	}
	row := t.addWide(p, s)
	t.grid[row-1].mark = r.Mark
	return nil
}

// addEmpty puts the words for "no data" where data rows would stand, if they do
// not stand there yet. The merged cell is two rows high: the lower row holds
// nothing, and is what formulas see as the data rows.
func (t *table) addEmpty() {
	if t.block != nil {
		return
	}
	words := t.spec.Empty
	if words == "" {
		words = "（本期无数据）"
	}
	row := t.add(gridRow{part: emptyPart, slots: []slot{{value: plain(words)}}})
	t.add(gridRow{part: emptyPart})
	t.merge(rect{row, 1, row + 1, len(t.spec.Columns)})
	t.block = []span{{row + 1, row + 1}}
	if t.data == nil && !t.hasData() {
		t.data = t.block
	}
}

func (t *table) hasData() bool {
	return t.spec.Blank > 0 || slices.ContainsFunc(t.spec.Rows, func(r Row) bool { return r.Kind == Data })
}

// slots is a row's cells; where it has none of its own, the one to fall back on.
func (t *table) slots(r *Row, otherwise []slot) ([]slot, error) {
	out := t.newSlots(len(otherwise))
	copy(out, otherwise)
	for i := range r.Cells {
		s, err := cellSlot(&r.Cells[i], out[i])
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", t.spec.Columns[i].Key, err)
		}
		out[i] = t.dated(s, i)
	}
	return out, nil
}

// slabSlots is how many slots are allocated at once.
const slabSlots = 4096

// newSlots are a row's slots: cut from a slab, for a large ledger has a million.
func (t *table) newSlots(n int) []slot {
	if len(t.slab) < n {
		t.slab = make([]slot, max(n, slabSlots))
	}
	s := t.slab[:n:n]
	t.slab = t.slab[n:]
	return s
}

func (t *table) wantsTotal() bool {
	return slices.ContainsFunc(t.spec.Columns, func(c Column) bool { return c.Total != "" }) &&
		!slices.ContainsFunc(t.spec.Rows, func(r Row) bool { return r.Kind == Total })
}

// total is what total rows show in the column; own is its formula.
func (c *Column) total(own *formula) (slot, error) {
	all := "{" + c.Key + ":}"
	switch c.Total {
	case "":
		return slot{}, nil
	case "sum":
		return formulaSlot("SUM(" + all + ")")
	case "count":
		return formulaSlot("COUNTA(" + all + ")")
	case "average", "max", "min": // of no number there is none
		return formulaSlot("IF(COUNT(" + all + ")=0,\"\"," + strings.ToUpper(c.Total) + "(" + all + "))")
	case "same":
		if own == nil {
			return slot{}, fmt.Errorf("same repeats the column's formula, and it has none")
		}
		return slot{formula: own}, nil
	}
	if label, ok := strings.CutPrefix(c.Total, "label:"); ok {
		return slot{value: plain(label)}, checkText(label)
	}
	return formulaSlot(c.Total)
}

func formulaSlot(source string) (slot, error) {
	f, err := parseOwn(source)
	return slot{formula: f}, err
}

// extend adds a row to spans.
func extend(spans []span, row int) []span {
	if n := len(spans); n > 0 && spans[n-1].last == row-1 {
		spans[n-1].last = row
		return spans
	}
	return append(spans, span{row, row})
}
