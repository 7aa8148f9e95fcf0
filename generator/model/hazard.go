package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Hazard is one hazard (事故隐患) that a check outside of the special
// supervision found, and how it is put right.
type Hazard struct {
	Code        string      // 隐患编号
	Date        period.Date // 检查日期
	Method      string      // 检查方式: 日常检查, 专项检查, 暗访, 举报核查
	Inspector   string      // 检查单位
	Inspectors  string      // 检查人员
	UnitCode    string      // 责任单位
	Unit        *Unit
	Site        string // 隐患部位
	Industry    string
	Category    string // 隐患类别
	Description string
	Major       bool
	Basis       string   // 判定依据 of a major hazard
	Handling    string   // 限期整改, 当场整改, 停产停业整改; Check sets 限期整改 if there is none
	Measure     string   // 整改措施
	Funds       *float64 // 整改资金, 万元; nil: not said, 0: none needed
	Person      string   // 整改责任人
	Phone       string
	Deadline    period.Date
	Plan        string // 管控措施和应急预案
	Notice      string // 文书编号 of the order to put it right
	Done        period.Date
	Reviewed    period.Date // 复查日期
	Reviewer    string
	Opinion     string // 复查意见
	Review      string // 复查文书编号
	Officers    string // 执法证号 of those who checked, in their order
	Violates    string // the articles that it violates (违反条款), as the department enters them
	Origin

	extensions []*Extension // set by Check
}

var _ = Declare(Declaration[Hazard]{
	Name: "hazards", Title: "隐患排查整改", One: "隐患", En: "hazard", Order: 70,
	List:  func(o *Office) *[]*Hazard { return &o.Hazards },
	Event: func(h *Hazard) period.Date { return h.Date },
	Columns: func(h *Hazard) []table.Column {
		return []table.Column{
			code(&h.Code, "隐患编号"),
			{At: &h.Date, Day: true, Header: "检查日期", Aliases: []string{"排查日期"}, Required: true},
			{At: &h.Method, Heads: "检查", Header: "检查方式", Note: "日常检查、专项检查、暗访、举报核查"},
			{At: &h.Inspector, Header: "检查单位", Aliases: []string{"排查单位", "检查机构"}},
			{At: &h.Inspectors, Prose: true, Header: "检查人员", Aliases: []string{"排查人员"}},
			unit(&h.UnitCode, &h.Unit, "责任单位编码"),
			{At: &h.Site, Header: "隐患部位", Aliases: []string{"检查部位", "检查地点", "隐患地点", "存在部位", "部位"}},
			industry(&h.Industry),
			{At: &h.Category, Header: "隐患类别"},
			{At: &h.Description, Header: "隐患描述", Aliases: []string{"问题描述", "问题隐患", "隐患内容", "隐患问题", "存在问题", "存在的问题"}, Type: table.Long, Required: true},
			{At: &h.Major, Header: "隐患等级", Names: []string{"一般", "重大"}, Suffix: "隐患", Note: "不填即一般"},
			{At: &h.Basis, Prose: true, Header: "判定依据", Note: "重大隐患必填"},
			{At: &h.Handling, Header: "处理方式", Names: Handlings(), Note: "不填即限期整改"},
			{At: &h.Measure, Header: "整改措施", Aliases: []string{"整改要求", "治理措施"}, Type: table.Long},
			{At: &h.Funds, Header: "整改资金", Aliases: []string{"整改资金（万元）", "治理资金"}, Measure: "万元", Note: "万元；不需要资金填0"},
			{At: &h.Person, Header: "整改责任人", Aliases: []string{"责任人"}},
			{At: &h.Phone, Header: "联系电话"},
			{At: &h.Deadline, Header: "整改期限", Aliases: []string{"整改时限", "期限", "完成时限", "整改完成时限"}, Required: true},
			{At: &h.Plan, Header: "管控措施和预案", Aliases: []string{"管控措施", "应急预案"}, Type: table.Long, Note: "重大隐患必填"},
			{At: &h.Notice, Number: true, Header: "文书编号", Note: "责令整改文书的编号"},
			{At: &h.Done, Header: "整改完成日期", Aliases: []string{"完成日期", "实际完成日期", "实际整改日期"}},
			{At: &h.Reviewed, Header: "复查日期", Aliases: []string{"验收日期", "复核日期", "销号日期"}},
			{At: &h.Reviewer, Header: "复查人", Aliases: []string{"验收人", "复核人", "销号人"}},
			{At: &h.Opinion, Prose: true, Header: "复查意见", Aliases: []string{"验收意见", "复核意见", "复查结论", "验收结论"}},
			{At: &h.Review, Number: true, Header: "复查文书编号", Note: "整改复查意见书的编号"},
			{At: &h.Officers, Prose: true, Header: "执法证号", Note: "检查人员的执法证号，次序与检查人员相同，用、隔开"},
			{At: &h.Violates, Prose: true, Header: "违反条款", Note: "如 《中华人民共和国安全生产法》第×条第×款；不填的在文书上留空"},
		}
	},
	Check: (*Checker).hazards,
	Says:  "DoneBy 某日前的整改完成日期; ExtendedBy 某日前批准的延期后期限; LimitBy 某日时的期限（已批准延期的为新期限）; ReviewedBy 某日前的复查日期; Level 隐患等级; Lacking 五落实中没有落实的",
	Office: "HazardsIn 本期发现的隐患; HazardsOpen 隐患台账（本期新增和期初未销号）; HazardTotal 隐患合计; HazardsByRegion 隐患按地区; " +
		"HazardsByIndustry 隐患按行业",
})

// The ways of handling a hazard.
const (
	InTime  = "限期整改"
	AtOnce  = "当场整改"
	Stopped = "停产停业整改"
)

// Handlings lists the ways of handling a hazard.
func Handlings() []string { return []string{InTime, AtOnce, Stopped} }

// Status is the hazard's state at the end of a day: 已销号 (reviewed),
// 已整改待验收 (done), 逾期 or 整改中.
func (h *Hazard) Status(asOf period.Date) string {
	return rectification(h.LimitBy(asOf), h.closed(), h.Reviewed, asOf)
}

// OverdueDays is how many days the hazard is late at the end of a day; 0 if it
// was put right or is not yet due.
func (h *Hazard) OverdueDays(asOf period.Date) int {
	return overdue(h.LimitBy(asOf), h.closed(), asOf)
}

// DoneBy is the day on which it was put right, as far as it was by the end of a
// day.
func (h *Hazard) DoneBy(asOf period.Date) period.Date { return known(h.Done, asOf) }

// ReviewedBy is the day of the review, as far as it was by the end of a day.
func (h *Hazard) ReviewedBy(asOf period.Date) period.Date { return known(h.Reviewed, asOf) }

// asOf is the hazard as it stood at the end of a day: what came later is not in it.
func (h *Hazard) asOf(day period.Date) *Hazard {
	if !h.Done.After(day) && !h.Reviewed.After(day) {
		return h
	}
	then := *h
	then.Done = known(h.Done, day)
	if then.Reviewed = known(h.Reviewed, day); then.Reviewed.IsZero() {
		then.Reviewer, then.Opinion, then.Review = "", "", ""
	}
	return &then
}

// known is d if it is not behind asOf.
func known(d, asOf period.Date) period.Date {
	if by(d, asOf) {
		return d
	}
	return period.Date{}
}

// Level is 重大 or 一般.
func (h *Hazard) Level() string {
	if h.Major {
		return "重大"
	}
	return "一般"
}

// Lacking lists which of the five fixings (五落实: 责任、措施、资金、时限、预案) are
// not fixed. A plan is asked for major hazards only.
func (h *Hazard) Lacking() []string {
	var lacking []string
	for _, f := range []struct {
		name  string
		fixed bool
	}{
		{"责任", h.Person != ""},
		{"措施", h.Measure != ""},
		{"资金", h.Funds != nil},
		{"时限", !h.Deadline.IsZero()},
		{"预案", h.Plan != "" || !h.Major},
	} {
		if !f.fixed {
			lacking = append(lacking, f.name)
		}
	}
	return lacking
}

// rectification is the state of what is to be put right.
func rectification(deadline, done, reviewed, asOf period.Date) string {
	switch {
	case by(reviewed, asOf):
		return "已销号"
	case by(done, asOf):
		return "已整改待验收"
	case overdue(deadline, done, asOf) > 0:
		return "逾期"
	}
	return "整改中"
}

// HazardsIn lists the hazards found in p, in table order.
func (o *Office) HazardsIn(p period.Period) ([]*Hazard, error) {
	return rowsIn(o, "hazards", o.Hazards, p, func(h *Hazard) period.Date { return h.Date })
}

// HazardsOpen lists the ledger of p in table order: what was found by its end
// and was not struck off (销号) before its start.
func (o *Office) HazardsOpen(p period.Period) ([]*Hazard, error) {
	p, err := o.see("hazards", p)
	if err != nil {
		return nil, err
	}
	var open []*Hazard
	for _, h := range o.Hazards {
		if by(h.Date, p.AsOf()) && !struckOffBefore(h.Reviewed, p) {
			open = append(open, h.asOf(p.AsOf()))
		}
	}
	return open, nil
}

// struckOffBefore tells whether a day of striking off lies before p.
func struckOffBefore(day period.Date, p period.Period) bool {
	return !day.IsZero() && day.Before(p.Start())
}

// datedIn lists the records whose day lies in p.
func datedIn[R any](list []R, p period.Period, day func(R) period.Date) []R {
	var in []R
	for _, r := range list {
		if p.Contains(day(r)) {
			in = append(in, r)
		}
	}
	return in
}

// HazardRow counts the hazards of a unit with all below it, or of an industry,
// over one period, as of its last day that is seen. A hazard is closed when it is
// put right; its review is counted apart. So Carried + Found = Done + Overdue +
// Pending, and Overdue + Pending is what the next period carries over.
type HazardRow struct {
	Name       string
	Unit       *Unit // nil in a row by industry
	Carried    int   // found before the period and not put right before it (上期结转)
	Found      int   // in the period
	Major      int   // of both
	MajorFound int   // of Found
	MajorLeft  int   // of those that are left
	Done       int   // put right in the period, reviewed or not
	Overdue    int
	Pending    int
	Awaiting   int     // put right, in the period or before it, and not reviewed yet (已整改待复查)
	Funds      float64 // of Carried and Found, 万元
	Lacking    int     // of Carried and Found: those that lack one of the five fixings

	counted
	unknown
}

// Rate is the share that was put right.
func (r *HazardRow) Rate() Share { return shareOf(float64(r.Done), float64(r.Carried+r.Found)) }

// Left is what is not put right: the next period carries it over.
func (r *HazardRow) Left() int { return r.Overdue + r.Pending }

func (r *HazardRow) add(h *Hazard, p period.Period) {
	state := h.Status(p.AsOf())
	if state == "已整改待验收" {
		r.Awaiting++
		r.note(h, "Awaiting")
	}
	if struckOffBefore(h.closed(), p) {
		return // the period before has counted it
	}
	r.note(h, "Rate")
	if p.Contains(h.Date) {
		r.Found++
		r.note(h, "Found")
	} else {
		r.Carried++
		r.note(h, "Carried")
	}
	if h.Major {
		r.Major++
		r.note(h, "Major")
		if p.Contains(h.Date) {
			r.MajorFound++
			r.note(h, "MajorFound")
		}
	}
	if h.Funds != nil {
		r.Funds = tidy(r.Funds + *h.Funds)
		r.note(h, "Funds")
	} else {
		r.lacks(h, "Funds", "Funds")
	}
	if len(h.Lacking()) > 0 {
		r.Lacking++
		r.note(h, "Lacking")
	}
	switch state {
	case "逾期":
		r.Overdue++
		r.note(h, "Overdue", "Left")
	case "整改中":
		r.Pending++
		r.note(h, "Pending", "Left")
	default:
		r.Done++
		r.note(h, "Done")
		return
	}
	if h.Major {
		r.MajorLeft++
		r.note(h, "MajorLeft")
	}
}

// closed is the day on which the hazard was put right; of one whose review alone
// is known, the day of that.
func (h *Hazard) closed() period.Date {
	if h.Done.IsZero() {
		return h.Reviewed
	}
	return h.Done
}

// HazardTotal counts the ledger of p.
func (o *Office) HazardTotal(p period.Period) (*HazardRow, error) {
	row := &HazardRow{Name: "合计", Unit: o.Region, counted: o.counting()}
	err := o.eachHazard(p, func(h *Hazard, p period.Period) { row.add(h, p) })
	if err != nil {
		return nil, err
	}
	return row, nil
}

// HazardsByRegion counts the ledger of p by the region's divisions, in table
// order, and 本级 for what lies outside of them. Divisions without a hazard
// have a row too.
func (o *Office) HazardsByRegion(p period.Period) ([]*HazardRow, error) {
	return o.hazardsByRegion(p, func(*Hazard) bool { return true })
}

func (o *Office) hazardsByRegion(p period.Period, keep func(*Hazard) bool) ([]*HazardRow, error) {
	rows, find := o.divisionRows()
	out := make([]*HazardRow, len(rows))
	for i, r := range rows {
		out[i] = &HazardRow{Name: r.name, Unit: r.unit, counted: o.counting()}
	}
	err := o.eachHazard(p, func(h *Hazard, p period.Period) {
		if keep(h) {
			out[find(h.Unit)].add(h, p)
		}
	})
	if err != nil {
		return nil, err
	}
	if own := out[len(out)-1]; own.Carried+own.Found+own.Awaiting == 0 {
		out = out[:len(out)-1]
	}
	return out, nil
}

// HazardsByIndustry counts the ledger of p by industry, in the settings' order,
// then others as they occur, last those of which none is entered; industries without a
// hazard are left out.
func (o *Office) HazardsByIndustry(p period.Period) ([]*HazardRow, error) {
	return o.hazardsByIndustry(p, func(*Hazard) bool { return true })
}

func (o *Office) hazardsByIndustry(p period.Period, keep func(*Hazard) bool) ([]*HazardRow, error) {
	at := map[string]*HazardRow{}
	var names []string
	err := o.eachHazard(p, func(h *Hazard, p period.Period) {
		if !keep(h) {
			return
		}
		name := named(h.Industry, unknownIndustry)
		if at[name] == nil {
			at[name] = &HazardRow{Name: name, counted: o.counting()}
			names = append(names, name)
		}
		at[name].add(h, p)
	})
	if err != nil {
		return nil, err
	}
	var out []*HazardRow
	for _, name := range o.industryOrder(names) {
		out = append(out, at[name])
	}
	return out, nil
}

// eachHazard visits the ledger of p, with p as far as the table reaches.
func (o *Office) eachHazard(p period.Period, visit func(*Hazard, period.Period)) error {
	p, err := o.see("hazards", p)
	if err != nil {
		return err
	}
	open, err := o.HazardsOpen(p)
	for _, h := range open {
		visit(h, p)
	}
	return err
}

func (c *Checker) hazards(hazards []*Hazard) {
	for _, h := range hazards {
		h.extensions = nil
		if h.Handling == "" && sound(h, &h.Handling) {
			h.Handling = InTime
		}
		c.order(h, "hazard-deadline", &h.Deadline, h.Date, "检查日期", "date of the check")
		c.order(h, "hazard-done", &h.Done, h.Date, "检查日期", "date of the check")
		c.order(h, "hazard-reviewed", &h.Reviewed, h.Done, "整改完成日期", "day it was put right")
		c.needs(h, "hazard-reviewed-undone", h.Reviewed, "复查日期", "reviewed",
			need{&h.Done, "整改完成日期"}, need{&h.Reviewer, "复查人"}, need{&h.Opinion, "复查意见"})
		c.majorHazard(h)
	}
}

// majorHazard warns of a major hazard that lacks one of the five fixings or the
// rule by which it was judged.
func (c *Checker) majorHazard(h *Hazard) {
	if !h.Major || h.Handling == AtOnce || !sound(h, &h.Person, &h.Measure, &h.Funds, &h.Deadline, &h.Plan, &h.Basis) {
		return
	}
	lacking := h.Lacking()
	if h.Basis == "" {
		lacking = append(lacking, "判定依据")
	}
	if len(lacking) > 0 {
		c.Warn(PlaceOf(h, &h.Major), "hazard-major-unfixed", h.Level(),
			diag.T("重大隐患没有落实：%[1]s", "a major hazard without %[1]s", diag.Names(lacking)),
			diag.T("填写责任人、措施、资金、期限、预案和判定依据", "give the person, measure, funds, deadline, plan and the rule it was judged by"))
	}
}

var _ = explain[HazardRow]("Name 地区或行业领域; Carried 上期结转（期初未整改）; MajorFound 本期新增的重大隐患; MajorLeft 结转下期的重大隐患; Awaiting 已整改待复查; Left 结转下期; Found 本期新增; Major 其中重大; Done 本期已整改; Funds 整改资金（万元）; Lacking 五落实不全的项数")
