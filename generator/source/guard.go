package source

import (
	"strconv"
	"strings"
)

// Guarded is a text as a cell of a CSV file holds it so that no spreadsheet
// program takes it for a formula: with an apostrophe before it where it begins as
// one, =, +, - or @ (full-width ones too), tab or line end. A plain number, -5,
// stays one. [Unguarded] gives every text back.
func Guarded(s string) string {
	rest := strings.TrimLeft(s, "'")
	if !opensFormula(rest) || rest == s && isPlainNumber(s) {
		return s
	}
	return "'" + s
}

// Unguarded takes away the apostrophe that Guarded put.
func Unguarded(s string) string {
	if strings.HasPrefix(s, "'") && opensFormula(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

func opensFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(s)[0])
}

// isPlainNumber tells -5 and -0.5 from what a program would calculate, and from
// +86…, of which it would leave digits out.
func isPlainNumber(s string) bool {
	if strings.Trim(s, "-.0123456789") != "" {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
