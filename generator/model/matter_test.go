package model

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// A matter is raised, coordinated, late and done as of a day, and is in the ledger until
// the end of the month in which it is done.
func TestMatters(t *testing.T) {
	o := yearCity()
	o.Matters = []*Matter{
		{Code: "C1", Date: day("2026-01-20"), UnitCode: "D1", Content: "甲", Decided: day("2026-02-03"), Decision: "由其牵头", LeadCode: "D1", Deadline: day("2026-04-10"), Done: day("2026-04-20"), Origin: row(2)},
		{Code: "C2", Date: day("2026-04-02"), UnitCode: "D1", Content: "乙", Origin: row(3)},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	first := o.Matters[0]
	for on, want := range map[string]string{"2026-02-02": "待协调 13", "2026-02-03": "办理中 14", "2026-04-10": "办理中 80", "2026-04-11": "逾期 81", "2026-04-20": "已办结 90", "2026-05-01": "已办结 90"} {
		if got := first.Status(day(on)) + " " + decimal(float64(first.Days(day(on))), 0); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	if first.SettledOn(day("2026-02-02")) != (period.Date{}) || first.DoneBy(day("2026-04-19")) != (period.Date{}) {
		t.Error("what comes later is known before")
	}
	for month, want := range map[string]string{"2025-12": "", "2026-01": "C1", "2026-04": "C1 C2", "2026-05": "C2"} {
		p, _ := period.Parse(month)
		var got []string
		for _, m := range o.MattersOpen(p) {
			got = append(got, m.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s has %v, want %s", month, got, want)
		}
	}
}

// A matter's days are in order, and what is decided says what and who leads.
func TestMatterComplaints(t *testing.T) {
	for want, m := range map[string]Matter{
		"matter-decided":   {Decided: day("2026-01-19"), Decision: "x", LeadCode: "D1"},
		"matter-deadline":  {Decided: day("2026-02-01"), Decision: "x", LeadCode: "D1", Deadline: day("2026-01-31")},
		"matter-done":      {Decided: day("2026-02-01"), Decision: "x", LeadCode: "D1", Done: day("2026-01-31")},
		"matter-decision":  {Decided: day("2026-02-01"), LeadCode: "D1"},
		"matter-undecided": {Done: day("2026-02-01")},
	} {
		o := yearCity()
		m.Code, m.Date, m.UnitCode, m.Content, m.Origin = "C1", day("2026-01-20"), "D1", "甲", row(2)
		o.Matters = []*Matter{&m}
		if l := o.Check(); l.Len() != 1 || l.All()[0].Code != want {
			t.Errorf("want %s: %v", want, l.All())
		}
	}
}

// A visit without a result is a visit and no hazard; what was put right is not more than
// what was found.
func TestVisitTotals(t *testing.T) {
	three, one, four, none := 3, 1, 4, 0
	o := yearCity()
	o.Inspections = []*Inspection{{Code: "Z1", Title: "检查", Date: day("2026-02-01"), Start: day("2026-02-02"), End: day("2026-02-20"), LeadCode: "D1", Content: "x", Origin: row(2)}}
	o.Visits = []*Visit{
		{InspectionCode: "Z1", Date: day("2026-02-03"), Group: "一组", Head: "甲", Focus: "通道。", Found: &three, Fixed: &one, UnitCode: "E1", Origin: row(2)},
		{InspectionCode: "Z1", Date: day("2026-02-04"), Group: "二组", Head: "乙", Focus: "用电", Found: &four, Fixed: &none, Site: "市场", Origin: row(3)},
		{InspectionCode: "Z1", Date: day("2026-02-20"), Group: "一组", Head: "甲", Focus: "通道", Origin: row(4)},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	i := o.Inspections[0]
	if i.Over(day("2026-02-19")) || !i.Over(day("2026-02-20")) || (&Inspection{End: day("2026-02-20")}).Over(day("2026-03-01")) {
		t.Error("an inspection is over on its last day, if anybody was visited")
	}
	total := o.InspectionTotal(i, day("2026-02-20"))
	if total.Visits != 3 || total.Entered != 2 || total.Found != 7 || total.Fixed != 1 || first(total.Left()) != 6 || o.InspectionTotal(i, day("2026-02-19")).Visits != 2 {
		t.Errorf("total %+v", total)
	}
	if g := o.InspectionGroups(i, day("2026-02-20")); len(g) != 2 || g[0].Visits != 2 || g[0].Entered != 1 || len(g[0].Heads) != 1 {
		t.Errorf("groups %+v", g)
	}
	if f := o.InspectionFocus(i, day("2026-02-20")); len(f) != 2 || f[0].Name != "用电" || f[1].Visits != 2 {
		t.Errorf("focus %+v", f)
	}
	left := first(i.Unfixed(day("2026-02-20")))
	if len(left) != 2 || left[0].Where() != "市场" || *first(left[0].Left()) != 4 || *first(left[1].Left()) != 2 {
		t.Errorf("unfixed %+v", left)
	}
	quarter, _ := period.Parse("2026Q1")
	if text, _ := o.InspectionsDone(quarter); text != "开展检查，检查单位和场所3家次，发现隐患7项，已整改1项（其中1家次没有登记检查结果）" {
		t.Error(text)
	}
	o.Visits[2].Fixed = &one
	if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != "visit-found-missing" || l.All()[0].Place.Header != "Found" {
		t.Error(l.All())
	}
	o.Visits[2].Found = &none
	if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != "visit-fixed" {
		t.Error(l.All())
	}
}

// first is a figure that the test knows to be known.
func first[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
