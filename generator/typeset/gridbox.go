package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// chunkBoxes gives a chunk's rows as boxes that keep together. A single row that
// is higher than a page's room is parted between its lines.
func (g *grid) chunkBoxes(c chunk, room Length) []box {
	if c.end-c.first == 1 && g.rows[c.first].height > room {
		return g.parted(c.first, room)
	}
	var boxes []box
	for r := c.first; r < c.end; r++ {
		b := g.box(r, r+1)
		b.keep = r+1 < c.end
		boxes = append(boxes, b)
	}
	return boxes
}

// box draws the rows from first up to end: text, and rules at the left of each
// cell, below it and, for the table's first row, above.
func (g *grid) box(first, end int) box {
	var b box
	for r := first; r < end; r++ {
		for c := range g.columns {
			g.drawCell(&b, r, c, b.height)
		}
		g.verticals(&b, r, b.height, g.rows[r].height)
		b.height += g.rows[r].height
		g.horizontal(&b, r, b.height)
	}
	if first == 0 {
		b.rules = append(b.rules, Rule{X: -standard.TableRule / 2, Y: -standard.TableRule / 2, Width: g.right(len(g.columns)-1) + standard.TableRule, Height: standard.TableRule, Ink: Black})
	}
	return b
}

// drawCell sets the text of the cell that begins at r, c in the middle of its
// height, which may reach beyond the box into the rows that keep with it.
func (g *grid) drawCell(b *box, r, c int, y Length) {
	cell := g.rows[r].cells[c]
	if cell.row != r || cell.column != c {
		return
	}
	_, bottom := g.extent(r, c)
	n := Length(len(cell.lines))
	top := y + (g.span(r, bottom)-(n-1)*standard.Leading-standard.SizeTable)/2
	for i, runs := range cell.lines {
		shift := g.columns[c].x
		if r >= g.headRows && g.columns[c].numbers {
			shift += g.decimalShift(c, cell, runs)
		}
		for _, run := range runs {
			run.X += shift
			run.Y += top + Length(i)*standard.Leading + baseline(standard.SizeTable)
			b.runs = append(b.runs, run)
		}
	}
}

// decimalShift moves a number that stands in its column's middle so that its
// decimal point stands where the column's are.
func (g *grid) decimalShift(c int, cell gridCell, runs []Run) Length {
	col := g.columns[c]
	text := doc.Text(cell.spans)
	whole, _, _ := decimalPlace(text)
	if len(runs) == 0 || text == "—" {
		return 0
	}
	left := (col.width-col.whole-col.part)/2 + col.whole - g.s.width(g.pieces(whole))
	return left - runs[0].X
}

// verticals draws the rules between cells of a row, and the outer ones.
func (g *grid) verticals(b *box, r int, y, height Length) {
	cells := g.rows[r].cells
	for c := range g.columns {
		if c == 0 || cells[c].row != cells[c-1].row || cells[c].column != cells[c-1].column {
			b.rules = append(b.rules, Rule{X: g.columns[c].x - standard.TableRule/2, Y: y, Width: standard.TableRule, Height: height, Ink: Black})
		}
	}
	b.rules = append(b.rules, Rule{X: g.right(len(g.columns)-1) - standard.TableRule/2, Y: y, Width: standard.TableRule, Height: height, Ink: Black})
}

// horizontal draws the rule below row r, but not through merged cells.
func (g *grid) horizontal(b *box, r int, y Length) {
	from := -1
	flush := func(to int) {
		if from >= 0 {
			x := g.columns[from].x - standard.TableRule/2
			b.rules = append(b.rules, Rule{X: x, Y: y - standard.TableRule/2, Width: g.right(to) + standard.TableRule/2 - x, Height: standard.TableRule, Ink: Black})
		}
		from = -1
	}
	for c := range g.columns {
		through := r+1 < len(g.rows) && r+1 != g.headRows && g.rows[r+1].cells[c].row <= r
		if through {
			flush(c - 1)
		} else if from < 0 {
			from = c
		}
	}
	flush(len(g.columns) - 1)
}

// parted draws a row that is higher than a page as several boxes of as many
// lines as fit, each ruled off.
func (g *grid) parted(r int, room Length) []box {
	lines := linesIn(room)
	full := g.rows[r]
	most := 1
	for _, c := range full.cells {
		most = max(most, len(c.lines))
	}
	var boxes []box
	for at := 0; at < most; at += lines {
		row := &g.rows[r]
		row.cells = append([]gridCell(nil), full.cells...)
		n := 1
		for c := range row.cells {
			all := full.cells[c].lines
			row.cells[c].lines = all[min(at, len(all)):min(at+lines, len(all))]
			n = max(n, len(row.cells[c].lines))
		}
		row.height = Length(n-1)*standard.Leading + pad
		boxes = append(boxes, g.box(r, r+1))
	}
	g.rows[r] = full
	return boxes
}
