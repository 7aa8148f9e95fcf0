// Package svg writes pages as SVG pictures for a screen: the glyphs that the PDF
// shows, at the same places, as text that can be selected and searched.
//
// A page stands alone with the faces that it uses (Page), or the faces of a whole
// document stand once in a style sheet (Pages) and its pages without them. The same
// pages give the same bytes; there is no script and no reference to anything outside.
package svg

import (
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode"

	"hongtou/generator/face"
	"hongtou/generator/standard"
	"hongtou/generator/typeset"
)

// Page writes page n of a layout, from 0, with its faces. The errors are those of
// out, of a broken font, and of a page that is not there.
func Page(out io.Writer, l *typeset.Layout, n int) error {
	if n < 0 || n >= len(l.Pages) {
		return fmt.Errorf("page %d of %d", n, len(l.Pages))
	}
	d, err := newDocument(l.Pages[n : n+1])
	if err != nil {
		return err
	}
	defer d.uses.Release()
	_, err = out.Write(d.page(l.Pages[n], true))
	return err
}

// Document is a layout's pages with one style sheet for all of them.
type Document struct {
	Sheet []byte   // CSS: the faces
	Pages [][]byte // SVG without faces: they show where the sheet holds
}

// Pages gives all pages of a layout and their faces once. The only errors are those
// of a broken font.
func Pages(l *typeset.Layout) (*Document, error) {
	d, err := newDocument(l.Pages)
	if err != nil {
		return nil, err
	}
	defer d.uses.Release()
	out := &Document{Sheet: d.sheet}
	for _, p := range l.Pages {
		out.Pages = append(out.Pages, d.page(p, false))
	}
	return out, nil
}

// document is what pages share.
type document struct {
	uses  *face.Uses
	names []string // of the faces, as CSS has them
	sheet []byte
}

func newDocument(pages []*typeset.Page) (*document, error) {
	d := &document{uses: typeset.Uses(pages...)}
	for _, u := range d.uses.Fonts {
		program, err := u.Program(face.Standalone)
		if err != nil {
			d.uses.Release()
			return nil, fmt.Errorf("write svg: %w", err)
		}
		// The tag keeps the subsets of documents apart that one screen shows.
		name := u.Face.Name + "-" + u.Tag()
		d.names = append(d.names, name)
		d.sheet = append(append(append(d.sheet, "@font-face{font-family:'"...), name...), "';src:url(data:font/ttf;base64,"...)
		d.sheet = base64.StdEncoding.AppendEncode(d.sheet, program)
		d.sheet = append(d.sheet, ") format('truetype')}\n"...)
	}
	return d, nil
}

// page writes a page: shapes, pictures, rules and text, in the order in which the
// PDF draws them. Lengths are points.
func (d *document) page(p *typeset.Page, sheet bool) []byte {
	w := &writer{document: d, b: make([]byte, 0, 16<<10)}
	w.add(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="`)
	w.length(p.Width)
	w.add(`pt" height="`)
	w.length(p.Height)
	w.add(`pt" viewBox="0 0 `)
	w.length(p.Width)
	w.add(" ")
	w.length(p.Height)
	w.add("\">\n")
	if sheet {
		w.add("<style>")
		w.b = append(w.b, d.sheet...)
		w.add("</style>\n")
	}
	w.add(`<rect width="100%" height="100%" fill="#ffffff"/>` + "\n")
	for i := range p.Under {
		w.run(&p.Under[i])
	}
	for i := range p.Images {
		w.picture(&p.Images[i])
	}
	for i := range p.Shapes {
		w.shape(&p.Shapes[i])
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		w.attributes(`<rect`, "x", r.X, "y", r.Y, "width", r.Width, "height", r.Height)
		w.ink("fill", r.Ink)
		w.add("/>\n")
	}
	for i := range p.Runs {
		w.run(&p.Runs[i])
	}
	w.add("</svg>\n")
	return w.b
}

type writer struct {
	*document
	b []byte
}

func (w *writer) add(s string) { w.b = append(w.b, s...) }

// length writes a length in points without trailing zeros.
func (w *writer) length(l typeset.Length) { w.b = appendLength(w.b, l) }

func appendLength(b []byte, l typeset.Length) []byte {
	if l < 0 {
		b, l = append(b, '-'), -l
	}
	b = strconv.AppendInt(b, int64(l/standard.Pt), 10)
	if f := l % standard.Pt; f != 0 {
		b = append(b, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

// attributes opens an element with lengths: names and values in turn.
func (w *writer) attributes(element string, list ...any) {
	w.add(element)
	for i := 0; i < len(list); i += 2 {
		w.add(" " + list[i].(string) + `="`)
		w.length(list[i+1].(typeset.Length))
		w.add(`"`)
	}
}

func (w *writer) ink(attribute string, i typeset.Ink) {
	w.add(" " + attribute + `="`)
	if i == typeset.NoInk {
		w.add(`none"`)
		return
	}
	r, g, b := i.RGB()
	w.b = fmt.Appendf(w.b, `#%02x%02x%02x"`, r, g, b)
}

func (w *writer) picture(i *typeset.Image) {
	w.attributes(`<image preserveAspectRatio="none"`, "x", i.X, "y", i.Y, "width", i.Width, "height", i.Height)
	w.add(` xlink:href="data:image/png;base64,`)
	w.b = base64.StdEncoding.AppendEncode(w.b, i.Data)
	w.add("\"/>\n")
}

// run writes a run with a place for each glyph. What programs put together or count
// in other ways (characters beyond the BMP, marks) stands in an element of its own.
func (w *writer) run(r *typeset.Run) {
	name := w.names[w.uses.Of(r.Face).Index]
	glyphs := r.Glyphs
	for len(glyphs) > 0 {
		n := 1
		if !alone(glyphs[0].Rune) {
			for n < len(glyphs) && !alone(glyphs[n].Rune) {
				n++
			}
		}
		w.text(r, name, glyphs[:n])
		glyphs = glyphs[n:]
	}
}

func alone(r rune) bool { return r > 0xFFFF || unicode.Is(unicode.M, r) }

func (w *writer) text(r *typeset.Run, name string, glyphs []typeset.Glyph) {
	w.add(`<text xml:space="preserve" font-family="` + name + `"`)
	w.attributes("", "font-size", r.Size)
	w.ink("fill", r.Ink)
	base := r.X
	if r.Turn != 0 { // about the run's origin
		base = 0
		sin, cos := math.Sincos(r.Turn * math.Pi / 180)
		w.add(` transform="matrix(`)
		for _, v := range [4]float64{cos, -sin, sin, cos} {
			w.b = append(strconv.AppendFloat(w.b, math.Round(v*1e5)/1e5, 'f', -1, 64), ' ')
		}
		w.length(r.X)
		w.add(" ")
		w.length(r.Y)
		w.add(`)" y="0" x="`)
	} else {
		w.attributes("", "y", r.Y)
		w.add(` x="`)
	}
	for i, g := range glyphs {
		if i > 0 {
			w.add(" ")
		}
		w.length(base + g.X)
	}
	w.add(`">`)
	for _, g := range glyphs {
		w.b = appendEscaped(w.b, g.Rune)
	}
	w.add("</text>\n")
}

// appendEscaped appends a character of text. One that XML can't hold keeps its place,
// since places are counted by characters.
func appendEscaped(b []byte, r rune) []byte {
	switch r {
	case '&':
		return append(b, "&amp;"...)
	case '<':
		return append(b, "&lt;"...)
	case '>':
		return append(b, "&gt;"...)
	}
	if r < 0x20 && r != '\t' || r == 0xFFFE || r == 0xFFFF || r >= 0xD800 && r < 0xE000 {
		r = 0xFFFD
	}
	return append(b, string(r)...)
}
