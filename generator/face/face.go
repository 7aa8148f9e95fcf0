// Package face has the font faces: where a character's glyph is, how wide it
// is, and a font program cut down to the glyphs that a document uses.
//
// In go TrueType files with glyf outlines (the embedded ones of package fonts,
// or an office's own); out come glyph identifiers, advances in 1/1000 em and
// subsets. Faces are parsed once, read lazily and safe for concurrent use.
// Nothing here shapes text or knows lines.
package face

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/go-text/typesetting/font/opentype/tables"
)

// GID is a glyph's index in its font file. 0 is .notdef, the missing glyph.
type GID = uint16

// Face is one font file, ready for metrics and subsetting.
type Face struct {
	Name   string // PostScript-safe name, as "Hongtou-fangsong"
	Family string // what people call it, "" if the font does not say
	ID     string // tells fonts and their versions apart, for digests of outputs
	UPM    int    // units per em of the file
	Ascent int    // em box above the baseline, 1/1000 em (880 for most Han faces)
	BBox   [4]int // xMin yMin xMax yMax, 1/1000 em
	Center int    // middle of the Han characters above the baseline, 1/1000 em; 0 if the face has none

	usage    uint16 // what OS/2 says of embedding, fsType
	bmp      []GID  // glyph by code point below U+10000
	beyond   map[rune]GID
	advances []uint16 // by glyph, font units
	loca     []uint32 // offsets into glyf, glyphs+1
	glyf     string
}

// Parse reads a TrueType font, the first of a collection. It refuses what the
// PDF writer can't embed: CFF outlines, licences that forbid embedding. Its
// errors are of type *Unusable. A face without a name takes the font's own.
func Parse(name string, file io.ReaderAt, size int64) (*Face, error) {
	all, err := openAll(file, size)
	if err != nil {
		return nil, err
	}
	f, err := sketch(name, all[0])
	if err != nil {
		return nil, err
	}
	return f, f.complete(all[0])
}

// sketch reads all but the outlines: enough to know what characters a face has.
func sketch(name string, font *sfnt) (*Face, error) {
	if !font.has("glyf") && (font.has("CFF ") || font.has("CFF2")) {
		return nil, errCFF
	}
	f := &Face{Name: cmp.Or(name, font.postScript(), "Font"), ID: font.identity()}
	if _, families := font.names(); len(families) > 0 {
		f.Family = families[0]
	}
	for _, step := range []func(*sfnt) error{f.readHead, f.readOS2, f.readMetrics, f.readCmap} {
		if err := step(font); err != nil {
			return nil, refusal(err)
		}
	}
	return f, nil
}

// complete reads the outlines of a sketched face.
func (f *Face) complete(font *sfnt) error {
	if err := f.readOutlines(font); err != nil {
		return refusal(err)
	}
	f.readCenter()
	return nil
}

func (f *Face) readHead(font *sfnt) error {
	b, err := font.table("head", 54)
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

// What fsType says of embedding (OpenType specification, OS/2). Of the first four
// bits the least restrictive holds.
const (
	embeddingUsage      = 0x000E
	embeddingRestricted = 0x0002
	embeddingNoSubset   = 0x0100
	embeddingBitmapOnly = 0x0200
)

func (f *Face) readOS2(font *sfnt) error {
	f.Ascent = 880
	b, err := font.table("OS/2", 10)
	if errors.Is(err, errNoTable) {
		return nil // old fonts have none; 880 is the custom of Han faces
	} else if err != nil {
		return err
	}
	os2, _, err := tables.ParseOs2(b)
	if err != nil {
		return err
	}
	switch fsType := be16(b[8:]); {
	case fsType&embeddingUsage == embeddingRestricted:
		return errRestricted
	case fsType&embeddingBitmapOnly != 0:
		return errBitmapOnly
	case fsType&embeddingNoSubset != 0:
		return errNoSubset
	}
	f.usage = be16(b[8:])
	// An em box is one em high: only then do the typographic figures mean it.
	if int(os2.STypoAscender)-int(os2.STypoDescender) == f.UPM {
		f.Ascent = f.mille(int(os2.STypoAscender))
	}
	return nil
}

func (f *Face) readMetrics(font *sfnt) error {
	maxp, err := font.table("maxp", 6)
	if err != nil {
		return err
	}
	hhea, err := font.table("hhea", 36)
	if err != nil {
		return err
	}
	glyphs, long := int(be16(maxp[4:])), int(be16(hhea[34:]))
	hmtx, err := font.table("hmtx", 0)
	if err != nil {
		return err
	}
	if glyphs == 0 || long == 0 || long > glyphs || len(hmtx) < 4*long {
		return fmt.Errorf("table hmtx: %d bytes for %d glyphs", len(hmtx), glyphs)
	}
	f.advances = make([]uint16, glyphs)
	for i := range f.advances {
		at := 4 * min(i, long-1)
		f.advances[i] = be16(hmtx[at:])
	}
	return nil
}

func (f *Face) readCmap(font *sfnt) error {
	b, err := font.table("cmap", 4)
	if err != nil {
		return err
	}
	f.bmp = make([]GID, 0x10000)
	f.beyond = map[rune]GID{}
	return eachCharacter(b, func(r rune, g GID) {
		switch {
		case g == 0 || int(g) >= len(f.advances):
		case r < 0x10000:
			f.bmp[r] = g
		default:
			f.beyond[r] = g
		}
	})
}

func (f *Face) readOutlines(font *sfnt) error {
	head, err := font.table("head", 54)
	if err != nil {
		return err
	}
	loca, err := font.table("loca", 0)
	if err != nil {
		return err
	}
	if f.loca, err = tables.ParseLoca(loca, len(f.advances), head[51] == 1); err != nil {
		return err
	}
	if f.glyf, err = font.text("glyf"); err != nil {
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

// rareFramed are the ranges of the characters with the radical 囗: what a font of
// rare characters has of this kind.
var rareFramed = [][2]rune{{0x56D7, 0x571E}, {0x361D, 0x3629}, {0x211A2, 0x21235}, {0x2A9A8, 0x2A9B2}}

// readCenter measures where the face's characters stand: faces differ by up to
// 0.07 em, and what stands in one line should stand on one middle.
func (f *Face) readCenter() {
	n, sum := 0, 0
	measure := func(c rune) {
		if g, ok := f.Glyph(c); ok {
			if b := f.outline(g); len(b) >= 10 {
				sum += int(int16(be16(b[4:]))) + int(int16(be16(b[8:])))
				n += 2
			}
		}
	}
	for _, c := range framed {
		measure(c)
	}
	for i := 0; n == 0 && i < len(rareFramed); i++ {
		for c := rareFramed[i][0]; c <= rareFramed[i][1]; c++ {
			measure(c)
		}
	}
	if n > 0 {
		f.Center = f.mille(sum / n)
	}
}

// mille turns font units into 1/1000 em, rounded to nearest.
func (f *Face) mille(units int) int {
	half := f.UPM / 2
	if units < 0 {
		half = -half
	}
	return (units*1000 + half) / f.UPM
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

// Glyphs is the number of the face's glyphs.
func (f *Face) Glyphs() int { return len(f.advances) }

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
	switch units := int(f.advances[g]); f.UPM {
	case units:
		return 1000 // most are Han
	case 1000:
		return units
	default:
		return f.mille(units)
	}
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
func (f *Face) outline(g GID) string { return f.glyf[f.loca[g]:f.loca[g+1]] }

func be16[T string | []byte](b T) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }
