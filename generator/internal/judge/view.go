package judge

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"hongtou/generator/internal/readback"
)

// What a reader with a ruler finds on the finished pages. Positions are read back
// from the finished files by another program; nothing here knows the typesetter. All
// measures are points of GB/T 9704-2012's page.
const (
	mm         = 72 / 25.4
	areaLeft   = 28 * mm
	areaRight  = 184 * mm
	areaTop    = 37 * mm
	areaBottom = 262 * mm
	bodySize   = 16.0
	rowPitch   = (225*mm - bodySize) / 21
	cellPitch  = (156*mm - bodySize) / 27
)

// textRow is one line of text in the body's size.
type textRow struct {
	glyphs []readback.Glyph
	line   int // of the grid, from 1
	text   string
}

func (r *textRow) left() float64 { return r.glyphs[0].X }

func (r *textRow) right() float64 {
	last := r.glyphs[len(r.glyphs)-1]
	return last.X + last.Advance
}

// y is where most of its glyphs stand: those of other faces are a point off.
func (r *textRow) y() float64 {
	ys := make([]float64, len(r.glyphs))
	for i, g := range r.glyphs {
		ys[i] = g.Y
	}
	slices.Sort(ys)
	return ys[len(ys)/2]
}

// full tells whether the line reaches the right edge, a mark's blank apart.
func (r *textRow) full() bool { return r.right() > areaRight-1 }

// flush tells whether the line begins at the left edge.
func (r *textRow) flush() bool { return r.left() < areaLeft+8 }

// view is a page as a reader sees it.
type view struct {
	rows   []textRow
	tables []tableView
	first  float64 // top of the first thing in the type area
	last   float64 // bottom of the last one
	turned bool
}

// tableView is a ruled table, or what a page holds of one.
type tableView struct {
	top, bottom float64
	rows        int     // without the head's
	body        float64 // height of these
}

func see(s *readback.Sheet) view {
	v := view{first: math.Inf(1)}
	var body []readback.Glyph
	extent := func(top, bottom float64) {
		if top > areaTop-8 && bottom < areaBottom+2 {
			v.first, v.last = min(v.first, top), max(v.last, bottom)
		}
	}
	for _, g := range s.Glyphs {
		if g.Turned && g.Black {
			v.turned = true
		}
		if g.Turned || strings.TrimSpace(g.Text) == "" {
			continue
		}
		extent(g.Y-0.86*g.Size, g.Y+0.12*g.Size)
		if math.Abs(g.Size-bodySize) < 0.05 {
			body = append(body, g)
		}
	}
	for _, b := range s.Paths {
		if b.Left > areaLeft-8 && b.Right < areaRight+8 {
			extent(b.Top, b.Bottom)
		}
	}
	v.rows = rowsOf(body)
	v.tables = tablesOf(s)
	return v
}

// rowsOf gathers glyphs whose baselines lie within 4 pt.
func rowsOf(glyphs []readback.Glyph) []textRow {
	slices.SortStableFunc(glyphs, func(a, b readback.Glyph) int { return cmp.Compare(a.Y, b.Y) })
	var rows []textRow
	for i, g := range glyphs {
		if i == 0 || g.Y-glyphs[i-1].Y > 4 {
			rows = append(rows, textRow{})
		}
		r := &rows[len(rows)-1]
		r.glyphs = append(r.glyphs, g)
	}
	for i := range rows {
		r := &rows[i]
		slices.SortStableFunc(r.glyphs, func(a, b readback.Glyph) int { return cmp.Compare(a.X, b.X) })
		r.line = int(math.Round((r.glyphs[0].Y-0.88*bodySize-areaTop)/rowPitch)) + 1
		for _, g := range r.glyphs {
			r.text += g.Text
		}
	}
	return rows
}

// rulesOf finds a page's rules: black, thin, and lying or standing.
func rulesOf(s *readback.Sheet) (lying, standing []readback.Box) {
	for _, b := range s.Paths {
		switch width, height := b.Right-b.Left, b.Bottom-b.Top; {
		case !b.Black || b.Top < areaTop-5 || b.Bottom > areaBottom+5:
		case height < 0.8 && width > 8:
			lying = append(lying, b)
		case width < 0.8 && height > 8:
			standing = append(standing, b)
		}
	}
	return lying, standing
}

// tablesOf finds tables by their rules.
func tablesOf(s *readback.Sheet) []tableView {
	lying, standing := rulesOf(s)
	slices.SortFunc(lying, func(a, b readback.Box) int { return cmp.Compare(a.Top, b.Top) })
	var levels []float64 // heights at which rules lie
	for _, b := range lying {
		if len(levels) == 0 || b.Top-levels[len(levels)-1] > 2 {
			levels = append(levels, b.Top)
		}
	}
	var tables []tableView
	for i := 0; i+1 < len(levels); i++ {
		top, bottom := levels[i], levels[i+1]
		if !slices.ContainsFunc(standing, func(b readback.Box) bool { return b.Top < top+3 && b.Bottom > bottom-3 }) {
			continue // nothing stands between these rules: not a table's row
		}
		n := len(tables)
		if n == 0 || top-tables[n-1].bottom > 2 {
			tables = append(tables, tableView{top: top})
			n++
		}
		tables[n-1].bottom = bottom
		if !isHead(s, top, bottom) {
			tables[n-1].rows++
			tables[n-1].body += bottom - top
		}
	}
	return tables
}

// isHead tells whether a row's text is all 黑体.
func isHead(s *readback.Sheet, top, bottom float64) bool {
	any := false
	for _, g := range s.Glyphs {
		if g.Y > top && g.Y < bottom && strings.TrimSpace(g.Text) != "" && unicode.Is(unicode.Han, []rune(g.Text)[0]) {
			if any = true; !strings.Contains(strings.ToLower(g.Font), "heiti") {
				return false
			}
		}
	}
	return any
}

// lineOf is the grid's line, from 1, that ends at a height.
func lineOf(bottom float64) int { return int(math.Round((bottom-areaTop-bodySize)/rowPitch)) + 1 }
