package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// References inside formulas of an office's own file, which are not ours to
// parse: only the cells that they name are found.

// ownReference is A1, $A$1:B2, or whole rows 1:3, at the beginning of a text.
var ownReference = regexp.MustCompile(`^(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?|\$?[0-9]{1,7}:\$?[0-9]{1,7})`)

var ownCorner = regexp.MustCompile(`^(\$?[A-Za-z]{0,3})(\$?)([0-9]+)$`)

// reference moves a reference's rows.
func (m *rowMap) reference(ref string, at int) string {
	from, to, ranged := strings.Cut(ref, ":")
	if !ranged {
		return m.corner(from, at, false)
	}
	return m.corner(from, at, false) + ":" + m.corner(to, at, true)
}

func (m *rowMap) corner(s string, at int, end bool) string {
	p := ownCorner.FindStringSubmatch(s)
	if p == nil {
		return s
	}
	row, err := strconv.Atoi(p[3])
	if err != nil || row < 1 || row > maxRows {
		return s
	}
	return p[1] + p[2] + strconv.Itoa(m.near(row, at, p[2] != "", end))
}

// sheetPrefix is a sheet's name with the mark after it, at the beginning of a
// text, and how long both are; 0 if there is none.
func sheetPrefix(s string) (name string, n int) {
	if s[0] == '\'' {
		n = quotedEnd(s, '\'')
		if n < 0 || n >= len(s) || s[n] != '!' {
			return "", 0
		}
		return strings.ReplaceAll(s[1:n-1], "''", "'"), n + 1
	}
	n = wordEnd(s, false)
	if n == 0 || n >= len(s) || s[n] != '!' {
		return "", 0
	}
	return s[:n], n + 1
}

// inWord tells whether what comes next goes on with a word.
func inWord(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' || r == '$')
}

// continuesWord tells whether a reference goes on: it is a name or a function
// then.
func continuesWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '(' || r == '.' || r == '!'
}

func oneRune(s string) (int, string) {
	_, n := utf8.DecodeRuneInString(s)
	return n, s[:n]
}

// areas moves the ranges of an sqref or a ref. With each, ranges within repeated
// rows go along with every round by themselves, as merged cells must.
func (m *rowMap) areas(sqref string, each bool) string {
	var out []string
	for _, ref := range strings.Fields(sqref) {
		from, to, ranged := strings.Cut(ref, ":")
		a, okA := parseCell(from)
		b, okB := parseCell(to)
		if !ranged {
			b, okB = a, okA
		}
		if !okA || !okB {
			out = append(out, ref)
			continue
		}
		for _, s := range m.spans(a.row1, b.row1, each) {
			r := rect{s.first, a.col1, s.last, b.col1}
			if r.cells() == 1 {
				out = append(out, address(r.row1, r.col1))
			} else {
				out = append(out, r.String())
			}
		}
	}
	return strings.Join(out, " ")
}

// displaced is a formula as it stands in a cell so many rows and columns away from
// the one that shares it: what is not fixed by $ moves.
func displaced(formula string, rows, cols int) string {
	var out strings.Builder
	for formula != "" {
		n, piece := 0, ""
		if formula[0] == '"' {
			if n = quotedEnd(formula, '"'); n < 0 {
				n = len(formula)
			}
			piece = formula[:n]
		} else if inWord(out.String()) {
			n, piece = oneRune(formula)
		} else {
			_, prefix := sheetPrefix(formula)
			ref := displacedReference.FindString(formula[prefix:])
			switch {
			case ref != "" && (ref == formula[prefix:] || !continuesWord(formula[prefix+len(ref):])):
				n = prefix + len(ref)
				piece = formula[:prefix] + displacedCorner.ReplaceAllStringFunc(ref, func(corner string) string { return displace(corner, rows, cols) })
			case prefix > 0:
				n, piece = prefix, formula[:prefix]
			default:
				n, piece = oneRune(formula)
			}
		}
		out.WriteString(piece)
		formula = formula[n:]
	}
	return out.String()
}

var (
	displacedReference = regexp.MustCompile(`^(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?|\$?[0-9]{1,7}:\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})`)
	displacedCorner    = regexp.MustCompile(`(\$?)([A-Za-z]*)(\$?)([0-9]*)`)
)

func displace(corner string, rows, cols int) string {
	p := displacedCorner.FindStringSubmatch(corner)
	if p == nil || p[2] == "" && p[4] == "" {
		return corner
	}
	colFixed, rowFixed := p[1] != "", p[3] != ""
	if p[2] == "" { // a row alone: its mark is taken for a column's
		rowFixed = colFixed || rowFixed
	}
	col, row := p[1]+p[2], p[3]+p[4]
	if p[2] != "" && !colFixed {
		at, ok := parseCell(p[2] + "1")
		if !ok || at.col1+cols < 1 || at.col1+cols > maxColumns {
			return "#REF!"
		}
		col = letters(at.col1 + cols)
	}
	if n, err := strconv.Atoi(p[4]); err == nil && !rowFixed {
		if n+rows < 1 || n+rows > maxRows {
			return "#REF!"
		}
		row = strconv.Itoa(n + rows)
	}
	return col + row
}
