package typeset

import (
	"fmt"
	"math"
	"strings"
)

// Hatch is a pattern of thin black lines inside a shape.
type Hatch uint8

// The hatches. A series of a chart has one of its own, so that it is told from
// its neighbours without colour.
const (
	NoHatch Hatch = iota
	Rising        // lines from bottom left to top right
	Falling
	Crossed
)

// Shape is a closed or open path that is filled, hatched and stroked in this
// order. Coordinates are as of runs: from the paper's top left corner, y downwards.
type Shape struct {
	Path   []Segment
	Fill   Ink
	Hatch  Hatch
	Stroke Ink
	Weight Length // of the stroke
	Dash   Length // length of dashes and gaps; 0 = an unbroken stroke

	Element int32 // that it is content of
}

// Segment is one step of a path. A curve has two control points before its end.
type Segment struct {
	Op     Op
	Points [3]Point
}

// Op is what a segment does.
type Op uint8

// The operations, of 1, 1, 3 and 0 points.
const (
	MoveTo Op = iota
	LineTo
	CurveTo
	Close
)

// Point is a place on the page.
type Point struct{ X, Y Length }

// Used are the points that the segment has.
func (s *Segment) Used() []Point {
	return s.Points[:[...]int{MoveTo: 1, LineTo: 1, CurveTo: 3, Close: 0}[s.Op]]
}

// move shifts a shape; its path is its own.
func (s Shape) move(dx, dy Length) Shape {
	path := make([]Segment, len(s.Path))
	for i, seg := range s.Path {
		for j := range seg.Points {
			seg.Points[j].X += dx
			seg.Points[j].Y += dy
		}
		path[i] = seg
	}
	s.Path = path
	return s
}

// String prints a shape on a line.
func (s Shape) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "shape fill %s hatch %d stroke %s %.3f dash %.3f:", s.Fill, s.Hatch, s.Stroke, float64(s.Weight)/1000, float64(s.Dash)/1000)
	for i := range s.Path {
		b.WriteString(" " + [...]string{"M", "L", "C", "Z"}[s.Path[i].Op])
		for _, p := range s.Path[i].Used() {
			fmt.Fprintf(&b, " %.3f,%.3f", float64(p.X)/1000, float64(p.Y)/1000)
		}
	}
	return b.String()
}

// polyline is a path through points.
func polyline(points ...Point) []Segment {
	path := make([]Segment, len(points))
	for i, p := range points {
		path[i] = Segment{Op: LineTo, Points: [3]Point{p}}
	}
	if len(path) > 0 {
		path[0].Op = MoveTo
	}
	return path
}

// polygon is a closed path through points.
func polygon(points ...Point) []Segment {
	return append(polyline(points...), Segment{Op: Close})
}

func rectangle(x, y, width, height Length) []Segment {
	return polygon(Point{x, y}, Point{x + width, y}, Point{x + width, y + height}, Point{x, y + height})
}

func circle(center Point, radius Length) []Segment {
	return append(arc(center, radius, 0, 2*math.Pi), Segment{Op: Close})
}

// sector is a slice of a pie between two angles.
func sector(center Point, radius Length, from, to float64) []Segment {
	path := polyline(center, onCircle(center, radius, from))
	return append(append(path, arc(center, radius, from, to)[1:]...), Segment{Op: Close})
}

// arc is a part of a circle, from its start on. Angles are in radians,
// clockwise from twelve o'clock. It is made of curves of at most a quarter.
func arc(center Point, radius Length, from, to float64) []Segment {
	n := max(1, int(math.Ceil(math.Abs(to-from)/(math.Pi/2)-1e-9)))
	step := (to - from) / float64(n)
	// The control points of a circle's arc lie on its tangents, this far off.
	handle := float64(radius) * 4 / 3 * math.Tan(step/4)
	path := polyline(onCircle(center, radius, from))
	for i := range n {
		a, b := from+step*float64(i), from+step*float64(i+1)
		start, end := onCircle(center, radius, a), onCircle(center, radius, b)
		path = append(path, Segment{Op: CurveTo, Points: [3]Point{
			{start.X + rounded(handle*math.Cos(a)), start.Y + rounded(handle*math.Sin(a))},
			{end.X - rounded(handle*math.Cos(b)), end.Y - rounded(handle*math.Sin(b))},
			end,
		}})
	}
	return path
}

func onCircle(center Point, radius Length, angle float64) Point {
	return Point{center.X + rounded(float64(radius)*math.Sin(angle)), center.Y - rounded(float64(radius)*math.Cos(angle))}
}

func rounded(x float64) Length { return Length(math.Round(x)) }
