package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The catalogue names papers that there are, by both their names, with pictures that
// are there; no picture is left over.
func TestCatalogueShowsWhatThereIs(t *testing.T) {
	text, err := os.ReadFile("../../docs/catalogue.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := said(t, "zh", "-w", "../../examples/anlan", "templates", "list")
	rows := regexp.MustCompile("(?m)^\\| (\\S+) \\| `(\\S+)` \\|.*\\| (?:!\\[\\S+\\]\\((\\S+)\\))? \\|$").FindAllStringSubmatch(string(text), -1)
	shown := map[string]bool{}
	for _, row := range rows {
		if !regexp.MustCompile(`(?m)^  ` + row[1] + ` +` + row[2] + ` `).MatchString(listed) {
			t.Errorf("the catalogue has %s (%s), which is none", row[1], row[2])
		}
		if row[3] != "" {
			shown[filepath.Base(row[3])] = true
		}
	}
	pictures, err := filepath.Glob("../../docs/catalogue/*.png")
	if err != nil || len(rows) < 60 || len(pictures) != len(shown) {
		t.Errorf("%d rows and %d pictures, %d of them shown: make catalogue", len(rows), len(pictures), len(shown))
	}
	for _, p := range pictures {
		if !shown[filepath.Base(p)] {
			t.Errorf("%s is not shown", strings.TrimPrefix(p, "../../"))
		}
	}
}
