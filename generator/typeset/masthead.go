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
		s.says(ParagraphElement)
		b.add(s.lines(statusLine(line), 0, 0, standard.AreaWidth, start), standard.RowTop(i)+baseline(standard.SizeBody))
	}
	y := s.mark(&b, m) + standard.LineGap + 2*standard.RowHeight
	if len(m.Signers) > 0 {
		y = s.signers(&b, m, y)
	} else {
		s.says(ParagraphElement)
		y = s.stack(&b, m.Number, standard.Cell, standard.AreaWidth-standard.Cell, middle, y)
	}
	if m.Office != "" || m.Date != "" { // the office's returns stand left of the date
		y += standard.RowHeight
		date := s.width(s.plain(m.Date))
		s.says(ParagraphElement)
		y = s.stack(&b, m.Office, standard.Cell, standard.AreaWidth-2*standard.Cell-date, ragged, y)
		s.says(ParagraphElement)
		s.stack(&b, m.Date, standard.Cell, standard.AreaWidth-standard.Cell, end, y)
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
	s.says(ParagraphElement)
	return s.text(s.plain(r.Text), 0, 0, standard.AreaWidth)
}

func statusLine(line doc.Span) []piece {
	return spanPieces("", []doc.Span{line}, bodyStyle(face.FangSong))
}

// mark sets 发文机关标志 in red and gives where it ends. Several marks stand one below the
// other, two a line where that makes them larger, drawn out to one width; the tail
// stands at their right, centred on them (7.2.4). One long mark is broken into lines.
func (s *setter) mark(b *box, m *doc.Masthead) Length {
	y := markTops[m.Mark]
	if len(m.Marks) == 0 {
		return y
	}
	g := s.markGrid(m.Marks, m.Tail)
	if g.size < standard.LeastMark {
		s.complain("mark-long", strings.Join(m.Marks, "、"), diag.T("发文机关标志太长，首页排不下", "the office's mark is too long for the first page"),
			diag.T("在 hongtou.yaml 的 office.mark 写规范化简称", "give office.mark in hongtou.yaml as a short name"))
		return y
	}
	st := style{role: face.XiaoBiaoSong, size: g.size}
	width := s.widestMark(g.lines, st)
	tail := s.width([]piece{{m.Tail, st}})
	all := width*Length(g.columns) + g.size*Length(g.columns-1)
	left := (standard.AreaWidth - all) / 2
	if m.Tail != "" {
		left = (standard.AreaWidth - all - tail - g.size/2) / 2
	}
	for i, line := range g.lines {
		if i == 0 || len(m.Marks) > 1 { // the lines of one mark are one paragraph
			s.says(ParagraphElement)
		}
		row, column := Length(i/g.columns), Length(i%g.columns)
		x, at := left+column*(width+g.size), y+row*g.pitch()+baseline(g.size)
		if len(m.Marks) == 1 { // the lines of one mark are not drawn out
			b.red(s.lines([]piece{{line, st}}, 0, 0, standard.AreaWidth, middle), at)
		} else {
			b.red(s.spread(line, st, x, width), at)
		}
	}
	rows := (len(g.lines) + g.columns - 1) / g.columns
	bottom := y + Length(rows-1)*g.pitch() + g.size
	if m.Tail != "" {
		x := left + all + g.size/2
		s.says(ParagraphElement)
		b.red(s.lines([]piece{{m.Tail, st}}, x, x, x+tail+Pt, ragged), y+(bottom-y-g.size)/2+baseline(g.size))
	}
	return bottom
}

// markGrid is how marks stand: their lines, row by row in columns, all in one size.
type markGrid struct {
	lines   []string
	columns int
	size    Length
}

func (g markGrid) pitch() Length { return g.size * 5 / 4 }

// markGrid finds the way in which the marks are largest.
func (s *setter) markGrid(marks []string, tail string) markGrid {
	if len(marks) == 1 && tail == "" {
		return s.markLines(marks[0])
	}
	one := markGrid{marks, 1, s.markSize(marks, tail, 1)}
	if one.size < standard.GoodMark {
		if two := (markGrid{marks, 2, s.markSize(marks, tail, 2)}); two.size > one.size {
			return two
		}
	}
	return one
}

// markLines breaks one mark into as few lines as let it be large enough.
func (s *setter) markLines(mark string) (best markGrid) {
	for n := range Length(3) {
		width := s.widestMark([]string{mark}, style{role: face.XiaoBiaoSong, size: standard.MaxMark})
		size := min(standard.MaxMark, standard.MaxMark*standard.AreaWidth*(n+1)*92/100/max(1, width))
		if n == 0 {
			size = min(standard.MaxMark, standard.MaxMark*standard.AreaWidth/max(1, width))
		}
		lines := []string{mark}
		if n > 0 {
			lines = s.balanced(mark, style{role: face.XiaoBiaoSong, size: size}, standard.AreaWidth)
		}
		if size > best.size {
			best = markGrid{lines, 1, size}
		}
		if size >= standard.GoodMark {
			break
		}
	}
	return best
}

// markSize is the largest size at which the marks fit the type area's width in so many
// columns, and for several offices the first page still shows text (7.2.4).
func (s *setter) markSize(marks []string, tail string, columns int) Length {
	size := standard.MaxMark
	if len(marks) > 1 {
		rows := Length((len(marks) + columns - 1) / columns)
		size = min(size, max(standard.JointMarks/rows, min(standard.GoodMark, standard.MostMarks/rows)))
	}
	st := style{role: face.XiaoBiaoSong, size: size}
	w := s.widestMark(marks, st)*Length(columns) + size*Length(columns-1)
	if tail != "" {
		w += s.width([]piece{{tail, st}}) + size/2
	}
	if w > standard.AreaWidth {
		size = size * standard.AreaWidth / w
	}
	return size
}

// widestMark is the width of the widest of marks.
func (s *setter) widestMark(marks []string, st style) (width Length) {
	for _, m := range marks {
		width = max(width, s.width([]piece{{m, st}}))
	}
	return width
}

// spread sets a line from left over a width, its characters evenly apart.
func (s *setter) spread(text string, st style, left, width Length) [][]Run {
	st.element = s.element
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

// stack sets text in lines on grid rows from the line at y on, balanced where there are
// several, and gives the last line's.
func (s *setter) stack(b *box, text string, left, right Length, at side, y Length) Length {
	for i, line := range s.balanced(text, bodyStyle(face.FangSong), right-left) {
		if i > 0 {
			y += standard.RowHeight
		}
		b.add(s.lines(s.plain(line), left, left, right, at), y+baseline(standard.SizeBody))
	}
	return y
}

// leastSigner is the room that a signer's name has at least beside 发文字号.
var leastSigner = 6 * standard.Cell

// signers sets 签发人 with two names a line, one character from the right, from the line
// at y, and 发文字号 one character from the left on the last one's (7.2.5, 7.2.6); it
// gives that line's. Where the number leaves two names no room they stand one a line, and
// a name that has none is broken. A number that leaves no room for any stands below.
func (s *setter) signers(b *box, m *doc.Masthead, y Length) Length {
	number := s.newElement(Element{Kind: ParagraphElement})
	s.says(ParagraphElement)
	label := piece{m.Label, bodyStyle(face.FangSong)}
	labelWidth := s.width([]piece{label})
	room := standard.AreaWidth - 2*standard.Cell - labelWidth
	beside := room - standard.Cell - s.width(s.plain(m.Number))
	below := beside < leastSigner
	if !below {
		room = beside
	}
	longest := Length(0)
	for _, n := range m.Signers {
		longest = max(longest, s.width([]piece{{n, bodyStyle(face.KaiTi)}}))
	}
	columns := min(2, len(m.Signers))
	if columns == 2 && 2*longest+standard.Cell > room {
		columns = 1
	}
	longest = min(longest, room)
	left := standard.AreaWidth - standard.Cell - Length(columns)*longest - Length(columns-1)*standard.Cell
	b.add(s.lines([]piece{label}, left-labelWidth, left-labelWidth, left+standard.Cell, ragged), y+baseline(standard.SizeBody))
	for i, n := range m.Signers {
		if i > 0 && i%columns == 0 {
			y += standard.RowHeight
		}
		x := left + Length(i%columns)*(longest+standard.Cell)
		for k, line := range s.balanced(n, bodyStyle(face.KaiTi), longest) {
			if k > 0 {
				y += standard.RowHeight
			}
			b.add(s.lines([]piece{{line, bodyStyle(face.KaiTi)}}, x, x, x+longest+Pt, ragged), y+baseline(standard.SizeBody))
		}
	}
	if below && m.Number != "" {
		y += standard.RowHeight
	}
	s.element = number
	return s.stack(b, m.Number, standard.Cell, standard.AreaWidth-standard.Cell, ragged, y)
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
