package collect

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// A form's head is found again though a unit moved its columns, put lines above it, took
// a row of it away or gave it another one.

// headRows is among how many rows of a sheet the form's head is looked for.
const headRows = 40

// head is where a form's columns stand in a sheet.
type head struct {
	last   int   // row
	depth  int   // rows
	places []int // of each form column; 0 if it is missing, or there twice
	first  []int // of each that is there twice: where, and where again
	twice  []int
	days   map[int]source.DayColumns // of form columns that stand in several
	taken  map[int]bool              // the sheet's columns that are the form's
	found  int                       // of the form's columns, by the form's own heads
}

// at is where the form's column of a field stands.
func (h *head) at(f *sheet.Form, field string) int {
	if i := at(f, field); i >= 0 && i < len(h.places) {
		return h.places[i]
	}
	return 0
}

// closed tells a head without any of the columns that are to be filled in.
func (h *head) closed(f *sheet.Form) bool {
	open := false
	for i, c := range f.Columns {
		if c.Open && (h.places[i] > 0 || h.twice[i] > 0) {
			return false
		}
		open = open || c.Open
	}
	return open
}

// The ways by which a head is a form column's, the nearest first.
const (
	byPath  = iota + 1
	byWords // the same words in more rows or in fewer: 整改 over 期限 for 整改期限
	byTable // a header that the table's reader takes for the column
)

// findHead looks for the rows in which most of the form's heads stand, the first and
// fewest of those that have as many.
func (g *grid) findHead(ret *Return, headers source.Headers) head {
	f := ret.Form
	own := 1
	for _, c := range f.Columns {
		own = max(own, len(c.Path))
	}
	best, most := head{places: make([]int, len(f.Columns)), twice: make([]int, len(f.Columns))}, 0
	for row := 1; row <= min(g.last, headRows); row++ {
		for _, depth := range []int{own, own - 1, own + 1} {
			if depth < 1 {
				continue
			}
			h, score := g.headAt(row, depth, ret, headers)
			if depth == own {
				score++
			}
			if score > most && h.found > 0 {
				best, most = h, score
			}
		}
	}
	return best
}

// headAt reads a head out of rows, and counts what is found there, twice each.
func (g *grid) headAt(row, depth int, ret *Return, headers source.Headers) (h head, score int) {
	columns := ret.Form.Columns
	h = head{last: row + depth - 1, depth: depth, places: make([]int, len(columns)), first: make([]int, len(columns)), twice: make([]int, len(columns)), days: map[int]source.DayColumns{}, taken: map[int]bool{}}
	var paths [][]string
	for col := 1; col <= g.width(); col++ {
		paths = append(paths, g.path(row, depth, col))
	}
	for column, d := range headers.Days(paths) {
		if i := slices.Index(ret.columns, column); i >= 0 {
			h.places[i], h.days[i] = d.First()+1, d
			for at := d.First(); at <= d.Last(); at++ {
				h.taken[at+1] = true
			}
			score++
		}
	}
	var own [][]string
	for _, c := range columns {
		own = append(own, normalized(c.Path))
	}
	ranks, others := make([]int, len(columns)), normalized(ret.Form.Others)
	for at, path := range paths {
		if len(path) == 0 || h.taken[at+1] {
			continue
		}
		named := headers.Column(path[len(path)-1])
		if slices.Contains(others, path[len(path)-1]) {
			named = -1
		}
		for i := range columns {
			rank := headRank(path, i, own)
			if rank == 0 && named >= 0 && named == ret.columns[i] {
				rank = byTable
			}
			switch _, parted := h.days[i]; {
			case rank == 0 || parted:
			case h.places[i] == 0 || rank < ranks[i]:
				h.places[i], ranks[i], h.twice[i] = at+1, rank, 0
			case rank == ranks[i] && !g.oneCell(h.last, h.places[i], at+1):
				h.first[i], h.twice[i] = h.places[i], at+1
			}
		}
	}
	for i := range columns {
		if h.places[i] > 0 {
			h.taken[h.places[i]] = true
			if score += 2; ranks[i] < byTable {
				h.found++
			}
		}
		if h.twice[i] > 0 {
			h.taken[h.twice[i]] = true
			h.places[i] = 0
			score--
		}
	}
	return h, score
}

// headRank tells how near the heads over a column of the sheet are to those of column i of
// the form; 0: they are others.
func headRank(path []string, i int, own [][]string) int {
	leaf := path[len(path)-1]
	switch {
	case slices.Equal(path, own[i]):
		return byPath
	case strings.Join(path, "") == strings.Join(own[i], ""):
		return byWords
	case leaf != own[i][len(own[i])-1]:
		return 0
	}
	for k, other := range own {
		if k != i && other[len(other)-1] == leaf {
			return 0 // the leaf alone does not tell
		}
	}
	return byWords
}

// oneCell tells whether two columns of a row lie in one merged cell.
func (g *grid) oneCell(row, a, b int) bool {
	return slices.ContainsFunc(g.merges, func(m span) bool {
		return row >= m.row1 && row <= m.row2 && a >= m.col1 && a <= m.col2 && b >= m.col1 && b <= m.col2
	})
}

func (g *grid) width() int {
	width := 0
	for _, cells := range g.rows {
		width = max(width, len(cells))
	}
	return width
}

// turned is the sheet with its rows and columns exchanged, as far as a head's rows go.
func (g *grid) turned() *grid {
	out := &grid{rows: map[int][]source.Cell{}, last: min(g.width(), headRows)}
	for row := 1; row <= min(g.last, maxColumns); row++ {
		for col, c := range g.rows[row] {
			if col < headRows && c.Raw != "" {
				for len(out.rows[col+1]) < row {
					out.rows[col+1] = append(out.rows[col+1], source.Cell{})
				}
				out.rows[col+1][row-1] = c
			}
		}
	}
	return out
}

// others warns of what was filled in outside of the form's columns: it goes nowhere, and
// whoever wrote it should know.
func (c *checker) others() {
	for col := 1; col <= c.grid.width(); col++ {
		path := c.grid.path(c.head.last-c.head.depth+1, c.head.depth, col)
		if c.head.taken[col] || slices.ContainsFunc(path, func(s string) bool { return s == "序号" || slices.Contains(normalized(c.ret.Form.Others), s) }) {
			continue
		}
		row := c.head.last + 1
		for ; row <= c.grid.last && (c.grid.across(row) || strings.TrimSpace(c.grid.own(row, col)) == ""); row++ {
		}
		if row > c.grid.last {
			continue
		}
		name := diag.ColumnName(col)
		if len(path) > 0 {
			name = strings.Join(path, "／")
		}
		d := complaint(c.ret.File, "form-column-other", c.grid.own(row, col), diag.T("发出的表没有“%s”列，填在里面的没有收", "the form that was sent has no column %q: what was filled in there is not collected", name), diag.T("要紧的，补填到相应的列", "what matters belongs into the form's own columns"))
		d.Severity, d.Place.Sheet, d.Place.Row, d.Place.Column = diag.Warning, c.ret.Found, row, col
		c.result.Complaints.Add(d)
	}
}

// own is what stands in a cell itself.
func (g *grid) own(row, col int) string {
	if cells := g.rows[row]; col <= len(cells) {
		return cells[col-1].Raw
	}
	return ""
}

// across tells whether a row is words over several columns, not a record: one text, or
// texts that each have a colon, as lines of signatures do.
func (g *grid) across(row int) bool {
	if !slices.ContainsFunc(g.merges, func(m span) bool { return m.row1 <= row && row <= m.row2 && m.col2 > m.col1 }) {
		return false
	}
	texts, labels := 0, 0
	for _, c := range g.rows[row] {
		if strings.TrimSpace(c.Raw) != "" {
			if texts++; strings.ContainsAny(c.Raw, "：:") {
				labels++
			}
		}
	}
	return texts <= 1 || labels == texts
}

// joined is the form's column whose cell is merged with that of column i in a row; -1 for
// none.
func (c *checker) joined(row, i int) int {
	return slices.IndexFunc(c.head.places, func(at int) bool {
		return at > 0 && at != c.head.places[i] && c.grid.oneCell(row, at, c.head.places[i])
	})
}
