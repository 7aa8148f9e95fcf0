package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// table is a table of a workspace that has no other.
func table(t *testing.T, path, name string) *tableFile {
	t.Helper()
	list := &diag.List{}
	must(t, os.WriteFile(filepath.Join(filepath.Dir(path), source.ConfigName), []byte("data: {"+name+": "+filepath.Base(path)+"}\n"), 0o644))
	draft, err := source.Reader{}.OpenDraft(filepath.Dir(path), period.Date{}, nil)
	must(t, err)
	f := TableFile{Path: path, Name: filepath.Base(path)}
	b, err := openBook(f, nil, false, list)
	must(t, err)
	if b == nil {
		t.Fatal(list.All())
	}
	tf := b.tableIn(f, model.TableOf(name).Table, draft, list)
	if tf == nil {
		t.Fatal(list.All())
	}
	return tf
}

// write writes the table's file as changed.
func (tf *tableFile) write(t *testing.T) {
	t.Helper()
	data, err := tf.book.render()
	must(t, err)
	must(t, Replace(tf.book.path, data))
}

// addValues adds a record.
func (tf *tableFile) addValues(values map[int]string) {
	list := make([]string, len(tf.table.Columns))
	for i, v := range values {
		list[i] = v
	}
	tf.add(list)
}

// column is a column's place in the table.
func column(name, header string) int { return source.ColumnOf(model.TableOf(name).Table, header) }

// A CSV file keeps every byte of what does not change, whatever its encoding,
// quotes and line ends.
func TestTextTableKeepsTheRest(t *testing.T) {
	gb := func(s string) []byte {
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		must(t, err)
		return b
	}
	plain := func(s string) []byte { return []byte(s) }
	for _, c := range []struct {
		name, before, after string
		encode              func(string) []byte
	}{
		{"GB 18030, CRLF", "备注行,,\r\n单位编码,年度,指标,控制数\r\n\"01\",2026,死亡人数,\"1,000\"\r\n02,2026,\"事故,起数\",5\r\n合计,,,6\r\n",
			"备注行,,\r\n单位编码,年度,指标,控制数\r\n\"01\",2026,死亡人数,\"1,000\"\r\n02,2026,\"事故,起数\",7\r\n03,2026,死亡𬀩,2\r\n合计,,,6\r\n", gb},
		{"UTF-8 with a mark, no last line end", "\ufeff单位编码;年度;指标;控制数;备注\n01;2026;死亡人数;1;x\n\n02;2026;\"事故,起数\";5;\"a \"\"b\"\"\nc\"",
			"\ufeff单位编码;年度;指标;控制数;备注\n01;2026;死亡人数;1;x\n\n02;2026;事故,起数;7;\"a \"\"b\"\"\nc\"\n03;2026;死亡𬀩;2;\n", plain},
	} {
		path := filepath.Join(t.TempDir(), "t.csv")
		must(t, os.WriteFile(path, c.encode(c.before), 0o640))
		tf := table(t, path, "targets")
		if len(tf.records) != 2 || tf.records[0].values[0] != "01" {
			t.Fatalf("%s: the records are %v", c.name, tf.records)
		}
		value := column("targets", "控制数")
		tf.set(tf.records[1], value, "7")
		tf.addValues(map[int]string{0: "03", column("targets", "年度"): "2026", column("targets", "指标"): "死亡𬀩", value: "2"})
		tf.write(t)
		got, err := os.ReadFile(path)
		must(t, err)
		if string(got) != string(c.encode(c.after)) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.encode(c.after))
		}
		if info, _ := os.Stat(path); info.Mode().Perm() != 0o640 {
			t.Errorf("%s: the file's mode became %v", c.name, info.Mode())
		}
		if rest, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".hongtou*")); rest != nil {
			t.Errorf("%s: %v stayed behind", c.name, rest)
		}
	}
}

// A workbook keeps its looks: dates stay dates, shares shares, new rows go before
// the totals and look like the last one, and other sheets stay.
func TestWorkbookTableKeepsTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.xlsx")
	f := excelize.NewFile()
	name := "Sheet1"
	for i, row := range [][]any{
		{"台账"}, {"隐患编号", "检查日期", "被督查单位编码", "隐患描述", "整改期限", "整改资金", "备注"},
		{"A1", time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), "001", "甲", "2026-02-01", 1.5, "留"},
		{"A2", time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC), "002", "乙", "2026-02-02", 2, ""}, {"合计", nil, nil, nil, nil, 3.5},
	} {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		must(t, f.SetSheetRow(name, at, &row))
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	must(t, err)
	must(t, f.SetCellStyle(name, "D4", "D4", bold))
	must(t, f.SetCellFormula(name, "F5", "SUM(F3:F4)"))
	_, err = f.NewSheet("别的")
	must(t, err)
	must(t, f.SetCellStr("别的", "A1", "不动"))
	must(t, f.SaveAs(path))
	tf := table(t, path, "items")
	of := func(header string) int { return column("items", header) }
	tf.set(tf.records[0], of("检查日期"), "2026-03-01")
	tf.set(tf.records[0], of("整改期限"), "2026-04-01")
	tf.set(tf.records[1], of("整改资金"), "")
	tf.addValues(map[int]string{of("隐患编号"): "A3", of("检查日期"): "2026-03-02", of("被督查单位编码"): "003", of("隐患描述"): "丙", of("整改资金"): "0.25"})
	tf.write(t)
	g, err := excelize.OpenFile(path)
	must(t, err)
	defer g.Close()
	rows, err := g.GetRows(name, excelize.Options{RawCellValue: true})
	must(t, err)
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join(r, "|"))
	}
	want := "台账\n隐患编号|检查日期|被督查单位编码|隐患描述|整改期限|整改资金|备注\nA1|46082|001|甲|2026-04-01|1.5|留\nA2|46028|002|乙|2026-02-02\nA3|46083|003|丙||0.25\n合计|||||1.75"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if formula, _ := g.GetCellFormula(name, "F6"); formula != "SUM(F3:F5)" {
		t.Errorf("the total's formula is %s", formula)
	}
	if id, _ := g.GetCellStyle(name, "D5"); id != bold {
		t.Error("the new row does not look like the last one")
	}
	if shown, _ := g.GetCellValue(name, "B3"); !strings.Contains(shown, "26") || shown == "46082" {
		t.Errorf("the date shows as %s", shown)
	}
	if v, _ := g.GetCellValue("别的", "A1"); v != "不动" {
		t.Error("another sheet changed")
	}
	if again := table(t, path, "items"); len(again.records) != 3 || again.records[2].values[of("检查日期")] != "2026-03-02" {
		t.Error("the table does not read back")
	}
}

func TestTablesThatCantBeMergedInto(t *testing.T) {
	for name, text := range map[string]string{"t.json": "[]", "t.csv": "a,b\n1,2\n"} {
		path := filepath.Join(t.TempDir(), name)
		must(t, os.WriteFile(path, []byte(text), 0o644))
		list := &diag.List{}
		must(t, os.WriteFile(filepath.Join(filepath.Dir(path), source.ConfigName), []byte("data: {items: "+name+"}\n"), 0o644))
		draft, err := source.Reader{}.OpenDraft(filepath.Dir(path), period.Date{}, nil)
		must(t, err)
		f := TableFile{Path: path, Name: name}
		b, err := openBook(f, nil, false, list)
		must(t, err)
		if b != nil && b.tableIn(f, model.TableOf("items").Table, draft, list) != nil || list.Errors() != 1 {
			t.Errorf("%s: %v", name, list.All())
		}
	}
}

// A row whose values do not read back as they are to be is refused.
func TestReadOtherwise(t *testing.T) {
	items := model.TableOf("items").Table
	place := diag.Place{File: "t.csv", Row: 2}
	for _, c := range []struct {
		name    string
		records map[diag.Place]model.Record
		want    bool
	}{
		{"as it is to be", map[diag.Place]model.Record{place: &model.SupervisionItem{Measure: "甲"}}, false},
		{"otherwise", map[diag.Place]model.Record{place: &model.SupervisionItem{Measure: "乙"}}, true},
		{"not there", nil, true},
	} {
		ret := &Return{Form: &sheet.Form{Columns: []sheet.FormColumn{{Field: "整改措施"}}}}
		row := &Row{Places: []int{1}, Wrong: []string{""}}
		e := edit{Edit: source.Edit{Table: items, Place: place, Values: map[int]string{column("items", "整改措施"): "甲"}}}
		e.of = []candidate{{result: &Result{Complaints: &diag.List{}}, ret: ret, row: row}}
		if got := readOtherwise([]edit{e}, c.records); got != c.want || row.Bad != c.want {
			t.Errorf("%s: %v, the row is refused: %v", c.name, got, row.Bad)
		}
	}
}
