package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// natural is a text's width before justification in 1/100 em of its size.
func natural(t *testing.T, text string) int {
	t.Helper()
	s := &setter{faces: face.Default()}
	pieces := []piece{{text, style{role: face.SongTi, size: 100 * Pt}}}
	return int(s.width(pieces) / Pt)
}

// Nested and adjacent marks close up: of two blanks that meet one goes, and a
// mark that follows another of its kind stands close to it (GB/T 15834-2011;
// W3C clreq, 3.1.6). Widths are in 1/100 em of 宋体, whose blanks are a little
// less than half an em wide: a pair closes up by 40 to 50.
func TestAdjacentMarks(t *testing.T) {
	for _, c := range []struct {
		text  string
		plain int // characters
		pairs int // that close up
	}{
		{"（〔中〕医、〔中〕药、技）", 13, 2}, // （〔 and 、〔
		{"》！？", 3, 2}, {"；", 1, 0}, {"。”（", 3, 2}, {"——“……”", 6, 0}, {"），", 2, 1}, {"。”", 2, 1}, {"”（", 2, 1},
		{"，“", 2, 1}, {"：“《", 3, 2}, {"、《", 2, 1}, {"》、《", 3, 2}, {"》《", 2, 1}, {"（（", 2, 1}, {"））", 2, 1}, {"安，全", 3, 0}, {"（安）", 3, 0}, {"“‘安’”", 5, 2},
	} {
		got := natural(t, c.text)
		least, most := 100*c.plain-50*c.pairs, 100*c.plain-40*c.pairs
		if got < least || got > most {
			t.Errorf("%s is %d wide, want %d to %d: %d pairs close up", c.text, got, least, most, c.pairs)
		}
	}
}

// stock is what random paragraphs are made of.
var stock = []string{
	"安", "全", "生", "产", "责", "任", "督", "查", "𬀩", "㛃",
	"，", "。", "、", "；", "：", "“", "”", "（", "）", "《", "》", "〔", "〕", "——", "……", "？", "！", "·",
	"2026", "98.5%", "〔2026〕12号", "2026年3月5日", "3,500万元", "20℃", "№3", "safety", "GB/T 9704-2012", "http://a.cn/b/c?d=1", " ", "A-B", "12号",
}

func randomText(rng *rand.Rand) string {
	var b strings.Builder
	for range 1 + rng.IntN(120) {
		i := rng.IntN(len(stock))
		if rng.IntN(3) > 0 {
			i = rng.IntN(10)
		}
		b.WriteString(stock[i])
	}
	return strings.TrimSpace(b.String())
}

// Ten thousand random paragraphs at random widths: nothing is lost or moved
// about, no forbidden mark stands at an edge, two-character marks and numbers
// stay whole, every justified line ends on the edge within 0.01 mm unless its gaps had
// to grow by more than 0.3 em, and no line gives up more than its marks' blanks.
func TestTenThousandParagraphs(t *testing.T) {
	rng := rand.New(rand.NewPCG(9704, 2012))
	faces := face.Default()
	s := &setter{faces: faces}
	for n := range 10_000 {
		text := randomText(rng)
		if text == "" {
			continue
		}
		width := standard.Cell*Length(6+rng.IntN(30)) + Length(rng.IntN(int(standard.Cell)))
		list := atoms(faces, s.plain(text), func(r rune) { t.Fatalf("no glyph for %q", r) })
		if n%3 == 0 {
			spaceScripts(list)
		}
		b := &breaker{atoms: list, first: width - Length(rng.IntN(2))*2*standard.Cell, rest: width}
		at := 0
		for _, l := range b.lines() {
			if l.start != at || l.end <= l.start {
				t.Fatalf("%q: a line goes from %d to %d after %d", text, l.start, l.end, at)
			}
			at = l.end
			checkLine(t, b, l, text)
		}
		if at != len(list) {
			t.Fatalf("%q: %d of %d characters are set", text, at, len(list))
		}
	}
}

func checkLine(t *testing.T, b *breaker, l span, text string) {
	t.Helper()
	list := b.atoms
	want := b.measure(l.start)
	if l.end < len(list) {
		a, next := list[l.end-1], list[l.end]
		switch {
		case a.breaks == never && fitsSomehow(b, l.start):
			t.Errorf("%q: a line ends between %q and %q", text, a.rune, next.rune)
		case a.breaks != never && (classOf(a.rune).is(notAtTail) || classOf(next.rune).is(notAtHead) || a.rune == next.rune && classOf(a.rune).is(paired) || a.class.is(digit) && next.class.is(digit)):
			t.Errorf("%q: a break is allowed between %q and %q", text, a.rune, next.rune)
		}
	}
	width, give, gaps, last := b.natural(l.start, l.end)
	x := b.place(l)
	for i := 1; i < len(x); i++ {
		if x[i] < x[i-1] {
			t.Fatalf("%q: characters change places", text)
		}
	}
	a := &list[last]
	right := x[last-l.start] + a.width - a.track
	switch {
	case width > want+give: // an emergency: one character wider than the line
	case width > want:
		if right-a.trimEnd > want+Mm(1) || right > want+a.trimEnd+Mm(1) {
			t.Errorf("%q: a squeezed line ends at %d, want %d", text, right, want)
		}
		if squeezed := width - want; squeezed > give {
			t.Errorf("%q: a line gives up %d, more than its marks' %d", text, squeezed, give)
		}
	case a.breaks != required && list[l.end-1].breaks != required && float64(want-width) > mostLoose*float64(max(1, gaps))*float64(list[l.start].size):
		if right != width { // drawn apart it could not be read
			t.Errorf("%q: a line that is too loose ends at %d, want %d", text, right, width)
		}
	case a.breaks != required && list[l.end-1].breaks != required && gaps > 0:
		if right < want-Mm(1) || right > want+Mm(1) {
			t.Errorf("%q: a line ends at %d, want %d", text, right, want)
		}
	}
}

// fitsSomehow tells whether a line that starts there could have ended at an
// allowed break: otherwise breaking anywhere is right.
func fitsSomehow(b *breaker, start int) bool {
	for end := start + 1; end <= len(b.atoms); end++ {
		width, give, _, _ := b.natural(start, end)
		if width-give > b.measure(start) {
			return false
		}
		if b.atoms[end-1].breaks != never {
			return b.best(torn) != nil
		}
	}
	return true
}

// A paragraph that can be set without a last line of one character is.
func TestNoWidow(t *testing.T) {
	for n := 20; n < 120; n++ {
		text := strings.Repeat("安全，生产责任重于泰山", 12)
		text = string([]rune(text)[:n]) + "。"
		lines, _ := setLines(t, text, standard.AreaWidth)
		last := strings.TrimRight(lines[len(lines)-1], "。")
		if len(lines) > 1 && len([]rune(last)) == 1 {
			t.Errorf("%d characters end with the line %q", n, lines[len(lines)-1])
		}
	}
}

// With the setting on, a quarter em stands between Han and Latin.
func TestSpacing(t *testing.T) {
	for _, spacing := range []bool{false, true} {
		d := &doc.Document{Meta: doc.Meta{Spacing: spacing}, Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "共3人"}}}}}
		l, _ := Typeset(resolved(d), face.Default())
		var x []Length
		for _, r := range l.Pages[0].Runs[:3] {
			x = append(x, r.X)
		}
		got := fmt.Sprint((x[1]-x[0]-standard.Cell)*4/standard.SizeBody, (x[2]-x[1]-standard.SizeBody/2)*4/standard.SizeBody)
		if want := map[bool]string{false: "0 0", true: "1 1"}[spacing]; got != want {
			t.Errorf("spacing %v: gaps of %s quarters of an em, want %s", spacing, got, want)
		}
	}
}

// The marks of an address of the net are not drawn apart.
func TestAddressesAreNotDrawnApart(t *testing.T) {
	for n := range 20 {
		text := strings.Repeat("国", n) + "https://www.a-b.cn/c" + strings.Repeat("国", 40)
		s := &setter{faces: face.Default()}
		for _, runs := range s.lines(s.plain(text), 0, 0, standard.AreaWidth, start) {
			for i := range runs {
				r := &runs[i]
				for k := range r.Glyphs[:len(r.Glyphs)-1] {
					g, next := r.Glyphs[k], r.Glyphs[k+1]
					if w := r.Size * Length(r.Face.Advance(g.ID)) / 1000; g.Rune < 0x80 && next.Rune < 0x80 && abs(next.X-g.X-w) > Pt/20 {
						t.Fatalf("%s: %c and %c stand %v apart", text, g.Rune, next.Rune, next.X-g.X-w)
					}
				}
			}
		}
	}
}

// A line that had to be drawn apart by more than 0.3 em a gap is left short; one that had
// not ends on the edge.
func TestLooseLinesAreLeftShort(t *testing.T) {
	for han, full := range map[int]bool{1: false, 4: false, 15: true} {
		s := &setter{faces: face.Default()}
		line := s.lines(s.plain(strings.Repeat("国", han)+strings.Repeat("a", 27)+" "+strings.Repeat("b", 29)), 0, 0, standard.AreaWidth, start)[0]
		_, right := inkOf(&line[len(line)-1])
		if got := abs(right-standard.AreaWidth) < Pt; got != full {
			t.Errorf("a line of %d Han characters and a word ends at %v of %v", han, right, standard.AreaWidth)
		}
	}
}
