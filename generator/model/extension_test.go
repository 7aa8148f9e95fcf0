package model

import "testing"

// An extension counts from the day on which it was granted; one that was refused, or
// that is not decided, leaves the deadline.
func TestExtensions(t *testing.T) {
	o := yearCity()
	o.Listings = nil
	o.Hazards = []*Hazard{{Code: "H1", Date: day("2026-03-02"), UnitCode: "370102", Deadline: day("2026-03-10"), Done: day("2026-03-25"), Origin: row(2)},
		{Code: "H2", Date: day("2026-03-02"), UnitCode: "370102", Deadline: day("2026-03-10"), Origin: row(3)}}
	o.Tasks = []*Task{{Code: "T1", Content: "甲。", LeadCode: "D1", Deadline: day("2026-03-10"), Done: day("2026-03-28"), Origin: row(2)}}
	o.Extensions = []*Extension{
		{Code: "E1", Matter: "H1", UnitCode: "370102", Applied: day("2026-03-04"), Reason: "缺件；", Asked: day("2026-03-30"), Decided: day("2026-03-15"), Decision: Agreed, Granted: day("2026-03-20"), Origin: row(2)},
		{Code: "E2", Matter: "H2", UnitCode: "370102", Applied: day("2026-03-04"), Reason: "缺件", Asked: day("2026-03-30"), Decided: day("2026-03-05"), Decision: Refused, Origin: row(3)},
		{Code: "E3", Matter: "T1", UnitCode: "D1", Applied: day("2026-03-04"), Reason: "场所多", Asked: day("2026-03-20"), Decided: day("2026-03-05"), Decision: Agreed, Origin: row(4)},
		{Code: "E4", Matter: "T1", UnitCode: "D1", Applied: day("2026-03-16"), Reason: "场所多", Asked: day("2026-03-30"), Decided: day("2026-03-18"), Decision: Agreed, Origin: row(5)},
		{Code: "E5", Matter: "T1", UnitCode: "D1", Applied: day("2026-03-27"), Reason: "场所多", Asked: day("2026-04-30"), Origin: row(6)},
	}
	sound6(t, o)
	for _, d := range o.Check().All() {
		if d.Code == "extension-late" { // E4 and E5 come behind the first limit, within the one that was granted
			t.Error(d)
		}
	}
	h, refused, task := o.Hazards[0], o.Hazards[1], o.Tasks[0]
	for on, want := range map[string][3]int{"2026-03-14": {4, 4, 0}, "2026-03-15": {0, 5, 0}, "2026-03-20": {0, 10, 0}, "2026-03-21": {1, 11, 0}} {
		if got := [3]int{h.OverdueDays(day(on)), refused.OverdueDays(day(on)), task.OverdueDays(day(on))}; got != want {
			t.Errorf("on %s they are late by %v, want %v", on, got, want)
		}
	}
	if h.Status(day("2026-03-18")) != "整改中" || h.Status(day("2026-03-22")) != "逾期" || !refused.ExtendedBy(day("2026-06-01")).IsZero() {
		t.Errorf("the hazard stands %s, %s", h.Status(day("2026-03-18")), h.Status(day("2026-03-22")))
	}
	if task.LimitBy(day("2026-03-17")) != day("2026-03-20") || task.LimitBy(day("2026-06-01")) != day("2026-03-30") || task.LateDone() || task.DaysLeft(day("2026-03-19")) != 11 {
		t.Errorf("the task's limit is %s, left %d", task.LimitBy(day("2026-06-01")), task.DaysLeft(day("2026-03-19")))
	}
	if second, first := o.Extensions[3], o.Extensions[2]; second.LimitBy(second.Applied) != day("2026-03-20") || first.LimitBy(first.Decided) != day("2026-03-10") {
		t.Errorf("the second asks to put off %s, the first %s", second.LimitBy(second.Applied), first.LimitBy(first.Decided))
	}
	if e := o.Extensions[2]; e.Granted != e.Asked || e.Content() != "甲" || o.Extensions[0].ReasonText() != "缺件" || e.Deadline() != day("2026-03-10") {
		t.Errorf("the extension is %+v", e)
	}
}

// What can't be is told of.
func TestExtensionsThatCannotBe(t *testing.T) {
	base := Extension{Code: "E1", Matter: "T1", UnitCode: "D1", Applied: day("2026-03-04"), Reason: "场所多", Asked: day("2026-03-20")}
	for code, change := range map[string]func(*Extension){
		"extension-matter-unknown": func(e *Extension) { e.Matter = "T9" },
		"extension-matter-twice":   func(e *Extension) { e.Matter = "X1" },
		"extension-no-deadline":    func(e *Extension) { e.Matter = "T2" },
		"extension-asked":          func(e *Extension) { e.Asked = day("2026-03-10") },
		"extension-granted":        func(e *Extension) { e.Decision, e.Decided, e.Granted = Agreed, day("2026-03-05"), day("2026-03-09") },
		"extension-decided":        func(e *Extension) { e.Decision, e.Decided = Agreed, day("2026-03-03") },
		"extension-undecided":      func(e *Extension) { e.Decided = day("2026-03-05") },
		"extension-day":            func(e *Extension) { e.Decision = Agreed },
		"extension-refused":        func(e *Extension) { e.Decision, e.Decided, e.Granted = Refused, day("2026-03-05"), day("2026-03-20") },
		"extension-late":           func(e *Extension) { e.Applied = day("2026-03-11") },
		"extension-applicant":      func(e *Extension) { e.UnitCode = "370103" },
	} {
		o := yearCity()
		o.Listings = nil
		o.Hazards = []*Hazard{{Code: "X1", Date: day("2026-03-02"), UnitCode: "370102", Deadline: day("2026-03-10"), Origin: row(2)}}
		o.Tasks = []*Task{{Code: "T1", Content: "甲", LeadCode: "D1", Deadline: day("2026-03-10"), Origin: row(2)}, {Code: "T2", Content: "乙", LeadCode: "D1", Recurring: "每月", Origin: row(3)},
			{Code: "X1", Content: "丙", LeadCode: "D1", Deadline: day("2026-03-10"), Origin: row(4)}}
		e := base
		e.Origin = row(2)
		change(&e)
		o.Extensions = []*Extension{&e}
		said := false
		for _, d := range o.Check().All() {
			said = said || d.Code == code
		}
		if !said {
			t.Errorf("%s is not told of", code)
		}
	}
}
