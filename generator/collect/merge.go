package collect

import (
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// candidate is a row that would change a table: one of the steps from the tables
// as they are to what they will be.
type candidate struct {
	result *Result
	ret    *Return
	row    *Row
	file   *tableFile
	record *record        // that it changes or adds
	values map[int]string // by the table's column
	isNew  bool
}

// openFiles reads the files of the results' tables, each once, and then the
// workspace's records with them.
func (b *Batch) openFiles(open func(content map[string][]byte) (*source.Draft, error)) (*source.Draft, error) {
	content := map[string][]byte{}
	opened := map[string]*book{}
	for _, r := range b.Results {
		for _, f := range r.Expected.Files {
			if _, known := opened[f.Name]; known {
				continue
			}
			book, err := openBook(f, b.books, false, r.Complaints)
			if err != nil {
				return nil, err
			}
			if opened[f.Name] = book; book == nil {
				continue
			}
			if content[f.Name] = book.data; !slices.Contains(b.books, book) {
				b.books = append(b.books, book)
			}
		}
		if len(r.Expected.Files) == 0 {
			r.Complaints.Add(complaint("", "table-none", r.Expected.Table.Name, diag.T("hongtou.yaml 的 data 里没有这张表的文件", "data of hongtou.yaml names no file of this table"),
				diag.T("加上一个 .xlsx 或 .csv 文件", "add an .xlsx or .csv file")))
		}
	}
	draft, err := open(content)
	if err != nil {
		return nil, err
	}
	for _, r := range b.Results {
		for _, f := range r.Expected.Files {
			if book := opened[f.Name]; book != nil {
				if tf := book.tableIn(f, r.Expected.Table, draft, r.Complaints); tf != nil {
					r.files = append(r.files, tf)
				}
			}
		}
	}
	return draft, nil
}

// merger finds what a result's right rows change. Complaints that go with changes
// are collected apart: they fall away when all is merged anew.
type merger struct {
	result *Result
	index  map[string][]found // the table's records by the form's key
	out    []candidate
	list   *diag.List
}

// found is a record and its file.
type found struct {
	record *record
	file   *tableFile
}

// mergeAll finds what all right rows change, one result after another, so that
// each sees what those before it changed.
func (b *Batch) mergeAll() ([]candidate, map[*Result]*diag.List) {
	for _, book := range b.books {
		for _, tf := range book.tables {
			tf.reset()
		}
	}
	var out []candidate
	lists := map[*Result]*diag.List{}
	for _, r := range b.Results {
		r.Changes, r.Conflicts = nil, nil
		for _, ret := range r.Returns {
			for i := range ret.Rows {
				ret.Rows[i].forget()
			}
		}
		m := &merger{result: r, list: &diag.List{}}
		m.run()
		out, lists[r] = append(out, m.out...), m.list
	}
	return out, lists
}

// run merges. A value that the unit left as it was sent changes nothing, whatever
// the table says now; a value that the table changed in the meantime too, to
// something else, is a conflict.
func (m *merger) run() {
	r := m.result
	if len(r.files) < len(r.Expected.Files) || len(r.files) == 0 {
		return
	}
	for _, ret := range r.Returns {
		if ret.State != Taken {
			continue
		}
		if m.index == nil {
			m.build(ret)
		}
		for i := range ret.Rows {
			if row := &ret.Rows[i]; !row.Bad {
				m.row(ret, row)
			}
		}
	}
}

// build indexes the table once for all returns, which share the template's key.
func (m *merger) build(ret *Return) {
	m.index = map[string][]found{}
	var key []int
	for _, k := range ret.Form.Key {
		key = append(key, source.ColumnOf(m.result.Expected.Table, k))
	}
	parts := make([]string, len(key))
	for _, tf := range m.result.files {
		for _, rec := range slices.Concat(tf.records, tf.added) {
			for i, column := range key {
				parts[i] = tf.value(rec, column)
			}
			id := strings.Join(parts, keyMark)
			m.index[id] = append(m.index[id], found{rec, tf})
		}
	}
}

func (m *merger) row(ret *Return, row *Row) {
	at := m.index[row.id]
	switch {
	case len(at) > 1:
		m.refuse(ret, row, "row-ambiguous", diag.T("表中有几行是这个编号，没有并入", "several rows of the table have this key: it is not merged"), diag.T("先改好表", "mend the table first"))
	case len(at) == 0 && row.sent != nil && ret.Form.Adds:
		if !m.untouched(ret, row) {
			m.add(ret, row)
		}
	case len(at) == 0 && row.sent != nil:
		m.refuse(ret, row, "row-removed", diag.T("表中已没有这一行，没有并入", "the table has this row no more: it is not merged"), diag.T("核对表", "look at the table"))
	case len(at) == 0:
		m.add(ret, row)
	default:
		m.change(ret, row, at[0])
	}
}

// untouched tells whether a row came back as it was sent.
func (m *merger) untouched(ret *Return, row *Row) bool {
	for i, column := range ret.columns {
		if row.Places[i] != 0 && !source.Same(m.result.Expected.Table, column, row.Values[i], row.sent[i]) {
			return false
		}
	}
	return true
}

func (m *merger) change(ret *Return, row *Row, at found) {
	t, tf, rec := m.result.Expected.Table, at.file, at.record
	for _, f := range ret.fixed {
		if now := tf.value(rec, f.column); now != f.value {
			m.refuse(ret, row, "row-foreign", diag.T("表中这个编号属于另一单位（%s：%s）", "in the table this key is another unit's (%s: %s)", t.Columns[f.column].Header, now), diag.T("改用自己的编号", "use a key of one's own"))
			return
		}
	}
	c := candidate{result: m.result, ret: ret, row: row, file: tf, record: rec, values: map[int]string{}}
	var conflicts []int
	for i, column := range ret.columns {
		now, theirs := tf.value(rec, column), row.Values[i]
		switch {
		case row.Places[i] == 0 || source.Same(t, column, theirs, now):
		case row.sent != nil && source.Same(t, column, theirs, row.sent[i]): // as all that is not open, by the check of cells
		case rec.columns[column] < 0:
			m.missing(ret, row, tf, column, i)
			return
		case row.sent != nil && source.Same(t, column, now, row.sent[i]) && tf.book.fixed.at(rec, column) == loose:
			c.values[column] = theirs
		default:
			conflicts = append(conflicts, i)
		}
	}
	for _, i := range conflicts {
		m.conflict(ret, row, at, i)
	}
	for i, column := range ret.columns {
		if theirs, has := c.values[column]; has {
			m.result.Changes = append(m.result.Changes, Change{Unit: ret.Form.UnitName, Key: row.Key, Column: ret.Form.Columns[i].Field, From: tf.value(rec, column), To: theirs, File: ret.File})
			tf.set(rec, column, theirs)
		}
	}
	if len(c.values) > 0 {
		m.out = append(m.out, c)
	}
}

func (m *merger) conflict(ret *Return, row *Row, at found, i int) {
	column, field := ret.columns[i], ret.Form.Columns[i].Field
	now, theirs := at.file.value(at.record, column), row.Values[i]
	c := Conflict{Unit: ret.Form.UnitName, Key: row.Key, Column: field, Returned: theirs, Table: now, File: ret.File, Row: row.Number}
	if row.sent != nil {
		c.Sent = row.sent[i]
	}
	m.result.Conflicts = append(m.result.Conflicts, c)
	d := complaint(ret.File, "conflict", theirs, diag.T("“%s”与表中的值“%s”不同，表没有改", "%s is not what the table says, %q: the table stays", field, now),
		diag.T("定下用哪个值，直接改表", "decide which one holds and change the table itself"))
	switch at.file.book.fixed.at(at.record, column) {
	case calculated:
		d.Problem = diag.T("表中“%s”是公式算出的“%s”，表没有改", "in the table %s is calculated, %q: the table stays", field, now)
	case mergedCell:
		d.Problem = diag.T("表中“%s”与别的行合并，值为“%s”，表没有改", "in the table %s is merged with other rows, %q: the table stays", field, now)
	}
	d.Severity = diag.Warning
	d.Place.Sheet, d.Place.Row, d.Place.Column, d.Place.Header = ret.Found, row.Number, row.Places[i], field
	m.list.Add(d)
}

// refuse keeps a row from counting as the tables and the other rows are: without
// those that turn out wrong it may count.
func (m *merger) refuse(ret *Return, row *Row, code string, problem, remedy diag.Text) {
	row.merged = true
	m.list.Add(ret.refuseCell(row, keyColumn(ret.Form), diag.Diagnostic{Code: code, Value: row.Key, Problem: problem, Remedy: remedy}))
}

// forget takes back what merging said of a row.
func (r *Row) forget() {
	if r.merged {
		r.Bad, r.merged = false, false
		clear(r.Wrong)
	}
}

func (m *merger) missing(ret *Return, row *Row, tf *tableFile, column, i int) {
	header := m.result.Expected.Table.Columns[column].Header
	row.merged = true
	m.list.Add(ret.refuseCell(row, i, diag.Diagnostic{Code: "column-missing", Value: row.Values[i],
		Problem: diag.T("%s 中没有“%s”列，这个值放不进去", "%s has no column %q for this value", filepath.ToSlash(tf.name), header), Remedy: diag.T("在表中增加这一列", "add the column to the table")}))
}

// refuseCell marks a row as wrong in one of the form's columns and gives the
// complaint of it.
func (r *Return) refuseCell(row *Row, i int, d diag.Diagnostic) diag.Diagnostic {
	row.Bad = true
	row.Wrong[i] = d.Problem.Zh
	if d.Remedy.Zh != "" {
		row.Wrong[i] += "；" + d.Remedy.Zh
	}
	d.Severity = diag.Error
	d.Place = diag.Place{File: r.File, Sheet: r.Found, Row: row.Number, Column: row.Places[i], Header: r.Form.Columns[i].Field}
	return d
}

// add adds a new record to the last of the table's files.
func (m *merger) add(ret *Return, row *Row) {
	t := m.result.Expected.Table
	last := m.result.files[len(m.result.files)-1]
	c := candidate{result: m.result, ret: ret, row: row, file: last, values: map[int]string{}, isNew: true}
	for _, f := range ret.fixed {
		c.values[f.column] = f.value
	}
	for i, column := range ret.columns {
		if row.Values[i] == "" {
			continue
		}
		if last.last.columns[column] < 0 {
			m.missing(ret, row, last, column, i)
			return
		}
		c.values[column] = row.Values[i]
	}
	values := make([]string, len(t.Columns))
	for i := range t.Columns {
		v, has := c.values[i]
		if !has || v == "" {
			continue
		}
		if last.last.columns[i] < 0 { // a fixed value
			m.refuse(ret, row, "column-missing", diag.T("%s 中没有“%s”列", "%s has no column %q", filepath.ToSlash(last.name), t.Columns[i].Header), diag.T("在表中增加这一列", "add the column to the table"))
			return
		}
		values[i] = v
	}
	for i := range t.Columns {
		if v := values[i]; v != "" {
			m.result.Changes = append(m.result.Changes, Change{Unit: ret.Form.UnitName, Key: row.Key, Column: t.Columns[i].Header, To: v, New: true, File: ret.File})
		}
	}
	c.record = last.add(values)
	m.index[row.id] = append(m.index[row.id], found{c.record, last}) // a second return must not add the key again
	m.out = append(m.out, c)
}

// edit is what candidates of one record change, as a draft tries it.
type edit struct {
	source.Edit
	of []candidate
}

// edits puts the changes of one record together.
func edits(list []candidate) []edit {
	var out []edit
	at := map[*record]int{}
	for _, c := range list {
		i, has := at[c.record]
		if !has {
			i = len(out)
			at[c.record] = i
			out = append(out, edit{Edit: source.Edit{Table: c.file.table, Place: c.file.place(c.record), Values: map[int]string{}, New: c.isNew}})
		}
		for column, value := range c.values {
			out[i].Values[column] = value
		}
		out[i].of = append(out[i].of, c)
	}
	return out
}
