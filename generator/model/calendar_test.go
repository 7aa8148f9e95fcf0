package model

import "testing"

// What is due is late only when its last day is over and something is missing; what is
// not known is neither due nor done.
func TestStatesOfWhatIsDue(t *testing.T) {
	for _, c := range []struct {
		due  Due
		want string
		open bool
	}{
		{Due{Today: day("2026-03-31"), Wanted: 3, Made: 1}, DueLater, false},
		{Due{Today: day("2026-04-01"), Wanted: 3, Made: 1}, DueNow, true},
		{Due{Today: day("2026-04-20"), Wanted: 3, Made: 1, Late: 2}, DueLate, true},
		{Due{Today: day("2026-04-20"), Wanted: 3, Made: 3}, DueMade, false},
		{Due{Today: day("2026-04-20")}, DueNothing, false},
		{Due{Today: day("2026-04-20"), Unsaid: true}, DueUnsaid, true},
	} {
		c.due.From, c.due.By = day("2026-04-01"), day("2026-04-10")
		if got := c.due.State(); got != c.want || c.due.Open() != c.open {
			t.Errorf("%+v is %s (open %v), want %s", c.due, got, c.due.Open(), c.want)
		}
	}
}

// The year by mechanism has all nineteen and what belongs to none, counted in the month
// of the last day.
func TestCalendarByMechanism(t *testing.T) {
	c := NewCalendar(func(int) []*Due {
		return []*Due{
			{Number: 0, Target: "own", By: day("2026-02-10"), Wanted: 1},
			{Number: 8, Target: "analysis", By: day("2026-02-15"), Wanted: 2, Made: 1, Late: 1},
			{Number: 6, Target: "report", By: day("2026-02-28"), Wanted: 1, Made: 1},
			{Number: 6, Target: "report", By: day("2026-01-10"), Wanted: 1},
		}
	})
	var order string
	for _, d := range c.In(2026) {
		order += d.Target + " "
	}
	if order != "report report analysis own " {
		t.Errorf("the year is ordered %s", order)
	}
	rows := c.ByMechanism(2026)
	if len(rows) != 20 || rows[19].Name != "其他" || rows[19].Months[1].Words() != "0/1" {
		t.Fatalf("%d rows, the last is %+v", len(rows), rows[len(rows)-1])
	}
	if r := rows[5]; r.Months[0].Words() != "0/1" || r.Months[1].Words() != "1/1" || r.Wanted != 2 || r.Made != 1 || r.Months[2].Words() != "" {
		t.Errorf("the monthly reports are %+v", r)
	}
	if r := rows[7]; r.Late != 1 || r.Words() != "1/2" {
		t.Errorf("the analysis is %+v", r)
	}
	if (*Calendar)(nil).In(2026) != nil || len((&Calendar{}).ByMechanism(2026)) != 19 {
		t.Error("a calendar of nothing is not empty")
	}
}

// Months end on the day of the same number, or on the month's last.
func TestLastDayOfLimit(t *testing.T) {
	for _, c := range []struct {
		limit      Limit
		from, want string
	}{
		{"15日", "2026-03-31", "2026-04-15"}, {"3个月", "2025-12-31", "2026-03-31"}, {"1个月", "2026-01-31", "2026-02-28"},
		{"1个月", "2024-01-31", "2024-02-29"}, {"2个月", "2025-12-30", "2026-02-28"}, {"1个月", "2026-03-15", "2026-04-15"}, {SameDay, "2026-03-15", "2026-03-15"},
	} {
		if got, ok := c.limit.Last(day(c.from)); !ok || got != day(c.want) {
			t.Errorf("%s from %s ends on %s, want %s", c.limit, c.from, got, c.want)
		}
	}
	for _, bad := range []Limit{"5个工作日", "0日", "", "明天"} {
		if _, ok := bad.Last(day("2026-01-01")); ok {
			t.Errorf("%q has a last day", bad)
		}
	}
}
