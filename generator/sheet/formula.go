package sheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// A formula is read once into tokens (what the file will say, with names
// replaced) and a tree (what is calculated).

type formula struct {
	source string
	tokens []token
	tree   node
}

type tokenKind uint8

const (
	tokSpace tokenKind = iota
	tokNumber
	tokText // a string literal, with its quotes
	tokName // a named column {…}, braces off
	tokCell // A1, $A$1:B2, with a sheet before it or not
	tokCall // a function's name, the bracket not with it
	tokBool
	tokOperator // + - * / ^ & = <> < <= > >= % ( ) ,
	tokEnd
)

type token struct {
	kind tokenKind
	text string
}

// node is a part of a formula's tree: one of the types below.
type node interface{}

type (
	constant struct{ value value }
	named    struct{ ref name }
	fixed    struct { // cells by address
		sheet string // "" for the formula's own
		area  rect
	}
	fixedIn struct { // one cell that was found already
		table *table
		area  rect
	}
	unary  struct{ x node }
	scale  struct{ x node } // x%
	binary struct {
		op   string
		l, r node
	}
	call struct {
		name string
		fn   *function // nil if this program can't calculate it
		args []node
	}
	union   struct{ parts []node }
	missing struct{} // an argument left out: IF(a,,b)
)

// name is a named column: {key}, {key:}, {key:here}, {key:through}, {sheet!key:}.
type name struct {
	sheet string
	key   string
	reach reach
}

type reach uint8

const (
	thisRow reach = iota
	allRows
	toHere
	through // as one range, over subtotals too
)

// rect is a rectangle of cells, counted from 1, both ends in it.
type rect struct{ row1, col1, row2, col2 int }

func parseName(s string) (name, error) {
	var n name
	if i := strings.LastIndex(s, "!"); i >= 0 {
		n.sheet, s = strings.TrimSpace(s[:i]), s[i+1:]
	}
	key, rest, ranged := strings.Cut(s, ":")
	n.key = strings.TrimSpace(key)
	switch rest = strings.TrimSpace(rest); {
	case ranged && rest == "":
		n.reach = allRows
	case ranged && rest == "here":
		n.reach = toHere
	case ranged && rest == "through":
		n.reach = through
	case ranged:
		return n, fmt.Errorf("{%s}: after the colon stands nothing (all data rows), here (down to this row) or through (subtotals too), not %q", s, rest)
	}
	if n.key == "" {
		return n, fmt.Errorf("{%s} names no column", s)
	}
	if n.sheet != "" && n.reach != allRows {
		return n, fmt.Errorf("{%s!%s}: of another sheet only a column's data rows can be named: {%s!%s:}", n.sheet, s, n.sheet, n.key)
	}
	return n, nil
}

// parseFormula reads a formula, with or without the leading equals sign.
func parseFormula(source string) (*formula, error) {
	if blank := strings.NewReplacer("\t", " ", "\r", "\n").Replace(source); blank != "" && plain(blank).s != blank {
		return nil, errors.New("it holds a control character")
	}
	tokens, err := lex(strings.TrimPrefix(strings.TrimSpace(source), "="))
	if err != nil {
		return nil, err
	}
	p := parser{tokens: tokens}
	tree, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != tokEnd {
		return nil, fmt.Errorf("%q is not expected here", t.text)
	}
	return &formula{source, tokens, tree}, nil
}

func lex(s string) ([]token, error) {
	var out []token
	for s != "" {
		t, err := lexOne(s, out)
		if err != nil {
			return nil, err
		}
		s = s[len(t.text):]
		switch t.kind {
		case tokName:
			t.text = t.text[1 : len(t.text)-1]
		case tokCall, tokBool:
			t.text = strings.ToUpper(t.text)
		case tokSpace:
			t.text = " "
		}
		out = append(out, t)
	}
	return append(out, token{tokEnd, "the end"}), nil
}

func lexOne(s string, before []token) (token, error) {
	switch c := s[0]; {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		return token{tokSpace, s[:len(s)-len(strings.TrimLeft(s, " \t\r\n"))]}, nil
	case c == '"':
		n := quotedEnd(s, '"')
		if n < 0 {
			return token{}, fmt.Errorf("the text %s has no closing quote", s)
		}
		return token{tokText, s[:n]}, nil
	case c == '{':
		n := strings.IndexByte(s, '}')
		if n < 0 {
			return token{}, fmt.Errorf("%s has no closing brace", s)
		}
		return token{tokName, s[:n+1]}, nil
	case c >= '0' && c <= '9' || c == '.':
		return lexNumber(s)
	}
	for _, op := range []string{"<>", "<=", ">=", "+", "-", "*", "/", "^", "&", "=", "<", ">", "%", "(", ")", ","} {
		if strings.HasPrefix(s, op) {
			return token{tokOperator, op}, nil
		}
	}
	return lexWord(s)
}

func lexNumber(s string) (token, error) {
	n := strings.IndexFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
	if n < 0 {
		n = len(s)
	}
	if n+1 < len(s) && (s[n] == 'E' || s[n] == 'e') {
		m := n + 1
		if s[m] == '+' || s[m] == '-' {
			m++
		}
		digits := len(s[m:]) - len(strings.TrimLeft(s[m:], "0123456789"))
		if digits > 0 {
			n = m + digits
		}
	}
	if _, err := strconv.ParseFloat(s[:n], 64); err != nil {
		return token{}, fmt.Errorf("%q is not a number", s[:n])
	}
	return token{tokNumber, s[:n]}, nil
}

// quotedEnd is where the quoted text that s opens with ends; a doubled quote
// stands for one.
func quotedEnd(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 < len(s) && s[i+1] == quote {
			i++
			continue
		}
		return i + 1
	}
	return -1
}

// lexWord reads what starts with a letter: a function, TRUE, or cells.
func lexWord(s string) (token, error) {
	n := 0
	if s[0] == '\'' {
		if n = quotedEnd(s, '\''); n < 0 || n >= len(s) || s[n] != '!' {
			return token{}, fmt.Errorf("%s: a sheet's name in quotes is followed by ! and cells", s)
		}
		n++
	} else if i := wordEnd(s, false); i < len(s) && s[i] == '!' {
		n = i + 1
	}
	end := n + wordEnd(s[n:], true)
	word := s[n:end]
	if _, ok := parseCell(word); ok {
		if end < len(s) && s[end] == ':' {
			to := end + 1 + wordEnd(s[end+1:], true)
			if _, ok := parseCell(s[end+1 : to]); ok {
				end = to
			}
		}
		if end == len(s) || s[end] != '(' {
			return token{tokCell, s[:end]}, nil
		}
	}
	switch {
	case strings.HasPrefix(s[end:], "（"):
		s = s[end:]
	case n > 0 || word == "":
	case strings.HasPrefix(s[end:], "("):
		return token{tokCall, word}, nil
	case strings.EqualFold(word, "TRUE"), strings.EqualFold(word, "FALSE"):
		return token{tokBool, word}, nil
	default:
		return token{}, fmt.Errorf("%q is neither a function nor a cell; a column's name stands in braces: {%s}", word, word)
	}
	r := []rune(s)[0]
	if r >= '！' && r <= '～' || strings.ContainsRune("“”‘’、。《》", r) {
		return token{}, fmt.Errorf("the full-width character %c; formulas are written with half-width ones", r)
	}
	return token{}, fmt.Errorf("%q can't be read", s)
}

// wordEnd is the length of the word that s starts with.
func wordEnd(s string, dollars bool) int {
	for i, r := range s {
		if !(unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' || dollars && r == '$') {
			return i
		}
	}
	return len(s)
}

// parseCell reads A1 or $A$1.
func parseCell(s string) (rect, bool) {
	s = strings.TrimPrefix(s, "$")
	i, col := 0, 0
	for ; i < len(s) && i < 4; i++ {
		c := s[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A'+1)
	}
	row, err := strconv.Atoi(strings.TrimPrefix(s[i:], "$"))
	if i == 0 || i > 3 || err != nil || row < 1 || row > 1<<20 || col > 1<<14 {
		return rect{}, false
	}
	return rect{row, col, row, col}, true
}

// parser climbs precedences, weakest first: comparison, &, + -, * /, ^, and
// then the prefix minus, which in Excel binds tighter than the power: -2^2 is 4.
type parser struct {
	tokens []token
	at     int
	depth  int
}

// maxDepth is Excel's limit of nested functions.
const maxDepth = 64

var precedence = map[string]int{
	"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1,
	"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5,
}

func (p *parser) peek() token {
	for p.tokens[p.at].kind == tokSpace {
		p.at++
	}
	return p.tokens[p.at]
}

func (p *parser) next() token {
	t := p.peek()
	if t.kind != tokEnd {
		p.at++
	}
	return t
}

func (p *parser) operator(op string) bool {
	if t := p.peek(); t.kind == tokOperator && t.text == op {
		p.at++
		return true
	}
	return false
}

func (p *parser) expression(floor int) (node, error) {
	if p.depth++; p.depth > maxDepth*2 {
		return nil, fmt.Errorf("it is nested too deep")
	}
	defer func() { p.depth-- }()
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	for {
		t := p.peek()
		strength := precedence[t.text]
		if t.kind != tokOperator || strength <= floor {
			return left, nil
		}
		p.at++
		right, err := p.expression(strength)
		if err != nil {
			return nil, err
		}
		left = &binary{t.text, left, right}
	}
}

func (p *parser) operand() (node, error) {
	var x node
	switch t := p.next(); t.kind {
	case tokNumber:
		n, _ := strconv.ParseFloat(t.text, 64)
		x = &constant{number(n)}
	case tokText:
		x = &constant{text(strings.ReplaceAll(t.text[1:len(t.text)-1], `""`, `"`))}
	case tokBool:
		x = &constant{boolean(t.text == "TRUE")}
	case tokName:
		n, err := parseName(t.text)
		if err != nil {
			return nil, err
		}
		x = &named{n}
	case tokCell:
		x = parseFixed(t.text)
	case tokCall:
		c, err := p.call(t.text)
		if err != nil {
			return nil, err
		}
		x = c
	case tokOperator:
		inner, err := p.afterOperator(t.text)
		if err != nil {
			return nil, err
		}
		x = inner
	default:
		return nil, fmt.Errorf("it ends where a value is wanted")
	}
	for p.operator("%") {
		x = &scale{x}
	}
	return x, nil
}

func (p *parser) afterOperator(op string) (node, error) {
	if p.depth++; p.depth > maxDepth*2 {
		return nil, fmt.Errorf("it is nested too deep")
	}
	defer func() { p.depth-- }()
	switch op {
	case "+":
		return p.operand()
	case "-":
		x, err := p.operand()
		return &unary{x}, err
	case "(":
		parts, err := p.list()
		if err != nil {
			return nil, err
		}
		if len(parts) == 1 {
			return parts[0], nil
		}
		return &union{parts}, nil
	}
	return nil, fmt.Errorf("%q stands where a value is wanted", op)
}

// list reads values between commas up to the closing bracket.
func (p *parser) list() ([]node, error) {
	var parts []node
	for {
		x, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		parts = append(parts, x)
		if p.operator(")") {
			return parts, nil
		}
		if !p.operator(",") {
			return nil, fmt.Errorf("a bracket is not closed")
		}
	}
}

func (p *parser) call(name string) (node, error) {
	p.operator("(")
	c := &call{name: name, fn: functions[name]}
	if p.operator(")") {
		return c, c.check()
	}
	for {
		var arg node = &missing{}
		if t := p.peek(); t.kind != tokOperator || t.text != "," && t.text != ")" {
			x, err := p.expression(0)
			if err != nil {
				return nil, err
			}
			arg = x
		}
		c.args = append(c.args, arg)
		if p.operator(")") {
			return c, c.check()
		}
		if !p.operator(",") {
			return nil, fmt.Errorf("the bracket of %s is not closed", name)
		}
	}
}

// check counts the arguments of functions that are known.
func (c *call) check() error {
	if c.fn == nil {
		return nil
	}
	if n := len(c.args); n < c.fn.min || n > c.fn.max {
		return fmt.Errorf("%s takes %s, not %d", c.name, c.fn.arity(), n)
	}
	return nil
}

func parseFixed(s string) node {
	f := &fixed{}
	if i := strings.LastIndexByte(s, '!'); i >= 0 {
		f.sheet, s = s[:i], s[i+1:]
		if strings.HasPrefix(f.sheet, "'") {
			f.sheet = strings.ReplaceAll(f.sheet[1:len(f.sheet)-1], "''", "'")
		}
	}
	from, to, ok := strings.Cut(s, ":")
	f.area, _ = parseCell(from)
	if ok {
		end, _ := parseCell(to)
		f.area = rect{
			min(f.area.row1, end.row1), min(f.area.col1, end.col1),
			max(f.area.row1, end.row1), max(f.area.col1, end.col1),
		}
	}
	return f
}

// text is the formula as the file says it; address gives a named column's
// cells.
func (f *formula) text(address func(name) string) string {
	var b strings.Builder
	for _, t := range f.tokens {
		switch t.kind {
		case tokName:
			n, _ := parseName(t.text)
			b.WriteString(address(n))
		case tokEnd:
		default:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// each calls visit for every node of a tree.
func each(tree node, visit func(node)) {
	visit(tree)
	switch n := tree.(type) {
	case *unary:
		each(n.x, visit)
	case *scale:
		each(n.x, visit)
	case *binary:
		each(n.l, visit)
		each(n.r, visit)
	case *union:
		for _, p := range n.parts {
			each(p, visit)
		}
	case *call:
		for _, a := range n.args {
			each(a, visit)
		}
	}
}
