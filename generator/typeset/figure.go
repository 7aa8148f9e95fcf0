package typeset

import (
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// mostFigure is the height that a picture takes at most, so that text stands
// with it on a page.
var mostFigure = areaHeight * 3 / 5

// pointsPerPixel sets a picture at 150 pixels an inch where it fits.
const pointsPerPixel = 72 * Pt / 150

// figure sets a picture in the middle, its number and caption below it.
func (s *setter) figure(f *doc.Figure) []box {
	p, ok := s.options.Pictures[f.Name]
	if !ok {
		s.complain("picture-missing", f.Name, diag.T("没有这个图片", "there is no such picture"),
			diag.T("在 hongtou.yaml 的 pictures 中写明名称和文件", "name it with its file at pictures in hongtou.yaml"))
		return nil
	}
	width, height := fitted(p, min(areaWidth, Length(p.Width)*pointsPerPixel), mostFigure)
	b := box{height: height + 12*Pt}
	b.images = []Image{{X: (areaWidth - width) / 2, Y: 8 * Pt, Width: width, Height: height, Name: f.Name, Data: p.Data}}
	return []box{s.captioned(b, f.Caption)}
}

// captioned sets a figure's number and title below it and rounds it up to whole
// grid rows. Only figures with a title have a number.
func (s *setter) captioned(b box, title string) box {
	if title != "" {
		s.figures++
		text := "图" + strconv.Itoa(s.figures) + "　" + title
		for _, runs := range s.lines([]piece{{text, style{role: face.HeiTi, size: captionSize}}}, 0, 0, areaWidth, middle) {
			b.add([][]Run{runs}, b.height+4*Pt+baseline(captionSize))
			b.height += captionSize + captionGap
		}
	}
	rows := (b.height + rowHeight - Pt) / rowHeight
	b.height, b.onGrid = rows*rowHeight, true
	return b
}
