package pdf

import (
	"hongtou/generator/typeset"
)

// Hatches are lines of this weight at this distance across.
const (
	hatchWeight = typeset.Pt * 4 / 10
	hatchStep   = typeset.Pt * 7 / 2
)

// shape appends a shape's operators, wrapped so that nothing of its state stays.
func shape(b []byte, p *typeset.Page, s *typeset.Shape) []byte {
	b = append(b, "q\n"...)
	if s.Fill != typeset.NoInk {
		b = append(append(b, inks[s.Fill].fill...), ' ')
		b = append(path(b, p, s), "f\n"...)
	}
	if s.Hatch != typeset.NoHatch {
		b = hatch(b, p, s)
	}
	if s.Stroke != typeset.NoInk {
		b = append(append(b, inks[s.Stroke].stroke...), ' ')
		b = append(number(b, s.Weight), "w 1 J 1 j "...)
		if s.Dash > 0 {
			b = append(b, '[')
			b = number(b, s.Dash)
			b = append(b, "] 0 d 0 J "...)
		}
		b = append(path(b, p, s), "S\n"...)
	}
	return append(b, "Q\n"...)
}

func path(b []byte, p *typeset.Page, s *typeset.Shape) []byte {
	for i := range s.Path {
		for _, at := range s.Path[i].Used() {
			b = number(b, at.X)
			b = number(b, p.Height-at.Y)
		}
		b = append(b, [...]string{typeset.MoveTo: "m ", typeset.LineTo: "l ", typeset.CurveTo: "c ", typeset.Close: "h "}[s.Path[i].Op]...)
	}
	return b
}

// hatch draws slanting lines over the shape's box, cut to the shape. They stand
// on one grid for the whole page, so that neighbours match.
func hatch(b []byte, p *typeset.Page, s *typeset.Shape) []byte {
	left, top, right, bottom := extent(s)
	b = append(b, "q "...)
	b = append(path(b, p, s), "W n 0 G "...)
	b = append(number(b, hatchWeight), "w "...)
	height := bottom - top
	line := func(x1, y1, x2, y2 typeset.Length) {
		b = append(number(number(b, x1), p.Height-y1), "m "...)
		b = append(number(number(b, x2), p.Height-y2), "l "...)
	}
	first := (left - height) / hatchStep * hatchStep
	for x := first; x < right; x += hatchStep {
		if s.Hatch != typeset.Falling {
			line(x, bottom, x+height, top)
		}
		if s.Hatch != typeset.Rising {
			line(x, top, x+height, bottom)
		}
	}
	return append(b, "S Q\n"...)
}

// extent is the box of a path's points, control points too.
func extent(s *typeset.Shape) (left, top, right, bottom typeset.Length) {
	first := true
	for i := range s.Path {
		for _, at := range s.Path[i].Used() {
			if first {
				left, right, top, bottom = at.X, at.X, at.Y, at.Y
				first = false
			}
			left, right = min(left, at.X), max(right, at.X)
			top, bottom = min(top, at.Y), max(bottom, at.Y)
		}
	}
	return left, top, right, bottom
}
