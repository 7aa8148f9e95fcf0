package collect

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// writeWorkbook changes the cells of a table's workbook and adds rows, which look
// like the last one; filters and tables that ended with it take them in, and what
// formulas give from changed cells is calculated anew.
func (tf *tableFile) writeWorkbook(data []byte) ([]byte, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	tf.forms = map[int]form{}
	for column := range tf.table.Columns {
		tf.forms[column] = tf.formOf(book, column)
	}
	var changed []sheet.CellAt
	for _, r := range tf.records {
		for _, column := range slices.Sorted(maps.Keys(tf.edits[r])) {
			if err := tf.setCell(book, r, column, tf.edits[r][column]); err != nil {
				return nil, err
			}
			changed = append(changed, sheet.CellAt{Sheet: r.sheet, Row: r.row, Col: r.columns[column] + 1})
		}
	}
	more, err := tf.appendRows(book)
	if err != nil {
		return nil, err
	}
	out := &parts{growth: tf.growth()}
	if hasFormulas(data) {
		if out.values, err = sheet.Recalculate(book, append(changed, more...)); err != nil {
			return nil, err
		}
	}
	if slices.ContainsFunc(out.values, func(v sheet.Recalculated) bool { return !v.Known }) {
		yes := true
		if err := book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		out.Writer, out.content = zip.NewWriter(w), map[string]*bytes.Buffer{}
		return out
	})
	err = book.Write(&b)
	return b.Bytes(), err
}

// hasFormulas tells whether any sheet of a workbook has a cell with a formula.
func hasFormulas(data []byte) bool { return hasPart(data, formulaTag) }

// hasPart tells whether any sheet's text has what a pattern looks for.
func hasPart(data []byte, tag *regexp.Regexp) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, part := range z.File {
		if !strings.HasPrefix(strings.ToLower(part.Name), "xl/worksheets/") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			continue
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err == nil && tag.Match(text) {
			return true
		}
	}
	return false
}

var (
	formulaTag = regexp.MustCompile(`<(\w+:)?f[ >/]`)
	mergeTag   = regexp.MustCompile(`<(\w+:)?mergeCell[ >/]`)
)

// cell is the address of a record's cell.
func (r *record) cell(column int) string {
	name, _ := excelize.CoordinatesToCellName(r.columns[column]+1, r.row)
	return name
}

// setCell writes a value as its column's cells are written: dates as dates where
// the column has them so, numbers as numbers in the sheet's measure, the rest as
// text.
func (tf *tableFile) setCell(book *excelize.File, r *record, column int, value string) error {
	at := r.cell(column)
	switch c := &tf.table.Columns[column]; c.Type {
	case source.Date, source.Limit:
		if day, err := time.Parse("2006-01-02", value); err == nil {
			return tf.setDay(book, r, column, day)
		}
	case source.Whole, source.Number, source.Share, source.Year:
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			if own, ok := r.number(column, value); ok {
				x = own
			}
			if tf.forms[column].percent {
				x /= 100
			}
			return book.SetCellFloat(r.sheet, at, x, -1, 64)
		}
	}
	if value == "" {
		return book.SetCellValue(r.sheet, at, nil)
	}
	return book.SetCellStr(r.sheet, at, value)
}

// form is how a column's first cell with something in it is written.
type form struct{ any, number, percent bool }

func (tf *tableFile) formOf(book *excelize.File, column int) form {
	for _, r := range tf.records {
		if r.values[column] == "" || r.columns[column] < 0 {
			continue
		}
		raw, err := book.GetCellValue(r.sheet, r.cell(column), excelize.Options{RawCellValue: true})
		if err != nil || raw == "" {
			continue
		}
		shown, _ := book.GetCellValue(r.sheet, r.cell(column))
		_, err = strconv.ParseFloat(raw, 64)
		return form{true, err == nil, strings.HasSuffix(shown, "%")}
	}
	return form{}
}

// setDay writes a date as the column has its dates: as a number where it has
// those, or has none yet and the cell's style, if any, shows days; else as text.
func (tf *tableFile) setDay(book *excelize.File, r *record, column int, day time.Time) error {
	at := r.cell(column)
	style, err := book.GetCellStyle(r.sheet, at)
	if err != nil {
		return err
	}
	if f := tf.forms[column]; f.any && !f.number || !f.any && style != 0 && !showsDays(book, style) {
		return book.SetCellStr(r.sheet, at, day.Format("2006-01-02"))
	}
	if err := book.SetCellValue(r.sheet, at, day); err != nil || style == 0 || !showsDays(book, style) {
		return err
	}
	return book.SetCellStyle(r.sheet, at, at, style)
}

// showsDays tells whether a style shows numbers as days.
func showsDays(book *excelize.File, style int) bool {
	s, err := book.GetStyle(style)
	if err != nil {
		return false
	}
	if s.CustomNumFmt != nil {
		return strings.ContainsAny(*s.CustomNumFmt, "yYdD年月日")
	}
	return s.NumFmt >= 14 && s.NumFmt <= 22 || s.NumFmt >= 27 && s.NumFmt <= 36 || s.NumFmt >= 50 && s.NumFmt <= 58
}

// appendRows adds the new rows and gives their cells.
func (tf *tableFile) appendRows(book *excelize.File) (changed []sheet.CellAt, err error) {
	if len(tf.added) == 0 {
		return nil, nil
	}
	on, after := tf.last.sheet, tf.last.row
	rows, err := book.GetRows(on, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, err
	}
	width, bottom := 0, len(rows)
	for _, cells := range rows[:min(after, len(rows))] {
		width = max(width, len(cells))
	}
	if bottom > after { // totals or remarks follow
		if err := book.InsertRows(on, after+1, len(tf.added)); err != nil {
			return nil, err
		}
	}
	for _, r := range tf.added {
		if len(tf.records) > 0 {
			if err := copyLook(book, on, after, r.row, width); err != nil {
				return nil, err
			}
		}
		for column, value := range r.values {
			if value == "" {
				continue
			}
			if err := tf.setCell(book, r, column, value); err != nil {
				return nil, err
			}
			changed = append(changed, sheet.CellAt{Sheet: on, Row: r.row, Col: r.columns[column] + 1})
		}
	}
	return changed, tf.growTotals(book, width, bottom)
}

// growTotals lets formulas under the records that add them up to the last one take
// the new rows in.
func (tf *tableFile) growTotals(book *excelize.File, width, bottom int) error {
	on, after := tf.last.sheet, tf.last.row
	for row := after + 1 + len(tf.added); row <= bottom+len(tf.added); row++ {
		for col := 1; col <= width; col++ {
			at, _ := excelize.CoordinatesToCellName(col, row)
			formula, err := book.GetCellFormula(on, at)
			if err != nil {
				return err
			}
			grown := rangeRows().ReplaceAllStringFunc(formula, func(s string) string {
				m := rangeRows().FindStringSubmatch(s)
				first, _ := strconv.Atoi(m[2])
				if last, _ := strconv.Atoi(m[4]); last != after || first > after {
					return s
				}
				return m[1] + m[2] + m[3] + strconv.Itoa(after+len(tf.added))
			})
			if grown != formula {
				if err := book.SetCellFormula(on, at, grown); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// rangeRows is a range of the formula's own sheet.
var rangeRows = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`((?:^|[^\p{L}\p{N}_.$!:])\$?[A-Z]{1,3}\$?)(\d+)(:\$?[A-Z]{1,3}\$?)(\d+)`)
})

func copyLook(book *excelize.File, on string, from, to, width int) error {
	for col := 1; col <= width; col++ {
		a, _ := excelize.CoordinatesToCellName(col, from)
		b, _ := excelize.CoordinatesToCellName(col, to)
		style, err := book.GetCellStyle(on, a)
		if err == nil && style != 0 {
			err = book.SetCellStyle(on, b, b, style)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fixedCells are cells that no value is written into: formulas, and cells that are
// merged over several rows, by sheet and address.
type fixedCells map[string]map[string]fixity

type fixity uint8

const (
	loose fixity = iota
	calculated
	mergedCell
)

func (f fixedCells) at(r *record, column int) fixity {
	if f == nil || r.columns[column] < 0 {
		return loose
	}
	return f[r.sheet][r.cell(column)]
}

// mostMerged is how many cells of merged ranges are noted: a table has some
// hundred.
const mostMerged = 1 << 20

// fixedIn finds the fixed cells of a workbook.
func fixedIn(data []byte) (out fixedCells, err error) {
	defer func() {
		if r := recover(); r != nil { // damaged beyond what the library expects
			err = fmt.Errorf("%v", r)
		}
	}()
	out = fixedCells{}
	formulas := hasFormulas(data)
	if !formulas && !hasPart(data, mergeTag) {
		return out, nil
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	noted := 0
	for _, name := range book.GetSheetList() {
		out[name] = map[string]fixity{}
		if formulas {
			if err := noteFormulas(book, name, out[name]); err != nil {
				return nil, err
			}
		}
		merges, err := book.GetMergeCells(name)
		if err != nil {
			continue // a chart sheet
		}
		for _, m := range merges {
			col1, row1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
			col2, row2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
			if err1 != nil || err2 != nil || row1 == row2 {
				continue
			}
			for row := row1; row <= row2 && noted < mostMerged; row++ {
				for col := col1; col <= col2 && noted < mostMerged; col++ {
					at, _ := excelize.CoordinatesToCellName(col, row)
					out[name][at] = mergedCell
					noted++
				}
			}
		}
	}
	return out, nil
}

func noteFormulas(book *excelize.File, name string, out map[string]fixity) error {
	rows, err := book.Rows(name)
	if err != nil {
		return nil // a chart sheet
	}
	defer rows.Close()
	for row := 1; rows.Next(); row++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for col := range cells {
			at, _ := excelize.CoordinatesToCellName(col+1, row)
			formula, err := book.GetCellFormula(name, at)
			if err != nil {
				return err
			}
			if formula != "" {
				out[at] = calculated
			}
		}
	}
	return nil
}
