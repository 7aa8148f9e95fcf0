package model

import (
	"testing"

	"hongtou/generator/period"
)

// sectorCity has accidents of each nature in 2026, and one of the year before.
func sectorCity(t *testing.T) *Office {
	t.Helper()
	o := yearCity()
	o.Accidents = []*Accident{
		{Code: "A1", Date: day("2026-01-05"), UnitCode: "370102", Industry: "道路交通", Deaths: 1, Loss: 1, Origin: row(2)},
		{Code: "A2", Date: day("2026-01-06"), UnitCode: "370102", Industry: "道路交通", Production: "否", Deaths: 3, Loss: 2, Origin: row(3)},
		{Code: "A3", Date: day("2026-02-06"), UnitCode: "370103", Industry: "火灾", Sector: "批发和零售业", Deaths: 2, Origin: row(4)},
		{Code: "A4", Date: day("2026-02-07"), UnitCode: "370103", Industry: "特种设备", Production: "是", Deaths: 1, Origin: row(5)},
		{Code: "A5", Date: day("2026-03-07"), UnitCode: "370103", Industry: "煤矿", Deaths: 1, Origin: row(6)},
		{Code: "A6", Date: day("2025-03-07"), UnitCode: "370103", Industry: "建筑施工", Sector: "建筑业", Deaths: 4, Origin: row(7)},
	}
	return o
}

func sound6(t *testing.T, o *Office) *Office {
	t.Helper()
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	return o
}

// The four indicators, lists and vetoes leave out what is none of production; its own
// row tells of it, and both add up to all that is entered.
func TestAccidentsOfPrivateLife(t *testing.T) {
	o := sound6(t, sectorCity(t))
	q := quarter(t, "2026Q1")
	if s := o.Statistics(q).Total.this; s.Accidents != 4 || s.Deaths != 5 {
		t.Errorf("the quarter has %+v", s)
	}
	if n := len(sure(o.AccidentsIn(q))); n != 4 {
		t.Errorf("%d accidents are listed", n)
	}
	if n := len(sure(o.AccidentsOf(o.Unit("370102"), q))); n != 1 {
		t.Errorf("%d accidents are the county's", n)
	}
	if n := len(o.vetoCases(o.Unit("370102"), q.Whole())); n != 0 {
		t.Errorf("%d accidents veto, though the one of three dead was private", n)
	}
	rows := sure(o.ByNature(q))
	if len(rows) != 2 || rows[0].this.Accidents != 4 || rows[1].this != (Indicators{Accidents: 1, Deaths: 3, Loss: 2}) {
		t.Errorf("by nature: %+v", rows)
	}
	if other := sure(o.OtherAccidents(q)); other.this.Deaths != 3 {
		t.Errorf("private life had %+v", other)
	}
}

// A class follows from 门类, then from a field that leaves no doubt; the rest is shown
// as not filled in, and all classes add up to the total.
func TestClassesOfTheNationalEconomy(t *testing.T) {
	o := sound6(t, sectorCity(t))
	got := map[string]int{}
	sum := 0
	for _, r := range sure(o.ByClass(quarter(t, "2026Q1"))) {
		got[r.Name] = r.this.Deaths
		sum += r.this.Accidents
		if r.Known() == (r.Name == "行业门类未填") {
			t.Errorf("%s is known: %v", r.Name, r.Known())
		}
	}
	for name, want := range map[string]int{"交通运输业": 1, "商贸制造业": 2, "采矿业": 1, "行业门类未填": 1, "建筑业": 0, "农林牧渔业": 0, "其他行业": 0} {
		if got[name] != want {
			t.Errorf("%s has %d dead, want %d", name, got[name], want)
		}
	}
	if sum != 4 {
		t.Errorf("the classes have %d accidents of 4", sum)
	}
	for _, c := range []struct {
		a          Accident
		class      string
		industrial bool
	}{
		{Accident{Sector: "采矿业", Industry: "道路交通"}, "采矿业", true}, {Accident{Sector: "教育"}, "其他行业", false}, {Accident{Industry: "工贸"}, "商贸制造业", true},
		{Accident{Industry: "建筑施工"}, "建筑业", true}, {Accident{Industry: "渔业船舶"}, "农林牧渔业", false}, {Accident{Industry: "火灾"}, "行业门类未填", false},
	} {
		if c.a.Class() != c.class || c.a.Industrial() != c.industrial {
			t.Errorf("%+v is of %s", c.a, c.a.Class())
		}
	}
}

func value(x *float64) float64 {
	if x == nil {
		return -1
	}
	return *x
}

// A relative indicator is deaths for so much of the same year's base, as many decimals
// as are published; roads count private life too. Without a base there is none, and
// none of a year that is not over or not entered to its end.
func TestRelativeIndicators(t *testing.T) {
	o := sectorCity(t)
	o.Bases = []*Base{
		{Year: 2026, UnitCode: "370100", Kind: "地区生产总值", Value: 12.1, Origin: row(2)},
		{Year: 2025, UnitCode: "370100", Kind: "地区生产总值", Value: 10, Origin: row(3)},
		{Year: 2026, UnitCode: "370100", Kind: "工矿商贸就业人员", Value: 6, Origin: row(4)},
		{Year: 2026, UnitCode: "370100", Kind: "机动车保有量", Value: 3, Origin: row(5)},
		{Year: 2026, UnitCode: "370100", Kind: "原煤产量", Value: 900, Origin: row(6)},
		{Year: 2026, UnitCode: "370103", Kind: "地区生产总值", Value: 8, Origin: row(7)},
	}
	if o.Region == nil {
		sound6(t, o)
	}
	top := o.Region.Code
	for _, b := range o.Bases[:5] {
		b.UnitCode = top
	}
	sound6(t, o)
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	rows := sure(o.Relatives(year))
	for i, want := range []struct {
		name        string
		deaths      int
		value, last float64
		text        string
	}{
		{"亿元国内生产总值生产安全事故死亡率", 5, 0.413, 0.4, "0.413人/亿元"},
		{"工矿商贸就业人员十万人生产安全事故死亡率", 3, 5, -1, "5人/10万人"},
		{"道路交通事故万车死亡率", 4, 1.33, -1, "1.33人/万辆"},
		{"煤矿百万吨死亡率", 1, 0.111, -1, "0.111人/百万吨"},
		{"亿元国内生产总值生产安全事故死亡率", 4, 0.5, -1, "0.5人/亿元"},
	} {
		if i >= len(rows) {
			t.Fatalf("only %d relative indicators", len(rows))
		}
		r := rows[i]
		if r.Name != want.name || r.Deaths != want.deaths || value(r.Value) != want.value || value(r.LastYear) != want.last || r.Text() != want.text {
			t.Errorf("%s of %s: %d dead, %v, last year %v, %q; want %+v", r.Name, r.Unit.Short, r.Deaths, value(r.Value), value(r.LastYear), r.Text(), want)
		}
	}
	if len(rows) != 5 {
		t.Errorf("%d rows: a division without a base has one", len(rows))
	}
	o.Bases = o.Bases[:1]
	sound6(t, o)
	if r := sure(o.RelativesOf(o.Region, year))[3]; r.Value != nil || r.Text() != "" {
		t.Errorf("without a base the indicator is %v", value(r.Value))
	}
	for _, p := range []period.Period{quarter(t, "2026Q1"), year.Until(day("2026-12-30"))} {
		if rows := sure(o.Relatives(p)); rows != nil {
			t.Errorf("%v, which does not end with the year, has %d", p, len(rows))
		}
	}
	if rows := sure(o.Relatives(quarter(t, "2026Q4"))); len(rows) != 4 {
		t.Errorf("the last quarter has %d", len(rows))
	}
	o.Reaches = map[string]Reach{"accidents": {Kept: true, From: day("2025-01-01"), Through: day("2026-06-30")}}
	sound6(t, o)
	if rows := sure(o.Relatives(year)); rows != nil {
		t.Errorf("a year that is entered to June has %d", len(rows))
	}
	o.Bases = append(o.Bases, &Base{Year: 2025, UnitCode: top, Kind: "地区生产总值", Value: 10, Origin: row(3)})
	for from, want := range map[string]float64{"2025-01-01": 0.4, "2025-01-02": -1} {
		o.Reaches["accidents"] = Reach{Kept: true, From: day(from), Through: day("2026-12-31")}
		sound6(t, o)
		if r := sure(o.RelativesOf(o.Region, year))[0]; value(r.LastYear) != want {
			t.Errorf("of accidents from %s last year's is %v", from, value(r.LastYear))
		}
	}
}

// A base is of its kind's measure and more than nothing.
func TestBasesAreSound(t *testing.T) {
	o := yearCity()
	o.Bases = []*Base{
		{Year: 2025, UnitCode: "370102", Kind: "地区生产总值", Value: 12000, Measure: "万元", Origin: row(2)},
		{Year: 2025, UnitCode: "370103", Kind: "地区生产总值", Value: 0, Origin: row(3)},
	}
	codes := ""
	for _, d := range o.Check().All() {
		codes += d.Code + " "
	}
	if codes != "base-measure base-value " {
		t.Errorf("the complaints are %s", codes)
	}
}
