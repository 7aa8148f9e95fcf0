package source

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
)

// Limits of a workbook: what its parts unpack to, and how many cells, empty
// ones too, a sheet is looked through.
const (
	unpacked  = 256 << 20
	sheetSize = 64 << 20
)

// readXLSX reads a table out of a workbook: of the sheet named, or of the first
// visible sheet that has the table's header row.
func readXLSX(data []byte, sheetName string, t *Table, place diag.Place, list *diag.List, emit func(any)) {
	found := 0
	defer func() {
		if r := recover(); r != nil {
			broken(place, list)
		}
	}()
	if crowded(data, place, list) {
		return
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpacked, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		broken(place, list)
		return
	}
	defer f.Close()
	w := &workbook{file: f}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.date1904 = *props.Date1904
	}
	if n := len(f.GetSheetList()); n > mostSheets { // of the same part, or of none
		tooManySheets(n, place, list)
		return
	}
	sheets := []string{sheetName}
	if sheetName == "" {
		sheets = w.visible()
	} else if i, err := f.GetSheetIndex(sheetName); err != nil || i < 0 {
		place.Sheet = sheetName
		list.Add(diag.Diagnostic{Code: "sheet-unknown", Place: place, Value: sheetName,
			Problem: diag.T("没有这个工作表", "there is no such sheet"), Remedy: diag.T("应为：%s", "use one of %s", strings.Join(f.GetSheetList(), "、"))})
		return
	}
	var first *sheet
	for _, name := range sheets {
		place.Sheet = name
		s := newSheet(t, place, list, w.date1904, emit)
		if first == nil {
			first = s
		}
		if found > 0 {
			w.another(s)
			continue
		}
		w.read(s)
		if s.header != nil || s.stopped {
			found++
		}
	}
	if found == 0 && first != nil {
		first.noHeader()
	}
}

func broken(place diag.Place, list *diag.List) {
	list.Add(diag.Diagnostic{Code: "xlsx-broken", Place: place,
		Problem: diag.T("不是能读的 xlsx 文件（可能已损坏、加密或过大）", "not a readable xlsx file (damaged, encrypted or too large)"),
		Remedy:  diag.T("用表格软件打开，去掉密码，另存为 .xlsx", "open it in a spreadsheet program, remove the password, and save it as .xlsx")})
}

type workbook struct {
	file     *excelize.File
	date1904 bool
}

func (w *workbook) visible() []string {
	var names []string
	for _, name := range w.file.GetSheetList() {
		if shown, err := w.file.GetSheetVisible(name); err == nil && shown {
			names = append(names, name)
		}
	}
	return names
}

// read gives a sheet's rows to s. Two walks go side by side: one gives the
// values as stored, the other as shown.
func (w *workbook) read(s *sheet) {
	raw, err := w.file.Rows(s.place.Sheet)
	if err != nil {
		return // a chart sheet has no rows
	}
	defer raw.Close()
	shown, err := w.file.Rows(s.place.Sheet)
	if err != nil {
		return
	}
	defer shown.Close()
	looked := 0
	var cells []cell
	for number := 1; raw.Next() && shown.Next(); number++ {
		values, err := raw.Columns(excelize.Options{RawCellValue: true})
		texts, _ := shown.Columns()
		looked += 1 + len(values)
		if err != nil || looked > sheetSize {
			place := s.place
			place.Row = number
			s.fail(place, "xlsx-sheet", diag.T("工作表从此行起不能读（格式错误或过大）", "the sheet can't be read from here on (damaged or too large)"), diag.T("另存为新的 .xlsx，删去空行空列", "save it anew as .xlsx without empty rows and columns"))
			return
		}
		cells = cells[:0]
		for i, v := range values {
			c := cell{v, v}
			if i < len(texts) {
				c = display(v, texts[i])
			}
			cells = append(cells, c)
		}
		if !s.row(number, cells) {
			return
		}
	}
}

// display chooses what a cell says. A share formatted as percent is read as
// shown (98%, not 0.98); a number that the format would spoil, as stored.
func display(raw, shown string) cell {
	if raw == shown {
		return cell{raw, raw}
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return cell{raw, raw}
	}
	if strings.HasSuffix(shown, "%") {
		percent := strconv.FormatFloat(x*100, 'g', 15, 64)
		return cell{percent + "%", percent + "%"}
	}
	if shown == "" || strings.ContainsAny(shown, "#Ee") || !strings.ContainsAny(shown, "-/:年月日时") {
		return cell{raw, raw}
	}
	return cell{raw, shown}
}

// another warns of a further sheet that has the table's header row: it is not
// read unless the sheet is named.
func (w *workbook) another(s *sheet) {
	rows, err := w.file.Rows(s.place.Sheet)
	if err != nil {
		return
	}
	defer rows.Close()
	for seen := 0; seen < headerRows && rows.Next(); seen++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return
		}
		cells := make([]cell, len(values))
		for i, v := range values {
			cells[i] = cell{v, v}
		}
		if s.names.known(cells) >= 2 && s.names.required(s.table, cells) {
			s.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "sheet-unread", Place: s.place,
				Problem: diag.T("此工作表也有“%s”的表头，没有读入", "this sheet too has the header row of %s: it is not read", s.table.Title),
				Remedy:  diag.T("在 hongtou.yaml 中用 {file: …, sheet: …} 写明工作表", "name the sheets in hongtou.yaml with {file: …, sheet: …}")})
			return
		}
	}
}

// required tells whether all required columns are among the cells.
func (n names) required(t *Table, cells []cell) bool {
	have := map[int]bool{}
	for _, c := range cells {
		if i, ok := n[normal(c.raw)]; ok {
			have[i] = true
		}
	}
	for i := range t.Columns {
		if t.Columns[i].Required && !have[i] {
			return false
		}
	}
	return true
}
