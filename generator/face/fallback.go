package face

import (
	"slices"
	"sync"
)

// Usual are the fonts that are searched among the installed ones, in this order,
// for characters that no face of the set has: those that together show level 3
// of GB 18030-2022, as systems and their packages ship them.
var Usual = []string{
	"SimSun-ExtB", "SimSun-ExtG", // Windows
	"BabelStone Han",       // Debian fonts-babelstone-han
	"HanaMinA", "HanaMinB", // Debian fonts-hanazono
	"Huayuan Song L3",
	"TH-Tshyn-P0", "TH-Tshyn-P1", "TH-Tshyn-P2", "TH-Tshyn-P16",
	"Jigmo", "Jigmo2", "Jigmo3",
	"Plangothic P1", "Plangothic P2",
}

// fallback is fonts beyond a set's roles. They are looked for when the first
// character is missing, and a font's outlines are read when it has one.
type fallback struct {
	lock  sync.Mutex
	from  func() []*candidate // gives fonts once; nil when it has
	fonts []*candidate
	found map[rune]*Face // nil: none has it
}

// find gives the first font that has c, whole; nil if there is none.
func (f *fallback) find(c rune) *Face {
	f.lock.Lock()
	defer f.lock.Unlock()
	if face, known := f.found[c]; known {
		return face
	}
	var face *Face
	for _, candidate := range f.all() {
		if face = candidate.having(c); face != nil {
			break
		}
	}
	f.found[c] = face
	return face
}

func (f *fallback) all() []*candidate {
	if f.from != nil {
		f.fonts, f.from, f.found = f.from(), nil, map[rune]*Face{}
	}
	return f.fonts
}

// candidate is a font that may have a character.
type candidate struct {
	origin origin
	face   *Face
	whole  bool // its outlines are read
	bad    bool // a usual font that is broken is as good as not installed
}

// having is the candidate's face if it has c, nil if not.
func (c *candidate) having(r rune) *Face {
	if c.face == nil && !c.bad {
		c.bad = c.read(func(font *sfnt) (err error) {
			c.face, err = sketch("", font)
			return err
		}) != nil
	}
	if c.bad {
		return nil
	}
	if _, ok := c.face.Glyph(r); !ok {
		return nil
	}
	if !c.whole {
		c.whole = true
		if c.bad = c.read(c.face.complete) != nil; c.bad {
			return nil
		}
	}
	return c.face
}

func (c *candidate) read(do func(*sfnt) error) error {
	font, file, err := c.origin.open()
	if err != nil {
		return err
	}
	defer file.Close()
	return do(font)
}

// Borrowed gives the fallback fonts that characters of text may come from, in
// order of first use: what an output rests on besides the set's roles.
func (s *Set) Borrowed(text string) []*Face {
	var out []*Face
	song := s.embedded[SongTi]() // every role comes to it
	for _, c := range text {
		if _, ok := song.Glyph(c); ok || Ignorable(c) {
			continue
		}
		if f := s.fallback.find(c); f != nil && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// Fallbacks gives the names of the fallback fonts at hand, in the order in which
// they are searched.
func (s *Set) Fallbacks() []string {
	s.fallback.lock.Lock()
	defer s.fallback.lock.Unlock()
	var out []string
	for _, c := range s.fallback.all() {
		out = append(out, c.origin.name)
	}
	return out
}
