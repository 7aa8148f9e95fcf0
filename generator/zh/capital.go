package zh

import (
	"fmt"
	"regexp"
	"strconv"
)

// maxFen is the largest amount that Capital writes: below 10 000 万亿元.
const maxFen = 1e18 - 1

var amount = regexp.MustCompile(`^(-?)([0-9]{1,16})(?:\.([0-9]{1,2})0*)?$`)

// Capital writes an amount of yuan, given as a decimal number, in capitals by
// 支付结算办法 annex 1: 30000 → 叁万元整, 16409.02 → 壹万陆仟肆佰零玖元零贰分.
// The words 人民币 before it are the caller's. More than two decimals, or
// anything that is not a plain decimal number, is an error.
func Capital(yuan string) (string, error) {
	m := amount.FindStringSubmatch(yuan)
	if m == nil {
		return "", fmt.Errorf("amount %q: want a decimal number of yuan below 10^16 with at most two decimals", yuan)
	}
	fen, err := strconv.ParseInt(m[2]+(m[3] + "00")[:2], 10, 64)
	if err != nil {
		return "", fmt.Errorf("amount %q: %w", yuan, err)
	}
	if m[1] == "-" {
		fen = -fen
	}
	return CapitalFen(fen)
}

// CapitalFen is Capital for an amount in 分.
func CapitalFen(fen int64) (string, error) {
	sign := ""
	if fen < 0 {
		sign, fen = "负", -fen
	}
	if fen < 0 || fen > maxFen {
		return "", fmt.Errorf("amount of %d fen is out of range", fen)
	}
	yuan, jiao, rest := uint64(fen)/100, fen/10%10, fen%10
	out := ""
	if yuan > 0 {
		out = capital.write(yuan) + "元"
	}
	switch {
	case jiao == 0 && rest == 0:
		if yuan == 0 {
			return "零元整", nil
		}
		return sign + out + "整", nil
	case jiao > 0:
		out += string(capital.digits[jiao]) + "角"
	case yuan > 0:
		out += "零"
	}
	if rest > 0 {
		out += string(capital.digits[rest]) + "分"
	}
	return sign + out, nil
}
