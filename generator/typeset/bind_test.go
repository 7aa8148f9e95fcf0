package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/standard"
)

// bindable is a layout of n pages with a title and a heading on its last page.
func bindable(title string, n int) *Layout {
	l := &Layout{Bookmarks: []Bookmark{{title, 1, 1, 0}, {"一、", 2, n, 5}}}
	for i := range n {
		l.Pages = append(l.Pages, &Page{Number: i + 1, Width: standard.PaperWidth, Height: standard.PaperHeight, Rules: []Rule{{X: Length(i + 1)}}})
	}
	return l
}

// Every copy begins on an odd page, blank pages have the paper's size, and the
// documents bound are left as they were.
func TestBind(t *testing.T) {
	a, b := bindable("甲", 3), bindable("乙", 2)
	l := Bind([]Part{{a, 2}, {b, 1}, {a, 0}})
	var pages strings.Builder
	for i, p := range l.Pages {
		if p.Number != i+1 || p.Width != standard.PaperWidth || p.Height != standard.PaperHeight {
			t.Errorf("page %d is number %d of %v x %v", i+1, p.Number, p.Width, p.Height)
		}
		if len(p.Rules) == 0 {
			pages.WriteString(" -")
		} else {
			fmt.Fprint(&pages, " ", int(p.Rules[0].X))
		}
	}
	if got, want := pages.String(), " 1 2 3 - 1 2 3 - 1 2 1 2 3"; got != want {
		t.Errorf("pages %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(l.Bookmarks), "[{甲 1 1 0} {一、 2 3 5} {第2份 2 5 0} {乙 1 9 0} {一、 2 10 5} {甲 1 11 0} {一、 2 13 5}]"; got != want {
		t.Errorf("outline\n%s, want\n%s", got, want)
	}
	if a.Pages[0].Number != 1 || a.Bookmarks[0].Page != 1 {
		t.Error("binding changed a document")
	}
}
