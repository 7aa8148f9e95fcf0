package collect

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// maxMerges is how many merged ranges a sheet that is read may have.
const maxMerges = 2000

// identify finds the form's identity on whatever sheet it stands, and compares
// it with the ones beside it and in the properties, of which a program may have
// dropped one.
func identify(book *excelize.File) (*sheet.Form, *diag.Diagnostic) {
	property := ""
	props, _ := book.GetCustomProps()
	for _, p := range props {
		if s, ok := p.Value.(string); ok && p.Name == sheet.FormProperty {
			property = s
		}
	}
	var lines []string
	stamp := ""
	for _, name := range book.GetSheetList() {
		first, err := book.GetCellValue(name, "A1")
		if err != nil || !sheet.IsFormLine(first) {
			continue
		}
		stamp, _ = book.GetCellValue(name, sheet.StampCell)
		source.Cells(book, name, func(_ int, cells []source.Cell) bool {
			if len(cells) == 0 || cells[0].Raw == "" {
				return false
			}
			lines = append(lines, cells[0].Raw)
			return len(lines) <= maxRows
		})
		break
	}
	if property == "" && lines == nil {
		return nil, &diag.Diagnostic{Code: "form-none", Problem: diag.T("不是本程序发出的表单，或内容被复制到了别的文件", "not a form that went out from here, or its content was copied into another file"), Remedy: again}
	}
	form, err := sheet.ParseForm(lines, stamp, property)
	if err != nil {
		return nil, &diag.Diagnostic{Code: "form-tampered", Problem: diag.T("表单的标识被改动或删去", "the form's identity was changed or removed"), Remedy: again}
	}
	return form, nil
}

// grid is a sheet's cells, with the values of merged cells in all of them.
type grid struct {
	rows   map[int][]source.Cell
	last   int
	merges []span
}

// span is a merged range, counted from 1.
type span struct{ col1, row1, col2, row2 int }

// load reads a sheet; false if it is too large.
func load(book *excelize.File, name string) (*grid, bool) {
	g := &grid{rows: map[int][]source.Cell{}}
	fits := true
	err := source.Cells(book, name, func(number int, cells []source.Cell) bool {
		for len(cells) > 0 && cells[len(cells)-1].Raw == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) == 0 {
			return true
		}
		g.rows[number], g.last = cells, number
		fits = len(g.rows) <= maxRows && len(cells) <= maxColumns
		return fits
	})
	if err != nil || !fits {
		return nil, false
	}
	merges, _ := book.GetMergeCells(name)
	if len(merges) > maxMerges {
		return nil, false
	}
	for _, m := range merges {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 == nil && err2 == nil {
			g.merges = append(g.merges, span{c1, r1, c2, r2})
		}
	}
	return g, true
}

func (g *grid) at(row, col int) source.Cell {
	if cells := g.rows[row]; col <= len(cells) && cells[col-1].Raw != "" {
		return cells[col-1]
	}
	for _, m := range g.merges {
		if row >= m.row1 && row <= m.row2 && col >= m.col1 && col <= m.col2 && (row != m.row1 || col != m.col1) {
			if cells := g.rows[m.row1]; m.col1 <= len(cells) {
				return cells[m.col1-1]
			}
		}
	}
	return source.Cell{}
}

// under is a cell of a record below a head: what is merged down from the head gives
// it nothing, and what is merged down from a record is marked, as an amount is of
// one row only.
func (g *grid) under(head, row, col int) source.Cell {
	if cells := g.rows[row]; col <= len(cells) && cells[col-1].Raw != "" {
		return cells[col-1]
	}
	for _, m := range g.merges {
		if row > m.row1 && row <= m.row2 && col >= m.col1 && col <= m.col2 {
			if m.row1 <= head {
				return source.Cell{}
			}
			return g.at(row, col).MergedDown()
		}
	}
	return g.at(row, col)
}

// path is the heads over a column from top to leaf, what repeats left out.
func (g *grid) path(row, depth, col int) []string {
	var out []string
	for r := row; r < row+depth; r++ {
		s := source.Normal(g.at(r, col).Raw)
		if s != "" && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return out
}

func normalized(path []string) []string {
	var out []string
	for _, p := range path {
		if s := source.Normal(p); len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

// rows reads and checks what was filled in.
func (r *Result) rows(ret *Return, book *excelize.File) {
	date1904 := false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		date1904 = *props.Date1904
	}
	var g *grid
	var h head
	turned, headers := false, source.HeadersOf(r.Expected.Table)
	names := book.GetSheetList()
	slices.SortStableFunc(names, func(a, b string) int { return first(a == ret.Form.Sheet) - first(b == ret.Form.Sheet) })
	for _, name := range names {
		sheetGrid, ok := load(book, name)
		if !ok {
			if name != ret.Form.Sheet {
				continue
			}
			r.refuse(ret, "sheet-huge", name, diag.T("工作表过大：超过%d行、%d列，或合并的单元格太多", "the sheet is too large: more than %d rows or %d columns, or too many merged cells", maxRows, maxColumns), diag.T("删去表后的空行空列，重新保存", "delete what stands after the table and save it again"))
			return
		}
		if found := sheetGrid.findHead(ret, headers); found.found > h.found {
			g, h, ret.Found = sheetGrid, found, name
		}
		turned = turned || sheetGrid.turned().findHead(ret, headers).found*2 >= len(ret.Form.Columns)
	}
	sent := diag.T("请在原来发的文件上填写", "fill in the file that was sent")
	lost := slices.IndexFunc(ret.Form.Columns, func(c sheet.FormColumn) bool {
		return slices.Contains(ret.Form.Key, c.Field) && h.at(ret.Form, c.Field) == 0
	})
	switch {
	case h.found*2 < len(ret.Form.Columns) && turned:
		r.refuse(ret, "form-turned", "", diag.T("表的行和列对调了，表头成了一列", "the form's rows and columns were exchanged: its head is a column now"), sent)
		return
	case h.found*2 < len(ret.Form.Columns) || h.closed(ret.Form):
		r.refuse(ret, "form-head", "", diag.T("找不到填报表的表头", "the form's head is not to be found"), diag.T("不要改动表头；请在原来发的文件上填写", "leave the head as it was: fill in the file that was sent"))
		return
	case lost >= 0 && h.twice[lost] == 0:
		r.refuse(ret, "form-key", ret.Form.Columns[lost].Field, diag.T("少了一列“%s”，不知道各行是哪一条", "the column %q is gone: which record a row is can't be told", strings.Join(ret.Form.Columns[lost].Path, "／")), sent)
		return
	}
	for i, c := range ret.Form.Columns {
		name := strings.Join(c.Path, "／")
		switch {
		case h.twice[i] > 0 && i == lost:
			r.refuse(ret, "form-column-twice", c.Field, twice(name, h, i), sent)
			return
		case h.twice[i] > 0:
			r.Complaints.Add(complaint(ret.File, "form-column-twice", c.Field, twice(name, h, i), diag.T("留下一列，再收一次", "leave one of them, and collect again")))
		case h.places[i] == 0:
			r.Complaints.Add(complaint(ret.File, "form-column", c.Field, diag.T("少了一列“%s”，此列没有收", "the column %q is gone: it is not collected", name), sent))
		}
	}
	ret.Filled = g.filled(h.last-h.depth, ret.Form.Labels)
	c := checker{result: r, ret: ret, grid: g, head: h, date1904: date1904}
	c.run()
	c.others()
}

func twice(name string, h head, i int) diag.Text {
	return diag.T("有两列“%[1]s”（%[2]s列和%[3]s列），不知道以哪列为准，都没有收", "there are two columns %[1]q (%[2]s and %[3]s): which of them holds can't be told, and neither is collected", name, diag.ColumnName(h.first[i]), diag.ColumnName(h.twice[i]))
}

func first(yes bool) int {
	if yes {
		return 0
	}
	return 1
}
