package model

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
)

func (c *checker) assessments() {
	c.criteria()
	c.marks()
	for _, a := range c.Adjustments {
		if a.Unit = c.unit(a.Origin, "UnitCode", a.UnitCode); a.Unit != nil {
			a.UnitCode = a.Unit.Code
		}
		if a.Kind != Veto && a.Points == 0 && a.Sound("Points") {
			c.fail(a.At("Points"), "adjustment-points-missing", "",
				diag.T("%s没有分值", "%s without points", a.Kind), diag.T("填写加减的分值", "give the points"))
		}
	}
	type key struct {
		unit *Unit
		year int
	}
	seen := map[key]Origin{}
	for _, s := range c.Standings {
		if s.Unit = c.unit(s.Origin, "UnitCode", s.UnitCode); s.Unit != nil {
			s.UnitCode = s.Unit.Code
			first(c, seen, key{s.Unit, s.Year}, s.Origin, "Year", "standing-duplicate", fmt.Sprint(s.Year), "同一单位的年度考核结果", "the unit has this year's result")
		}
	}
}

// criteria indexes the rules and complains if a tier's full marks of a year do
// not add up to the full mark.
func (c *checker) criteria() {
	type sheet struct {
		year int
		tier Tier
	}
	sums := map[sheet]float64{}
	at := map[sheet]*Criterion{}
	seen := map[string]Origin{}
	for i, x := range c.Criteria {
		c.index.criterionOrder[x] = i
		if !first(c, seen, fmt.Sprintf("%d %s", x.Year, x.Code), x.Origin, "Code", "criterion-duplicate", x.Code, "同一年度的考核指标编号", "the year has this code") {
			continue
		}
		k := sheet{x.Year, x.Tier}
		sums[k] = tidy(sums[k] + x.FullMark)
		at[k] = x
	}
	for _, x := range c.Criteria {
		k := sheet{x.Year, x.Tier}
		if at[k] == x && sums[k] != c.Settings.FullMark && x.Sound("FullMark", "Tier", "Year") {
			c.fail(x.At("FullMark"), "criterion-sum", figure(x.FullMark),
				diag.T("%[1]d年%[2]s的标准分合计%[3]s，不等于满分%[4]s", "the full marks of %[2]s in %[1]d add up to %[3]s, not to %[4]s", x.Year, x.Tier, figure(sums[k]), figure(c.Settings.FullMark)),
				diag.T("各项标准分之和应为%s", "they add up to %s", figure(c.Settings.FullMark)))
		}
	}
}

func (c *checker) marks() {
	byCode := map[string]*Criterion{}
	for i := len(c.Criteria) - 1; i >= 0; i-- {
		byCode[fmt.Sprintf("%d %s", c.Criteria[i].Year, c.Criteria[i].Code)] = c.Criteria[i]
	}
	type key struct {
		unit      *Unit
		criterion *Criterion
	}
	seen := map[key]Origin{}
	for _, m := range c.Marks {
		m.Criterion = nil
		if m.Unit = c.unit(m.Origin, "UnitCode", m.UnitCode); m.Unit == nil || !m.Sound("Year", "CriterionCode") {
			continue
		}
		m.UnitCode = m.Unit.Code
		x := byCode[fmt.Sprintf("%d %s", m.Year, m.CriterionCode)]
		switch {
		case x == nil:
			c.fail(m.At("CriterionCode"), "mark-criterion-unknown", m.CriterionCode,
				diag.T("%d年度考核细则中没有此编号", "the rules of %d have no such code", m.Year),
				diag.T("应为考核细则中的指标编号", "use a code of the rules"))
			continue
		case x.Tier != m.Unit.Tier:
			c.fail(m.At("CriterionCode"), "mark-criterion-tier", m.CriterionCode,
				diag.T("此项考核的是%[1]s，“%[2]s”是%[3]s", "this criterion is for %[1]s, but %[2]q is of tier %[3]s", x.Tier, m.Unit.Name, m.Unit.Tier),
				diag.T("改用%s的考核指标", "use a criterion for %s", m.Unit.Tier))
			continue
		}
		if !first(c, seen, key{m.Unit, x}, m.Origin, "CriterionCode", "mark-duplicate", m.CriterionCode, "同一单位的同一指标", "the unit has a mark for this criterion") {
			continue
		}
		m.Criterion = x
		c.index.marked[m.Year] = true
		c.markLimits(m)
	}
}

// markLimits complains of a mark outside of its criterion's full mark, and of a
// deduction without its reason.
func (c *checker) markLimits(m *Mark) {
	full := m.Criterion.FullMark
	if m.Deduction > full && m.Sound("Deduction") {
		c.fail(m.At("Deduction"), "mark-deduction", figure(m.Deduction),
			diag.T("扣分多于标准分%s", "more is deducted than the full mark %s", figure(full)),
			diag.T("扣完为止，应不多于%s", "use %s at most", figure(full)))
	}
	if m.Self != nil && *m.Self > full {
		c.fail(m.At("Self"), "mark-self", figure(*m.Self),
			diag.T("自评分高于标准分%s", "the unit's own mark is above the full mark %s", figure(full)),
			diag.T("应不高于%s", "use %s at most", figure(full)))
	}
	if m.Deduction > 0 && m.Reason == "" && m.Sound("Reason") {
		c.warn(m.At("Reason"), "mark-reason-missing", "",
			diag.T("扣了%s分，没有扣分说明", "%s points are deducted without a reason", figure(m.Deduction)),
			diag.T("写明扣分的事实", "say what for"))
	}
}

func (c *checker) rewards() {
	seen, praised := map[string]*Reward{}, map[[4]string]Origin{}
	for _, r := range c.Rewards {
		unique(c, seen, r, func(r *Reward) Origin { return r.Origin }, r.Code, words{"reward", "奖惩", "reward"})
		if r.Unit = c.unit(r.Origin, "UnitCode", r.UnitCode); r.Unit != nil {
			r.UnitCode = r.Unit.Code
		}
		r.Time = strings.TrimPrefix(r.Time, "0") // as notices write it: 9:30
		if r.Year == 0 && r.Sound("Year") {
			r.Year = r.Date.Year
		}
		if r.Kind == CommendationKind && r.Unit != nil {
			first(c, praised, [4]string{r.UnitCode, r.Person, r.Title, fmt.Sprint(r.Year)}, r.Origin, "UnitCode", "reward-twice", r.UnitCode, "同一年度的同一表彰", "the year has this commendation")
		}
		c.order(r.Origin, "reward-issued", "Date", r.Issued, r.Date, "通知书成文日期", "day of the notice")
		c.order(r.Origin, "reward-due", "Due", r.Date, r.Due, "决定（约谈）日期", "day of the decision")
		c.order(r.Origin, "reward-followed", "Followed", r.Date, r.Followed, "决定（约谈）日期", "day of the decision")
		if r.Kind == CommendationKind && r.Person == "" && r.Unit != nil {
			if a := c.AssessmentOf(r.Unit, r.Year); a != nil && a.Vetoed() {
				c.fail(r.At("UnitCode"), "reward-vetoed", r.UnitCode,
					diag.T("“%s”%d年度考核被一票否决，不得表彰", "%q was vetoed in the assessment of %d and can't be commended", r.Unit.Name, r.Year),
					diag.T("删去此行，或核对考核记录", "delete the row, or check the assessment"))
			}
		}
	}
}
