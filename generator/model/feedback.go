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
	for _, m := range own.Marks {
		at := slices.IndexFunc(groups, func(g *MarkGroup) bool { return g.Name == m.Criterion.Group })
		if at < 0 {
			at, groups = len(groups), append(groups, &MarkGroup{Name: m.Criterion.Group, counted: o.counting()})
		}
		g := groups[at]
		g.Full, g.Score = tidy(g.Full+m.Criterion.FullMark), tidy(g.Score+m.Score())
		g.Marks = append(g.Marks, m)
		g.note(m, "Full", "Score", "Lost")
	}
	for _, g := range groups {
		tier := o.tierMarks(p)[tierGroup{u.Tier, g.Name}]
		g.Average, g.Units = round2(tier.sum/float64(tier.units)), tier.units
		g.keep(tier.kept(tierSum), "Average", "Units", "Gap")
	}
	return groups
}

// tierGroup is a project of the assessment of a tier.
type tierGroup struct {
	tier Tier
	name string
}

// tierMark is what all the units of a tier got in a project.
type tierMark struct {
	sum   float64
	units int
	counted
}

// tierSum is the field of a tierMark that its records are kept for.
const tierSum = "sum"

// tierMarks goes through the marks of p's year once for all units.
func (o *Office) tierMarks(p period.Period) map[tierGroup]*tierMark {
	return o.look().tierMarks.get(p, func() map[tierGroup]*tierMark {
		all := map[tierGroup]*tierMark{}
		for _, a := range o.Assessments(p) {
			seen := map[*tierMark]bool{}
			for _, m := range a.Marks {
				at := tierGroup{a.Unit.Tier, m.Criterion.Group}
				if all[at] == nil {
					all[at] = &tierMark{counted: o.counting()}
				}
				t := all[at]
				t.sum += m.Score()
				t.note(m, tierSum)
				if !seen[t] {
					seen[t] = true
					t.units++
				}
			}
		}
		return all
	})
}

var (
	_ = explain[MarkGroup]("Name 考核项目; Full 标准分合计; Score 得分; Average 同类单位平均得分; Units 同类单位数; Marks 各项评分; Gap 高于平均的分数; Lost 扣分")
	_ = explain[Office]("MarkGroupsOf 单位各考核项目的得分和同类平均")
)
