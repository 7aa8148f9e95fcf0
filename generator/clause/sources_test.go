package clause

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/templates"
)

var update = flag.Bool("update", false, "rewrite the table of docs/sources.md")

// docs/sources.md lists every law of the library with what stands on it.
func TestSources(t *testing.T) {
	const file = "../../docs/sources.md"
	used := map[string][]string{}
	for _, s := range Sorts {
		for _, k := range Library(Sort(s)) {
			for _, key := range k.Laws {
				used[key] = append(used[key], k.Name)
			}
		}
	}
	var b strings.Builder
	b.WriteString("| 简称 | 名称 | 种类 | 文号或版次 | 施行 | 据以写成的条款 |\n|---|---|---|---|---|---|\n")
	for _, l := range Laws() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", l.Key, l.Title, l.Form, l.Number, l.From, strings.Join(slices.Compact(used[l.Key]), "、"))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const open, end = "<!-- laws -->\n", "<!-- /laws -->"
	before, rest, ok := strings.Cut(string(text), open)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the laws", file)
	}
	want := before + open + b.String() + end + after
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is not what the library has: go test ./generator/clause -run Sources -update rewrites it", file)
	}
}

// No embedded template names a law itself: a change of a law is one edit.
func TestLawsAreNamedOnce(t *testing.T) {
	named := regexp.MustCompile(`《[^》{]+(法|条例|规定|办法|标准)(（[^》]*）)?》`)
	entries, err := fs.ReadDir(templates.FS, ".")
	if err != nil || len(entries) < 50 {
		t.Fatalf("%d templates, %v", len(entries), err)
	}
	for _, e := range entries {
		b, err := fs.ReadFile(templates.FS, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, law := range named.FindAllString(string(b), -1) {
			t.Errorf("%s names %s itself: say .Office.Law with its key of clauses/laws.yaml", e.Name(), law)
		}
	}
}
