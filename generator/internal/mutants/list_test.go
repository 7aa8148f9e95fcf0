package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
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

// A rule that is held, one that is not, and one that is not there any more.
func TestAnswers(t *testing.T) {
	t.Chdir("../../..")
	held := mutant{file: "generator/standard/standard.go", before: "PaperWidth = Mm(21000)", after: "PaperWidth = Mm(21100)", tests: []string{"./generator/standard"}}
	same := held
	same.after = "PaperWidth = Mm(20000 + 1000)"
	gone := held
	gone.before = "no such text"
	for _, c := range []struct {
		m    mutant
		want string
	}{{held, "noticed: TestMeasures"}, {same, "NOT NOTICED"}, {gone, "0 times"}} {
		got := c.m.try(t.TempDir())
		if !strings.Contains(got.String(), c.want) || got.missed() == (c.want == "noticed: TestMeasures") {
			t.Errorf("%s: %v, want %s", c.m.after, got, c.want)
		}
	}
}
