package fill

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escaping makes a value plain text wherever a template puts it: whatever a
// name contains, the structure of the document stays the template's. What that
// takes depends on the place, which rewrite.go finds in the static text and
// hands over as these flags.
const (
	atStart  = 1 << iota // first on its line, but for list marks and quotes
	atEdge               // may touch * _ ~ or &, where neighbours decide
	notEmpty             // between two emphasis marks that an empty value would join
)

// escapeMarkdown writes s so that CommonMark and GFM read it as that text and
// nothing else.
//
// A backslash takes the meaning from ASCII punctuation. The characters that
// block parsers look for before inline ones ( | { } ) become numeric references
// instead, so that no reader has to count backslashes. Spaces at an edge are
// references too: bare, they could indent or break a line.
//
// Whether * opens emphasis depends on the characters beside it being letters,
// marks or spaces. With atEdge the first and the last character always come
// out between punctuation marks, as a reference or with a backslash, so that the
// value cannot switch emphasis on or off. Typed numbers look alike anyway.
//
// A number that starts a line can make a list with the template's "." after it;
// when the value is text (typed numbers keep that power) its first digit
// becomes a reference.
func escapeMarkdown(s string, flags int, isNumber bool) string {
	s = cleanLine(s)
	var b strings.Builder
	from := 0 // of what is not written yet
	_, size := utf8.DecodeLastRuneInString(s)
	last := len(s) - size
	for i := 0; i < len(s); {
		edge := i == 0 || i == last
		if s[i] >= utf8.RuneSelf && !edge {
			i++ // what Markdown knows is ASCII
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '|', r == '{', r == '}',
			r == ' ' && edge,
			flags&atEdge != 0 && edge && !isPunct(r) && !isNumber,
			i == 0 && flags&atStart != 0 && !isNumber && r >= '0' && r <= '9':
			b.WriteString(s[from:i])
			b.WriteString("&#")
			b.WriteString(strconv.Itoa(int(r)))
			b.WriteByte(';')
			from = i + size
		case isPunct(r):
			b.WriteString(s[from:i])
			b.WriteByte('\\')
			from = i
		}
		i += size
	}
	if b.Len() == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// escapeFence writes s for a line inside a fenced block: \ and | get a
// backslash, and so does the fence's own mark, so that no value ends the block.
func escapeFence(s string, mark byte) string {
	s = cleanLine(s)
	if !strings.ContainsAny(s, "\\|`~") {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r == '\\' || r == '|' || r == rune(mark) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cleanLine makes s one line of valid text: breaks become spaces; controls and
// the marks that turn the direction of writing (U+202A–202E, U+2066–2069) go,
// for they make a name look like another.
func cleanLine(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case isBreak(r):
			return ' '
		case isUnclean(r):
			return -1
		}
		return r
	}, s)
}

// isClean tells whether a text is valid and has nothing unclean.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= 0xE3 && c <= 0xE9 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
			i += 3 // U+3000 to U+9FFF: most of all text
		case c >= 0x20 && c < 0x7F:
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size <= 1 || isUnclean(r) {
				return false
			}
			i += size
		}
	}
	return true
}

func isBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\t', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

func isUnclean(r rune) bool {
	if r >= 0x20 && r < 0x7F || r >= 0x3000 && r < 0xFE00 {
		return false // most of all text
	}
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == 0xFEFF ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func isPunct(r rune) bool {
	return r > ' ' && r < 0x7f && !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z')
}
