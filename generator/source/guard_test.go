package source

import (
	"strings"
	"testing"
)

// No text in a CSV file begins as a formula, and each reads back as it was.
func TestGuarded(t *testing.T) {
	for _, s := range []string{"", "平", "'", "''", "'=1", "''=1", "'平", "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "－1", "＋1", "＠a", "-", "+86 530", "+5",
		"=cmd|' /C calc'!A0", "-5", "-0.5", "-5-5", "-.", "-5万元", "5", "1=1"} {
		g := Guarded(s)
		if back := Unguarded(g); back != s {
			t.Errorf("%q is written %q and read %q", s, g, back)
		}
		plain := s == "-5" || s == "-0.5"
		if g != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(g)[0]) && !plain {
			t.Errorf("%q is written %q: a formula", s, g)
		}
		if plain && g != s {
			t.Errorf("the number %s is written %s", s, g)
		}
	}
}
