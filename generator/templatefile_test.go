package generator

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hongtou/generator/period"
)

func TestSaveTemplate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anlan")
	if err := InitExample(dir); err != nil {
		t.Fatal(err)
	}
	w, err := OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	text, own, err := w.TemplateText("work-points.md")
	if err != nil || own {
		t.Fatal(own, err)
	}
	save := func(file, was, text string) (int, error) {
		t.Helper()
		list, err := w.SaveTemplate(t.Context(), file, was, text, time.Date(2026, 4, 10, 9, 0, 0, 0, time.UTC))
		return list.Errors(), err
	}
	at := filepath.Join(dir, "templates", "work-points.md")
	if n, err := save("work-points.md", "", text+"\n{{.NoSuchField}}\n"); err != nil || n == 0 {
		t.Errorf("a text with a mistake: %d %v", n, err)
	}
	if _, err := os.Stat(at); err == nil {
		t.Error("a text with a mistake was written")
	}
	if n, err := save("work-points.md", "", text+"\n一句话。\n"); err != nil || n > 0 {
		t.Errorf("%d %v", n, err)
	}
	if _, err := save("work-points.md", "", text); !errors.Is(err, ErrTemplate) {
		t.Errorf("written over as if it were new: %v", err)
	}
	if _, err := save("work-points.md", text, text); !errors.Is(err, ErrTemplate) {
		t.Errorf("written over another's change: %v", err)
	}
	if n, err := save("work-points.md", text+"\n一句话。\n", text); err != nil || n > 0 {
		t.Errorf("%d %v", n, err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "templates", "备份", "work-points.md.*.bak"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %q", kept)
	}
	if old, err := os.ReadFile(kept[0]); err != nil || !strings.HasSuffix(string(old), "一句话。\n") {
		t.Errorf("kept %q %v", old, err)
	}
	for _, file := range []string{"../hongtou.yaml", "x.sh", "a/b.md", "..md", "form.xlsx"} {
		if _, err := save(file, "", "x"); !errors.Is(err, ErrTemplate) {
			t.Errorf("%s: %v", file, err)
		}
		if _, _, err := w.TemplateText(file); !errors.Is(err, ErrTemplate) {
			t.Errorf("text of %s: %v", file, err)
		}
	}
}
