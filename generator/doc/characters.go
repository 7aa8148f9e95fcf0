package doc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hongtou/generator/diag"
	"hongtou/generator/zh"
)

// A letter and its accent are one character where there is one for both: é of e and ´, as
// names in pinyin, Zhuang and Vietnamese come from some programs. Han characters stay as
// they are: what Unicode calls the same is another form of a name's character.
//
// A character of the private use areas is a font's own: elsewhere it is another one or none.
// U+FFFD stands for one that was lost when a file was read.

// composed is a text with letters and accents put together.
func composed(text string) string {
	if !strings.ContainsFunc(text, accent) {
		return text
	}
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && accent(runes[end]) {
			end++
		}
		if end == i+1 {
			b.WriteRune(runes[i])
		} else {
			b.WriteString(norm.NFC.String(string(runes[i:end])))
		}
		i = end
	}
	return b.String()
}

// accent tells which characters stand on the letter before them.
func accent(r rune) bool {
	return r >= 0x300 && r < 0x370 || r == 0x3099 || r == 0x309A
}

// characters is Markdown with letters and accents put together. It complains of characters
// that mean nothing, each at its first place.
func (r *reader) characters(markdown []byte) []byte {
	if !special(markdown) {
		return markdown
	}
	told := map[rune]bool{}
	for at, c := range string(markdown) {
		if zh.Meaningless(c) && !told[c] {
			told[c] = true
			r.complaints.Add(meaningless(c, diag.Place{File: r.file, Line: r.firstLine + bytes.Count(markdown[:at], []byte("\n"))}))
		}
	}
	return []byte(composed(string(markdown)))
}

// special tells whether there may be something to do, quickly: most text is Han and ASCII.
func special(text []byte) bool {
	for i, c := range text {
		switch {
		case c < 0xCC:
		case c <= 0xCD, c == 0xEE, c >= 0xF3, // accents; private use
			c == 0xEF && i+1 < len(text) && (text[i+1] < 0xA4 || text[i+1] == 0xBF),   // private use; U+FFFD
			c == 0xE3 && i+2 < len(text) && text[i+1] == 0x82 && text[i+2]&^1 == 0x98: // those of kana
			return true
		}
	}
	return false
}

func meaningless(c rune, at diag.Place) diag.Diagnostic {
	if c == utf8.RuneError {
		return diag.Diagnostic{Code: "character-lost", Place: at,
			Problem: diag.T("有一个字在读入前已经丢失（U+FFFD）", "a character was lost before it was read (U+FFFD)"),
			Remedy:  diag.T("改回原来的字", "put the character back")}
	}
	return diag.Diagnostic{Code: "character-private", Place: at,
		Problem: diag.T("U+%04X 是自造字（私用区的字符），在别的电脑上是另一个字或者没有", "U+%04X is a character of private use: elsewhere it is another one or none", c),
		Remedy:  diag.T("改用这个字的正式编码", "write the character that it stands for")}
}

// composedMeta is m with letters and accents put together.
func (r *resolving) composedMeta(m Meta) Meta {
	for i := range elements {
		e := &elements[i]
		set := func(text string) string {
			for _, c := range text {
				if zh.Meaningless(c) {
					r.complaints.Add(meaningless(c, diag.Place{File: r.file, Key: e.key}))
					break
				}
			}
			return composed(text)
		}
		switch {
		case e.text != nil:
			*e.text(&m) = set(*e.text(&m))
		case e.list != nil:
			list := append([]string(nil), *e.list(&m)...)
			for k := range list {
				list[k] = set(list[k])
			}
			*e.list(&m) = list
		}
	}
	return m
}
