package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// letterHead sets the head of a letter (10.1): the mark 30 mm below the paper's
// top, 4 mm below it a red double rule of 170 mm, thick over thin, and its
// counterpart 20 mm above the paper's bottom; 发文字号 flush right on the first
// line below the upper rule, 份号, 密级 and 紧急程度 flush left from that line.
func (s *setter) letterHead(m *doc.Masthead) box {
	var b box
	y := s.mark(&b, m) + standard.LetterRule
	s.doubleRule(&b, y, standard.ThickLetter, standard.ThinLetter)
	s.doubleRule(&b, standard.PaperHeight-standard.MarginTop-standard.LetterFoot-standard.ThickLetter-standard.ThinLetter-standard.LetterGap, standard.ThinLetter, standard.ThickLetter)
	y += standard.ThickLetter + standard.LetterGap + standard.ThinLetter + standard.LineGap
	left := Length(0) // of the number's room: beside the first status line
	if len(m.Lines) > 0 {
		left = s.width(statusLine(m.Lines[0])) + standard.Cell
	}
	s.says(ParagraphElement)
	last := s.stack(&b, m.Number, left, standard.AreaWidth, end, y)
	for i, line := range m.Lines {
		s.says(ParagraphElement)
		b.add(s.lines(statusLine(line), 0, 0, standard.AreaWidth, start), y+Length(i)*standard.RowHeight+baseline(standard.SizeBody))
	}
	b.height = max(last+standard.RowHeight, y+Length(max(1, len(m.Lines)))*standard.RowHeight)
	return b
}

func (s *setter) doubleRule(b *box, y, upper, lower Length) {
	x := (standard.PaperWidth-standard.LetterWidth)/2 - standard.MarginLeft
	b.rules = append(b.rules,
		Rule{X: x, Y: y, Width: standard.LetterWidth, Height: upper, Ink: Red},
		Rule{X: x, Y: y + upper + standard.LetterGap, Width: standard.LetterWidth, Height: lower, Ink: Red})
}
