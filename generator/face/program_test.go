package face

import (
	"bytes"
	"compress/flate"
	"hash/adler32"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const programText = "安全生产责任书2026年𬀩𠅤喆，“引号”——ABC安"

func usesOf(t testing.TB, text string) *Uses {
	t.Helper()
	set, uses := Default(), &Uses{}
	for _, c := range text {
		f, g, ok := set.Find(FangSong, c)
		if !ok {
			t.Fatalf("no face has %q", c)
		}
		uses.Of(f).Add(g, c)
	}
	uses.Sort()
	return uses
}

// A program's checks are those of its bytes, cut into groups or not, and the bytes
// are the same whatever went through the Programs before.
func TestProgramsAddUp(t *testing.T) {
	uses, shared := usesOf(t, programText), &Programs{}
	for _, kind := range []Kind{Bare, Standalone} {
		for _, u := range uses.Fonts {
			var files [2][]byte
			for i, programs := range []*Programs{shared, {}} {
				p, err := programs.Of(u, kind)
				if err != nil {
					t.Fatal(err)
				}
				b, err := io.ReadAll(flate.NewReader(bytes.NewReader(p.Append(nil))))
				if err != nil || p.Size() != len(p.Append(nil)) {
					t.Fatal(err)
				}
				if len(b) != p.Length || adler32.Checksum(b) != p.Adler || kind == Standalone && crc32.ChecksumIEEE(b) != p.CRC {
					t.Errorf("%s: %d bytes with checks %08x %08x, the program says %d %08x %08x", u.Face.Name, len(b), adler32.Checksum(b), crc32.ChecksumIEEE(b), p.Length, p.Adler, p.CRC)
				}
				if Checksum(b) != 0xB1B0AFBA {
					t.Errorf("%s: the file's checksum is %08X", u.Face.Name, Checksum(b))
				}
				files[i] = b
			}
			if !bytes.Equal(files[0], files[1]) {
				t.Errorf("%s depends on what was cut out before", u.Face.Name)
			}
			if want, err := u.Program(kind); err != nil || !bytes.Equal(want, files[0]) {
				t.Errorf("%s: the groups do not make the subset (%v)", u.Face.Name, err)
			}
		}
	}
}

// A standalone program is a font of its own: it is read back with the codes as its
// characters' glyphs, and fontconfig knows its characters. The missing glyph is blank.
func TestStandaloneIsAFont(t *testing.T) {
	beyond := false
	for _, u := range usesOf(t, programText).Fonts {
		b, err := u.Program(Standalone)
		if err != nil {
			t.Fatal(err)
		}
		read, err := Parse("", bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if read.Name != u.Face.Name || read.Ascent != u.Face.Ascent || read.Count() != len(u.Runes)-1 {
			t.Errorf("read back: %s, ascent %d, %d characters; want %s, %d, %d", read.Name, read.Ascent, read.Count(), u.Face.Name, u.Face.Ascent, len(u.Runes)-1)
		}
		for code, r := range u.Runes[1:] {
			g, _ := read.Glyph(r)
			if int(g) != code+1 || read.Advance(g) != u.Face.Advance(u.Glyphs[g]) || u.Code(u.Glyphs[g], r) != g {
				t.Errorf("%s: %q has glyph %d, want %d", u.Face.Name, r, g, code+1)
			}
			beyond = beyond || r > 0xFFFF
		}
		if len(read.outline(0)) != 0 {
			t.Errorf("%s: the missing glyph is not blank", u.Face.Name)
		}
		path := filepath.Join(t.TempDir(), "f.ttf")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("fc-scan", "--format", "%{family}|%{postscriptname}|%{charset}", path).Output()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(out), u.Face.Name+"|"+u.Face.Name+"|") || len(out) < 2*len(u.Face.Name)+4 {
			t.Errorf("fc-scan says %s", out)
		}
	}
	if !beyond {
		t.Error("no character beyond the BMP was read back")
	}
}

// The checks of two parts give that of both, wherever they are cut.
func TestJoinedChecks(t *testing.T) {
	data := bytes.Repeat([]byte("安全生产\xFF"), 9000)
	for _, cut := range []int{0, 1, 5552, 65521, len(data)} {
		one, two := data[:cut], data[cut:]
		if got := joinAdler(adler32.Checksum(one), adler32.Checksum(two), len(two)); got != adler32.Checksum(data) {
			t.Errorf("cut at %d the Adler-32 is %08x", cut, got)
		}
		if got := joinCRC(crc32.ChecksumIEEE(one), crc32.ChecksumIEEE(two), len(two)); got != crc32.ChecksumIEEE(data) {
			t.Errorf("cut at %d the CRC-32 is %08x", cut, got)
		}
	}
}

// Most of a document is 仿宋's outlines: they stay of few points (fonts/simplify.py).
func TestFangSongIsSmall(t *testing.T) {
	f := Default().Face(FangSong)
	var glyphs []GID
	for c := rune(0x4E00); c < 0x9FFF; c++ {
		if g, ok := f.Glyph(c); ok {
			glyphs = append(glyphs, g)
		}
	}
	if mean := len(f.Outlines(glyphs)) / len(glyphs); mean > 340 {
		t.Errorf("a Han character of 仿宋 has an outline of %d bytes on the mean, not 340 at most", mean)
	} else {
		t.Log(mean)
	}
}

// A program with more places and bearings than a block that is not deflated may have is
// whole, too.
func TestProgramOfManyGlyphs(t *testing.T) {
	f, _, _ := Default().Find(SongTi, '安')
	u := (&Uses{}).Of(f)
	for g := GID(1); g < 11_500; g++ {
		u.Add(g, rune(g))
	}
	p, err := new(Programs).Of(u, Bare)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(p.Append(nil))))
	want, err2 := u.Program(Bare)
	if _, back := f.frame(u.Glyphs, 0, nil); len(back) <= 0xFFFF {
		t.Fatalf("%d bytes are no case of it", len(back))
	}
	if err != nil || err2 != nil || !bytes.Equal(got, want) {
		t.Errorf("the groups do not make the subset: %v %v", err, err2)
	}
}

// What a document used is forgotten when the next takes its memory: a code of another's is
// a wrong character.
func TestUsesAreForgotten(t *testing.T) {
	var uses Uses
	f, _, _ := Default().Find(FangSong, '安')
	u := uses.Of(f)
	u.Add(7, '一')
	u.Add(7, '\u2F00') // of the same glyph
	u.Add(9, '二')
	uses.Sort()
	if u.Code(7, '\u2F00') != 1 || u.Code(7, '一') != 2 || u.Code(9, '二') != 3 {
		t.Errorf("the codes are %d, %d and %d", u.Code(7, '\u2F00'), u.Code(7, '一'), u.Code(9, '二'))
	}
	uses.Release()
	if len(uses.Fonts) != 0 || u.Face != nil || u.first[7] != 0 || u.first[9] != 0 || len(u.codes) != 0 {
		t.Errorf("left of a document are %d faces, %v, the codes %d, %d and %v", len(uses.Fonts), u.Face, u.first[7], u.first[9], u.codes)
	}
}
