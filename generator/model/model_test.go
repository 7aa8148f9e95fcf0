package model

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// byField is a locator whose column is the field itself.
type byField struct{}

func (byField) Locate(row diag.Place, field string) diag.Place {
	row.Header = field
	return row
}

func row(n int) Origin { return OriginAt(diag.Place{Row: n}, byField{}) }

// sure is a figure that must be known.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func day(s string) period.Date {
	var d period.Date
	if s != "" {
		fmt.Sscanf(s, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
	}
	return d
}

func quarter(t testing.TB, s string) period.Period {
	t.Helper()
	p, err := period.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// city is an office whose tables have no fault.
func city() *Office {
	return &Office{
		Name: "安澜市安全生产委员会办公室", RegionCode: "370100", Origin: row(0),
		Units: []*Unit{
			{Code: "370100", Name: "安澜市", Tier: City, Division: "370100", Origin: row(2)},
			{Code: "370102", Name: "临河区", Tier: County, ParentCode: "370100", Division: "370102", Origin: row(3)},
			{Code: "370103", Name: "望山县", Short: "望山", Tier: County, ParentCode: "370100", Division: "370103", Origin: row(4)},
			{Code: "370104", Name: "沙洲县", Tier: County, ParentCode: "370100", Origin: row(5)},
			{Code: "T1", Name: "城关街道", Tier: Town, ParentCode: "370102", Division: "370102001", Origin: row(6)},
			{Code: "D1", Name: "安澜市交通运输局", Short: "市交通局", Tier: Department, ParentCode: "370100", Origin: row(7)},
			{Code: "E1", Name: "安澜化工有限公司", Tier: Enterprise, ParentCode: "T1", CreditCode: "91350100M000100Y43", Origin: row(8)},
		},
		Targets: []*Target{
			{UnitCode: "370100", Year: 2026, Indicator: "死亡人数", Value: 10, Measure: "人", Origin: row(2)},
			{UnitCode: "370102", Year: 2026, Indicator: "死亡人数", Value: 6, Measure: "人", Origin: row(3)},
			{UnitCode: "370103", Year: 2026, Indicator: "死亡人数", Value: 4, Measure: "人", Origin: row(4)},
			{UnitCode: "D1", Year: 2026, Indicator: "死亡人数", Value: 10, Measure: "人", Origin: row(5)},
			{UnitCode: "370100", Year: 2026, Indicator: "死亡人数", Industry: "道路交通", Value: 7, Measure: "人", Origin: row(6)},
			{UnitCode: "370100", Year: 2026, Indicator: "死亡人数", Industry: "矿山", Value: 3, Measure: "人", Origin: row(7)},
			{UnitCode: "370102", Year: 2026, Indicator: "隐患整改率", Value: 98, Measure: "%", AtLeast: true, Origin: row(8)},
		},
		Accidents: []*Accident{
			{Code: "A1", Date: day("2026-02-03"), UnitCode: "370102", Industry: "道路交通", Deaths: 3, Injuries: 2, Loss: 0.1, Origin: row(2)},
			{Code: "A2", Date: day("2026-05-06"), UnitCode: "T1", Industry: "道路交通", Deaths: 2, Injuries: 12, Serious: 4, Loss: 0.2, Grade: Ordinary, Origin: row(3)},
			{Code: "A3", Date: day("2026-04-06"), UnitCode: "E1", Industry: "低空经济", Deaths: 1, Loss: 253.1, Origin: row(4)},
			{Code: "A4", Date: day("2025-06-30"), UnitCode: "370103", Industry: "矿山", Deaths: 1, Injuries: 1, Origin: row(5)},
			{Code: "A5", Date: day("2025-07-01"), UnitCode: "370103", Industry: "矿山", Deaths: 9, Origin: row(6)},
			{Code: "A6", Date: day("2026-06-30"), UnitCode: "D1", Industry: "道路交通", Injuries: 1, Origin: row(7)},
		},
		SupervisionList: []*Supervision{{Name: "一季度督查", Start: day("2026-03-01"), End: day("2026-03-20"), Origin: row(2)}},
		Items: []*SupervisionItem{
			{Code: "H1", Date: day("2026-03-01"), UnitCode: "370102", Deduction: 5, Deadline: day("2026-03-20"), Done: day("2026-03-19"), Reviewed: day("2026-04-02"), Origin: row(2)},
			{Code: "H2", Date: day("2026-03-01"), UnitCode: "370102", Deduction: 4.7, Major: true, Deadline: day("2026-03-20"), Origin: row(3)},
			{Code: "H3", Date: day("2026-03-02"), UnitCode: "370103", Deduction: 0.1, Deadline: day("2026-04-20"), Origin: row(4)},
			{Code: "H4", Date: day("2026-03-02"), UnitCode: "370103", Deduction: 9.6, Deadline: day("2026-03-31"), Origin: row(5)},
			{Code: "H5", Date: day("2026-03-02"), UnitCode: "370104", Deduction: 41, Deadline: day("2026-03-05"), Origin: row(6)},
			{Code: "H6", Date: day("2026-03-03"), UnitCode: "安澜市交通运输局", Deduction: 130, Deadline: day("2026-03-05"), Done: day("2026-04-01"), Origin: row(7)},
			{Code: "H7", Date: day("2026-04-03"), UnitCode: "T1", Deduction: 1, Deadline: day("2026-05-05"), Origin: row(8)},
		},
		Meetings: []*Meeting{{Code: "M1", Title: "工作会议", Date: day("2026-01-15"), Origin: row(1)}},
		Tasks: []*Task{
			{Code: "R1", Meeting: "M1", LeadCode: "市交通局", WithCodes: []string{"370102", "E1"}, Deadline: day("2026-03-31"), Origin: row(2)},
			{Code: "R2", LeadCode: "D1", Recurring: "长期坚持", Origin: row(3)},
		},
	}
}

func TestGoodOffice(t *testing.T) {
	o := city()
	for range 2 { // Check may be repeated
		for _, d := range o.Check().All() {
			t.Errorf("a faultless office has the complaint %s", d)
		}
	}
	if o.Region == nil || len(o.Region.Children) != 4 || o.Region.Children[3].Code != "D1" {
		t.Errorf("the region has not its four children")
	}
	if u := o.Unit("E1"); u.Ancestor(County).Code != "370102" || u.Short != "安澜化工有限公司" {
		t.Errorf("E1's county is %v", u.Ancestor(County))
	}
	if a := o.Accidents; a[0].Grade != Serious || a[2].Grade != Ordinary {
		t.Errorf("grades were not filled in: %v %v", a[0].Grade, a[2].Grade)
	}
	if tasks := o.TasksOf(o.Unit("D1")); len(tasks) != 2 || tasks[0].LeadCode != "D1" || o.Meeting("M1").Tasks[0] != tasks[0] {
		t.Errorf("tasks are not linked to their unit and meeting")
	}
	if units, err := o.UnitsOf("县区"); err != nil || len(units) != 3 {
		t.Errorf("UnitsOf 县区: %d, %v", len(units), err)
	}
	if _, err := o.UnitsOf("县城"); err == nil {
		t.Error("UnitsOf 县城 gives no error")
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		spoil  func(*Office)
		expect string // code@row.field, in order
	}{
		{"duplicate unit", func(o *Office) { o.Units[3].Code = "370103"; o.Items = nil }, "unit-duplicate@5.Code"},
		{"empty code", func(o *Office) { o.Tasks[1].Code = "" }, "task-code-missing@3.Code"},
		{"empty code complained of before", func(o *Office) { o.Tasks[1].Code = ""; MarkUnread(&o.Tasks[1].Origin, []string{"Code"}) }, ""},
		{"unknown parent", func(o *Office) { o.Units[3].ParentCode = "X" }, "unit-parent-unknown@5.ParentCode"},
		{"parent by name", func(o *Office) { o.Units[3].ParentCode = "安澜市" }, ""},
		{"cycle of two", func(o *Office) { o.Units[0].ParentCode = "370102" }, "unit-cycle@2.ParentCode"},
		{"own parent", func(o *Office) { o.Units[3].ParentCode = "370104" }, "unit-cycle@5.ParentCode"},
		{"two cycles", func(o *Office) { o.Units[0].ParentCode = "T1"; o.Units[3].ParentCode = "370104" }, "unit-cycle@2.ParentCode unit-cycle@5.ParentCode"},
		{"unknown region", func(o *Office) { o.RegionCode = "1" }, "unit-unknown@0.Region"},
		{"no region, one root", func(o *Office) { o.RegionCode = "" }, ""},
		{"no region, two roots", func(o *Office) { o.RegionCode = ""; o.Units[3].ParentCode = "" }, "region-unknown@0.Region"},
		{"outside the region", func(o *Office) { o.Units[3].ParentCode = "" }, "unit-outside-region@5.ParentCode"},
		{"county below enterprise", func(o *Office) { o.Units[3].ParentCode = "E1" }, "unit-tier-order@5.Tier"},
		{"village below county", func(o *Office) { o.Units[4].Tier = Village }, "unit-tier-unusual@6.Tier"},
		{"no tier", func(o *Office) { o.Units[4].Tier = NoTier }, "unit-tier-missing@6.Tier"},
		{"unread tier", func(o *Office) { o.Units[4].Tier = NoTier; MarkUnread(&o.Units[4].Origin, []string{"Tier"}) }, ""},
		{"division form", func(o *Office) { o.Units[2].Division = "37010" }, "unit-division-form@4.Division"},
		{"division of another county", func(o *Office) { o.Units[4].Division = "370103001" }, "unit-division-parent@6.Division"},
		{"enterprise elsewhere", func(o *Office) { o.Units[6].Division = "370103" }, "unit-division-parent@8.Division"},
		{"credit form", func(o *Office) { o.Units[6].CreditCode = "91350100M000100Y4" }, "unit-credit-form@8.CreditCode"},
		{"credit with letter O", func(o *Office) { o.Units[6].CreditCode = "9135O100M000100Y43" }, "unit-credit-form@8.CreditCode"},
		{"credit check character", func(o *Office) { o.Units[6].CreditCode = "91350100M000100Y44" }, "unit-credit-check@8.CreditCode"},
		{"target twice", func(o *Office) { o.Targets[2].UnitCode = "370102" }, "target-duplicate@4.Indicator"},
		{"target of nobody", func(o *Office) { o.Targets[2].UnitCode = "x" }, "unit-unknown@4.UnitCode"},
		{"counties above the city", func(o *Office) { o.Targets[1].Value = 7 }, "target-breakdown@2.Value"},
		{"departments above the city", func(o *Office) { o.Targets[3].Value = 11 }, "target-breakdown@2.Value"},
		{"city's own unread", func(o *Office) { o.Targets[0].Value = 0; MarkUnread(&o.Targets[0].Origin, []string{"Value"}) }, ""},
		{"industries above the whole", func(o *Office) { o.Targets[4].Value = 8 }, "target-industries@2.Value"},
		{"industries below the whole", func(o *Office) { o.Targets[4].Value = 6 }, "target-industries@2.Value"},
		{"stated grade", func(o *Office) { o.Accidents[0].Grade = Ordinary }, "accident-grade@2.Grade"},
		{"missing count or not", func(o *Office) { o.Accidents[0].Missing = 7; o.Accidents[0].Grade = Major }, ""},
		{"serious above injuries", func(o *Office) { o.Accidents[0].Serious = 3 }, "accident-serious@2.Serious"},
		{"accident of nobody", func(o *Office) { o.Accidents[0].UnitCode = "x" }, "unit-unknown@2.UnitCode"},
		{"accident twice", func(o *Office) { o.Accidents[1].Code = "A1" }, "accident-duplicate@3.Code"},
		{"deadline", func(o *Office) { o.Items[0].Deadline = day("2026-02-28") }, "item-deadline@2.Deadline"},
		{"done before the check", func(o *Office) { o.Items[0].Done = day("2026-02-28") }, "item-done@2.Done"},
		{"reviewed before done", func(o *Office) { o.Items[0].Reviewed = day("2026-03-18") }, "item-reviewed@2.Reviewed"},
		{"reviewed, not done", func(o *Office) { o.Items[0].Done = period.Date{} }, "item-reviewed-undone@2.Done"},
		{"unknown meeting", func(o *Office) { o.Tasks[0].Meeting = "M9" }, "task-meeting-unknown@2.Meeting"},
		{"due before the meeting", func(o *Office) { o.Tasks[0].Deadline = day("2026-01-14") }, "task-deadline@2.Deadline"},
		{"lead helps itself", func(o *Office) { o.Tasks[0].WithCodes[0] = "D1" }, "task-with-repeated@2.WithCodes"},
		{"no limit", func(o *Office) { o.Tasks[1].Recurring = "" }, "task-deadline-missing@3.Deadline"},
		{"same meeting twice", func(o *Office) { o.Meetings = append(o.Meetings, o.Meetings[0]) }, "meeting-duplicate@1.Code"},
		{"name of two", func(o *Office) { o.Units[3].Name = "望山"; o.Tasks[0].LeadCode = "望山" }, "unit-unknown@2.LeadCode unit-namesake@5.Name"},
		{"no units", func(o *Office) { o.Units = nil }, "units-missing@2.UnitCode"},
		{"grades", func(o *Office) { o.Settings.Good = 95 }, "settings-grades@0.Settings"},
		{"nothing at all", func(o *Office) { *o = Office{} }, ""},
	} {
		o := city()
		c.spoil(o)
		var got []string
		for _, d := range o.Check().All() {
			got = append(got, fmt.Sprintf("%s@%d.%s", d.Code, d.Place.Row, d.Place.Header))
			for _, lang := range []string{"zh", "en"} {
				if line := d.In(lang); strings.Contains(line, "%!") || d.Remedy.In(lang) == "" {
					t.Errorf("%s: ill-written complaint: %s", c.name, line)
				}
			}
		}
		if s := strings.Join(got, " "); s != c.expect {
			t.Errorf("%s: complaints are %q, want %q", c.name, s, c.expect)
		}
		o.Statistics(quarter(t, "2026Q1")) // must end, whatever is wrong
		o.Supervision(quarter(t, "2026Q1"))
	}
}

func TestStatistics(t *testing.T) {
	o := city()
	o.Check()
	s := o.Statistics(quarter(t, "2026Q2"))
	show := func(r Row) string {
		control := "-"
		if r.Control != nil {
			control = fmt.Sprint(*r.Control)
		}
		used, _ := r.Used()
		over, _ := r.Over()
		ahead, _ := r.Ahead()
		four := ""
		for _, i := range []Indicators{r.this, r.lastYear, r.previous, r.cumulative, r.cumulativeLastYear} {
			four += fmt.Sprintf("{%d %d %d %v}", i.Accidents, i.Deaths, i.Injuries, i.Loss)
		}
		return fmt.Sprintf("%s%s %s %s%v %v", r.Name, four, control, used, over, ahead)
	}
	var got []string
	for _, r := range append(append([]Row{s.Total}, s.ByRegion...), s.ByIndustry...) {
		if r.cumulative.Accidents+r.cumulativeLastYear.Accidents > 0 || r.Control != nil || r.Unit != nil {
			got = append(got, show(r))
		}
	}
	want := []string{
		"合计{3 3 13 253.3}{1 1 1 0}{1 3 2 0.1}{4 6 15 253.4}{1 1 1 0} 10 60%false true",
		"临河区{2 3 12 253.3}{0 0 0 0}{1 3 2 0.1}{3 6 14 253.4}{0 0 0 0} 6 100%false true",
		"望山{0 0 0 0}{1 1 1 0}{0 0 0 0}{0 0 0 0}{1 1 1 0} 4 0%false false",
		"沙洲县{0 0 0 0}{0 0 0 0}{0 0 0 0}{0 0 0 0}{0 0 0 0} - —false false",
		"市本级{1 0 1 0}{0 0 0 0}{0 0 0 0}{1 0 1 0}{0 0 0 0} - —false false",
		"矿山{0 0 0 0}{1 1 1 0}{0 0 0 0}{0 0 0 0}{1 1 1 0} 3 0%false false",
		"道路交通{2 2 13 0.2}{0 0 0 0}{1 3 2 0.1}{3 5 15 0.3}{0 0 0 0} 7 71.4%false true",
		"低空经济{1 1 0 253.1}{0 0 0 0}{0 0 0 0}{1 1 0 253.1}{0 0 0 0} - —false false",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("statistics:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(s.ByIndustry); n != 11 {
		t.Errorf("%d rows by industry, want the 10 of the settings and one more", n)
	}
	if s.Progress.Value != 0.5 || o.Statistics(s.Period) != s {
		t.Error("progress is not half, or the table was made twice")
	}
	county := o.StatisticsOf(o.Unit("370102"), s.Period)
	if county.Total.this.Deaths != 3 || len(county.ByRegion) != 2 || county.ByRegion[0].this.Deaths != 3 || county.ByRegion[1].Name != "本级" || *county.Total.Control != 6 {
		t.Errorf("the county's own table is %+v by region %+v", county.Total, county.ByRegion)
	}
	if n := len(sure(o.AccidentsOf(o.Unit("370102"), s.Period))); n != 2 {
		t.Errorf("%d accidents in the county in the quarter, want 2", n)
	}
}

func TestSupervision(t *testing.T) {
	o := city()
	o.Settings.RankedFrom, o.Settings.ScoreFactor = 1, 2
	o.Check()
	q := quarter(t, "2026Q1")
	var got []string
	for _, r := range sure(o.Supervision(q)) {
		got = append(got, fmt.Sprintf("%d %s %g %s found %d major %d done %d overdue %d pending %d rate %s",
			r.Rank, r.Unit.Short, r.Score, r.Grade, r.Found, r.Major, r.Done, r.Overdue, r.Pending, r.Rate()))
		if sure(o.SupervisionOf(r.Unit, q)) != r {
			t.Errorf("SupervisionOf %s is another result", r.Unit.Name)
		}
	}
	want := []string{ // 100 − 2 × 9.7 ÷ 2, 100 − 2 × 41
		"1 临河区 90.3 优秀 found 2 major 1 done 1 overdue 1 pending 0 rate 50%",
		"1 望山 90.3 优秀 found 2 major 0 done 0 overdue 0 pending 2 rate 0%",
		"3 沙洲县 18 不合格 found 1 major 0 done 0 overdue 1 pending 0 rate 0%",
		"0 市交通局 0 不合格 found 1 major 0 done 0 overdue 1 pending 0 rate 0%",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("supervision:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r := sure(o.SupervisionOf(o.Unit("T1"), q)); r != nil {
		t.Errorf("a unit that was not supervised has the result %+v", r)
	}
	if n := len(sure(o.ItemsIn(q))); n != 6 {
		t.Errorf("%d findings in the quarter, want 6", n)
	}
	item := o.Items[0]
	for asOf, want := range map[string]string{"2026-03-18": "整改中", "2026-03-19": "已整改待验收", "2026-04-01": "已整改待验收", "2026-04-02": "已销号"} {
		if got := item.Status(day(asOf)); got != want {
			t.Errorf("status on %s is %s, want %s", asOf, got, want)
		}
	}
	if n := o.Items[1].OverdueDays(day("2026-03-31")); n != 11 {
		t.Errorf("overdue by %d days, want 11", n)
	}
	if o.Items[1].OverdueDays(day("2026-03-20")) != 0 {
		t.Error("overdue on the day of the deadline")
	}
	task := o.Tasks[0]
	if task.Status(day("2026-03-31")) != "推进中" || task.Status(day("2026-04-01")) != "逾期" || o.Tasks[1].Status(day("2030-01-01")) != "长期坚持" {
		t.Error("task status")
	}
}

func TestRanksSkip(t *testing.T) {
	o := &Office{Settings: Settings{RankedFrom: 1}, SupervisionList: []*Supervision{{Name: "督查", Start: day("2026-01-01"), End: day("2026-01-01")}}}
	for i, deduction := range []float64{4, 1, 2, 4, 3, 5} {
		code := fmt.Sprint(i)
		o.Units = append(o.Units, &Unit{Code: code, Name: code, Tier: County})
		o.Items = append(o.Items, &SupervisionItem{Code: code, UnitCode: code, Date: day("2026-01-01"), Deduction: deduction})
	}
	o.Check()
	var got []string
	for _, r := range sure(o.Supervision(quarter(t, "2026"))) {
		got = append(got, fmt.Sprint(r.Unit.Code, ":", r.Rank))
	}
	if s := strings.Join(got, " "); s != "1:1 2:2 4:3 0:4 3:4 5:6" {
		t.Errorf("ranks are %s, want 1 2 3 4 4 6", s)
	}
}

func TestConcurrent(t *testing.T) {
	o := city()
	o.Check()
	var wg sync.WaitGroup
	for i := range 32 {
		wg.Go(func() {
			p := quarter(t, []string{"2026Q1", "2026Q2", "2026", "2026-03"}[i%4])
			_ = o.Statistics(p).Total
			for _, u := range o.Units {
				o.SupervisionOf(u, p)
				o.StatisticsOf(u, p)
				o.ItemsOf(u, p)
			}
		})
	}
	wg.Wait()
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		now, last                  float64
		change, compared, previous string
	}{
		{9, 8, "增加1起", "上升12.5%", "上升12.5%"},
		{11, 12, "减少1起", "下降8.3%", "下降8.3%"},
		{3, 3, "持平", "持平", "持平"},
		{0, 0, "持平", "持平", "持平"},
		{2, 0, "增加2起", "上年同期为零", "上期为零"},
		{0, 4, "减少4起", "下降100%", "下降100%"},
		{0.1 + 0.2, 0.3, "持平", "持平", "持平"},
		{10000.5, 10000, "增加0.5起", "上升0.01%", "上升0.01%"},
		{2.001, 2, "增加0.001起", "上升0.1%", "上升0.1%"},
	} {
		if got := Change(c.now, c.last, "起"); got != c.change {
			t.Errorf("Change(%g, %g) = %s, want %s", c.now, c.last, got, c.change)
		}
		if got := Compare(c.now, c.last); got != c.compared {
			t.Errorf("Compare(%g, %g) = %s, want %s", c.now, c.last, got, c.compared)
		}
		if got := ComparePrevious(c.now, c.last); got != c.previous {
			t.Errorf("ComparePrevious(%g, %g) = %s, want %s", c.now, c.last, got, c.previous)
		}
	}
}

func TestGradeOf(t *testing.T) {
	for _, c := range []struct {
		deaths, serious int
		loss            float64
		want            Grade
	}{
		{0, 0, 0, Ordinary}, {2, 9, 999.99, Ordinary}, {3, 0, 0, Serious}, {0, 10, 0, Serious}, {0, 0, 1000, Serious},
		{9, 49, 4999, Serious}, {10, 0, 0, Major}, {0, 50, 0, Major}, {1, 0, 5000, Major}, {29, 99, 9999, Major},
		{30, 0, 0, Gravest}, {0, 100, 0, Gravest}, {0, 0, 10000, Gravest},
	} {
		if got := GradeOf(c.deaths, c.serious, c.loss); got != c.want {
			t.Errorf("GradeOf(%d, %d, %g) = %s, want %s", c.deaths, c.serious, c.loss, got, c.want)
		}
	}
}

func TestDivisionStem(t *testing.T) {
	for code, want := range map[string]string{"370000": "37", "370100": "3701", "370102": "370102", "370110": "370110",
		"370102000": "370102", "370102001": "370102001", "370102001000": "370102001", "370100000000": "3701", "370102001200": "370102001200"} {
		if got := divisionStem(code); got != want {
			t.Errorf("divisionStem(%s) = %s, want %s", code, got, want)
		}
	}
}

// BenchmarkLookups is what one unit's document asks of the office, among a
// hundred thousand units.
func BenchmarkLookups(b *testing.B) {
	o := &Office{RegionCode: "0"}
	o.Units = append(o.Units, &Unit{Code: "0", Name: "市", Tier: City})
	for i := range 100_000 {
		code := fmt.Sprint("E", i)
		o.Units = append(o.Units, &Unit{Code: code, Name: code, Tier: Enterprise, ParentCode: "0"})
		o.Targets = append(o.Targets, &Target{UnitCode: code, Year: 2026, Indicator: "死亡人数"})
		o.Items = append(o.Items, &SupervisionItem{Code: code, UnitCode: code, Date: day("2026-01-01"), Deduction: float64(i % 90)})
		o.Accidents = append(o.Accidents, &Accident{Code: code, UnitCode: code, Date: day("2026-01-01")})
	}
	if l := o.Check(); l.Len() > 0 {
		b.Fatal(l.All()[0])
	}
	p := quarter(b, "2026Q1")
	b.ResetTimer()
	for i := range b.N {
		u := o.Units[1+i%100_000]
		o.TargetsOf(u, 2026)
		o.Statistics(p)
		o.StatisticsOf(u, p)
		o.SupervisionOf(u, p)
		o.ItemsOf(u, p)
	}
}
