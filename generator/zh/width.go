package zh

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width is s's display width in half-width columns, as a Chinese font sets it:
// Han, full-width and ambiguous characters (“ — … ·) take two, Latin ones one,
// combining marks and controls none.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	if r >= 0x20 && r < 0x7f {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 2
	}
	return 1
}

// HalfDigits turns full-width digits and Latin letters into half-width ones
// (GB/T 15835-2011 sets digits half-width), and with them ．－＋％ and ／ where
// they stand beside a digit. Chinese punctuation stays.
func HalfDigits(s string) string {
	if !strings.ContainsFunc(s, isFullWidth) {
		return s
	}
	in := []rune(s)
	out := make([]rune, len(in))
	for i, r := range in {
		out[i] = r
		if !isFullWidth(r) {
			continue
		}
		half := r - 0xFEE0
		beside := i > 0 && isDigit(in[i-1]) || i+1 < len(in) && isDigit(in[i+1])
		switch {
		case half >= '0' && half <= '9', half >= 'A' && half <= 'Z', half >= 'a' && half <= 'z',
			beside && strings.ContainsRune(".-+%/", half):
			out[i] = half
		}
	}
	return string(out)
}

func isFullWidth(r rune) bool { return r >= '！' && r <= '～' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
