package source

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// markup walks through an XML part, piece by piece, without a tree and without
// copies: a sheet of a hundred thousand rows is read in one go. Prefixes of names
// are dropped, document types and comments passed over; entities other than XML's
// own stay as they are written.
type markup struct {
	data []byte
	at   int

	piece piece
	name  []byte // of a tag, without its prefix
	tag   []byte // a start tag's inside after its name
	text  []byte // of a text, entities resolved
	close bool   // the start tag closes itself: its end comes next

	struck bool // what rich read last has runs that are struck through
}

type piece uint8

const (
	markupEnd piece = iota // of the part
	markupBroken
	startTag
	endTag
	markupText
)

// next moves to the next piece and gives its kind.
func (m *markup) next() piece {
	m.piece = m.step()
	return m.piece
}

func (m *markup) step() piece {
	if m.close {
		m.close = false
		return endTag
	}
	for m.at < len(m.data) {
		rest := m.data[m.at:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			m.at += n
			m.text = unescape(rest[:n])
			return markupText
		}
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n := bytes.Index(rest, []byte("]]>"))
			if n < 0 {
				return markupBroken
			}
			m.at += n + 3
			m.text = rest[9:n]
			return markupText
		case bytes.HasPrefix(rest, []byte("<!--")):
			if !m.pass(rest, "-->") {
				return markupBroken
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if !m.pass(rest, "?>") {
				return markupBroken
			}
		case bytes.HasPrefix(rest, []byte("<!")):
			if !m.pass(rest, ">") {
				return markupBroken
			}
		default:
			return m.element(rest)
		}
	}
	return markupEnd
}

func (m *markup) pass(rest []byte, end string) bool {
	n := bytes.Index(rest, []byte(end))
	m.at += n + len(end)
	return n >= 0
}

func (m *markup) element(rest []byte) piece {
	n, quote := 1, byte(0)
	for ; n < len(rest); n++ {
		c := rest[n]
		if quote != 0 {
			if c == quote {
				quote = 0
			}
		} else if c == '"' || c == '\'' {
			quote = c
		} else if c == '>' {
			break
		}
	}
	if n == len(rest) || n == 1 {
		return markupBroken
	}
	m.at += n + 1
	inside := rest[1:n]
	kind := startTag
	if inside[0] == '/' {
		kind, inside = endTag, inside[1:]
	} else if inside[len(inside)-1] == '/' {
		m.close, inside = true, inside[:len(inside)-1]
	}
	end := 0
	for end < len(inside) && inside[end] > ' ' {
		if inside[end] == ':' {
			inside, end = inside[end+1:], 0
			continue
		}
		end++
	}
	m.name, m.tag = inside[:end], inside[end:]
	return kind
}

// is tells whether the tag has the name.
func (m *markup) is(name string) bool { return string(m.name) == name }

// attr is the value of the start tag's attribute, with any prefix; nil if there
// is none.
func (m *markup) attr(name string) []byte {
	rest := m.tag
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:eq])
		if colon := bytes.LastIndexByte(key, ':'); colon >= 0 && !bytes.HasPrefix(key, []byte("xmlns")) {
			key = key[colon+1:]
		}
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return unescape(rest[1 : 1+end])
		}
		rest = rest[2+end:]
	}
}

// whole is an attribute that counts; missing or no number is other.
func (m *markup) whole(name string, other int) int {
	value := m.attr(name)
	if value == nil {
		return other
	}
	n, err := strconv.Atoi(string(value))
	if err != nil {
		return other
	}
	return n
}

// skip passes over the element whose start tag was just read.
func (m *markup) skip() {
	for depth := 1; depth > 0; {
		switch m.next() {
		case startTag:
			depth++
		case endTag:
			depth--
		case markupEnd, markupBroken:
			return
		}
	}
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

func unescape(s []byte) []byte {
	if bytes.IndexByte(s, '&') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for len(s) > 0 {
		n := bytes.IndexByte(s, '&')
		if n < 0 {
			n = len(s)
		}
		out, s = append(out, s[:n]...), s[n:]
		end := bytes.IndexByte(s, ';')
		if end < 2 || end > 10 {
			if len(s) > 0 {
				out, s = append(out, '&'), s[1:]
			}
			continue
		}
		name := string(s[1:end])
		if known, ok := entities[name]; ok {
			out, s = append(out, known...), s[end+1:]
			continue
		}
		if r, ok := character(name); ok {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, s[:end+1]...)
		}
		s = s[end+1:]
	}
	return out
}

// character reads a reference by number: #25913 or #x6539.
func character(name string) (rune, bool) {
	if name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}
