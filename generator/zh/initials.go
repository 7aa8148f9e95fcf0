package zh

import (
	"sort"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/width"
)

// firsts are the characters with which each letter of pinyin begins in the order by
// pinyin; no syllable begins with i, u or v.
var firsts = [...]struct {
	letter byte
	first  string
}{
	{'a', "阿"}, {'b', "八"}, {'c', "嚓"}, {'d', "咑"}, {'e', "妸"}, {'f', "发"}, {'g', "旮"}, {'h', "哈"}, {'j', "丌"}, {'k', "咔"}, {'l', "垃"}, {'m', "呣"},
	{'n', "嗯"}, {'o', "喔"}, {'p', "妑"}, {'q', "七"}, {'r', "蚦"}, {'s', "仨"}, {'t', "他"}, {'w', "屲"}, {'x', "夕"}, {'y', "丫"}, {'z', "帀"},
}

// collators are collators by pinyin, which one goroutine each uses at a time.
var collators = sync.Pool{New: func() any { return collate.New(tags[ByPinyin]) }}

// Initials are the first letters of a text's characters in pinyin, as people type them
// to find a name: 安澜市应急局 is alsyjj. Latin letters and digits stand for
// themselves, in small letters; the rest is left out. A character with several readings
// takes its commonest one.
func Initials(text string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var b strings.Builder
	for _, r := range width.Narrow.String(text) {
		switch {
		case unicode.Is(unicode.Han, r):
			s := string(r)
			n := sort.Search(len(firsts), func(i int) bool { return c.CompareString(firsts[i].first, s) > 0 })
			if n > 0 {
				b.WriteByte(firsts[n-1].letter)
			}
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
