package model

import (
	"slices"

	"hongtou/generator/period"
)

// MarkGroup is what a unit got in one project (考核项目) of its assessment, beside
// what the units of its tier got there on average.
type MarkGroup struct {
	Name    string
	Full    float64 // the sum of full marks
	Score   float64
	Average float64 // of the units of the tier that were assessed in the project, to two decimals
	Units   int     // those units
	Marks   []*Mark
	counted
}

// Gap is how much more than the average the unit got, to two decimals.
func (g *MarkGroup) Gap() float64 { return tidy(g.Score - g.Average) }

// Lost is what was deducted.
func (g *MarkGroup) Lost() float64 { return tidy(g.Full - g.Score) }

// MarkGroupsOf gives u's projects in p's year in the order of the criteria; none if it
// was not assessed.
func (o *Office) MarkGroupsOf(u *Unit, p period.Period) []*MarkGroup {
	own := o.AssessmentOf(u, p)
	if own == nil {
		return nil
	}
	var groups []*MarkGroup
	of := func(name string) *MarkGroup {
		at := slices.IndexFunc(groups, func(g *MarkGroup) bool { return g.Name == name })
		if at < 0 {
			return nil
		}
		return groups[at]
	}
	for _, m := range own.Marks {
		g := of(m.Criterion.Group)
		if g == nil {
			g = &MarkGroup{Name: m.Criterion.Group, counted: o.counting()}
			groups = append(groups, g)
		}
		g.Full, g.Score = tidy(g.Full+m.Criterion.FullMark), tidy(g.Score+m.Score())
		g.Marks = append(g.Marks, m)
		g.note(m, "Full", "Score", "Lost")
	}
	for _, a := range o.Assessments(p) {
		if a.Unit.Tier != u.Tier {
			continue
		}
		seen := map[*MarkGroup]bool{}
		for _, m := range a.Marks {
			if g := of(m.Criterion.Group); g != nil {
				g.Average += m.Score()
				g.note(m, "Average", "Units", "Gap")
				if !seen[g] {
					seen[g] = true
					g.Units++
				}
			}
		}
	}
	for _, g := range groups {
		g.Average = round2(g.Average / float64(g.Units))
	}
	return groups
}

var (
	_ = explain[MarkGroup]("Name 考核项目; Full 标准分合计; Score 得分; Average 同类单位平均得分; Units 同类单位数; Marks 各项评分; Gap 高于平均的分数; Lost 扣分")
	_ = explain[Office]("MarkGroupsOf 单位各考核项目的得分和同类平均")
)
