package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// reach checks what hongtou.yaml says of how far the tables go.
func (c *Checker) reach() {
	for _, name := range EventTables() {
		r := c.Reaches[name]
		if !r.From.IsZero() && !r.Through.IsZero() && r.Through.Before(r.From) {
			c.Fail(r.Place, "reach-order", r.Through.String(), diag.T("截止日期早于起始日期%s", "through is before from, %s", r.From), diag.T("改正 from 或 through", "correct from or through"))
		}
	}
}

// toCome warns of an event that lies in the future and behind what its table covers by
// its own word: no count has it, and most often the year is mistyped.
func (c *Checker) toCome(t *Table, r Record, day period.Date) {
	if c.Today.IsZero() || !day.After(c.Today) || !day.After(c.Reaches[t.Name].Through) {
		return
	}
	at := r.At("")
	if i := slices.IndexFunc(t.Columns, func(k table.Column) bool { return k.Day }); i >= 0 {
		at = r.At(t.Columns[i].Field)
	}
	c.Warn(at, "event-to-come", day.String(),
		diag.T("日期晚于今天%s，到今天为止的统计不包括它", "the date is after today, %s: no count up to today has it", c.Today), diag.T("核对年、月、日", "check year, month and day"))
}
