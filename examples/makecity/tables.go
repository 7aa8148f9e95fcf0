package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hongtou/generator/period"
)

// stamp is the time inside every workbook, so that a rerun gives equal bytes.
var stamp = time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)

func csvRows(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

func csvWithMark(rows [][]string) ([]byte, error) {
	data, err := csvRows(rows)
	return append([]byte("\ufeff"), data...), err
}

func csvGB18030(rows [][]string) ([]byte, error) {
	data, err := csvRows(rows)
	if err != nil {
		return nil, err
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes(data)
}

// column is one column of a sheet: its header and width, how its cells look,
// and the words that its drop-down list offers.
type column struct {
	header string
	width  float64
	kind   cellKind
	choice []string
}

type cellKind int

const (
	text cellKind = iota
	centred
	wrapped
	whole
	decimal
	date
)

// sheet is a title row, a header row and the rows below, set out as a clerk
// would: bordered, header frozen and filterable, printed on A4 across.
type sheet struct {
	name, title string
	columns     []column
	rows        [][]any // string, int, float64 or period.Date; nil for an empty cell
}

// workbook writes s, and notes on a second sheet.
func workbook(s sheet, title string, notes []string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	must := &steps{}
	must.do(f.SetSheetName("Sheet1", s.name))
	must.setOut(f, s)
	must.fill(f, s)
	must.notes(f, notes)
	at := stamp.Format(time.RFC3339)
	must.do(f.SetDocProps(&excelize.DocProperties{Creator: "安澜市安全生产委员会办公室", LastModifiedBy: "安澜市安全生产委员会办公室",
		Title: title, Created: at, Modified: at, Language: "zh-CN"}))
	if must.err != nil {
		return nil, must.err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return repack(b.Bytes())
}

// steps keeps the first error of a row of calls.
type steps struct{ err error }

func (m *steps) do(err error) {
	if m.err == nil {
		m.err = err
	}
}

func (m *steps) style(f *excelize.File, s *excelize.Style) int {
	id, err := f.NewStyle(s)
	m.do(err)
	return id
}

// cell names a cell; both numbers count from 1.
func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // only for numbers below 1
	}
	return name
}

const (
	titleRow  = 1
	headerRow = 2
	firstRow  = 3
)

func (m *steps) setOut(f *excelize.File, s sheet) {
	last := len(s.columns)
	m.do(f.SetCellStr(s.name, cell(1, titleRow), s.title))
	m.do(f.MergeCell(s.name, cell(1, titleRow), cell(last, titleRow)))
	m.do(f.SetCellStyle(s.name, cell(1, titleRow), cell(last, titleRow), m.style(f, &excelize.Style{
		Font:      &excelize.Font{Bold: true, Size: 16, Family: "黑体"},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})))
	m.do(f.SetRowHeight(s.name, titleRow, 32))
	for i, c := range s.columns {
		m.do(f.SetCellStr(s.name, cell(i+1, headerRow), c.header))
		name, err := excelize.ColumnNumberToName(i + 1)
		m.do(err)
		m.do(f.SetColWidth(s.name, name, name, c.width))
		if len(c.choice) > 0 {
			v := excelize.NewDataValidation(true)
			v.SetSqref(cell(i+1, firstRow) + ":" + cell(i+1, firstRow+len(s.rows)+99))
			m.do(v.SetDropList(c.choice))
			m.do(f.AddDataValidation(s.name, v))
		}
	}
	m.do(f.SetCellStyle(s.name, cell(1, headerRow), cell(last, headerRow), m.style(f, &excelize.Style{
		Font:      &excelize.Font{Bold: true, Size: 11, Family: "宋体"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE7F3"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Border:    thin})))
	m.do(f.SetRowHeight(s.name, headerRow, 30))
	m.do(f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: headerRow, TopLeftCell: cell(3, firstRow), ActivePane: "bottomRight"}))
	m.do(f.AutoFilter(s.name, cell(1, headerRow)+":"+cell(last, headerRow+len(s.rows)), nil))
	size, orientation, wide, tall := 9, "landscape", 1, 0
	m.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	fit := true
	m.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	m.do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + s.name + "'!$1:$2", Scope: s.name}))
}

var thin = []excelize.Border{
	{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
	{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1},
}

func (m *steps) fill(f *excelize.File, s sheet) {
	dateFormat, decimalFormat := "yyyy-mm-dd", "0.0#"
	font := &excelize.Font{Size: 10.5, Family: "宋体"}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center"}
	styles := map[cellKind]int{
		text:    m.style(f, &excelize.Style{Font: font, Border: thin, NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center"}}),
		centred: m.style(f, &excelize.Style{Font: font, Border: thin, NumFmt: 49, Alignment: middle}),
		wrapped: m.style(f, &excelize.Style{Font: font, Border: thin, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}),
		whole:   m.style(f, &excelize.Style{Font: font, Border: thin, NumFmt: 1}),
		decimal: m.style(f, &excelize.Style{Font: font, Border: thin, CustomNumFmt: &decimalFormat}),
		date:    m.style(f, &excelize.Style{Font: font, Border: thin, CustomNumFmt: &dateFormat, Alignment: middle}),
	}
	for i, row := range s.rows {
		for j, value := range row {
			at := cell(j+1, firstRow+i)
			if d, ok := value.(period.Date); ok {
				value = any(d.Time())
				if d.IsZero() {
					value = nil
				}
			}
			m.do(f.SetCellValue(s.name, at, value))
			m.do(f.SetCellStyle(s.name, at, at, styles[s.columns[j].kind]))
		}
	}
}

func (m *steps) notes(f *excelize.File, notes []string) {
	const name = "填写说明"
	_, err := f.NewSheet(name)
	m.do(err)
	m.do(f.SetColWidth(name, "A", "A", 90))
	style := m.style(f, &excelize.Style{Font: &excelize.Font{Size: 11, Family: "宋体"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	for i, note := range notes {
		m.do(f.SetCellStr(name, cell(1, i+1), note))
		m.do(f.SetCellStyle(name, cell(1, i+1), cell(1, i+1), style))
	}
}

// repack writes a workbook's parts in order of name, uncompressed and with a
// fixed time: the same bytes whatever Go's compressor does.
func repack(data []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(r.File)
	slices.SortFunc(parts, func(a, b *zip.File) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range parts {
		src, err := part.Open()
		if err != nil {
			return nil, err
		}
		dst, err := w.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Store, Modified: stamp})
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(dst, src); err != nil {
			return nil, err
		}
		src.Close()
	}
	err = w.Close()
	return out.Bytes(), err
}
