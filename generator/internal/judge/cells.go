package judge

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"hongtou/generator/internal/readback"
)

// cellPadding is what a table's cell has of blank at either side.
const cellPadding = 4.0

// cellView is a table's cell as a reader sees it: the rules around it, and its lines.
type cellView struct {
	left, top, right, bottom int // whole points
	size                     float64
	lines                    []string
	longest                  float64
}

// cellsOf finds the cells of a page's tables that hold text, from the top left on.
func cellsOf(s *readback.Sheet, turned bool) []cellView {
	lying, standing := rulesOf(s)
	glyphs := make([]readback.Glyph, 0, len(s.Glyphs))
	for _, g := range s.Glyphs {
		if g.Turned == turned && g.Black && strings.TrimSpace(g.Text) != "" && g.Size < bodySize-0.05 {
			glyphs = append(glyphs, g)
		}
	}
	if turned { // a quarter back
		lying, standing = upright(standing, s.Height), upright(lying, s.Height)
		for i, g := range glyphs {
			glyphs[i].X, glyphs[i].Y = s.Height-g.Y, g.X
		}
	}
	found := map[[4]int][]readback.Glyph{}
	for _, g := range glyphs {
		if key, ok := around(g, lying, standing); ok {
			found[key] = append(found[key], g)
		}
	}
	var cells []cellView
	for _, key := range slices.SortedFunc(maps.Keys(found), func(a, b [4]int) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) }) {
		c := cellView{left: key[0], top: key[1], right: key[2], bottom: key[3], size: found[key][0].Size}
		for _, r := range rowsOf(found[key]) {
			c.lines = append(c.lines, r.text)
			c.longest = max(c.longest, r.right()-r.left())
		}
		cells = append(cells, c)
	}
	return cells
}

// upright are boxes of a turned page as they lie when it is turned back.
func upright(boxes []readback.Box, height float64) []readback.Box {
	out := make([]readback.Box, len(boxes))
	for i, b := range boxes {
		out[i] = readback.Box{Left: height - b.Bottom, Right: height - b.Top, Top: b.Left, Bottom: b.Right, Black: b.Black}
	}
	return out
}

// around are the rules next to a glyph: left, top, right, bottom.
func around(g readback.Glyph, lying, standing []readback.Box) (key [4]int, inside bool) {
	x, y := g.X+g.Advance/2, g.Y-0.35*g.Size
	left, right, top, bottom := math.Inf(-1), math.Inf(1), math.Inf(-1), math.Inf(1)
	for _, b := range standing {
		if b.Top > y || b.Bottom < y {
			continue
		}
		if b.Left <= x {
			left = max(left, b.Left)
		} else {
			right = min(right, b.Left)
		}
	}
	for _, b := range lying {
		if b.Left > x || b.Right < x {
			continue
		}
		if b.Top <= y {
			top = max(top, b.Top)
		} else {
			bottom = min(bottom, b.Top)
		}
	}
	if math.IsInf(left, 0) || math.IsInf(right, 0) || math.IsInf(top, 0) || math.IsInf(bottom, 0) {
		return key, false
	}
	return [4]int{int(math.Round(left)), int(math.Round(top)), int(math.Round(right)), int(math.Round(bottom))}, true
}

// column is a table's column over all pages: by the edges of the table's columns, and
// its own.
type column struct {
	table       string
	left, right int
}

// cells judges the cells of a document's tables.
func (f *Findings) cells(name string, sheets []readback.Sheet, views []view) {
	pages := make([][]cellView, len(sheets))
	blank := map[column]float64{} // what each column leaves blank; nothing where a cell has two lines
	for i := range sheets {
		pages[i] = cellsOf(&sheets[i], views[i].turned)
		table := edges(pages[i])
		for _, c := range pages[i] {
			key, room := column{table, c.left, c.right}, float64(c.right-c.left)-2*cellPadding-c.longest
			if len(c.lines) > 1 {
				room = 0
			}
			if old, ok := blank[key]; ok {
				room = min(room, old)
			}
			blank[key] = room
		}
	}
	for i, cells := range pages {
		table := edges(cells)
		most := 0.0
		for _, c := range cells {
			if spans := slices.ContainsFunc(cells, func(o cellView) bool {
				return o.right-o.left < c.right-c.left && o.left >= c.left && o.right <= c.right
			}); !spans {
				most = max(most, blank[column{table, c.left, c.right}])
			}
		}
		for _, c := range cells {
			f.cell(name, i, c, most > 1.5*c.size)
		}
	}
}

// edges names the columns of a page's tables.
func edges(cells []cellView) string {
	var all []int
	for _, c := range cells {
		all = append(all, c.left)
	}
	slices.Sort(all)
	return fmt.Sprint(slices.Compact(all))
}

// cell judges the lines of a cell; room tells whether a column of its table has room to
// spare.
func (f *Findings) cell(name string, page int, c cellView, room bool) {
	for i := range c.lines[1:] {
		a, b := []rune(c.lines[i]), []rune(c.lines[i+1])
		if cellParts(a, b) {
			f.add(CellParted, name, page, tail(a)+"|"+string(b[:min(6, len(b))]))
		}
	}
	if n := len(c.lines); n > 1 && room && len([]rune(strings.TrimRight(c.lines[n-1], noHead))) == 1 {
		f.add(CellOneLeft, name, page, c.lines[n-2]+"|"+c.lines[n-1])
	}
}

// cellParts tells whether a number, a date or a code goes over a line's end.
func cellParts(a, b []rune) bool {
	code := func(r rune) bool {
		return r < 128 && (unicode.IsDigit(r) || unicode.IsLetter(r) || strings.ContainsRune("-./,", r))
	}
	end, start := a[len(a)-1], b[0]
	if code(end) && code(start) {
		before, after, digits := len(a), 0, false
		for before > 0 && code(a[before-1]) {
			before--
			digits = digits || unicode.IsDigit(a[before])
		}
		for after < len(b) && code(b[after]) {
			digits = digits || unicode.IsDigit(b[after])
			after++
		}
		return digits && !longCode(a, b)
	}
	if unicode.IsDigit(end) {
		return strings.ContainsRune(partedUnits, start)
	}
	return strings.ContainsRune("年月", end) && len(a) > 1 && unicode.IsDigit(a[len(a)-2]) && unicode.IsDigit(start)
}
