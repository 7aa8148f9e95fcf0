package sheet

import (
	"fmt"
	"maps"
)

// Charts stand under their table: on its only page where there is room for all of them,
// lower than asked for if need be and the page smaller down to 9 pt, or upright where the
// sheet is so narrow; else on the page of
// its last rows. Charts that have no room there, of many, have pages of their own.
const (
	leastChart  = 200 // pixels of height that a chart keeps,
	leastShare  = 5   // and eighths of the height that was asked for
	wholeHeight = 8
)

// leastHeight is how low a chart of a height may be made.
func leastHeight(height int) int {
	return min(height, max(leastChart, height*leastShare/wholeHeight))
}

// chartRows is how many free rows a chart of the height takes, a blank one first.
func chartRows(height int) int { return height/freeRow + 2 }

// chartHeights is what is asked for, for each chart.
func (t *table) chartHeights() ([]int, error) {
	var out []int
	for i := range t.spec.Charts {
		c := &t.spec.Charts[i]
		width, height := c.size()
		if width < 0 || height < 0 || width > maxChart || height > maxChart {
			return nil, fmt.Errorf("chart %d: %d by %d pixels are not between 1 and %d", i+1, c.Width, c.Height, maxChart)
		}
		out = append(out, height)
	}
	return out, nil
}

// size is a chart's width and height in pixels.
func (c *Chart) size() (width, height int) {
	width, height = c.Width, c.Height
	if width == 0 {
		width = chartWidth
	}
	if height == 0 {
		height = chartHeight
	}
	return width, height
}

// placeCharts chooses the charts' heights, and the rows that begin a page for them.
func (t *table) placeCharts(asked []int) []int {
	lying, turned := t.paper, t.upright()
	for _, t.paper = range []sheetPaper{lying, turned} {
		if heights, ok := t.onOnePage(asked); ok {
			return heights
		}
	}
	t.paper = lying
	turns := maps.Clone(t.turns)
	heights := t.besideTail(asked)
	if len(heights) < len(asked) && turned != lying {
		t.paper, t.turns = turned, maps.Clone(turns)
		heights = t.besideTail(asked)
	}
	if len(heights) < len(asked) && len(turns) == 0 {
		paper, parted := t.paper, t.turns
		t.paper, t.turns = lying, turns
		if first := t.underWhole(asked); len(first) > 0 {
			heights = first
		} else {
			t.paper, t.turns = paper, parted
		}
	}
	row := len(t.grid)
	for _, h := range heights {
		row += chartRows(h)
	}
	for len(heights) < len(asked) {
		rest := asked[len(heights):]
		room := t.sheetPage() * (1 - unsure)
		if !t.whole {
			room -= t.heads()
		}
		page, ok := fewest(rest, room)
		if !ok {
			page = rest[:1]
		}
		t.turns[row+1] = true
		for _, h := range page {
			row += chartRows(h)
		}
		heights = append(heights, page...)
	}
	return heights
}

// onOnePage is the charts' heights where they have room on the table's only page.
func (t *table) onOnePage(asked []int) ([]int, bool) {
	if len(t.turns) > 0 {
		return nil, false
	}
	all := 0.0
	for _, h := range t.heights[:len(t.grid)] {
		all += h
	}
	small := t.smallPage() * (1 - unsure)
	for _, page := range []float64{min(t.sheetPage(), small), small} {
		if heights, ok := lowered(asked, page-all); ok {
			t.fitted, t.whole = true, true
			return heights, true
		}
	}
	return nil, false
}

// upright is the paper turned where a narrow sheet lies across it, else the paper.
func (t *table) upright() sheetPaper {
	p := t.paper
	turned := sheetPaper{p.size, true}
	if width, _ := t.spec.Print.page(turned); p.portrait || p.size != a4 || t.spec.Print.Wide > 1 || t.printedWidth() > width*bodySize/leastPrinted {
		return p
	}
	return turned
}

// underWhole is the heights of the first of many charts where they stand under a table of
// one page, and the others on pages that repeat no head; if it can be, not one alone.
func (t *table) underWhole(asked []int) []int {
	room := t.sheetPage() * (1 - unsure)
	for _, h := range t.heights[:len(t.grid)] {
		room -= h
	}
	first, _ := fewest(asked, room)
	if n := len(asked) - 2; len(first) > max(n, 0) && n > 0 {
		first, _ = lowered(asked[:n], room)
	}
	t.whole = len(first) > 0
	return first
}

// besideTail is the heights of the first charts, on the page of the table's last rows.
func (t *table) besideTail(asked []int) []int {
	page := t.sheetPage()
	tail, room := t.heads(), page*(1-unsure)
	if row := t.tail(); row > 0 {
		for _, h := range t.heights[row-1 : len(t.grid)] {
			tail += h
		}
		if first, ok := fewest(asked, room-tail); ok {
			below := 0.0
			for i := range first {
				below += float64(chartRows(leastHeight(asked[i]))) * freePoints
			}
			if t.keepTail(below) {
				return first
			}
		}
	}
	end := 0.0
	for _, h := range []float64{page * (1 - unsure), page, page * (1 + unsure)} {
		y, _ := t.pageOf(len(t.grid), h)
		end = max(end, y)
	}
	heights, _ := fewest(asked, room-end)
	return heights
}

// fewest is the heights of as many first charts as have room one below the other, so many
// points; false if not one has.
func fewest(asked []int, room float64) ([]int, bool) {
	for n := len(asked); n > 0; n-- {
		if heights, ok := lowered(asked[:n], room); ok {
			return heights, true
		}
	}
	return nil, false
}

// lowered is the heights with which charts have room one below the other, each lowered by
// the same share of what it can give; false if they have none.
func lowered(asked []int, room float64) ([]int, bool) {
	const steps = 40
	for step := range steps + 1 {
		var out []int
		need := 0.0
		for _, h := range asked {
			h -= (h - leastHeight(h)) * step / steps
			out = append(out, h)
			need += float64(chartRows(h)) * freePoints
		}
		if need <= room {
			return out, true
		}
	}
	return nil, false
}
