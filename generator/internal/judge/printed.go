package judge

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hongtou/generator/internal/readback"
)

// Of workbooks on paper: what a page should not have, and the body's least size, less
// what a program rounds off.
const (
	EmptyHead Fault = "a printed page has a head without a row: a total, a remark or a chart alone"
	NoRow     Fault = "a printed page has no row and no head: a remark or one chart alone"
	SmallBody Fault = "a printed sheet's body is smaller than 9 pt"

	leastBody    = 8.75
	runningBands = 16 * mm // header and footer of a printed page
)

// Printed judges the pages of a workbook that another program printed.
func Printed(name string, sheets []readback.Sheet) *Findings {
	f := newFindings()
	for i := range sheets {
		f.Pages++
		f.printed(name, i, &sheets[i])
	}
	return f
}

// printed judges one page: heads are 黑体 on a ground, rows stand between the table's
// outer rules.
func (f *Findings) printed(name string, page int, s *readback.Sheet) {
	var text []readback.Glyph
	for _, g := range s.Glyphs {
		if strings.TrimSpace(g.Text) != "" && g.Y > runningBands && g.Y < s.Height-runningBands {
			text = append(text, g)
		}
	}
	rows := rowsOf(text)
	left, top, bottom := math.Inf(1), math.Inf(1), math.Inf(-1) // of the table
	for _, b := range s.Paths {
		if b.Black && b.Right-b.Left < 1.2 && b.Bottom-b.Top > 6 {
			left = min(left, b.Left)
		}
	}
	for _, b := range s.Paths {
		if b.Black && math.Abs(b.Left-left) < 1.5 {
			top, bottom = min(top, b.Top), max(bottom, b.Bottom)
		}
	}
	heads, body, titles := 0, 0, 0
	var sizes []float64
	for _, r := range rows {
		hei := strings.Contains(strings.ToLower(r.glyphs[0].Font), "hei")
		switch {
		case r.glyphs[0].Y < top && !math.IsInf(top, 1): // a chart's title stands below
			if r.glyphs[0].Size > 13 {
				titles++
			}
		case r.glyphs[0].Y > bottom:
		case hei:
			heads++
		case begins(r.text, "合计", "小计", "总计"):

		default:
			body++
			for _, g := range r.glyphs {
				sizes = append(sizes, g.Size)
			}
		}
	}
	if titles == 0 && body == 0 && !blankRow(s, rows, bottom) {
		if heads > 0 {
			f.add(EmptyHead, name, page, "")
		} else if !filled(text, s.Height) {
			f.add(NoRow, name, page, "")
		}
	}
	if slices.Sort(sizes); len(sizes) > 0 && sizes[len(sizes)/2] < leastBody {
		f.add(SmallBody, name, page, fmt.Sprintf("%.2f", sizes[len(sizes)/2]))
	}
}

// filled tells whether what stands on a page goes over most of it: several charts do.
func filled(text []readback.Glyph, height float64) bool {
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, g := range text {
		top, bottom = min(top, g.Y), max(bottom, g.Y)
	}
	return bottom-top > 0.55*(height-2*runningBands)
}

// blankRow tells whether a table's last ruled row holds no text: it is written in by hand.
func blankRow(s *readback.Sheet, rows []textRow, bottom float64) bool {
	top := math.Inf(-1)
	for _, b := range s.Paths {
		if b.Black && b.Bottom-b.Top < 1.2 && b.Right-b.Left > 6 && b.Bottom < bottom-6 {
			top = max(top, b.Bottom)
		}
	}
	return !math.IsInf(top, 0) && !slices.ContainsFunc(rows, func(r textRow) bool { return r.glyphs[0].Y > top && r.glyphs[0].Y < bottom })
}
