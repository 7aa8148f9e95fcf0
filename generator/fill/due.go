package fill

import (
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// A template says which mechanism of the year it serves and within which time it is
// to be made:
//
//	mechanism: 8
//	due: 15日
//
// Papers that report are due from the day after the period, those that plan from some
// days before it (as looks says) until so long after its beginning, those of an event
// until so long after the event's day.

// usualDue is within which time a paper is to be made whose template says none, by its
// kind of period; no authority sets these, and an office says its own.
var usualDue = map[period.Kind]model.Limit{period.Month: "10日", period.Quarter: "15日", period.Half: "15日", period.Year: "1个月"}

// usualEventDue is that of papers of an event.
const usualEventDue model.Limit = "15日"

// readMechanism reads the number of a mechanism.
func (t *Template) readMechanism(p tree.Entry, complain complain) {
	n, err := strconv.Atoi(p.Value.Text)
	if most := len(model.Mechanisms()); err != nil || n < 1 || n > most {
		complain(p.Value.Line, "template-key-value", p.Value.Text, diag.T("%s 的值不认识", "unknown value of %s", p.Key), diag.T("应为1至%d", "use 1 to %d", most))
		return
	}
	t.mechanism = n
}

// readDue reads a stretch of time.
func (t *Template) readDue(p tree.Entry, complain complain) {
	if _, ok := model.Limit(p.Value.Text).Last(period.Date{Year: 2026, Month: 1, Day: 1}); !ok {
		complain(p.Value.Line, "template-key-value", p.Value.Text, diag.T("%s 的值不认识", "unknown value of %s", p.Key),
			diag.T("写作 15日、1个月 或 当日", "write 15日, 1个月 or 当日"))
		return
	}
	t.due = model.Limit(p.Value.Text)
}

// Mechanism is the number of the mechanism that the template serves, 0 for none.
func (t *Template) Mechanism() int { return t.ready().mechanism }

// Due are the first and the last day on which the template's paper of a period is to
// be made. limit is the office's own, "" for the template's.
func (t *Template) Due(p period.Period, limit model.Limit) (from, by period.Date) {
	if limit == "" {
		limit = t.ready().due
	}
	if limit == "" {
		limit = usualDue[p.Kind]
	}
	after := p.End()
	from = after.AddDays(1)
	if way := t.ready().looks.way; way == Forward || way == Now {
		after = p.Start().AddDays(-1)
		from = p.Start()
		if way == Forward {
			from = from.AddDays(-lead[p.Kind])
		}
	}
	by, _ = limit.Last(after)
	return from, by
}

// DueAfter is the last day on which the paper of an event of a day is to be made.
func (t *Template) DueAfter(day period.Date, limit model.Limit) period.Date {
	if limit == "" {
		limit = t.ready().due
	}
	if limit == "" {
		limit = usualEventDue
	}
	by, _ := limit.Last(day)
	return by
}

// ReadsCalendar tells whether the template shows what is due and made: what it says
// changes with every output that is made, and so it is none of them.
func (t *Template) ReadsCalendar() bool {
	_, reads := t.analysed().found[".Calendar"]
	return reads
}
