package collect

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/source"
)

// writeWorkbook changes the cells of a table's workbook and adds rows, which look
// like the last one.
func (tf *tableFile) writeWorkbook() ([]byte, error) {
	book, err := excelize.OpenReader(bytes.NewReader(tf.data))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	for _, r := range tf.records {
		for _, column := range slices.Sorted(maps.Keys(tf.edits[r])) {
			if err := tf.setCell(book, r.row, column, tf.edits[r][column]); err != nil {
				return nil, err
			}
		}
	}
	if err := tf.appendRows(book); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZip{zip.NewWriter(w), map[string]*bytes.Buffer{}} })
	err = book.Write(&out)
	return out.Bytes(), err
}

func (tf *tableFile) cell(row, column int) string {
	name, _ := excelize.CoordinatesToCellName(tf.columns[column]+1, row)
	return name
}

// setCell writes a value as its column's cells are written: dates as dates where
// the cell had one or its style is a date's, numbers as numbers, the rest as
// text.
func (tf *tableFile) setCell(book *excelize.File, row, column int, value string) error {
	at := tf.cell(row, column)
	switch c := &tf.table.Columns[column]; c.Type {
	case source.Date, source.Limit:
		if day, err := time.Parse("2006-01-02", value); err == nil && tf.datesAreNumbers(book, column) {
			style, err := book.GetCellStyle(tf.sheet, at)
			if err != nil {
				return err
			}
			if err := book.SetCellValue(tf.sheet, at, day); err != nil {
				return err
			}
			if style == 0 {
				return nil
			}
			return book.SetCellStyle(tf.sheet, at, at, style)
		}
	case source.Whole, source.Number, source.Share, source.Year:
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			if tf.isPercent(book, column) {
				x /= 100
			}
			return book.SetCellFloat(tf.sheet, at, x, -1, 64)
		}
	}
	if value == "" {
		return book.SetCellValue(tf.sheet, at, nil)
	}
	return book.SetCellStr(tf.sheet, at, value)
}

// datesAreNumbers tells how the column has its dates, by the first one; a column
// without any gets numbers.
func (tf *tableFile) datesAreNumbers(book *excelize.File, column int) bool {
	for _, r := range tf.records {
		raw, err := book.GetCellValue(tf.sheet, tf.cell(r.row, column), excelize.Options{RawCellValue: true})
		if err == nil && raw != "" {
			_, err := strconv.ParseFloat(raw, 64)
			return err == nil
		}
	}
	return true
}

// isPercent tells whether the column's first figure is shown with %.
func (tf *tableFile) isPercent(book *excelize.File, column int) bool {
	for _, r := range tf.records {
		if shown, err := book.GetCellValue(tf.sheet, tf.cell(r.row, column)); err == nil && shown != "" {
			return strings.HasSuffix(shown, "%")
		}
	}
	return false
}

func (tf *tableFile) appendRows(book *excelize.File) error {
	if len(tf.appends) == 0 {
		return nil
	}
	after := tf.after()
	if tf.bottom > after { // totals or remarks follow
		if err := book.InsertRows(tf.sheet, after+1, len(tf.appends)); err != nil {
			return err
		}
	}
	for i, values := range tf.appends {
		row := after + 1 + i
		if len(tf.records) > 0 {
			if err := tf.copyLook(book, after, row); err != nil {
				return err
			}
		}
		for _, column := range slices.Sorted(maps.Keys(values)) {
			if err := tf.setCell(book, row, column, values[column]); err != nil {
				return err
			}
		}
	}
	return tf.growTables(book, after)
}

func (tf *tableFile) copyLook(book *excelize.File, from, to int) error {
	for col := 1; col <= tf.width; col++ {
		a, _ := excelize.CoordinatesToCellName(col, from)
		b, _ := excelize.CoordinatesToCellName(col, to)
		style, err := book.GetCellStyle(tf.sheet, a)
		if err == nil && style != 0 {
			err = book.SetCellStyle(tf.sheet, b, b, style)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// growTables lets the program's own tables (套用表格格式) that ended with the last
// record take the new rows in.
func (tf *tableFile) growTables(book *excelize.File, after int) error {
	tables, err := book.GetTables(tf.sheet)
	if err != nil {
		return err
	}
	for i := range tables {
		t := &tables[i]
		from, to, _ := strings.Cut(t.Range, ":")
		col, row, err := excelize.CellNameToCoordinates(to)
		if err != nil || row != after {
			continue
		}
		end, _ := excelize.CoordinatesToCellName(col, after+len(tf.appends))
		t.Range = from + ":" + end
		if err := errors.Join(book.DeleteTable(t.Name), book.AddTable(tf.sheet, t)); err != nil {
			return err
		}
	}
	return nil
}

// sortedZip writes a workbook's parts in the order of their names.
type sortedZip struct {
	*zip.Writer
	parts map[string]*bytes.Buffer
}

// Create makes a part that is to be filled.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = &bytes.Buffer{}
	return z.parts[name], nil
}

// Close writes the parts.
func (z *sortedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(z.parts[name].Bytes())
		}
		if err != nil {
			return err
		}
	}
	return z.Writer.Close()
}
