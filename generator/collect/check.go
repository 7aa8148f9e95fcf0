package collect

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// checker checks the rows of one return.
type checker struct {
	result   *Result
	ret      *Return
	grid     *grid
	head     head
	date1904 bool
	sent     map[string][]string // by key, in the table's way of writing
	seen     map[string]int      // key → row
}

func (c *checker) run() {
	f, t := c.ret.Form, c.result.Expected.Table
	c.sent, c.seen = map[string][]string{}, map[string]int{}
	type sentRow struct{ id, name string }
	var order []sentRow
	for _, raw := range f.Rows {
		row := make([]string, len(raw))
		for i, s := range raw {
			row[i], _ = source.Read(t, c.ret.columns[i], source.Cell{Raw: s, Shown: s}, false)
		}
		id, name := c.key(row)
		c.sent[id] = row
		order = append(order, sentRow{id, name})
	}
	for number := c.head.last + 1; number <= c.grid.last; number++ {
		if c.grid.rows[number] != nil && !c.grid.across(number) {
			c.row(number)
		}
	}
	for _, row := range order {
		if c.seen[row.id] == 0 {
			d := complaint(c.ret.File, "row-gone", row.name, diag.T("发出的一行不见了，或其编号被改动；表中的没有动", "a row that was sent is gone, or its key was changed: the table's stays"), diag.T("与单位核对", "ask the unit"))
			d.Severity = diag.Warning
			c.result.Complaints.Add(d)
		}
	}
}

// key is the values that tell rows apart, as they are compared and for people.
func (c *checker) key(values []string) (id, name string) {
	f := c.ret.Form
	var parts, own []string
	for _, k := range f.Key {
		value := ""
		if i := at(f, k); i >= 0 {
			value = values[i]
			own = append(own, value)
		} else {
			value = c.ret.fixedOf(source.ColumnOf(c.result.Expected.Table, k))
		}
		parts = append(parts, value)
	}
	return strings.Join(parts, keyMark), strings.TrimSpace(strings.Join(own, " "))
}

// keyMark parts the values of a key: no cell holds it.
const keyMark = "\x00"

func (r *Return) fixedOf(column int) string {
	if i := slices.IndexFunc(r.fixed, func(f fixed) bool { return f.column == column }); i >= 0 {
		return r.fixed[i].value
	}
	return ""
}

// keyColumn is the first of the form's columns that tells rows apart; the first
// of all if none does.
func keyColumn(f *sheet.Form) int {
	return max(0, slices.IndexFunc(f.Columns, func(col sheet.FormColumn) bool { return slices.Contains(f.Key, col.Field) }))
}

func (c *checker) row(number int) {
	f, t := c.ret.Form, c.result.Expected.Table
	r := Row{Number: number, Places: c.head.places, Values: make([]string, len(f.Columns)), Wrong: make([]string, len(f.Columns))}
	empty := true
	var faults []*source.Wrong
	for i, at := range c.head.places {
		faults = append(faults, nil)
		if at == 0 {
			continue
		}
		cell := c.grid.under(c.head.last, number, at)
		if d, parted := c.head.days[i]; parted {
			var row []source.Cell
			for col := 1; col <= d.Last()+1; col++ {
				row = append(row, c.grid.under(c.head.last, number, col))
			}
			cell = d.Of(row)
		}
		empty = empty && strings.TrimSpace(cell.Raw) == ""
		r.Values[i], faults[i] = source.Read(t, c.ret.columns[i], cell, c.date1904)
	}
	if empty || slices.ContainsFunc(r.Values, source.IsTotal) {
		return
	}
	r.id, r.Key = c.key(r.Values)
	r.sent = c.sent[r.id]
	if before := c.seen[r.id]; before > 0 {
		c.wrong(&r, keyColumn(f), "row-twice", diag.T("与第%d行的编号相同", "its key is row %d's too", before), diag.T("每行的编号应不同", "each row has a key of its own"))
	} else {
		c.seen[r.id] = number
	}
	for i := range f.Columns {
		switch col := &f.Columns[i]; {
		case c.head.places[i] > 0 && r.Values[i] != "" && c.joined(number, i) >= 0:
			c.wrong(&r, i, "cell-across", diag.T("与“%s”一格合并了，不知道属于哪一列", "merged with the cell of %q: to which column it belongs can't be told", f.Columns[c.joined(number, i)].Field), diag.T("取消合并，各填各的", "unmerge the cells and fill in each"))
		case c.head.places[i] == 0:
			if r.sent != nil {
				r.Values[i] = r.sent[i]
			}
		case faults[i] != nil:
			c.wrong(&r, i, faults[i].Code, faults[i].Problem, faults[i].Remedy)
		case r.sent != nil && !col.Open && !source.Same(t, c.ret.columns[i], r.Values[i], r.sent[i]):
			c.wrong(&r, i, "cell-locked", diag.T("这一格不该改", "this cell was not to be changed"), diag.T("应为“%s”", "it should be %q", r.sent[i]))
		}
	}
	switch lacks := c.lacks(); {
	case r.sent != nil || r.Bad:
	case !f.Blank:
		c.wrong(&r, keyColumn(f), "row-new", diag.T("此表单不收新增的行", "this form takes no new rows"), diag.T("删去此行；编号被改动的，改回原来的编号", "remove the row; where its key was changed, put the old one back"))
	case r.Key == "" && slices.ContainsFunc(f.Key, func(k string) bool { return at(f, k) >= 0 }):
		c.wrong(&r, keyColumn(f), "row-key", diag.T("没有填写编号", "the row has no key"), diag.T("填写%s", "fill in %s", diag.Names(f.Key)))
	case lacks != "":
		c.wrong(&r, 0, "row-new", diag.T("此表单不收新增的行：没有“%s”列", "this form takes no new rows: it has no column %q", lacks), diag.T("删去此行", "remove the row"))
	}
	c.ret.Rows = append(c.ret.Rows, r)
}

// lacks is a column that the table requires and the form does not have; "" if
// there is none, so that new rows can be taken.
func (c *checker) lacks() string {
	f := c.ret.Form
	for _, col := range c.result.Expected.Table.Columns {
		if _, fixed := f.Fixed[col.Header]; col.Required && !fixed && at(f, col.Header) < 0 {
			return col.Header
		}
	}
	return ""
}

// at is the form's column of a table's column; -1 if it has none.
func at(f *sheet.Form, field string) int {
	return slices.IndexFunc(f.Columns, func(c sheet.FormColumn) bool { return c.Field == field })
}

// wrong marks a cell and complains, once a row: of the first cell at once, of
// further ones in its words.
func (c *checker) wrong(r *Row, i int, code string, problem, remedy diag.Text) {
	r.Wrong[i] = problem.Zh
	if remedy.Zh != "" {
		r.Wrong[i] += "；" + remedy.Zh
	}
	if r.Bad {
		return
	}
	r.Bad = true
	c.result.Complaints.Add(diag.Diagnostic{Code: code, Value: r.Values[i], Problem: problem, Remedy: remedy, Place: diag.Place{
		File: c.ret.File, Sheet: c.ret.Found, Row: r.Number, Column: c.head.places[i], Header: c.ret.Form.Columns[i].Field,
	}})
}
