package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// editing is a workspace for one test, with what finds its rows.
type editing struct {
	t   *testing.T
	dir string
}

func (e *editing) open() *Workspace {
	e.t.Helper()
	w, err := OpenAt(e.dir, period.Date{Year: 2026, Month: 4, Day: 10})
	if err != nil {
		e.t.Fatal(err)
	}
	return w
}

// row is the first row of a table's file that has a value in a column.
func (e *editing) row(table, file, header string) (TableRow, int) {
	e.t.Helper()
	return e.rowIn(e.open(), table, file, header)
}

func (e *editing) rowIn(w *Workspace, table, file, header string) (TableRow, int) {
	e.t.Helper()
	t := model.TableOf(table)
	column := source.ColumnOf(t.Table, header)
	for _, r := range w.Rows(t) {
		if r.Place.File == file && r.Values[column] != "" {
			return r, column
		}
	}
	e.t.Fatalf("no row of %s in %s with %s", table, file, header)
	return TableRow{}, 0
}

// edit changes a column of a row, and gives the codes of what is wrong with it.
func (e *editing) edit(table string, r TableRow, column int, was, value string, try bool) []string {
	e.t.Helper()
	return e.editIn(e.open(), table, r, column, was, value, try)
}

func (e *editing) editIn(w *Workspace, table string, r TableRow, column int, was, value string, try bool) []string {
	e.t.Helper()
	list, err := w.Edit(e.t.Context(), EditRequest{Table: table, File: r.Place.File, Try: try,
		Edits: []collect.Edit{{Sheet: r.Place.Sheet, Row: max(r.Place.Row, r.Place.Line), Were: map[int]string{column: was}, Values: map[int]string{column: value}}}})
	if err != nil {
		e.t.Fatal(err)
	}
	return errorCodes(list)
}

func errorCodes(list *diag.List) (out []string) {
	for _, d := range list.All() {
		if d.Severity == diag.Error {
			out = append(out, d.Code)
		}
	}
	return out
}

func newEditing(t *testing.T) *editing {
	e := &editing{t, filepath.Join(t.TempDir(), "anlan")}
	if err := InitExample(e.dir); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEditChangesOneCell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ table, file, header, value, wrong string }{
		{"accidents", "data/accidents.csv", "死亡人数", "2", "两人"},
		{"hazards", "data/hazards.xlsx", "整改期限", "2026-12-30", "三月五日"},
		{"units", "data/units-departments.yaml", "主要负责人", "林舒", strings.Repeat("长", 300)},
		{"units", "data/units-departments.yaml", "联系电话", "0980-7150567", strings.Repeat("9", 300)},
		{"tasks", "data/tasks.json", "完成日期", "2026-02-26", "二月"},
		{"tasks", "data/tasks.json", "配合单位编码", "990102、990103", "000"},
		{"units", "data/units.xlsx", "主要负责人", "林舒", strings.Repeat("长", 300)},
	} {
		e := newEditing(t)
		path := filepath.Join(e.dir, filepath.FromSlash(c.file))
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		w := e.open() // as it stands until an edit is taken
		r, column := e.rowIn(w, c.table, c.file, c.header)
		if got := e.editIn(w, c.table, r, column, r.Values[column], c.wrong, false); len(got) == 0 {
			t.Errorf("%s: %s is taken", c.header, c.wrong)
		}
		if got := e.editIn(w, c.table, r, column, "2020-01-01", c.value, false); len(got) != 1 || got[0] != "cell-changed" {
			t.Errorf("%s: with another old value: %q", c.header, got)
		}
		if got := e.editIn(w, c.table, r, column, r.Values[column], c.value, true); len(got) > 0 {
			t.Errorf("%s: tried: %q", c.header, got)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
			t.Fatalf("%s: the file was changed by what is refused or tried", c.header)
		}
		if got := e.editIn(w, c.table, r, column, r.Values[column], c.value, false); len(got) > 0 {
			t.Errorf("%s: %q", c.header, got)
		}
		after := e.open()
		for _, now := range after.Rows(model.TableOf(c.table)) {
			if now.Place == r.Place && now.Values[column] != c.value {
				t.Errorf("%s is %q, want %q", c.header, now.Values[column], c.value)
			}
		}
		undone, list, err := after.UndoCollect(t.Context(), UndoRequest{})
		if now, _ := os.ReadFile(path); err != nil || len(undone) != 1 || list.Errors() > 0 || !bytes.Equal(now, before) {
			t.Errorf("%s: not undone: %v %v %v", c.header, undone, list.All(), err)
		}
	}
}

func TestEditAddsARow(t *testing.T) {
	e := newEditing(t)
	table := model.TableOf("accidents")
	values := map[int]string{}
	r, _ := e.row("accidents", "data/accidents.csv", "事故编号")
	for i, v := range r.Values {
		values[i] = v
	}
	add := func() []string {
		list, err := e.open().Edit(t.Context(), EditRequest{Table: "accidents", Edits: []collect.Edit{{Values: values}}})
		if err != nil {
			t.Fatal(err)
		}
		return errorCodes(list)
	}
	if got := add(); len(got) == 0 {
		t.Error("a row with the number of another is taken")
	}
	n := len(e.open().Rows(table))
	values[source.ColumnOf(table.Table, "事故编号")] = "SG2026-999"
	if got := add(); len(got) > 0 {
		t.Errorf("%q", got)
	}
	if got := len(e.open().Rows(table)); got != n+1 {
		t.Errorf("%d rows, want %d", got, n+1)
	}
}

// A table that a spreadsheet program has open, or of a format that is not ours to
// write, stays as it is.
func TestEditKeepsOff(t *testing.T) {
	e := newEditing(t)
	r, column := e.row("hazards", "data/hazards.xlsx", "整改期限")
	if err := os.WriteFile(filepath.Join(e.dir, "data", "~$hazards.xlsx"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := e.edit("hazards", r, column, r.Values[column], "2026-12-30", false); len(got) != 1 || got[0] != "table-open" {
		t.Errorf("a table that is open elsewhere: %q", got)
	}
	old := strings.ReplaceAll(e.read("hongtou.yaml"), "data/groups.csv", "data/groups.xls")
	e.write("hongtou.yaml", old)
	if _, err := e.open().Edit(t.Context(), EditRequest{Table: "groups", File: "data/groups.xls", Edits: []collect.Edit{{Row: 4}}}); err == nil {
		t.Error("a workbook of the old format is changed")
	}
	if _, err := e.open().Edit(t.Context(), EditRequest{Table: "units", File: "../hongtou.yaml"}); err == nil {
		t.Error("a file that is none of the table's is changed")
	}
}

// What can't be read is shown as it stands, and can be mended.
func TestEditMendsWhatCannotBeRead(t *testing.T) {
	e := newEditing(t)
	path := filepath.Join(e.dir, "data", "accidents.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(data, []byte("2024-07-03"), []byte("七月三日"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	w := e.open()
	if w.Complaints.Errors() == 0 {
		t.Fatal("nobody complains")
	}
	table := model.TableOf("accidents")
	column := source.ColumnOf(table.Table, "事故日期")
	r := w.Rows(table)[0]
	if r.Unread[column] != "七月三日" || r.Values[column] != "" {
		t.Fatalf("it shows %v, %q", r.Unread, r.Values[column])
	}
	if got := e.edit("accidents", r, column, "", "2024-07-03", false); len(got) > 0 {
		t.Errorf("%q", got)
	}
	if w := e.open(); w.Complaints.Errors() > 0 {
		t.Errorf("mended: %v", w.Complaints.All())
	}
}

func (e *editing) read(file string) string {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(file)))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

func (e *editing) write(file, text string) {
	e.t.Helper()
	if err := os.WriteFile(filepath.Join(e.dir, filepath.FromSlash(file)), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// A list of YAML or JSON takes a new record as it has the others, and all else in the
// file stays.
func TestEditAddsToAList(t *testing.T) {
	for _, c := range []struct {
		table, file string
		values      map[string]string
		want        string
	}{
		{"units", "data/units-departments.yaml", map[string]string{"单位编码": "BM99", "单位名称": "安澜市气象局", "层级": "部门", "上级编码": "990100", "联系电话": "0980-7150001"},
			"- 单位编码: BM99\n  单位名称: 安澜市气象局\n  层级: 部门\n  上级编码: \"990100\"\n  联系电话: 0980-7150001\n"},
		{"tasks", "data/tasks.json", map[string]string{"任务编号": "RW2026-99", "会议编号": "anlan-2026-01-15", "任务内容": "核对“数据”", "牵头单位编码": "BM01", "完成时限": "2026-05-30"}, "核对“数据”"},
	} {
		e := newEditing(t)
		before := e.read(c.file)
		values := map[int]string{}
		columns := model.TableOf(c.table).Table
		for header, v := range c.values {
			values[source.ColumnOf(columns, header)] = v
		}
		list, err := e.open().Edit(t.Context(), EditRequest{Table: c.table, File: c.file, Edits: []collect.Edit{{Values: values}}})
		if err != nil || list.Errors() > 0 {
			t.Errorf("%s: %v %v", c.file, list.All(), err)
			continue
		}
		after := e.read(c.file)
		if !strings.Contains(after, c.want) || !strings.HasPrefix(after, strings.TrimRight(before, "]\n ")) {
			t.Errorf("%s ends now in %s", c.file, after[max(0, len(after)-400):])
		}
		if w := e.open(); w.Complaints.Errors() > 0 {
			t.Errorf("%s: %v", c.file, w.Complaints.All())
		}
		if list, err = e.open().Edit(t.Context(), EditRequest{Table: c.table, File: c.file, Edits: []collect.Edit{{Values: values}}}); err != nil || list.Errors() == 0 || e.read(c.file) != after {
			t.Errorf("%s: a second one of the same code is taken: %v", c.file, err)
		}
	}
}

// What is written in a way that can't be changed in one place is refused and stays.
func TestEditRefusesAList(t *testing.T) {
	e := newEditing(t)
	const file = "data/units-departments.yaml"
	e.write(file, strings.Replace(e.read(file), "主要负责人: 霍启明", "主要负责人: &a 霍启明", 1))
	before := e.read(file)
	r, column := e.row("units", file, "主要负责人")
	if got := e.edit("units", r, column, "霍启明", "林舒", false); len(got) != 1 || got[0] != "list-writing" || e.read(file) != before {
		t.Errorf("%q", got)
	}
}

// What can't be read in a list is shown as it stands, and can be mended.
func TestEditMendsAList(t *testing.T) {
	e := newEditing(t)
	const file = "data/units-departments.yaml"
	e.write(file, strings.Replace(e.read(file), "责任书签订日期: 2026-01-15", "责任书签订日期: 一月十五", 1))
	units := model.TableOf("units")
	column := source.ColumnOf(units.Table, "责任书签订日期")
	for _, r := range e.open().Rows(units) {
		if r.Place.File == file && r.Unread[column] == "一月十五" {
			if got := e.edit("units", r, column, "", "2026-01-15", false); len(got) > 0 {
				t.Errorf("%q", got)
			}
			if w := e.open(); w.Complaints.Errors() > 0 {
				t.Errorf("mended: %v", w.Complaints.All())
			}
			return
		}
	}
	t.Error("it is not shown")
}

// Tables of the office's own are changed as the program's: in their types, in their files.
func TestEditOwnTable(t *testing.T) {
	for file, text := range map[string]string{
		"data/people.csv":  "姓名,入职日期,年龄\n王一,2020-03-05,45\n李二,2021-12-01,31\n",
		"data/people.yaml": "# 名册\n- 姓名: 王一\n  入职日期: 2020-03-05  # 调入\n  年龄: 45\n- {姓名: 李二, 入职日期: 2021-12-01, 年龄: 31}\n",
	} {
		e := newEditing(t)
		e.write(file, text)
		e.write("hongtou.yaml", strings.Replace(e.read("hongtou.yaml"), "\ndata:\n", "\ndata:\n  people: "+file+"\n", 1))
		own := model.OwnTables(e.open().Office)
		if len(own) != 1 {
			t.Fatalf("%d tables of the office's own", len(own))
		}
		r := e.open().Rows(own[0])[0]
		column := source.ColumnOf(own[0].Table, "年龄")
		if got := e.edit("people", r, column, "45", "四十六", false); len(got) == 0 || e.read(file) != text {
			t.Errorf("%s: a text is taken for a number: %q", file, e.read(file))
		}
		if got := e.edit("people", r, column, "45", "46", false); len(got) > 0 || e.read(file) != strings.Replace(text, "45", "46", 1) {
			t.Errorf("%s: %q\n%s", file, got, e.read(file))
		}
		w := e.open()
		if undone, list, err := w.UndoCollect(t.Context(), UndoRequest{}); err != nil || len(undone) != 1 || list.Errors() > 0 || e.read(file) != text {
			t.Errorf("%s: not undone: %v %v", file, list.All(), err)
		}
	}
}
