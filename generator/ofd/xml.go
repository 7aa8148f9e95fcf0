package ofd

import (
	"strconv"

	"hongtou/generator/typeset"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	namespace = ` xmlns:ofd="http://www.ofdspec.org/2016"`
)

// buffer is XML on its way. The texts that add takes are our own; what comes from a
// paper goes through text or attribute.
type buffer []byte

func (b *buffer) add(parts ...string) {
	for _, p := range parts {
		*b = append(*b, p...)
	}
}

func (b *buffer) int(n int) { *b = strconv.AppendInt(*b, int64(n), 10) }

func (b *buffer) text(s string) {
	for _, r := range s {
		b.rune(r)
	}
}

func (b *buffer) rune(r rune) {
	switch {
	case r == '&':
		b.add("&amp;")
	case r == '<':
		b.add("&lt;")
	case r == '>':
		b.add("&gt;")
	case r == '"':
		b.add("&quot;")
	case holds(r):
		*b = append(*b, string(r)...)
	default: // its place is kept: distances are counted by characters
		*b = append(*b, "\uFFFD"...)
	}
}

// attribute writes an attribute whose value comes from a paper.
func (b *buffer) attribute(name, value string) {
	b.add(" ", name, `="`)
	b.text(value)
	b.add(`"`)
}

// element writes an element that holds a text; none where the text is empty.
func (b *buffer) element(name, value string) {
	if value != "" {
		b.add("<ofd:", name, ">")
		b.text(value)
		b.add("</ofd:", name, ">")
	}
}

// micron is 1/1000 mm. The standard's lengths are millimetres.
type micron int64

const mm micron = 1000

// microns rounds a length to 1/1000 mm: 1/1000 pt is 127/360 of it.
func microns(l typeset.Length) micron {
	if l < 0 {
		return -microns(-l)
	}
	return (micron(l)*127 + 180) / 360
}

// length writes millimetres without trailing zeros.
func (b *buffer) length(m micron) {
	if m < 0 {
		*b = append(*b, '-')
		m = -m
	}
	b.int(int(m / mm))
	if f := m % mm; f != 0 {
		*b = append(*b, '.', byte('0'+f/100))
		if f%100 != 0 {
			*b = append(*b, byte('0'+f/10%10))
			if f%10 != 0 {
				*b = append(*b, byte('0'+f%10))
			}
		}
	}
}

func (b *buffer) lengths(list ...micron) {
	for i, m := range list {
		if i > 0 {
			*b = append(*b, ' ')
		}
		b.length(m)
	}
}

// box is a rectangle on the page.
type box struct{ left, top, right, bottom micron }

// grown is the least box on whole millimetres that has at least one around b: readers
// cut off what reaches beyond, strokes and overhanging ink too.
func (b box) grown() box {
	down := func(m micron) micron {
		if m %= mm; m < 0 {
			return m + mm
		}
		return m
	}
	b.left -= mm
	b.top -= mm
	b.right += mm
	b.bottom += mm
	return box{b.left - down(b.left), b.top - down(b.top), b.right + down(-b.right), b.bottom + down(-b.bottom)}
}

// include makes the box so large that it has a point.
func (b *box) include(x, y micron) {
	b.left, b.right = min(b.left, x), max(b.right, x)
	b.top, b.bottom = min(b.top, y), max(b.bottom, y)
}

// box writes a box as the standard has it: place and size.
func (b *buffer) box(r box) { b.lengths(r.left, r.top, r.right-r.left, r.bottom-r.top) }
