package source

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"hongtou/generator/period"
)

// format is what a number format makes of a number, as far as it matters for
// what a cell says: a share, a day, a time, a code with its zeros in front.
type format struct {
	kind   formatKind
	scale  int    // powers of ten by which it shows less than the cell holds: 4 for 0!.0,
	money  string // the measure of money that it writes behind the number
	pieces []formatPiece
}

type formatKind uint8

const (
	generalFormat formatKind = iota
	percentFormat
	dayFormat   // shows a day, with a time or without
	clockFormat // shows a time only
	codeFormat  // shows whole numbers with zeros in front, or with words around them
)

// formatPiece is words, or a run of one letter: yyyy, mm, 000.
type formatPiece struct {
	letter byte // 0 for words
	text   string
}

// builtinFormats are the codes of the formats that files name by number only
// (ECMA-376 part 1, 18.8.30, with the ones of Chinese programs).
var builtinFormats = map[int]string{
	9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
	20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
	27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒", 36: "yyyy年m月",
	50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "上午/下午h时mm分", 56: "上午/下午h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}

func readFormat(code string) format {
	var f format
	var letters string
	for s := code; s != "" && s[0] != ';'; {
		piece, n := nextPiece(s)
		if n == 0 {
			return format{}
		}
		s = s[n:]
		if piece.letter != 0 {
			letters += string(piece.letter)
		}
		if piece != (formatPiece{}) {
			f.pieces = append(f.pieces, piece)
		}
	}
	words := len(f.pieces) > len(letters)
	f.scale = scaleOf(f.pieces)
	f.money = moneyBehind(f.pieces)
	switch {
	case strings.Contains(letters, "g"): // General, and eras
	case strings.Contains(letters, "%"):
		f.kind = percentFormat
	case strings.ContainsAny(letters, "0#?@*_.,"):
		zeros := 0
		for _, p := range f.pieces {
			if p.letter == '0' {
				zeros += len(p.text)
			}
		}
		if strings.Trim(letters, "0") == "" && (zeros > 1 || words) {
			f.kind = codeFormat
		}
	case strings.ContainsAny(letters, "yde") || letters == "m":
		f.kind = dayFormat
	case strings.ContainsAny(letters, "hs"):
		f.kind = clockFormat
	}
	return f
}

// nextPiece reads what a format begins with; 0 bytes if it can't be understood.
func nextPiece(s string) (formatPiece, int) {
	switch c := s[0]; {
	case c == '"':
		if end := strings.IndexByte(s[1:], '"'); end >= 0 {
			return formatPiece{text: s[1 : 1+end]}, end + 2
		}
		return formatPiece{}, 0
	case (c == '\\' || c == '!') && len(s) > 1:
		_, n := utf8.DecodeRuneInString(s[1:])
		return formatPiece{text: s[1 : 1+n]}, 1 + n
	case c == '[': // a colour, a language, a condition; hours that go beyond a day
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return formatPiece{}, 0
		}
		if inside := strings.ToLower(s[1:end]); inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]) {
			return formatPiece{inside[0], inside}, end + 1
		}
		return formatPiece{}, end + 1
	case strings.HasPrefix(strings.ToUpper(s), "GENERAL"):
		return formatPiece{'g', "General"}, 7
	case strings.HasPrefix(strings.ToUpper(s), "AM/PM"):
		return formatPiece{}, 5
	case strings.HasPrefix(s, "上午/下午"):
		return formatPiece{}, len("上午/下午")
	case c == '*' || c == '_':
		return formatPiece{c, s[:1]}, min(len(s), 2)
	case c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("0#?@%.,", c) >= 0:
		n := 1
		for n < len(s) && s[n] == c {
			n++
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		return formatPiece{c, strings.ToLower(s[:n])}, n
	}
	_, n := utf8.DecodeRuneInString(s)
	return formatPiece{text: s[:n]}, n
}

// scaleOf counts the powers of ten by which a format shows a number smaller than it
// is: a comma behind the last place of the whole part is three (0.0,), and a point
// that is a mere sign is as many as places stand behind it (0!.0000).
func scaleOf(pieces []formatPiece) int {
	scale, places, point, sign := 0, 0, false, false
	for i, p := range pieces {
		switch {
		case strings.IndexByte("0#?", p.letter) >= 0 && p.letter != 0:
			places += len(p.text)
		case p.letter == '.':
			point = true
		case p.letter == 0 && p.text == "." && places > 0 && !point && !sign:
			sign, places = true, 0
		case p.letter == ',' && places+scale > 0 && !placeAt(pieces, i+1):
			scale += 3 * len(p.text)
		}
	}
	if sign && !point {
		scale += places
	}
	return scale
}

// moneyBehind is the measure of money that a format writes behind the number.
func moneyBehind(pieces []formatPiece) string {
	words := ""
	for _, p := range pieces {
		switch {
		case p.letter == 0:
			words += p.text
		case p.letter != '_' && p.letter != '*':
			words = ""
		}
	}
	if word := strings.Trim(normal(words), "()"); moneyFactors[word] != 0 {
		return word
	}
	return ""
}

// placeAt tells whether a digit has its place at a piece.
func placeAt(pieces []formatPiece, i int) bool {
	return i < len(pieces) && pieces[i].letter != 0 && strings.IndexByte("0#?", pieces[i].letter) >= 0
}

// apply gives the cell of a number.
func (f *format) apply(value string, date1904 bool) cell {
	c := cell{raw: value, shown: value, kind: numberCell, scale: f.scale, money: f.money}
	if f.kind == generalFormat {
		return c
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return c
	}
	switch f.kind {
	case percentFormat: // 98%, not 0.98
		c.raw = strconv.FormatFloat(x*100, 'g', 15, 64) + "%"
		c.shown = c.raw
	case codeFormat:
		if x >= 0 && x < 1e15 && x == math.Trunc(x) {
			c.shown = f.code(strconv.FormatFloat(x, 'f', 0, 64))
		}
	case dayFormat, clockFormat:
		if x < 0 || x > 150_000 {
			return c
		}
		c.day = f.kind == dayFormat
		c.shown = f.date(x, date1904)
	}
	return c
}

// code puts a number's digits into the places of the format.
func (f *format) code(digits string) string {
	places := 0
	for _, p := range f.pieces {
		if p.letter != 0 {
			places += len(p.text)
		}
	}
	if missing := places - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	var b strings.Builder
	for _, p := range f.pieces {
		if p.letter == 0 {
			b.WriteString(p.text)
			continue
		}
		n := len(p.text) + len(digits) - places // what is too long goes before the first place
		b.WriteString(digits[:n])
		digits, places = digits[n:], places-len(p.text)
	}
	return b.String()
}

// date writes a day number. What the format has that is not known here (names of
// months and of weekdays) makes it a plain day.
func (f *format) date(x float64, date1904 bool) string {
	minutes := int(math.Round((x - math.Floor(x)) * 24 * 60 * 60))
	days := int(math.Floor(x)) + minutes/(24*60*60)
	minutes %= 24 * 60 * 60
	d := epochOf(date1904).AddDays(days)
	var b strings.Builder
	before := byte(0)
	for i, p := range f.pieces {
		switch {
		case p.letter == 0:
			b.WriteString(p.text)
			continue
		case p.letter == 'y' && len(p.text) > 2 || p.letter == 'e':
			fmt.Fprintf(&b, "%04d", d.Year)
		case p.letter == 'y':
			fmt.Fprintf(&b, "%02d", d.Year%100)
		case p.letter == 'm' && (before == 'h' || f.after(i) == 's'):
			fmt.Fprintf(&b, "%02d", minutes/60%60)
		case p.letter == 'm' && len(p.text) < 3:
			fmt.Fprintf(&b, "%0*d", len(p.text), d.Month)
		case p.letter == 'd' && len(p.text) < 3:
			fmt.Fprintf(&b, "%0*d", len(p.text), d.Day)
		case p.letter == 'h':
			fmt.Fprintf(&b, "%0*d", len(p.text), minutes/60/60)
		case p.letter == 's':
			fmt.Fprintf(&b, "%0*d", len(p.text), minutes%60)
		default:
			return d.String()
		}
		before = p.letter
	}
	return b.String()
}

// after is the letter that follows a piece, words between them aside.
func (f *format) after(i int) byte {
	for _, p := range f.pieces[i+1:] {
		if p.letter != 0 {
			return p.letter
		}
	}
	return 0
}

// epochOf is the day that day numbers count from.
func epochOf(date1904 bool) period.Date {
	if date1904 {
		return period.Date{Year: 1904, Month: 1, Day: 1}
	}
	return period.Date{Year: 1899, Month: 12, Day: 30}
}
