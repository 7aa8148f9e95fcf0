package model

import (
	"errors"
	"testing"

	"hongtou/generator/period"
)

// A member unit that has not reported is reminded, with the months of the year in which
// it was late or silent before; one that has, and one that is no member, is not.
func TestReportReminder(t *testing.T) {
	o := yearCity()
	o.MonthlyReports = []*Report{
		{UnitCode: "370102", Month: quarterMonth("2026-01"), Submitted: day("2026-02-09"), Origin: row(2)},
		{UnitCode: "370103", Month: quarterMonth("2026-01"), Submitted: day("2026-02-05"), Origin: row(3)},
		{UnitCode: "370103", Month: quarterMonth("2026-03"), Submitted: day("2026-04-09"), Origin: row(4)},
	}
	sound6(t, o)
	march := quarterMonth("2026-03")
	r := sure(o.ReportReminder(o.Unit("370102"), march))
	if r == nil || len(r.Late) != 1 || r.Late[0].Index != 1 || len(r.Silent) != 1 || r.Silent[0].Index != 2 || r.Due != day("2026-04-05") {
		t.Errorf("the reminder of 370102 is %+v", r)
	}
	if r := sure(o.ReportReminder(o.Unit("370103"), march)); r != nil {
		t.Errorf("370103, which has reported late, is reminded: %+v", r)
	}
	for _, u := range []*Unit{o.Region, o.Unit("E1"), nil} {
		if r := sure(o.ReportReminder(u, march)); r != nil {
			t.Errorf("%v is no member unit and is reminded", u)
		}
	}
	o.Reaches = map[string]Reach{"reports": {Kept: true, From: day("2026-01-01"), Through: day("2026-02-28")}}
	sound6(t, o)
	var gap *Gap
	if _, err := o.ReportReminder(o.Unit("370102"), march); !errors.As(err, &gap) {
		t.Errorf("a month that the table does not reach: %v", err)
	}
}

// A monthly meeting hears of the month before it, as it is seen at the meeting or at the
// paper's day before it; other meetings hear of none.
func TestMonthOfMeeting(t *testing.T) {
	m := &Meeting{Kind: MonthlyMeeting, Date: day("2026-01-08")}
	for on, want := range map[string]string{"2026-01-06": "2026-01-06", "2026-02-06": "2026-01-08"} {
		month := m.Hears(day(on))
		if month == nil || month.Whole() != quarterMonth("2025-12") || month.Sees(day("2026-01-09")) || !month.Sees(day(want)) {
			t.Errorf("on %s it hears of %v", on, month)
		}
	}
	if m.Hears(period.Date{}) == nil || (&Meeting{Kind: "全体会议", Date: day("2026-01-08")}).Hears(day("2026-01-06")) != nil {
		t.Error("the wrong meetings hear of a month")
	}
}
