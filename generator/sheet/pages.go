package sheet

import "math"

const (
	a4Short, a4Long = 210.0, 297.0 // mm
	millimetre      = 72 / 25.4    // points
	tailRows        = 2            // data rows at least that stand with a table's end
	// unsure is the share of a page by which programs' rows may be higher or lower than
	// ours: an edge so near may fall on either side.
	unsure = 0.06
)

// page is the room on a paper in points, width and height.
func (p *Print) page(on sheetPaper) (width, height float64) {
	m := p.margins()
	width, height = on.paperSize()
	return (width - m.Left - m.Right) * millimetre, (height - m.Top - m.Bottom) * millimetre
}

func (p *Print) margins() Margins {
	if p.Margins == nil {
		return Margins{Top: 18, Bottom: 18, Left: 15, Right: 15}
	}
	return *p.Margins
}

// sheetPage is how many points of the sheet itself a page is high.
func (t *table) sheetPage() float64 {
	width, height := t.spec.Print.page(t.paper)
	width *= float64(max(1, t.spec.Print.Wide))
	return height / min(1, math.Floor(width/t.printedWidth()*100)/100)
}

// printedWidth is how many points wide the sheet is printed, with the columns beside the
// table that charts reach into.
func (t *table) printedWidth() float64 {
	across := 0
	for column := range max(len(t.widths), t.right) {
		if column < len(t.widths) {
			across += t.pixels(column + 1)
		} else {
			across += freeColumn
		}
	}
	return float64(across) * 0.75
}

// smallPage is sheetPage where the body is as small as it may be.
func (t *table) smallPage() float64 {
	_, height := t.spec.Print.page(t.paper)
	return max(t.sheetPage(), height/(math.Ceil(leastPrinted/bodySize*100)/100))
}

// heads is the height of what stands on every page again.
func (t *table) heads() (height float64) {
	for i := t.head.first; i <= t.head.last; i++ {
		height += t.heights[i-1]
	}
	return height
}

// pageOf is where the row below the given one begins on its page, and which page, from
// 1, that is, for pages so high, as far as that can be known before printing.
func (t *table) pageOf(row int, height float64) (y float64, page int) {
	page = 1
	for i := range row {
		h := freePoints
		if i < len(t.heights) {
			h = t.heights[i]
		}
		if y += h; y > height || t.turns[i+1] {
			y, page = t.heads()+h, page+1
		}
	}
	return y, page
}

// tail is the first row of what stands with the table's end: its last data rows, the
// totals and the remarks below. It is 0 where the whole table is no more than that.
func (t *table) tail() int {
	row, n := len(t.grid), 0
	for ; row > t.head.last && n < tailRows; row-- {
		if t.grid[row-1].part == dataPart {
			n++
		}
	}
	row++
	for row > t.head.last+1 && (t.grid[row-2].part == sectionPart || t.merged(row)) {
		row--
	}
	if row <= t.head.last+1 {
		return 0
	}
	return row
}

// merged tells whether a cell goes on from the row before into a row.
func (t *table) merged(row int) bool {
	for _, m := range t.merges {
		if m.row1 < row && row <= m.row2 {
			return true
		}
	}
	return false
}

// keepTail begins a page with the table's tail where an edge would part it: no page
// holds a total or a remark alone. below is the height of what stands under the table
// and must go with it.
func (t *table) keepTail(below float64) bool {
	row := t.tail()
	if row == 0 {
		return false
	}
	height := t.sheetPage()
	rows := 0.0
	for _, h := range t.heights[row-1:] {
		rows += h
	}
	if t.heads()+rows+below > height*(1-unsure) {
		return false
	}
	for _, h := range []float64{height * (1 - unsure), height, height * (1 + unsure)} {
		_, first := t.pageOf(row, h)
		y, last := t.pageOf(len(t.grid), h)
		if first != last || y+below > h {
			t.turns[row] = true
			return true
		}
	}
	return false
}

// onePage tells whether the table surely ends on its first page.
func (t *table) onePage() bool {
	_, page := t.pageOf(len(t.grid), t.sheetPage()*(1-2*unsure))
	return page == 1
}
