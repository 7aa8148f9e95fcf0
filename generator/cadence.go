package generator

import (
	"fmt"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
)

// PeriodFor is the period that t is made for: that asked, widened to t's cadence
// where it is shorter; without one, that of the cadence to which t looks on that
// day. Targets of no fixed cadence (meetings, events) take the year.
func (w *Workspace) PeriodFor(t *fill.Template, asked string, today period.Date) (period.Period, error) {
	kind, ok := t.PeriodKind()
	if !ok {
		kind = period.Year
	}
	if asked == "" {
		if !ok {
			return period.Of(today, kind), nil
		}
		p, _, _ := t.Default(w.Office, kind, today)
		return p, nil
	}
	p, err := period.Parse(asked)
	if err != nil {
		return p, fmt.Errorf("%w: %w", ErrPeriod, err)
	}
	if ok {
		if kind, ok = t.KindFor(p.Kind); !ok {
			return p, fmt.Errorf("%w: %s is made each %s: period %s is longer than that", ErrPeriod, t.Name(), t.Cadence(), p)
		}
	}
	return period.Of(p.Start(), kind), nil
}

// periodFor is PeriodFor within a request. A target of several cadences that a
// job brings in takes the job's own where no period is asked. Within the period,
// or where every target is meant, a target of a shorter cadence takes the last
// one inside: March for a monthly target and 2026Q1.
func (w *Workspace) periodFor(t *fill.Template, r Request) (period.Period, error) {
	if asked, err := period.Parse(r.Period); err == nil && (r.Within || len(r.Targets) == 0) {
		if kind, ok := t.PeriodKind(); ok && !t.Suits(asked.Kind) {
			return period.Of(asked.End(), kind), nil
		}
	}
	if r.Period == "" {
		for _, name := range r.Targets {
			kind, err := period.ParseKind(w.Config.Jobs[name].Cadence)
			if err != nil || !w.names(w.Config.Jobs[name].Make, t) {
				continue
			}
			if kind, ok := t.KindFor(kind); ok {
				p, _, _ := t.Default(w.Office, kind, r.Today)
				return p, nil
			}
		}
	}
	return w.PeriodFor(t, r.Period, r.Today)
}

// waiting tells that a target is not made for the period that is about to begin,
// since nothing is entered for it yet; ok is false for another.
func (w *Workspace) waiting(t *fill.Template, p period.Period, r Request) (word diag.Text, ok bool) {
	if _, fixed := t.PeriodKind(); r.Period != "" || !fixed {
		return word, false
	}
	_, table, coming := t.Default(w.Office, p.Kind, r.Today)
	if table == nil {
		return word, false
	}
	return diag.T("%[1]s表中还没有%[2]s的数据，%[4]s按%[3]s制作", "the table %[1]s has nothing for %[2]s yet: %[4]s is made for %[3]s", table.Title, coming.String(), p.String(), t.Label()), true
}

// names tells whether t is among the targets that patterns mean.
func (w *Workspace) names(patterns []string, t *fill.Template) bool {
	for _, p := range patterns {
		targets, _ := w.match(p)
		for _, m := range targets {
			if m == t {
				return true
			}
		}
	}
	return false
}
