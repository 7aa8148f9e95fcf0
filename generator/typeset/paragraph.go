package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// body styles on the grid (5.2.2, 7.3.3).
func bodyStyle(role face.Role) style { return style{role: role, size: standard.SizeBody, grid: true} }

// levelRole is the face of each heading level, 7.3.3.
var levelRole = [...]face.Role{1: face.HeiTi, 2: face.KaiTi, 3: face.FangSong, 4: face.FangSong}

func spanRole(base face.Role, s doc.Style) face.Role {
	switch s {
	case doc.Strong:
		return face.HeiTi
	case doc.Stress:
		return face.KaiTi
	}
	return base
}

func spanPieces(label string, spans []doc.Span, base style) []piece {
	var out []piece
	if label != "" {
		out = append(out, piece{label, base})
	}
	for _, sp := range spans {
		st := base
		st.role = spanRole(base.role, sp.Style)
		out = append(out, piece{sp.Text, st})
	}
	return out
}

func init() {
	places((*setter).heading)
	places((*setter).paragraph)
}

func (s *setter) heading(h *doc.Heading, _ []box) []box {
	s.line = h.Line
	s.saysHeading(h.Level)
	boxes := s.text(spanPieces(h.Label, h.Spans, bodyStyle(levelRole[h.Level])), 2*standard.Cell, 0, standard.AreaWidth)
	keepLast(boxes, len(boxes))
	if len(boxes) > 0 {
		boxes[0].marks = bookmark(h)
	}
	return boxes
}

func bookmark(h *doc.Heading) []Bookmark { return []Bookmark{{Title: h.Words()[0], Level: h.Level}} }

// paragraph sets a paragraph, behind the heading that runs into it if there is
// one. A page that begins or ends with a single line of it is a little dearer: to be
// filled is more (5.2.3).
func (s *setter) paragraph(p *doc.Paragraph, _ []box) []box {
	s.line = p.Line
	var pieces []piece
	h := p.Heading
	if h != nil {
		s.saysHeading(h.Level)
		pieces = said(spanPieces(h.Label, h.Spans, bodyStyle(levelRole[h.Level])), s.element)
	}
	label := s.saysParagraph(p)
	body := said(spanPieces(p.Label, p.Spans, bodyStyle(face.FangSong)), s.element)
	if p.Label != "" {
		body[0].style.element = label
	}
	pieces = append(pieces, body...)
	lines, takesOther := s.setLines(pieces, manner{first: 2 * standard.Cell, right: standard.AreaWidth})
	boxes := s.bodyLines(lines)
	if len(boxes) == 0 {
		return nil
	}
	runsIn(boxes, h == nil)
	if h != nil {
		boxes[0].marks = bookmark(h)
	}
	boxes[0].span = len(boxes)
	if takesOther {
		boxes[0].settings = func(now []box) []setting { return s.recast(pieces, now) }
	}
	return boxes
}

// said are pieces as an element's content.
func said(pieces []piece, element int32) []piece {
	for i := range pieces {
		pieces[i].style.element = element
	}
	return pieces
}

// runsIn marks the lines of a paragraph.
func runsIn(boxes []box, text bool) {
	for i := range boxes {
		boxes[i].text = text
	}
	if n := len(boxes); n > 1 {
		boxes[0].apart += costSingle
		boxes[n-2].apart += costSingle
	}
}

// mostRecast is how many lines more or less a paragraph is set in.
const mostRecast = 2

// recast sets a paragraph in a line less and in a line more than is best for it, where
// its marks and gaps allow that.
func (s *setter) recast(pieces []piece, now []box) []setting {
	m := manner{use: forOthers, first: 2 * standard.Cell, right: standard.AreaWidth}
	var o owners
	k, key, keep := s.recall(pieces, &m, &o)
	var out []setting
	add := func(lines [][]Run, cost int) {
		boxes := s.bodyLines(lines)
		runsIn(boxes, now[0].text)
		boxes[0].marks = now[0].marks
		out = append(out, setting{boxes, cost})
	}
	if k != nil {
		for i := range k.others {
			add(s.copied(&k.others[i].kept, &o), k.others[i].cost)
		}
		return out
	}
	if !s.prepare(pieces, m.first, m.rest, m.right, func(rune) {}) {
		return nil
	}
	k = &kept{}
	counts := s.breaker.counts(len(now) + mostRecast)
	for n := len(now) - mostRecast; n <= len(now)+mostRecast; n++ {
		if n == len(now) {
			continue
		}
		spans := counts.lines(n)
		if spans == nil {
			continue
		}
		lines, cost := s.set(spans, m.first, m.rest, start), costRecast+max(0, int(counts.cost(n)-counts.cost(len(now))))
		if keep {
			other := recasted{cost: cost}
			other.fill(lines, &o)
			k.others = append(k.others, other)
		}
		add(lines, cost)
	}
	if keep {
		s.keep(key, k, pieces, &m, &o)
	}
	return out
}

// text sets pieces as lines on grid rows: the first begins at first, the others
// at rest, all end at right (from the type area's left edge).
func (s *setter) text(pieces []piece, first, rest, right Length) []box {
	return s.bodyLines(s.lines(pieces, first, rest, right, start))
}

// bodyLines makes boxes of lines of body text.
func (s *setter) bodyLines(lines [][]Run) []box {
	boxes := s.boxes.take(len(lines))
	for _, runs := range lines {
		for i := range runs {
			runs[i].Y += baseline(standard.SizeBody)
		}
		boxes = append(boxes, box{height: standard.RowHeight, onGrid: true, runs: runs})
	}
	return boxes
}

// emMiddle is the middle of an em box that reaches 0.88 em above the baseline
// and 0.12 em below it, as Han faces' boxes do.
const emMiddle = 380

// baseline is how far the baseline of such a box lies below its top. Faces
// whose characters stand higher or lower are shifted by their atoms.
func baseline(size Length) Length { return size * 88 / 100 }

// side is where a line that is not justified stands.
type side uint8

const (
	start  side = iota // justified but for the last line
	ragged             // flush left: narrow columns can't be justified well
	middle
	end
)

// lines breaks pieces and places each line's runs between its indent and right;
// Y is the shift of its face. With side start, lines are justified.
func (s *setter) lines(pieces []piece, first, rest, right Length, at side) [][]Run {
	lines, _ := s.setLines(pieces, manner{at: at, first: first, rest: rest, right: right})
	return lines
}

// setLines is lines in a manner. It tells too whether the paragraph may perhaps be set in
// a line less or more.
func (s *setter) setLines(pieces []piece, m manner) (lines [][]Run, takesOther bool) {
	var o owners
	k, key, keep := s.recall(pieces, &m, &o)
	if k != nil {
		return s.copied(k, &o), k.takesOther
	}
	if m.use == forCell {
		if !s.prepareCell(pieces, m.first, m.right, s.missing) {
			return nil, false
		}
	} else if !s.prepare(pieces, m.first, m.rest, m.right, s.missing) {
		return nil, false
	}
	s.breaker.ragged, s.breaker.centred = m.use == forCell || m.at != start, m.at == middle
	lines = s.set(s.breaker.lines(), m.first, m.rest, m.at)
	takesOther = s.breaker.mayTakeOther(len(lines))
	if keep {
		k = &kept{takesOther: takesOther}
		k.fill(lines, &o)
		s.keep(key, k, pieces, &m, &o)
	}
	return lines, takesOther
}

// prepare readies the breaker for pieces; it tells whether there is something to set.
func (s *setter) prepare(pieces []piece, first, rest, right Length, missing func(rune)) bool {
	s.atoms = appendAtoms(s.atoms[:0], s.faces, pieces, missing)
	list := s.atoms
	if len(list) == 0 {
		return false
	}
	for i := range list {
		if list[i].element == Artifact {
			list[i].element = s.element
		}
	}
	list[0].trimStart = 0 // paragraphs that begin with （一） and with Han stand on one indent
	if s.document != nil && s.document.Meta.Spacing {
		spaceScripts(list)
	}
	b := &s.breaker
	b.atoms, b.first, b.rest, b.ragged, b.centred = list, right-first, right-rest, false, false
	b.slab = &s.runs
	return true
}

// glyphs is memory for so many.
func (s *setter) glyphs(n int) []Glyph {
	if s.sheets == nil {
		return make([]Glyph, 0, n)
	}
	return s.sheets.glyphs.take(n)
}

// set places the lines that the breaker has found.
func (s *setter) set(spans []span, first, rest Length, at side) [][]Run {
	b := &s.breaker
	b.glyphs = s.glyphs(len(b.atoms))
	out := s.lists.take(len(spans))
	for _, l := range spans {
		indent, room := rest, b.rest
		if l.start == 0 {
			indent, room = first, b.first
		}
		if at != start {
			width, _, _, _ := b.natural(l.start, l.end)
			slack := max(0, room-width)
			switch at {
			case middle:
				indent += slack / 2
			case end:
				indent += slack
			}
			out = append(out, b.runs(l, indent, false))
			continue
		}
		out = append(out, b.runs(l, indent, true))
	}
	return out
}

// runs collects a line's atoms into runs of one face, size and element. A blank at which
// the line ends is one of its glyphs, though nothing of it is seen: what a reader puts
// together of a paragraph's lines is the text as it was.
func (b *breaker) runs(l span, x0 Length, justify bool) []Run {
	kind := b.atoms[l.end-1].breaks
	if !justify {
		b.atoms[l.end-1].breaks = required
	}
	x := b.place(l)
	b.atoms[l.end-1].breaks = kind
	set := b.slab.take(l.end - l.start)
	from := len(b.glyphs)
	add := func(a *atom, at Length) {
		if a.set == nil {
			return
		}
		n := len(set)
		if n == 0 || set[n-1].Face != a.set.Face || set[n-1].Size != a.size || set[n-1].Y != a.shift || set[n-1].Element != a.element {
			set = append(set, Run{Face: a.set.Face, Size: a.size, Ink: Black, X: x0 + at, Y: a.shift, Element: a.element})
			from = len(b.glyphs)
			n++
		}
		r := &set[n-1]
		b.glyphs = append(b.glyphs, Glyph{ID: a.set.Glyph, Rune: a.rune, X: x0 + at - r.X})
		r.Glyphs = b.glyphs[from:len(b.glyphs):len(b.glyphs)]
	}
	for i, at := range x {
		add(&b.atoms[l.start+i], at)
	}
	if next := l.start + len(x); next < l.end && len(x) > 0 {
		last := &b.atoms[next-1]
		add(&b.atoms[next], x[len(x)-1]+last.width-last.track)
	}
	b.slab.leave(cap(set) - len(set))
	return set[:len(set):len(set)]
}
