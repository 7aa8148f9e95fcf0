package pdf

import (
	"math"
	"strconv"

	"hongtou/generator/typeset"
)

// red is the one red of marks and head rules: about ink Y 80 %, M 80 %
// (GB/T 9704-2012, 6.2), #E8382B.
const red = "0.910 0.220 0.169 rg"

// content is a page's drawing operators. Text is placed run by run; within a run
// TJ moves the pen where the layout's advance is not the glyph's own.
func content(p *typeset.Page, fonts *fontTable) string {
	b := make([]byte, 0, 16<<10)
	for i := range p.Shapes {
		b = shape(b, p, &p.Shapes[i])
	}
	coloured := false
	colour := func(want bool) {
		if want != coloured {
			op := "0 g"
			if want {
				op = red
			}
			b = append(append(b, op...), '\n')
			coloured = want
		}
	}
	for _, r := range p.Rules {
		colour(r.Red)
		b = number(b, r.X)
		b = number(b, p.Height-r.Y-r.Height)
		b = number(b, r.Width)
		b = number(b, r.Height)
		b = append(b, "re f\n"...)
	}
	b = append(b, "BT\n"...)
	for i := range p.Runs {
		r := &p.Runs[i]
		colour(r.Red)
		b = run(b, p, r, fonts)
	}
	return string(append(b, "ET"...))
}

func run(b []byte, p *typeset.Page, r *typeset.Run, fonts *fontTable) []byte {
	font := fonts.font(r.Face)
	b = append(b, "/F"...)
	b = strconv.AppendInt(b, int64(font.index), 10)
	b = append(b, ' ')
	b = number(b, r.Size)
	b = append(b, "Tf "...)
	if r.Turn == 0 {
		b = append(b, "1 0 0 1 "...)
	} else {
		sin, cos := math.Sincos(r.Turn * math.Pi / 180)
		for _, v := range [4]float64{cos, sin, -sin, cos} {
			b = strconv.AppendFloat(b, math.Round(v*1e5)/1e5, 'f', -1, 64)
			b = append(b, ' ')
		}
	}
	b = number(b, r.X)
	b = number(b, p.Height-r.Y)
	b = append(b, "Tm ["...)
	// pen and want in 1/1000 em times size, so that roundings do not add up.
	var pen int64
	open := false
	for _, g := range r.Glyphs {
		move := divide(pen-int64(g.X)*1000, int64(r.Size))
		if move != 0 {
			if open {
				b = append(b, '>')
				open = false
			}
			b = strconv.AppendInt(b, move, 10)
			pen -= move * int64(r.Size)
		}
		if !open {
			b = append(b, '<')
			open = true
		}
		b = appendHex(b, font.code(g.ID, g.Rune))
		pen += int64(r.Face.Advance(g.ID)) * int64(r.Size)
	}
	if open {
		b = append(b, '>')
	}
	return append(b, "] TJ\n"...)
}

// divide rounds a/b to the nearest whole number.
func divide(a, b int64) int64 {
	if a < 0 {
		return -divide(-a, b)
	}
	return (a + b/2) / b
}

// number writes a length in points with at most three decimals, and a space.
func number(b []byte, l typeset.Length) []byte {
	if l < 0 {
		b = append(b, '-')
		l = -l
	}
	b = strconv.AppendInt(b, int64(l/1000), 10)
	if f := l % 1000; f != 0 {
		b = append(b, '.', byte('0'+f/100))
		if f%100 != 0 {
			b = append(b, byte('0'+f/10%10))
			if f%10 != 0 {
				b = append(b, byte('0'+f%10))
			}
		}
	}
	return append(b, ' ')
}
