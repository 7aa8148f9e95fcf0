package pdfa

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

var (
	xrefStream = regexp.MustCompile(`^\d+ 0 obj(?:\r\n|\n|\r)<<([^\x80-\xFF]*?)>>(?:\r\n|\n|\r)stream(?:\r\n|\n)`)
	lengthKey  = regexp.MustCompile(`/Length (\d+)`)
	sizeKey    = regexp.MustCompile(`/Size (\d+)`)
	widthsKey  = regexp.MustCompile(`/W\[(\d) (\d) (\d)\]`)
	indexKey   = regexp.MustCompile(`/Index\[([\d ]+)\]`)
	upKey      = regexp.MustCompile(`/DecodeParms<</Predictor (\d+)/Columns (\d+)>>`)
)

// xrefStream checks the cross-reference stream at a place (ISO 32000-1, 7.5.8) and gives its
// dictionary; ok is false if it breaks off.
func (d *document) xrefStream(at int) (dict []byte, ok bool) {
	m := xrefStream.FindSubmatchIndex(d.raw[at:])
	if m == nil {
		d.wrongTable("startxref 或 Prev 处没有交叉引用", "there are no cross-references where startxref or Prev points")
		return nil, false
	}
	dict = d.raw[at+m[2] : at+m[3]]
	number := func(m [][]byte, i int) int {
		if m == nil {
			return -1
		}
		n, _ := strconv.Atoi(string(m[i]))
		return n
	}
	length, size := number(lengthKey.FindSubmatch(dict), 1), number(sizeKey.FindSubmatch(dict), 1)
	widths := widthsKey.FindSubmatch(dict)
	from := at + m[1]
	if length < 0 || from+length > len(d.raw) || widths == nil || !bytes.Contains(dict, []byte("/Type/XRef")) {
		d.wrongTable("交叉引用流的字典不对", "the dictionary of the cross-reference stream is wrong")
		return nil, false
	}
	data, err := unpacked(dict, d.raw[from:from+length])
	if err != nil {
		d.wrongTable("交叉引用流读不出：%v", "the cross-reference stream can't be read: %v", err)
		return nil, false
	}
	sections := []int{0, size}
	if index := indexKey.FindSubmatch(dict); index != nil {
		sections = nil
		for _, word := range strings.Fields(string(index[1])) {
			n, _ := strconv.Atoi(word)
			sections = append(sections, n)
		}
	}
	w := [3]int{number(widths, 1), number(widths, 2), number(widths, 3)}
	for i := 0; i+1 < len(sections); i += 2 {
		for n := sections[i]; n < sections[i]+sections[i+1]; n++ {
			if len(data) < w[0]+w[1]+w[2] {
				d.wrongTable("交叉引用流不全", "the cross-reference stream ends early")
				return nil, false
			}
			var v [3]int
			for k := range v {
				for range w[k] {
					v[k], data = v[k]<<8|int(data[0]), data[1:]
				}
			}
			d.xrefEntry(n, v)
		}
	}
	if len(data) > 0 {
		d.wrongTable("交叉引用流的长度不对", "the cross-reference stream is longer than its entries")
	}
	return dict, true
}

// unpacked is a cross-reference stream's data.
func unpacked(dict, data []byte) ([]byte, error) {
	if !bytes.Contains(dict, []byte("/Filter")) {
		return data, nil
	}
	parameters := map[string]int{}
	if m := upKey.FindSubmatch(dict); m != nil {
		parameters["Predictor"], _ = strconv.Atoi(string(m[1]))
		parameters["Columns"], _ = strconv.Atoi(string(m[2]))
	}
	f, err := filter.NewFilter("FlateDecode", parameters, maxDecoded)
	if err != nil {
		return nil, err
	}
	r, err := f.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// xrefEntry checks one entry: its kind, then a place, then a generation or an index.
func (d *document) xrefEntry(n int, v [3]int) {
	switch v[0] {
	case 0:
	case 1:
		if want := fmt.Sprintf("%d %d obj\n", n, v[2]); !bytes.HasPrefix(d.raw[min(v[1], len(d.raw)):], []byte(want)) {
			d.wrongTable("第 %d 项所指不是对象的开头", "entry %d does not point to the object's start", n)
		}
	case 2:
		if numbers := d.objectStream(v[1]); v[2] >= len(numbers) || numbers[v[2]] != n {
			d.wrongTable("第 %d 项所指的对象流中没有它", "entry %d names an object stream that does not have it", n)
		}
	default:
		d.wrongTable("第 %d 项写法不对", "entry %d is not written as it should be", n)
	}
}

// objectStream gives the numbers of an object stream's objects.
func (d *document) objectStream(n int) []int {
	if numbers, done := d.packed[n]; done {
		return numbers
	}
	d.packed[n] = nil
	e := d.ctx.Table[n]
	if e == nil {
		return nil
	}
	s, ok := e.Object.(types.ObjectStreamDict)
	if !ok || s.StreamDict.DecodeWithLimit(maxDecoded) != nil {
		return nil
	}
	first, ok := d.number(s.Dict["First"])
	if !ok || first < 0 || int(first) > len(s.StreamDict.Content) {
		return nil
	}
	words := bytes.Fields(s.StreamDict.Content[:int(first)])
	for i := 0; i < len(words); i += 2 {
		number, err := strconv.Atoi(string(words[i]))
		if err != nil {
			number = -1
		}
		d.packed[n] = append(d.packed[n], number)
	}
	return d.packed[n]
}
