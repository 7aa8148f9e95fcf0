package model

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// VetoRuling is one case of a veto (一票否决认定): what the unit was told of, what it
// said, and what was ruled. A case of an accident follows the approved report of its
// investigation.
type VetoRuling struct {
	Code         string
	Year         int // 考核年度
	UnitCode     string
	Unit         *Unit
	AccidentCode string
	Accident     *Accident // set by Check, nil where it is about something else
	Reason       string    // 事由; Check sets it for an accident without one
	Basis        string
	Notified     period.Date // 告知日期
	Notice       string      // 告知文号
	Pleaded      period.Date // 陈述申辩日期
	Plea         string      // 陈述申辩意见
	Answer       string      // 对陈述申辩的复核意见
	Decided      period.Date
	Decision     string // Upheld, Spared; "" while it is open
	Number       string // 认定文号
	Origin

	found *Investigation // set by Check
}

// The decisions on a veto.
const (
	Upheld = "实行一票否决"
	Spared = "不予一票否决"
)

var _ = Declare(Declaration[VetoRuling]{
	Name: "veto-rulings", Title: "一票否决认定", One: "一票否决认定", En: "veto ruling", Order: 152,
	List: func(o *Office) *[]*VetoRuling { return &o.VetoRulings },
	Columns: func(v *VetoRuling) []table.Column {
		return []table.Column{
			code(&v.Code),
			year(&v.Year),
			unit(&v.UnitCode, &v.Unit, "被否决单位编码"),
			{At: &v.AccidentCode, Header: "事故编号", Type: table.Code, Note: "因事故否决的填写；调查报告批复以后才告知"},
			{At: &v.Reason, Prose: true, Header: "事由", Note: "因事故否决的可以不填"},
			{At: &v.Basis, Prose: true, Header: "依据", Note: "本地办法的名称；不填即责任书和考核细则"},
			{At: &v.Notified, Day: true, Header: "告知日期"},
			{At: &v.Notice, Number: true, Header: "告知文号"},
			{At: &v.Pleaded, Header: "陈述申辩日期"},
			{At: &v.Plea, Header: "陈述申辩意见", Type: table.Long},
			{At: &v.Answer, Header: "复核意见", Type: table.Long, Note: "对陈述申辩意见的"},
			{At: &v.Decided, Header: "认定日期"},
			{At: &v.Decision, Header: "认定意见", Names: []string{Upheld, Spared}},
			{At: &v.Number, Number: true, Header: "认定文号"},
		}
	},
	Check: (*Checker).vetoRulings,
	Says: "Accident 所因的事故，不因事故的没有; ReasonText 事由，不带句号; PleaText 陈述申辩意见，不带句号; AnswerText 复核意见，不带句号; Stands 是否实行一票否决; " +
		"Investigation 事故调查，没有的没有",
	Office: "VetoRulings 一票否决认定表; VetoRulingsFor 某年度的一票否决认定; VetoGround 一票否决的依据",
})

// ReasonText, PleaText and AnswerText are the cells without their full stops.
func (v *VetoRuling) ReasonText() string { return unstopped(v.Reason) }
func (v *VetoRuling) PleaText() string   { return unstopped(v.Plea) }
func (v *VetoRuling) AnswerText() string { return unstopped(v.Answer) }

// Stands tells whether it was ruled that the veto holds.
func (v *VetoRuling) Stands() bool { return v.Decision == Upheld }

// VetoRulingsFor lists the rulings for a year's assessment, in table order.
func (o *Office) VetoRulingsFor(year int) []*VetoRuling {
	return having(o.VetoRulings, func(v *VetoRuling) bool { return v.Year == year })
}

// VetoGround is what a veto rests on, as a sentence has it behind 根据: the office's own
// rules, the clause of the unit's agreement where it has one, or the year's rules.
func (o *Office) VetoGround(v *VetoRuling) string {
	tell(o, "VetoGround", []*VetoRuling{v})
	var grounds []string
	if v.Basis != "" {
		grounds = append(grounds, unstopped(v.Basis))
	}
	if o.PartyA(v.Unit) != nil {
		grounds = append(grounds, fmt.Sprintf("%d年度安全生产目标管理责任书关于一票否决的条款", v.Year))
	}
	if len(grounds) == 0 {
		grounds = append(grounds, fmt.Sprintf("%d年度安全生产目标责任制考核细则", v.Year))
	}
	return strings.Join(grounds, "和")
}

// sparedFrom tells whether it was ruled by the end of what p sees that u is not vetoed
// for an accident.
func (o *Office) sparedFrom(a *Accident, u *Unit, p period.Period) bool {
	return slices.ContainsFunc(o.VetoRulings, func(v *VetoRuling) bool {
		return v.Accident == a && v.Unit == u && v.Decision == Spared && p.Sees(v.Decided)
	})
}

// ruled are the vetoes of u for p's year that were ruled by the end of what p sees for
// something else than an accident, as rows of the table of adjustments.
func (o *Office) ruled(u *Unit, p period.Period) []*Adjustment {
	var all []*Adjustment
	for _, v := range o.VetoRulingsFor(p.Year) {
		if v.Unit == u && v.Accident == nil && v.Stands() && p.Sees(v.Decided) {
			all = append(all, &Adjustment{Year: v.Year, UnitCode: u.Code, Unit: u, Kind: Veto, Reason: v.ReasonText(), Basis: o.VetoGround(v), Date: v.Decided})
		}
	}
	return all
}

func (c *Checker) vetoRulings(list []*VetoRuling) {
	for _, v := range list {
		c.vetoAccident(v)
		if v.Accident == nil && v.AccidentCode == "" && v.Reason == "" && sound(v, &v.Reason) {
			c.Fail(PlaceOf(v, &v.Reason), "veto-reason", "",
				diag.T("没有事由，也没有事故编号", "neither a reason nor an accident"), diag.T("填写事由，或者事故编号", "give the reason, or the accident's code"))
		}
		c.order(v, "veto-pleaded", &v.Pleaded, v.Notified, "告知日期", "day of the notice")
		c.order(v, "veto-decided", &v.Decided, v.Notified, "告知日期", "day of the notice")
		c.order(v, "veto-decided", &v.Decided, v.Pleaded, "陈述申辩日期", "day of the plea")
		c.needs(v, "veto-undecided", v.Decided, "认定日期", "ruled", need{&v.Decision, "认定意见"}, need{&v.Notified, "告知日期"})
		c.needs(v, "veto-unanswered", v.Pleaded, "陈述申辩日期", "pleaded", need{&v.Plea, "陈述申辩意见"})
		if v.Decision != "" && v.Decided.IsZero() && sound(v, &v.Decided) {
			c.Fail(PlaceOf(v, &v.Decided), "veto-day", "", diag.T("有认定意见而没有认定日期", "a ruling without its day"), diag.T("填写认定日期", "give the day of the ruling"))
		}
		if last := c.Settings.Limits.VetoPlea.Least(v.Notified); v.Pleaded.IsZero() && !v.Notified.IsZero() && !v.Decided.IsZero() && !v.Decided.After(last) {
			c.Fail(PlaceOf(v, &v.Decided), "veto-early", v.Decided.String(),
				diag.T("陈述申辩的期限%[1]s（至少到%[2]s）还没有届满", "the unit has %[1]s to be heard, to %[2]s at least", string(c.Settings.Limits.VetoPlea), last.String()),
				diag.T("期满以后认定，或者登记陈述申辩意见", "rule after that day, or enter what it said"))
		}
		c.vetoOnce(v, list)
	}
}

// vetoAccident links the accident and sees that its report is approved, names the unit
// and is of the year.
func (c *Checker) vetoAccident(v *VetoRuling) {
	v.Accident, v.found = nil, nil
	if v.AccidentCode == "" || !sound(v, &v.AccidentCode) {
		return
	}
	a := find[Accident](c.Office, v.AccidentCode)
	if a == nil {
		c.Fail(PlaceOf(v, &v.AccidentCode), "veto-accident-unknown", v.AccidentCode,
			diag.T("没有此编号的事故", "no accident has this code"), diag.T("应为事故表中的编号", "use a code of the accidents"))
		c.restsOn("accidents")
		return
	}
	v.Accident, v.found = a, c.investigationOf(a)
	if v.Reason == "" && sound(v, &v.Reason) {
		v.Reason = a.Date.Long() + "发生" + a.Named()
	}
	if v.Year != a.Date.Year && sound(v, &v.Year) {
		c.Fail(PlaceOf(v, &v.Year), "veto-year", fmt.Sprint(v.Year),
			diag.T("事故发生在%d年，计入当年的考核", "the accident is of %d and counts for that year", a.Date.Year), diag.T("应为%d", "use %d", a.Date.Year))
	}
	switch first := v.Notified; {
	case first.IsZero():
	case a.Approved.IsZero():
		c.Fail(PlaceOf(v, &v.Notified), "veto-unapproved", v.Notified.String(),
			diag.T("事故调查报告还没有批复，不能告知", "the report of the investigation is not approved yet"), diag.T("批复并登记批复日期以后告知", "tell the unit once it is approved and its day entered"))
	default:
		c.order(v, "veto-unapproved", &v.Notified, a.Approved, "调查报告批复日期", "day on which the report was approved")
	}
	if i := v.found; i != nil && v.Unit != nil && len(i.Units) > 0 && !slices.Contains(i.Units, v.Unit) && v.Decision != Spared {
		c.Fail(PlaceOf(v, &v.UnitCode), "veto-not-liable", v.UnitCode,
			diag.T("调查报告没有认定“%s”负有责任", "the report does not name %q as liable", v.Unit.Name), diag.T("核对事故调查表的责任单位", "check the liable units of the investigations"))
	}
}

// vetoOnce complains of a second ruling on one matter, and of a unit that was spared
// while the table of adjustments vetoes it.
func (c *Checker) vetoOnce(v *VetoRuling, list []*VetoRuling) {
	for _, before := range list {
		if before == v {
			break
		}
		if before.Unit == v.Unit && v.Unit != nil && before.Year == v.Year && before.AccidentCode == v.AccidentCode && (v.AccidentCode != "" || before.Reason == v.Reason) {
			c.Fail(PlaceOf(v, &v.UnitCode), "veto-twice", v.UnitCode,
				diag.T("同一单位同一事由重复，已见于%[1]s", "the unit has this case twice, first at %[1]s", before.Place()), diag.T("只留一行", "keep one row"))
		}
	}
	if v.Decision == Spared && v.Accident == nil {
		for _, a := range c.AdjustmentsOf(v.Unit, v.Year) {
			if a.Kind == Veto && v.Unit != nil {
				c.Fail(PlaceOf(v, &v.Decision), "veto-spared", v.Decision,
					diag.T("考核加减分表仍对“%s”一票否决", "the adjustments still veto %q", v.Unit.Name), diag.T("改正其中一处", "correct one of them"))
			}
		}
	}
}

// Investigation is what the approved report on the accident found; nil where none is
// entered.
func (v *VetoRuling) Investigation() *Investigation { return v.found }
