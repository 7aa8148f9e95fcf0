package typeset

import (
	"fmt"
	"strings"

	"hongtou/generator/face"
)

// Page is one page: everything on it with absolute positions, y downwards from
// the paper's top left corner.
type Page struct {
	Number        int // from 1
	Width, Height Length
	Runs          []Run
	Rules         []Rule
}

// Run is glyphs of one face and size on one baseline.
type Run struct {
	Face   *face.Face
	Size   Length // em
	X, Y   Length // of the first glyph's origin
	Red    bool
	Glyphs []Glyph
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
	Red                 bool
}

// Bookmark is one entry of the outline.
type Bookmark struct {
	Title string
	Level int // from 1
	Page  int // from 1
	Y     Length
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
	for _, r := range p.Runs {
		red := ""
		if r.Red {
			red = " red"
		}
		last := r.Glyphs[len(r.Glyphs)-1]
		fmt.Fprintf(&b, "%8.3f %8.3f–%-8.3f %s %.1f%s %s\n", float64(r.Y)/1000, float64(r.X)/1000,
			float64(r.X+last.X)/1000, strings.TrimPrefix(r.Face.Name, "Hongtou-"), float64(r.Size)/1000, red, r.Text())
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "rule %.3f %.3f %.3f x %.3f\n", float64(r.X)/1000, float64(r.Y)/1000, float64(r.Width)/1000, float64(r.Height)/1000)
	}
	return b.String()
}
