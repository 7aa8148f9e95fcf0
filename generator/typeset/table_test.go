package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Merged cells have no rule through them, and their text stands in the middle of
// all their rows.
func TestMergedCells(t *testing.T) {
	l := layOut(t, "```table\nmerge: 1\n```\n|类别|指标|\n|---|---|\n|事故|起数|\n|事故|死亡|\n|隐患|整改率|\n", doc.Meta{}, doc.Options{})
	merged, _ := find(t, l, "事故")
	upper, _ := find(t, l, "起数")
	lower, _ := find(t, l, "死亡")
	if want := (upper.Y + lower.Y) / 2; abs(merged.Y-want) > 2 {
		t.Errorf("the merged cell's text stands at %v, want %v between its rows", merged.Y, want)
	}
	var through int
	for _, r := range l.Pages[0].Rules {
		if r.Width > r.Height && r.Y > upper.Y && r.Y < lower.Y && r.X < standard.MarginLeft+10*Pt {
			through++
		}
	}
	if through != 0 {
		t.Error("a rule goes through the merged cell")
	}
}

// A row that is taller than a page is parted between lines, nothing lost.
func TestTallRow(t *testing.T) {
	text := strings.Repeat("安全生产责任重于泰山。", 400)
	l := layOut(t, "|序号|内容|\n|---|---|\n|1|短|\n|2|"+text+"|\n|3|短|\n", doc.Meta{}, doc.Options{})
	if len(l.Pages) < 2 {
		t.Fatal("it fits one page")
	}
	var got strings.Builder
	for _, p := range l.Pages {
		for _, r := range p.Runs {
			if r.Size == standard.SizeTable && len(r.Glyphs) > 5 {
				got.WriteString(r.Text())
			}
			if r.Y > standard.MarginTop+standard.AreaHeight+Pt && r.Size == standard.SizeTable {
				t.Errorf("page %d: %q stands below the type area", p.Number, r.Text())
			}
		}
	}
	if n := strings.Count(got.String(), "泰山"); n != 400 {
		t.Errorf("%d of 400 sentences are set", n)
	}
}

// 续表 stands above the repeated heads where the template asks for it.
func TestContinued(t *testing.T) {
	rows := strings.Repeat("|1|事故起数|\n", 70)
	l := layOut(t, "```table\ntitle: 表1　指标\ncontinued: yes\n```\n|序号|指标|\n|---|---|\n"+rows, doc.Meta{}, doc.Options{})
	for _, p := range l.Pages[1:] {
		got := p.Runs[0].Text() + p.Runs[1].Text() + p.Runs[2].Text()
		if got != "表1　指标（续表）" {
			t.Errorf("page %d begins with %q", p.Number, got)
		}
	}
}

// A chunk of merged rows that is higher than a page is parted, its text repeated.
func TestTallMergedCell(t *testing.T) {
	l := layOut(t, "```table\nmerge: 1\n```\n|类别|指标|\n|---|---|\n"+strings.Repeat("|事故|起数|\n", 60), doc.Meta{}, doc.Options{})
	for _, p := range l.Pages {
		n := 0
		for _, r := range p.Runs {
			if r.Text() == "事故" {
				n++
			}
			if r.Y > standard.MarginTop+standard.AreaHeight+Pt && r.Size == standard.SizeTable {
				t.Errorf("page %d: %q stands below the type area", p.Number, r.Text())
			}
		}
		if n == 0 {
			t.Errorf("page %d does not name the merged cell", p.Number)
		}
	}
}

// A landscape table is turned a quarter: its head lies along the left edge, its
// text reads upwards, and it fills at most 225 by 156 mm (clause 8).
func TestLandscape(t *testing.T) {
	var b strings.Builder
	b.WriteString("前文。\n\n```table\nlandscape: yes\n```\n|序号|地区|死亡人数|\n|---|---|---|\n")
	for i := range 40 {
		fmt.Fprintf(&b, "|%d|澄江区|3|\n", i+1)
	}
	b.WriteString("\n后文。\n")
	l := layOut(t, b.String(), doc.Meta{}, doc.Options{})
	_, before := find(t, l, "前文")
	head, first := find(t, l, "序号")
	row, _ := find(t, l, "澄江区")
	_, after := find(t, l, "后文")
	if first != before+1 || after <= first {
		t.Errorf("text on page %d, table from page %d, text again on page %d", before, first, after)
	}
	if head.Turn != 90 || head.X >= row.X {
		t.Errorf("the head stands at x %v turned %v, a row at x %v", head.X, head.Turn, row.X)
	}
	for _, p := range l.Pages[first-1 : after-1] {
		if got := p.Runs[0].Text(); got != "序号" {
			t.Errorf("page %d begins with %q, want the head again", p.Number, got)
		}
		for _, r := range p.Rules {
			if r.X < standard.MarginLeft-Pt || r.X+r.Width > standard.MarginLeft+standard.AreaWidth+Pt || r.Y < standard.MarginTop-Pt || r.Y+r.Height > standard.MarginTop+standard.AreaHeight+Pt {
				t.Errorf("page %d: a rule leaves the type area: %+v", p.Number, r)
			}
		}
	}
}

// Numbers of a column stand with their points one below the other.
func TestDecimalPlaces(t *testing.T) {
	l := layOut(t, "|项目|金额|\n|---|---|\n|甲|1,234.5|\n|乙|7.25|\n|丙|—|\n|丁|100|\n", doc.Meta{}, doc.Options{})
	place := func(text string, whole int) Length {
		r, _ := find(t, l, text)
		if whole == len(r.Glyphs) {
			g := r.Glyphs[whole-1]
			return r.X + g.X + r.Size*Length(r.Face.Advance(g.ID))/1000
		}
		return r.X + r.Glyphs[whole].X
	}
	a, b, c := place("1,234.5", 5), place("7.25", 1), place("100", 3)
	if abs(a-b) > Pt/2 || abs(a-c) > Pt/2 {
		t.Errorf("the points stand at %v, %v, %v", a, b, c)
	}
}

// The last row of a long table is never alone on its page, and the notes below a table
// stand with its last row.
func TestEndOfTable(t *testing.T) {
	for before := range 23 {
		text := strings.Repeat("一行。\n\n", before) + "```table\nnote: 注：末尾的话\n```\n|甲|乙|\n|--|--|\n" + strings.Repeat("|一|二|\n", 30) + "\n" + strings.Repeat("一行。\n\n", 8)
		l := layOut(t, text, doc.Meta{}, doc.Options{})
		rows := rowsOn(l, "二")
		last := 0
		for i, n := range rows {
			if n > 0 {
				last = i
			}
		}
		if rows[last] < 2 {
			t.Errorf("behind %d lines rows stand %v a page", before, rows)
		}
		if _, page := find(t, l, "注："); page != last+1 {
			t.Errorf("behind %d lines the note is on page %d, the last row on page %d", before, page, last+1)
		}
	}
}

// A head higher than half a page can't stand on each page again: it is refused.
func TestHighHead(t *testing.T) {
	for n, want := range map[int]string{200: "", 800: "table-head"} {
		d, complaints := doc.Parse([]byte("|甲|"+strings.Repeat("长", n)+"|\n|--|--|\n"+strings.Repeat("|一|二|\n", 3)), "t", 1)
		_, more := Typeset(resolved(d), face.Default())
		complaints.Append(more)
		got := ""
		for _, c := range complaints.All() {
			got += c.Code
		}
		if got != want {
			t.Errorf("a head of %d characters: %q, want %q", n, got, want)
		}
	}
}
