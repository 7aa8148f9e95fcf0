package fill

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The index says of each embedded template what the template itself says.
func TestIndexIsOfTheTemplates(t *testing.T) {
	var lines strings.Builder
	ours := embedded()
	slices.SortFunc(ours, func(a, b *Template) int { return strings.Compare(a.name, b.name) })
	for _, tpl := range ours {
		tpl.indexed = nil // as if there were no index
		lines.WriteString(tpl.line() + "\n")
	}
	if *update {
		if err := os.WriteFile("index.txt", []byte(lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if lines.String() != indexText {
		t.Errorf("generator/fill/index.txt is not of the templates: go test ./generator/fill -run TestIndex -update writes it\n%s", lines.String())
	}
}

// A template that takes any key stands in the index with a star.
func TestIndexOfAnyKey(t *testing.T) {
	const source = "---\nname: 函\ntitle: \"{{.Doc.to}}\"\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: year\neach: units\n---\n{{range $k, $v := .Doc}}{{$k}}{{end}}\n"
	s, l := set(t, "letter.md", source)
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	line := s.Get("letter").line()
	if want := "letter\t函\tyear\tunits\tto *"; line != want {
		t.Fatalf("the line is %q, want %q", line, want)
	}
	if e := readIndex(line + "\n")["letter"]; !e.any || strings.Join(e.keys, " ") != "to" || e.label != "函" || e.course().each.over.Name != "units" {
		t.Errorf("the line %q is read as %+v", line, e)
	}
}

// What is asked of all templates compiles none, and gives what they say themselves.
func TestWhatIsAskedOfAllCompilesNone(t *testing.T) {
	asked := func(tpl *Template) string { // beside what the index's line holds
		kind, fixed := tpl.PeriodKind()
		var codes []string
		for s := range tpl.Subjects(anlan(t)) {
			codes = append(codes, s.Code())
		}
		return strings.Join([]string{tpl.line(), kind.String(), strings.Join(codes, " "), tpl.EventTable(), map[bool]string{true: "fixed"}[fixed], map[bool]string{true: "dated"}[tpl.Dated()]}, "|")
	}
	for _, tpl := range embedded() { // nothing was asked of these
		got := asked(tpl)
		if tpl.Compiled() || tpl.source != "" {
			t.Errorf("%s was read and compiled to be asked for its name, cadence, subjects and keys", tpl.name)
		}
		if tpl.indexed = nil; got != asked(tpl) || !tpl.Compiled() {
			t.Errorf("the index says of %s\n%s\nand the template\n%s", tpl.name, got, asked(tpl))
		}
	}
}
