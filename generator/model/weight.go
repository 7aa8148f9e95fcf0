package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// WeightRow is what one project (考核项目) counts for a tier in a year, beside what it
// counted in the year before.
type WeightRow struct {
	Group      string
	This, Last float64 // the sums of full marks; 0: not assessed that year
	counted
}

// Change is this year's weight less last year's.
func (r *WeightRow) Change() float64 { return tidy(r.This - r.Last) }

// Weights gives the projects of a year's rules for a tier, by its name, in their order,
// and behind them those that only the year before had.
func (o *Office) Weights(year int, tier string) []*WeightRow {
	var rows []*WeightRow
	of := func(group string) *WeightRow {
		i := slices.IndexFunc(rows, func(r *WeightRow) bool { return r.Group == group })
		if i < 0 {
			i, rows = len(rows), append(rows, &WeightRow{Group: group, counted: o.counting()})
		}
		return rows[i]
	}
	for _, c := range o.CriteriaFor(year, tier) {
		r := of(c.Group)
		r.This = tidy(r.This + c.FullMark)
		r.note(c, "This", "Change")
	}
	for _, c := range o.CriteriaFor(year-1, tier) {
		r := of(c.Group)
		r.Last = tidy(r.Last + c.FullMark)
		r.note(c, "Last", "Change")
	}
	return rows
}

// CriteriaTiers lists the tiers, by name, that a year's rules are about, in the order of
// papers.
func (o *Office) CriteriaTiers(year int) []string {
	var tiers []Tier
	for _, c := range o.Criteria {
		if c.Year == year && c.Tier != NoTier && !slices.Contains(tiers, c.Tier) {
			tiers = append(tiers, c.Tier)
		}
	}
	slices.SortFunc(tiers, o.compareTiers)
	var names []string
	for _, t := range tiers {
		names = append(names, t.String())
	}
	return names
}

// SelfMark is what a unit gives itself for one criterion (考核自评), as its form brings
// it back.
type SelfMark struct {
	Year          int
	UnitCode      string
	Unit          *Unit
	CriterionCode string
	Score         *float64
	Note          string // 自评说明
	Extra         map[string]string
	Origin
}

var _ = Declare(Declaration[SelfMark]{
	Name: "self-marks", Title: "考核自评", One: "考核自评", En: "self mark", Order: 138,
	List: func(o *Office) *[]*SelfMark { return &o.SelfMarks },
	Columns: func(m *SelfMark) []table.Column {
		return []table.Column{
			key(year(&m.Year)),
			key(unit(&m.UnitCode, &m.Unit, "自评单位编码")),
			{At: &m.CriterionCode, Key: true, Header: "指标编号", Type: table.Code, Required: true},
			{At: &m.Score, Header: "自评分"},
			{At: &m.Note, Prose: true, Header: "自评说明", Note: "完成情况和扣分原因"},
		}
	},
	Check:  (*Checker).selfMarks,
	Office: "SelfMarks 考核自评表; SelfMarkOf 某单位某年对某项指标的自评，没有的没有; Weights 某年某层级各考核项目的分值和上年分值; CriteriaTiers 某年考核细则的考核对象",
})

// SelfMarkOf is what u gave itself for a criterion; nil if it did not.
func (o *Office) SelfMarkOf(u *Unit, x *Criterion) *SelfMark {
	for _, m := range o.look().selfMarks[x] {
		if m.Unit == u {
			return m
		}
	}
	return nil
}

// selfMarks links what units gave themselves to the criteria of their tier.
func (c *Checker) selfMarks(list []*SelfMark) {
	for _, m := range list {
		if m.Unit == nil || !sound(m, &m.Year, &m.CriterionCode) {
			continue
		}
		x := c.criterionOf(m, m.Year, m.Unit, &m.CriterionCode)
		if x == nil || !c.first(m) {
			continue
		}
		c.index.selfMarks[x] = append(c.index.selfMarks[x], m)
		if m.Score != nil && *m.Score > x.FullMark {
			c.Fail(PlaceOf(m, &m.Score), "self-mark-full", figure(*m.Score),
				diag.T("自评分高于标准分%s", "the unit's own mark is above the full mark %s", figure(x.FullMark)),
				diag.T("应不高于%s", "use %s at most", figure(x.FullMark)))
		}
	}
}

var _ = explain[WeightRow]("Group 考核项目; This 本年分值，0为不考核; Last 上年分值，0为不考核; Change 增减")
