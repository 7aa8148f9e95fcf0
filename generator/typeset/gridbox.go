package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// chunkBoxes gives a chunk's rows as boxes that keep together; on pages that begin with
// one of them repeat stands above it, and room is left. A tall row by itself may be
// parted between its lines.
func (g *grid) chunkBoxes(c chunk, repeat *box, room Length) []box {
	var boxes []box
	for r := c.first; r < c.end; r++ {
		b := g.box(r, r+1)
		if r+1 < c.end {
			b.apart = costMerged
		}
		b.repeat = repeat
		if c.end-c.first == 1 && lineCount(g.rows[r]) >= tallRow {
			b.parts = func(first Length, fresh bool) []box {
				boxes := g.parted(r, first, room, fresh)
				for i := range boxes {
					boxes[i].repeat = repeat
				}
				return boxes
			}
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// box draws the rows from first up to end: text, and rules at the left of each
// cell, below it and, for the table's first row, above.
func (g *grid) box(first, end int) box {
	var b box
	runs := 0
	for r := first; r < end; r++ {
		for c := range g.rows[r].cells {
			for _, line := range g.rows[r].cells[c].lines {
				runs += len(line)
			}
		}
	}
	b.runs = g.s.runs.take(runs)
	b.rules = make([]Rule, 0, (end-first)*(len(g.columns)+2)+1)
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
	top := y + (g.span(r, bottom)-(n-1)*g.leading-g.size)/2
	for i, runs := range cell.lines {
		shift := g.columns[c].x
		if r >= g.headRows && g.columns[c].numbers {
			shift += g.decimalShift(c, cell, runs)
		}
		for _, run := range runs {
			run.X += shift
			run.Y += top + Length(i)*g.leading + baseline(g.size)
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
	left := (col.width-col.whole-col.part)/2 + col.whole - g.s.width(cellText(whole, g.size))
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

// tallRow is how many lines a row has that may be parted between them, two lines at
// least on either page.
const tallRow = 6

// parted draws a row as several boxes, each ruled off: the first as high as first
// allows, the others as rest does. It gives nil where a part would have less than two
// lines, unless the row begins a page.
func (g *grid) parted(r int, first, rest Length, fresh bool) []box {
	full := g.rows[r]
	most := lineCount(full)
	lines := g.linesIn(max(first, g.pad))
	if !fresh {
		lines = min(lines, most-2)
	}
	if first < g.pad || lines < 2 && !fresh {
		return nil
	}
	var boxes []box
	for at := 0; at < most; {
		row := &g.rows[r]
		row.cells = append([]gridCell(nil), full.cells...)
		for c := range row.cells {
			all := full.cells[c].lines
			row.cells[c].lines = all[min(at, len(all)):min(at+lines, len(all))]
		}
		row.height = Length(lineCount(*row)-1)*g.leading + g.pad
		boxes = append(boxes, g.box(r, r+1))
		at += lines
		lines = g.linesIn(rest)
	}
	g.rows[r] = full
	return boxes
}

// lineCount is how many lines the fullest cell of a row has, at least one.
func lineCount(row gridRow) int {
	most := 1
	for _, c := range row.cells {
		most = max(most, len(c.lines))
	}
	return most
}
