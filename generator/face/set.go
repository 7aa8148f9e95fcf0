package face

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"hongtou/fonts"
)

// Set is the faces of one run, a face a role. Faces load on first use.
type Set struct {
	faces [Roles]func() (*Face, error)
}

// Default is the embedded faces.
func Default() *Set {
	s := &Set{}
	for r := range Roles {
		s.faces[r] = sync.OnceValues(func() (*Face, error) { return embedded(r) })
	}
	return s
}

func embedded(r Role) (*Face, error) {
	f, err := fonts.FS.Open(r.String() + ".ttf")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parse("Hongtou-"+r.String(), f)
}

// Use takes the face of role r from a file of the user's instead, parsing it at
// once so that a bad file is known before anything is made.
func (s *Set) Use(r Role, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	face, err := parse("User-"+r.String(), f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.faces[r] = func() (*Face, error) { return face, nil }
	return nil
}

func parse(name string, f fs.File) (*Face, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if at, ok := f.(io.ReaderAt); ok {
		return Parse(name, at, info.Size())
	}
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	return Parse(name, bytes.NewReader(b), int64(len(b)))
}

// Face is the face of role r. The embedded faces are checked by tests and a
// user's by Use, so a failure here is a broken build.
func (s *Set) Face(r Role) *Face {
	f, err := s.faces[r]()
	if err != nil {
		panic(fmt.Sprintf("face %s: %v", r, err))
	}
	return f
}

// Find is the face and glyph that set rune c in text of role r: the Latin face
// for digits and Latin letters, the role's own, then the fallbacks by role. ok
// is false where no face has it; the glyph is then the role's .notdef.
func (s *Set) Find(r Role, c rune) (f *Face, g GID, ok bool) {
	if isLatin(c) {
		f = s.Face(r.latin())
		if g, ok = f.Glyph(c); ok {
			return f, g, true
		}
	}
	f = s.Face(r)
	if g, ok = f.Glyph(c); ok {
		return f, g, true
	}
	for _, other := range fallbacks[r] {
		if o := s.Face(other); o != f {
			if g, ok = o.Glyph(c); ok {
				return o, g, true
			}
		}
	}
	return f, 0, false
}

// fallbacks are searched in order for what a role's face lacks: the nearest in
// weight first. 宋体 has everything that we embed.
var fallbacks = [Roles][]Role{
	FangSong:     {KaiTi, SongTi, Latin},
	XiaoBiaoSong: {SongTi, Latin},
	HeiTi:        {SongTi, Latin},
	KaiTi:        {SongTi, Latin},
	SongTi:       {KaiTi, Latin},
	Latin:        {SongTi},
	LatinBold:    {Latin, SongTi},
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
	seen := map[rune]bool{'\n': true, '\t': true}
	for _, c := range text {
		if seen[c] {
			continue
		}
		seen[c] = true
		if _, _, ok := s.Find(r, c); !ok {
			lacks = append(lacks, c)
		}
	}
	return lacks
}
