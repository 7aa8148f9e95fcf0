package typeset

// The page of GB/T 9704-2012 as numbers, with the clause of each. Everything
// that the typesetter measures by stands here.
var (
	paperWidth  = Mm(21000) // A4, 5.1
	paperHeight = Mm(29700)
	marginTop   = Mm(3700)  // 天头, 5.2.1
	marginLeft  = Mm(2800)  // 订口, 5.2.1
	areaWidth   = Mm(15600) // 版心, 5.2.1
	areaHeight  = Mm(22500)

	markTop      = Mm(3500) // 发文机关标志 below the top of the type area, 7.2.4
	orderTop     = Mm(2000) // an order's mark likewise, 10.2
	letterTop    = Mm(3000) // a letter's mark below the paper's top, 10.1
	letterRule   = Mm(400)  // its double rule below the mark, 10.1
	letterFoot   = Mm(2000) // the other double rule above the paper's bottom, 10.1
	letterWidth  = Mm(17000)
	thickLetter  = Mm(90) // weights and gap of the double rule: no figures in 10.1
	thinLetter   = Mm(35)
	letterGap    = Mm(60)
	ruleBelow    = Mm(400) // red rule below 发文字号, 7.2.7
	folioBelow   = Mm(700) // folio's dashes below the type area, 7.5
	thickRule    = Mm(35)  // first and last rule of 版记, 7.4.1
	thinRule     = Mm(25)  // rules between, 7.4.1
	headRule     = Mm(50)  // the red rule: no figure in 7.2.7; 0.35 to 0.5 mm is custom
	tableRule    = Mm(18)  // 0.5 pt; no figure in clause 8
	linesPerPage = 22      // 5.2.3
	charsPerLine = 28      // 5.2.3
)

// 字号 in points.
const (
	sizeTitle   = 22 * Pt   // 二号, 7.3.1
	sizeBody    = 16 * Pt   // 三号, 5.2.2
	sizeSmall   = 14 * Pt   // 四号, 7.4.2, 7.5
	sizeTable   = 12 * Pt   // 小四; the standard leaves tables free
	captionSize = sizeTable // 小四黑体, below a figure
	captionGap  = 14 * Pt   // below that
	leastText   = 7 * Pt    // of a chart: what can be read in print (about 七号)
	leading     = 17 * Pt   // between lines inside a table's cell
	titleLine   = 36 * Pt   // 22 pt and 7/8 of 16 pt, clause 3
	maxMark     = 50 * Pt   // 发文机关标志: size free, 7.2.4
	// jointMarks is the height that several marks share, so that two offices have
	// 42 pt and the first page of six still shows text.
	jointMarks = 110 * Pt
	padding    = 4 * Pt // left and right in a table's cell
)

// cell is the width of one character on the grid: 28 of them, the last one's em
// box ending on the type area's right edge. The pitch of a line is likewise
// measured from em box to em box, so that 22 lines fill the area's height.
var cell = (areaWidth - sizeBody) / Length(charsPerLine-1)

// rowTop is the top of grid row i (0 to 21) below the type area's top edge.
func rowTop(i int) Length { return share(areaHeight-sizeBody, i, linesPerPage-1) }

// rowAt is the first grid row that begins at y or below.
func rowAt(y Length) int {
	i := 0
	for rowTop(i) < y {
		i++
	}
	return i
}

// rowHeight is the room that one line of text takes, lineGap the blank in it.
var (
	rowHeight = rowTop(1)
	lineGap   = rowHeight - sizeBody
)
