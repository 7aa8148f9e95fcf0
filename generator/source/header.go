package source

import (
	"maps"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// columnMissing is the complaint of a required column that a head lacks.
const columnMissing = "column-missing"

// header is the head of a sheet's table as understood: one row, or up to three
// that are joined by their merged cells.
type header struct {
	table   *Table
	first   int            // rows of the sheet
	last    int            //
	columns []int          // of the sheet, by the table's column; -1: missing
	factors []float64      // from the sheet's measure to the column's, by the table's column
	extra   map[int]string // sheet column → header that the table does not know
	order   []int          // the sheet columns of extra
	serial  int            // the sheet column of running numbers, -1 if there is none
	near    map[int]int    // sheet column that is not read → table column that it looks like
	named   []bool         // by sheet column
	absent  []string       // fields whose required column is missing
	days    []dayParts     // that stand in several columns
	paths   [][]string     // the words over each column of the sheet
	side    bool           // the table lies on its side
	spread  []spread       // columns that hold a record's figure each
	places  columns
	sheet   *model.Sheet     // that its records share
	texts   []map[int]string // the words of each head row, by sheet column
}

// columns locates fields in the sheet's columns, counted from 1.
type columns map[string]struct {
	number int
	header string
	factor float64 // from the sheet's measure to the column's
	parts  bool    // the field stands in several columns, or not in a row of its own
}

// Locate narrows a row's place to a field's cell.
func (c columns) Locate(row diag.Place, field string) diag.Place {
	at := c[field]
	row.Column, row.Header = at.number, at.header
	return row
}

// sheetRow is a row of a sheet, kept.
type sheetRow struct {
	number int
	cells  []cell
}

// heads is the choice of a sheet's head among its first rows.
type heads struct {
	names  names
	lines  []sheetRow
	merges []span
	texts  [][]string // of the cells, as they are shown
}

// maxHeadRows is how many rows a head has at most.
const maxHeadRows = 3

// find gives the rows that name the most columns of the table, the fewest and
// first of those that name as many; ok is false if none names two. A row that names
// all columns of the sheet, each once, is the head: most tables have one, and what
// their rows say need not be weighed.
func (h *heads) find() (first, depth int, paths [][]string, ok bool) {
	best, width := 1.0, 0
	for _, l := range h.lines {
		width = max(width, len(l.cells))
	}
	for d := 1; d <= maxHeadRows && !h.full(paths, best, width); d++ {
		for i := 0; i+d <= len(h.lines) && i < headerRows; i++ {
			if d > 1 && h.lines[i+d-1].number-h.lines[i].number != d-1 {
				continue
			}
			p := h.paths(i, d)
			if h.most(p) <= best {
				continue
			}
			if score := h.score(p); score > best {
				best, first, depth, paths, ok = score, i, d, p, true
				if h.full(p, score, width) {
					break
				}
			}
		}
	}
	if at, deep, above, is := h.earlier(first, paths, best); ok && is {
		first, depth, paths = at, deep, above
	}
	if ok && first+depth < len(h.lines) && h.lines[first+depth].number == h.lines[first+depth-1].number+1 {
		if measures, all := measuresBelow(h.lines[first+depth].cells); all {
			for at, m := range measures {
				if at < len(paths) && len(paths[at]) > 0 {
					leaf := &paths[at][len(paths[at])-1]
					*leaf += "（" + m + "）"
				}
			}
			depth++
		}
	}
	return first, depth, paths, ok
}

// full tells whether a head of that score names all columns of a sheet so wide.
func (h *heads) full(paths [][]string, score float64, width int) bool {
	return width > 1 && len(paths) == width && score >= float64(width) && !slices.ContainsFunc(paths, func(p []string) bool {
		return len(p) == 0 || h.names.under(p).column < 0
	})
}

// measuresBelow gives the measures of a row that has nothing else, by column: the
// last row of a head that says below 整改资金 that it is in 元.
func measuresBelow(cells []cell) (map[int]string, bool) {
	measures := map[int]string{}
	for i := range cells {
		if cells[i].empty() {
			continue
		}
		word := strings.TrimPrefix(strings.Trim(normal(cells[i].raw), "([【)]】"), "单位:")
		if cells[i].kind == numberCell || !isMeasure(word) {
			return nil, false
		}
		measures[i] = word
	}
	return measures, len(measures) > 0
}

// score counts the columns that a head names; one that is named twice counts
// half, so that a group above tells the two apart if there is one.
func (h *heads) score(paths [][]string) float64 {
	found := map[int]bool{}
	twice := 0.0
	for _, p := range paths {
		if len(p) == 0 {
			continue
		}
		if m := h.names.under(p); m.column >= 0 {
			if found[m.column] {
				twice += 0.5
			}
			found[m.column] = true
		}
	}
	for _, p := range h.names.dayColumns(paths) {
		found[p.column] = true
		twice -= 0.5 // over the parts rather than over the head above them alone
	}
	kinds := h.names.kindsUnder(paths, func(i int) bool { return !found[i] })
	return float64(len(found)) - twice + 0.4*float64(len(kinds))
}

// paths are the heads over each column of the sheet from top to bottom, in rows
// i to i+depth-1.
func (h *heads) paths(i, depth int) [][]string {
	width := 0
	for _, l := range h.lines[i : i+depth] {
		width = max(width, len(l.cells))
	}
	paths := make([][]string, width)
	for d := range depth {
		for at := range paths {
			text := h.text(i, i+d, i+depth-1, at)
			if p := paths[at]; text != "" && (len(p) == 0 || p[len(p)-1] != text) {
				paths[at] = append(p, text)
			}
		}
	}
	return paths
}

// text is what stands in a cell of a head, or over it as far as the cell there
// reaches.
func (h *heads) text(first, i, last, at int) string {
	row := h.lines[i].number
	for _, m := range h.merges {
		if m.row1 > row {
			break
		}
		if m.row1 >= h.lines[first].number && row <= m.row2 && at+1 >= m.col1 && at+1 <= m.col2 {
			return h.at(first+m.row1-h.lines[first].number, m.col1-1)
		}
	}
	text := h.at(i, at)
	// Without merged cells a group stands at the left of what it is over.
	for left := at - 1; text == "" && i < last && h.at(i+1, at) != "" && left >= 0 && h.at(i+1, left) != ""; left-- {
		if text = h.at(i, left); text != "" && left < at && h.covered(row, left) {
			return ""
		}
	}
	return text
}

// covered tells whether a merged cell of a row begins at a column: its own end
// says how far it reaches.
func (h *heads) covered(row, at int) bool {
	return slices.ContainsFunc(h.merges, func(m span) bool { return m.row1 == row && m.col1 == at+1 })
}

func (h *heads) at(i, at int) string {
	if i >= len(h.lines) || at >= len(h.lines[i].cells) {
		return ""
	}
	if h.texts == nil {
		h.texts = make([][]string, len(h.lines))
	}
	if h.texts[i] == nil {
		h.texts[i] = make([]string, len(h.lines[i].cells))
		for at := range h.texts[i] {
			h.texts[i][at] = headText(h.lines[i].cells[at].raw)
		}
	}
	return h.texts[i][at]
}

// headText is a header as it is shown: on one line.
func headText(raw string) string {
	text, _ := clean(raw)
	return oneLine(text)
}

// known counts the cells of a row that are headers of the table.
func (n names) known(cells []cell) int {
	count := 0
	for i := range cells {
		if cells[i].raw != "" && n.one(cells[i].raw).column >= 0 {
			count++
		}
	}
	return count
}

// begins tells whether one of a row's first two words is a header of the table.
func (n names) begins(cells []cell) bool {
	words := 0
	for i := range cells {
		if cells[i].filled || cells[i].raw == "" || cells[i].empty() {
			continue
		}
		if raw := cells[i].raw; raw[0] > '9' || raw[0] < '0' {
			if _, ok := n.find[normal(raw)]; ok {
				return true
			}
		}
		if words++; words == 2 {
			break
		}
	}
	return false
}

// readHeader understands a head and complains of columns that are there twice or
// not at all, and of measures that can't be converted. lines are the head's rows,
// paths the words over each column, money the measure that stands above the table.
func readHeader(n names, place diag.Place, lines []sheetRow, paths [][]string, money string, list *diag.List) *header {
	t := n.table
	h := &header{table: t, first: lines[0].number, last: lines[len(lines)-1].number, columns: make([]int, len(t.Columns)), factors: make([]float64, len(t.Columns)),
		extra: map[int]string{}, serial: -1, near: map[int]int{}, named: make([]bool, len(paths)), paths: paths, places: columns{}}
	for i := range h.columns {
		h.columns[i], h.factors[i] = -1, 1
	}
	row := place
	row.Row = h.last
	for _, l := range lines {
		h.keep(l, row, list)
	}
	taken := make([]heading, len(t.Columns))
	parts := map[int]bool{}
	for _, p := range n.dayColumns(paths) {
		h.days = append(h.days, p)
		first := p.month
		if p.year >= 0 {
			first = p.year
		}
		h.columns[p.column], taken[p.column] = first, heading{column: p.column, factor: 1, text: strings.Join(paths[first], "")}
		for at := first; at <= p.day; at++ {
			parts[at], h.named[at] = true, true
		}
	}
	for _, p := range n.partsUnder(paths) {
		parts[p.at], h.named[p.at] = true, true
		h.unknown(p.at, paths[p.at])
	}
	rival := map[int]int{} // sheet column → the one before that means the same
	for i, path := range paths {
		if len(path) == 0 || parts[i] {
			continue
		}
		h.named[i] = true
		m := n.under(path)
		m.text = path[len(path)-1]
		if isSerial(normal(m.text)) && h.serial < 0 {
			h.serial = i
		}
		if m.column < 0 {
			h.unknown(i, path)
			continue
		}
		switch old := h.columns[m.column]; {
		case old < 0:
			h.columns[m.column], taken[m.column] = i, m
		case m.rank < taken[m.column].rank:
			h.unknown(old, paths[old])
			h.columns[m.column], taken[m.column] = i, m
		case m.rank == taken[m.column].rank:
			rival[i] = old
		default:
			h.unknown(i, path)
		}
	}
	for _, i := range slices.Sorted(maps.Keys(rival)) {
		if n.under(paths[i]).rank == taken[n.under(paths[i]).column].rank {
			h.twice(row, i, paths[i], rival[i], list)
		} else {
			h.unknown(i, paths[i])
		}
	}
	for i := range t.Columns {
		if at := h.columns[i]; at >= 0 {
			h.measure(row, i, taken[i], money, list)
		}
	}
	h.order = slices.Sorted(maps.Keys(h.extra))
	h.alike(n)
	h.finish(row, taken, list)
	h.unmapped(row, list)
	return h
}

// keep remembers the words of a head row, to know it again, and complains of
// characters in it that no document can show.
func (h *header) keep(l sheetRow, place diag.Place, list *diag.List) {
	texts := map[int]string{}
	for i := range l.cells {
		text, f := clean(l.cells[i].raw)
		if f != nil {
			place.Row, place.Column, place.Header = l.number, i+1, oneLine(text)
			list.Add(diag.Diagnostic{Code: f.code, Place: place, Value: oneLine(text), Problem: f.problem, Remedy: f.remedy})
		}
		if text != "" {
			texts[i] = normal(text)
		}
	}
	h.texts = append(h.texts, texts)
}

// unknown keeps a column that the table does not know, under its own name: the
// second 备注 as 备注2.
func (h *header) unknown(at int, path []string) {
	name := path[len(path)-1]
	used := slices.Collect(maps.Values(h.extra))
	if slices.Contains(used, name) && len(path) > 1 {
		name = strings.Join(path, "")
	}
	first := name
	for n := 2; slices.Contains(used, name); n++ {
		name = first + string(rune('0'+n%10))
		if n > 9 {
			name = strings.Join(path, "") + diag.ColumnName(at+1)
			break
		}
	}
	h.extra[at] = name
}

func (h *header) twice(row diag.Place, at int, path []string, first int, list *diag.List) {
	row.Column, row.Header = at+1, path[len(path)-1]
	list.Add(diag.Diagnostic{Code: "header-duplicate", Place: row, Value: row.Header,
		Problem: diag.T("此列与%[1]s列重复", "this column repeats column %[1]s", diag.ColumnName(first+1)),
		Remedy:  diag.T("删去一列，或改表头", "delete one of them, or change its header")})
}

// measure takes a column's measure: from its own head, or from the line above
// the table (单位：元).
func (h *header) measure(row diag.Place, i int, m heading, money string, list *diag.List) {
	c := &h.table.Columns[i]
	row.Column, row.Header = h.columns[i]+1, m.text
	if own := moneyFactors[c.Measure]; m.factor == 1 && m.wrong == "" && money != "" && own != 0 && !strings.Contains(normal(m.text), "元") {
		m.factor = moneyFactors[money] / own
	}
	if m.wrong != "" {
		h.absent = append(h.absent, c.Field)
		remedy := diag.T("换算后把表头改为：%s", "convert the figures and change the header to %s", c.Header)
		if own := c.Measure; own != "" {
			remedy = diag.T("换算成%[2]s，表头改为：%[1]s（%[2]s）", "convert the figures to %[2]s and change the header to %[1]s（%[2]s）", c.Header, own)
		}
		list.Add(diag.Diagnostic{Code: "header-measure", Place: row, Value: m.text,
			Problem: diag.T("表头的计量单位不是“%s”列所用的", "the measure in this header is not that of the column %q", c.Header), Remedy: remedy})
		h.columns[i] = -1
		return
	}
	h.factors[i] = m.factor
	if m.factor != 1 && c.Measure != "" {
		list.Add(diag.Diagnostic{Severity: diag.Note, Code: "header-converted", Place: row, Value: m.text,
			Problem: diag.T("此列换算成%s读入", "this column is converted to %s", c.Measure)})
	}
}

// finish sets the fields' places and complains once of each required column
// that is missing.
func (h *header) finish(row diag.Place, taken []heading, list *diag.List) {
	for i := range h.table.Columns {
		c := &h.table.Columns[i]
		at := h.columns[i]
		place := h.places[c.Field]
		place.number, place.header, place.factor = at+1, c.Header, h.factors[i]
		if at >= 0 {
			place.header = taken[i].text
		}
		place.parts = slices.ContainsFunc(h.days, func(p dayParts) bool { return p.column == i })
		h.places[c.Field] = place
		if at >= 0 || !c.Required || slices.Contains(h.absent, c.Field) {
			continue
		}
		h.absent = append(h.absent, c.Field)
		missing := row
		missing.Header = c.Header
		remedy := diag.T("增加一列，表头可用：%s", "add a column headed by one of %s", diag.Names(c.Accepts()))
		if alike := h.alikeOf(i); alike != "" {
			remedy = diag.T("“%[1]s”列如果就是，把表头改为“%[2]s”，或在 hongtou.yaml 中写 columns: {%[2]s: %[1]s}", "if the column %[1]q is it, change its header to %[2]q, or write columns: {%[2]s: %[1]s} in hongtou.yaml", alike, c.Header)
		}
		list.Add(diag.Diagnostic{Code: columnMissing, Place: missing,
			Problem: diag.T("缺少必需的列“%s”", "the required column %q is missing", c.Header), Remedy: remedy})
	}
}

// origin is where a row's record comes from.
func (h *header) origin(row diag.Place) model.Origin {
	if h.sheet == nil {
		h.sheet = &model.Sheet{Place: row, Locator: h.places}
		if h.side {
			h.sheet.Locator = side{h.places}
		}
	}
	return h.sheet.Row(row.Row, row.Line)
}
