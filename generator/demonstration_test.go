package generator

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/run"
)

// The demonstration workbook has every feature of the specification: excelize
// reads it back, and LibreOffice opens it and sets its pages.
func TestDemonstration(t *testing.T) {
	t.Parallel()
	out := t.TempDir()
	w := openWorkspace(t, "../examples/anlan")
	report, err := w.Run(context.Background(), Request{Targets: []string{"demonstration"}, Period: "2026Q1", Out: out, Options: run.Options{Workers: 1}})
	must(t, err)
	if report.Made != 1 {
		t.Fatal(report.Complaints.All())
	}
	path := filepath.Join(out, "2026Q1/演示/2026年第一季度工作簿演示.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "督查得分 问题隐患 四项指标 填报 选项" {
		t.Errorf("the sheets are %s", got)
	}
	for _, c := range []struct {
		sheet                                   string
		formats, checks, comments, links, names int
		filter, protected                       bool
	}{
		{"督查得分", 5, 0, 1, 29, 2, false, false},
		{"问题隐患", 2, 2, 0, 0, 0, true, false},
		{"四项指标", 0, 0, 0, 0, 0, false, false},
		{"填报", 0, 5, 0, 0, 0, false, true},
	} {
		formats, err := f.GetConditionalFormats(c.sheet)
		must(t, err)
		n := 0
		for _, rules := range formats {
			n += len(rules)
		}
		checks, err := f.GetDataValidations(c.sheet)
		must(t, err)
		comments, err := f.GetComments(c.sheet)
		must(t, err)
		links, err := f.GetHyperLinkCells(c.sheet, "Location")
		must(t, err)
		names, filter := 0, false
		for _, d := range f.GetDefinedName() {
			if strings.Contains(d.RefersTo, c.sheet) {
				switch {
				case d.Name == "_xlnm._FilterDatabase":
					filter = true
				case !strings.HasPrefix(d.Name, "_xlnm."):
					names++
				}
			}
		}
		protection, err := f.GetSheetProtection(c.sheet)
		if protected := err == nil && protection.SelectLockedCells; n != c.formats || len(checks) != c.checks || len(comments) != c.comments ||
			len(links) != c.links || names != c.names || filter != c.filter || protected != c.protected {
			t.Errorf("%s has %d conditional formats, %d validations, %d comments, %d links, %d names, filter %v, protection %v; it should have %+v",
				c.sheet, n, len(checks), len(comments), len(links), names, filter, protected, c)
		}
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	if said, err := exec.Command(soffice, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", out, path).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	pages := strings.Split(tool(t, "pdftotext", "-layout", strings.TrimSuffix(filepath.Join(out, filepath.Base(path)), ".xlsx")+".pdf", "-"), "\f")
	// A group a page at least, and one page wide: the first has the last column.
	if len(pages) < 8 || !strings.Contains(pages[0], "倒数名次") || strings.Contains(pages[0], "市教育局") || !strings.Contains(pages[1], "市教育局") {
		t.Errorf("%d pages; the first is\n%s", len(pages), pages[0])
	}
}
