package sheet

import (
	"math"
	"strings"

	"hongtou/generator/parallel"
	"hongtou/generator/zh"
)

// Widths are in half-width characters of the body's size, heights in points.

const (
	minWidth    = 6
	maxAuto     = 40
	tallest     = 409 // points; the file format has no taller rows
	shortHead   = 8   // a head as narrow as this stays in one line
	boldReserve = 1   // some programs set bold characters a little wider
)

// measure finds widths and heights, when all values are known.
func (t *table) measure() {
	t.widths = make([]float64, len(t.spec.Columns))
	var columns parallel.Group
	for col := range t.widths {
		if t.widths[col] = t.spec.Columns[col].Width; t.widths[col] == 0 {
			columns.Go(func() { t.widths[col] = t.contentWidth(col) })
		}
	}
	columns.Wait()
	t.fitPaper()
	t.widenForLines()
	t.spreadLines()
	t.heights = make([]float64, len(t.grid))
	merged := map[[2]int]rect{}
	for _, m := range t.merges {
		merged[[2]int{m.row1, m.col1}] = m
	}
	inMerge := make([]bool, len(t.grid))
	for _, m := range t.merges {
		for row := m.row1; row <= m.row2; row++ {
			inMerge[row-1] = true
		}
	}
	for row := range t.grid {
		if inMerge[row] {
			t.heights[row] = t.rowHeight(row, merged)
		} else {
			t.heights[row] = t.rowHeight(row, nil)
		}
	}
	for _, m := range t.merges { // what does not fit over several rows makes the last one taller
		if m.row2 > m.row1 {
			have := 0.0
			for row := m.row1; row <= m.row2; row++ {
				have += t.heights[row-1]
			}
			t.heights[m.row2-1] += max(0, t.cellHeight(m.row1-1, m.col1-1, t.across(m.col1, m.col2))-have)
		}
	}
	for row := range t.heights {
		t.heights[row] = min(t.heights[row], tallest)
	}
}

// contentWidth fits a column without a Width to its leaf head and its cells.
func (t *table) contentWidth(col int) float64 {
	widest := 0
	var seen extent
	for i := range t.grid {
		r := &t.grid[i]
		switch r.part {
		case headPart:
			if i+1 == t.head.last || t.grid[i+1].slots[col].covered && !r.slots[col].covered {
				widest = max(widest, headWidth(r.slots[col].value.s))
			}
		case dataPart:
			s := &r.slots[col]
			if s.value.kind == isNumber && seen.hold(s.value.n, t.format(s, col)) {
				continue
			}
			if widest = max(widest, textWidth(t.shown(r, col))+1); widest >= maxAuto {
				return maxAuto
			}
		case subtotalPart, totalPart:
			widest = max(widest, textWidth(t.shown(r, col))+1+boldReserve)
		}
	}
	return float64(min(max(widest, minWidth), maxAuto))
}

// extent is the least and the most of a column so far, in one format: a figure
// between them is no wider.
type extent struct {
	format    string
	even      bool // figures of the format grow with their size
	any       bool
	low, high float64
}

// hold tells whether the figure can be passed over, and takes it in.
func (f *extent) hold(n float64, format string) bool {
	if format != f.format || !f.any {
		_, decimals, _ := strings.Cut(format, ".")
		*f = extent{format: format, even: format != "" && !strings.ContainsAny(decimals, "#;") && !strings.Contains(format, ";"), any: true, low: n, high: n}
		return false
	}
	within := n >= f.low && n <= f.high
	f.low, f.high = min(f.low, n), max(f.high, n)
	return f.even && within
}

// headWidth lets a longer head break into two lines.
func headWidth(head string) int {
	w := textWidth(head)
	if w > shortHead {
		w = max(shortHead, (w+1)/2)
	}
	return w + boldReserve + 1
}

// halves is zh.Width, quicker for what stands in most cells.
func halves(s string) int {
	w := 0
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			w++
		case r >= 0x4e00 && r <= 0x9fff:
			w += 2
		default:
			return zh.Width(s)
		}
	}
	return w
}

// textWidth is the width of the widest line.
func textWidth(s string) int {
	if strings.IndexByte(s, '\n') < 0 {
		return halves(s)
	}
	w := 0
	for line := range strings.SplitSeq(s, "\n") {
		w = max(w, halves(line))
	}
	return w
}

// shown is the text that a cell shows.
func (t *table) shown(r *gridRow, col int) string {
	s := &r.slots[col]
	switch s.value.kind {
	case isNumber:
		if out, ok := display(s.value.n, t.format(s, col)); ok {
			return out
		}
		if s.format == clockFormat {
			return clockFormat
		}
		return general(s.value.n)
	case isBool:
		return s.value.toText().s
	}
	return s.value.s
}

// across is the width of columns from one to another, both counted.
func (t *table) across(first, last int) float64 {
	sum := 0.0
	for _, w := range t.widths[first-1 : last] {
		sum += w
	}
	return sum
}

// rowHeight is what the row's cells need that do not reach further down.
func (t *table) rowHeight(row int, merged map[[2]int]rect) float64 {
	r := &t.grid[row]
	height := letterings[r.part].height(1)
	for col := range r.slots {
		if r.slots[col].covered {
			continue
		}
		m, ok := rect{}, false
		if merged != nil {
			m, ok = merged[[2]int{row + 1, col + 1}]
		}
		switch {
		case !ok:
			height = max(height, t.cellHeight(row, col, t.widths[col]))
		case m.row1 == m.row2:
			height = max(height, t.cellHeight(row, col, t.across(m.col1, m.col2)))
		}
	}
	if r.part == emptyPart {
		height /= 2
	}
	return height
}

// cellHeight is what a cell's text needs in the width. Numbers do not wrap.
func (t *table) cellHeight(row, col int, width float64) float64 {
	r := &t.grid[row]
	if col >= len(r.slots) || r.slots[col].value.kind != isText {
		return 0
	}
	l := letterings[r.part]
	return l.height(wrap(r.slots[col].value.s, width*bodySize/l.size))
}

// wrap counts the lines that a text takes, at least 1. A line breaks between
// Chinese characters and after blanks, not before closing marks, which some
// programs do and others avoid by taking a character more along.
func wrap(s string, width float64) int {
	limit := max(2, int(math.Floor(width)))
	if len(s) <= limit || strings.IndexByte(s, '\n') < 0 && halves(s) <= limit {
		return 1 + strings.Count(s, "\n")
	}
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		lines++
		used := 0
		for _, piece := range pieces(line) {
			w := zh.Width(piece)
			if used > 0 && used+zh.Width(strings.TrimRight(piece, " ")) > limit {
				lines, used = lines+1, 0
			}
			for ; w > limit; w -= limit {
				lines++
			}
			used += w
		}
	}
	return lines
}

// pieces cuts a line where it may break.
func pieces(line string) []string {
	var out []string
	var last rune
	for _, r := range line {
		breaks := last == ' ' || zh.Width(string(r)) == 2 || zh.Width(string(last)) == 2
		if strings.ContainsRune(closers, r) || strings.ContainsRune(openers, last) {
			breaks = false
		}
		if breaks || len(out) == 0 {
			out = append(out, "")
		}
		out[len(out)-1] += string(r)
		last = r
	}
	return out
}

const (
	closers = "，。、；：？！）》〉」』】〕”’…—％%,.;:?!)"
	openers = "（《〈「『【〔“‘("
)
