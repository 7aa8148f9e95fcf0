package source

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hongtou/generator/diag"
)

// decodeText gives a file's text in UTF-8: from UTF-8 with or without a byte
// order mark, from UTF-16 with one, and from GB 18030 if it is not valid UTF-8.
// Bytes that do not decode become U+FFFD, which the cells' check finds.
func decodeText(data []byte) ([]byte, *syntax) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		data = decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data))
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = decodeWith(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data))
	case bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0:
		return nil, &syntax{1, diag.T("不是文本文件", "not a text file"), diag.T("另存为 CSV（UTF-8）", "save it as CSV in UTF-8")}
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
