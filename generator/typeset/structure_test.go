package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// structureOf prints a layout's elements, a line each, with their text on all pages; what
// belongs to none stands at the end.
func structureOf(l *Layout) string {
	texts, drawn := map[int32]string{}, map[int32]bool{}
	for _, p := range l.Pages {
		at := func(element int32) int32 {
			if element > 0 {
				element += p.Elements
			}
			return element
		}
		for i := range p.Runs {
			texts[at(p.Runs[i].Element)] += p.Runs[i].Text()
		}
		for i := range p.Shapes {
			drawn[at(p.Shapes[i].Element)] = true
		}
		for i := range p.Images {
			drawn[at(p.Images[i].Element)] = true
		}
	}
	names := [...]string{"whole", "part", "H", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Caption", "Figure"}
	depth := make([]int, len(l.Elements))
	var b strings.Builder
	for i, e := range l.Elements {
		if i > 0 {
			depth[i] = depth[e.Parent] + 1
		}
		b.WriteString(strings.Repeat(" ", max(0, depth[i]-1)) + names[e.Kind])
		if e.Level > 0 {
			fmt.Fprint(&b, e.Level)
		}
		if e.Across > 1 || e.Down > 1 {
			fmt.Fprintf(&b, " %dx%d", e.Across, e.Down)
		}
		if e.Kind == ListElement && e.Ordered {
			b.WriteString(" ordered")
		}
		if e.Alternate != "" {
			b.WriteString(" (" + e.Alternate + ")")
		}
		if drawn[int32(i)] && i > 0 {
			b.WriteString(" drawn")
		}
		if text := texts[int32(i)]; text != "" && i > 0 {
			b.WriteString(" " + text)
		}
		b.WriteString("\n")
	}
	for _, a := range []int32{Artifact, FolioArtifact, RepeatArtifact} {
		if texts[a] != "" {
			fmt.Fprintf(&b, "artifact %d %s\n", a, texts[a])
		}
	}
	_, rest, _ := strings.Cut(b.String(), "\n")
	return rest
}

// What readers aloud are told: a case a rule, as text and its elements.
func TestStructure(t *testing.T) {
	picture := doc.Picture{Data: []byte("x"), Width: 100, Height: 60}
	for _, c := range []struct {
		name, text string
		meta       doc.Meta
		draft      bool
		want       string
	}{
		{"headings stand below a title", "# 甲\n\n## 乙\n\n丙\n", doc.Meta{Title: "标题", Subtitle: "草案"}, false, `
			H1 标题
			P 草案
			H2 一、甲
			H3 （一）乙
			P 丙`},
		{"headings without a title begin at the first level and leave none out", "## 甲\n\n#### 乙\n\n# 丙\n", doc.Meta{}, false, `
			H1 （一）甲
			H2 （1）乙
			H1 一、丙`},
		{"a heading that runs into its paragraph is one of its own", "# 甲。\n\n乙\n", doc.Meta{}, false, `
			H1 一、甲。
			P 乙`},
		{"items have labels and bodies, lists stand in items", "1. 甲\n\n   甲续\n   - 乙\n2. 丙\n\n文\n\n- 丁\n", doc.Meta{}, false, `
			L ordered
			 LI
			  Lbl 1.
			  LBody 甲
			   P 甲续
			   L
			    LI
			     Lbl · 
			     LBody 乙
			 LI
			  Lbl 2.
			  LBody 丙
			P 文
			L
			 LI
			  Lbl · 
			  LBody 丁`},
		{"a list of another kind is another list", "1. 甲\n\n- 乙\n", doc.Meta{}, false, `
			L ordered
			 LI
			  Lbl 1.
			  LBody 甲
			L
			 LI
			  Lbl · 
			  LBody 乙`},
		{"lists end where other text begins", "- 甲\n\n# 乙\n\n- 丙\n", doc.Meta{}, false, `
			L
			 LI
			  Lbl · 
			  LBody 甲
			H1 一、乙
			L
			 LI
			  Lbl · 
			  LBody 丙`},
		{"tables have heads and cells over several columns and rows", "```table\ntitle: 表1\nnote: 注：略\n```\n|甲|乙|<<|\n|---|---|---|\n|丙|1||\n|^^|2|3|\n|丁|4|5|\n", doc.Meta{}, false, `
			Table
			 Caption 表1
			 TR
			  TH 甲
			  TH 2x1 乙
			 TR
			  TD 1x2 丙
			  TD 1
			  TD
			 TR
			  TD 2
			  TD 3
			 TR
			  TD 丁
			  TD 4
			  TD 5
			P 注：略`},
		{"charts and pictures are told in words", "```chart\nkind: bar\ntitle: 起数\nunit: 起\n| 地区 | 本期 |\n| 甲区 | 3 |\n| 乙县 | |\n```\n\n![](图/分布.png)\n", doc.Meta{}, false, `
			Figure (柱形图：起数（单位：起）。甲区：3；乙县：无数据。) drawn 01233甲区乙县单位：起
			P 图1　起数
			Figure (图片：分布) drawn`},
		{"a closing's seals are figures", "```closing\noffice: 甲局\ndate: 3月5日\nseal: yes\n```\n", doc.Meta{}, true, `
			P 甲局
			Figure (印章（样章）：甲局) drawn 甲局样章
			P 3月5日`},
		{"room for a seal is nothing", "```closing\noffice: 甲局\ndate: 3月5日\nseal: yes\n```\n", doc.Meta{}, false, `
			P 甲局
			P 3月5日`},
		{"签名章 are figures", "```closing\nsigner: 市长 | 程敬安\nstamp: yes\ndate: 3月5日\n```\n", doc.Meta{}, false, `
			P 市长
			Figure (签名章：程敬安) drawn
			P 3月5日`},
		{"a place for a 签名章 in a draft", "```closing\nsigner: 市长 | 霍启明\ndate: 3月5日\n```\n", doc.Meta{}, true, `
			P 市长
			Figure (签名章：霍启明（样章）) drawn 霍启明（样章）
			P 3月5日`},
		{"a marked place of a seal", "```closing\noffice: 甲局\nseal: dashed\n```\n", doc.Meta{}, false, `
			P 甲局
			Figure (印章位置：甲局) drawn （印章位置）`},
		{"one party signs before the next", "```signatures\n甲方：|乙方：\n负责人甲：|负责人乙：\n```\n", doc.Meta{}, false, `
			P 甲方：
			P 负责人甲：
			P 乙方：
			P 负责人乙：`},
		{"附件说明 of several is a list", "```attachments\n甲表\n乙表\n```\n", doc.Meta{}, false, `
			P 附件：
			L ordered
			 LI
			  Lbl 1.
			  LBody 甲表
			 LI
			  Lbl 2.
			  LBody 乙表`},
		{"attachments begin with a heading", "```attachment\nnumber: 1\ntitle: 甲表\n```\n\n# 乙\n", doc.Meta{}, false, `
			P 附件1
			H1 甲表
			H2 一、乙`},
		{"an attachment without a title", "```attachment\n```\n\n文\n", doc.Meta{}, false, `
			H1 附件
			P 文`},
		{"版头 and 版记 element by element", "文\n", doc.Meta{Layout: "document", Marks: []string{"甲局", "乙局文件"}, Number: "甲〔2026〕1号", Copy: "000001", Signers: []string{"霍启明", "汤静怡"}, Title: "标题", To: "各县", CC: []string{"市委办"}, Printer: "甲局", Printed: "3月6日"}, false, `
			P 000001
			P 甲局
			P 乙局
			P 文件
			P 甲〔2026〕1号
			P 签发人：霍启明汤静怡
			H1 标题
			P 各县：
			P 文
			P 抄送：市委办。
			P 甲局
			P 3月6日印发`},
		{"minutes", "```attendance\n出席：甲、乙\n```\n", doc.Meta{Layout: "minutes", Marks: []string{"甲市会议纪要"}, Issue: "第1期", Office: "甲办", Date: "3月5日"}, false, `
			P 甲市会议纪要
			P 第1期
			P 甲办
			P 3月5日
			P 出席：甲、乙`},
		{"a check code says its text", "文\n", doc.Meta{Check: "x1"}, false, `
			P 文
			Figure (二维码：x1) drawn`},
	} {
		d, complaints := doc.Parse([]byte(c.text), "t", 1)
		d.Meta = c.meta
		paper, more := doc.Resolve(d, doc.Options{Draft: c.draft, Pictures: map[string]doc.Picture{"图/分布.png": picture, "程敬安": picture}})
		complaints.Append(more)
		l, more := Typeset(paper, face.Default())
		if complaints.Append(more); complaints.Errors() > 0 {
			t.Fatalf("%s: %v", c.name, complaints.All())
		}
		got, _, _ := strings.Cut("\n"+structureOf(l), "\nartifact")
		want := strings.ReplaceAll(c.want, "\n\t\t\t", "\n")
		if got = strings.TrimRight(got, "\n"); got != strings.TrimRight(want, "\n") {
			t.Errorf("%s: the structure is%s\nwant%s", c.name, got, want)
		}
	}
}

// A table that goes on over pages is one table: its head, said again, is none of it.
func TestStructureOverPages(t *testing.T) {
	var text strings.Builder
	text.WriteString("```table\ntitle: 表1\ncontinued: yes\nmerge: 1\n```\n|甲|乙|\n|---|---|\n")
	for i := range 60 {
		fmt.Fprintf(&text, "|丙%d|第%d行|\n", i/30, i)
	}
	d, _ := doc.Parse([]byte(text.String()), "t", 1)
	l, complaints := Typeset(resolved(d), face.Default())
	if complaints.Len() > 0 || len(l.Pages) < 3 {
		t.Fatal(len(l.Pages), complaints.All())
	}
	got := structureOf(l)
	if n := strings.Count(got, " TR"); n != 61 || strings.Count(got, "Table") != 1 || strings.Count(got, "TH 甲\n") != 1 || strings.Count(got, "1x30 丙") != 2 {
		t.Errorf("%d rows:\n%s", n, got)
	}
	if !strings.Contains(got, fmt.Sprintf("artifact %d 表1（续表）甲乙", RepeatArtifact)) || !strings.Contains(got, fmt.Sprintf("artifact %d — 1 —— 2 —", FolioArtifact)) {
		t.Errorf("the artifacts are\n%s", got[strings.Index(got, "artifact"):])
	}
}

// Copies of a bound layout are parts with content of their own.
func TestBoundStructure(t *testing.T) {
	d, _ := doc.Parse([]byte("甲\n"), "t", 1)
	l, _ := Typeset(resolved(d), face.Default())
	got := structureOf(Bind([]Part{{l, 2}}))
	if want := "part\n P 甲\npart\n P 甲\n"; !strings.HasPrefix(got, want) {
		t.Errorf("the structure is\n%swant\n%s", got, want)
	}
}
