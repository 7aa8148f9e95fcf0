package zh

import "testing"

func TestInitials(t *testing.T) {
	for text, want := range map[string]string{
		"安澜市应急管理局":    "alsyjglj",
		"澄江区人民政府":     "cjqrmzf",
		"阿鹅恩儿":        "aeee",
		"巴才大法高好及开力马":  "bcdfghjklm",
		"那欧平区人三天王西一在": "nopqrstwxyz",
		"云澜能源ＡＢ12号":   "ylnyab12h",
		"（青山）镇·":      "qsz",
		"":            "",
	} {
		if got := Initials(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Each letter's first character is the first: the one before it in the order has
// another letter.
func TestFirstsInOrder(t *testing.T) {
	for i, f := range firsts {
		if i > 0 && ByPinyin.Compare(firsts[i-1].first, f.first) >= 0 {
			t.Errorf("%c stands before %c", f.letter, firsts[i-1].letter)
		}
		if got := Initials(f.first); got != string(f.letter) {
			t.Errorf("%s is %s, want %c", f.first, got, f.letter)
		}
	}
}
