package pdfa

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

var headerForm = regexp.MustCompile(`^%PDF-1\.[0-7](?:\r\n|\n|\r)%[\x80-\xFF]{4}`)

func (d *document) header() {
	// The pattern is of bytes: invalid UTF-8 would not match it.
	head := make([]rune, 0, 32)
	for _, b := range d.raw[:min(len(d.raw), 32)] {
		head = append(head, rune(b))
	}
	if !headerForm.MatchString(string(head)) {
		d.fail("", diag.T("文件开头为 %q", "the file begins with %q", d.raw[:min(len(d.raw), 16)]))
	}
}

func (d *document) trailer() {
	if len(d.ctx.ID) != 2 || len(stringBytes(d.ctx.ID[0])) == 0 || len(stringBytes(d.ctx.ID[1])) == 0 {
		d.fail("trailer", diag.T("没有文件标识（ID）", "there is no file identifier (ID)"))
	}
	if d.ctx.Encrypt != nil {
		d.fail("trailer", diag.T("文件已加密", "the file is encrypted"))
	}
	if end := bytes.LastIndex(d.raw, []byte("%%EOF")); end < 0 || len(bytes.TrimRight(d.raw[end+5:], "\r\n")) > 0 || len(d.raw)-end-5 > 2 {
		d.fail("trailer", diag.T("%%%%EOF 之后有数据，或没有 %%%%EOF", "something stands behind %%%%EOF, or it is missing"))
	}
}

var (
	startForm   = regexp.MustCompile(`startxref(?:\r\n|\n|\r)(\d+)(?:\r\n|\n|\r)%%EOF`)
	tableForm   = regexp.MustCompile(`^xref(?:\r\n|\n|\r)`)
	sectionForm = regexp.MustCompile(`^(\d+) (\d+)(?: ?)(?:\r\n|\n|\r)`)
	entryForm   = regexp.MustCompile(`^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$`)
	prevForm    = regexp.MustCompile(`/Prev (\d+)`)
)

// crossReferences reads the tables themselves, the newest first: a parser that
// repairs files would not tell.
func (d *document) crossReferences() {
	m := startForm.FindSubmatch(d.raw[max(0, len(d.raw)-64):])
	if m == nil {
		d.wrongTable("没有 startxref", "there is no startxref")
		return
	}
	for before := len(d.raw); m != nil; {
		at, err := strconv.Atoi(string(m[1]))
		if err != nil || at >= before { // each table stands behind the one it adds to
			d.wrongTable("startxref 或 Prev 指到文件之外", "startxref or Prev points outside the file")
			return
		}
		before = at
		if !tableForm.Match(d.raw[at:]) {
			dict, ok := d.xrefStream(at)
			if !ok {
				return
			}
			m = prevForm.FindSubmatch(dict)
			continue
		}
		first, end := d.table(at)
		if end < 0 {
			return
		}
		trailer, _, _ := bytes.Cut(d.raw[end:], []byte("startxref"))
		m = prevForm.FindSubmatch(trailer)
		if m == nil && first != 0 {
			d.wrongTable("第一张交叉引用表不从0开始", "the first table does not begin at 0")
		}
	}
}

func (d *document) wrongTable(zh, en string, args ...any) { d.fail("xref", diag.T(zh, en, args...)) }

// table checks the table at a place and gives the number it begins with and where
// it ends, -1 if it breaks off.
func (d *document) table(at int) (number, end int) {
	head := tableForm.Find(d.raw[at:])
	at += len(head)
	section := sectionForm.FindSubmatch(d.raw[at:])
	if head == nil || section == nil {
		d.wrongTable("startxref 或 Prev 处没有交叉引用表", "there is no table where startxref or Prev points")
		return 0, -1
	}
	number, _ = strconv.Atoi(string(section[1]))
	for ; section != nil; section = sectionForm.FindSubmatch(d.raw[at:]) {
		first, _ := strconv.Atoi(string(section[1]))
		count, _ := strconv.Atoi(string(section[2]))
		at += len(section[0])
		const size = 20 // bytes of an entry
		for n := first; n < first+count; n++ {
			if at+size > len(d.raw) {
				d.wrongTable("交叉引用表不全", "the table ends early")
				return 0, -1
			}
			e := entryForm.FindSubmatch(d.raw[at : at+size])
			at += size
			if e == nil {
				d.wrongTable("第 %d 项写法不对", "entry %d is not written as it should be", n)
				return 0, -1
			}
			offset, _ := strconv.Atoi(string(e[1]))
			generation, _ := strconv.Atoi(string(e[2]))
			want := fmt.Sprintf("%d %d obj\n", n, generation)
			if string(e[3]) == "n" && !bytes.HasPrefix(d.raw[min(offset, len(d.raw)):], []byte(want)) {
				d.wrongTable("第 %d 项所指不是对象的开头", "entry %d does not point to the object's start", n)
			}
		}
	}
	return number, at
}

func (d *document) values() {
	const (
		maxString  = 32767
		maxName    = 127
		maxObjects = 8388607
	)
	for n, o := range d.objects() {
		for _, m := range hexForm.FindAllSubmatch(d.rawObject(n), -1) {
			if len(m[1])%2 != 0 { // the parser has made it even
				d.fail(object(n), diag.T("十六进制串为奇数位", "a hexadecimal string has an odd number of digits"))
			}
		}
		walk(o, func(o types.Object) {
			switch o := o.(type) {
			case types.HexLiteral:
				if len(o)/2 > maxString {
					d.fail(object(n), diag.T("字符串有 %d 字节", "a string has %d bytes", len(o)/2))
				}
			case types.StringLiteral:
				if len(o) > maxString {
					d.fail(object(n), diag.T("字符串有 %d 字节", "a string has %d bytes", len(o)))
				}
			case types.Name:
				if len(o) > maxName || !utf8.ValidString(string(o)) {
					d.fail(object(n), diag.T("名称过长或不是 UTF-8：%q", "a name is too long or not in UTF-8: %q", string(o)))
				}
			case types.Integer:
				if int64(o) > 1<<31-1 || int64(o) < -1<<31 {
					d.fail(object(n), diag.T("整数 %d 超出32位", "the integer %d does not fit 32 bits", int64(o)))
				}
			}
		})
	}
	if len(d.ctx.Table) > maxObjects {
		d.fail("xref", diag.T("对象有 %d 个", "there are %d objects", len(d.ctx.Table)))
	}
}

var (
	hexForm   = regexp.MustCompile(`[^<]<([0-9A-Fa-f]+)>`)
	objectEnd = regexp.MustCompile(`\bstream\b|\bendobj\b`)
)

// rawObject is an object's own bytes without a stream's data.
func (d *document) rawObject(n int) []byte {
	e := d.ctx.Table[n]
	if text, ok := d.texts[n]; ok {
		return append([]byte(" "), text...)
	}
	if e.Offset == nil || *e.Offset < 0 || *e.Offset >= int64(len(d.raw)) {
		return nil
	}
	b := d.raw[*e.Offset:]
	if end := objectEnd.FindIndex(b); end != nil {
		b = b[:end[0]]
	}
	return b
}

// filters that PDF/A-2 allows and our files use.
var filters = map[string]bool{"FlateDecode": true, "DCTDecode": true}

func (d *document) streams() {
	for n, o := range d.objects() {
		s, ok := o.(types.StreamDict)
		if packed, is := o.(types.ObjectStreamDict); is {
			s, ok = packed.StreamDict, true
		}
		if !ok {
			continue
		}
		for _, key := range []string{"F", "FFilter", "FDecodeParms"} {
			if _, ok := s.Dict[key]; ok {
				d.fail(object(n), diag.T("数据在文件之外（%s）", "its data are outside the file (%s)", key))
			}
		}
		for _, f := range s.FilterPipeline {
			if !filters[f.Name] {
				d.fail(object(n), diag.T("用了压缩方式 %s", "the filter %s is used", f.Name))
			}
		}
		length, ok := d.number(s.Dict["Length"])
		end := int(s.StreamOffset) + int(length)
		if !ok || end < 0 || end > len(d.raw) || !streamEnd.Match(d.raw[end:min(len(d.raw), end+16)]) {
			d.fail(object(n), diag.T("数据流的长度不实", "the stream's length is not true"))
		}
	}
}

var streamEnd = regexp.MustCompile(`^(?:\r\n|\n|\r)endstream`)
