package generator

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

var updateLedgers = flag.Bool("update", false, "write what is read of the ledgers of testdata")

// Workspaces with tables as clerks have them, one a fault that once lost or spoilt
// something: what is read of each, what is said, and what its own form shows, stands beside
// it (read.txt). Further inputs of each kind are in source's tables of cases and in fill's.
func TestLedgersAreReadRight(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("testdata/ledgers/*")
	must(t, err)
	if len(dirs) != 24 {
		t.Errorf("%d ledgers, want 24", len(dirs))
	}
	for _, dir := range dirs {
		w, err := OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 10})
		must(t, err)
		var b strings.Builder
		for _, table := range model.Tables() {
			for _, r := range table.Records(w.Office) {
				if u, ok := r.(*model.Unit); ok && u.Origin.Place().File == "units.yaml" {
					continue
				}
				fmt.Fprint(&b, table.Name)
				for i := range table.Columns {
					if v := table.Columns[i].Value(r); v != "" {
						fmt.Fprintf(&b, " %s=%s", table.Columns[i].Header, v)
					}
				}
				fmt.Fprintln(&b)
			}
		}
		for _, d := range w.Complaints.Brief().All() {
			if d.Severity < diag.Note {
				fmt.Fprintf(&b, "! %v\n", d)
			}
		}
		if len(w.Office.Units) == 1 { // an office that begins: all papers are tried on it
			checked, err := w.Check(context.Background(), Request{Today: w.Office.Today})
			must(t, err)
			fmt.Fprintf(&b, "check: %d errors\n", checked.Errors())
		}
		if w.Templates.Get("own-form") != nil {
			b.WriteString(ownFormOf(t, w))
		}
		file := filepath.Join(dir, "read.txt")
		if *updateLedgers {
			must(t, os.WriteFile(file, []byte(b.String()), 0o644))
		}
		want, err := os.ReadFile(file)
		must(t, err)
		if b.String() != string(want) {
			t.Errorf("%s: read\n%s\nwant\n%s", dir, b.String(), want)
		}
	}
}

// ownFormOf makes the workspace's own form and gives its cells, with their formulas.
func ownFormOf(t *testing.T, w *Workspace) string {
	t.Helper()
	out := t.TempDir()
	report, err := w.Run(context.Background(), Request{Targets: []string{"own-form"}, Period: "2026-03", Out: out})
	must(t, err)
	if report.Made != 1 {
		t.Fatalf("the form was not made: %v", report.Complaints.All())
	}
	files, err := filepath.Glob(filepath.Join(out, "2026-03", "*", "*.xlsx"))
	must(t, err)
	more, err := filepath.Glob(filepath.Join(out, "2026-03", "*.xlsx"))
	must(t, err)
	f, err := excelize.OpenFile(append(files, more...)[0])
	must(t, err)
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		for r, cells := range rows {
			var line []string
			for c, v := range cells {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				formula, err := f.GetCellFormula(sheet, at)
				must(t, err)
				if formula != "" {
					v = "=" + formula + " → " + v
				}
				line = append(line, v)
			}
			if slices.ContainsFunc(line, func(s string) bool { return s != "" }) {
				fmt.Fprintf(&b, "%s %d: %s\n", sheet, r+1, strings.Join(line, " | "))
			}
		}
	}
	return b.String()
}
