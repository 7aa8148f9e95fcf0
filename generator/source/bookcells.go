package source

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// cell is one cell: its value as stored and as a spreadsheet shows it.
type cell struct {
	raw, shown string
	kind       cellKind
	filled     bool   // lies under a cell that is merged downwards, whose value it has
	day        bool   // a number that is shown as a date
	money      string // the measure that the format writes behind the number
	scale      int    // powers of ten by which the number is shown smaller than it is
	formula    string // that stands here without a value
	style      int    // of such a formula's cell
}

// cellKind is what a file says that a cell holds.
type cellKind uint8

const (
	plainCell cellKind = iota // what it holds is to be read out of its text
	textCell
	numberCell
	booleanCell
	uncalculated // a formula whose value the file does not have
)

func (c *cell) empty() bool {
	if c.raw != "" && c.raw[0] > ' ' && c.raw[0] < 0x80 {
		return false // as most are
	}
	return c.kind != uncalculated && strings.TrimSpace(c.raw) == ""
}

// span is a merged range of a sheet, counted from 1.
type span struct{ row1, col1, row2, col2 int }

// grid is rows of cells that can be walked through more than once.
type grid struct {
	// walk visits the rows that have cells, until visit wants no more. The cells
	// are good until the next one. false: the rest can't be read.
	walk   func(visit func(number int, cells []cell) bool) (last int, ok bool)
	merges []span
	hidden func() unshown      // what a spreadsheet does not show; nil: nothing
	struck func() map[int]bool // rows in which something is struck through; nil: none
}

// unshown are the rows of a sheet that are hidden or filtered out, and its hidden columns.
type unshown struct {
	rows    map[int]bool
	columns []span // each from col1 to col2
}

func (u unshown) column(at int) bool {
	return slices.ContainsFunc(u.columns, func(c span) bool { return c.col1 <= at && at <= c.col2 })
}

// hiddenIn reads what a sheet's part says is hidden.
func hiddenIn(data []byte) unshown {
	u := unshown{rows: map[int]bool{}}
	m := markup{data: data}
	for last := 0; m.next() > markupBroken; {
		switch {
		case m.piece != startTag:
		case m.is("row"):
			if last = m.whole("r", last+1); truth(m.attr("hidden")) {
				u.rows[last] = true
			}
		case m.is("col") && truth(m.attr("hidden")):
			u.columns = append(u.columns, span{col1: m.whole("min", 0), col2: m.whole("max", 0)})
		}
	}
	return u
}

// grid gives a sheet's rows.
func (b *book) grid(s bookSheet) *grid {
	if g := b.grids[s.part]; g != nil {
		return g
	}
	data := b.part(s.part)
	var hidden func() unshown
	if bytes.Contains(data, []byte(` hidden="`)) {
		hidden = func() unshown { return hiddenIn(data) }
	}
	var struck func() map[int]bool
	if b.strikes(data) {
		struck = func() map[int]bool { return b.struckIn(data) }
	}
	return &grid{
		hidden: hidden,
		struck: struck,
		walk: func(visit func(int, []cell) bool) (int, bool) {
			r := rowReader{book: b, markup: markup{data: data}}
			return r.walk(visit)
		},
		merges: mergesOf(data),
	}
}

// mergesOf reads the merged ranges, which stand behind the cells.
func mergesOf(data []byte) []span {
	var merges []span
	m := markup{data: data[max(0, bytes.LastIndex(data, []byte("sheetData>"))):]}
	if i := bytes.LastIndex(data, []byte("mergeCells")); i < 0 {
		return nil
	}
	for m.next() > markupBroken {
		if m.piece != startTag || !m.is("mergeCell") {
			continue
		}
		from, to, two := strings.Cut(string(m.attr("ref")), ":")
		if !two {
			continue
		}
		r1, c1, ok1 := address(from)
		r2, c2, ok2 := address(to)
		if ok1 && ok2 && r1 <= r2 && c1 <= c2 {
			merges = append(merges, span{r1, c1, r2, c2})
		}
	}
	slices.SortFunc(merges, func(a, b span) int { return a.row1 - b.row1 })
	return merges
}

// Limits of a spreadsheet.
const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// address reads a cell's reference: AB12 is row 12, column 28.
func address[S string | []byte](ref S) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] &^ 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if column = column*26 + int(c-'A'+1); column > lastColumn {
			return 0, 0, false
		}
	}
	digits := strings.TrimPrefix(string(ref[i:]), "$")
	row, err := strconv.Atoi(digits)
	return row, column, err == nil && column > 0 && row > 0 && row <= lastRow
}

// rowReader reads the cells of a sheet's part.
type rowReader struct {
	book   *book
	markup markup
	cells  []cell
	last   int // row
	looked int // cells

	value, formula []byte // of the cell that is read
}

func (r *rowReader) walk(visit func(int, []cell) bool) (int, bool) {
	m := &r.markup
	inside := false
	for {
		switch m.next() {
		case markupEnd:
			return r.last, !inside
		case markupBroken:
			return r.last + 1, false
		case startTag:
			if m.is("sheetData") {
				inside = true
			}
			if !inside || !m.is("row") {
				continue
			}
			r.last = m.whole("r", r.last+1)
			if r.last < 1 || r.last > lastRow || !r.row() {
				return r.last, false
			}
			if !visit(r.last, r.cells) {
				return r.last, true
			}
		case endTag:
			if m.is("sheetData") {
				return r.last, true
			}
		}
	}
}

// row reads the cells of a row whose start tag was read.
func (r *rowReader) row() bool {
	r.cells = r.cells[:0]
	m := &r.markup
	for {
		switch m.next() {
		case markupEnd, markupBroken:
			return false
		case endTag:
			if m.is("row") {
				return true
			}
		case startTag:
			if !m.is("c") {
				continue
			}
			at := len(r.cells) + 1
			if ref := m.attr("r"); ref != nil {
				_, column, ok := address(ref)
				if !ok {
					return false
				}
				at = column
			}
			if r.looked += 1 + max(0, at-len(r.cells)); r.looked > sheetSize {
				return false
			}
			for len(r.cells) < at {
				r.cells = append(r.cells, cell{})
			}
			c, ok := r.cell()
			if !ok {
				return false
			}
			r.cells[at-1] = c
		}
	}
}

// cell reads the cell whose start tag was read.
func (r *rowReader) cell() (cell, bool) {
	m := &r.markup
	style := m.whole("s", 0)
	kind := string(m.attr("t"))
	value, formula := r.value[:0], r.formula[:0]
	inline := ""
	stored, calculates := false, false
	var into *[]byte
	for {
		switch m.next() {
		case markupEnd, markupBroken:
			return cell{}, false
		case startTag:
			switch {
			case m.is("v"):
				into, stored = &value, true
			case m.is("f"):
				into, calculates = &formula, true
			case m.is("is"):
				inline = m.rich("is")
			}
		case markupText:
			if into != nil {
				*into = append(*into, m.text...)
			}
		case endTag:
			into = nil
			if !m.is("c") {
				continue
			}
			r.value, r.formula = value, formula
			if calculates && len(value) == 0 && !(stored && kind == "str") {
				return cell{kind: uncalculated, formula: string(formula), style: style}, true
			}
			if inline != "" {
				return cell{raw: inline, shown: inline, kind: textCell}, true
			}
			return r.book.cell(kind, string(value), style), true
		}
	}
}

// cell is the cell of a value as the file holds it.
func (b *book) cell(kind, value string, style int) cell {
	switch kind {
	case "s":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(b.shared) {
			return cell{}
		}
		return cell{raw: b.shared[n], shown: b.shared[n], kind: textCell}
	case "str", "inlineStr":
		value = unmark(value)
		return cell{raw: value, shown: value, kind: textCell}
	case "e":
		return cell{raw: value, shown: value}
	case "d": // a day as ISO 8601 writes it
		value = strings.Replace(value, "T00:00:00", "", 1)
		return cell{raw: value, shown: value}
	case "b":
		shown := "FALSE"
		if value == "1" || value == "true" {
			shown = "TRUE"
		}
		return cell{raw: shown, shown: shown, kind: booleanCell}
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return cell{}
	}
	if style < 0 || style >= len(b.formats) {
		return cell{raw: value, shown: value, kind: numberCell}
	}
	return b.formats[style].apply(value, b.date1904)
}

// unreadable complains of a sheet whose cells can't be read from a row on.
func unreadable(at diag.Place, list *diag.List) {
	list.Add(diag.Diagnostic{Code: "xlsx-sheet", Place: at,
		Problem: diag.T("工作表从此行起不能读（格式错误或过大）", "the sheet can't be read from here on (damaged or too large)"),
		Remedy:  diag.T("另存为新的 .xlsx，删去空行空列", "save it anew as .xlsx without empty rows and columns")})
}
