package typeset

import (
	"hongtou/generator/diag"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Watermarks say on each page for whom or for what a copy is: one line through the
// middle of the paper, rising at 45°, below the text and fainter than any of it.

// LongestWatermark is how many characters one may have: at 24 pt the longest still fits
// the paper's diagonal.
const LongestWatermark = 28

const (
	largestWatermark = 72 * Pt
	watermarkTurn    = 45
	watermarkSine    = 70711 // of the turn, and its cosine, in 1/100000
)

// watermarkRoom is the line's length at most: A4's width along the diagonal of a square,
// less a margin at both ends.
var watermarkRoom = standard.PaperWidth * 12 / 10

// Watermark puts words below the text of all pages. Its complaints, without a place, are
// of characters that no face has.
func (l *Layout) Watermark(words string, faces *face.Set) *diag.List {
	complaints := &diag.List{}
	var units int64 // the line's length, in 1/1000 of the size
	for _, c := range words {
		f, g, ok := faces.Find(face.HeiTi, c)
		if !ok {
			complaints.Add(diag.Diagnostic{Code: "glyph-missing", Value: string(c), Problem: diag.T("水印中的字符 U+%04X 各字体都没有", "no face has the character U+%04X of the watermark", c),
				Remedy: diag.T("换用有此字的字体，或改用别的字", "use a font that has it, or another character")})
		}
		units += int64(f.Advance(g))
	}
	if units == 0 || complaints.Len() > 0 {
		return complaints
	}
	size := min(largestWatermark, Length(int64(watermarkRoom)*1000/units))
	for _, p := range l.Pages {
		p.Under = watermark(p, words, faces, size, Length(units*int64(size)/1000))
	}
	return complaints
}

// watermark is the line in the middle of a page: a run for each stretch of one face.
func watermark(p *Page, words string, faces *face.Set, size, width Length) []Run {
	along := func(d Length) Length { return Length(int64(d) * watermarkSine / 100000) }
	// The baseline's middle lies below the paper's by what Han characters rise above it.
	rise := size * 38 / 100
	x, y := p.Width/2-along(width/2)+along(rise), p.Height/2+along(width/2)+along(rise)
	var runs []Run
	var pen Length
	for _, c := range words {
		f, g, _ := faces.Find(face.HeiTi, c)
		if n := len(runs); n == 0 || runs[n-1].Face != f {
			runs = append(runs, Run{Face: f, Size: size, X: x + along(pen), Y: y - along(pen), Ink: PaleGrey, Turn: watermarkTurn, Element: UnderArtifact})
		}
		r := &runs[len(runs)-1]
		start := Length(0)
		if len(r.Glyphs) > 0 {
			last := r.Glyphs[len(r.Glyphs)-1]
			start = last.X + Length(int64(f.Advance(last.ID))*int64(size)/1000)
		}
		r.Glyphs = append(r.Glyphs, Glyph{ID: g, Rune: c, X: start})
		pen += Length(int64(f.Advance(g)) * int64(size) / 1000)
	}
	return runs
}
