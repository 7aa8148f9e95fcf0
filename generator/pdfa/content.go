package pdfa

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// content is what a page's content stream does.
type content struct {
	unknown []string        // operators that PDF 1.7 has not
	colours map[string]bool // of the operators g rg k and of colour spaces
	fonts   map[string]bool // names used
	depth   int             // of q, at most
	broken  error

	sequences []int // numbers of the marked content, as they come
	loose     bool  // something is painted outside of all marked content
	tangled   bool  // marked content lies in other, or does not end
}

// shown is a font dictionary and the codes that pages show with it.
type shown struct {
	dict  types.Dict
	codes map[uint16]bool
}

// operators of PDF 1.7 (ISO 32000-1, annex A) but those of inline images.
var operators = func() map[string]bool {
	m := map[string]bool{}
	for _, op := range strings.Fields("b B b* B* BDC BMC BT BX c cm cs CS d d0 d1 Do DP EMC ET EX f F f* g G gs h i j J k K l m M MP n q Q re rg RG ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"") {
		m[op] = true
	}
	return m
}()

// painting are the operators that leave marks on the page.
var painting = func() map[string]bool {
	m := map[string]bool{}
	for _, op := range strings.Fields("f F f* B B* b b* S s sh Tj TJ ' \" Do") {
		m[op] = true
	}
	return m
}()

// readContent reads a page's content streams as one.
func (d *document) readContent(p *page) {
	p.content = &content{colours: map[string]bool{}, fonts: map[string]bool{}}
	var b []byte
	parts := d.array(p.dict["Contents"])
	if parts == nil {
		parts = types.Array{p.dict["Contents"]}
	}
	for _, part := range parts {
		data := d.stream(part)
		if data == nil {
			p.content.broken = fmt.Errorf("a content stream can't be decoded")
		}
		b = append(append(b, data...), '\n')
	}
	fonts := d.dict(d.dict(p.dict["Resources"])["Font"])
	if err := p.content.read(b, func(name string) *shown { return d.font(fonts[name]) }); err != nil {
		p.content.broken = err
	}
}

// font is the record of a font resource, nil if there is none.
func (d *document) font(o types.Object) *shown {
	dict := d.dict(o)
	if dict == nil {
		return nil
	}
	n := reference(o)
	if d.fonts[n] == nil {
		d.fonts[n] = &shown{dict, map[uint16]bool{}}
	}
	return d.fonts[n]
}

func (c *content) read(b []byte, font func(string) *shown) error {
	var operands []string
	var current *shown
	depth, marked := 0, false
	for {
		word, rest, err := next(b)
		if err != nil {
			return err
		}
		b = rest
		if word == "" {
			c.tangled = c.tangled || marked
			return nil
		}
		if word[0] != '\'' && word[0] != '"' && !isLetter(word[0]) {
			operands = append(operands, word)
			continue
		}
		last := ""
		if len(operands) > 0 {
			last = operands[len(operands)-1]
		}
		if painting[word] && !marked {
			c.loose = true
		}
		switch word {
		case "BMC", "BDC":
			c.tangled = c.tangled || marked
			marked = true
			for i, o := range operands[:max(0, len(operands)-1)] {
				if o == "/MCID" {
					n, _ := strconv.Atoi(operands[i+1])
					c.sequences = append(c.sequences, n)
				}
			}
		case "EMC":
			c.tangled = c.tangled || !marked
			marked = false
		case "true", "false", "null":
			operands = append(operands, word)
			continue
		case "q":
			depth++
			c.depth = max(c.depth, depth)
		case "Q":
			depth--
		case "g", "G":
			c.colours["DeviceGray"] = true
		case "rg", "RG":
			c.colours["DeviceRGB"] = true
		case "k", "K":
			c.colours["DeviceCMYK"] = true
		case "cs", "CS":
			c.colours[strings.TrimPrefix(last, "/")] = true
		case "Tf":
			if len(operands) >= 2 {
				name := strings.TrimPrefix(operands[len(operands)-2], "/")
				c.fonts[name] = true
				if current = font(name); current == nil {
					return fmt.Errorf("there is no font %s", name)
				}
			}
		case "Tj", "TJ", "'", "\"":
			if current == nil {
				return fmt.Errorf("text without a font")
			}
			for _, s := range operands {
				current.show(s)
			}
		}
		if !operators[word] {
			c.unknown = append(c.unknown, word)
		}
		operands = operands[:0]
	}
}

// show records the two-byte codes of a string.
func (s *shown) show(operand string) {
	var b []byte
	switch {
	case strings.HasPrefix(operand, "(") && len(operand) > 1:
		b = stringBytes(types.StringLiteral(operand[1 : len(operand)-1]))
	case strings.HasPrefix(operand, "<") && len(operand) > 1:
		b = stringBytes(types.HexLiteral(operand[1 : len(operand)-1]))
	}
	for ; len(b) >= 2; b = b[2:] {
		s.codes[uint16(b[0])<<8|uint16(b[1])] = true
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

const (
	blanks     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

// next gives the next token: a string with its brackets, a bracket, a name with
// its slash, a number, or a word.
func next(b []byte) (token string, rest []byte, err error) {
	for {
		b = bytes.TrimLeft(b, blanks)
		if len(b) == 0 {
			return "", nil, nil
		}
		if b[0] != '%' {
			break
		}
		end := bytes.IndexAny(b, "\r\n")
		if end < 0 {
			return "", nil, nil
		}
		b = b[end:]
	}
	switch {
	case bytes.HasPrefix(b, []byte("<<")), bytes.HasPrefix(b, []byte(">>")):
		return string(b[:2]), b[2:], nil
	case b[0] == '<':
		end := bytes.IndexByte(b, '>')
		if end < 0 {
			return "", nil, fmt.Errorf("a string without an end")
		}
		return string(b[:end+1]), b[end+1:], nil
	case b[0] == '(':
		depth := 0
		for i := 0; i < len(b); i++ {
			switch b[i] {
			case '\\':
				i++
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return string(b[:i+1]), b[i+1:], nil
				}
			}
		}
		return "", nil, fmt.Errorf("a string without an end")
	case b[0] == '[' || b[0] == ']' || b[0] == '{' || b[0] == '}' || b[0] == ')' || b[0] == '>':
		return string(b[:1]), b[1:], nil
	}
	end := bytes.IndexAny(b[1:], blanks+delimiters)
	if end < 0 {
		return string(b), nil, nil
	}
	return string(b[:end+1]), b[end+1:], nil
}

func (d *document) contents() {
	for i, p := range d.pages {
		where := fmt.Sprintf("page %d", i+1)
		if p.content.broken != nil {
			d.fail(where, diag.T("页面内容读不下去：%v", "the content can't be read: %v", p.content.broken))
		}
		for _, op := range p.content.unknown {
			d.fail(where, diag.T("有 PDF 1.7 没有或本程序不用的操作符 %q", "there is the operator %q, which PDF 1.7 has not or we never use", op))
		}
		if p.content.depth > 28 {
			d.fail(where, diag.T("图形状态嵌套 %d 层", "graphics states are nested %d deep", p.content.depth))
		}
		if p.dict["Resources"] == nil {
			d.fail(where, diag.T("页上没有资源字典", "the page has no resources of its own"))
		}
		box := d.mediaBox(p.dict)
		for j := range box {
			if v, ok := d.number(box[j]); !ok || j >= 2 && (v < 3 || v > 14400) {
				d.fail(where, diag.T("页面大小不合法：%v", "the page's size is out of bounds: %v", box))
				break
			}
		}
	}
}

func (d *document) colours() {
	allowed := map[string]bool{"DeviceGray": true, "DeviceRGB": true}
	for i, p := range d.pages {
		for _, name := range slices.Sorted(maps.Keys(p.content.colours)) {
			if !allowed[name] {
				d.fail(fmt.Sprintf("page %d", i+1), diag.T("用了颜色空间 %s", "the colour space %s is used", name))
			}
		}
	}
	for n, dict := range d.dictionaries() {
		for _, key := range []string{"ColorSpace", "CS"} {
			o := d.resolve(dict[key])
			if a, ok := o.(types.Array); ok && len(a) > 0 {
				if text(a[0]) == "Indexed" && len(a) > 1 {
					o = d.resolve(a[1])
				} else {
					o = a[0]
				}
			}
			if name, ok := o.(types.Name); ok && !allowed[string(name)] {
				d.fail(object(n), diag.T("用了颜色空间 %s", "the colour space %s is used", name))
			}
		}
	}
}

// blendModes are the standard ones (ISO 32000-1, tables 136 and 137).
const blendModes = " Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity "

func (d *document) graphicsStates() {
	for n, dict := range d.dictionaries() {
		if mode := text(dict["BM"]); mode != "" && !strings.Contains(blendModes, " "+mode+" ") {
			d.fail(object(n), diag.T("混合模式 %s 不是标准模式", "the blend mode %s is no standard one", mode))
		}
		if text(dict["Type"]) != "ExtGState" {
			continue
		}
		for _, key := range []string{"TR", "TR2", "HT", "HTP"} {
			if o, ok := dict[key]; ok && text(o) != "Default" {
				d.fail(object(n), diag.T("图形状态有 %s", "the graphics state has %s", key))
			}
		}
	}
}

func (d *document) images() {
	for n, dict := range d.dictionaries() {
		switch text(dict["Subtype"]) {
		case "Image":
			if on, _ := d.resolve(dict["Interpolate"]).(types.Boolean); bool(on) {
				d.fail(object(n), diag.T("图像要求插值", "the image asks for interpolation"))
			}
		case "PS":
			d.fail(object(n), diag.T("有 PostScript", "there is PostScript"))
		}
		if dict["Subtype"] == nil {
			continue
		}
		for _, key := range []string{"Alternates", "OPI", "Ref", "Subtype2"} {
			if _, ok := dict[key]; ok && text(dict["Type"]) == "XObject" {
				d.fail(object(n), diag.T("有 %s", "there is %s", key))
			}
		}
	}
}
