package source

import (
	"crypto/sha256"
	"path/filepath"
	"reflect"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Draft is a workspace's records as its tables hold them, on which changes can be
// tried: what Load would complain of if the tables were changed so.
type Draft struct {
	dir    string
	config *Config
	list   *diag.List // about the settings and meetings
	office *model.Office
	parts  []*loader // a file of a table each
	places map[diag.Place]any
	now    map[diag.Diagnostic]int // the errors as the tables stand
}

// Edit is a change of a table that is tried: new values of a record, or a new
// record.
type Edit struct {
	Table  *Table
	Place  diag.Place     // file, sheet and row: of the record, or where the new one will stand
	Values map[int]string // by the table's column
	New    bool
}

// OpenDraft reads the workspace in dir as it is now, on the day today; content stands for files that
// were read already, by their path as hongtou.yaml has it. The error is of the
// environment.
func (r Reader) OpenDraft(dir string, today period.Date, content map[string][]byte) (*Draft, error) {
	data, err := input.Read(filepath.Join(dir, ConfigName), configSize)
	if err != nil {
		return nil, err
	}
	l := &loader{reader: r, dir: dir, list: &diag.List{}, office: &model.Office{Today: today}, inputs: map[string][sha256.Size]byte{}, content: content}
	d := &Draft{dir: dir, list: l.list, office: l.office, config: l.settle(data), places: map[diag.Place]any{}}
	defer l.databases.close()
	l.allFiles(d.config)
	d.parts = l.parts(d.config.Data)
	l.own(d.config, func(part *loader) { d.parts = append(d.parts, part) })
	for _, part := range d.parts {
		if l.err == nil {
			l.err = part.err
		}
		for _, record := range part.records {
			d.places[RowOf(record.(model.Record).From().Place())] = record
		}
	}
	if l.err != nil {
		return nil, l.err
	}
	d.now = map[diag.Diagnostic]int{}
	for _, e := range d.complaints(nil, d.parts).All() {
		d.now[e]++
	}
	return d, nil
}

// Records are those of one of a table's files, as they were read.
func (d *Draft) Records(t *Table, file, sheet string) []model.Record {
	var out []model.Record
	for _, part := range d.parts {
		if part.of.Table == t && part.from.Path == file && part.from.Sheet == sheet {
			for _, record := range part.records {
				out = append(out, record.(model.Record))
			}
		}
	}
	return out
}

// Table is a table as the draft has it: one of the office's own is made of what stands
// in its files. nil where its columns are others now.
func (d *Draft) Table(t *Table) *Table {
	for _, part := range d.parts {
		if own := part.of.Table; own.Name == t.Name {
			if !slices.Equal(own.Headers(), t.Headers()) {
				return nil
			}
			return own
		}
	}
	return nil
}

// Try gives the errors that the workspace would have with these edits, and has
// not now.
func (d *Draft) Try(edits []Edit) []diag.Diagnostic { return d.fresh(d.complaints(edits, d.parts)) }

// TryFiles is Try for whole files, by their path as hongtou.yaml has it, before
// they are written. It gives the records, too, that a table has then, by the rows
// where they stand.
func (d *Draft) TryFiles(content map[string][]byte) ([]diag.Diagnostic, map[diag.Place]model.Record) {
	var parts []*loader
	records := map[diag.Place]model.Record{}
	for _, part := range d.parts {
		if content[part.from.Path] != nil {
			part = &loader{reader: part.reader, dir: d.dir, list: &diag.List{}, inputs: map[string][sha256.Size]byte{}, content: content, of: part.of, from: part.from}
			part.table(part.of.Table, part.from)
			for _, record := range part.records {
				r := record.(model.Record)
				records[RowOf(r.From().Place())] = r
			}
		}
		parts = append(parts, part)
	}
	return d.fresh(d.complaints(nil, parts)), records
}

func (d *Draft) fresh(list *diag.List) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, e := range list.All() {
		if e.Severity == diag.Error && d.now[e] == 0 {
			out = append(out, e)
		}
	}
	return out
}

// complaints are Load's, of records that Check may fill in: copies.
func (d *Draft) complaints(edits []Edit, parts []*loader) *diag.List {
	office := *d.office
	office.Meetings = nil
	for _, m := range d.office.Meetings {
		office.Meetings = append(office.Meetings, copied(m).(*model.Meeting))
	}
	list := diag.Join(d.list)
	changed := map[any][]Edit{}
	for _, e := range edits {
		if record := d.places[RowOf(e.Place)]; record != nil {
			changed[record] = append(changed[record], e)
		}
	}
	for i, part := range parts {
		list.Append(part.list)
		for _, record := range part.records {
			fresh := copied(record)
			for _, e := range changed[record] {
				e.change(fresh, list)
			}
			part.of.Add(&office, fresh)
		}
		if i+1 < len(parts) && parts[i+1].of == part.of {
			continue // new records stand in a table's last file
		}
		for _, e := range edits {
			if e.New && e.Table == part.of.Table {
				part.of.Add(&office, e.record(list))
			}
		}
	}
	list.Append(office.Check())
	return list
}

// change sets a record's fields as reading the new cells would.
func (e Edit) change(record any, list *diag.List) {
	b := &binder{table: e.Table, list: list}
	origin := record.(model.Record).From()
	was, none, _, lacking := model.FlawsOf(record.(model.Record))
	kept := func(fields []string) (kept []string) {
		for _, field := range fields {
			if i := ColumnOf(e.Table, field); i < 0 || !e.has(i) {
				kept = append(kept, field)
			}
		}
		return kept
	}
	unread, empty := kept(was), kept(none)
	b.lacking = kept(lacking)
	for i := range e.Table.Columns {
		value, has := e.Values[i]
		if !has {
			continue
		}
		e.Table.Columns[i].Of(record).SetZero()
		if e.Table.Columns[i].Type == Limit {
			e.Table.Columns[i].WordsOf(record).SetZero()
		}
		if f := b.set(record, i, value, false); f != nil {
			field := e.Table.Columns[i].Field
			list.Add(diag.Diagnostic{Code: f.code, Place: origin.At(field), Value: value, Problem: f.problem, Remedy: f.remedy})
			unread = append(unread, field)
		} else if e.Table.Columns[i].Figure() && saysNothing(value) {
			empty = append(empty, e.Table.Columns[i].Field)
		}
	}
	model.MarkFlaws(origin, model.Flaws{})
	b.mark(origin, record, unread, empty)
}

func (e Edit) has(column int) bool {
	_, has := e.Values[column]
	return has
}

// record is a new one.
func (e Edit) record(list *diag.List) any {
	cells := make([]*cell, len(e.Table.Columns))
	for i, value := range e.Values {
		cells[i] = &cell{raw: value, shown: value}
	}
	return (&binder{table: e.Table, list: list}).record(model.OriginAt(e.Place, headed{e.Table}), cells, nil, nil)
}

// Standing tells in which column of its sheet a record's field stands, counted from
// 1, 0 if in none, and what the number there is multiplied by.
func Standing(r model.Record, field string) (column int, factor float64) {
	if places, ok := r.From().Locator().(columns); ok {
		if at := places[field]; !at.parts {
			return at.number, at.factor
		}
	}
	return 0, 1
}

// ValueOf is what a record has in the table's column i, in the one way of writing
// of Read; "" for what could not be read and for a figure that nobody knows.
func ValueOf(t *Table, i int, r model.Record) string {
	c := &t.Columns[i]
	if !r.From().Sound(c.Field) || c.Empty(r) && (c.None || !c.Figure()) {
		return ""
	}
	return c.Value(r)
}

// headed locates a new record's fields by their column's header alone.
type headed struct{ table *Table }

// Locate names the field's column.
func (h headed) Locate(row diag.Place, field string) diag.Place {
	for i := range h.table.Columns {
		if c := &h.table.Columns[i]; c.Field == field {
			row.Header = c.Header
		}
	}
	return row
}

// RowOf is a place without what is finer than its row, or than its item's line in a list.
func RowOf(p diag.Place) diag.Place {
	return diag.Place{File: p.File, Sheet: p.Sheet, Row: max(p.Row, p.Line)}
}

// copied is a record of its own: Check fills records in, and what their pointers
// and lists of codes lead to.
func copied(record any) any {
	old := reflect.ValueOf(record).Elem()
	out := reflect.New(old.Type())
	out.Elem().Set(old)
	for i := range out.Elem().NumField() {
		if f := out.Elem().Field(i); f.Kind() == reflect.Slice && f.CanSet() && !f.IsNil() {
			own := reflect.MakeSlice(f.Type(), f.Len(), f.Len())
			reflect.Copy(own, f)
			f.Set(own)
		}
	}
	return out.Interface()
}
