package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/examples"
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

// InitEmpty writes a workspace of empty tables into dir: hongtou.yaml with the
// example's jobs, and a workbook a table, with headers, notes, drop-down lists
// and a sheet that shows a row of the example city. Nothing that is there is
// written over: where dir has other files the error is an [*Occupied], and what an
// init that was stopped has written is gone on with.
func InitEmpty(dir string) error {
	city, jobs, meeting, err := exampleCity()
	if err != nil {
		return fmt.Errorf("read the example: %w", err)
	}
	config, files := bytes.NewBufferString(emptyConfig), newFiles{}
	for _, t := range source.Tables() {
		if t.Name == source.Confirmations {
			continue // hongtou confirm begins it
		}
		file := "data/" + t.Name + ".xlsx"
		reach := ""
		if model.EventTable(t.Name) != "" {
			reach = "   # 写明 from 和 complete，或 through"
		}
		fmt.Fprintf(config, "  %s: {file: %s, sheet: %s}%s\n", t.Name, file, t.Title, reach)
		if files[file], err = emptyTable(t.Table, source.Sample(t, city)); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	config.WriteString("  # meetings: [data/meetings/*.yaml]   # 每次会议一个文件，写法见 data/meetings/填写示例.txt\n" + emptyDocuments + jobs)
	files["data/meetings/填写示例.txt"], files[source.ConfigName] = meeting, config.Bytes()
	return files.put(dir)
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
	case source.Code, source.Codes, source.Text, source.Long:
		return 49, nil
	case source.Date, source.Limit:
		return 0, &dateFormat
	}
	return 0, nil
}

var dateFormat = "yyyy-mm-dd"

func emptyTable(t *source.Table, sample []string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := tableWriter{f: f, table: t}
	w.do(f.SetSheetName("Sheet1", t.Title))
	for i, c := range t.Columns {
		w.column(i, &c)
	}
	w.heads(t.Title, 1)
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
	if len(c.Names) > 0 {
		w.do(v.SetDropList(c.Names))
	}
	note := c.Note
	if c.Required {
		note = "必填。" + note
	}
	if note != "" {
		v.SetInput(c.Header, note)
	}
	if note != "" || len(c.Names) > 0 {
		w.do(w.f.AddDataValidation(w.table.Title, v))
	}
}
