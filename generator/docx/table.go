package docx

import (
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func init() { places((*writer).table) }

// tableStart begins a table of fixed columns without borders.
func (w *writer) tableStart(columns []int, jc string) {
	w.tableWith(columns, jc, "")
}

func (w *writer) tableWith(columns []int, align, borders string) {
	sum := 0
	for _, c := range columns {
		sum += c
	}
	w.b.add(`<w:tbl><w:tblPr><w:tblW w:w="`, strconv.Itoa(sum), `" w:type="dxa"/>`)
	if align != "" {
		w.b.add(jc(align))
	}
	w.b.add(borders, `<w:tblLayout w:type="fixed"/>`)
	pad, tall := "0", "0"
	if borders != "" { // programs take a rule's weight from the text's room
		pad, tall = strconv.Itoa(twips(standard.Padding-standard.TableRule)), strconv.Itoa(twips(cellPad))
	}
	w.b.add(`<w:tblCellMar><w:top w:w="`, tall, `" w:type="dxa"/><w:left w:w="`, pad, `" w:type="dxa"/><w:bottom w:w="`, tall, `" w:type="dxa"/><w:right w:w="`, pad, `" w:type="dxa"/></w:tblCellMar>`)
	w.b.add(`</w:tblPr><w:tblGrid>`)
	for _, c := range columns {
		w.b.add(`<w:gridCol w:w="`, strconv.Itoa(c), `"/>`)
	}
	w.b.add(`</w:tblGrid>`)
}

// cellPad is the blank above and below a cell's lines: a row of one line is 26 pt.
const cellPad = (26*standard.Pt - standard.Leading) / 2

// rowStart begins a row that is not torn; rule is atLeast or exact.
func (w *writer) rowStart(height int, rule string) {
	w.b.add(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="`, strconv.Itoa(height), `" w:hRule="`, rule, `"/></w:trPr>`)
}

// cellStart begins a cell; merge are gridSpan and vMerge, look what stands behind
// the borders.
func (w *writer) cellStart(width int, merge, look string) {
	w.b.add(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`, merge, look, `</w:tcPr>`)
}

// tableBorders are a ruled table's: lines of half a point.
var tableBorders = func() string {
	var b strings.Builder
	b.WriteString(`<w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="` + eighths(standard.TableRule) + `" w:space="0" w:color="000000"/>`)
	}
	b.WriteString(`</w:tblBorders>`)
	return b.String()
}()

// grid is a table's cells, each with the cell that it belongs to.
type grid struct {
	rows  [][]doc.Cell
	heads int
	owner [][][2]int // row and column
}

func gridOf(t *doc.Table) *grid {
	g := &grid{rows: append([][]doc.Cell{t.Head}, t.Rows...), heads: 1}
	for g.heads < len(g.rows)-1 && joinsUp(g.rows[g.heads]) {
		g.heads++
	}
	for r, cells := range g.rows {
		owners := make([][2]int, len(t.Columns))
		for c := range owners {
			owners[c] = [2]int{r, c}
			switch {
			case c >= len(cells):
			case cells[c].Join == doc.JoinLeft && c > 0:
				owners[c] = owners[c-1]
			case cells[c].Join == doc.JoinUp && r > 0 && r != g.heads:
				owners[c] = g.owner[r-1][c]
			}
		}
		g.owner = append(g.owner, owners)
	}
	return g
}

func joinsUp(cells []doc.Cell) bool {
	for _, c := range cells {
		if c.Join == doc.JoinUp {
			return true
		}
	}
	return false
}

// table writes a ruled table over the type area's width, its head on each page
// again, or on landscape pages of its own.
func (w *writer) table(t *doc.Table) {
	if w.set.Landscape {
		w.beginLandscape()
	}
	gap := para{style: styleGap, keepNext: true, exact: row / 4}
	w.paragraph(gap)
	if t.Title != "" {
		w.paragraph(para{style: styleTableTitle}, text(t.Title))
	}
	g := gridOf(t)
	widths := w.set.Columns
	columns := make([]int, len(widths))
	var x standard.Length
	for i, width := range widths {
		columns[i] = twips(x+width) - twips(x)
		x += width
	}
	numbers := w.numbers(t, g, widths)
	w.tableWith(columns, "", tableBorders)
	for r := range g.rows {
		w.row(t, g, r, columns, numbers)
	}
	w.b.add(`</w:tbl>`)
	for _, n := range t.Notes {
		w.paragraph(para{style: styleTableNote, left: 420, first: -420}, text(n))
	}
	w.paragraph(para{style: styleGap, exact: row / 4})
}

func (w *writer) row(t *doc.Table, g *grid, r int, columns []int, numbers []numberColumn) {
	head := r < g.heads
	w.b.add(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="`, strconv.Itoa(twips(w.set.Leading+2*cellPad)), `" w:hRule="atLeast"/>`)
	if head {
		w.b.add(`<w:tblHeader/>`)
	}
	w.b.add(`</w:trPr>`)
	for c := 0; c < len(columns); {
		owner, end, width := g.owner[r][c], c, 0
		for end < len(columns) && g.owner[r][end] == owner {
			width += columns[end]
			end++
		}
		merge := ""
		if end-c > 1 {
			merge = `<w:gridSpan w:val="` + strconv.Itoa(end-c) + `"/>`
		}
		own := owner == [2]int{r, c}
		switch {
		case !own && owner[0] < r:
			merge += `<w:vMerge/>`
		case r+1 < len(g.rows) && g.owner[r+1][c] == owner:
			merge += `<w:vMerge w:val="restart"/>`
		}
		w.cellStart(width, merge, middleOfCell)
		// A row keeps with the next where it must: the head, and the last but one,
		// so that the last is never alone.
		p := para{style: styleTableCell, keepNext: head || r == len(g.rows)-2 || r == len(g.rows)-1 && len(t.Notes) > 0}
		if head {
			p.style = styleTableHead
		}
		smaller := ""
		if w.set.Size != standard.SizeTable {
			p.exact = twips(w.set.Leading)
			smaller = sizes(w.set.Size)
		}
		var runs []run
		if own && c < len(g.rows[r]) {
			spans := g.rows[r][c].Spans
			runs = spanRuns("", spans, "")
			for i := range runs {
				runs[i].look = smaller
			}
			p.jc, p.right = w.align(t, head, c, end, spans, numbers, width)
		}
		w.paragraph(p, runs...)
		w.b.add(`</w:tc>`)
		c = end
	}
	w.b.add(`</w:tr>`)
}

// align is how a cell's text stands, and its indent at the right.
func (w *writer) align(t *doc.Table, head bool, c, end int, spans []doc.Span, numbers []numberColumn, width int) (how string, right int) {
	align := t.Columns[c].Align
	switch {
	case head && (align == doc.Auto || end > c+1), align == doc.Center:
		return "center", 0
	case align == doc.Left:
		return "left", 0
	case align == doc.Right:
		return "right", 0
	case numbers[c].ok && doc.Text(spans) != dash:
		_, part, _ := decimalPlace(doc.Text(spans))
		return "right", twips(numbers[c].right - w.tableWidth(part))
	case numbers[c].long:
		return "left", 0
	}
	return "center", 0
}

// numberColumn is a column of numbers, whose decimal points stand one below the
// other in the column's middle; right is how far they stand from the cell's right
// padding. long tells a column with text of more than one line.
type numberColumn struct {
	ok, long bool
	right    standard.Length
}

func (w *writer) tableWidth(s string) standard.Length {
	return w.ruler.Width(s, face.FangSong, w.set.Size)
}

func (w *writer) numbers(t *doc.Table, g *grid, widths []standard.Length) []numberColumn {
	out := make([]numberColumn, len(widths))
	for c := range out {
		ok := t.Columns[c].Align == doc.Auto && len(g.rows) > g.heads
		var whole, part standard.Length
		for _, cells := range g.rows[g.heads:] {
			if c >= len(cells) {
				continue
			}
			s := doc.Text(cells[c].Spans)
			if w.tableWidth(s) > widths[c]-2*standard.Padding {
				out[c].long = true
			}
			before, behind, number := decimalPlace(s)
			ok = ok && number
			if ok {
				whole, part = max(whole, w.tableWidth(before)), max(part, w.tableWidth(behind))
			}
		}
		room := widths[c] - 2*standard.Padding
		out[c].ok = ok && whole > 0 && whole+part <= room
		out[c].right = (room-whole-part)/2 + part
	}
	return out
}

// decimalPlace parts a number before its point or percent sign; an empty cell and
// a dash are numbers too.
func decimalPlace(s string) (whole, part string, ok bool) {
	if strings.Trim(s, "0123456789,.%+-") != "" && s != dash || len(s) > 24 {
		return "", "", false
	}
	if i := strings.IndexAny(s, ".%"); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", true
}
