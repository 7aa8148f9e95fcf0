package generator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/run"
)

// A county's print file, read by other programs, has its towns' agreements in
// table order, each copy beginning on an odd page.
func TestPrint(t *testing.T) {
	w := openCity(t)
	dir := t.TempDir()
	r := Request{Targets: []string{"agreements"}, Period: "2026", Unit: "990124", Out: dir}
	report, err := w.Print(context.Background(), r, PrintForm{Copies: 2})
	if err != nil || report.Made != 1 || report.Complaints.Len() > 0 {
		t.Fatalf("made %d, %v: %v", report.Made, err, report.Complaints.All())
	}
	var path string
	for file := range manifest(t, filepath.Join(dir, "2026")) {
		path = filepath.Join(dir, "2026", filepath.FromSlash(file))
	}
	county := w.Office.Unit("990124")
	pages := strings.Split(tool(t, "pdftotext", path, "-"), "\f")
	outline := tool(t, "mutool", "show", path, "outline")
	from := 0
	for _, u := range county.Children {
		if u.Tier.String() != "乡镇街道" {
			continue
		}
		title := fmt.Sprintf("%s与%s2026年度安全生产目标管理责任书", county.Name, u.Name)
		m := regexp.MustCompile(`"` + title + `"\s+#page=(\d+)`).FindStringSubmatch(outline)
		if m == nil {
			t.Fatalf("no %s in the outline:\n%s", title, outline)
		}
		at, _ := strconv.Atoi(m[1])
		if at%2 == 0 || at <= from {
			t.Errorf("%s begins on page %d, after one that begins on %d", u.Name, at, from)
		}
		from = at
		copies := 0
		for i, text := range pages {
			if strings.HasPrefix(blanks.Replace(text), title) {
				copies++
				if i%2 != 0 {
					t.Errorf("a copy for %s begins on page %d", u.Name, i+1)
				}
			}
		}
		if copies != 2 {
			t.Errorf("%d copies for %s, want 2", copies, u.Name)
		}
	}
	if report, err = w.Print(context.Background(), r, PrintForm{Copies: 2}); err != nil || report.Kept != 1 {
		t.Errorf("a second time %d were kept, %v", report.Kept, err)
	}
	tool(t, "qpdf", "--check", path)
}

// Every unit with somebody to sign below it has a print file; targets that are
// no agreements have none.
func TestPrintParties(t *testing.T) {
	w := openCity(t)
	r := Request{Targets: []string{"agreements"}, Period: "2026", Out: t.TempDir()}
	r.Options.DryRun = true
	report, err := w.Print(context.Background(), r, PrintForm{Copies: 1})
	parties := map[string]bool{}
	for _, u := range w.Office.Units {
		if a := w.Office.PartyA(u); a != nil {
			parties[a.Code] = true
		}
	}
	if err != nil || report.Wanted != len(parties) || len(parties) < 30 {
		t.Errorf("%d print files for %d parties, %v", report.Wanted, len(parties), err)
	}
	// Minutes are for no unit of their own: they are in the file of the region's unit.
	if report, err = w.Print(context.Background(), Request{Targets: []string{"minutes"}, Period: "2026", Out: t.TempDir(), Options: run.Options{DryRun: true}}, PrintForm{Copies: 1}); err != nil || report.Wanted+report.Failed != 1 {
		t.Errorf("printing minutes: %+v, %v", report, err)
	}
	for _, wrong := range []string{"ranking", "agreement-ledger"} {
		if _, err := w.Print(context.Background(), Request{Targets: []string{wrong}}, PrintForm{Copies: 1}); !errors.Is(err, ErrNoAgreement) {
			t.Errorf("printing %s: %v", wrong, err)
		}
	}
}

// Agreements of two cadences are printed each for its own period.
func TestPrintTwoCadences(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../examples/anlan")); err != nil {
		t.Fatal(err)
	}
	quarterly := "---\ntitle: \"{{.Unit.Name}}{{.Period.Name}}责任书\"\neach: units where tier is 县区\nfile: \"季度/{{.Unit.Code}}.pdf\"\ncadence: quarter\nlayout: agreement\n---\n{{.Period.Name}}的责任。\n"
	if err := os.MkdirAll(filepath.Join(dir, "templates"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "templates", "agreement-quarter.md"), []byte(quarterly), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := Open(dir)
	if err != nil || w.Complaints.Errors() > 0 {
		t.Fatal(err, w.Complaints.All())
	}
	out := t.TempDir()
	r := Request{Targets: []string{"agreement-county", "agreement-quarter"}, Period: "2026Q1", Unit: "990100", Out: out}
	report, err := w.Print(context.Background(), r, PrintForm{Copies: 1})
	if err != nil || report.Made != 2 || report.Complaints.Len() > 0 {
		t.Fatalf("made %d, %v: %v", report.Made, err, report.Complaints.All())
	}
	for folder, want := range map[string][2]string{"2026": {"2026年度", "季度"}, "2026Q1": {"2026年第一季度责任书", "年度安全生产"}} {
		for file := range manifest(t, filepath.Join(out, folder)) {
			outline := tool(t, "mutool", "show", filepath.Join(out, folder, filepath.FromSlash(file)), "outline")
			if !strings.Contains(outline, want[0]) || strings.Contains(outline, want[1]) {
				t.Errorf("%s holds\n%s", folder, outline)
			}
		}
	}
}
