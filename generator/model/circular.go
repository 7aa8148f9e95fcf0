package model

import (
	"cmp"
	"fmt"
	"slices"

	"hongtou/generator/period"
)

// Whom a quarter's circular praises and criticises (通报). The figures are the
// supervision's; an office that decides otherwise edits the paper.

const (
	praisedRanks  = 3 // ranks of a tier that may be praised
	rankedAtLeast = 5 // a tier with fewer results has no last place
)

// Praised lists the results with one of the first ranks of their tier, graded
// 优秀 and without anything overdue.
func (o *Office) Praised(p period.Period) ([]*Result, error) {
	results, err := o.Supervision(p)
	var in []*Result
	for _, r := range results {
		if r.Rank <= praisedRanks && r.Grade == o.Settings.Grade(o.Settings.Excellent) && r.Overdue == 0 {
			in = append(in, r)
		}
	}
	return in, err
}

// Criticism is a result with what is criticised in it.
type Criticism struct {
	*Result
	Reasons []string
}

// Criticised lists the results that failed, whose major hazards are overdue, or
// that are the last of their tier without being 优秀, with the reasons in words.
func (o *Office) Criticised(p period.Period) ([]Criticism, error) {
	results, err := o.Supervision(p)
	count, last := map[Tier]int{}, map[Tier]int{}
	for _, r := range results {
		count[r.Unit.Tier]++
		last[r.Unit.Tier] = max(last[r.Unit.Tier], r.Rank)
	}
	var in []Criticism
	for _, r := range results {
		var reasons []string
		if r.Score < o.Settings.Pass {
			reasons = append(reasons, fmt.Sprintf("督查得分%s分，等次为不合格", decimal(r.Score, 2)))
		}
		if tier := r.Unit.Tier; count[tier] >= rankedAtLeast && r.Rank == last[tier] && r.Score < o.Settings.Excellent {
			reasons = append(reasons, fmt.Sprintf("督查得分在%d个被督查%s中排名末位", count[tier], tier))
		}
		if r.Stuck > 0 {
			reasons = append(reasons, fmt.Sprintf("%d项重大隐患逾期未整改", r.Stuck))
		}
		if len(reasons) > 0 {
			in = append(in, Criticism{r, reasons})
		}
	}
	return in, err
}

// Count is how many findings have one value of a field.
type Count struct {
	Name         string
	Found, Major int
}

// Categories counts the findings of p by 隐患类别, most first, then in table
// order.
func (o *Office) Categories(p period.Period) ([]Count, error) {
	items, err := o.ItemsIn(p)
	return countItems(items, func(i *SupervisionItem) string { return i.Category }, "类别未填"), err
}

// CategoriesOf is Categories of one unit.
func (o *Office) CategoriesOf(u *Unit, p period.Period) ([]Count, error) {
	items, err := o.ItemsOf(u, p)
	return countItems(items, func(i *SupervisionItem) string { return i.Category }, "类别未填"), err
}

func countItems(items []*SupervisionItem, by func(*SupervisionItem) string, none string) []Count {
	at := map[string]int{}
	var counts []Count
	for _, item := range items {
		name := cmp.Or(by(item), none)
		i, ok := at[name]
		if !ok {
			i = len(counts)
			at[name] = i
			counts = append(counts, Count{Name: name})
		}
		counts[i].Found++
		if item.Major {
			counts[i].Major++
		}
	}
	slices.SortStableFunc(counts, func(a, b Count) int { return cmp.Compare(b.Found, a.Found) })
	return counts
}

var _ = explain[Count]("Name 名称; Major 其中重大隐患")

var _ = explain[Criticism]("Reasons 批评的理由")

var _ = explain[Office]("Praised 拟表扬的单位; Criticised 拟批评的单位; Categories 问题按类别; CategoriesOf 某单位问题按类别")
