package typeset

import (
	"slices"

	"hongtou/generator/columns"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// A table's columns are as wide as what stands in them asks for. First every column
// holds its widest piece that may not break: a number, a date, a code, a short head.
// Then the room goes where it saves the rows most lines. A template's marks are
// wishes: they stand as long as they cost no line.
const (
	headChars  = 4 // characters of a head that should not be broken: 控制要求, 序号
	leastChars = 3 // of other text, if it has so many: 网格长, a person's name
	mostChars  = 6 // of long text at least: one in tenCells of it
	tenCells   = 10
	abreast    = 2 // characters that stand beside each other in any column: one below the other nobody reads
)

// cellNeeds is what a cell asks of its column, without blank at its sides.
type cellNeeds struct {
	columns.Cell
	piece Length // its widest piece that does not break
	torn  Length // likewise, long codes broken behind every fourth character
}

// needs is what a table's cells ask for in one size of type.
type needs struct {
	size  Length
	cells columns.Table // the head's rows first
	// By columns, with the blank at their sides: what may not be broken but for long
	// codes, what should not be broken, and what needs no break at all.
	torn, least, want []Length
	numbers           []numberColumn
}

// needs measures a table's cells.
func (s *setter) needs(t *doc.Table, size Length) *needs {
	n := &needs{size: size, cells: columns.Table{Unit: size, Pad: 2 * standard.Padding}, torn: make([]Length, len(t.Columns)), least: make([]Length, len(t.Columns)), want: make([]Length, len(t.Columns))}
	heads := headRows(t)
	var all [][]cellNeeds
	for r := range len(t.Rows) + 1 {
		row := tableRow(t, r)
		cells := make([]cellNeeds, len(t.Columns))
		counted := make([]columns.Cell, len(t.Columns))
		for c := range min(len(row), len(cells)) {
			if row[c].Join != doc.Alone {
				continue
			}
			role := face.FangSong
			if r < heads {
				role = face.HeiTi
			}
			need := s.cellNeeds(cellPieces(row[c].Spans, role, size))
			if r < heads {
				need.piece = max(need.piece, min(need.Natural, headChars*size))
			}
			need.Rows = 1
			for r+need.Rows <= len(t.Rows) && r+need.Rows != heads && c < len(t.Rows[r+need.Rows-1]) && t.Rows[r+need.Rows-1][c].Join == doc.JoinUp {
				need.Rows++
			}
			cells[c], counted[c] = need, need.Cell
			if !joinsNext(row, c) {
				n.add(c, need)
			}
		}
		n.cells.Rows = append(n.cells.Rows, counted)
		all = append(all, cells)
	}
	n.numbers = s.numberColumns(t, heads, size)
	for c, numbers := range n.numbers {
		whole := numbers.whole + numbers.part + 2*standard.Padding
		n.torn[c], n.least[c], n.want[c] = max(n.torn[c], whole), max(n.least[c], whole), max(n.want[c], whole)
	}
	for r := range all {
		n.joined(tableRow(t, r), all[r])
	}
	return n
}

// add takes a cell's needs for its column's.
func (n *needs) add(c int, cell cellNeeds) {
	some := min(cell.Natural, max(leastChars*n.size, min(mostChars*n.size, cell.Natural/tenCells)))
	n.torn[c] = max(n.torn[c], cell.torn+2*standard.Padding, max(n.size, min(cell.Natural, abreast*n.size))+2*standard.Padding)
	n.least[c] = max(n.least[c], n.torn[c], max(cell.piece, some)+2*standard.Padding)
	n.want[c] = max(n.want[c], n.least[c], cell.Natural+2*standard.Padding)
}

// joined widens columns over which cells are joined that ask for more.
func (n *needs) joined(row []doc.Cell, cells []cellNeeds) {
	for c := range min(len(row), len(cells)) {
		if row[c].Join != doc.Alone || !joinsNext(row, c) {
			continue
		}
		end := c + 1
		for end < len(row) && end < len(cells) && row[end].Join == doc.JoinLeft {
			end++
		}
		widen(n.torn[c:end], cells[c].torn+2*standard.Padding)
		widen(n.least[c:end], cells[c].piece+2*standard.Padding)
		for i := c; i < end; i++ {
			n.want[i] = max(n.want[i], n.least[i])
		}
	}
}

// widen makes widths add up to a length at least.
func widen(widths []Length, to Length) {
	if lacks := to - columns.Total(widths); lacks > 0 {
		for i, more := range columns.Scaled(slices.Repeat([]Length{1}, len(widths)), lacks) {
			widths[i] += more
		}
	}
}

// cellNeeds measures a cell's text.
func (s *setter) cellNeeds(pieces []piece) (n cellNeeds) {
	var o owners
	m := manner{use: forNeeds}
	k, key, keep := s.recall(pieces, &m, &o)
	if k != nil {
		return k.needs
	}
	if !s.prepareCell(pieces, 0, 0, func(rune) {}) {
		return n
	}
	var line, whole, part Length
	for i := range s.atoms {
		a := &s.atoms[i]
		if !a.blank {
			n.Natural, n.piece, n.torn = max(n.Natural, line+a.width), max(n.piece, whole+a.width), max(n.torn, part+a.width)
		}
		w := a.width + a.kern
		line, whole, part = line+w, whole+w, part+w
		switch a.breaks {
		case required:
			n.Lines++
			line, whole, part = 0, 0, 0
		case allowed:
			whole, part = 0, 0
		case codeTorn:
			part = 0
		}
	}
	if keep {
		s.keep(key, &kept{needs: n}, pieces, &m, &o)
	}
	return n
}

// prepareCell readies the breaker for a cell's text: its lines are not justified, and
// no code breaks at its hyphens.
func (s *setter) prepareCell(pieces []piece, first, right Length, missing func(rune)) bool {
	if !s.prepare(pieces, first, first, right, missing) {
		return false
	}
	bindCodes(s.atoms)
	s.breaker.ragged = true
	return true
}

// bindCodes joins what Unicode's rules part in codes of letters, digits and hyphens.
func bindCodes(list []atom) {
	for i := 0; i < len(list); {
		end, digits := i, false
		for end < len(list) && (list[end].class.is(letter) || end > i && list[end].class.is(inNumber)) {
			digits = digits || list[end].class.is(digit)
			end++
		}
		kind := dateTorn
		if end-i >= leastCode {
			kind = codeTorn
		}
		for at := i; digits && at < end-1; at++ {
			if list[at].breaks == allowed {
				list[at].breaks = kind
			}
		}
		i = max(end, i+1)
	}
}

// widths shares the room among the columns, each with what it has at least; it gives
// nil where that is too much. wishes are relative widths, all 0 where there are none.
func (n *needs) widths(room Length, wishes []int, least []Length) []Length {
	if columns.Total(least) > room {
		return nil
	}
	wished := make([]Length, len(wishes))
	for c, w := range wishes {
		wished[c] = Length(w)
	}
	marked := columns.Total(wished) > 0
	for c := range wished {
		if marked && wished[c] == 0 || !marked {
			wished[c] = n.want[c]
		}
	}
	if !marked {
		wished = columns.Lower(wished, room)
	}
	wished = columns.Scaled(wished, room)
	return n.cells.Share(room, wished, least, n.want)
}

func joinsNext(row []doc.Cell, i int) bool { return i+1 < len(row) && row[i+1].Join == doc.JoinLeft }

// tableRow is a row of a table, its head being the first.
func tableRow(t *doc.Table, r int) []doc.Cell {
	if r == 0 {
		return t.Head
	}
	return t.Rows[r-1]
}

// headRows is how many rows a table's head has: with those that are joined to it.
func headRows(t *doc.Table) int {
	n := 1
	for n < len(t.Rows) && joinsUp(t.Rows[n-1]) {
		n++
	}
	return n
}
