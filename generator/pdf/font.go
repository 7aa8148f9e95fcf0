package pdf

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"hongtou/generator/face"
)

// objectsPerFont is how many objects a font takes: Type0, CIDFont, descriptor,
// program, ToUnicode (ISO 32000-1, 9.7).
const objectsPerFont = 5

// font writes a font's objects, of which the first has that number.
func (f *finisher) font(w *Writer, font *face.Used, first int) error {
	s, err := w.subset(font)
	if err != nil {
		return err
	}
	name := s.name
	box := font.Face.BBox
	cid, descriptor, program, unicode := first+1, first+2, first+3, first+4
	f.pack(first)
	f.packed = fmt.Appendf(f.packed, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, cid, unicode)
	f.pack(cid)
	f.packed = fmt.Appendf(f.packed, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW %d/W[", name, descriptor, em)
	f.packed = append(f.packed, s.widths...)
	f.packed = append(f.packed, "]/CIDToGIDMap/Identity>>"...)
	f.pack(descriptor)
	f.packed = fmt.Appendf(f.packed, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile2 %d 0 R>>",
		name, box[0], box[1], box[2], box[3], font.Face.Ascent, font.Face.Ascent-em, program)
	f.at(program)
	f.id.Write(f.out[f.hashed:])
	f.out = appendProgram(f.out, s.program)
	f.hashed = len(f.out)
	f.end()
	f.at(unicode)
	f.out = append(f.out, s.unicode...)
	f.end()
	return nil
}

// em is one em in the units of PDF fonts.
const em = 1000

// appendProgram appends a font program as a stream (RFC 1950 around its blocks).
func appendProgram(b []byte, p *face.Program) []byte {
	const header, trailer = "\x78\x01", 4 // deflate with a window of 32 KB, fast
	b = appendInt(append(b, "<</Filter/FlateDecode/Length1 "...), p.Length)
	b = appendInt(append(b, "/Length "...), len(header)+p.Size()+trailer)
	b = append(append(b, ">>\nstream\n"...), header...)
	b = binary.BigEndian.AppendUint32(p.Append(b), p.Adler)
	return append(b, "\nendstream"...)
}

// appendWidths gives the widths that are not one em, in runs of codes (9.7.4.3).
func appendWidths(b []byte, f *face.Used) []byte {
	open := false
	for i, g := range f.Glyphs {
		w := f.Face.Advance(g)
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
func toUnicode(f *face.Used) []byte {
	b := make([]byte, 0, 512+10*len(f.Runes))
	b = append(b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"...)
	const most = 128 // codes a range; a block has one, far from its limit of 100
	for at := 1; at < len(f.Runes); {
		end := min(at-at%most+most, len(f.Runes))
		b = append(b, "1 beginbfrange\n<"...)
		b = append(appendHex(b, uint16(at)), "><"...)
		b = append(appendHex(b, uint16(end-1)), ">["...)
		for ; at < end; at++ {
			b = append(appendUTF16(append(b, '<'), f.Runes[at]), '>')
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
