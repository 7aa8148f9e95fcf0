package pdf

import "fmt"

// lexer goes through a file's syntax (ISO 32000-1, 7.2 and 7.3). After an error it
// stands still.
type lexer struct {
	b     []byte
	at    int
	depth int
	err   error
}

const deepest = 32 // arrays and dictionaries inside of each other

func (x *lexer) fail() {
	if x.err == nil {
		x.err = fmt.Errorf("its syntax breaks off at byte %d", x.at)
	}
}

func blank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// delimiter tells the characters that end a token.
func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return blank(c)
}

func (x *lexer) space() {
	for x.at < len(x.b) && blank(x.b[x.at]) {
		x.at++
	}
}

// token is the next number or word.
func (x *lexer) token() []byte {
	x.space()
	from := x.at
	for x.at < len(x.b) && !delimiter(x.b[x.at]) {
		x.at++
	}
	if from == x.at {
		x.fail()
	}
	return x.b[from:x.at]
}

func (x *lexer) word(want string) {
	if string(x.token()) != want {
		x.fail()
	}
}

// int is the next number, which is whole and not negative.
func (x *lexer) int() int {
	n, ok := whole(x.token())
	if !ok {
		x.fail()
	}
	return n
}

func whole(digits []byte) (n int, ok bool) {
	const most = 18
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(digits) > 0 && len(digits) <= most
}

// dict is the next value, which is a dictionary.
func (x *lexer) dict() []entry {
	x.space()
	if !x.pair("<<") {
		x.fail()
		return nil
	}
	out := make([]entry, 0, 8)
	for x.err == nil {
		if x.space(); x.pair(">>") {
			return out
		}
		key := x.key()
		x.space()
		out = append(out, entry{key, x.value()})
	}
	return nil
}

// key is the next value, which is a name.
func (x *lexer) key() []byte {
	if x.at >= len(x.b) || x.b[x.at] != '/' {
		x.fail()
		return nil
	}
	x.at++
	return x.token()
}

func (x *lexer) pair(want string) bool {
	if x.at+2 > len(x.b) || string(x.b[x.at:x.at+2]) != want {
		return false
	}
	x.at += 2
	return true
}

// value is the next value's bytes; a reference is one value.
func (x *lexer) value() []byte {
	x.space()
	if x.depth++; x.depth > deepest || x.at >= len(x.b) || x.err != nil {
		x.fail()
		return nil
	}
	from := x.at
	switch c := x.b[x.at]; {
	case c == '<' && x.at+1 < len(x.b) && x.b[x.at+1] == '<':
		x.at += 2
		for x.err == nil {
			if x.space(); x.pair(">>") {
				break
			}
			x.key()
			x.value()
		}
	case c == '<':
		for x.at < len(x.b) && x.b[x.at] != '>' {
			x.at++
		}
		x.at++
	case c == '[':
		x.at++
		for x.err == nil {
			if x.space(); x.at < len(x.b) && x.b[x.at] == ']' {
				x.at++
				break
			}
			x.value()
		}
	case c == '(':
		x.text()
	case c == '/':
		x.at++
		x.token()
	default:
		x.token()
		x.referred(c)
	}
	x.depth--
	if x.at > len(x.b) {
		x.fail()
	}
	if x.err != nil {
		return nil
	}
	return x.b[from:x.at]
}

// referred goes on behind a number to the end of a reference, if it is one.
func (x *lexer) referred(c byte) {
	if c < '0' || c > '9' {
		return
	}
	ahead := lexer{b: x.b, at: x.at}
	if _, ok := whole(ahead.token()); ok && string(ahead.token()) == "R" && ahead.err == nil {
		x.at = ahead.at
	}
}

// text goes behind a string in parentheses.
func (x *lexer) text() {
	open := 0
	for x.at < len(x.b) {
		switch x.b[x.at] {
		case '\\':
			x.at++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				x.at++
				return
			}
		}
		x.at++
	}
	x.fail()
}
