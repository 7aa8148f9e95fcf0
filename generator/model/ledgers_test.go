package model

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// yearCity is city with ledgers that have no fault: three counties that are
// assessed, a hazard, a listing, reports and grids.
func yearCity() *Office {
	o := city()
	zero, ten := 0.0, 10.0
	o.Accidents = nil
	o.Hazards = []*Hazard{
		{Code: "H1", Date: day("2026-03-02"), UnitCode: "E1", Description: "甲", Major: true, Basis: "判定标准", Measure: "停用", Funds: &ten, Person: "王一", Deadline: day("2026-03-20"), Plan: "值守", Origin: row(2)},
		{Code: "H2", Date: day("2026-02-02"), UnitCode: "T1", Description: "乙", Measure: "清理", Funds: &zero, Person: "王二", Deadline: day("2026-02-20"), Done: day("2026-02-18"), Reviewed: day("2026-03-01"), Reviewer: "李三", Opinion: "合格", Origin: row(3)},
	}
	o.Listings = []*Listing{
		{Code: "L1", Date: day("2026-01-10"), Kind: HazardListing, UnitCode: "370102", Hazard: "H1", Content: "丙", LeadCode: "D1", Deadline: day("2026-03-31"),
			Applied: day("2026-03-01"), Approved: day("2026-03-10"), Extended: day("2026-04-30"), Origin: row(2)},
	}
	march := quarterMonth("2026-03")
	o.MonthlyReports = []*Report{
		{UnitCode: "D1", Month: march, Submitted: day("2026-04-05"), Hazards: 4, Fixed: 3, Major: 1, Origin: row(2)},
		{UnitCode: "370102", Month: march, Submitted: day("2026-04-08"), Hazards: 6, Fixed: 6, Fines: 1.5, Origin: row(3)},
	}
	o.Criteria = []*Criterion{
		{Year: 2025, Code: "X1", Tier: County, Group: "责任", FullMark: 60, Origin: row(2)},
		{Year: 2025, Code: "X2", Tier: County, Group: "隐患", FullMark: 40, Origin: row(3)},
	}
	for i, code := range []string{"370102", "370103", "370104"} {
		o.Marks = append(o.Marks,
			&Mark{Year: 2025, UnitCode: code, CriterionCode: "X1", Deduction: float64(i / 2 * 3), Reason: "缺记录", Origin: row(2 * i)},
			&Mark{Year: 2025, UnitCode: code, CriterionCode: "X2", Deduction: 4, Reason: "逾期", Origin: row(2*i + 1)})
	}
	o.Standings = []*Standing{{Year: 2024, UnitCode: "370103", Rank: 3, Score: 80, Origin: row(2)}}
	o.Grids = []*Grid{
		{Code: "G0", Level: "县级", UnitCode: "370102", Name: "区安委办", Leader: "甲", Member: "乙", Phone: "1", FullTime: 3, Origin: row(2)},
		{Code: "G1", Level: "村级", UnitCode: "T1", ParentCode: "G0", Name: "东村网格", Member: "丙", Phone: "2", Covered: 5, Origin: row(3)},
	}
	return o
}

func quarterMonth(s string) period.Period {
	p, _ := period.Parse(s)
	return p
}

func TestLedgersWithoutFault(t *testing.T) {
	o := yearCity()
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
}

// Each slip in a ledger is complained of in the column where it stands.
func TestLedgerComplaints(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(o *Office)
		code  string
		field string
	}{
		{"a limit before the check", func(o *Office) { o.Hazards[0].Deadline = day("2026-03-01") }, "hazard-deadline", "Deadline"},
		{"reviewed by nobody", func(o *Office) { o.Hazards[1].Reviewer = "" }, "hazard-reviewed-undone", "Reviewer"},
		{"a major hazard without a plan", func(o *Office) { o.Hazards[0].Plan = "" }, "hazard-major-unfixed", "Major"},
		{"an unknown unit", func(o *Office) { o.Hazards[0].UnitCode = "E9" }, "unit-unknown", "UnitCode"},
		{"two hazards of one code", func(o *Office) { o.Hazards[1].Code = "H1" }, "hazard-duplicate", "Code"},
		{"a listing of no hazard", func(o *Office) { o.Listings[0].Hazard = "H9" }, "listing-hazard-unknown", "Hazard"},
		{"refused and put off", func(o *Office) { o.Listings[0].Decision = Refused }, "listing-refused", "Extended"},
		{"granted without a limit", func(o *Office) { o.Listings[0].Decision, o.Listings[0].Extended = Agreed, period.Date{} }, "listing-granted", "Extended"},
		{"refused on no day", func(o *Office) {
			o.Listings[0].Decision, o.Listings[0].Extended, o.Listings[0].Approved = Refused, period.Date{}, period.Date{}
		}, "listing-refusal", "Approved"},
		{"refused without an application", func(o *Office) {
			o.Listings[0].Decision, o.Listings[0].Extended, o.Listings[0].Applied = Refused, period.Date{}, period.Date{}
		}, "listing-refusal", "Applied"},
		{"an extension that nobody approved", func(o *Office) { o.Listings[0].Approved = period.Date{} }, "listing-extension", "Approved"},
		{"an extension approved too late", func(o *Office) { o.Listings[0].Approved = day("2026-04-01") }, "listing-approved-late", "Approved"},
		{"an extension applied for too late", func(o *Office) { o.Listings[0].Applied = day("2026-03-20"); o.Listings[0].Approved = day("2026-03-21") }, "listing-applied-late", "Applied"},
		{"delisted without acceptance", func(o *Office) {
			o.Listings[0].Delisted = day("2026-04-02")
			o.Listings[0].Opinion = "合格"
			o.Listings[0].Acceptor = "甲"
		}, "listing-unaccepted", "Accepted"},
		{"delisted though it failed", func(o *Office) {
			l := o.Listings[0]
			l.Accepted, l.Acceptor, l.Opinion, l.Delisted = day("2026-04-01"), "甲", "不合格", day("2026-04-02")
		}, "listing-not-passed", "Opinion"},
		{"a unit listed for too long", func(o *Office) { o.Listings[0].Kind = DutyListing }, "listing-too-long", "Deadline"},
		{"more put right than found", func(o *Office) { o.MonthlyReports[0].Fixed = 5 }, "report-fixed", "Fixed"},
		{"a month reported twice", func(o *Office) { o.MonthlyReports[1].UnitCode = "D1" }, "report-duplicate", "Month"},
		{"a report of a unit that is no member", func(o *Office) { o.MonthlyReports[0].UnitCode = "E1" }, "report-not-member", "UnitCode"},
		{"a report before its month", func(o *Office) { o.MonthlyReports[0].Submitted = day("2026-02-27") }, "report-early", "Submitted"},
		{"marks that do not make a hundred", func(o *Office) { o.Criteria[1].FullMark = 30 }, "criterion-sum", "FullMark"},
		{"more taken off than there is", func(o *Office) { o.Marks[1].Deduction = 41 }, "mark-deduction", "Deduction"},
		{"a deduction for nothing", func(o *Office) { o.Marks[1].Reason = "" }, "mark-reason-missing", "Reason"},
		{"a criterion of another tier", func(o *Office) { o.Marks[0].UnitCode = "D1" }, "mark-criterion-tier", "CriterionCode"},
		{"a criterion that is not there", func(o *Office) { o.Marks[0].CriterionCode = "X9" }, "mark-criterion-unknown", "CriterionCode"},
		{"praise for a vetoed unit", func(o *Office) {
			o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370102", Kind: Veto, Reason: "瞒报", Origin: row(2)}}
			o.Rewards = []*Reward{{Code: "R1", Date: day("2026-01-20"), Year: 2025, Kind: CommendationKind, UnitCode: "370102", Origin: row(2)}}
		}, "reward-vetoed", "UnitCode"},
		{"praise for a unit with a case that is open", func(o *Office) {
			o.Listings = []*Listing{{Code: "L1", Date: day("2025-12-05"), Kind: DutyListing, UnitCode: "370102", Content: "丙", LeadCode: "D1", Deadline: day("2026-03-05"), Origin: row(2)}}
			o.Rewards = []*Reward{{Code: "R1", Date: day("2026-01-20"), Year: 2025, Kind: CommendationKind, UnitCode: "370102", Origin: row(2)}}
		}, "reward-listed", "UnitCode"},
		{"the same praise twice", func(o *Office) {
			for i, code := range []string{"R1", "R2"} {
				o.Rewards = append(o.Rewards, &Reward{Code: code, Date: day("2026-01-20"), Kind: CommendationKind, UnitCode: "D1", Title: "先进集体", Origin: row(i)})
			}
		}, "reward-twice", "UnitCode"},
		{"a notice after the interview", func(o *Office) {
			o.Rewards = []*Reward{{Code: "R1", Date: day("2026-01-20"), Issued: day("2026-01-22"), Kind: InterviewKind, UnitCode: "D1", Origin: row(2)}}
		}, "reward-issued", "Date"},
		{"a grid below its own level", func(o *Office) { o.Grids[0].Level = "村级" }, "grid-level", "Level"},
		{"more passed than took part", func(o *Office) {
			o.Trainings = []*Training{{Code: "P1", Date: day("2026-03-01"), UnitCode: "E1", Persons: 3, Passed: 4, Origin: row(2)}}
		}, "training-passed", "Passed"},
		{"a visit outside of the inspection", func(o *Office) {
			o.Inspections = []*Inspection{{Code: "Z1", Title: "检查", Date: day("2026-03-01"), Start: day("2026-03-02"), End: day("2026-03-06"), LeadCode: "D1", Origin: row(2)}}
			o.Visits = []*Visit{{InspectionCode: "Z1", Date: day("2026-03-09"), Origin: row(2)}}
		}, "visit-date", "Date"},
		{"reports due on no day", func(o *Office) { o.Settings.ReportDay = 31 }, "settings-report-day", "ReportDay"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := yearCity()
			c.spoil(o)
			all := o.Check().All()
			if len(all) != 1 || all[0].Code != c.code || all[0].Place.Header != c.field {
				var got []string
				for _, d := range all {
					got = append(got, d.Code+" "+d.Place.Header)
				}
				t.Errorf("complaints %v, want %s %s", got, c.code, c.field)
			}
		})
	}
}

func TestHazardFixings(t *testing.T) {
	o := yearCity()
	o.Check()
	major, done := o.Hazards[0], o.Hazards[1]
	if len(major.Lacking())+len(done.Lacking()) > 0 {
		t.Errorf("lacking %v, %v: funds of 0 are said, a plan is asked for major hazards only", major.Lacking(), done.Lacking())
	}
	major.Funds, major.Plan, major.Person = nil, "", ""
	if got := strings.Join(major.Lacking(), " "); got != "责任 资金 预案" {
		t.Errorf("lacking %s", got)
	}
	if major.Handling != InTime {
		t.Errorf("handled by %q, want 限期整改 where nothing is said", major.Handling)
	}
	march := quarterMonth("2026-03")
	row := sure(o.HazardTotal(march))
	if row.Carried != 0 || row.Found != 1 || row.Overdue != 1 || row.Done != 0 || row.MajorLeft != 1 {
		t.Errorf("march has %+v: H2 was put right in February, H1 is late", row)
	}
	if row := sure(o.HazardTotal(quarterMonth("2026-02"))); row.Found != 1 || row.Done != 1 || row.Left() != 0 || row.Awaiting != 1 {
		t.Errorf("february has %+v: H2 was found and put right, and reviewed in March", row)
	}
	if open := sure(o.HazardsOpen(march.Next())); len(open) != 1 || open[0] != major {
		t.Errorf("april's ledger has %d", len(open))
	}
	if days := major.OverdueDays(march.End()); days != 11 || major.Status(march.End()) != "逾期" {
		t.Errorf("%d days late, %s", days, major.Status(march.End()))
	}
}

func TestListingStatus(t *testing.T) {
	o := yearCity()
	o.Check()
	l := o.Listings[0]
	for _, c := range []struct{ on, want string }{
		{"2026-03-31", "督办中"}, {"2026-04-30", "督办中"}, {"2026-05-01", "逾期"},
	} {
		if got := l.Status(day(c.on)); got != c.want {
			t.Errorf("on %s: %s, want %s", c.on, got, c.want)
		}
	}
	l.Approved = day("2026-04-10")
	if got := l.Status(day("2026-04-05")); got != "逾期" {
		t.Errorf("before the extension was approved: %s, want 逾期", got)
	}
	l.Accepted, l.Opinion, l.Delisted = day("2026-04-20"), "合格", day("2026-04-24")
	for on, want := range map[string]string{"2026-04-20": "待摘牌", "2026-04-24": "已摘牌"} {
		if got := l.Status(day(on)); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
}

func TestReportsWhoIsMissing(t *testing.T) {
	o := yearCity()
	o.Check()
	r := sure(o.Reports(quarterMonth("2026-03")))
	var states []string
	for _, row := range r.Rows {
		states = append(states, row.Unit.Code+row.Status())
	}
	if got := strings.Join(states, " "); got != "D1按时报送 370102迟报 370103未报送 370104未报送" {
		t.Errorf("states %s", got)
	}
	if r.Due != day("2026-04-05") || r.Late[0].Late != 3 || r.Reported() != 2 || r.Total.Hazards != 10 || r.Total.Fines != 1.5 || sure(r.Total.Rate()).String() != "90%" {
		t.Errorf("due %s, late %+v, total %+v", r.Due, r.Late[0], r.Total)
	}
}

// Equal scores share a rank, a vetoed unit comes last with the lowest grade
// whatever its score, bonuses stop at their limit.
func TestAssessmentRanks(t *testing.T) {
	of2025 := quarter(t, "2025")
	result := func(o *Office) string {
		if l := o.Check(); l.Errors() > 0 {
			t.Fatal(l.All())
		}
		var parts []string
		for _, a := range o.Assessments(of2025) {
			parts = append(parts, fmt.Sprintf("%d%s%g%s", a.Rank, a.Unit.Code[3:], a.Score, a.Grade))
		}
		return strings.Join(parts, " ")
	}
	if got := result(yearCity()); got != "1102"+"96优秀 110396优秀 310493优秀" {
		t.Errorf("ranks %s", got)
	}
	o := yearCity()
	o.Accidents = append(o.Accidents, &Accident{Code: "A9", Date: day("2025-05-01"), UnitCode: "T1", Type: "火灾", Deaths: 3, Approved: day("2025-08-01"), Origin: row(99)})
	o.Investigations = []*Investigation{{AccidentCode: "A9", Nature: Culpable, Direct: "短路", UnitCodes: []string{"370102"}, Origin: row(2)}}
	o.Adjustments = []*Adjustment{
		{Year: 2025, UnitCode: "370104", Kind: Addition, Reason: "表彰", Points: 4, Origin: row(2)},
		{Year: 2025, UnitCode: "370104", Kind: Addition, Reason: "创建", Points: 4, Origin: row(3)},
		{Year: 2025, UnitCode: "370103", Kind: Reduction, Reason: "通报", Points: 7, Origin: row(4)},
	}
	if got := result(o); got != "110498优秀 210389良好 310296不合格" {
		t.Errorf("with an accident of three deaths in a town of 370102: %s", got)
	}
	a := o.AssessmentOf(o.Unit("370103"), of2025)
	if a.LastRank != 3 || a.Move() != "上升1位" || o.AssessmentOf(o.Unit("370104"), of2025).Move() != "上年未排名" {
		t.Errorf("last year's rank %d, %s", a.LastRank, a.Move())
	}
	if d := o.Decisions(of2025); len(d) != 4 || d[3].Kind != Veto || d[3].Reason != "2025年5月1日发生较大火灾事故，经批复的调查报告认定负有责任" {
		t.Errorf("decisions %+v", d[len(d)-1])
	}
	if g := o.LostByGroup(of2025, "县区"); len(g) != 2 || g[0].Name != "隐患" || g[0].Average != 4 || g[1].Units != 1 || g[1].Average != 1 {
		t.Errorf("lost by group %+v %+v", g[0], g[1])
	}
}

// A veto for an accident waits for the approval of a report that names the unit; what
// is open is told, and changes neither grade nor rank.
func TestVetoesFollowFromReports(t *testing.T) {
	accident := func(approved, liable string) *Accident {
		a := &Accident{Code: "A9", Date: day("2025-05-01"), UnitCode: "T1", Liable: liable, Type: "火灾", Deaths: 3, Origin: row(99)}
		if approved != "" {
			a.Approved = day(approved)
		}
		return a
	}
	named := func(nature string, units ...string) *Investigation {
		return &Investigation{AccidentCode: "A9", Nature: nature, Direct: "短路", UnitCodes: units, Origin: row(2)}
	}
	const at = "2025年5月1日发生较大火灾事故，"
	for _, c := range []struct {
		what          string
		accident      *Accident
		investigation *Investigation
		seen          string // the paper's day
		veto, pending string
	}{
		{"approved after the paper's day", accident("2026-02-01", ""), named(Culpable, "370102"), "2026-01-31", "", at + "调查报告尚未批复"},
		{"approved on the paper's day", accident("2026-02-01", ""), named(Culpable, "370102"), "2026-02-01", at + "经批复的调查报告认定负有责任", ""},
		{"not approved", accident("", ""), nil, "", "", at + "调查报告尚未批复"},
		{"approved, not entered whom it names", accident("2025-08-01", ""), nil, "", "", at + "调查报告认定的责任单位尚未登记"},
		{"approved, names another", accident("2025-08-01", ""), named(Culpable, "T1"), "", "", ""},
		{"approved, names another than the table of accidents", accident("2025-08-01", "370102"), named(Culpable, "T1"), "", "", ""},
		{"approved, 责任单位 of the accident", accident("2025-08-01", "临河区"), nil, "", at + "经批复的调查报告认定负有责任", ""},
		{"nobody's fault", accident("2025-08-01", "370102"), named(Accidental), "", "", ""},
	} {
		o := yearCity()
		o.Accidents = []*Accident{c.accident}
		if c.investigation != nil {
			o.Investigations = []*Investigation{c.investigation}
		}
		if l := o.Check(); l.Errors() > 0 {
			t.Fatal(l.All())
		}
		p := quarter(t, "2025")
		if c.seen != "" {
			p = p.Until(day(c.seen))
		}
		a := o.AssessmentOf(o.Unit("370102"), p)
		if strings.Join(a.Vetoes, "|") != c.veto || strings.Join(a.Pending, "|") != c.pending {
			t.Errorf("%s: vetoes %q, open %q", c.what, a.Vetoes, a.Pending)
		}
		kind, basis := "", ""
		for _, d := range o.Decisions(p) {
			if d.Unit == a.Unit {
				kind, basis = d.Kind, d.Basis
			}
		}
		if want := map[bool]string{true: Veto, false: map[bool]string{true: PendingVeto}[c.pending != ""]}[c.veto != ""]; kind != want || kind != "" && basis != "2025年度安全生产目标责任制考核细则" {
			t.Errorf("%s: the decision is %q by %q, want %q", c.what, kind, basis, want)
		}
		if a.Vetoed() != (c.veto != "") || a.Undecided() != (c.pending != "") || !a.Vetoed() && a.Rank != 1 {
			t.Errorf("%s: %+v", c.what, a)
		}
	}
}

func TestNetworkGaps(t *testing.T) {
	o := yearCity()
	o.Check()
	rows := o.Network()
	if r := rows[0]; r.Towns != 1 || r.Bodies != 1 || r.Villages != 1 || r.Gaps != 1 || r.Covered != 5 || len(r.Bare) != 0 {
		t.Errorf("临河区 has %+v", r)
	}
	var bare []string
	for _, u := range o.BareUnits() {
		bare = append(bare, u.Code)
	}
	if strings.Join(bare, " ") != "370103 370104 370100" {
		t.Errorf("without a grid: %v", bare)
	}
	if got := strings.Join(o.Grids[1].Gaps(), " "); got != "缺责任人" {
		t.Errorf("gaps %s", got)
	}
}

func TestFourInPlace(t *testing.T) {
	o := yearCity()
	o.Trainings = []*Training{{Code: "P1", Date: day("2026-03-01"), UnitCode: "E1", Persons: 3, Passed: 3, Origin: row(2)}}
	o.Investments = []*Investment{{Code: "I1", Date: day("2026-03-01"), UnitCode: "E1", Planned: 5, Amount: 4, Required: 2, Actual: 2, Working: 2, Origin: row(2)}}
	o.Drills = []*Drill{{Code: "Y1", Date: day("2026-03-01"), UnitCode: "E1", Assessed: day("2026-03-03"), Origin: row(2)}}
	o.Items = nil
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	in := sure(o.FourInPlace(quarter(t, "2026Q1")))[0]
	if got := strings.Join(sure(in.Lacking()), " "); got != "安全投入 基础管理" || sure(in.All()) {
		t.Errorf("lacking %s: 4 of 5 are spent and a hazard is late", got)
	}
}

// A drill is held each half-year and a course each year: a quarter without one lacks
// nothing before that is over, and the second quarter counts the first one's.
func TestFourInPlaceOfLongerPeriods(t *testing.T) {
	for _, c := range []struct{ drill, course, period, want string }{
		{"", "", "2026Q1", "安全投入 基础管理"}, {"", "", "2026Q2", "安全投入 基础管理 应急救援"}, {"2026-03-01", "", "2026Q2", "安全投入 基础管理"},
		{"2026-03-01", "", "2026Q3", "安全投入 基础管理"}, {"2026-03-01", "", "2026Q4", "安全投入 安全培训 基础管理 应急救援"}, {"2026-08-01", "2026-01-08", "2026Q4", "安全投入 基础管理"},
		{"2026-03-01", "", "2026", "安全投入 安全培训 基础管理 应急救援"},
	} {
		o := yearCity()
		o.Items, o.Trainings, o.Drills = nil, nil, nil
		if c.drill != "" {
			o.Drills = []*Drill{{Code: "Y1", Date: day(c.drill), UnitCode: "E1", Assessed: day(c.drill), Origin: row(2)}}
		}
		if c.course != "" {
			o.Trainings = []*Training{{Code: "P1", Date: day(c.course), UnitCode: "E1", Persons: 3, Passed: 3, Origin: row(2)}}
		}
		if l := o.Check(); l.Len() > 0 {
			t.Fatal(l.All())
		}
		if got := strings.Join(sure(sure(o.FourInPlace(quarter(t, c.period)))[0].Lacking()), " "); got != c.want {
			t.Errorf("%+v lacks %s", c, got)
		}
	}
}

func TestContactsOfDivisions(t *testing.T) {
	o := yearCity()
	o.ContactList = []*Contact{
		{UnitCode: "370102", Name: "甲", Since: day("2025-01-01"), Until: day("2026-02-01"), Origin: row(2)},
		{UnitCode: "370102", Name: "乙", Since: day("2026-02-01"), Origin: row(3)},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	names := func(on string) string {
		var out []string
		for _, r := range o.Contacts(day(on)) {
			name := "—"
			if r.Contact != nil {
				name = r.Contact.Name
			}
			out = append(out, name)
		}
		return strings.Join(out, "")
	}
	if names("2026-01-31") != "甲——" || names("2026-02-01") != "乙——" || names("2024-12-31") != "———" {
		t.Errorf("contacts %s %s %s", names("2026-01-31"), names("2026-02-01"), names("2024-12-31"))
	}
}
