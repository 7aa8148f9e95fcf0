package docx

import (
	"fmt"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// letterhead writes a letter's head (10.1): the mark in a frame 30 mm below the
// paper's top, the double rules drawn where they stand on the page, 发文字号 flush
// right on the first line below the upper one, 份号, 密级 and 紧急程度 flush left.
func (w *writer) letterhead(m *doc.Masthead) {
	rule := standard.LetterTop // the upper rule's top, from the paper's
	if len(m.Marks) > 0 {
		size := w.markSize(m)
		line := size * 5 / 4
		rule += standard.Length(len(m.Marks)-1)*line + size + standard.LetterRule
		top := standard.LetterTop - emTop(line, size)
		// The frame reaches down to the line below the rule, so that the text begins there.
		height := rule + letterDouble + standard.LineGap - bodyIn - top
		frame := fmt.Sprintf(`w:w="%d" w:h="%d" w:hRule="exact" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="center" w:y="%d"`,
			twips(standard.AreaWidth), twips(height), twips(top))
		for _, mark := range m.Marks {
			w.paragraph(para{style: styleMark, frame: frame, exact: twips(line), jc: "center"}, run{text: mark, look: sizes(size)})
		}
	}
	// The lines below the rule stand off the grid, which begins above the frame.
	lines := m.Lines
	p := para{style: styleNumber, offGrid: true, exact: row, jc: "right"}
	if len(lines) > 0 {
		p.jc, p.tabs = "", []tab{{at: twips(standard.AreaWidth), right: true}}
	}
	w.b.add(`<w:p>`)
	w.properties(&p)
	w.doubleRule(rule, standard.ThickLetter, standard.ThinLetter, "thickThin")
	w.doubleRule(standard.PaperHeight-standard.LetterFoot-letterDouble, standard.ThinLetter, standard.ThickLetter, "thinThick")
	number := m.Number
	if len(lines) > 0 {
		for _, r := range spanRuns("", lines[:1], "") {
			w.run(r)
		}
		lines, number = lines[1:], "\t"+number
	}
	w.run(text(number))
	w.b.add(paragraphEnd)
	for _, l := range lines {
		w.paragraph(para{style: styleStatus, offGrid: true, exact: row}, spanRuns("", []doc.Span{l}, "")...)
	}
	rows := standard.Length(max(1, len(m.Lines))) * standard.RowHeight
	w.y = rule + letterDouble + standard.LineGap - standard.MarginTop + rows
	w.at = w.y - bodyIn
}

// letterDouble is the height of a letter's double rule, bodyIn how far the em box of
// the body's size stands below the top of an exact line.
var (
	letterDouble = standard.ThickLetter + standard.LetterGap + standard.ThinLetter
	bodyIn       = emTop(standard.RowHeight, standard.SizeBody)
)

// doubleRule draws two red rules, the upper one's top so far below the paper's.
func (w *writer) doubleRule(y, upper, lower standard.Length, name string) {
	x := (standard.PaperWidth - standard.LetterWidth) / 2
	w.ruleAt(x, y, standard.LetterWidth, upper, name+"1")
	w.ruleAt(x, y+upper+standard.LetterGap, standard.LetterWidth, lower, name+"2")
}
