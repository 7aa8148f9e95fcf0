package collect

import (
	"bytes"
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

// tableFile is one of the files in which a table is kept, with the places of its
// records.
type tableFile struct {
	path    string
	name    string // as complaints name it
	sheet   string // of a workbook
	table   *source.Table
	columns []int // of each table column in the file, from 0; -1 if it is missing
	records []*record
	width   int // columns of the header row
	bottom  int // the last row with anything in it

	data []byte
	text *textTable // of a CSV file

	edits   map[*record]map[int]string // values by the table's column
	appends []map[int]string
	added   []*record // what the appends will be
}

// record is a row of a table's file.
type record struct {
	row    int
	values []string // by the table's column, in its way of writing; "" for what can't be read
}

// mostTable is the largest table file that is read, in bytes.
const mostTable = 256 << 20

// openTable reads a table's file; nil where it can't be changed by us, which was
// complained of.
func openTable(f source.File, t *source.Table, list *diag.List) (*tableFile, error) {
	data, err := input.Read(f.Path, mostTable)
	if err != nil {
		return nil, err
	}
	tf := &tableFile{path: f.Path, name: filepath.ToSlash(f.Path), sheet: f.Sheet, table: t, data: data, edits: map[*record]map[int]string{}}
	switch ext := strings.ToLower(filepath.Ext(f.Path)); ext {
	case ".xlsx":
		err = tf.readWorkbook()
	case ".csv", ".tsv", ".txt":
		err = tf.readText()
	default:
		list.Add(complaint(tf.name, "table-format", ext, diag.T("这种格式的表不能自动并入", "a table of this format can't be merged into"),
			diag.T("把表另存为 .xlsx 或 .csv，改 hongtou.yaml，再收", "keep the table as .xlsx or .csv, change hongtou.yaml, and collect again")))
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Path, err)
	}
	if tf.columns == nil {
		list.Add(complaint(tf.name, "header-missing", "", diag.T("没有找到“%s”表的表头", "no header row of the table %q", t.Title), diag.T("先改好表，运行 hongtou check", "mend the table first: run hongtou check")))
		return nil, nil
	}
	return tf, nil
}

func (tf *tableFile) readWorkbook() error {
	book, err := excelize.OpenReader(bytes.NewReader(tf.data), excelize.Options{ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return err
	}
	defer book.Close()
	date1904 := false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		date1904 = *props.Date1904
	}
	names := []string{tf.sheet}
	if tf.sheet == "" {
		names = book.GetSheetList()
	}
	for _, name := range names {
		if shown, err := book.GetSheetVisible(name); tf.sheet == "" && (err != nil || !shown) {
			continue
		}
		if err := source.Cells(book, name, func(number int, cells []source.Cell) bool {
			tf.take(number, cells, date1904)
			return true
		}); err != nil {
			return err
		}
		if tf.columns != nil {
			tf.sheet = name
			return nil
		}
	}
	return nil
}

// take takes the next row of the file.
func (tf *tableFile) take(number int, cells []source.Cell, date1904 bool) {
	if slices.ContainsFunc(cells, func(c source.Cell) bool { return strings.TrimSpace(c.Raw) != "" }) {
		tf.bottom = number
	} else {
		return
	}
	if tf.columns == nil {
		if columns, ok := source.HeaderOf(tf.table, cells); ok {
			tf.columns, tf.width = columns, len(cells)
		}
		return
	}
	r := &record{row: number, values: make([]string, len(tf.columns))}
	for i, at := range tf.columns {
		if at < 0 || at >= len(cells) {
			continue
		}
		value, wrong := source.Read(tf.table, i, cells[at], date1904)
		if wrong == nil {
			r.values[i] = value
		}
	}
	for _, c := range cells {
		if source.IsTotal(c.Raw) && (r.values[0] == "" || source.IsTotal(r.values[0])) {
			return
		}
	}
	tf.records = append(tf.records, r)
}

// set notes a change of a record.
func (tf *tableFile) set(r *record, column int, value string) {
	if tf.edits[r] == nil {
		tf.edits[r] = map[int]string{}
	}
	tf.edits[r][column] = value
}

func (tf *tableFile) changed() bool { return len(tf.edits)+len(tf.appends) > 0 }

// after is the row after which new ones go.
func (tf *tableFile) after() int {
	if n := len(tf.records); n > 0 {
		return tf.records[n-1].row
	}
	return tf.bottom
}

// write puts the changed file in place of the old one: whole or not at all.
func (tf *tableFile) write() error {
	var b []byte
	var err error
	if tf.text != nil {
		b, err = tf.writeText()
	} else {
		b, err = tf.writeWorkbook()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", tf.path, err)
	}
	return Replace(tf.path, b)
}

// Replace writes beside a file, and then in its place.
func Replace(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".hongtou-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is there after the renaming
	if _, err = f.Write(data); err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}
