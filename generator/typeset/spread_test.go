package typeset

import (
	"math"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// linesOf is where the lines of body text of each page begin, below the type area's top,
// in lines of the grid and hundredths.
func linesOf(l *Layout) (pages [][]float64) {
	for _, p := range l.Pages {
		var lines []float64
		for _, r := range p.Runs {
			at := float64((r.Y-standard.MarginTop-baseline(r.Size))*100/standard.RowHeight) / 100
			if n := len(lines); r.Size == standard.SizeBody && (n == 0 || lines[n-1] != at) {
				lines = append(lines, at)
			}
		}
		pages = append(pages, lines)
	}
	return pages
}

// Each case is a text, where the first page's last line stands (22 lines: 21), and where the
// second one's.
func TestPagesAreSpread(t *testing.T) {
	line := "一行。\n\n"
	heading := "# 标题\n\n" + line + line
	closing := "```closing\noffice: 甲局\ndate: 2026年3月5日\n```\n"
	sealed := "```attachments\n甲表\n```\n\n```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: yes\n```\n"
	table := "|甲|乙|\n|--|--|\n|一|二|\n\n"
	for _, c := range []struct {
		name, text  string
		last, below float64
	}{
		{"5.2.3: 21 lines before a heading fill the page", strings.Repeat(line, 21) + heading, 21, 2},
		{"7.3.5.5: 20 lines before those that stand with the signature fill it", strings.Repeat(line, 20) + ofHan(26+28+28+28) + closing, 21, 4},
		{"18 lines do not: a seventh of the pitch is the most", strings.Repeat(line, 18) + strings.Repeat("# 标题\n\n", 5) + line, 17, 5},
		{"what begins on a new page leaves the one before as it is", strings.Repeat(line, 21) + "```pagebreak\n```\n" + line + line + line, 20, 2},
		{"the last page is not spread", strings.Repeat(line, 22) + strings.Repeat(line, 21), 21, 20},
		{"7.3.5.5: a signature that has no room finds it, the lines closer together", strings.Repeat(line, 20) + closing, 21, -1},
		{"7.3.5.5: so before an attachment", strings.Repeat(line, 20) + closing + "```attachment\ntitle: 甲表\n```\n" + line + line, 21, 6},
		{"an eighth of the pitch closer is the most", strings.Repeat(line, 19) + sealed, 17, 5},
		{"22 lines are the most", strings.Repeat(line, 21) + closing, 18, 4},
		{"without a signature they do not", strings.Repeat(line, 23), 21, 2},
		{"lines behind a table fill the page", table + strings.Repeat(line, 19) + heading, 21, 2},
	} {
		l := layOut(t, c.text, doc.Meta{}, doc.Options{})
		var got []float64
		for _, lines := range linesOf(l) {
			got = append(got, lines[len(lines)-1])
		}
		if len(got) == 1 {
			got = append(got, -1)
		}
		if len(got) != 2 || math.Abs(got[0]-c.last) > 0.1 || math.Abs(got[1]-c.below) > 0.1 {
			t.Errorf("%s: the last lines stand at %.1f, want %.1f and %.1f", c.name, got, c.last, c.below)
		}
	}
}

// The lines of a page that is spread stand evenly, and what is ruled keeps its height.
func TestSpreadEvenly(t *testing.T) {
	table := "|甲|乙|\n|--|--|\n" + strings.Repeat("|一|二|\n", 3) + "\n"
	l := layOut(t, strings.Repeat("一行。\n\n", 21)+"# 标题\n\n一行。\n\n一行。\n", doc.Meta{}, doc.Options{})
	for i, lines := 1, linesOf(l)[0]; i < len(lines); i++ {
		if d := lines[i] - lines[i-1]; math.Abs(d-1.05) > 0.011 {
			t.Errorf("line %d stands %.2f below the one before, want 1.05", i+1, d)
		}
	}
	height := func(text string) Length {
		rules := layOut(t, text, doc.Meta{}, doc.Options{}).Pages[0].Rules
		top, bottom := rules[0].Y, rules[0].Y
		for _, r := range rules {
			top, bottom = min(top, r.Y), max(bottom, r.Y)
		}
		return bottom - top
	}
	filled := strings.Repeat("一行。\n\n", 8) + table + strings.Repeat("一行。\n\n", 8)
	if lines := linesOf(layOut(t, filled+"# 标题\n\n一行。\n\n一行。\n", doc.Meta{}, doc.Options{}))[0]; math.Abs(lines[len(lines)-1]-21) > 0.1 || math.Abs(lines[1]-lines[0]-1) < 0.01 {
		t.Errorf("the page with a table is not spread: %.2f", lines)
	}
	if alone, spread := height(table), height(filled+"# 标题\n\n一行。\n\n一行。\n"); alone != spread {
		t.Errorf("a table of %v is %v high on a page that is spread", alone, spread)
	}
}

// Lines do not stand closer where a paragraph that gives a line up makes room too.
func TestStandsOnTheGridIfItCan(t *testing.T) {
	marked := strings.Repeat("安，", 27) + "安安安安安安\n\n"
	lines := linesOf(layOut(t, marked+strings.Repeat("一行。\n\n", 17)+"```closing\noffice: 甲局\ndate: 2026年3月5日\n```\n", doc.Meta{}, doc.Options{}))
	if len(lines) != 1 || math.Abs(lines[0][3]-lines[0][2]-1) > 0.011 {
		t.Errorf("lines stand at %.2f", lines)
	}
	// So it makes them stand less close where it does not make room enough.
	lines = linesOf(layOut(t, marked+strings.Repeat("一行。\n\n", 17)+"```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: yes\n```\n", doc.Meta{}, doc.Options{}))
	if len(lines) != 1 || math.Abs(lines[0][3]-lines[0][2]-0.95) > 0.011 {
		t.Errorf("lines stand at %.2f, want 0.95 apart", lines)
	}
}

// A signature's lines keep their distance where a page's lines stand closer: a seal is on
// both.
func TestSignatureKeepsItsDistance(t *testing.T) {
	lines := linesOf(layOut(t, strings.Repeat("一行。\n\n", 20)+"```closing\noffice: 甲局\ndate: 2026年3月5日\n```\n", doc.Meta{}, doc.Options{}))[0]
	n := len(lines)
	if text, signature := lines[1]-lines[0], lines[n-1]-lines[n-2]; text > 0.97 || math.Abs(signature-1) > 0.011 {
		t.Errorf("lines stand %.2f apart, those of the signature %.2f", text, signature)
	}
}

// What makes a page be spread, and by how much, at its edges.
func TestSpreadOf(t *testing.T) {
	begins := func(b box) node { return node{turned: true, box: &b} }
	ends := func(empty Length) node { return node{bottom: standard.AreaHeight - empty, gaps: 20} }
	over := node{y: standard.AreaHeight + 5*Pt, bottom: standard.AreaHeight + 2*Pt, gaps: 20, tight: true}
	for _, c := range []struct {
		what string
		way  []node
		foot Length
		want Length
	}{
		{"less than half a line is empty", []node{ends(14 * Pt), begins(box{})}, 0, 0},
		{"more than half a line", []node{ends(16 * Pt), begins(box{})}, 0, 16 * Pt},
		{"a table goes on", []node{ends(16 * Pt), begins(box{repeat: &box{}})}, 0, 0},
		{"the signature has no room", []node{over}, 0, -2 * Pt},
		{"nor has the imprint", []node{over}, 40 * Pt, -45 * Pt},
		{"an attachment follows, and the imprint is elsewhere", []node{over, begins(box{breaks: true})}, 40 * Pt, -2 * Pt},
	} {
		p := newPager()
		p.foot = c.foot
		if got := p.spreadOf(c.way); got.empty != c.want {
			t.Errorf("%s: %v is shared out, want %v", c.what, got.empty, c.want)
		}
	}
}

// A blank line that is left out at a page's top takes no part in spreading it.
func TestBlankLinesAtTheTopDoNotGrow(t *testing.T) {
	line := box{height: standard.RowHeight, onGrid: true}
	skipped := line
	skipped.skip = true
	for _, turned := range []bool{false, true} {
		w := &planner{limit: standard.AreaHeight, nodes: []node{{fresh: !turned, box: &line, gaps: 4}}}
		if !turned {
			w.nodes[0] = node{fresh: true}
		}
		at, want := int32(0), 0
		for i, b := range []*box{&skipped, &line, &line} {
			w.nodes = append(w.nodes, w.set(at, b, turned && i == 0, 0))
			at++
			if i == 2 {
				want = 1
			}
			if n := w.nodes[at]; int(n.gaps) != want {
				t.Errorf("behind %d boxes at a page's top %d gaps may grow, want %d", i+1, n.gaps, want)
			}
		}
	}
}
