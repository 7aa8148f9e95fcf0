package typeset

import (
	"math"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// pie draws the first series as shares, clockwise from twelve o'clock in the
// order given, with the list of them beside it.
func (s *setter) pie(c *doc.Chart, radius Length) box {
	parts := c.Shares
	center := Point{standard.AreaWidth*3/10 - 20*Pt, 8*Pt + radius}
	b := box{height: center.Y + radius + 6*Pt}
	from := 0.0
	for i, part := range parts {
		to := from + part.Part*2*math.Pi
		switch {
		case part.Part == 1:
			b.shapes = append(b.shapes, looks[i].shape(circle(center, radius)))
		case part.Number > 0:
			b.shapes = append(b.shapes, looks[i].shape(sector(center, radius, from, to)))
		}
		from = to
	}
	line := min(20*Pt, 2*radius/Length(len(parts)))
	y := center.Y - line*Length(len(parts)-1)/2
	x := standard.AreaWidth * 52 / 100
	for i, part := range parts {
		b.shapes = append(b.shapes, looks[i].shape(rectangle(x, y-swatch/2, swatch, swatch)))
		lines, size := s.fitLabel(part.Words, standard.AreaWidth-x-swatch-6*Pt, line)
		s.setLabel(&b, lines, size, Point{x + swatch + 6*Pt, y}, start)
		y += line
	}
	return b
}
