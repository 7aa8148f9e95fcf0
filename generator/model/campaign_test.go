package model

import "testing"

// The campaign's tasks are counted by action as they stood at the end of a day.
func TestCampaign(t *testing.T) {
	o := yearCity()
	goal, reached := 80.0, 20.0
	o.CampaignTasks = []*CampaignTask{
		{Code: "Z1", Year: 2026, Action: "精准执法和帮扶", Content: "甲", LeadCode: "D1", Deadline: day("2026-03-31"), Done: day("2026-04-02"), Origin: row(2)},
		{Code: "Z2", Year: 2026, Action: "主要负责人安全教育培训", Content: "乙", LeadCode: "D1", Deadline: day("2026-06-30"), Goal: &goal, Reached: &reached, Origin: row(3)},
		{Code: "Z3", Year: 2026, Action: "精准执法和帮扶", Content: "丙", LeadCode: "D1", Deadline: day("2026-05-31"), Done: day("2026-03-05"), Origin: row(4)},
		{Code: "Z4", Year: 2025, Action: "精准执法和帮扶", Content: "丁", LeadCode: "D1", Deadline: day("2025-05-31"), Origin: row(5)},
	}
	sound6(t, o)
	for on, want := range map[string][4]int{"2026-03-01": {3, 0, 0, 3}, "2026-03-31": {3, 1, 0, 2}, "2026-04-01": {3, 1, 1, 1}, "2026-07-01": {3, 2, 1, 0}} {
		r := o.CampaignTotal(2026, day(on))
		if got := [4]int{r.Total, r.Done, r.Overdue, r.Pending()}; got != want || len(o.CampaignLate(2026, day(on))) != r.Overdue {
			t.Errorf("on %s the tasks are %v, want %v", on, got, want)
		}
	}
	rows := o.CampaignRows(2026, day("2026-04-01"))
	if len(rows) != 2 || rows[0].Name != "主要负责人安全教育培训" || rows[1].Total != 2 || rows[1].Done != 1 || rows[1].Overdue != 1 {
		t.Errorf("by action: %+v", rows)
	}
	if r := o.CampaignTasks[1].Rate(); !r.Has || r.Value != 0.25 || o.CampaignTasks[0].Rate().Has {
		t.Errorf("a task is done by %v", r)
	}
	for p, want := range map[string]bool{"2026Q4": true, "2026Q3": false, "2025Q4": false} {
		if o.CampaignEnds(quarter(t, p)) != want {
			t.Errorf("the campaign ends with %s: %v", p, !want)
		}
	}
}

// Major hazards alone are counted, and are at zero where nothing is left, dynamically
// where what is left is within its time.
func TestMajorHazardsAtZero(t *testing.T) {
	o := yearCity()
	o.Hazards = []*Hazard{
		{Code: "H1", Date: day("2026-03-02"), UnitCode: "370102", Major: true, Industry: "矿山", Deadline: day("2026-03-20"), Done: day("2026-03-10"), Origin: row(2)},
		{Code: "H2", Date: day("2026-03-02"), UnitCode: "370102", Industry: "矿山", Deadline: day("2026-03-10"), Origin: row(3)},
		{Code: "H3", Date: day("2026-02-02"), UnitCode: "370103", Major: true, Industry: "工贸", Deadline: day("2026-03-20"), Origin: row(4)},
		{Code: "H4", Date: day("2026-03-02"), UnitCode: "370104", Major: true, Industry: "工贸", Deadline: day("2026-05-20"), Origin: row(5)},
	}
	o.Listings = nil
	sound6(t, o)
	p := quarterMonth("2026-03")
	total := sure(o.MajorTotal(p))
	if total.Carried != 1 || total.Found != 2 || total.Done != 1 || total.Overdue != 1 || total.Left() != 2 || total.Zero() != "未清零" {
		t.Errorf("the major hazards are %+v", total)
	}
	got := ""
	for _, r := range sure(o.MajorByRegion(p)) {
		got += r.Name + r.Zero() + " "
	}
	if got != sure(o.MajorByRegion(p))[0].Name+"已清零 "+sure(o.MajorByRegion(p))[1].Name+"未清零 "+sure(o.MajorByRegion(p))[2].Name+"动态清零 " {
		t.Errorf("by region: %s", got)
	}
	if rows := sure(o.MajorByIndustry(p)); len(rows) != 2 || rows[0].Found+rows[1].Found != 2 {
		t.Errorf("by industry: %d rows", len(rows))
	}
	if (&HazardRow{}).Zero() != "" {
		t.Error("a place without a major hazard has a state")
	}
}
