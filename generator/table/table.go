// Package table says what a table is: its name, its columns with their headers
// and types, and the field of a record that each column fills. Package model
// declares the office's tables with it, each beside its record; source reads
// cells by it, fill chooses records by it, and schemas, forms and empty tables
// are made of it. It reads nothing itself and knows no record by name.
package table

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// Type is what a column's cells hold.
type Type string

// The types of columns.
const (
	Text   Type = "text"   // one line
	Long   Type = "long"   // lines are kept
	Code   Type = "code"   // an identifier, without blanks
	Codes  Type = "codes"  // several, parted by 、
	Whole  Type = "whole"  // a count, 0 or more
	Number Type = "number" // a decimal, 0 or more
	Signed Type = "signed" // a decimal of either sign
	Share  Type = "share"  // a Number that may be written with %
	Year   Type = "year"
	Date   Type = "date"
	Month  Type = "month"  // 2026-03, 2026年3月, or a day of it
	Clock  Type = "clock"  // 14:30
	Choice Type = "choice" // one of Names
	Limit  Type = "limit"  // a date, or words such as 长期坚持
	Lines  Type = "lines"  // texts, in records that are files
	Items  Type = "items"  // likewise records of their own columns
)

// kinds are the Go types of the fields that a column of each type fills.
var kinds = map[Type][]reflect.Type{
	Text: {text}, Long: {text}, Code: {text}, Clock: {text},
	Codes:  {reflect.TypeFor[[]string]()},
	Lines:  {reflect.TypeFor[[]string]()},
	Whole:  {reflect.TypeFor[int](), reflect.TypeFor[*int]()},
	Year:   {reflect.TypeFor[int]()},
	Number: {reflect.TypeFor[float64](), reflect.TypeFor[*float64]()},
	Share:  {reflect.TypeFor[float64](), reflect.TypeFor[*float64]()},
	Signed: {reflect.TypeFor[float64](), reflect.TypeFor[*float64]()},
	Date:   {reflect.TypeFor[period.Date]()},
	Limit:  {reflect.TypeFor[period.Date]()},
	Month:  {reflect.TypeFor[period.Period]()},
}

var text = reflect.TypeFor[string]()

// implied are the types that a field's Go type alone tells.
var implied = map[reflect.Type]Type{
	text: Text, kinds[Codes][0]: Codes, kinds[Whole][0]: Whole, kinds[Number][0]: Number, kinds[Number][1]: Number,
	kinds[Date][0]: Date, kinds[Month][0]: Month,
}

// Column describes one column of a table: for the reader, for the schema and
// for the empty table of a new workspace.
type Column struct {
	At       any      // where it is declared: the field, as a pointer into the record that New hands out
	Link     any      // likewise the field that points to the record whose code this column holds
	Foreign  bool     // the code is a unit's, though no field points to it: the table's check finds it
	Items    *Table   // of Items, their columns
	Words    any      // likewise of a Limit, the field for a limit in words
	Header   string   // the header that we write
	Aliases  []string // headers that we read too
	Type     Type     // may be left out where the field's Go type tells
	Required bool
	Names    []string        // of a Choice, in the order of the field's values
	Suggests func() []string // values to choose from where others are taken too; asked when someone chooses
	Suffix   string          // that may follow a name: 较大事故
	Measure  string          // of its figures: 万元, 次; a header that names another is converted or refused
	Note     string          // for people who fill it in

	Heads string            // a line between the rows that ends so gives it to the rows below: 督查
	Own   []string          // headers of an office's own, which beat the others
	Means map[string]string // values of an office's own, folded, with what each means
	Prose bool              // a Text of sentences or lists of names, longer than a name

	// What an empty cell of figures says: that nobody knows, and no 0, unless the trade has
	// the habit to leave the 0 out.
	None   bool   // there is none, where the row gives any other figure
	Beside any    // there is none where this other figure is more than 0: nobody injured beside the dead
	Unless any    // there is none where this other figure is not (no alarms answered where none rang), or this text is empty
	Within any    // this figure is counted in that other one, which is then not none: those gravely injured among the injured
	Is     string // the word that this text must be, for there to be any

	Key      bool // a part of what tells the records apart
	Label    bool // what people call a record by
	Concerns bool // the record is about the unit that Link points to
	Number   bool // the number (文号) of a paper, which no other paper gets
	Day      bool // the day whose period the record belongs to

	Field              string // the Go field's name; in a table of one's own the header
	index, link, words []int
	beside, unless     []int
	within             []int
	pointer            bool // the field tells nothing from 0 by itself
}

// Name is the column's name in YAML and JSON besides its headers: unitCode.
func (c *Column) Name() string {
	if c.Field == c.Header {
		return c.Header // of a table of one's own
	}
	if strings.ToUpper(c.Field) == c.Field { // CC
		return strings.ToLower(c.Field)
	}
	return strings.ToLower(c.Field[:1]) + c.Field[1:]
}

// Suggestions are the values that the column suggests, none for most.
func (c *Column) Suggestions() []string {
	if c.Suggests == nil {
		return nil
	}
	return c.Suggests()
}

// Refers tells whether the column's code stands for a unit.
func (c *Column) Refers() bool { return c.link != nil || c.Foreign }

// Numeric tells whether the column's values are figures, which stand at the right.
func (c *Column) Numeric() bool {
	return slices.Contains([]Type{Whole, Number, Signed, Share}, c.Type)
}

// Accepts lists the headers that name the column.
func (c *Column) Accepts() []string { return append([]string{c.Header}, c.Aliases...) }

// LongestName is how many characters a name, a code or another short text of one
// line has at most. More is a paragraph that was pasted into the wrong cell: it
// would fill a paper's title, a folder's name, a signing block.
const LongestName = 200

// Named tells whether the column's cells are no longer than that. The columns of an
// office's own tables hold what they hold.
func (c *Column) Named() bool {
	return c.Field != "" && (c.Type == Code || c.Type == Text && !c.Prose)
}

// Of is the column's field in a record, which a pointer gives.
func (c *Column) Of(record any) reflect.Value { return fieldsOf(record).FieldByIndex(c.index) }

// fieldsOf are a record's fields: its own, or those of a row of a table of one's
// own.
func fieldsOf(record any) reflect.Value {
	if row, ok := record.(interface{ Fields() reflect.Value }); ok {
		return row.Fields()
	}
	return reflect.ValueOf(record).Elem()
}

// WordsOf is the field for a limit in words.
func (c *Column) WordsOf(record any) reflect.Value {
	return fieldsOf(record).FieldByIndex(c.words)
}

// LinkOf is the field that is linked by the column's code; false if there is none.
func (c *Column) LinkOf(record any) (reflect.Value, bool) {
	if c.link == nil {
		return reflect.Value{}, false
	}
	return fieldsOf(record).FieldByIndex(c.link), true
}

// Table describes one table of a workspace.
type Table struct {
	Name    string // in hongtou.yaml: units
	Title   string // for people, and the sheet of an empty table: 单位
	Columns []Column
	Ignore  []string // headers of an office's own that are none of the columns, though they look so
	Spread  []string // headers of an office's own over figures of a kind each, named so
	Year    int      // that days without a year are of, as the office says; 0: what stands above the table tells

	record reflect.Type
	make   func() any
	many   func() func() any // nil: make, one by one
}

// New declares a table of the records T. columns points into the record that it
// is given, so that the compiler knows every field; a column whose type is not
// the field's is a broken build.
func New[T any](name, title string, columns func(record *T) []Column) *Table {
	record := new(T)
	t := &Table{Name: name, Title: title, Columns: columns(record), record: reflect.TypeFor[T](), make: func() any { return new(T) }, many: blocks[T]}
	for i := range t.Columns {
		t.Columns[i].resolve(t, reflect.ValueOf(record).Elem())
	}
	return t
}

func (c *Column) resolve(t *Table, record reflect.Value) {
	field := fieldAt(record, c.At)
	c.pointer = field != nil && field.Type.Kind() == reflect.Pointer
	if field == nil {
		panic(fmt.Sprintf("package table: %s: the column %s points outside of its record", t.Name, c.Header))
	}
	c.Field, c.index = field.Name, field.Index
	if c.Link != nil {
		c.link = fieldAt(record, c.Link).Index
	}
	if c.Words != nil {
		c.words = fieldAt(record, c.Words).Index
	}
	if c.Beside != nil {
		c.beside = fieldAt(record, c.Beside).Index
	}
	if c.Unless != nil {
		c.unless = fieldAt(record, c.Unless).Index
	}
	if c.Within != nil {
		c.within = fieldAt(record, c.Within).Index
	}
	switch {
	case c.Type == "" && len(c.Names) > 0:
		c.Type = Choice
	case c.Type == "":
		c.Type = implied[field.Type]
	}
	fits := c.Type == Choice && len(c.Names) > 0 && (field.Type.Kind() == reflect.String || field.Type.Kind() == reflect.Int || field.Type.Kind() == reflect.Bool && len(c.Names) == 2)
	if c.Items != nil {
		c.Type = Items
		fits = field.Type == reflect.SliceOf(c.Items.record)
	}
	for _, k := range kinds[c.Type] {
		fits = fits || k == field.Type
	}
	if !fits || (c.Type == Limit) != (c.words != nil) {
		panic(fmt.Sprintf("package table: %s: %s is no column of type %q: its field is a %s", t.Name, c.Header, c.Type, field.Type))
	}
}

// fieldAt finds the field of a record that a pointer points to; nil if none.
func fieldAt(record reflect.Value, pointer any) *reflect.StructField {
	p := reflect.ValueOf(pointer)
	for i := range record.NumField() {
		if f := record.Field(i).Addr(); p.Kind() == reflect.Pointer && p.Pointer() == f.Pointer() && p.Type() == f.Type() {
			field := record.Type().Field(i)
			return &field
		}
	}
	return nil
}

// FieldName is the name of the field that a pointer into a record points to.
func FieldName(record, pointer any) string {
	if f := fieldAt(reflect.ValueOf(record).Elem(), pointer); f != nil {
		return f.Name
	}
	panic(fmt.Sprintf("package table: a pointer outside of its %T", record))
}

// Record is the Go type that a row becomes: model.Hazard.
func (t *Table) Record() reflect.Type { return t.record }

// Make is an empty record, as a pointer to it.
func (t *Table) Make() any { return t.make() }

// Maker makes the records of one file, which lie together in memory: as many as a nation
// has villages take less of it, and are sooner gone through by the collector. It is for
// one goroutine.
func (t *Table) Maker() func() any {
	if t.many == nil {
		return t.make
	}
	return t.many()
}

// blocks makes records in blocks of up to 32 KB; the first ones are small.
func blocks[T any]() func() any {
	const block = 32 << 10
	var free []T
	size, n := int(reflect.TypeFor[T]().Size()), 1
	return func() any {
		if len(free) == 0 {
			free = make([]T, n)
			n = max(1, min(2*n, block/size))
		}
		record := &free[0]
		free = free[1:]
		return record
	}
}

// Headers lists the headers as an empty table has them.
func (t *Table) Headers() []string {
	var headers []string
	for i := range t.Columns {
		headers = append(headers, t.Columns[i].Header)
	}
	return headers
}

// Value is what a column says of a record in the one way of writing in which
// equal values are equal texts: dates as 2026-03-05, numbers without grouping,
// choices by their name, nothing as "".
func (c *Column) Value(record any) string {
	if c.Numeric() && c.open(record) {
		return ""
	}
	field := c.Of(record)
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return ""
		}
		field = field.Elem()
	}
	if c.Type == Choice && field.Kind() != reflect.String {
		n := 0
		if field.Kind() == reflect.Int {
			n = int(field.Int()) - 1
		} else if field.Bool() {
			n = 1
		}
		if n < 0 || n >= len(c.Names) {
			return ""
		}
		return c.Names[n]
	}
	if field.Type() == text {
		return field.String() // without making an interface of it
	}
	switch v := field.Interface().(type) {
	case period.Date:
		if v.IsZero() && c.words != nil {
			return c.WordsOf(record).String()
		}
		return v.String()
	case period.Period:
		if v == (period.Period{}) {
			return ""
		}
		return v.String()
	case []string:
		if c.Type == Lines {
			return strings.Join(v, "\n")
		}
		return strings.Join(v, "、")
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return field.String()
}

// Empty tells whether the record has nothing in this column. A figure that is 0 is not
// empty, where a cell says so.
func (c *Column) Empty(record any) bool {
	if c.Numeric() && c.Of(record).Kind() != reflect.Pointer {
		return c.cellEmpty(record)
	}
	return c.Of(record).IsZero() && (c.words == nil || c.WordsOf(record).IsZero())
}
