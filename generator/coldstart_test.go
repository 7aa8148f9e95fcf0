package generator

import (
	"context"
	"slices"
	"testing"

	"hongtou/generator/period"
)

// One agreement compiles its own template and the office's, and no other one, though the
// example says something of papers of two dozen templates.
func TestOneAgreementCompilesOneTemplate(t *testing.T) {
	today := period.Date{Year: 2026, Month: 3, Day: 2}
	w, err := OpenAt("../examples/anlan", today)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.said) < 20 {
		t.Fatalf("the example says something of the papers of %d templates, want 20 and more", len(w.said))
	}
	report, err := w.Run(context.Background(), Request{Targets: []string{"agreement-county"}, Period: "2026", Today: today, Unit: "990121", Out: t.TempDir()})
	if err != nil || report.Made != 1 {
		t.Fatalf("%d papers were made, want 1: %v", report.Made, err)
	}
	var compiled []string
	for _, tpl := range w.Templates.List() {
		if !tpl.Own() && tpl.Compiled() {
			compiled = append(compiled, tpl.Name())
		}
	}
	if !slices.Equal(compiled, []string{"agreement-county"}) {
		t.Errorf("%q were compiled, want that of the agreement alone", compiled)
	}
}
