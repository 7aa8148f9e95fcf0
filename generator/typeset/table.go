package typeset

import (
	"slices"

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
	if t.Landscape {
		return s.landscape(t)
	}
	g := s.newGrid(t, standard.AreaWidth)
	if len(t.Rows) > fewRows {
		return s.tableIn(t, g, standard.AreaWidth, standard.AreaHeight)
	}
	boxes := s.tableIn(t, g.padded(pads[0]), standard.AreaWidth, standard.AreaHeight)
	if len(boxes) > 0 {
		boxes[0].span = len(boxes)
		boxes[0].settings = func([]box) (out []setting) {
			for _, pad := range pads[1:] {
				out = append(out, setting{s.quiet().tableIn(t, g.padded(pad), standard.AreaWidth, standard.AreaHeight), costPad * int(max(pads[0]-pad, pad-pads[0])/Pt)})
			}
			return out
		}
	}
	return boxes
}

// tableIn sets a table that is measured as boxes so wide, for pages so high.
func (s *setter) tableIn(t *doc.Table, g *grid, room, page Length) []box {
	boxes := []box{{height: standard.RowHeight / 4, skip: true, apart: costApart}}
	if t.Title != "" {
		boxes = append(boxes, s.tableTitle(t.Title, room))
	}
	head := g.box(0, g.headRows)
	head.apart = costApart
	repeat := head
	if t.Again != "" {
		repeat = s.continued(t, head, room)
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
	} else if n-first > 2 {
		boxes[n-2].apart = max(boxes[n-2].apart, costTable) // the last row is never alone
	}
	if len(t.Notes) > 0 && len(boxes) > first {
		boxes[len(boxes)-1].apart = costApart
	}
	boxes = append(boxes, s.tableNotes(t.Notes, room)...)
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
func (s *setter) tableNotes(notes []string, room Length) []box {
	var boxes []box
	const size = 105 * Pt / 10 // 五号
	for _, n := range notes {
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
func (s *setter) landscape(t *doc.Table) []box {
	p := &pager{limit: standard.AreaWidth}
	p.turn()
	p.flow(s.tableIn(t, s.newGrid(t, standard.AreaHeight), standard.AreaHeight, standard.AreaWidth))
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

func cellPieces(spans []doc.Span, role face.Role) []piece {
	return spanPieces("", spans, style{role: role, size: standard.SizeTable})
}

// columnWidths shares the room by the template's weights or, where it gives
// none, by content: a column gets what its longest cell wants; where that is
// too much for all, the widest give way first.
func (s *setter) columnWidths(t *doc.Table, room Length) []Length {
	wants := make([]Length, len(t.Columns))
	weighted := false
	for i, c := range t.Columns {
		wants[i] = Length(c.Weight)
		weighted = weighted || c.Weight > 0
		if c.Weight == 0 {
			wants[i] = s.wantedWidth(t, i)
		}
	}
	if !weighted {
		wants = lower(wants, room)
	}
	return s.relieved(t, scaled(wants, room), room)
}

// scaled shares room in proportion to wants; the widths add up to it exactly.
func scaled(wants []Length, room Length) []Length {
	var sum Length
	for _, w := range wants {
		sum += w
	}
	widths := make([]Length, len(wants))
	var at, edge Length
	for i, w := range wants {
		at += w
		next := room * at / max(sum, 1)
		widths[i], edge = next-edge, next
	}
	return widths
}

// lower cuts the widest of wants to one level so that their sum is at most room.
func lower(wants []Length, room Length) []Length {
	sorted := slices.Sorted(slices.Values(wants))
	left := room
	for i, w := range sorted {
		level := left / Length(len(sorted)-i)
		if w <= level {
			left -= w
			continue
		}
		out := slices.Clone(wants)
		for j := range out {
			out[j] = min(out[j], level)
		}
		return out
	}
	return wants
}

// headChars is the length of a head that should not be broken: 控制要求, 序号.
const headChars = 4

// relieved widens the columns that would break a short head; the others give
// up what it takes, as far as they have it.
func (s *setter) relieved(t *doc.Table, widths []Length, room Length) []Length {
	least, spare := make([]Length, len(widths)), make([]Length, len(widths))
	var fixed, free Length
	for i := range widths {
		least[i] = 2*standard.Padding + standard.SizeTable
		if i < len(t.Head) && t.Head[i].Join == doc.Alone && !joinsNext(t.Head, i) {
			head := s.width(cellPieces(t.Head[i].Spans, face.HeiTi))
			least[i] = max(least[i], min(head, headChars*standard.SizeTable)+2*standard.Padding)
		}
		fixed += least[i]
		spare[i] = max(0, widths[i]-least[i])
		free += spare[i]
	}
	if fixed > room || free == 0 {
		return widths
	}
	for i, extra := range scaled(spare, room-fixed) {
		least[i] += extra
	}
	return least
}

func joinsNext(row []doc.Cell, i int) bool { return i+1 < len(row) && row[i+1].Join == doc.JoinLeft }

// wantedWidth is what column i would like: its longest cell, within 2 and 30
// characters.
func (s *setter) wantedWidth(t *doc.Table, i int) Length {
	want := 2 * standard.SizeTable
	for _, row := range append([][]doc.Cell{t.Head}, t.Rows...) {
		if i < len(row) && !joinsNext(row, i) {
			want = max(want, min(s.width(cellPieces(row[i].Spans, face.FangSong)), 30*standard.SizeTable))
		}
	}
	return want + 2*standard.Padding
}
