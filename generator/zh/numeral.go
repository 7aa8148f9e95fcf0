// Package zh writes and orders Chinese: numerals, amounts of money in capitals,
// display widths, and the order of names by strokes or by pinyin. It takes and
// gives plain strings and numbers, and knows nothing of documents.
package zh

import "strconv"

const digits = "零一二三四五六七八九"

// Numeral writes n as prose counts: 十二, 一百二十三, 一千零五, 一万零一十.
// A leading 一十 is 十; a negative number begins with 负.
func Numeral(n int) string {
	if n == 0 {
		return "零"
	}
	sign, u := "", uint64(n)
	if n < 0 {
		sign, u = "负", -u
	}
	s := plain.write(u)
	if r := []rune(s); len(r) > 1 && r[0] == '一' && r[1] == '十' {
		s = string(r[1:])
	}
	return sign + s
}

// YearNumeral writes a year digit by digit with 〇 (GB/T 15835-2011, 5.2.4):
// 二〇二六. The sign of a negative year is 负.
func YearNumeral(year int) string {
	var out []rune
	for _, r := range strconv.Itoa(year) {
		switch {
		case r == '-':
			out = append(out, '负')
		case r == '0':
			out = append(out, '〇')
		default:
			out = append(out, []rune(digits)[r-'0'])
		}
	}
	return string(out)
}

// script is a set of digits and of the units inside a section of four digits.
type script struct {
	digits []rune
	units  [4]string
}

var (
	plain   = script{[]rune(digits), [4]string{"", "十", "百", "千"}}
	capital = script{[]rune("零壹贰叁肆伍陆柒捌玖"), [4]string{"", "拾", "佰", "仟"}}
)

// write gives n > 0 with 万 and 亿 between its sections; zeros in a row are one
// 零, zeros at a section's end are none.
func (s script) write(n uint64) string {
	switch {
	case n >= 1e8:
		return s.join(n/1e8, "亿", n%1e8, 1e7)
	case n >= 1e4:
		return s.join(n/1e4, "万", n%1e4, 1e3)
	}
	out, gap := "", false
	for unit, power := 3, uint64(1000); unit >= 0; unit, power = unit-1, power/10 {
		d := n / power % 10
		if d == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out += "零"
			gap = false
		}
		out += string(s.digits[d]) + s.units[unit]
	}
	return out
}

// join writes high, the unit, and low, with 零 between where low does not fill
// its first place.
func (s script) join(high uint64, unit string, low, full uint64) string {
	out := s.write(high) + unit
	if low == 0 {
		return out
	}
	if low < full {
		out += "零"
	}
	return out + s.write(low)
}
