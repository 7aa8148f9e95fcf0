package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/internal/judge"
	"hongtou/generator/internal/readback"
)

// Workbooks of the example, printed by LibreOffice with digits of half an em as 宋体 has
// them: every page has a row of data under its head, and the body has 9 pt.
func TestPrintedWorkbooks(t *testing.T) {
	w, dir := example(t), t.TempDir()
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() != fill.WorkbookKind {
			continue
		}
		if _, err := w.Run(context.Background(), Request{Targets: []string{tpl.Name()}, Period: "2026-03", Out: filepath.Join(dir, tpl.Name())}); err != nil {
			t.Fatalf("%s: %v", tpl.Name(), err)
		}
	}
	files, names, taken := map[string][]byte{}, map[string]string{}, map[string]int{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".xlsx" {
			return err
		}
		target, _, _ := strings.Cut(strings.TrimPrefix(path, dir+string(filepath.Separator)), string(filepath.Separator))
		if taken[target]++; taken[target] > 3 { // of many units' as many
			return nil
		}
		key := fmt.Sprintf("%03d", len(files))
		names[key] = filepath.Base(path)
		files[key], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(files) < 30 {
		t.Fatalf("%d workbooks: %v", len(files), err)
	}
	printed, err := readback.SheetPDFs(t.TempDir(), "../fonts", map[string]string{"宋体": "Hongtou Latin", "黑体": "Hongtou Hei"}, files)
	if errors.Is(err, readback.ErrNoOffice) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for key, path := range printed {
		sheets, err := readback.Sheets(path)
		if err != nil {
			t.Fatal(err)
		}
		found := judge.Printed(names[key], sheets)
		pages += found.Pages
		for _, kind := range []judge.Fault{judge.EmptyHead, judge.SmallBody} {
			if found.Count[kind] > 0 {
				t.Errorf("%s: %v", kind, found.Places[kind])
			}
		}
	}
	t.Logf("%d pages of %d workbooks", pages, len(printed))
}
