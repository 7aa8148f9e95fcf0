package typeset

import (
	"github.com/boombuler/barcode/qr"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// checkSide is the side of the check code, a QR code in the bottom margin at the
// side where the folio is not.
var (
	checkSide  = Mm(1500)
	checkBelow = Mm(500) // below the type area
)

// checkCode draws a QR code of the text.
func (s *setter) checkCode(text string, page int) box {
	var b box
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		s.complain("check-code", text, diag.T("内容太长，放不进二维码", "the text is too long for a QR code"), diag.T("缩短内容", "shorten it"))
		return b
	}
	n := code.Bounds().Dx()
	left := Length(0)
	if page%2 == 0 {
		left = standard.AreaWidth - checkSide
	}
	at := func(i int) Length { return standard.Share(checkSide, i, n) }
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var path []Segment
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for x < n && dark(x, y) {
				x++
			}
			if x > from {
				path = append(path, rectangle(left+at(from), checkBelow+at(y), at(x)-at(from), at(y+1)-at(y))...)
			}
		}
	}
	b.shapes = []Shape{{Path: path, Fill: Black}}
	s.figureIn(&b, extent{}, doc.CodeAlternate(text))
	return b
}
