package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/doc"
)

// pixel is a small picture.
var pixel = doc.Picture{Width: 1, Height: 1, Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82")}

var pictures = map[string]doc.Picture{"分布": pixel, "安澜市公安局": pixel, "程敬安": pixel}

var layouts = []string{"document", "letter", "order", "minutes", "agreement"}

// corpus is papers of all layouts with all elements, final and as drafts, and one
// with all that tables and fences have.
func corpus(t testing.TB) map[string]*doc.Resolved {
	out := map[string]*doc.Resolved{}
	for _, layout := range layouts {
		for _, draft := range []bool{false, true} {
			name := layout
			if draft {
				name += " draft"
			}
			out[name] = paperOf(t, markdownOf(t, layout), full(layout), doc.Options{Draft: draft, Pictures: pictures})
		}
	}
	out["plain"] = paperOf(t, everything, doc.Meta{Layout: "plain", Title: "附表", Spacing: true}, doc.Options{Pictures: pictures})
	return out
}

const everything = "# 甲 {-}\n\n正文*楷体*、**黑体**“引号”—— a\\\nb\n\n1. 乙\n   - 丙\n\n" +
	"| 甲 | << | 乙 |\n|---|---|---|\n| 丙 | 丁 | ^^ |\n| 一 | 2 | x |\n| ^^ | 3.5 | y |\n| ^^ | — | z |\n\n" +
	"```pagebreak\n```\n\n戊\n\n```table\ntitle: 表1\nnote: 注：甲\nnote: 乙\nlandscape: yes\n```\n| 序号 | 项目 |\n|---|---|\n| 1 | 甲乙丙丁 |\n\n后文\n\n" +
	"```chart\nkind: line\ntitle: 走势\nunit: 起\n| 月 | 本期 | 同期 |\n| 1月 | 3 | 2 |\n| 2月 |  | 2 |\n```\n\n```chart\nkind: hbar\n| 地区 | 数 |\n| 甲 | 1.5 |\n```\n\n" +
	"```closing\noffice: 甲局\noffice: 乙局\noffice: 丙局\ndate: 2026年3月5日\nseal: dashed\n```\n\n```closing\nsigner: 市长 | 程敬安\nstamp: yes\n```\n\n```signatures\n甲方： | 乙方： | 丙方：\n\n年　月　日 | 年　月　日\n```\n\n" +
	"```table\nlandscape: yes\n```\n| 末 |\n|---|\n| 表 |\n"

// A Word file says what the paper says, in its order.
func TestWordSaysWhatThePaperSays(t *testing.T) {
	for name, d := range corpus(t) {
		got, want := wordsOf(t, written(t, d)), wanted(d)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s: line %d is %q, want %q", name, i, got[min(i, len(got)):min(i+2, len(got))], want[min(i, len(want)):min(i+2, len(want))])
				break
			}
		}
	}
}

// order is how the schema has the children of an element (ISO/IEC 29500-1): Word
// passes over properties that stand elsewhere, or calls the file damaged.
var order = map[string]string{
	"pPr":       "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"rPr":       "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	"tblPr":     "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
	"trPr":      "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
	"tcPr":      "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"sectPr":    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
	"style":     "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"settings":  "writeProtection view zoom removePersonalInformation embedTrueTypeFonts bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl compat themeFontLang",
	"ser":       "idx order tx spPr invertIfNegative marker dPt dLbls cat val smooth",
	"catAx":     "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
	"valAx":     "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
	"anchor":    "simplePos positionH positionV extent effectExtent wrapNone wrapSquare wrapTopAndBottom docPr cNvGraphicFramePr graphic",
	"barChart":  "barDir grouping varyColors ser dLbls gapWidth overlap axId",
	"lineChart": "grouping varyColors ser dLbls marker axId",
}

// Every part is well-formed, its properties stand in the schema's order, names of
// drawings and bookmarks are unique, every relation has its part and leads nowhere
// else, every part has a type, and every paragraph a style that is there.
func TestStructure(t *testing.T) {
	for name, d := range corpus(t) {
		parts := partsOf(t, written(t, d))
		styles := map[string]bool{}
		for _, s := range treeOf(t, parts["word/styles.xml"]).Find("style") {
			styles[s.Attr("styleId")] = true
		}
		types := string(parts["[Content_Types].xml"])
		for part, data := range parts {
			switch {
			case strings.HasSuffix(part, ".rels"):
				for _, r := range treeOf(t, data).Find("Relationship") {
					dir := strings.TrimSuffix(part[:strings.LastIndex(part, "/")+1], "_rels/")
					if target := clean(dir + r.Attr("Target")); parts[target] == nil || r.Attr("TargetMode") != "" {
						t.Errorf("%s: %s leads to %s, which is not there", name, part, target)
					}
				}
			case strings.HasSuffix(part, ".xml"):
				tree := treeOf(t, data)
				checkOrder(t, name+" "+part, tree)
				ids := map[string]bool{}
				for _, kind := range []string{"docPr", "bookmarkStart"} {
					for _, e := range tree.Find(kind) {
						if id := kind + e.Attr("id"); ids[id] {
							t.Errorf("%s: two have the identifier %s", name, id)
						} else {
							ids[id] = true
						}
					}
				}
				for _, p := range tree.Find("pStyle") {
					if !styles[p.Attr("val")] {
						t.Errorf("%s: a paragraph has the style %s, which is not there", name, p.Attr("val"))
					}
				}
				for _, cell := range tree.Find("tc") {
					if n := len(cell.Children); cell.Children[n-1].XMLName.Local != "p" {
						t.Errorf("%s: a cell ends with %s, want a paragraph", name, cell.Children[n-1].XMLName.Local)
					}
				}
				if part != "[Content_Types].xml" && !strings.Contains(types, `"/`+part+`"`) {
					t.Errorf("%s: %s has no content type", name, part)
				}
			}
		}
		body := treeOf(t, parts["word/document.xml"]).Children[0]
		for i, e := range body.Children[1:] {
			if e.XMLName.Local == "tbl" && body.Children[i].XMLName.Local == "tbl" {
				t.Errorf("%s: two tables touch: Word joins them", name)
			}
		}
	}
}

func clean(p string) string {
	var out []string
	for _, s := range strings.Split(p, "/") {
		if s == ".." {
			out = out[:len(out)-1]
		} else {
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

func checkOrder(t *testing.T, where string, e *element) {
	t.Helper()
	if list, ok := order[e.XMLName.Local]; ok && !strings.HasSuffix(e.XMLName.Space, "drawingml/2006/main") {
		names := strings.Fields(list)
		last := -1
		for _, c := range e.Children {
			at := slices.Index(names, c.XMLName.Local)
			if at < 0 || at < last {
				t.Errorf("%s: %s has %s out of the schema's order", where, e.XMLName.Local, c.XMLName.Local)
			}
			last = at
		}
	}
	for i := range e.Children {
		checkOrder(t, where, &e.Children[i])
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for name, d := range corpus(t) {
		z, err := zip.NewReader(bytes.NewReader(written(t, d)), int64(len(written(t, d))))
		if err != nil || z.File[0].Name != "[Content_Types].xml" {
			t.Fatalf("%s begins with %v (%v)", name, z.File[0].Name, err)
		}
		for _, f := range z.File {
			if got := f.Modified.UTC().Format(time.DateOnly); got != "1980-01-01" {
				t.Errorf("%s: %s is of %s, want one fixed time", name, f.Name, got)
			}
		}
		if a, b := written(t, d), written(t, d); !bytes.Equal(a, b) {
			t.Errorf("%s is written in two ways", name)
		}
	}
}

// Values stay text, whatever they hold; characters that XML has no place for go.
func TestHostileText(t *testing.T) {
	for _, s := range []string{"</w:t></w:r></w:p>", "&amp;<w:p/>", `"'`, "a\x00b\x1fc\uFFFEd", "㛃𬀩𠅤", "]]>", "<!--", "\xff甲"} {
		d, _ := doc.Resolve(&doc.Document{Meta: doc.Meta{Layout: "document", Title: s, Marks: []string{s}, Number: s, To: s, CC: []string{s}, Printer: s, Author: s, Subject: s, Keywords: s}}, doc.Options{})
		d.Body = []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: s}}}, &doc.Chart{Kind: "bar", Title: s, Unit: s, Series: []string{s}, Categories: []string{s}, Values: [][]doc.Value{{{Number: 1, Text: "1", Has: true}}}},
			&doc.Figure{Name: s, Caption: s, No: 1, Picture: pixel}, &doc.Closing{Offices: []string{s}, Date: s, Way: doc.Sealed, Seals: []doc.Seal{{Form: doc.SealPlace, Word: s}}}}
		want := strings.NewReplacer("\x00", "", "\x1f", "", "\uFFFE", "", "\xff", "").Replace(s)
		file := written(t, d)
		for part, data := range partsOf(t, file) {
			if strings.HasSuffix(part, ".xml") {
				treeOf(t, data)
			}
		}
		if got := wordsOf(t, file); !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

// A clerk restyles by styles: each kind of paragraph has one with a Chinese name,
// Han and Latin fonts set apart, headings with their levels.
func TestStyles(t *testing.T) {
	names := map[string]string{}
	for _, s := range treeOf(t, stylesPart(DefaultFonts(), false)).Find("style") {
		name := s.Find("name")[0].Attr("val")
		level, font := "", ""
		for _, o := range s.Find("outlineLvl") {
			level = o.Attr("val")
		}
		for _, f := range s.Find("rFonts") {
			font = f.Attr("eastAsia") + "/" + f.Attr("ascii")
		}
		names[name] = font + " " + level
	}
	for name, want := range map[string]string{
		"公文标题": "方正小标宋简体/Times New Roman 0", "主送机关": "仿宋_GB2312/Times New Roman ", "公文正文": "仿宋_GB2312/Times New Roman ",
		"一级标题": "黑体/Times New Roman 0", "二级标题": "楷体_GB2312/Times New Roman 1", "三级标题": "仿宋_GB2312/Times New Roman 2", "四级标题": "仿宋_GB2312/Times New Roman 3",
		"署名": "仿宋_GB2312/Times New Roman ", "成文日期": "仿宋_GB2312/Times New Roman ", "抄送印发": "仿宋_GB2312/Times New Roman ", "页码": "宋体/Times New Roman ", "发文机关标志": "方正小标宋简体/Times New Roman ",
	} {
		if names[name] != want {
			t.Errorf("the style %s has %q, want %q (of %v)", name, names[name], want, slices.Sorted(maps.Keys(names)))
		}
	}
}

func document(t *testing.T, d *doc.Resolved) *element {
	return treeOf(t, partsOf(t, written(t, d))["word/document.xml"])
}

// Heads repeat, rows are whole, merged cells are one cell.
func TestTable(t *testing.T) {
	d := paperOf(t, "| 甲 | << | 乙 |\n|---|---|---|\n| 丙 | 丁 | ^^ |\n| 一 | 2 | x |\n| ^^ | 3.5 | y |\n", doc.Meta{}, doc.Options{})
	var got []string
	for _, row := range document(t, d).Find("tr") {
		line := ""
		if len(row.Find("cantSplit")) == 0 {
			line = "torn "
		}
		if len(row.Find("tblHeader")) > 0 {
			line += "head "
		}
		for _, cell := range row.Find("tc") {
			text := ""
			for _, x := range cell.Find("t") {
				text += x.Text
			}
			for _, m := range cell.Find("gridSpan") {
				text += "<" + m.Attr("val")
			}
			for _, m := range cell.Find("vMerge") {
				text += "^" + m.Attr("val")
			}
			line += "|" + text
		}
		got = append(got, line)
	}
	want := "head |甲<2|乙^restart\nhead |丙|丁|^\n|一^restart|2|x\n|^|3.5|y"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// Sections: upright, landscape for turned tables, upright again; folios on odd and
// even pages, none on a letter's first.
func TestSections(t *testing.T) {
	for text, want := range map[string]string{
		"甲\n\n```table\nlandscape: yes\n```\n|a|\n|-|\n|b|\n\n乙\n":                                            "portrait landscape portrait",
		"```table\nlandscape: yes\n```\n|a|\n|-|\n|b|\n":                                                      "landscape",
		"```table\nlandscape: yes\n```\n|a|\n|-|\n|b|\n\n```table\nlandscape: yes\n```\n|a|\n|-|\n|b|\n\n乙\n": "landscape portrait",
	} {
		var got []string
		for _, s := range document(t, paperOf(t, text, doc.Meta{}, doc.Options{})).Find("pgSz") {
			got = append(got, map[bool]string{true: "landscape", false: "portrait"}[s.Attr("orient") == "landscape"])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q has sections %s, want %s", text, s, want)
		}
	}
	parts := partsOf(t, written(t, paperOf(t, "甲", full("letter"), doc.Options{})))
	var kinds []string
	for _, f := range treeOf(t, parts["word/document.xml"]).Find("footerReference") {
		kinds = append(kinds, f.Attr("type"))
	}
	if s := fmt.Sprint(kinds, len(treeOf(t, parts["word/document.xml"]).Find("titlePg"))); s != "[default even first] 1" {
		t.Errorf("a letter has footers %s", s)
	}
	for part, want := range map[string]string{"word/footer1.xml": "— PAGE 1 —right", "word/footer2.xml": "— PAGE 1 —left", "word/footer3.xml": ""} {
		e := treeOf(t, parts[part])
		got := ""
		for _, r := range e.Find("r") {
			for _, c := range r.Children {
				got += c.Text
			}
		}
		for _, j := range e.Find("jc") {
			got += j.Attr("val")
		}
		if got = strings.ReplaceAll(got, " PAGE ", "PAGE "); got != want {
			t.Errorf("%s says %q, want %q (7.5)", part, got, want)
		}
	}
}

// What closes a paper takes the text before it along.
func TestClosingStaysWithText(t *testing.T) {
	for _, fence := range []string{"closing\noffice: 甲局\ndate: 2026年3月5日", "closing\nsigner: 市长 | 程敬安\ndate: 2026年3月5日", "closing\noffice: 甲\ndate: 2026年3月5日\nseal: yes", "signatures\n甲 | 乙\n丙 | 丁",
		"attachments\n甲表\n乙表\n```\n\n```closing\noffice: 甲局\ndate: 2026年3月5日"} {
		body := document(t, paperOf(t, "正文。\n\n```"+fence+"\n```\n", doc.Meta{}, doc.Options{})).Children[0]
		styles := map[string]bool{}
		for _, s := range treeOf(t, stylesPart(DefaultFonts(), false)).Find("style") {
			styles[s.Attr("styleId")] = len(s.Find("keepNext")) > 0
		}
		blocks := body.Children[:len(body.Children)-1] // without the section's
		last := len(blocks) - 1
		if blocks[last-1].XMLName.Local == "tbl" { // the gap behind a table
			last--
			rows := blocks[last].Find("tr")
			for i, r := range rows {
				if keeps := len(r.Find("keepNext")) > 0; keeps != (i+1 < len(rows)) {
					t.Errorf("%q: row %d of %d keeps with the next: %v", fence, i+1, len(rows), keeps)
				}
			}
		}
		for _, b := range blocks[:last] {
			style := b.Find("pStyle")[0].Attr("val")
			if len(b.Find("keepNext")) == 0 && !styles[style] {
				t.Errorf("%q: a paragraph of style %s does not keep with what follows", fence, style)
			}
		}
	}
}

// A chart's numbers stand in its workbook.
func TestChartWorkbook(t *testing.T) {
	d := paperOf(t, "```chart\nkind: bar\ntitle: 图\n| 地区 | 本期 | 同期 |\n| 澄江区 | 3 | 2.5 |\n| 临港区 | | 1,200 |\n```\n", doc.Meta{}, doc.Options{})
	parts := partsOf(t, written(t, d))
	book, err := excelize.OpenReader(bytes.NewReader(parts["word/embeddings/chart1.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Sheet1")
	if err != nil || fmt.Sprint(rows) != "[[ 本期 同期] [澄江区 3 2.5] [临港区  1200]]" {
		t.Errorf("the workbook has %v (%v)", rows, err)
	}
	formats := treeOf(t, parts["word/charts/chart1.xml"]).Find("formatCode")
	if len(formats) != 2 || formats[0].Text != "0" || formats[1].Text != "#,##0.0" {
		t.Errorf("the figures' formats are %v", formats)
	}
}

// The document information is the paper's, by the office where it names no author,
// of the date that the caller gives.
func TestProperties(t *testing.T) {
	for author, want := range map[string]string{"": "安委办", "起草科": "起草科"} {
		d := paperOf(t, "文", doc.Meta{Title: "甲\n乙", Author: author, Subject: "督查", Keywords: "安全，督查"}, doc.Options{})
		var b bytes.Buffer
		if err := Write(&b, d, Options{Author: "安委办", Date: time.Date(2026, 3, 5, 0, 0, 0, 0, time.FixedZone("", 8*3600)), Fonts: Fonts{FangSong: "某仿宋"}}); err != nil {
			t.Fatal(err)
		}
		parts := partsOf(t, b.Bytes())
		var got []string
		for _, e := range treeOf(t, parts["docProps/core.xml"]).Children {
			got = append(got, e.XMLName.Local+"="+e.Text)
		}
		if s, w := strings.Join(got, " "), "title=甲乙 subject=督查 creator="+want+" keywords=安全，督查 created=2026-03-04T16:00:00Z modified=2026-03-04T16:00:00Z"; s != w {
			t.Errorf("the information is %s, want %s", s, w)
		}
		if !bytes.Contains(parts["word/styles.xml"], []byte(`w:eastAsia="某仿宋"`)) || !bytes.Contains(parts["word/fontTable.xml"], []byte("某仿宋")) {
			t.Error("the office's own font is not named")
		}
	}
}

// Papers are written side by side, as a run does it.
func TestSideBySide(t *testing.T) {
	all := corpus(t)
	for range 4 {
		for name, d := range all {
			want := written(t, d)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				if !bytes.Equal(written(t, d), want) {
					t.Error("written beside others, the file is another")
				}
			})
		}
	}
}
