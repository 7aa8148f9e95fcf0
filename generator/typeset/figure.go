package typeset

import (
	"hongtou/generator/diag"
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

// figure sets a picture in the middle, its number and caption below it. Where a page has
// less room for it, it is set smaller, or at the top of the next page.
func (s *setter) figure(f *doc.Figure, _ []box) []box {
	s.line = f.Line
	at := s.illustration(f.Alternate(), f.FullCaption())
	return s.shrinking(f.FullCaption(), func(s *setter, percent int) []box { return []box{s.figureOf(f, Length(percent), at)} })
}

// illustration is the elements of a figure and of the line below it.
type illustration struct{ figure, caption int32 }

// illustration adds them: the words of the caption are read whether a reader tells of
// the figure or passes it over.
func (s *setter) illustration(alternate, caption string) (at illustration) {
	at.figure = s.newElement(Element{Kind: FigureElement, Alternate: alternate})
	if caption != "" {
		at.caption = s.newElement(Element{Kind: ParagraphElement})
	}
	return at
}

// smaller are the sizes in percent in which figures are set where they find no room.
var smaller = [...]int{90, 80, 70}

// shrinking gives the boxes of a figure, and how it is set smaller. One with a caption
// is found wherever it stands.
func (s *setter) shrinking(caption string, draw func(s *setter, percent int) []box) []box {
	boxes := draw(s, 100)
	if len(boxes) != 1 {
		return boxes
	}
	boxes[0].floats = caption != ""
	boxes[0].settings = func([]box) (out []setting) {
		for _, percent := range smaller {
			if less := draw(s.quiet(), percent); less[0].height < boxes[0].height {
				out = append(out, setting{less, costSmaller * (100 - percent)})
			}
		}
		return out
	}
	return boxes
}

// quiet is a setter for what was set before: it has been complained of already.
func (s *setter) quiet() *setter {
	return &setter{faces: s.faces, document: s.document, line: s.line, complaints: &diag.List{}, shelves: s.shelves}
}

func (s *setter) figureOf(f *doc.Figure, percent Length, at illustration) box {
	p := f.Picture
	width, height := fitted(p, min(standard.AreaWidth, Length(p.Width)*pointsPerPixel), mostFigure)
	width, height = width*percent/100, height*percent/100
	b := box{height: height + 12*Pt}
	b.images = []Image{{X: (standard.AreaWidth - width) / 2, Y: 8 * Pt, Width: width, Height: height, Name: f.Name, Data: p.Data}}
	return s.captioned(b, f.FullCaption(), at)
}

// captioned sets a figure's caption below it and rounds it up to whole grid rows.
func (s *setter) captioned(b box, caption string, at illustration) box {
	b.tag(extent{}, at.figure)
	s.element = at.caption
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
