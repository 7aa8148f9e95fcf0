package typeset

import (
	"slices"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// Part is one document of a bound layout.
type Part struct {
	Layout *Layout
	Copies int // at least 1
}

// Bind puts documents behind each other for the print shop. Each copy of each
// document begins on an odd page, so that with both sides printed none shares a
// sheet with another; a document keeps the folios it was set with. The outline
// has each document's own, and an entry for each further copy below its title.
func Bind(parts []Part) *Layout { return bind(parts, 2) }

// bind begins each copy at a whole number of leaves, of so many pages each.
func bind(parts []Part, leaf int) *Layout {
	b := &Layout{Elements: make([]Element, 1)}
	for _, part := range parts {
		for n := range max(part.Copies, 1) {
			whole := int32(len(b.Elements))
			for i, e := range part.Layout.Elements {
				if e.Parent += whole; i == 0 {
					e.Kind, e.Parent = PartElement, 0
				}
				b.Elements = append(b.Elements, e)
			}
			b.fillUp(leaf)
			first := len(b.Pages) + 1
			if n == 0 {
				for _, m := range part.Layout.Bookmarks {
					m.Page += first - 1
					b.Bookmarks = append(b.Bookmarks, m)
				}
			} else {
				b.Bookmarks = append(b.Bookmarks, Bookmark{Title: doc.CopyWords(n + 1), Level: 2, Page: first})
			}
			for _, a := range part.Layout.Areas {
				a.Page += first - 1
				b.Areas = append(b.Areas, a)
			}
			for i, p := range part.Layout.Pages {
				page := *p
				page.Number, page.Elements = first+i, p.Elements+whole
				b.Pages = append(b.Pages, &page)
			}
		}
	}
	return b
}

// fillUp adds blank pages until the last leaf is whole.
func (l *Layout) fillUp(leaf int) {
	for len(l.Pages)%leaf != 0 {
		l.Pages = append(l.Pages, &Page{Number: len(l.Pages) + 1, Width: standard.PaperWidth, Height: standard.PaperHeight})
	}
}

// Side is every second page, the odd ones or the even ones, for printers that print one
// side: there are as many of both, the last even one may be blank. Of the outline that
// is kept which leads to them; headings are paragraphs, for levels would be missing
// between them (ISO 14289-1, 7.4.2).
func (l *Layout) Side(even bool) *Layout {
	l.fillUp(2)
	side := &Layout{Elements: slices.Clone(l.Elements)}
	for i, e := range side.Elements {
		if e.Kind == HeadingElement {
			e.Kind, e.Level = ParagraphElement, 0
			side.Elements[i] = e
		}
	}
	on := func(page int) bool { return page%2 == 0 == even }
	for _, p := range l.Pages {
		if on(p.Number) {
			page := *p
			page.Number = len(side.Pages) + 1
			side.Pages = append(side.Pages, &page)
		}
	}
	for _, m := range l.Bookmarks {
		if on(m.Page) {
			m.Page = (m.Page + 1) / 2
			side.Bookmarks = append(side.Bookmarks, m)
		}
	}
	side.Areas = slices.Clone(l.Areas)
	side.Areas = slices.DeleteFunc(side.Areas, func(a Area) bool { return !on(a.Page) })
	for i := range side.Areas {
		side.Areas[i].Page = (side.Areas[i].Page + 1) / 2
	}
	return side
}
