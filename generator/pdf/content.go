package pdf

import (
	"math"
	"strconv"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// writer writes one page's drawing operators. It remembers the state of text so
// that it is set only where it changes.
type writer struct {
	*marks
	b       []byte
	page    *typeset.Page
	fonts   *face.Uses
	ink     typeset.Ink // that fills
	font    *face.Used
	size    typeset.Length
	spacing typeset.Length // Tc: what is added to each glyph's advance
	at      position       // of the last run, which the next counts from
	line    typeset.Length // the last run's baseline
	least   int64          // where what follows it there may begin, in 1/1000 of a Length
}

// position is where a run stands on its page as PDF counts: from the foot.
type position struct {
	x, y   typeset.Length
	turned bool
}

// content appends a page's drawing operators, and tells m what belongs to which element.
func content(b []byte, p *typeset.Page, fonts *face.Uses, m *marks) []byte {
	w := writer{marks: m, b: b, page: p, fonts: fonts, ink: typeset.Black}
	for i := range p.Shapes {
		w.b = m.mark(w.b, p.Shapes[i].Element)
		w.b = shape(w.b, p, &p.Shapes[i])
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		w.b = m.mark(w.b, typeset.Artifact)
		w.fill(r.Ink)
		w.b = number(w.b, r.X)
		w.b = number(w.b, p.Height-r.Y-r.Height)
		w.b = number(w.b, r.Width)
		w.b = number(w.b, r.Height)
		w.b = append(w.b, "re\n"...)
		if i+1 == len(p.Rules) || p.Rules[i+1].Ink != r.Ink { // one path of all: rules are of one direction
			w.b = append(w.b, "f\n"...)
		}
	}
	w.b = append(m.end(w.b), "BT\n"...) // sequences lie inside a text object or outside of it
	for i := range p.Runs {
		w.b = m.mark(w.b, p.Runs[i].Element)
		w.fill(p.Runs[i].Ink)
		w.run(&p.Runs[i])
	}
	return append(m.end(w.b), "ET"...)
}

// under are the operators of what lies below all else, in a state of their own.
func under(p *typeset.Page, fonts *face.Uses, m *marks) []byte {
	w := writer{marks: m, b: []byte("q BT\n"), page: p, fonts: fonts, ink: typeset.Black}
	for i := range p.Under {
		w.b = m.mark(w.b, p.Under[i].Element)
		w.fill(p.Under[i].Ink)
		w.run(&p.Under[i])
	}
	return append(m.end(w.b), "ET Q\n"...)
}

func (w *writer) fill(i typeset.Ink) {
	if i != w.ink {
		w.b = append(append(w.b, inks[i].fill...), '\n')
		w.ink = i
	}
}

// mostOver is how far a glyph stands over the one before, in 1/1000 em. Marks on the grid
// close up so that a little more of them does, and readers that gather lines (poppler) tear
// the line where it is more than a half: the second mark gives way by a fortieth of an em.
const mostOver = 490

// run places a run. The glyphs' usual distance from each other is set once (Tc);
// TJ moves the pen where the layout wants another.
func (w *writer) run(r *typeset.Run) {
	font := w.fonts.Of(r.Face)
	if font != w.font || r.Size != w.size {
		w.b = append(w.b, "/F"...)
		w.b = strconv.AppendInt(w.b, int64(font.Index), 10)
		w.b = append(w.b, ' ')
		w.b = append(number(w.b, r.Size), "Tf "...)
		w.font, w.size = font, r.Size
	}
	if spacing := w.usualGap(r); spacing != w.spacing {
		w.b = append(number(w.b, spacing), "Tc "...)
		w.spacing = spacing
	}
	w.matrix(r)
	w.b = append(w.b, '[')
	// pen, want and least in 1/1000 em times size, so that roundings do not add up.
	var pen int64
	least := w.least - int64(r.X)*1000
	// On one line baselines are some hundredths apart: faces stand on one middle.
	if d := w.line - r.Y; max(d, -d) > r.Size/8 || least > mostOver*int64(r.Size) {
		least = 0
	}
	open := false
	for _, g := range r.Glyphs {
		want := max(int64(g.X)*1000, least)
		if move := moved(pen-want, int64(r.Size)); move != 0 {
			if open {
				w.b = append(w.b, ')')
				open = false
			}
			w.b = strconv.AppendInt(w.b, move, 10)
			pen -= move * int64(r.Size)
		}
		if !open {
			w.b = append(w.b, '(')
			open = true
		}
		code := font.Code(g.ID, g.Rune)
		w.b = appendByte(appendByte(w.b, byte(code>>8)), byte(code))
		pen += int64(r.Face.Advance(g.ID)) * int64(r.Size)
		least = pen - mostOver*int64(r.Size)
		pen += int64(w.spacing) * 1000
	}
	w.line, w.least = r.Y, int64(r.X)*1000+least
	if open {
		w.b = append(w.b, ')')
	}
	w.b = append(w.b, "]TJ\n"...)
}

// appendByte appends a byte of a string in parentheses (ISO 32000-1, 7.3.4.2): an end of
// line that is not a line feed would be read as one.
func appendByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// usualGap is what the layout adds to most glyphs' own advances, found by vote;
// where there is no majority, what it adds to one of them.
func (w *writer) usualGap(r *typeset.Run) typeset.Length {
	if len(r.Glyphs) < 3 {
		return w.spacing // not worth an operator
	}
	var leader typeset.Length
	votes := 0
	for i, g := range r.Glyphs[:len(r.Glyphs)-1] {
		own := typeset.Length(divide(int64(r.Face.Advance(g.ID))*int64(r.Size), 1000))
		gap := r.Glyphs[i+1].X - g.X - own
		switch {
		case votes == 0:
			leader, votes = gap, 1
		case alike(gap, leader):
			votes++
		default:
			votes--
		}
	}
	return leader
}

// alike tells gaps that are one but for rounding.
func alike(a, b typeset.Length) bool { return a-b <= 2 && b-a <= 2 }

// matrix stands the pen at a run's origin, turned as the run is: from the last run's
// origin where neither is turned (9.4.2).
func (w *writer) matrix(r *typeset.Run) {
	before := w.at
	w.at = position{r.X, w.page.Height - r.Y, r.Turn != 0}
	switch {
	case r.Turn == 0 && !before.turned:
		w.b = number(w.b, w.at.x-before.x)
		w.b = number(w.b, w.at.y-before.y)
		w.b = append(w.b, "Td"...)
		return
	case r.Turn == 0:
		w.b = append(w.b, "1 0 0 1 "...)
	default:
		sin, cos := math.Sincos(r.Turn * math.Pi / 180)
		for _, v := range [4]float64{cos, sin, -sin, cos} {
			w.b = strconv.AppendFloat(w.b, math.Round(v*1e5)/1e5, 'f', -1, 64)
			w.b = append(w.b, ' ')
		}
	}
	w.b = number(w.b, w.at.x)
	w.b = number(w.b, w.at.y)
	w.b = append(w.b, "Tm"...)
}

// moved is by how many thousandths of an em of that size the pen goes back. Mostly it is
// by none, and then nothing is divided.
func moved(by, size int64) int64 {
	if half := size - size/2; by < half && by > -half {
		return 0
	}
	return divide(by, size)
}

// divide rounds a/b to the nearest whole number.
func divide(a, b int64) int64 {
	if a < 0 {
		return -divide(-a, b)
	}
	return (a + b/2) / b
}

// number writes a length in points with at most three decimals, and a space.
func number(b []byte, l typeset.Length) []byte {
	if l < 0 {
		b = append(b, '-')
		l = -l
	}
	b = strconv.AppendInt(b, int64(l/1000), 10)
	if f := l % 1000; f != 0 {
		b = append(b, '.', byte('0'+f/100))
		if f%100 != 0 {
			b = append(b, byte('0'+f/10%10))
			if f%10 != 0 {
				b = append(b, byte('0'+f%10))
			}
		}
	}
	return append(b, ' ')
}
