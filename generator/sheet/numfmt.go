package sheet

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// display is a number under an Excel number format, for TEXT and for measuring
// widths. It knows the formats of offices' tables: digits with 0 and #,
// thousands, decimals, percent, yyyy mm dd, literal text, and sections for
// positive, negative and zero. ok is false for any other format.
func display(n float64, format string) (s string, ok bool) {
	if format == "" || strings.EqualFold(format, "General") {
		return general(n), true
	}
	sections := splitSections(format)
	f := sections[0]
	switch {
	case n < 0 && len(sections) > 1:
		f, n = sections[1], -n
	case n == 0 && len(sections) > 2:
		f = sections[2]
	}
	tokens, ok := formatTokens(f)
	if !ok {
		return "", false
	}
	for _, t := range tokens {
		if t.kind == 'd' {
			return displayDate(n, tokens)
		}
	}
	return displayNumber(n, tokens), true
}

func splitSections(format string) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && !quoted:
			i++
		case c == ';' && !quoted:
			out, start = append(out, format[start:i]), i+1
		}
	}
	return append(out, format[start:])
}

// checkFormat finds what would make a number format unreadable, and with it the
// file.
func checkFormat(format string) error {
	quoted, inside, unpaired := false, false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"' && !inside:
			quoted = !quoted
		case quoted:
		case c == '\\' && !inside:
			i++
		case c == '[':
			unpaired, inside = unpaired || inside, true
		case c == ']':
			unpaired, inside = unpaired || !inside, false
		}
	}
	switch {
	case quoted:
		return errors.New("a quote is not closed")
	case unpaired || inside:
		return errors.New("a bracket is without its pair")
	case len(splitSections(format)) > 4:
		return errors.New("it has more than four sections")
	case units(format) > 255 || plain(format).s != format:
		return errors.New("it is longer than 255 characters or holds a control character")
	}
	return nil
}

// formatToken is a run of digit places (kind '0'), of a date's letters ('d'), a
// percent sign ('%') or literal text ('"').
type formatToken struct {
	kind byte
	text string
}

func formatTokens(f string) ([]formatToken, bool) {
	var out []formatToken
	for f != "" {
		n := 1
		switch c := f[0]; {
		case c == '"':
			end := strings.IndexByte(f[1:], '"')
			if end < 0 {
				return nil, false
			}
			out = append(out, formatToken{'"', f[1 : 1+end]})
			n = end + 2
		case c == '\\' && len(f) > 1:
			_, size := utf8.DecodeRuneInString(f[1:])
			n = 1 + size
			out = append(out, formatToken{'"', f[1:n]})
		case c == '0' || c == '#' || c == '.':
			n = len(f) - len(strings.TrimLeft(f, "0#.,"))
			out = append(out, formatToken{'0', f[:n]})
		case strings.IndexByte("yYmMdD", c) >= 0:
			n = len(f) - len(strings.TrimLeft(f, string(c)))
			out = append(out, formatToken{'d', strings.ToLower(f[:n])})
		case c == '%':
			out = append(out, formatToken{'%', "%"})
		case c == '-' || c == '+' || c == '/' || c == ' ' || c == '(' || c == ')' || c == ':':
			out = append(out, formatToken{'"', f[:1]})
		case c >= 0x80:
			_, n = utf8.DecodeRuneInString(f)
			out = append(out, formatToken{'"', f[:n]})
		default:
			return nil, false
		}
		f = f[n:]
	}
	return out, true
}

func displayDate(n float64, tokens []formatToken) (string, bool) {
	t := civil(n)
	var b strings.Builder
	for _, tok := range tokens {
		switch tok.text {
		case "yyyy":
			fmt.Fprintf(&b, "%04d", t.Year())
		case "yy":
			fmt.Fprintf(&b, "%02d", t.Year()%100)
		case "mm":
			fmt.Fprintf(&b, "%02d", t.Month())
		case "m":
			fmt.Fprintf(&b, "%d", t.Month())
		case "dd":
			fmt.Fprintf(&b, "%02d", t.Day())
		case "d":
			fmt.Fprintf(&b, "%d", t.Day())
		default:
			if tok.kind != '"' {
				return "", false
			}
			b.WriteString(tok.text)
		}
	}
	return b.String(), true
}

func displayNumber(n float64, tokens []formatToken) string {
	for _, t := range tokens {
		if t.kind == '%' {
			n *= 100
		}
	}
	var b strings.Builder
	done := false
	for _, t := range tokens {
		if t.kind == '0' && !done {
			b.WriteString(places(math.Abs(n), t.text))
			done = true
		} else if t.kind != '0' {
			b.WriteString(t.text)
		}
	}
	if n < 0 && strings.ContainsAny(b.String(), "123456789") {
		return "-" + b.String()
	}
	return b.String()
}

// places writes n >= 0 into digit places such as #,##0.00.
func places(n float64, pattern string) string {
	whole, decimals, point := strings.Cut(pattern, ".")
	grouped := strings.Contains(whole, ",")
	least := strings.Count(whole, "0")
	s := strconv.FormatFloat(roundHalf(n, len(decimals), halfAway), 'f', len(decimals), 64)
	integer, fraction, _ := strings.Cut(s, ".")
	integer = strings.TrimLeft(integer, "0")
	for len(integer) < least {
		integer = "0" + integer
	}
	if grouped {
		integer = group(integer)
	}
	for len(fraction) > 0 && decimals[len(fraction)-1] == '#' && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if point {
		return integer + "." + fraction
	}
	return integer
}

func group(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

type rounding func(float64) float64

func halfAway(x float64) float64 { return math.Round(x) }

// roundHalf rounds n to digits decimals (negative: tens, hundreds, …) the way
// Excel does: on the number's 15 decimal digits, so that 2.675 goes to 2.68
// though its binary value lies below.
func roundHalf(n float64, digits int, how rounding) float64 {
	if digits > 20 || n == 0 {
		return n
	}
	if digits < -20 {
		return 0
	}
	e := strconv.FormatFloat(n, 'e', 14, 64)
	mantissa, exponent, _ := strings.Cut(e, "e")
	power, _ := strconv.Atoi(exponent)
	shifted, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(power+digits), 64)
	back, _ := strconv.ParseFloat(strconv.FormatFloat(how(shifted), 'f', 0, 64)+"e"+strconv.Itoa(-digits), 64)
	return back
}
