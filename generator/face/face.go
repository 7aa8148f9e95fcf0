// Package face has the font faces: where a character's glyph is, how wide it
// is, and a font program cut down to the glyphs that a document uses.
//
// In go TrueType files with glyf outlines (the embedded ones of package fonts,
// or an office's own); out come glyph identifiers, advances in 1/1000 em and
// subsets. Faces are parsed once, read lazily and safe for concurrent use.
// Nothing here shapes text or knows lines.
package face

import (
	"fmt"
	"io"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// GID is a glyph's index in its font file. 0 is .notdef, the missing glyph.
type GID = uint16

// Face is one font file, ready for metrics and subsetting.
type Face struct {
	Name   string // PostScript-safe name, as "Hongtou-fangsong"
	UPM    int    // units per em of the file
	Ascent int    // em box above the baseline, 1/1000 em (880 for most Han faces)
	BBox   [4]int // xMin yMin xMax yMax, 1/1000 em
	Center int    // middle of the Han characters above the baseline, 1/1000 em; 0 if the face has none

	bmp      []GID // glyph by code point below U+10000
	beyond   map[rune]GID
	advances []uint16 // by glyph, font units
	loca     []uint32 // offsets into glyf, glyphs+1
	glyf     []byte
}

// maxFile bounds a font file that an office brings: the largest Han fonts have
// about 60 MB.
const maxFile = 128 << 20

// Parse reads a TrueType font. It refuses what the PDF writer can't embed:
// collections, CFF outlines, licences that forbid embedding.
func Parse(name string, file io.ReaderAt, size int64) (*Face, error) {
	if size > maxFile {
		return nil, fmt.Errorf("font %s: %d bytes are more than %d", name, size, maxFile)
	}
	ld, err := ot.NewLoader(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f := &Face{Name: name}
	for _, step := range []func(*ot.Loader) error{f.readHead, f.readOS2, f.readMetrics, f.readCmap, f.readOutlines, f.readCenter} {
		if err := step(ld); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	return f, nil
}

func table(ld *ot.Loader, tag string) ([]byte, error) {
	b, err := ld.RawTable(ot.MustNewTag(tag))
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", tag, err)
	}
	return b, nil
}

func (f *Face) readHead(ld *ot.Loader) error {
	b, err := table(ld, "head")
	if err != nil {
		return err
	}
	head, _, err := tables.ParseHead(b)
	if err != nil {
		return err
	}
	f.UPM = int(head.UnitsPerEm)
	if f.UPM < 16 || f.UPM > 16384 {
		return fmt.Errorf("table head: %d units per em", f.UPM)
	}
	for i, v := range [4]int16{head.XMin, head.YMin, head.XMax, head.YMax} {
		f.BBox[i] = f.mille(int(v))
	}
	return nil
}

// fsType bit 1: restricted licence embedding (OpenType specification, OS/2).
const restrictedEmbedding = 0x0002

func (f *Face) readOS2(ld *ot.Loader) error {
	f.Ascent = 880
	b, err := table(ld, "OS/2")
	if err != nil {
		return nil // old fonts have none; 880 is the custom of Han faces
	}
	os2, _, err := tables.ParseOs2(b)
	if err != nil {
		return err
	}
	if len(b) >= 10 && uint16(b[8])<<8|uint16(b[9]) == restrictedEmbedding {
		return fmt.Errorf("its licence does not allow embedding (OS/2 fsType 2)")
	}
	// An em box is one em high: only then do the typographic figures mean it.
	if int(os2.STypoAscender)-int(os2.STypoDescender) == f.UPM {
		f.Ascent = f.mille(int(os2.STypoAscender))
	}
	return nil
}

func (f *Face) readMetrics(ld *ot.Loader) error {
	maxp, err := table(ld, "maxp")
	if err != nil {
		return err
	}
	if len(maxp) < 6 {
		return fmt.Errorf("table maxp: too short")
	}
	glyphs := int(maxp[4])<<8 | int(maxp[5])
	hhea, err := table(ld, "hhea")
	if err != nil {
		return err
	}
	if len(hhea) < 36 {
		return fmt.Errorf("table hhea: too short")
	}
	long := int(hhea[34])<<8 | int(hhea[35])
	hmtx, err := table(ld, "hmtx")
	if err != nil {
		return err
	}
	if glyphs == 0 || long == 0 || long > glyphs || len(hmtx) < 4*long {
		return fmt.Errorf("table hmtx: %d bytes for %d glyphs", len(hmtx), glyphs)
	}
	f.advances = make([]uint16, glyphs)
	for i := range f.advances {
		at := 4 * min(i, long-1)
		f.advances[i] = uint16(hmtx[at])<<8 | uint16(hmtx[at+1])
	}
	return nil
}

func (f *Face) readCmap(ld *ot.Loader) error {
	b, err := table(ld, "cmap")
	if err != nil {
		return err
	}
	t, _, err := tables.ParseCmap(b)
	if err != nil {
		return err
	}
	cmap, _, err := font.ProcessCmap(t, tables.FPNone)
	if err != nil {
		return err
	}
	f.bmp = make([]GID, 0x10000)
	f.beyond = map[rune]GID{}
	for it := cmap.Iter(); it.Next(); {
		r, g := it.Char()
		switch {
		case g == 0 || int(g) >= len(f.advances) || r < 0:
		case r < 0x10000:
			f.bmp[r] = GID(g)
		default:
			f.beyond[r] = GID(g)
		}
	}
	return nil
}

func (f *Face) readOutlines(ld *ot.Loader) error {
	if !ld.HasTable(ot.MustNewTag("glyf")) {
		return fmt.Errorf("no TrueType outlines (glyf): convert the font to .ttf first")
	}
	head, err := table(ld, "head")
	if err != nil {
		return err
	}
	loca, err := table(ld, "loca")
	if err != nil {
		return err
	}
	if f.loca, err = tables.ParseLoca(loca, len(f.advances), head[51] == 1); err != nil {
		return err
	}
	if f.glyf, err = table(ld, "glyf"); err != nil {
		return err
	}
	for i := 1; i < len(f.loca); i++ {
		if f.loca[i] < f.loca[i-1] || int64(f.loca[i]) > int64(len(f.glyf)) {
			return fmt.Errorf("table loca: glyph %d lies outside glyf", i-1)
		}
	}
	return nil
}

// framed are characters whose strokes reach all four sides of their square.
const framed = "国园田因固回围图"

// readCenter measures where the face's characters stand: faces differ by up to
// 0.07 em, and what stands in one line should stand on one middle.
func (f *Face) readCenter(*ot.Loader) error {
	n, sum := 0, 0
	for _, c := range framed {
		if g, ok := f.Glyph(c); ok {
			if b := f.outline(g); len(b) >= 10 {
				sum += int(int16(be16(b[4:]))) + int(int16(be16(b[8:])))
				n += 2
			}
		}
	}
	if n > 0 {
		f.Center = f.mille(sum / n)
	}
	return nil
}

// mille turns font units into 1/1000 em, rounded to nearest.
func (f *Face) mille(units int) int {
	return int(math.Round(float64(units) * 1000 / float64(f.UPM)))
}

// Glyph finds r's glyph; ok is false where the face has none.
func (f *Face) Glyph(r rune) (g GID, ok bool) {
	if r >= 0 && r < 0x10000 {
		g = f.bmp[r]
	} else {
		g = f.beyond[r]
	}
	return g, g != 0
}

// Count is how many characters the face has.
func (f *Face) Count() int {
	n := len(f.beyond)
	for _, g := range f.bmp {
		if g != 0 {
			n++
		}
	}
	return n
}

// Advance is g's width in 1/1000 em.
func (f *Face) Advance(g GID) int {
	if f.UPM == 1000 {
		return int(f.advances[g])
	}
	return f.mille(int(f.advances[g]))
}

// Ink is the horizontal extent of g's outline in 1/1000 em from its origin;
// both are 0 for a blank glyph.
func (f *Face) Ink(g GID) (left, right int) {
	b := f.outline(g)
	if len(b) < 10 {
		return 0, 0
	}
	return f.mille(int(int16(be16(b[2:])))), f.mille(int(int16(be16(b[6:]))))
}

// outline is g's entry in glyf, empty for a blank.
func (f *Face) outline(g GID) []byte { return f.glyf[f.loca[g]:f.loca[g+1]] }

func be16(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }
