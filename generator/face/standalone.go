package face

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// What a subset needs beside its outlines to be a font of its own: characters,
// names, metrics for screens (OpenType specification, chapters cmap, name, OS/2 and
// post). Readers of OFD refuse fonts that lack them.

// characterTables are those tables.
func (f *Used) characterTables() []table {
	post := make([]byte, 32)
	binary.BigEndian.PutUint32(post, 0x00030000) // no glyph has a name
	return []table{{"cmap", f.cmap()}, {"name", f.nameTable()}, {"OS/2", f.os2()}, {"post", post}}
}

// mapping is a character and its code.
type mapping struct {
	rune rune
	code uint16
}

// mappings are the characters in their order. One that has two glyphs, which no
// face of ours does, keeps the first.
func (f *Used) mappings() []mapping {
	list := make([]mapping, 0, len(f.Runes))
	for i := 1; i < len(f.Runes); i++ {
		list = append(list, mapping{f.Runes[i], uint16(i)})
	}
	slices.SortFunc(list, func(a, b mapping) int { return cmp.Or(cmp.Compare(a.rune, b.rune), cmp.Compare(a.code, b.code)) })
	return slices.CompactFunc(list, func(a, b mapping) bool { return a.rune == b.rune })
}

// segment is characters that follow each other, as their codes do.
type segment struct {
	first, last rune
	code        uint16
}

func segments(list []mapping) []segment {
	var out []segment
	for _, m := range list {
		if n := len(out) - 1; n >= 0 && out[n].last+1 == m.rune && rune(out[n].code)+m.rune-out[n].first == rune(m.code) {
			out[n].last = m.rune
			continue
		}
		out = append(out, segment{m.rune, m.rune, m.code})
	}
	return out
}

// cmap maps characters to codes: format 4, and format 12 where some lie beyond
// U+FFFF.
func (f *Used) cmap() []byte {
	all := segments(f.mappings())
	short := all
	if i := slices.IndexFunc(all, func(s segment) bool { return s.last >= 0xFFFF }); i >= 0 {
		short = all[:i]
	}
	const record = 8
	tables := 1
	if len(short) < len(all) {
		tables = 2
	}
	four := formatFour(short)
	b := binary.BigEndian.AppendUint16([]byte{0, 0}, uint16(tables))
	at := 4 + record*tables
	b = append(b, 0, platformWindows, 0, 1)
	b = binary.BigEndian.AppendUint32(b, uint32(at))
	if tables == 1 {
		return append(b, four...)
	}
	b = append(b, 0, platformWindows, 0, 10)
	b = binary.BigEndian.AppendUint32(b, uint32(at+len(four)))
	b = append(b, four...)
	b = append(b, 0, 12, 0, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(16+12*len(all)))
	b = binary.BigEndian.AppendUint32(b, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(len(all)))
	for _, s := range all {
		b = binary.BigEndian.AppendUint32(b, uint32(s.first))
		b = binary.BigEndian.AppendUint32(b, uint32(s.last))
		b = binary.BigEndian.AppendUint32(b, uint32(s.code))
	}
	return b
}

// formatFour has four arrays of two bytes a segment, the last of which ends with
// U+FFFF and maps it to nothing.
func formatFour(list []segment) []byte {
	list = append(slices.Clone(list), segment{0xFFFF, 0xFFFF, 0})
	n := len(list)
	steps := 0
	for 2<<steps <= n {
		steps++
	}
	b := make([]byte, 0, 16+8*n)
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 << steps, steps, 2*n - 2<<steps} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	for _, s := range list {
		b = binary.BigEndian.AppendUint16(b, uint16(s.last))
	}
	b = append(b, 0, 0)
	for _, s := range list {
		b = binary.BigEndian.AppendUint16(b, uint16(s.first))
	}
	for _, s := range list {
		b = binary.BigEndian.AppendUint16(b, s.code-uint16(s.first))
	}
	return append(b, make([]byte, 2*n)...) // every segment goes by its difference
}

// nameTable gives the font its face's name.
func (f *Used) nameTable() []byte {
	const english = 0x409
	var texts, b []byte
	list := []nameRecord{{nameFamily, f.Face.Name}, {2, "Regular"}, {3, f.Face.Name + " " + f.Face.ID}, {nameFull, f.Face.Name}, {5, "Version 1.0"}, {namePostScript, f.Face.Name}}
	for _, v := range []int{0, len(list), 6 + 12*len(list)} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	for _, r := range list {
		at := len(texts)
		for _, u := range utf16.Encode([]rune(r.text)) {
			texts = binary.BigEndian.AppendUint16(texts, u)
		}
		for _, v := range []int{platformWindows, 1, english, int(r.id), len(texts) - at, at} {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	return append(b, texts...)
}

// os2 has the metrics: an em box as high as an em, and what the font's maker allows
// of embedding.
func (f *Used) os2() []byte {
	units := func(mille int) uint16 { return uint16((mille*f.Face.UPM + 500) / 1000) }
	ascent := units(f.Face.Ascent)
	b := make([]byte, 96)
	put := func(at int, v uint16) { binary.BigEndian.PutUint16(b[at:], v) }
	put(0, 4)
	put(2, units(1000))
	put(4, 400)
	put(6, 5)
	put(8, f.Face.usage)
	for at, mille := range map[int]int{10: 650, 12: 600, 16: 75, 18: 650, 20: 600, 24: 350, 26: 50, 28: 260} { // scripts and strike
		put(at, units(mille))
	}
	put(62, 0x0040) // regular
	list := f.mappings()
	if len(list) > 0 {
		put(64, uint16(min(list[0].rune, 0xFFFF)))
		put(66, uint16(min(list[len(list)-1].rune, 0xFFFF)))
	}
	put(68, ascent)
	put(70, ascent-uint16(f.Face.UPM)) // below the baseline
	put(74, ascent)
	put(76, uint16(f.Face.UPM)-ascent)
	put(86, units(500))
	put(88, units(700))
	return b
}
