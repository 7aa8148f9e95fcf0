package typeset

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"hongtou/generator/doc"
)

// slice is one part of a pie.
type slice struct {
	name   string
	number float64
	text   string
}

// pie draws the first series as shares, clockwise from twelve o'clock in the
// order given, with a list of names, figures and shares beside it. What lies
// beyond the looks that can be told apart is joined as 其他.
func (s *setter) pie(c *doc.Chart) box {
	parts, total := slicesOf(c)
	const radius = 88 * Pt
	center := Point{areaWidth*3/10 - 20*Pt, 8*Pt + radius}
	b := box{height: center.Y + radius + 6*Pt}
	from := 0.0
	for i, part := range parts {
		to := from + part.number/total*2*math.Pi
		switch {
		case part.number == total:
			b.shapes = append(b.shapes, looks[i].shape(circle(center, radius)))
		case part.number > 0:
			b.shapes = append(b.shapes, looks[i].shape(sector(center, radius, from, to)))
		}
		from = to
	}
	line := min(20*Pt, 2*radius/Length(len(parts)))
	y := center.Y - line*Length(len(parts)-1)/2
	x := areaWidth * 52 / 100
	for i, part := range parts {
		b.shapes = append(b.shapes, looks[i].shape(rectangle(x, y-swatch/2, swatch, swatch)))
		text := fmt.Sprintf("%s　%s%s（%s%%）", part.name, part.text, c.Unit, strconv.FormatFloat(math.Round(part.number/total*1000)/10, 'f', -1, 64))
		lines, size := s.fitLabel(text, areaWidth-x-swatch-6*Pt, line)
		s.setLabel(&b, lines, size, Point{x + swatch + 6*Pt, y}, start)
		y += line
	}
	return b
}

func slicesOf(c *doc.Chart) (parts []slice, total float64) {
	for i, name := range c.Categories {
		if v := c.Values[i][0]; v.Has {
			parts = append(parts, slice{name, v.Number, v.Text})
			total += v.Number
		}
	}
	if len(parts) <= len(looks) {
		return parts, total
	}
	bySize := slices.Clone(parts)
	slices.SortStableFunc(bySize, func(a, b slice) int { return cmp.Compare(b.number, a.number) })
	least := bySize[len(looks)-2].number
	kept, rest, n := []slice{}, 0.0, 0
	for _, p := range parts {
		if len(kept) < len(looks)-1 && p.number >= least {
			kept = append(kept, p)
			continue
		}
		rest += p.number
		n++
	}
	rest = math.Round(rest*1e6) / 1e6
	return append(kept, slice{fmt.Sprintf("其他%d项", n), rest, strconv.FormatFloat(rest, 'f', -1, 64)}), total
}
