package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Engagement is one thing that a leader did for work safety (领导履职活动): an
// inspection led, a meeting held, a report heard, a hazard followed.
type Engagement struct {
	Date       period.Date
	UnitCode   string // 所在地区或单位
	Unit       *Unit
	Name       string
	Post       string
	Kind       string // one of EngagementKinds
	PlaceCode  string // 到访单位
	Place      *Unit
	Site       string // 地点, where it is no unit
	Content    string
	Found      int    // 发现问题, 个
	Solved     int    // 协调解决问题, 个
	HazardCode string // 包保的隐患, "" for none
	Outcome    string // 议定事项或结果
	Origin
}

// EngagementKinds lists what leaders do.
func EngagementKinds() []string {
	return []string{"研究部署", "听取汇报", "带队检查", "联系调研", "协调解决", "包保督办"}
}

var _ = Declare(Declaration[Engagement]{
	Name: "engagements", Title: "领导履职活动", One: "履职活动", En: "engagement", Order: 128,
	List:  func(o *Office) *[]*Engagement { return &o.Engagements },
	Event: func(e *Engagement) period.Date { return e.Date },
	Columns: func(e *Engagement) []table.Column {
		return []table.Column{
			{At: &e.Date, Day: true, Header: "活动日期", Aliases: []string{"日期"}, Required: true},
			unit(&e.UnitCode, &e.Unit),
			{At: &e.Name, Header: "姓名", Required: true},
			{At: &e.Post, Header: "职务"},
			{At: &e.Kind, Header: "活动类型", Aliases: []string{"类型"}, Required: true, Names: EngagementKinds()},
			{At: &e.PlaceCode, Link: &e.Place, Header: "到访单位编码", Type: table.Code, Note: "不在单位表的留空，填地点"},
			{At: &e.Site, Header: "地点"},
			{At: &e.Content, Header: "活动内容", Aliases: []string{"内容"}, Type: table.Long, Required: true},
			{At: &e.Found, Header: "发现问题", Unless: &e.PlaceCode},
			{At: &e.Solved, Header: "协调解决问题", Unless: &e.Found},
			{At: &e.HazardCode, Header: "隐患编号", Type: table.Code, Note: "包保重大隐患的填写"},
			{At: &e.Outcome, Header: "议定事项", Aliases: []string{"结果"}, Type: table.Long},
		}
	},
	Check:  (*Checker).engagements,
	Says:   "Place 到访单位; Where 到访单位或地点",
	Office: "Engagements 领导履职活动表; EngagementsOf 某领导某期间的履职活动; DutyReport 某领导某年的履职情况，由职责表中他的第一行取得",
})

// Where is the unit visited, or the place.
func (e *Engagement) Where() string {
	if e.Place != nil {
		return e.Place.Short
	}
	return e.Site
}

func (c *Checker) engagements(list []*Engagement) {
	for _, e := range list {
		if e.HazardCode != "" && find[Hazard](c.Office, e.HazardCode) == nil && find[SupervisionItem](c.Office, e.HazardCode) == nil {
			c.Fail(PlaceOf(e, &e.HazardCode), "engagement-hazard-unknown", e.HazardCode,
				diag.T("隐患台账和督查问题隐患中都没有此编号", "neither the hazards nor the supervision's findings have this code"),
				diag.T("应为其中的隐患编号，或留空", "use one of their codes, or leave it empty"))
			c.restsOn("hazards")
		}
	}
}

// EngagementsOf lists what a leader of a unit did in p, by day.
func (o *Office) EngagementsOf(u *Unit, name string, p period.Period) ([]*Engagement, error) {
	all, err := rowsIn(o, "engagements", o.Engagements, p, func(e *Engagement) period.Date { return e.Date })
	if err != nil {
		return nil, err
	}
	var own []*Engagement
	for _, e := range all {
		if e.Unit == u && e.Name == name {
			own = append(own, e)
		}
	}
	slices.SortStableFunc(own, func(a, b *Engagement) int { return a.Date.Compare(b.Date) })
	return own, nil
}

// EngagementCount counts what a leader did, by kind.
type EngagementCount struct {
	Kind                 string
	Times, Found, Solved int
	counted
	unknown
}

// DutyReport is how a leader has met the duty list of a year (履职情况).
type DutyReport struct {
	*Leader
	Unit     *Unit
	Period   period.Period // as far as the activities are entered
	Counts   []*EngagementCount
	Listed   []*Engagement
	Contacts []*Contact     // 联系的下级地区, in the year; of the region's own leaders
	Hazards  []*MajorHazard // 包保的重大隐患
	Found    int
	Solved   int
	unknown
}

// DutyReport is that of the leader whose first line of a year a duty is; nil for the
// lines behind it and for other years. The error is a [Gap] where what leaders did, or
// the hazards that this one leads, are not known.
func (o *Office) DutyReport(d *Duty, p period.Period) (*DutyReport, error) {
	if d.Unit == nil || d.Year != p.Year {
		return nil, nil
	}
	var leader *Leader
	for _, l := range o.Leaders(d.Unit, p.Year) {
		if lines := append(append([]*Duty{}, l.Duties...), l.Tasks...); l.Name == d.Name && l.Post == d.Post && firstDuty(lines, o.Duties) == d {
			leader = l
		}
	}
	if leader == nil {
		return nil, nil
	}
	seen, err := o.see("engagements", p)
	if err != nil {
		return nil, err
	}
	r := &DutyReport{Leader: leader, Unit: d.Unit, Period: seen}
	if r.Listed, err = o.EngagementsOf(d.Unit, d.Name, seen); err != nil {
		return nil, err
	}
	for _, kind := range EngagementKinds() {
		n := &EngagementCount{Kind: kind, counted: o.counting()}
		for _, e := range r.Listed {
			if e.Kind == kind {
				n.Times, n.Found, n.Solved = n.Times+1, n.Found+e.Found, n.Solved+e.Solved
				n.sums(e, "Found", "Solved")
				r.sums(e, "Found", "Solved")
				n.note(e, "Times", "Found", "Solved")
			}
		}
		if n.Times > 0 {
			r.Counts = append(r.Counts, n)
		}
		r.Found, r.Solved = r.Found+n.Found, r.Solved+n.Solved
	}
	for _, c := range o.ContactList {
		if d.Unit == o.Region && c.Name == d.Name && !c.Since.After(seen.AsOf()) && (c.Until.IsZero() || c.Until.After(p.Start())) && c.Unit != nil {
			r.Contacts = append(r.Contacts, c)
		}
	}
	r.Hazards, err = o.hazardsLed(d.Unit, d.Name, seen)
	return r, err
}

// firstDuty is the one of some lines that stands first in the table.
func firstDuty(lines, all []*Duty) *Duty {
	for _, d := range all {
		for _, l := range lines {
			if l == d {
				return d
			}
		}
	}
	return nil
}

var (
	_ = explain[EngagementCount]("Kind 活动类型; Times 次数; Found 发现问题数; Solved 协调解决问题数")
	_ = explain[DutyReport]("Leader 领导; Field 分管领域; Name 姓名; Post 职务; Duties 领导责任; Tasks 年度任务; Unit 所在地区或单位; Period 期间，到履职活动登记之日; Counts 按活动类型的次数; Listed 各项履职活动; " +
		"Contacts 联系的下级地区; Hazards 包保的重大隐患; Found 发现问题数; Solved 协调解决问题数")
)
