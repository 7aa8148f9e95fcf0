package typeset

import (
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func init() {
	places(func(s *setter, m *doc.Masthead, _ []box) []box {
		b := s.masthead(m)
		b.apart = costBegun
		return []box{b}
	})
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

// recipients sets 主送机关, flush left with its returns (7.3.2). The text begins on their
// page: rather is one line of it alone with the signature.
func (s *setter) recipients(r *doc.Recipients, _ []box) []box {
	s.says(ParagraphElement)
	boxes := s.text(s.plain(r.Text), 0, 0, standard.AreaWidth)
	for i := range boxes {
		boxes[i].apart = costBegun
	}
	return boxes
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
	if len(m.Marks) > 1 && g.size < standard.GoodMark {
		s.complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "mark-small", Place: diag.Place{File: s.document.File}, Value: strings.Join(m.Marks, "、"),
			Problem: diag.T("联合发文的%d个发文机关标志在首页只能排%d磅，小于26磅", "the marks of %d issuers have room for type of %d pt on the first page, less than 26 pt", len(m.Marks), g.size/Pt),
			Remedy:  diag.T("只用主办机关的标志", "give the mark of the host alone")})
	}
	st := style{role: face.XiaoBiaoSong, size: g.size}
	width := s.widestMark(g.lines, st)
	tail := s.width([]piece{{m.Tail, st}})
	all := width*Length(g.columns) + g.gap*Length(g.columns-1)
	left := (standard.AreaWidth - all) / 2
	if m.Tail != "" {
		left = (standard.AreaWidth - all - tail - g.size/2) / 2
	}
	for i, line := range g.lines {
		if i == 0 || len(m.Marks) > 1 && i%g.each == 0 { // the lines of one mark are one paragraph
			s.says(ParagraphElement)
		}
		if line == "" {
			continue
		}
		row, column := g.cell(i)
		x, at := left+Length(column)*(width+g.gap), y+Length(row)*g.pitch+baseline(g.size)
		if i%g.each == 0 && g.each > 1 && g.lines[i+1] == "" { // a short name stands in its lines' middle
			at += g.pitch / 2
		}
		if len(m.Marks) == 1 { // the lines of one mark are not drawn out
			b.red(s.lines([]piece{{line, st}}, 0, 0, standard.AreaWidth, middle), at)
		} else {
			b.red(s.spread(line, st, x, width), at)
		}
	}
	bottom := y + Length(g.rows()-1)*g.pitch + g.size
	if m.Tail != "" {
		x := left + all + g.size/2
		s.says(ParagraphElement)
		b.red(s.lines([]piece{{m.Tail, st}}, x, x, x+tail+Pt, ragged), y+(bottom-y-g.size)/2+baseline(g.size))
	}
	return bottom
}

// markGrid is how marks stand: in columns row by row, each of so many lines, all in one
// size.
type markGrid struct {
	lines   []string
	columns int
	each    int    // lines of a mark
	gap     Length // between columns
	size    Length
	pitch   Length // of the lines
}

// cell is the row and the column of a line.
func (g *markGrid) cell(i int) (row, column int) {
	mark := i / g.each
	return mark/g.columns*g.each + i%g.each, mark % g.columns
}

func (g *markGrid) rows() int { return (len(g.lines)/g.each + g.columns - 1) / g.columns * g.each }

// markGrid finds the first way in which the marks are large enough, or the one in which
// they are largest: in one column, in two and in three, with names broken in two lines.
func (s *setter) markGrid(marks []string, tail string) markGrid {
	if len(marks) == 1 && tail == "" {
		return s.markLines(marks[0])
	}
	var best markGrid
	for _, each := range [...]int{1, 2} {
		lines := s.markHalves(marks, each)
		for columns := 1; columns <= mostMarkColumns && lines != nil; columns++ {
			for _, em := range [...]Length{2, 1} {
				g := markGrid{lines: lines, columns: columns, each: each}
				s.sizeMarks(&g, tail, em)
				if g.size > best.size {
					best = g
				}
				if best.size >= standard.GoodMark {
					return best
				}
			}
		}
	}
	return best
}

// mostMarkColumns is how many joint issuers stand in a line.
const mostMarkColumns = 3

// markHalves breaks marks in so many lines, the last ones empty of those that are short;
// nil if that can't be.
func (s *setter) markHalves(marks []string, each int) (lines []string) {
	if each == 1 {
		return marks
	}
	st := style{role: face.XiaoBiaoSong, size: standard.GoodMark}
	room := s.widestMark(marks, st)*55/100 + standard.GoodMark
	for _, m := range marks {
		halves := s.balanced(m, st, room)
		if len(halves) > each {
			return nil
		}
		lines = append(lines, halves...)
		for range each - len(halves) {
			lines = append(lines, "")
		}
	}
	return lines
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
		for len(lines) > int(n)+1 && size > standard.GoodMark { // words are not of one length: rather smaller than in a line more
			size = max(standard.GoodMark, size*24/25)
			lines = s.balanced(mark, style{role: face.XiaoBiaoSong, size: size}, standard.AreaWidth)
		}
		if len(lines) > int(n)+1 && n < 2 {
			continue
		}
		if size > best.size {
			best = markGrid{lines: lines, columns: 1, each: 1, size: size, pitch: size * 5 / 4}
		}
		if size >= standard.GoodMark {
			break
		}
	}
	return best
}

// sizeMarks gives marks the largest size at which they fit the type area's width with so
// many half ems between columns, and for several offices the first page still shows text
// (7.2.4): many lines stand closer.
func (s *setter) sizeMarks(g *markGrid, tail string, halfEms Length) {
	size, rows := standard.MaxMark, Length(g.rows())
	if len(g.lines) > 1 {
		size = min(size, max(standard.JointMarks/rows, min(standard.GoodMark, standard.MostMarks*10/(11*rows-1))))
	}
	st := style{role: face.XiaoBiaoSong, size: size}
	g.gap = size * halfEms / 2
	w := s.widestMark(g.lines, st)*Length(g.columns) + g.gap*Length(g.columns-1)
	if tail != "" {
		w += s.width([]piece{{tail, st}}) + size/2
	}
	if w > standard.AreaWidth {
		size = size * standard.AreaWidth / w
		g.gap = size * halfEms / 2
	}
	g.size, g.pitch = size, size*5/4
	if (rows-1)*g.pitch+size > standard.MostMarks {
		g.pitch = size * 11 / 10
	}
}

// widestMark is the width of the widest of marks, without a blank at its end.
func (s *setter) widestMark(marks []string, st style) (width Length) {
	for _, m := range marks {
		width = max(width, s.width([]piece{{strings.TrimRight(m, " "), st}}))
	}
	return width
}

// spread sets a line from left over a width, its characters evenly apart.
func (s *setter) spread(text string, st style, left, width Length) [][]Run {
	st.element = s.element
	list := atoms(s.faces, []piece{{text, st}}, s.missing)
	n := len(list) - 1
	for n > 0 && list[n].blank {
		n--
	}
	slack := width - s.widestMark([]string{text}, st)
	for i := range max(0, n) {
		list[i].width += standard.Share(slack, i+1, n) - standard.Share(slack, i, n)
	}
	b := &breaker{atoms: list, first: width + Pt, rest: width + Pt, slab: &s.runs}
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
	beside := room - standard.Cell/2 - s.width(s.plain(m.Number))
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
