package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// columnsOf are the headers of a table of one's own with their types.
func columnsOf(t *model.Table) string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Header+" "+string(c.Type))
	}
	return strings.Join(out, ", ")
}

func codes(l *diag.List) string {
	var out []string
	for _, d := range l.All() {
		out = append(out, strings.TrimSpace(d.Code+" "+d.Place.In("zh")))
	}
	return strings.Join(out, "; ")
}

const ownUnits = "单位编码,单位名称,层级,上级编码\nS,某市,市,\nB,某局,部门,S\n"

// A table that is not built in has columns of the types that all its values fit.
func TestOwnTableIsGuessed(t *testing.T) {
	dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, people: p.csv}\n", map[string][]byte{
		"u.csv": []byte(ownUnits),
		"p.csv": []byte("某局人员名册,,,,,,,,\n序号,工号,姓名,入职日期,年龄,工资,余额,手机,产量\n" +
			"1,001,王一,2020年3月5日,45,\"8,100.5\",-3.5,13800000001,46000\n2,002,李二,2021-12-01,31,7000,12,13800000002,45999\n3,003,赵三,,,,,,\n"),
	})
	w, l, err := Load(dir, period.Date{})
	if err != nil || l.Errors() > 0 {
		t.Fatal(err, l.All())
	}
	own := model.OwnTables(w.Office)
	if len(own) != 1 {
		t.Fatalf("%d tables of one's own", len(own))
	}
	want := "工号 text, 姓名 text, 入职日期 date, 年龄 whole, 工资 number, 余额 signed, 手机 text, 产量 whole"
	if got := columnsOf(own[0]); got != want {
		t.Errorf("the columns are told to be\n%s\nwant\n%s", got, want)
	}
	rows := w.Office.Lists()["people"].([]map[string]any)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r["工号"], r["入职日期"], r["年龄"], r["工资"], r["余额"], r["手机"]))
	}
	wantRows := []string{"0012020-03-0545 8100.5 -3.5 13800000001", "0022021-12-0131 7000 12 13800000002", "003 <nil> <nil> <nil> "}
	for i := range wantRows {
		if i >= len(got) || strings.ReplaceAll(got[i], " ", "") != strings.ReplaceAll(wantRows[i], " ", "") {
			t.Errorf("row %d is %q, want %q", i+1, got, wantRows[i])
		}
	}
}

// Dates and numbers of a workbook are told by their cells, whatever shows them.
func TestOwnTableOfWorkbook(t *testing.T) {
	f := excelize.NewFile()
	style, _ := f.NewStyle(&excelize.Style{NumFmt: 0, CustomNumFmt: ptr(`m"月"d"日"`)})
	for i, row := range [][]any{{"应急物资台账"}, {"名称", "数量", "购置日期", "完好"}, {"灭火器", 12, time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), "是"}, {"沙袋", 300, time.Date(2024, 11, 9, 0, 0, 0, 0, time.UTC), "否"}, {"合计", 312}} {
		for j, v := range row {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			f.SetCellValue("Sheet1", cell, v)
			if j == 2 && i > 1 {
				f.SetCellStyle("Sheet1", cell, cell, style)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	w, l, err := Load(workspace(t, "office: {name: 安委办}\ndata: {stores: s.xlsx}\n", map[string][]byte{"s.xlsx": b.Bytes()}), period.Date{})
	if err != nil || l.Errors() > 0 {
		t.Fatal(err, l.All())
	}
	if got, want := columnsOf(model.OwnTables(w.Office)[0]), "名称 text, 数量 whole, 购置日期 date, 完好 text"; got != want {
		t.Errorf("the columns are told to be %s, want %s", got, want)
	}
	if rows := w.Office.Lists()["stores"].([]map[string]any); len(rows) != 2 || fmt.Sprint(rows[1]["购置日期"], rows[1]["数量"]) != "2024-11-09 300" {
		t.Errorf("the rows are %v", rows)
	}
}

func ptr(s string) *string { return &s }

const declaredPeople = `title: 人员
one: 人员
key: 工号
label: 姓名
day: 入职日期
columns:
  工号: {type: code, aliases: [编号]}
  姓名: {type: text, required: true}
  入职日期: date
  离职日期: {type: date, notBefore: 入职日期}
  年龄: {type: whole, min: 18, max: 65}
  持证数: {type: whole, notAbove: 年龄}
  性别: {choices: [男, 女]}
  单位: {unit: true}
`

// What tables/people.yaml says of columns, key and checks holds, each complaint at
// its cell.
func TestOwnTableIsDeclared(t *testing.T) {
	files := map[string][]byte{"u.csv": []byte(ownUnits), "tables/people.yaml": []byte(declaredPeople),
		"p.csv": []byte("编号,姓名,入职日期,离职日期,年龄,持证数,性别,单位,籍贯\n" +
			"001,王一,2020-03-05,2019-01-01,17,1,男,某局,甲地\n001,李二,2021-12-01,,70,80,女,B,\n,赵三,三月,,十八,,未知,没有,乙地\n002,,2021-12-01,2021-12-01,18,2,女,B,\n003,钱四,2021-12-01,,65,65,女,B,\n")}
	w, l, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, people: p.csv}\n", files), period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"people-before p.csv 第2行 D列“离职日期”", "people-below p.csv 第2行 E列“年龄”", "people-duplicate p.csv 第3行 A列“编号”", "people-above p.csv 第3行 E列“年龄”",
		"people-above p.csv 第3行 F列“持证数”", "cell-required p.csv 第4行 A列“编号”", "date-form p.csv 第4行 C列“入职日期”", "number-form p.csv 第4行 E列“年龄”", "choice-unknown p.csv 第4行 G列“性别”",
		"unit-unknown p.csv 第4行 H列“单位”", "cell-required p.csv 第5行 B列“姓名”"}
	got := codes(l)
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("no complaint %s among\n%s", w, strings.ReplaceAll(got, "; ", "\n"))
		}
	}
	if n := l.Errors(); n != len(want) {
		t.Errorf("%d complaints, want %d:\n%s", n, len(want), strings.ReplaceAll(got, "; ", "\n"))
	}
	table := model.OwnTables(w.Office)[0]
	r := table.Records(w.Office)[0]
	if code, name := table.Identify(r); code != "001" || name != "王一" || table.Concerns(r) != w.Office.Unit("B") {
		t.Errorf("the first row is %s %s of %v", code, name, table.Concerns(r))
	}
}

// What can't be a table of one's own is said where it is named.
func TestOwnTableMistakes(t *testing.T) {
	for _, c := range []struct{ data, declared, file, want string }{
		{"{acident: p.csv}", "", "a,b\n1,2\n", "config-key hongtou.yaml 第2行 data.acident"},
		{"{my-people: p.csv}", "", "甲,乙\n1,2\n", "table-name hongtou.yaml 第2行 data.my-people"},
		{"{people: p.csv}", "", "只有一列\n甲\n", "table-columns-none hongtou.yaml 第2行 data.people"},
		{"{people: nothing.csv}", "", "甲,乙\n1,2\n", "file-missing hongtou.yaml 第2行 data.people"},
		{"{people: p.xlsx}", "", "甲,乙\n1,2\n", "xlsx-broken p.xlsx"},
		{"{people: p.yaml}", "", "- {甲: [}\n", "file-syntax p.yaml"},
		{"{people: p.csv}", "key: 没有\n", "甲,乙\n1,2\n", "table-column-unknown tables/people.yaml"},
		{"{people: p.csv}", "day: 甲\n", "甲,乙\n1,2\n", "table-column-type tables/people.yaml"},
		{"{people: p.csv}", "columns: {甲: {typ: date}}\n", "甲,乙\n1,2\n", "config-key tables/people.yaml 第1行 columns.甲.typ"},
		{"{people: p.csv}", "columns: {甲: datum}\n", "甲,乙\n1,2\n", "choice-unknown tables/people.yaml 第1行 columns.甲"},
		{"{people: p.csv}", "columns: [a\n", "甲,乙\n1,2\n", "file-syntax tables/people.yaml 第1行"},
	} {
		files := map[string][]byte{"p.csv": []byte(c.file), "p.xlsx": []byte(c.file), "p.yaml": []byte(c.file)}
		if c.declared != "" {
			files["tables/people.yaml"] = []byte(c.declared)
		}
		_, l, err := Load(workspace(t, "office: {name: 安委办}\ndata: "+c.data+"\n", files), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(codes(l), "; "); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%s with %q: complaints %v, want %s", c.data, c.declared, got, c.want)
		}
	}
}

// The published schema takes what the reader takes.
func TestOwnTableSchema(t *testing.T) {
	s := compiled(t, "table")
	if err := s.Validate(plainJSON(t, []byte(declaredPeople))); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{"columns: {甲: datum}", "columns: {甲: {min: 多}}", "colums: {}", "columns: [甲]"} {
		if err := s.Validate(plainJSON(t, []byte(wrong))); err == nil {
			t.Errorf("the schema takes %s", wrong)
		}
	}
}

// The head of a table whose columns are declared is the row that names them, though
// another has more words.
func TestOwnTableHead(t *testing.T) {
	w, l, err := Load(workspace(t, "office: {name: 安委办}\ndata: {people: p.csv}\n", map[string][]byte{
		"tables/people.yaml": []byte("columns: {工号: code, 姓名: text}\n"), "p.csv": []byte("填表单位,安委办,填表人,王一,审核人,李二\n工号,姓名,备注\n001,赵三,新\n")}), period.Date{})
	if err != nil || l.Errors() > 0 {
		t.Fatal(err, l.All())
	}
	if got, want := columnsOf(model.OwnTables(w.Office)[0]), "工号 code, 姓名 text, 备注 text"; got != want {
		t.Errorf("the columns are %s, want %s", got, want)
	}
}
