package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// Charts are drawn as shapes and set with the document's own faces. Series
// differ by fill and hatch, lines by dashes and marks, so that a grey print
// tells them apart. A chart is one box of whole grid rows: it is never torn,
// and the text behind it stands on the grid again.

const (
	chartText  = 10500 * Pt / 1000 // 五号: labels
	chartRows  = 10                // grid rows of a chart with axes, its caption too
	axisWeight = 6 * Pt / 10
	gridWeight = 3 * Pt / 10
	swatch     = 9 * Pt // side of a legend's sample
)

// look is how a series or a slice is drawn.
type look struct {
	fill  Ink
	hatch Hatch
	dash  Length // of its line
}

var looks = []look{
	{fill: DarkGrey}, {fill: White, hatch: Rising, dash: 4 * Pt}, {fill: LightGrey, dash: 15 * Pt / 10},
	{fill: White, hatch: Crossed, dash: 8 * Pt}, {fill: MidGrey}, {fill: White, hatch: Falling}, {fill: PaleGrey}, {fill: White},
}

func (l look) shape(path []Segment) Shape {
	return Shape{Path: path, Fill: l.fill, Hatch: l.hatch, Stroke: Black, Weight: axisWeight}
}

// chart sets a chart with its number and title below it.
func (s *setter) chart(c *doc.Chart) []box {
	var b box
	kind := c.Kind
	if kind == "bar" && len(c.Categories) > mostUpright {
		kind = "hbar" // too many names to stand side by side
	}
	switch kind {
	case "bar":
		b = s.upright(c, s.bars)
	case "line":
		b = s.upright(c, s.polylines)
	case "hbar":
		b = s.lying(c)
	case "pie":
		b = s.pie(c)
	}
	return []box{s.captioned(b, c.Title)}
}

// label sets one line of a chart; at is the middle of its left edge, of its
// middle or of its right edge.
func (s *setter) label(b *box, text string, size Length, at Point, where side) Length {
	pieces := []piece{{text, style{role: face.FangSong, size: size}}}
	width := s.width(pieces)
	x := at.X
	switch where {
	case middle:
		x -= width / 2
	case end:
		x -= width
	}
	b.add(s.lines(pieces, x, x, x+width+Pt, ragged), at.Y-size/2+baseline(size))
	return width
}

// legend sets the unit at the left and the series' samples at the right of a
// chart's top line.
func (s *setter) legend(b *box, c *doc.Chart, lines bool) {
	y := 10 * Pt
	if c.Unit != "" {
		s.label(b, "单位："+c.Unit, chartText, Point{0, y}, start)
	}
	if len(c.Series) < 2 {
		return
	}
	x := areaWidth
	for i := len(c.Series) - 1; i >= 0; i-- {
		x -= s.label(b, c.Series[i], chartText, Point{x, y}, end)
		if lines {
			x -= 3*swatch + 4*Pt
			b.shapes = append(b.shapes, stroke(looks[i].dash, polyline(Point{x, y}, Point{x + 3*swatch, y})), mark(i, Point{x + 3*swatch/2, y}))
		} else {
			x -= swatch + 4*Pt
			b.shapes = append(b.shapes, looks[i].shape(rectangle(x, y-swatch/2, swatch, swatch)))
		}
		x -= 14 * Pt
	}
}

func stroke(dash Length, path []Segment) Shape {
	return Shape{Path: path, Stroke: Black, Weight: 12 * Pt / 10, Dash: dash}
}

// mark is the point of a line's value: series differ by form.
func mark(series int, at Point) Shape {
	const r = 28 * Pt / 10
	s := Shape{Fill: White, Stroke: Black, Weight: 8 * Pt / 10}
	switch series {
	case 0:
		s.Path, s.Fill = circle(at, r), Black
	case 1:
		s.Path = rectangle(at.X-r, at.Y-r, 2*r, 2*r)
	case 2:
		s.Path, s.Fill = polygon(Point{at.X, at.Y - r}, Point{at.X + r, at.Y + r}, Point{at.X - r, at.Y + r}), DarkGrey
	default:
		s.Path = polygon(Point{at.X, at.Y - r*5/4}, Point{at.X + r*5/4, at.Y}, Point{at.X, at.Y + r*5/4}, Point{at.X - r*5/4, at.Y})
	}
	return s
}
