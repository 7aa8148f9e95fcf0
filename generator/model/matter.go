package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Matter is something that one department alone cannot settle and that the office
// coordinates (协调事项): duties that cross, a place that nobody answers for.
type Matter struct {
	Code      string
	Date      period.Date // 提出日期
	UnitCode  string      // 提出单位
	Unit      *Unit
	Content   string
	Reason    string // 需要协调的原因
	Proposal  string // 提出单位的建议
	WithCodes []string
	With      []*Unit     // 涉及单位
	Decided   period.Date // 协调日期
	Decision  string      // 协调意见
	LeadCode  string      // 牵头单位, as decided
	Lead      *Unit
	Deadline  period.Date
	Done      period.Date
	Result    string
	Origin
}

// The states of a matter.
const (
	MatterRaised  = "待协调"
	MatterPending = "办理中"
	MatterLate    = "逾期"
	MatterDone    = "已办结"
)

var _ = Declare(Declaration[Matter]{
	Name: "matters", Title: "协调事项", One: "协调事项", En: "matter", Order: 70,
	List: func(o *Office) *[]*Matter { return &o.Matters },
	Columns: func(m *Matter) []table.Column {
		return []table.Column{
			code(&m.Code),
			{At: &m.Date, Day: true, Header: "提出日期", Required: true},
			unit(&m.UnitCode, &m.Unit, "提出单位编码"),
			{At: &m.Content, Label: true, Header: "协调事项", Aliases: []string{"事项"}, Type: table.Long, Required: true},
			{At: &m.Reason, Prose: true, Header: "需要协调的原因", Aliases: []string{"原因"}, Type: table.Long},
			{At: &m.Proposal, Prose: true, Header: "处理建议", Type: table.Long},
			{At: &m.WithCodes, Link: &m.With, Header: "涉及单位编码", Aliases: []string{"涉及单位"}, Note: "几个单位用、隔开"},
			{At: &m.Decided, Header: "协调日期"},
			{At: &m.Decision, Prose: true, Header: "协调意见", Type: table.Long},
			{At: &m.LeadCode, Link: &m.Lead, Header: "牵头单位编码", Aliases: []string{"牵头单位"}, Type: table.Code, Note: "协调确定的牵头单位"},
			{At: &m.Deadline, Header: "办理时限"},
			{At: &m.Done, Header: "办结日期"},
			{At: &m.Result, Prose: true, Header: "办理结果", Type: table.Long},
		}
	},
	Check:  (*Checker).matters,
	Says:   "Unit 提出单位; With 涉及单位; Status 状态：待协调、办理中、逾期、已办结; Settled 某日前是否已经协调; SettledOn 某日前的协调日期; DoneBy 某日前的办结日期; Days 提出以来的天数，办结的为所用天数",
	Office: "Matters 协调事项表; MattersOpen 某期间没有办结或者在其中办结的协调事项",
})

// Settled tells whether it was coordinated by the end of a day.
func (m *Matter) Settled(asOf period.Date) bool { return by(m.Decided, asOf) }

// SettledOn is the day on which it was coordinated, as far as it was by a day.
func (m *Matter) SettledOn(asOf period.Date) period.Date { return known(m.Decided, asOf) }

// DoneBy is the day on which it was settled for good, as far as it was by a day.
func (m *Matter) DoneBy(asOf period.Date) period.Date { return known(m.Done, asOf) }

// Status is its state at the end of a day.
func (m *Matter) Status(asOf period.Date) string {
	switch {
	case by(m.Done, asOf):
		return MatterDone
	case !m.Settled(asOf):
		return MatterRaised
	case overdue(m.Deadline, m.Done, asOf) > 0:
		return MatterLate
	}
	return MatterPending
}

// Days is how many days it has been open at the end of a day, or was.
func (m *Matter) Days(asOf period.Date) int {
	if by(m.Done, asOf) {
		asOf = m.Done
	}
	return max(0, asOf.Sub(m.Date))
}

// MattersOpen lists the matters raised by the end of p and not done before it began, in
// table order.
func (o *Office) MattersOpen(p period.Period) []*Matter {
	return having(o.Matters, func(m *Matter) bool { return by(m.Date, p.AsOf()) && !struckOffBefore(m.Done, p) })
}

func (c *Checker) matters(matters []*Matter) {
	for _, m := range matters {
		c.order(m, "matter-decided", &m.Decided, m.Date, "提出日期", "day on which it was raised")
		c.order(m, "matter-deadline", &m.Deadline, m.Decided, "协调日期", "day on which it was coordinated")
		c.order(m, "matter-done", &m.Done, m.Decided, "协调日期", "day on which it was coordinated")
		c.needs(m, "matter-decision", m.Decided, "协调日期", "it was coordinated", need{&m.Decision, "协调意见"}, need{&m.LeadCode, "牵头单位"})
		if !m.Done.IsZero() && m.Decided.IsZero() && sound(m, &m.Decided) {
			c.Fail(PlaceOf(m, &m.Done), "matter-undecided", m.Done.String(),
				diag.T("已经办结，却没有协调日期", "it is done, but was never coordinated"), diag.T("填写协调日期、协调意见和牵头单位", "fill in the day, the decision and the unit that leads"))
		}
	}
}
