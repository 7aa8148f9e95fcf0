package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// mostFigure is the height that a picture takes at most, so that text stands
// with it on a page.
var mostFigure = standard.AreaHeight * 3 / 5

// pointsPerPixel sets a picture at 150 pixels an inch where it fits.
const pointsPerPixel = 72 * Pt / 150

func init() { places((*setter).figure) }

// figure sets a picture in the middle, its number and caption below it.
func (s *setter) figure(f *doc.Figure, _ []box) []box {
	s.line = f.Line
	p := f.Picture
	width, height := fitted(p, min(standard.AreaWidth, Length(p.Width)*pointsPerPixel), mostFigure)
	b := box{height: height + 12*Pt}
	b.images = []Image{{X: (standard.AreaWidth - width) / 2, Y: 8 * Pt, Width: width, Height: height, Name: f.Name, Data: p.Data}}
	return []box{s.captioned(b, f.FullCaption())}
}

// captioned sets a figure's caption below it and rounds it up to whole grid rows.
func (s *setter) captioned(b box, caption string) box {
	if caption != "" {
		for _, runs := range s.lines([]piece{{caption, style{role: face.HeiTi, size: standard.CaptionSize}}}, 0, 0, standard.AreaWidth, middle) {
			b.add([][]Run{runs}, b.height+4*Pt+baseline(standard.CaptionSize))
			b.height += standard.CaptionSize + standard.CaptionGap
		}
	}
	rows := (b.height + standard.RowHeight - Pt) / standard.RowHeight
	b.height, b.onGrid = rows*standard.RowHeight, true
	return b
}
