package generator

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/run"
)

// Each example is a workspace without a complaint, whose jobs make all of their papers
// for the periods that it has data of; so does every other target, each for its period
// around March.
func TestExamples(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		units, agreements int
		says              string // of the supervision's notice
	}{
		"county": {units: 60, agreements: 59, says: "全县"},
		"group":  {units: 47, agreements: 46, says: "全集团"},
	} {
		dir := filepath.Join(t.TempDir(), name)
		must(t, InitExample(dir, name))
		w := openWorkspace(t, dir)
		if w.Complaints.Len() > 0 || len(w.Office.Units) != want.units {
			t.Errorf("%s: %d units, %v", name, len(w.Office.Units), w.Complaints.All())
		}
		agreements, out := 0, filepath.Join(dir, "out")
		for _, one := range [][2]string{{"yearly", "2026"}, {"quarterly", "2026Q1"}, {"monthly", "2026-03"}, {"meeting", "2026"}, {"*", "2026-03"}} {
			report, err := w.Run(context.Background(), Request{Targets: []string{one[0]}, Period: one[1], Out: out, Options: run.Options{Workers: 1}})
			if err != nil || report.Made == 0 || report.Failed > 0 || report.Complaints.Len() > 0 {
				t.Errorf("%s %s: %d made, %v %v", name, one[0], report.Made, report.Complaints.All(), err)
			}
		}
		for _, tpl := range w.Templates.List() {
			if strings.HasPrefix(tpl.Name(), "agreement-") && tpl.Name() != "agreement-ledger" {
				agreements += len(fillPaper(t, w, tpl.Name(), "2026"))
			}
		}
		if agreements != want.agreements {
			t.Errorf("%s: %d agreements, want %d", name, agreements, want.agreements)
		}
		if notice := fillPaper(t, w, "supervision-notice", "2026Q1")[0].text; !strings.Contains(notice, want.says) {
			t.Errorf("%s: the notice does not say %s", name, want.says)
		}
	}
}
