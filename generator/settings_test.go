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

func TestSaveSettings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anlan")
	if err := InitExample(dir); err != nil {
		t.Fatal(err)
	}
	w, err := OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	text, err := w.SettingsText()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 4, 10, 9, 0, 0, 0, time.UTC)
	at := filepath.Join(dir, "hongtou.yaml")
	for name, bad := range map[string]string{
		"no YAML":      text + "\n：：",
		"a wrong key":  strings.Replace(text, "contact: 林静", "contakt: 林静", 1),
		"a wrong job":  strings.Replace(text, `make: ["agreement-*", target-breakdown]`, "make: [nothing]", 1),
		"no such file": strings.Replace(text, "data/plan.csv", "data/none.csv", 1),
	} {
		list, err := w.SaveSettings(text, bad, now)
		if err != nil || list.Errors() == 0 {
			t.Errorf("%s: %v %v", name, list.All(), err)
		}
	}
	if data, _ := os.ReadFile(at); string(data) != text {
		t.Fatal("a text with mistakes was written")
	}
	good := strings.Replace(text, "contact: 林静", "contact: 林舒", 1)
	if _, err := w.SaveSettings("", good, now); !errors.Is(err, ErrSettings) {
		t.Errorf("another's change is written over: %v", err)
	}
	if list, err := w.SaveSettings(text, good, now); err != nil || list.Errors() > 0 {
		t.Fatal(list.All(), err)
	}
	if data, _ := os.ReadFile(at); string(data) != good {
		t.Error("it was not written")
	}
	kept, err := filepath.Glob(filepath.Join(dir, "备份", "hongtou.yaml.*.bak"))
	if err != nil || len(kept) != 1 {
		t.Errorf("kept %q", kept)
	}
}
