package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Charts are drawn as shapes and set with the document's own faces. Series
// differ by fill and hatch, lines by dashes and marks, so that a grey print
// tells them apart. A chart is one box of whole grid rows: it is never torn,
// and the text behind it stands on the grid again.

const (
	chartText  = 10500 * Pt / 1000 // 五号: labels
	chartRows  = 10                // grid rows of a chart with axes, its caption too
	pieRadius  = 88 * Pt
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

var looks = [doc.MostShares]look{
	{fill: DarkGrey}, {fill: White, hatch: Rising, dash: 4 * Pt}, {fill: LightGrey, dash: 15 * Pt / 10},
	{fill: White, hatch: Crossed, dash: 8 * Pt}, {fill: MidGrey}, {fill: White, hatch: Falling}, {fill: PaleGrey}, {fill: White},
}

func (l look) shape(path []Segment) Shape {
	return Shape{Path: path, Fill: l.fill, Hatch: l.hatch, Stroke: Black, Weight: axisWeight}
}

func init() { places((*setter).chart) }

// chart sets a chart with its number and title below it.
func (s *setter) chart(c *doc.Chart, _ []box) []box {
	s.line = c.Line
	at := s.illustration(c.Alternate(), c.FullCaption())
	return s.shrinking(c.FullCaption(), func(s *setter, percent int) []box { return s.chartOf(c, Length(percent), at) })
}

// chartOf sets a chart in a percentage of its usual height; lying bars have theirs by
// their number.
func (s *setter) chartOf(c *doc.Chart, percent Length, at illustration) []box {
	var boxes []box
	kind := c.Kind
	if kind == "bar" && !s.standSideBySide(c) {
		kind = "hbar"
	}
	switch kind {
	case "bar":
		boxes = []box{s.upright(c, percent, s.bars)}
	case "line":
		boxes = []box{s.upright(c, percent, s.polylines)}
	case "hbar":
		boxes = s.lying(c)
	case "pie":
		boxes = []box{s.pie(c, pieRadius*percent/100)}
	}
	last := len(boxes) - 1
	for i := range boxes[:last] {
		boxes[i] = s.captioned(boxes[i], "", at)
	}
	boxes[last] = s.captioned(boxes[last], c.FullCaption(), at)
	return boxes
}

// fitLabel breaks a label into as few lines as fit the room, in the largest size
// from chartText down to leastText.
func (s *setter) fitLabel(text string, width, height Length) (lines []string, size Length) {
	for n := 1; ; n++ {
		lines = parted(text, n)
		size = min(chartText, height/Length(n)-Length(n-1)*labelGap/Length(n))
		for _, line := range lines {
			size = min(size, chartText*width/max(1, s.width(chartPieces(line))))
		}
		if size >= standard.LeastText || n >= labelRows {
			return lines, max(size, standard.LeastText)
		}
	}
}

// setLabel sets the lines of a label around a middle's height.
func (s *setter) setLabel(b *box, lines []string, size Length, at Point, where side) {
	at.Y -= Length(len(lines)-1) * (size + labelGap) / 2
	for _, line := range lines {
		s.label(b, line, size, at, where)
		at.Y += size + labelGap
	}
}

// parted cuts a name into lines of as many characters.
func parted(name string, n int) []string {
	runes := []rune(name)
	var lines []string
	for i := range n {
		lines = append(lines, string(runes[len(runes)*i/n:len(runes)*(i+1)/n]))
	}
	return lines
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
// chart's top line, in two rows where one has no room for them.
func (s *setter) legend(b *box, c *doc.Chart, lines bool) {
	const y = 10 * Pt
	unit := c.UnitWords()
	sample := Length(swatch)
	if lines {
		sample = 3 * swatch
	}
	rows, size := s.legendFit(c, unit, sample)
	s.label(b, unit, size, Point{0, y}, start)
	if len(c.Series) < 2 {
		return
	}
	x, at := standard.AreaWidth, y+Length(rows-1)*(size+labelGap)
	for i := len(c.Series) - 1; i >= 0; i-- {
		x -= s.label(b, c.Series[i], size, Point{x, at}, end)
		x -= sample + 4*Pt
		if lines {
			b.shapes = append(b.shapes, stroke(looks[i].dash, polyline(Point{x, at}, Point{x + sample, at})), mark(i, Point{x + sample/2, at}))
		} else {
			b.shapes = append(b.shapes, looks[i].shape(rectangle(x, at-swatch/2, sample, swatch)))
		}
		x -= sampleGap
		if rows == 2 && i == len(c.Series)/2 {
			x, at = standard.AreaWidth, y
		}
	}
}

const (
	sampleGap = 14 * Pt // between one series of a legend and the next
	labelGap  = Pt      // between a label's lines
)

// legendFit is in how many rows and in which size a legend has room beside the unit.
func (s *setter) legendFit(c *doc.Chart, unit string, sample Length) (rows int, size Length) {
	if len(c.Series) < 2 {
		return 1, chartText
	}
	for rows := 1; ; rows++ {
		least := Length(standard.LeastText)
		if rows == 1 {
			least = chartText
		}
		size := Length(chartText)
		for _, series := range [][]string{c.Series[:len(c.Series)/rows], c.Series[len(c.Series)/rows:]} {
			if len(series) == 0 {
				continue
			}
			text := s.width(chartPieces(unit))
			for _, name := range series {
				text += s.width(chartPieces(name))
			}
			room := standard.AreaWidth - Length(len(series))*(sample+4*Pt+sampleGap)
			size = min(size, chartText*room/max(1, text))
		}
		if size >= least || rows == 2 {
			return rows, max(size, standard.LeastText)
		}
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
