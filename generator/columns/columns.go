// Package columns shares a room among the columns of a table: in goes what each cell
// asks for, out come widths. Tables of papers and of workbooks are shared alike; nothing
// here knows how text is measured.
package columns

import (
	"slices"

	"hongtou/generator/standard"
)

// Length is a width in 1/1000 pt.
type Length = standard.Length

// Cell is what one cell asks for, without blank at its sides.
type Cell struct {
	Natural Length // its longest line, where nothing breaks but what must
	Lines   int    // that it has at least, 0 of one that counts nowhere
	Rows    int    // that it goes over
}

// Table is a table's cells by rows and columns.
type Table struct {
	Rows [][]Cell
	Unit Length // a character's width
	Pad  Length // the blank at a cell's sides together
}

const (
	costRow  = 8  // a line more in a row, where a line more in a cell is one
	mostRows = 64 // that are looked at: of longer tables as many, evenly
)

// Share shares the room, which has room for least, by wishes, which add up to it: they
// stand as long as they cost no line. want is what the columns need to break nothing.
func (t *Table) Share(room Length, wished, least, want []Length) []Length {
	if Total(want) <= room {
		return relieved(wished, want, room)
	}
	as := relieved(wished, least, room)
	if b := relieved(wished, t.Narrowed(room, want, wished, least), room); t.cost(b) < t.cost(as) {
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
	if Total(spare) == 0 {
		spare = least
	}
	out := slices.Clone(least)
	for c, extra := range Scaled(spare, room-Total(least)) {
		out[c] += extra
	}
	return out
}

// Narrowed takes from widths, where it costs the rows the fewest lines for what it gives,
// until all have room; of columns alike from the one that is furthest above its wish.
// The room has room for least.
func (t *Table) Narrowed(room Length, from, wished, least []Length) []Length {
	widths := slices.Clone(from)
	for over := Total(widths) - room; over > 0; over = Total(widths) - room {
		best, width, gain, price := -1, Length(0), Length(0), 0
		for c := range widths {
			if widths[c] <= least[c] {
				continue
			}
			to, cost := t.narrower(widths, c, max(least[c], widths[c]-over))
			g := widths[c] - to
			d := Length(price)*g - Length(cost)*gain // more room for the lines that it costs
			if best < 0 || d > 0 || d == 0 && widths[c]-wished[c] > widths[best]-wished[best] {
				best, width, gain, price = c, to, g, cost
			}
		}
		if best < 0 {
			break
		}
		widths[best] = width
	}
	return widths
}

// narrower is how narrow a column gets at the price of its next line, and that price.
func (t *Table) narrower(widths []Length, c int, least Length) (Length, int) {
	now := widths[c]
	defer func() { widths[c] = now }()
	before := t.cost(widths)
	widths[c] = max(least, now-t.Unit)
	price := t.cost(widths) - before
	for widths[c] > least {
		at := widths[c]
		if widths[c] = max(least, at-t.Unit); t.cost(widths)-before > price {
			return at, price
		}
	}
	return least, price
}

// cost is how many lines the rows have at such widths, and the cells.
func (t *Table) cost(widths []Length) int {
	all := 0
	step := (len(t.Rows) + mostRows - 1) / mostRows
	for r := 0; r < len(t.Rows); r += step {
		most := 1
		for c, cell := range t.Rows[r] {
			lines := t.lines(cell, widths[c]) - max(0, cell.Rows-1)
			most = max(most, lines)
			all += max(0, lines-1)
		}
		all += costRow * most
	}
	return all
}

// lines is about how many lines a cell has at a width.
func (t *Table) lines(cell Cell, width Length) int {
	width -= t.Pad
	if cell.Natural <= width {
		return cell.Lines
	}
	width = max(t.Unit, width/t.Unit*t.Unit)
	return cell.Lines - 1 + int((cell.Natural+width-1)/width)
}

// Total is the sum of widths.
func Total(widths []Length) (all Length) {
	for _, w := range widths {
		all += w
	}
	return all
}

// Scaled shares room in proportion to wants; the widths add up to it exactly.
func Scaled(wants []Length, room Length) []Length {
	all := Total(wants)
	widths := make([]Length, len(wants))
	var at, edge Length
	for i, w := range wants {
		at += w
		next := room * at / max(all, 1)
		widths[i], edge = next-edge, next
	}
	return widths
}

// Lower cuts the widest of wants to one level so that their sum is at most room.
func Lower(wants []Length, room Length) []Length {
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
