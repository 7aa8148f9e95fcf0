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

// layOut typesets Markdown.
func layOut(t *testing.T, text string, m doc.Meta, o doc.Options) *Layout {
	t.Helper()
	d, complaints := doc.Parse([]byte(text), "t.md", 1)
	d.Meta = m
	paper, more := doc.Resolve(d, o)
	complaints.Append(more)
	l, more := Typeset(paper, face.Default())
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	return l
}

// find is the first run that begins with a text, and its page.
func find(t *testing.T, l *Layout, text string) (Run, int) {
	t.Helper()
	for _, p := range l.Pages {
		for _, r := range p.Runs {
			if strings.HasPrefix(r.Text(), text) {
				return r, p.Number
			}
		}
	}
	t.Fatalf("%q is not set", text)
	return Run{}, 0
}

// chars is a distance in characters of the grid, rounded to tenths.
func chars(l Length) float64 { return float64((l*10+standard.Cell/2)/standard.Cell) / 10 }

// 署名 and 成文日期 without a seal (7.3.5.2): name two from the right, date two
// right of the name's first; a date longer than the name two from the right.
func TestUnsealed(t *testing.T) {
	for _, c := range []struct {
		office   string
		date     string
		nameEnd  float64 // characters from the right edge
		indented float64 // of the date against the name
		dateEnd  float64
	}{
		{"安澜市安全生产委员会办公室", "2026年3月5日", 2, 2, -1},
		{"安委办", "2026年12月15日", -1, 2, 2},
	} {
		l := layOut(t, "正文。\n\n```closing\noffice: "+c.office+"\ndate: "+c.date+"\n```\n", doc.Meta{}, doc.Options{})
		name, _ := find(t, l, c.office)
		date, _ := find(t, l, "2026")
		s := &setter{faces: face.Default()}
		right := standard.MarginLeft + standard.AreaWidth
		nameEnd := chars(right - name.X - s.width(s.plain(c.office)))
		dateEnd := chars(right - date.X - s.width(s.plain(c.date)))
		if c.nameEnd >= 0 && nameEnd != c.nameEnd || c.dateEnd >= 0 && dateEnd != c.dateEnd || chars(date.X-name.X) != c.indented {
			t.Errorf("%s, %s: the name ends %v and the date %v from the right, the date begins %v after the name", c.office, c.date, nameEnd, dateEnd, chars(date.X-name.X))
		}
	}
}

// 签名章 (7.3.5.3): two lines below the text, four from the right, the post two
// to its left; the date four from the right.
func TestStamped(t *testing.T) {
	l := layOut(t, "正文。\n\n```closing\nsigner: 市长 | 程敬安\ndate: 2026年3月5日\n```\n", doc.Meta{}, doc.Options{Draft: true})
	box := l.Pages[0].Shapes[0].Path
	left, right := box[0].Points[0].X, box[1].Points[0].X
	post, _ := find(t, l, "市长")
	s := &setter{faces: face.Default()}
	if got := chars(standard.MarginLeft + standard.AreaWidth - right); got != 4 {
		t.Errorf("the stamp ends %v characters from the right, want 4", got)
	}
	if got := chars(left - post.X - s.width(s.plain("市长"))); got != 2 {
		t.Errorf("the post ends %v characters left of the stamp, want 2", got)
	}
	date, _ := find(t, l, "2026")
	if got := chars(standard.MarginLeft + standard.AreaWidth - date.X - s.width(s.plain("2026年3月5日"))); got != 4 {
		t.Errorf("the date ends %v characters from the right, want 4", got)
	}
}

// Seals of joint issue do not touch, stay inside the type area, and the first
// ones' tops lie within one line of the text (7.3.5.1).
func TestJointSeals(t *testing.T) {
	for n := 1; n <= 6; n++ {
		var b strings.Builder
		b.WriteString("正文。\n\n```closing\n")
		for i := range n {
			fmt.Fprintf(&b, "office: 安澜市第%d局\n", i+1)
		}
		b.WriteString("date: 2026年3月5日\nseal: dashed\ndiameter: 42\n```\n")
		l := layOut(t, b.String(), doc.Meta{}, doc.Options{})
		var rings [][4]Length
		for _, p := range l.Pages {
			for _, s := range p.Shapes {
				left, top, right, bottom := s.Path[0].Points[0].X, s.Path[0].Points[0].Y, Length(0), Length(0)
				for _, seg := range s.Path {
					for _, at := range seg.Used()[max(0, len(seg.Used())-1):] {
						left, right, top, bottom = min(left, at.X), max(right, at.X), min(top, at.Y), max(bottom, at.Y)
					}
				}
				rings = append(rings, [4]Length{left, top, right, bottom})
			}
		}
		if len(rings) != n {
			t.Fatalf("%d offices have %d seals", n, len(rings))
		}
		for i, a := range rings {
			if a[0] < standard.MarginLeft || a[2] > standard.MarginLeft+standard.AreaWidth {
				t.Errorf("seal %d of %d leaves the type area: %v", i+1, n, a)
			}
			for _, b := range rings[:i] {
				if a[0] < b[2]+Mm(100) && b[0] < a[2]+Mm(100) && a[1] < b[3]+Mm(100) && b[1] < a[3]+Mm(100) {
					t.Errorf("two of %d seals touch: %v %v", n, a, b)
				}
			}
		}
		text, _ := find(t, l, "正文")
		if gap := rings[0][1] - (text.Y - baseline(standard.SizeBody) + standard.SizeBody); gap < -Mm(50) || gap > standard.RowHeight+Mm(50) {
			t.Errorf("the first of %d seals begins %v below the text, want within one line", n, gap)
		}
	}
}

// In final output no seal is drawn; in drafts it says that it is a sample.
func TestSampleSeals(t *testing.T) {
	text := "正文。\n\n```closing\noffice: 安澜市应急管理局\ndate: 2026年3月5日\nseal: yes\n```\n"
	if l := layOut(t, text, doc.Meta{}, doc.Options{}); len(l.Pages[0].Shapes) != 0 {
		t.Error("final output has a drawn seal")
	}
	l := layOut(t, text, doc.Meta{}, doc.Options{Draft: true})
	find(t, l, "样")
	if len(l.Pages[0].Shapes) != 2 {
		t.Errorf("a draft has %d shapes, want ring and star", len(l.Pages[0].Shapes))
	}
	picture := map[string]doc.Picture{"安澜市应急管理局": {Data: []byte("x"), Width: 10, Height: 10}}
	l = layOut(t, text, doc.Meta{}, doc.Options{Draft: true, Pictures: picture})
	if len(l.Pages[0].Images) != 1 {
		t.Error("the office's picture is not set in a draft")
	}
	find(t, l, "样")
	if l = layOut(t, text, doc.Meta{}, doc.Options{Pictures: picture}); len(l.Pages[0].Images) != 0 {
		t.Error("a picture passes for a seal in final output")
	}
}

// For double-sided printing pages are even in number, the imprint stands on an
// even one, and neither it nor the blank page before it has a folio (7.5).
func TestDuplex(t *testing.T) {
	line := strings.Repeat("国", 26) + "\n\n"
	for n := 1; n < 70; n += 3 {
		m := doc.Meta{Layout: "plain", CC: []string{"甲"}, Printer: "乙", Printed: "丙", Duplex: true}
		l := layOut(t, strings.Repeat(line, n), m, doc.Options{})
		_, at := find(t, l, "抄送")
		if at%2 == 1 || at != len(l.Pages) {
			t.Errorf("after %d lines the imprint is on page %d of %d", n, at, len(l.Pages))
		}
		text := 0
		for _, p := range l.Pages {
			for _, r := range p.Runs {
				if strings.HasPrefix(r.Text(), "国") {
					text = p.Number
				}
			}
		}
		for _, p := range l.Pages {
			blankBefore := at > text+1
			want := p.Number <= text || !blankBefore
			if p.Numbered != want {
				t.Errorf("after %d lines page %d of %d (text to %d, imprint on %d): numbered %v", n, p.Number, len(l.Pages), text, at, p.Numbered)
			}
		}
	}
}

// The marks of many offices have MostMarks of height at most, and stand closer where they
// would have more (7.2.4); others are a quarter of their size apart.
func TestHeightOfManyMarks(t *testing.T) {
	s := &setter{faces: face.Default()}
	closer := 0
	for n := range 13 {
		g := markGrid{lines: slices.Repeat([]string{"安澜市公安局"}, n+2), columns: 1, each: 1}
		s.sizeMarks(&g, "", 0)
		apart := Length(n+1)*(g.size*5/4) + g.size
		if height := Length(n+1)*g.pitch + g.size; height > standard.MostMarks || g.pitch != g.size*5/4 && apart <= standard.MostMarks {
			t.Errorf("%d marks of %v stand %v apart, %v high", n+2, g.size, g.pitch, height)
		}
		if apart > standard.MostMarks {
			closer++
		}
	}
	if closer < 3 {
		t.Errorf("%d numbers of marks would be too high", closer)
	}
}

// Joint marks are drawn out to one width with 文件 at their right; names of
// 签发人 stand two a line and the number on the last of these (7.2.4 to 7.2.6).
func TestJointHead(t *testing.T) {
	for n := 2; n <= 6; n++ {
		marks := []string{"安澜市交通运输局", "安澜市公安局", "安澜市应急管理局", "安澜市教育局", "安澜市卫生健康委员会", "安澜市水利局"}[:n]
		marks[n-1] += "文件"
		l := layOut(t, "正文。", doc.Meta{Layout: "document", Marks: marks, Number: "安交发〔2026〕1号", Title: "标题"}, doc.Options{})
		var ends []Length
		for _, r := range l.Pages[0].Runs {
			if r.Ink == Red && !strings.HasPrefix(r.Text(), "文件") {
				g := r.Glyphs[len(r.Glyphs)-1]
				ends = append(ends, r.X+g.X)
			}
		}
		if len(ends) != n {
			t.Fatalf("%d marks are set in %d runs", n, len(ends))
		}
		for _, e := range ends {
			if abs(e-ends[0]) > 10 {
				t.Errorf("%d marks end at %v", n, ends)
				break
			}
		}
		if _, page := find(t, l, "正文"); page != 1 {
			t.Errorf("with %d marks the first page shows no text (7.2.4)", n)
		}
	}
	l := layOut(t, "正文。", doc.Meta{Layout: "document", Marks: []string{"安委办文件"}, Number: "安安委办〔2026〕1号", Signers: []string{"霍启明", "汤静怡", "欧阳㛃"}, Title: "标题"}, doc.Options{})
	number, _ := find(t, l, "安安委办")
	last, _ := find(t, l, "欧阳")
	first, _ := find(t, l, "霍启明")
	if abs(number.Y-last.Y) > Pt*2 || last.Y-first.Y < standard.RowHeight-Pt*2 {
		t.Errorf("the number stands at %v, the last name at %v, the first at %v", number.Y, last.Y, first.Y)
	}
	if got := chars(number.X - standard.MarginLeft); got != 1 {
		t.Errorf("the number begins %v characters from the left, want 1", got)
	}
}

// An imprint of several pages has these for itself: the text before it is not pulled over to
// them, as it is so that no imprint of one page stands alone (7.4).
func TestImprintOfSeveralPages(t *testing.T) {
	for names := 20; names < 90; names += 5 {
		if names == 25 || names == 30 {
			continue // too high for the text, or all but
		}
		together := names == 20
		var cc []string
		for range names {
			cc = append(cc, "青禾县应急管理和综合执法单位")
		}
		m := doc.Meta{Layout: "document", Marks: []string{"青禾县安全生产委员会"}, Number: "青安委〔2026〕1号", Title: "标题", To: "各乡", CC: cc, Printer: "丙办", Printed: "2026年3月5日"}
		l := layOut(t, strings.Repeat("国", 26)+"\n\n"+strings.Repeat("国", 26)+"\n\n正文末\n\n```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: yes\n```\n", m, doc.Options{})
		_, text := find(t, l, "正文末")
		_, imprint := find(t, l, "抄送：")
		if (text == imprint) != together || !together && text != 1 {
			t.Errorf("of %d names the imprint begins on page %d, the text ends on %d", names, imprint, text)
		}
	}
}

// 附件说明 stands whole, with a line of the text and the signature, as long as a page has
// room for that; a longer one is parted between attachments, and fills the page on which the
// text ends (7.3.4, 5.2.3).
func TestListOfAttachmentsIsParted(t *testing.T) {
	for _, n := range []int{3, 7, 8, 20} {
		list := strings.Repeat("关于青禾县重大事故隐患整改验收销号情况的说明及其他各种附表清单\n", n)
		l := layOut(t, strings.Repeat("正文"+strings.Repeat("国", 24)+"\n\n", 14)+"```attachments\n"+list+"```\n\n```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: yes\n```\n", doc.Meta{Title: "标题"}, doc.Options{})
		pages := map[int]int{} // lines of attachments
		torn := false
		for _, p := range l.Pages {
			first := true
			for _, r := range p.Runs {
				if strings.HasPrefix(r.Text(), "关于") {
					pages[p.Number]++
				}
				torn = torn || first && strings.Contains(r.Text(), "附表清单") && !strings.HasPrefix(r.Text(), "关于")
				first = false
			}
		}
		if whole := len(pages) == 1; whole != (n <= 7) || torn || !whole && pages[1] == 0 {
			t.Errorf("of %d attachments so many begin on each page: %v; one is torn: %v", n, pages, torn)
		}
	}
}

// A long name of 签发人 stays whole beside 发文字号 where half a character parts them, on the
// number's line (7.2.5).
func TestLongSignerBesideTheNumber(t *testing.T) {
	l := layOut(t, "正文。", doc.Meta{Layout: "document", Marks: []string{"安委办文件"}, Number: "青安委〔2026〕32号", Signers: []string{"阿不都热依木·买买提", "古丽巴哈尔·阿卜杜热合曼"}, Title: "标题"}, doc.Options{})
	name, _ := find(t, l, "古丽巴哈尔·阿卜杜热合曼")
	number, _ := find(t, l, "青安委")
	if abs(name.Y-number.Y) > 2*Pt {
		t.Errorf("the number stands at %v, the last name at %v", number.Y, name.Y)
	}
}
