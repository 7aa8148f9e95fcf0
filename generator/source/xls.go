package source

import (
	"slices"
	"strconv"

	"hongtou/generator/biff"
)

// Workbooks of the old binary format (.xls, .et).

// openXLS takes the sheets of such a workbook.
func (b *book) openXLS(old *biff.Workbook) {
	b.date1904 = old.Date1904
	for i, f := range old.Styles {
		if f.Struck {
			b.cross(i)
		}
		code := f.Code
		if code == "" {
			code = builtinFormats[f.Number]
		}
		b.formats = append(b.formats, readFormat(code))
	}
	b.grids = map[string]*grid{}
	for i := range old.Sheets {
		s := &old.Sheets[i]
		part := "sheet " + strconv.Itoa(i)
		b.sheets = append(b.sheets, bookSheet{s.Name, part, s.Hidden})
		g := &grid{walk: func(visit func(int, []cell) bool) (int, bool) { return b.walkXLS(s.Cells, visit) }}
		for _, m := range s.Merges {
			g.merges = append(g.merges, span{m.Row1, m.Column1, m.Row2, m.Column2})
		}
		if len(s.Unseen) > 0 {
			g.hidden = func() unshown { return unseenXLS(s.Unseen) }
		}
		if len(b.crossed) > 0 {
			g.struck = func() map[int]bool { return b.struckXLS(s.Cells) }
		}
		slices.SortStableFunc(g.merges, func(a, b span) int { return a.row1 - b.row1 })
		b.grids[part] = g
	}
}

func unseenXLS(all []biff.Range) unshown {
	u := unshown{rows: map[int]bool{}}
	for _, r := range all {
		if r.Row1 > 0 {
			u.rows[r.Row1] = true
		} else {
			u.columns = append(u.columns, span{col1: r.Column1, col2: r.Column2})
		}
	}
	return u
}

// struckXLS are the rows of cells that are struck through.
func (b *book) struckXLS(all []biff.Cell) map[int]bool {
	rows := map[int]bool{}
	for i := range all {
		if b.crossed[all[i].Style] {
			rows[all[i].Row] = true
		}
	}
	return rows
}

// walkXLS visits the rows of a sheet's cells.
func (b *book) walkXLS(all []biff.Cell, visit func(int, []cell) bool) (last int, ok bool) {
	var row []cell
	for len(all) > 0 {
		last, row = all[0].Row, row[:0]
		for len(all) > 0 && all[0].Row == last {
			for len(row) < all[0].Column {
				row = append(row, cell{})
			}
			row[all[0].Column-1] = b.cellXLS(&all[0])
			all = all[1:]
		}
		if !visit(last, row) {
			break
		}
	}
	return last, true
}

func (b *book) cellXLS(c *biff.Cell) cell {
	switch c.Kind {
	case biff.NoValue:
		return cell{kind: uncalculated, style: c.Style}
	case biff.Text:
		return cell{raw: c.Text, shown: c.Text, kind: textCell}
	case biff.Boolean:
		return b.cell("b", strconv.FormatFloat(c.Number, 'f', 0, 64), c.Style)
	case biff.Error:
		return b.cell("e", c.Text, c.Style)
	}
	form := byte('f')
	if c.Number >= 1e15 || c.Number <= -1e15 {
		form = 'E' // as newer workbooks have them: digits beyond the fifteenth are lost
	}
	return b.cell("n", strconv.FormatFloat(c.Number, form, -1, 64), c.Style)
}
