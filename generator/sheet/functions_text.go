package sheet

import (
	"math"
	"strings"
	"unicode/utf16"
)

// Excel counts characters in UTF-16 units; so do these.

var tooLong = fault("#VALUE!", "the text would be too long")

var textFunctions = map[string]*function{
	"LEN": {min: 1, max: 1, eval: func(a *args) value {
		return number(float64(len(utf16.Encode([]rune(a.text(0))))))
	}},
	"LEFT": {min: 1, max: 2, eval: func(a *args) value {
		return slice(a.text(0), 0, a.numberOr(1, 1))
	}},
	"RIGHT": {min: 1, max: 2, eval: func(a *args) value {
		s, n := a.text(0), a.numberOr(1, 1)
		if n < 0 {
			return fault("#VALUE!", "a length below zero")
		}
		return slice(s, math.Max(0, float64(len(utf16.Encode([]rune(s))))-math.Floor(n)), n)
	}},
	"MID": {min: 3, max: 3, eval: func(a *args) value {
		start := a.number(1)
		if start < 1 {
			return fault("#VALUE!", "positions count from 1")
		}
		return slice(a.text(0), math.Floor(start)-1, a.number(2))
	}},
	"TRIM": {min: 1, max: 1, eval: func(a *args) value {
		return text(strings.Join(strings.FieldsFunc(a.text(0), func(r rune) bool { return r == ' ' }), " "))
	}},
	"UPPER": {min: 1, max: 1, eval: func(a *args) value { return text(strings.ToUpper(a.text(0))) }},
	"LOWER": {min: 1, max: 1, eval: func(a *args) value { return text(strings.ToLower(a.text(0))) }},
	"CONCATENATE": {min: 1, max: many, eval: func(a *args) value {
		var b strings.Builder
		for i := range a.nodes {
			b.WriteString(a.text(i))
		}
		return joined(b.String())
	}},
	"EXACT": {min: 2, max: 2, eval: func(a *args) value { return boolean(a.text(0) == a.text(1)) }},
	"FIND":  {min: 2, max: 3, eval: find},
	"SUBSTITUTE": {min: 3, max: 3, eval: func(a *args) value {
		s, from, to := a.text(0), a.text(1), a.text(2)
		if from == "" {
			return text(s)
		}
		if len(s)+strings.Count(s, from)*len(to) > 4*maxText {
			return tooLong
		}
		return joined(strings.ReplaceAll(s, from, to))
	}},
	"REPT": {min: 2, max: 2, eval: func(a *args) value {
		s, n := a.text(0), a.int(1)
		if n < 0 || units(s)*n > maxText {
			return tooLong
		}
		return text(strings.Repeat(s, n))
	}},
	"VALUE": {min: 1, max: 1, eval: func(a *args) value { return number(a.number(0)) }},
	"TEXT": {min: 2, max: 2, eval: func(a *args) value {
		v := a.single(0)
		if n, ok := numberOf(v.s); ok && v.kind == isText {
			v = number(n)
		}
		if v.kind == isText {
			return v
		}
		s, ok := display(v.toNumber().n, a.text(1))
		if !ok {
			return fault("#VALUE!", "this format can't be calculated: "+a.text(1))
		}
		return text(s)
	}},
}

// slice is n units of s from the given one on.
func slice(s string, from, n float64) value {
	if n < 0 {
		return fault("#VALUE!", "a length below zero")
	}
	units := utf16.Encode([]rune(s))
	size := float64(len(units))
	from = math.Min(from, size)
	to := math.Min(from+math.Floor(n), size)
	return text(string(utf16.Decode(units[int(from):int(to)])))
}

func find(a *args) value {
	what, in, from := a.text(0), a.text(1), int(a.numberOr(2, 1))
	units := utf16.Encode([]rune(in))
	if from < 1 || from > len(units)+1 {
		return fault("#VALUE!", "positions count from 1 to the text's length")
	}
	rest := string(utf16.Decode(units[from-1:]))
	i := strings.Index(rest, what)
	if i < 0 {
		return fault("#VALUE!", "the text does not hold it")
	}
	return number(float64(from + len(utf16.Encode([]rune(rest[:i])))))
}
