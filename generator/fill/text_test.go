package fill

import (
	"strings"
	"testing"
)

// Executions that are kept for the next text carry nothing over: neither rounds nor
// output nor a failure.
func TestExecutionsAreKeptClean(t *testing.T) {
	tpl := &Template{name: "t", path: "t.md"}
	text := tpl.text(`{{range seq .N}}{{.}} {{end}}{{if .Bad}}{{index .List 9}}{{end}}`, 1, plainMode, nil)
	limits := Limits{Steps: 10}.filled()
	type data struct {
		N    int
		Bad  bool
		List []int
	}
	for i := range 5 {
		if got, err := text.execute(limits, data{N: 6}); err != nil || got != "1 2 3 4 5 6 " {
			t.Fatalf("the text filled for the %dth time: %q %v", i+1, got, err)
		}
		if _, err := text.execute(limits, data{N: 1, Bad: true}); err == nil {
			t.Fatal("a failing text did not fail")
		}
		if _, err := text.execute(limits, data{N: 11}); err == nil || !strings.Contains(err.Error(), "10") {
			t.Fatalf("more rounds than the limit: %v", err)
		}
	}
	text = tpl.text("{{.N}}", 1, plainMode, nil)
	kept := testing.AllocsPerRun(50, func() { text.execute(limits, data{}) })
	anew := testing.AllocsPerRun(50, func() { execute(text.Template, limits, nil, data{}) })
	if kept*2 > anew {
		t.Errorf("a text takes %.0f allocations, and %.0f where its functions are bound for it alone", kept, anew)
	}
}

// A text without actions is not executed, but its limit holds.
func TestTextWithoutActions(t *testing.T) {
	tpl := &Template{name: "t", path: "t.md"}
	text := tpl.text("市安委办", 1, plainMode, nil)
	if got, err := text.execute(DefaultLimits, nil); err != nil || got != "市安委办" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := text.execute(Limits{Output: 3}.filled(), nil); err == nil {
		t.Error("a text above the limit of output was taken")
	}
}

// Who issues a paper is looked for before its when is asked where the when may ask.
func TestReadsIssuer(t *testing.T) {
	tpl := &Template{name: "t", path: "t.md"}
	for source, reads := range map[string]bool{
		`{{.Office.PartyA .Unit}}`:                           false,
		`{{range .Office.Units}}{{.Name}}{{end}}`:            false,
		`{{.Issuer.Name}}`:                                   true,
		`{{$.Number}}`:                                       true,
		`{{(.Issuer).Name}}`:                                 true,
		`{{if .Period}}{{with .Issuer}}1{{end}}{{end}}`:      true,
		`{{field . "Issuer"}}`:                               true,
		`{{field $ (print "Iss" "uer")}}`:                    true,
		`{{define "a"}}{{.Issuer}}{{end}}{{template "a" .}}`: true,
	} {
		if got := tpl.text(source, 1, plainMode, nil).issuer; got != reads {
			t.Errorf("%s: may read the issuer: %v, want %v", source, got, reads)
		}
	}
	root := Root{Office: anlan(t), Period: q1}
	s, l := set(t, "a.md", "---\ntitle: t\nwhen: eq .Issuer.Name .Office.Name\nfile: a.pdf\ncadence: year\n---\n")
	if l.Len() > 0 || !s.Get("a").Wanted(root) {
		t.Errorf("a when about the issuer is not true: %v", l.All())
	}
}

// What was asked for one subject says nothing of the next.
func TestAskerForgets(t *testing.T) {
	s, _ := set(t, "a.md", "---\ntitle: t\neach: units\nwhen: '.Unit'\nfile: a.pdf\ncadence: year\n---\n", "b.md", "---\ntitle: t\nwhen: .Office.Nothing\nfile: b.pdf\ncadence: year\n---\n")
	office := anlan(t)
	ask := s.Get("a").Asker()
	for i, root := range []Root{{Office: office, Unit: office.Units[0]}, {Office: office}, {Office: office, Unit: office.Units[1]}} {
		if v := ask(root); v.Wanted != (root.Unit != nil) || !v.Decided() {
			t.Errorf("root %d: %+v", i, v)
		}
	}
	ask = s.Get("b").Asker()
	for range 2 {
		if v := ask(Root{Office: office}); !v.Failed || v.Decided() {
			t.Error("a when that fails does not say so each time")
		}
	}
}
