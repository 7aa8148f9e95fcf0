package svg

import "hongtou/generator/typeset"

// shape writes a path that is filled, hatched and stroked in this order.
func (w *writer) shape(s *typeset.Shape) {
	if s.Fill != typeset.NoInk {
		w.path(s.Path)
		w.ink("fill", s.Fill)
		w.add("/>\n")
	}
	if lines := typeset.HatchLines(s); len(lines) > 0 {
		w.path(lines)
		w.add(` fill="none"`)
		w.ink("stroke", typeset.Black)
		w.attributes("", "stroke-width", typeset.HatchWeight)
		w.add("/>\n")
	}
	if s.Stroke != typeset.NoInk {
		w.path(s.Path)
		w.add(` fill="none"`)
		w.ink("stroke", s.Stroke)
		w.attributes("", "stroke-width", s.Weight)
		w.add(` stroke-linejoin="round"`)
		if s.Dash > 0 {
			w.attributes("", "stroke-dasharray", s.Dash)
		} else {
			w.add(` stroke-linecap="round"`)
		}
		w.add("/>\n")
	}
}

// path opens a path element.
func (w *writer) path(path []typeset.Segment) {
	w.add(`<path d="`)
	for i := range path {
		w.add([...]string{typeset.MoveTo: "M", typeset.LineTo: "L", typeset.CurveTo: "C", typeset.Close: "Z"}[path[i].Op])
		for k, at := range path[i].Used() {
			if k > 0 {
				w.add(" ")
			}
			w.length(at.X)
			w.add(" ")
			w.length(at.Y)
		}
	}
	w.add(`"`)
}
