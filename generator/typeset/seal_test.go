package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// closingOf is the source of a closing with so many lines of text above it.
func closingOf(lines int, settings string, offices ...string) string {
	var b strings.Builder
	b.WriteString(strings.Repeat("正文。\n\n", lines) + "```closing\n")
	for _, o := range offices {
		b.WriteString("office: " + o + "\n")
	}
	b.WriteString("date: 2026年3月5日\n" + settings + "\n```\n")
	return b.String()
}

// top is how far a run's em box begins below the type area's top.
func top(r Run) Length { return r.Y - baseline(r.Size) - standard.MarginTop }

// 7.3.5.1: the date stands four characters from the right, the seal's middle between
// the last line of the name and the date; the seal's place is as large as the seal.
func TestSealStandsOnNameAndDate(t *testing.T) {
	for _, office := range []string{"安澜市应急管理局", "安澜市" + strings.Repeat("宽", 20), "安澜市" + strings.Repeat("长", 40) + "委员会办公室"} {
		for _, diameter := range []int64{30, 42, 60} {
			l := layOut(t, closingOf(3, fmt.Sprintf("seal: yes\ndiameter: %d", diameter), office), doc.Meta{}, doc.Options{})
			name, _ := find(t, l, "安澜市")
			date, _ := find(t, l, "2026")
			s := &setter{faces: face.Default()}
			width := s.width(s.plain("2026年3月5日"))
			if got := chars(standard.MarginLeft + standard.AreaWidth - date.X - width); len([]rune(office)) < 14 && got != 4 {
				t.Errorf("%s: the date ends %v characters from the right, want 4", office, got)
			}
			if len(l.Areas) != 1 {
				t.Fatalf("%d places of seals", len(l.Areas))
			}
			a := l.Areas[0]
			if abs(a.Width-Mm(diameter*100)) > 2 || a.Height != a.Width {
				t.Errorf("the place is %d by %d, want %d", a.Width, a.Height, Mm(diameter*100))
			}
			lines := (top(date) - top(name)) / standard.RowHeight
			middle := (top(name) + Length(lines-1)*standard.RowHeight + top(date) + standard.SizeBody) / 2
			if got := a.Y + a.Height/2 - standard.MarginTop; abs(got-middle) > 2*Pt {
				t.Errorf("%s, %d mm: the seal's middle is at %d, name and date's at %d", office, diameter, got, middle)
			}
			if wide := s.width(s.plain(office)); lines == 1 && abs(a.X+a.Width/2-name.X-wide/2) > Pt {
				t.Errorf("%s: the seal's middle is at %d, the name's at %d", office, a.X+a.Width/2, name.X+wide/2)
			}
			if got := a.X + a.Width/2 - date.X - width/2; abs(got) > Pt {
				t.Errorf("%s: the seal's middle is %d beside the date's", office, got)
			}
		}
	}
}

// 7.3.5.1: seals in rows below each other are 2 mm apart, whatever their size.
func TestSealsOfRowsAreApart(t *testing.T) {
	for diameter := int64(30); diameter <= 60; diameter++ {
		l := layOut(t, closingOf(1, fmt.Sprintf("seal: yes\ndiameter: %d", diameter), "安澜市交通运输局", "安澜市公安局", "安澜市应急管理局"), doc.Meta{}, doc.Options{})
		if len(l.Areas) != 3 || l.Areas[0].Page != l.Areas[2].Page {
			continue // the second row is on a page of its own
		}
		first, second := l.Areas[0], l.Areas[2]
		if got := second.Y - first.Y - first.Height; got < Mm(200) || got > Mm(200)+standard.RowHeight+Pt {
			t.Errorf("seals of %d mm: rows are %d apart, want %d and less than a line more", diameter, got, Mm(200))
		}
	}
}

// Seals side by side are two at most (three would leave the date no place), and a name
// of fewer lines than its neighbour's stands with its last line beside the other's.
func TestNamesBesideEachOther(t *testing.T) {
	long := "安澜市" + strings.Repeat("长", 16) + "委员会"
	l := layOut(t, closingOf(1, "seal: yes\ndiameter: 30", "丙局", long, "丁局"), doc.Meta{}, doc.Options{})
	short, _ := find(t, l, "丙局")
	third, _ := find(t, l, "丁局")
	last, _ := find(t, l, "长")
	if short.Y != last.Y {
		t.Errorf("丙局 stands at %d, the last line of its neighbour at %d", short.Y, last.Y)
	}
	if third.Y <= short.Y {
		t.Errorf("three seals side by side")
	}
}

// The seal hangs over the line below the date: the date never stands on a page's last line.
func TestLineBelowSealedDate(t *testing.T) {
	for lines := range 25 {
		l := layOut(t, closingOf(lines, "seal: yes", "安澜市应急管理局"), doc.Meta{}, doc.Options{})
		date, page := find(t, l, "2026")
		if top(date)+standard.RowHeight+standard.SizeBody > standard.AreaHeight+2*Pt {
			t.Errorf("after %d lines the date stands on the last line of page %d", lines, page)
		}
	}
}

// A picture is set as large as its room, in its own proportions.
func TestFitted(t *testing.T) {
	for _, c := range []struct {
		width, height  int
		wantW, wantTop Length
	}{{200, 100, 100 * Pt, 50 * Pt}, {100, 100, 60 * Pt, 60 * Pt}, {10, 100, 6 * Pt, 60 * Pt}, {1000, 10, 100 * Pt, Pt}} {
		if w, h := fitted(doc.Picture{Width: c.width, Height: c.height}, 100*Pt, 60*Pt); w != c.wantW || h != c.wantTop {
			t.Errorf("%d by %d: set %d by %d, want %d by %d", c.width, c.height, w, h, c.wantW, c.wantTop)
		}
	}
}
