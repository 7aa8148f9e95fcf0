package docx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// anchors are the drawings of a paper: name, place and size in hundredths of a
// millimetre, and what they stand from.
func anchors(t *testing.T, d *doc.Resolved) map[string]string {
	t.Helper()
	out := map[string]string{}
	hundredths := func(emus string) int {
		n, err := strconv.Atoi(emus)
		if err != nil {
			t.Fatal(err)
		}
		return (n + 180) / 360
	}
	for _, a := range document(t, d).Find("anchor") {
		at := a.Find("posOffset")
		size := a.Find("extent")[0]
		out[a.Find("docPr")[0].Attr("name")] = fmt.Sprintf("%s %d,%d %dx%d %s", a.Find("positionV")[0].Attr("relativeFrom"), hundredths(at[0].Text), hundredths(at[1].Text),
			hundredths(size.Attr("cx")), hundredths(size.Attr("cy")), a.Find("prstGeom")[0].Attr("prst"))
	}
	return out
}

// A letter's double rules are 170 mm long and centred; the upper ones stand 4 mm
// below the mark, thick over thin, the lower ones end 20 mm above the paper's bottom,
// thin over thick (10.1).
func TestLetterRules(t *testing.T) {
	d := paperOf(t, "正文", doc.Meta{Layout: "letter", Marks: []string{"安澜市应急管理局"}, Number: "安应函〔2026〕1号"}, doc.Options{})
	got := anchors(t, d)
	size := 50 * standard.Pt
	top := int((standard.LetterTop + size + standard.LetterRule) * 2540 / (72 * standard.Pt)) // of the thick rule
	for name, want := range map[string]int{
		"thickThin1": top + 45, "thickThin2": top + 90 + 60 + 17,
		"thinThick1": 29700 - 2000 - 90 - 60 - 35 + 17, "thinThick2": 29700 - 2000 - 90 + 45,
	} {
		var x, y, cx, cy int
		if _, err := fmt.Sscanf(got[name], "page %d,%d %dx%d line", &x, &y, &cx, &cy); err != nil || x != 2000 || cx != 17000 || y < want-3 || y > want+3 {
			t.Errorf("the rule %s is %q, want 17000 long at 2000,%d", name, got[name], want)
		}
	}
	for _, l := range document(t, d).Find("ln") {
		if c := l.Find("srgbClr"); len(c) == 0 || c[0].Attr("val") != "E8382B" {
			t.Errorf("a letter's rule is not red")
		}
	}
}

// The head ends with a red rule as wide as the type area, half a millimetre thick, 4
// mm below 发文字号 (7.2.7); an order has none, and an imprint's rules are 0.35 and
// 0.25 mm (7.4.1).
func TestRules(t *testing.T) {
	rule := func(layout string) string {
		var out []string
		for _, b := range document(t, paperOf(t, "正文", full(layout), doc.Options{})).Find("pBdr") {
			e := b.Children[0]
			out = append(out, e.XMLName.Local+" "+e.Attr("sz")+" "+e.Attr("space")+" "+e.Attr("color"))
		}
		return strings.Join(out, ";")
	}
	for layout, want := range map[string]string{"document": "bottom 11 5 E8382B", "minutes": "bottom 11 5 E8382B", "order": "", "letter": "", "agreement": ""} {
		if got := rule(layout); got != want {
			t.Errorf("%s has the rules %q, want %q", layout, got, want)
		}
	}
	for meta, want := range map[string]string{"both": "top 8;top 6 bottom 8;top 6 bottom 8", "cc": "top 8 bottom 8", "printer": "top 8 bottom 8;top 8 bottom 8"} {
		m := doc.Meta{Layout: "document"}
		if meta != "printer" {
			m.CC = []string{"甲"}
		}
		if meta != "cc" {
			m.Printer = "乙"
		}
		var out []string
		for _, b := range document(t, paperOf(t, "正文", m, doc.Options{})).Find("tcBorders") {
			line := ""
			for _, e := range b.Children {
				line += " " + e.XMLName.Local + " " + e.Attr("sz")
			}
			out = append(out, strings.TrimSpace(line))
		}
		if got := strings.Join(out, ";"); got != want {
			t.Errorf("an imprint of %s has the rules %q, want %q (7.4.1)", meta, got, want)
		}
	}
}

// 版记 ends with the type area, 262 mm below the paper's top, whatever it holds; one higher
// than a page has no box, which would cut it off, and its rows may go over pages.
func TestImprintEndsWithTheTypeArea(t *testing.T) {
	high := doc.Meta{Layout: "document", CC: strings.Split(strings.Repeat("市人民代表大会常务委员会办公室 ", 37), " ")[:37], Printer: "甲", Printed: "乙"}
	whole := document(t, paperOf(t, "正文", high, doc.Options{}))
	if rows := whole.Find("tr"); anchors(t, paperOf(t, "正文", high, doc.Options{}))["imprint"] != "" || len(rows) != 2 || len(rows[0].Find("cantSplit")) > 0 {
		t.Errorf("an imprint higher than a page stands in a box, or its %d rows may not go over it", len(rows))
	}
	for n := 1; n < 35; n += 5 {
		m := doc.Meta{Layout: "document", CC: strings.Split(strings.Repeat("市人民代表大会常务委员会办公室 ", n), " ")[:n], Printer: "甲", Printed: "乙"}
		var x, y, cx, cy int
		if _, err := fmt.Sscanf(anchors(t, paperOf(t, "正文", m, doc.Options{}))["imprint"], "page %d,%d %dx%d rect", &x, &y, &cx, &cy); err != nil || x != 2800 || cx != 15600 || y+cy < 26198 || y+cy > 26202 {
			t.Errorf("with %d offices 版记 stands at %d,%d and is %d by %d", n, x, y, cx, cy)
		}
	}
}

// Seals' places are round, on the name and the date: the date stands four characters
// from the right (7.3.5.1). A final paper shows nothing there.
func TestSeals(t *testing.T) {
	fence := "正文。\n\n```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: %s\ndiameter: 42\n```\n"
	if got := anchors(t, paperOf(t, fmt.Sprintf(fence, "yes"), doc.Meta{}, doc.Options{})); len(got) != 0 {
		t.Errorf("a final paper shows %v", got)
	}
	for name, d := range map[string]*doc.Resolved{
		"place":  paperOf(t, fmt.Sprintf(fence, "dashed"), doc.Meta{}, doc.Options{}),
		"sample": paperOf(t, fmt.Sprintf(fence, "yes"), doc.Meta{}, doc.Options{Draft: true}),
	} {
		var x, y, cx, cy int
		if _, err := fmt.Sscanf(anchors(t, d)["甲局"], "paragraph %d,%d %dx%d ellipse", &x, &y, &cx, &cy); err != nil || cx != 4200 || cy != 4200 {
			t.Errorf("%s: the seal's place is %q", name, anchors(t, d)["甲局"])
		}
		// The date is 2026年3月5日: 3 Han and 6 digits of half a character.
		middle := 15600 - 4*557 - (3*557+6*282)/2
		if x+cx/2 < middle-60 || x+cx/2 > middle+60 {
			t.Errorf("%s: the seal's middle is %d from the left, want %d", name, x+cx/2, middle)
		}
	}
}

// Numbers stand with their decimal points one below the other.
func TestDecimalPoints(t *testing.T) {
	d := paperOf(t, "| 甲 |\n|---|\n| 1,234.5 |\n| 2 |\n| 3.25% |\n| — |\n", doc.Meta{}, doc.Options{})
	// Where the point stands from the right: Latin figures are half as wide as high,
	// the point a quarter, the percent sign five sixths.
	wide := map[rune]int{'.': 60, '%': 200}
	var points []int
	for _, row := range document(t, d).Find("tr")[1:] {
		how, at := row.Find("jc")[0].Attr("val"), 0
		for _, i := range row.Find("ind") {
			at, _ = strconv.Atoi(i.Attr("right"))
		}
		text := ""
		for _, x := range row.Find("t") {
			text += x.Text
		}
		if text == dash {
			if how != "center" {
				t.Errorf("a dash stands %s", how)
			}
			continue
		}
		if i := strings.IndexAny(text, ".%"); i >= 0 {
			for _, r := range text[i:] {
				at += max(wide[r], 120*(1-len(strings.Trim(string(r), "0123456789"))))
			}
		}
		points = append(points, at)
		if how != "right" {
			t.Errorf("%s stands %s", text, how)
		}
	}
	for _, at := range points {
		if abs(at-points[0]) > 4 {
			t.Errorf("the points stand %v twentieths of a point from the right, want one place", points)
			break
		}
	}
}

// A picture is set with 150 pixels an inch, at most as wide as the type area and
// three fifths as high; the same picture stands once in the file.
func TestFigures(t *testing.T) {
	for _, c := range []struct{ width, height, cx, cy int }{{300, 150, 14400, 7200}, {3000, 300, 44220, 4422}, {300, 3000, 3827, 38268}} {
		d := paperOf(t, "![图](甲)\n\n![图](甲)\n", doc.Meta{}, doc.Options{Pictures: map[string]doc.Picture{"甲": {Width: c.width, Height: c.height, Data: pixel.Data}}})
		size := document(t, d).Find("inline")[0].Find("extent")[0]
		cx, _ := strconv.Atoi(size.Attr("cx"))
		cy, _ := strconv.Atoi(size.Attr("cy"))
		if abs(cx/127-c.cx) > 3 || abs(cy/127-c.cy) > 3 {
			t.Errorf("a picture of %d by %d pixels is %d by %d hundredths of a point, want %d by %d", c.width, c.height, cx/127, cy/127, c.cx, c.cy)
		}
		images := 0
		for name := range partsOf(t, written(t, d)) {
			if strings.HasPrefix(name, "word/media/") {
				images++
			}
		}
		if images != 1 {
			t.Errorf("one picture set twice stands %d times in the file", images)
		}
	}
}

// Pictures of one name, a seal's and a figure's, are two where they differ.
func TestPicturesOfOneName(t *testing.T) {
	d := paperOf(t, "![图](公安局)\n\n![图](公安局)\n", doc.Meta{}, doc.Options{Pictures: map[string]doc.Picture{"公安局": pixel}})
	d.Body[1].(*doc.Figure).Picture.Data = append(bytes.Clone(pixel.Data), 0)
	parts := partsOf(t, written(t, d))
	if parts["word/media/image1.png"] == nil || parts["word/media/image2.png"] == nil {
		t.Error("two pictures of one name are one in the file")
	}
}

func abs(n int) int { return max(n, -n) }

// A chart is as its text says: kinds, figures over bars, bars that lie where there
// are many, steps of whole numbers.
func TestCharts(t *testing.T) {
	chart := func(kind string, rows, series int, value string) *element {
		var b strings.Builder
		b.WriteString("```chart\nkind: " + kind + "\n| 类 |" + strings.Repeat(" 列 |", series) + "\n")
		for i := range rows {
			fmt.Fprintf(&b, "| 甲%d |%s\n", i, strings.Repeat(" "+value+" |", series))
		}
		return treeOf(t, partsOf(t, written(t, paperOf(t, b.String()+"```\n", doc.Meta{}, doc.Options{})))["word/charts/chart1.xml"])
	}
	for _, c := range []struct {
		kind         string
		rows, series int
		value        string
		want         string
	}{
		{"bar", 3, 2, "3", "barChart col labels 2 step 1 legend t"},
		{"bar", 20, 1, "30", "barChart bar labels 1 step  legend "},
		{"hbar", 3, 1, "2.5", "barChart bar labels 1 step  legend "},
		{"line", 3, 1, "3", "lineChart  labels 1 step 1 legend "},
		{"line", 3, 2, "3", "lineChart  labels 0 step 1 legend t"},
		{"pie", 3, 1, "3", "pieChart  labels 0 step  legend r"},
	} {
		e := chart(c.kind, c.rows, c.series, c.value)
		first := func(name string) string {
			if all := e.Find(name); len(all) > 0 {
				return all[0].Attr("val")
			}
			return ""
		}
		got := fmt.Sprintf("%s %s labels %d step %s legend %s", e.Find("plotArea")[0].Children[1].XMLName.Local, first("barDir"), len(e.Find("dLbls")), first("majorUnit"), first("legendPos"))
		if got != c.want {
			t.Errorf("%s of %d by %d: %s, want %s", c.kind, c.rows, c.series, got, c.want)
		}
	}
	// Neighbours are told apart in grey print.
	looks := map[string]bool{}
	for _, f := range fills {
		looks[f] = true
	}
	if len(looks) != len(fills) || strings.Contains(strings.Join(fills[:], ""), redColour) {
		t.Errorf("%d fills of %d differ", len(looks), len(fills))
	}
}

// A row of one line is 26 pt high, with 17 pt a line; the head stays with the first
// row, the last row is never alone, and notes stand with it.
func TestRows(t *testing.T) {
	keeps := func(markdown string) string {
		var out []string
		for _, row := range document(t, paperOf(t, markdown, doc.Meta{}, doc.Options{})).Find("tr") {
			if h := row.Find("trHeight")[0]; h.Attr("val") != "520" || h.Attr("hRule") != "atLeast" {
				t.Errorf("a row is %s %s high, want at least 520", h.Attr("hRule"), h.Attr("val"))
			}
			out = append(out, strconv.Itoa(len(row.Find("keepNext"))))
		}
		return strings.Join(out, "")
	}
	rows := "| 甲 |\n|---|\n| 1 |\n| 2 |\n| 3 |\n"
	if got := keeps(rows); got != "1010" {
		t.Errorf("rows keep with the next as %s, want 1010", got)
	}
	if got := keeps("```table\nnote: 注\n```\n" + rows); got != "1011" {
		t.Errorf("rows above a note keep with the next as %s, want 1011", got)
	}
	d := document(t, paperOf(t, rows, doc.Meta{}, doc.Options{}))
	for side, want := range map[string]int{"top": 90, "bottom": 90, "left": twips(standard.Padding - standard.TableRule)} {
		if got := d.Find("tblCellMar")[0].Find(side)[0].Attr("w"); got != strconv.Itoa(want) {
			t.Errorf("a cell's %s margin is %s, want %d", side, got, want)
		}
	}
	for _, s := range treeOf(t, stylesPart(DefaultFonts(), false)).Find("style") {
		if s.Attr("styleId") == styleTableCell && s.Find("pPr")[0].Find("spacing")[0].Attr("line") != "340" {
			t.Error("a table's lines are not 17 pt")
		}
	}
}

// Marks that are Latin and Chinese both take the Chinese face.
func TestAmbiguousMarks(t *testing.T) {
	for text, want := range map[string]int{"“党政同责”": 1, "一岗双责": 0, "甲——乙": 1, "等等……": 1, "甲·乙": 1, "2026 safety": 0} {
		d := document(t, paperOf(t, text, doc.Meta{}, doc.Options{}))
		if got := len(d.Find("rFonts")); got != want || want > 0 && d.Find("rFonts")[0].Attr("hint") != "eastAsia" {
			t.Errorf("%s has %d hints, want %d", text, got, want)
		}
	}
}

// 附件说明 begins two characters from the left; the further ones under the first's
// number, returns under the name (7.3.4).
func TestAttachmentIndents(t *testing.T) {
	var got []string
	for _, p := range document(t, paperOf(t, "```attachments\n督查分组表\n名单\n```\n", doc.Meta{}, doc.Options{})).Find("ind") {
		left, _ := strconv.Atoi(p.Attr("left"))
		hanging, _ := strconv.Atoi(p.Attr("hanging"))
		got = append(got, fmt.Sprint(left-hanging, " ", left))
	}
	one := func(chars int) int { return twips(standard.Length(chars) * standard.Cell) }
	number := twips(12 * standard.Pt) // 1.
	want := fmt.Sprintf("[%d %d %d %d]", one(2), one(5)+number, one(5), one(5)+number)
	if s := fmt.Sprint(got); s != want {
		t.Errorf("the lines begin and return at %s, want %s", s, want)
	}
}

// Columns of a signing block stand a character apart, but for those whose text fills
// them.
func TestSignatureColumns(t *testing.T) {
	for text, want := range map[string]string{"甲方： | 乙方：": "[4580 4264] 1", "甲方：安澜市人民政府（盖章） | 乙方：": "[4422 4422] 0"} {
		d := document(t, paperOf(t, "```signatures\n"+text+"\n```\n", doc.Meta{}, doc.Options{}))
		var widths []string
		for _, c := range d.Find("gridCol") {
			widths = append(widths, c.Attr("w"))
		}
		gaps := 0
		for _, m := range d.Find("tcMar") {
			if m.Find("right")[0].Attr("w") == strconv.Itoa(twips(standard.Cell)) {
				gaps++
			}
		}
		if got := fmt.Sprint(widths, " ", gaps); got != want {
			t.Errorf("%s: columns and gaps are %s, want %s", text, got, want)
		}
	}
}
