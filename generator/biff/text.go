package biff

import (
	"encoding/binary"
	"unicode/utf16"
)

// text reads the data of a record piece by piece: texts run over from a record into
// its continuations, where the mark of how characters are stored stands anew
// ([MS-XLS] 2.5.293, XLUnicodeRichExtendedString).
type text struct {
	pieces [][]byte
	bad    bool // what was asked for is not there: all that follows reads as zero
}

// take gives the next n bytes, which may lie in several pieces.
func (t *text) take(n int) []byte {
	if n < 0 || t.bad {
		t.bad = true
		return nil
	}
	if len(t.pieces) > 0 && n <= len(t.pieces[0]) {
		out := t.pieces[0][:n]
		t.pieces[0] = t.pieces[0][n:]
		return out
	}
	var out []byte
	for n > 0 {
		if !t.fill() {
			return nil
		}
		part := t.pieces[0][:min(n, len(t.pieces[0]))]
		out, t.pieces[0], n = append(out, part...), t.pieces[0][len(part):], n-len(part)
	}
	return out
}

// fill goes on to a piece that has bytes.
func (t *text) fill() bool {
	for len(t.pieces) > 0 && len(t.pieces[0]) == 0 {
		t.pieces = t.pieces[1:]
	}
	t.bad = t.bad || len(t.pieces) == 0
	return !t.bad
}

func (t *text) u8() int {
	if b := t.take(1); len(b) == 1 {
		return int(b[0])
	}
	return 0
}

func (t *text) u16() int {
	if b := t.take(2); len(b) == 2 {
		return int(binary.LittleEndian.Uint16(b))
	}
	return 0
}

func (t *text) u32() int {
	if b := t.take(4); len(b) == 4 {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (t *text) u64() uint64 {
	if b := t.take(8); len(b) == 8 {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// The marks of a text.
const (
	markWide   = 1 // two bytes a character, else one
	markSounds = 4 // says behind it how it is read aloud
	markRich   = 8 // says behind it which letters look different
)

// string reads a text of n characters (units of UTF-16), whose mark comes next.
func (t *text) string(n int) string {
	mark := t.u8()
	runs, sounds := 0, 0
	if mark&markRich != 0 {
		runs = t.u16()
	}
	if mark&markSounds != 0 {
		sounds = t.u32()
	}
	units := make([]uint16, 0, min(n, 1<<10))
	for len(units) < n && !t.bad {
		if len(t.pieces) > 0 && len(t.pieces[0]) == 0 {
			if !t.fill() {
				break
			}
			mark = t.u8()
		}
		if mark&markWide != 0 {
			units = append(units, uint16(t.u16()))
		} else {
			units = append(units, uint16(t.u8()))
		}
	}
	t.skip(4*runs + sounds)
	if t.bad {
		return ""
	}
	return string(utf16.Decode(units))
}

// skip passes over bytes, without keeping them.
func (t *text) skip(n int) {
	for n > 0 && t.fill() {
		m := min(n, len(t.pieces[0]))
		t.pieces[0], n = t.pieces[0][m:], n-m
	}
}
