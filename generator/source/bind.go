package source

import (
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// cell is one cell: its value as stored and as a spreadsheet shows it.
type cell struct{ raw, shown string }

// binder turns the cells of a table's rows into records of the model.
type binder struct {
	table    *Table
	list     *diag.List
	date1904 bool
}

// record reads one row. cells has a cell for each of the table's columns, nil
// where the row has none; absent lists fields whose column is missing, which
// was complained of already. A cell that can't be read leaves its field at zero
// and the field's name in Origin.Unread.
func (b *binder) record(o model.Origin, cells []*cell, absent []string, extra map[string]string) any {
	record := b.table.Make()
	o.Unread = absent
	for i := range b.table.Columns {
		column := &b.table.Columns[i]
		value := ""
		if cells[i] != nil {
			value = cells[i].raw
			if (column.Type == Text || column.Type == Long || column.Type == Limit) && cells[i].shown != "" {
				value = cells[i].shown
			}
		}
		value, f := clean(value)
		if f == nil {
			f = b.set(record, i, value)
		}
		if f == nil {
			continue
		}
		at := o.At(column.Field)
		if f.code == "cell-required" && slices.Contains(absent, column.Field) {
			continue
		}
		b.list.Add(diag.Diagnostic{Code: f.code, Place: at, Value: value, Problem: f.problem, Remedy: f.remedy})
		o.Unread = append(o.Unread[:len(o.Unread):len(o.Unread)], column.Field)
	}
	fields := reflect.ValueOf(record).Elem()
	fields.FieldByName("Extra").Set(reflect.ValueOf(extra))
	fields.FieldByName("Origin").Set(reflect.ValueOf(o))
	return record
}

// set puts a cleaned value into a record's field.
func (b *binder) set(record any, i int, value string) *fault {
	column := &b.table.Columns[i]
	if spreadsheetError(value) {
		return faulty("cell-formula", diag.T("公式出错", "a formula gives an error"), diag.T("改正公式，或填写数值", "correct the formula, or write the value"))
	}
	if value == "" || column.Type != Text && column.Type != Long && blank(value) {
		if column.Required {
			return faulty("cell-required", diag.T("“%s”没有填写", "%q is empty", column.Header), required(column))
		}
		return nil
	}
	field := column.Of(record)
	var f *fault
	switch column.Type {
	case Text:
		s := oneLine(value)
		f = nameOf(s, column)
		field.SetString(s)
	case Long:
		field.SetString(value)
	case Code:
		var s string
		if s, f = parseCode(value); f == nil {
			f = nameOf(s, column)
		}
		field.SetString(s)
	case Codes:
		field.Set(reflect.ValueOf(parseCodes(value)))
	case Whole:
		var n int
		n, f = parseWhole(value)
		field.SetInt(int64(n))
	case Number, Share:
		var x float64
		x, f = parseAmount(value, column.Type == Share)
		if field.Kind() == reflect.Pointer { // the model tells 0 from nothing
			field.Set(reflect.ValueOf(&x))
		} else {
			field.SetFloat(x)
		}
	case Year:
		var n int
		n, f = parseYear(value)
		field.SetInt(int64(n))
	case Date:
		var d period.Date
		d, f = parseDate(value, b.date1904)
		field.Set(reflect.ValueOf(d))
	case Month:
		var p period.Period
		p, f = parseMonth(value, b.date1904)
		field.Set(reflect.ValueOf(p))
	case Clock:
		var s string
		s, f = parseClock(value)
		field.SetString(s)
	case Choice:
		f = b.choose(field, column, value)
	case Limit:
		f = b.limit(field, column.WordsOf(record), value)
	}
	return f
}

func required(c *Column) diag.Text {
	if c.Note == "" {
		return diag.T("填写%s", "fill in %s", c.Header)
	}
	return diag.T("填写%s（%s）", "fill in %s (%s)", c.Header, c.Note)
}

// choose sets a field to a name, or to its position: the second for true,
// counted from 1 for the model's enumerations.
func (b *binder) choose(field reflect.Value, column *Column, value string) *fault {
	if field.Kind() == reflect.Bool && (value == "true" || value == "false") {
		field.SetBool(value == "true")
		return nil
	}
	n, f := parseChoice(value, column.Names, column.Suffix)
	switch {
	case f != nil:
		return f
	case field.Kind() == reflect.Bool:
		field.SetBool(n == 1)
	case field.Kind() == reflect.String:
		field.SetString(column.Names[n])
	default:
		field.SetInt(int64(n + 1))
	}
	return nil
}

// limit sets a time limit: a date, or words without a digit.
func (b *binder) limit(field, words reflect.Value, value string) *fault {
	d, f := parseDate(value, b.date1904)
	if f != nil && strings.ContainsAny(fold(value), "0123456789") {
		return f
	}
	if f != nil {
		words.SetString(oneLine(value))
		return nil
	}
	field.Set(reflect.ValueOf(d))
	return nil
}
