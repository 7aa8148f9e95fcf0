package ofd

import (
	"math"
	"strconv"
	"unicode"

	"hongtou/generator/typeset"
)

// page writes a page's content: pictures, shapes, rules and text in one layer, in
// the order in which the PDF draws them. Readers stack objects by their identifiers
// as well, so these rise.
func (d *document) page(p *typeset.Page) []byte {
	w := &pageWriter{document: d, b: make(buffer, 0, 32<<10)}
	w.b.add(xmlHead, `<ofd:Page`, namespace, `>`)
	if p.Width != d.layout.Pages[0].Width || p.Height != d.layout.Pages[0].Height {
		w.b.add(`<ofd:Area><ofd:PhysicalBox>`)
		w.b.lengths(0, 0, microns(p.Width), microns(p.Height))
		w.b.add(`</ofd:PhysicalBox></ofd:Area>`)
	}
	w.b.add(`<ofd:Content>`)
	if len(p.Under) > 0 {
		w.b.add(`<ofd:Layer ID="`, d.next(), `" Type="Background">`)
		for i := range p.Under {
			w.run(&p.Under[i])
		}
		w.b.add(`</ofd:Layer>`)
	}
	w.b.add(`<ofd:Layer ID="`, d.next(), `" Type="Body">`)
	for i := range p.Images {
		w.picture(&p.Images[i])
	}
	for i := range p.Shapes {
		w.shape(&p.Shapes[i])
	}
	w.rules(p.Rules)
	for i := range p.Runs {
		w.run(&p.Runs[i])
	}
	w.b.add(`</ofd:Layer></ofd:Content></ofd:Page>`)
	return w.b
}

type pageWriter struct {
	*document
	b     buffer
	ink   typeset.Ink // of color
	color string
}

// rgb is an ink's value as a colour.
func (w *pageWriter) rgb(i typeset.Ink) string {
	if w.color == "" || i != w.ink {
		r, g, b := i.RGB()
		w.ink, w.color = i, strconv.Itoa(int(r))+" "+strconv.Itoa(int(g))+" "+strconv.Itoa(int(b))
	}
	return w.color
}

// object opens a graphic object.
func (w *pageWriter) object(kind string, boundary box) {
	w.b.add("<ofd:", kind, ` ID="`, w.next(), `" Boundary="`)
	w.b.box(boundary)
	w.b.add(`"`)
}

// picture writes a picture. Its matrix spreads the unit square over the boundary.
func (w *pageWriter) picture(i *typeset.Image) {
	left, top, width, height := microns(i.X), microns(i.Y), microns(i.Width), microns(i.Height)
	w.object("ImageObject", box{left, top, left + width, top + height})
	w.b.add(` CTM="`)
	w.b.lengths(width, 0, 0, height, 0, 0)
	w.b.add(`" ResourceID="`, strconv.Itoa(w.media(i)), `"/>`)
}

// shape writes a path that is filled, hatched and stroked in this order.
func (w *pageWriter) shape(s *typeset.Shape) {
	if s.Fill != typeset.NoInk {
		w.path(s.Path, func() { w.b.add(` Stroke="false" Fill="true"`) }, "FillColor", s.Fill)
	}
	if lines := typeset.HatchLines(s); len(lines) > 0 {
		w.path(lines, func() { w.stroke(typeset.HatchWeight) }, "StrokeColor", typeset.Black)
	}
	if s.Stroke != typeset.NoInk {
		w.path(s.Path, func() {
			w.stroke(s.Weight)
			w.b.add(` Join="Round"`)
			if s.Dash > 0 {
				w.b.add(` DashPattern="`)
				w.b.lengths(microns(s.Dash), microns(s.Dash))
				w.b.add(`"`)
			} else {
				w.b.add(` Cap="Round"`)
			}
		}, "StrokeColor", s.Stroke)
	}
}

func (w *pageWriter) stroke(weight typeset.Length) {
	w.b.add(` LineWidth="`)
	w.b.length(microns(weight))
	w.b.add(`" Stroke="true" Fill="false"`)
}

func (w *pageWriter) path(path []typeset.Segment, attributes func(), color string, ink typeset.Ink) {
	extent := box{math.MaxInt64, math.MaxInt64, math.MinInt64, math.MinInt64}
	for i := range path {
		for _, at := range path[i].Used() {
			extent.include(microns(at.X), microns(at.Y))
		}
	}
	extent = extent.grown()
	w.object("PathObject", extent)
	attributes()
	w.b.add(`><ofd:`, color, ` Value="`, w.rgb(ink), `"/><ofd:AbbreviatedData>`)
	for i := range path {
		if i > 0 {
			w.b.add(" ")
		}
		w.b.add([...]string{typeset.MoveTo: "M", typeset.LineTo: "L", typeset.CurveTo: "B", typeset.Close: "C"}[path[i].Op])
		for _, at := range path[i].Used() {
			w.b.add(" ")
			w.b.lengths(microns(at.X)-extent.left, microns(at.Y)-extent.top)
		}
	}
	w.b.add(`</ofd:AbbreviatedData></ofd:PathObject>`)
}

// rules writes rules that follow each other in one ink as one path of boxes.
func (w *pageWriter) rules(rules []typeset.Rule) {
	for len(rules) > 0 {
		n := 1
		for n < len(rules) && rules[n].Ink == rules[0].Ink {
			n++
		}
		path := make([]typeset.Segment, 0, 5*n)
		for _, r := range rules[:n] {
			for i, at := range [4]typeset.Point{{X: r.X, Y: r.Y}, {X: r.X + r.Width, Y: r.Y}, {X: r.X + r.Width, Y: r.Y + r.Height}, {X: r.X, Y: r.Y + r.Height}} {
				op := typeset.LineTo
				if i == 0 {
					op = typeset.MoveTo
				}
				path = append(path, typeset.Segment{Op: op, Points: [3]typeset.Point{at}})
			}
			path = append(path, typeset.Segment{Op: typeset.Close})
		}
		w.path(path, func() { w.b.add(` Stroke="false" Fill="true"`) }, "FillColor", rules[0].Ink)
		rules = rules[n:]
	}
}

// run writes a run as one text object, or several: a character beyond the BMP stands
// alone, and so do blanks in front, which readers take away.
func (w *pageWriter) run(r *typeset.Run) {
	glyphs := r.Glyphs
	for len(glyphs) > 0 {
		n := 1
		switch first := glyphs[0].Rune; {
		case first > 0xFFFF:
		case unicode.IsSpace(first):
			for n < len(glyphs) && unicode.IsSpace(glyphs[n].Rune) {
				n++
			}
		default:
			for n < len(glyphs) && glyphs[n].Rune <= 0xFFFF {
				n++
			}
		}
		w.text(r, glyphs[:n])
		glyphs = glyphs[n:]
	}
}

// text writes glyphs of a run that stand in one object.
func (w *pageWriter) text(r *typeset.Run, glyphs []typeset.Glyph) {
	used := w.uses.Of(r.Face)
	boundary, x, y, matrix := placed(r, glyphs)
	w.object("TextObject", boundary)
	w.b.add(` Font="`, strconv.Itoa(w.fonts[used.Index]), `" Size="`)
	w.b.length(microns(r.Size))
	w.b.add(`"`)
	if matrix != "" {
		w.b.add(` CTM="`, matrix, `"`)
	}
	w.b.add(">")
	if r.Ink != typeset.Black {
		w.b.add(`<ofd:FillColor Value="`, w.rgb(r.Ink), `"/>`)
	}
	count := strconv.Itoa(len(glyphs))
	w.b.add(`<ofd:CGTransform CodePosition="0" CodeCount="`, count, `" GlyphCount="`, count, `"><ofd:Glyphs>`)
	for i, g := range glyphs {
		if i > 0 {
			w.b.add(" ")
		}
		w.b.int(int(used.Code(g.ID, g.Rune)))
	}
	w.b.add(`</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="`)
	w.b.length(x)
	w.b.add(`" Y="`)
	w.b.length(y)
	w.b.add(`"`)
	if len(glyphs) > 1 {
		w.b.add(` DeltaX="`)
		w.deltas(glyphs)
		w.b.add(`"`)
	}
	w.b.add(">")
	for _, g := range glyphs {
		w.b.rune(g.Rune)
	}
	w.b.add("</ofd:TextCode></ofd:TextObject>")
}

// near is how far a glyph may stand from its place, in 1/1000 mm, so that equal
// distances stay equal numbers: a hundredth of what an eye sees.
const near = 4

// deltas writes the distances from glyph to glyph. What rounding loses of one is in
// the next.
func (w *pageWriter) deltas(glyphs []typeset.Glyph) {
	at, last := micron(0), micron(-1)
	for i := 1; i < len(glyphs); i++ {
		want := microns(glyphs[i].X - glyphs[0].X)
		step := want - at
		if off := step - last; off >= -near && off <= near {
			step = last
		}
		at, last = at+step, step
		if i > 1 {
			w.b.add(" ")
		}
		w.b.length(step)
	}
}

// placed gives the boundary of glyphs of a run, the place of the first one in it, and
// the matrix of a run that is turned, whose origin is the first glyph's.
func placed(r *typeset.Run, glyphs []typeset.Glyph) (boundary box, x, y micron, matrix string) {
	size, first, last := microns(r.Size), glyphs[0].X, glyphs[len(glyphs)-1]
	width := microns(last.X-first) + micron(r.Face.Advance(last.ID))*size/1000
	// Faces stand up to 0.07 em apart; an em above the baseline and a third below have all.
	above, below := size, size/3
	if r.Turn == 0 {
		left, base := microns(r.X+first), microns(r.Y)
		boundary = box{left, base - above, left + width, base + below}.grown()
		return boundary, left - boundary.left, base - boundary.top, ""
	}
	sin, cos := math.Sincos(r.Turn * math.Pi / 180)
	turn := func(x, y float64) (micron, micron) {
		return micron(math.Round(x*cos + y*sin)), micron(math.Round(y*cos - x*sin))
	}
	dx, dy := turn(float64(microns(first)), 0)
	left, base := microns(r.X)+dx, microns(r.Y)+dy
	boundary = box{left, base, left, base}
	for _, corner := range [4][2]micron{{0, -above}, {width, -above}, {0, below}, {width, below}} {
		dx, dy := turn(float64(corner[0]), float64(corner[1]))
		boundary.include(left+dx, base+dy)
	}
	boundary = boundary.grown()
	var b buffer
	for _, v := range [4]float64{cos, -sin, sin, cos} {
		b = append(strconv.AppendFloat(b, math.Round(v*1e5)/1e5+0, 'f', -1, 64), ' ')
	}
	b.lengths(left-boundary.left, base-boundary.top)
	return boundary, 0, 0, string(b)
}
