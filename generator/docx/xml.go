package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"hongtou/generator/standard"
)

// twips are twentieths of a point, Word's unit of length.
func twips(l standard.Length) int { return int((l + 25) / 50) }

// emu are drawings' units, 12,700 to the point.
func emu(l standard.Length) int { return int(l * 127 / 10) }

// buffer is XML on its way out.
type buffer []byte

// add appends text that is XML already.
func (b *buffer) add(parts ...string) {
	for _, p := range parts {
		*b = append(*b, p...)
	}
}

// number appends an attribute with a whole number.
func (b *buffer) number(name string, n int) {
	*b = append(append(append(*b, ' '), name...), '=', '"')
	*b = append(strconv.AppendInt(*b, int64(n), 10), '"')
}

// escaped appends text that becomes XML: characters that XML has no place for go.
func (b *buffer) escaped(s string) {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '&':
			b.add("&amp;")
		case c == '<':
			b.add("&lt;")
		case c == '>':
			b.add("&gt;")
		case c == '"':
			b.add("&quot;")
		case c == '\t' || c == '\n' || c == '\r':
			b.add(" ")
		case c < 0x20:
		case c < utf8.RuneSelf:
			*b = append(*b, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || n > 1) && r != 0xFFFE && r != 0xFFFF {
				*b = append(*b, s[i:i+n]...)
			}
			i += n
			continue
		}
		i++
	}
}

func escape(s string) string {
	var b buffer
	b.escaped(s)
	return string(b)
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Namespaces of the parts.
const (
	nsMain = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	dash      = "—"
)

// ambiguous are the marks that Word sets in the Latin face unless it is told that
// they are Chinese.
const ambiguous = "“”‘’…—·×÷±°′″§¨→←↑↓①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ■□▲△◆◇○●★☆※"

func hasAmbiguous(s string) bool { return strings.ContainsAny(s, ambiguous) }
