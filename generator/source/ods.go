package source

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Workbooks of OpenDocument (.ods, ISO/IEC 26300): one part holds all sheets.

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

// openODS reads the sheets of an OpenDocument workbook; false if the archive is
// none.
func (b *book) openODS() bool {
	if !bytes.HasPrefix(b.part("mimetype"), []byte(odsType)) {
		return false
	}
	r := odsReader{book: b, markup: markup{data: b.part("content.xml")}, hidden: map[string]bool{}, crossed: map[string]bool{}}
	b.grids = map[string]*grid{}
	return r.read() && b.sheets != nil
}

type odsReader struct {
	book   *book
	markup markup
	hidden map[string]bool // styles of sheets that are not shown
	style  string
	size   int // cells kept

	crossed map[string]bool // styles whose letters are struck through
	struck  bool            // the text that was read last has some
}

func (r *odsReader) read() bool {
	m := &r.markup
	for {
		switch m.next() {
		case markupEnd:
			return true
		case markupBroken:
			return false
		case startTag:
			switch {
			case m.is("style"):
				r.style = string(m.attr("name"))
			case m.is("table-properties") && string(m.attr("display")) == "false":
				r.hidden[r.style] = true
			case m.is("text-properties"):
				for _, name := range []string{"text-line-through-style", "text-line-through-type"} { // LibreOffice writes the one of cells, the other of letters
					if line := string(m.attr(name)); line != "" && line != "none" {
						r.crossed[r.style] = true
					}
				}
			case m.is("table"):
				if !r.table() {
					return false
				}
			}
		}
	}
}

// table reads a sheet whose start tag was read.
func (r *odsReader) table() bool {
	m := &r.markup
	s := bookSheet{name: string(m.attr("name")), hidden: r.hidden[string(m.attr("style-name"))]}
	var rows []sheetRow
	g, unseen := &grid{}, unshown{rows: map[int]bool{}}
	struck := map[int]bool{}
	number, column := 1, 1
	for {
		switch m.next() {
		case markupEnd, markupBroken:
			return false
		case endTag:
			if !m.is("table") {
				continue
			}
			g.walk = func(visit func(int, []cell) bool) (int, bool) {
				for _, row := range rows {
					if !visit(row.number, slices.Clone(row.cells)) {
						return row.number, true
					}
				}
				return number, true
			}
			if len(unseen.rows)+len(unseen.columns) > 0 {
				g.hidden = func() unshown { return unseen }
			}
			if len(struck) > 0 {
				g.struck = func() map[int]bool { return struck }
			}
			slices.SortFunc(g.merges, func(a, b span) int { return a.row1 - b.row1 })
			s.part = "table " + strconv.Itoa(len(r.book.sheets))
			r.book.sheets, r.book.grids[s.part] = append(r.book.sheets, s), g
			return true
		case startTag:
			if m.is("table-column") {
				repeated := max(1, m.whole("number-columns-repeated", 1))
				if notShown(m) {
					unseen.columns = append(unseen.columns, span{col1: column, col2: column + repeated - 1})
				}
				column += repeated
				continue
			}
			if !m.is("table-row") {
				continue
			}
			hidden := notShown(m)
			repeated := max(1, m.whole("number-rows-repeated", 1))
			cells, ok := r.row(number, g, struck)
			if !ok {
				return false
			}
			if len(cells) > 0 {
				for i := range min(repeated, maxRows+1) {
					if r.size += len(cells); r.size > sheetSize/8 {
						return false
					}
					rows = append(rows, sheetRow{number + i, cells})
					if struck[number] {
						struck[number+i] = true
					}
					if hidden {
						unseen.rows[number+i] = true
					}
				}
			}
			number += repeated
		}
	}
}

// notShown tells a row or columns that are hidden, or filtered out.
func notShown(m *markup) bool {
	v := string(m.attr("visibility"))
	return v == "collapse" || v == "filter"
}

// row reads the cells of a row whose start tag was read, and notes it if any is struck
// through.
func (r *odsReader) row(number int, g *grid, struck map[int]bool) ([]cell, bool) {
	m := &r.markup
	var cells []cell
	blank := 0 // cells without anything, not yet kept
	for {
		switch m.next() {
		case markupEnd, markupBroken:
			return nil, false
		case endTag:
			if m.is("table-row") {
				return cells, true
			}
		case startTag:
			if !m.is("table-cell") && !m.is("covered-table-cell") {
				continue
			}
			repeated := max(1, m.whole("number-columns-repeated", 1))
			at := len(cells) + blank + 1
			if rows, columns := m.whole("number-rows-spanned", 1), m.whole("number-columns-spanned", 1); rows > 1 || columns > 1 {
				g.merges = append(g.merges, span{number, at, number + rows - 1, at + columns - 1})
			}
			crossed := r.crossed[string(m.attr("style-name"))]
			c, ok := r.cell(string(m.name))
			if !ok {
				return nil, false
			}
			if !c.empty() && (crossed || r.struck) {
				struck[number] = true
			}
			if c.empty() {
				blank += repeated
				continue
			}
			if len(cells)+blank+repeated > lastColumn {
				return nil, false
			}
			cells = append(cells, make([]cell, blank)...)
			blank = 0
			for range repeated {
				cells = append(cells, c)
			}
		}
	}
}

// cell reads the cell whose start tag, of the name element, was read.
func (r *odsReader) cell(element string) (cell, bool) {
	m := &r.markup
	kind, value := string(m.attr("value-type")), string(m.attr("value"))
	day, clock, truthful := string(m.attr("date-value")), string(m.attr("time-value")), string(m.attr("boolean-value"))
	formula := string(m.attr("formula"))
	text, ok := r.text(element)
	if !ok {
		return cell{}, false
	}
	c := cell{raw: text, shown: text}
	switch kind {
	case "":
		if formula != "" && text == "" {
			return cell{kind: uncalculated, formula: formula}, true
		}
	case "float", "currency":
		c = cell{raw: value, shown: value, kind: numberCell}
		if digits := strings.TrimLeft(text, "0"); digits == value && text != value && value != "" || strings.Trim(text, "0123456789.,-") != "" && strings.HasSuffix(text, value) {
			c.shown = text // 001, YH001
		}
	case "percentage":
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			c.raw = strconv.FormatFloat(x*100, 'g', 15, 64) + "%"
			c.shown = c.raw
		}
	case "date":
		c.raw, c.day = strings.Replace(day, "T00:00:00", "", 1), true
	case "time":
		hours, rest, _ := strings.Cut(strings.TrimPrefix(clock, "PT"), "H")
		minutes, _, _ := strings.Cut(rest, "M")
		c.raw = hours + ":" + minutes
	case "boolean":
		c = cell{raw: strings.ToUpper(truthful), shown: strings.ToUpper(truthful), kind: booleanCell}
	default:
		c.kind = textCell
	}
	return c, true
}

// text reads a cell's paragraphs up to its end, a line each.
func (r *odsReader) text(element string) (string, bool) {
	m := &r.markup
	var b strings.Builder
	paragraphs, inside := 0, 0
	var spans []bool // that are struck through, from the outer to the inner
	r.struck = false
	for {
		switch m.next() {
		case markupEnd, markupBroken:
			return "", false
		case startTag:
			switch {
			case m.is("annotation"):
				m.skip()
			case m.is("p"):
				if paragraphs++; paragraphs > 1 {
					b.WriteByte('\n')
				}
				inside++
			case m.is("span"):
				spans = append(spans, r.crossed[string(m.attr("style-name"))])
			case m.is("s"):
				b.WriteString(strings.Repeat(" ", min(m.whole("c", 1), maxCell)))
			case m.is("tab"):
				b.WriteByte(' ')
			case m.is("line-break"):
				b.WriteByte('\n')
			}
		case markupText:
			if inside > 0 {
				b.Write(m.text)
				r.struck = r.struck || slices.Contains(spans, true)
			}
		case endTag:
			switch {
			case m.is("p"):
				inside--
			case m.is("span"):
				spans = spans[:max(0, len(spans)-1)]
			case string(m.name) == element:
				return b.String(), true
			}
		}
	}
}
