package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWording(t *testing.T) {
	none := Indicators{}
	for _, c := range []struct {
		now, last           Indicators
		phrase, against, is string
	}{
		{none, none, "未发生生产安全事故", "", "上年同期也未发生"},
		{Indicators{Accidents: 2, Deaths: 0, Injuries: 1, Loss: 0.3}, none, "发生生产安全事故2起、受伤1人，直接经济损失0.3万元，未造成人员死亡",
			"事故起数增加2起，受伤人数增加1人，直接经济损失增加0.3万元", "上年同期未发生生产安全事故"},
		{none, Indicators{Accidents: 1, Deaths: 1, Injuries: 0, Loss: 0}, "未发生生产安全事故", "事故起数下降100%（减少1起），死亡人数下降100%（减少1人）", "上年同期发生生产安全事故1起、死亡1人"},
		{Indicators{Accidents: 9, Deaths: 3, Injuries: 4, Loss: 100}, Indicators{Accidents: 8, Deaths: 3, Injuries: 0, Loss: 90.5}, "发生生产安全事故9起、死亡3人、受伤4人，直接经济损失100万元",
			"事故起数上升12.5%（增加1起），死亡人数持平，受伤人数增加4人，直接经济损失上升10.5%（增加9.5万元）",
			"与上年同期相比，事故起数上升12.5%（增加1起），死亡人数持平，受伤人数增加4人，直接经济损失上升10.5%（增加9.5万元）"},
	} {
		if got, err := c.now.Phrase(); err != nil || got != c.phrase {
			t.Errorf("%v reads %q, want %q", c.now, got, c.phrase)
		}
		if got, err := c.now.Against(c.last); err != nil || got != c.against {
			t.Errorf("%v against %v reads %q, want %q", c.now, c.last, got, c.against)
		}
		s := &Statistics{Period: quarter(t, "2026Q1")}
		if got, err := s.YearOnYear(Row{this: c.now, lastYear: c.last}); got != c.is || err != nil {
			t.Errorf("%v year on year with %v reads %q, want %q", c.now, c.last, got, c.is)
		}
		unknown := &spans{lastYear: &Gap{}}
		if got, err := s.YearOnYear(Row{this: c.now, lastYear: c.last, known: unknown}); !strings.Contains(got, "不作比较") || err != nil {
			t.Errorf("without last year's table it reads %q", got)
		}
	}
}

// A table that is kept since June 2025 has no second quarter of 2024 or 2025 to
// compare with, but a third one of 2025; what its first row is tells nothing more
// than that day.
func TestComparisonNeedsData(t *testing.T) {
	o := city()
	o.Reaches = map[string]Reach{"accidents": {Kept: true, From: day("2025-06-01"), Through: day("2027-12-31")}}
	o.Check()
	for period, want := range map[string]bool{"2026Q2": false, "2026Q3": true, "2026-06": true, "2026-05": false, "2026": false, "2027": true} {
		if s := o.Statistics(quarter(t, period)); s.HasLastYear() != want {
			t.Errorf("%s can be compared with the year before: %v, want %v", period, s.HasLastYear(), want)
		}
	}
	empty := &Office{Region: o.Region, Reaches: map[string]Reach{"accidents": {Kept: true, From: day("2020-01-01"), Through: day("2027-12-31")}}}
	empty.Check()
	if _, err := empty.Statistics(quarter(t, "2026Q1")).Total.This(); err == nil {
		t.Error("an office that never entered an accident, and confirmed nothing, knows that there was none")
	}
}

// Each cut of an analysis adds up to its total, whatever is not filled in.
func TestAnalysis(t *testing.T) {
	o := city()
	o.Accidents[0].Time, o.Accidents[0].Type, o.Accidents[0].Cause = "23:59", "车辆伤害", "超速"
	o.Check()
	for _, p := range []string{"2026", "2026Q2", "2026H1", "2026-02", "2031Q1"} {
		a, _ := o.Analysis(quarter(t, p))
		for name, rows := range map[string][]Row{"grade": a.ByGrade, "month": a.ByMonth, "hour": a.ByHour, "weekday": a.ByWeekday, "type": a.ByType, "cause": a.ByCause} {
			var sum Indicators
			for _, r := range rows {
				sum.Accidents, sum.Deaths, sum.Injuries, sum.Loss = sum.Accidents+r.this.Accidents, sum.Deaths+r.this.Deaths, sum.Injuries+r.this.Injuries, tidy(sum.Loss+r.this.Loss)
			}
			if sum != a.Total.this {
				t.Errorf("%s by %s adds up to %v, want %v", p, name, sum, a.Total.this)
			}
		}
	}
	a, _ := o.Analysis(quarter(t, "2026"))
	if r := a.ByHour[7]; r.Name != "21—24时" || r.this.Accidents != 1 || a.ByHour[8].Name != "时间不详" || a.ByHour[8].this.Accidents != 3 {
		t.Errorf("by hour: %v", a.ByHour)
	}
	if len(a.Serious) != 1 || a.Serious[0].Code != "A1" {
		t.Errorf("serious accidents: %v", a.Serious)
	}
	if want := []Pair{{Region: "临河区", Industry: "道路交通", This: Indicators{Accidents: 2, Deaths: 5, Injuries: 14, Loss: 0.3}}, {Region: "临河区", Industry: "低空经济", This: Indicators{Accidents: 1, Deaths: 1, Injuries: 0, Loss: 253.1}},
		{Region: "市本级", Industry: "道路交通", This: Indicators{Accidents: 1, Deaths: 0, Injuries: 1, Loss: 0}}}; !slices.Equal(a.Pairs, want) {
		t.Errorf("pairs: %v", a.Pairs)
	}
}

func TestTasksOfADay(t *testing.T) {
	o := city()
	o.Check()
	lead := o.Unit("D1")
	for _, c := range []struct {
		day           string
		open, overdue int
		left          int
	}{{"2026-01-14", 0, 0, 0}, {"2026-01-15", 1, 0, 75}, {"2026-03-31", 1, 0, 0}, {"2026-04-01", 1, 1, 0}} {
		at := day(c.day)
		open := o.OpenTasks(lead, at)
		if len(open) != c.open {
			t.Errorf("%s: %d open tasks, want %d", c.day, len(open), c.open)
		}
		if loads := o.LeadLoads(at); loads[0].Overdue != c.overdue || loads[0].Standing != 1 {
			t.Errorf("%s: %+v, want %d overdue and one standing", c.day, loads[0], c.overdue)
		}
		if c.open > 0 && open[0].DaysLeft(at) != c.left {
			t.Errorf("%s: %d days left, want %d", c.day, open[0].DaysLeft(at), c.left)
		}
	}
	o.Tasks[0].Done = day("2026-04-02")
	if open := o.OpenTasks(lead, day("2026-04-01")); len(open) != 1 {
		t.Error("a task that is done later was not open before")
	}
	if open := o.OpenTasks(lead, day("2026-04-02")); len(open) != 0 || !o.Tasks[0].LateDone() {
		t.Error("a task that was done late is open, or not late")
	}
}

// A breakdown shows what is left, who has no part, and where the children have
// more than their parent.
func TestBreakdowns(t *testing.T) {
	o := city()
	o.Check()
	show := func() string {
		var lines []string
		for _, b := range o.Breakdowns(2026) {
			lines = append(lines, fmt.Sprintf("%s %s: %d parts, %d missing, sum %g, left %g", b.Target.label(), b.Tier, len(b.Parts), b.Missing(), b.Sum, b.Left()))
		}
		return strings.Join(lines, "\n")
	}
	if got, want := show(), "死亡人数 县区: 3 parts, 1 missing, sum 10, left 0\n死亡人数 部门: 1 parts, 0 missing, sum 10, left 0"; got != want {
		t.Errorf("breakdowns:\n%s\nwant\n%s", got, want)
	}
	o.Targets[1].Value = 7
	if l := o.Check(); l.Errors() != 1 || !strings.Contains(show(), "sum 11, left -1") {
		t.Errorf("counties above the city: %v\n%s", l.All(), show())
	}
	if lines := o.BreakdownLines(2026); len(lines) != 4 || lines[2].Target != nil {
		t.Errorf("%d lines", len(lines))
	}
	if rates := o.Unsplit(2026); len(rates) != 1 || rates[0].Indicator != "隐患整改率" {
		t.Errorf("rates: %v", rates)
	}
}

func TestParties(t *testing.T) {
	o := city()
	o.Units[4].Signed, o.Units[5].Signed = day("2026-01-20"), day("2025-01-20")
	o.Check()
	for code, want := range map[string]string{"370102": "370100", "T1": "370102", "D1": "370100", "E1": "T1"} {
		if a := o.PartyA(o.Unit(code)); a == nil || a.Code != want {
			t.Errorf("%s signs with %v, want %s", code, a, want)
		}
	}
	if o.PartyA(o.Region) != nil || o.PartyA(nil) != nil {
		t.Error("the region signs with somebody")
	}
	var got []string
	for _, s := range o.Signings(2026) {
		got = append(got, fmt.Sprintf("%s %s %d %d", s.PartyA.Code, s.Tier, s.Should, s.Signed))
	}
	if want := []string{"370100 县区 3 0", "370102 乡镇街道 1 1", "370100 部门 1 0", "T1 企业 1 0"}; !slices.Equal(got, want) {
		t.Errorf("signings %q, want %q", got, want)
	}
}

func TestCircularOfQuarter(t *testing.T) {
	o := judged()
	o.Check()
	p := quarter(t, "2026Q1")
	o.Items[1].Category, o.Items[2].Category = "责任落实", "责任落实"
	if c := sure(o.Categories(p)); len(c) != 2 || c[0] != (Count{Name: "类别未填", Found: 4}) || c[1] != (Count{Name: "责任落实", Found: 2, Major: 1}) {
		t.Errorf("categories: %v", c)
	}
}

func TestSchedule(t *testing.T) {
	m := &Meeting{Start: "9:00", Agenda: []AgendaItem{{Content: "甲", Minutes: 50}, {Content: "乙", Minutes: 15}, {Content: "丙"}, {Content: "丁", Minutes: 5}}}
	var got []string
	for _, s := range m.Schedule() {
		got = append(got, s.From+"-"+s.To)
	}
	if want := []string{"9:00-9:50", "9:50-10:05", "10:05-", "-"}; !slices.Equal(got, want) {
		t.Errorf("schedule %q, want %q", got, want)
	}
	m.Start = ""
	if s := m.Schedule(); s[0].From != "" || len(s) != 4 {
		t.Errorf("a meeting without a start has times: %v", s)
	}
	m.Present, m.Absent, m.Observers = []Attendee{{Name: "甲"}}, []Attendee{{Name: "乙"}}, []Attendee{{Name: "丙"}}
	if in := m.Invitees(2); len(in) != 5 || in[1].Role != "出席" || in[2].Role != "列席" || in[3].Name != "" {
		t.Errorf("invitees: %v", in)
	}
}
