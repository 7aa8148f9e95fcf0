package typeset

import (
	"fmt"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// In how many lines a paragraph can be set on a measure of twenty characters: a line
// more or less is only taken where all of its lines are decent.
func TestLinesThatAParagraphTakes(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"two lines and a half take no third without loose gaps", hans(38), "[2]"}, // 18, 18 and 2: 0.118 em a gap
		{"a line more where its gaps allow it", hans(59), "[3 4]"},
		{"no last line of one character", hans(39), "[2]"}, // 19, 19 and 1
		{"a number is not parted from its unit for a line less", hans(19) + "12人" + hans(19), "[3]"},
		{"marks give a line up", hans(6) + "，" + hans(6) + "，" + hans(6) + "，" + hans(20), "[2 3]"},
	} {
		s := &setter{faces: face.Default()}
		width := Length(19)*standard.Cell + standard.SizeBody
		b := &breaker{atoms: atoms(s.faces, s.plain(c.text), func(rune) {}), first: width, rest: width}
		counts := b.counts(6)
		var got []int
		for n := 1; n <= 6; n++ {
			if counts.lines(n) != nil {
				got = append(got, n)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.rule, got, c.want)
		}
	}
}
