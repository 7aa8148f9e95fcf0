package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
)

func manifest(t *testing.T, dir string) map[string]run.Entry {
	t.Helper()
	m, err := run.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]run.Entry{}
	for _, e := range m.Outputs {
		out[e.File] = e
	}
	return out
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	var stderr bytes.Buffer
	c := exec.Command(name, args...)
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %v: %v %s", name, args, err, stderr.String())
	}
	return string(out)
}

// blanks are what pdftotext may put between characters.
var blanks = strings.NewReplacer(" ", "", "\n", "", "\f", "", "\u3000", "")

// Every agreement of the example, read by another program, has its parties, both
// signatories and every figure of its targets, in fonts that are embedded,
// subset and mapped to Unicode.
func TestExample(t *testing.T) {
	t.Parallel()
	w, dir, report := makeCity(t)
	if report.Made != 80 || report.Failed != 0 {
		t.Fatalf("made %d, %d failed, want 75 agreements, the notice, three minutes and the workbook: %v", report.Made, report.Failed, report.Complaints.All())
	}
	leader := w.Office.Region.Leader
	agreements := 0
	for file, e := range manifest(t, filepath.Join(dir, "2026")) {
		if !strings.HasPrefix(e.Target, "agreement-") {
			continue
		}
		agreements++
		path := filepath.Join(dir, "2026", filepath.FromSlash(file))
		text := blanks.Replace(tool(t, "pdftotext", "-raw", path, "-"))
		u := w.Office.Unit(e.Unit)
		for _, want := range []string{u.Name, u.Leader, leader} {
			if !strings.Contains(text, blanks.Replace(want)) {
				t.Errorf("%s lacks %q", file, want)
			}
		}
		for _, target := range w.Office.TargetsOf(u, 2026) {
			value := strconv.FormatFloat(target.Value, 'f', -1, 64)
			if !strings.Contains(text, target.Indicator) || !strings.Contains(strings.ReplaceAll(text, ",", ""), value) {
				t.Errorf("%s lacks the target %s %s", file, target.Indicator, value)
			}
		}
		for i, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n") {
			if i > 1 && !strings.Contains(line, "yes yes yes") {
				t.Errorf("%s: a font is not embedded, subset and mapped: %s", file, line)
			}
		}
	}
	if agreements != 75 {
		t.Errorf("%d agreements, want 75", agreements)
	}
}

// Two runs give the same bytes, whatever the number of workers.
func TestSameBytes(t *testing.T) {
	w, dir, _ := makeCity(t)
	dir, again := copyOf(t, dir), t.TempDir()
	if _, err := w.Run(context.Background(), Request{Targets: some, Period: "2026Q1", Out: again, Options: run.Options{Workers: 1}}); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"2026", "2026Q1"} {
		a, b := manifest(t, filepath.Join(dir, p)), manifest(t, filepath.Join(again, p))
		if len(a) == 0 {
			t.Errorf("%s has no outputs", p)
		}
		for file, e := range a {
			if b[file] != e {
				x, _ := json.Marshal(e)
				y, _ := json.Marshal(b[file])
				t.Errorf("%s differs:\n%s\n%s", file, x, y)
			}
		}
	}
	report, err := w.Run(context.Background(), Request{Targets: some, Period: "2026Q1", Out: dir})
	if err != nil || report.Made != 0 || report.Kept != 80 {
		t.Errorf("a second run made %d and kept %d (%v), want all 80 kept", report.Made, report.Kept, err)
	}
}

// An output that is gone or changed is found.
func TestOutputsAreCheckedByVerify(t *testing.T) {
	_, dir, _ := makeCity(t)
	dir = copyOf(t, dir)
	if n, c, err := Verify(t.Context(), dir, nil); err != nil || n != 80 || c.Len() != 0 {
		t.Fatalf("verify: %d outputs, %v, %v", n, c.All(), err)
	}
	var one string
	for file := range manifest(t, filepath.Join(dir, "2026Q1")) {
		one = max(one, file)
	}
	if err := os.Remove(filepath.Join(dir, "2026Q1", filepath.FromSlash(one))); err != nil {
		t.Fatal(err)
	}
	if _, c, _ := Verify(t.Context(), dir, nil); c.Len() != 1 || c.All()[0].Code != "output-missing" {
		t.Errorf("after removing %s verify says %v", one, c.All())
	}
}

func TestPeriodFor(t *testing.T) {
	w, err := Open("../examples/anlan")
	if err != nil {
		t.Fatal(err)
	}
	today := period.Date{Year: 2026, Month: 4, Day: 10}
	november, late := period.Date{Year: 2026, Month: 11, Day: 26}, period.Date{Year: 2026, Month: 3, Day: 20}
	next := &model.Target{Year: 2027}
	for _, c := range []struct {
		target, asked string
		on            period.Date
		targets       *model.Target // more than the example has
		want          string
	}{
		{"agreement-county", "", today, nil, "2026"}, {"supervision-quarter", "", today, nil, "2026Q1"}, {"minutes", "", today, nil, "2026"},
		{"agreement-county", "2026Q1", today, nil, "2026"}, {"supervision-quarter", "2026-05", today, nil, "2026Q2"},
		{"agreement-county", "", november, nil, "2026"}, {"agreement-county", "", november, next, "2027"}, {"target-breakdown", "", november, next, "2027"},
		{"agreement-county", "", today, next, "2026"}, {"work-points", "", november, next, "2026"}, {"assessment-circular", "", november, next, "2025"},
		{"supervision-notice", "", today, nil, "2026Q2"}, {"supervision-notice", "", late, nil, "2026Q2"}, {"supervision-notice", "", november, nil, "2026Q4"},
		{"supervision-circular", "", late, nil, "2025Q4"}, {"network-roster", "", november, nil, "2026"},
	} {
		all := w.Office.Targets
		if c.targets != nil {
			w.Office.Targets = append(slices.Clone(all), c.targets)
		}
		p, err := w.PeriodFor(w.Templates.Get(c.target), c.asked, c.on)
		w.Office.Targets = all
		if err != nil || p.String() != c.want {
			t.Errorf("%s for %q on %s: %v %v, want %s", c.target, c.asked, c.on, p, err, c.want)
		}
	}
	if _, err := w.PeriodFor(w.Templates.Get("supervision-quarter"), "2026", today); err == nil {
		t.Error("a quarterly workbook was planned for a whole year")
	}
}
