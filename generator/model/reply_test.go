package model

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/period"
)

func meetingOffice() *Office {
	o := yearCity()
	o.Meetings = []*Meeting{{Code: "M1", Title: "会议", Kind: "工作会议", Date: day("2026-03-15"), Reply: day("2026-03-12"), Origin: row(2),
		Present: []Attendee{{Name: "市长", Unit: "某市", Post: "市长"}, {Name: "甲", Unit: "别的写法", Post: "局长"}}}}
	o.Replies = []*Reply{
		{Code: "R1", MeetingCode: "M1", UnitCode: "D1", Answer: Coming, Name: "甲", Post: "局长", Phone: "1", Date: day("2026-03-14"), Origin: row(2)},
		{Code: "R2", MeetingCode: "M1", UnitCode: "370102", Answer: Excused, Name: "乙", Reason: "外出", Deputy: "丙", DeputyPost: "副区长", Date: day("2026-03-12"), Origin: row(3)},
		{Code: "R3", MeetingCode: "M1", UnitCode: "370103", Answer: Excused, Name: "丁", Reason: "生病", Role: "列席", Origin: row(4)},
		{Code: "R4", MeetingCode: "M1", UnitCode: "370104", Origin: row(5)},
	}
	return o
}

// Who comes, who is excused and who has not answered is told as of a day; the sign-in
// sheet has who comes in another's place, and the people whose units were not asked.
func TestReplies(t *testing.T) {
	o := meetingOffice()
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	m := o.Meeting("M1")
	for on, want := range map[string]ReplyCount{
		"2026-03-11": {Asked: 4, Excused: 1, Unanswered: 3},
		"2026-03-12": {Asked: 4, Excused: 2, Deputies: 1, Unanswered: 2},
		"2026-03-15": {Asked: 4, Coming: 1, Excused: 2, Deputies: 1, Unanswered: 1},
	} {
		if got := m.ReplyCount(day(on)); got != want {
			t.Errorf("on %s %+v, want %+v", on, got, want)
		}
	}
	for n, want := range []int{2, 0, 0, 3} {
		if got := m.Replies[n].Late(day("2026-06-30")); got != want {
			t.Errorf("reply %d is %d days late, want %d", n+1, got, want)
		}
	}
	if got := m.Replies[3].Late(day("2026-03-13")); got != 1 {
		t.Errorf("a day after the limit: %d", got)
	}
	if silent := m.Silent(day("2026-03-15")); len(silent) != 1 || silent[0].Code != "R4" {
		t.Errorf("silent: %v", silent)
	}
	var lines []string
	for _, i := range m.Invitees(1) {
		lines = append(lines, fmt.Sprint(i.Name, i.Post, i.Role, i.Note))
	}
	if got, want := fmt.Sprint(lines), "[市长市长出席 甲局长出席 丙副区长出席代乙 丁列席请假 出席未回执 ]"; got != want {
		t.Errorf("the sheet has %s, want %s", got, want)
	}
	for month, want := range map[string]int{"2026-03": 1, "2026-02": 0} {
		p, _ := period.Parse(month)
		if got := o.RepliesOf(o.Unit("D1"), p); len(got) != want {
			t.Errorf("%s: %d replies, want %d", month, len(got), want)
		}
	}
}

// A reply is one to a meeting that there is, before it, and is whole.
func TestReplyComplaints(t *testing.T) {
	for want, spoil := range map[string]func(r *Reply){
		"reply-meeting-unknown": func(r *Reply) { r.MeetingCode = "M9" },
		"reply-name":            func(r *Reply) { r.Name = "" },
		"reply-reason":          func(r *Reply) { r.Answer = Excused },
		"reply-answer":          func(r *Reply) { r.Answer = "" },
		"reply-date":            func(r *Reply) { r.Date = day("2026-03-16") },
	} {
		o := meetingOffice()
		spoil(o.Replies[0])
		if l := o.Check(); l.Len() != 1 || l.All()[0].Code != want {
			t.Errorf("want %s: %v", want, l.All())
		}
	}
}

// A meeting tells of whole months before it, of what its day sees.
func TestBriefing(t *testing.T) {
	for on, want := range map[string]string{"2026-01-15": "2025年 2025年12月", "2026-03-01": "2026年截至2月28日 2026年2月"} {
		m := &Meeting{Date: day(on)}
		if got := m.YearSoFar().Span() + " " + m.LastMonth().Name(); got != want {
			t.Errorf("on %s %s, want %s", on, got, want)
		}
	}
	if m := (&Meeting{Date: day("2026-03-09")}); m.LastMonth().Sees(day("2026-03-10")) || !m.LastMonth().Sees(day("2026-03-09")) {
		t.Error("a meeting does not see what comes after its day")
	}
	o := meetingOffice()
	late := quarterMonth("2026-02")
	o.MonthlyReports = []*Report{
		{UnitCode: "D1", Month: late, Submitted: day("2026-03-05"), Checks: 3, Origin: row(2)},
		{UnitCode: "370102", Month: late, Submitted: day("2026-03-20"), Checks: 4, Origin: row(3)},
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	lines, err := o.WorkDone(o.Meeting("M1").LastMonth())
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) == 0 || lines[0].Name != "依法开展检查执法" || !strings.Contains(lines[0].Text, "开展检查3次") {
		t.Errorf("the one report that came before the meeting does not count alone: %v", lines)
	}
	o.Plan = []*PlanItem{{Month: quarterMonth("2026-02")}, {Month: quarterMonth("2026-03")}, {Month: quarterMonth("2026-05")}, {Month: quarterMonth("2026-06")}}
	if got := o.PlanFrom(o.Meeting("M1")); len(got) != 2 {
		t.Errorf("%d of the plan are near", len(got))
	}
}
