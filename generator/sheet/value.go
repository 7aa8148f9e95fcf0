package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// value is what a cell holds or a part of a formula gives.
type value struct {
	kind valueKind
	n    float64 // number; 1 for true
	s    string  // text; an error's code, #DIV/0!
	x    any     // *matrix, reference; an error's explanation (string)
}

type valueKind uint8

const (
	isEmpty valueKind = iota
	isNumber
	isText
	isBool
	isError
	isReference
	isMatrix
)

// reference is cells of one sheet; more than one rectangle for a column whose
// data rows are interrupted by subtotals.
type reference struct {
	table *table
	areas []rect
	whole bool // does not move with the row: results over it can be kept
}

// matrix is rows by columns.
type matrix struct {
	rows, cols int
	cells      []value
}

func (m *matrix) at(r, c int) value { return m.cells[r*m.cols+c] }

func number(n float64) value {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return fault("#NUM!", "the number is too large or not defined")
	}
	return value{kind: isNumber, n: n + 0} // + 0 turns -0 into 0
}

func text(s string) value { return value{kind: isText, s: s} }

func boolean(b bool) value {
	v := value{kind: isBool}
	if b {
		v.n = 1
	}
	return v
}

func fault(code, why string) value { return value{kind: isError, s: code, x: why} }

// toNumber is v as arithmetic sees it.
func (v value) toNumber() value {
	switch v.kind {
	case isEmpty:
		return number(0)
	case isBool:
		return number(v.n)
	case isText:
		if n, ok := numberOf(v.s); ok {
			return number(n)
		}
		return fault("#VALUE!", "the text "+strconv.Quote(v.s)+" stands where a number is wanted")
	}
	return v
}

// toText is v as & sees it.
func (v value) toText() value {
	switch v.kind {
	case isEmpty:
		return text("")
	case isNumber:
		return text(general(v.n))
	case isBool:
		if v.n != 0 {
			return text("TRUE")
		}
		return text("FALSE")
	}
	return v
}

// toBool is v as a condition.
func (v value) toBool() value {
	switch v.kind {
	case isEmpty:
		return boolean(false)
	case isNumber:
		return boolean(v.n != 0)
	case isText:
		switch strings.ToUpper(v.s) {
		case "TRUE":
			return boolean(true)
		case "FALSE":
			return boolean(false)
		}
		return fault("#VALUE!", "the text "+strconv.Quote(v.s)+" stands where a condition is wanted")
	}
	return v
}

// general is a number as Excel's format General writes it inside a text: 15
// significant digits.
func general(n float64) string {
	if a := math.Abs(n); a != 0 && (a >= 1e20 || a < 1e-9) {
		s := strconv.FormatFloat(n, 'E', -1, 64)
		if d := strconv.FormatFloat(n, 'E', 14, 64); len(d) < len(s) {
			s = d
		}
		return s
	}
	s := strconv.FormatFloat(round15(n), 'f', -1, 64)
	return s
}

// round15 rounds to the 15 significant digits that Excel keeps.
func round15(n float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	return r
}

// numberOf reads a number, a percentage or a date out of a text, where Excel
// does so whatever the machine's region.
func numberOf(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	div := 1.0
	if t, ok := strings.CutSuffix(s, "%"); ok {
		s, div = strings.TrimSpace(t), 100
	}
	if s == "" || !strings.ContainsRune("+-.0123456789", rune(s[0])) || strings.ContainsAny(s, "xXpP_nN") { // Go's own: 0x10, 1_000, inf, nan
		return 0, false
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n / div, true
	}
	if t, err := time.Parse("2006-1-2", s); err == nil && div == 1 && t.Year() >= 1900 {
		return serial(t), true
	}
	return 0, false
}

// compare orders two single values as Excel does: numbers before texts before
// truth values; an empty cell is like the other's zero.
func compare(a, b value) int {
	if a.kind == isEmpty {
		a = zeroLike(b)
	}
	if b.kind == isEmpty {
		b = zeroLike(a)
	}
	if a.kind != b.kind {
		return int(a.kind) - int(b.kind)
	}
	if a.kind == isText {
		return strings.Compare(strings.ToUpper(a.s), strings.ToUpper(b.s))
	}
	switch d := round15(a.n) - round15(b.n); {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

func zeroLike(v value) value {
	if v.kind == isText {
		return text("")
	}
	if v.kind == isBool {
		return boolean(false)
	}
	return number(0)
}

// serial is Excel's number of a civil date and time of day: days since
// 1899-12-30, which is right from 1900-03-01 on.
func serial(t time.Time) float64 {
	y, m, d := t.Date()
	days := (time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() - epoch.Unix()) / (24 * 60 * 60)
	clock := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second
	return float64(days) + clock.Hours()/24
}

// civil is the date of an Excel number.
func civil(n float64) time.Time { return epoch.AddDate(0, 0, int(math.Floor(n))) }

var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
