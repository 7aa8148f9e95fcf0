package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// Result is one object's part in the supervision of a period, with what was found at
// the firms below it, as of the last day that is seen.
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
	Rank      int     // within the unit's tier: 1 2 3 4 4 6; 0: too few places were checked, or no other is ranked
	Grade     string  // 优秀, 良好, 合格, 不合格; 不评定 where there is no rank
	Firms     []*FirmResult

	places map[place]bool
	counted
}

// FirmResult is what was found at one firm of an object, in the order of the findings.
type FirmResult struct {
	Unit, Object *Unit
	Found, Major int
	Left         int // not put right
	counted
}

type place struct {
	unit *Unit
	site string
}

// Rate is the share of the findings that was put right.
func (r *Result) Rate() Share { return shareOf(float64(r.Done), float64(r.Found)) }

// Supervision gives the objects of the supervisions that begin in p, by tier, inside
// a tier by rank, equal ranks in table order. The error is a *Gap where none is
// entered or the table of findings does not reach p. The slice is shared: read it.
func (o *Office) Supervision(p period.Period) ([]*Result, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.results, r.unscored
}

// SupervisionResults is Supervision where one is entered, and nothing where none is.
func (o *Office) SupervisionResults(p period.Period) ([]*Result, error) {
	if len(o.SupervisionsIn(p)) == 0 {
		return nil, nil
	}
	return o.Supervision(p)
}

// SupervisionOf is u's result in p, or nil if u was no object of it.
func (o *Office) SupervisionOf(u *Unit, p period.Period) (*Result, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.byUnit[u], r.unscored
}

// Findings lists what the supervision of p found, in table order.
func (o *Office) Findings(p period.Period) ([]*SupervisionItem, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.findings, nil
}

// FindingsOf lists what u answers for, at itself and at the firms below it.
func (o *Office) FindingsOf(u *Unit, p period.Period) ([]*SupervisionItem, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	return r.byObject[u], nil
}

// FirmsAtFault lists the firms at which the supervision of p found something, those
// with the most 重大隐患 first, then with the most findings, then in table order.
func (o *Office) FirmsAtFault(p period.Period) ([]*FirmResult, error) {
	r, err := o.supervision(p)
	if err != nil {
		return nil, err
	}
	var firms []*FirmResult
	for _, res := range r.results {
		firms = append(firms, res.Firms...)
	}
	slices.SortStableFunc(firms, func(a, b *FirmResult) int {
		return cmp.Or(cmp.Compare(b.Major, a.Major), cmp.Compare(b.Found, a.Found), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	return firms, nil
}

// FirmsWord is what papers call firms at fault: 企业, 事业单位 or both, and of a group
// its 下属单位.
func (o *Office) FirmsWord(firms []*FirmResult) string {
	institutions := 0
	for _, f := range firms {
		if f.Unit.Tier == Institution {
			institutions++
		}
	}
	switch {
	case !o.Manages():
		return "下属单位"
	case institutions == 0:
		return "企业"
	case institutions == len(firms):
		return "事业单位"
	}
	return "企业和事业单位"
}

// RankBefore is u's rank in the period before p, 0 if it had none or that is not
// known.
func (o *Office) RankBefore(u *Unit, p period.Period) int {
	tell[Record](o, "RankBefore", nil)
	if !o.reaches("items", p.Previous()) {
		return 0
	}
	r, err := o.SupervisionOf(u, p.Previous())
	if r == nil || err != nil {
		return 0
	}
	tell(o, "RankBefore", r.kept("Rank"))
	return r.Rank
}

// SupervisionAsOf is the day up to which the papers tell of the supervision of p: that
// of the findings' table, and of one that goes on after p its last day.
func (o *Office) SupervisionAsOf(p period.Period) (period.Date, error) {
	in := o.SupervisionsIn(p)
	seen, err := o.see("items", p)
	if len(in) == 0 {
		return period.Date{}, errors.Join(o.noSupervision(p), err)
	}
	if err != nil {
		return period.Date{}, err
	}
	asOf := seen.AsOf()
	for _, s := range in {
		for q := p.Next(); asOf == p.End() && !q.Start().After(s.End); q = q.Next() {
			if later, err := o.see("items", q.Until(s.End)); err == nil && q.Whole().Contains(s.End) {
				asOf = later.AsOf()
			}
		}
	}
	return asOf, nil
}

// ranking holds one period's results.
type ranking struct {
	results  []*Result
	byUnit   map[*Unit]*Result
	findings []*SupervisionItem
	byObject map[*Unit][]*SupervisionItem
	points   func(*SupervisionItem) float64
	unscored error   // of findings whose points are not known, where others have some
	counted  counted // what the results keep their records like
}

// supervision is the ranking of p, as far as the table of findings reaches.
func (o *Office) supervision(p period.Period) (*ranking, error) {
	asOf, err := o.SupervisionAsOf(p)
	if err != nil {
		return nil, err
	}
	return o.look().rankings.get(p.Until(asOf), func() *ranking {
		r := &ranking{byUnit: map[*Unit]*Result{}, byObject: map[*Unit][]*SupervisionItem{}, counted: o.counting()}
		for _, s := range o.SupervisionsIn(p) {
			for _, u := range s.Objects() {
				r.of(u)
			}
			for _, i := range s.Findings {
				if !i.Date.After(asOf) {
					r.findings = append(r.findings, i.asOf(asOf))
				}
			}
		}
		r.points, r.unscored = pointsOf(r.findings)
		for _, i := range r.findings {
			if i.Object != nil {
				r.add(i, asOf)
			}
		}
		r.score(o)
		r.rank(o)
		return r
	}), nil
}

// of is the result of an object, a new one if it has none yet.
func (r *ranking) of(u *Unit) *Result {
	res := r.byUnit[u]
	if res == nil {
		res = &Result{Unit: u, places: map[place]bool{}, counted: r.counted.again()}
		r.byUnit[u] = res
		r.results = append(r.results, res)
	}
	return res
}

func (r *ranking) add(item *SupervisionItem, asOf period.Date) {
	r.byObject[item.Object] = append(r.byObject[item.Object], item)
	res := r.of(item.Object)
	res.Found++
	res.note(item, "Found", "Deduction", "Score", "Grade")
	if at := (place{item.Unit, item.Site}); item.Site == "" || !res.places[at] {
		res.Checked++
		res.note(item, "Checked")
		res.places[at] = true
	}
	res.Deduction += r.points(item)
	if item.Major {
		res.Major++
		res.note(item, "Major")
	}
	res.firm(item, asOf)
	switch item.Status(asOf) {
	case "逾期":
		res.Overdue++
		res.note(item, "Overdue", "Rate")
		if item.Major {
			res.Stuck++
			res.MajorLeft++
			res.note(item, "Stuck", "MajorLeft")
		}
	case "整改中":
		res.Pending++
		res.note(item, "Pending", "Rate")
		if item.Major {
			res.MajorLeft++
			res.note(item, "MajorLeft")
		}
	case "已整改待验收":
		res.Awaiting++
		res.Done++
		res.note(item, "Awaiting", "Done", "Rate")
	default:
		res.Done++
		res.note(item, "Done", "Rate")
	}
}

// firm counts a finding for the firm at which it was made.
func (r *Result) firm(item *SupervisionItem, asOf period.Date) {
	if item.Firm() == nil {
		return
	}
	i := slices.IndexFunc(r.Firms, func(f *FirmResult) bool { return f.Unit == item.Unit })
	if i < 0 {
		i = len(r.Firms)
		r.Firms = append(r.Firms, &FirmResult{Unit: item.Unit, Object: r.Unit, counted: r.again()})
	}
	f := r.Firms[i]
	f.Found++
	f.note(item, "Found")
	if item.Major {
		f.Major++
		f.note(item, "Major")
	}
	if !item.Settled(asOf) {
		f.Left++
		f.note(item, "Left")
	}
}

// Others lists the findings of p that no supervision made, in table order, as far as
// the table reaches: daily checks, visits without notice, special checks.
func (o *Office) Others(p period.Period) ([]*SupervisionItem, error) {
	items, err := o.ItemsIn(p)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(items), func(i *SupervisionItem) bool { return i.Supervision != nil }), nil
}

// OtherChecks tells of the findings of p that no supervision made, without a full
// stop; "" where there are none.
func (o *Office) OtherChecks(p period.Period) (string, error) {
	others, err := o.Others(p)
	tell(o, "OtherChecks", others)
	if err != nil || len(others) == 0 {
		return "", err
	}
	var kinds []string
	major := 0
	for _, c := range o.countItems(others, func(i *SupervisionItem) string { return named(i.Method, "其他检查") }) {
		kinds = append(kinds, c.Name)
		major += c.Major
	}
	text := fmt.Sprintf("%s另发现问题隐患%d项", strings.Join(kinds, "、"), len(others))
	if major > 0 {
		text += fmt.Sprintf("，其中重大隐患%d项", major)
	}
	return text, nil
}

var _ = explain[Office]("ItemsIn 本期各种检查发现的问题隐患; ItemsOf 某单位的问题; Supervision 督查结果，按督查对象; SupervisionResults 督查结果，没有登记督查的为空; SupervisionOf 某督查对象的督查结果; " +
	"Findings 本期督查发现的问题; FindingsOf 某督查对象及其所属企业的问题; FirmsAtFault 督查发现问题的企业; FirmsWord 这些企业、事业单位的统称; SupervisionAsOf 督查情况的截止日期; Others 本期其他检查发现的问题; OtherChecks 其他检查发现问题的一句话")

var _ = explain[Result]("Checked 检查部位数; MajorLeft 未整改的重大隐患数; Awaiting 已整改待复查; Major 重大隐患数; Done 已整改数; Stuck 逾期重大隐患数; Deduction 扣分; Firms 发现问题的所属企业")

var _ = explain[FirmResult]("Object 督查对象; Major 重大隐患数; Left 未整改数")

var _ = explain[SupervisionItem]("Code 隐患编号; Date 检查日期; Category 隐患类别; Major 是否重大隐患; Measure 整改措施; Person 整改责任人; Done 整改完成日期; Level 重大或一般")
