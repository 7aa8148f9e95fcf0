package model

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// A table is declared once, in the file of its record: everything that reads,
// checks, chooses, explains or writes records walks the declarations. Adding a
// table is adding such a file.

// Declaration says all that there is to say about the table of the records T,
// structs that embed an [Origin].
type Declaration[T any] struct {
	Name, Title string                         // hazards, 隐患排查整改
	One, En     string                         // what a record is called in complaints: 隐患, hazard
	Order       int                            // where the table stands among the others, after those that it refers to
	Columns     func(r *T) []table.Column      // each points to its field of r
	List        func(o *Office) *[]*T          // where the office keeps the records; nil: by the table's name only
	Event       func(r *T) period.Date         // the day of a record, where the table tells what happened and says how far it reaches
	Check       func(c *Checker, records []*T) // after codes and links were checked; may be nil
	Files       bool                           // a record is a file of its own, by a pattern, not a row
	Says        string                         // what the record's fields and methods mean that no column says: "Status 状态; Limit 时限"
	Office      string                         // what the methods of the office mean that give these records
}

// Record is a record of any table.
type Record interface {
	At(field string) diag.Place
	From() *Origin
}

// Table is a declared table, whatever its records are.
type Table struct {
	*table.Table
	One, En string
	Files   bool // a record is a file of its own

	order   int
	field   string // of the office, with the records; "" where there is none
	id      string // in the codes of complaints: hazard
	records func(o *Office) []Record
	list    func(o *Office) any // the records as a slice of their own type
	add     func(o *Office, r Record)
	check   func(c *Checker)
	days    func(o *Office, visit func(period.Date)) // of the records of a table of events; nil for another
}

var (
	tables  []*Table
	tableOf = map[reflect.Type]*Table{} // by the pointer to the record
)

// Declare makes a table known. It is called where variables of a package are
// set, before anything is read; a wrong declaration is a broken build.
func Declare[T any](d Declaration[T]) *Table {
	t := &Table{Table: table.New(d.Name, d.Title, d.Columns), One: d.One, En: d.En, Files: d.Files, order: d.Order, id: strings.ReplaceAll(d.En, " ", "-")}
	if _, ok := any(new(T)).(Record); !ok || TableOf(d.Name) != nil {
		panic("package model: the table " + d.Name + " is declared twice, or its records have no Origin")
	}
	list := func(o *Office) []*T {
		if d.List != nil {
			return *d.List(o)
		}
		list, _ := o.others[d.Name].([]*T)
		return list
	}
	t.records = func(o *Office) []Record {
		list := list(o)
		out := make([]Record, len(list))
		for i, r := range list {
			out[i] = any(r).(Record)
		}
		return out
	}
	t.list = func(o *Office) any { return list(o) }
	t.add = func(o *Office, r Record) {
		if d.List != nil {
			all := d.List(o)
			*all = append(*all, r.(any).(*T))
			return
		}
		if o.others == nil {
			o.others = map[string]any{}
		}
		o.others[d.Name] = append(list(o), r.(any).(*T))
	}
	t.check = func(c *Checker) {
		c.records(t)
		c.emptyFigures(t)
		c.doneToCome(t)
		if d.Check != nil {
			d.Check(c, list(c.Office))
		}
		if d.Event != nil {
			for _, r := range list(c.Office) {
				c.toCome(t, any(r).(Record), d.Event(r))
			}
			c.twice(t, func(r Record) period.Date { return d.Event(r.(any).(*T)) })
		}
	}
	if d.Event != nil {
		t.days = func(o *Office, visit func(period.Date)) {
			for _, r := range list(o) {
				if day := d.Event(r); !day.IsZero() {
					visit(day)
				}
			}
		}
	}
	explain[T](d.Says)
	explain[Office](d.Office)
	explainColumns(t.Table)
	if o := new(Office); d.List != nil {
		t.field = table.FieldName(o, d.List(o))
		meanings[reflect.TypeFor[Office]()][t.field] = d.Title + "表"
	}
	tables, tableOf[reflect.PointerTo(t.Record())] = append(tables, t), t
	slices.SortStableFunc(tables, func(a, b *Table) int { return a.order - b.order })
	return t
}

// explainColumns says of each field what its column's header says, where nothing
// else does.
func explainColumns(t *table.Table) {
	if meanings[t.Record()] == nil {
		meanings[t.Record()] = map[string]string{}
	}
	for i := range t.Columns {
		if m, c := meanings[t.Record()], &t.Columns[i]; m[c.Field] == "" {
			m[c.Field] = c.Header
		}
	}
}

// part declares what a record has several of: the items of an agenda.
func part[T any](title string, columns func(r *T) []table.Column) *table.Table {
	t := table.New("", title, columns)
	explainColumns(t)
	return t
}

// Tables lists the tables in the order in which they are read and checked.
func Tables() []*Table { return slices.Clone(tables) }

// TableOf finds a table by its name, or gives nil.
func TableOf(name string) *Table {
	if i := slices.IndexFunc(tables, func(t *Table) bool { return t.Name == name }); i >= 0 {
		return tables[i]
	}
	return nil
}

// TableFor is the table of a record.
func TableFor(r Record) *Table {
	if row, ok := r.(*OwnRow); ok {
		return row.table
	}
	if t := tableOf[reflect.TypeOf(r)]; t != nil {
		return t
	}
	panic(fmt.Sprintf("package model: no table has a %T", r))
}

// Records lists the office's records of the table, in its order.
func (t *Table) Records(o *Office) []Record { return t.records(o) }

// Lists gives every table's records by the table's name, each list as a slice of
// its records' type. It is made once, by Check.
func (o *Office) Lists() map[string]any {
	if o.index != nil && o.index.lists != nil {
		return o.index.lists
	}
	lists := make(map[string]any, len(tables))
	for _, t := range slices.Concat(tables, o.own) {
		lists[t.Name] = t.list(o)
	}
	return lists
}

// Add gives the office a record that Make made.
func (t *Table) Add(o *Office, record any) { t.add(o, record.(Record)) }

// Concerns is the unit that a record is about, the unit itself for a unit's;
// nil if there is none.
func (t *Table) Concerns(r Record) *Unit {
	if u, ok := r.(*Unit); ok {
		return u
	}
	for i := range t.Columns {
		if link, ok := t.Columns[i].LinkOf(r); ok && t.Columns[i].Concerns {
			return link.Interface().(*Unit)
		}
	}
	return nil
}

// Place is where a record stands, at its key if it has one.
func (t *Table) Place(r Record) diag.Place {
	for i := range t.Columns {
		if t.Columns[i].Key {
			return r.At(t.Columns[i].Field)
		}
	}
	return r.From().Place()
}

// Identify is what tells a record from others, "" where its table has no such
// columns, and what people call it: its label, or the unit that it concerns.
func (t *Table) Identify(r Record) (code, name string) {
	concerns := ""
	for i := range t.Columns {
		switch c := &t.Columns[i]; {
		case c.Label:
			name = c.Value(r)
		case c.Concerns:
			concerns = c.Value(r)
		}
	}
	if u := t.Concerns(r); name == "" && u != nil {
		concerns = u.Name
	}
	return t.CodeOf(r), cmp.Or(name, concerns)
}

// CodeOf is the record's key, the values of several columns joined by -, "" where its
// table has none.
func (t *Table) CodeOf(r Record) string { return t.joined(r, "-") }

// key is what no two records of the table may share.
func (t *Table) key(r Record) string { return t.joined(r, "\x00") }

func (t *Table) joined(r Record, by string) string {
	code, any := "", false
	for i := range t.Columns {
		switch c := &t.Columns[i]; {
		case !c.Key:
		case any:
			code += by + c.Value(r)
		default:
			code, any = c.Value(r), true
		}
	}
	return code
}

// records links the units that a table's columns name and sees that no two
// records have one key.
func (c *Checker) records(t *Table) {
	records := t.records(c.Office)
	seen := keyedBy(t, records)
	c.index.byKey[t.Record()] = seen
	for n, r := range records {
		for i := range t.Columns {
			if link, ok := t.Columns[i].LinkOf(r); ok {
				c.link(t, r, &t.Columns[i], link)
			}
		}
		c.unique(t, seen, n)
	}
}

// link sets what a column's code stands for, and the code itself where a name
// stood for it.
func (c *Checker) link(t *Table, r Record, column *table.Column, link reflect.Value) {
	if link.Kind() != reflect.Slice {
		u := c.unit(r.At(column.Field), column.Of(r).String())
		link.Set(reflect.ValueOf(u))
		if u != nil {
			column.Of(r).SetString(u.Code)
		}
		return
	}
	var with []*Unit
	lead := led(t, r)
	var codes []string
	for _, ref := range column.Of(r).Interface().([]string) {
		several := []string{ref}
		if c.find(ref) == nil {
			if names := c.unitsIn(ref); names != nil {
				several = names
			}
		}
		codes = append(codes, several...)
	}
	if codes != nil {
		column.Of(r).Set(reflect.ValueOf(codes))
	}
	for i, code := range codes {
		u := c.unit(r.At(column.Field), code)
		if u == nil {
			continue
		}
		codes[i] = u.Code
		if u == lead || slices.Contains(with, u) {
			c.Fail(r.At(column.Field), t.id+"-with-repeated", code,
				diag.T("“%[2]s”中的“%[1]s”重复，或就是牵头单位", "%[1]q is listed twice in %[2]s, or leads itself", u.Name, column.Header),
				diag.T("从“%s”中删去", "remove it from %s", column.Header))
			continue
		}
		with = append(with, u)
	}
	link.Set(reflect.ValueOf(with))
}

// led is the first unit that a record names: who leads what others help with.
func led(t *Table, r Record) *Unit {
	for i := range t.Columns {
		if link, ok := t.Columns[i].LinkOf(r); ok && link.Kind() == reflect.Pointer {
			return link.Interface().(*Unit)
		}
	}
	return nil
}

// unique keeps the first record of each key and complains of the others, and of
// empty codes where one column is the key.
func (c *Checker) unique(t *Table, seen *keyed, n int) {
	r := seen.records[n]
	var few [4]*table.Column
	keys := few[:0]
	for i := range t.Columns {
		if column := &t.Columns[i]; column.Key {
			keys = append(keys, column)
			if link, ok := column.LinkOf(r); !r.From().Sound(column.Field) || ok && link.IsNil() {
				return
			}
		}
	}
	if len(keys) == 0 {
		return
	}
	last := len(keys) - 1
	for last > 0 && !keys[last].Required {
		last--
	}
	key := t.key(r)
	if len(keys) == 1 && key == "" {
		c.Fail(r.At(keys[last].Field), t.id+"-code-missing", "", diag.T("%[1]s没有编码", "a %[2]s without a code", t.One, t.En), diag.T("填写唯一的编码", "give it a code of its own"))
		return
	}
	first := seen.record(key)
	if first == nil {
		seen.add(uint32(n))
		return
	}
	at, before, value := r.At(keys[last].Field), first.At(keys[last].Field), keys[last].Value(r)
	if len(keys) == 1 {
		c.Fail(at, t.id+"-duplicate", value,
			diag.T("%[1]s编码重复，已见于%[3]s", "%[2]s code is used twice, first at %[3]s", t.One, t.En, before),
			diag.T("改为唯一的编码，或删去重复的一行", "use a code of its own, or delete the repeated row"))
		return
	}
	var headers []string
	for _, column := range keys {
		headers = append(headers, column.Header)
	}
	c.Fail(at, t.id+"-duplicate", value,
		diag.T("%[1]s都相同的%[2]s重复，已见于%[4]s", "a second %[3]s with the same %[1]s, first at %[4]s", diag.Names(headers), t.One, t.En, before),
		diag.T("只留一行", "keep one row"))
}

// first tells whether a record is the first with its key.
func (c *Checker) first(r Record) bool {
	t := TableFor(r)
	return c.index.byKey[t.Record()].record(t.key(r)) == r
}

// find gives the record of the type T that has a key, the values of its parts in
// the order of the columns; nil if there is none.
func find[T any](o *Office, key ...string) *T {
	r, _ := any(o.look().byKey[reflect.TypeFor[T]()].record(strings.Join(key, "\x00"))).(*T)
	return r
}

// Columns that several tables have.

func code(at *string, header ...string) table.Column {
	return shared(table.Column{At: at, Header: "编号", Type: table.Code, Required: true, Key: true, Note: "不重复"}, header)
}

func unit(at *string, link **Unit, header ...string) table.Column {
	return shared(table.Column{At: at, Link: link, Concerns: true, Header: "单位编码", Aliases: []string{"责任单位编码", "组织单位编码", "举办单位编码"}, Type: table.Code, Required: true}, header)
}

func year(at *int) table.Column {
	return table.Column{At: at, Header: "年度", Aliases: []string{"年份", "考核年度"}, Type: table.Year, Required: true}
}

func industry(at *string) table.Column {
	return table.Column{At: at, Header: "行业领域", Aliases: []string{"行业", "所属行业", "行业类别"}}
}

func lead(at *string, link **Unit) table.Column {
	return table.Column{At: at, Link: link, Header: "牵头单位编码", Aliases: []string{"牵头单位"}, Type: table.Code, Required: true}
}

func with(at *[]string, link *[]*Unit) table.Column {
	return table.Column{At: at, Link: link, Header: "配合单位编码", Aliases: []string{"配合单位"}, Note: "几个单位用、隔开"}
}

// shared gives a column that several tables have another header; its own
// becomes an alias.
func shared(c table.Column, header []string) table.Column {
	if len(header) > 0 {
		others := append([]string{c.Header}, c.Aliases...)
		c.Header, c.Aliases = header[0], slices.DeleteFunc(others, func(h string) bool { return h == header[0] })
	}
	return c
}

// key makes columns parts of what tells records apart.
func key(c table.Column) table.Column {
	c.Key = true
	return c
}
