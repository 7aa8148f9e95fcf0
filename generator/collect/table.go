package collect

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

// book is a file with tables in it: one, or several on sheets of a workbook.
type book struct {
	path   string // the file itself, links followed
	data   []byte // as it was read
	text   *textTable
	list   *listTable
	fixed  fixedCells
	tables []*tableFile
}

// tableFile is one of the files in which a table is kept, with the places of its
// records, as the workspace's reader found them.
type tableFile struct {
	book    *book
	name    string // of the file, as hongtou.yaml names it
	wanted  string // the sheet that hongtou.yaml names
	table   *source.Table
	records []*record
	last    *record // after which new ones go; its row is the head's where there is no record

	edits map[*record]map[int]string // values by the table's column
	added []*record                  // new ones
	forms map[int]form               // how a workbook's columns are written, by the table's column
}

// record is a row of a table's file.
type record struct {
	sheet   string // of a workbook
	row     int
	columns []int     // of each table column in the sheet, from 0; -1 if it is missing
	factors []float64 // what the sheet's numbers are multiplied by, by the table's column
	item    int       // of a list, from 0
	keys    []string  // of a list: what the item calls each table column; "" where it has none
	values  []string  // by the table's column, in its way of writing; "" for what can't be read
}

// mostTable is the largest table file that is read, in bytes.
const mostTable = 256 << 20

// openBook reads a table's file, if it is one that can be changed by us and nobody
// has open; else it complains and gives nil. lists are changed only where one asks for
// it: forms are merged into rows.
func openBook(f TableFile, books []*book, lists bool, list *diag.List) (*book, error) {
	path := f.Path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if i := slices.IndexFunc(books, func(b *book) bool { return b.path == path }); i >= 0 {
		return books[i], nil
	}
	name := filepath.ToSlash(f.Name)
	if other := openElsewhere(path); other != "" {
		list.Add(complaint(name, "table-open", "", diag.T("表正在别的程序中打开，它保存时会冲掉收来的改动，没有并入", "the table is open in another program, which would write over what is collected: it is not merged"),
			diag.T("关闭表再收；没有人打开它，就删去 %s", "close it and collect again; if nobody has it open, remove %s", other)))
		return nil, nil
	}
	data, err := input.Read(path, mostTable)
	if err != nil {
		return nil, err
	}
	b := &book{path: path, data: data}
	switch ext := strings.ToLower(filepath.Ext(f.Name)); ext {
	case ".xlsx":
		b.fixed, err = fixedIn(data)
	case ".csv", ".tsv", ".txt":
		b.text = &textTable{}
		err = b.text.decode(data)
	case ".yaml", ".yml", ".json":
		if lists {
			b.list, err = listOf(ext, data)
			break
		}
		fallthrough
	default:
		list.Add(complaint(name, "table-format", ext, diag.T("这种格式的表不能自动并入", "a table of this format can't be merged into"),
			diag.T("把表另存为 .xlsx 或 .csv，改 hongtou.yaml，再收", "keep the table as .xlsx or .csv, change hongtou.yaml, and collect again")))
		return nil, nil
	}
	if err != nil {
		list.Add(complaint(name, "table-unreadable", "", diag.T("表的文件不能读", "the table's file can't be read"), diag.T("先改好表，运行 hongtou check", "mend the table first: run hongtou check")))
		return nil, nil
	}
	return b, nil
}

// openElsewhere is the file by which a spreadsheet program says that it has the
// table open; "" if there is none.
func openElsewhere(path string) string {
	dir, name := filepath.Split(path)
	for _, sign := range []string{"~$" + name, ".~lock." + name + "#"} {
		if _, err := os.Lstat(dir + sign); err == nil {
			return sign
		}
	}
	return ""
}

// tableIn takes a table of the book with its records as the draft has them; nil
// where new ones would have no place, which was complained of.
func (b *book) tableIn(f TableFile, t *source.Table, draft *source.Draft, list *diag.List) (tf *tableFile) {
	if i := slices.IndexFunc(b.tables, func(tf *tableFile) bool { return tf.table == t && tf.name == f.Name && tf.wanted == f.Sheet }); i >= 0 {
		return b.tables[i]
	}
	tf = &tableFile{book: b, name: f.Name, wanted: f.Sheet, table: t}
	tf.reset()
	for _, r := range draft.Records(t, f.Name, f.Sheet) {
		at := r.From().Place()
		rec := &record{sheet: at.Sheet, row: max(at.Row, at.Line)}
		for i := range t.Columns {
			column, factor := source.Standing(r, t.Columns[i].Field)
			rec.columns, rec.factors = append(rec.columns, column-1), append(rec.factors, factor)
			rec.values = append(rec.values, source.ValueOf(t, i, r))
		}
		if b.list != nil {
			rec.listed(t, r)
		}
		tf.records = append(tf.records, rec)
	}
	if n := len(tf.records); b.list != nil {
		tf.last = &record{columns: make([]int, len(t.Columns)), factors: make([]float64, len(t.Columns))}
	} else if n > 0 {
		tf.last = tf.records[n-1]
	} else if tf.last = b.head(f, t); tf.last == nil {
		list.Add(complaint(filepath.ToSlash(f.Name), "header-missing", "", diag.T("没有找到“%s”表的表头", "no header row of the table %q", t.Title), diag.T("先改好表，运行 hongtou check", "mend the table first: run hongtou check")))
		return nil
	}
	if b.text != nil {
		if err := b.text.find(t); err != nil {
			list.Add(complaint(filepath.ToSlash(f.Name), "table-unreadable", "", diag.T("表的文件不能读", "the table's file can't be read"), diag.T("先改好表，运行 hongtou check", "mend the table first: run hongtou check")))
			return nil
		}
	}
	b.tables = append(b.tables, tf)
	return tf
}

// head finds the head of a table without records.
func (b *book) head(f TableFile, t *source.Table) (out *record) {
	defer func() {
		if recover() != nil { // damaged beyond what the library expects
			out = nil
		}
	}()
	at := func(sheet string, h *source.Head) *record {
		if h == nil {
			return nil
		}
		return &record{sheet: sheet, row: h.Row, columns: h.Columns, factors: h.Factors}
	}
	if b.text != nil {
		if b.text.find(t) != nil {
			return nil
		}
		return at("", source.HeadOf(b.text.cells, t))
	}
	file, err := excelize.OpenReader(bytes.NewReader(b.data))
	if err != nil {
		return nil
	}
	defer file.Close()
	for _, name := range file.GetSheetList() {
		shown, err := file.GetSheetVisible(name)
		if err != nil || !shown && f.Sheet != name || f.Sheet != "" && f.Sheet != source.AllSheets && f.Sheet != name {
			continue
		}
		if out = at(name, source.HeadIn(file, name, t)); out != nil {
			return out
		}
	}
	return nil
}

// reset forgets what was to be changed.
func (tf *tableFile) reset() { tf.edits, tf.added = map[*record]map[int]string{}, nil }

// place is where a record stands, as the workspace's reader says it.
func (tf *tableFile) place(r *record) diag.Place {
	return tf.at(r.sheet, r.row)
}

// at is the place of a row of a sheet, or of a line of a list.
func (tf *tableFile) at(sheet string, row int) diag.Place {
	p := diag.Place{File: filepath.ToSlash(tf.name), Sheet: sheet, Row: row}
	if tf.book.list != nil {
		p.Row, p.Line = 0, row
	}
	return p
}

// add adds a new record below the others.
func (tf *tableFile) add(values []string) *record {
	r := &record{sheet: tf.last.sheet, row: tf.last.row + len(tf.added) + 1, columns: tf.last.columns, factors: tf.last.factors, values: values}
	tf.added = append(tf.added, r)
	return r
}

// set notes a change of a record.
func (tf *tableFile) set(r *record, column int, value string) {
	if slices.Contains(tf.added, r) {
		r.values[column] = value
		return
	}
	if tf.edits[r] == nil {
		tf.edits[r] = map[int]string{}
	}
	tf.edits[r][column] = value
}

// value is a record's value with the changes so far.
func (tf *tableFile) value(r *record, column int) string {
	if v, has := tf.edits[r][column]; has {
		return v
	}
	return r.values[column]
}

func (tf *tableFile) changed() bool { return len(tf.edits)+len(tf.added) > 0 }

// changed tells whether any table of the book is to be changed.
func (b *book) changed() bool {
	return slices.ContainsFunc(b.tables, func(tf *tableFile) bool { return tf.changed() })
}

// render is the file with its tables' changes.
func (b *book) render() (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("write %s: %v", b.path, r)
		}
	}()
	data = b.data
	for _, tf := range b.tables {
		switch {
		case !tf.changed():
			continue
		case b.text != nil && !bytes.Equal(data, b.data):
			err = errors.New("two tables are kept in one text file")
		case b.text != nil:
			data, err = tf.writeText()
		case b.list != nil:
			data, _, err = tf.writeList(data)
		default:
			data, err = tf.writeWorkbook(data)
		}
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", b.path, err)
		}
	}
	return data, nil
}
