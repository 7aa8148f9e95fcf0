package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/examples"
	"hongtou/generator/run"
)

// A form whose rows are not in the table yet brings those that were filled in into it,
// and no others; taken back again it changes nothing.
func TestSelfAssessmentComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anlan")
	must(t, os.CopyFS(filepath.Dir(dir), examples.FS))
	out, back := t.TempDir(), t.TempDir()
	for _, unit := range []string{"990103", "990104"} {
		_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"self-assessment"}, Period: "2026", Unit: unit, Out: out, Options: run.Options{Workers: 2}})
		must(t, err)
	}
	forms, err := filepath.Glob(filepath.Join(out, "2026/考核/自评表/*.xlsx"))
	must(t, err)
	if len(forms) != 2 {
		t.Fatalf("%d forms", len(forms))
	}
	changed(t, forms[0], filepath.Join(back, "甲.xlsx"), func(f *excelize.File) {
		rows, err := f.GetRows("自评")
		must(t, err)
		for i, row := range rows {
			if len(row) > 1 && (row[1] == "X01" || row[1] == "X09") {
				must(t, f.SetCellValue("自评", "G"+plain(float64(i+1)), 3.5))
				must(t, f.SetCellValue("自评", "H"+plain(float64(i+1)), "少开展1类"))
			}
		}
	})
	changed(t, forms[1], filepath.Join(back, "乙.xlsx"), func(*excelize.File) {})
	table := filepath.Join(dir, "data/self-marks.csv")
	before, err := os.ReadFile(table)
	must(t, err)
	for range 2 {
		collected, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026", Out: t.TempDir()})
		must(t, err)
		if collected.Complaints.Errors() > 0 {
			t.Fatal(collected.Complaints.All()[collected.Complaints.Len()-2:])
		}
		after, err := os.ReadFile(table)
		must(t, err)
		added := strings.TrimPrefix(string(after), string(before))
		if want := "2026,990103,X01,3.5,少开展1类\r\n2026,990103,X09,3.5,少开展1类\r\n"; strings.ReplaceAll(added, "\r\n", "\n") != strings.ReplaceAll(want, "\r\n", "\n") {
			t.Fatalf("added %q", added)
		}
	}
	w := openWorkspace(t, dir)
	if m := w.Office.SelfMarkOf(w.Office.Unit("990103"), w.Office.CriteriaFor(2026, "县区")[0]); m == nil || *m.Score != 3.5 {
		t.Errorf("%+v", m)
	}
}
