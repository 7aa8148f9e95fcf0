package typeset

import (
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func init() {
	places(func(s *setter, m *doc.Masthead, _ []box) []box { return []box{s.masthead(m)} })
	places((*setter).recipients)
}

// markTops is where a mark stands below the type area's top.
var markTops = [...]Length{doc.MarkLow: standard.MarkTop, doc.MarkHigh: standard.OrderTop, doc.MarkOnMargin: standard.LetterTop - standard.MarginTop}

// masthead sets 份号, 密级 and 紧急程度, the red mark, two lines below it
// 发文字号 (7.2.5) with 签发人 at its right in upward documents (7.2.6), 署名 and
// date where minutes have them, and the red rule 4 mm further down (7.2.7).
func (s *setter) masthead(m *doc.Masthead) box {
	if m.Rule == doc.DoubleRule {
		return s.letterHead(m)
	}
	var b box
	for i, line := range m.Lines {
		b.add(s.lines(statusLine(line), 0, 0, standard.AreaWidth, start), standard.RowTop(i)+baseline(standard.SizeBody))
	}
	y := s.mark(&b, m) + standard.LineGap + 2*standard.RowHeight
	if len(m.Signers) > 0 {
		y = s.signers(&b, m, y)
		s.number(&b, m.Number, y, start) // on the line of the last 签发人
	} else {
		s.number(&b, m.Number, y, middle)
	}
	if m.Office != "" || m.Date != "" {
		y += standard.RowHeight
		b.add(s.lines(s.plain(m.Office), standard.Cell, standard.Cell, standard.AreaWidth-standard.Cell, start), y+baseline(standard.SizeBody))
		b.add(s.lines(s.plain(m.Date), standard.Cell, standard.Cell, standard.AreaWidth-standard.Cell, end), y+baseline(standard.SizeBody))
	}
	if m.Rule == doc.NoRule { // 10.2: the text stands two lines below
		b.height = y + 3*standard.RowHeight
	} else {
		s.redRule(&b, y+standard.SizeBody)
	}
	return b
}

// recipients sets 主送机关, flush left with its returns (7.3.2).
func (s *setter) recipients(r *doc.Recipients, _ []box) []box {
	return s.text(s.plain(r.Text), 0, 0, standard.AreaWidth)
}

func statusLine(line doc.Span) []piece {
	return spanPieces("", []doc.Span{line}, bodyStyle(face.FangSong))
}

// mark sets 发文机关标志 in red and gives where it ends. Several marks stand one
// below the other, drawn out to one width; the tail stands at their right, centred
// on them (7.2.4).
func (s *setter) mark(b *box, m *doc.Masthead) Length {
	marks, tail, y := m.Marks, m.Tail, markTops[m.Mark]
	if len(marks) == 0 {
		return y
	}
	size, pitch := s.markSize(marks, tail)
	if size < standard.LeastMark {
		s.complain("mark-long", strings.Join(marks, "、"), diag.T("发文机关标志太长，一行排不下", "the office's mark is too long for a line"),
			diag.T("在 hongtou.yaml 的 office.mark 写规范化简称", "give office.mark in hongtou.yaml as a short name"))
		return y
	}
	st := style{role: face.XiaoBiaoSong, size: size}
	var width Length
	for _, m := range marks {
		width = max(width, s.width([]piece{{m, st}}))
	}
	tailWidth := s.width([]piece{{tail, st}})
	left := (standard.AreaWidth - width) / 2
	if tail != "" {
		left = (standard.AreaWidth - width - tailWidth - size/2) / 2
	}
	for i, m := range marks {
		b.red(s.spread(m, st, left, width), y+Length(i)*pitch+baseline(size))
	}
	bottom := y + Length(len(marks)-1)*pitch + size
	if tail != "" {
		x := left + width + size/2
		b.red(s.lines([]piece{{tail, st}}, x, x, x+tailWidth+Pt, ragged), y+(bottom-y-size)/2+baseline(size))
	}
	return bottom
}

// markSize is the largest size at which the marks fit the type area's width,
// and for several offices the first page still shows text (7.2.4).
func (s *setter) markSize(marks []string, tail string) (size, pitch Length) {
	size = standard.MaxMark
	if len(marks) > 1 {
		size = min(size, standard.JointMarks/Length(len(marks)))
	}
	for _, m := range marks {
		st := style{role: face.XiaoBiaoSong, size: size}
		w := s.width([]piece{{m + tail, st}})
		if tail != "" {
			w += size / 2
		}
		if w > standard.AreaWidth {
			size = size * standard.AreaWidth / w
		}
	}
	return size, size * 5 / 4
}

// spread sets a line from left over a width, its characters evenly apart.
func (s *setter) spread(text string, st style, left, width Length) [][]Run {
	list := atoms(s.faces, []piece{{text, st}}, s.missing)
	natural := s.width([]piece{{text, st}})
	if n := len(list) - 1; n > 0 {
		for i := range list[:n] {
			list[i].width += standard.Share(width-natural, i+1, n) - standard.Share(width-natural, i, n)
		}
	}
	b := &breaker{atoms: list, first: width + Pt, rest: width + Pt}
	b.sum()
	return [][]Run{b.runs(span{0, len(list)}, left, false)}
}

// number sets 发文字号 on the line at y: in the middle, or in upward documents
// one character from the left (7.2.5).
func (s *setter) number(b *box, text string, y Length, at side) {
	if text != "" {
		b.add(s.lines(s.plain(text), standard.Cell, standard.Cell, standard.AreaWidth-standard.Cell, at), y+baseline(standard.SizeBody))
	}
}

// signers sets 签发人 with two names a line, one character from the right
// (7.2.6), from the line at y, and gives the last line's.
func (s *setter) signers(b *box, m *doc.Masthead, y Length) Length {
	label, names := piece{m.Label, bodyStyle(face.FangSong)}, m.Signers
	longest := Length(0)
	for _, n := range names {
		longest = max(longest, s.width([]piece{{n, bodyStyle(face.KaiTi)}}))
	}
	columns := Length(min(2, len(names)))
	left := standard.AreaWidth - standard.Cell - columns*longest - (columns-1)*standard.Cell
	for i, n := range names {
		if i > 0 && i%2 == 0 {
			y += standard.RowHeight
		}
		if i == 0 {
			x := left - s.width([]piece{label})
			b.add(s.lines([]piece{label}, x, x, left+standard.Cell, ragged), y+baseline(standard.SizeBody))
		}
		x := left + Length(i%2)*(longest+standard.Cell)
		b.add(s.lines([]piece{{n, bodyStyle(face.KaiTi)}}, x, x, x+longest+Pt, ragged), y+baseline(standard.SizeBody))
	}
	return y
}

// redRule ends a head with the red rule 4 mm below y.
func (s *setter) redRule(b *box, y Length) {
	b.rules = append(b.rules, Rule{Y: y + standard.RuleBelow, Width: standard.AreaWidth, Height: standard.HeadRule, Ink: Red})
	b.height = y + standard.RuleBelow + standard.HeadRule
}

// add puts lines at a baseline.
func (b *box) add(lines [][]Run, y Length) {
	for _, runs := range lines {
		for _, r := range runs {
			r.Y += y
			b.runs = append(b.runs, r)
		}
	}
}

func (b *box) red(lines [][]Run, y Length) {
	for _, runs := range lines {
		for i := range runs {
			runs[i].Ink = Red
		}
	}
	b.add(lines, y)
}
