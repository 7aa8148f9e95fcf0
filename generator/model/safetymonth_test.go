package model

import (
	"fmt"
	"testing"

	"hongtou/generator/period"
)

// The events of June stand by day, are held as of a day, and are not said to be held
// where nobody entered it.
func TestSafetyMonth(t *testing.T) {
	o := yearCity()
	o.MonthEvents = []*MonthEvent{
		{Code: "2", Year: 2026, Title: "演练", Start: day("2026-06-08"), End: day("2026-06-14"), LeadCode: "D1", Origin: row(2)},
		{Code: "1", Year: 2026, Title: "启动", Start: day("2026-06-01"), LeadCode: "D1", Done: day("2026-06-02"), Origin: row(3)},
		{Code: "0", Year: 2025, Title: "咨询", Start: day("2025-06-16"), LeadCode: "D1", Origin: row(4)},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	events := o.MonthEventsOf(2026)
	if len(events) != 2 || events[0].Code != "1" || events[0].Days() != "6月1日" || events[1].Days() != "6月8日至6月14日" {
		t.Errorf("events %v", events)
	}
	for on, want := range map[string]string{"2026-06-01": "未到期未到期0", "2026-06-02": "已开展未到期1", "2026-06-14": "已开展未到期1", "2026-06-15": "已开展未登记开展1"} {
		if got := fmt.Sprint(events[0].Status(day(on)), events[1].Status(day(on)), len(o.MonthDone(2026, day(on)))); got != want {
			t.Errorf("on %s %s, want %s", on, got, want)
		}
	}
	year, _ := period.Parse("2026")
	if o.SafetyMonthOver(year.Until(day("2026-06-29"))) || !o.SafetyMonthOver(year.Until(day("2026-06-30"))) || o.SafetyMonth(2026).String() != "2026-06" {
		t.Error("the safety month is June, to its last day")
	}
	for want, e := range map[string]*MonthEvent{
		"month-event-end":  {Start: day("2026-06-08"), End: day("2026-06-07")},
		"month-event-done": {Start: day("2026-06-08"), Done: day("2026-06-07")},
		"month-event-year": {Start: day("2025-06-08")},
	} {
		e.Code, e.Year, e.Title, e.LeadCode, e.Origin = "9", 2026, "x", "D1", row(2)
		o.MonthEvents = []*MonthEvent{e}
		if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != want {
			t.Errorf("want %s: %v", want, l.All())
		}
	}
}

// The three defences and the four in place add up from their ledgers; a firm that has
// not trained yet is no firm that has, nor one that failed.
func TestCapacityReport(t *testing.T) {
	o := yearCity()
	o.Investments = []*Investment{
		{Code: "1", Date: day("2026-03-01"), UnitCode: "E1", Defence: "技防", Item: "监测", Planned: 10, Amount: 8, Required: 4, Actual: 3, Working: 2, Alarms: 5, Responded: 4, Origin: row(2)},
		{Code: "2", Date: day("2026-03-01"), UnitCode: "E1", Defence: "物防", Item: "护栏", Planned: 5, Amount: 9, Origin: row(3)},
	}
	o.Trainings, o.Drills, o.Items, o.Hazards, o.Listings = nil, nil, nil, nil, nil
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	quarter, _ := period.Parse("2026Q1")
	rows, err := o.Defences(quarter)
	if err != nil || len(rows) != 3 || rows[0].Items != 0 || sure(rows[1].Rate()).String() != "180%" || rows[2].Unsound != 2 || rows[2].Amount != 8 || rows[2].Responded != 4 {
		t.Errorf("defences %+v %v", rows, err)
	}
	total, err := o.InPlaceTotal(quarter)
	if err != nil || total.Firms == 0 || total.Investment != 1 || total.Training != 0 || total.TrainingToCome != total.Firms || total.Rescue != 0 || total.RescueToCome != total.Firms || total.All != 0 || total.Management != 0 || total.Unchecked != total.Firms-1 {
		t.Errorf("total %+v %v", total, err)
	}
	sum := 0
	divisions, err := o.InPlaceRows(quarter)
	for _, r := range divisions {
		if r.Firms == 0 {
			t.Errorf("%s has no firm", r.Name)
		}
		sum += r.Firms
	}
	lacking, err2 := o.InPlaceLacking(quarter)
	if err != nil || err2 != nil || sum != total.Firms || len(lacking) == 0 || fmt.Sprint(sure(lacking[0].Lacking())) != "[基础管理]" && len(sure(lacking[0].Lacking())) < len(sure(lacking[len(lacking)-1].Lacking())) {
		t.Errorf("divisions add up to %d of %d, lacking %v", sum, total.Firms, lacking)
	}
}
