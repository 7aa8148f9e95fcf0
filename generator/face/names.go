package face

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// What a name record holds (OpenType specification, name).
const (
	nameFamily      = 1
	nameFull        = 4
	namePostScript  = 6
	nameTypographic = 16
	platformUnicode = 0
	platformMac     = 1
	platformWindows = 3
)

// names are what a font calls itself in all its languages, each once: its own
// full and PostScript names, and the families that it shares with its bold and
// italic sisters.
func (f *sfnt) names() (own, families []string) {
	add := func(to *[]string, name string) {
		if name != "" && !slices.Contains(*to, name) {
			*to = append(*to, name)
		}
	}
	for _, r := range f.nameRecords() {
		switch r.id {
		case nameFull, namePostScript:
			add(&own, r.text)
		case nameFamily, nameTypographic:
			add(&families, r.text)
		}
	}
	return own, families
}

// strangeness is how far a font's style is from upright and regular.
func (f *sfnt) strangeness() int {
	const weightAt, selectionAt, regular, italic = 4, 62, 400, 1
	b, err := f.table("OS/2", selectionAt+2)
	if err != nil {
		return 0
	}
	off := int(be16(b[weightAt:])) - regular
	return max(off, -off) + int(be16(b[selectionAt:])&italic)*1000
}

// postScript is the font's PostScript name with the letters that a PDF name may
// hold unescaped, "" if it has none.
func (f *sfnt) postScript() string {
	const most = 63 // OpenType specification, name ID 6
	for _, r := range f.nameRecords() {
		if r.id == namePostScript {
			name := strings.Map(func(c rune) rune {
				if c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
					return c
				}
				return -1
			}, r.text)
			return name[:min(len(name), most)]
		}
	}
	return ""
}

type nameRecord struct {
	id   uint16
	text string
}

// nameRecords reads the records whose encoding is known: UTF-16 and, for the
// Macintosh, ASCII.
func (f *sfnt) nameRecords() []nameRecord {
	b, err := f.table("name", 6)
	if err != nil {
		return nil
	}
	count, texts := int(be16(b[2:])), int(be16(b[4:]))
	var out []nameRecord
	for at := 6; count > 0 && at+12 <= len(b); count, at = count-1, at+12 {
		platform := be16(b[at:])
		from := texts + int(be16(b[at+10:]))
		to := from + int(be16(b[at+8:]))
		if to > len(b) {
			continue
		}
		switch text := b[from:to]; platform {
		case platformUnicode, platformWindows:
			out = append(out, nameRecord{be16(b[at+6:]), utf16Text(text)})
		case platformMac:
			if !slices.ContainsFunc(text, func(c byte) bool { return c >= 0x80 }) {
				out = append(out, nameRecord{be16(b[at+6:]), string(text)})
			}
		}
	}
	return out
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// fold is a name without what people write one way or the other: case, blanks,
// hyphens and underscores.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		if c == ' ' || c == '-' || c == '_' || c == '\u3000' {
			return -1
		}
		return c
	}, strings.ToLower(name))
}

func called(names []string, name string) bool {
	want := fold(name)
	return slices.ContainsFunc(names, func(n string) bool { return fold(n) == want })
}
