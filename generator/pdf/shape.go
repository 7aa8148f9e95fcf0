package pdf

import (
	"hongtou/generator/typeset"
)

// shape appends a shape's operators, wrapped so that nothing of its state stays.
func shape(b []byte, p *typeset.Page, s *typeset.Shape) []byte {
	b = append(b, "q\n"...)
	if s.Fill != typeset.NoInk {
		b = append(append(b, inks[s.Fill].fill...), ' ')
		b = append(path(b, p, s.Path), "f\n"...)
	}
	if lines := typeset.HatchLines(s); len(lines) > 0 {
		b = append(append(b, inks[typeset.Black].stroke...), ' ')
		b = append(number(b, typeset.HatchWeight), "w "...)
		b = append(path(b, p, lines), "S\n"...)
	}
	if s.Stroke != typeset.NoInk {
		b = append(append(b, inks[s.Stroke].stroke...), ' ')
		b = append(number(b, s.Weight), "w 1 J 1 j "...)
		if s.Dash > 0 {
			b = append(b, '[')
			b = number(b, s.Dash)
			b = append(b, "] 0 d 0 J "...)
		}
		b = append(path(b, p, s.Path), "S\n"...)
	}
	return append(b, "Q\n"...)
}

func path(b []byte, p *typeset.Page, segments []typeset.Segment) []byte {
	for i := range segments {
		for _, at := range segments[i].Used() {
			b = number(b, at.X)
			b = number(b, p.Height-at.Y)
		}
		b = append(b, [...]string{typeset.MoveTo: "m ", typeset.LineTo: "l ", typeset.CurveTo: "c ", typeset.Close: "h "}[segments[i].Op]...)
	}
	return b
}
