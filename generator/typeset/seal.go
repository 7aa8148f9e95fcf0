package typeset

import (
	"math"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// A seal's room is kept free where 7.3.5.1 wants the seal, for ink or for an
// electronic seal that is put there later.

const sealColumns = 2 // seals side by side: three would leave the date no place

var (
	sealApart  = Mm(200)  // at least, between seals: they do not touch, 7.3.5.1
	ringWeight = Mm(120)  // of a sample's ring
	stampWidth = Mm(3600) // room of a 签名章
)

// sealed sets a document with seals (7.3.5.1). The date stands four characters
// from the right, the name of the last office centred on it, the seal on both.
// Several offices stand in rows of two, a seal on each name. The first row's
// seals reach up to within one line of the text.
func (s *setter) sealed(c *doc.Closing) []box {
	radius := Mm(int64(c.Diameter)*100) / 2
	day := s.width(s.plain(c.Date))
	right := standard.AreaWidth - 4*standard.Cell - day/2
	// A long name may not leave the type area, nor reach its neighbour: it has returns.
	room := standard.AreaWidth
	if len(c.Offices) > 1 {
		room = standard.AreaWidth/2 - standard.Cell
	}
	names := make([][]string, len(c.Offices))
	for i, o := range c.Offices {
		names[i] = s.balanced(o, bodyStyle(face.FangSong), room)
		if i == len(c.Offices)-1 || len(c.Offices) > 1 {
			right = min(right, standard.AreaWidth-s.widest(names[i])/2)
		}
	}
	var boxes []box
	var reach Length // from the middle of the seals above to the end of their row
	for i := 0; i < len(c.Offices); i += sealColumns {
		offices := c.Offices[i:min(i+sealColumns, len(c.Offices))]
		last := i+sealColumns >= len(c.Offices)
		lines := 1
		for k := range offices {
			lines = max(lines, len(names[i+k]))
		}
		middle := SealsMiddle(lines, last && c.Date != "")
		if i == 0 {
			boxes = blank(SealLines(radius, middle))
		} else {
			boxes = append(boxes, gapRows(SealRows(radius, reach, middle))...)
		}
		row := box{height: Length(lines) * standard.RowHeight, onGrid: true}
		reach = row.height - middle
		for k, office := range offices {
			x := right
			if k < len(offices)-1 {
				x = standard.AreaWidth - right
			}
			s.says(ParagraphElement)
			for n, line := range names[i+k] { // names of fewer lines stand lower, next to the date
				s.centred(&row, line, x, Length(lines-len(names[i+k])+n)*standard.RowHeight)
			}
			s.seal(&row, &c.Seals[i+k], office, Point{x, middle}, radius)
		}
		boxes = append(boxes, row)
	}
	if c.Date != "" {
		date := box{height: standard.RowHeight, onGrid: true}
		s.says(ParagraphElement)
		s.centred(&date, c.Date, right, 0)
		boxes = append(boxes, date)
	}
	// The seal hangs over the line below the date; that line is on the same page.
	boxes[len(boxes)-1].below = standard.RowHeight
	return boxes
}

// SealsMiddle is how far below the top of a row of names the middle of their seals lies.
// The names have so many lines; in the row that is dated, the date stands below it.
func SealsMiddle(lines int, dated bool) Length {
	if dated {
		return Length(lines-1)*standard.RowHeight + (standard.RowHeight+standard.SizeBody)/2
	}
	return standard.SizeBody/2 + Length(lines-1)*standard.RowHeight/2
}

// SealLines is how many blank lines keep a closing's first seals from the text: one, or the
// fewest that leave it free, so that their top lies within one line of the text.
func SealLines(radius, middle Length) int {
	n := 1
	for Length(n+1)*standard.RowHeight+middle-radius < standard.SizeBody {
		n++
	}
	return n
}

// SealRows is how many blank lines part two rows of seals: the fewest that keep them
// apart, where a row ends so far below the middle of its seals and the next one's middle
// is so far below its row's top.
func SealRows(radius, reach, middle Length) int {
	return int(max(0, 2*radius+sealApart-reach-middle+standard.RowHeight-1) / standard.RowHeight)
}

// gapRows are grid rows that stay blank.
func gapRows(n int) []box {
	boxes := make([]box, n)
	for i := range boxes {
		boxes[i] = box{height: standard.RowHeight, onGrid: true}
	}
	return boxes
}

// widest is the width of the widest of lines of body text.
func (s *setter) widest(lines []string) (width Length) {
	for _, line := range lines {
		width = max(width, s.width(s.plain(line)))
	}
	return width
}

// centred sets one line of body text about x, inside the type area, its top at y.
func (s *setter) centred(b *box, text string, x, y Length) {
	width := s.width(s.plain(text))
	left := max(0, min(x-width/2, standard.AreaWidth-width))
	b.add(s.lines(s.plain(text), left, left, max(standard.AreaWidth, width)+Pt, ragged), y+baseline(standard.SizeBody))
}

// seal draws what the document has at a seal's place.
func (s *setter) seal(b *box, seal *doc.Seal, office string, center Point, radius Length) {
	b.areas = append(b.areas, Area{Name: office, X: center.X - radius, Y: center.Y - radius, Width: 2 * radius, Height: 2 * radius})
	before := b.extent()
	switch seal.Form {
	case doc.SealPicture:
		b.images = append(b.images, Image{X: center.X - radius, Y: center.Y - radius, Width: 2 * radius, Height: 2 * radius, Name: office, Data: seal.Picture.Data})
		s.sample(b, seal.Word, center, radius)
	case doc.SealSample:
		s.drawSeal(b, office, center, radius)
		s.sample(b, seal.Word, center, radius)
	case doc.SealPlace:
		b.shapes = append(b.shapes, Shape{Path: circle(center, radius), Stroke: MidGrey, Weight: 5 * Pt / 10, Dash: 3 * Pt})
		s.label(b, seal.Word, 9*Pt, Point{center.X, center.Y + radius - 12*Pt}, middle)
	default:
		return
	}
	s.figureIn(b, before, seal.Alternate(office))
}

// sample writes 样章 across a seal's lower half, so that it never passes for one.
func (s *setter) sample(b *box, word string, center Point, radius Length) {
	const size = 24 * Pt
	turned := turnedText{faces: s.faces, style: style{role: face.HeiTi, size: size}, missing: s.missing}
	b.runs = append(b.runs, turned.line(word, Point{center.X, center.Y + radius*55/100}, 12)...)
}

// drawSeal draws a round seal: ring, star, and the name along the ring.
func (s *setter) drawSeal(b *box, office string, center Point, radius Length) {
	b.shapes = append(b.shapes,
		Shape{Path: circle(center, radius-ringWeight/2), Stroke: Red, Weight: ringWeight},
		Shape{Path: star(center, radius*3/10), Fill: Red})
	name := []rune(strings.ReplaceAll(office, " ", ""))
	if len(name) == 0 {
		return
	}
	// Characters stand upright on a circle inside the ring. They take up to
	// 250 degrees of it, each at most a fifth of the radius wide more than high.
	const sweep = 250 * math.Pi / 180
	size := radius * 26 / 100
	at := radius - ringWeight - size*11/10 // of the baseline
	step := math.Min(sweep/float64(len(name)), float64(size)*1.5/float64(at))
	size = min(size, rounded(step*float64(at)))
	turned := turnedText{faces: s.faces, style: style{role: face.SongTi, size: size}, missing: s.missing}
	for i, r := range name {
		angle := step * (float64(i) - float64(len(name)-1)/2)
		b.runs = append(b.runs, turned.char(r, onCircle(center, at, angle), angle)...)
	}
}

// star is a five-pointed star with one point up.
func star(center Point, radius Length) []Segment {
	inner := rounded(float64(radius) * math.Sin(math.Pi/10) / math.Sin(3*math.Pi/10))
	var points []Point
	for i := range 10 {
		r := radius
		if i%2 == 1 {
			r = inner
		}
		points = append(points, onCircle(center, r, float64(i)*math.Pi/5))
	}
	return polygon(points...)
}

// turnedText sets single characters and short words at an angle, in red.
type turnedText struct {
	faces   *face.Set
	style   style
	missing func(rune)
}

// char sets a character whose baseline's middle is at a point; angle in
// radians, clockwise.
func (t turnedText) char(r rune, at Point, angle float64) []Run {
	f, id, ok := t.faces.Find(t.style.role, r)
	if !ok {
		t.missing(r)
	}
	half := float64(t.style.size) * float64(f.Advance(id)) / 2000
	return []Run{{
		Face: f, Size: t.style.size, Ink: Red, Turn: -angle * 180 / math.Pi,
		X: at.X - rounded(half*math.Cos(angle)), Y: at.Y - rounded(half*math.Sin(angle)),
		Glyphs: []Glyph{{ID: id, Rune: r}},
	}}
}

// line sets a word about its middle, turned counter-clockwise by degrees.
func (t turnedText) line(text string, center Point, degrees float64) []Run {
	angle := -degrees * math.Pi / 180
	runes := []rune(text)
	size := float64(t.style.size)
	var runs []Run
	for i, r := range runes {
		along := (float64(i) - float64(len(runes)-1)/2) * size
		below := size * 0.38 // the baseline under the characters' middle
		runs = append(runs, t.char(r, Point{
			center.X + rounded(along*math.Cos(angle)-below*math.Sin(angle)),
			center.Y + rounded(along*math.Sin(angle)+below*math.Cos(angle)),
		}, angle)...)
	}
	return runs
}

// stamp leaves the room of a 签名章 in a row of two lines, and sets what the
// document has there: the office's picture, or a frame with the name as a sample.
func (s *setter) stamp(b *box, stamp *doc.Seal, name string, left Length) {
	height := 2*standard.RowHeight - standard.LineGap
	b.areas = append(b.areas, Area{Name: name, X: left, Width: stampWidth, Height: height})
	before := b.extent()
	switch stamp.Form {
	case doc.SealPicture:
		width, tall := fitted(stamp.Picture, stampWidth, height)
		b.images = append(b.images, Image{X: left + (stampWidth-width)/2, Y: (height - tall) / 2, Width: width, Height: tall, Name: name, Data: stamp.Picture.Data})
	case doc.SealPlace:
		b.shapes = append(b.shapes, Shape{Path: rectangle(left, 0, stampWidth, height), Stroke: Red, Weight: Pt, Dash: 3 * Pt})
		text := []piece{{stamp.Word, style{role: face.KaiTi, size: standard.SizeSmall}}}
		x := left + (stampWidth-s.width(text))/2
		b.red(s.lines(text, x, x, standard.AreaWidth+stampWidth, ragged), (height-standard.SizeSmall)/2+baseline(standard.SizeSmall))
	default:
		return
	}
	s.figureIn(b, before, stamp.Alternate(name))
}

// fitted is a picture's largest size within a room.
func fitted(p doc.Picture, width, height Length) (Length, Length) {
	w, h := Length(max(1, p.Width)), Length(max(1, p.Height))
	if width*h <= height*w {
		return width, width * h / w
	}
	return height * w / h, height
}
