package generator

import (
	"testing"

	"hongtou/generator/period"
)

// A table of several cadences takes the job's, the asked period's, or its
// shortest; every target of a longer period is the last inside.
func TestPeriodWithinRequest(t *testing.T) {
	w := openCity(t)
	today := period.Date{Year: 2026, Month: 7, Day: 3}
	for _, c := range []struct {
		target, want string
		r            Request
	}{
		{"accident-statistics", "2026Q2", Request{Targets: []string{"quarterly"}}},
		{"accident-statistics", "2026H1", Request{Targets: []string{"half-year"}}},
		{"accident-statistics", "2025", Request{Targets: []string{"yearly"}}},
		{"accident-statistics", "2026-06", Request{Targets: []string{"monthly"}}},
		{"accident-statistics", "2026-06", Request{Targets: []string{"accident-statistics"}}},
		{"accident-statistics", "2026Q1", Request{Targets: []string{"accident-statistics"}, Period: "2026Q1"}},
		{"accident-statistics", "2026Q1", Request{Targets: []string{"yearly"}, Period: "2026Q1"}},
		{"task-ledger", "2026-06", Request{Targets: []string{"monthly"}}},
		{"task-ledger", "2026-03", Request{Period: "2026Q1"}},
		{"task-ledger", "2026-07", Request{Targets: []string{"task-ledger"}, Period: "2026", Within: true}},
		{"task-ledger", "2026-11", Request{Targets: []string{"task-ledger"}, Period: "2026", Within: true, Today: period.Date{Year: 2026, Month: 11, Day: 27}}},
		{"task-ledger", "2026-01", Request{Period: "2026", Today: period.Date{Year: 2026, Month: 1, Day: 1}}},
		{"task-ledger", "2026-12", Request{Period: "2026", Today: period.Date{Year: 2027, Month: 1, Day: 5}}},
		{"task-ledger", "2026-12", Request{Period: "2026", Today: period.Date{Year: 2025, Month: 12, Day: 31}}},
		{"ranking", "2026Q2", Request{Period: "2026-05"}},
	} {
		if c.r.Today.IsZero() {
			c.r.Today = today
		}
		if p, err := w.periodFor(w.Templates.Get(c.target), c.r); err != nil || p.String() != c.want {
			t.Errorf("%s of %v for %q: %v %v, want %s", c.target, c.r.Targets, c.r.Period, p, err, c.want)
		}
	}
	if _, err := w.periodFor(w.Templates.Get("task-ledger"), Request{Targets: []string{"monthly"}, Period: "2026Q1"}); err == nil {
		t.Error("a monthly ledger was made for a quarter that was asked of it by name")
	}
}
