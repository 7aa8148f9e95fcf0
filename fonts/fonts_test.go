package fonts

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sizeLimit bounds the bytes of all faces together: each one is part of the
// program.
const sizeLimit = 36 << 20

// roles are the Chinese faces that fall back to songti.
var roles = []string{"xiaobiaosong", "fangsong", "heiti", "kaiti"}

// chinese are the Chinese faces.
var chinese = append([]string{"songti"}, roles...)

// supplement holds what fangsong lacks.
const supplement = "fangsong-supplement"

// fullWidth are the marks that Western fonts make narrow and Chinese text needs
// one em wide.
const fullWidth = "—―…“”‘’·"

// signs are what official documents use besides characters and Latin text.
// build.py has the same list.
var signs = "〔〕【】〖〗《》〈〉「」『』（）［］｛｝、。，．；：？！…—―－～·‘’“”〇○●◎□■△▲☆★" +
	"→←↑↓√×÷±≥≤≠≈∞‰％℃°′″㎡㎥㎏㎜№§※￥¥€☐☑☒\u3000" +
	span('Ⅰ', 'Ⅻ') + span('ⅰ', 'ⅹ') + span('①', '⒛') + span('㈠', '㈩') + span('！', '～')

// span returns the characters from first to last.
func span(first, last rune) string {
	var s strings.Builder
	for r := first; r <= last; r++ {
		s.WriteRune(r)
	}
	return s.String()
}

// face is a parsed file with its raw tables at hand.
type face struct {
	*font.Face
	tables *opentype.Loader
}

// open parses the face of a name without extension.
func open(t *testing.T, name string) face {
	t.Helper()
	data, err := FS.ReadFile(name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("parse %s.ttf: %v", name, err)
	}
	tables, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("parse %s.ttf: %v", name, err)
	}
	return face{parsed, tables}
}

// has tells whether the face shows r by a glyph of its own.
func (f face) has(r rune) bool {
	gid, ok := f.NominalGlyph(r)
	return ok && gid != 0
}

// missing returns the characters of text without a glyph, each once.
func (f face) missing(text string) string {
	var out strings.Builder
	for _, r := range text {
		if !f.has(r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// table returns a raw table, or nil.
func (f face) table(tag string) []byte {
	data, err := f.tables.RawTable(opentype.MustNewTag(tag))
	if err != nil {
		return nil
	}
	return data
}

// files returns the names of all faces without extension.
func files(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(FS, "*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for i := range names {
		names[i] = strings.TrimSuffix(names[i], ".ttf")
	}
	slices.Sort(names)
	return names
}

// tgh returns the characters of the 通用规范汉字表.
func tgh(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("tgh.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			out.WriteString(strings.TrimSpace(line))
		}
	}
	return out.String()
}

// gbk returns every character that has a two-byte code in GBK, private use left out.
func gbk() string {
	var out strings.Builder
	decoder := simplifiedchinese.GBK.NewDecoder()
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			decoded, err := decoder.Bytes([]byte{byte(lead), byte(trail)})
			runes := []rune(string(decoded))
			if err != nil || len(runes) != 1 || runes[0] == '\uFFFD' {
				continue
			}
			if runes[0] < 0xE000 || runes[0] > 0xF8FF {
				out.WriteRune(runes[0])
			}
		}
	}
	return out.String()
}

func TestListOfCommonCharactersIsWhole(t *testing.T) {
	list := []rune(tgh(t))
	if len(list) != 8105 {
		t.Errorf("tgh.txt has %d characters, the 通用规范汉字表 has 8105", len(list))
	}
	beyond := 0
	for _, r := range list {
		if r > 0xFFFF {
			beyond++
		}
	}
	if beyond != 196 {
		t.Errorf("tgh.txt has %d characters beyond the BMP, want 196", beyond)
	}
	slices.Sort(list)
	if distinct := len(slices.Compact(list)); distinct != 8105 {
		t.Errorf("tgh.txt has %d distinct characters, want 8105", distinct)
	}
}

func TestEveryRoleHasItsFile(t *testing.T) {
	want := append([]string{"latin", "latin-bold", supplement}, chinese...)
	slices.Sort(want)
	if got := files(t); !slices.Equal(got, want) {
		t.Errorf("embedded faces are %v, want %v", got, want)
	}
}

func TestFallbackShowsAllChineseText(t *testing.T) {
	songti := open(t, "songti")
	if got := songti.missing(tgh(t)); got != "" {
		t.Errorf("songti lacks of the 通用规范汉字表: %s", got)
	}
	codes := gbk()
	if n := len([]rune(codes)); n < 21791 {
		t.Fatalf("GBK enumerates to %d characters, code page 936 alone has 21791", n)
	}
	if got := songti.missing(codes); got != "" {
		t.Errorf("songti lacks of GBK: %s", got)
	}
	if got := songti.missing(signs); got != "" {
		t.Errorf("songti lacks the signs: %s", got)
	}
}

func TestRolesShowCommonCharacters(t *testing.T) {
	list, songti := tgh(t), open(t, "songti")
	for _, name := range roles {
		role := open(t, name)
		alone := role.missing(list)
		if name != "fangsong" && alone != "" {
			t.Errorf("%s lacks of the 通用规范汉字表: %s", name, alone)
		}
		if got := songti.missing(alone); got != "" {
			t.Errorf("neither %s nor songti shows: %s", name, got)
		}
		if got := role.missing(span('!', '~') + fullWidth + "〔〕《》（），。；：？！、①②③☐☑☒"); got != "" {
			t.Errorf("%s lacks the everyday signs: %s", name, got)
		}
	}
}

// Level 2 of GB 18030-2022 is level 1 (its one- and two-byte part, Extension A and
// the four-byte part U+9FA6 to U+9FEF of the unified ideographs) and the
// 通用规范汉字表.
func TestFallbackShowsLevel2OfGB18030(t *testing.T) {
	level2 := span(0x3400, 0x4DB5) + span(0x4E00, 0x9FEF) + gbk() + tgh(t)
	if got := open(t, "songti").missing(level2); got != "鿫鿬鿭鿮鿯" {
		t.Errorf("songti lacks of level 2 of GB 18030-2022: %s; README.md says 鿫鿬鿭鿮鿯", got)
	}
	if got := open(t, "kaiti").missing("鿫鿬鿭鿮鿯"); got != "" {
		t.Errorf("neither songti nor kaiti shows: %s", got)
	}
}

func TestSupplementShowsWhatFangsongLacks(t *testing.T) {
	fangsong, rest := open(t, "fangsong"), open(t, supplement)
	lacks := fangsong.missing(tgh(t))
	if n := len([]rune(lacks)); n != 1467 {
		t.Errorf("fangsong lacks %d characters of the 通用规范汉字表, README.md says 1467", n)
	}
	if got := rest.missing(lacks); got != "" {
		t.Errorf("neither fangsong nor its supplement shows: %s", got)
	}
	for it := rest.Cmap.Iter(); it.Next(); {
		if code, _ := it.Char(); fangsong.has(code) {
			t.Errorf("the supplement has %c (U+%04X), which fangsong has", code, code)
		}
	}
}

func TestFangsongShowsGB2312(t *testing.T) {
	fangsong := open(t, "fangsong")
	var out strings.Builder
	decoder := simplifiedchinese.GBK.NewDecoder()
	for row := 0xB0; row <= 0xF7; row++ {
		for cell := 0xA1; cell <= 0xFE; cell++ {
			decoded, err := decoder.Bytes([]byte{byte(row), byte(cell)})
			if err == nil && !strings.ContainsFunc(string(decoded), isPrivate) {
				out.Write(decoded)
			}
		}
	}
	if n := len([]rune(out.String())); n != 6763 {
		t.Fatalf("GB 2312 enumerates to %d characters, want 6763", n)
	}
	if got := fangsong.missing(out.String()); got != "" {
		t.Errorf("fangsong lacks of GB 2312: %s", got)
	}
}

func isPrivate(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r == 0xFFFD }

func TestLatinFacesShowWesternText(t *testing.T) {
	text := span('!', '~') + span('\u00A1', '\u017F') + "ǎǐǒǔǖǘǚǜ–—‘’“”†•…‰€№™αβγΔΩ←→−√∞≈≠≤≥"
	for _, name := range []string{"latin", "latin-bold"} {
		latin := open(t, name)
		if got := latin.missing(text); got != "" {
			t.Errorf("%s lacks: %s", name, got)
		}
		for _, digit := range "0123456789" {
			gid, _ := latin.NominalGlyph(digit)
			if got := latin.HorizontalAdvance(gid); got != float32(latin.Upem())/2 {
				t.Errorf("%s: digit %c is %v of %d units wide, want half an em", name, digit, got, latin.Upem())
			}
		}
	}
}

func TestFilesKeepOnlyWhatTypesettingNeeds(t *testing.T) {
	want := strings.Fields("OS/2 cmap glyf head hhea hmtx loca maxp name post")
	for _, name := range files(t) {
		f := open(t, name)
		var got []string
		for _, tag := range f.tables.Tables() {
			got = append(got, tag.String())
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s has the tables %v, want %v", name, got, want)
		}
		if fsType := binary.BigEndian.Uint16(f.table("OS/2")[8:]); fsType != 0 {
			t.Errorf("%s forbids embedding: fsType is %d", name, fsType)
		}
		if format := binary.BigEndian.Uint32(f.table("post")); format != 0x00030000 {
			t.Errorf("%s: post format is %#x, want 3.0", name, format)
		}
		if formats := cmapFormats(f.table("cmap")); !slices.Contains(formats, 4) || !slices.Contains(formats, 12) {
			t.Errorf("%s: cmap formats are %v, want 4 and 12", name, formats)
		}
	}
}

// cmapFormats returns the formats of a cmap table's subtables.
func cmapFormats(table []byte) []uint16 {
	var out []uint16
	for i := range int(binary.BigEndian.Uint16(table[2:])) {
		offset := binary.BigEndian.Uint32(table[4+8*i+4:])
		out = append(out, binary.BigEndian.Uint16(table[offset:]))
	}
	return out
}

func TestOneGlyphForEachCodePoint(t *testing.T) {
	for _, name := range files(t) {
		f := open(t, name)
		last := font.GID(0)
		for r, it := rune(0), f.Cmap.Iter(); it.Next(); {
			code, gid := it.Char()
			if code <= r || gid != last+1 {
				t.Fatalf("%s: U+%04X has glyph %d after U+%04X with glyph %d, want the next one", name, code, gid, r, last)
			}
			r, last = code, gid
		}
		if glyphs := binary.BigEndian.Uint16(f.table("maxp")[4:]); int(last)+1 != int(glyphs) {
			t.Errorf("%s has %d glyphs, its code points need %d", name, glyphs, last+1)
		}
	}
}

func TestChineseStandsInTheEm(t *testing.T) {
	for _, name := range append([]string{supplement}, chinese...) {
		f := open(t, name)
		em := float32(f.Upem())
		for it := f.Cmap.Iter(); it.Next(); {
			code, gid := it.Char()
			han := code >= 0x3400 && code <= 0x9FFF || code >= 0x20000
			if !han && !strings.ContainsRune(fullWidth, code) {
				continue
			}
			if got := f.HorizontalAdvance(gid); got != em {
				t.Errorf("%s: %c (U+%04X) is %v units wide, want the em of %v", name, code, code, got, em)
			}
			if outline, ok := f.GlyphDataOutline(gid); !ok || len(outline.Segments) == 0 {
				t.Errorf("%s: %c (U+%04X) has no outline", name, code, code)
			}
		}
	}
}

func TestDashesJoin(t *testing.T) {
	for _, name := range chinese {
		f := open(t, name)
		gid, _ := f.NominalGlyph('—')
		ink, _ := f.GlyphExtents(gid)
		if ink.XBearing > 0 || ink.XBearing+ink.Width < float32(f.Upem()) {
			t.Errorf("%s: — has ink from %v to %v, —— would be broken", name, ink.XBearing, ink.XBearing+ink.Width)
		}
	}
}

// What README.md tells of the heights, for the typesetter to set faces of two
// sources on one line.
func TestMeanInkStandsAsDocumented(t *testing.T) {
	want := map[string][3]int{ // lower edge, upper edge, middle, in units of a 1000-unit em
		"xiaobiaosong": {-87, 848, 381},
		"fangsong":     {-159, 777, 309},
		"heiti":        {-82, 838, 378},
		"kaiti":        {-88, 799, 355},
		"songti":       {-76, 836, 380},
	}
	levels1And2 := []rune(tgh(t))[:6500]
	for _, name := range chinese {
		f := open(t, name)
		var low, high, n float64
		for _, r := range levels1And2 {
			if gid, ok := f.NominalGlyph(r); ok {
				ink, _ := f.GlyphExtents(gid)
				low, high, n = low+float64(ink.YBearing+ink.Height), high+float64(ink.YBearing), n+1
			}
		}
		n *= float64(f.Upem()) / 1000
		got := [3]int{rounded(low / n), rounded(high / n), rounded((low + high) / n / 2)}
		t.Logf("%-12s ink from %d to %d, middle %d", name, got[0], got[1], got[2])
		if got != want[name] {
			t.Errorf("%s: mean ink is %v, README.md says %v", name, got, want[name])
		}
	}
}

func rounded(x float64) int { return int(math.Round(x)) }

// 口 is the plainest character with a counter: were its contours turned the same
// way, it would print as a black box.
func TestCountersAreOpen(t *testing.T) {
	for _, name := range chinese {
		for _, r := range "口☐" {
			f := open(t, name)
			gid, _ := f.NominalGlyph(r)
			outline, _ := f.GlyphDataOutline(gid)
			areas := contourAreas(outline.Segments)
			if len(areas) != 2 || areas[0]*areas[1] >= 0 || min(areas[0], areas[1])+max(areas[0], areas[1]) >= 0 {
				t.Errorf("%s: contours of %c have the signed areas %v, want a clockwise one (negative) around an opposite one", name, r, areas)
			}
		}
	}
}

// contourAreas returns the signed area of each contour's polygon, in square units,
// negative where it runs clockwise.
func contourAreas(segments []opentype.Segment) []float32 {
	var areas []float32
	var start, at opentype.SegmentPoint
	for _, segment := range segments {
		points := segment.ArgsSlice()
		if segment.Op == opentype.SegmentOpMoveTo {
			areas = append(areas, 0)
			start, at = points[0], points[0]
			continue
		}
		for _, to := range points {
			areas[len(areas)-1] += ((at.X-start.X)*(to.Y-start.Y) - (to.X-start.X)*(at.Y-start.Y)) / 2
			at = to
		}
	}
	return areas
}

func TestReservedNamesAreNotUsed(t *testing.T) {
	for _, name := range files(t) {
		family := open(t, name).Describe().Family
		if !strings.HasPrefix(family, "Hongtou ") {
			t.Errorf("%s calls its family %q; a modified font may not keep a reserved name", name, family)
		}
	}
}

func TestFacesFitTheProgram(t *testing.T) {
	total := int64(0)
	for _, name := range files(t) {
		info, err := fs.Stat(FS, name+".ttf")
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > sizeLimit {
		t.Errorf("the faces take %d bytes, the limit is %d", total, sizeLimit)
	}
}
