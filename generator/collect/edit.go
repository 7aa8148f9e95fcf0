package collect

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// Edit is a change of one record by hand.
type Edit struct {
	Sheet  string         // of the record, where its file is a workbook
	Row    int            // 0 for a new record, which goes below the last one
	Were   map[int]string // what the record said when the change was begun, by the table's column, in its way of writing
	Values map[int]string // what was typed
}

// Editing is changes of one table's file by hand, all of them or none.
type Editing struct {
	Table *source.Table
	File  TableFile
	Edits []Edit
	Open  func(content map[string][]byte) (*source.Draft, error) // the workspace's records
	Now   time.Time
	Run   string // names it among backups
	Try   bool   // only say what is wrong
}

// Do makes the changes as a collect makes its own: checked together with the tables as
// they are now, in the file as it is now, which is kept. What keeps them from being
// made is told, with the place that each is about; a record's value that is not what it
// was is never written over. Places of new records are those where they will stand. The
// error is of the environment.
func (e Editing) Do(ctx context.Context) (*diag.List, error) {
	list := &diag.List{}
	if !e.Try {
		release, err := lockAll(ctx, []string{e.File.Path})
		if err != nil {
			return list, err
		}
		defer release()
	}
	opened, err := openBook(e.File, nil, true, list)
	if err != nil || opened == nil {
		return list, err
	}
	draft, err := e.Open(map[string][]byte{e.File.Name: opened.data})
	if err != nil {
		return list, err
	}
	if e.Table = draft.Table(e.Table); e.Table == nil {
		list.Add(complaint(filepath.ToSlash(e.File.Name), "columns-changed", "", diag.T("表的各列在别处改过，没有写", "the table's columns were changed elsewhere: not written"), diag.T("刷新后再改", "look at it again")))
		return list, nil
	}
	tf := opened.tableIn(e.File, e.Table, draft, list)
	if tf == nil {
		return list, nil
	}
	var tries []source.Edit
	for _, edit := range e.Edits {
		if try, ok := tf.edit(edit, list); ok {
			tries = append(tries, try)
		}
	}
	if list.Errors() > 0 || len(tries) == 0 {
		return list, nil
	}
	data, err := opened.render()
	if errors.Is(err, tree.ErrWriting) {
		list.Add(complaint(filepath.ToSlash(e.File.Name), "list-writing", "", diag.T("文件的写法（如多行的值、锚点）不能在这里改，没有写", "the file is written in a way (values over lines, anchors) that can't be changed here: not written"),
			diag.T("用文本编辑器打开它来改", "open it in a text editor")))
		return list, nil
	}
	if err != nil {
		return list, err
	}
	if found := draft.Try(tries); len(found) > 0 {
		return diag.Join(list, diag.Of(found...)), nil
	}
	found, records := draft.TryFiles(map[string][]byte{e.File.Name: data})
	list.Append(diag.Of(found...))
	for _, try := range tries {
		r := records[source.RowOf(try.Place)]
		for column, value := range try.Values {
			if list.Errors() == 0 && (r == nil || !source.Same(e.Table, column, source.ValueOf(e.Table, column, r), value)) {
				place := try.Place
				place.Header = e.Table.Columns[column].Header
				list.Add(diag.Diagnostic{Code: "row-unplaced", Place: place, Value: value, Problem: diag.T("写进去后读出来不一样，没有写", "written it does not read the same: it is not written"),
					Remedy: diag.T("直接改表", "change the table itself")})
			}
		}
	}
	if list.Errors() > 0 || e.Try {
		return list, nil
	}
	_, err = (&Batch{books: []*book{opened}}).Apply(e.Now, e.Run)
	return list, err
}

// edit notes one change and gives it as it is tried; what is wrong with it is told.
func (tf *tableFile) edit(e Edit, list *diag.List) (try source.Edit, ok bool) {
	before := list.Errors()
	values := map[int]string{}
	place := tf.at(e.Sheet, e.Row)
	wrong := func(column int, code, value string, problem, remedy diag.Text) {
		at := place
		at.Header = tf.table.Columns[column].Header
		list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
	}
	for column, typed := range e.Values {
		value, bad := source.Read(tf.table, column, source.Cell{Raw: typed, Shown: typed}, false)
		if bad != nil {
			wrong(column, bad.Code, typed, bad.Problem, bad.Remedy)
		}
		values[column] = value
	}
	if e.Row == 0 {
		return tf.newRecord(values, before, list, wrong)
	}
	i := slices.IndexFunc(tf.records, func(r *record) bool { return r.row == e.Row && r.sheet == e.Sheet })
	if i < 0 {
		list.Add(diag.Diagnostic{Code: "row-removed", Place: place, Problem: diag.T("表中已没有这一行", "the table has this row no more"), Remedy: diag.T("表在别处改过，请刷新后再改", "the table was changed elsewhere: look at it again")})
		return try, false
	}
	r := tf.records[i]
	for column, value := range values {
		now, was := tf.value(r, column), e.Were[column]
		switch {
		case r.columns[column] < 0:
			wrong(column, "column-missing", value, diag.T("文件中没有这一列", "the file has no such column"), diag.T("在表中增加这一列", "add the column to the table"))
		case !source.Same(tf.table, column, now, was):
			wrong(column, "cell-changed", value, diag.T("在别处已改为“%s”，没有写", "it was changed to %q elsewhere: not written", now), diag.T("定下用哪个值，刷新后再改", "decide which one holds, and look at it again"))
		case tf.book.fixed.at(r, column) == calculated:
			wrong(column, "cell-formula", value, diag.T("这一格是公式，没有写", "the cell is calculated: not written"), diag.T("直接改表中的公式", "change the formula in the table"))
		case tf.book.fixed.at(r, column) == mergedCell:
			wrong(column, "cell-merged", value, diag.T("这一格与别的行合并，没有写", "the cell is merged with other rows: not written"), diag.T("在表中拆开合并的格", "split the merged cells in the table"))
		default:
			tf.set(r, column, value)
		}
	}
	return source.Edit{Table: tf.table, Place: place, Values: values}, list.Errors() == before
}

func (tf *tableFile) newRecord(values map[int]string, before int, list *diag.List, wrong func(int, string, string, diag.Text, diag.Text)) (try source.Edit, ok bool) {
	all := make([]string, len(tf.table.Columns))
	for column, value := range values {
		if value == "" {
			delete(values, column)
			continue
		}
		if tf.last.columns[column] < 0 {
			wrong(column, "column-missing", value, diag.T("文件中没有这一列", "the file has no such column"), diag.T("在表中增加这一列", "add the column to the table"))
			continue
		}
		all[column] = value
	}
	if list.Errors() > before || len(values) == 0 {
		return try, false
	}
	r := tf.add(all)
	if tf.book.list != nil {
		if err := tf.stand(); err != nil {
			r.row = 0 // told when the file is written
		}
	}
	return source.Edit{Table: tf.table, Place: tf.place(r), Values: values, New: true}, true
}
