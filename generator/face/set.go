package face

import (
	"fmt"
	"strings"
	"sync"

	"hongtou/fonts"
	"hongtou/generator/zh"
)

// Set is the faces of one run: for each role the office's own, if it has one,
// and the embedded one behind it; then the fallback fonts for all roles. Faces
// load on first use.
type Set struct {
	own      [embeddedFaces]*Face
	embedded [embeddedFaces]func() *Face
	fallback fallback
	library  library
	settings *settings // of the fonts chosen so far
	kept     *kept     // likewise
}

// Default is the embedded faces, with the usual fonts to fall back on where they
// are installed.
func Default() *Set { return NewSet(Folders()) }

// NewSet is the embedded faces, with the fonts in folders as the installed ones.
func NewSet(folders []string) *Set {
	s := &Set{library: library{folders: folders}, settings: &settings{}, kept: &kept{}}
	for r := range embeddedFaces {
		s.embedded[r] = sync.OnceValue(func() *Face { return embedded(r) })
	}
	s.fallback.from = s.usual
	return s
}

// embedded reads an embedded face. Tests check them all, so a failure here is a
// broken build.
func embedded(r Role) *Face {
	face, err := readEmbedded(r)
	if err != nil {
		panic(fmt.Sprintf("face %s: %v", r, err))
	}
	return face
}

// Embedded tells whether the program holds a face of role r: one built with the tag
// nofangsong has no 仿宋.
func Embedded(r Role) bool { return fonts.File(r.String()+".ttf") != "" }

// readEmbedded reads the face of a role. Where the program goes without the 仿宋 its
// supplement stands there, until the office's own takes the place.
func readEmbedded(r Role) (*Face, error) {
	if r == FangSong && !Embedded(r) {
		r = fangSongSupplement
	}
	file := fonts.File(r.String() + ".ttf")
	face, err := Parse("Hongtou-"+r.String(), memory{file, strings.NewReader(file)}, int64(len(file)))
	if err == nil {
		face.Family = families[r]
	}
	return face, err
}

// usual finds the usual fonts among the installed ones.
func (s *Set) usual() []*candidate {
	var out []*candidate
	for _, name := range Usual {
		if f, ok := s.library.find(name); ok {
			out = append(out, &candidate{origin: f})
		}
	}
	return out
}

// Use takes the face of role r from a font of the user's: a file, of a
// collection FILE#NAME, or the name of an installed font. It is read at once, so
// that a bad font is known before anything is made. The errors are of type
// *Unusable or of the file.
func (s *Set) Use(r Role, font string) error {
	face, err := s.open(font)
	if err == nil {
		s.own[r] = face
		s.settings, s.kept = &settings{}, &kept{}
	}
	return err
}

// FallBack names the fonts, files or installed, that are searched in order for
// what no face of a role has, in place of the usual ones. Without any, a
// character that is in no role's face is missing.
func (s *Set) FallBack(fonts []string) error {
	own := []*candidate{}
	for _, font := range fonts {
		face, err := s.open(font)
		if err != nil {
			return fmt.Errorf("%s: %w", font, err)
		}
		own = append(own, &candidate{origin: origin{name: font}, face: face, whole: true})
	}
	s.fallback.from, s.fallback.found = func() []*candidate { return own }, nil
	s.settings, s.kept = &settings{}, &kept{}
	return nil
}

// open reads a font of the user's.
func (s *Set) open(font string) (*Face, error) {
	at, err := s.locate(font)
	if err != nil {
		return nil, err
	}
	sf, file, err := at.open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	face, err := sketch("", sf)
	if err != nil {
		return nil, err
	}
	return face, face.complete(sf)
}

// Face is the face of role r.
func (s *Set) Face(r Role) *Face {
	if own := s.own[r]; own != nil {
		return own
	}
	return s.embedded[r]()
}

// Own tells whether the face of role r is a font of the user's.
func (s *Set) Own(r Role) bool { return s.own[r] != nil }

// Find is the face and glyph that set rune c in text of role r: the Latin face
// for digits and Latin letters, the role's own, then the faces that follow by
// role, then the fallback fonts. ok is false where no face has it; the glyph is
// then the role's .notdef.
func (s *Set) Find(r Role, c rune) (f *Face, g GID, ok bool) {
	if zh.Meaningless(c) {
		return s.Face(r), 0, false
	}
	if isLatin(c) {
		if f, g, ok = s.in(r.latin(), c); ok {
			return f, g, true
		}
	}
	if f, g, ok = s.in(r, c); ok {
		return f, g, true
	}
	for _, other := range followers[r] {
		if f, g, ok = s.in(other, c); ok {
			return f, g, true
		}
	}
	if f = s.fallback.find(c); f != nil {
		g, _ = f.Glyph(c)
		return f, g, true
	}
	return s.Face(r), 0, false
}

// in looks into the office's own face of a role, then into the embedded one.
func (s *Set) in(r Role, c rune) (*Face, GID, bool) {
	if f := s.own[r]; f != nil {
		if g, ok := f.Glyph(c); ok {
			return f, g, true
		}
	}
	f := s.embedded[r]()
	g, ok := f.Glyph(c)
	return f, g, ok
}

// followers are searched in order for what a role's face lacks: the nearest in
// weight first. All end in 宋体 and 楷体, which have everything that we embed.
var followers = [embeddedFaces][]Role{
	FangSong:           {fangSongSupplement, KaiTi, SongTi, Latin},
	XiaoBiaoSong:       {SongTi, KaiTi, Latin},
	HeiTi:              {SongTi, KaiTi, Latin},
	KaiTi:              {SongTi, Latin},
	SongTi:             {KaiTi, Latin},
	Latin:              {SongTi, KaiTi},
	LatinBold:          {Latin, SongTi, KaiTi},
	fangSongSupplement: {SongTi},
}

// isLatin tells which characters the Latin face sets: ASCII, Latin-1 letters
// and the further Latin and Greek letters, but none of the signs (° · × ÷ “ —)
// that Chinese text sets full width.
func isLatin(c rune) bool {
	return c >= 0x20 && c < 0x7F || c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7
}

// Lacks lists the runes of text that no face has, each once, in order of
// appearance. Line breaks and tabs are not text.
func (s *Set) Lacks(r Role, text string) []rune {
	var lacks []rune
	seen := map[rune]bool{'\n': true, '\r': true, '\t': true}
	for _, c := range text {
		if seen[c] || Ignorable(c) {
			continue
		}
		seen[c] = true
		if _, _, ok := s.Find(r, c); !ok {
			lacks = append(lacks, c)
		}
	}
	return lacks
}

// Ignorable characters have no width and no ink: controls, joiners, marks of
// direction, variation selectors.
func Ignorable(r rune) bool {
	if r >= 0x20 && r < 0x7F || r >= 0x3000 && r < 0xFE00 {
		return false
	}
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xAD || r >= 0x200B && r <= 0x200F ||
		r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r == 0xFEFF ||
		r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0000 && r <= 0xE0FFF
}
