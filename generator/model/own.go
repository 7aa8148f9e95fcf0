package model

import (
	"reflect"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// A table of one's own is one that no file of the program declares: the workspace
// says its columns, or they are told from what stands in them. Its records reach
// templates as rows, maps of what the columns hold by header.

// OwnRow is a record of a table of one's own.
type OwnRow struct {
	Origin

	fields reflect.Value
	table  *Table
	view   map[string]any
}

// Fields are the row's values by its table's columns.
func (r *OwnRow) Fields() reflect.Value { return r.fields }

// View is the row as templates see it: by header. A number that is not there is
// nil.
func (r *OwnRow) View() map[string]any {
	if r.view != nil {
		return r.view
	}
	extra := r.Extra()
	view := make(map[string]any, len(r.table.Columns)+len(extra))
	for header, text := range extra {
		view[header] = text
	}
	for i := range r.table.Columns {
		view[r.table.Columns[i].Header] = r.table.Columns[i].Shown(r)
	}
	return view
}

// Bounds are what a column of a table of one's own demands of each value besides
// its type.
type Bounds struct {
	Min, Max  *float64 // of numbers
	NotBefore string   // the header of a date that comes first
	NotAbove  string   // the header of a number that is at least as large
}

// OwnTable is a table of one's own. bounds go by header.
func OwnTable(name, title, one string, columns []table.Column, bounds map[string]Bounds) *Table {
	t := &Table{One: one, En: "row", id: name}
	t.Table = table.Own(name, title, columns, reflect.TypeFor[*Unit](), func(fields reflect.Value) any {
		return &OwnRow{fields: fields, table: t}
	})
	rows := func(o *Office) []*OwnRow {
		list, _ := o.others[name].([]*OwnRow)
		return list
	}
	t.records = func(o *Office) []Record {
		var out []Record
		for _, r := range rows(o) {
			out = append(out, r)
		}
		return out
	}
	t.list = func(o *Office) any {
		views := []map[string]any{}
		for _, r := range rows(o) {
			views = append(views, r.View())
		}
		return views
	}
	t.add = func(o *Office, r Record) {
		if o.others == nil {
			o.others = map[string]any{}
		}
		o.others[name] = append(rows(o), r.(*OwnRow))
	}
	t.check = func(c *Checker) {
		c.records(t)
		for _, r := range rows(c.Office) {
			for i := range t.Columns {
				c.bounds(t, r, &t.Columns[i], bounds[t.Columns[i].Header])
			}
			r.view = r.View()
		}
	}
	return t
}

// bounds complains of a value outside of what its column allows.
func (c *Checker) bounds(t *Table, r *OwnRow, column *table.Column, b Bounds) {
	if !r.Sound(column.Field) || column.Empty(r) {
		return
	}
	at, value := r.At(column.Field), column.Shown(r)
	if n, ok := number(value); ok {
		switch {
		case b.Min != nil && n < *b.Min:
			c.Fail(at, t.id+"-below", figure(n), diag.T("小于%s", "less than %s", figure(*b.Min)), diag.T("应不小于%s", "use %s or more", figure(*b.Min)))
		case b.Max != nil && n > *b.Max:
			c.Fail(at, t.id+"-above", figure(n), diag.T("大于%s", "more than %s", figure(*b.Max)), diag.T("应不大于%s", "use %s or less", figure(*b.Max)))
		}
		if other, ok := number(t.shown(r, b.NotAbove)); ok && n > other {
			c.Fail(at, t.id+"-above", figure(n), diag.T("多于“%[1]s”（%[2]s）", "more than %[1]q (%[2]s)", b.NotAbove, figure(other)), diag.T("应不多于%s", "use %s at most", figure(other)))
		}
	}
	if day, ok := value.(period.Date); ok {
		if before, ok := t.shown(r, b.NotBefore).(period.Date); ok && !before.IsZero() && day.Before(before) {
			c.Fail(at, t.id+"-before", day.String(), diag.T("日期早于“%[1]s”（%[2]s）", "the date is before %[1]q (%[2]s)", b.NotBefore, before.String()),
				diag.T("应为%s或以后的日期", "use %s or later", before.String()))
		}
	}
}

// shown is a row's value by header, nil where it was not read.
func (t *Table) shown(r *OwnRow, header string) any {
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Header == header && r.Sound(c.Field) {
			return c.Shown(r)
		}
	}
	return nil
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Join makes a table of one's own one of the office's.
func (t *Table) Join(o *Office) { o.own = append(o.own, t) }

// OwnTables lists the office's tables of its own.
func OwnTables(o *Office) []*Table { return o.own }
