package face

import (
	"encoding/binary"
	"errors"
	"unicode"
)

// eachCharacter calls visit with each character of a cmap table and its glyph, as
// far as the table is sound: out of two subtables for Unicode that of format 12,
// which knows characters beyond U+FFFF. Ranges that go back are left out, so that
// no table, however broken, makes more work than there are characters.
func eachCharacter(cmap []byte, visit func(rune, GID)) error {
	var four, twelve []byte
	for i := range int(be16(cmap[2:])) {
		at := 4 + 8*i
		if at+8 > len(cmap) {
			return errors.New("table cmap ends early")
		}
		platform, encoding := be16(cmap[at:]), be16(cmap[at+2:])
		offset := int64(binary.BigEndian.Uint32(cmap[at+4:]))
		unicode := platform == platformUnicode && encoding != 5 || platform == platformWindows && (encoding == 1 || encoding == 10)
		if !unicode || offset+16 > int64(len(cmap)) { // 5: variation sequences
			continue
		}
		switch table := cmap[offset:]; be16(table) {
		case 4:
			four = table
		case 12:
			twelve = table
		}
	}
	switch {
	case twelve != nil:
		eachInGroups(twelve, visit)
	case four != nil:
		eachInSegments(four, visit)
	default:
		return errors.New("table cmap has no characters of Unicode")
	}
	return nil
}

// eachInGroups reads format 12: groups of first and last character and first
// glyph.
func eachInGroups(b []byte, visit func(rune, GID)) {
	const head, size = 16, 12
	next := int64(0)
	for n := binary.BigEndian.Uint32(b[12:]); n > 0 && len(b) >= head+size; n-- {
		group := b[head:]
		first, last := int64(binary.BigEndian.Uint32(group)), int64(binary.BigEndian.Uint32(group[4:]))
		glyph := int64(binary.BigEndian.Uint32(group[8:]))
		b = b[size:]
		if first < next {
			continue
		}
		for c := first; c <= min(last, unicode.MaxRune) && glyph <= 0xFFFF; c++ {
			visit(rune(c), GID(glyph))
			glyph++
		}
		next = max(next, last+1)
	}
}

// eachInSegments reads format 4: segments of last and first character, and the
// difference to the glyph or a place in a list of glyphs.
func eachInSegments(b []byte, visit func(rune, GID)) {
	const head = 14
	size := int(be16(b[6:])) &^ 1 // of each of the four arrays, in bytes
	if len(b) < head+2+4*size {
		return
	}
	ends, starts := b[head:], b[head+2+size:]
	deltas, offsets := starts[size:], starts[2*size:]
	next := 0
	for i := 0; i < size; i += 2 {
		first, last := int(be16(starts[i:])), int(be16(ends[i:]))
		if first < next {
			continue
		}
		delta, offset := be16(deltas[i:]), int(be16(offsets[i:]))
		for c := first; c <= last; c++ {
			glyph := uint16(c)
			if offset != 0 {
				at := i + offset + 2*(c-first)
				if at+2 > len(offsets) {
					break
				}
				if glyph = be16(offsets[at:]); glyph == 0 {
					continue
				}
			}
			if glyph += delta; glyph != 0 {
				visit(rune(c), glyph)
			}
		}
		next = max(next, last+1)
	}
}
