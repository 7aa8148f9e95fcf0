package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// InterviewPoint is one thing that was agreed on in an interview (约谈议定事项), to be
// done by a day.
type InterviewPoint struct {
	RewardCode string
	Interview  *Reward // set by Check, nil if there is none of that code
	Content    string
	Person     string // 责任人
	Deadline   period.Date
	Done       period.Date
	Result     string // 落实情况
	Origin
}

var _ = Declare(Declaration[InterviewPoint]{
	Name: "interview-points", Title: "约谈议定事项", One: "约谈议定事项", En: "interview point", Order: 172,
	List: func(o *Office) *[]*InterviewPoint { return &o.InterviewPoints },
	Columns: func(p *InterviewPoint) []table.Column {
		return []table.Column{
			{At: &p.RewardCode, Key: true, Header: "约谈编号", Aliases: []string{"奖惩编号"}, Type: table.Code, Required: true, Note: "奖惩表中约谈的编号"},
			{At: &p.Content, Key: true, Label: true, Header: "议定事项", Aliases: []string{"整改事项", "整改要求"}, Type: table.Long, Required: true},
			{At: &p.Person, Header: "责任人", Aliases: []string{"整改责任人"}},
			{At: &p.Deadline, Day: true, Header: "整改期限", Aliases: []string{"完成时限"}, Required: true},
			{At: &p.Done, Header: "完成日期", Aliases: []string{"整改完成日期"}},
			{At: &p.Result, Prose: true, Header: "落实情况"},
		}
	},
	Check: (*Checker).interviewPoints,
	Says:  "Interview 约谈; ContentText 议定事项，不带句号; DoneBy 某日前的完成日期",
	Office: "InterviewPoints 约谈议定事项表; InterviewPointsOpen 台账：某期间末以前约谈议定的、期初尚未完成的事项; LateInterviewPoints 某单位在某日逾期的约谈议定事项; " +
		"UnreportedInterviews 某单位在某日逾期没有报告整改情况的约谈",
})

// ContentText is the cell without its full stop.
func (p *InterviewPoint) ContentText() string { return unstopped(p.Content) }

// DoneBy is the day on which it was done, as far as it was by the end of a day.
func (p *InterviewPoint) DoneBy(asOf period.Date) period.Date { return known(p.Done, asOf) }

// OverdueDays is how many days it is late at the end of a day.
func (p *InterviewPoint) OverdueDays(asOf period.Date) int { return overdue(p.Deadline, p.Done, asOf) }

// Status is its state at the end of a day: 已完成, 逾期 or 整改中.
func (p *InterviewPoint) Status(asOf period.Date) string {
	switch {
	case by(p.Done, asOf):
		return "已完成"
	case p.OverdueDays(asOf) > 0:
		return "逾期"
	}
	return "整改中"
}

// InterviewPointsOpen lists what interviews up to the end of p agreed on and was not done
// before its start, in table order.
func (o *Office) InterviewPointsOpen(p period.Period) []*InterviewPoint {
	return having(o.InterviewPoints, func(x *InterviewPoint) bool {
		return x.Interview != nil && by(x.Interview.Date, p.AsOf()) && !struckOffBefore(x.Done, p)
	})
}

// LateInterviewPoints lists what a unit agreed to in interviews and is late with at the
// end of a day.
func (o *Office) LateInterviewPoints(u *Unit, asOf period.Date) []*InterviewPoint {
	return having(o.InterviewPoints, func(x *InterviewPoint) bool {
		return x.Interview != nil && x.Interview.Unit == u && x.OverdueDays(asOf) > 0
	})
}

// UnreportedInterviews lists the interviews of a unit about which its report is late at
// the end of a day.
func (o *Office) UnreportedInterviews(u *Unit, asOf period.Date) []*Reward {
	return having(o.Rewards, func(r *Reward) bool {
		return r.Kind == InterviewKind && r.Unit == u && overdue(r.Due, r.Followed, asOf) > 0
	})
}

func (c *Checker) interviewPoints(list []*InterviewPoint) {
	for _, r := range c.Rewards {
		r.Points = nil
	}
	for _, p := range list {
		r := find[Reward](c.Office, p.RewardCode)
		if p.Interview = nil; r == nil || r.Kind != InterviewKind && sound(r, &r.Kind) {
			c.Fail(PlaceOf(p, &p.RewardCode), "interview-unknown", p.RewardCode,
				diag.T("奖惩表中没有此编号的约谈", "no interview among the rewards has this code"), diag.T("应为奖惩表中约谈的编号", "use the code of an interview there"))
			c.restsOn("rewards")
			continue
		}
		p.Interview = r
		r.Points = append(r.Points, p)
		c.order(p, "interview-point-deadline", &p.Deadline, r.Date, "约谈日期", "day of the interview")
		c.order(p, "interview-point-done", &p.Done, r.Date, "约谈日期", "day of the interview")
	}
}
