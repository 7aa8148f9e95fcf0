package model

import (
	"strconv"

	"hongtou/generator/diag"
)

func (c *checker) targets() {
	type key struct {
		unit                *Unit
		year                int
		indicator, industry string
	}
	first := map[key]*Target{}
	for _, t := range c.Targets {
		if t.Unit = c.unit(t.Origin, "UnitCode", t.UnitCode); t.Unit == nil {
			continue
		}
		t.UnitCode = t.Unit.Code
		if !t.Sound("Year", "Indicator", "Industry") {
			continue
		}
		k := key{t.Unit, t.Year, t.Indicator, t.Industry}
		if f, ok := first[k]; ok {
			at := f.At("Indicator")
			c.fail(t.At("Indicator"), "target-duplicate", t.Indicator,
				diag.T("同一单位、年度、指标、行业的控制数重复，已见于%[1]s", "the unit has this target twice, first at %[2]s", at.In("zh"), at.In("en")),
				diag.T("只留一行", "keep one row"))
			continue
		}
		first[k] = t
		at := unitYear{t.Unit, t.Year}
		c.index.targets[at] = append(c.index.targets[at], t)
	}
	for _, t := range c.Targets {
		if t.Unit != nil && t.Absolute() && t.Sound("Value", "Year", "Indicator", "Industry") && c.Target(t.Unit, t.Year, t.Indicator, t.Industry) == t {
			c.breakdown(t)
			c.byIndustry(t)
		}
	}
}

// breakdown complains if the children's targets add up to more than the
// parent's: those of each tier are a breakdown of their own (counties by
// region, departments by field).
func (c *checker) breakdown(t *Target) {
	var sums [Post + 1]float64
	for _, child := range t.Unit.Children {
		if part := c.Target(child, t.Year, t.Indicator, t.Industry); part != nil && part.Absolute() {
			sums[child.Tier] += part.Value
		}
	}
	for tier, sum := range sums {
		if tier > 0 && tidy(sum) > t.Value {
			c.fail(t.At("Value"), "target-breakdown", figure(t.Value),
				diag.T("“%[1]s”%[2]d年%[3]s的控制数%[4]s，小于下级（%[5]s）控制数之和%[6]s", "%[1]q has %[4]s for %[3]s in %[2]d, less than the sum %[6]s of those below it (%[5]s)",
					t.Unit.Name, t.Year, t.label(), figure(t.Value), Tier(tier), figure(tidy(sum))),
				diag.T("下级控制数之和不得超过%s", "the targets below add up to no more than %s", figure(t.Value)))
		}
	}
}

// byIndustry compares an all-industry target with the unit's own rows by
// industry.
func (c *checker) byIndustry(t *Target) {
	if t.Industry != "" {
		return
	}
	sum, rows := 0.0, 0
	for _, part := range c.TargetsOf(t.Unit, t.Year) {
		if part.Indicator == t.Indicator && part.Industry != "" && part.Absolute() {
			if !part.Sound("Value") {
				return
			}
			sum += part.Value
			rows++
		}
	}
	sum = tidy(sum)
	if rows == 0 || sum == t.Value {
		return
	}
	complain := c.fail
	if sum < t.Value {
		complain = c.warn
	}
	complain(t.At("Value"), "target-industries", figure(t.Value),
		diag.T("“%[1]s”%[2]d年%[3]s的总控制数%[4]s，分行业之和为%[5]s", "%[1]q has %[4]s for %[3]s in %[2]d, but its industries add up to %[5]s",
			t.Unit.Name, t.Year, t.label(), figure(t.Value), figure(sum)),
		diag.T("分行业控制数之和应等于总控制数", "the industries add up to the whole"))
}

// label is the indicator with its industry: 死亡人数（道路交通）.
func (t *Target) label() string {
	if t.Industry == "" {
		return t.Indicator
	}
	return t.Indicator + "（" + t.Industry + "）"
}

func figure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
