package generator

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/internal/judge"
	"hongtou/generator/internal/readback"
)

// Workbooks of the example, printed by LibreOffice with digits of half an em as 宋体 has
// them: every page has a row of data under its head, and the body has 9 pt.
func TestPrintedWorkbooks(t *testing.T) {
	t.Parallel()
	w := openCity(t)
	files, names := map[string][]byte{}, map[string]string{}
	add := func(w *Workspace, target, period string) {
		batches, err := w.Plan(Request{Targets: []string{target}, Period: period})
		must(t, err)
		taken := 0
		for _, b := range batches {
			for o := range b.Outputs() {
				var file bytes.Buffer
				complaints, err := o.Render(t.Context(), &file, o.Format)
				must(t, err)
				if complaints.Errors() > 0 {
					continue
				}
				key := fmt.Sprintf("%03d", len(files))
				files[key], names[key] = file.Bytes(), o.File
				if taken++; taken == 3 { // of many units' as many
					break
				}
			}
		}
	}
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() == fill.WorkbookKind {
			add(w, tpl.Name(), "2026-03")
		}
	}
	for _, example := range []string{"anlan", "qingshi", "yunlan"} { // tables of other lengths under charts
		w, err := Open("../examples/" + example)
		must(t, err)
		add(w, "half-year-data", "2025-12")
	}
	if len(files) < 30 {
		t.Fatalf("%d workbooks", len(files))
	}
	printed, err := readback.SheetPDFs(t.TempDir(), "../fonts", map[string]string{"宋体": "Hongtou Latin", "黑体": "Hongtou Hei"}, files)
	if errors.Is(err, readback.ErrNoOffice) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	keys := slices.Sorted(maps.Keys(printed))
	var paths []string
	for _, key := range keys {
		paths = append(paths, printed[key])
	}
	sheets, err := readback.SheetsOf(paths)
	must(t, err)
	for i, key := range keys {
		found := judge.Printed(names[key], sheets[i])
		pages += found.Pages
		for _, kind := range []judge.Fault{judge.EmptyHead, judge.NoRow, judge.SmallBody} {
			if found.Count[kind] > 0 {
				t.Errorf("%s: %v", kind, found.Places[kind])
			}
		}
	}
	t.Logf("%d pages of %d workbooks", pages, len(printed))
}
