package model

import (
	"cmp"
	"fmt"
	"slices"

	"hongtou/generator/period"
)

// Assessment is one unit's yearly assessment.
type Assessment struct {
	Unit      *Unit
	Year      int
	Marks     []*Mark // in the order of the criteria
	Full      float64 // the sum of full marks
	Self      float64 // the sum of what the unit gave itself; 0 where it left a criterion out
	Base      float64 // the sum of the scores
	Bonus     float64 // 加分, at most the settings' BonusLimit
	Penalty   float64 // 扣分
	Score     float64 // Base + Bonus − Penalty, not below 0
	Vetoes    []string
	Pending   []string // accidents by which it may yet be vetoed, with what is open
	Grade     string
	Rank      int // within the tier; vetoed units come behind all others; 0 of the only one of its tier
	LastRank  int // of the year before, 0 if it is not known
	LastScore float64
}

// Vetoed tells whether a veto sets the grade to 不合格.
func (a *Assessment) Vetoed() bool { return len(a.Vetoes) > 0 }

// Undecided tells whether it is open that a veto sets the grade: an accident's report
// is not approved yet, and nothing else vetoes.
func (a *Assessment) Undecided() bool { return len(a.Pending) > 0 && !a.Vetoed() }

// Move says how the rank changed against the year before: 上升2位, 下降1位, 持平;
// 上年未排名 if it had none, — where there is none now.
func (a *Assessment) Move() string {
	switch d := a.LastRank - a.Rank; {
	case a.Rank == 0:
		return "—"
	case a.LastRank == 0:
		return "上年未排名"
	case d > 0:
		return fmt.Sprintf("上升%d位", d)
	case d < 0:
		return fmt.Sprintf("下降%d位", -d)
	}
	return "持平"
}

// Lost lists the marks with a deduction, the heaviest first.
func (a *Assessment) Lost() []*Mark {
	var lost []*Mark
	for _, m := range a.Marks {
		if m.Deduction > 0 {
			lost = append(lost, m)
		}
	}
	slices.SortStableFunc(lost, func(a, b *Mark) int { return cmp.Compare(b.Deduction, a.Deduction) })
	return lost
}

// Assessments gives the units that were assessed for p's year, by tier, inside a
// tier by rank, equal ranks in table order. The slice is shared: read it.
func (o *Office) Assessments(p period.Period) []*Assessment { return o.assessed(p).list }

// AssessmentOf is u's assessment for p's year, nil if it was not assessed.
func (o *Office) AssessmentOf(u *Unit, p period.Period) *Assessment { return o.assessed(p).byUnit[u] }

// AdjustmentsOf lists what was added to or taken from u's score of a year.
func (o *Office) AdjustmentsOf(u *Unit, year int) []*Adjustment {
	return having(o.Adjustments, func(a *Adjustment) bool { return a.Unit == u && a.Year == year })
}

// CriteriaFor lists the assessment rules of a year for a tier, by its name.
func (o *Office) CriteriaFor(year int, tier string) []*Criterion {
	return having(o.Criteria, func(c *Criterion) bool { return c.Year == year && c.Tier.String() == tier })
}

// assessed holds one year's assessments.
type assessed struct {
	list   []*Assessment
	byUnit map[*Unit]*Assessment
}

func (o *Office) assessed(p period.Period) *assessed {
	return o.look().assessments.get(p, func() *assessed {
		s := &assessed{byUnit: map[*Unit]*Assessment{}}
		for _, m := range o.Marks {
			if m.Year == p.Year && m.Unit != nil && m.Criterion != nil {
				s.add(m)
			}
		}
		for _, a := range s.list {
			o.finish(a, p)
		}
		s.rank(o, p)
		return s
	})
}

func (s *assessed) add(m *Mark) {
	a := s.byUnit[m.Unit]
	if a == nil {
		a = &Assessment{Unit: m.Unit, Year: m.Year}
		s.byUnit[m.Unit] = a
		s.list = append(s.list, a)
	}
	a.Marks = append(a.Marks, m)
}

// finish adds up one unit's marks and adjustments.
func (o *Office) finish(a *Assessment, p period.Period) {
	order := o.look().criterionOrder
	slices.SortStableFunc(a.Marks, func(x, y *Mark) int { return order[x.Criterion] - order[y.Criterion] })
	whole := true
	for _, m := range a.Marks {
		a.Full = tidy(a.Full + m.Criterion.FullMark)
		a.Base = tidy(a.Base + m.Score())
		if self := m.SelfScore(); self != nil {
			a.Self = tidy(a.Self + *self)
		} else {
			whole = false
		}
	}
	if !whole { // a sum of some criteria is nobody's mark of 100
		a.Self = 0
	}
	for _, c := range o.vetoCases(a.Unit, p) {
		if c.open == "" {
			a.Vetoes = append(a.Vetoes, c.reason())
		} else {
			a.Pending = append(a.Pending, c.reason())
		}
	}
	for _, x := range o.adjusted(a.Unit, p) {
		switch x.Kind {
		case Addition:
			a.Bonus = tidy(min(a.Bonus+x.Points, o.Settings.BonusLimit))
		case Reduction:
			a.Penalty = tidy(a.Penalty + x.Points)
		case Veto:
			a.Vetoes = append(a.Vetoes, x.Reason)
		}
	}
	a.Score = max(0, tidy(a.Base+a.Bonus-a.Penalty))
	a.Grade = o.Settings.Grade(a.Score)
	if a.Vetoed() {
		a.Grade = o.Settings.Grade(0)
	}
}

// rank orders the assessments. Equal scores of a tier share a rank and the next
// is skipped (1 2 3 4 4 6); vetoed units come behind all others.
func (s *assessed) rank(o *Office, p period.Period) {
	vetoed := func(a *Assessment) int {
		if a.Vetoed() {
			return 1
		}
		return 0
	}
	slices.SortFunc(s.list, func(a, b *Assessment) int {
		return cmp.Or(o.compareTiers(a.Unit.Tier, b.Unit.Tier), vetoed(a)-vetoed(b), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	place := 0
	for i, a := range s.list {
		place++
		switch {
		case i == 0 || s.list[i-1].Unit.Tier != a.Unit.Tier:
			place, a.Rank = 1, 1
		case s.list[i-1].Score == a.Score && s.list[i-1].Vetoed() == a.Vetoed():
			a.Rank = s.list[i-1].Rank
		default:
			a.Rank = place
		}
	}
	s.ranksOfNone()
	before := p
	before.Year--
	for _, a := range s.list {
		a.LastRank, a.LastScore = o.lastStanding(a.Unit, before)
	}
}

// ranksOfNone takes the rank from the only unit of a tier: a first of one is none.
func (s *assessed) ranksOfNone() {
	of := map[Tier]int{}
	for _, a := range s.list {
		of[a.Unit.Tier]++
	}
	for _, a := range s.list {
		if of[a.Unit.Tier] == 1 {
			a.Rank = 0
		}
	}
}

// lastStanding is a unit's rank and score of a year: as assessed from marks, or
// as the table of standings has it.
func (o *Office) lastStanding(u *Unit, p period.Period) (rank int, score float64) {
	if o.look().marked[p.Year] {
		if a := o.AssessmentOf(u, p); a != nil {
			return a.Rank, a.Score
		}
	}
	for _, s := range o.Standings {
		if s.Unit == u && s.Year == p.Year {
			return s.Rank, s.Score
		}
	}
	return 0, 0
}

// LostGroup sums what the units of a tier lost in one project (考核项目).
type LostGroup struct {
	Name    string
	Units   int     // with a deduction there
	Average float64 // points, over all assessed units of the tier
	counted
}

// LostByGroup gives the projects in which a tier's units lost points in p's
// year, the heaviest first.
func (o *Office) LostByGroup(p period.Period, tier string) []*LostGroup {
	var groups []*LostGroup
	assessed := 0
	for _, a := range o.Assessments(p) {
		if a.Unit.Tier.String() != tier {
			continue
		}
		assessed++
		seen := map[string]bool{}
		for _, m := range a.Lost() {
			at := slices.IndexFunc(groups, func(g *LostGroup) bool { return g.Name == m.Criterion.Group })
			if at < 0 {
				at = len(groups)
				groups = append(groups, &LostGroup{Name: m.Criterion.Group, counted: o.counting()})
			}
			groups[at].Average += m.Deduction
			groups[at].note(m, "Average", "Units")
			if !seen[m.Criterion.Group] {
				seen[m.Criterion.Group] = true
				groups[at].Units++
			}
		}
	}
	for _, g := range groups {
		g.Average = tidy(g.Average / float64(assessed))
	}
	slices.SortStableFunc(groups, func(a, b *LostGroup) int {
		return cmp.Or(cmp.Compare(b.Average, a.Average), cmp.Compare(a.Name, b.Name))
	})
	return groups
}

// MarksOf lists all marks of p's year, unit by unit in the order of Assessments.
func (o *Office) MarksOf(p period.Period) []*Mark {
	var marks []*Mark
	for _, a := range o.Assessments(p) {
		marks = append(marks, a.Marks...)
	}
	return marks
}

// Decisions lists what adds to, takes from or vetoes the assessed units of p's year,
// unit by unit in the order of Assessments: the vetoes that follow from accidents, with
// those that are still open, and the rows of the table.
func (o *Office) Decisions(p period.Period) []*Adjustment {
	var all []*Adjustment
	for _, a := range o.Assessments(p) {
		for _, c := range o.vetoCases(a.Unit, p) {
			all = append(all, c.decision(a.Unit, p.Year))
		}
		all = append(all, o.adjusted(a.Unit, p)...)
	}
	return all
}

// adjusted are the adjustments of u for p's year, with what was ruled.
func (o *Office) adjusted(u *Unit, p period.Period) []*Adjustment {
	of := o.AdjustmentsOf(u, p.Year)
	if slices.ContainsFunc(of, func(a *Adjustment) bool { return a.Kind == Veto }) {
		return of // it says what was ruled itself
	}
	return append(of, o.ruled(u, p)...)
}

var _ = explain[Assessment]("Full 标准分合计; Self 自评分; Base 指标得分; Bonus 加分; Penalty 扣分; Vetoes 一票否决事由; Pending 是否一票否决待定的事故; LastRank 上年名次; LastScore 上年得分; " +
	"Vetoed 是否一票否决; Undecided 是否一票否决待定; Move 名次变化; Lost 扣分的指标")

var _ = explain[LostGroup]("Units 被扣分的单位数; Name 考核项目; Average 平均扣分")

var _ = explain[Office]("Assessments 年度考核结果; AssessmentOf 单位的考核结果; AdjustmentsOf 单位的加分、扣分和否决; CriteriaFor 某年某层级的考核细则; " +
	"LostByGroup 各考核项目平均扣分; MarksOf 全部评分; Decisions 全部加分、扣分和否决")
