package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// gridLines is the grid lines, from 1, that hold body text of each page.
func gridLines(l *Layout) (pages [][]int) {
	for _, p := range l.Pages {
		var lines []int
		for _, r := range p.Runs {
			if r.Size != standard.SizeBody {
				continue
			}
			line := int((r.Y-standard.MarginTop-standard.SizeBody/2)/standard.RowHeight) + 1
			if n := len(lines); n == 0 || lines[n-1] != line {
				lines = append(lines, line)
			}
		}
		pages = append(pages, lines)
	}
	return pages
}

// ofHan is a paragraph of so many characters, the first line's indent not among them.
func ofHan(n int) string { return strings.Repeat("安", n) + "\n\n" }

// Each case is a text and how many lines of body text its pages must have.
func TestPagesAreFilled(t *testing.T) {
	line := "一行。\n\n"
	marked := strings.Repeat("安，", 27) + "安安安安安安\n\n" // may give a line up: its marks have blanks
	nearly := ofHan(26 + 28*3 + 27)                   // may take a line more: its last is nearly full
	attachments := "```attachments\n甲表\n```\n\n```closing\noffice: 甲局\ndate: 2026年3月5日\n```\n"
	closing := strings.TrimPrefix(attachments, "```attachments\n甲表\n```\n\n")
	signatures := "```signatures\n甲方： | 乙方：\n签字： | 签字：\n日期： | 日期：\n```\n"
	for _, c := range []struct {
		name, text string
		lines      string // of each page
	}{
		{"5.2.3: 22 lines, then the next page", strings.Repeat(line, 30), "22 8"},
		{"5.2.3: a single last line of a paragraph does not keep lines from a page", strings.Repeat(line, 20) + ofHan(26+28+28) + line + line, "22 3"},
		{"5.2.3: a single first line neither", strings.Repeat(line, 21) + ofHan(26+28+28) + line, "22 3"},
		{"7.3.3: a heading does not end a page", strings.Repeat(line, 21) + "# 标题\n\n" + line + line, "21 3"},
		{"5.2.3: a paragraph takes a line more so that none is empty before a heading", strings.Repeat(line, 17) + nearly + "# 标题\n\n" + line + line, "22 3"},
		{"5.2.3: a paragraph gives a line up so that a heading finds room with its text", marked + strings.Repeat(line, 18) + "# 标题\n\n" + line + line + line + line, "22 3"},
		{"signatures: two lines of text stand with them", strings.Repeat(line, 20) + signatures, "18 5"},
		{"7.3.4: a line of text stands with 附件说明 and the signature", strings.Repeat(line, 20) + attachments, "19 4"},
		{"7.3.4: 附件说明 is not torn", strings.Repeat(line, 17) + strings.Replace(attachments, "甲表", "甲表\n乙表\n丙表\n丁表", 1), "16 7"},
		{"a last page of less than three lines: lines before it go with them", strings.Repeat(line, 23), "20 3"},
		{"a last page of less than three lines: a paragraph gives a line up", marked + strings.Repeat(line, 20), "22"},
		{"a last page of less than three lines: a paragraph takes one more", strings.Repeat(line, 20) + nearly, "22 3"},
		{"a page of less than three lines before an attachment", strings.Repeat(line, 23) + "```attachment\ntitle: 甲表\n```\n" + line, "20 3 2"},
		{"7.4: the imprint alone on the last page: a paragraph gives a line up", marked + strings.Repeat(line, 18), "20"},
		{"7.4: the imprint alone on the last page: three lines go with it", strings.Repeat(line, 21), "18 3"},
		{"7.4: the imprint alone on the last page: what stands together goes with it", strings.Repeat(line, 19) + closing, "17 4"},
	} {
		m := doc.Meta{}
		if strings.HasPrefix(c.name, "7.4") {
			m = doc.Meta{Layout: "plain", Printer: "甲局办公室", Printed: "2026年3月5日印发"}
		}
		l := layOut(t, c.text, m, doc.Options{})
		var got []string
		for _, lines := range gridLines(l) {
			got = append(got, fmt.Sprint(len(lines)))
		}
		if strings.Join(got, " ") != c.lines {
			t.Errorf("%s: pages of %v lines, want %s", c.name, got, c.lines)
		}
	}
}

// rowsOn counts a text's runs on each page.
func rowsOn(l *Layout, text string) (n []int) {
	for _, p := range l.Pages {
		n = append(n, strings.Count(p.String(), " "+text+"\n"))
	}
	return n
}

// A table of up to ten rows stays whole, in lower rows where it so finds room; one of
// more goes on over the page from where it stands.
func TestRowsOverPages(t *testing.T) {
	for _, c := range []struct {
		before, rows int
		want         string
	}{{8, 10, "[10]"}, {12, 10, "[10]"}, {14, 10, "[0 10]"}, {14, 11, "[7 4]"}, {18, 40, "[2 23 15]"}, {19, 14, "[0 14]"}} {
		l := layOut(t, strings.Repeat("一行。\n\n", c.before)+"|甲|乙|\n|--|--|\n"+strings.Repeat("|一|二|\n", c.rows), doc.Meta{}, doc.Options{})
		if got := fmt.Sprint(rowsOn(l, "二")); got != c.want {
			t.Errorf("%d rows behind %d lines stand %s a page, want %s", c.rows, c.before, got, c.want)
		}
	}
}

// A row of many lines does not leave the end of a page blank: it is parted between its
// lines, two at least on either page.
func TestTallRowIsParted(t *testing.T) {
	for before := 12; before < 20; before++ {
		text := strings.Repeat("长", 300)
		l := layOut(t, strings.Repeat("一行。\n\n", before)+"|甲|乙|\n|--|--|\n"+strings.Repeat("|一|二|\n", 11)+"|三|"+text+"|\n|四|五|\n", doc.Meta{}, doc.Options{})
		for _, p := range l.Pages[:len(l.Pages)-1] {
			var lowest Length
			for _, r := range p.Rules {
				lowest = max(lowest, r.Y-standard.MarginTop)
			}
			for _, r := range p.Runs {
				if r.Size == standard.SizeBody { // where the table begins on the next page
					lowest = max(lowest, r.Y-standard.MarginTop+standard.SizeBody/4)
				}
			}
			if blank := standard.AreaHeight - lowest; blank > 3*standard.RowHeight {
				t.Errorf("behind %d lines page %d ends %v pt early", before, p.Number, blank/Pt)
			}
		}
		if n := strings.Count(l.String(), "长"); n != 300 {
			t.Errorf("%d of 300 characters are set", n)
		}
	}
}

// A figure that a page has no room for is smaller, or stands at the top of the next
// page while the text behind it goes on; a heading it does not pass.
func TestFiguresMove(t *testing.T) {
	picture := map[string]doc.Picture{"图.png": {Data: []byte("x"), Width: 700, Height: 400}}
	figure, line := "![图](图.png)\n\n", "一行。\n\n"
	for _, c := range []struct {
		name, text string
		page       int
		height     bool // smaller than usual
		lines      string
	}{
		{"finds room", strings.Repeat(line, 6) + figure + line, 1, false, "[7]"},
		{"is smaller", strings.Repeat(line, 15) + figure + strings.Repeat(line, 3), 1, true, "[15 3]"},
		{"waits", strings.Repeat(line, 18) + figure + strings.Repeat(line, 8), 2, false, "[22 4]"},
		{"does not pass a heading", strings.Repeat(line, 18) + figure + "# 标题\n\n" + strings.Repeat(line, 8), 2, false, "[18 9]"},
	} {
		l := layOut(t, c.text, doc.Meta{}, doc.Options{Pictures: picture})
		var counts []int
		for _, lines := range gridLines(l) {
			counts = append(counts, len(lines))
		}
		for _, p := range l.Pages {
			for _, i := range p.Images {
				if smaller := i.Width < 700*pointsPerPixel; p.Number != c.page || smaller != c.height {
					t.Errorf("%s: the figure is on page %d, %d wide", c.name, p.Number, i.Width)
				}
			}
		}
		if got := fmt.Sprint(counts); got != c.lines {
			t.Errorf("%s: pages of %s lines, want %s", c.name, got, c.lines)
		}
	}
}

// A page that ends with a table half a line above its foot or more is short (5.2.3); one
// that ends nearer is full.
func TestEndsBetweenLines(t *testing.T) {
	w := &planner{limit: standard.AreaHeight}
	for blank, short := range map[Length]bool{0: false, 14 * Pt: false, 16 * Pt: true, standard.RowHeight: true} {
		if got := w.turning(&node{bottom: standard.AreaHeight - blank}, &box{}) >= costShort; got != short {
			t.Errorf("a page with %v left empty: short is %v", blank, got)
		}
	}
}
