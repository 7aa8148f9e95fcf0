package sheet

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unicode/utf16"
)

// maxText is how many UTF-16 units a cell can hold.
const maxText = 32767

// cellSlot is a cell of the specification. An empty one gives otherwise, marked.
func cellSlot(c *Cell, otherwise slot) (slot, error) {
	s := slot{mark: c.Mark}
	if err := checkMark(c.Mark); err != nil {
		return s, err
	}
	switch {
	case c.Formula != "":
		f, err := parseOwn(c.Formula)
		if err != nil {
			return s, err
		}
		s.formula = f
		return s, nil
	case c.Value == nil:
		otherwise.mark = c.Mark
		return otherwise, nil
	}
	v, format, err := valueOf(c.Value)
	if err != nil {
		return s, err
	}
	if v.kind == isEmpty {
		otherwise.mark = c.Mark
		return otherwise, nil
	}
	s.value, s.format, s.day = v, format, format != ""
	return s, nil
}

func checkMark(m Mark) error {
	if m > Muted {
		return fmt.Errorf("there is no mark %d", m)
	}
	return nil
}

// dated keeps a date's own format only in columns that have none for dates.
func (t *table) dated(s slot, column int) slot {
	if c := t.spec.Columns[column]; c.Type == Date || c.Format != "" {
		s.format = ""
	}
	return s
}

const (
	dayFormat   = "yyyy-mm-dd"
	clockFormat = "yyyy-mm-dd hh:mm"
)

// valueOf takes what a Cell's Value can be. The format is not empty for a date.
func valueOf(x any) (value, string, error) {
	v := reflect.ValueOf(x)
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return value{}, "", nil
	}
	switch x := x.(type) {
	case time.Time:
		return timeValue(x)
	case interface {
		Time() time.Time
		IsZero() bool
	}:
		if x.IsZero() {
			return value{}, "", nil
		}
		return timeValue(x.Time())
	}
	switch v.Kind() {
	case reflect.String:
		s := plain(v.String())
		return s, "", checkText(s.s)
	case reflect.Bool:
		return boolean(v.Bool()), "", nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return number(float64(v.Int())), "", nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return number(float64(v.Uint())), "", nil
	case reflect.Float32, reflect.Float64:
		if f := v.Float(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return number(f), "", nil
		}
		return value{}, "", fmt.Errorf("%v is not a number", x)
	}
	return value{}, "", fmt.Errorf("a %T can't stand in a cell", x)
}

func timeValue(t time.Time) (value, string, error) {
	if t.IsZero() {
		return value{}, "", nil
	}
	v := date(t)
	if v.kind == isError {
		return value{}, "", fmt.Errorf("the date %s does not lie between 1900-03-01 and 9999-12-31", t.Format("2006-01-02"))
	}
	if v.n != math.Trunc(v.n) {
		return v, clockFormat, nil
	}
	return v, dayFormat, nil
}

// plain is a text as a cell holds it: control characters and what is not a
// character at all go, line ends are one newline. Nothing left is an empty cell.
func plain(s string) value {
	if isPlain(s) {
		if s == "" {
			return value{}
		}
		return text(s)
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r == '\r':
			return '\n'
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, s)
	if s == "" {
		return value{}
	}
	return text(s)
}

// isPlain tells whether a text needs no cleaning.
func isPlain(s string) bool {
	for _, r := range s {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0xfffd && r <= 0xffff {
			return false
		}
	}
	return true
}

func checkText(s string) error {
	if len(s) <= maxText {
		return nil
	}
	if n := units(s); n > maxText {
		return fmt.Errorf("the text %q… has %d characters; a cell holds %d", string([]rune(s)[:12]), n, maxText)
	}
	return nil
}

// units is a text's length as Excel counts it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
