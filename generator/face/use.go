package face

import (
	"crypto/sha256"
	"slices"
	"sync"
)

// Uses are the characters that a document shows, by face in order of first use:
// what writers cut subsets out by. Characters are added, then sorted, then asked for;
// Release gives the memory back.
type Uses struct {
	Fonts []*Used
}

// Used is one face in one document. A character's code is its glyph's number in
// the subset; a glyph that stands for two characters has two codes, so that
// each comes back when it is copied.
type Used struct {
	Index  int // in Fonts
	Face   *Face
	Glyphs []GID  // by code; code 0 is the missing glyph
	Runes  []rune // by code

	first []uint16 // the code of each glyph's first character, by glyph
	codes map[use]uint16
	order []uint64 // what sort sorts: glyph and character
	runes []rune   // by the codes before it sorts
}

type use struct {
	glyph GID
	rune  rune
}

// Of is a face's entry, which is made where there is none.
func (t *Uses) Of(f *Face) *Used {
	for _, have := range t.Fonts {
		if have.Face == f {
			return have
		}
	}
	added := spare.Get().(*Used)
	added.Index, added.Face = len(t.Fonts), f
	if cap(added.first) < f.Glyphs() {
		added.first = make([]uint16, 1<<16)
	}
	added.first = added.first[:f.Glyphs()]
	added.Glyphs, added.Runes = append(added.Glyphs[:0], 0), append(added.Runes[:0], 0xFFFD)
	t.Fonts = append(t.Fonts, added)
	return added
}

// Sort puts the subsets into the order of their fonts and numbers them anew.
func (t *Uses) Sort() {
	for _, f := range t.Fonts {
		f.sort()
	}
}

// spare are those that no document uses now. Their tables of first codes are all zero: a
// large face's is 90 KB, and a document fills a few hundred places of it.
var spare = sync.Pool{New: func() any { return new(Used) }}

// Release gives the memory back once the document is written.
func (t *Uses) Release() {
	for _, f := range t.Fonts {
		for _, g := range f.Glyphs {
			f.first[g] = 0
		}
		clear(f.codes)
		f.Face = nil
		spare.Put(f)
	}
	t.Fonts = nil
}

// Code is a character's code; it must have been added.
func (f *Used) Code(g GID, r rune) uint16 {
	if first := f.first[g]; f.Runes[first] == r {
		return first
	}
	return f.codes[use{g, r}]
}

// Add takes a character into the subset.
func (f *Used) Add(g GID, r rune) {
	first := f.first[g]
	if first != 0 && f.Runes[first] == r {
		return
	}
	u := use{g, r}
	if _, ok := f.codes[u]; ok {
		return
	}
	f.enter(u, uint16(len(f.Glyphs)))
	f.Glyphs = append(f.Glyphs, g)
	f.Runes = append(f.Runes, r)
}

func (f *Used) enter(u use, code uint16) {
	if f.first[u.glyph] == 0 {
		f.first[u.glyph] = code
		return
	}
	if f.codes == nil {
		f.codes = map[use]uint16{}
	}
	f.codes[u] = code
}

func (f *Used) sort() {
	if len(f.codes) == 0 && f.sortGlyphs() {
		return
	}
	f.order = f.order[:0]
	for i, g := range f.Glyphs {
		f.order = append(f.order, uint64(g)<<32|uint64(f.Runes[i]))
		f.first[g] = 0
	}
	slices.Sort(f.order[1:])
	clear(f.codes)
	for i, o := range f.order {
		f.Glyphs[i], f.Runes[i] = GID(o>>32), rune(o&0xFFFFFFFF)
		if i > 0 {
			f.enter(use{f.Glyphs[i], f.Runes[i]}, uint16(i))
		}
	}
}

// sortGlyphs sorts where each glyph stands for one character, by going through the table
// of codes; it leaves that to others where the glyphs lie far apart in it.
func (f *Used) sortGlyphs() bool {
	const worth = 32 // places of the table for each glyph
	if len(f.Glyphs) < 2 {
		return true
	}
	first, last := slices.Min(f.Glyphs[1:]), slices.Max(f.Glyphs[1:])
	if int(last-first) > worth*len(f.Glyphs) {
		return false
	}
	f.runes = append(f.runes[:0], f.Runes...)
	n := 1
	for i, code := range f.first[first : int(last)+1] {
		if code != 0 {
			g := first + GID(i)
			f.Glyphs[n], f.Runes[n], f.first[g] = g, f.runes[code], uint16(n)
			n++
		}
	}
	return true
}

// AppendCharacters appends the subset's glyphs and characters, which tell it from
// others of its face, five bytes each.
func (f *Used) AppendCharacters(b []byte) []byte {
	b = slices.Grow(b, 5*len(f.Glyphs))
	for i, g := range f.Glyphs {
		r := f.Runes[i]
		b = append(b, byte(g>>8), byte(g), byte(r>>16), byte(r>>8), byte(r))
	}
	return b
}

// Tag is six letters that tell subsets of one face apart: the same characters of
// the same font have the same (ISO 32000-1, 9.6.4).
func (f *Used) Tag() string {
	sum := sha256.Sum256(f.AppendCharacters([]byte(f.Face.ID)))
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}
