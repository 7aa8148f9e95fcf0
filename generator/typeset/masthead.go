package typeset

import (
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// head sets what stands above the body on the first page: 版头 by layout, the
// title and 主送机关.
func (s *setter) head() []box {
	m := s.meta
	var boxes []box
	above := 2 // grid lines between head and title, 7.3.1
	switch m.Layout {
	case "document":
		boxes = append(boxes, s.documentHead(m))
	case "minutes":
		boxes = append(boxes, s.minutesHead(m))
	case "letter":
		boxes = append(boxes, s.letterHead(m))
	case "order":
		boxes = append(boxes, s.orderHead(m))
	default:
		above = 1
	}
	boxes = append(boxes, s.title(m.Title, m.Subtitle, above)...)
	if m.To != "" {
		boxes = append(boxes, s.text(s.plain(strings.TrimRight(m.To, "：:")+"："), 0, 0, areaWidth)...)
	}
	return boxes
}

// documentHead sets 份号, 密级 and 紧急程度, the red mark, two lines below it
// 发文字号 (7.2.5) with 签发人 at its right in upward documents (7.2.6), and the
// red rule 4 mm further down (7.2.7).
func (s *setter) documentHead(m *doc.Meta) box {
	var b box
	s.status(&b, m)
	y := s.mark(&b, m.Marks, markTop, true) + lineGap + 2*rowHeight
	if len(m.Signers) > 0 {
		y = s.signers(&b, m.Signers, y)
		s.number(&b, m.Number, y, start) // on the line of the last 签发人
	} else {
		s.number(&b, m.Number, y, middle)
	}
	s.redRule(&b, y+sizeBody)
	return b
}

// minutesHead sets the mark (10.3) and, as minutes have them, the issue, office
// and date below it.
func (s *setter) minutesHead(m *doc.Meta) box {
	var b box
	s.status(&b, m)
	y := s.mark(&b, m.Marks, markTop, false) + lineGap + 2*rowHeight
	s.number(&b, m.Issue, y, middle)
	if m.Office != "" || m.Date != "" {
		y += rowHeight
		b.add(s.lines(s.plain(m.Office), cell, cell, areaWidth-cell, start), y+baseline(sizeBody))
		b.add(s.lines(s.plain(m.Date), cell, cell, areaWidth-cell, end), y+baseline(sizeBody))
	}
	s.redRule(&b, y+sizeBody)
	return b
}

// orderHead sets an order's mark 20 mm below the top of the type area and 令号
// two lines below it (10.2); the text stands two lines below that.
func (s *setter) orderHead(m *doc.Meta) box {
	var b box
	y := s.mark(&b, m.Marks, orderTop, false) + lineGap + 2*rowHeight
	s.number(&b, m.Number, y, middle)
	b.height = y + 3*rowHeight
	return b
}

// status sets 份号, 密级和保密期限 and 紧急程度 flush left, one below the other in
// this order (7.2.1 to 7.2.3), from the first line of the type area.
func (s *setter) status(b *box, m *doc.Meta) {
	row := 0
	for _, p := range s.statusPieces(m) {
		b.add(s.lines([]piece{p}, 0, 0, areaWidth, start), rowTop(row)+baseline(sizeBody))
		row++
	}
}

func (s *setter) statusPieces(m *doc.Meta) []piece {
	var pieces []piece
	for i, text := range []string{m.Copy, m.Secrecy, m.Urgency} {
		role := face.HeiTi
		if i == 0 {
			role = face.FangSong
		}
		if text != "" {
			pieces = append(pieces, piece{text, bodyStyle(role)})
		}
	}
	return pieces
}

// mark sets 发文机关标志 in red with its top edge at y and gives where it ends.
// Several marks stand one below the other, drawn out to one width; 文件, which
// ends the last of them, stands at their right, centred on them (7.2.4).
func (s *setter) mark(b *box, marks []string, y Length, document bool) Length {
	if len(marks) == 0 {
		return y
	}
	tail := ""
	if last := marks[len(marks)-1]; document && len(marks) > 1 {
		const word = "文件"
		tail = word
		if rest, ok := strings.CutSuffix(last, word); ok {
			marks = append(marks[:len(marks)-1:len(marks)-1], rest)
		}
	}
	size, pitch := s.markSize(marks, tail)
	st := style{role: face.XiaoBiaoSong, size: size}
	var width Length
	for _, m := range marks {
		width = max(width, s.width([]piece{{m, st}}))
	}
	tailWidth := s.width([]piece{{tail, st}})
	left := (areaWidth - width) / 2
	if tail != "" {
		left = (areaWidth - width - tailWidth - size/2) / 2
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
	size = maxMark
	if len(marks) > 1 {
		size = min(size, jointMarks/Length(len(marks)))
	}
	for _, m := range marks {
		st := style{role: face.XiaoBiaoSong, size: size}
		w := s.width([]piece{{m + tail, st}})
		if tail != "" {
			w += size / 2
		}
		if w > areaWidth {
			size = size * areaWidth / w
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
			list[i].width += share(width-natural, i+1, n) - share(width-natural, i, n)
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
		b.add(s.lines(s.plain(text), cell, cell, areaWidth-cell, at), y+baseline(sizeBody))
	}
}

// signers sets 签发人 with two names a line, one character from the right
// (7.2.6), from the line at y, and gives the last line's.
func (s *setter) signers(b *box, names []string, y Length) Length {
	label := piece{"签发人：", bodyStyle(face.FangSong)}
	names = append([]string(nil), names...)
	longest := Length(0)
	for _, n := range names {
		longest = max(longest, s.width([]piece{{n, bodyStyle(face.KaiTi)}}))
	}
	columns := Length(min(2, len(names)))
	left := areaWidth - cell - columns*longest - (columns-1)*cell
	for i, n := range names {
		if i > 0 && i%2 == 0 {
			y += rowHeight
		}
		if i == 0 {
			x := left - s.width([]piece{label})
			b.add(s.lines([]piece{label}, x, x, left+cell, ragged), y+baseline(sizeBody))
		}
		x := left + Length(i%2)*(longest+cell)
		b.add(s.lines([]piece{{n, bodyStyle(face.KaiTi)}}, x, x, x+longest+Pt, ragged), y+baseline(sizeBody))
	}
	return y
}

// redRule ends a head with the red rule 4 mm below y.
func (s *setter) redRule(b *box, y Length) {
	b.rules = append(b.rules, Rule{Y: y + ruleBelow, Width: areaWidth, Height: headRule, Red: true})
	b.height = y + ruleBelow + headRule
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
			runs[i].Red = true
		}
	}
	b.add(lines, y)
}
