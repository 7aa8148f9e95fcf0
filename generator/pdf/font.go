package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"hongtou/generator/face"
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
	added := &font{index: len(t.fonts), face: f, codes: map[use]uint16{}, glyphs: []face.GID{0}, runes: []rune{0xFFFD}}
	t.fonts = append(t.fonts, added)
	return added
}

func (f *font) code(g face.GID, r rune) uint16 {
	u := use{g, r}
	c, ok := f.codes[u]
	if !ok {
		c = uint16(len(f.glyphs))
		f.codes[u] = c
		f.glyphs = append(f.glyphs, g)
		f.runes = append(f.runes, r)
	}
	return c
}

// objectsPerFont is how many objects a font takes: Type0, CIDFont, descriptor,
// program, ToUnicode (ISO 32000-1, 9.7).
const objectsPerFont = 5

// objects are the font's objects, numbered from first.
func (f *font) objects(first int) ([][]byte, error) {
	program, err := f.face.Subset(f.glyphs)
	if err != nil {
		return nil, err
	}
	name := tag(program) + "+" + f.face.Name
	box := f.face.BBox
	return [][]byte{
		fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, first+1, first+4),
		fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[0[%s]]/CIDToGIDMap/Identity>>", name, first+2, f.widths()),
		fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile2 %d 0 R>>", name, box[0], box[1], box[2], box[3], f.face.Ascent, f.face.Ascent-1000, first+3),
		stream(program, fmt.Sprintf("/Length1 %d", len(program))),
		stream(f.toUnicode(), ""),
	}, nil
}

// tag is the six letters that mark a subset (9.6.4), from its content.
func tag(program []byte) string {
	sum := sha256.Sum256(program)
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

func (f *font) widths() []byte {
	var b []byte
	for i, g := range f.glyphs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = fmt.Append(b, f.face.Advance(g))
	}
	return b
}

// toUnicode maps every code back to its character, as UTF-16 beyond the BMP too.
func (f *font) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const most = 100 // entries a block
	for at := 1; at < len(f.runes); at += most {
		end := min(at+most, len(f.runes))
		fmt.Fprintf(&b, "%d beginbfchar\n", end-at)
		for code := at; code < end; code++ {
			fmt.Fprintf(&b, "<%04X><", code)
			for _, u := range utf16.Encode(f.runes[code : code+1]) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

func stream(data []byte, extra string) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write(data)
	w.Close()
	b := fmt.Appendf(nil, "<</Filter/FlateDecode/Length %d%s>>stream\n", z.Len(), extra)
	return append(append(b, z.Bytes()...), "\nendstream"...)
}
