package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// drawn typesets a chart of one series and gives its page.
func drawn(t *testing.T, kind string, values ...string) *Page {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "```chart\nkind: %s\n| 月份 | 本期 |\n", kind)
	for i, v := range values {
		fmt.Fprintf(&b, "| %d月 | %s |\n", i+1, v)
	}
	d, complaints := doc.Parse([]byte(b.String()+"```\n"), "t", 1)
	l, more := Typeset(resolved(d), face.Default())
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	return l.Pages[0]
}

// A bar is as long as its value: twice the value, twice the bar.
func TestBarsAreInProportion(t *testing.T) {
	for _, kind := range []string{"bar", "hbar"} {
		var long []Length
		for _, s := range drawn(t, kind, "10", "20", "0", "5").Shapes {
			if s.Fill == DarkGrey {
				a, b := s.Path[0].Points[0], s.Path[2].Points[0]
				if kind == "bar" {
					long = append(long, b.Y-a.Y)
				} else {
					long = append(long, b.X-a.X)
				}
			}
		}
		if len(long) != 3 || abs(long[1]-2*long[0]) > 2 || abs(long[0]-2*long[2]) > 2 {
			t.Errorf("%s: bars of 10, 20, 0, 5 are %v long", kind, long)
		}
	}
}

func TestScale(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{1, 5}, "0 1 2 3 4 5"}, {[]float64{0, 0}, "0 1"}, {[]float64{3}, "0 1 2 3"}, {[]float64{12, 18}, "0 5 10 15 20"},
		{[]float64{0.3, 0.25}, "0.0 0.1 0.2 0.3"}, {[]float64{-2, 3}, "-2 -1 0 1 2 3"}, {[]float64{98.5, 100}, "0 20 40 60 80 100"}, {[]float64{1234567}, "0 500000 1000000 1500000"},
	} {
		ch := &doc.Chart{}
		for _, v := range c.values {
			ch.Values = append(ch.Values, []doc.Value{{Number: v, Has: true}})
		}
		_, texts := scaleOf(ch, 100*Pt).ticks()
		if got := strings.Join(texts, " "); got != c.want {
			t.Errorf("ticks for %v: %s, want %s", c.values, got, c.want)
		}
	}
}

// Nothing of a chart leaves the type area, whatever its numbers.
func TestChartsStayInTheTypeArea(t *testing.T) {
	for _, kind := range doc.ChartKinds {
		for n := 1; n <= 40; n += 3 {
			values := make([]string, n)
			for i := range values {
				values[i] = fmt.Sprint((i*i*37 + 11) % 1000)
			}
			p := drawn(t, kind, values...)
			for _, s := range p.Shapes {
				for _, seg := range s.Path {
					for _, at := range seg.Used() {
						if at.X < standard.MarginLeft-Pt || at.X > standard.MarginLeft+standard.AreaWidth+Pt || at.Y < standard.MarginTop-Pt || at.Y > standard.MarginTop+standard.AreaHeight+Pt {
							t.Fatalf("%s of %d: a shape reaches %v", kind, n, at)
						}
					}
				}
			}
			for _, r := range p.Runs[:len(p.Runs)-1] { // the last one is the folio
				last := r.Glyphs[len(r.Glyphs)-1]
				if r.X < standard.MarginLeft-Pt || r.X+last.X > standard.MarginLeft+standard.AreaWidth || r.Y > standard.MarginTop+standard.AreaHeight+Pt {
					t.Fatalf("%s of %d: %q stands at %v %v", kind, n, r.Text(), r.X, r.Y)
				}
			}
		}
	}
}

func abs(l Length) Length { return max(l, -l) }

// Fourteen categories stand side by side, more lie; so does what has no room for its names.
func TestBarsStandOrLie(t *testing.T) {
	s := &setter{faces: face.Default()}
	for _, c := range []struct {
		categories int
		name       string
		stand      bool
	}{{14, "甲", true}, {15, "甲", false}, {14, strings.Repeat("甲", 6), true}, {14, strings.Repeat("甲", 12), false}} {
		ch := &doc.Chart{Categories: slices.Repeat([]string{c.name}, c.categories)}
		if got := s.standSideBySide(ch); got != c.stand {
			t.Errorf("%d bars of %q: stand %v", c.categories, c.name, got)
		}
	}
}

// A category's name has three lines at most; where that is not enough for all, some are
// left out.
func TestCategoryLabels(t *testing.T) {
	s := &setter{faces: face.Default()}
	for n := 1; n <= 30; n++ {
		c := &doc.Chart{Categories: slices.Repeat([]string{strings.Repeat("甲", 12)}, n)}
		labels, rows := s.categoryLabels(c, uprightSlot(c))
		for _, lines := range labels {
			if len(lines) > 3 || rows > 3 {
				t.Fatalf("of %d: a name has %d lines", n, len(lines))
			}
		}
	}
}

// A negative bar's figure stands below the bar, a positive one's above it.
func TestFiguresOfBars(t *testing.T) {
	p := drawn(t, "bar", "5", "-5")
	var bars []Shape
	for _, s := range p.Shapes {
		if s.Fill == DarkGrey {
			bars = append(bars, s)
		}
	}
	if len(bars) != 2 {
		t.Fatalf("%d bars", len(bars))
	}
	for i, want := range []string{"5", "-5"} {
		top, bottom := bars[i].Path[0].Points[0].Y, bars[i].Path[2].Points[0].Y
		found := false
		for _, r := range p.Runs {
			if r.Text() == want && r.Size == figureSize {
				found = true
				if above := r.Y <= top; want == "5" && !above || want == "-5" && r.Y-r.Size*7/10 < bottom {
					t.Errorf("%s stands at %d, its bar from %d to %d", want, r.Y, top, bottom)
				}
			}
		}
		if !found {
			t.Errorf("no figure %s", want)
		}
	}
}

// A line is broken where a value is missing: nothing is drawn between its neighbours.
func TestLineIsBroken(t *testing.T) {
	lines := func(values ...string) (n int) {
		for _, s := range drawn(t, "line", values...).Shapes {
			if s.Weight == 12*Pt/10 {
				n++
			}
		}
		return n
	}
	if whole, broken := lines("1", "2", "3", "4", "5"), lines("1", "2", "", "4", "5"); whole != 1 || broken != 2 {
		t.Errorf("a whole line is %d, a broken one %d", whole, broken)
	}
}

// A name wider than its category's room stays in the type area.
func TestNamesAtTheEdges(t *testing.T) {
	s := &setter{faces: face.Default()}
	for n := 2; n <= 40; n++ {
		p := newPager()
		p.flow(s.chart(limitChart("line", 1, n, true), nil))
		checkChart(t, fmt.Sprintf("line of %d", n), p.pages)
	}
}
