package generator

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/period"
	"hongtou/generator/sheet"
)

// What a workbook can't be is its template's mistake: it is told in Chinese, at the template,
// and the other outputs of the run are made.
func TestWorkbooksThatCannotBe(t *testing.T) {
	for columns, want := range map[string]string{
		"[{key: a, header: 名, formula: 'SUM('}]":                                                                                          "工作表“甲”，列 a，公式 SUM(：没有写完",
		"[{key: a, header: 名, formula: 'NOSUCH(1)'}]":                                                                                     "函数 NOSUCH 不能在这里计算",
		"[{key: a, header: 名, formula: '{b}'}, {key: b, header: 数, formula: '{a}'}]":                                                      "成了循环",
		"[{key: a, header: 名, value: .Name}, {key: b, header: 数, formula: '{a}*2'}]":                                                      "单元格 B2，公式 {a}*2：算出来是错误值 #VALUE!",
		"[{key: a, header: 名, value: .Name, format: '[红'}]":                                                                               "列 a：括号没有成对",
		"[{key: a, header: 名, value: .Name, format: '0]'}]":                                                                               "列 a：括号没有成对",
		"[{key: a, header: 名, value: .Name, format: '0\"元'}]":                                                                             "列 a：引号没有成对",
		"[{key: a, header: 名, value: .Name}]\n    validations: [{column: a, list: []}]":                                                   "可选的值是空的",
		"[{key: a, header: 名, value: .Name, width: -5}]":                                                                                  "列宽 -5 不在0至255之间",
		"[{key: a, header: 名, value: .Name}]\n  - name: 甲\n    rows: .Office.Units\n    columns: [{key: a, header: 名, value: .Name}]":     "第2张工作表：名称重复",
		"[{key: a, header: 名, value: .Name}]\n  - name: 'a/b'\n    rows: .Office.Units\n    columns: [{key: a, header: 名, value: .Name}]": "不能用的字符",
	} {
		dir := t.TempDir()
		must(t, os.MkdirAll(filepath.Join(dir, "templates"), 0o777))
		for name, text := range map[string]string{
			"hongtou.yaml":                     "office: {name: 某县安全生产委员会办公室, code: 某安办}\ndata: {units: units.csv}\n",
			"units.csv":                        "单位编码,单位名称,层级\nS,某县人民政府,县区\n",
			"templates/own-book.workbook.yaml": "title: 表\neach: none\nfile: 甲.xlsx\ncadence: year\nsheets:\n  - name: 甲\n    rows: .Office.Units\n    columns: " + columns + "\n",
			"templates/own-paper.md":           "---\ntitle: 纸\neach: none\nfile: 乙.pdf\ncadence: year\n---\n\n正文。\n",
		} {
			must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
		}
		w, err := Open(dir)
		must(t, err)
		result, err := w.Run(t.Context(), Request{Targets: []string{"own-book", "own-paper"}, Period: "2026", Today: period.Date{Year: 2026, Month: 4, Day: 10}})
		must(t, err)
		if _, err := os.Stat(filepath.Join(dir, "out", "2026", "乙.pdf")); err != nil {
			t.Errorf("%s: the other output is not made: %v", columns, err)
		}
		all := result.Complaints.All()
		if len(all) != 1 || all[0].Place.File != "templates/own-book.workbook.yaml" || !strings.Contains(all[0].Problem.Zh, want) || all[0].Remedy.Zh == "" {
			t.Errorf("%s: %v, want %s", columns, all, want)
		} else if regexp.MustCompile(`[a-z]{3,} [a-z]{2,}`).MatchString(all[0].In("zh")) {
			t.Errorf("%s is told in English: %s", columns, all[0].In("zh"))
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A disk that takes nothing more is no mistake of a template.
func TestFullDiskIsNoTemplatesMistake(t *testing.T) {
	w := openCity(t)
	book := &sheet.Workbook{Title: "表", Sheets: []sheet.Sheet{{Name: "甲", Columns: []sheet.Column{{Key: "a", Header: []string{"名"}, Width: 8}}}}}
	if l, err := writeBook(w.Templates.Get("ranking"), book, fullDisk{}); err == nil || len(l.All()) > 0 {
		t.Errorf("%v, %v: want the error alone", l, err)
	}
	if l, err := writeBook(w.Templates.Get("ranking"), book, &bytes.Buffer{}); err != nil || len(l.All()) > 0 {
		t.Errorf("%v, %v", l, err)
	}
}
