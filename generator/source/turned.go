package source

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// A table may lie on its side: its headers in the first column, a record a column. It
// is turned, read, and what is said of it turned back.

// turned gives the grid of a table that lies on its side and what stands above it; nil
// where the table's headers do not stand in the first column that has something.
func (s *sheet) turned(g *grid) (out *grid, before []sheetRow) {
	var rows []sheetRow
	width := 0
	g.walk(func(number int, cells []cell) bool {
		if cells = trimRow(cells); len(cells) > 0 {
			rows = append(rows, sheetRow{number, slices.Clone(cells)})
			width = max(width, len(cells))
		}
		return len(rows) <= maxColumns
	})
	if len(rows) > maxColumns {
		return nil, nil
	}
	first, labels := -1, map[int]bool{}
	for at, r := range rows {
		for i := 0; i < len(r.cells) && i < maxHeadRows; i++ {
			if h := s.names.one(r.cells[i].raw); r.cells[i].raw != "" && h.column >= 0 && len(r.cells) > i+1 {
				labels[h.column] = true
				if first < 0 {
					first = at
				}
				break
			}
		}
	}
	if len(labels) < 3 {
		return nil, nil
	}
	if first > 0 && s.monthsIn(rows[first-1].cells) {
		first--
	}
	before, rows = rows[:first], rows[first:]
	out = &grid{walk: func(visit func(int, []cell) bool) (last int, ok bool) {
		for column := range width {
			cells := make([]cell, rows[len(rows)-1].number)
			for _, r := range rows {
				if column < len(r.cells) {
					cells[r.number-1] = r.cells[column]
				}
			}
			if last = column + 1; !visit(last, cells) {
				break
			}
		}
		return last, true
	}}
	if month := slices.IndexFunc(s.table.Columns, func(c Column) bool { return c.Type == Month && c.Required }); month >= 0 && !labels[month] {
		if r := rows[0]; s.monthsIn(r.cells) && len(r.cells) > 0 && s.names.one(r.cells[0].raw).column < 0 {
			r.cells[0].raw, r.cells[0].shown = s.table.Columns[month].Header, s.table.Columns[month].Header // 项目 over the others
		}
	}
	for _, m := range g.merges {
		if m.row1 >= rows[0].number {
			out.merges = append(out.merges, span{m.col1, m.row1, m.col2, m.row2})
		}
	}
	slices.SortFunc(out.merges, func(a, b span) int { return a.row1 - b.row1 })
	return out, before
}

// monthsIn tells a row that has months behind its first cell, and at most a total.
func (s *sheet) monthsIn(cells []cell) bool {
	months := 0
	for i := 1; i < len(cells); i++ {
		if cells[i].empty() || isTotal(cells[i].raw) {
			continue
		}
		if _, f := (calendar{year: 2026}).month(headText(cells[i].shown)); f != nil || !strings.ContainsAny(cells[i].shown, "月-") && cells[i].kind != numberCell {
			return false
		}
		months++
	}
	return months > 0
}

// readTurned reads a table that lies on its side, and tells whether it is one.
func (s *sheet) readTurned(g *grid) bool {
	side, before := s.turned(g)
	if side == nil {
		return false
	}
	c := s.look(side)
	if c.lines == nil || c.known < 3 {
		return false
	}
	c.before = before
	said, calculate := s.list, s.calculate
	s.list = &diag.List{} // what is said of cells of records has its place
	s.side = true
	if calculate != nil {
		s.calculate = func(row, column, style int) (cell, bool) { return calculate(column, row, style) }
	}
	s.read(side, c)
	for _, d := range s.list.All() {
		d.Place.Row, d.Place.Column = d.Place.Column, d.Place.Row
		said.Add(d)
	}
	s.list = said
	said.Add(diag.Diagnostic{Severity: diag.Note, Code: "table-turned", Place: s.place,
		Problem: diag.T("表头在第一列，一列作一条记录读入", "the headers stand in the first column: each column is read as a record")})
	return true
}

// side locates fields in a table that lies on its side: a record's row is a column.
type side struct{ columns }

// Locate narrows a record's column to a field's cell.
func (s side) Locate(row diag.Place, field string) diag.Place {
	at := s.columns[field]
	row.Row, row.Column, row.Header = at.number, row.Row, at.header
	return row
}
