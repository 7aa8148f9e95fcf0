package model

import (
	"errors"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// reaching is the city on a day whose table of accidents says how far it goes.
func reaching(today string, r Reach, confirmed ...*Confirmation) *Office {
	o := city()
	o.Today, o.Confirmations = day(today), confirmed
	r.Kept, r.File = true, "data/accidents.csv"
	o.Reaches = map[string]Reach{"accidents": r}
	o.Check()
	return o
}

// How far a table goes: what it says of itself, capped at today; with what was
// confirmed, where the two meet.
func TestReach(t *testing.T) {
	from := day("2025-01-01")
	confirmed := func(since, through string) *Confirmation {
		return &Confirmation{Table: "事故", Since: day(since), Through: day(through), Person: "甲", Day: day("2026-08-01")}
	}
	for _, c := range []struct {
		name   string
		office *Office
		period string
		asOf   string // "": not known
	}{
		{"through", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}), "2026Q1", "2026-03-31"},
		{"through, the quarter after", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}), "2026Q2", ""},
		{"through in the middle", reaching("2026-08-01", Reach{From: from, Through: day("2026-05-20")}), "2026Q2", "2026-05-20"},
		{"through that is still to come", reaching("2026-05-08", Reach{From: from, Through: day("2026-12-31")}), "2026Q2", "2026-05-08"},
		{"monthly", reaching("2026-05-08", Reach{From: from, Complete: Monthly}), "2026Q2", "2026-04-30"},
		{"monthly on the last day", reaching("2026-05-31", Reach{From: from, Complete: Monthly}), "2026Q2", "2026-04-30"},
		{"quarterly", reaching("2026-05-08", Reach{From: from, Complete: Quarterly}), "2026Q2", ""},
		{"quarterly, the last whole one", reaching("2026-05-08", Reach{From: from, Complete: Quarterly}), "2026Q1", "2026-03-31"},
		{"daily", reaching("2026-05-08", Reach{From: from, Complete: Daily}), "2026Q2", "2026-05-07"},
		{"nothing said", reaching("2026-05-08", Reach{From: from}), "2026Q1", ""},
		{"before it begins", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}), "2024Q4", ""},
		{"begins with its first row", reaching("2026-08-01", Reach{Through: day("2026-06-30")}), "2025Q3", "2025-09-30"},
		{"and not before that", reaching("2026-08-01", Reach{Through: day("2026-06-30")}), "2025Q2", ""},
		{"confirmed on", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}, confirmed("2026-04-01", "2026-06-30")), "2026H1", "2026-06-30"},
		{"confirmed with a hole", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}, confirmed("2026-05-01", "2026-06-30")), "2026H1", "2026-03-31"},
		{"a hole", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}, confirmed("2026-05-01", "2026-06-30")), "2026-06", "2026-06-30"},
		{"confirmed alone", reaching("2026-08-01", Reach{}, confirmed("2026-04-01", "2026-06-30")), "2026Q2", "2026-06-30"},
	} {
		asOf, err := c.office.AsOf("accidents", quarter(t, c.period))
		var gap *Gap
		if c.asOf == "" {
			if !errors.As(err, &gap) || gap.Problem.Zh == "" || gap.Remedy.Zh == "" || strings.Contains(gap.Problem.Zh+gap.Remedy.Zh+gap.Problem.En+gap.Remedy.En, "%!") {
				t.Errorf("%s: %s is known as of %s (%v), want a gap", c.name, c.period, asOf, err)
			}
			continue
		}
		if err != nil || asOf.String() != c.asOf {
			t.Errorf("%s: %s is as of %s (%v), want %s", c.name, c.period, asOf, err, c.asOf)
		}
	}
}

// What a running period says: 截至, the same days of last year, nothing of the
// period before.
func TestRunningPeriod(t *testing.T) {
	o := reaching("2026-05-31", Reach{From: day("2024-01-01"), Through: day("2026-05-10")})
	o.Accidents = append(o.Accidents, &Accident{Code: "B1", Date: day("2025-05-10"), UnitCode: "370103", Industry: "矿山", Deaths: 1},
		&Accident{Code: "B2", Date: day("2025-05-11"), UnitCode: "370103", Industry: "矿山", Deaths: 1})
	o.Check()
	s := o.Statistics(quarter(t, "2026Q2"))
	this, err := s.Total.This()
	if err != nil || this.Accidents != 2 || s.Span() != "2026年第二季度截至5月10日" || s.AsOf() != day("2026-05-10") {
		t.Errorf("%v %v as of %s: %s", this, err, s.AsOf(), s.Span())
	}
	last, err := s.Total.LastYear()
	if err != nil || last.Accidents != 1 { // not the ones of 11 May and 30 June
		t.Errorf("the same days of last year had %d accidents (%v), want 1", last.Accidents, err)
	}
	if text := sure(s.YearOnYear(s.Total)); !strings.HasPrefix(text, "与上年同期（2025年4月1日至5月10日）相比，事故起数上升100%") {
		t.Error(text)
	}
	if text := sure(s.OnPrevious(s.Total)); text != "本期尚未结束，不与上季度比较" {
		t.Error(text)
	}
	if s.YearToDate() != "1月1日至5月10日" || s.HasPrevious() {
		t.Errorf("%s, previous %v", s.YearToDate(), s.HasPrevious())
	}
	if got, want := s.Progress.Value, (4+10.0/31)/12; got-want > 1e-12 || want-got > 1e-12 {
		t.Errorf("%g of the year has gone by, want %g", got, want)
	}
}

// The paper's day bounds what it knows, whatever the table has.
func TestPaperKnowsNothingLater(t *testing.T) {
	o := reaching("2026-08-01", Reach{From: day("2024-01-01"), Through: day("2026-07-31")})
	o.Reaches["items"] = Reach{Kept: true, From: day("2026-01-01"), Through: day("2026-07-31")}
	o.Check()
	q := quarter(t, "2026Q1").Until(day("2026-03-18"))
	r := sure(o.SupervisionOf(o.Unit("370102"), q))
	if r.Done != 0 || r.Pending != 2 {
		t.Errorf("on 18 March %+v: the first finding was put right on the 19th, both were due on the 20th", r)
	}
	if r := sure(o.SupervisionOf(o.Unit("370102"), quarter(t, "2026Q1").Until(day("2026-03-02")))); r.Found != 2 {
		t.Errorf("on 2 March %+v", r)
	}
	if items := sure(o.ItemsIn(quarter(t, "2026Q1").Until(day("2026-03-01")))); len(items) != 2 {
		t.Errorf("on 1 March %d findings, want 2", len(items))
	}
	var gap *Gap
	if _, err := o.Analysis(quarter(t, "2026Q2").Until(day("2026-03-18"))); !errors.As(err, &gap) || !strings.Contains(gap.Problem.Zh, "早于") {
		t.Errorf("a paper of 18 March tells of the second quarter: %v", err)
	}
	whole := quarter(t, "2026Q1").Until(day("2026-04-08"))
	if !whole.Ended() || whole.Span() != "2026年第一季度" || whole.Previous().AsOf() != day("2025-12-31") {
		t.Errorf("a paper of 8 April sees %s", whole.Span())
	}
	if feb := quarter(t, "2024-02").Until(day("2024-02-29")).ToDate().LastYear(); feb.AsOf() != day("2023-02-28") {
		t.Errorf("to 29 February answers to %s", feb.AsOf())
	}
	if feb := quarter(t, "2025-02").Until(day("2025-02-28")).ToDate().LastYear(); feb.AsOf() != day("2024-02-29") {
		t.Errorf("to the end of February answers to %s", feb.AsOf())
	}
}

// A report that came after the paper's day is not there yet.
func TestReportsOfThePapersDay(t *testing.T) {
	o := reaching("2026-08-01", Reach{})
	o.Reaches["reports"] = Reach{Kept: true, From: day("2026-01-01"), Through: day("2026-03-31")}
	march := period.Period{Year: 2026, Kind: period.Month, Index: 3}
	o.MonthlyReports = []*Report{{UnitCode: "D1", Month: march, Submitted: day("2026-04-04")}}
	o.Check()
	if r := sure(o.Reports(march.Until(day("2026-04-03")))); r.Reported() != 0 {
		t.Errorf("on 3 April %d have reported", r.Reported())
	}
	if r := sure(o.Reports(march.Until(day("2026-04-04")))); r.Reported() != 1 {
		t.Errorf("on 4 April %d have reported", r.Reported())
	}
	if _, err := o.Reports(march.Next()); err == nil {
		t.Error("the reports of April are known, though the table ends in March")
	}
}

// What carries over is not known behind a hole: the hazards of June rest on those of
// April and May.
func TestCarriedOverAHole(t *testing.T) {
	o := judged()
	o.Confirmations = append(o.Confirmations, &Confirmation{Table: "hazards", Since: day("2026-08-01"), Through: day("2026-08-31"), Person: "甲", Day: day("2026-09-01")})
	o.Check()
	var gap *Gap
	_, err := o.HazardTotal(period.Period{Year: 2026, Kind: period.Month, Index: 8})
	if !errors.As(err, &gap) {
		t.Errorf("the hazards of August are known: %v", err)
	}
	if sure(o.HazardTotal(period.Period{Year: 2026, Kind: period.Month, Index: 6})) == nil {
		t.Error("those of June are not")
	}
}

// A ledger shows states as of its day: nothing in it came later.
func TestLedgerOfItsDay(t *testing.T) {
	o := judged()
	done, reviewed := day("2026-03-20"), day("2026-04-06")
	o.Hazards = []*Hazard{{Code: "Z1", Date: day("2026-03-02"), UnitCode: "370103", Description: "甲", Deadline: day("2026-03-10"), Done: done, Reviewed: reviewed, Reviewer: "乙", Opinion: "合格", Origin: row(2)}}
	o.Listings = []*Listing{{Code: "L1", Date: day("2026-01-05"), Kind: DutyListing, UnitCode: "370103", Content: "丙", LeadCode: "D1", Deadline: day("2026-03-10"), Applied: day("2026-02-01"), Approved: day("2026-02-05"), Extended: day("2026-04-10"),
		Accepted: day("2026-04-02"), Acceptor: "丁", Opinion: "合格", Delisted: day("2026-04-03"), Removal: "1号", Origin: row(2)}}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	march := period.Period{Year: 2026, Kind: period.Month, Index: 3}
	for asOf, want := range map[string]string{"2026-03-19": "  ", "2026-03-31": "2026-03-20  ", "2026-04-30": "2026-03-20  "} {
		h := sure(o.HazardsOpen(march.Until(day(asOf))))[0]
		if got := h.Done.String() + " " + h.Reviewed.String() + " " + h.Reviewer; got != want {
			t.Errorf("the ledger of March on %s has %q, want %q", asOf, got, want)
		}
	}
	april := march.Next()
	if h := sure(o.HazardsOpen(april))[0]; h != o.Hazards[0] {
		t.Error("nothing of the hazard is later than April: it is the record itself")
	}
	l := sure(o.ListingsOpen(march))[0]
	if !l.Accepted.IsZero() || l.Opinion != "" || !l.Delisted.IsZero() || l.Removal != "" || l.Extended != day("2026-04-10") {
		t.Errorf("the ledger of March has %+v", l)
	}
	january := march.Previous().Previous()
	if l := sure(o.ListingsOpen(january))[0]; !l.Approved.IsZero() || !l.Extended.IsZero() || l.Status(january.End()) != "督办中" {
		t.Errorf("the ledger of January has %+v", l)
	}
	q := quarter(t, "2026Q1")
	for _, i := range sure(o.ItemsIn(q)) {
		if i.Code == "H1" && (i.Done != day("2026-03-19") || !i.Reviewed.IsZero()) || i.Code == "H6" && !i.Done.IsZero() {
			t.Errorf("the quarter's findings have %+v", i)
		}
	}
}

// A running period is compared with the same days of the year before, if these are
// known, whatever is known of the rest of that period.
func TestSameDaysOfTheYearBefore(t *testing.T) {
	day := func(y, m, d int) period.Date { return period.Date{Year: y, Month: m, Day: d} }
	office := func(since, through period.Date) *Office {
		o := &Office{Today: day(2026, 6, 1), Units: []*Unit{{Code: "1", Name: "青禾市", Tier: City}},
			Accidents:     []*Accident{{Code: "A", Date: day(2026, 4, 3), UnitCode: "1"}, {Code: "B", Date: day(2025, 4, 3), UnitCode: "1"}, {Code: "C", Date: day(2025, 6, 3), UnitCode: "1"}},
			Reaches:       map[string]Reach{"accidents": {Kept: true, From: day(2026, 1, 1), Through: day(2026, 5, 31)}},
			Confirmations: []*Confirmation{{Table: "accidents", Since: since, Through: through}}}
		o.Check()
		return o
	}
	p := period.Period{Year: 2026, Kind: period.Quarter, Index: 2}.Until(day(2026, 5, 31))
	january := day(2025, 1, 1)
	s := office(january, day(2025, 5, 31)).Statistics(p)
	last, err := s.Total.LastYear()
	if !s.HasLastYear() || !s.HasCumulativeLastYear() || err != nil || last.Accidents != 1 {
		t.Errorf("the same days of the year before are known: %v %v", last, err)
	}
	s = office(january, day(2025, 12, 31)).Statistics(p)
	last, _ = s.Total.LastYear()
	if year, err := s.Total.CumulativeLastYear(); err != nil || year.Accidents != 1 || last.Accidents != 1 {
		t.Errorf("of a whole year before the same days count: %v and %v so far", last, year)
	}
	if s := office(day(2025, 4, 1), day(2025, 5, 31)).Statistics(p); !s.HasLastYear() || s.HasCumulativeLastYear() {
		t.Error("January of the year before is not known, and yet its year so far compared with")
	}
	if s := office(january, day(2025, 5, 30)).Statistics(p); s.HasLastYear() || s.HasCumulativeLastYear() {
		t.Error("a day of the year before is not known, and yet compared with")
	}
}

// The cure names the line of hongtou.yaml as it stands: through is changed where it is
// written, and written where complete says the last day.
func TestCureOfAShortTable(t *testing.T) {
	from := day("2026-01-01")
	for _, c := range []struct {
		name      string
		o         *Office
		p, zh, en string
	}{
		{"through", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}), "2026Q2", "将 through 改为 2026-06-30", "set through to 2026-06-30"},
		{"complete", reaching("2026-05-08", Reach{From: from, Complete: Quarterly}), "2026-05", "写明 through: 2026-05-31", "write through: 2026-05-31"},
		{"from", reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")}), "2024Q4", "将 from 改为 2024-10-01", "set from to 2024-10-01"},
		{"the first row", reaching("2026-08-01", Reach{Through: day("2026-06-30")}), "2024Q4", "写明 from: 2024-10-01", "write from: 2024-10-01"},
	} {
		_, err := c.o.AsOf("accidents", quarter(t, c.p))
		gaps := Gaps(err)
		if len(gaps) != 1 || !strings.Contains(gaps[0].Remedy.Zh, c.zh) || !strings.Contains(gaps[0].Remedy.En, c.en) {
			t.Errorf("%s: %v, want %s", c.name, gaps, c.zh)
		}
	}
	late := reaching("2026-08-01", Reach{From: from, Through: day("2026-03-31")})
	if err := Listed(late, "accidents", quarter(t, "2026H1")); len(Gaps(err)) != 1 || !strings.Contains(Gaps(err)[0].Remedy.Zh, "将 through 改为 2026-06-30") {
		t.Errorf("rows of a half-year: %v", err)
	}
}

// A paper of a period that has not begun says so once, whatever tables it asks.
func TestPeriodToComeIsToldOnce(t *testing.T) {
	o := reaching("2026-05-08", Reach{Through: day("2026-04-30"), Place: diag.Place{File: "hongtou.yaml", Line: 7, Key: "data.accidents"}})
	o.Reaches["hazards"] = Reach{Kept: true, Place: diag.Place{File: "hongtou.yaml", Line: 9, Key: "data.hazards"}}
	p := quarter(t, "2026Q4").Until(o.Today)
	_, first := o.AsOf("accidents", p)
	_, second := o.AsOf("hazards", p)
	if a, b := Gaps(first), Gaps(second); len(a) != 1 || len(b) != 1 || a[0].Diagnostic() != b[0].Diagnostic() {
		t.Errorf("%v and %v", first, second)
	}
}
