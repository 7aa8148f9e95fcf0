package sheet

import (
	"math"
	"slices"

	"hongtou/generator/columns"
)

// A printed sheet can be read: its body has 9 pt at least. Where its columns are wider
// than that allows, those narrow that cost the rows the fewest lines; where not even
// their narrowest have room, the sheet is printed across the page, then on A3; one that has
// no room there is told of.
const (
	leastPrinted = 9.1 // points of the body on paper, what programs round off with it
	pixel        = 750 // 1/1000 pt
	halfWidth    = digitWidth * pixel
	leastHead    = 4   // half-width characters of a head's line
	leastText    = 6   // of a cell's: a name
	mostText     = 14  // of long text, if a quarter of it is so much
	mostLack     = 4.0 // half-width characters by which a column widens for a word,
	wordReserve  = 0.5 // and what a word has beside it
	filledIn     = 7   // tenths of its width that a column of blank cells keeps
)

// sheetPaper is what a sheet is printed on.
type sheetPaper struct {
	size     int // the file's number of it
	portrait bool
}

// papers are what a sheet may be printed on, the first that it has room on.
func (p *Print) papers() []sheetPaper {
	if p.A3 {
		return []sheetPaper{{a3, p.Portrait}}
	}
	if p.Wide > 1 {
		return []sheetPaper{{a4, p.Portrait}}
	}
	out := []sheetPaper{{a4, p.Portrait}, {a4, false}, {a3, false}}
	if !p.Portrait {
		out = out[1:]
	}
	return out
}

// fitPaper chooses the paper and narrows the columns to it.
func (t *table) fitPaper() {
	papers := t.spec.Print.papers()
	t.paper = papers[0]
	now := make([]columns.Length, len(t.widths))
	for c := range now {
		now[c] = columns.Length(t.pixels(c+1)) * pixel
	}
	room := func(p sheetPaper) columns.Length {
		width, _ := t.spec.Print.page(p)
		return columns.Length(width * 1000 * bodySize / leastPrinted * float64(max(1, t.spec.Print.Wide)))
	}
	if columns.Total(now) <= room(papers[0]) {
		t.widenForWords(now, room(papers[0]))
		return
	}
	cells := &columns.Table{Unit: 2 * halfWidth, Pad: halfWidth + cellPadding*pixel}
	least := t.leastWidths(cells, now)
	for _, t.paper = range papers {
		if r := room(t.paper); columns.Total(least) <= r {
			for c, w := range cells.Narrowed(r, now, now, least) {
				if w < now[c] {
					t.widths[c] = float64(int(w/pixel)-cellPadding) / digitWidth
				}
			}
			return
		}
	}
	for c, w := range least {
		t.widths[c] = float64(int(w/pixel)-cellPadding) / digitWidth
	}
	all, r := columns.Total(least), room(t.paper)
	a4Room := room(sheetPaper{a4, false}) / columns.Length(max(1, t.spec.Print.Wide))
	t.small = &Small{Sheet: t.spec.Name, Size: leastPrinted * float64(r) / float64(all)}
	if wide := int((all + a4Room - 1) / a4Room); wide <= maxWide {
		t.small.Wide = wide
	}
}

// widenForWords widens columns whose heads or cells are short words that would break for
// want of a character or two (事故起｜数, 县（市、区｜）), the least lack first, while the page
// has room.
func (t *table) widenForWords(now []columns.Length, room columns.Length) {
	lacks := make([]float64, len(now))
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != headPart && r.part != dataPart {
			continue
		}
		for c := range min(len(now), len(r.slots)) {
			s := &r.slots[c]
			if s.covered || r.part == dataPart && (s.value.kind != isText || len(s.value.s) > 2*mostText) || r.part == headPart && t.spans(i+1, c+1) {
				continue
			}
			natural, most := textWidth(t.shown(r, c)), mostText
			if r.part == headPart {
				most = shortHead
			}
			if lack := float64(natural) + wordReserve - t.widths[c]; natural <= most && lack <= mostLack {
				lacks[c] = max(lacks[c], math.Ceil(lack/wordReserve)*wordReserve)
			}
		}
	}
	total := columns.Total(now)
	for lack := wordReserve; lack <= mostLack; lack += wordReserve {
		for c := range lacks {
			if more := columns.Length(lack * halfWidth); lacks[c] == lack && total+more <= room {
				t.widths[c] += lack
				total += more
			}
		}
	}
}

// Small is a sheet whose body has less than 9 pt on the largest paper that it may be
// printed on, its columns as narrow as they can be.
type Small struct {
	Sheet string
	Size  float64 // of the body, in points
	Wide  int     // pages of A4 side by side on which it has room; 0 if no number of them will do
}

// leastWidths are what the columns have at least, at most what they have now; the rows'
// cells are added to a table.
func (t *table) leastWidths(cells *columns.Table, now []columns.Length) []columns.Length {
	least, filled := make([]columns.Length, len(now)), make([]bool, len(now))
	seen := make([]extent, len(now))
	step := len(t.grid)/sampledRows + 1
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != headPart && r.part != dataPart && r.part != subtotalPart && r.part != totalPart {
			continue
		}
		row := make([]columns.Cell, len(now))
		for c := range min(len(now), len(r.slots)) {
			s := &r.slots[c]
			if s.covered || r.part == headPart && t.spans(i+1, c+1) {
				continue
			}
			if r.part == dataPart && s.value.kind == isNumber && seen[c].hold(s.value.n, t.format(s, c)) {
				continue
			}
			text := t.shown(r, c)
			natural, piece := textWidth(text), longestPiece(text)
			if r.part == headPart {
				piece = max(piece, min(natural, leastHead)) + boldReserve
			} else {
				filled[c] = filled[c] || text != "" && r.part == dataPart
				piece = max(piece, min(natural, max(leastText, min(mostText, natural/4))))
			}
			if r.part == subtotalPart || r.part == totalPart {
				piece += boldReserve
			}
			least[c] = max(least[c], columns.Length(piece)*halfWidth+cells.Pad)
			row[c] = columns.Cell{Natural: columns.Length(natural) * halfWidth, Lines: 1, Rows: 1}
		}
		if i%step == 0 || r.part == headPart {
			cells.Rows = append(cells.Rows, row)
		}
	}
	for c := range least {
		if !filled[c] { // written in by hand
			least[c] = max(least[c], now[c]*filledIn/10)
		}
		least[c] = min(least[c], now[c])
	}
	return least
}

// sampledRows is about how many rows are looked at to choose which columns narrow.
const sampledRows = 64

// spans tells whether a cell is merged with ones at its right.
func (t *table) spans(row, col int) bool {
	return slices.ContainsFunc(t.merges, func(m rect) bool { return m.row1 == row && m.col1 == col && m.col2 > col })
}

// longestPiece is the width of the widest piece of a text that does not break.
func longestPiece(s string) int {
	most := 0
	for _, p := range pieces(s) {
		most = max(most, min(halves(p), maxAuto))
	}
	return most
}

// paperSize is a paper's width and height in mm.
func (p sheetPaper) paperSize() (width, height float64) {
	width, height = a4Short, a4Long
	if p.size == a3 {
		width, height = a4Long, 2*a4Short
	}
	if !p.portrait {
		width, height = height, width
	}
	return width, height
}
