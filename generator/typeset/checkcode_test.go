package typeset

import (
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// The check code is a square of 15 mm below the type area, at the side where the folio
// is not (7.5: odd pages have theirs at the right); its corner has the dark ring and the
// light one inside of a QR code (ISO/IEC 18004, 6.3.3).
func TestCheckCode(t *testing.T) {
	for page := 1; page <= 2; page++ {
		s := &setter{faces: face.Default(), document: &doc.Resolved{}, complaints: &diag.List{}}
		b := s.checkCode("安安委办〔2026〕12号", page)
		var left, right, top, bottom Length = standard.AreaWidth, 0, standard.AreaHeight, 0
		var dark []Rule
		path := b.shapes[0].Path
		for i := 0; i < len(path); i += 5 {
			a, c := path[i].Points[0], path[i+2].Points[0]
			dark = append(dark, Rule{X: a.X, Y: a.Y, Width: c.X - a.X, Height: c.Y - a.Y})
			left, right, top, bottom = min(left, a.X), max(right, c.X), min(top, a.Y), max(bottom, c.Y)
		}
		if abs(right-left-Mm(1500)) > 2 || abs(bottom-top-Mm(1500)) > 2 || top != Mm(500) {
			t.Errorf("page %d: %d by %d, at %d", page, right-left, bottom-top, top)
		}
		if page == 1 && left != 0 || page == 2 && abs(right-standard.AreaWidth) > 2 {
			t.Errorf("page %d: it stands from %d to %d", page, left, right)
		}
		module := dark[0].Height
		covered := func(x, y Length) bool {
			for _, d := range dark {
				if d.X <= x && x < d.X+d.Width && d.Y <= y && y < d.Y+d.Height {
					return true
				}
			}
			return false
		}
		for i, want := range []bool{true, false, true, true, true, false, true, false} {
			if got := covered(left+Length(i)*module+module/2, top+3*module+module/2); got != want {
				t.Errorf("page %d: field %d of the fourth row is dark: %v", page, i, got)
			}
		}
	}
}
