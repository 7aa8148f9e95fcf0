package typeset

import (
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
func Bind(parts []Part) *Layout {
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
			first := len(b.Pages) + 1
			if first%2 == 0 {
				b.Pages = append(b.Pages, &Page{Number: first, Width: standard.PaperWidth, Height: standard.PaperHeight})
				first++
			}
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
