package model

import "strings"

// divisionForm tells whether s looks like a division code of GB/T 2260 (6
// digits) or of its extension to towns (9) and villages (12).
func divisionForm(s string) bool {
	return (len(s) == 6 || len(s) == 9 || len(s) == 12) && strings.Trim(s, "0123456789") == "" && s[0] != '0'
}

// divisionStem is what the codes of everything inside a division start with:
// 37 for 370000, 3701 for 370100, 370102 for 370102000000.
func divisionStem(code string) string {
	n := len(code)
	for _, level := range []int{9, 6, 4, 2} {
		if n > level && strings.Trim(code[level:n], "0") == "" {
			n = level
		}
	}
	return code[:n]
}

// creditDigits are the characters of a unified social credit code, each at its
// value (GB 32100-2015, table 3).
const creditDigits = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditCheck is the check character that a unified social credit code should
// end in; ok is false if s is not of 18 such characters.
func creditCheck(s string) (check byte, ok bool) {
	if len(s) != 18 {
		return 0, false
	}
	sum, weight := 0, 1
	for i := range len(s) {
		value := strings.IndexByte(creditDigits, s[i])
		if value < 0 {
			return 0, false
		}
		if i < 17 {
			sum += value * weight
			weight = weight * 3 % 31
		}
	}
	return creditDigits[(31-sum%31)%31], true
}
