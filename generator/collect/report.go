package collect

import (
	"fmt"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

// Report is the workbook that tells the office what came of its forms: an
// overview, the rows that are wrong with each wrong cell marked and commented,
// what changes, the conflicts with both values, and all complaints. created is
// the time that the file states.
func (r *Result) Report(title, author string, created time.Time) *sheet.Workbook {
	return &sheet.Workbook{
		Title: title, Author: author, Created: created,
		Sheets: []sheet.Sheet{r.overview(title), r.wrongRows(), r.changes(), r.conflicts(), r.complaints()},
	}
}

func text(key, header string, width float64) sheet.Column {
	return sheet.Column{Key: key, Header: []string{header}, Width: width}
}

func count(key, header string) sheet.Column {
	return sheet.Column{Key: key, Header: []string{header}, Type: sheet.Integer, Width: 9, Total: "sum"}
}

func row(mark sheet.Mark, values ...any) sheet.Row {
	out := sheet.Row{Mark: mark}
	for _, v := range values {
		out.Cells = append(out.Cells, sheet.Cell{Value: v})
	}
	return out
}

var stateNames = map[State]string{Taken: "已收", Refused: "未收"}

func (r *Result) overview(title string) sheet.Sheet {
	s := sheet.Sheet{
		Name: "汇总", Title: title, Color: "1F4E79", FreezeColumns: 2, Filter: true, Empty: "（没有收到表单）",
		Columns: []sheet.Column{
			{Key: "unit", Header: []string{"单位"}, Width: 30, Total: "label:合计"}, text("file", "文件", 34), text("state", "状态", 8),
			count("rows", "行数"), count("new", "新增行"), count("changed", "改动处"), count("wrong", "有误行"), count("conflicts", "不一致"),
		},
		Conditions: []sheet.Condition{
			{Column: "wrong", Formula: "{wrong}>0", Mark: sheet.Overdue}, {Column: "conflicts", Formula: "{conflicts}>0", Mark: sheet.Warning},
		},
		Notes: []string{"说明：有误行和不一致的都没有并入表中；改正后重新收，已并入的不会重复。"},
	}
	labels := r.labels()
	for i, l := range labels {
		s.Columns = append(s.Columns, text(fmt.Sprint("filled", i), l, 16))
	}
	for _, ret := range r.Returns {
		bad, fresh, changed, conflicts := 0, map[string]bool{}, 0, 0
		for _, line := range ret.Rows {
			if line.Bad {
				bad++
			}
		}
		for _, c := range r.Changes {
			switch {
			case c.File != ret.File:
			case c.New:
				fresh[c.Key] = true
			default:
				changed++
			}
		}
		for _, c := range r.Conflicts {
			if c.File == ret.File {
				conflicts++
			}
		}
		mark := sheet.Plain
		if ret.State == Refused {
			mark = sheet.Warning
		}
		line := row(mark, ret.Form.UnitName, ret.File, stateNames[ret.State], len(ret.Rows), len(fresh), changed, bad, conflicts)
		for _, f := range ret.Filled {
			line.Cells = append(line.Cells, sheet.Cell{Value: f.Value})
		}
		s.Rows = append(s.Rows, line)
	}
	for _, u := range r.Missing {
		s.Rows = append(s.Rows, row(sheet.Warning, u.Name, nil, "未报送"))
	}
	return s
}

// labels are what the form asks for over its table: 填报人, 联系电话.
func (r *Result) labels() []string {
	for _, ret := range r.Returns {
		if len(ret.Filled) > 0 {
			var out []string
			for _, f := range ret.Filled {
				out = append(out, f.Label)
			}
			return out
		}
	}
	return nil
}

// wrongRows shows each wrong row as it was filled in.
func (r *Result) wrongRows() sheet.Sheet {
	s := sheet.Sheet{Name: "有误的行", Title: "有误的行", Color: "C00000", FreezeColumns: 3, Empty: "（没有有误的行）",
		Lines:   []sheet.Line{{Left: "红色的单元格有误，批注说明怎样才对"}},
		Columns: []sheet.Column{text("unit", "单位", 24), text("file", "文件", 24), {Key: "row", Header: []string{"行号"}, Type: sheet.Integer, Width: 7}},
	}
	at := map[string]int{}
	for _, ret := range r.Returns {
		if len(ret.Rows) == 0 { // one that was refused may name anything
			continue
		}
		for _, c := range ret.Form.Columns {
			if at[c.Field] == 0 {
				at[c.Field] = len(s.Columns)
				s.Columns = append(s.Columns, sheet.Column{Key: "field " + c.Field, Header: []string{c.Field}})
			}
		}
	}
	for _, ret := range r.Returns {
		for _, line := range ret.Rows {
			if !line.Bad {
				continue
			}
			out := row(sheet.Plain, ret.Form.UnitName, ret.File, line.Number)
			out.Cells = append(out.Cells, make([]sheet.Cell, len(s.Columns)-3)...)
			for i, c := range ret.Form.Columns {
				cell := sheet.Cell{Value: line.Values[i]}
				if line.Wrong[i] != "" {
					cell.Mark, cell.Comment = sheet.Overdue, line.Wrong[i]
					if line.Values[i] == "" {
						cell.Value = "（空）"
					}
				}
				out.Cells[at[c.Field]] = cell
			}
			s.Rows = append(s.Rows, out)
		}
	}
	return s
}

func (r *Result) changes() sheet.Sheet {
	s := sheet.Sheet{Name: "改动", Title: "并入“" + r.Expected.Table.Title + "”表的改动", Color: "548235", Filter: true, Empty: "（没有改动）",
		Columns: []sheet.Column{text("unit", "单位", 24), text("key", strings.Join(r.key(), "、"), 16), text("column", "列", 14), text("from", "原为", 30), text("to", "改为", 30)}}
	for _, c := range r.Changes {
		from, mark := any(c.From), sheet.Plain
		if c.New {
			from, mark = "（新增）", sheet.Strong
		}
		s.Rows = append(s.Rows, row(mark, c.Unit, c.Key, c.Column, from, c.To))
	}
	return s
}

func (r *Result) key() []string {
	for _, ret := range r.Returns {
		if ret.State == Taken {
			return ret.Form.Key
		}
	}
	return []string{r.Expected.Table.Columns[0].Header}
}

func (r *Result) conflicts() sheet.Sheet {
	s := sheet.Sheet{Name: "不一致", Title: "表和报送的值不一致，没有改表", Color: "FFC000", Filter: true, Empty: "（没有不一致）",
		Columns: []sheet.Column{text("unit", "单位", 24), text("key", strings.Join(r.key(), "、"), 16), text("column", "列", 14), text("sent", "发出时", 24), text("returned", "报送", 24), text("table", "表中", 24)}}
	for _, c := range r.Conflicts {
		s.Rows = append(s.Rows, row(sheet.Plain, c.Unit, c.Key, c.Column, c.Sent, c.Returned, c.Table))
	}
	return s
}

func (r *Result) complaints() sheet.Sheet {
	s := sheet.Sheet{Name: "问题", Title: "问题清单", Color: "7F7F7F", Filter: true, Empty: "（没有问题）",
		Columns: []sheet.Column{text("file", "文件", 30), text("sheet", "工作表", 12), text("cell", "单元格", 8), text("column", "列", 14), text("value", "所填", 24), text("problem", "问题", 36), text("remedy", "怎样才对", 36)}}
	for _, d := range r.Complaints.All() {
		if d.Code == "form-missing" { // the overview has them
			continue
		}
		cell := ""
		if d.Place.Row > 0 {
			cell = fmt.Sprint(diag.ColumnName(max(d.Place.Column, 1)), d.Place.Row)
		}
		mark := sheet.Plain
		if d.Severity == diag.Warning {
			mark = sheet.Muted
		}
		s.Rows = append(s.Rows, row(mark, d.Place.File, d.Place.Sheet, cell, d.Place.Header, d.Value, d.Problem.Zh, d.Remedy.Zh))
	}
	return s
}
