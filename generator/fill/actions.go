package fill

import (
	"strings"
	"unicode/utf8"
)

// Office programs and input methods change what people type into an action: “县区”
// for "县区", ｛｛ ｝｝ for {{ }}, （ ） ， 。 for their ASCII ones. foldActions reads
// them as they were meant, within actions only: what stands outside is the paper's.

// foldActions gives a text its actions as templates know them.
func foldActions(s string) string {
	var out strings.Builder
	for s != "" {
		open := braces(s, '{', '｛')
		if open == 0 {
			_, n := utf8.DecodeRuneInString(s)
			out.WriteString(s[:n])
			s = s[n:]
			continue
		}
		out.WriteString("{{")
		s = s[open:]
		body, n := foldAction(s)
		out.WriteString(body)
		s = s[n:]
	}
	return out.String()
}

// braces is the length of two braces of either width at the beginning of a text, 0
// for none.
func braces(s string, ascii, wide rune) int {
	n := 0
	for range 2 {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r != ascii && r != wide {
			return 0
		}
		n += size
	}
	return n
}

// foldAction folds the inside of an action up to its braces, and tells how much of
// the text that took.
func foldAction(s string) (folded string, n int) {
	var out strings.Builder
	for n < len(s) {
		if end := braces(s[n:], '}', '｝'); end > 0 {
			out.WriteString("}}")
			return out.String(), n + end
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case r == '`':
			end := strings.IndexByte(s[n+1:], '`')
			if end < 0 {
				out.WriteString(s[n:])
				return out.String(), len(s)
			}
			out.WriteString(s[n : n+end+2])
			n += end + 2
			continue
		case r == '"' || strings.ContainsRune("“”„‟＂‘’", r):
			text, length := foldQuoted(s[n:], r, size)
			out.WriteString(text)
			n += length
			continue
		case r == '　' || r == ' ':
			out.WriteByte(' ')
		case r == '。':
			out.WriteByte('.')
		case r == '、':
			out.WriteByte(',')
		case r >= '！' && r <= '～':
			out.WriteRune(r - 0xFEE0)
		default:
			out.WriteRune(r)
		}
		n += size
	}
	return out.String(), n
}

// foldQuoted reads a quoted text, which ends with a mark of its kind; where that is
// missing, with one of another kind.
func foldQuoted(s string, mark rune, size int) (folded string, n int) {
	end := -1
	closers := "”“\"＂„‟"
	switch mark {
	case '"':
		for i := size; i < len(s) && end < 0; i++ {
			switch s[i] {
			case '\\':
				i++
			case '"':
				end = i
			}
		}
		if end >= 0 && !strings.Contains(s[:end], "}}") && !strings.Contains(s[:end], "｝｝") {
			return s[:end+1], end + 1
		}
	case '‘', '’':
		closers = "’‘'"
	}
	if end = strings.IndexAny(s[size:], closers); end < 0 {
		return s, len(s)
	}
	end += size
	_, last := utf8.DecodeRuneInString(s[end:])
	return `"` + strings.ReplaceAll(s[size:end], `\`, `\\`) + `"`, end + last
}
