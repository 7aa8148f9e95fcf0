package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// judged is the city with complete tables of accidents, findings, listings, hazards
// and reports, of which the last three are empty, and a score for each place.
func judged() *Office {
	o := city()
	o.Settings.RankedFrom, o.Settings.ScoreFactor = 1, 2
	o.Reaches = map[string]Reach{}
	for _, table := range []string{"accidents", "items", "listings", "hazards"} {
		o.Reaches[table] = Reach{Kept: true, From: day("2025-01-01"), Through: day("2026-06-30")}
	}
	for _, table := range []string{"listings", "hazards"} {
		o.Confirmations = append(o.Confirmations, &Confirmation{Table: table, Since: day("2025-01-01"), Through: day("2026-06-30"), Person: "甲", Day: day("2026-07-01")})
	}
	return o
}

// Whom the circular praises and criticises, and for what: one case a reason.
func TestJudgement(t *testing.T) {
	const (
		wang  = "370103" // 望山, tied for the first rank, nothing overdue
		base  = "370102 发生较大以上事故1起、死亡3人，督查发现的1项重大隐患逾期未整改"
		sand  = "370104 督查得分18分，等次为不合格"
		roads = "D1 督查得分0分，等次为不合格"
	)
	listed := func(unit, site, opinion string) func(o *Office) {
		return func(o *Office) {
			o.Listings = append(o.Listings, &Listing{Code: "L1", Date: day("2026-01-05"), Kind: DutyListing, UnitCode: unit, Content: "丙", LeadCode: "D1", Site: site, Deadline: day("2026-03-01"), Origin: row(2)})
		}
	}
	for _, c := range []struct {
		name    string
		change  func(o *Office)
		praised string
		want    []string
	}{
		{"nothing more", func(*Office) {}, wang, []string{base, sand, roads}},
		{"listed supervision that is overdue", listed("370103", "", ""), "", []string{base, "370103 1件挂牌督办事项逾期30天未办结", sand, roads}},
		{"another's case names its place", listed("370104", "望山县某市场", ""), "", []string{base, "370104 1件挂牌督办事项逾期30天未办结，督查得分18分，等次为不合格", roads}},
		{"a major hazard that is open", func(o *Office) {
			o.Hazards = append(o.Hazards, &Hazard{Code: "Z1", Date: day("2026-03-02"), UnitCode: "370103", Description: "甲", Major: true, Basis: "标准", Deadline: day("2026-05-20"), Origin: row(2)})
		}, "", []string{base, sand, roads}},
		{"a major hazard that is overdue", func(o *Office) {
			o.Hazards = append(o.Hazards, &Hazard{Code: "Z1", Date: day("2026-03-02"), UnitCode: "370103", Description: "甲", Major: true, Basis: "标准", Deadline: day("2026-03-20"), Origin: row(2)})
		}, "", []string{base, "370103 台账中1项重大隐患逾期未整改", sand, roads}},
		{"a major hazard that was put right", func(o *Office) {
			o.Hazards = append(o.Hazards, &Hazard{Code: "Z1", Date: day("2026-03-02"), UnitCode: "370103", Description: "甲", Major: true, Basis: "标准", Deadline: day("2026-03-20"), Done: day("2026-03-19"), Origin: row(2)})
		}, wang, []string{base, sand, roads}},
		{"a control figure that is broken", func(o *Office) {
			o.Accidents = append(o.Accidents, &Accident{Code: "A9", Date: day("2026-01-09"), UnitCode: "370103", Industry: "矿山", Deaths: 1, Origin: row(9)},
				&Accident{Code: "A10", Date: day("2026-01-10"), UnitCode: "370103", Industry: "矿山", Deaths: 2, Origin: row(10)}, &Accident{Code: "A11", Date: day("2026-01-11"), UnitCode: "370103", Industry: "矿山", Deaths: 2, Origin: row(11)})
		}, "", []string{base, "370103 累计死亡5人，突破全年控制数4人", sand, roads}},
		{"a veto of the quarter", func(o *Office) {
			o.Adjustments = append(o.Adjustments, &Adjustment{Year: 2025, UnitCode: "370103", Kind: Veto, Reason: "瞒报", Date: day("2026-01-20"), Origin: row(2)})
		}, "", []string{"370103 2025年度考核实行一票否决", base, sand, roads}},
		{"a veto that the paper's day does not know", func(o *Office) {
			o.Adjustments = append(o.Adjustments, &Adjustment{Year: 2026, UnitCode: "370103", Kind: Veto, Reason: "瞒报", Date: day("2026-04-20"), Origin: row(2)})
		}, wang, []string{base, sand, roads}},
		{"a veto that is a ruling only", func(o *Office) {
			o.VetoRulings = append(o.VetoRulings, &VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", Reason: "瞒报", Notified: day("2026-01-05"), Decided: day("2026-01-20"), Decision: Upheld, Origin: row(2)})
		}, "", []string{"370103 2025年度考核实行一票否决", base, sand, roads}},
		{"a veto in both tables is one", func(o *Office) {
			o.Adjustments = append(o.Adjustments, &Adjustment{Year: 2025, UnitCode: "370103", Kind: Veto, Reason: "瞒报", Date: day("2026-01-20"), Origin: row(2)})
			o.VetoRulings = append(o.VetoRulings, &VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", Reason: "瞒报", Notified: day("2026-01-05"), Decided: day("2026-01-20"), Decision: Upheld, Origin: row(2)})
		}, "", []string{"370103 2025年度考核实行一票否决", base, sand, roads}},
		{"a ruling that the paper's day does not know", func(o *Office) {
			o.VetoRulings = append(o.VetoRulings, &VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", Reason: "瞒报", Notified: day("2026-01-05"), Decided: day("2026-04-20"), Decision: Upheld, Origin: row(2)})
		}, wang, []string{base, sand, roads}},
		{"a veto that follows from last year's accident", func(o *Office) {
			o.Accidents = append(o.Accidents, &Accident{Code: "A9", Date: day("2025-08-17"), UnitCode: "370103", Industry: "火灾", Deaths: 3, Approved: day("2025-11-14"), Origin: row(9)})
			o.Investigations = append(o.Investigations, &Investigation{AccidentCode: "A9", Approved: day("2025-11-14"), Nature: Culpable, Direct: "短路", UnitCodes: []string{"370103"}, Origin: row(2)})
		}, "", []string{base, sand, roads}},
		{"who is named as liable before the report of the investigation is approved", func(o *Office) {
			o.Accidents[0].Liable, o.Accidents[0].Approved = "D1", day("2026-04-20")
		}, wang, []string{base, sand, roads}},
		{"who is liable by the report", func(o *Office) {
			o.Accidents[0].Liable, o.Accidents[0].Approved = "D1", day("2026-03-20")
		}, wang, []string{base, "D1 发生较大以上事故1起、死亡3人，督查得分0分，等次为不合格", sand}},
		{"too few places", func(o *Office) { o.Settings.RankedFrom = 2 }, wang, []string{base}},
	} {
		o := judged()
		c.change(o)
		if l := o.Check(); l.Errors() > 0 {
			t.Fatalf("%s: %v", c.name, l.All())
		}
		p := quarter(t, "2026Q1").Until(day("2026-04-08"))
		var praised, got []string
		for _, r := range sure(o.Praised(p)) {
			praised = append(praised, r.Unit.Code)
		}
		for _, x := range sure(o.Criticised(p)) {
			got = append(got, x.Unit.Code+" "+strings.Join(x.Reasons, "，"))
		}
		if strings.Join(praised, " ") != c.praised || !slices.Equal(got, c.want) {
			t.Errorf("%s: praised %v, want %s; criticised\n%s\nwant\n%s", c.name, praised, c.praised, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// The last of its tier is not praised, however few there are and whatever its grade.
func TestTheLastIsNotPraised(t *testing.T) {
	o := judged()
	o.Settings.Good, o.Settings.Pass = 2, 1
	for _, i := range o.Items {
		if i.UnitCode == "370104" {
			i.Done, i.Reviewed = i.Deadline, i.Deadline
		}
	}
	o.Check()
	last := false
	p := quarter(t, "2026Q1").Until(day("2026-04-08"))
	for _, r := range sure(o.Supervision(p)) {
		last = last || r.Unit.Code == "370104" && r.Rank == 3 && r.Overdue == 0
	}
	if !last {
		t.Fatal("370104 is not the last, or has something overdue")
	}
	for _, r := range sure(o.Praised(p)) {
		if r.Unit.Code == "370104" {
			t.Errorf("%s is praised with rank %d, the last", r.Unit.Name, r.Rank)
		}
	}
}

// Without a supervision, accidents, control figures and overdue listings still count.
func TestJudgementWithoutSupervision(t *testing.T) {
	o := judged()
	o.Items = nil
	o.Listings = []*Listing{{Code: "L1", Date: day("2026-01-05"), Kind: DutyListing, UnitCode: "370103", Content: "丙", LeadCode: "D1", Deadline: day("2026-03-01"), Origin: row(2)}}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	var got []string
	for _, x := range sure(o.CriticisedWithout(quarter(t, "2026Q1"))) {
		got = append(got, x.Unit.Code+" "+strings.Join(x.Reasons, "，"))
	}
	if want := "370102 发生较大以上事故1起、死亡3人|370103 1件挂牌督办事项逾期30天未办结"; strings.Join(got, "|") != want {
		t.Errorf("criticised %q, want %q", got, want)
	}
	o = judged()
	o.Items, o.Confirmations = nil, nil // nobody confirmed that there are no listings
	o.Check()
	if in, err := o.CriticisedWithout(quarter(t, "2026Q1")); err == nil || in != nil {
		t.Errorf("the listings are not known, but %v are criticised for the quarter: %v", in, err)
	}
}

// Late reports bar from praise, and two of them are criticised; what is due after the
// paper's day is not late.
func TestJudgementOfReports(t *testing.T) {
	o := judged()
	o.Reaches["reports"] = Reach{Kept: true, From: day("2026-01-01"), Through: day("2026-03-31")}
	for _, u := range []string{"370102", "370103", "370104", "D1"} {
		for m := 1; m <= 3; m++ {
			r := &Report{UnitCode: u, Month: period.Period{Year: 2026, Kind: period.Month, Index: m}, Submitted: day(fmt.Sprintf("2026-0%d-03", m+1))}
			if u == "370103" && m < 3 {
				r.Submitted = day(fmt.Sprintf("2026-0%d-09", m+1))
			}
			o.MonthlyReports = append(o.MonthlyReports, r)
		}
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	late := func(asOf string) string {
		for _, x := range sure(o.Criticised(quarter(t, "2026Q1").Until(day(asOf)))) {
			if x.Unit.Code == "370103" {
				return strings.Join(x.Reasons, "，")
			}
		}
		return ""
	}
	if got := late("2026-04-08"); got != "2次未按时报送月报" {
		t.Errorf("望山 is criticised for %q", got)
	}
	if got := late("2026-03-04"); got != "" { // only January's was due
		t.Errorf("on 4 March 望山 is criticised for %q", got)
	}
	if praised := sure(o.Praised(quarter(t, "2026Q1").Until(day("2026-04-08")))); len(praised) > 0 {
		t.Errorf("%s is praised, though its reports were late", praised[0].Unit.Name)
	}
}

// Of reports that are not entered, one complaint asks for all months that were due.
func TestJudgementOfReportsThatAreNotEntered(t *testing.T) {
	o := judged()
	o.Reaches["reports"] = Reach{Kept: true, From: day("2025-12-01"), Through: day("2025-12-31")}
	o.MonthlyReports = []*Report{{UnitCode: "370102", Month: period.Period{Year: 2025, Kind: period.Month, Index: 12}, Submitted: day("2026-01-03")}}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	for asOf, through := range map[string]string{"2026-04-08": "2026-03-31", "2026-04-02": "2026-02-28"} {
		in, err := o.Praised(quarter(t, "2026Q1").Until(day(asOf)))
		gaps := Gaps(err)
		if in != nil || len(gaps) != 1 || gaps[0].Table != "reports" || !strings.HasSuffix(gaps[0].Remedy.En, "--from 2026-01-01 --through "+through) {
			t.Errorf("on %s %v", asOf, gaps)
		}
	}
}

// Who was checked at two places with the average of another that was checked at
// twenty has its score; a unit with one finding is not ranked before them.
func TestScoreByPlaces(t *testing.T) {
	o := &Office{SupervisionList: []*Supervision{{Name: "督查", Start: day("2026-01-05"), End: day("2026-01-09")}}}
	for i, x := range []struct{ findings, places int }{{20, 10}, {4, 4}, {3, 3}, {1, 1}} {
		code := fmt.Sprint("C", i)
		o.Units = append(o.Units, &Unit{Code: code, Name: code, Tier: County})
		for k := range x.findings {
			o.Items = append(o.Items, &SupervisionItem{Code: fmt.Sprint(code, "-", k), UnitCode: code, Date: day("2026-01-05"), Site: fmt.Sprint("部位", k%x.places), Major: i == 1 && k == 0})
		}
	}
	o.Check()
	var got []string
	for _, r := range sure(o.Supervision(quarter(t, "2026Q1"))) {
		got = append(got, fmt.Sprintf("%s %d %g %s", r.Unit.Code, r.Rank, r.Score, r.Grade))
	}
	// without points in the table an ordinary finding costs 1, a major one 5:
	// 100 − 10 × 20 ÷ 10; 100 − 10 × (5 + 3) ÷ 4; 100 − 10 × 3 ÷ 3
	want := []string{"C2 1 90 优秀", "C0 2 80 良好", "C1 2 80 良好", "C3 0 90 不评定"}
	if !slices.Equal(got, want) {
		t.Errorf("scores %q, want %q", got, want)
	}
	if rule := o.ScoringRule(); rule != "得分以100分为基准，减去平均每个检查部位扣分的10倍，扣完为止；检查部位不足3处的不排名、不评定等次" {
		t.Error(rule)
	}
}
