package typeset

import (
	"slices"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// table sets a ruled table over the type area's width. Rows stay whole; a page
// that begins with a row begins with the head again.
func (s *setter) table(t *doc.Table) []box {
	widths := s.columnWidths(t)
	flush := s.wraps(t, widths)
	head := s.row(t, t.Head, widths, flush, face.HeiTi)
	head.keep = true
	boxes := []box{{height: rowHeight / 4, skip: true, keep: true}, head}
	for i, r := range t.Rows {
		b := s.row(t, r, widths, flush, face.FangSong)
		b.repeat = &boxes[1]
		b.keep = len(t.Rows) > 2 && i == len(t.Rows)-2 // the last row is never alone
		boxes = append(boxes, b)
	}
	return append(boxes, box{height: rowHeight / 4, skip: true})
}

func cellPieces(spans []doc.Span, role face.Role) []piece {
	return spanPieces("", spans, style{role: role, size: sizeTable})
}

// columnWidths shares the type area by the template's weights or, where it
// gives none, by content: a column gets what its longest cell wants; where that
// is too much for all, the widest give way first.
func (s *setter) columnWidths(t *doc.Table) []Length {
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
		wants = lower(wants, areaWidth)
	}
	widths := scaled(wants, areaWidth)
	return s.relieved(t, widths)
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

// headChars is the length of a head that should not be broken: 控制要求, 序号.
const headChars = 4

// relieved widens the columns that would break a short head; the others give
// up what it takes, as far as they have it.
func (s *setter) relieved(t *doc.Table, widths []Length) []Length {
	least, fixed, free := make([]Length, len(widths)), Length(0), Length(0)
	for i := range widths {
		least[i] = 2*padding + sizeTable
		if i < len(t.Head) {
			head := s.width(cellPieces(t.Head[i], face.HeiTi))
			least[i] = max(least[i], min(head, headChars*sizeTable)+2*padding)
		}
		fixed += max(least[i], 0)
		free += max(0, widths[i]-least[i])
	}
	if fixed > areaWidth || free == 0 {
		return widths
	}
	spare := make([]Length, len(widths))
	for i := range widths {
		spare[i] = max(0, widths[i]-least[i])
	}
	for i, extra := range scaled(spare, areaWidth-fixed) {
		least[i] += extra
	}
	return least
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

// wantedWidth is what column i would like: its longest cell, within 2 and 30
// characters.
func (s *setter) wantedWidth(t *doc.Table, i int) Length {
	want := 2 * sizeTable
	for _, row := range append([][][]doc.Span{t.Head}, t.Rows...) {
		if i >= len(row) {
			continue
		}
		var w Length
		for _, a := range atoms(s.faces, cellPieces(row[i], face.FangSong), func(rune) {}) {
			w += a.width
		}
		want = max(want, min(w, 30*sizeTable))
	}
	return want + 2*padding
}

// wraps tells which columns have a cell of more than one line: their text stands
// flush left, other columns' is centred.
func (s *setter) wraps(t *doc.Table, widths []Length) []bool {
	flush := make([]bool, len(widths))
	for _, row := range t.Rows {
		for i, c := range row {
			if i < len(widths) && len(s.cell(c, widths[i], face.FangSong, ragged)) > 1 {
				flush[i] = true
			}
		}
	}
	return flush
}

// cell sets one cell's lines within its column; X counts from the column's left.
func (s *setter) cell(spans []doc.Span, width Length, role face.Role, at side) [][]Run {
	return s.lines(cellPieces(spans, role), padding, padding, max(width-padding, padding+sizeTable), at)
}

func (s *setter) row(t *doc.Table, cells [][]doc.Span, widths []Length, flush []bool, role face.Role) box {
	var b box
	set := make([][][]Run, len(widths))
	most := 1
	for i, c := range cells {
		if i >= len(widths) {
			break
		}
		set[i] = s.cell(c, widths[i], role, cellSide(t.Columns[i].Align, flush[i] && role != face.HeiTi))
		most = max(most, len(set[i]))
	}
	b.height = Length(most-1)*leading + 26*Pt
	var x Length
	for i, lines := range set {
		top := (b.height - Length(len(lines)-1)*leading - sizeTable) / 2
		for n, runs := range lines {
			for _, r := range runs {
				r.X += x
				r.Y += top + Length(n)*leading + baseline(sizeTable)
				b.runs = append(b.runs, r)
			}
		}
		b.rules = append(b.rules, Rule{X: x - tableRule/2, Width: tableRule, Height: b.height})
		x += widths[i]
	}
	b.rules = append(b.rules,
		Rule{X: x - tableRule/2, Width: tableRule, Height: b.height},
		Rule{X: -tableRule / 2, Y: -tableRule / 2, Width: areaWidth + tableRule, Height: tableRule},
		Rule{X: -tableRule / 2, Y: b.height - tableRule/2, Width: areaWidth + tableRule, Height: tableRule})
	return b
}

func cellSide(a doc.Align, flush bool) side {
	switch {
	case a == doc.Left, a == doc.Auto && flush:
		return ragged
	case a == doc.Right:
		return end
	}
	return middle
}
