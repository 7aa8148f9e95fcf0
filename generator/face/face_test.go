package face

import (
	"bytes"
	"testing"

	"hongtou/fonts"
)

func TestFindByRole(t *testing.T) {
	s := Default()
	for _, c := range []struct {
		role Role
		char rune
		want string
	}{
		{FangSong, '安', "Hongtou-fangsong"}, {FangSong, '7', "Hongtou-latin"}, {HeiTi, '7', "Hongtou-latin-bold"},
		{SongTi, '7', "Hongtou-songti"}, {FangSong, '“', "Hongtou-fangsong"},
		{FangSong, '𬀩', "Hongtou-fangsong-supplement"}, {XiaoBiaoSong, '𠅤', "Hongtou-xiaobiaosong"}, {KaiTi, '㛃', "Hongtou-kaiti"},
	} {
		f, g, ok := s.Find(c.role, c.char)
		if !ok || f.Name != c.want {
			t.Errorf("%s %q comes from %s (%v), want %s", c.role, c.char, f.Name, ok, c.want)
		}
		if l, r := f.Ink(g); ok && r <= l {
			t.Errorf("%s %q has no ink", c.role, c.char)
		}
	}
	if lacks := s.Lacks(FangSong, "安\n\U0010FFFD"); len(lacks) != 1 || lacks[0] != 0x10FFFD {
		t.Errorf("Lacks gives %q", lacks)
	}
}

func TestSubset(t *testing.T) {
	f := Default().Face(FangSong)
	var glyphs []GID
	glyphs = append(glyphs, 0)
	for _, c := range "安全生产安" {
		g, _ := f.Glyph(c)
		glyphs = append(glyphs, g)
	}
	b, err := f.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	// A cmap is all that a subset lacks to be read back; compare its tables by hand.
	for i, g := range glyphs {
		want := f.outline(g)
		if (g == 0) == bytes.Contains(b, []byte(want)) {
			t.Errorf("glyph %d (%d) is not in the subset, or the missing glyph is", i, g)
		}
	}
	if Checksum(b) != 0xB1B0AFBA {
		t.Errorf("the file's checksum is %08X, want B1B0AFBA", Checksum(b))
	}
	if _, err := f.Subset([]GID{0xFFFF}); err == nil {
		t.Error("a glyph that is not there was cut out")
	}
}

// FuzzParse: a broken font is an error, never a panic, and what does parse can
// be subset or says why not.
func FuzzParse(f *testing.F) {
	b, err := fonts.FS.ReadFile("latin.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		face, err := Parse("fuzz", bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		var glyphs []GID
		for g := range min(len(face.advances), 50) {
			face.Ink(GID(g))
			glyphs = append(glyphs, GID(g))
		}
		face.Subset(glyphs)
	})
}

// Units of a face turn into thousandths of an em, rounded to nearest on both sides of 0.
func TestThousandths(t *testing.T) {
	f := &Face{UPM: 2048}
	for units, want := range map[int]int{0: 0, 1: 0, 2: 1, 1024: 500, 1229: 600, -1: 0, -2: -1, -3: -1, -1229: -600} {
		if got := f.mille(units); got != want {
			t.Errorf("%d of 2048 are %d thousandths, want %d", units, got, want)
		}
	}
	f.UPM = 80
	if up, down := f.mille(1), f.mille(-1); up != 13 || down != -13 {
		t.Errorf("halves turn into %d and %d, want away from 0", up, down)
	}
}

// Letters stand on one baseline, whichever face has them (ứ is no letter of the Latin face),
// and characters that mean nothing have no glyph in any.
func TestLettersStandOnOneBaseline(t *testing.T) {
	s := Default()
	for _, c := range "áǚứễ\u0304" {
		if got := s.Setting(FangSong, c); !got.OK || got.Middle != s.Setting(FangSong, 'u').Middle {
			t.Errorf("%c stands about %d, u about %d", c, got.Middle, s.Setting(FangSong, 'u').Middle)
		}
	}
	if lacks := string(s.Lacks(FangSong, "王\uE000明\uFFFD\U000F0001")); lacks != "\uE000\uFFFD\U000F0001" {
		t.Errorf("%q are lacking", lacks)
	}
}
