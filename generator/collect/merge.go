package collect

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// openFiles reads the table's files.
func (r *Result) openFiles() error {
	for _, f := range r.Expected.Files {
		tf, err := openTable(f, r.Expected.Table, r.Complaints)
		if err != nil {
			return err
		}
		if tf != nil {
			r.files = append(r.files, tf)
		}
	}
	if len(r.Expected.Files) == 0 {
		r.Complaints.Add(complaint("", "table-none", r.Expected.Table.Name, diag.T("hongtou.yaml 的 data 里没有这张表的文件", "data of hongtou.yaml names no file of this table"),
			diag.T("加上一个 .xlsx 或 .csv 文件", "add an .xlsx or .csv file")))
	}
	return nil
}

// merge finds what the right rows change. A value that the unit left as it was
// sent changes nothing, whatever the table says now; a value that the table
// changed in the meantime too, to something else, is a conflict.
func (r *Result) merge() {
	if len(r.files) < len(r.Expected.Files) || len(r.files) == 0 {
		return
	}
	for _, ret := range r.Returns {
		if ret.State != Taken {
			continue
		}
		index := r.index(ret)
		for i := range ret.Rows {
			if row := &ret.Rows[i]; !row.Bad {
				r.mergeRow(ret, row, index[row.Key])
			}
		}
	}
}

// found is a record and its file.
type found struct {
	record *record
	file   *tableFile
}

// index finds the table's records by the form's key.
func (r *Result) index(ret *Return) map[string]found {
	f, t := ret.Form, r.Expected.Table
	out := map[string]found{}
	for _, tf := range r.files {
		for _, rec := range slices.Concat(tf.records, tf.added) {
			var parts []string
			for _, k := range f.Key {
				parts = append(parts, rec.values[source.ColumnOf(t, k)])
			}
			out[strings.Join(parts, " ")] = found{rec, tf}
		}
	}
	return out
}

func (r *Result) mergeRow(ret *Return, row *Row, at found) {
	f, t := ret.Form, r.Expected.Table
	if at.record == nil && row.sent != nil {
		r.rowComplaint(ret, row, "row-removed", diag.T("表中已没有这一行，没有并入", "the table has this row no more: it is not merged"), diag.T("核对表", "look at the table"))
		return
	}
	if at.record == nil {
		r.appendRow(ret, row)
		return
	}
	for k, v := range f.Fixed {
		if i := source.ColumnOf(t, k); at.record.values[i] != v {
			r.rowComplaint(ret, row, "row-foreign", diag.T("表中这个编号属于另一单位（%s：%s）", "in the table this key is another unit's (%s: %s)", k, at.record.values[i]), diag.T("改用自己的编号", "use a key of one's own"))
			return
		}
	}
	for i, col := range f.Columns {
		column := source.ColumnOf(t, col.Field)
		now, theirs := at.record.values[column], row.Values[i]
		switch {
		case row.Places[i] == 0 || source.Same(t, column, theirs, now) || row.sent != nil && source.Same(t, column, theirs, row.sent[i]):
		case row.sent != nil && source.Same(t, column, now, row.sent[i]):
			at.file.set(at.record, column, theirs)
			r.Changes = append(r.Changes, Change{Unit: f.UnitName, Key: row.Key, Column: col.Field, From: now, To: theirs})
		default:
			c := Conflict{Unit: f.UnitName, Key: row.Key, Column: col.Field, Returned: theirs, Table: now, File: ret.File, Row: row.Number}
			if row.sent != nil {
				c.Sent = row.sent[i]
			}
			r.Conflicts = append(r.Conflicts, c)
			d := complaint(ret.File, "conflict", theirs, diag.T("“%s”与表中的值“%s”不同，表没有改", "%s is not what the table says, %q: the table stays", col.Field, now),
				diag.T("定下用哪个值，直接改表", "decide which one holds and change the table itself"))
			d.Severity = diag.Warning
			d.Place.Sheet, d.Place.Row, d.Place.Column, d.Place.Header = ret.Found, row.Number, row.Places[i], col.Field
			r.Complaints.Add(d)
		}
	}
}

func (r *Result) rowComplaint(ret *Return, row *Row, code string, problem, remedy diag.Text) {
	row.Bad = true
	row.Wrong[0] = problem.Zh
	d := complaint(ret.File, code, row.Key, problem, remedy)
	d.Place.Sheet, d.Place.Row = ret.Found, row.Number
	r.Complaints.Add(d)
}

// appendRow adds a new record to the last of the table's files.
func (r *Result) appendRow(ret *Return, row *Row) {
	f, t := ret.Form, r.Expected.Table
	last := r.files[len(r.files)-1]
	values := map[int]string{}
	for k, v := range f.Fixed {
		values[source.ColumnOf(t, k)] = v
	}
	for i, col := range f.Columns {
		if row.Values[i] != "" {
			values[source.ColumnOf(t, col.Field)] = row.Values[i]
		}
	}
	for i := range t.Columns {
		v, has := values[i]
		if !has {
			continue
		}
		if last.columns[i] < 0 {
			d := complaint(last.name, "column-missing", v, diag.T("表中没有“%s”列，这个值放不进去", "the table has no column %q for this value", t.Columns[i].Header), diag.T("在表中增加这一列", "add the column to the table"))
			r.Complaints.Add(d)
			delete(values, i)
			continue
		}
		r.Changes = append(r.Changes, Change{Unit: f.UnitName, Key: row.Key, Column: t.Columns[i].Header, To: v, New: true})
	}
	last.appends = append(last.appends, values)
	// A second return must not add the key again.
	rec := &record{values: make([]string, len(t.Columns))}
	for i, v := range values {
		rec.values[i] = v
	}
	last.added = append(last.added, rec)
}

// Apply changes the table's files. It gives the files that were changed.
func (r *Result) Apply() ([]string, error) {
	var out []string
	for _, tf := range r.files {
		if !tf.changed() {
			continue
		}
		if err := tf.write(); err != nil {
			return out, err
		}
		out = append(out, tf.path)
	}
	return out, nil
}
