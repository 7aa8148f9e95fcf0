package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

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
