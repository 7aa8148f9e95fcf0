package diag

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Visible is a text for one line on a terminal: characters that would move the
// cursor, change colours or titles, end the line or turn its direction stand as
// their escapes (\x1b, \n, \u202e), and so do bytes that are no text. Names of
// files come from outside.
func Visible(s string) string {
	if !strings.ContainsFunc(s, unseen) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case !unseen(r):
			b.WriteRune(r)
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				b.WriteString(`\x` + strconv.FormatUint(uint64(s[i])|0x100, 16)[1:])
			} else {
				b.WriteRune(r)
			}
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

func unseen(r rune) bool {
	return r < 0x20 && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == utf8.RuneError
}
