package source

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// Limits of a table, whatever its format.
const (
	maxRows    = 200_000
	maxColumns = 256
	headerRows = 20 // rows with content among which the head is looked for
)

// sheet reads a table's records out of rows of cells.
type sheet struct {
	table  *Table
	names  names
	place  diag.Place // file and sheet
	list   *diag.List
	binder *binder
	emit   func(any)

	// calculate gives the value of a formula that stands in a cell without one.
	calculate func(row, column, style int) (cell, bool)

	merges    []span // by their first row
	mergeFrom int    // the first merge that the row at hand may lie in
	above     map[span]cell

	header  *header
	records int
	stopped bool
	unnamed bool // complained of
	notes   bool // the lines below the table have begun
	skipped map[passed][]int
	rows    []int32  // of the records
	side    bool     // the table lies on its side
	held    sheetRow // with one cell only, not yet taken
	cells   []*cell
	recent  []cell // of the record above
	dittos  int    // cells that were read as the ones above
	section section
	given   map[int]given
	year    int                      // that days without one are of; 0: not known
	units   func() map[string]string // codes and names of the office's units, folded; nil: not known
}

func newSheet(t *Table, place diag.Place, list *diag.List, date1904 bool, emit func(any)) *sheet {
	s := &sheet{table: t, names: namesOf(t), place: place, list: list, binder: &binder{table: t, list: list, date1904: date1904}, emit: emit, cells: make([]*cell, len(t.Columns)), above: map[span]cell{}}
	return s
}

// candidate is a sheet's head, found but not yet read.
type candidate struct {
	lines  []sheetRow
	paths  [][]string
	before []sheetRow // above the head
	known  int        // columns that it names
	all    bool       // every required one among them
	full   bool       // each of its columns has a name that is known
	wide   int        // a row that has too many columns, 0 if none has
	rows   int        // seen, with content
	bad    int        // a row from which on the sheet can't be read
}

// look finds the head among a grid's first rows.
func (s *sheet) look(g *grid) (c candidate) {
	var first []sheetRow
	last, ok := g.walk(func(number int, cells []cell) bool {
		if cells = trimRow(cells); len(cells) == 0 {
			return true
		}
		if len(cells) > maxColumns {
			c.wide = number
			return false
		}
		first = append(first, sheetRow{number, append([]cell(nil), cells...)})
		return len(first) < headerRows+maxHeadRows
	})
	if c.rows = len(first); !ok {
		c.bad = last
	}
	h := heads{names: s.names, lines: first, merges: g.merges}
	i, depth, paths, ok := h.find() // of the head
	if !ok && c.wide == 0 && c.bad == 0 && len(first) >= headerRows {
		first, i, depth, paths, ok = s.further(g)
	}
	if !ok {
		return c
	}
	c.lines, c.paths, c.before = first[i:i+depth], paths, first[:i]
	found := map[int]bool{}
	for _, p := range paths {
		if len(p) > 0 {
			if m := s.names.under(p); m.column >= 0 {
				found[m.column] = true
			}
		}
	}
	for _, p := range s.names.dayColumns(paths) {
		found[p.column] = true
	}
	if spread := s.names.kindsUnder(paths, func(i int) bool { return !found[i] }); len(spread) > 0 {
		for i := range spread[0].says {
			found[i] = true
		}
		for _, p := range spread {
			if p.value >= 0 {
				found[p.value] = true
			}
		}
	}
	c.known, c.all, c.full = len(found), true, h.full(paths, float64(len(found)), len(paths))
	for i := range s.table.Columns {
		c.all = c.all && (found[i] || !s.table.Columns[i].Required)
	}
	return c
}

// further looks for the head below another table: a row that names all the columns that
// the table must have.
func (s *sheet) further(g *grid) (lines []sheetRow, at, depth int, paths [][]string, ok bool) {
	g.walk(func(number int, cells []cell) bool {
		if cells = trimRow(cells); len(cells) == 0 || len(cells) > maxColumns {
			return len(cells) == 0
		}
		if lines = append(lines, sheetRow{number, slices.Clone(cells)}); len(lines) > maxHeadRows+1 {
			lines = slices.Delete(lines, 0, 1)
		}
		if s.names.known(cells) < 2 {
			return true
		}
		h := heads{names: s.names, lines: lines, merges: g.merges}
		at, depth = len(lines)-1, 1
		paths = h.paths(at, depth)
		found := map[int]bool{}
		for _, p := range paths {
			if len(p) > 0 {
				found[s.names.under(p).column] = true
			}
		}
		ok = true
		for i := range s.table.Columns {
			ok = ok && (found[i] || !s.table.Columns[i].Required)
		}
		return !ok
	})
	return lines, at, depth, paths, ok
}

// read reads the records below a head that was found.
func (s *sheet) read(g *grid, c candidate) {
	s.merges = g.merges
	s.year = s.yearAbove(c)
	s.binder.year = s.year
	if row := s.monthColumns(s.headRows(g, c), c.paths); row > 0 {
		s.besides(row)
		return
	}
	s.header = s.head(g, c)
	s.header.side = s.side
	s.binder.header(s.header)
	for _, row := range c.before {
		s.counts(row.cells)
	}
	s.headAbove(c)
	last, ok := g.walk(s.row)
	if !s.stopped {
		s.release()
	}
	place := s.place
	place.Row = last
	if !ok && !s.stopped {
		s.stopped = true
		unreadable(place, s.list)
	}
	s.told()
	s.unseen(g)
	s.crossedOut(g)
	s.dittoed()
	s.sectioned()
	if s.records == 0 && !s.stopped {
		s.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: emptyTable, Place: s.place,
			Problem: diag.T("“%s”表没有一条记录", "the table %q has no record", s.table.Title),
			Remedy:  diag.T("核对表头下面是否有内容", "check whether there is anything below the head")})
	}
}

// head reads the head that was found. What stands above the table, or in lines between
// the rows, is not wanted of the head.
func (s *sheet) head(g *grid, c candidate) *header {
	list := &diag.List{}
	h := readHeader(s.names, s.place, c.lines, c.paths, moneyAbove(c.before), list)
	unit := unitColumn(s.table)
	headed := unit >= 0 && h.columns[unit] < 0 && s.namesUnits(g, h.last)
	s.given = s.aboveTable(h, c.before, headed)
	inRows := s.saidBetween(g, h, headed)
	if s.spreadOut(g, h, c.before); len(h.spread) > 0 {
		inRows[h.spread[0].value] = true
		for i := range h.spread[0].says {
			inRows[i] = true
		}
	}
	for _, d := range list.All() {
		if i := s.missing(d); i < 0 || !inRows[i] && s.given[i].raw == "" {
			s.list.Add(d)
		}
	}
	h.absent = slices.DeleteFunc(h.absent, func(field string) bool {
		i := slices.IndexFunc(s.table.Columns, func(c Column) bool { return c.Field == field })
		return inRows[i] || s.given[i].raw != ""
	})
	s.tellGiven()
	return h
}

// row takes the next row and tells whether more are wanted.
func (s *sheet) row(number int, cells []cell) bool {
	if number <= s.header.last {
		return true
	}
	cells = s.fill(number, s.calculated(number, trimRow(cells)))
	if len(cells) == 0 {
		return true
	}
	if s.foreign(cells) {
		s.ended(number)
		return false
	}
	return s.release() && s.take(number, cells)
}

// release takes the row that was held back: no head of another table has followed.
func (s *sheet) release() bool {
	held := s.held
	s.held = sheetRow{}
	return held.number == 0 || s.entry(held.number, held.cells)
}

// take takes a row with something in it.
func (s *sheet) take(number int, cells []cell) bool {
	place := s.place
	place.Row = number
	if len(cells) > maxColumns {
		s.fail(place, "table-columns", diag.T("超过%d列", "more than %d columns", maxColumns), diag.T("删去多余的列", "delete what is not needed"))
		return false
	}
	why := s.judge(number, cells)
	switch {
	case why != isRecord:
		if why == isSection || why == isTotalRow {
			s.heading(cells)
		}
		s.pass(why, place, cells)
	case len(s.header.named) > 2 && owns(cells) == 1:
		s.held = sheetRow{number, slices.Clone(cells)} // it may be the title of a table that follows
	default:
		return s.entry(number, cells)
	}
	return true
}

// entry takes a row that is a record, or a head.
func (s *sheet) entry(number int, cells []cell) bool {
	place := s.place
	place.Row = number
	switch {
	case s.records >= maxRows:
		s.fail(place, "table-rows", diag.T("超过%d行", "more than %d rows", maxRows), diag.T("分成几个文件", "use several files"))
		return false
	case s.another(place, cells):
	default:
		s.records++
		s.rows = append(s.rows, int32(number))
		s.ditto(cells)
		s.record(place, cells)
	}
	return true
}

// foreign tells the head of another table that stands below this one.
func (s *sheet) foreign(cells []cell) bool {
	words := 0
	for i := 0; i < len(cells) && words < 2; i++ {
		if raw := cells[i].raw; cells[i].filled || raw == "" || raw[0] <= '9' || cells[i].empty() {
			continue
		}
		if words++; isHeader(cells[i].raw) {
			words = 3
		}
	}
	if words < 3 { // as most rows are
		return false
	}
	own := owns(cells)
	if own < 3 || s.names.known(cells) >= 3 {
		return false
	}
	n := headsOf(cells)
	return n >= 3 && n*5 >= own*3 && n > s.names.known(cells)
}

// ended says that the rest of the sheet is another table. A title above its head goes
// with it.
func (s *sheet) ended(number int) {
	if s.held.number > 0 {
		number, s.held = s.held.number, sheetRow{}
	}
	place := s.place
	place.Row = number
	s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "rows-foreign", Place: place,
		Problem: diag.T("从这一行起是另一张表，不作“%s”的记录", "from this row on there is another table: no records of %q", s.table.Title)})
}

// another takes a row that is a head with its columns in another order: from here
// on it is the head.
func (s *sheet) another(place diag.Place, cells []cell) bool {
	known := 0
	for _, at := range s.header.columns {
		known += min(at+1, 1)
	}
	if !s.names.begins(cells) {
		return false
	}
	n := s.names.known(cells)
	if n < 2 || n*5 < known*3 {
		return false
	}
	var paths [][]string
	for i := range cells {
		var path []string
		if text := headText(cells[i].raw); text != "" {
			path = []string{text}
		}
		paths = append(paths, path)
	}
	s.header = readHeader(s.names, s.place, []sheetRow{{place.Row, append([]cell(nil), cells...)}}, paths, "", s.list)
	s.binder.header(s.header)
	s.pass(isHeadAgain, place, cells)
	return true
}

// unseen says how many records stand in rows that a spreadsheet does not show, and which
// columns it does not: what is hidden from the eye is still the ledger's.
func (s *sheet) unseen(g *grid) {
	if g.hidden == nil {
		return
	}
	hidden, n, first := g.hidden(), 0, 0
	for _, row := range s.rows {
		if hidden.rows[int(row)] {
			if n++; n == 1 {
				first = int(row)
			}
		}
	}
	if n > 0 {
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "rows-hidden", Place: s.place,
			Problem: diag.T("隐藏或被筛选掉的%[1]d行（从第%[2]d行起）也读入了", "%[1]d rows that are hidden or filtered out (from row %[2]d on) are read too", n, first)})
	}
	var headers []string
	for i, at := range s.header.columns {
		if at >= 0 && hidden.column(at+1) {
			headers = append(headers, s.table.Columns[i].Header)
		}
	}
	if len(headers) > 0 && s.records > 0 {
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "columns-hidden", Place: s.place,
			Problem: diag.T("隐藏的列也读入了：%s", "hidden columns are read too: %s", diag.Names(headers))})
	}
}

// calculated gives the formulas of a row that have no value theirs, and cuts off
// what is empty then.
func (s *sheet) calculated(number int, cells []cell) []cell {
	if s.calculate == nil {
		return cells
	}
	done := false
	for i := range cells {
		if cells[i].kind == uncalculated {
			if c, ok := s.calculate(number, i+1, cells[i].style); ok {
				cells[i], done = c, true
			}
		}
	}
	if done {
		return trimRow(cells)
	}
	return cells
}

// fill gives the cells that lie under a cell merged downwards its value. Rows that
// have nothing of their own stay empty.
func (s *sheet) fill(number int, cells []cell) []cell {
	for s.mergeFrom < len(s.merges) && s.merges[s.mergeFrom].row2 < number {
		delete(s.above, s.merges[s.mergeFrom])
		s.mergeFrom++
	}
	if len(cells) == 0 {
		return cells
	}
	for _, m := range s.merges[s.mergeFrom:] {
		switch {
		case m.row1 > number:
			return cells
		case m.row2 < number || m.row1 == m.row2:
		case m.row1 == number:
			if m.col1 <= len(cells) && !cells[m.col1-1].empty() {
				s.above[m] = cells[m.col1-1]
			}
		default:
			c, ok := s.above[m]
			if !ok || m.col1 > maxColumns {
				continue
			}
			for len(cells) < m.col1 {
				cells = append(cells, cell{})
			}
			if cells[m.col1-1].empty() {
				c.filled = true
				cells[m.col1-1] = c
			}
		}
	}
	return cells
}

func (s *sheet) fail(at diag.Place, code string, problem, remedy diag.Text) {
	s.stopped = true
	s.list.Add(diag.Diagnostic{Code: code, Place: at, Problem: problem, Remedy: remedy})
}

func (s *sheet) record(place diag.Place, cells []cell) {
	h := s.header
	for i, at := range h.columns {
		s.cells[i] = nil
		if at >= 0 && at < len(cells) {
			s.cells[i] = &cells[at]
		}
	}
	for _, day := range h.days {
		s.cells[day.column] = day.of(cells)
	}
	s.ofSection()
	extra := s.extra(place, cells)
	if len(h.spread) > 0 {
		s.spreadRecords(place, cells, extra)
		return
	}
	s.emit(s.binder.record(h.origin(place), s.cells, h.absent, extra))
}

// extra keeps the columns that the table does not know, by header.
func (s *sheet) extra(place diag.Place, cells []cell) map[string]string {
	for i := range cells {
		if (i >= len(s.header.named) || !s.header.named[i]) && !s.unnamed && !cells[i].empty() {
			s.unnamed = true
			place.Column = i + 1
			s.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "header-empty", Place: place, Value: cells[i].raw,
				Problem: diag.T("此列没有表头，内容没有读入", "the column has no header: it is not read"), Remedy: diag.T("填写表头，或删去此列", "give it a header, or delete it")})
		}
	}
	if len(s.header.extra) == 0 {
		return nil
	}
	extra := make(map[string]string, len(s.header.extra))
	for _, i := range s.header.order {
		name := s.header.extra[i]
		if i >= len(cells) {
			extra[name] = ""
			continue
		}
		value, f := s.binder.extraText(name, &cells[i])
		extra[name] = value
		at := place
		at.Column, at.Header = i+1, name
		if f != nil {
			s.list.Add(diag.Diagnostic{Code: f.code, Place: at, Value: value, Problem: f.problem, Remedy: f.remedy})
		} else if len(s.header.near) > 0 && value != "" {
			s.unread(i, at, value)
		}
	}
	return extra
}

// noHeader complains that no head was found.
func (s *sheet) noHeader(g *grid) {
	var first []sheetRow
	g.walk(func(number int, cells []cell) bool {
		first = append(first, sheetRow{number, slices.Clone(cells)})
		return len(first) < headerRows
	})
	if row := s.monthColumns(first, nil); row > 0 {
		s.besides(row)
		return
	}
	var need []string
	for i := range s.table.Columns {
		if c := &s.table.Columns[i]; c.Required {
			need = append(need, c.Header)
		}
	}
	s.fail(s.place, "header-missing",
		diag.T("前%d行中没有找到“%s”表的表头", "no header row of the table %[2]q among the first %[1]d rows", headerRows, s.table.Title),
		diag.T("表头至少应有：%s", "the header row needs at least %s", diag.Names(need)))
}

func trimRow(cells []cell) []cell {
	for len(cells) > 0 && cells[len(cells)-1].empty() {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// moneyAbove is the measure of money that a line above the table gives all its
// figures: 单位：万元.
func moneyAbove(before []sheetRow) string {
	for _, l := range before {
		for i := range l.cells {
			text := normal(l.cells[i].raw)
			at := strings.LastIndex(text, "单位:")
			if at < 0 {
				continue
			}
			for _, word := range strings.FieldsFunc(strings.Trim(text[at+len("单位:"):], "()"), func(r rune) bool { return strings.ContainsRune("、,/;和)", r) }) {
				if _, ok := moneyFactors[word]; ok {
					return word
				}
			}
		}
	}
	return ""
}

// yearAbove is the one year that the table is of: as hongtou.yaml says, or as the lines
// above it, its head, the sheet's name or the file's speak of; 0 if there is none, or
// more than one. The day on which a form was filled in tells nothing, where another line
// does.
func (s *sheet) yearAbove(c candidate) int {
	if s.table.Year > 0 {
		return s.table.Year
	}
	var titles, labels strings.Builder
	for _, l := range c.before {
		for i := range l.cells {
			if text := l.cells[i].shown; strings.ContainsAny(text, ":：") {
				labels.WriteString(text + "\n")
			} else {
				titles.WriteString(text + "\n")
			}
		}
	}
	for _, l := range c.lines {
		for i := range l.cells {
			titles.WriteString(l.cells[i].shown + "\n")
		}
	}
	for _, text := range []string{titles.String(), labels.String(), s.place.Sheet, s.place.File} {
		if year, any := oneYear(text); any {
			return year
		}
	}
	return 0
}
