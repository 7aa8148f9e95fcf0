package model

import "strings"

// Indicators that the rules know by name; offices may control others too.
const (
	DeathsIndicator    = "死亡人数"
	AccidentsIndicator = "事故起数"
)

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
	Extra     map[string]string
	Origin
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
