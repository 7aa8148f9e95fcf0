package source

import (
	"regexp"
	"slices"

	"hongtou/generator/diag"
)

// A table whose records are of a month each may be kept with a column a month: 单位 |
// 发现隐患: 1月 2月 3月. Which of its figures would be which record's, no rule of ours says,
// and its other columns (报送日期) are of no month: it is told of as such, once.

// monthHead is a header that is a month: 1月, 2026年3月份, 十二月.
var monthHead = regexp.MustCompile(`^(20\d\d年)?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?$`)

// monthColumns is the first of the rows that has months beside each other; 0 for none, and
// where the table's records have no month, or one of their own.
func (s *sheet) monthColumns(rows []sheetRow, paths [][]string) int {
	month := slices.IndexFunc(s.table.Columns, func(c Column) bool { return c.Type == Month && c.Required })
	if month < 0 || slices.ContainsFunc(paths, func(p []string) bool { return len(p) > 0 && s.names.under(p).column == month }) {
		return 0
	}
	for _, row := range rows {
		months := 0
		for i := range row.cells {
			if !row.cells[i].filled && monthHead.MatchString(normal(row.cells[i].raw)) {
				months++
			}
		}
		if months >= 2 {
			return row.number
		}
	}
	return 0
}

// headRows are the rows of the head and the one below it.
func (s *sheet) headRows(g *grid, c candidate) []sheetRow {
	rows := slices.Clone(c.lines)
	last := c.lines[len(c.lines)-1].number
	g.walk(func(number int, cells []cell) bool {
		if number > last && len(trimRow(cells)) > 0 {
			rows = append(rows, sheetRow{number, slices.Clone(cells)})
		}
		return number <= last
	})
	return rows
}

// besides complains of a table with a column a month.
func (s *sheet) besides(row int) {
	place := s.place
	place.Row = row
	s.fail(place, "table-months", diag.T("各月并列成列，没有读入：“%s”表一行是一个单位一个月的", "months stand beside each other: nothing was read, since a row of %q is of one unit in one month", s.table.Title),
		diag.T("改成每单位每月一行，加“月份”列；或每月一张工作表、一个文件", "give each unit a row a month, with a column 月份"))
}
