package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// shown are the pages of a layout by the marks of bindable: left and right halves.
func shown(l *Layout) string {
	var b strings.Builder
	for _, p := range l.Pages {
		halves := [2]string{"-", "-"}
		for _, r := range p.Rules {
			half := r.X / standard.PaperWidth
			halves[half] = fmt.Sprint(int(r.X % standard.PaperWidth))
		}
		if b.WriteString(" " + halves[0]); p.Width > standard.PaperWidth {
			b.WriteString("|" + halves[1])
		}
	}
	return b.String()
}

// Sheets folded in the middle give the pages in their order, each copy a booklet of its
// own with blank pages at its end.
func TestBooklets(t *testing.T) {
	for pages, want := range map[int]string{
		1: " -|1 -|-", 2: " -|1 2|-", 4: " 4|1 2|3", 5: " -|1 2|- -|3 4|5", 8: " 8|1 2|7 6|3 4|5",
	} {
		l := Booklets([]Part{{bindable("甲", pages), 1}})
		if got := shown(l); got != want {
			t.Errorf("%d pages lie as%s, want%s", pages, got, want)
		}
	}
	l := Booklets([]Part{{bindable("甲", 3), 2}, {bindable("乙", 2), 1}})
	if got, want := shown(l), " -|1 2|3 -|1 2|3 -|1 2|-"; got != want {
		t.Errorf("copies lie as%s, want%s", got, want)
	}
	for i, p := range l.Pages {
		if p.Number != i+1 || p.Width != 2*standard.PaperWidth || p.Height != standard.PaperHeight {
			t.Errorf("side %d is number %d of %v x %v", i+1, p.Number, p.Width, p.Height)
		}
	}
	if got, want := fmt.Sprint(l.Bookmarks), "[{甲 1 1 0} {第2份 2 3 0} {乙 1 5 0}]"; got != want {
		t.Errorf("the outline is %s, want %s", got, want)
	}
}

// What stands on a page keeps its element, its seal's place and its picture on the sheet.
func TestBookletKeepsWhatStandsOnAPage(t *testing.T) {
	one := func() *Layout {
		l := bindable("甲", 2)
		l.Elements = []Element{{}, {Kind: HeadingElement}, {Kind: ParagraphElement}}
		l.Pages[1].Elements = 1
		l.Pages[1].Runs = []Run{{X: 5, Element: 1}, {X: 6, Element: FolioArtifact}}
		l.Pages[1].Images = []Image{{X: 7, Element: 1}}
		l.Pages[1].Shapes = []Shape{{Path: []Segment{{Op: MoveTo, Points: [3]Point{{X: 8, Y: 9}}}}, Element: 1}}
		l.Areas = []Area{{Name: "章", Page: 2, X: 3}}
		return l
	}
	l := Booklets([]Part{{one(), 2}})
	if got, want := fmt.Sprint(l.Elements), fmt.Sprint([]Element{{},
		{Kind: PartElement}, {Kind: HeadingElement, Parent: 1}, {Kind: ParagraphElement, Parent: 1},
		{Kind: PartElement}, {Kind: HeadingElement, Parent: 4}, {Kind: ParagraphElement, Parent: 4}}); got != want {
		t.Errorf("elements %s, want %s", got, want)
	}
	back := l.Pages[3] // of the second copy; its page 2 lies at the left
	if got, want := fmt.Sprint(back.Runs[0].X, back.Runs[0].Element, back.Runs[1].Element, back.Images[0].Element, back.Shapes[0].Element, back.Elements), "5 6 -1 6 6 0"; got != want {
		t.Errorf("its content is %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(l.Areas), "[{章 2 3 0 0 0} {章 4 3 0 0 0}]"; got != want {
		t.Errorf("seals stand at %s, want %s", got, want)
	}
	// A page at the right moves there whole.
	l = one()
	l.Pages[0], l.Pages[1] = l.Pages[1], l.Pages[0]
	front := Booklets([]Part{{l, 1}}).Pages[0]
	width := standard.PaperWidth
	if got, want := fmt.Sprint(front.Runs[0].X, front.Rules[0].X, front.Images[0].X, front.Shapes[0].Path[0].Points[0]), fmt.Sprint(5+width, 2+width, 7+width, Point{8 + width, 9}); got != want {
		t.Errorf("it lies at %s, want %s", got, want)
	}
	if l.Pages[0].Runs[0].X != 5 || l.Pages[0].Shapes[0].Path[0].Points[0].X != 8 {
		t.Error("the document was moved itself")
	}
}

// Odd and even pages make two files of as many pages, so that the one lies behind the
// other.
func TestSides(t *testing.T) {
	parts := []Part{{bindable("甲", 3), 1}, {bindable("乙", 1), 1}}
	parts[0].Layout.Areas = []Area{{Name: "章", Page: 2}, {Name: "章", Page: 3}}
	parts[0].Layout.Elements = []Element{{}, {Kind: HeadingElement, Level: 1}, {Kind: HeadingElement, Level: 2}}
	odd, even := Bind(parts).Side(false), Bind(parts).Side(true)
	if got, want := fmt.Sprint(even.Elements), fmt.Sprint([]Element{{}, {Kind: PartElement}, {Kind: ParagraphElement, Parent: 1}, {Kind: ParagraphElement, Parent: 1}}); got != want {
		t.Errorf("half of the headings are %s, want %s", got, want)
	}
	if got := shown(odd) + " /" + shown(even); got != " 1 3 1 / 2 - -" {
		t.Errorf("odd and even pages are%s", got)
	}
	if got, want := fmt.Sprint(odd.Bookmarks, odd.Areas, even.Bookmarks, even.Areas), "[{甲 1 1 0} {一、 2 2 5} {乙 1 3 0} {一、 2 3 5}] [{章 2 0 0 0 0}] [] [{章 1 0 0 0 0}]"; got != want {
		t.Errorf("outline and seals %s, want %s", got, want)
	}
	for i, p := range even.Pages {
		if p.Number != i+1 {
			t.Errorf("page %d has number %d", i+1, p.Number)
		}
	}
}

// A watermark lies below the text, faint, in the middle of every page and inside of it;
// a character that no face has is a complaint.
func TestWatermark(t *testing.T) {
	faces := face.NewSet(nil)
	for _, words := range []string{"内部资料", "内部资料 沐河区人民政府 No.1", strings.Repeat("密", LongestWatermark), "欧阳㛃"} {
		l := bindable("甲", 2)
		if wrong := l.Watermark(words, faces); wrong.Len() > 0 {
			t.Fatal(wrong.All())
		}
		for _, p := range l.Pages {
			text := ""
			for i := range p.Under {
				r := &p.Under[i]
				text += r.Text()
				last := r.Glyphs[len(r.Glyphs)-1]
				wide := (last.X + Length(r.Face.Advance(last.ID))*r.Size/1000) * watermarkSine / 100000
				x, y := r.X+wide, r.Y-wide
				if r.Ink != PaleGrey || r.Turn != 45 || r.Element != UnderArtifact || r.Size < 23*Pt || r.X < r.Size/2 || x > p.Width-r.Size/4 || y < 0 || r.Y > p.Height {
					t.Errorf("%q: %+v reaches to %v, %v", words, *r, x, y)
				}
			}
			first, last := p.Under[0], &p.Under[len(p.Under)-1]
			end := last.X + (last.Glyphs[len(last.Glyphs)-1].X+last.Size)*watermarkSine/100000
			if off := first.X - last.Size*watermarkSine*76/10000000 + end - p.Width; off > last.Size/2 || off < -last.Size/2 {
				t.Errorf("%q is %v off the middle", words, off)
			}
			if text != words {
				t.Errorf("the watermark says %q, want %q", text, words)
			}
		}
	}
	l := bindable("甲", 1)
	if wrong := l.Watermark("甲\U000323B0", faces); wrong.Len() != 1 || wrong.All()[0].Value != "\U000323B0" || l.Pages[0].Under != nil {
		t.Errorf("a character that no face has: %v", wrong.All())
	}
}
