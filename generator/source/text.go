package source

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// decodeText gives a file's text in UTF-8: from UTF-8 with or without a byte
// order mark, from UTF-16 and UTF-32 likewise, and from GB 18030 if it is not valid
// UTF-8. Bytes that do not decode become U+FFFD, which the cells' check finds.
func decodeText(data []byte) ([]byte, *tree.Syntax) {
	wide, four := utf32Order(data)
	switch order, ok := utf16Order(data); {
	case four:
		data = decodeWith(utf32.UTF32(wide, utf32.UseBOM).NewDecoder().Bytes(data))
	case mismarked(data):
		data = decodeWith(simplifiedchinese.GB18030.NewDecoder().Bytes(data[3:]))
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), nil
	case ok:
		data = decodeWith(unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data))
	case bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0:
		return nil, &tree.Syntax{Line: 1, Problem: diag.T("不是文本文件", "not a text file"), Remedy: diag.T("另存为 CSV（UTF-8）", "save it as CSV in UTF-8")}
	case utf8.Valid(data):
	case mostlyUTF8(data):
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	default:
		data = decodeWith(simplifiedchinese.GB18030.NewDecoder().Bytes(data))
	}
	return data, nil
}

// ErrNoText is the error of a file that holds no text.
var ErrNoText = errors.New("no text file")

// TextOf is a text file's text, in whichever of those encodings it is.
func TextOf(data []byte) (string, error) {
	text, bad := decodeText(data)
	if bad != nil {
		return "", ErrNoText
	}
	return string(text), nil
}

// mismarked tells a text in GB 18030 behind UTF-8's byte order mark, as programs
// write it that put the mark there whatever follows.
func mismarked(data []byte) bool {
	rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	return ok && !mostlyUTF8(rest)
}

// utf32Order tells the order of bytes of a text in UTF-32: by its mark, or by the zeros
// that two bytes of each character are.
func utf32Order(data []byte) (utf32.Endianness, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return utf32.LittleEndian, true
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return utf32.BigEndian, true
	case len(data)%4 != 0 || len(data) == 0:
		return utf32.LittleEndian, false
	}
	little, big := true, true
	for head := data[:min(len(data), 1<<12)]; len(head) > 0; head = head[4:] {
		little = little && head[3] == 0 && head[2] <= 2 && head[0]|head[1] != 0
		big = big && head[0] == 0 && head[1] <= 2 && head[2]|head[3] != 0
	}
	if big && !little {
		return utf32.BigEndian, true
	}
	return utf32.LittleEndian, little && !big
}

// utf16Order tells the order of bytes of a text in UTF-16: by its mark, or by the
// zeros that every second byte of its digits, commas and line breaks is.
func utf16Order(data []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	case len(data)%2 != 0:
		return unicode.LittleEndian, false
	}
	var zeros [2]int
	head := data[:min(len(data), 1<<16)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	order := unicode.LittleEndian
	if zeros[0] > zeros[1] {
		order = unicode.BigEndian
	}
	if zeros[0]+zeros[1] == 0 || zeros[0] == zeros[1] {
		return order, false
	}
	// 一 is U+4E00 and has its zero on the other side; binary data has strange ones.
	text := decodeWith(unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(head[:len(head)/2*2]))
	strange, all := 0, 0 // characters
	for _, r := range string(text) {
		if all++; r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0xe000 && r < 0xf900 {
			strange++
		}
	}
	return order, strange*50 <= all
}

// decodeWith drops the error: these decoders replace what is not text.
func decodeWith(data []byte, _ error) []byte { return data }

// mostlyUTF8 tells whether data is UTF-8, a few spoilt bytes allowed: text in
// GB 18030 has hardly a sequence that is valid UTF-8.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	wide, invalid := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			invalid++
		case n > 1:
			wide++
		}
		data = data[n:]
	}
	return invalid*8 < wide
}
