package source

import (
	"reflect"
	"strconv"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Sample is a row of the table as an office would write it, a text for each of
// the table's columns, taken from the record of o that fills the most of them;
// nil where o has none.
func (t *Table) Sample(o *model.Office) []string {
	var best []string
	most := 0
	office := reflect.ValueOf(o).Elem()
	for i := range office.NumField() {
		records := office.Field(i)
		if records.Kind() != reflect.Slice || records.Type().Elem() != reflect.PointerTo(t.record) {
			continue
		}
		for n := range min(records.Len(), 200) {
			row := t.row(records.Index(n).Elem())
			filled := 0
			for _, cell := range row {
				if cell != "" {
					filled++
				}
			}
			if filled > most {
				best, most = row, filled
			}
		}
	}
	return best
}

// row is a record's cells.
func (t *Table) row(record reflect.Value) []string {
	row := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		field := record.FieldByName(c.Field)
		if c.Type == Choice && field.Kind() != reflect.String {
			n := 0
			if field.Kind() == reflect.Bool && field.Bool() {
				n = 1
			} else if field.Kind() == reflect.Int {
				n = int(field.Int()) - 1
			}
			if n >= 0 && n < len(c.Names) {
				row[i] = c.Names[n]
			}
			continue
		}
		row[i] = written(field)
	}
	return row
}

// written is a value as a cell holds it, "" for none.
func written(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
		if v.Kind() == reflect.Float64 { // an empty cell is not the same as 0 here
			return strconv.FormatFloat(v.Float(), 'f', -1, 64)
		}
	}
	if v.IsZero() {
		return ""
	}
	switch x := v.Interface().(type) {
	case period.Date:
		return x.String()
	case period.Period:
		return x.String()
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case []string:
		return strings.Join(x, "、")
	}
	return ""
}
