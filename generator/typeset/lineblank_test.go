package typeset

import (
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// A blank at which a line ends is written: words stay apart where lines are put together.
// At a paragraph's end and at a forced break there is none.
func TestLinesKeepTheirBlanks(t *testing.T) {
	const text = "responsibility agreement of the year between the government and the joint venture Shell Oil Company Limited"
	for _, c := range []string{text, text + " ", strings.Repeat("安", 27) + "全 " + text} {
		d, _ := doc.Parse([]byte(c+"\n"), "t", 1)
		l, _ := Typeset(resolved(d), face.Default())
		var got strings.Builder
		for _, r := range l.Pages[0].Runs {
			if r.Element > 0 {
				got.WriteString(r.Text())
			}
		}
		if want := strings.TrimSpace(c); got.String() != want {
			t.Errorf("the lines say %q, want %q", got.String(), want)
		}
	}
}

// So it is in titles, broken where they say and where they do not, and in names of several
// lines: what elements say is the text.
func TestTitlesKeepTheirBlanks(t *testing.T) {
	const name = "Shell Oil and Petroleum Company Limited of the Southern Development Zone"
	for _, title := range []string{
		"Notice of the Safety Committee on the Responsibility Agreements of the Coming Year",
		"Notice of the Safety Committee\non the Annual Agreements",
		"Notice of the Safety Committee\non the Responsibility Agreements of the Coming Year",
		"安全生产委员会办公室转发\nNotice of the Safety Committee of Shell Company\n的通知",
	} {
		l := layOut(t, "正文。\n\n```closing\noffice: "+name+"\ndate: 2026年3月5日\n```\n", doc.Meta{Layout: "document", Title: title}, doc.Options{})
		said := map[int32]string{}
		for _, r := range l.Pages[0].Runs {
			said[r.Element] += r.Text()
		}
		has := func(want string) bool {
			for _, got := range said {
				if got == want {
					return true
				}
			}
			return false
		}
		if want := doc.OneLine(title); !has(want) || strings.Count(want, " ") != strings.Count(title, " ")+strings.Count(title, "e\no") || !has(name) {
			t.Errorf("the elements say %q, want %q and %q", said, want, name)
		}
	}
}

// A line of a joint issuer's mark is drawn out to its column's width up to its last
// character: a blank at its end is not seen, and what is not set takes no part.
func TestSpreadUpToTheLastCharacter(t *testing.T) {
	const left, width = 30 * Pt, 200 * Pt
	for _, text := range []string{"甲乙丙", "Oil Company ", "甲\u200b\u200b乙丙", "甲乙丙\u200b "} {
		s := &setter{faces: face.Default()}
		runs := s.spread(text, style{role: face.XiaoBiaoSong, size: 26 * Pt}, left, width)[0]
		if runs[0].X != left {
			t.Errorf("%q begins at %v", text, runs[0].X)
		}
		right := Length(0)
		for _, r := range runs {
			for _, g := range r.Glyphs {
				if g.Rune != ' ' {
					right = r.X + g.X + r.Size*Length(r.Face.Advance(g.ID))/1000
				}
			}
		}
		if right != left+width {
			t.Errorf("%q ends at %v, want %v", text, right, left+width)
		}
	}
}
