package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

func (c *checker) reports() {
	type key struct {
		unit  *Unit
		month period.Period
	}
	seen := map[key]Origin{}
	for _, r := range c.MonthlyReports {
		if r.Unit = c.unit(r.Origin, "UnitCode", r.UnitCode); r.Unit == nil || !r.Sound("Month") {
			continue
		}
		r.UnitCode = r.Unit.Code
		first(c, seen, key{r.Unit, r.Month}, r.Origin, "Month", "report-duplicate", r.Month.String(), "同一单位同一月份的月报", "the unit has this month's report")
		if !slices.Contains(c.Members(), r.Unit) {
			c.warn(r.At("UnitCode"), "report-not-member", r.UnitCode,
				diag.T("“%s”不是本级成员单位，其月报不计入汇总", "%q is not a member unit: its report is not counted", r.Unit.Name),
				diag.T("成员单位是本地区直属的部门和县区", "members are the departments and divisions right under the region"))
		}
		c.order(r.Origin, "report-early", "Submitted", r.Month.Start(), r.Submitted, "报告月份的第一天", "first day of the month")
		c.atMost(r.Origin, "Fixed", "report-fixed", r.Fixed, r.Hazards, "发现隐患数", "the hazards found")
		c.atMost(r.Origin, "Major", "report-major", r.Major, r.Hazards, "发现隐患数", "the hazards found")
		c.atMost(r.Origin, "MajorFixed", "report-major-fixed", r.MajorFixed, r.Major, "重大隐患数", "the major hazards")
	}
}

func (c *checker) network() {
	byCode := map[string]*Grid{}
	for _, g := range c.Grids {
		unique(c, byCode, g, func(g *Grid) Origin { return g.Origin }, g.Code, words{"grid", "网格", "grid"})
		if g.Unit = c.unit(g.Origin, "UnitCode", g.UnitCode); g.Unit != nil {
			g.UnitCode = g.Unit.Code
			c.index.gridsByUnit[g.Unit] = append(c.index.gridsByUnit[g.Unit], g)
		}
	}
	for _, g := range c.Grids {
		g.Parent = nil
		if g.ParentCode == "" {
			continue
		}
		g.Parent = byCode[g.ParentCode]
		switch {
		case g.Parent == nil:
			c.fail(g.At("ParentCode"), "grid-parent-unknown", g.ParentCode,
				diag.T("没有此编号的上级网格", "no grid has the parent's code"), diag.T("应为表中的网格编号，最高一级留空", "use a code of this table; leave the top's empty"))
		case g.Sound("Level") && g.Parent.Sound("Level") && slices.Index(GridLevels(), g.Parent.Level) >= slices.Index(GridLevels(), g.Level):
			c.fail(g.At("Level"), "grid-level", g.Level,
				diag.T("上级网格“%[1]s”是%[2]s，不高于%[3]s", "the parent %[1]q is of %[2]s, not above %[3]s", g.Parent.Name, g.Parent.Level, g.Level),
				diag.T("上级网格的层级应高于本网格", "the parent is of a higher level"))
			g.Parent = nil
		}
	}
}

func (c *checker) duties() {
	for _, d := range c.Duties {
		if d.Unit = c.unit(d.Origin, "UnitCode", d.UnitCode); d.Unit != nil {
			d.UnitCode = d.Unit.Code
		}
		if d.Kind == "" && d.Sound("Kind") {
			d.Kind = StandingDuty
		}
	}
	for _, x := range c.ContactList {
		if x.Unit = c.unit(x.Origin, "UnitCode", x.UnitCode); x.Unit != nil {
			x.UnitCode = x.Unit.Code
		}
		c.order(x.Origin, "contact-until", "Until", x.Since, x.Until, "起始日期", "day it began")
		c.order(x.Origin, "contact-last", "Last", x.Since, x.Last, "起始日期", "day it began")
	}
}

// capacity checks trainings, investments, drills and activities.
func (c *checker) capacity() {
	trainings, investments, drills, activities := map[string]*Training{}, map[string]*Investment{}, map[string]*Drill{}, map[string]*Activity{}
	link := func(o Origin, code *string, unit **Unit) {
		if *unit = c.unit(o, "UnitCode", *code); *unit != nil {
			*code = (*unit).Code
		}
	}
	for _, x := range c.Trainings {
		unique(c, trainings, x, func(x *Training) Origin { return x.Origin }, x.Code, words{"training", "培训", "training"})
		link(x.Origin, &x.UnitCode, &x.Unit)
		c.atMost(x.Origin, "Passed", "training-passed", x.Passed, x.Persons, "参加人数", "the persons who took part")
		c.atMost(x.Origin, "Certs", "training-certs", x.Certs, x.Passed, "考核合格人数", "those who passed")
	}
	for _, x := range c.Investments {
		unique(c, investments, x, func(x *Investment) Origin { return x.Origin }, x.Code, words{"investment", "投入", "investment"})
		link(x.Origin, &x.UnitCode, &x.Unit)
		c.atMost(x.Origin, "Working", "investment-working", x.Working, x.Actual, "实有数量", "what is there")
		c.atMost(x.Origin, "Responded", "investment-responded", x.Responded, x.Alarms, "报警次数", "the alarms")
	}
	for _, x := range c.Drills {
		unique(c, drills, x, func(x *Drill) Origin { return x.Origin }, x.Code, words{"drill", "演练", "drill"})
		link(x.Origin, &x.UnitCode, &x.Unit)
		c.order(x.Origin, "drill-assessed", "Assessed", x.Date, x.Assessed, "演练日期", "day of the drill")
	}
	for _, x := range c.Activities {
		unique(c, activities, x, func(x *Activity) Origin { return x.Origin }, x.Code, words{"activity", "活动", "activity"})
		link(x.Origin, &x.UnitCode, &x.Unit)
	}
}

func (c *checker) plan() {
	seen := map[string]*PlanItem{}
	for _, i := range c.Plan {
		unique(c, seen, i, func(i *PlanItem) Origin { return i.Origin }, i.Code, words{"plan", "计划", "plan item"})
		i.Lead, i.With = c.lead(i.Origin, &i.LeadCode, i.WithCodes)
	}
}

func (c *checker) inspections() {
	byCode := map[string]*Inspection{}
	for _, i := range c.Inspections {
		i.Visits = nil
		unique(c, byCode, i, func(i *Inspection) Origin { return i.Origin }, i.Code, words{"inspection", "专项检查", "inspection"})
		i.Lead, i.With = c.lead(i.Origin, &i.LeadCode, i.WithCodes)
		c.order(i.Origin, "inspection-end", "End", i.Start, i.End, "开始日期", "first day")
	}
	for _, v := range c.Visits {
		if v.UnitCode != "" {
			if v.Unit = c.unit(v.Origin, "UnitCode", v.UnitCode); v.Unit != nil {
				v.UnitCode = v.Unit.Code
			}
		}
		c.atMost(v.Origin, "Fixed", "visit-fixed", v.Fixed, v.Found, "发现隐患数", "the hazards found")
		if v.Inspection = byCode[v.InspectionCode]; v.Inspection == nil {
			c.fail(v.At("InspectionCode"), "visit-inspection-unknown", v.InspectionCode,
				diag.T("没有此编号的专项检查", "no inspection has this code"), diag.T("应为专项检查表中的编号", "use a code of the inspections"))
			continue
		}
		v.Inspection.Visits = append(v.Inspection.Visits, v)
		if i := v.Inspection; !i.Start.IsZero() && !v.Date.IsZero() && (v.Date.Before(i.Start) || !i.End.IsZero() && v.Date.After(i.End)) {
			c.fail(v.At("Date"), "visit-date", v.Date.String(),
				diag.T("不在检查起止日期之内", "outside of the inspection's days"),
				diag.T("应为%s至%s", "use a day from %s to %s", i.Start.String(), i.End.String()))
		}
	}
}

// lead links a leading unit and those that work with it, as a task's.
func (c *checker) lead(o Origin, leadCode *string, withCodes []string) (lead *Unit, with []*Unit) {
	if lead = c.unit(o, "LeadCode", *leadCode); lead != nil {
		*leadCode = lead.Code
	}
	for i, code := range withCodes {
		u := c.unit(o, "WithCodes", code)
		if u == nil {
			continue
		}
		withCodes[i] = u.Code
		if u == lead || slices.Contains(with, u) {
			c.fail(o.At("WithCodes"), "with-repeated", code,
				diag.T("配合单位“%s”重复，或就是牵头单位", "%q is listed twice, or leads itself", u.Name),
				diag.T("从配合单位中删去", "remove it from the co-operating units"))
			continue
		}
		with = append(with, u)
	}
	return lead, with
}
