package model

import "hongtou/generator/period"

// Status is the item's state at the end of a day: 已销号 (reviewed),
// 已整改待验收 (done), 逾期 or 整改中.
func (i *SupervisionItem) Status(asOf period.Date) string {
	done := i.Done
	if done.IsZero() {
		done = i.Reviewed
	}
	return rectification(i.Deadline, done, i.Reviewed, asOf)
}

// OverdueDays is how many days the item is late at the end of a day; 0 if it
// was put right or is not yet due.
func (i *SupervisionItem) OverdueDays(asOf period.Date) int {
	done := i.Done
	if done.IsZero() {
		done = i.Reviewed
	}
	return overdue(i.Deadline, done, asOf)
}

// Settled tells whether it was put right by the end of a day, reviewed or not.
func (i *SupervisionItem) Settled(asOf period.Date) bool {
	return by(i.Done, asOf) || by(i.Reviewed, asOf)
}

// DoneBy is the day on which it was put right, as far as it was by the end of a
// day.
func (i *SupervisionItem) DoneBy(asOf period.Date) period.Date { return known(i.Done, asOf) }

// ReviewedBy is the day of the review, as far as it was by the end of a day.
func (i *SupervisionItem) ReviewedBy(asOf period.Date) period.Date { return known(i.Reviewed, asOf) }

// Level is 重大 or 一般.
func (i *SupervisionItem) Level() string {
	if i.Major {
		return "重大"
	}
	return "一般"
}

// ItemsIn lists the findings of p in table order, as far as the table reaches.
// The slice is shared: read it.
func (o *Office) ItemsIn(p period.Period) ([]*SupervisionItem, error) {
	p, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	return o.look().itemsIn.get(p, func() []*SupervisionItem { return within(o.Items, p) }), nil
}

// ItemsOf lists the findings of p at u itself, in table order.
func (o *Office) ItemsOf(u *Unit, p period.Period) ([]*SupervisionItem, error) {
	p, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	return within(o.look().itemsByUnit[u], p), nil
}

func within(items []*SupervisionItem, p period.Period) []*SupervisionItem {
	var in []*SupervisionItem
	for _, i := range items {
		if p.Contains(i.Date) {
			in = append(in, i.asOf(p.AsOf()))
		}
	}
	return in
}

// asOf is the item as it stood at the end of a day: what came later is not in it.
func (i *SupervisionItem) asOf(day period.Date) *SupervisionItem {
	if !i.Done.After(day) && !i.Reviewed.After(day) {
		return i
	}
	then := *i
	then.Done = known(i.Done, day)
	if then.Reviewed = known(i.Reviewed, day); then.Reviewed.IsZero() {
		then.Reviewer = ""
	}
	return &then
}

// Result is one unit's supervision in one period, as of the last day that is seen.
type Result struct {
	Unit      *Unit
	Found     int // findings; Done + Overdue + Pending
	Major     int // of them 重大隐患
	Done      int // put right (reviewed or not)
	Overdue   int // not put right, past the deadline
	Stuck     int // of them 重大隐患
	MajorLeft int // 重大隐患 not put right, overdue or not
	Awaiting  int // put right and not reviewed yet
	Pending   int // not put right, not yet due
	Checked   int // places (隐患部位, 抽查单位) with findings
	Deduction float64
	Score     float64 // by scoring.go
	Rank      int     // within the unit's tier: 1 2 3 4 4 6; 0: too few places were checked
	Grade     string  // 优秀, 良好, 合格, 不合格; 不评定 where there is no rank

	places map[string]bool
}

// Rate is the share of the findings that was put right.
func (r *Result) Rate() Share { return shareOf(float64(r.Done), float64(r.Found)) }

// Supervision gives the units that were supervised in p, by tier, inside a
// tier by rank, equal ranks in table order. The slice is shared: read it.
func (o *Office) Supervision(p period.Period) ([]*Result, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.results, nil
}

// SupervisionOf is u's result in p, or nil if u was not supervised in p.
func (o *Office) SupervisionOf(u *Unit, p period.Period) (*Result, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.byUnit[u], nil
}

// RankBefore is u's rank in the period before p, 0 if it had none or that is not
// known.
func (o *Office) RankBefore(u *Unit, p period.Period) int {
	if !o.reaches("items", p.Previous()) {
		return 0
	}
	if r, _ := o.SupervisionOf(u, p.Previous()); r != nil {
		return r.Rank
	}
	return 0
}

// ranking holds one period's results.
type ranking struct {
	results []*Result
	byUnit  map[*Unit]*Result
	points  func(*SupervisionItem) float64
}

// supervision is the ranking of p, as far as the table of findings reaches.
func (o *Office) supervision(p period.Period) (*ranking, error) {
	p, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	return o.look().rankings.get(p, func() *ranking {
		items, _ := o.ItemsIn(p)
		r := &ranking{byUnit: map[*Unit]*Result{}, points: pointsOf(items)}
		for _, item := range items {
			if item.Unit != nil {
				r.add(item, p.AsOf())
			}
		}
		r.score(o)
		r.rank(o)
		return r
	}), nil
}

func (r *ranking) add(item *SupervisionItem, end period.Date) {
	res := r.byUnit[item.Unit]
	if res == nil {
		res = &Result{Unit: item.Unit, places: map[string]bool{}}
		r.byUnit[item.Unit] = res
		r.results = append(r.results, res)
	}
	res.Found++
	if item.Site == "" || !res.places[item.Site] {
		res.Checked++
		res.places[item.Site] = true
	}
	res.Deduction += r.points(item)
	if item.Major {
		res.Major++
	}
	switch item.Status(end) {
	case "逾期":
		res.Overdue++
		if item.Major {
			res.Stuck++
			res.MajorLeft++
		}
	case "整改中":
		res.Pending++
		if item.Major {
			res.MajorLeft++
		}
	case "已整改待验收":
		res.Awaiting++
		res.Done++
	default:
		res.Done++
	}
}

var _ = explain[Office]("ItemsIn 本期的问题隐患; ItemsOf 某单位的问题; Supervision 督查结果; SupervisionOf 某单位的督查结果")

var _ = explain[Result]("Checked 检查部位数; MajorLeft 未整改的重大隐患数; Awaiting 已整改待复查; Major 重大隐患数; Done 已整改数; Stuck 逾期重大隐患数; Deduction 扣分")
