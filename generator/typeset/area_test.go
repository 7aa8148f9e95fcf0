package typeset

import (
	"slices"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// Places of seals move with their documents when these are bound.
func TestBoundPlacesOfSeals(t *testing.T) {
	one := &Layout{Pages: []*Page{{Number: 1}, {Number: 2}, {Number: 3}}, Areas: []Area{{Name: "甲", Page: 3}}}
	got := Bind([]Part{{one, 2}, {one, 1}}).Areas
	if len(got) != 3 || got[0].Page != 3 || got[1].Page != 7 || got[2].Page != 11 {
		t.Errorf("the places are %v", got)
	}
}

// A signing block's places of seals are about the words that ask for them, the second
// column's too, by whose they are.
func TestSigningBlockHasPlacesOfSeals(t *testing.T) {
	l := layOut(t, "文。\n\n```signatures\n甲方（盖章）： | 乙方：（盖章）\n负责人： | 负责人：\n```\n", doc.Meta{Layout: "agreement", Title: "责任书"}, doc.Options{})
	var whose []string
	for i, a := range l.Areas {
		whose = append(whose, a.Name)
		middle := Point{a.X + a.Width/2, a.Y + a.Height/2}
		var first, last Point
		for _, r := range l.Pages[a.Page-1].Runs {
			for k, g := range r.Glyphs {
				if g.Rune == '盖' && (r.X+g.X > standard.PaperWidth/2) == (i == 1) {
					first, last = Point{r.X + g.X, r.Y}, Point{r.X + r.Glyphs[k+1].X + r.Size, r.Y - r.Size}
				}
			}
		}
		if middle.X < first.X || middle.X > last.X || middle.Y > first.Y || middle.Y < last.Y || a.Width != Mm(4500) {
			t.Errorf("the place of %s is about %v, the word from %v to %v", a.Name, middle, first, last)
		}
	}
	if !slices.Equal(whose, []string{"甲方", "乙方"}) {
		t.Errorf("the places are those of %q", whose)
	}
}
