package model

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Indicators that the rules know by name; offices may control others too.
const (
	DeathsIndicator    = "死亡人数"
	AccidentsIndicator = "事故起数"
)

// indicatorWords are other ways of writing those two.
var indicatorWords = map[string]string{
	"死亡数": DeathsIndicator, "死亡": DeathsIndicator, "死亡人员": DeathsIndicator, "死亡总人数": DeathsIndicator, "事故死亡人数": DeathsIndicator, "死亡人数（人）": DeathsIndicator, "生产安全事故死亡人数": DeathsIndicator,
	"事故数": AccidentsIndicator, "事故": AccidentsIndicator, "起数": AccidentsIndicator, "事故数量": AccidentsIndicator, "事故次数": AccidentsIndicator, "事故总起数": AccidentsIndicator, "事故起数（起）": AccidentsIndicator, "生产安全事故起数": AccidentsIndicator,
}

// Target is one control figure of one unit for one year (控制数).
type Target struct {
	UnitCode  string
	Unit      *Unit
	Year      int
	Indicator string  // 指标: 死亡人数, 事故起数, 较大及以上事故起数, 隐患整改率 …
	Industry  string  // 行业领域, "" for all
	Value     float64 // the limit (不超过) or, where AtLeast, the least share; 98 for 98%
	Measure   string  // 计量单位: 人, 起, 万元, %
	AtLeast   bool    // 不低于 instead of 不超过
	Origin
}

var _ = Declare(Declaration[Target]{
	Name: "targets", Title: "控制指标", One: "控制数", En: "target", Order: 20,
	List: func(o *Office) *[]*Target { return &o.Targets },
	Columns: func(t *Target) []table.Column {
		return []table.Column{
			{At: &t.UnitCode, Link: &t.Unit, Key: true, Concerns: true, Header: "单位编码", Aliases: []string{"编码"}, Type: table.Code, Required: true},
			{At: &t.Year, Key: true, Header: "年度", Aliases: []string{"年份"}, Type: table.Year, Required: true},
			{At: &t.Indicator, Key: true, Header: "指标", Aliases: []string{"指标名称", "控制指标"}, Required: true, Note: "如 死亡人数、事故起数、隐患整改率"},
			{At: &t.Industry, Key: true, Header: "行业领域", Aliases: []string{"行业", "所属行业", "行业类别"}, Note: "不分行业留空"},
			{At: &t.Value, Header: "控制数", Aliases: []string{"目标值", "数值"}, Type: table.Share, Required: true},
			{At: &t.Measure, Header: "计量单位", Aliases: []string{"单位符号"}, Note: "人、起、万元、%"},
			{At: &t.AtLeast, Header: "方向", Names: []string{"不超过", "不低于"}, Note: "不填即不超过"},
		}
	},
	Check: (*Checker).targets,
	Says:  "Absolute 是否为绝对数指标; Direction 不超过或不低于",
})

// riskRate tells the rates that are less than one in a hundred: 死亡率, 事故发生率.
func riskRate(indicator string) bool {
	return slices.ContainsFunc([]string{"死亡率", "事故率", "发生率", "伤亡率", "重伤率", "负伤率", "受伤率", "亏损率"}, func(s string) bool { return strings.HasSuffix(indicator, s) })
}

// Absolute tells whether the target is a count that is broken down and adds
// up, not a rate or a least share.
func (t *Target) Absolute() bool {
	return !t.AtLeast && !strings.HasSuffix(t.Indicator, "率") && !strings.ContainsAny(t.Measure, "%‰/／")
}

// Direction is 不超过 or 不低于.
func (t *Target) Direction() string {
	if t.AtLeast {
		return "不低于"
	}
	return "不超过"
}

// targets indexes the targets and compares each with those that it is made of.
func (c *Checker) targets(targets []*Target) {
	for _, t := range targets {
		if ours := indicatorWords[t.Indicator]; ours != "" {
			c.Warn(PlaceOf(t, &t.Indicator), "target-indicator", t.Indicator,
				diag.T("指标像是“%s”，写法不同，不会与它比较", "the indicator looks like %q; written so, it is not compared with it", ours),
				diag.T("就是它的，改为：%s", "if it is meant, write %s", ours))
		}
		if strings.HasSuffix(t.Indicator, "率") && !riskRate(t.Indicator) && t.Value > 0 && t.Value <= 1 && sound(t, &t.Value) {
			c.Warn(PlaceOf(t, &t.Value), "target-share", figure(t.Value),
				diag.T("控制数%[1]s按%[1]s%%读，像是把百分数写成了小数", "the target %[1]s is read as %[1]s%%; it seems to be a share written as a decimal", figure(t.Value)),
				diag.T("写成百分数，如 98 或 98%%", "write it in hundredths, as 98 or 98%%"))
		}
		c.targetOf(t)
		if c.first(t) {
			at := unitYear{t.Unit, t.Year}
			c.index.targets[at] = append(c.index.targets[at], t)
		}
	}
	for _, t := range targets {
		if t.Unit != nil && t.Absolute() && sound(t, &t.Value, &t.Year, &t.Indicator, &t.Industry) && c.Target(t.Unit, t.Year, t.Indicator, t.Industry) == t {
			c.breakdown(t)
			c.byIndustry(t)
		}
	}
}

// GoodRate tells the rates of which more is better: 隐患整改率, 培训合格率.
func GoodRate(indicator string) bool { return goodRates.MatchString(indicator) }

var (
	goodRates = regexp.MustCompile(`(整改|完成|覆盖|合格|达标|到位|签订|签约|培训|持证|通过|销号|参与|知晓)率$`)
	tolls     = regexp.MustCompile(`(死亡|受伤|重伤|伤亡)人数$|事故起数$`)
)

// targetOf complains of a target that its indicator can't have: a share of the wrong way
// or above the whole, a part of a person, deaths at least.
func (c *Checker) targetOf(t *Target) {
	if !sound(t, &t.Value, &t.Indicator, &t.AtLeast) {
		return
	}
	good, toll := GoodRate(t.Indicator), tolls.MatchString(t.Indicator)
	switch {
	case good && !t.AtLeast:
		c.Fail(PlaceOf(t, &t.AtLeast), "target-direction", t.Direction(),
			diag.T("“%s”越高越好，按不超过写进责任书就反了", "the more of %s the better: at most is the wrong way", t.Indicator), diag.T("在“方向”列写：不低于", "write 不低于 under 方向"))
	case toll && t.AtLeast:
		c.Fail(PlaceOf(t, &t.AtLeast), "target-direction", t.Direction(),
			diag.T("“%s”越少越好，按不低于写进责任书就反了", "the less of %s the better: at least is the wrong way", t.Indicator), diag.T("在“方向”列写：不超过", "write 不超过 under 方向"))
	case toll && t.Value != math.Trunc(t.Value):
		c.Fail(PlaceOf(t, &t.Value), "target-whole", figure(t.Value), diag.T("“%s”不是整数", "%s is no whole number", t.Indicator), diag.T("应为整数", "use a whole number"))
	case good && t.Value > 100 && !strings.HasSuffix(t.Indicator, "完成率"):
		c.Fail(PlaceOf(t, &t.Value), "target-over", figure(t.Value), diag.T("“%s”超过100%%", "%s is above 100%%", t.Indicator), diag.T("应为0至100", "use 0 to 100"))
	}
}

// breakdown complains if the children's targets add up to more than the
// parent's: those of each tier are a breakdown of their own (counties by
// region, departments by field).
func (c *Checker) breakdown(t *Target) {
	var sums [Post + 1]float64
	for _, child := range t.Unit.Children {
		if part := c.Target(child, t.Year, t.Indicator, t.Industry); part != nil && part.Absolute() {
			sums[child.Tier] += part.Value
		}
	}
	for tier, sum := range sums {
		if tier > 0 && tidy(sum) > t.Value {
			c.Fail(PlaceOf(t, &t.Value), "target-breakdown", figure(t.Value),
				diag.T("“%[1]s”%[2]d年%[3]s的控制数%[4]s，小于下级（%[5]s）控制数之和%[6]s", "%[1]q has %[4]s for %[3]s in %[2]d, less than the sum %[6]s of those below it (%[5]s)",
					t.Unit.Name, t.Year, t.label(), figure(t.Value), Tier(tier), figure(tidy(sum))),
				diag.T("下级控制数之和不得超过%s", "the targets below add up to no more than %s", figure(t.Value)))
		}
	}
}

// byIndustry compares an all-industry target with the unit's own rows by
// industry.
func (c *Checker) byIndustry(t *Target) {
	if t.Industry != "" {
		return
	}
	sum, rows := 0.0, 0
	for _, part := range c.TargetsOf(t.Unit, t.Year) {
		if part.Indicator == t.Indicator && part.Industry != "" && part.Absolute() {
			if !sound(part, &part.Value) {
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
	complain := c.Fail
	if sum < t.Value {
		complain = c.Warn
	}
	complain(PlaceOf(t, &t.Value), "target-industries", figure(t.Value),
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
