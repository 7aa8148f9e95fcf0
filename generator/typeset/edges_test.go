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

// units is so many names of units.
func units(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("安澜市第%d安全生产委员会", i+1))
	}
	return names
}

// A long 署名 has returns and stays in the type area, whatever the closing; the date
// stands below it (7.3.5). Complaints of the page's look fail the case.
func TestLongOfficeHasReturns(t *testing.T) {
	for _, n := range []int{24, 29, 46, 70} {
		office := strings.Repeat("安全生产委员会", 10)[:3*n]
		for name, body := range map[string]string{
			"7.3.5.1: one seal":    "office: " + office + "\nseal: yes\n",
			"7.3.5.1: two seals":   "office: " + office + "\noffice: " + office + "\nseal: yes\n",
			"7.3.5.2: no seal":     "office: " + office + "\n",
			"7.3.5.3: a long post": "signer: " + office + " | 程敬安\n",
		} {
			l := layOut(t, "正文。\n\n```closing\n"+body+"date: 2026年3月5日\n```\n", doc.Meta{Layout: "document", Title: "题"}, doc.Options{Draft: true})
			date, page := find(t, l, "2026")
			set := 0
			for _, r := range l.Pages[page-1].Runs {
				if r.Ink == Black && r.Turn == 0 && r.Size == standard.SizeBody && r.Y < date.Y && !strings.HasPrefix(r.Text(), "正文") {
					set += strings.Count(r.Text(), "安") + strings.Count(r.Text(), "全") + strings.Count(r.Text(), "生")
				}
			}
			want := 3 * ((n + 6) / 7)
			if n%7 > 0 && n%7 < 3 {
				want -= 3 - n%7
			}
			if strings.Contains(name, "two") {
				want *= 2
			}
			if set != want {
				t.Errorf("%s, %d characters: %d of its 安, 全, 生 stand above the date, want %d", name, n, set, want)
			}
		}
	}
}

// 签发人 stand right of 发文字号, the last one on its line (7.2.5, 7.2.6): names that
// leave it no room stand one a line, or are broken.
func TestSignersLeaveTheNumberRoom(t *testing.T) {
	for _, signers := range [][]string{
		{"程敬安"}, {"程敬安", "李明"}, {"阿不都热依木·买买提", "李明"}, {"阿不都热依木·买买提·吐尔逊江"}, {"程敬安", "李明", "阿不都热依木·买买提"},
		{"程敬安", "李明", "王立", "赵一", "钱二", "孙三", "周四"},
	} {
		for _, number := range []string{"安政〔2026〕1号", "安安委办督〔2026〕123号", "安澜市安全生产委员会办公室督查通报〔2026〕123号"} {
			l := layOut(t, "文。", doc.Meta{Layout: "document", Marks: []string{"安澜市安委会文件"}, Number: number, Signers: signers, Title: "题"}, doc.Options{})
			var set strings.Builder
			last := Length(0)
			for _, r := range l.Pages[0].Runs {
				if strings.Contains(r.Face.Name, "kaiti") {
					set.WriteString(r.Text())
					last = r.Y - r.Size*Length(r.Face.Center-emMiddle)/1000
				}
			}
			if got := set.String(); got != strings.Join(signers, "") {
				t.Errorf("%v: %q is set", signers, got)
			}
			first, _ := find(t, l, "安")
			for _, r := range l.Pages[0].Runs {
				if strings.HasPrefix(r.Text(), number[:6]) && r.Ink == Black {
					first = r
				}
			}
			if y := first.Y - first.Size*Length(first.Face.Center-emMiddle)/1000; len(number) < 40 && abs(y-last) > Pt {
				t.Errorf("%v, %s: the number is at %d, the last signer at %d", signers, number, y, last)
			}
		}
	}
}

// 抄送 of any number of units is all set, inside the type area, over pages where one is
// too few; 印发机关 has returns left of its date (7.4.2, 7.4.3).
func TestLongImprint(t *testing.T) {
	for _, n := range []int{1, 20, 60, 75, 200} {
		l := layOut(t, "文。", doc.Meta{Layout: "document", Marks: []string{"甲"}, Title: "题", CC: units(n), Printer: strings.Repeat("安澜市安全生产委员会办公室", 3), Printed: "2026年3月5日印发"}, doc.Options{})
		var text strings.Builder
		for _, p := range l.Pages {
			for _, r := range p.Runs {
				if r.Size == standard.SizeSmall && r.Y < standard.MarginTop+standard.AreaHeight {
					text.WriteString(r.Text())
				}
				if r.Ink == Black && (r.Y < standard.MarginTop || r.Y > standard.MarginTop+standard.AreaHeight) && r.Size != standard.SizeSmall {
					t.Errorf("%d units: %q stands at %d on page %d", n, r.Text(), r.Y, p.Number)
				}
			}
		}
		for _, u := range units(n) {
			if !strings.Contains(text.String(), u) {
				t.Errorf("%d units: %s is not set", n, u)
				break
			}
		}
	}
}

// A mark of many characters is broken into lines of 26 pt at least; many joint marks
// share more of the page, in two columns, in lines that stand closer or with names broken
// in two where that makes them larger, and the first page still shows text (7.2.4). Marks
// that have no room for 26 pt are told of.
func TestMarksAreLarge(t *testing.T) {
	named := func(n int, before, behind string) (marks []string) {
		for i := range n {
			marks = append(marks, before+string([]rune("一二三四五六七八九十百千")[i])+behind)
		}
		return marks
	}
	joint := func(n int, tail string) []string {
		marks := named(n, "安澜市第", "管理局")
		marks[n-1] += tail
		return marks
	}
	long := "安澜市安全生产和应急管理"
	for _, c := range []struct {
		marks []string
		least Length
		rows  int
	}{
		{[]string{"安澜市安全生产委员会文件"}, 36 * Pt, 1},
		{[]string{strings.Repeat("安澜市安全生产委员会办", 4) + "文件"}, 26 * Pt, 3},
		{[]string{"云澜能源集团有限公司安全生产委员会办公室文件"}, 34 * Pt, 2},                                             // 10 and 12 characters, and not three lines of larger ones
		{[]string{"Internationalizationally Responsibilityfulness Administrationships"}, 34 * Pt, 3}, // two lines are too few for its words
		{joint(2, "文件"), 40 * Pt, 2}, {joint(7, "文件"), 26 * Pt, 7},
		{joint(8, "文件"), 26 * Pt, 8}, {append(named(11, "甲市第", "局"), "甲市局文件"), 26 * Pt, 6},
		{append(named(11, "澜", "市人民政府"), "澜市市人民政府文件"), 26 * Pt, 6},
		{append(named(2, long, "办公室"), long+"委员会办公室文件"), 26 * Pt, 6},
		{[]string{long + "办公室", "甲局", long + "委员会文件"}, 26 * Pt, 5},
	} {
		l := layOut(t, "正文。", doc.Meta{Layout: "document", Marks: c.marks, Number: "安政〔2026〕1号", Title: "安澜市人民政府关于开展安全生产专项整治工作的通知", To: "各县"}, doc.Options{})
		var rows []Length
		for _, r := range l.Pages[0].Runs {
			if r.Ink != Red || strings.HasPrefix(r.Text(), "文件") {
				continue
			}
			if !slices.Contains(rows, r.Y) {
				rows = append(rows, r.Y)
			}
			if r.Size < c.least {
				t.Errorf("%d marks of %d characters are %d high, want %d", len(c.marks), len([]rune(c.marks[0])), r.Size, c.least)
			}
		}
		if len(rows) != c.rows {
			t.Errorf("%v stand in %d lines, want %d", c.marks, len(rows), c.rows)
		}
		if n := len(rows); n == 5 && (rows[2]-rows[1])*2 != (rows[1]-rows[0])*3 {
			t.Errorf("lines of marks at %v: a short name does not stand in its two lines' middle", rows)
		}
		if _, page := find(t, l, "正文"); page != 1 {
			t.Errorf("%d marks: the text begins on page %d", len(c.marks), page)
		}
	}
	tree, _ := doc.Parse([]byte("文。"), "x.md", 1)
	tree.Meta = doc.Meta{Layout: "document", Marks: append(named(11, long, "局"), "甲局文件"), Title: "题"}
	if _, complaints := Typeset(resolved(tree), face.Default()); complaints.Len() != 1 || complaints.Errors() != 0 || complaints.All()[0].Code != "mark-small" {
		t.Errorf("twelve long marks: %v", complaints.All())
	}
}
