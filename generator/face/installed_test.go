package face

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"hongtou/fonts"
)

// madeFont is an embedded face's tables under another name, to make fonts of.
type madeFont map[string][]byte

func from(t *testing.T, role Role, name string) madeFont {
	t.Helper()
	b, err := fonts.FS.ReadFile(role.String() + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	all, err := openAll(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	m := madeFont{}
	for tag := range all[0].tables {
		if m[tag], err = all[0].table(tag, 0); err != nil {
			t.Fatal(err)
		}
	}
	m["name"] = nameTable(name)
	return m
}

// nameTable has one record: the family in Chinese for Windows.
func nameTable(family string) []byte {
	var text []byte
	for _, u := range utf16.Encode([]rune(family)) {
		text = binary.BigEndian.AppendUint16(text, u)
	}
	var b []byte
	for _, v := range []uint16{0, 1, 18, platformWindows, 1, 0x804, nameFamily, uint16(len(text)), 0} {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return append(b, text...)
}

func (m madeFont) fsType(v uint16) madeFont {
	binary.BigEndian.PutUint16(m["OS/2"][8:], v)
	return m
}

func (m madeFont) weight(v uint16) madeFont {
	binary.BigEndian.PutUint16(m["OS/2"][4:], v)
	return m
}

// bytes is the font file, its offsets counted from base.
func (m madeFont) bytes(base int) []byte {
	var tags []string
	for tag := range m {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	b := []byte{0, 1, 0, 0, 0, byte(len(tags)), 0, 0, 0, 0, 0, 0}
	at := base + 12 + 16*len(tags)
	var data []byte
	for _, tag := range tags {
		b = append(b, tag...)
		b = binary.BigEndian.AppendUint32(b, Checksum(m[tag]))
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(m[tag])))
		data = append(data, m[tag]...)
	}
	return append(b, data...)
}

func collection(members ...madeFont) []byte {
	b := []byte("ttcf\x00\x01\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(members)))
	at := len(b) + 4*len(members)
	var data []byte
	for _, m := range members {
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(data)))
		data = append(data, m.bytes(at+len(data))...)
	}
	return append(b, data...)
}

func folder(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, b := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestUseByFileAndByName(t *testing.T) {
	dir := folder(t, map[string][]byte{
		"a/simfang.TTF": from(t, Latin, "仿宋_GB2312").bytes(0),
		"b/simsun.ttc":  collection(from(t, LatinBold, "宋体"), from(t, Latin, "新宋体")),
		"b/broken.ttf":  []byte("not a font"),
		"b/notes.txt":   []byte("no font"),
		"c/bold.ttf":    from(t, LatinBold, "黑体").weight(700).bytes(0),
		"c/plain.ttf":   from(t, Latin, "黑体").bytes(0),
	})
	for _, font := range []string{"仿宋_GB2312", "仿宋_gb2312", "仿宋 GB2312", filepath.Join(dir, "a/simfang.TTF"), "新宋体",
		filepath.Join(dir, "b/simsun.ttc") + "#新宋体"} {
		s := NewSet([]string{dir})
		s.Kept(func() any { return "before" })
		if err := s.Use(SongTi, font); err != nil {
			t.Errorf("%s: %v", font, err)
			continue
		}
		if s.Kept(func() any { return "" }) != "" {
			t.Errorf("what was kept before %s was used is still there", font)
		}
		if f, _, ok := s.Find(SongTi, 'A'); !ok || f == s.embedded[SongTi]() || f.Advance(f.bmp['1']) != 500 {
			t.Errorf("%s is not used", font)
		}
		if f, _, ok := s.Find(SongTi, '㛃'); !ok || f.Name != "Hongtou-songti" {
			t.Errorf("with %s, what it lacks comes from %v, want the embedded face of the role", font, f.Name)
		}
	}
	s := NewSet([]string{dir})
	if at, ok := s.library.find("黑体"); !ok || filepath.Base(at.path) != "plain.ttf" {
		t.Errorf("of a family %s is chosen, want the regular font", at.path)
	}
	first, err := s.open(filepath.Join(dir, "b/simsun.ttc"))
	second, err2 := s.open("新宋体")
	if err != nil || err2 != nil || first.ID == second.ID {
		t.Errorf("members of a collection: %v %v, want two that differ", err, err2)
	}
}

func TestUnusableFonts(t *testing.T) {
	cff := from(t, Latin, "CFF")
	delete(cff, "glyf")
	cff["CFF "] = []byte{1, 0, 4, 1}
	huge := from(t, Latin, "Huge").bytes(0)
	binary.BigEndian.PutUint32(huge[12+12:], 0xFFFFFFF0)
	short := from(t, Latin, "Short")
	short["loca"] = short["loca"][:8]
	endless := from(t, Latin, "Endless")
	endless["cmap"] = binary.BigEndian.AppendUint32(endless["cmap"][:0:0], 1)
	for _, v := range []uint32{3<<16 | 10, 12, 12 << 16, 28, 0, 1, 0, 0xFFFFFFFF, 1} {
		endless["cmap"] = binary.BigEndian.AppendUint32(endless["cmap"], v)
	}
	dir := folder(t, map[string][]byte{
		"endless.ttf": endless.bytes(0),
		"cff.otf":     cff.bytes(0), "web.ttf": []byte("wOF2............"), "no.ttf": []byte("<html>not found</html>"), "empty.ttf": nil,
		"huge.ttf": huge, "short.ttf": short.bytes(0),
		"restricted.ttf": from(t, Latin, "R").fsType(2).bytes(0), "bitmap.ttf": from(t, Latin, "B").fsType(0x200).bytes(0),
		"whole.ttf": from(t, Latin, "W").fsType(0x100).bytes(0), "set.ttc": collection(from(t, Latin, "甲"), from(t, Latin, "乙")),
		"editable.ttf": from(t, Latin, "E").fsType(8).bytes(0), "print.ttf": from(t, Latin, "P").fsType(4).bytes(0),
		"least.ttf": from(t, Latin, "仿宋体").fsType(2 | 4).bytes(0),
	})
	for _, c := range []struct{ font, want string }{
		{"cff.otf", "CFF"}, {"web.ttf", "WOFF"}, {"no.ttf", "损坏"}, {"empty.ttf", "损坏"}, {"huge.ttf", "损坏"}, {"short.ttf", "损坏"}, {"endless.ttf", ""},
		{"restricted.ttf", "受限许可"}, {"bitmap.ttf", "点阵"}, {"whole.ttf", "只嵌入用到的字"}, {"set.ttc#丙", "没有名为“丙”的字体"},
		{"editable.ttf", ""}, {"print.ttf", ""}, {"least.ttf", ""}, {"set.ttc#乙", ""}, {"set.ttc", ""},
	} {
		err := NewSet(nil).Use(FangSong, filepath.Join(dir, c.font))
		var u *Unusable
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v, want no complaint", c.font, err)
		case c.want != "" && !errors.As(err, &u):
			t.Errorf("%s: %v, want a complaint with %q", c.font, err, c.want)
		case c.want != "" && (!strings.Contains(u.Problem.Zh, c.want) || u.Remedy.Zh == "" || u.Remedy.En == ""):
			t.Errorf("%s: %s; %s, want %q and a remedy in both languages", c.font, u.Problem.Zh, u.Remedy.Zh, c.want)
		}
	}
	err := NewSet([]string{dir}).Use(FangSong, "仿宋_GB2312")
	var u *Unusable
	if !errors.As(err, &u) || !strings.Contains(u.Problem.Zh, "没有安装") || !strings.Contains(u.Remedy.Zh, "仿宋体") {
		t.Errorf("a font that is not installed: %v, want a complaint that names the like one 仿宋体", err)
	}
	if err := NewSet(nil).Use(FangSong, filepath.Join(dir, "none.ttf")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v, want that it is not there", err)
	}
}

// A font of rare characters, as far as a set is concerned: the Latin face with a
// cmap that gives its A to U+31350 (Extension H).
func rare(t *testing.T, name string, c rune) []byte {
	m := from(t, Latin, name)
	f := Default().Face(Latin)
	g, _ := f.Glyph('A')
	b := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	for _, v := range []uint32{28, 0, 1, uint32(c), uint32(c), uint32(g)} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	m["cmap"] = b
	return m.bytes(0)
}

func TestFallbackOnInstalledFonts(t *testing.T) {
	const c, d = '\U00031350', '\U00031351'
	dir := folder(t, map[string][]byte{
		"z.ttf": rare(t, "HanaMinA", c), "a.ttf": rare(t, "HanaMinB", c), "b.ttf": rare(t, "Unusual", d), "x.ttf": []byte("broken"),
	})
	s := NewSet([]string{dir})
	if s.Borrowed("安全㛃") != nil || s.library.fonts != nil {
		t.Error("installed fonts were looked at though nothing was missing")
	}
	f, g, ok := s.Find(HeiTi, c)
	if !ok || g == 0 {
		t.Fatal("a character of an installed font is missing")
	}
	if got := s.Fallbacks(); !slices.Equal(got, []string{"HanaMinA", "HanaMinB"}) {
		t.Errorf("the fallback fonts are %v, want HanaMinA before HanaMinB whatever their files are called", got)
	}
	if b := s.Borrowed(string(c) + "安"); len(b) != 1 || b[0] != f || f.ID == "" {
		t.Errorf("an output's digest rests on %v, want on the borrowed face", b)
	}
	if _, _, ok := s.Find(HeiTi, d); ok {
		t.Error("a font that is not a usual one was used without being named")
	}
	if err := s.FallBack([]string{"Unusual"}); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := s.Find(HeiTi, d); !ok {
		t.Error("a font named as fallback is not used")
	}
	if _, _, ok := s.Find(HeiTi, c); ok {
		t.Error("the usual fonts are used though others were named")
	}
	if err := s.FallBack(nil); err != nil || s.Lacks(FangSong, string(d)) == nil {
		t.Errorf("with no fallback fonts a character of theirs is there (%v)", err)
	}
}

// Level 3 of GB 18030-2022: Extensions B to F as far as the standard has them and
// the Kangxi radicals, on a machine with the fonts that `make test` installs.
func TestLevel3WithInstalledFonts(t *testing.T) {
	s := Default()
	if _, ok := s.library.find("BabelStone Han"); !ok {
		t.Skip("fonts-babelstone-han and fonts-hanazono are not installed")
	}
	lacks, n := []rune{}, 0
	for _, r := range [][2]rune{{0x2F00, 0x2FD5}, {0x20000, 0x2A6D6}, {0x2A700, 0x2B734}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}} {
		for c := r[0]; c <= r[1]; c++ {
			n++
			if _, _, ok := s.Find(FangSong, c); !ok {
				lacks = append(lacks, c)
			}
		}
	}
	if len(lacks) > 0 {
		t.Errorf("%d of %d characters of level 3 are missing: %q", len(lacks), n, lacks[:min(len(lacks), 20)])
	}
}

// composite is the Latin face with a B that is made of its A.
func composite(t *testing.T) (f *Face, a, b GID) {
	m := from(t, Latin, "Composite")
	plain := Default().Face(Latin)
	a, _ = plain.Glyph('A')
	b, _ = plain.Glyph('B')
	made := append([]byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 9, 0, 9, 0, 2}, byte(a>>8), byte(a), 0, 0)
	var glyf, loca []byte
	for g := range plain.advances {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if outline := plain.outline(GID(g)); GID(g) == b {
			glyf = append(glyf, made...)
		} else {
			glyf = append(glyf, outline...)
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	m["glyf"], m["loca"] = glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	m["head"][51] = 1 // long offsets
	file := m.bytes(0)
	f, err := Parse("Composite", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return f, a, b
}

// A glyph made of others brings them along, under their new numbers.
func TestSubsetOfComposite(t *testing.T) {
	f, a, b := composite(t)
	if f.Simple([]GID{0, b}) || !f.Simple([]GID{0, a}) || f.Simple([]GID{0xFFF0}) {
		t.Error("Simple does not tell glyphs made of others")
	}
	program, err := f.Subset([]GID{0, b})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(program, []byte(f.outline(a))) {
		t.Error("the part's outline is not in the subset")
	}
	if !bytes.Contains(program, []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 9, 0, 9, 0, 2, 0, 2, 0, 0}) {
		t.Error("the composite does not name its part by its new number 2")
	}
	if Checksum(program) != 0xB1B0AFBA {
		t.Errorf("the file's checksum is %08X", Checksum(program))
	}
}

// A glyph made of others has no group of its own: the program is the whole subset.
func TestProgramOfComposite(t *testing.T) {
	f, a, b := composite(t)
	uses := &Uses{}
	u := uses.Of(f)
	u.Add(a, 'A')
	u.Add(b, 'B')
	uses.Sort()
	want, err := u.Program(Bare)
	if err != nil {
		t.Fatal(err)
	}
	programs := &Programs{}
	for range 2 {
		p, err := programs.Of(u, Bare)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(p.Append(nil))))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v, want %d", len(got), err, len(want))
		}
	}
}
