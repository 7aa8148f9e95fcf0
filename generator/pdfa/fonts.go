package pdfa

import (
	"encoding/binary"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// eachFont calls visit with every font that pages name, by object.
func (d *document) eachFont(visit func(where string, f *shown)) {
	for _, n := range slices.Sorted(maps.Keys(d.fonts)) {
		visit(object(n), d.fonts[n])
	}
}

// descendant is the CIDFont of a Type0 font, nil if it is another's.
func (d *document) descendant(f *shown) types.Dict {
	if a := d.array(f.dict["DescendantFonts"]); len(a) == 1 {
		return d.dict(a[0])
	}
	return nil
}

func (d *document) fontDictionaries() {
	d.eachFont(func(where string, f *shown) {
		wrong := func(zh, en string, args ...any) { d.fail(where, diag.T(zh, en, args...)) }
		cid := d.descendant(f)
		if text(f.dict["Subtype"]) != "Type0" || cid == nil || text(cid["Subtype"]) != "CIDFontType2" {
			wrong("不是以 CIDFontType2 为后代的 Type0 字体", "it is no Type0 font with a CIDFontType2 descendant")
			return
		}
		if text(f.dict["Encoding"]) != "Identity-H" {
			wrong("编码不是 Identity-H", "its encoding is not Identity-H")
		}
		if text(cid["CIDToGIDMap"]) != "Identity" {
			wrong("CIDToGIDMap 不是 Identity", "its CIDToGIDMap is not Identity")
		}
		info := d.dict(cid["CIDSystemInfo"])
		if text(info["Registry"]) != "Adobe" || text(info["Ordering"]) != "Identity" {
			wrong("CIDSystemInfo 不是 Adobe-Identity", "its CIDSystemInfo is not Adobe-Identity")
		}
		name := text(f.dict["BaseFont"])
		if !subsetName.MatchString(name) || text(cid["BaseFont"]) != name || text(d.dict(cid["FontDescriptor"])["FontName"]) != name {
			wrong("三处字体名称不一，或没有子集标记：%s", "its three names differ, or lack the subset's mark: %s", name)
		}
	})
}

var subsetName = regexp.MustCompile(`^[A-Z]{6}\+.`)

// program is what a TrueType file says that a PDF repeats.
type program struct {
	upm      int
	advances []uint16
}

// program reads the embedded font file's own tables.
func (d *document) program(f *shown) (*program, error) {
	data := d.stream(d.dict(d.descendant(f)["FontDescriptor"])["FontFile2"])
	if data == nil {
		return nil, fmt.Errorf("no FontFile2")
	}
	if len(data) < 12 {
		return nil, fmt.Errorf("it ends early")
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, fmt.Errorf("it ends early")
		}
		from, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if from+size > len(data) {
			return nil, fmt.Errorf("table %s lies outside it", data[at:at+4])
		}
		tables[string(data[at:at+4])] = data[from : from+size]
	}
	for tag, least := range map[string]int{"glyf": 0, "head": 54, "hhea": 36, "hmtx": 4, "loca": 2, "maxp": 6} {
		if t, ok := tables[tag]; !ok || len(t) < least {
			return nil, fmt.Errorf("table %s is missing or ends early", tag)
		}
	}
	glyphs := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	long := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	p := &program{upm: int(binary.BigEndian.Uint16(tables["head"][18:])), advances: make([]uint16, glyphs)}
	if p.upm == 0 || long == 0 || len(tables["hmtx"]) < 4*long {
		return nil, fmt.Errorf("table hmtx ends early")
	}
	for i := range p.advances {
		p.advances[i] = binary.BigEndian.Uint16(tables["hmtx"][4*min(i, long-1):])
	}
	return p, nil
}

func (d *document) fontPrograms() {
	d.eachFont(func(where string, f *shown) {
		p, err := d.program(f)
		if err != nil {
			d.fail(where, diag.T("没有可用的嵌入字体程序：%v", "it has no embedded program that can be used: %v", err))
			return
		}
		for _, c := range slices.Sorted(maps.Keys(f.codes)) {
			if int(c) >= len(p.advances) {
				d.fail(where, diag.T("字形 %d 不在字体程序中（共 %d 个）", "glyph %d is not in the program, which has %d", c, len(p.advances)))
			}
		}
	})
}

func (d *document) fontWidths() {
	d.eachFont(func(where string, f *shown) {
		p, err := d.program(f)
		if err != nil {
			return // font-embedded tells
		}
		widths := d.widths(d.descendant(f))
		for _, c := range slices.Sorted(maps.Keys(f.codes)) {
			if int(c) >= len(p.advances) {
				continue
			}
			own := float64(p.advances[c]) * 1000 / float64(p.upm)
			if w := widths(c); w < own-1 || w > own+1 {
				d.fail(where, diag.T("字形 %d 宽 %.0f，字体程序中为 %.0f", "glyph %d is %.0f wide, in the program %.0f", c, w, own))
			}
		}
	})
}

// widths is the width of each code by W and DW (ISO 32000-1, 9.7.4.3).
func (d *document) widths(cid types.Dict) func(uint16) float64 {
	standard, ok := d.number(cid["DW"])
	if !ok {
		standard = 1000
	}
	own := map[int]float64{}
	for w := d.array(cid["W"]); len(w) >= 2; {
		first, _ := d.number(w[0])
		if list := d.array(w[1]); list != nil {
			for i, o := range list {
				own[int(first)+i], _ = d.number(o)
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			break
		}
		last, _ := d.number(w[1])
		width, _ := d.number(w[2])
		for c := int(first); c <= min(int(last), 0xFFFF); c++ {
			own[c] = width
		}
		w = w[3:]
	}
	return func(c uint16) float64 {
		if w, ok := own[int(c)]; ok {
			return w
		}
		return standard
	}
}

var (
	mappings = regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`)
	operand  = regexp.MustCompile(`<[0-9A-Fa-f\s]*>|[\[\]]`)
)

// characters reads a CMap that maps codes of two bytes to characters (ISO
// 32000-1, 9.10.3): single codes, ranges with a list, and ranges that count on.
func characters(cmap []byte) map[uint16]string {
	out := map[uint16]string{}
	for _, m := range mappings.FindAllSubmatch(cmap, -1) {
		operands := operand.FindAllString(string(m[2]), -1)
		next := func() (hex string) {
			if len(operands) > 0 {
				hex, operands = strings.Join(strings.Fields(strings.Trim(operands[0], "<>")), ""), operands[1:]
			}
			return hex
		}
		code := func() int {
			c, err := strconv.ParseUint(next(), 16, 16)
			if err != nil {
				return -1
			}
			return int(c)
		}
		for len(operands) > 0 {
			first := code()
			last := first
			if string(m[1]) == "range" {
				last = code()
			}
			if first < 0 || last < 0 {
				break
			}
			to := next()
			if to == "[" {
				for c := first; len(operands) > 0; c++ {
					if to = next(); to == "]" {
						break
					}
					if c <= last {
						out[uint16(c)] = text(types.HexLiteral("FEFF" + to))
					}
				}
				continue
			}
			for c := first; c <= last; c++ {
				out[uint16(c)] = text(types.HexLiteral("FEFF" + to))
				if n, err := strconv.ParseUint(to, 16, 64); err == nil {
					to = fmt.Sprintf("%0*X", len(to), n+1)
				}
			}
		}
	}
	return out
}

func (d *document) fontUnicode() {
	d.eachFont(func(where string, f *shown) {
		characters := characters(d.stream(f.dict["ToUnicode"]))
		for _, c := range slices.Sorted(maps.Keys(f.codes)) {
			switch s := characters[c]; {
			case s == "":
				d.fail(where, diag.T("字形 %d 没有 Unicode 字符", "glyph %d has no Unicode character", c))
			case slices.ContainsFunc([]rune(s), func(r rune) bool { return r == 0 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFD }):
				d.fail(where, diag.T("字形 %d 的 Unicode 字符无效：%q", "glyph %d has an invalid Unicode character: %q", c, s))
			}
		}
	})
}

func (d *document) fontNotdef() {
	d.eachFont(func(where string, f *shown) {
		if f.codes[0] {
			d.fail(where, diag.T("显示了 .notdef 字形", "the glyph .notdef is shown"))
		}
	})
}
