package face

import (
	"sync"
	"sync/atomic"
)

// Setting is what a character is set with in text of a role: found once for a
// set of faces, then looked up for every character of every document.
type Setting struct {
	Face    *Face
	Glyph   GID
	OK      bool // some face has it; otherwise Glyph is the role's missing one
	Advance int  // 1/1000 em
	Left    int  // of the ink, from the glyph's origin, 1/1000 em
	Right   int
	Middle  int // of the Han characters that it stands among, above the baseline, 1/1000 em; 0 = unknown
}

// settings keeps what was found, by role and by blocks of 256 characters, so
// that looking up is two loads and blocks that no text uses cost nothing.
type settings [Roles][0x110000 / block]atomic.Pointer[[block]atomic.Pointer[Setting]]

const block = 256

// Setting is the setting of a character in text of role r. Settings are shared:
// read them. It is safe for concurrent use once the set's fonts are chosen.
func (s *Set) Setting(r Role, c rune) *Setting {
	if c < 0 || c > 0x10FFFF {
		return s.find(r, 0xFFFD)
	}
	page := s.settings[r][c/block].Load()
	if page == nil {
		page = &[block]atomic.Pointer[Setting]{}
		if !s.settings[r][c/block].CompareAndSwap(nil, page) {
			page = s.settings[r][c/block].Load()
		}
	}
	found := page[c%block].Load()
	if found == nil {
		found = s.find(r, c)
		page[c%block].Store(found)
	}
	return found
}

func (s *Set) find(r Role, c rune) *Setting {
	f, g, ok := s.Find(r, c)
	out := &Setting{Face: f, Glyph: g, OK: ok, Advance: f.Advance(g), Middle: f.Center}
	out.Left, out.Right = f.Ink(g)
	if out.Middle == 0 || isLatin(c) || c >= 0x300 && c < 0x370 || c >= 0x1E00 && c < 0x1F00 {
		// Latin stands on the baseline of the face it is set among, the letters too that only a Han face has.
		out.Middle = s.Face(r).Center
	}
	return out
}

// kept is what is kept with the fonts chosen so far.
type kept struct {
	once  sync.Once
	value any
}

// Kept is what its one user keeps of what it found with the set's faces. It is made when
// it is first asked for, and anew when another font was chosen. It is safe for concurrent
// use once the set's fonts are chosen.
func (s *Set) Kept(make func() any) any {
	k := s.kept
	k.once.Do(func() { k.value = make() })
	return k.value
}
