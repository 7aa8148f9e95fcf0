package model

import (
	"errors"
	"testing"

	"hongtou/generator/period"
)

func ledCity(t *testing.T) *Office {
	t.Helper()
	o := yearCity()
	o.Listings, o.Items = nil, nil
	o.Hazards = []*Hazard{
		{Code: "H1", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Deadline: day("2026-03-20"), Origin: row(2)},
		{Code: "H2", Date: day("2026-03-02"), UnitCode: "370102", Deadline: day("2026-03-20"), Origin: row(3)},
		{Code: "H3", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Deadline: day("2026-04-15"), Origin: row(4)},
		{Code: "H4", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Deadline: day("2026-04-16"), Origin: row(5)},
		{Code: "H5", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Deadline: day("2026-03-10"), Done: day("2026-03-09"), Origin: row(6)},
	}
	for i, code := range []string{"H1", "H3", "H4", "H5"} {
		o.HazardLeaders = append(o.HazardLeaders, &HazardLeader{HazardCode: code, UnitCode: "370102", Name: "甲", Since: day("2026-03-02"), Origin: row(i + 2)})
	}
	o.HazardLeaders = append(o.HazardLeaders, &HazardLeader{HazardCode: "H1", UnitCode: "370102", Name: "乙", Since: day("2026-03-02"), Until: day("2026-03-31"), Origin: row(7)})
	o.Duties = []*Duty{
		{Year: 2026, UnitCode: "370102", Name: "甲", Post: "县长", Kind: YearDuty, Content: "任务", Origin: row(2)},
		{Year: 2026, UnitCode: "370102", Name: "甲", Post: "县长", Content: "负总责", Origin: row(3)},
		{Year: 2026, UnitCode: "370102", Name: "乙", Post: "副县长", Content: "分管", Origin: row(4)},
	}
	o.Engagements = []*Engagement{
		{Date: day("2026-03-20"), UnitCode: "370102", Name: "甲", Kind: "包保督办", Content: "督办", HazardCode: "H1", Found: 2, Solved: 1, Origin: row(2)},
		{Date: day("2026-01-20"), UnitCode: "370102", Name: "甲", Kind: "带队检查", Content: "检查", Found: 3, Origin: row(3)},
		{Date: day("2026-01-21"), UnitCode: "370103", Name: "甲", Kind: "带队检查", Content: "同名的", Origin: row(4)},
		{Date: day("2025-12-21"), UnitCode: "370102", Name: "甲", Kind: "带队检查", Content: "上年的", Origin: row(5)},
	}
	return sound6(t, o)
}

// Major hazards stand in the ledger with their leaders; a leader is reminded of those
// that are late or due within the limit, while he leads.
func TestLeadersOfMajorHazards(t *testing.T) {
	o := ledCity(t)
	p := quarterMonth("2026-03")
	want := map[string]struct {
		leaders, times int
		status         string
	}{"H1": {1, 1, "逾期"}, "H3": {1, 0, "整改中"}, "H4": {1, 0, "整改中"}, "H5": {1, 0, "已整改待验收"}}
	all := sure(o.MajorHazards(p))
	if len(all) != len(want) {
		t.Errorf("%d major hazards", len(all))
	}
	for _, h := range all {
		if w := want[h.Code]; len(h.Leaders) != w.leaders || sure(h.Times()) != w.times || h.Status != w.status {
			t.Errorf("%s has %d leaders, %d activities, is %s", h.Code, len(h.Leaders), sure(h.Times()), h.Status)
		}
	}
	reminded := ""
	for _, l := range o.HazardLeaders {
		if h := sure(o.LeaderReminder(l, p)); h != nil {
			reminded += l.HazardCode + l.Name + " "
		}
	}
	if reminded != "H1甲 H3甲 " {
		t.Errorf("reminded are %s", reminded)
	}
	if l := sure(o.LeaderReminder(o.HazardLeaders[4], p.Until(day("2026-03-30")))); l == nil {
		t.Error("乙, who still led, is not reminded")
	}
	o.HazardLeaders = append(o.HazardLeaders, &HazardLeader{HazardCode: "H8", UnitCode: "370102", Name: "丙", Since: day("2026-03-02"), Origin: row(9)},
		&HazardLeader{HazardCode: "H2", UnitCode: "370102", Name: "丙", Since: day("2026-03-02"), Origin: row(10)})
	o.Engagements[0].HazardCode = "H8"
	codes := map[string]int{}
	for _, d := range o.Check().All() {
		codes[d.Code]++
	}
	if codes["hazard-leader-unknown"] != 1 || codes["hazard-leader-minor"] != 1 || codes["engagement-hazard-unknown"] != 1 {
		t.Errorf("the complaints are %v", codes)
	}
}

// A duty report is one a leader, made at his first line, of his own unit's activities of
// the year; what is not entered is not known.
func TestDutyReports(t *testing.T) {
	o := ledCity(t)
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	r := sure(o.DutyReport(o.Duties[0], year))
	if r == nil || len(r.Duties) != 1 || len(r.Tasks) != 1 || len(r.Listed) != 2 || r.Listed[0].Kind != "带队检查" || r.Found != 5 || r.Solved != 1 || len(r.Counts) != 2 || len(r.Hazards) != 4 {
		t.Fatalf("the report of 甲 is %+v", r)
	}
	if sure(o.DutyReport(o.Duties[1], year)) != nil || sure(o.DutyReport(o.Duties[0], year.Next())) != nil {
		t.Error("a second line or another year has a report")
	}
	if r := sure(o.DutyReport(o.Duties[2], year)); r == nil || len(r.Listed) != 0 || len(r.Hazards) != 0 {
		t.Errorf("the report of 乙, who led until 31 March, is %+v", r)
	}
	o.ContactList = []*Contact{{UnitCode: "370103", Name: "甲", Since: day("2026-01-05"), Origin: row(2)}}
	sound6(t, o)
	if r := sure(o.DutyReport(o.Duties[0], year)); len(r.Contacts) != 0 {
		t.Error("the county's leader is linked to what the city's leader of his name is")
	}
	o.Duties[0].UnitCode = o.Region.Code
	sound6(t, o)
	if r := sure(o.DutyReport(o.Duties[0], year)); len(r.Contacts) != 1 {
		t.Error("the city's leader is linked to nobody")
	}
	for since, until := range map[string]string{"2025-01-05": "2026-01-01", "2027-01-01": ""} { // the year before, the year after
		o.ContactList[0].Since, o.ContactList[0].Until = day(since), period.Date{}
		if until != "" {
			o.ContactList[0].Until = day(until)
		}
		if r := sure(o.DutyReport(o.Duties[0], year)); len(r.Contacts) != 0 {
			t.Errorf("the report of 2026 has a link from %s", since)
		}
	}
	o.Duties[0].UnitCode = "370102"
	o.Reaches = map[string]Reach{"hazards": {Kept: true, From: day("2026-01-01"), Through: day("2026-12-31")}}
	sound6(t, o)
	var gap *Gap
	if _, err := o.DutyReport(o.Duties[0], year); !errors.As(err, &gap) || gap.Table != "engagements" {
		t.Errorf("without a table of activities: %v", err)
	}
}

// A major hazard stands as its table tells, not as of the period's end, and within the
// deadline to which it was put off; what leaders did is known as far as it is entered.
func TestMajorHazardsAsTheirTableTells(t *testing.T) {
	o := ledCity(t)
	o.Extensions = []*Extension{{Code: "E1", Matter: "H1", UnitCode: "370102", Applied: day("2026-03-10"), Reason: "缺件", Asked: day("2026-04-03"), Decided: day("2026-03-12"), Decision: Agreed, Origin: row(2)}}
	o.Reaches = map[string]Reach{"hazards": {Kept: true, From: day("2026-01-01"), Through: day("2026-03-25")}, "engagements": {Kept: true, From: day("2025-01-01"), Through: day("2026-03-24")}}
	sound6(t, o)
	p := quarterMonth("2026-03")
	h := sure(o.LeaderReminder(o.HazardLeaders[0], p))
	if h == nil || h.AsOf() != day("2026-03-25") || h.Deadline != day("2026-04-03") || h.DaysLeft() != 9 || h.OverdueDays != 0 {
		t.Fatalf("H1, put off to 3 April, is %+v", h)
	}
	var gap *Gap
	if _, err := h.Times(); !errors.As(err, &gap) || gap.Table != "engagements" {
		t.Errorf("the activities of the last day are not entered: %v", err)
	}
	if days := sure(o.MajorHazardDays(p)); len(days) != 1 || days[0] != day("2026-03-25") {
		t.Errorf("the ledger tells of %v", days)
	}
	o.Reaches["engagements"] = Reach{Kept: true, From: day("2025-01-01"), Through: day("2026-03-25")}
	sound6(t, o)
	if h = sure(o.LeaderReminder(o.HazardLeaders[0], p)); sure(h.Times()) != 1 {
		t.Errorf("leaders did %d things about H1", sure(h.Times()))
	}
}

// Findings that are later than the table's day, or were struck off before the period,
// are not in the ledger; nor is a leader who answers from a later day on.
func TestMajorFindingsOfThePeriod(t *testing.T) {
	o := yearCity()
	o.Listings, o.Hazards = nil, nil
	o.Items = []*SupervisionItem{
		{Code: "F1", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Deadline: day("2026-03-20"), Origin: row(2)},
		{Code: "F2", Date: day("2026-04-01"), UnitCode: "370102", Major: true, Deadline: day("2026-04-20"), Origin: row(3)},
		{Code: "F3", Date: day("2026-02-02"), UnitCode: "370102", Major: true, Deadline: day("2026-02-20"), Done: day("2026-02-18"), Reviewed: day("2026-02-19"), Reviewer: "李三", Origin: row(4)},
		{Code: "F4", Date: day("2026-02-02"), UnitCode: "370102", Major: true, Deadline: day("2026-02-20"), Done: day("2026-02-18"), Reviewed: day("2026-03-01"), Reviewer: "李三", Origin: row(5)},
		{Code: "F5", Date: day("2026-03-02"), UnitCode: "370102", Deadline: day("2026-03-20"), Origin: row(6)},
	}
	for i, since := range []string{"2026-03-31", "2026-04-01"} {
		o.HazardLeaders = append(o.HazardLeaders, &HazardLeader{HazardCode: "F1", UnitCode: "370102", Name: "甲乙"[3*i : 3*i+3], Since: day(since), Origin: row(i + 2)})
	}
	sound6(t, o)
	got := ""
	for _, h := range sure(o.MajorHazards(quarterMonth("2026-03"))) {
		got += h.Code
		for _, l := range h.Leaders {
			got += l.Name
		}
		got += " "
	}
	if got != "F1甲 F4 " {
		t.Errorf("the ledger of March has %s", got)
	}
}
