package typeset

import (
	"fmt"
	"strings"

	"hongtou/generator/face"
)

// Page is one page: everything on it with absolute positions, y downwards from
// the paper's top left corner.
type Page struct {
	Number        int   // from 1
	Numbered      bool  // shows its folio
	Elements      int32 // added to the numbers of its content's elements that are above 0
	Width, Height Length
	Under         []Run // below all else: a watermark
	Runs          []Run
	Rules         []Rule
	Shapes        []Shape // drawn first
	Images        []Image
}

// Run is glyphs of one face and size on one baseline.
type Run struct {
	Face   *face.Face
	Size   Length // em
	X, Y   Length // of the first glyph's origin
	Ink    Ink
	Turn   float64 // counter-clockwise, in degrees; glyphs follow the turned baseline
	Glyphs []Glyph

	Element int32 // that it is content of
}

// Glyph is one glyph of a run.
type Glyph struct {
	ID   face.GID
	Rune rune
	X    Length // its origin, from the run's
}

// Rule is a filled line or box with its top left corner at X, Y.
type Rule struct {
	X, Y, Width, Height Length
	Ink                 Ink
}

// Image is a picture with its top left corner at X, Y.
type Image struct {
	X, Y, Width, Height Length
	Name                string
	Data                []byte // a PNG without transparency
	Element             int32  // that it is content of
}

// Bookmark is one entry of the outline.
type Bookmark struct {
	Title string
	Level int // from 1
	Page  int // from 1
	Y     Length
}

// Area is a place that is kept for a seal or a 签名章, with its top left corner at X,
// Y: where an electronic seal is to be put.
type Area struct {
	Name                string // of the office or signer
	Page                int    // from 1
	X, Y, Width, Height Length
}

// Text is the run's text.
func (r *Run) Text() string {
	var b strings.Builder
	for _, g := range r.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// String prints a page, a line a run: position, size, face, text. Golden tests
// compare these prints.
func (p *Page) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "page %d\n", p.Number)
	for _, r := range append(p.Under[:len(p.Under):len(p.Under)], p.Runs...) {
		red := ""
		if r.Ink == Red {
			red = " red"
		}
		if r.Turn != 0 {
			red += fmt.Sprintf(" turned %.2f", r.Turn)
		}
		last := r.Glyphs[len(r.Glyphs)-1]
		fmt.Fprintf(&b, "%8.3f %8.3f–%-8.3f %s %.1f%s %s\n", float64(r.Y)/1000, float64(r.X)/1000,
			float64(r.X+last.X)/1000, strings.TrimPrefix(r.Face.Name, "Hongtou-"), float64(r.Size)/1000, red, r.Text())
	}
	for _, s := range p.Shapes {
		b.WriteString(s.String() + "\n")
	}
	for _, i := range p.Images {
		fmt.Fprintf(&b, "image %s %.3f %.3f %.3f x %.3f\n", i.Name, float64(i.X)/1000, float64(i.Y)/1000, float64(i.Width)/1000, float64(i.Height)/1000)
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "rule %.3f %.3f %.3f x %.3f\n", float64(r.X)/1000, float64(r.Y)/1000, float64(r.Width)/1000, float64(r.Height)/1000)
	}
	return b.String()
}
