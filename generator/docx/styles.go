package docx

import (
	"strconv"

	"hongtou/generator/standard"
)

// Identifiers of the styles. Their names are Chinese and stand in styles.
const (
	styleBody       = "Body"
	styleTitle      = "PaperTitle"
	styleSubtitle   = "PaperSubtitle"
	styleTo         = "Recipients"
	styleList       = "AttachmentList"
	styleAttendance = "Attendance"
	styleOffice     = "ClosingOffice"
	styleDate       = "ClosingDate"
	styleSigner     = "Signer"
	styleSignature  = "Signature"
	styleAttachment = "AttachmentLabel"
	styleMark       = "Mark"
	styleNumber     = "Number"
	styleStatus     = "Status"
	styleImprint    = "Imprint"
	styleFolio      = "Folio"
	styleTableTitle = "TableTitle"
	styleTableHead  = "TableHead"
	styleTableCell  = "TableCell"
	styleTableNote  = "TableNote"
	styleCaption    = "FigureCaption"
	styleFigure     = "Figure"
	styleUnit       = "FigureUnit"
	styleGap        = "Gap"
	styleSeal       = "SealWord"

	charHei = "HeiTi"
	charKai = "KaiTi"
)

// headingStyle is the style of a heading of level 1 to 4.
func headingStyle(level int) string { return "Heading" + strconv.Itoa(level) + "Paper" }

// style is one paragraph style.
type style struct {
	id, name, next string
	font           string // the Han font
	size           standard.Length
	red, tight     bool   // the red ink; the grid's spacing of characters
	paragraph      string // properties in their order, between widowControl and outlineLvl
	outline        int    // level from 1; 0 = body text
	keep           bool   // with what follows
}

const (
	indented = `<w:ind w:firstLineChars="200" w:firstLine="630"/>`
	exact    = `<w:snapToGrid w:val="0"/>`
	// overhang leaves centred lines that nearly fill the type area room for a font's
	// other widths: their breaks are chosen by our faces.
	overhang = `<w:ind w:left="-210" w:right="-210"/>`
)

func lineExact(l standard.Length) string {
	return `<w:spacing w:line="` + strconv.Itoa(twips(l)) + `" w:lineRule="exact"/>`
}

// paperStyles are the styles of paragraphs, with the names that a clerk sees.
func paperStyles(f Fonts) []style {
	body, title := standard.SizeBody, standard.SizeTitle
	table := exact + lineExact(standard.Leading)
	return []style{
		{id: styleBody, name: "公文正文", font: f.FangSong, size: body, tight: true, paragraph: indented + jc("both")},
		{id: headingStyle(1), name: "一级标题", next: styleBody, font: f.HeiTi, size: body, tight: true, paragraph: indented + jc("both"), outline: 1, keep: true},
		{id: headingStyle(2), name: "二级标题", next: styleBody, font: f.KaiTi, size: body, tight: true, paragraph: indented + jc("both"), outline: 2, keep: true},
		{id: headingStyle(3), name: "三级标题", next: styleBody, font: f.FangSong, size: body, tight: true, paragraph: indented + jc("both"), outline: 3, keep: true},
		{id: headingStyle(4), name: "四级标题", next: styleBody, font: f.FangSong, size: body, tight: true, paragraph: indented + jc("both"), outline: 4, keep: true},
		{id: styleTitle, name: "公文标题", next: styleTo, font: f.XiaoBiaoSong, size: title, paragraph: exact + lineExact(standard.TitleLine) + overhang + jc("center"), outline: 1, keep: true},
		{id: styleSubtitle, name: "公文副标题", next: styleTo, font: f.KaiTi, size: body, tight: true, paragraph: jc("center"), keep: true},
		{id: styleTo, name: "主送机关", next: styleBody, font: f.FangSong, size: body, tight: true, paragraph: jc("both")},
		{id: styleList, name: "附件说明", font: f.FangSong, size: body, tight: true, paragraph: jc("both")},
		{id: styleAttendance, name: "出席名单", font: f.FangSong, size: body, tight: true, paragraph: jc("both")},
		{id: styleOffice, name: "署名", next: styleDate, font: f.FangSong, size: body, tight: true, keep: true},
		{id: styleDate, name: "成文日期", next: styleBody, font: f.FangSong, size: body, tight: true},
		{id: styleSigner, name: "签名章", font: f.FangSong, size: body, tight: true, keep: true},
		{id: styleSignature, name: "签字栏", font: f.FangSong, size: body, tight: true, paragraph: exact + lineExact(standard.RowHeight)},
		{id: styleAttachment, name: "附件标识", next: styleTitle, font: f.HeiTi, size: body, tight: true, keep: true},
		{id: styleMark, name: "发文机关标志", next: styleNumber, font: f.XiaoBiaoSong, size: body, red: true, paragraph: exact + overhang + jc("center"), keep: true},
		{id: styleNumber, name: "发文字号", next: styleTitle, font: f.FangSong, size: body, tight: true, keep: true},
		{id: styleStatus, name: "份号密级紧急程度", next: styleMark, font: f.FangSong, size: body, tight: true, keep: true},
		{id: styleImprint, name: "抄送印发", font: f.FangSong, size: standard.SizeSmall, paragraph: exact + lineExact(standard.ImprintLine) + jc("both")},
		{id: styleFolio, name: "页码", font: f.SongTi, size: standard.SizeSmall, paragraph: exact + lineExact(standard.SizeSmall)},
		{id: styleTableTitle, name: "表题", next: styleTableHead, font: f.HeiTi, size: standard.SizeTable, paragraph: table + jc("center"), keep: true},
		{id: styleTableHead, name: "表头", font: f.HeiTi, size: standard.SizeTable, paragraph: table + jc("center"), keep: true},
		{id: styleTableCell, name: "表文", font: f.FangSong, size: standard.SizeTable, paragraph: table},
		{id: styleTableNote, name: "表注", font: f.FangSong, size: 105 * standard.Pt / 10, paragraph: exact + lineExact(155*standard.Pt/10) + jc("both")},
		{id: styleCaption, name: "图题", next: styleBody, font: f.HeiTi, size: standard.CaptionSize, paragraph: jc("center")},
		{id: styleFigure, name: "图", next: styleCaption, font: f.FangSong, size: standard.SizeTable, paragraph: exact + jc("center"), keep: true},
		{id: styleUnit, name: "图中单位", next: styleFigure, font: f.FangSong, size: 105 * standard.Pt / 10, paragraph: exact + lineExact(18*standard.Pt), keep: true},
		{id: styleGap, name: "间隔", font: f.FangSong, size: standard.Pt, paragraph: exact + `<w:spacing w:line="20" w:lineRule="exact"/>`},
		{id: styleSeal, name: "样章", font: f.HeiTi, size: 9 * standard.Pt, paragraph: exact + lineExact(12*standard.Pt) + jc("center")},
	}
}

func jc(how string) string { return `<w:jc w:val="` + how + `"/>` }

// tightening narrows characters so that 28 of them fill the type area: their cell
// is 15.79 pt (5.2.3).
const tightening = `<w:spacing w:val="-5"/>`

func fontNames(han, latin string) string {
	return `<w:rFonts w:ascii="` + escape(latin) + `" w:hAnsi="` + escape(latin) + `" w:eastAsia="` + escape(han) + `" w:cs="` + escape(latin) + `"/>`
}

func sizes(l standard.Length) string {
	half := strconv.Itoa(int((l*2 + standard.Pt/2) / standard.Pt))
	return `<w:sz w:val="` + half + `"/><w:szCs w:val="` + half + `"/>`
}

// redColour is the red of marks and rules as Word has colours.
var redColour = colour(standard.Red)

func colour(i standard.Ink) string {
	const digits = "0123456789ABCDEF"
	r, g, b := i.RGB()
	var out []byte
	for _, v := range []uint8{r, g, b} {
		out = append(out, digits[v>>4], digits[v&15])
	}
	return string(out)
}

// stylesPart has the document's defaults and its styles. With spacing, Word puts a
// quarter em between Han and Latin or digits.
func stylesPart(f Fonts, spacing bool) []byte {
	auto := `<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`
	if spacing {
		auto = `<w:autoSpaceDE/><w:autoSpaceDN/>`
	}
	var b buffer
	b.add(xmlHead, `<w:styles `, nsMain, `><w:docDefaults><w:rPrDefault><w:rPr>`, fontNames(f.FangSong, f.Latin), sizes(standard.SizeBody),
		`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>`,
		`<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>`, auto, `<w:adjustRightInd w:val="0"/></w:pPr></w:style>`,
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`,
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>`,
		`<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, s := range paperStyles(f) {
		b.style(&s, f.Latin)
	}
	for _, c := range [][3]string{{charHei, "黑体字", f.HeiTi}, {charKai, "楷体字", f.KaiTi}} {
		b.add(`<w:style w:type="character" w:customStyle="1" w:styleId="`, c[0], `"><w:name w:val="`, c[1], `"/><w:qFormat/><w:rPr>`, fontNames(c[2], f.Latin), `</w:rPr></w:style>`)
	}
	b.add(`</w:styles>`)
	return b
}

func (b *buffer) style(s *style, latin string) {
	b.add(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="`, s.id, `"><w:name w:val="`, s.name, `"/><w:basedOn w:val="Normal"/>`)
	if s.next != "" {
		b.add(`<w:next w:val="`, s.next, `"/>`)
	}
	b.add(`<w:qFormat/><w:pPr>`)
	if s.keep {
		b.add(`<w:keepNext/>`)
	}
	b.add(s.paragraph)
	if s.outline > 0 {
		b.add(`<w:outlineLvl w:val="`, strconv.Itoa(s.outline-1), `"/>`)
	}
	b.add(`</w:pPr><w:rPr>`, fontNames(s.font, latin))
	if s.red {
		b.add(`<w:color w:val="`, redColour, `"/>`)
	}
	if s.tight {
		b.add(tightening)
	}
	b.add(sizes(s.size), `</w:rPr></w:style>`)
}
