package typeset

import (
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func (s *setter) plain(text string) []piece {
	return []piece{{text, bodyStyle(face.FangSong)}}
}

// width is what pieces take on one line.
func (s *setter) width(pieces []piece) Length {
	s.measured = appendAtoms(s.measured[:0], s.faces, pieces, func(rune) {})
	list := s.measured
	var w Length
	for i := range list {
		w += list[i].width + list[i].kern
	}
	if n := len(list); n > 0 {
		w -= list[n-1].track
	}
	return w
}

// blank is n empty grid rows that stay with what follows.
func blank(n int) []box {
	boxes := make([]box, n)
	for i := range boxes {
		boxes[i] = box{height: standard.RowHeight, onGrid: true, apart: costApart, skip: true}
	}
	return boxes
}

func init() {
	places((*setter).signatures)
	places((*setter).closing)
	places((*setter).attendance)
	places((*setter).attachments)
}

// signatures sets the signing block of an agreement: columns side by side, a
// row a line, never torn and never alone.
func (s *setter) signatures(f *doc.Signatures, before []box) []box {
	s.line = f.Line
	keepLast(before, 2)
	signs(before)
	boxes := blank(1)
	columns := f.Columns
	gap := standard.Cell
	width := (standard.AreaWidth - gap*Length(columns-1)) / Length(columns)
	says := s.signatureElements(f)
	for n, r := range f.Rows {
		row := box{height: standard.RowHeight, onGrid: true, apart: costApart}
		lines := []box{row}
		for i, text := range r {
			left := Length(i) * (width + gap)
			s.element = says[n][i]
			set := s.signed(text, left, width)
			whose, at, seal := doc.SealOf(text)
			for n, runs := range set {
				if n == len(lines) {
					lines = append(lines, row)
				}
				if x, here := character(runs, &at); seal && here {
					lines[n].areas = append(lines[n].areas, sealAround(whose, Point{x + standard.SizeBody, standard.SizeBody / 2}))
					seal = false
				}
				for _, run := range runs {
					run.Y += baseline(standard.SizeBody)
					lines[n].runs = append(lines[n].runs, run)
				}
			}
		}
		boxes = append(boxes, lines...)
	}
	signs(boxes[:1])
	boxes[len(boxes)-1].apart, boxes[len(boxes)-1].signed = 0, true
	return boxes
}

// signed sets a text of a signing block: a name that is longer than its column is broken by
// its words. Blanks that were put into it are kept.
func (s *setter) signed(text string, left, width Length) [][]Run {
	set := s.lines(s.plain(text), left, left, left+width, ragged)
	if len(set) < 2 || strings.ContainsAny(text, " \u3000\n") {
		return set
	}
	lines := s.balanced(text, bodyStyle(face.FangSong), width)
	if len(lines) > len(set) {
		return set
	}
	set = set[:0]
	for _, line := range lines {
		set = append(set, s.lines(s.plain(line), left, left, left+width+Pt, ragged)...)
	}
	return set
}

// signs binds signatures to the last line of the text before them.
func signs(before []box) {
	if n := len(before); n > 0 {
		before[n-1].apart = costSigned
	}
}

// signatureElements are those of a signing block's cells, row by row. What one party signs
// is read before what the next one does.
func (s *setter) signatureElements(f *doc.Signatures) [][]int32 {
	out := make([][]int32, len(f.Rows))
	for n, r := range f.Rows {
		out[n] = make([]int32, len(r))
	}
	for i := range f.Columns {
		for n, r := range f.Rows {
			if i < len(r) && r[i] != "" {
				out[n][i] = s.newElement(Element{Kind: ParagraphElement})
			}
		}
	}
	return out
}

// character is where the n-th character of runs from 0 begins, if it is among them; n
// is then left as it is, else less by the runs' characters.
func character(runs []Run, n *int) (x Length, ok bool) {
	for _, r := range runs {
		if *n < len(r.Glyphs) {
			return r.X + r.Glyphs[*n].X, true
		}
		*n -= len(r.Glyphs)
	}
	return 0, false
}

// sealAround is the place of a usual seal about a point.
func sealAround(whose string, middle Point) Area {
	const size = doc.UsualSeal * 100
	return Area{Name: whose, X: middle.X - Mm(size)/2, Y: middle.Y - Mm(size)/2, Width: Mm(size), Height: Mm(size)}
}

// closing sets 署名 and 成文日期 by one of the three ways of 7.3.5.
func (s *setter) closing(c *doc.Closing, before []box) []box {
	s.line = c.Line
	keepLast(before, 2)
	signs(before)
	var boxes []box
	switch c.Way {
	case doc.Stamped:
		boxes = s.stamped(c)
	case doc.Sealed:
		boxes = s.sealed(c)
	default:
		boxes = s.unsealed(c)
	}
	for i := range boxes {
		boxes[i].apart = costSigned
	}
	boxes[len(boxes)-1].apart, boxes[len(boxes)-1].signed = 0, true
	return boxes
}

// unsealed sets a document without a seal (7.3.5.2): one line below the text the
// names two characters from the right, the date below them beginning two
// characters right of the name. A date longer than the name stands two from the
// right, and the name goes left accordingly.
func (s *setter) unsealed(c *doc.Closing) []box {
	day := s.width(s.plain(c.Date))
	var name Length
	var names []string
	var whose []int32 // the element of each line
	for _, o := range c.Offices {
		lines := s.balanced(o, bodyStyle(face.FangSong), standard.AreaWidth-4*standard.Cell)
		of := s.newElement(Element{Kind: ParagraphElement})
		for _, line := range lines {
			name = max(name, s.width(s.plain(line)))
			whose = append(whose, of)
		}
		names = append(names, lines...)
	}
	nameAt := standard.AreaWidth - 2*standard.Cell - name
	dateAt := nameAt + 2*standard.Cell
	if over := dateAt + day - (standard.AreaWidth - 2*standard.Cell); over > 0 && day > name {
		dateAt -= over
		nameAt = dateAt - 2*standard.Cell
	}
	boxes := blank(1)
	for i, n := range names {
		s.element = whose[i]
		at := nameAt
		if len(names) > len(c.Offices) { // a name of several lines stands about their middle
			at += (name - s.width(s.plain(n))) / 2
		}
		boxes = append(boxes, s.placed(n, at)...)
	}
	return append(boxes, s.dated(c.Date, dateAt)...)
}

// stamped sets a document with 签名章 (7.3.5.3): two lines below the text the
// stamp four characters from the right, the post two characters to its left and
// in its middle; the date one line below, four from the right. Several signers
// stand one below the other.
func (s *setter) stamped(c *doc.Closing) []box {
	boxes := blank(2)
	for _, signer := range c.Signers {
		left := standard.AreaWidth - 4*standard.Cell - stampWidth
		lines := s.balanced(signer.Post, bodyStyle(face.FangSong), left-2*standard.Cell)
		row := box{height: Length(max(2, len(lines))) * standard.RowHeight, onGrid: true}
		s.says(ParagraphElement)
		top := (row.height - Length(len(lines))*standard.RowHeight) / 2
		for i, line := range lines {
			x := left - 2*standard.Cell - s.width(s.plain(line))
			row.add(s.lines(s.plain(line), x, x, left, ragged), top+Length(i)*standard.RowHeight+baseline(standard.SizeBody))
		}
		s.stamp(&row, &signer.Stamp, signer.Name, left)
		boxes = append(boxes, row)
	}
	day := s.width(s.plain(c.Date))
	boxes = append(boxes, blank(1)...)
	return append(boxes, s.dated(c.Date, standard.AreaWidth-4*standard.Cell-day)...)
}

// dated is the line of a date that begins at x.
func (s *setter) dated(date string, x Length) []box {
	s.says(ParagraphElement)
	return s.placed(date, x)
}

// placed is one line of text that begins at x, or further left where it would
// leave the type area.
func (s *setter) placed(text string, x Length) []box {
	if text == "" {
		return nil
	}
	x = max(0, min(x, standard.AreaWidth-s.width(s.plain(text))))
	return s.text(s.plain(text), x, x, standard.AreaWidth+Pt)
}

// attendance sets 出席, 请假 and 列席 of minutes (10.3): label in 黑体, names
// behind its colon, returns under the first name. Empty lists vanish.
func (s *setter) attendance(a *doc.Attendance, _ []box) []box {
	s.line = a.Line
	boxes := blank(1)
	for _, l := range a.Lists {
		label := piece{l.Label, bodyStyle(face.HeiTi)}
		s.says(ParagraphElement)
		indent := min(2*standard.Cell+s.width([]piece{label})+standard.Cell-standard.SizeBody, standard.AreaWidth/2)
		boxes = append(boxes, s.text(append([]piece{label}, s.plain(l.Text)...), 2*standard.Cell, indent, standard.AreaWidth)...)
	}
	return boxes
}

// mostWholeList is how many lines 附件说明 has at most, with the blank one above it, that
// stand on a page with a line of the text and a signature.
const mostWholeList = 15

// attachments sets 附件说明 (7.3.4): one line below the text, returns under the
// first character of the name, no mark behind it. It stands whole and with a line of the
// text above it: a page of it and the signature alone has no text. One that is too long for
// that is parted between attachments.
func (s *setter) attachments(a *doc.Attachments, before []box) []box {
	s.line = a.Line
	keepLast(before, 1)
	boxes := blank(1)
	s.says(ParagraphElement)
	list := int32(Artifact)
	if len(a.Items) > 1 {
		list = s.newElement(Element{Kind: ListElement, Ordered: true})
	}
	pieces := s.plain(a.Label)
	var ends []int // of the items
	for i, item := range a.Items {
		first := 2 * standard.Cell
		if i > 0 {
			first += 3 * standard.Cell
			pieces = nil
		}
		rest := 5*standard.Cell + s.width(s.plain(item.Number))
		if list != Artifact {
			of := s.newElement(Element{Kind: ItemElement, Parent: list})
			number := said(s.plain(item.Number), s.newElement(Element{Kind: LabelElement, Parent: of}))
			pieces = append(append(pieces, number...), said(s.plain(item.Name), s.newElement(Element{Kind: BodyElement, Parent: of}))...)
		} else {
			pieces = append(pieces, s.plain(item.Number+item.Name)...)
		}
		boxes = append(boxes, s.text(pieces, first, rest, standard.AreaWidth)...)
		ends = append(ends, len(boxes)-1)
	}
	keepLast(boxes[:len(boxes)-1], len(boxes))
	if len(boxes) > mostWholeList {
		for _, end := range ends {
			boxes[end].apart = 0
		}
	}
	return boxes
}
