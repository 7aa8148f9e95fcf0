package model

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// Every division has a row, and a kind of session that the table lacks is a gap; a
// session passes a meeting on only where it says so, and in time within seven days.
func TestSessionsOfDivisions(t *testing.T) {
	o := yearCity()
	o.Meetings = []*Meeting{
		{Code: "M1", Title: "第一次全体会议", Kind: "全体会议", Date: day("2026-01-22"), Origin: row(2)},
		{Code: "M2", Title: "例会", Kind: MonthlyMeeting, Date: day("2026-02-22"), Origin: row(3)},
	}
	o.Sessions = []*Session{
		{UnitCode: "370102", Date: day("2026-01-29"), Kind: PlenarySession, Topics: "传达", Decisions: 2, Meeting: "M1", Origin: row(2)},
		{UnitCode: "370102", Date: day("2026-02-03"), Kind: PartySession, Topics: "听取汇报", Decisions: 1, Origin: row(3)},
		{UnitCode: "370102", Date: day("2026-01-10"), Kind: RulingSession, Topics: "研究", Origin: row(4)},
		{UnitCode: "370103", Date: day("2026-01-25"), Kind: PlenarySession, Topics: "年度工作", Origin: row(5)},
		{UnitCode: "370103", Date: day("2026-01-30"), Kind: PlenarySession, Topics: "传达", Meeting: "M1", Origin: row(6)},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	quarter, _ := period.Parse("2026Q1")
	rows, err := o.SessionRows(quarter)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Unit.Code, r.Counts, r.Decisions, r.Lacking()))
	}
	if want := "370102[1 1 1] 3 [] 370103[0 0 2] 0 [党委常委会会议 政府常务会议]"; !strings.HasPrefix(strings.Join(got, " "), want) {
		t.Errorf("rows %v, want %s", got, want)
	}
	for code, want := range map[string]bool{"370102": false, "370103": true, "370100": false} {
		gap, err := o.SessionGap(o.Unit(code), quarter)
		if err != nil || (gap != nil) != want {
			t.Errorf("%s has a gap: %v %v, want %v", code, gap, err, want)
		}
	}
	if gap, _ := o.SessionGap(o.Unit("370103"), quarter.Until(day("2026-03-30"))); gap != nil {
		t.Error("a quarter that is not over has no gap")
	}
	for _, c := range []struct{ asOf, want string }{
		{"2026-01-29", "370102已召开 370103未到期"},
		{"2026-03-31", "370102已召开 370103逾期召开"},
	} {
		follow, err := o.FollowUps(quarter.Until(day(c.asOf)))
		if err != nil {
			t.Fatal(err)
		}
		var states []string
		for _, f := range follow {
			states = append(states, f.Unit.Code+f.State())
		}
		if got := strings.Join(states, " "); !strings.HasPrefix(got, c.want) || strings.Contains(got, "例会") || len(follow) != len(rows) {
			t.Errorf("on %s: %s, want %s", c.asOf, got, c.want)
		}
	}
	f := FollowUp{Due: day("2026-01-29"), AsOf: day("2026-01-30")}
	if f.State() != "逾期未召开" {
		t.Error(f.State())
	}
}

// A session is one of a unit right below, and is not before the meeting that it passes on.
func TestSessionComplaints(t *testing.T) {
	for want, s := range map[string]*Session{
		"session-unit":            {UnitCode: "370100", Date: day("2026-02-01"), Kind: PartySession, Topics: "x"},
		"session-meeting-unknown": {UnitCode: "370102", Date: day("2026-02-01"), Kind: PlenarySession, Topics: "x", Meeting: "M9"},
		"session-date":            {UnitCode: "370102", Date: day("2026-01-01"), Kind: PlenarySession, Topics: "x", Meeting: "M1"},
	} {
		o := yearCity()
		o.Meetings = []*Meeting{{Code: "M1", Title: "会议", Kind: "全体会议", Date: day("2026-01-22"), Origin: row(2)}}
		s.Origin = row(2)
		o.Sessions = []*Session{s}
		if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != want {
			t.Errorf("want %s: %v", want, l.All())
		}
	}
}
