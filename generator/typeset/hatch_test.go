package typeset

import "testing"

// The lines of a hatch lie inside of their shape, on one grid for the page, and cross
// it from side to side.
func TestHatchIsCutToItsShape(t *testing.T) {
	box := Shape{Path: rectangle(10*Pt, 20*Pt, 30*Pt, 15*Pt), Hatch: Crossed}
	lines := HatchLines(&box)
	if len(lines) == 0 || len(lines)%2 != 0 {
		t.Fatalf("%d steps", len(lines))
	}
	rising := 0
	for i := 0; i < len(lines); i += 2 {
		a, b := lines[i].Points[0], lines[i+1].Points[0]
		for _, p := range []Point{a, b} {
			if p.X < 10*Pt || p.X > 40*Pt || p.Y < 20*Pt || p.Y > 35*Pt {
				t.Errorf("a line ends at %v, outside", p)
			}
			if p.X != 10*Pt && p.X != 40*Pt && p.Y != 20*Pt && p.Y != 35*Pt {
				t.Errorf("a line ends at %v, inside", p)
			}
		}
		if a.Y > b.Y {
			rising++
			if (a.X+a.Y)%hatchStep != 0 {
				t.Errorf("a line through %v is off the grid", a)
			}
		}
	}
	if both := len(lines) / 2; rising == 0 || rising == both {
		t.Errorf("%d of %d lines rise", rising, both)
	}
	middle, radius := Point{100 * Pt, 100 * Pt}, 50*Pt
	disc := Shape{Path: circle(middle, radius), Hatch: Falling}
	for _, s := range HatchLines(&disc) {
		dx, dy := s.Points[0].X-middle.X, s.Points[0].Y-middle.Y
		if off := dx*dx + dy*dy - radius*radius; off > radius*Pt/5 || off < -radius*Pt/5 {
			t.Errorf("a line ends at %v, not on the circle", s.Points[0])
		}
	}
	if HatchLines(&Shape{Path: circle(middle, radius)}) != nil {
		t.Error("a shape without a hatch has lines")
	}
}
