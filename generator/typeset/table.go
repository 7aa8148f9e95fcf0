package typeset

import (
	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func init() { places((*setter).table) }

// table sets a ruled table over the type area's width, or turned a quarter on
// pages of its own. Rows stay whole as long as they fit a page; a page that
// begins with a row begins with the head again.
func (s *setter) table(t *doc.Table, _ []box) []box {
	s.line = t.Line
	f := s.fit(t)
	if f == nil {
		return nil
	}
	if f.landscape {
		return s.landscape(t, f)
	}
	g := s.newGrid(t, f)
	if len(t.Rows) > fewRows {
		return s.tableIn(t, g, standard.AreaWidth, standard.AreaHeight)
	}
	boxes := s.tableIn(t, g.padded(0), standard.AreaWidth, standard.AreaHeight)
	if len(boxes) > 0 {
		boxes[0].span = len(boxes)
		boxes[0].settings = func([]box) (out []setting) {
			for _, pad := range pads[1:] {
				out = append(out, setting{s.quiet().tableIn(t, g.padded(pads[0]-pad), standard.AreaWidth, standard.AreaHeight), costPad * int(max(pads[0]-pad, pad-pads[0])/Pt)})
			}
			return out
		}
	}
	return boxes
}

// tableIn sets a table that is measured as boxes so wide, for pages so high.
func (s *setter) tableIn(t *doc.Table, g *grid, room, page Length) []box {
	boxes := append(s.boxes.take(len(g.rows)+len(t.Notes)+4), box{height: standard.RowHeight / 4, skip: true, apart: costApart})
	if t.Title != "" {
		s.element = g.caption
		boxes = append(boxes, s.tableTitle(t.Title, room))
	}
	head := g.box(0, g.headRows)
	head.apart = costApart
	repeat := repeated(head)
	if t.Again != "" {
		repeat = repeated(s.continued(t, head, room))
	}
	if repeat.height > page/2 { // with rows that ^^ joins to it
		s.complain("table-head", "", diag.T("表头高于半页，不能在各页重复", "the table's head is higher than half a page and can't stand on each page again"),
			diag.T("缩短表头文字；表头下面第一行不用 ^^，否则该行并入表头", "shorten it; a first row with ^^ belongs to the head"))
		return nil
	}
	boxes = append(boxes, head)
	first := len(boxes)
	// The first rows stand below a heading, the title and the head.
	begin := page - 4*standard.RowHeight - head.height
	for _, b := range boxes[:first-1] {
		begin -= b.height
	}
	most := min(page*3/5, page-repeat.height)
	for _, c := range g.chunks(min(begin, most), most) {
		boxes = append(boxes, g.chunkBoxes(c, &repeat, page-repeat.height)...)
	}
	if n := len(boxes); n-first > 1 && n-first <= fewRows {
		var height Length
		for i := range boxes {
			height += boxes[i].height
		}
		for i := first; i < n; i++ {
			if height < page/2 { // nor are its rows parted
				boxes[i].parts = nil
			}
			if i < n-1 {
				boxes[i].apart = max(boxes[i].apart, costTable)
			}
		}
	} else if n-first > 2 { // neither the first row nor the last one is alone
		boxes[first].apart = max(boxes[first].apart, costTable)
		boxes[n-2].apart = max(boxes[n-2].apart, costTable)
	}
	if len(t.Notes) > 0 && len(boxes) > first {
		boxes[len(boxes)-1].apart = costApart
	}
	boxes = append(boxes, s.tableNotes(t.Notes, g.notes, room)...)
	return append(boxes, box{height: standard.RowHeight / 4, skip: true})
}

// fewRows is how many rows a table has at most that is not torn.
const fewRows = 10

func (s *setter) tableTitle(title string, room Length) box {
	b := box{apart: costApart, height: 4 * Pt}
	for _, runs := range s.lines([]piece{{title, style{role: face.HeiTi, size: standard.SizeTable}}}, 0, 0, room, middle) {
		b.add([][]Run{runs}, b.height+baseline(standard.SizeTable))
		b.height += standard.Leading
	}
	b.height += 3 * Pt
	return b
}

// continued is the head with what stands above it on the pages after the first.
func (s *setter) continued(t *doc.Table, head box, room Length) box {
	b := s.tableTitle(t.Again, room)
	top := b.height
	b.add([][]Run{head.runs}, top)
	for _, r := range head.rules {
		r.Y += top
		b.rules = append(b.rules, r)
	}
	b.height += head.height
	return b
}

// tableNotes sets the lines below a table.
func (s *setter) tableNotes(notes []string, elements []int32, room Length) []box {
	var boxes []box
	const size = 105 * Pt / 10 // 五号
	for i, n := range notes {
		s.element = elements[i]
		for _, runs := range s.lines([]piece{{n, style{role: face.FangSong, size: size}}}, 0, 2*size, room, start) {
			b := box{height: size + 5*Pt, apart: costApart}
			b.add([][]Run{runs}, 4*Pt+baseline(size))
			boxes = append(boxes, b)
		}
	}
	if len(boxes) > 0 {
		boxes[len(boxes)-1].apart = 0
	}
	return boxes
}

// landscape sets a table turned a quarter counter-clockwise, so that its head
// lies along the page's left edge (clause 8): 225 mm wide, 156 mm high.
func (s *setter) landscape(t *doc.Table, f *tableFit) []box {
	p := &pager{limit: standard.AreaWidth}
	p.turn()
	p.flow(s.tableIn(t, s.newGrid(t, f), standard.AreaHeight, standard.AreaWidth))
	var boxes []box
	for _, page := range p.pages {
		b := box{height: standard.AreaHeight, breaks: true}
		for _, r := range page.Runs {
			x, y := r.X-standard.MarginLeft, r.Y-standard.MarginTop
			r.X, r.Y, r.Turn = y, standard.AreaHeight-x, 90
			b.runs = append(b.runs, r)
		}
		for _, r := range page.Rules {
			x, y := r.X-standard.MarginLeft, r.Y-standard.MarginTop
			b.rules = append(b.rules, Rule{X: y, Y: standard.AreaHeight - x - r.Width, Width: r.Height, Height: r.Width, Ink: r.Ink})
		}
		boxes = append(boxes, b)
	}
	return boxes
}

func cellPieces(spans []doc.Span, role face.Role, size Length) []piece {
	return spanPieces("", spans, style{role: role, size: size})
}
