package generator

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// TableRow is a record of a table as a screen shows it.
type TableRow struct {
	Place  diag.Place
	Values []string       // by the table's column, in its way of writing; "" for what can't be read
	Unread map[int]string // what stands in the cells that can't be read
}

// Tables are the workspace's tables whose records are rows: the program's, then its
// own.
func (w *Workspace) Tables() []*model.Table {
	return append(source.Tables(), model.OwnTables(w.Office)...)
}

// Rows are the rows of a table, in the order of its files.
func (w *Workspace) Rows(t *model.Table) []TableRow {
	var out []TableRow
	lists := map[string]*tree.Node{}   // of files that are lists, with values that can't be read
	cells := map[diag.Place][]string{} // of files with cells that can't be read, by row
	for _, r := range t.Records(w.Office) {
		row := TableRow{Place: r.From().Place()}
		for i := range t.Columns {
			row.Values = append(row.Values, source.ValueOf(t.Table, i, r))
			if field := t.Columns[i].Field; !r.From().Sound(field) {
				if text, known := w.shown(r, field, cells, lists); known {
					if row.Unread == nil {
						row.Unread = map[int]string{}
					}
					row.Unread[i] = text
				}
			}
		}
		out = append(out, row)
	}
	return out
}

// shown is what stands in a record's cell that can't be read.
func (w *Workspace) shown(r model.Record, field string, cells map[diag.Place][]string, lists map[string]*tree.Node) (string, bool) {
	p := r.From().Place()
	if p.Row > 0 {
		w.copyCells(p, cells)
		column, _ := source.Standing(r, field)
		seen := cells[diag.Place{File: p.File, Sheet: p.Sheet, Row: p.Row}]
		if column < 1 || column > len(seen) {
			return "", false
		}
		return seen[column-1], true
	}
	if _, read := lists[p.File]; !read {
		data, _ := input.Read(w.at(p.File), mostFile) // the reader told of one that is not there
		if lists[p.File], _ = tree.YAML(data); strings.EqualFold(filepath.Ext(p.File), ".json") {
			lists[p.File], _ = tree.JSON(data)
		}
	}
	item, key := source.ItemOf(r, field)
	if items := lists[p.File].List(); key != "" && item >= 0 && item < len(items) {
		if n := items[item].Get(key); n != nil {
			return n.Text, n.Kind == tree.Scalar
		}
	}
	return "", false
}

// at is the path of a file that a place names.
func (w *Workspace) at(file string) string {
	path := filepath.FromSlash(file)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(w.Dir, path)
}

// copyCells reads what the cells of a file show, once.
func (w *Workspace) copyCells(at diag.Place, cells map[diag.Place][]string) {
	mark := diag.Place{File: at.File}
	if _, read := cells[mark]; read {
		return
	}
	cells[mark] = nil
	data, err := input.Read(w.at(at.File), mostFile)
	if err != nil {
		return // the reader told of it
	}
	for _, c := range source.Copies(at.File, data) {
		for _, row := range c.Rows {
			cells[diag.Place{File: at.File, Sheet: c.Sheet, Row: row.Number}] = row.Cells
		}
	}
}

// EditRequest is changes of a table by hand.
type EditRequest struct {
	Table string // its name
	File  string // of the table, as hongtou.yaml names it; "" = its last, for new rows
	Edits []collect.Edit
	Try   bool      // change nothing: say what would be wrong
	Now   time.Time // that backups state; zero = the clock's
}

// ErrTable is the error of a table or a file of it that can't be changed by hand.
var ErrTable = errors.New("not to be changed by hand")

// Editable tells whether a file of a table can be changed by Edit, and if not why.
func (w *Workspace) Editable(t *model.Table, file string) (why diag.Text, ok bool) {
	if ext := strings.ToLower(filepath.Ext(file)); file == "" {
		return diag.T("来自数据库查询，只能看", "the answer of a query: it can only be looked at"), false
	} else if !slices.Contains([]string{".xlsx", ".csv", ".tsv", ".txt", ".yaml", ".yml", ".json"}, ext) {
		return diag.T("%s 文件请直接打开它来改", "a file of the format %s is changed by opening it", strings.TrimPrefix(ext, ".")), false
	}
	return diag.Text{}, true
}

// Edit changes a table by hand, as Collect does: in its file as it is now, checked with
// all tables, the other cells untouched, with a backup; all changes or none. What keeps
// them from being made is told. UndoCollect takes it back, too. The error is of the
// environment, or ErrTable.
func (w *Workspace) Edit(ctx context.Context, r EditRequest) (*diag.List, error) {
	i := slices.IndexFunc(w.Tables(), func(t *model.Table) bool { return t.Name == r.Table })
	files := w.tableFiles(r.Table)
	if i < 0 || len(files) == 0 {
		return nil, diag.Speak(ErrTable, "没有表 %s", "there is no table %s", r.Table)
	}
	file := files[len(files)-1]
	if r.File != "" {
		at := slices.IndexFunc(files, func(f collect.TableFile) bool {
			return filepath.ToSlash(f.Name) == r.File && (f.Sheet == "" || f.Sheet == source.AllSheets || len(r.Edits) == 0 || r.Edits[0].Row == 0 || f.Sheet == r.Edits[0].Sheet)
		})
		if at < 0 {
			return nil, diag.Speak(ErrTable, "%s 不是这张表的文件", "%s is no file of this table", r.File)
		}
		file = files[at]
	}
	t := w.Tables()[i]
	if why, ok := w.Editable(t, file.Name); !ok {
		return nil, diag.Speak(ErrTable, "%s", "%s", why)
	}
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	return collect.Editing{Table: t.Table, File: file, Edits: r.Edits, Open: w.draft, Now: cmp.Or(r.Now, time.Now()), Run: runName(), Try: r.Try}.Do(ctx)
}
