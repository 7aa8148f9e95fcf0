package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

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

// countyFindings are how many findings a county has and what they take off its
// score: 沐河区 and 澄江区 tie, and so do 东屏区, 清泷县 and 鹿鸣县. Sampled are the
// findings at firms of the county; the rest are about its government.
var countyFindings = []struct {
	found, sampled int
	deduction      float64
}{
	{7, 3, 9.5}, {7, 3, 9.5}, {7, 3, 12}, {6, 2, 7}, {8, 4, 20.5}, {9, 4, 24}, {7, 3, 12}, {6, 2, 12}, {8, 4, 21},
}

// departmentFindings of the first twenty departments.
var departmentFindings = [20]int{3, 2, 3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 2, 1, 1, 2, 1, 3, 1, 1}

// heaviest is what the worst firm loses: below the pass mark.
const heaviest = 41.5

// groups are the five 督查组 and what each visits, as in the notice of 5 March
// (hongtou.yaml); firms go with their county. None visits one of its members.
var groups = []struct{ name, units string }{
	{"第一督查组", "澄江区 沐河区 市教育局 市市场监督管理局 市生态环境局 市商务局"},
	{"第二督查组", "东屏区 望湖区 市公安局 市发展和改革委员会 市水利局 市城市管理局"},
	{"第三督查组", "石漈县 松渡县 市住房和城乡建设局 市工业和信息化局 市农业农村局 市民政局"},
	{"第四督查组", "清泷县 鹿鸣县 市交通运输局 市自然资源和规划局 市渔业渔政管理局 市林业局"},
	{"第五督查组", "南陂市 市应急管理局 市消防救援支队 市卫生健康委员会 市文化和旅游局"},
}

func (c *city) addItems(p *people, r *rand.Rand) {
	next := map[string]int{} // of each list of hazards
	had := map[string]bool{} // what was found where, so that nothing stands twice
	take := func(where, firm, key string, list []hazard) hazard {
		for range list {
			h := list[next[key]%len(list)]
			next[key]++
			if (h.fits == "" || slices.Contains(words(h.fits), firm)) && !had[where+firm+h.text] {
				had[where+firm+h.text] = true
				return h
			}
		}
		panic("no hazard is left for " + firm + where) // a slip in this program's own tables
	}
	for _, u := range c.tier(tierEnterprise) {
		c.found(r, p, u, u.findings, func(int) (hazard, string, string) {
			h := take("", u.short, u.category, hazards[u.category])
			return h, h.site, u.category
		})
	}
	for i, u := range c.tier(tierCounty) {
		plan := countyFindings[i]
		firms := c.below(u.code, tierEnterprise)
		c.found(r, p, u, plan.found, func(n int) (hazard, string, string) {
			if n < plan.sampled {
				f := firms[n%len(firms)]
				h := take(u.short, f.short, f.category, hazards[f.category])
				return h, f.short + h.site, f.category
			}
			h := take(u.short, "", "duty", duties)
			return h, u.short + h.site, "综合"
		})
		c.level(u, plan.deduction)
	}
	for i, u := range c.tier(tierDepartment)[:len(departmentFindings)] {
		c.found(r, p, u, departmentFindings[i], func(n int) (hazard, string, string) {
			if own := bureauDuties[u.field]; n < len(own) {
				return own[n], own[n].site, u.field
			}
			h := take(u.short, "", "common", commonDuties)
			return h, h.site, "综合"
		})
	}
	c.level(c.unitNamed("恒泽化工"), heaviest)
	c.stuck(c.unitNamed("天然气管网"))
	slices.SortStableFunc(c.items, func(a, b item) int { return a.date.Compare(b.date) })
	for i := range c.items {
		c.items[i].code = fmt.Sprintf("YH2026Q1-%03d", i+1)
	}
}

func (c *city) unitNamed(short string) *unit {
	for _, u := range c.units {
		if u.short == short {
			return u
		}
	}
	panic("no unit " + short) // a slip in this program's own tables
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
		if h.basis != "" {
			x.person = u.deputy
			x.control = "停止相关作业或停用设备，设置警戒并安排专人24小时值守，明确应急处置预案"
		}
		c.items = append(c.items, x)
	}
}

// visit is when, how and by whom a finding was made: two in three by the
// quarter's special supervision, the others by checks before it.
func (c *city) visit(r *rand.Rand, u *unit) (period.Date, string, string) {
	if r.IntN(3) > 0 {
		return workday(r, supervised[0], supervised[1]), "季度督查", c.group(u)
	}
	return workday(r, day(2026, 1, 8), day(2026, 3, 6)), pick(r, []string{"专项检查", "日常检查", "日常检查", "暗访"}), "市安委办检查组"
}

// group is the group that visits a unit or, of a firm, its county.
func (c *city) group(u *unit) string {
	if u.tier == tierEnterprise {
		u = c.byCode[u.parent]
	}
	for _, g := range groups {
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

// level makes a unit's deductions add up to total, in steps of half a point,
// the smallest first; findings of 重大隐患 keep their 5 points.
func (c *city) level(u *unit, total float64) {
	var minor []*item
	sum := 0.0
	for i := range c.items {
		if x := &c.items[i]; x.unit == u {
			sum += x.deduction
			if x.hazard.basis == "" {
				minor = append(minor, x)
			}
		}
	}
	for ; sum < total; sum += 0.5 {
		slices.MinFunc(minor, byDeduction).deduction += 0.5
	}
	for ; sum > total; sum -= 0.5 {
		slices.MaxFunc(minor, byDeduction).deduction -= 0.5
	}
}

func byDeduction(a, b *item) int { return int(2*a.deduction) - int(2*b.deduction) }
