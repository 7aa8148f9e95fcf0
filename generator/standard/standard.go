// Package standard is the page of GB/T 9704-2012 as numbers, with the clause of
// each, and the inks. Everything that papers are measured by stands here, whoever
// writes them.
package standard

// The page, with the clause of each measure.
var (
	PaperWidth  = Mm(21000) // A4, 5.1
	PaperHeight = Mm(29700)
	MarginTop   = Mm(3700)  // 天头, 5.2.1
	MarginLeft  = Mm(2800)  // 订口, 5.2.1
	AreaWidth   = Mm(15600) // 版心, 5.2.1
	AreaHeight  = Mm(22500)

	MarkTop      = Mm(3500) // 发文机关标志 below the top of the type area, 7.2.4
	OrderTop     = Mm(2000) // an order's mark likewise, 10.2
	LetterTop    = Mm(3000) // a letter's mark below the paper's top, 10.1
	LetterRule   = Mm(400)  // its double rule below the mark, 10.1
	LetterFoot   = Mm(2000) // the other double rule above the paper's bottom, 10.1
	LetterWidth  = Mm(17000)
	ThickLetter  = Mm(90) // weights and gap of the double rule: no figures in 10.1
	ThinLetter   = Mm(35)
	LetterGap    = Mm(60)
	RuleBelow    = Mm(400) // red rule below 发文字号, 7.2.7
	FolioBelow   = Mm(700) // folio's dashes below the type area, 7.5
	ThickRule    = Mm(35)  // first and last rule of 版记, 7.4.1
	ThinRule     = Mm(25)  // rules between, 7.4.1
	HeadRule     = Mm(50)  // the red rule: no figure in 7.2.7; 0.35 to 0.5 mm is custom
	TableRule    = Mm(18)  // 0.5 pt; no figure in clause 8
	LinesPerPage = 22      // 5.2.3
	CharsPerLine = 28      // 5.2.3
)

// 字号 in points.
const (
	SizeTitle   = 22 * Pt           // 二号, 7.3.1
	SizeBody    = 16 * Pt           // 三号, 5.2.2
	SizeSmall   = 14 * Pt           // 四号, 7.4.2, 7.5
	SizeTable   = 12 * Pt           // 小四; the standard leaves tables free
	CaptionSize = SizeTable         // 小四黑体, below a figure
	CaptionGap  = 14 * Pt           // below that
	LeastText   = 7 * Pt            // of a chart: what can be read in print (about 七号)
	Leading     = 17 * Pt           // between lines inside a table's cell
	ImprintLine = SizeSmall + 14*Pt // of 版记: 四号 and the gap of clause 3
	TitleLine   = 36 * Pt           // 22 pt and 7/8 of 16 pt, clause 3
	MaxMark     = 50 * Pt           // 发文机关标志: size free, 7.2.4
	LeastMark   = 12 * Pt           // likewise: smaller it is no mark to be seen
	// JointMarks is the height that several marks share, so that two offices have
	// 42 pt and the first page of six still shows text.
	JointMarks = 110 * Pt
	// GoodMark is the size that marks have at least where MostMarks, the height that many
	// of them share so that the first page still shows text, gives it to them.
	GoodMark  = 26 * Pt
	MostMarks = 227 * Pt
	Padding   = 4 * Pt // left and right in a table's cell
)

// TitleSizes are 二号, and 小二 and 三号 for a title that in a larger size would leave the
// first page without text: 7.3.1 says 一般用2号.
var TitleSizes = [...]Length{SizeTitle, 18 * Pt, SizeBody}

// TitlePitch is the distance of a title's lines in one of these sizes, clause 3.
func TitlePitch(size Length) Length { return size + TitleLine - SizeTitle }

// Cell is the width of one character on the grid: 28 of them, the last one's em
// box ending on the type area's right edge. The pitch of a line is likewise
// measured from em box to em box, so that 22 lines fill the area's height.
var Cell = (AreaWidth - SizeBody) / Length(CharsPerLine-1)

// RowTop is the top of grid row i (0 to 21) below the type area's top edge.
func RowTop(i int) Length {
	if uint(i) < uint(len(rowTops)) {
		return rowTops[i]
	}
	return Share(AreaHeight-SizeBody, i, LinesPerPage-1)
}

// rowTops are the tops of the first rows, beyond a page's too.
var rowTops = func() (tops [48]Length) {
	for i := range tops {
		tops[i] = Share(AreaHeight-SizeBody, i, LinesPerPage-1)
	}
	return tops
}()

// RowAt is the first grid row that begins at y or below.
func RowAt(y Length) int {
	i := max(0, int(y*Length(LinesPerPage-1)/(AreaHeight-SizeBody)))
	for RowTop(i) < y {
		i++
	}
	return i
}

// RowHeight is the room that one line of text takes, LineGap the blank in it.
var (
	RowHeight = RowTop(1)
	LineGap   = RowHeight - SizeBody
)
