package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/examples"
	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
	"hongtou/generator/table"
	"hongtou/generator/zh"
)

const emptyConfig = `# hongtou 工作区设置。“#”之后是说明；改动时保持缩进和冒号后的空格。
office:
  name: ""      # 发文机关全称，如：某某市安全生产委员会办公室
  short: ""     # 规范化简称
  mark: ""      # 发文机关标志（红头），不写“文件”二字
  code: ""      # 发文机关代字
  region: ""    # 本地区最高一级的单位编码，加引号
  contact: ""
  phone: ""
  # seal: 印章.png   # 印章样章的图片文件，只用于草稿

# 其他发文机关，如政府办公室、有执法权的部门：
#   府办: {name: 某某市人民政府办公室, code: 某政办发}
#   应急: {name: 某某市应急管理局, kind: 执法部门, code: （某）应急, court: 某某区人民法院}
issuers: {}

# 数据表：xlsx、csv、yaml、json 都可以。
# 登记事件的表要写明登记到哪一天，没有写明的，文书不作“未发生”“没有”等判断，也不生成：
#   accidents: {file: data/accidents.xlsx, sheet: 事故, from: 2026-01-01, complete: monthly}
# from 为从哪一天起都已登记；complete: monthly 为随时登记、截至上月末（quarterly 上季度末，daily 昨天），
# 或者写 through: 2026-03-31，为登记到这一天。确无应登记事项的，运行 hongtou confirm 表名 --through 日期。
data:
`

const emptyDocuments = `
# 各份文书自己的内容：按文书、再按期间（会议、督办等按其编号）写，如 专项督查通知: {2026Q2: {date: 2026-06-05}}；
# 有哪些项见 hongtou fields；也可以填在发文表中。
documents: {}

# 作业：hongtou run yearly
`

// tableRows is how many rows of an empty table have lists and notes.
const tableRows = 2000

// sampleSheet is the sheet with a row of the example city; it is not read.
const sampleSheet = "填写示例"

// InitEmpty writes a workspace of all tables, empty, with a blank head: see [Init].
func InitEmpty(dir string) error { return Init(dir, NewOffice{}) }

// Init writes a workspace for an office into dir: hongtou.yaml with the example's jobs,
// and a workbook a table, with headers, notes, drop-down lists and a sheet that shows a
// row of the example city. Nothing that is there is written over: where dir has other
// files the error is an [*Occupied], and what an init that was stopped has written is
// gone on with.
func Init(dir string, office NewOffice) error {
	city, jobs, meeting, err := exampleCity()
	if err != nil {
		return fmt.Errorf("read the example: %w", err)
	}
	config, files := bytes.NewBufferString(office.config()), newFiles{}
	var later []string
	for _, t := range model.Tables() {
		if t.Name == source.Confirmations {
			continue // hongtou confirm begins it
		}
		if !office.has(t.Name) {
			later = append(later, t.Name+"（"+t.Title+"）")
			continue
		}
		file := "data/" + t.Name + ".xlsx"
		reach := ""
		if model.EventTable(t.Name) != "" {
			reach = "   " + source.ReachWanted
		}
		fmt.Fprintf(config, "  %s: {file: %s, sheet: %s}%s\n", t.Name, file, t.Title, reach)
		if files[file], err = emptyTable(source.RowTable(t), source.Sample(t, city), office.rows(t.Name)...); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	if len(later) > 0 {
		config.WriteString("  # 其余的表用到时再加，如 hongtou init --table hazards：\n")
		for few := range slices.Chunk(later, 6) {
			config.WriteString("  #   " + strings.Join(few, "、") + "\n")
		}
	}
	config.WriteString("  # 会议也可以不填表，每次会议一个文件：meetings: [data/meetings/*.yaml]，写法见 data/meetings/填写示例.txt\n" + emptyDocuments + jobs)
	files["data/meetings/填写示例.txt"], files[source.ConfigName] = meeting, config.Bytes()
	return files.put(dir)
}

// ErrNewTable is the error of a table that there is not, or that the workspace has already.
var ErrNewTable = errors.New("no table to add")

// AddTable writes an empty table of a name or a Chinese title into the workspace in dir
// and enters it in hongtou.yaml, whose text stays otherwise. It gives the table's file.
func AddTable(dir, name string) (string, error) {
	tables := model.Tables()
	i := slices.IndexFunc(tables, func(t *model.Table) bool { return t.Name == name || t.Title == name })
	if i < 0 || tables[i].Name == source.Confirmations {
		var names []string
		for _, t := range tables {
			names = append(names, t.Name, t.Title)
		}
		return "", diag.Speak(ErrNewTable, "没有“%[1]s”这张表；应为：%[2]s", "no table %[1]q: use one of %[2]s", name, fill.Nearest(name, names))
	}
	t := tables[i]
	city, _, _, err := exampleCity()
	if err != nil {
		return "", fmt.Errorf("read the example: %w", err)
	}
	path := filepath.Join(dir, source.ConfigName)
	text, err := input.Read(path, largestConfig)
	if err != nil {
		return "", err
	}
	config, err := source.ReadConfig(dir)
	if err == nil && len(config.Data[t.Name]) > 0 {
		return "", diag.Speak(ErrNewTable, "hongtou.yaml 中已有“%[1]s”表：%[2]s", "hongtou.yaml has the table %[3]s already: %[2]s", t.Title, config.Data[t.Name][0].Path, t.Name)
	}
	file := "data/" + t.Name + ".xlsx"
	text, err = source.AddFile(text, t.Name, source.File{Path: file, Sheet: t.Title}, func(source.File) bool { return false })
	if err != nil {
		return "", err
	}
	data, err := emptyTable(source.RowTable(t), source.Sample(t, city))
	if err != nil {
		return "", err
	}
	full := filepath.Join(dir, filepath.FromSlash(file))
	if _, err := os.Lstat(full); err == nil {
		return "", &Occupied{full}
	}
	if err := writeNew(full, data); err != nil {
		return "", err
	}
	return full, collect.Replace(path, text)
}

// exampleCity reads the embedded example: its records, its jobs as hongtou.yaml
// has them, and a meeting's file.
func exampleCity() (office *model.Office, jobs string, meeting []byte, err error) {
	dir, err := os.MkdirTemp("", "hongtou")
	if err != nil {
		return nil, "", nil, err
	}
	defer os.RemoveAll(dir)
	example, err := fs.Sub(examples.FS, "anlan")
	if err != nil {
		return nil, "", nil, err
	}
	if err := os.CopyFS(dir, example); err != nil {
		return nil, "", nil, err
	}
	w, _, err := source.Load(dir, period.Date{})
	if err != nil {
		return nil, "", nil, err
	}
	config, err := fs.ReadFile(example, source.ConfigName)
	if err != nil {
		return nil, "", nil, err
	}
	_, jobs, _ = strings.Cut(string(config), "\njobs:\n")
	jobs, _, _ = strings.Cut(jobs, "\n\n")
	meeting, err = fs.ReadFile(example, w.Office.Meetings[0].From().Place().File)
	return w.Office, "jobs:\n" + jobs + "\n", meeting, err
}

// format is the number format of an empty table's column: text (49) for what a
// spreadsheet would take for a number, dates as we write them.
func format(t table.Type) (id int, custom *string) {
	switch t {
	case source.Code, source.Codes, source.Text, source.Long, table.Lines:
		return 49, nil
	case source.Date, source.Limit:
		return 0, &dateFormat
	}
	return 0, nil
}

var dateFormat = "yyyy-mm-dd"

// emptyTable is a table's workbook: its rows, by header, and a sheet with a sample.
func emptyTable(t *source.Table, sample []string, rows ...map[string]string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := tableWriter{f: f, table: t}
	w.do(f.SetSheetName("Sheet1", t.Title))
	for i, c := range t.Columns {
		w.column(i, &c)
	}
	w.heads(t.Title, 1)
	for n, row := range rows {
		for i, c := range t.Columns {
			if text := row[c.Header]; text != "" {
				w.do(f.SetCellStr(t.Title, cellName(i, n+2), text))
			}
		}
	}
	w.do(f.SetPanes(t.Title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	if sample != nil {
		_, err := f.NewSheet(sampleSheet)
		w.do(err)
		w.do(f.SetCellStr(sampleSheet, "A1", "示例城市安澜市的一行，供填写“"+t.Title+"”表时参照；本工作表不会被读取。"))
		w.heads(sampleSheet, 2)
		for i, text := range sample {
			w.do(f.SetCellStr(sampleSheet, cellName(i, 3), text))
		}
	}
	var b bytes.Buffer
	w.do(f.Write(&b))
	if err := errors.Join(w.errs...); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// tableWriter collects the errors of writing one table.
type tableWriter struct {
	f     *excelize.File
	table *source.Table
	lists int // on the sheet of values
	errs  []error
}

func (w *tableWriter) do(err error) {
	if err != nil {
		w.errs = append(w.errs, err)
	}
}

func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column+1, row) // both are within a sheet
	return name
}

// heads writes the header row.
func (w *tableWriter) heads(sheet string, row int) {
	style, err := w.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "黑体"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9D9D9"}}})
	w.do(err)
	for i, c := range w.table.Columns {
		at := cellName(i, row)
		w.do(w.f.SetCellStr(sheet, at, c.Header))
		w.do(w.f.SetCellStyle(sheet, at, at, style))
		column, err := excelize.ColumnNumberToName(i + 1)
		w.do(err)
		w.do(w.f.SetColWidth(sheet, column, column, float64(max(10, zh.Width(c.Header)+4))))
	}
}

// column gives a column's empty cells their format, list and note.
func (w *tableWriter) column(i int, c *source.Column) {
	if id, custom := format(c.Type); id != 0 || custom != nil {
		style, err := w.f.NewStyle(&excelize.Style{NumFmt: id, CustomNumFmt: custom})
		w.do(err)
		column, err := excelize.ColumnNumberToName(i + 1)
		w.do(err)
		w.do(w.f.SetColStyle(w.table.Title, column, style))
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cellName(i, 2) + ":" + cellName(i, tableRows)
	names := c.Names
	if len(names) == 0 {
		names = c.Suggestions()
		v.ShowErrorMessage = false // others may be written
	}
	w.do(w.list(v, c.Header, names))
	note := c.Note
	if c.Required {
		note = "必填。" + note
	}
	if note != "" {
		v.SetInput(c.Header, note)
	}
	if note != "" || len(names) > 0 {
		w.do(w.f.AddDataValidation(w.table.Title, v))
	}
}

// valuesSheet holds the lists that are too long for a cell's own; it is not read.
const valuesSheet = "可选的值"

// list gives a validation its drop-down list: in the cell's own words, or where they are
// more than Excel takes there, on a sheet of values.
func (w *tableWriter) list(v *excelize.DataValidation, header string, names []string) error {
	if len(names) == 0 {
		return nil
	}
	if err := v.SetDropList(names); err == nil {
		return nil
	}
	if w.lists == 0 {
		if _, err := w.f.NewSheet(valuesSheet); err != nil {
			return err
		}
	}
	w.lists++
	for i, name := range append([]string{header}, names...) {
		if err := w.f.SetCellStr(valuesSheet, cellName(w.lists-1, i+1), name); err != nil {
			return err
		}
	}
	column, err := excelize.ColumnNumberToName(w.lists)
	if err != nil {
		return err
	}
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$2:$%s$%d", valuesSheet, column, column, len(names)+1))
	return nil
}
