package generator

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
	"hongtou/generator/source"
)

// An empty workspace asks for the office's name and nothing else; a row typed
// into its table is read, the sheet with the example's row is not.
func TestInitEmpty(t *testing.T) {
	dir := t.TempDir()
	if err := InitEmpty(dir); err != nil {
		t.Fatal(err)
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all := w.Complaints.All(); len(all) != 2 || all[0].Code != "table-empty" || all[1].Place.Key != "office.name" {
		t.Errorf("an empty workspace complains of %v, want once that its tables are empty, and the office's name", all)
	}
	if len(w.Office.Units) != 0 || len(w.Config.Jobs) < 6 {
		t.Errorf("%d units and %d jobs, want none and the example's", len(w.Office.Units), len(w.Config.Jobs))
	}
	samples := 0
	for _, table := range source.Tables() {
		if table.Name == source.Confirmations {
			samples++ // hongtou confirm begins it
			continue
		}
		f, err := excelize.OpenFile(filepath.Join(dir, "data", table.Name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(table.Title)
		if err != nil || len(rows) != 1 || rows[0][0] != table.Columns[0].Header {
			t.Errorf("%s: rows %v, %v", table.Name, rows, err)
		}
		if rows, err := f.GetRows(sampleSheet); err == nil && len(rows) == 3 {
			samples++
			for i, c := range table.Columns {
				if c.Required && (i >= len(rows[2]) || rows[2][i] == "") {
					t.Errorf("the sample row of %s has no %s", table.Name, c.Header)
				}
			}
		}
		f.Close()
	}
	if samples != len(source.Tables()) {
		t.Errorf("%d of %d tables show a sample row", samples, len(source.Tables()))
	}

	units := filepath.Join(dir, "data", "units.xlsx")
	f, err := excelize.OpenFile(units)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range []string{"990100", "某市人民政府", "", "市"} {
		if err := f.SetCellStr("单位", cellName(i, 2), v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, source.ConfigName)
	b, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(b), `name: ""`, `name: 某市安委办`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if w, err = Open(dir); err != nil || w.Complaints.Errors() != 0 || len(w.Office.Units) != 1 || w.Office.Region.Name != "某市人民政府" {
		t.Errorf("after a row was typed: %v %v, %d units", err, w.Complaints.All(), len(w.Office.Units))
	}
	if err := InitEmpty(dir); err == nil {
		t.Error("a second init writes over the tables")
	}
}

// An init that was stopped is gone on with: whatever it left, the next one makes what
// is missing and nothing else. One file that differs, or that init does not write,
// and it changes nothing.
func TestInitGoesOn(t *testing.T) {
	t.Parallel()
	for name, init := range map[string]func(string) error{"empty": InitEmpty, "example": func(dir string) error { return InitExample(dir) }} {
		whole := t.TempDir()
		must(t, init(whole))
		want := folder(t, whole)
		files := slices.Sorted(maps.Keys(want))
		dir := t.TempDir()
		for i, file := range files { // all but every third, and some parts
			path := filepath.Join(dir, file)
			must(t, os.MkdirAll(filepath.Dir(path), 0o755))
			if i%3 == 1 {
				must(t, os.WriteFile(filepath.Join(filepath.Dir(path), partPrefix+filepath.Base(path)), []byte("half"), 0o644))
			} else {
				must(t, os.WriteFile(path, []byte(want[file]), 0o644))
			}
		}
		must(t, init(dir))
		if got := folder(t, dir); !maps.Equal(got, want) {
			t.Errorf("%s: gone on with, the workspace has the files %v, want %v", name, slices.Sorted(maps.Keys(got)), files)
		}
		must(t, init(dir)) // there is nothing left to do
		for what, spoil := range map[string]func(dir string){
			"a changed table": func(dir string) {
				must(t, os.WriteFile(filepath.Join(dir, files[1]), []byte(want[files[1]]+"\n"), 0o644))
			},
			"a cut table":      func(dir string) { must(t, os.Truncate(filepath.Join(dir, files[1]), 10)) },
			"a file of others": func(dir string) { must(t, os.WriteFile(filepath.Join(dir, "data", "其他.txt"), nil, 0o644)) },
			"a folder":         func(dir string) { must(t, os.Mkdir(filepath.Join(dir, "照片"), 0o755)) },
			"a link": func(dir string) {
				must(t, os.Remove(filepath.Join(dir, files[1])))
				must(t, os.Symlink(filepath.Join(whole, files[1]), filepath.Join(dir, files[1])))
			},
		} {
			dir := t.TempDir()
			must(t, os.CopyFS(dir, os.DirFS(whole)))
			must(t, os.Remove(filepath.Join(dir, "hongtou.yaml")))
			spoil(dir)
			before := folder(t, dir)
			var occupied *Occupied
			if err := init(dir); !errors.As(err, &occupied) || !maps.Equal(folder(t, dir), before) {
				t.Errorf("%s beside %s: %v, want nothing done", name, what, err)
			}
		}
	}
}

// folder is a folder's files with their content.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		b, err := os.ReadFile(path)
		out[filepath.ToSlash(name)] = string(b)
		return err
	}))
	return out
}

// An office that begins with a mechanism has the tables that its papers are made for,
// and each table comes with some mechanism.
func TestTablesOfMechanisms(t *testing.T) {
	w := openCity(t)
	alone := []string{source.Confirmations, "clauses", "laws"} // begun by hongtou confirm; instead of our own clauses and laws
	for _, table := range source.Tables() {
		some := slices.ContainsFunc(slices.Collect(maps.Values(tablesOf)), func(tables []string) bool { return slices.Contains(tables, table.Name) })
		if !some && !slices.Contains(firstWeek, table.Name) && !slices.Contains(alone, table.Name) {
			t.Errorf("%s comes with no mechanism", table.Name)
		}
	}
	for _, target := range w.Templates.List() {
		office := NewOffice{First: []int{target.Mechanism()}, Tables: true}
		table, _, _ := strings.Cut(target.Each(), " ")
		wanted := []string{table}
		if form := target.Form(); form != nil {
			wanted = append(wanted, form.Table.Name)
		}
		for _, name := range wanted {
			if slices.ContainsFunc(source.Tables(), func(t *model.Table) bool { return t.Name == name }) && !office.has(name) {
				t.Errorf("mechanism %d begins without %s, of which %s is", target.Mechanism(), name, target.Name())
			}
		}
	}
	for mechanism, tables := range tablesOf {
		for _, name := range tables {
			if !slices.ContainsFunc(source.Tables(), func(t *model.Table) bool { return t.Name == name }) {
				t.Errorf("mechanism %d begins with %s, which is no table", mechanism, name)
			}
		}
	}
}
