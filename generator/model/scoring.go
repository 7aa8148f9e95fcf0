package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// How a supervision is scored. Findings weigh by what is taken off for them, and
// what a unit loses is the average over the places where it was checked: who was
// visited at ten places is not worse for it than who was visited at two. A unit with
// too few places is not ranked, since one place more would turn its score over. The
// papers state the rule ([Office.ScoringRule]).

// What is taken off for a finding where the table gives no points at all.
const (
	ordinaryPoints = 1
	majorPoints    = 5
)

// pointsOf gives what each of the findings costs: the table's points, or by kind
// where no row of the period has any. The error is of rows without points beside others
// that have them.
func pointsOf(items []*SupervisionItem) (func(*SupervisionItem) float64, error) {
	if slices.ContainsFunc(items, func(i *SupervisionItem) bool { return i.Deduction > 0 }) {
		var errs []error
		for _, i := range items {
			errs = append(errs, openFigures(i, "Deduction"))
		}
		return func(i *SupervisionItem) float64 { return i.Deduction }, errors.Join(errs...)
	}
	return func(i *SupervisionItem) float64 {
		if i.Major {
			return majorPoints
		}
		return ordinaryPoints
	}, nil
}

// notGraded is the grade of a unit that was checked at too few places.
const notGraded = "不评定"

// Ranked tells whether the unit was checked at enough places to be ranked.
func (r *Result) Ranked() bool { return r.Grade != notGraded }

// score is the full mark less ScoreFactor times the average that a place costs, to
// one decimal.
func (r *ranking) score(o *Office) {
	for _, res := range r.results {
		res.Deduction, res.Grade = tidy(res.Deduction), notGraded
		if res.Checked == 0 {
			continue
		}
		lost := o.Settings.ScoreFactor * res.Deduction / float64(res.Checked)
		res.Score = max(0, round1(o.Settings.FullMark-lost))
		if res.Checked >= o.Settings.RankedFrom {
			res.Grade = o.Settings.Grade(res.Score)
		}
	}
}

// compareTiers orders tiers as papers do: a company's divisions before its departments.
func (o *Office) compareTiers(a, b Tier) int {
	first := func(t Tier) Tier {
		if o.Region != nil && o.Region.Tier > Department && t == Department {
			return Post
		}
		return t
	}
	return cmp.Compare(first(a), first(b))
}

// round1 rounds half up to one decimal, free of the noise of binary fractions.
func round1(x float64) float64 { return tidy(float64(int64(tidy(x*10)+0.5)) / 10) }

// rank orders the results and gives equal scores of a tier one rank, so that the next
// rank is skipped. Those that are not ranked come behind, in the order of the table.
func (r *ranking) rank(o *Office) {
	behind := func(res *Result) int {
		if res.Ranked() {
			return 0
		}
		return 1
	}
	slices.SortFunc(r.results, func(a, b *Result) int {
		return cmp.Or(o.compareTiers(a.Unit.Tier, b.Unit.Tier), cmp.Compare(behind(a), behind(b)),
			cmp.Compare(b.Score, a.Score)*(1-behind(a)), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	place := 0
	for i, res := range r.results {
		place++
		switch {
		case i == 0 || r.results[i-1].Unit.Tier != res.Unit.Tier:
			place, res.Rank = 1, 1
		case r.results[i-1].Score == res.Score:
			res.Rank = r.results[i-1].Rank
		default:
			res.Rank = place
		}
		if !res.Ranked() {
			res.Rank = 0
		}
	}
	r.ranksOfNone()
	r.noteRanks()
}

// ranksOfNone takes the rank from a result beside which no other of its tier is ranked:
// a first of one is none.
func (r *ranking) ranksOfNone() {
	beside := map[Tier]int{}
	for _, res := range r.results {
		if res.Ranked() {
			beside[res.Unit.Tier]++
		}
	}
	for _, res := range r.results {
		if beside[res.Unit.Tier] == 1 {
			res.Rank = 0
		}
	}
}

// noteRanks has a rank rest on the findings of all that are ranked beside it.
func (r *ranking) noteRanks() {
	if r.counted.by == nil {
		return
	}
	beside := map[Tier][]Record{}
	for _, res := range r.results {
		if res.Ranked() {
			for _, item := range r.byObject[res.Unit] {
				beside[res.Unit.Tier] = append(beside[res.Unit.Tier], item)
			}
		}
	}
	for _, res := range r.results {
		if res.Ranked() {
			res.keep(beside[res.Unit.Tier], "Rank")
		}
	}
}

// ScoringRule is the rule in words, without a full stop.
func (o *Office) ScoringRule() string {
	s := o.Settings
	return fmt.Sprintf("得分以%s分为基准，减去平均每个检查部位扣分的%s倍，扣完为止；检查部位不足%d处的不排名、不评定等次",
		decimal(s.FullMark, 2), decimal(s.ScoreFactor, 2), s.RankedFrom)
}

var (
	_ = explain[Office]("ScoringRule 督查计分的规则")
	_ = explain[Result]("Ranked 是否排名")
)
