package sheet

import "math"

const (
	a4Short, a4Long = 210.0, 297.0 // mm
	millimetre      = 72 / 25.4    // points
)

// page is the room on a page in points, width and height.
func (p *Print) page() (width, height float64) {
	m := p.margins()
	width, height = a4Long, a4Short
	if p.Portrait {
		width, height = height, width
	}
	return (width - m.Left - m.Right) * millimetre, (height - m.Top - m.Bottom) * millimetre
}

func (p *Print) margins() Margins {
	if p.Margins == nil {
		return Margins{Top: 18, Bottom: 18, Left: 15, Right: 15}
	}
	return *p.Margins
}

// crosses tells whether an edge of a printed page goes through free rows under
// the given row, as far as that can be known before printing, and whether they
// would fit on a page of their own.
func (t *table) crosses(row, rows int) bool {
	width, height := t.spec.Print.page()
	across := 0
	for column := range t.widths {
		across += t.pixels(column + 1)
	}
	height /= min(1, math.Floor(width/(float64(across)*0.75)*100)/100) // as many points of the sheet itself
	heads := 0.0
	for i := t.head.first; i <= t.head.last; i++ {
		heads += t.heights[i-1]
	}
	y := 0.0
	for i := range row {
		h := freePoints
		if i < len(t.heights) {
			h = t.heights[i]
		}
		if y += h; y > height || t.turns[i+1] {
			y = heads + h
		}
	}
	need := float64(rows) * freePoints
	return y+need > height && heads+need <= height
}
