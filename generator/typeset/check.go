package typeset

import (
	"reflect"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// The last net: everything that is put on a page is looked at. What reaches out of the
// type area, and what stands over other text of its element, is complained of by the
// element's name: a name that is too long for its place is not cut in silence.

// elements are what complaints call a block.
var elements = map[reflect.Type]diag.Text{
	reflect.TypeFor[*doc.Masthead]():    diag.T("版头", "the head"),
	reflect.TypeFor[*doc.Recipients]():  diag.T("主送机关", "the recipients"),
	reflect.TypeFor[*doc.Title]():       diag.T("标题", "the title"),
	reflect.TypeFor[*doc.Heading]():     diag.T("小标题", "a heading"),
	reflect.TypeFor[*doc.Table]():       diag.T("表格", "a table"),
	reflect.TypeFor[*doc.Signatures]():  diag.T("签字栏", "the signing block"),
	reflect.TypeFor[*doc.Closing]():     diag.T("落款", "the closing"),
	reflect.TypeFor[*doc.Attendance]():  diag.T("出席名单", "the list of attendance"),
	reflect.TypeFor[*doc.Attachments](): diag.T("附件说明", "the list of attachments"),
	reflect.TypeFor[*doc.Attachment]():  diag.T("附件标题", "an attachment's title"),
	reflect.TypeFor[*doc.Imprint]():     diag.T("版记", "the imprint"),
}

// unseen are blocks whose letters may touch: a chart's labels.
var unseen = map[reflect.Type]bool{reflect.TypeFor[*doc.Chart](): true, reflect.TypeFor[*doc.Figure](): true}

// source is the block that boxes are of.
type source struct {
	kind reflect.Type
	line int
}

// tolerance is what a box may reach out of the type area: roundings, and a mark's blank.
const tolerance = Pt

// look complains of what is wrong with a box whose top is at y on a page.
func (s *setter) look(page int, b *box, y Length) {
	s.begun = s.begun || page == 1 && isText[b.of.kind] && !b.skip
	if unseen[b.of.kind] {
		return
	}
	s.breadths = s.breadths[:0]
	for i := range b.runs {
		r := &b.runs[i]
		left, right := breadthOf(r)
		s.breadths = append(s.breadths, breadth{left, right})
		if left < -tolerance || right > standard.AreaWidth+tolerance {
			left, right = inkOf(r)
		}
		top, bottom := y+r.Y-r.Size*8/10, y+r.Y
		switch {
		case r.Turn != 0: // a turned table is looked at before it is turned, a seal may reach out
		case left < -tolerance, right > standard.AreaWidth+tolerance, bottom > standard.AreaHeight+tolerance, r.Ink == Black && top < -tolerance && page > 1:
			s.spoiled(page, b, "text-off-area", r, diag.T("超出版心", "reaches out of the type area"))
			return
		}
	}
	if len(b.runs) < 2 || b.text {
		return
	}
	for i := range b.runs {
		for j := range b.runs[:i] {
			if min(s.breadths[i].right, s.breadths[j].right) <= max(s.breadths[i].left, s.breadths[j].left) {
				continue // they stand beside each other
			}
			if r := &b.runs[i]; covers(r, &b.runs[j]) {
				s.spoiled(page, b, "text-over-text", r, diag.T("压住同一处的其他文字", "stands over other text"))
				return
			}
		}
	}
}

// covers tells whether two runs stand over each other by more than marks close up.
func covers(a, b *Run) bool {
	if a.Turn != 0 || b.Turn != 0 || a.Ink != b.Ink {
		return false // a sample seal stands on its name
	}
	size := min(a.Size, b.Size)
	if d := a.Y - b.Y; d > size*7/10 || d < -size*7/10 {
		return false
	}
	left, right := inkOf(a)
	from, to := inkOf(b)
	return min(right, to)-max(left, from) > size*6/10
}

// breadth is how far a run reaches to the left and to the right.
type breadth struct{ left, right Length }

func breadthOf(r *Run) (left, right Length) {
	last := &r.Glyphs[len(r.Glyphs)-1]
	return r.X, r.X + last.X + r.Size*Length(r.Face.Advance(last.ID))/1000
}

// inkOf is how far a run reaches to the left and to the right, the blank halves of marks
// at its ends apart.
func inkOf(r *Run) (left, right Length) {
	first, last := r.Glyphs[0], r.Glyphs[len(r.Glyphs)-1]
	left, right = breadthOf(r)
	if classOf(first.Rune).is(opener) {
		left += r.Size / 2
	}
	if classOf(last.Rune).is(closer) || last.Rune == ' ' {
		right = max(r.X+last.X, right-r.Size/2)
	}
	return left, right
}

func (s *setter) spoiled(page int, b *box, code string, r *Run, what diag.Text) {
	name, ok := elements[b.of.kind]
	if !ok {
		name = diag.T("正文", "the text")
	}
	key := code + name.Zh
	if s.told[key] {
		return
	}
	if s.told == nil {
		s.told = map[string]bool{}
	}
	s.told[key] = true
	s.line = b.of.line
	s.complain(code, strings.TrimSpace(r.Text()), diag.T("第%[1]d页的%[2]s%[3]s", "page %[1]d: %[2]s %[3]s", page, name, what),
		diag.T("缩短文字", "shorten the text"))
}
