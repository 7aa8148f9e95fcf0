package typeset

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// mostUpright is how many categories stand side by side with their names.
const mostUpright = 14

// standSideBySide tells whether a chart's bars can stand: they are not too many,
// and each has room for its name.
func (s *setter) standSideBySide(c *doc.Chart) bool {
	if len(c.Categories) > mostUpright {
		return false
	}
	labels, _ := s.categoryLabels(c, uprightSlot(c))
	return !slices.ContainsFunc(labels, func(lines []string) bool { return lines == nil || len(lines) > labelRows })
}

func uprightSlot(c *doc.Chart) Length { return standard.AreaWidth * 9 / 10 / Length(len(c.Categories)) }

// scale turns values into lengths.
type scale struct {
	low, high, step float64
	length          Length
}

// scaleOf chooses round ticks, at most six steps, that hold all values and zero.
func scaleOf(c *doc.Chart, length Length) scale {
	s := scale{length: length}
	whole := true
	for _, row := range c.Values {
		for _, v := range row {
			if v.Has {
				s.low, s.high = math.Min(s.low, v.Number), math.Max(s.high, v.Number)
				whole = whole && v.Number == math.Trunc(v.Number)
			}
		}
	}
	if s.low == s.high {
		s.high = 1
	}
	rough := (s.high - s.low) / 5
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 5, 10} {
		if s.step = m * power; s.step >= rough*(1-1e-9) {
			break
		}
	}
	if whole {
		s.step = math.Max(1, s.step)
	}
	s.low = math.Floor(s.low/s.step+1e-9) * s.step
	s.high = math.Ceil(s.high/s.step-1e-9) * s.step
	return s
}

// at is a value's distance from the scale's low end.
func (s scale) at(v float64) Length {
	return rounded((v - s.low) / (s.high - s.low) * float64(s.length))
}

// ticks are the scale's marks with their texts.
func (s scale) ticks() (values []float64, texts []string) {
	places := max(0, int(-math.Floor(math.Log10(s.step)+1e-9)))
	for i := 0; ; i++ {
		v := s.low + float64(i)*s.step
		if v > s.high+s.step/2 {
			return values, texts
		}
		values = append(values, v)
		texts = append(texts, strings.Replace(strconv.FormatFloat(v, 'f', places, 64), "-0", "0", 1))
	}
}

// plot is the room inside a chart's axes.
type plot struct {
	left, top, width, height Length
	scale                    scale
	slot                     Length // room of one category
}

func (p *plot) y(v float64) Length { return p.top + p.height - p.scale.at(v) }

func (p *plot) middleOf(i int) Length { return p.left + p.slot*Length(i) + p.slot/2 }

// upright draws a chart with categories along the bottom.
func (s *setter) upright(c *doc.Chart, percent Length, draw func(*box, *doc.Chart, *plot)) box {
	b := box{height: chartRows*standard.RowHeight*percent/100 - standard.CaptionSize - standard.CaptionGap}
	p := &plot{top: 34 * Pt}
	labels, rows := s.categoryLabels(c, uprightSlot(c))
	p.height = b.height - p.top - 6*Pt - Length(rows)*(chartText+2*Pt)
	p.scale = scaleOf(c, p.height)
	values, texts := p.scale.ticks()
	for _, t := range texts {
		p.left = max(p.left, s.width(chartPieces(t))+5*Pt)
	}
	p.width = standard.AreaWidth - p.left
	p.slot = p.width / Length(len(c.Categories))
	for i, v := range values {
		y := p.y(v)
		b.shapes = append(b.shapes, Shape{Path: polyline(Point{p.left, y}, Point{standard.AreaWidth, y}), Stroke: LightGrey, Weight: gridWeight})
		s.label(&b, texts[i], chartText, Point{p.left - 5*Pt, y}, end)
	}
	draw(&b, c, p)
	zero := p.y(math.Max(p.scale.low, 0))
	b.shapes = append(b.shapes,
		Shape{Path: polyline(Point{p.left, p.top - 6*Pt}, Point{p.left, p.top + p.height}), Stroke: Black, Weight: axisWeight},
		Shape{Path: polyline(Point{p.left, zero}, Point{standard.AreaWidth, zero}), Stroke: Black, Weight: axisWeight})
	for i, lines := range labels {
		for n, line := range lines {
			half := s.width(chartPieces(line)) / 2
			at := max(half, min(p.middleOf(i), standard.AreaWidth-half)) // a name of more than its slot stays in the type area
			s.label(&b, line, chartText, Point{at, p.top + p.height + 4*Pt + Length(n)*(chartText+2*Pt) + chartText/2}, middle)
		}
	}
	s.legend(&b, c, c.Kind == "line")
	return b
}

func chartPieces(text string) []piece {
	return []piece{{text, style{size: chartText}}}
}

// labelRows is the most lines that a category's name takes.
const labelRows = 3

// categoryLabels breaks the names to the room of a category. Where even three
// lines don't hold them, only every second, third, … name is set.
func (s *setter) categoryLabels(c *doc.Chart, slot Length) (labels [][]string, rows int) {
	for every := 1; ; every++ {
		labels, rows = make([][]string, len(c.Categories)), 1
		fits := true
		room := slot*Length(every) - 3*Pt
		if every > 1 { // the last name may be moved into the type area, towards its neighbour
			room = min(room, (room+slot/2)*2/3)
		}
		for i := 0; i < len(c.Categories); i += every {
			labels[i] = s.wrapLabel(c.Categories[i], room)
			rows = max(rows, len(labels[i]))
			fits = fits && len(labels[i]) <= labelRows
		}
		if fits || every == len(c.Categories) {
			return labels, min(rows, labelRows)
		}
	}
}

// wrapLabel parts a name into as few lines of as many characters as fit the room.
func (s *setter) wrapLabel(name string, room Length) []string {
	for n := 1; ; n++ {
		lines := parted(name, n)
		wide := slices.ContainsFunc(lines, func(line string) bool { return s.width(chartPieces(line)) > room })
		if !wide || n > labelRows {
			return lines
		}
	}
}

// bars draws a bar a value, the series of a category side by side, with the
// figures over them where all find room.
func (s *setter) bars(b *box, c *doc.Chart, p *plot) {
	width := min(p.slot*7/10/Length(len(c.Series)), 28*Pt)
	const size = figureSize
	figures := s.widestFigure(c) <= width+p.slot/10
	zero := p.y(math.Max(p.scale.low, 0))
	for i, row := range c.Values {
		x := p.middleOf(i) - width*Length(len(c.Series))/2
		for k, v := range row {
			if !v.Has {
				continue
			}
			y := p.y(v.Number)
			if y != zero {
				b.shapes = append(b.shapes, looks[k].shape(rectangle(x+width*Length(k), min(y, zero), width, max(y, zero)-min(y, zero))))
			}
			if figures {
				above := -size/2 - Pt
				if v.Number < 0 {
					above = size/2 + Pt
				}
				s.label(b, v.Text, size, Point{x + width*Length(k) + width/2, y + above}, middle)
			}
		}
	}
}

const figureSize = 9 * Pt // of the values in a chart with axes

// widestFigure is the width of a chart's longest value.
func (s *setter) widestFigure(c *doc.Chart) (widest Length) {
	for i := range c.Values {
		for _, v := range c.Values[i] {
			widest = max(widest, s.width([]piece{{v.Text, style{size: figureSize}}}))
		}
	}
	return widest
}

// polylines draws a line a series, broken where a value is missing.
func (s *setter) polylines(b *box, c *doc.Chart, p *plot) {
	figures := len(c.Series) == 1 && len(c.Values) <= mostUpright && s.widestFigure(c) <= p.slot
	for k := range c.Series {
		var points []Point
		flush := func() {
			if len(points) > 1 {
				b.shapes = append(b.shapes, stroke(looks[k].dash, polyline(points...)))
			}
			for _, at := range points {
				b.shapes = append(b.shapes, mark(k, at))
			}
			points = nil
		}
		for i, row := range c.Values {
			if !row[k].Has {
				flush()
				continue
			}
			at := Point{p.middleOf(i), p.y(row[k].Number)}
			points = append(points, at)
			if figures {
				s.label(b, row[k].Text, figureSize, Point{at.X, at.Y - 9*Pt}, middle)
			}
		}
		flush()
	}
}

// lying draws bars from left to right, a category a row, the figures at their
// ends. What has no room on a page with letters that can be read goes on in
// further boxes of the same scale.
func (s *setter) lying(c *doc.Chart) []box {
	l := s.lyingOf(c)
	room := standard.AreaHeight - 4*standard.RowHeight - l.top
	n := len(c.Categories)
	most := int(room / l.least)
	boxes := (n + most - 1) / most
	each := (n + boxes - 1) / boxes
	slot := min(max(15*Pt, 11*Pt*Length(len(c.Series))+6*Pt, l.least), room/Length(each))
	var out []box
	for first := 0; first < n; first += each {
		out = append(out, l.draw(first, min(first+each, n), slot))
	}
	return out
}

// lying is what the boxes of a chart with lying bars have in common.
type lying struct {
	s     *setter
	chart *doc.Chart
	top   Length
	names Length // room of the categories' names
	least Length // height of a category whose letters can be read
	scale scale
}

func (s *setter) lyingOf(c *doc.Chart) *lying {
	l := &lying{s: s, chart: c, top: 26 * Pt}
	if rows, _ := s.legendFit(c, c.UnitWords(), swatch); rows > 1 {
		l.top += chartText
	}
	l.least = standard.LeastText * 10 / 7 * Length(len(c.Series)) // bars take seven tenths
	var names, figures Length
	for i, name := range c.Categories {
		names = max(names, s.width(chartPieces(name)))
		for _, v := range c.Values[i] {
			figures = max(figures, s.width(chartPieces(v.Text)))
		}
	}
	l.names = min(names, standard.AreaWidth/3)
	for _, name := range c.Categories {
		lines, _ := s.fitLabel(name, l.names, standard.AreaHeight)
		l.least = max(l.least, Length(len(lines))*(standard.LeastText+labelGap)+2*Pt)
	}
	l.scale = scaleOf(c, standard.AreaWidth-l.names-5*Pt-figures-6*Pt)
	return l
}

// draw draws the categories from first up to another, each so high.
func (l *lying) draw(first, upTo int, slot Length) box {
	s, c := l.s, l.chart
	height := slot * Length(upTo-first)
	b := box{height: l.top + height + 8*Pt}
	left := l.names + 5*Pt
	zero := left + l.scale.at(math.Max(l.scale.low, 0))
	width := slot * 7 / 10 / Length(len(c.Series))
	for i := first; i < upTo; i++ {
		y := l.top + slot*Length(i-first)
		lines, size := s.fitLabel(c.Categories[i], l.names, slot-2*Pt)
		s.setLabel(&b, lines, size, Point{l.names, y + slot/2}, end)
		for k, v := range c.Values[i] {
			if !v.Has {
				continue
			}
			at := y + slot*15/100 + width*Length(k)
			x := left + l.scale.at(v.Number)
			if x != zero {
				b.shapes = append(b.shapes, looks[k].shape(rectangle(min(x, zero), at, max(x, zero)-min(x, zero), width)))
			}
			s.label(&b, v.Text, min(chartText, width), Point{max(x, zero) + 4*Pt, at + width/2}, start)
		}
	}
	b.shapes = append(b.shapes, Shape{Path: polyline(Point{zero, l.top - 4*Pt}, Point{zero, l.top + height + 2*Pt}), Stroke: Black, Weight: axisWeight})
	s.legend(&b, c, false)
	return b
}
