package generator

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/pdfa"
	"hongtou/generator/period"
)

// An error inside the program while one document is set is that document's
// complaint, in check as in run; the workbook beside it is made.
func TestPanicIsOneOutputsComplaint(t *testing.T) {
	w := openWorkspace(t, "../examples/anlan")
	w.Faces = nil // what sets documents breaks on it
	r := Request{Targets: []string{"minutes", "supervision-quarter"}, Period: "2026Q1", Out: t.TempDir()}
	complaints, err := w.Check(context.Background(), r)
	must(t, err)
	report, err := w.Run(context.Background(), r)
	must(t, err)
	if report.Made != 1 || report.Failed != 3 || !report.Internal {
		t.Errorf("run made %d and failed %d (internal: %v), want the workbook made and three minutes failed", report.Made, report.Failed, report.Internal)
	}
	for command, list := range map[string]*diag.List{"check": complaints, "run": report.Complaints} {
		n := 0
		for _, d := range list.All() {
			if d.Code != diag.Internal || !strings.HasPrefix(d.Value, "minutes ") || strings.Contains(d.In("zh")+d.In("en"), "goroutine") {
				t.Errorf("%s complains: %s", command, d)
			}
			n++
		}
		if n != 3 || !list.HasInternal() {
			t.Errorf("%s has %d complaints, want one for each of the three minutes", command, n)
		}
	}
	print, err := w.Print(context.Background(), Request{Targets: []string{"agreement-county"}, Period: "2026", Out: t.TempDir()}, PrintForm{Copies: 1})
	must(t, err)
	if print.Made != 0 || print.Failed == 0 || !print.Internal {
		t.Errorf("print made %d and failed %d, want only failures", print.Made, print.Failed)
	}
}

// An error inside the program while a job is planned is one job's complaint too.
func TestPanicWhilePlanning(t *testing.T) {
	w := openWorkspace(t, "../examples/anlan")
	template := w.Templates.Get("minutes")
	p, err := period.Parse("2026")
	must(t, err)
	job := w.job(step{template: template, subject: template.Selected(w.Office)[0]}, p, &numbering{w: w}) // which can't take note of the template
	list, err := rehearse(job)
	if err != nil || list.Len() != 1 || !list.HasInternal() || job.File == "" {
		t.Errorf("the job %q complains: %v, %v; want one internal error", job.File, list.All(), err)
	}
}

// A file that breaks the check of archival PDF is that file's complaint.
func TestPanicInArchivalCheck(t *testing.T) {
	r := checkArchival("a.pdf", nil, func(string, []byte) *pdfa.Report { panic("broken") })
	if all := r.Complaints.All(); len(all) != 1 || all[0].Code != diag.Internal || all[0].Place.File != "a.pdf" {
		t.Errorf("complaints %v, want an internal one about a.pdf", all)
	}
	if got, err := VerifyArchival(t.Context(), []string{filepath.Join(t.TempDir())}); err != nil || len(got) != 0 {
		t.Errorf("an empty folder: %v, %v", got, err)
	}
}
