package typeset

import (
	"cmp"
	"slices"
)

// HatchWeight is the weight of a hatch's lines, and hatchStep their distance across.
const (
	HatchWeight = Pt * 4 / 10
	hatchStep   = Pt * 7 / 2
)

// HatchLines are the slanting lines of a shape's hatch, cut to the shape; none where it
// has no hatch. They stand on one grid for the whole page, so that neighbours match.
// They are cut here, since readers of some formats know no clipping.
func HatchLines(s *Shape) []Segment {
	if s.Hatch == NoHatch {
		return nil
	}
	outline := flattened(s.Path)
	var lines []Segment
	if s.Hatch != Falling {
		lines = slanting(lines, outline, func(p Point) Length { return p.X + p.Y })
	}
	if s.Hatch != Rising {
		lines = slanting(lines, outline, func(p Point) Length { return p.X - p.Y })
	}
	return lines
}

// slanting appends the parts inside an outline of the lines on which along is a
// multiple of hatchStep.
func slanting(lines []Segment, outline [][]Point, along func(Point) Length) []Segment {
	first, last := Length(0), Length(-1)
	for _, ring := range outline {
		for _, p := range ring {
			if v := along(p); last < first {
				first, last = v, v
			} else {
				first, last = min(first, v), max(last, v)
			}
		}
	}
	var cuts []Point
	for at := first / hatchStep * hatchStep; at <= last; at += hatchStep {
		cuts = cuts[:0]
		for _, ring := range outline {
			for i, p := range ring {
				q := ring[(i+1)%len(ring)]
				from, to := along(p)-at, along(q)-at
				if (from < 0) != (to < 0) {
					cuts = append(cuts, Point{p.X + (q.X-p.X)*from/(from-to), p.Y + (q.Y-p.Y)*from/(from-to)})
				}
			}
		}
		slices.SortFunc(cuts, func(a, b Point) int { return cmp.Compare(a.X, b.X) })
		for i := 0; i+1 < len(cuts); i += 2 { // in at one, out at the next
			lines = append(lines, polyline(cuts[i], cuts[i+1])...)
		}
	}
	return lines
}

// curveSteps makes an arc of a quarter polygons' sides that no eye tells from it.
const curveSteps = 32

// flattened is a path as closed rings of points.
func flattened(path []Segment) [][]Point {
	var rings [][]Point
	for i := range path {
		points := path[i].Used()
		n := len(rings) - 1
		switch path[i].Op {
		case MoveTo:
			rings = append(rings, []Point{points[0]})
		case LineTo:
			rings[n] = append(rings[n], points[0])
		case CurveTo:
			start := rings[n][len(rings[n])-1]
			for k := Length(1); k <= curveSteps; k++ {
				t, u := k, curveSteps-k
				at := func(a, b, c, d Length) Length {
					return (u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d) / (curveSteps * curveSteps * curveSteps)
				}
				rings[n] = append(rings[n], Point{at(start.X, points[0].X, points[1].X, points[2].X), at(start.Y, points[0].Y, points[1].Y, points[2].Y)})
			}
		}
	}
	return rings
}
