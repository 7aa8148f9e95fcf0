package typeset

import "hongtou/generator/doc"

// letterHead sets the head of a letter (10.1): the mark 30 mm below the paper's
// top, 4 mm below it a red double rule of 170 mm, thick over thin, and its
// counterpart 20 mm above the paper's bottom; 发文字号 flush right on the first
// line below the upper rule, 份号, 密级 and 紧急程度 flush left from that line.
func (s *setter) letterHead(m *doc.Masthead) box {
	var b box
	y := s.mark(&b, m) + letterRule
	s.doubleRule(&b, y, thickLetter, thinLetter)
	s.doubleRule(&b, paperHeight-marginTop-letterFoot-thickLetter-thinLetter-letterGap, thinLetter, thickLetter)
	y += thickLetter + letterGap + thinLetter + lineGap
	if m.Number != "" {
		b.add(s.lines(s.plain(m.Number), 0, 0, areaWidth, end), y+baseline(sizeBody))
	}
	for i, line := range m.Lines {
		b.add(s.lines(statusLine(line), 0, 0, areaWidth, start), y+Length(i)*rowHeight+baseline(sizeBody))
	}
	b.height = y + Length(max(1, len(m.Lines)))*rowHeight
	return b
}

func (s *setter) doubleRule(b *box, y, upper, lower Length) {
	x := (paperWidth-letterWidth)/2 - marginLeft
	b.rules = append(b.rules,
		Rule{X: x, Y: y, Width: letterWidth, Height: upper, Ink: Red},
		Rule{X: x, Y: y + upper + letterGap, Width: letterWidth, Height: lower, Ink: Red})
}
