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
	t := model.TableOf(table)
	column := source.ColumnOf(t.Table, header)
	for _, r := range e.open().Rows(t) {
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
	list, err := e.open().Edit(e.t.Context(), EditRequest{Table: table, File: r.Place.File, Try: try,
		Edits: []collect.Edit{{Sheet: r.Place.Sheet, Row: r.Place.Row, Were: map[int]string{column: was}, Values: map[int]string{column: value}}}})
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
	for _, c := range []struct{ table, file, header, value, wrong string }{
		{"accidents", "data/accidents.csv", "死亡人数", "2", "两人"},
		{"hazards", "data/hazards.xlsx", "整改期限", "2026-12-30", "三月五日"},
		{"units", "data/units.xlsx", "主要负责人", "林舒", strings.Repeat("长", 300)},
	} {
		e := newEditing(t)
		path := filepath.Join(e.dir, filepath.FromSlash(c.file))
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, column := e.row(c.table, c.file, c.header)
		if got := e.edit(c.table, r, column, r.Values[column], c.wrong, false); len(got) == 0 {
			t.Errorf("%s: %s is taken", c.header, c.wrong)
		}
		if got := e.edit(c.table, r, column, "2020-01-01", c.value, false); len(got) != 1 || got[0] != "cell-changed" {
			t.Errorf("%s: with another old value: %q", c.header, got)
		}
		if got := e.edit(c.table, r, column, r.Values[column], c.value, true); len(got) > 0 {
			t.Errorf("%s: tried: %q", c.header, got)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
			t.Fatalf("%s: the file was changed by what is refused or tried", c.header)
		}
		if got := e.edit(c.table, r, column, r.Values[column], c.value, false); len(got) > 0 {
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
	_, err := e.open().Edit(t.Context(), EditRequest{Table: "units", File: "data/units-departments.yaml", Edits: []collect.Edit{{Row: 4}}})
	if err == nil {
		t.Error("a YAML file is changed")
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
