package generator

import (
	"errors"
	"regexp"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
	"hongtou/generator/zh"
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
	p, err := ReadPeriod(asked, today)
	if err != nil {
		return p, err
	}
	if ok {
		if kind, ok = t.KindFor(p.Kind); !ok {
			return p, diag.Speak(ErrPeriod, "%[5]s每%[2]s做一次，%[6]s太长；写明其中的一期", "%[1]s is made each %[4]s: period %[3]s is longer than that", t.Name(), CadenceWord(t.Cadence()), p, t.Cadence(), t.Label(), p.Name())
		}
	}
	return period.Of(p.Start(), kind), nil
}

// aDay is a date where a period was asked for.
var aDay = regexp.MustCompile(`^\s*\d{4}\s*[-./年－]\s*\d{1,2}\s*[-./月－]\s*\d{1,2}\s*日?\s*$`)

// ReadPeriod reads a period as people write it, on a day: 2026Q1, 2026年第一季度, 上季度.
// The error is [ErrPeriod] and says what is wrong with it.
func ReadPeriod(asked string, today period.Date) (period.Period, error) {
	p, err := period.Read(asked, today)
	why := diag.Text{Zh: "不认识", En: "is unknown"}
	switch {
	case err == nil:
		return p, nil
	case errors.Is(err, period.ErrNoMonth):
		why = diag.Text{Zh: "不对：一年只有12个月", En: "is wrong: a year has 12 months"}
	case errors.Is(err, period.ErrNoQuarter):
		why = diag.Text{Zh: "不对：一年只有4个季度", En: "is wrong: a year has 4 quarters"}
	case errors.Is(err, period.ErrNoYear):
		why = diag.Text{Zh: "没有写明年份", En: "lacks its year"}
	case aDay.MatchString(zh.HalfDigits(asked)):
		why = diag.Text{Zh: "是一天，不是期间：写到月为止", En: "is a day and no period: write no more than its month"}
	}
	return p, diag.Speak(ErrPeriod, "期间 %[1]s %[2]s；应如 2026、2026H1、2026Q1、2026-03、2026年第一季度、上季度、本月", "the period %[1]s %[2]s: write it like 2026, 2026H1, 2026Q1, 2026-03, last quarter or this month", asked, why)
}

// settled is the request with its period in the form that programs write, whatever way
// it was written in.
func (r Request) settled() (Request, error) {
	if r.Period == "" {
		return r, nil
	}
	p, err := ReadPeriod(r.Period, r.Today)
	if err == nil {
		r.Period = p.String()
	}
	return r, err
}

// CadenceWord is how often something is made: 月, 季度或年.
func CadenceWord(cadence string) string {
	return strings.NewReplacer("half-year", "半年", "quarter", "季度", "month", "月", "year", "年", ", ", "或", ",", "或", " ", "或", "meeting", "次会议", "event", "件事").Replace(cadence)
}

// periodFor is PeriodFor within a request. A target of several cadences that a
// job brings in takes the job's own where no period is asked. Within the period,
// or where every target is meant, a target of a shorter cadence takes the last
// one inside: March for a monthly target and 2026Q1, February if it is February.
func (w *Workspace) periodFor(t *fill.Template, r Request) (period.Period, error) {
	if asked, err := period.Parse(r.Period); err == nil && (r.Within || len(r.Targets) == 0) {
		if kind, ok := t.PeriodKind(); ok && !t.Suits(asked.Kind) {
			last := asked.End()
			if today := r.Today; today.Before(last) && !today.Before(asked.Start()) {
				last = today
			}
			return period.Of(last, kind), nil
		}
	}
	if r.Period == "" {
		for _, name := range r.Targets {
			job, _ := w.jobCalled(name)
			kind, err := period.ParseKind(job.Cadence)
			if err != nil || !w.names(job.Make, t) {
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
