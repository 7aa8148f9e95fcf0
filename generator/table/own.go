package table

import (
	"fmt"
	"reflect"
)

// Own declares a table that the program does not know: its columns come from a
// workspace. link is the type of what a column that Concerns something points to.
// make wraps the fields of a new record, which it is given, into the record.
func Own(name, title string, columns []Column, link reflect.Type, make func(fields reflect.Value) any) *Table {
	t := &Table{Name: name, Title: title, Columns: columns}
	var fields []reflect.StructField
	add := func(of reflect.Type) []int {
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("F%d", len(fields)), Type: of})
		return []int{len(fields) - 1}
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		of := text
		if k := kinds[c.Type]; c.Type != Choice {
			of = k[len(k)-1] // one that can tell nothing from 0
		}
		c.Field, c.index = c.Header, add(of)
		if c.Concerns {
			c.link = add(link)
		}
	}
	t.record = reflect.StructOf(fields)
	t.make = func() any { return make(reflect.New(t.record).Elem()) }
	return t
}

// Shown is what a template sees of a column: a text, an int, a float64, a date, a
// month or a list of texts; nil where there is no number or month.
func (c *Column) Shown(record any) any {
	v := c.Of(record)
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil(), c.Type == Month && v.IsZero():
		return nil
	case v.Kind() == reflect.Pointer:
		v = v.Elem()
	}
	return v.Interface()
}
