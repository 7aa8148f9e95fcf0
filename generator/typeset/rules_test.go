package typeset

import (
	"slices"
	"strings"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// The rules of the line, each by the least text that only it decides: a text, a measure
// in characters of the grid, and the lines. With the rule taken away they are others.

// hans are so many characters without a rule between them.
func hans(n int) string {
	const ten = "甲乙丙丁戊己庚辛壬癸"
	return strings.Repeat(ten, n/10) + string([]rune(ten)[:n%10])
}

func TestRulesOfTheLine(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		chars      int
		want       string // the first line
	}{
		{"GB/T 15834, 5.1.10: marks give their blanks up before gaps grow", hans(6) + "，" + hans(6) + "，" + hans(6) + "，" + hans(20), 20, "甲乙丙丁戊己，甲乙丙丁戊己，甲乙丙丁戊己，"},
		{"a code is parted only where a line would grow by more", hans(42) + "91990123MA30405066" + hans(40), 45, hans(42)},
		{"a line ends with a forced break", "甲乙\n丙丁", 10, "甲乙\n"},
		{"no gap grows by more than an eighth of an em while a date may be parted", hans(26) + "2026年3月15日" + hans(40), 30, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己2026年"},
		{"№ stays with its number", hans(9) + "№12" + hans(9), 10, "甲乙丙丁戊己庚辛壬"},
		{"￥ stays with its number", hans(9) + "￥12" + hans(9), 10, "甲乙丙丁戊己庚辛壬"},
		{"¥ stays with its number", hans(9) + "¥12" + hans(9), 10, "甲乙丙丁戊己庚辛壬"},
		{"$ stays with its number", hans(9) + "$12" + hans(9), 10, "甲乙丙丁戊己庚辛壬"},
		{"§ stays with its number", hans(9) + "§12" + hans(9), 10, "甲乙丙丁戊己庚辛壬"},
		{"a date parts behind 月 at a price too", hans(45) + "2026年1月15日" + hans(50), 50, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊"},
		{"a date parts behind 年 rather than behind 月", hans(23) + "2026年4月15日" + hans(50), 28, hans(23) + "2026年"},
		{"a line that follows an open one is not closed up without need", hans(5) + "，" + hans(4) + "，" + hans(3) + "，" + hans(13) + "1234567" + hans(8) + "，" + hans(15), 20, "甲乙丙丁戊，甲乙丙丁，甲乙丙，甲乙丙丁戊己"},
		{"a number stays with its unit though gaps grow by a quarter of an em", hans(8) + "1234日" + hans(9), 10, hans(8)},
		{"a time stays whole", hans(8) + "14:30" + hans(9), 10, hans(8)},
		{"a ratio stays whole", hans(8) + "1:25" + hans(9), 9, hans(8)},
		{"a number stays with 人", hans(19) + "12人" + hans(19), 20, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬"},
		{"a number stays with 起", hans(19) + "12起" + hans(19), 20, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬"},
		{"a number stays with 项", hans(19) + "12项" + hans(19), 20, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬"},
		{"a number stays with 万元", hans(19) + "12万元" + hans(19), 20, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬"},
	} {
		s := &setter{faces: face.Default()}
		width := Length(c.chars-1)*standard.Cell + standard.SizeBody
		b := &breaker{atoms: atoms(s.faces, s.plain(c.text), func(rune) {}), first: width, rest: width}
		var lines []string
		for _, l := range b.lines() {
			var text strings.Builder
			for _, a := range b.atoms[l.start:l.end] {
				text.WriteRune(a.rune)
			}
			lines = append(lines, text.String())
		}
		if got := lines[0]; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.rule, got, c.want)
		}
	}
}

// What may grow or shrink in a line and what not: the places of a justified line's
// characters less those of the same characters side by side, in hundredths of an em.
func TestRulesOfGaps(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		chars      int
		want       []int // by the gaps of the first line
	}{
		{"an ellipsis does not grow inside", "甲乙……丙丁戊己1234567890", 9, []int{16, 16, 0, 16, 16, 16, 16}},
		{"a hyphen stands close to its digits", "甲乙丙丁戊己1-2" + strings.Repeat("丁", 9), 9, []int{9, 9, 9, 9, 9, 9, 0, 0, 9}},
		{"a colon stands close to its digits", "甲乙丙丁戊己1:2" + strings.Repeat("丁", 9), 9, []int{9, 9, 9, 9, 9, 9, 0, 0, 9}},
		{"GB/T 15834, 5.1.10: the blank at the line's end goes first", "甲，乙，丙丁戊己庚辛壬，" + hans(11), 11, []int{0, -21, 0, -21, 0, 0, 0, 0, 0, 0, 0}},
		{"what a line takes its marks' blanks take three parts of", "甲乙，丙丁戊己1234567890" + hans(9), 9, []int{24, 24, 73, 24, 24, 24}},
		{"what a line gives up its letters bear a little of", hans(9) + "2" + hans(3) + "，" + hans(20), 14, []int{-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, -1, -1, -1, -36}},
	} {
		s := &setter{faces: face.Default()}
		width := Length(c.chars-1)*standard.Cell + standard.SizeBody
		b := &breaker{atoms: atoms(s.faces, s.plain(c.text), func(rune) {}), first: width, rest: width}
		l := b.lines()[0]
		var got []int
		at := Length(0)
		places := b.place(l)
		for i, x := range places {
			if i > 0 {
				got = append(got, int((x-at)*100/standard.SizeBody))
			}
			at = x + b.atoms[l.start+i].width + b.atoms[l.start+i].kern
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v in %d characters", c.rule, got, c.want, l.end)
		}
	}
}

// Which characters stand on the grid as Han, to the last plane of Unicode that has them.
func TestHan(t *testing.T) {
	for r, want := range map[rune]bool{'〇': true, '一': true, '㐀': true, '\U00020000': true, '\U00030729': true, '\U0003FFFF': true, '，': false, 'a': false, '1': false, '\U0001F600': false, '\U00040000': false} {
		if got := classOf(r).is(han); got != want {
			t.Errorf("%q: %v", r, got)
		}
	}
}
