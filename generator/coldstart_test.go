package generator

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"testing"

	"hongtou/generator/period"
)

// One agreement compiles its own template and the office's, and no other one, though the
// example says something of papers of two dozen templates.
func TestOneAgreementCompilesOneTemplate(t *testing.T) {
	if os.Getenv("HONGTOU_TEST_COLD") == "" { // what a process has compiled stays so: one of its own is asked
		t.Parallel()
		cold := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cold.Env = append(os.Environ(), "HONGTOU_TEST_COLD=1")
		if said, err := cold.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
		return
	}
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
