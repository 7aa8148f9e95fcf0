package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Claims about reports, training, drills, vetoes, interviews and agreements, looked up in
// the records.

// sent tells whether a unit's report of a month had come by the paper's day.
func (c claimed) sent(u *model.Unit, month period.Period) bool {
	return slices.ContainsFunc(c.o.MonthlyReports, func(r *model.Report) bool {
		return r.Unit == u && r.Month.String() == month.String() && c.paper.Sees(r.Submitted)
	})
}

// months are those of the paper's period.
func (c claimed) months() (all []period.Period) {
	for n := c.p.FirstMonth(); n <= c.p.LastMonth(); n++ {
		all = append(all, period.Period{Year: c.p.Year, Kind: period.Month, Index: n})
	}
	return all
}

// reporters are the units right below the region that are of a tier which reports.
func (c claimed) reporters() (all []*model.Unit) {
	tiers := map[model.Tier]bool{}
	for _, r := range c.o.MonthlyReports {
		tiers[r.Unit.Tier] = true
	}
	for _, u := range c.o.Units {
		if u.Parent == c.o.Region && tiers[u.Tier] {
			all = append(all, u)
		}
	}
	return all
}

// silent counts the reports of the period's months that were not entered.
func (c claimed) silent() (n int) {
	for _, u := range c.reporters() {
		for _, month := range c.months() {
			if !c.sent(u, month) {
				n++
			}
		}
	}
	return n
}

// firms are the enterprises below the region.
func (c claimed) firms() (all []*model.Unit) {
	for _, u := range c.o.Units {
		if u.Tier == model.Enterprise && u != c.o.Region {
			all = append(all, u)
		}
	}
	return all
}

// without counts the enterprises that have none of the rows of a span that end on the
// paper's day.
func (c claimed) without(from period.Date, rows func(u *model.Unit) []period.Date) (n int) {
	for _, u := range c.firms() {
		if !slices.ContainsFunc(rows(u), func(d period.Date) bool { return !d.Before(from) && !d.After(c.p.End()) }) {
			n++
		}
	}
	return n
}

func (c claimed) trained(u *model.Unit) (days []period.Date) {
	for _, x := range c.o.Trainings {
		if x.Unit == u {
			days = append(days, x.Date)
		}
	}
	return days
}

func (c claimed) drilled(u *model.Unit) (days []period.Date) {
	for _, x := range c.o.Drills {
		if x.Unit == u {
			days = append(days, x.Date)
		}
	}
	return days
}

func (c claimed) untrained() int {
	return c.without(period.Date{Year: c.p.Year, Month: 1, Day: 1}, c.trained)
}

func (c claimed) undrilled() int {
	half := period.Date{Year: c.p.Year, Month: 1, Day: 1}
	if c.p.End().Month > 6 {
		half.Month = 7
	}
	return c.without(half, c.drilled)
}

// whole counts the enterprises that have all four in place.
func (c claimed) whole() (n int) {
	year, half := period.Date{Year: c.p.Year, Month: 1, Day: 1}, period.Date{Year: c.p.Year, Month: 1 + (c.p.End().Month-1)/6*6, Day: 1}
	in := func(d, from period.Date) bool { return !d.Before(from) && !d.After(c.p.End()) }
	late := func(u, of *model.Unit, found, deadline, done period.Date) bool {
		return of == u && !found.After(c.p.End()) && deadline.Before(c.p.End()) && (done.IsZero() || done.After(c.p.End()))
	}
	for _, u := range c.firms() {
		planned, spent, good, checked := 0.0, 0.0, true, false
		for _, x := range c.o.Investments {
			if x.Unit == u && in(x.Date, c.p.Start()) {
				planned, spent, good, checked = planned+x.Planned, spent+x.Amount, good && x.Working >= x.Required, checked || x.Required > 0
			}
		}
		courses, drills := 0, 0
		for _, x := range c.o.Trainings {
			if x.Unit == u && in(x.Date, year) {
				courses, good = courses+1, good && x.Passed == x.Persons
			}
		}
		for _, x := range c.o.Drills {
			if x.Unit == u && in(x.Date, half) {
				drills, good = drills+1, good && !x.Assessed.IsZero()
			}
		}
		for _, x := range c.o.Hazards {
			good = good && !late(u, x.Unit, x.Date, x.Deadline, x.Done)
			checked = checked || x.Unit == u && !x.Date.After(c.p.End()) && (x.Reviewed.IsZero() || !x.Reviewed.Before(c.p.Start()))
		}
		for _, x := range c.o.Items {
			good = good && !(late(u, x.Unit, x.Date, x.Deadline, x.Done) && in(x.Date, c.p.Start()))
			checked = checked || x.Unit == u && in(x.Date, c.p.Start())
		}
		if good && checked && planned > 0 && spent >= planned && courses > 0 && drills > 0 {
			n++
		}
	}
	return n
}

// unfixed counts the hazards of the ledger that lack a person, a measure, money, a day or
// a plan.
func (c claimed) unfixed() (n int) {
	for _, h := range c.o.Hazards {
		open := !h.Date.After(c.p.End()) && (h.Done.IsZero() || !h.Done.Before(c.p.Start()))
		if open && (h.Person == "" || h.Measure == "" || h.Funds == nil || h.Deadline.IsZero() || h.Major && h.Plan == "") {
			n++
		}
	}
	return n
}

// praised are the units behind 通报表扬：, by their short names.
func (c claimed) praised(names string) (all []*model.Unit) {
	for name := range strings.SplitSeq(regexp.MustCompile(`（[^）]*）`).ReplaceAllString(names, ""), "、") {
		for _, u := range c.o.Units {
			if u.Short == name {
				all = append(all, u)
			}
		}
	}
	return all
}

// spotless tells whether a unit has nothing that keeps it from being praised.
func (c claimed) spotless(u *model.Unit) bool {
	for _, i := range c.o.Items {
		left := i.Done.IsZero() || i.Done.After(c.asOf())
		if i.Supervision != nil && c.p.Contains(i.Supervision.Start) && i.Object == u && left && (i.Major || i.Deadline.Before(c.asOf())) {
			return false
		}
	}
	for _, l := range c.o.Listings {
		if l.Unit == u && !l.Date.After(c.p.End()) && (l.Delisted.IsZero() || l.Delisted.After(c.p.End())) {
			return false
		}
	}
	for _, month := range c.months() {
		if slices.Contains(c.reporters(), u) && !c.sent(u, month) {
			return false
		}
	}
	return noneOf(c.accidents(c.p, func(a *model.Accident) bool {
		return a.Grade >= model.Serious && a.Unit != nil && a.Unit.Within(u) && u.Tier <= model.Village
	}))
}

func is(said string, n int) bool { return said == strconv.Itoa(n) }

var reported = []lookup{
	{regexp.MustCompile(`^你\p{Han}{1,3}尚未报送$`), func(c claimed, _ string, _ []string) bool { return !c.sent(c.subject.Unit(), c.p) }},
	{regexp.MustCompile(`^(?:本年以来，)?你\p{Han}{1,3}?((?:\d+月、?)+)月报也未报送$`), func(c claimed, _ string, m []string) bool {
		for _, n := range regexp.MustCompile(`\d+`).FindAllString(m[1], -1) {
			month, err := period.Parse(fmt.Sprintf("%d-%02s", c.p.Year, n))
			if err != nil || c.sent(c.subject.Unit(), month) {
				return false
			}
		}
		return true
	}},
	{regexp.MustCompile(`应当报送月报的单位(\d+)个，已报送(\d+)个，未报送(\d+)个：(.*)$`), func(c claimed, _ string, m []string) bool {
		names := 0
		for _, u := range c.reporters() {
			if !c.sent(u, c.p) && slices.Contains(strings.Split(m[4], "、"), u.Short) {
				names++
			}
		}
		return is(m[1], len(c.reporters())) && is(m[3], c.silent()) && is(m[3], names) && is(m[2], len(c.reporters())-c.silent())
	}},
	{regexp.MustCompile(`另有(\d+)份月报未报送`), func(c claimed, _ string, m []string) bool { return is(m[1], c.silent()) }},
	{regexp.MustCompile(`安全培训到位\d+家（另有(\d+)家本年尚未培训，未到期）.*应急救援到位\d+家（另有(\d+)家本半年尚未演练，未到期）`), func(c claimed, _ string, m []string) bool {
		return is(m[1], c.untrained()) && is(m[2], c.undrilled())
	}},
	{regexp.MustCompile(`^本年尚未培训的(\d+)家抓紧安排，本半年尚未演练的(\d+)家`), func(c claimed, _ string, m []string) bool {
		return is(m[1], c.untrained()) && is(m[2], c.undrilled())
	}},
	{regexp.MustCompile(`^四项全部到位(\d+)家`), func(c claimed, _ string, m []string) bool { return is(m[1], c.whole()) }},
	{regexp.MustCompile(`期限内没有提出`), func(c claimed, _ string, _ []string) bool {
		v, ok := c.subject.Record.(*model.VetoRuling)
		return ok && v.Pleaded.IsZero() && !v.Decided.IsZero()
	}},
	{regexp.MustCompile(`提出：.*已经全部`), func(c claimed, s string, _ []string) bool { // the unit's own words
		v, ok := c.subject.Record.(*model.VetoRuling)
		return ok && strings.Contains(s, strings.TrimSuffix(v.Plea, "。"))
	}},
	{regexp.MustCompile(`^各考核项目均有扣分，没有扣分的内容有：`), func(c claimed, _ string, _ []string) bool {
		lost, none := map[string]bool{}, false
		for _, m := range c.o.Marks {
			if m.Year == c.p.Year && m.Unit == c.subject.Unit() && m.Criterion != nil {
				lost[m.Criterion.Group] = lost[m.Criterion.Group] || m.Deduction > 0
				none = none || m.Deduction == 0
			}
		}
		for _, any := range lost {
			none = none && any
		}
		return none
	}},
	{regexp.MustCompile(`包保的重大事故隐患逾期没有完成整改，现将`), func(c claimed, _ string, _ []string) bool {
		l, ok := c.subject.Record.(*model.HazardLeader)
		left := func(code string, deadline, done period.Date) bool {
			return ok && code == l.HazardCode && deadline.Before(c.asOf()) && (done.IsZero() || done.After(c.asOf()))
		}
		return slices.ContainsFunc(c.o.Hazards, func(h *model.Hazard) bool { return left(h.Code, h.LimitBy(c.asOf()), h.Done) }) ||
			slices.ContainsFunc(c.o.Items, func(i *model.SupervisionItem) bool { return left(i.Code, i.Deadline, i.Done) })
	}},
	{regexp.MustCompile(`^重大隐患尚有(\d+)项没有整改|，重大隐患尚有(\d+)项没有整改`), func(c claimed, _ string, m []string) bool {
		n := 0
		for _, i := range c.o.Items {
			if i.Major && i.Supervision != nil && c.p.Contains(i.Supervision.Start) && (i.Done.IsZero() || i.Done.After(c.asOf())) {
				n++
			}
		}
		return is(m[1]+m[2], n)
	}},
	{regexp.MustCompile(`^未签订$`), func(c claimed, _ string, _ []string) bool {
		rows := regexp.MustCompile(`\| ([^|]+) \|[^\n]*\| 未签订 \|`).FindAllStringSubmatch(c.body, -1)
		for _, row := range rows {
			for _, u := range c.o.Units {
				if u.Short == row[1] && u.Signed.Year == c.p.Year {
					return false
				}
			}
		}
		return len(rows) > 0
	}},
	{regexp.MustCompile(`你\p{Han}{1,3}约谈议定的整改事项有(\d+)项逾期没有完成`), func(c claimed, _ string, m []string) bool {
		n := 0
		for _, p := range c.o.InterviewPoints {
			if p.Interview != nil && p.Interview.Unit == c.subject.Unit() && p.Deadline.Before(c.asOf()) && (p.Done.IsZero() || p.Done.After(c.asOf())) {
				n++
			}
		}
		return is(m[1], n)
	}},
	{regexp.MustCompile(`^事故发生以来至\d+年\d+月\d+日，没有登记对责任单位的处理$`), func(c claimed, _ string, _ []string) bool {
		i, ok := c.subject.Record.(*model.Investigation)
		return ok && !slices.ContainsFunc(c.o.Rewards, func(r *model.Reward) bool {
			return r.Kind == "责任追究" && slices.Contains(i.Units, r.Unit) && !r.Date.Before(i.Accident.Date) && !r.Date.After(c.p.End())
		})
	}},
	{regexp.MustCompile(`^责任书签订没有全覆盖$`), func(c claimed, _ string, _ []string) bool {
		m := regexp.MustCompile(`应签订安全生产责任书(\d+)份，已签订(\d+)份`).FindStringSubmatch(c.body)
		return m != nil && m[1] != m[2]
	}},
	{regexp.MustCompile(`有(\d+)项隐患的整改责任、措施、资金、时限、预案尚未全部落实`), func(c claimed, _ string, m []string) bool { return is(m[1], c.unfixed()) }},
	{regexp.MustCompile(`督查名次在同类单位前.*且没有.*一票否决情形，予以通报表扬：(.*)$`), func(c claimed, _ string, m []string) bool {
		units := c.praised(m[1])
		return len(units) > 0 && !slices.ContainsFunc(units, func(u *model.Unit) bool { return !c.spotless(u) })
	}},
	{regexp.MustCompile(`^RW[^：]*：.*尚未完成`), func(c claimed, s string, _ []string) bool { // the table's word of a task that is not done
		code, _, _ := strings.Cut(s, "：")
		return slices.ContainsFunc(c.o.Tasks, func(t *model.Task) bool {
			return t.Code == code && (t.Done.IsZero() || t.Done.After(c.p.End())) && strings.Contains(s, strings.TrimSuffix(t.Progress, "。"))
		})
	}},
}

// A claim without a figure is true of the one record and false of the other.
func TestLookupsSeeTheRecords(t *testing.T) {
	t.Parallel()
	day := func(s string) period.Date {
		var d period.Date
		_, err := fmt.Sscanf(s, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
		must(t, err)
		return d
	}
	month := mustPeriods(t, "2026-03")[0]
	region := &model.Unit{Short: "某市", Tier: model.City}
	u := &model.Unit{Short: "某局", Tier: model.Department, Parent: region}
	veto := &model.VetoRuling{Decided: day("2026-03-20")}
	leader := &model.HazardLeader{HazardCode: "Y1"}
	accident := &model.Accident{Date: day("2026-01-05")}
	found := &model.Investigation{Accident: accident, Units: []*model.Unit{u}}
	left := &model.Hazard{Code: "Y1", Date: day("2026-01-02"), Deadline: day("2026-02-01")}
	task := &model.Task{Code: "RW1", Progress: "已查3座，1座尚未完成。"}
	visit := &model.Supervision{Start: day("2026-03-03")}
	group := &model.Criterion{Group: "控制指标"}
	lost, none := &model.Mark{Year: 2026, Unit: u, Criterion: group, Deduction: 1}, &model.Mark{Year: 2026, Unit: u, Criterion: group}
	whole := &model.Mark{Year: 2026, Unit: u, Criterion: &model.Criterion{Group: "责任落实"}}
	said := func(s string) string { return "\n" + s + "\n" }
	for _, c := range []struct {
		sentence string
		record   model.Record
		body     string
		is, not  model.Office
	}{
		{"你单位尚未报送", u, "", model.Office{}, model.Office{MonthlyReports: []*model.Report{{Unit: u, Month: month}}}},
		{"你单位2月月报也未报送", u, "", model.Office{}, model.Office{MonthlyReports: []*model.Report{{Unit: u, Month: month.Previous()}}}},
		{"期限内没有提出", veto, "", model.Office{}, model.Office{}},
		{"各考核项目均有扣分，没有扣分的内容有：", u, "", model.Office{Marks: []*model.Mark{lost, none}}, model.Office{Marks: []*model.Mark{lost, none, whole}}},
		{"某同志包保的重大事故隐患逾期没有完成整改，现将有关情况函告", leader, "", model.Office{Hazards: []*model.Hazard{left}}, model.Office{Hazards: []*model.Hazard{{Code: "Y1", Date: left.Date, Deadline: left.Deadline, Done: day("2026-01-20")}}}},
		{"未签订", nil, said("| 某局 | 甲 | 局长 | 乙 | 未签订 |"), model.Office{Units: []*model.Unit{u}}, model.Office{Units: []*model.Unit{{Short: "某局", Signed: day("2026-01-20")}}}},
		{"事故发生以来至2026年3月31日，没有登记对责任单位的处理", found, "", model.Office{}, model.Office{Rewards: []*model.Reward{{Kind: "责任追究", Unit: u, Date: day("2026-02-05")}}}},
		{"下列单位督查名次在同类单位前3名，且没有逾期未整改的问题和一票否决情形，予以通报表扬：某局", nil, "", model.Office{Units: []*model.Unit{u}},
			model.Office{Units: []*model.Unit{u}, Items: []*model.SupervisionItem{{Object: u, Supervision: visit, Deadline: day("2026-03-05")}}}},
		{"下列单位督查名次在同类单位前3名，且没有挂牌督办事项和一票否决情形，予以通报表扬：某局", nil, "", model.Office{Units: []*model.Unit{u}},
			model.Office{Units: []*model.Unit{u}, Listings: []*model.Listing{{Unit: u, Date: day("2026-02-05")}}}},
		{"RW1：已查3座，1座尚未完成", nil, "", model.Office{Tasks: []*model.Task{task}}, model.Office{Tasks: []*model.Task{{Code: "RW1", Progress: task.Progress, Done: day("2026-03-05")}}}},
	} {
		for want, office := range map[bool]*model.Office{true: &c.is, false: &c.not} {
			claim := claimed{o: office, p: month, paper: month, body: c.body}
			claim.subject.Record = c.record
			if c.record == veto && !want {
				claim.subject.Record = &model.VetoRuling{Decided: veto.Decided, Pleaded: day("2026-03-10")}
			}
			i := slices.IndexFunc(reported, func(l lookup) bool { return l.form.MatchString(c.sentence) })
			if i < 0 {
				t.Fatal("nobody looks up: " + c.sentence)
			}
			if got := reported[i].look(claim, c.sentence, reported[i].form.FindStringSubmatch(c.sentence)); got != want {
				t.Errorf("“%s” is %v, want %v", c.sentence, got, want)
			}
		}
	}
}
