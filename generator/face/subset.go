package face

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Subset is a TrueType program with the glyphs given, renumbered: glyphs[i]
// becomes glyph i, so glyphs[0] should be 0, the missing glyph, which is left blank:
// readers that meet a character in two halves show it for the second. The same glyph
// may stand in it twice. Parts of composite glyphs are added behind. It has the
// tables that a PDF's CIDFontType2 needs (ISO 32000-1, 9.9): no cmap, no names.
func (f *Face) Subset(glyphs []GID) ([]byte, error) { return f.subset(glyphs, nil) }

// table is a table of a font file.
type table struct {
	tag  string
	data []byte
}

// subset is Subset with more tables.
func (f *Face) subset(glyphs []GID, extra []table) ([]byte, error) {
	order, err := f.closure(glyphs)
	if err != nil {
		return nil, err
	}
	// The original's glyph number → its number in the subset, for composites.
	number := make(map[GID]GID, len(order))
	for i, g := range order {
		if _, ok := number[g]; !ok {
			number[g] = GID(i)
		}
	}
	var glyf []byte
	for _, g := range order {
		start := len(glyf)
		glyf = f.appendOutline(glyf, g)
		if err := eachPart(glyf[start:], func(part []byte) {
			binary.BigEndian.PutUint16(part, number[be16(part)])
		}); err != nil {
			return nil, fmt.Errorf("glyph %d: %w", g, err)
		}
	}
	front, back := f.frame(order, Checksum(glyf), extra)
	return slices.Concat(front, glyf, back), nil
}

// Simple tells whether glyphs are all there and none is made of others. Then
// their subset is the frame around their outlines.
func (f *Face) Simple(glyphs []GID) bool {
	return !slices.ContainsFunc(glyphs, func(g GID) bool {
		if int(g) >= len(f.advances) {
			return true
		}
		b := f.cut(g)
		return len(b) >= 2 && int16(be16(b)) < 0
	})
}

// Outlines are the outlines of glyphs one after the other, each padded to four
// bytes, as they stand in a subset.
func (f *Face) Outlines(glyphs []GID) []byte {
	var b []byte
	for _, g := range glyphs {
		b = f.appendOutline(b, g)
	}
	return b
}

// cut is a glyph's outline as it stands in a subset.
func (f *Face) cut(g GID) string {
	if g == 0 {
		return ""
	}
	return f.outline(g)
}

func (f *Face) appendOutline(b []byte, g GID) []byte {
	b = append(b, f.cut(g)...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// frame is what stands before and behind the outlines of glyphs in a subset; sum
// is the checksum of the outlines.
func (f *Face) frame(glyphs []GID, sum uint32, extra []table) (front, back []byte) {
	widths := len(glyphs) // how many widths differ from the last, which the others share
	for widths > 1 && f.advances[glyphs[widths-1]] == f.advances[glyphs[widths-2]] {
		widths--
	}
	ends := make([]int, 0, len(glyphs))
	hmtx := make([]byte, 0, 4*len(glyphs))
	size := 0
	for i, g := range glyphs {
		outline := f.cut(g)
		size += (len(outline) + 3) &^ 3
		ends = append(ends, size)
		var lsb uint16
		if len(outline) >= 10 {
			lsb = be16(outline[2:])
		}
		if i < widths {
			hmtx = binary.BigEndian.AppendUint16(hmtx, f.advances[g])
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, lsb)
	}
	return f.tables(ends, widths, sum, append(extra, table{"hmtx", hmtx}))
}

// appendLoca appends the table of outlines' places, and tells whether it has the
// long form, which large tables of outlines need.
func appendLoca(b []byte, ends []int) (loca []byte, long bool) {
	if long = ends[len(ends)-1] >= 0x20000; long {
		b = binary.BigEndian.AppendUint32(b, 0)
		for _, end := range ends {
			b = binary.BigEndian.AppendUint32(b, uint32(end))
		}
		return b, long
	}
	b = binary.BigEndian.AppendUint16(b, 0)
	for _, end := range ends {
		b = binary.BigEndian.AppendUint16(b, uint16(end/2))
	}
	return b, long
}

// closure adds the parts of composite glyphs behind the glyphs given.
func (f *Face) closure(glyphs []GID) ([]GID, error) {
	order := slices.Clone(glyphs)
	in := make(map[GID]bool, len(order))
	for _, g := range order {
		if int(g) >= len(f.advances) {
			return nil, fmt.Errorf("font %s has no glyph %d", f.Name, g)
		}
		in[g] = true
	}
	for i := 0; i < len(order); i++ {
		var outside error
		err := eachPart([]byte(f.cut(order[i])), func(part []byte) {
			g := be16(part)
			switch {
			case int(g) >= len(f.advances):
				outside = fmt.Errorf("glyph %d has part %d, which is not there", order[i], g)
			case !in[g]:
				in[g] = true
				order = append(order, g)
			}
		})
		if err == nil {
			err = outside
		}
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", f.Name, err)
		}
	}
	if len(order) > 0xFFFF {
		return nil, fmt.Errorf("font %s: %d glyphs in one subset", f.Name, len(order))
	}
	return order, nil
}

// Flags of a composite glyph's parts (OpenType specification, glyf).
const (
	argsAreWords   = 0x0001
	haveScale      = 0x0008
	moreParts      = 0x0020
	haveXYScale    = 0x0040
	haveTwoByTwo   = 0x0080
	partsOfOutline = 10 // bytes before the first part
)

// eachPart calls visit with the two bytes that hold each part's glyph number;
// simple glyphs have none.
func eachPart(outline []byte, visit func([]byte)) error {
	if len(outline) < partsOfOutline || int16(be16(outline)) >= 0 {
		return nil
	}
	for b := outline[partsOfOutline:]; ; {
		if len(b) < 4 {
			return fmt.Errorf("composite outline ends early")
		}
		flags := be16(b)
		visit(b[2:4])
		size := 6
		if flags&argsAreWords != 0 {
			size += 2
		}
		switch {
		case flags&haveScale != 0:
			size += 2
		case flags&haveXYScale != 0:
			size += 4
		case flags&haveTwoByTwo != 0:
			size += 8
		}
		if flags&moreParts == 0 {
			return nil
		}
		if len(b) < size {
			return fmt.Errorf("composite outline ends early")
		}
		b = b[size:]
	}
}

// tables puts the tables around an outline table, whose glyphs end there.
func (f *Face) tables(ends []int, widths int, sum uint32, extra []table) (front, back []byte) {
	glyphs, size := len(ends), ends[len(ends)-1]
	loca, long := appendLoca(make([]byte, 0, 4*(glyphs+1)), ends)
	head := make([]byte, 54)
	binary.BigEndian.PutUint32(head[0:], 0x00010000)
	binary.BigEndian.PutUint32(head[12:], 0x5F0F3CF5)
	binary.BigEndian.PutUint16(head[18:], uint16(f.UPM))
	for i, v := range f.BBox {
		binary.BigEndian.PutUint16(head[36+2*i:], uint16(v*f.UPM/1000))
	}
	binary.BigEndian.PutUint16(head[46:], 8) // smallest readable size
	binary.BigEndian.PutUint16(head[48:], 2) // direction hint
	if long {
		binary.BigEndian.PutUint16(head[50:], 1)
	}

	hhea := make([]byte, 36)
	binary.BigEndian.PutUint32(hhea[0:], 0x00010000)
	binary.BigEndian.PutUint16(hhea[4:], uint16(f.Ascent*f.UPM/1000))
	binary.BigEndian.PutUint16(hhea[6:], uint16((f.Ascent-1000)*f.UPM/1000))
	binary.BigEndian.PutUint16(hhea[34:], uint16(widths))

	maxp := make([]byte, 32)
	binary.BigEndian.PutUint32(maxp[0:], 0x00010000)
	binary.BigEndian.PutUint16(maxp[4:], uint16(glyphs))
	// Limits that no glyph of a Han font passes; consumers only reserve by them.
	for _, v := range [...]struct {
		at    int
		limit uint16
	}{{6, 4096}, {8, 512}, {10, 4096}, {12, 512}, {14, 2}, {28, 64}, {30, 8}} {
		binary.BigEndian.PutUint16(maxp[v.at:], v.limit)
	}

	parts := append([]table{{"glyf", nil}, {"head", head}, {"hhea", hhea}, {"loca", loca}, {"maxp", maxp}}, extra...)
	slices.SortFunc(parts, func(a, b table) int { return cmp.Compare(a.tag, b.tag) })
	directory := 12 + 16*len(parts)
	front = appendDirectory(make([]byte, 0, directory), len(parts))
	behind := 0
	for _, p := range parts {
		behind += (len(p.data) + 3) &^ 3
	}
	back = make([]byte, 0, behind)
	at, headAt := directory+size, 0 // the outlines stand first
	for _, p := range parts {
		length, check, from := len(p.data), Checksum(p.data), at
		switch p.tag {
		case "glyf":
			length, check, from = size, sum, directory
		case "head":
			headAt = len(back)
		}
		front = append(front, p.tag...)
		front = binary.BigEndian.AppendUint32(front, check)
		front = binary.BigEndian.AppendUint32(front, uint32(from))
		front = binary.BigEndian.AppendUint32(front, uint32(length))
		if p.tag != "glyf" {
			at += (length + 3) &^ 3
		}
		back = append(back, p.data...)
		for len(back)%4 != 0 {
			back = append(back, 0)
		}
	}
	binary.BigEndian.PutUint32(back[headAt+8:], 0xB1B0AFBA-(Checksum(front)+sum+Checksum(back)))
	return front, back
}

// appendDirectory begins the directory of so many tables, with what a search by
// halves wants to know (OpenType specification, table directory).
func appendDirectory(b []byte, tables int) []byte {
	steps := bits.Len(uint(tables)) - 1
	b = append(b, 0, 1, 0, 0)
	b = binary.BigEndian.AppendUint16(b, uint16(tables))
	b = binary.BigEndian.AppendUint16(b, uint16(16<<steps))
	b = binary.BigEndian.AppendUint16(b, uint16(steps))
	return binary.BigEndian.AppendUint16(b, uint16(16*tables-16<<steps))
}

// Checksum is the sum of the 32-bit words of a table (OpenType specification,
// table directory). Of tables of whole words one after the other it is the sum
// of theirs.
func Checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
