package typeset

import (
	"slices"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// grid is a table measured: its rows, the head's first, with merged cells
// resolved to the cell that they belong to.
type grid struct {
	s        *setter
	columns  []gridColumn
	rows     []gridRow
	headRows int
	pad      Length // a row's height beside its lines' leading
}

type gridColumn struct {
	x, width Length
	align    doc.Align
	flush    bool // text of more than one line somewhere: flush left
	// Of a column of numbers: how far the widest reaches to the left and to the
	// right of the decimal point's place.
	numbers     bool
	whole, part Length
}

type gridRow struct {
	cells  []gridCell
	height Length
}

// gridCell is a cell with its lines; row and column are those of the cell that
// it belongs to, its own where it stands alone.
type gridCell struct {
	row, column int
	spans       []doc.Span
	lines       [][]Run
}

// pads are what a row's height is beside its lines' leading: the first usually, the
// others where a short table finds room on a page with less, or what follows it would
// leave a line empty.
var pads = [...]Length{26 * Pt, 25 * Pt, 24 * Pt, 23 * Pt, 22 * Pt, 21 * Pt, 20 * Pt, 28 * Pt}

func (s *setter) newGrid(t *doc.Table, room Length) *grid {
	g := &grid{s: s, headRows: 1, pad: pads[0]}
	all := append([][]doc.Cell{t.Head}, t.Rows...)
	for g.headRows < len(all) && joinsUp(all[g.headRows]) && g.headRows < len(all)-1 {
		g.headRows++
	}
	var x Length
	for i, w := range s.columnWidths(t, room) {
		g.columns = append(g.columns, gridColumn{x: x, width: w, align: t.Columns[i].Align})
		x += w
	}
	for r, cells := range all {
		row := gridRow{cells: make([]gridCell, len(g.columns))}
		for c := range row.cells {
			row.cells[c] = gridCell{row: r, column: c}
			if c >= len(cells) {
				continue
			}
			row.cells[c].spans = cells[c].Spans
			switch {
			case cells[c].Join == doc.JoinLeft && c > 0:
				row.cells[c].row, row.cells[c].column = row.cells[c-1].row, row.cells[c-1].column
			case cells[c].Join == doc.JoinUp && r > 0 && (r < g.headRows || r > g.headRows):
				above := g.rows[r-1].cells[c]
				row.cells[c].row, row.cells[c].column = above.row, above.column
			}
		}
		g.rows = append(g.rows, row)
	}
	g.numberColumns()
	g.setCells()
	return g
}

func joinsUp(cells []doc.Cell) bool {
	for _, c := range cells {
		if c.Join == doc.JoinUp {
			return true
		}
	}
	return false
}

// numberColumns finds the columns that hold nothing but numbers: those stand
// with their decimal points one below the other, in the column's middle.
func (g *grid) numberColumns() {
	for c := range g.columns {
		col := &g.columns[c]
		col.numbers = col.align == doc.Auto && len(g.rows) > g.headRows
		for _, row := range g.rows[g.headRows:] {
			text := doc.Text(row.cells[c].spans)
			whole, part, ok := decimalPlace(text)
			if !ok {
				col.numbers = false
				break
			}
			col.whole = max(col.whole, g.s.width(g.pieces(whole)))
			col.part = max(col.part, g.s.width(g.pieces(part)))
		}
		col.numbers = col.numbers && col.whole+col.part <= col.width-2*standard.Padding && col.whole > 0
	}
}

func (g *grid) pieces(text string) []piece {
	return []piece{{text, style{role: face.FangSong, size: standard.SizeTable}}}
}

// decimalPlace parts a number before its point or percent sign; an empty cell
// and a dash are numbers too.
func decimalPlace(text string) (whole, part string, ok bool) {
	if strings.Trim(text, "0123456789,.%+-") != "" && text != "—" || len(text) > 24 {
		return "", "", false
	}
	if i := strings.IndexAny(text, ".%"); i >= 0 {
		return text[:i], text[i:], true
	}
	return text, "", true
}

// setCells breaks the cells' text and finds the rows' heights.
func (g *grid) setCells() {
	for c := range g.columns { // which columns have more than one line
		for _, row := range g.rows[g.headRows:] {
			if g.s.width(cellPieces(row.cells[c].spans, face.FangSong)) > g.columns[c].width-2*standard.Padding {
				g.columns[c].flush = true
				break
			}
		}
	}
	for r := range g.rows {
		row := &g.rows[r]
		for c := range row.cells {
			cell := &row.cells[c]
			if cell.row != r || cell.column != c {
				continue
			}
			right, _ := g.extent(r, c)
			role := face.FangSong
			if r < g.headRows {
				role = face.HeiTi
			}
			cell.lines = g.lines(*cell, g.right(right)-g.columns[c].x, role, g.sideOf(r, c, right))
		}
	}
	g.setHeights()
}

// setHeights finds the rows' heights by their cells' lines.
func (g *grid) setHeights() {
	for r := range g.rows {
		most := 1
		for c, cell := range g.rows[r].cells {
			if _, bottom := g.extent(r, c); cell.row == r && cell.column == c && bottom == r {
				most = max(most, len(cell.lines))
			}
		}
		g.rows[r].height = Length(most-1)*standard.Leading + g.pad
	}
	g.stretchRows()
}

// padded is the grid with rows of another pad, its own to be parted.
func (g *grid) padded(pad Length) *grid {
	other := *g
	other.pad, other.rows = pad, slices.Clone(g.rows)
	for r := range other.rows {
		other.rows[r].cells = slices.Clone(g.rows[r].cells)
	}
	other.setHeights()
	return &other
}

// stretchRows gives the last of merged rows what the merged cell's lines need
// beyond all of them.
func (g *grid) stretchRows() {
	for r := range g.rows {
		for c, cell := range g.rows[r].cells {
			_, bottom := g.extent(r, c)
			if cell.row != r || cell.column != c || bottom == r {
				continue
			}
			if need := Length(max(1, len(cell.lines))-1)*standard.Leading + g.pad - g.span(r, bottom); need > 0 {
				g.rows[bottom].height += need
			}
		}
	}
}

// span is the height of the rows from first to last.
func (g *grid) span(first, last int) (height Length) {
	for _, row := range g.rows[first : last+1] {
		height += row.height
	}
	return height
}

func (g *grid) right(column int) Length { return g.columns[column].x + g.columns[column].width }

// lines sets one cell's lines; X counts from the cell's left edge.
func (g *grid) lines(c gridCell, width Length, role face.Role, at side) [][]Run {
	return g.s.lines(cellPieces(c.spans, role), standard.Padding, standard.Padding, max(width-standard.Padding, standard.Padding+standard.SizeTable), at)
}

// sideOf is where a cell's text stands.
func (g *grid) sideOf(row, column, right int) side {
	col := g.columns[column]
	switch {
	case row < g.headRows && (col.align == doc.Auto || right > column || col.numbers), col.align == doc.Center:
		return middle
	case col.align == doc.Left, col.align == doc.Auto && col.flush && !col.numbers:
		return ragged
	case col.align == doc.Right:
		return end
	}
	return middle
}

// extent is the last column and the last row of the cell that begins at r, c.
func (g *grid) extent(r, c int) (right, bottom int) {
	belongs := func(i, j int) bool {
		return i < len(g.rows) && j < len(g.columns) && g.rows[i].cells[j].row == r && g.rows[i].cells[j].column == c
	}
	right, bottom = c, r
	for belongs(r, right+1) {
		right++
	}
	for belongs(bottom+1, c) {
		bottom++
	}
	return right, bottom
}

// chunk is rows that merged cells hold together, from first up to end.
type chunk struct{ first, end int }

// chunks parts the body's rows where no merged cell goes on. A chunk that is
// higher than limit, or the first of them higher than begin, is parted all the
// same: its merged cells go on in the next, or stand again.
func (g *grid) chunks(begin, limit Length) []chunk {
	var out []chunk
	first := g.headRows
	for r := g.headRows; r < len(g.rows); r++ {
		switch {
		case r == first:
		case !g.holds(r):
			out = append(out, chunk{first, r})
			first, begin = r, limit
		case g.span(first, r) > begin:
			g.part(r)
			out = append(out, chunk{first, r})
			first, begin = r, limit
		}
	}
	if first < len(g.rows) {
		out = append(out, chunk{first, len(g.rows)})
	}
	return out
}

// holds tells whether a merged cell goes on from the row before into r.
func (g *grid) holds(r int) bool {
	for c := range g.columns {
		if g.rows[r].cells[c].row < r {
			return true
		}
	}
	return false
}

// part ends the merged cells above row r and begins them again in it: with the
// lines that found no room above, or else with their text once more where it
// finds room.
func (g *grid) part(r int) {
	for c := range g.columns {
		origin := g.rows[r].cells[c]
		if origin.row >= r {
			continue
		}
		end := r
		for ; end < len(g.rows); end++ {
			cell := &g.rows[end].cells[c]
			if cell.row != origin.row || cell.column != origin.column {
				break
			}
			cell.row = r
		}
		if c != origin.column {
			continue
		}
		from, cell := &g.rows[origin.row].cells[c], &g.rows[r].cells[c]
		above, below := g.linesIn(g.span(origin.row, r-1)), g.linesIn(g.span(r, end-1))
		switch n := len(from.lines); {
		case n > above:
			cell.spans = from.spans
			from.lines, cell.lines = from.lines[:above], from.lines[above:]
		case n <= below:
			cell.spans, cell.lines = from.spans, from.lines
		}
	}
}

// linesIn is how many lines a cell of that height holds.
func (g *grid) linesIn(height Length) int { return int((height-g.pad)/standard.Leading) + 1 }
