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
	size     Length // of its type
	leading  Length // between the lines of a cell
	pad      Length // a row's height beside its lines' leading

	caption int32 // the elements of the table's title and notes
	notes   []int32
}

type gridColumn struct {
	x, width Length
	align    doc.Align
	flush    bool // text of more than one line somewhere: flush left
	numbers  bool
	numberColumn
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
	element     int32
}

// pads are what a row's height is beside its lines' leading: the first usually, the
// others where a short table finds room on a page with less, or what follows it would
// leave a line empty.
var pads = [...]Length{26 * Pt, 25 * Pt, 24 * Pt, 23 * Pt, 22 * Pt, 21 * Pt, 20 * Pt, 27 * Pt, 28 * Pt, 29 * Pt, 30 * Pt}

// newGrid lays a table's cells out in columns so wide.
func (s *setter) newGrid(t *doc.Table, f *tableFit) *grid {
	g := &grid{s: s, headRows: headRows(t), size: f.needs.size, leading: leading(f.needs.size)}
	g.pad = pads[0] + g.leading - standard.Leading
	var x Length
	g.columns = make([]gridColumn, 0, len(f.widths))
	for c, w := range f.widths {
		col := gridColumn{x: x, width: w, align: t.Columns[c].Align, numberColumn: f.needs.numbers[c]}
		col.numbers = col.whole > 0 && col.whole+col.part <= w-2*standard.Padding
		g.columns = append(g.columns, col)
		x += w
	}
	all := append([][]doc.Cell{t.Head}, t.Rows...)
	n := len(g.columns)
	memory := make([]gridCell, len(all)*n)
	g.rows = make([]gridRow, 0, len(all))
	for r, cells := range all {
		row := gridRow{cells: memory[r*n : (r+1)*n : (r+1)*n]}
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
	g.elements(t)
	g.setCells(f.needs)
	return g
}

// leading is how far the lines of a cell stand apart in a size of type.
func leading(size Length) Length { return size * standard.Leading / standard.SizeTable }

// elements adds the table's elements: its title, its cells row by row, and behind it its
// notes. A cell that joins another is a part of that one's.
func (g *grid) elements(t *doc.Table) {
	table := g.s.newElement(Element{Kind: TableElement})
	if t.Title != "" {
		g.caption = g.s.newElement(Element{Kind: CaptionElement, Parent: table})
	}
	for r := range g.rows {
		row := g.s.newElement(Element{Kind: RowElement, Parent: table})
		kind := CellElement
		if r < g.headRows {
			kind = HeaderElement
		}
		for c := range g.rows[r].cells {
			if cell := &g.rows[r].cells[c]; cell.row == r && cell.column == c {
				right, bottom := g.extent(r, c)
				cell.element = g.s.newElement(Element{Kind: kind, Parent: row, Across: int32(right - c + 1), Down: int32(bottom - r + 1)})
			}
		}
	}
	for range t.Notes {
		g.notes = append(g.notes, g.s.newElement(Element{Kind: ParagraphElement}))
	}
}

func joinsUp(cells []doc.Cell) bool {
	for _, c := range cells {
		if c.Join == doc.JoinUp {
			return true
		}
	}
	return false
}

// numberColumn tells of a column that holds nothing but numbers how far the widest
// reaches to the left and to the right of the decimal point's place; both are 0 of others.
type numberColumn struct{ whole, part Length }

// numberColumns finds the columns that hold nothing but numbers: those stand
// with their decimal points one below the other, in the column's middle.
func (s *setter) numberColumns(t *doc.Table, heads int, size Length) []numberColumn {
	out := make([]numberColumn, len(t.Columns))
	for c := range out {
		if t.Columns[c].Align != doc.Auto {
			continue
		}
		var col numberColumn
		for r := heads; r <= len(t.Rows); r++ {
			row := tableRow(t, r)
			if c >= len(row) {
				continue
			}
			whole, part, ok := decimalPlace(doc.Text(row[c].Spans))
			if !ok {
				col = numberColumn{}
				break
			}
			col.whole = max(col.whole, s.width(cellText(whole, size)))
			col.part = max(col.part, s.width(cellText(part, size)))
		}
		if col.whole > 0 {
			out[c] = col
		}
	}
	return out
}

func cellText(text string, size Length) []piece {
	return []piece{{text, style{role: face.FangSong, size: size}}}
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
func (g *grid) setCells(n *needs) {
	for c := range g.columns { // which columns have more than one line
		for _, cells := range n.cells.Rows[g.headRows:] {
			if cells[c].Natural > g.columns[c].width-2*standard.Padding {
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
		g.rows[r].height = Length(most-1)*g.leading + g.pad
	}
	g.stretchRows()
}

// padded is the grid with rows that much lower, its own to be parted.
func (g *grid) padded(lower Length) *grid {
	other := *g
	n := len(g.columns)
	memory := make([]gridCell, 0, len(g.rows)*n)
	other.pad, other.rows = g.pad-lower, slices.Clone(g.rows)
	for r := range other.rows {
		memory = append(memory, g.rows[r].cells...)
		other.rows[r].cells = memory[r*n : (r+1)*n : (r+1)*n]
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
			if need := Length(max(1, len(cell.lines))-1)*g.leading + g.pad - g.span(r, bottom); need > 0 {
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
	g.s.element = c.element
	lines, _ := g.s.setLines(cellPieces(c.spans, role, g.size),
		manner{use: forCell, at: at, first: standard.Padding, rest: standard.Padding, right: max(width-standard.Padding, standard.Padding+g.size)})
	return lines
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
			cell.spans, cell.lines = from.spans, saidAgain(from.lines)
		}
	}
}

// saidAgain is lines that repeat what was said before.
func saidAgain(lines [][]Run) [][]Run {
	out := make([][]Run, len(lines))
	for i, runs := range lines {
		out[i] = slices.Clone(runs)
		for k := range out[i] {
			out[i][k].Element = RepeatArtifact
		}
	}
	return out
}

// linesIn is how many lines a cell of that height holds.
func (g *grid) linesIn(height Length) int { return int((height-g.pad)/g.leading) + 1 }
