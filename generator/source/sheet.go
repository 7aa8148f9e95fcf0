package source

import (
	"maps"
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// Limits of a table, whatever its format.
const (
	maxRows    = 200_000
	maxColumns = 256
	headerRows = 10 // rows with content among which the header row is looked for
)

// sheet reads a table's records out of rows of cells, one row after another.
type sheet struct {
	table  *Table
	names  names
	place  diag.Place // file and sheet
	list   *diag.List
	binder *binder
	emit   func(any)
	take   func(number int, cells []cell) bool // takes the rows as they are, if there is one

	header  *header
	before  int // rows with content before the header
	records int
	stopped bool
	unnamed bool // complained of
	cells   []*cell
}

func newSheet(t *Table, place diag.Place, list *diag.List, date1904 bool, emit func(any)) *sheet {
	s := &sheet{table: t, names: namesOf(t), place: place, list: list, binder: &binder{table: t, list: list}, emit: emit, cells: make([]*cell, len(t.Columns))}
	s.binder.date1904 = date1904
	return s
}

// row takes the next row and tells whether more are wanted.
func (s *sheet) row(number int, cells []cell) bool {
	if s.take != nil {
		return s.take(number, cells)
	}
	cells = trimRow(cells)
	if len(cells) == 0 {
		return true
	}
	place := s.place
	place.Row = number
	if len(cells) > maxColumns {
		s.fail(place, "table-columns", diag.T("超过%d列", "more than %d columns", maxColumns), diag.T("删去多余的列", "delete what is not needed"))
		return false
	}
	if s.header == nil {
		if s.names.known(cells) >= 2 {
			s.header = readHeader(s.table, s.names, place, cells, s.list)
			return true
		}
		s.before++
		return s.before < headerRows
	}
	if s.records >= maxRows {
		s.fail(place, "table-rows", diag.T("超过%d行", "more than %d rows", maxRows), diag.T("分成几个文件", "use several files"))
		return false
	}
	if !s.header.total(cells) {
		s.records++
		s.record(place, cells)
	}
	return true
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
	s.emit(s.binder.record(h.origin(place), s.cells, h.absent, s.extra(place, cells)))
}

// extra keeps the columns that the table does not know, by header.
func (s *sheet) extra(place diag.Place, cells []cell) map[string]string {
	for i := range cells {
		if (i >= len(s.header.named) || !s.header.named[i]) && cells[i].raw != "" && !s.unnamed && strings.TrimSpace(cells[i].raw) != "" {
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
	for i, name := range s.header.extra {
		value := ""
		if i < len(cells) {
			value = cells[i].shown
		}
		extra[name] = value
	}
	for _, i := range slices.Sorted(maps.Keys(s.header.extra)) {
		name := s.header.extra[i]
		value, f := clean(extra[name])
		extra[name] = value
		if f != nil {
			at := place
			at.Column, at.Header = i+1, name
			s.list.Add(diag.Diagnostic{Code: f.code, Place: at, Value: value, Problem: f.problem, Remedy: f.remedy})
		}
	}
	return extra
}

// noHeader complains that no header row was found.
func (s *sheet) noHeader() {
	var need []string
	for i := range s.table.Columns {
		if c := &s.table.Columns[i]; c.Required {
			need = append(need, c.Header)
		}
	}
	s.fail(s.place, "header-missing",
		diag.T("前%d行中没有找到“%s”表的表头", "no header row of the table %[2]q among the first %[1]d rows", headerRows, s.table.Title),
		diag.T("表头至少应有：%s", "the header row needs at least %s", strings.Join(need, "、")))
}

func trimRow(cells []cell) []cell {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1].raw) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
