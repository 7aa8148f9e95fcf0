package biff

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// le is the little-endian bytes of values, each by its type.
func le(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if s, ok := v.(string); ok {
			b.WriteString(s)
		} else if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

func put(id uint16, values ...any) []byte {
	data := le(values...)
	return append(le(id, uint16(len(data))), data...)
}

// wide is a text as records hold it, with a count of two bytes.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	return le(uint16(len(units)), uint8(1), units)
}

var (
	begin = put(idBegin, uint16(version8), uint16(5), make([]byte, 12))
	page  = put(idBegin, uint16(version8), uint16(0x10), make([]byte, 12))
	end   = put(idEnd)
)

// sheetOf is a sheet of a test: its name, its state and its records.
type sheetOf struct {
	name    string
	state   uint8
	kind    uint8
	records [][]byte
}

// stream is a workbook's stream.
func stream(globals []byte, sheets ...sheetOf) []byte {
	var list []byte
	size := len(begin) + len(globals) + len(end)
	for _, s := range sheets {
		size += 4 + 8 + 2*len(utf16.Encode([]rune(s.name)))
	}
	var bodies []byte
	for _, s := range sheets {
		units := utf16.Encode([]rune(s.name))
		list = append(list, put(idSheet, uint32(size+len(bodies)), s.state, s.kind, uint8(len(units)), uint8(1), units)...)
		bodies = append(bodies, slices.Concat(page, slices.Concat(s.records...), end)...)
	}
	return slices.Concat(begin, globals, list, end, bodies)
}

// compound puts streams into a compound file of 512 bytes a sector.
func compound(streams map[string][]byte, order ...string) []byte {
	const sector, free, last = 512, 0xffffffff, 0xfffffffe
	var fat []uint32
	var body []byte
	add := func(data []byte) uint32 {
		first := uint32(len(fat))
		for len(data) == 0 || len(data)%sector != 0 {
			data = append(data, 0)
		}
		for i := range len(data) / sector {
			fat = append(fat, first+uint32(i)+1)
		}
		fat[len(fat)-1] = last
		body = append(body, data...)
		return first
	}
	entry := func(name string, kind uint8, right, child, first uint32, size int) []byte {
		units := utf16.Encode([]rune(name))
		e := append(le(units), make([]byte, 64-2*len(units))...)
		return append(e, le(uint16(2*len(units)+2), kind, uint8(1), uint32(free), right, child, make([]byte, 36), first, uint64(size))...)
	}
	directory := entry("Root Entry", 5, free, 1, last, 0)
	for i, name := range order {
		data := slices.Clone(streams[name])
		for len(data) < 4096 { // smaller ones would lie in the mini stream
			data = append(data, 0)
		}
		right := uint32(i + 2)
		if i == len(order)-1 {
			right = free
		}
		directory = append(directory, entry(name, 2, right, free, add(data), len(data))...)
	}
	for len(directory)%sector != 0 {
		directory = append(directory, entry("", 0, free, free, 0, 0)...)
	}
	at := add(directory)
	sectors := (len(fat) + 1 + sector/4) / (sector / 4)
	here := uint32(len(fat))
	for range sectors {
		fat = append(fat, 0xfffffffd)
	}
	for len(fat)%(sector/4) != 0 {
		fat = append(fat, free)
	}
	difat := make([]uint32, 109)
	for i := range difat {
		difat[i] = free
		if i < sectors {
			difat[i] = here + uint32(i)
		}
	}
	header := le("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", make([]byte, 16), uint16(0x3e), uint16(3), uint16(0xfffe), uint16(9), uint16(6), make([]byte, 6),
		uint32(0), uint32(sectors), at, uint32(0), uint32(4096), uint32(last), uint32(0), uint32(last), uint32(0), difat)
	return slices.Concat(header, body, le(fat))
}

func file(data []byte) []byte {
	return compound(map[string][]byte{"Workbook": data, "\x05SummaryInformation": {1}}, "Workbook", "\x05SummaryInformation")
}

func (b *Workbook) print() string {
	var out strings.Builder
	for _, s := range b.Sheets {
		fmt.Fprintf(&out, "%s hidden=%v\n", s.Name, s.Hidden)
		for _, c := range s.Cells {
			value := fmt.Sprint(c.Number)
			switch c.Kind {
			case Text, Error:
				value = fmt.Sprintf("%q", c.Text)
			case NoValue:
				value = "without value"
			}
			fmt.Fprintf(&out, "R%dC%d %s\n", c.Row, c.Column, value)
		}
		for _, m := range s.Merges {
			fmt.Fprintln(&out, m)
		}
	}
	return out.String()
}

// at is where a cell stands, counted from 0, with its style.
func at(row, column uint16) []byte { return le(row, column, uint16(0)) }

func formula(row, column uint16, value any, flags uint16) []byte {
	return put(idFormula, at(row, column), value, flags, uint32(0), uint16(1), uint8(0x1e))
}

// Every record that a cell can be, each with its value.
func TestCells(t *testing.T) {
	texts := put(idTexts, uint32(2), uint32(4), wide("安全"), // then one whose letters differ, one that is read aloud, one of one byte a character
		uint16(2), uint8(markWide|markRich), uint16(1), utf16.Encode([]rune("护栏")), uint32(7),
		uint16(2), uint8(markWide|markSounds), uint32(6), utf16.Encode([]rune("重庆")), "sounds",
		uint16(3), uint8(0), "ab\xe9")
	const empty = "\x03\x00\x00\x00\x00\x00\xff\xff"
	book, err := Open(file(stream(texts, sheetOf{"一月", 0, 0, [][]byte{
		put(idShared, at(1, 0), uint32(0)), // rows come in any order
		put(idShared, at(0, 0), uint32(1)),
		put(idShared, at(0, 1), uint32(2)),
		put(idShared, at(0, 2), uint32(3)),
		put(idLabel, at(0, 3), wide("直接写的")),
		put(idRich, at(0, 4), wide("彩色"), uint16(1), uint32(0)),
		put(idSmall, at(2, 0), uint32(123<<2|2)),
		put(idSmall, at(2, 1), uint32(12345<<2|3)),
		put(idSmall, at(2, 2), uint32(math.Float64bits(0.5)>>32)),
		put(idSmall, at(2, 3), uint32(math.MaxUint32-(5<<2)+1|2)), // -5
		put(idNumber, at(2, 4), 46083.5),
		put(idNumbers, uint16(3), uint16(1), uint16(0), uint32(7<<2|2), uint16(0), uint32(8<<2|2), uint16(2)),
		put(idBoolean, at(4, 0), uint8(1), uint8(0)),
		put(idBoolean, at(4, 1), uint8(0x17), uint8(1)),
		formula(5, 0, 3.0, 3),
		formula(5, 1, "\x00\x00\x00\x00\x00\x00\xff\xff", 0),
		put(idText, wide("算出的字")),
		formula(5, 2, "\x01\x00\x01\x00\x00\x00\xff\xff", 0),
		formula(5, 3, "\x02\x00\x2a\x00\x00\x00\xff\xff", 0),
		formula(5, 4, empty, 3),
		formula(5, 5, 0.0, 3),
		page, put(idNumber, at(9, 9), 1.0), end, // a chart's
		put(idMerged, uint16(2), uint16(0), uint16(1), uint16(2), uint16(2), uint16(4), uint16(4), uint16(0), uint16(1)),
	}}, sheetOf{"图", 0, 2, nil}, sheetOf{"底稿", 1, 0, nil}, sheetOf{"深藏", 2, 0, nil})))
	if err != nil {
		t.Fatal(err)
	}
	want := `一月 hidden=false
R1C1 "护栏"
R1C2 "重庆"
R1C3 "abé"
R1C4 "直接写的"
R1C5 "彩色"
R2C1 "安全"
R3C1 123
R3C2 123.45
R3C3 0.5
R3C4 -5
R3C5 46083.5
R4C2 7
R4C3 8
R5C1 1
R5C2 "#REF!"
R6C1 3
R6C2 "算出的字"
R6C3 1
R6C4 "#N/A"
R6C5 ""
R6C6 0
{1 3 2 3}
{5 1 5 2}
底稿 hidden=true
深藏 hidden=true
`
	if got := book.print(); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

// A text runs over from record to record, where characters may be stored otherwise.
func TestTextsRunOver(t *testing.T) {
	long := strings.Repeat("隐患", 20)
	units := utf16.Encode([]rune(long))
	texts := slices.Concat(
		put(idTexts, uint32(3), uint32(3), uint16(len(units)+3), uint8(1), units[:7]),
		put(idContinue, uint8(1), units[7:]),
		put(idContinue, uint8(0), "abc", uint16(2), uint8(1), uint16('甲')), // the next one begins here
		put(idContinue, uint8(1), uint16('乙')),
		put(idContinue, wide("丙")))
	book, err := Open(file(stream(texts, sheetOf{"s", 0, 0, [][]byte{
		put(idShared, at(0, 0), uint32(0)), put(idShared, at(0, 1), uint32(1)), put(idShared, at(0, 2), uint32(2)),
		formula(1, 0, "\x00\x00\x00\x00\x00\x00\xff\xff", 0), put(idText, uint16(4), uint8(1), uint16('子')), put(idContinue, uint8(0), "xyz"),
	}})))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := book.print(), fmt.Sprintf("s hidden=false\nR1C1 %q\nR1C2 \"甲乙\"\nR1C3 \"丙\"\nR2C1 \"子xyz\"\n", long+"abc"); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

// Number formats go by the number or the code that styles have; days may count from
// 1904.
func TestStyles(t *testing.T) {
	globals := slices.Concat(put(idDate1904, uint16(1)), put(idFormat, uint16(165), wide("000")))
	for font := range 5 { // the last of them has the number 5, since none has 4
		globals = slices.Concat(globals, put(idFont, uint16(220), uint16(font&4<<1), make([]byte, 12)))
	}
	globals = slices.Concat(globals, put(idStyle, uint16(0), uint16(14), make([]byte, 16)), put(idStyle, uint16(5), uint16(165), make([]byte, 16)))
	book, err := Open(file(stream(globals, sheetOf{"s", 0, 0, nil})))
	if err != nil {
		t.Fatal(err)
	}
	if want := []Format{{14, "", false}, {165, "000", true}}; !book.Date1904 || !slices.Equal(book.Styles, want) {
		t.Errorf("styles %v, 1904 %v", book.Styles, book.Date1904)
	}
}

// A formula that no program has calculated has no value: one that asks for it, holds
// nothing, and is of a file that no program has saved.
func TestUncalculated(t *testing.T) {
	data := stream(nil, sheetOf{"s", 0, 0, [][]byte{
		formula(0, 0, 0.0, 2), formula(0, 1, "\x03\x00\x00\x00\x00\x00\xff\xff", 3), formula(0, 2, 0.0, 0), formula(0, 3, 2.0, 3),
	}})
	book, err := Open(compound(map[string][]byte{"Workbook": data}, "Workbook"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := book.print(), "s hidden=false\nR1C1 without value\nR1C2 without value\nR1C3 0\nR1C4 2\n"; got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

func TestRefused(t *testing.T) {
	old := slices.Concat(put(idBegin, uint16(0x0500), uint16(5), make([]byte, 4)), end)
	whole := stream(nil, sheetOf{"s", 0, 0, [][]byte{put(idNumber, at(0, 0), 1.0)}})
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"Excel 95":              {compound(map[string][]byte{"Book": old}, "Book"), ErrOld},
		"both":                  {compound(map[string][]byte{"Book": old, "Workbook": whole}, "Book", "Workbook"), nil},
		"both, the newer first": {compound(map[string][]byte{"Book": old, "Workbook": whole}, "Workbook", "Book"), nil},
		"merged backwards":      {file(stream(nil, sheetOf{"s", 0, 0, [][]byte{put(idMerged, uint16(1), uint16(0), uint16(0), uint16(2), uint16(1))}})), ErrFormat},
		"encrypted":             {file(stream(put(idPassword, uint16(1)), sheetOf{"s", 0, 0, nil})), ErrPassword},
		"encrypted .xlsx":       {compound(map[string][]byte{"EncryptedPackage": {1}}, "EncryptedPackage"), ErrPassword},
		"a Word document":       {compound(map[string][]byte{"WordDocument": {1}}, "WordDocument"), ErrFormat},
		"no sheet":              {file(stream(nil)), ErrFormat},
		"cut off":               {file(whole[:len(whole)-4]), ErrFormat},
		"no such text":          {file(stream(nil, sheetOf{"s", 0, 0, [][]byte{put(idShared, at(0, 0), uint32(0))}})), ErrFormat},
		"a column too far":      {file(stream(nil, sheetOf{"s", 0, 0, [][]byte{put(idNumber, at(0, 256), 1.0)}})), ErrFormat},
		"a torn record":         {file(stream(nil, sheetOf{"s", 0, 0, [][]byte{put(idNumber, at(0, 0))}})), ErrFormat},
		"a sheet nowhere":       {file(slices.Concat(begin, put(idSheet, uint32(1<<30), uint16(0), uint8(1), uint8(0), "s"), end)), ErrFormat},
		"nothing":               {nil, ErrFormat},
	} {
		if _, err := Open(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A workbook that holds too much is refused before its cells fill the memory.
func TestTooManyCells(t *testing.T) {
	row := put(idNumbers, uint16(0), uint16(0), make([]byte, 6*256), uint16(255))
	for rows, want := range map[int]error{MostCells / 256: nil, MostCells/256 + 1: ErrSize} {
		r := &reader{data: stream(nil, sheetOf{"s", 0, 0, [][]byte{bytes.Repeat(row, rows)}})}
		if _, err := r.workbook(); !errors.Is(err, want) {
			t.Errorf("%d cells: %v, want %v", rows*256, err, want)
		}
	}
}

// Files made to mislead end with an error or with cells, soon and without a panic.
func TestMutations(t *testing.T) {
	texts := put(idTexts, uint32(2), uint32(2), wide("安全"), wide("生产"))
	good := file(stream(texts, sheetOf{"s", 0, 0, [][]byte{put(idShared, at(0, 0), uint32(1)), put(idNumbers, uint16(3), uint16(1), uint16(0), uint32(2), uint16(1)),
		formula(5, 1, "\x00\x00\x00\x00\x00\x00\xff\xff", 0), put(idText, wide("字")), put(idMerged, uint16(1), uint64(0))}}))
	r := rand.New(rand.NewPCG(1, 11))
	for range 20_000 {
		bad := slices.Clone(good)
		for range 1 + r.IntN(6) {
			bad[[]int{r.IntN(len(bad)), r.IntN(1024)}[r.IntN(2)]] = byte(r.IntN(256))
		}
		if r.IntN(5) == 0 {
			bad = bad[:r.IntN(len(bad))]
		}
		Open(bad)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(file(stream(put(idTexts, uint32(1), uint32(1), wide("安全")), sheetOf{"s", 0, 0, [][]byte{put(idShared, at(0, 0), uint32(0))}})))
	f.Fuzz(func(t *testing.T, data []byte) { Open(data) })
}
