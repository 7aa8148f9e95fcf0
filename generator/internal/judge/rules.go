package judge

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hongtou/generator/internal/readback"
)

const (
	partedUnits = "年月日号时分秒人名起件项个次家份条款章期届天岁元角万亿吨米度所辆台处倍周种类级学课户位批组层套支页公平立余多%％℃"
	noHead      = "。．，、；：？！”’）》〉】〗〕」』·％‰℃°,.;:?!%)]"
	facesApart  = 1.3 // points between the baselines of two faces
	noTail      = "“‘（《〈【〖〔「『([№￥$§"
)

// file judges a document's pages.
func (f *Findings) file(name string, sheets []readback.Sheet) {
	views := make([]view, len(sheets))
	for i := range sheets {
		views[i] = see(&sheets[i])
	}
	for i := range sheets {
		f.Pages++
		f.Tables += len(views[i].tables)
		f.page(name, i, &sheets[i], &views[i])
		f.ends(name, i, &sheets[i], views)
		if i+1 < len(sheets) {
			f.turn(name, i, &views[i], &views[i+1], i+2 == len(sheets))
		}
	}
	f.tornTables(name, views)
	f.loneRows(name, views)
	f.lines(name, views)
	f.cells(name, sheets, views)
}

// turn judges how a page ends whose text goes on.
func (f *Findings) turn(name string, i int, v, next *view, ends bool) {
	if v.turned || next.turned || len(next.rows) == 0 || math.IsInf(next.first, 1) {
		return
	}
	start := next.rows[0]
	if begins(start.text, "附件") && !start.full() && len([]rune(start.text)) < 5 {
		return // an attachment begins
	}
	if blank := areaBottom - v.last; blank > 75*mm && next.last-next.first > 0 {
		f.add(ThirdBlank, name, i, fmt1(blank/mm)+" mm")
	}
	if start.line != 1 || len(v.rows) == 0 || next.first < start.glyphs[0].Y-20 {
		return // the next page begins with something else
	}
	f.Continuing++
	if last := lineOf(v.last); last < 22 {
		f.add(ShortPage, name, i, fmt1(float64(last)))
		switch {
		case headed(start):
			f.add(BeforeHeading, name, i, start.text)
		case len(next.rows) > 2 && next.rows[2].line > 3, len(next.rows) > 1 && next.rows[1].line > 2, len(next.rows) == 2:
			f.add(BeforeSignatures, name, i, start.text)
		case ends && len(next.rows) == leastLines && len(next.tables) == 0 && last >= 20:
			f.add(BeforeLastLines, name, i, start.text)
		}
	}
}

// headed tells whether a line is a heading: 一、 or （一） in a face other than 仿宋.
func headed(r textRow) bool {
	return !r.flush() && !strings.Contains(strings.ToLower(r.glyphs[len(r.glyphs)-1].Font), "fangsong")
}

func begins(text string, with ...string) bool {
	return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(text, w) })
}

// tornTables judges tables that go over pages.
func (f *Findings) tornTables(name string, views []view) {
	for i := 0; i+1 < len(views); i++ {
		rows, from := 0, i
		for ; i < len(views) && !views[i].turned; i++ {
			n := len(views[i].tables)
			if n == 0 {
				break
			}
			if i == from {
				rows += views[i].tables[n-1].rows
			} else {
				rows += views[i].tables[0].rows
			}
			if i+1 == len(views) || len(views[i].tables) == 0 || views[i].tables[n-1].bottom < views[i].last-30 || !views[i+1].beginsWithTable() || i > from && n > 1 {
				break
			}
		}
		if i > from && rows <= 10 {
			f.add(TornTable, name, from, "")
		}
		i = max(i, from)
		if i > from {
			i-- // the last page may hold another table that goes on
		}
	}
}

// beginsWithTable tells whether the page goes on with a table, its 续表 line apart.
func (v *view) beginsWithTable() bool {
	return len(v.tables) > 0 && v.tables[0].top < v.first+45 && (len(v.rows) == 0 || v.rows[0].glyphs[0].Y > v.tables[0].top)
}

// lines judges lines of running text, over pages too.
func (f *Findings) lines(name string, views []view) {
	var before textRow
	has := false
	for i := range views {
		if views[i].turned {
			has = false
			continue
		}
		pitch, least := 0.0, rowPitch // of the page's lines
		if slices.ContainsFunc(views[i].rows, func(r textRow) bool { return signed(&r) }) {
			least = rowPitch * 7 / 8 // 7.3.5.5: so that the page holds the signature
		}
		for k, r := range views[i].rows {
			if has && before.full() && r.flush() {
				apart := r.y() - before.y()
				if k == 0 || apart < 1.5*rowPitch {
					f.joined(name, i, before, r)
					f.compare(&before, &r)
				}
				if k > 0 && apart < 1.5*rowPitch {
					if pitch == 0 {
						pitch = apart
					}
					if apart < least-facesApart || apart > rowPitch*8/7+facesApart || math.Abs(apart-pitch) > facesApart {
						f.add(UnevenLines, name, i, fmt1(apart)+" pt "+r.text)
					}
				}
			}
			if r.flush() && begins(r.text, "—") {
				f.add(DashFirst, name, i, r.text)
			}
			if n := loosest(r); n > 0.12 && r.full() {
				f.add(LooseLine, name, i, fmt1(100*n)+" % "+r.text)
			}
			before, has = r, true
		}
	}
}

// joined judges two lines of one paragraph.
func (f *Findings) joined(name string, page int, before, r textRow) {
	a, b := []rune(before.text), []rune(r.text)
	end, start := a[len(a)-1], b[0]
	switch {
	case unicode.IsDigit(end) && strings.ContainsRune(partedUnits, start),
		start == '〔' && unicode.Is(unicode.Han, end), unicode.IsDigit(end) && unicode.IsDigit(start) && !longCode(a, b):
		f.add(UnitParted, name, page, tail(a)+"|"+string(b[:min(6, len(b))]))
	case strings.ContainsRune("年月", end) && unicode.IsDigit(start) && len(a) > 1 && unicode.IsDigit(a[len(a)-2]):
		kind := MonthParted
		if end == '年' {
			kind = YearParted
		}
		f.add(kind, name, page, tail(a)+"|"+string(b[:min(6, len(b))]))
	}
	if strings.ContainsRune(noHead, start) || strings.ContainsRune(noTail, end) {
		f.add(BadEdge, name, page, tail(a)+"|"+string(b[:min(6, len(b))]))
	}
	if !r.full() && len(b) > 0 && len([]rune(strings.TrimRight(r.text, noHead))) == 1 {
		f.add(OneLeft, name, page, tail(a)+"|"+r.text)
	}
}

// longCode tells whether a code of fifteen characters or more goes over the line's end,
// a multiple of four on either line: 统一社会信用代码 may.
func longCode(a, b []rune) bool {
	code := func(r rune) bool { return r < 128 && (unicode.IsDigit(r) || unicode.IsLetter(r)) }
	before, after := 0, 0
	for before < len(a) && code(a[len(a)-1-before]) {
		before++
	}
	for after < len(b) && code(b[after]) {
		after++
	}
	return before+after >= 15 && before%4 == 0
}

func tail(a []rune) string { return string(a[max(0, len(a)-6):]) }

// compare notes how unlike two full lines of a paragraph are.
func (f *Findings) compare(a, b *textRow) {
	if !a.full() || !b.full() {
		return
	}
	la, ma := spaces(a)
	lb, mb := spaces(b)
	if la.n > 4 && lb.n > 4 {
		f.Letters.add(la.mean() - lb.mean())
	}
	if ma.n > 0 && mb.n > 0 {
		f.Marks.add(ma.mean() - mb.mean())
	}
}

// mean is of values that are added one by one.
type mean struct {
	n   int
	sum float64
}

func (m *mean) add(v float64) { m.n, m.sum = m.n+1, m.sum+v }
func (m *mean) mean() float64 { return m.sum / float64(m.n) }

// spaces is what a line's letters stand apart beyond the grid, and so what stands behind
// its marks, in em.
func spaces(r *textRow) (letters, marks mean) {
	for i, g := range r.glyphs[1:] {
		before := r.glyphs[i]
		if d := (g.X - before.X - cellPitch) / bodySize; isHan(g) && d < 1 {
			switch {
			case isHan(before):
				letters.add(d)
			case strings.Contains("、，。；：", before.Text):
				marks.add(d)
			}
		}
	}
	return letters, marks
}

// loosest is how far Han characters of a line stand apart beyond the grid, in em. One
// gap alone is a column's edge or a blank that somebody typed.
func loosest(r textRow) float64 {
	var most, second float64
	for i, g := range r.glyphs[1:] {
		before := r.glyphs[i]
		if isHan(g) && isHan(before) && g.X-before.X < 2.5*cellPitch {
			n := (g.X - before.X - cellPitch) / bodySize
			most, second = max(most, n), max(second, min(most, n))
		}
	}
	return second
}

func isHan(g readback.Glyph) bool { return unicode.Is(unicode.Han, []rune(g.Text)[0]) }

// page judges what stands on one page by itself.
func (f *Findings) page(name string, i int, s *readback.Sheet, v *view) {
	if len(v.rows) > 22 && !v.turned {
		f.add(TooManyLines, name, i, "")
	}
	var text []readback.Glyph
	for _, g := range s.Glyphs {
		if g.Black && strings.TrimSpace(g.Text) != "" {
			text = append(text, g)
		}
	}
	for _, g := range text {
		x0, y0, x1, y1 := inkOf(g)
		if x0 < areaLeft-2 || x1 > areaRight+2 || y0 < areaTop-3 || y1 > areaBottom+3 && !(y1 < areaBottom+12*mm && g.Size < 15) {
			f.add(OffArea, name, i, g.Text)
			break
		}
	}
	slices.SortFunc(text, func(a, b readback.Glyph) int { return cmp.Compare(a.X, b.X) })
	for k, a := range text {
		ax0, ay0, ax1, ay1 := inkOf(a)
		for _, b := range text[k+1:] {
			bx0, by0, bx1, by1 := inkOf(b)
			if bx0 > ax1 {
				break
			}
			across, down := min(ax1, bx1)-max(ax0, bx0), min(ay1, by1)-max(ay0, by0)
			if across > 0.55*min(ax1-ax0, bx1-bx0) && down > 0.25*min(ay1-ay0, by1-by0) {
				f.add(Overprinted, name, i, a.Text+b.Text)
				return
			}
		}
	}

}

// inkOf is about where a glyph's ink lies; of a turned one its box along the page. A
// full-width mark fills half of its box.
func inkOf(g readback.Glyph) (x0, y0, x1, y1 float64) {
	start, end := 0.0, g.Advance // along the line
	switch {
	case g.Advance < 0.9*g.Size:
	case strings.Contains(noHead, g.Text):
		end /= 2
	case strings.Contains(noTail, g.Text):
		start = end / 2
	}
	if g.Turned {
		return g.X - 0.8*g.Size, g.Y - end, g.X + 0.08*g.Size, g.Y - start
	}
	return g.X + start, g.Y - 0.8*g.Size, g.X + end, g.Y + 0.08*g.Size
}

func fmt1(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
