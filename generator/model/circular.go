package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// Whom a quarter's circular praises and criticises (通报). What weighs is what
// matters: vetoes, accidents, control figures that are broken, listed supervision and
// major hazards; then the supervision's score; then late reports. Every table that
// the office keeps is asked, and one that does not reach the period is a [Gap]: nobody
// is praised for what is not known. The paper states the conditions.

const (
	praisedRanks  = 3 // ranks of a tier that may be praised
	rankedAtLeast = 5 // a tier with fewer ranked results has no last place
	lateAtLeast   = 2 // late or missing reports in the period that are criticised
)

// Criticism is a result with what is criticised in it, the heaviest first.
type Criticism struct {
	*Result
	Reasons []string

	charges counted
}

// Counted are the records of the reasons, and what the result counted.
func (c Criticism) Counted(field string) ([]Record, bool) {
	if field == "Reasons" {
		return c.charges.Counted(field)
	}
	return c.Result.Counted(field)
}

// Praised lists the results with one of the first ranks of their tier and not its last,
// graded at least 良好, against which nothing speaks.
func (o *Office) Praised(p period.Period) ([]*Result, error) {
	j, err := o.judge(p)
	if err != nil {
		return nil, err
	}
	last := map[Tier]int{}
	for _, r := range j.results {
		last[r.Unit.Tier] = max(last[r.Unit.Tier], r.Rank)
	}
	var in []*Result
	for _, r := range j.results {
		if r.Rank > 0 && r.Rank <= praisedRanks && r.Score >= o.Settings.Good && r.Overdue == 0 && !j.barred[r.Unit] && (r.Rank == 1 || r.Rank < last[r.Unit.Tier]) {
			in = append(in, r)
		}
	}
	return in, nil
}

// PraiseRule is the condition for praise in words, of the tables that the office
// keeps, without a full stop.
func (o *Office) PraiseRule() string {
	without := []string{"逾期未整改的问题"}
	for _, t := range []struct{ table, what string }{
		{"accidents", "较大以上事故和突破控制数"}, {"listings", "尚未摘牌的挂牌督办事项"}, {"hazards", "未整改的重大隐患"}, {"reports", "迟报、未报月报"},
	} {
		if o.Kept(t.table) {
			without = append(without, t.what)
		}
	}
	return fmt.Sprintf("督查名次在同类单位前%d名且不列末位、等次为良好以上，且没有%s和一票否决情形", praisedRanks, strings.Join(without, "、"))
}

// Criticised lists the units that something heavy speaks against, the heaviest first,
// then in the order of the tiers and of the table of units.
func (o *Office) Criticised(p period.Period) ([]Criticism, error) {
	j, err := o.judge(p)
	if err != nil {
		return nil, err
	}
	return j.criticisms(), nil
}

// CriticisedWithout is Criticised in a period without a supervision: whom vetoes,
// accidents, control figures and overdue listings speak against.
func (o *Office) CriticisedWithout(p period.Period) ([]Criticism, error) {
	j := o.newJudgement(&ranking{})
	o.judgeVetoes(j, p)
	if err := errors.Join(o.askTables(j, p, "accidents", "listings")...); err != nil {
		return nil, err
	}
	return j.criticisms(), nil
}

// criticisms are whom something speaks against, the heaviest first.
func (j *judgement) criticisms() []Criticism {
	var in []Criticism
	heaviest := map[*Unit]int{}
	for u, charges := range j.charges {
		slices.SortStableFunc(charges, func(a, b charge) int { return cmp.Compare(b.weight, a.weight) })
		c := Criticism{Result: j.of(u), charges: j.counted.again()}
		for _, x := range charges {
			c.Reasons = append(c.Reasons, x.reason)
			for _, r := range x.rows {
				c.charges.note(r, "Reasons")
			}
		}
		heaviest[u] = charges[0].weight
		in = append(in, c)
	}
	slices.SortFunc(in, func(a, b Criticism) int {
		return cmp.Or(cmp.Compare(heaviest[b.Unit], heaviest[a.Unit]), cmp.Compare(a.Unit.Tier, b.Unit.Tier), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	return in
}

// Count is how many findings have one value of a field.
type Count struct {
	Name         string
	Found, Major int
	counted
}

// Categories counts the supervision's findings of p by 隐患类别, most first, then in
// table order.
func (o *Office) Categories(p period.Period) ([]Count, error) {
	items, err := o.Findings(p)
	return o.countItems(items, categoryOf), err
}

// CategoriesOf is Categories of one unit.
func (o *Office) CategoriesOf(u *Unit, p period.Period) ([]Count, error) {
	items, err := o.FindingsOf(u, p)
	return o.countItems(items, categoryOf), err
}

func categoryOf(i *SupervisionItem) string { return named(i.Category, unknownCategory) }

func (o *Office) countItems(items []*SupervisionItem, by func(*SupervisionItem) string) []Count {
	at := map[string]int{}
	var counts []Count
	for _, item := range items {
		name := by(item)
		i, ok := at[name]
		if !ok {
			i = len(counts)
			at[name] = i
			counts = append(counts, Count{Name: name, counted: o.counting()})
		}
		counts[i].Found++
		counts[i].note(item, "Found")
		if item.Major {
			counts[i].Major++
			counts[i].note(item, "Major")
		}
	}
	slices.SortStableFunc(counts, func(a, b Count) int { return cmp.Compare(b.Found, a.Found) })
	return counts
}

var _ = explain[Count]("Name 名称; Major 其中重大隐患")

var _ = explain[Criticism]("Ranked 是否排名; Reasons 批评的理由")

var _ = explain[Office]("PraiseRule 表扬的条件; Praised 拟表扬的单位; Criticised 拟批评的单位; CriticisedWithout 没有督查的期间拟批评的单位; Categories 问题按类别; CategoriesOf 某单位问题按类别")
