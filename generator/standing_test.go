package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/period"
)

func TestStanding(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anlan")
	if err := InitExample(dir); err != nil {
		t.Fatal(err)
	}
	day := period.Date{Year: 2026, Month: 4, Day: 10}
	r := Request{Targets: []string{"agreement-county", "work-points", "supervision-notice"}, Today: day}
	standing := func() map[string][4]int {
		t.Helper()
		w, err := OpenAt(dir, day)
		if err != nil {
			t.Fatal(err)
		}
		list, err := w.Standing(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][4]int{}
		for _, s := range list {
			out[s.Template.Name()] = [4]int{s.Current, s.Outdated, s.Absent, s.Failed}
			if s.Failed > 0 && s.Complaints.Errors() == 0 {
				t.Errorf("nobody says why %s can't be made", s.Template.Name())
			}
		}
		return out
	}
	if got := standing(); got["agreement-county"] != [4]int{0, 0, 9, 0} || got["work-points"] != [4]int{0, 0, 1, 0} || got["supervision-notice"] != [4]int{0, 0, 0, 1} {
		t.Errorf("before: %v", got)
	}
	w, err := OpenAt(dir, day)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Run(t.Context(), Request{Targets: []string{"agreement-county", "work-points"}, Today: day}); err != nil {
		t.Fatal(err)
	}
	plan := filepath.Join(dir, "data", "plan.csv")
	data, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plan, []byte(strings.Replace(string(data), "安全", "平安", 40)), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := standing(); got["agreement-county"] != [4]int{9, 0, 0, 0} || got["work-points"] != [4]int{0, 1, 0, 0} {
		t.Errorf("after a run and a change: %v", got)
	}
}
