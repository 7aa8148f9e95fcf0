package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Criterion is one line of a year's assessment rules (考核评分细则) for the units
// of a tier.
type Criterion struct {
	Year     int
	Code     string
	Tier     Tier    // 考核对象
	Group    string  // 考核项目
	Content  string  // 考核内容
	FullMark float64 // 标准分
	Rule     string  // 评分标准
	Method   string  // 考核方式
	Origin
}

var _ = Declare(Declaration[Criterion]{
	Name: "criteria", Title: "考核评分细则", One: "考核指标", En: "criterion", Order: 130,
	List: func(o *Office) *[]*Criterion { return &o.Criteria },
	Columns: func(c *Criterion) []table.Column {
		return []table.Column{
			key(year(&c.Year)),
			code(&c.Code, "指标编号"),
			{At: &c.Tier, Header: "考核对象", Required: true, Names: TierNames()},
			{At: &c.Group, Header: "考核项目", Required: true},
			{At: &c.Content, Header: "考核内容", Type: table.Long, Required: true},
			{At: &c.FullMark, Header: "标准分", Required: true},
			{At: &c.Rule, Header: "评分标准", Type: table.Long},
			{At: &c.Method, Header: "考核方式"},
		}
	},
	Check: (*Checker).criteria,
})

// criteria indexes the rules and complains if a tier's full marks of a year do
// not add up to the full mark.
func (c *Checker) criteria(criteria []*Criterion) {
	type sheet struct {
		year int
		tier Tier
	}
	sums := map[sheet]float64{}
	stated := map[sheet]*Criterion{}
	for i, x := range criteria {
		c.index.criterionOrder[x] = i
		if !c.first(x) {
			continue
		}
		k := sheet{x.Year, x.Tier}
		sums[k] = tidy(sums[k] + x.FullMark)
		stated[k] = x
	}
	for _, x := range criteria {
		k := sheet{x.Year, x.Tier}
		if stated[k] == x && sums[k] != c.Settings.FullMark && sound(x, &x.FullMark, &x.Tier, &x.Year) {
			c.Fail(PlaceOf(x, &x.FullMark), "criterion-sum", figure(x.FullMark),
				diag.T("%[1]d年%[2]s的标准分合计%[3]s，不等于满分%[4]s", "the full marks of %[2]s in %[1]d add up to %[3]s, not to %[4]s", x.Year, x.Tier, figure(sums[k]), figure(c.Settings.FullMark)),
				diag.T("各项标准分之和应为%s", "they add up to %s", figure(c.Settings.FullMark)))
		}
	}
}
