package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
)

// Each rule of the list stands in its file once, and the broken file is still Go; the
// list has no rule twice.
func TestListFitsTheTree(t *testing.T) {
	list, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 150 {
		t.Errorf("the list has %d rules, want 150 at least", len(list))
	}
	seen := map[string]bool{}
	for _, m := range list {
		src, err := os.ReadFile(filepath.Join("../../..", m.file))
		if err != nil {
			t.Error(err)
			continue
		}
		broken, err := m.broken(string(src))
		if err != nil {
			t.Error(err)
			continue
		}
		if broken == string(src) {
			t.Errorf("%s: %s changes nothing", m.file, m.name)
		}
		if seen[m.file+m.before+"\x00"+m.after] {
			t.Errorf("%s: %s stands in the list twice", m.file, m.name)
		}
		seen[m.file+m.before+"\x00"+m.after] = true
		if _, err := parser.ParseFile(token.NewFileSet(), m.file, broken, 0); err != nil {
			t.Errorf("%s: %s: %v", m.file, m.name, err)
		}
	}
}

// A mutant that no test notices, one that does not build and one that no longer fits
// are all told.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		m      mutant
		missed bool
	}{
		{mutant{file: "generator/zh/zh.go", before: "no such text", after: "x"}, true},
	} {
		t.Chdir("../../..")
		if got := c.m.try(t.TempDir()); got.missed() != c.missed {
			t.Errorf("%s: %v", c.m.before, got)
		}
	}
}
