package model

import "slices"

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
	of := having(o.Criteria, func(c *Criterion) bool { return c.Year == year && c.Tier != NoTier })
	for _, c := range of {
		if !slices.Contains(tiers, c.Tier) {
			tiers = append(tiers, c.Tier)
		}
	}
	tell(o, "CriteriaTiers", of)
	slices.SortFunc(tiers, o.compareTiers)
	var names []string
	for _, t := range tiers {
		names = append(names, t.String())
	}
	return names
}

var (
	_ = explain[WeightRow]("Group 考核项目; This 本年分值，0为不考核; Last 上年分值，0为不考核; Change 增减")
	_ = explain[Office]("Weights 某年某层级各考核项目的分值和上年分值; CriteriaTiers 某年考核细则的考核对象")
)
