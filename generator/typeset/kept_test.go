package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// says prints a layout with the elements that its runs are content of, and its rules.
func says(l *Layout) string {
	var b strings.Builder
	for _, p := range l.Pages {
		for i := range p.Runs {
			r := &p.Runs[i]
			fmt.Fprintf(&b, "%d %d %d %s %d %v\n", r.X, r.Y, r.Size, r.Face.Name, r.Element, r.Glyphs)
		}
		fmt.Fprintln(&b, p.Rules)
	}
	return b.String()
}

const keptText = "# 责任目标\n\n甲方与乙方于2026年3月1日签订GB/T 33000—2016的责任书，%s“横向到边、纵向到底”；各项指标完成率达到98.5%%以上，逐级签订、层层落实，不得挤占、挪用。\n\n" +
	"1. 第一项\n2. 第二项\n\n| 序号 | 指标 | 数 |\n|---|---|---|\n| 1 | 各类事故死亡人数 | 12.5 |\n| 2 | 较大事故起数 | 3 |\n"

// A document is the same whatever was set before it: text that is kept stands where it
// would stand alone, as content of this document's elements and of no other's.
func TestKeptTextIsTheSame(t *testing.T) {
	set := func(faces *face.Set, text string, spacing bool) string {
		d, complaints := doc.Parse([]byte(text), "t", 1)
		if complaints.Len() > 0 {
			t.Fatal(complaints.All())
		}
		d.Meta = doc.Meta{Layout: "document", Title: "关于安全生产的通知", Spacing: spacing}
		r, _ := doc.Resolve(d, doc.Options{})
		l, complaints := Typeset(r, faces)
		defer l.Release()
		for _, c := range complaints.All() {
			if c.Code != "glyph-missing" {
				t.Fatal(c)
			}
		}
		return fmt.Sprint(complaints.Len(), says(l))
	}
	var texts []string
	for _, before := range []string{"", "文在前。\n\n", "# 另一节\n\n文在前。\n\n1. 项\n\n"} { // other elements
		for _, word := range []string{"", "做到", strings.Repeat("层层落实，", 12), "\U0003FFFD"} { // the last has no glyph
			texts = append(texts, before+fmt.Sprintf(keptText, word))
		}
	}
	faces := face.Default()
	for round := range 4 { // what comes twice is kept
		for _, spacing := range []bool{false, true} {
			for i, text := range texts {
				if got, want := set(faces, text, spacing), set(face.Default(), text, spacing); got != want {
					t.Fatalf("round %d, text %d, spacing %v: set behind others it stands otherwise\n%s", round, i, spacing, firstDifference(got, want))
				}
			}
		}
	}
	h := shelvesOf(faces)
	n := 0
	for i := range h.shelf {
		n += len(h.shelf[i].now)
	}
	if n < 20 {
		t.Errorf("%d texts are kept", n)
	}
	if err := faces.FallBack(nil); err != nil {
		t.Fatal(err)
	}
	if shelvesOf(faces) == h {
		t.Error("what was kept is still there though another font is chosen")
	}
}

// What is kept has an end: beyond it, what was not asked for since is forgotten.
func TestKeptTextIsForgotten(t *testing.T) {
	var h shelf
	for i := range uint64(20_000) {
		h.put(i, &kept{pieces: []piece{{text: strings.Repeat("安", 100)}}})
		if len(h.now)+len(h.before) > 2*mostKept/700 {
			t.Fatalf("%d and %d are kept", len(h.now), len(h.before))
		}
	}
	if h.now[19_999] == nil {
		t.Error("the last is not kept")
	}
}

// What a document is set in is handed on, and nothing of it is left in the next.
func TestSlabs(t *testing.T) {
	var s slab[int]
	a := append(s.take(3), 1, 2, 3)
	s.leave(0)
	b := s.take(600) // more than a block has
	c := append(s.take(2), 4)
	if s.leave(1); len(append(c, 5)) != 2 || a[2] != 3 || cap(b) != 600 {
		t.Errorf("pieces are %v, %d and %v", a, cap(b), c)
	}
	d := append(s.take(1), 6)
	if s.giveBack(); a[0] != 0 || d[0] != 0 {
		t.Error("what was in a piece is left there")
	}
	if e := s.take(3); &e[:1][0] != &a[0] {
		t.Error("memory is not handed on")
	}
}

// A layout that is released hands all its memory on, and nothing of its pages with it.
func TestReleasedMemory(t *testing.T) {
	d, _ := doc.Parse(fmt.Appendf(nil, keptText, ""), "t", 1)
	l, _ := Typeset(resolved(d), face.Default())
	pages, s := l.Pages, l.sheets
	runs, rules, spareRuns, spareRules := pages[0].Runs, pages[0].Rules, len(s.runs), len(s.rules)
	if l.Release(); len(l.Pages) != 0 || len(s.runs) != spareRuns+len(pages) || len(s.rules) != spareRules+len(pages) {
		t.Errorf("%d pages are left, the runs of %d and the rules of %d handed on", len(l.Pages), len(s.runs)-spareRuns, len(s.rules)-spareRules)
	}
	for i := range s.runs {
		if len(s.runs[i]) != 0 {
			t.Errorf("%d runs stand on a page that is begun", len(s.runs[i]))
		}
	}
	for i := range s.rules {
		if len(s.rules[i]) != 0 {
			t.Errorf("%d rules stand on a page that is begun", len(s.rules[i]))
		}
	}
	if len(runs) == 0 || len(rules) == 0 || runs[0].Face != nil {
		t.Errorf("of %d runs and %d rules the faces are held", len(runs), len(rules))
	}
	for _, b := range s.glyphs.blocks {
		if len(b) != 0 {
			t.Errorf("%d glyphs are not handed on", len(b))
		}
	}
	l.Release() // once more does nothing
}

// What is kept by a key is taken only for the very pieces that it was kept for: keys may
// meet.
func TestKeptIsOfThesePieces(t *testing.T) {
	pieces := func() []piece {
		return []piece{{"安全", bodyStyle(face.FangSong)}, {"生产", bodyStyle(face.HeiTi)}}
	}
	m := manner{first: 2 * standard.Cell, right: standard.AreaWidth}
	s := &setter{element: 3}
	var o owners
	at, _ := o.place(3)
	k := &kept{manner: m, pieces: pieces()}
	for i := range k.pieces {
		k.pieces[i].style.element = at
	}
	for what, change := range map[string]func(p []piece, m *manner) []piece{
		"":              func(p []piece, m *manner) []piece { return p },
		"another text":  func(p []piece, m *manner) []piece { p[1].text = "生"; return p },
		"another face":  func(p []piece, m *manner) []piece { p[0].style.role = face.KaiTi; return p },
		"another size":  func(p []piece, m *manner) []piece { p[0].style.size++; return p },
		"off the grid":  func(p []piece, m *manner) []piece { p[0].style.grid = false; return p },
		"fewer pieces":  func(p []piece, m *manner) []piece { return p[:1] },
		"of another":    func(p []piece, m *manner) []piece { p[1].style.element = 4; return p },
		"another width": func(p []piece, m *manner) []piece { m.right--; return p },
		"another use":   func(p []piece, m *manner) []piece { m.use = forCell; return p },
	} {
		m, o := m, o
		p := change(pieces(), &m)
		if got := k.is(s, p, &m, &o); got != (what == "") {
			t.Errorf("%q: kept for it is %v", what, got)
		}
	}
}
