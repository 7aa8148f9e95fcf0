package model

import (
	"regexp"
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

// happened are the headers of days on which something is said to have been done. Those that
// papers are dated by (批复日期, 告知日期) are entered before the paper is made.
var happened = regexp.MustCompile(`(完成|复查|验收|报送|办结|落实|评估|申请|签订|回执|联系)日期$`)

// farAhead is how many days a day may lie ahead before its year or month is taken for
// mistyped: what is entered a little early is the office's own business.
const farAhead = 92

// doneToCome warns of days far in the future on which something is said to have been done:
// until then it counts as not done.
func (c *Checker) doneToCome(t *Table) {
	if c.Today.IsZero() {
		return
	}
	last := c.Today.AddDays(farAhead)
	for i := range t.Columns {
		column := &t.Columns[i]
		if column.Type != table.Date || !happened.MatchString(column.Header) {
			continue
		}
		for _, r := range t.records(c.Office) {
			if day, _ := column.Of(r).Interface().(period.Date); day.After(last) {
				c.Warn(r.At(column.Field), "done-to-come", day.String(),
					diag.T("日期比今天%s晚三个月以上，到那天以前都算没有办", "the date is more than three months after today, %s: until then it counts as not done", c.Today), diag.T("核对年、月、日；还没有办的，留空", "check year, month and day; leave it empty for what is not done yet"))
			}
		}
	}
}
