package pdf

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
	"unicode/utf16"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// fontTable is the faces that a document uses, in order of first use.
type fontTable struct {
	fonts []*font
}

// font is one face in one document. A character's code is its glyph's number in
// the subset; a glyph that stands for two characters has two codes, so that
// each comes back when it is copied.
type font struct {
	index  int
	face   *face.Face
	first  []uint16 // the code of each glyph's first character, by glyph
	codes  map[use]uint16
	glyphs []face.GID
	runes  []rune
}

type use struct {
	glyph face.GID
	rune  rune
}

func (t *fontTable) font(f *face.Face) *font {
	for _, have := range t.fonts {
		if have.face == f {
			return have
		}
	}
	added := &font{index: len(t.fonts), face: f, first: firstCodes(f.Glyphs()), glyphs: []face.GID{0}, runes: []rune{0xFFFD}}
	t.fonts = append(t.fonts, added)
	return added
}

// spare are tables of first codes that no document uses now, all zero: a large
// face's is 90 KB, and a document fills a few hundred places of it.
var spare = sync.Pool{New: func() any { return new([]uint16) }}

func firstCodes(glyphs int) []uint16 {
	table := *spare.Get().(*[]uint16)
	if cap(table) < glyphs {
		table = make([]uint16, 1<<16)
	}
	return table[:glyphs]
}

// release gives the tables back once the document is written.
func (t *fontTable) release() {
	for _, f := range t.fonts {
		for _, g := range f.glyphs {
			f.first[g] = 0
		}
		table := f.first
		spare.Put(&table)
		f.first = nil
	}
}

// code is a character's code; it must have been added.
func (f *font) code(g face.GID, r rune) uint16 {
	if first := f.first[g]; f.runes[first] == r {
		return first
	}
	return f.codes[use{g, r}]
}

// add takes a character into the subset.
func (f *font) add(g face.GID, r rune) {
	first := f.first[g]
	if first != 0 && f.runes[first] == r {
		return
	}
	u := use{g, r}
	if _, ok := f.codes[u]; ok {
		return
	}
	f.enter(u, uint16(len(f.glyphs)))
	f.glyphs = append(f.glyphs, g)
	f.runes = append(f.runes, r)
}

func (f *font) enter(u use, code uint16) {
	if f.first[u.glyph] == 0 {
		f.first[u.glyph] = code
		return
	}
	if f.codes == nil {
		f.codes = map[use]uint16{}
	}
	f.codes[u] = code
}

// sort puts the subset into the order of the font and numbers it anew.
func (f *font) sort() {
	uses := make([]use, len(f.glyphs))
	for i, g := range f.glyphs {
		uses[i] = use{g, f.runes[i]}
		f.first[g] = 0
	}
	slices.SortFunc(uses[1:], func(a, b use) int {
		return cmp.Or(cmp.Compare(a.glyph, b.glyph), cmp.Compare(a.rune, b.rune))
	})
	clear(f.codes)
	for i, u := range uses {
		f.glyphs[i], f.runes[i] = u.glyph, u.rune
		if i > 0 {
			f.enter(u, uint16(i))
		}
	}
}

// collect takes the characters of all pages into subsets.
func collect(pages []*typeset.Page) *fontTable {
	t := &fontTable{}
	for _, p := range pages {
		for i := range p.Runs {
			f := t.font(p.Runs[i].Face)
			for _, g := range p.Runs[i].Glyphs {
				f.add(g.ID, g.Rune)
			}
		}
	}
	for _, f := range t.fonts {
		f.sort()
	}
	return t
}

// objectsPerFont is how many objects a font takes: Type0, CIDFont, descriptor,
// program, ToUnicode (ISO 32000-1, 9.7).
const objectsPerFont = 5

// font adds a font's objects.
func (f *finisher) font(w *Writer, font *font) (err error) {
	name := font.tag() + "+" + font.face.Name
	box := font.face.BBox
	first := len(f.offsets) + 1
	f.begin()
	f.out = fmt.Appendf(f.out, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, first+1, first+4)
	f.end()
	f.begin()
	f.out = fmt.Appendf(f.out, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW %d/W[", name, first+2, em)
	f.out = font.appendWidths(f.out)
	f.out = append(f.out, "]/CIDToGIDMap/Identity>>"...)
	f.end()
	f.begin()
	f.out = fmt.Appendf(f.out, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile2 %d 0 R>>",
		name, box[0], box[1], box[2], box[3], font.face.Ascent, font.face.Ascent-em, first+3)
	f.end()
	f.begin()
	if f.out, err = w.appendProgram(f.out, font.face, font.glyphs); err != nil {
		return err
	}
	f.end()
	f.begin()
	f.out = appendStream(f.out, "", font.toUnicode())
	f.end()
	return nil
}

// em is one em in the units of PDF fonts.
const em = 1000

// tag is the six letters that mark a subset (9.6.4): the same glyphs of the same
// font have the same.
func (f *font) tag() string {
	h := sha256.New()
	h.Write([]byte(f.face.ID))
	b := make([]byte, 0, 2*len(f.glyphs))
	for _, g := range f.glyphs {
		b = append(b, byte(g>>8), byte(g))
	}
	h.Write(b)
	sum := h.Sum(b[:0])
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

// appendWidths gives the widths that are not one em, in runs of codes (9.7.4.3).
func (f *font) appendWidths(b []byte) []byte {
	open := false
	for i, g := range f.glyphs {
		w := f.face.Advance(g)
		switch {
		case w == em && open:
			b = append(b, ']')
			open = false
			continue
		case w == em:
			continue
		case open:
			b = append(b, ' ')
		default:
			b = append(appendInt(b, i), '[')
			open = true
		}
		b = appendInt(b, w)
	}
	if open {
		b = append(b, ']')
	}
	return b
}

// toUnicode maps every code back to its character, as UTF-16 beyond the BMP too.
// Codes follow each other, so ranges with the characters in an array (9.10.3)
// take two thirds of the bytes that pairs take. A range keeps its high byte.
func (f *font) toUnicode() []byte {
	b := make([]byte, 0, 512+10*len(f.runes))
	b = append(b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"...)
	const most = 128 // codes a range; a block has one, far from its limit of 100
	for at := 1; at < len(f.runes); {
		end := min(at-at%most+most, len(f.runes))
		b = append(b, "1 beginbfrange\n<"...)
		b = append(appendHex(b, uint16(at)), "><"...)
		b = append(appendHex(b, uint16(end-1)), ">["...)
		for ; at < end; at++ {
			b = append(appendUTF16(append(b, '<'), f.runes[at]), '>')
		}
		b = append(b, "]\nendbfrange\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}

// appendText appends a text string (7.9.2.2) as UTF-16 in hexadecimal.
func appendText(b []byte, s string) []byte {
	b = append(b, "<FEFF"...)
	for _, r := range s {
		b = appendUTF16(b, r)
	}
	return append(b, '>')
}

func appendUTF16(b []byte, r rune) []byte {
	if r < 0x10000 {
		return appendHex(b, uint16(r))
	}
	high, low := utf16.EncodeRune(r)
	return appendHex(appendHex(b, uint16(high)), uint16(low))
}

func appendHex(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
