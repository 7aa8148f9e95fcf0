package typeset

import (
	"cmp"
	"slices"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// bookletLeaf is how many pages a sheet of a booklet has: two on each side.
const bookletLeaf = 4

// Booklets puts documents on sheets of twice the paper's width (A3 for A4), each copy a
// booklet of its own: printed on both sides, turned over the short edge, put into each
// other and folded in the middle, the sheets give the pages in their order. Blank pages
// fill up the last sheet. The layout's pages are sides of sheets; its outline leads to
// each copy.
func Booklets(parts []Part) *Layout {
	b := &Layout{Elements: make([]Element, 1)}
	for _, part := range parts {
		for n := range max(part.Copies, 1) {
			one := bind([]Part{{part.Layout, 1}}, 1)
			one.fillUp(bookletLeaf)
			b.fold(one, n)
		}
	}
	return b
}

// folding are the pages of each side of a booklet, left and right, counted from 0: the
// front of the outer sheet has the last page and the first.
func folding(pages int) [][2]int {
	sides := make([][2]int, pages/2)
	for i := range sides {
		if sides[i] = [2]int{pages - 1 - i, i}; i%2 == 1 {
			sides[i] = [2]int{i, pages - 1 - i}
		}
	}
	return sides
}

// fold adds the sheets of a document's copy n, from 0. The document is bound alone, so
// that its elements lie below the first one.
func (l *Layout) fold(from *Layout, n int) {
	first, whole := len(l.Pages)+1, int32(len(l.Elements))-1
	for _, e := range from.Elements[1:] {
		if e.Parent > 0 {
			e.Parent += whole
		}
		l.Elements = append(l.Elements, e)
	}
	type half struct {
		page int // of the layout, from 1
		x    Length
	}
	halves := make([]half, len(from.Pages))
	for i, side := range folding(len(from.Pages)) {
		sheet := &Page{Number: first + i, Width: 2 * standard.PaperWidth, Height: standard.PaperHeight}
		for k, page := range side {
			halves[page] = half{sheet.Number, Length(k) * standard.PaperWidth}
			sheet.take(from.Pages[page], halves[page].x, whole)
		}
		l.Pages = append(l.Pages, sheet)
	}
	for _, m := range from.Bookmarks[:min(1, len(from.Bookmarks))] {
		m.Level, m.Page = 1, first
		if n > 0 {
			m.Level, m.Title = 2, doc.CopyWords(n+1)
		}
		l.Bookmarks = append(l.Bookmarks, m)
	}
	for _, a := range from.Areas {
		at := halves[a.Page-1]
		a.Page, a.X = at.page, a.X+at.x
		l.Areas = append(l.Areas, a)
	}
	slices.SortStableFunc(l.Areas, func(a, b Area) int { return cmp.Compare(a.Page, b.Page) })
}

// take puts what stands on a page further to the right on a sheet, whose elements count
// from so many.
func (s *Page) take(p *Page, right Length, elements int32) {
	element := func(e int32) int32 {
		if e > 0 {
			e += p.Elements + elements
		}
		return e
	}
	runs := func(to []Run, from []Run) []Run {
		for _, r := range from {
			r.X, r.Element = r.X+right, element(r.Element)
			to = append(to, r)
		}
		return to
	}
	s.Under, s.Runs = runs(s.Under, p.Under), runs(s.Runs, p.Runs)
	for _, r := range p.Rules {
		r.X += right
		s.Rules = append(s.Rules, r)
	}
	for _, shape := range p.Shapes {
		shape = shape.move(right, 0)
		shape.Element = element(shape.Element)
		s.Shapes = append(s.Shapes, shape)
	}
	for _, m := range p.Images {
		m.X, m.Element = m.X+right, element(m.Element)
		s.Images = append(s.Images, m)
	}
}
