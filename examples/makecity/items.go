package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// item is one row of the supervision items.
type item struct {
	code          string
	date          period.Date
	method, group string
	unit          *unit
	site          string
	industry      string
	hazard        hazard
	deduction     float64
	person        string
	control       string // 管控措施 while it is being put right
	deadline      period.Date
	done          period.Date
	reviewed      period.Date
	reviewer      string
}

// The quarter, and the day on which the office closed its table.
var (
	quarterEnd = day(2026, 3, 31)
	closed     = day(2026, 4, 8)
)

// The special supervision of the quarter lasted from 9 to 20 March.
var supervised = [2]period.Date{day(2026, 3, 9), day(2026, 3, 20)}

// countyFindings are how many findings the supervision has at a county's government,
// and what a checked place of the county, its firms' with it, costs on the average:
// 澄江区 and 沐河区 tie, and so do 东屏区, 清泷县 and 鹿鸣县. Sampled are the findings
// that its departments make at firms; the rest are about the government itself.
var countyFindings = []struct {
	found, sampled int
	average        float64
}{
	{7, 3, 1.5}, {7, 3, 1.5}, {7, 3, 2}, {6, 2, 1}, {8, 4, 2.5}, {9, 4, 2.75}, {7, 3, 2}, {6, 2, 2}, {8, 4, 3},
}

// departmentFindings of the first twenty departments.
var departmentFindings = [20]int{3, 3, 3, 3, 1, 3, 1, 3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 1, 1}

// team is one 督查组: who heads and staffs it and what it visits; firms go with their
// county. None visits one of its members.
type team struct{ name, head, post, members, units string }

var teams = []team{
	{"第一督查组", "卢振东", "市应急管理局副局长", "市应急管理局 市公安局 市城市管理局 市消防救援支队", "澄江区 沐河区 市教育局 市市场监督管理局 市生态环境局 市商务局"},
	{"第二督查组", "任向东", "市交通运输局副局长", "市交通运输局 市市场监督管理局 市文化和旅游局 市渔业渔政管理局", "东屏区 望湖区 市公安局 市发展和改革委员会 市水利局 市城市管理局"},
	{"第三督查组", "慕容岩", "市自然资源和规划局副局长", "市自然资源和规划局 市应急管理局 市教育局 市林业局", "石漈县 松渡县 市住房和城乡建设局 市工业和信息化局 市农业农村局 市民政局"},
	{"第四督查组", "尹秀清", "市住房和城乡建设局副局长", "市住房和城乡建设局 市水利局 市农业农村局 市民政局", "清泷县 鹿鸣县 市交通运输局 市自然资源和规划局 市渔业渔政管理局 市林业局"},
	{"第五督查组", "邢克勤", "市工业和信息化局副局长", "市工业和信息化局 市生态环境局 市发展和改革委员会 市商务局", "南陂市 市应急管理局 市消防救援支队 市卫生健康委员会 市文化和旅游局"},
}

const (
	supervision     = "2026年第一季度安全生产专项督查"
	supervisionKind = "季度督查"
)

// focus are the supervision's 重点事项.
var focus = []string{
	"市安全生产工作会议精神传达学习和2026年度责任书逐级签订情况",
	"松渡县“2·8”较大道路交通事故教训汲取和“两客一危一货”车辆整治情况",
	"石漈县、清泷县、鹿鸣县矿山和尾矿库复工复产验收情况",
	"化工园区特殊作业、重大危险源安全管控情况",
	"老旧燃气管道带病运行管段逐段管控和餐饮场所用气安全情况",
	"人员密集场所消防生命通道畅通和电动自行车违规停放充电整治情况",
}

// addSupervisions writes the supervision of the quarter and its groups.
func (c *city) addSupervisions() {
	l := newLedger("督查名称 组织单位 开始日期 结束日期 检查方式 督查对象 重点事项")
	c.ledgers["supervisions"] = l
	l.add(supervision, "安澜市安全生产委员会办公室", supervised[0], supervised[1], supervisionKind, "", strings.Join(focus, "\n"))
	g := newLedger("督查名称 督查组 组长 组长职务 成员单位 督查对象")
	c.ledgers["groups"] = g
	for _, t := range teams {
		g.add(supervision, t.name, t.head, t.post, strings.Join(words(t.members), "、"), strings.Join(words(t.units), "、"))
	}
}

func (c *city) addItems(p *people, r *rand.Rand) {
	next := map[string]int{} // of each list of hazards
	had := map[string]bool{} // what was found where, so that nothing stands twice
	take := func(where, firm, key string, list []hazard) (hazard, bool) {
		for range list {
			h := list[next[key]%len(list)]
			next[key]++
			at := firm
			if firm == "" {
				at = where
			}
			if (h.fits == "" || slices.Contains(words(h.fits), firm)) && !had[at+h.text] {
				had[at+h.text] = true
				return h, true
			}
		}
		return hazard{}, false
	}
	for _, u := range c.firms() {
		c.found(r, p, u, u.findings, func(int) (hazard, string, string) {
			h := must(take("", u.short, u.category, hazards[u.category]))
			return h, h.site, u.category
		})
	}
	for i, u := range c.tier(tierCounty) {
		plan := countyFindings[i]
		firms := c.firmsBelow(u.code)
		c.found(r, p, u, plan.found, func(n int) (hazard, string, string) {
			for k := 0; n < plan.sampled && k < len(firms); k++ {
				f := firms[(n+k)%len(firms)]
				if h, ok := take("", f.short, f.category, hazards[f.category]); ok {
					return h, f.short + h.site, f.category
				}
			}
			h := must(take(u.short, "", "duty", duties))
			return h, u.short + h.site, "综合"
		})
	}
	for i, u := range c.tier(tierDepartment)[:len(departmentFindings)] {
		c.found(r, p, u, departmentFindings[i], func(n int) (hazard, string, string) {
			if own := bureauDuties[u.field]; n < len(own) {
				return own[n], own[n].site, u.field
			}
			h := must(take(u.short, "", "common", commonDuties))
			return h, h.site, "综合"
		})
	}
	for i, u := range c.tier(tierCounty) {
		c.level(u, countyFindings[i].average)
	}
	c.stuck(c.unitNamed("天然气管网"))
	slices.SortStableFunc(c.items, func(a, b item) int { return a.date.Compare(b.date) })
	for i := range c.items {
		c.items[i].code = fmt.Sprintf("YH2026Q1-%03d", i+1)
	}
}

// must is a hazard that is left; none is a slip in this program's own tables.
func must(h hazard, left bool) hazard {
	if !left {
		panic("no hazard is left")
	}
	return h
}

func (c *city) unitNamed(short string) *unit {
	for _, u := range c.units {
		if u.short == short {
			return u
		}
	}
	panic("no unit " + short) // a slip in this program's own tables
}

// checkers made what the supervision did not: departments with the power, for a
// committee's office does not inspect firms.
const checkers = "市级部门联合检查组"

// listed are the hazards under listed supervision since 10 February (addListings), by
// firm and site: a check had found them before.
var listed = map[string]struct {
	found, deadline, done, accepted period.Date
	by                              string
}{
	"恒泽化工液氯储存区": {found: day(2026, 1, 21), deadline: day(2026, 6, 30)},
	"青崖矿业尾矿库":   {day(2026, 1, 22), day(2026, 3, 31), day(2026, 3, 20), day(2026, 3, 23), "郑若云"},
}

// stuck leaves a unit's 重大隐患 past their deadline: a pipeline that is built
// over, the case for 挂牌督办.
func (c *city) stuck(u *unit) {
	for i := range c.items {
		if x := &c.items[i]; x.unit == u && x.hazard.basis != "" {
			x.deadline, x.done, x.reviewed, x.reviewer = day(2026, 3, 27), period.Date{}, period.Date{}, ""
		}
	}
}

// found adds n findings of a unit; choose gives each its hazard, site and field.
func (c *city) found(r *rand.Rand, p *people, u *unit, n int, choose func(int) (hazard, string, string)) {
	people := []string{u.deputy, p.name(), p.name()}
	for k := range n {
		h, site, field := choose(k)
		x := item{unit: u, site: site, industry: field, hazard: h, deduction: h.deduction, person: people[k%len(people)]}
		x.date, x.method, x.group = c.visit(r, u)
		x.progress(r)
		if l, ok := listed[u.short+h.site]; ok {
			x.date, x.method, x.group, x.deadline, x.done, x.reviewed, x.reviewer = l.found, "专项检查", checkers, l.deadline, l.done, l.accepted, l.by
		}
		if h.basis != "" {
			x.person = u.deputy
			x.control = "停止相关作业或停用设备，设置警戒并安排专人24小时值守，明确应急处置预案"
		}
		c.items = append(c.items, x)
	}
}

// visit is when, how and by whom a finding was made: those at governments and
// departments by the quarter's special supervision, of those at firms two in three, the
// others by checks before it.
func (c *city) visit(r *rand.Rand, u *unit) (period.Date, string, string) {
	if !u.firm() || r.IntN(3) > 0 {
		return workday(r, supervised[0], supervised[1]), supervisionKind, c.group(u)
	}
	return workday(r, day(2026, 1, 8), day(2026, 3, 6)), pick(r, []string{"专项检查", "日常检查", "日常检查", "暗访"}), checkers
}

// group is the group that visits a unit or, of a firm, its county.
func (c *city) group(u *unit) string {
	if u.firm() {
		u = c.byCode[u.parent]
	}
	for _, g := range teams {
		if slices.Contains(words(g.units), u.short) {
			return g.name
		}
	}
	panic("no group visits " + u.short) // a slip in this program's own tables
}

// workday is a day from first to last that is neither in a weekend nor in the
// Spring Festival's holiday (15 to 23 February 2026).
func workday(r *rand.Rand, first, last period.Date) period.Date {
	for {
		d := first.AddDays(r.IntN(last.Sub(first) + 1))
		if open(d) {
			return d
		}
	}
}

func open(d period.Date) bool {
	w := d.Time().Weekday()
	return w != 0 && w != 6 && (d.Before(day(2026, 2, 15)) || d.After(day(2026, 2, 23)))
}

// from is d or the first working day after it.
func from(d period.Date) period.Date {
	for !open(d) {
		d = d.AddDays(1)
	}
	return d
}

// progress sets deadline, completion and review. One finding in eight is not
// put right in time; what is put right is mostly reviewed within a week. Nothing
// is dated after the day on which the table was closed.
func (x *item) progress(r *rand.Rand) {
	days := pick(r, []int{7, 10, 10, 15, 15, 20, 30})
	if x.hazard.basis != "" {
		days = pick(r, []int{30, 45, 60})
	}
	late := r.IntN(8) == 0 && (x.hazard.basis == "" || x.date.Before(day(2026, 2, 10)))
	if late && x.hazard.basis == "" {
		days = pick(r, []int{7, 10})
	}
	x.deadline = x.date.AddDays(days)
	done := from(x.date.AddDays(between(r, 2, days-1)))
	if done.After(x.deadline) {
		done = x.deadline
	}
	if late {
		done = from(x.deadline.AddDays(between(r, 6, 40)))
	}
	if done.After(closed) {
		return
	}
	x.done = done
	reviewed := from(done.AddDays(between(r, 1, 9)))
	if reviewed.After(closed) || r.IntN(9) == 0 {
		return
	}
	x.reviewed, x.reviewer = reviewed, pick(r, reviewers)
}

// level makes a checked place of a county, its firms' with it, cost so much on the
// average in the supervision, in steps of half a point, the smallest first; findings of
// 重大隐患 keep their 5 points.
func (c *city) level(county *unit, average float64) {
	var minor []*item
	sum, places := 0.0, map[string]bool{}
	for i := range c.items {
		x := &c.items[i]
		if x.method != supervisionKind || x.unit != county && x.unit.parent != county.code {
			continue
		}
		sum += x.deduction
		places[x.unit.code+x.site] = true
		if x.hazard.basis == "" {
			minor = append(minor, x)
		}
	}
	total := average * float64(len(places))
	for ; sum < total; sum += 0.5 {
		slices.MinFunc(minor, byDeduction).deduction += 0.5
	}
	for ; sum > total; sum -= 0.5 {
		slices.MaxFunc(minor, byDeduction).deduction -= 0.5
	}
}

func byDeduction(a, b *item) int { return int(2*a.deduction) - int(2*b.deduction) }
