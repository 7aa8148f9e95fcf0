package generator

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/source"
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

# 数据表：xlsx、csv、yaml、json 都可以
data:
`

const emptyJobs = `
# 各文书自己的内容，模板中用 .Doc 取用
documents: {}

# 作业：hongtou run yearly
jobs:
  yearly: {cadence: year, make: ["agreement-*"]}
  quarterly: {cadence: quarter, make: [supervision-notice, supervision-quarter]}
  meeting: {cadence: meeting, make: [minutes]}
`

// tableRows is how many rows of an empty table have drop-down lists.
const tableRows = 2000

// InitEmpty writes a workspace of empty tables into dir: hongtou.yaml and a
// workbook a table, with headers, notes and drop-down lists. Nothing that is
// there is written over.
func InitEmpty(dir string) error {
	config := bytes.NewBufferString(emptyConfig)
	for _, t := range source.Tables() {
		file := "data/" + t.Name + ".xlsx"
		fmt.Fprintf(config, "  %s: %s   # %s\n", t.Name, file, t.Title)
		if err := emptyTable(filepath.Join(dir, filepath.FromSlash(file)), t); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	config.WriteString("  # meetings: [data/meetings/*.yaml]   # 每次会议一个文件\n" + emptyJobs)
	return writeNew(filepath.Join(dir, source.ConfigName), config.Bytes())
}

func emptyTable(path string, t *source.Table) error {
	f := excelize.NewFile()
	defer f.Close()
	var errs []error
	do := func(err error) { errs = append(errs, err) }
	do(f.SetSheetName("Sheet1", t.Title))
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "黑体"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9D9D9"}}})
	do(err)
	for i, c := range t.Columns {
		column, err := excelize.ColumnNumberToName(i + 1)
		do(err)
		do(f.SetCellStr(t.Title, column+"1", c.Header))
		do(f.SetColWidth(t.Title, column, column, float64(max(10, zh.Width(c.Header)+4))))
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s2:%s%d", column, column, tableRows)
		if len(c.Names) > 0 {
			do(v.SetDropList(c.Names))
		}
		note := c.Note
		if c.Required {
			note = "必填。" + note
		}
		if note != "" {
			v.SetInput(c.Header, note)
		}
		if note != "" || len(c.Names) > 0 {
			do(f.AddDataValidation(t.Title, v))
		}
		do(f.SetCellStyle(t.Title, column+"1", column+"1", head))
	}
	do(f.SetPanes(t.Title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	var b bytes.Buffer
	do(f.Write(&b))
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return writeNew(path, b.Bytes())
}

func writeNew(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
