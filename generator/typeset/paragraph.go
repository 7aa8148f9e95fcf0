package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// body styles on the grid (5.2.2, 7.3.3).
func bodyStyle(role face.Role) style { return style{role: role, size: sizeBody, grid: true} }

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

func (s *setter) heading(h *doc.Heading) []box {
	boxes := s.text(spanPieces(h.Label, h.Spans, bodyStyle(levelRole[h.Level])), 2*cell, 0, areaWidth)
	keepLast(boxes, len(boxes))
	if len(boxes) > 0 {
		boxes[0].marks = []Bookmark{{Title: h.Label + doc.Text(h.Spans), Level: h.Level}}
	}
	return boxes
}

// paragraph sets a paragraph, behind the heading that runs into it if there is
// one. No page begins or ends with a single line of it.
func (s *setter) paragraph(h *doc.Heading, p *doc.Paragraph) []box {
	var pieces []piece
	if h != nil {
		pieces = spanPieces(h.Label, h.Spans, bodyStyle(levelRole[h.Level]))
	}
	pieces = append(pieces, spanPieces(p.Label, p.Spans, bodyStyle(face.FangSong))...)
	boxes := s.text(pieces, 2*cell, 0, areaWidth)
	if n := len(boxes); n > 1 {
		boxes[0].keep = true
		boxes[n-2].keep = true
	}
	if h != nil && len(boxes) > 0 {
		boxes[0].marks = []Bookmark{{Title: h.Label + doc.Text(h.Spans), Level: h.Level}}
	}
	return boxes
}

// text sets pieces as lines on grid rows: the first begins at first, the others
// at rest, all end at right (from the type area's left edge).
func (s *setter) text(pieces []piece, first, rest, right Length) []box {
	var boxes []box
	for _, runs := range s.lines(pieces, first, rest, right, start) {
		for i := range runs {
			runs[i].Y += baseline(sizeBody)
		}
		boxes = append(boxes, box{height: rowHeight, onGrid: true, runs: runs})
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
	list := atoms(s.faces, pieces, s.missing)
	if len(list) == 0 {
		return nil
	}
	if s.meta != nil && s.meta.Spacing {
		spaceScripts(list)
	}
	b := &breaker{atoms: list, first: right - first, rest: right - rest}
	var out [][]Run
	for _, l := range b.lines() {
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

// runs collects a line's atoms into runs of one face and size.
func (b *breaker) runs(l span, x0 Length, justify bool) []Run {
	kind := b.atoms[l.end-1].breaks
	if !justify {
		b.atoms[l.end-1].breaks = required
	}
	x := b.set(l)
	b.atoms[l.end-1].breaks = kind
	var runs []Run
	for i, at := range x {
		a := &b.atoms[l.start+i]
		if a.face == nil {
			continue
		}
		n := len(runs)
		if n == 0 || runs[n-1].Face != a.face || runs[n-1].Size != a.size || runs[n-1].Y != a.shift {
			runs = append(runs, Run{Face: a.face, Size: a.size, X: x0 + at, Y: a.shift})
			n++
		}
		r := &runs[n-1]
		r.Glyphs = append(r.Glyphs, Glyph{ID: a.id, Rune: a.rune, X: x0 + at - r.X})
	}
	return runs
}
