package typeset

import (
	"slices"

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
	costRow    = 8  // a line more in a row, where a line more in a cell is one
	mostRows   = 64 // that are looked at to balance columns: of longer tables as many, evenly
)

// cellNeeds is what a cell asks of its column, without blank at its sides.
type cellNeeds struct {
	natural Length // its longest line, where nothing breaks but what must
	piece   Length // its widest piece that does not break
	torn    Length // likewise, long codes broken behind every fourth character
	lines   int    // at least
	rows    int    // that it goes over
}

// needs is what a table's cells ask for in one size of type.
type needs struct {
	size  Length
	cells [][]cellNeeds // rows by columns, the head's first
	// By columns, with the blank at their sides: what may not be broken but for long
	// codes, what should not be broken, and what needs no break at all.
	torn, least, want []Length
	numbers           []numberColumn
}

// needs measures a table's cells.
func (s *setter) needs(t *doc.Table, size Length) *needs {
	n := &needs{size: size, torn: make([]Length, len(t.Columns)), least: make([]Length, len(t.Columns)), want: make([]Length, len(t.Columns))}
	heads := headRows(t)
	for r := range len(t.Rows) + 1 {
		row := tableRow(t, r)
		cells := make([]cellNeeds, len(t.Columns))
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
				need.piece = max(need.piece, min(need.natural, headChars*size))
			}
			need.rows = 1
			for r+need.rows <= len(t.Rows) && r+need.rows != heads && c < len(t.Rows[r+need.rows-1]) && t.Rows[r+need.rows-1][c].Join == doc.JoinUp {
				need.rows++
			}
			cells[c] = need
			if !joinsNext(row, c) {
				n.add(c, need)
			}
		}
		n.cells = append(n.cells, cells)
	}
	n.numbers = s.numberColumns(t, heads, size)
	for c, numbers := range n.numbers {
		whole := numbers.whole + numbers.part + 2*standard.Padding
		n.torn[c], n.least[c], n.want[c] = max(n.torn[c], whole), max(n.least[c], whole), max(n.want[c], whole)
	}
	for r := range n.cells {
		n.joined(tableRow(t, r), n.cells[r])
	}
	return n
}

// add takes a cell's needs for its column's.
func (n *needs) add(c int, cell cellNeeds) {
	some := min(cell.natural, max(leastChars*n.size, min(mostChars*n.size, cell.natural/tenCells)))
	n.torn[c] = max(n.torn[c], cell.torn+2*standard.Padding, n.size+2*standard.Padding)
	n.least[c] = max(n.least[c], n.torn[c], max(cell.piece, some)+2*standard.Padding)
	n.want[c] = max(n.want[c], n.least[c], cell.natural+2*standard.Padding)
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
	if lacks := to - total(widths); lacks > 0 {
		for i, more := range scaled(slices.Repeat([]Length{1}, len(widths)), lacks) {
			widths[i] += more
		}
	}
}

func total(widths []Length) (all Length) {
	for _, w := range widths {
		all += w
	}
	return all
}

// cellNeeds measures a cell's text.
func (s *setter) cellNeeds(pieces []piece) (n cellNeeds) {
	if !s.prepareCell(pieces, 0, 0, func(rune) {}) {
		return n
	}
	var line, whole, part Length
	for i := range s.atoms {
		a := &s.atoms[i]
		if !a.blank {
			n.natural, n.piece, n.torn = max(n.natural, line+a.width), max(n.piece, whole+a.width), max(n.torn, part+a.width)
		}
		w := a.width + a.kern
		line, whole, part = line+w, whole+w, part+w
		switch a.breaks {
		case required:
			n.lines++
			line, whole, part = 0, 0, 0
		case allowed:
			whole, part = 0, 0
		case codeTorn:
			part = 0
		}
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
		for end < len(list) && (list[end].class.is(letter) || end > i && list[end].class.is(inNumber) && list[end].rune != ':') {
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
	if total(least) > room {
		return nil
	}
	wished := make([]Length, len(wishes))
	for c, w := range wishes {
		wished[c] = Length(w)
	}
	marked := total(wished) > 0
	for c := range wished {
		if marked && wished[c] == 0 || !marked {
			wished[c] = n.want[c]
		}
	}
	if !marked {
		wished = lower(wished, room)
	}
	wished = scaled(wished, room)
	if total(n.want) <= room {
		return relieved(wished, n.want, room)
	}
	as := relieved(wished, least, room)
	if b := relieved(wished, n.balanced(room, wished, least), room); n.cost(b) < n.cost(as) {
		return b
	}
	return as
}

// relieved widens the columns that have less than their least width; the others give
// up what it takes, as far as they have it.
func relieved(widths, least []Length, room Length) []Length {
	spare := make([]Length, len(widths))
	for c := range widths {
		spare[c] = max(0, widths[c]-least[c])
	}
	if total(spare) == 0 {
		spare = least
	}
	out := slices.Clone(least)
	for c, extra := range scaled(spare, room-total(least)) {
		out[c] += extra
	}
	return out
}

// balanced takes from the columns' full widths, where it costs the rows the fewest
// lines for what it gives, until all have room.
func (n *needs) balanced(room Length, wished, least []Length) []Length {
	widths := slices.Clone(n.want)
	for over := total(widths) - room; over > 0; over = total(widths) - room {
		best, width, gain, price := -1, Length(0), Length(0), 0
		for c := range widths {
			if widths[c] <= least[c] {
				continue
			}
			to, cost := n.narrower(widths, c, max(least[c], widths[c]-over))
			g := widths[c] - to
			// More room for the lines that it costs; of equals what the template wishes.
			d := Length(price)*g - Length(cost)*gain
			if best < 0 || d > 0 || d == 0 && widths[c]-wished[c] > widths[best]-wished[best] {
				best, width, gain, price = c, to, g, cost
			}
		}
		widths[best] = width
	}
	return widths
}

// narrower is how narrow a column gets at the price of its next line, and that price.
func (n *needs) narrower(widths []Length, c int, least Length) (Length, int) {
	now := widths[c]
	defer func() { widths[c] = now }()
	before := n.cost(widths)
	widths[c] = max(least, now-n.size)
	price := n.cost(widths) - before
	for widths[c] > least {
		at := widths[c]
		if widths[c] = max(least, at-n.size); n.cost(widths)-before > price {
			return at, price
		}
	}
	return least, price
}

// cost is how many lines the rows have at such widths, and the cells.
func (n *needs) cost(widths []Length) int {
	all := 0
	step := (len(n.cells) + mostRows - 1) / mostRows
	for r := 0; r < len(n.cells); r += step {
		most := 1
		for c, cell := range n.cells[r] {
			lines := n.lines(cell, widths[c]) - max(0, cell.rows-1)
			most = max(most, lines)
			all += max(0, lines-1)
		}
		all += costRow * most
	}
	return all
}

// lines is about how many lines a cell has at a width.
func (n *needs) lines(cell cellNeeds, width Length) int {
	width -= 2 * standard.Padding
	if cell.natural <= width {
		return cell.lines
	}
	width = max(n.size, width/n.size*n.size)
	return cell.lines - 1 + int((cell.natural+width-1)/width)
}

// scaled shares room in proportion to wants; the widths add up to it exactly.
func scaled(wants []Length, room Length) []Length {
	all := total(wants)
	widths := make([]Length, len(wants))
	var at, edge Length
	for i, w := range wants {
		at += w
		next := room * at / max(all, 1)
		widths[i], edge = next-edge, next
	}
	return widths
}

// lower cuts the widest of wants to one level so that their sum is at most room.
func lower(wants []Length, room Length) []Length {
	sorted := slices.Sorted(slices.Values(wants))
	left := room
	for i, w := range sorted {
		level := left / Length(len(sorted)-i)
		if w <= level {
			left -= w
			continue
		}
		out := slices.Clone(wants)
		for j := range out {
			out[j] = min(out[j], level)
		}
		return out
	}
	return wants
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
