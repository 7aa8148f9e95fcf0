package typeset

import (
	"flag"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

var update = flag.Bool("update", false, "rewrite the golden prints")

func typesetFile(t *testing.T, name string, m doc.Meta) *Layout {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d, complaints := doc.Parse(b, name, 1)
	d.Meta = m
	l, more := Typeset(resolved(d), face.Default())
	complaints.Append(more)
	if complaints.Len() > 0 {
		t.Fatalf("%s: %v", name, complaints.All())
	}
	return l
}

func TestGolden(t *testing.T) {
	title := "安澜市人民政府与澄江区人民政府\n2026年度安全生产目标管理责任书"
	for name, m := range map[string]doc.Meta{
		"agreement": {Layout: "agreement", Title: title},
		"document": {Layout: "document", Title: title, Marks: []string{"安澜市安全生产委员会文件"}, Number: "安安委办〔2026〕12号", To: "各县区人民政府",
			CC: []string{"市委办公室", "市人大常委会办公室", "市政协办公室"}, Printer: "安澜市安全生产委员会办公室", Printed: "2026年3月5日"},
		"charts": {Layout: "plain", Title: "形势分析图"},
	} {
		source := "agreement.md"
		if name == "charts" {
			source = "charts.md"
		}
		got := typesetFile(t, source, m).String()
		golden := "testdata/" + name + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("the pages of %s differ from %s (-update rewrites it):\n%s", name, golden, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return " got " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "the print ends early"
}

// setLines breaks text on the grid and gives each line's text.
func setLines(t *testing.T, text string, width Length) (lines []string, runs [][]Run) {
	t.Helper()
	s := &setter{faces: face.Default()}
	list := atoms(s.faces, s.plain(text), func(r rune) { t.Fatalf("no glyph for %q", r) })
	b := &breaker{atoms: list, first: width, rest: width, slab: &slab[Run]{}}
	for _, l := range b.lines() {
		line := b.runs(l, 0, true)
		var text strings.Builder
		for _, r := range line {
			text.WriteString(r.Text())
		}
		lines, runs = append(lines, text.String()), append(runs, line)
	}
	return lines, runs
}

func TestLineOfHanHas28Characters(t *testing.T) {
	lines, runs := setLines(t, strings.Repeat("安全生产责任重于泰山", 10), standard.AreaWidth)
	for i, l := range lines[:len(lines)-1] {
		if n := len([]rune(l)); n != 28 {
			t.Errorf("line %d has %d characters, want 28 (5.2.3)", i+1, n)
		}
		checkEdge(t, l, runs[i])
	}
}

// checkEdge wants the line's last em box, less the blank that a mark may give
// up, to end on the type area's edge within 0.01 mm.
func checkEdge(t *testing.T, text string, runs []Run) {
	t.Helper()
	last := runs[len(runs)-1]
	g := last.Glyphs[len(last.Glyphs)-1]
	if g.Rune == ' ' { // a blank stands behind the edge
		if last.Glyphs = last.Glyphs[:len(last.Glyphs)-1]; len(last.Glyphs) == 0 {
			last = runs[len(runs)-2]
		}
		g = last.Glyphs[len(last.Glyphs)-1]
	}
	edge := last.X + g.X + last.Size*Length(last.Face.Advance(g.ID))/1000
	var a atom
	setAtom(&a, face.Default(), &style{role: face.FangSong, size: last.Size}, g.Rune, func(rune) {})
	blank := a.trimEnd
	if tolerance := Mm(1); edge < standard.AreaWidth-tolerance || edge-blank > standard.AreaWidth+tolerance {
		t.Errorf("line %q ends at %d, want %d within %d", text, edge, standard.AreaWidth, tolerance)
	}
}

func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		name  string
		text  string
		chars int // width in cells
		want  string
	}{
		{"a comma pushes its character out", "一二三四五六七八九十，一二三四五六", 10, "一二三四五六七八九|十，一二三四五六"},
		{"a closing mark is pulled in where marks give way", "一，二，四五六七八九，十一二三四五六七", 10, "一，二，四五六七八九，|十一二三四五六七"},
		{"a dash of two stays whole", "一二三四五六七八九——一二三四五六七八九十", 10, "一二三四五六七八九|——一二三四五六七八|九十"},
		{"numbers stay with their sign", "一二三四五六七八九98.5%一二三四五", 10, "一二三四五六七八九|98.5%一二三四五"},
		{"the document number stays whole", "一二三四五六七〔2026〕12号一二三四五六", 10, "一二三四五六七|〔2026〕12号一二三四|五六"},
		{"an opening mark does not end a line", "一二三四五六七八九（一二三四五六七八）", 10, "一二三四五六七八九|（一二三四五六七八）"},
		{"GB/T 15835: a number stays with 日", "一二三四五六七八九十一二于2026年1月1日起施行一二三四", 18, "一二三四五六七八九十一二于2026年1月|1日起施行一二三四"},
		{"GB/T 15835: a number stays with 学时", "一二三四五六七八九十一二三四五六每人每年32学时一二三四五六七", 22, "一二三四五六七八九十一二三四五六每人每年|32学时一二三四五六七"},
		{"7.2.5: 代字 stays with its year", "一二三四五六七八九十一二三四五六见安安委督〔2026〕2号一二三四", 20, "一二三四五六七八九十一二三四五六见安|安委督〔2026〕2号一二三四"},
		{"a standard's number breaks at its blank", "一二三四五六七八九十一二三四五六七八按GB/T 33000—2016执行一二三四", 25, "一二三四五六七八九十一二三四五六七八按GB/T |33000—2016执行一二三四"},
		{"years that a dash joins stay together", "一二三四五六七八九十一二三四五六七八九2026—2028年实施一二三四", 22, "一二三四五六七八九十一二三四五六七八九|2026—2028年实施一二三四"},
		{"a long code breaks behind every fourth character", "一二三四五六（代码：91990123MA30405066）一二三四五六", 14, "一二三四五六（代码：91990123|MA30405066）一二三四五六"},
		{"a word of letters stays whole", "一二三四五六七八九十internationalization一二三四", 18, "一二三四五六七八九十internationalization|一二三四"},
		{"a line is not opened beside one that is closed", "一二12四五六七八，（甲乙）一二三（甲乙）", 15, "一二12四五六七八，（甲乙）一二三|（甲乙）"},
		{"no last line of one character", strings.Repeat("一二三四五六七", 4) + "八", 28, strings.Repeat("一二三四五六七", 3) + "一二三四五六|七八"},
	} {
		lines, _ := setLines(t, c.text, Length(c.chars-1)*standard.Cell+standard.SizeBody)
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Over random mixtures nothing is lost, no forbidden mark stands at an edge and
// every justified line ends on the edge.
func TestBreakProperties(t *testing.T) {
	stock := []string{"安", "全", "生", "产", "责", "任", "，", "。", "、", "；", "：", "“", "”", "（", "）", "《", "》", "——", "……", "2026", "98.5%", "〔2026〕12号", "3月5日", "safety", " ", "？", "！", "·"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range 30 + rng.IntN(150) {
			i := rng.IntN(len(stock))
			if rng.IntN(3) > 0 {
				i = rng.IntN(6)
			}
			b.WriteString(stock[i])
		}
		text := strings.TrimSpace(b.String())
		lines, runs := setLines(t, text, standard.AreaWidth)
		one := func(s string) string { return strings.Join(strings.Fields(s), " ") } // of several blanks one may stand at an end
		if one(strings.Join(lines, "")) != one(text) {
			t.Fatalf("%q came back as %q", text, lines)
		}
		for i, l := range lines {
			r := []rune(strings.TrimSpace(l))
			if i > 0 && classOf(r[0]).is(notAtHead) {
				t.Errorf("%q begins a line in %q", r[0], text)
			}
			if i < len(lines)-1 {
				if classOf(r[len(r)-1]).is(notAtTail) {
					t.Errorf("%q ends a line in %q", r[len(r)-1], text)
				}
				if torn := tornLine(runs[i]); !torn {
					checkEdge(t, l, runs[i])
				}
			}
		}
	}
}

// tornLine tells a line without a gap that may grow.
func tornLine(runs []Run) bool {
	n := 0
	for _, r := range runs {
		n += len(r.Glyphs)
	}
	return n < 2
}

func TestPagesHoldTheGrid(t *testing.T) {
	d, _ := doc.Parse([]byte(strings.Repeat(strings.Repeat("安全生产责任重于泰山，", 20)+"\n\n", 30)), "t", 1)
	l, _ := Typeset(resolved(d), face.Default())
	if len(l.Pages) < 5 {
		t.Fatalf("%d pages, want several", len(l.Pages))
	}
	shift := standard.SizeBody * Length(face.Default().Face(face.FangSong).Center-emMiddle) / 1000
	for _, p := range l.Pages {
		rows := map[Length]bool{}
		for _, r := range p.Runs {
			if r.Size == standard.SizeBody {
				rows[r.Y-shift] = true
			}
		}
		if len(rows) > standard.LinesPerPage {
			t.Errorf("page %d has %d lines, want at most %d (5.2.3)", p.Number, len(rows), standard.LinesPerPage)
		}
		for y := range rows {
			top := y - baseline(standard.SizeBody) - standard.MarginTop
			if standard.RowTop(standard.RowAt(top)) != top {
				t.Errorf("page %d: a line at %d stands off the grid", p.Number, top)
			}
		}
	}
	first := l.Pages[1].Runs
	if got, want := first[0].Y-shift, standard.MarginTop+baseline(standard.SizeBody); got != want {
		t.Errorf("the first line's baseline is at %d, want %d", got, want)
	}
}

func TestSignaturesStayTogether(t *testing.T) {
	for lines := range 24 {
		text := strings.Repeat("一行。\n\n", lines) + "```signatures\n甲方： | 乙方：\n签字： | 签字：\n日期： | 日期：\n```\n"
		d, _ := doc.Parse([]byte(text), "t", 1)
		l, _ := Typeset(resolved(d), face.Default())
		var page, before int
		for _, p := range l.Pages {
			for _, r := range p.Runs {
				switch {
				case strings.HasPrefix(r.Text(), "甲方"):
					page = p.Number
				case strings.HasPrefix(r.Text(), "日期") && p.Number != page:
					t.Errorf("after %d lines the signature block is torn", lines)
				}
			}
		}
		for _, r := range l.Pages[page-1].Runs {
			if strings.HasPrefix(r.Text(), "一行") {
				before++
			}
		}
		if before < min(2, lines) {
			t.Errorf("after %d lines the signature block stands with %d lines of text, want two", lines, before)
		}
	}
}

func TestTableHeadRepeats(t *testing.T) {
	d, _ := doc.Parse([]byte("|序号|指标|\n|---|---|\n"+strings.Repeat("|1|事故起数|\n", 60)), "t", 1)
	l, _ := Typeset(resolved(d), face.Default())
	if len(l.Pages) < 2 {
		t.Fatal("the table fits one page")
	}
	for _, p := range l.Pages {
		if got := p.Runs[0].Text(); got != "序号" {
			t.Errorf("page %d begins with %q, want the table's head", p.Number, got)
		}
	}
}

func TestMissingGlyphIsAComplaint(t *testing.T) {
	d, _ := doc.Parse([]byte("第一行\n\n王\U000E0FFFx\U0003FFFD"), "t.md", 7)
	_, complaints := Typeset(resolved(d), face.Default())
	all := complaints.All()
	if len(all) != 1 || all[0].Code != "glyph-missing" || all[0].Place.Line != 9 {
		t.Errorf("got %v, want one complaint at line 9", all)
	}
}

func FuzzTypeset(f *testing.F) {
	f.Add("# 甲\n乙，（丙）。\n\n|a|b|\n|-|-|\n|c|d|\n")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		d, _ := doc.Parse([]byte(s), "f", 1)
		Typeset(resolved(d), face.Default())
	})
}

func BenchmarkTypeset(b *testing.B) {
	text := []byte(strings.Repeat("# 责任目标\n\n"+strings.Repeat("各县区要落实“党政同责、一岗双责”，于2026年3月5日前完成98.5%的整改任务。", 10)+"\n\n", 8))
	faces := face.Default()
	d, _ := doc.Parse(text, "b", 1)
	Typeset(resolved(d), faces)
	chars := 0
	for _, block := range d.Blocks {
		if p, ok := block.(*doc.Paragraph); ok {
			chars += len([]rune(doc.Text(p.Spans)))
		}
	}
	b.ResetTimer()
	for range b.N {
		Typeset(resolved(d), faces)
	}
	b.ReportMetric(float64(chars)*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
}

// resolved is a document with its meaning, without pictures.
func resolved(d *doc.Document) *doc.Resolved {
	r, _ := doc.Resolve(d, doc.Options{})
	return r
}
