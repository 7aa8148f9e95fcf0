package model

import (
	"errors"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// HazardLeader is a leader who answers for a major hazard's being put right
// (重大隐患领导包保).
type HazardLeader struct {
	HazardCode string // of the hazards, or of the supervision's findings
	UnitCode   string // whose leader it is
	Unit       *Unit
	Name       string
	Post       string
	Desk       string // 联络处室: who is reminded
	Since      period.Date
	Until      period.Date // zero: still
	Basis      string
	Origin
}

var _ = Declare(Declaration[HazardLeader]{
	Name: "hazard-leaders", Title: "重大隐患领导包保", One: "领导包保", En: "hazard leader", Order: 127,
	List: func(o *Office) *[]*HazardLeader { return &o.HazardLeaders },
	Columns: func(l *HazardLeader) []table.Column {
		return []table.Column{
			{At: &l.HazardCode, Key: true, Header: "隐患编号", Type: table.Code, Required: true, Note: "隐患台账或督查问题隐患中的编号"},
			unit(&l.UnitCode, &l.Unit, "领导所在单位编码"),
			{At: &l.Name, Key: true, Label: true, Header: "包保领导", Aliases: []string{"姓名"}, Required: true},
			{At: &l.Post, Header: "职务"},
			{At: &l.Desk, Header: "联络处室", Note: "提示函的主送，如 市政府办公室"},
			{At: &l.Since, Header: "起始日期", Required: true},
			{At: &l.Until, Header: "终止日期", Note: "仍在包保的留空"},
			{At: &l.Basis, Prose: true, Header: "文件依据"},
		}
	},
	Check:  (*Checker).hazardLeaders,
	Office: "HazardLeaders 重大隐患领导包保表; MajorHazards 某期间的重大隐患及包保领导; MajorHazardDays 重大隐患的截止日期，两张表不同的为两个; LeaderReminder 某项包保须提示的重大隐患：逾期或即将到期，不须提示的没有",
})

// in tells whether the leader answers for the hazard at the end of a day.
func (l *HazardLeader) in(asOf period.Date) bool {
	return !l.Since.After(asOf) && (l.Until.IsZero() || l.Until.After(asOf))
}

// MajorHazard is a major hazard of the ledger of a period, from whichever table, with
// the leaders who answer for it.
type MajorHazard struct {
	Code        string
	Unit        *Unit
	Site        string
	Description string
	Measure     string
	Date        period.Date
	Deadline    period.Date // as it stands at the end of AsOf, after an extension the new one
	Status      string      // as [Hazard.Status]
	OverdueDays int
	Leaders     []*HazardLeader

	asOf   period.Date
	office *Office
}

// AsOf is the day up to which its table tells of it.
func (h *MajorHazard) AsOf() period.Date { return h.asOf }

// DaysLeft is how many days remain to the deadline; 0 where it is late or put right.
func (h *MajorHazard) DaysLeft() int {
	if h.Status != "整改中" || h.asOf.After(h.Deadline) {
		return 0
	}
	return h.Deadline.Sub(h.asOf)
}

// Open tells whether it is not put right yet.
func (h *MajorHazard) Open() bool { return h.Status == "整改中" || h.Status == "逾期" }

// Engagements are what leaders did about it in the year so far; the error is a [Gap]
// where they are not entered up to AsOf.
func (h *MajorHazard) Engagements() ([]*Engagement, error) {
	p := period.Of(h.asOf, period.Year).Until(h.asOf)
	if !h.office.reaches("engagements", p) {
		return nil, h.office.gap("engagements", p)
	}
	all, err := rowsIn(h.office, "engagements", h.office.Engagements, p, func(e *Engagement) period.Date { return e.Date })
	var own []*Engagement
	for _, e := range all {
		if e.HazardCode == h.Code {
			own = append(own, e)
		}
	}
	return own, err
}

// Times is how often leaders did something about it.
func (h *MajorHazard) Times() (int, error) {
	all, err := h.Engagements()
	return len(all), err
}

// Last is the last thing that a leader did about it, nil for none.
func (h *MajorHazard) Last() (*Engagement, error) {
	all, err := h.Engagements()
	var last *Engagement
	for _, e := range all {
		if last == nil || e.Date.After(last.Date) {
			last = e
		}
	}
	return last, err
}

// MajorHazards lists the major hazards that are in the ledger of p, of the hazards and
// then of the supervision's findings, in table order.
func (o *Office) MajorHazards(p period.Period) ([]*MajorHazard, error) {
	var all []*MajorHazard
	hazards, err := o.HazardsOpen(p)
	if err != nil && (o.Kept("hazards") || !o.Kept("items")) {
		if o.Kept("items") {
			_, more := o.see("items", p)
			err = errors.Join(err, more)
		}
		return nil, err
	}
	for _, h := range hazards {
		if h.Major {
			all = append(all, o.majorHazard(h.Code, h, p))
		}
	}
	if !o.Kept("items") {
		return all, nil
	}
	seen, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	for _, i := range o.Items {
		if i.Major && by(i.Date, seen.AsOf()) && !struckOffBefore(i.Reviewed, seen) {
			all = append(all, o.majorHazard(i.Code, i, p))
		}
	}
	return all, nil
}

// MajorHazardDays are the days up to which the hazards and the supervision's findings
// tell of the major ones of p: one, or two where the tables differ.
func (o *Office) MajorHazardDays(p period.Period) ([]period.Date, error) {
	var days []period.Date
	for _, table := range []string{"hazards", "items"} {
		if !o.Kept(table) {
			continue
		}
		seen, err := o.see(table, p)
		if err != nil {
			return nil, err
		}
		if asOf := seen.AsOf(); !slices.Contains(days, asOf) {
			days = append(days, asOf)
		}
	}
	return days, nil
}

// majorHazard is a hazard or a finding at the end of what p sees.
func (o *Office) majorHazard(code string, r Record, p period.Period) *MajorHazard {
	m := &MajorHazard{Code: code, office: o}
	switch r := r.(type) {
	case *Hazard:
		seen, _ := o.see("hazards", p)
		m.asOf = seen.AsOf()
		m.Unit, m.Site, m.Description, m.Measure, m.Date, m.Deadline = r.Unit, r.Site, r.Description, r.Measure, r.Date, r.LimitBy(m.asOf)
		m.Status, m.OverdueDays = r.Status(m.asOf), r.OverdueDays(m.asOf)
	case *SupervisionItem:
		seen, _ := o.see("items", p)
		m.asOf = seen.AsOf()
		m.Unit, m.Site, m.Description, m.Measure, m.Date, m.Deadline = r.Unit, r.Site, r.Description, r.Measure, r.Date, r.Deadline
		m.Status, m.OverdueDays = r.Status(m.asOf), r.OverdueDays(m.asOf)
	}
	for _, l := range o.HazardLeaders {
		if l.HazardCode == code && l.in(m.asOf) {
			m.Leaders = append(m.Leaders, l)
		}
	}
	return m
}

// hazardsLed are the major hazards that a leader of a unit answers for at the end of p.
func (o *Office) hazardsLed(u *Unit, name string, p period.Period) ([]*MajorHazard, error) {
	leads := false
	for _, l := range o.HazardLeaders {
		leads = leads || l.Unit == u && l.Name == name
	}
	if !leads {
		return nil, nil
	}
	all, err := o.MajorHazards(p)
	var own []*MajorHazard
	for _, h := range all {
		for _, l := range h.Leaders {
			if l.Unit == u && l.Name == name {
				own = append(own, h)
			}
		}
	}
	return own, err
}

// LeaderReminder is the hazard of which a leader is to be reminded at the end of p: it
// is not put right, and is late or due within the limit of reminders; else nil.
func (o *Office) LeaderReminder(l *HazardLeader, p period.Period) (*MajorHazard, error) {
	all, err := o.MajorHazards(p)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if h.Code != l.HazardCode || !h.Open() || !l.in(h.asOf) {
			continue
		}
		if soon, ok := o.Settings.Limits.LeaderReminder.Last(h.asOf); h.OverdueDays > 0 || ok && !h.Deadline.After(soon) {
			return h, nil
		}
	}
	return nil, nil
}

func (c *Checker) hazardLeaders(list []*HazardLeader) {
	for _, l := range list {
		c.order(l, "hazard-leader-until", &l.Until, l.Since, "起始日期", "day it began")
		major := false
		h, i := find[Hazard](c.Office, l.HazardCode), find[SupervisionItem](c.Office, l.HazardCode)
		switch {
		case h != nil:
			major = h.Major
		case i != nil:
			major = i.Major
		default:
			c.Fail(PlaceOf(l, &l.HazardCode), "hazard-leader-unknown", l.HazardCode,
				diag.T("隐患台账和督查问题隐患中都没有此编号", "neither the hazards nor the supervision's findings have this code"),
				diag.T("应为其中的隐患编号", "use one of their codes"))
			c.restsOn("hazards")
			continue
		}
		if !major {
			c.Warn(PlaceOf(l, &l.HazardCode), "hazard-leader-minor", l.HazardCode,
				diag.T("不是重大隐患，不列入领导包保台账", "it is no major hazard and does not stand in the ledger of leaders"), diag.T("核对隐患编号和隐患等级", "check the code and the hazard's level"))
		}
	}
}

var _ = explain[MajorHazard]("Code 隐患编号; Site 隐患部位; Description 隐患描述; Measure 整改措施; Date 检查日期; Deadline 整改期限，已批准延期的为新期限; AsOf 截止日期; Status 状态; OverdueDays 逾期天数; Leaders 包保领导; DaysLeft 剩余天数; Open 是否没有整改; " +
	"Engagements 本年包保领导的活动; Times 本年包保活动次数; Last 最近一次包保活动")
