package model

import (
	"strings"

	"hongtou/generator/period"
)

// What a meeting's own papers (主持词, 讲话稿提纲) tell of the state of things is what is
// known as of its day: figures of whole months before it.

// YearSoFar is the span whose figures are told at the meeting: its year to the end of the
// month before, in January the whole year before.
func (m *Meeting) YearSoFar() period.Period {
	last := m.LastMonth()
	return last.ToDate()
}

// LastMonth is the month before the meeting, as the meeting's day sees it.
func (m *Meeting) LastMonth() period.Period {
	return period.Of(m.Date, period.Month).Previous().Until(m.Date)
}

// PlanFrom lists what the year's plan has for the meeting's month and the two after it,
// without the meetings that the month's plan has: this is one of them.
func (o *Office) PlanFrom(m *Meeting) []*PlanItem {
	var in []*PlanItem
	for _, i := range o.PlanOf(m.Date.Year) {
		if n := i.Month.LastMonth() - m.Date.Month; n >= 0 && n < 3 && !(n == 0 && strings.HasPrefix(i.Content, "召开")) {
			in = append(in, i)
		}
	}
	return in
}

// TasksBefore counts the tasks that were decided before the meeting's day and their
// state on it.
func (o *Office) TasksBefore(m *Meeting) *LeadLoad {
	sum := &LeadLoad{counted: o.counting()}
	for _, l := range o.LeadLoads(m.Date.AddDays(-1)) {
		sum.Total, sum.Done, sum.Overdue, sum.Pending, sum.Standing = sum.Total+l.Total, sum.Done+l.Done, sum.Overdue+l.Overdue, sum.Pending+l.Pending, sum.Standing+l.Standing
	}
	for _, t := range o.TasksBy(m.Date.AddDays(-1)) {
		sum.note(t, "Total", "Done", "Overdue", "Pending", "Standing", "Rate")
	}
	return sum
}

var (
	_ = explain[Meeting]("YearSoFar 会上通报的期间：本年1月至上月，1月的会议为上年全年; LastMonth 会议的上一个月")
	_ = explain[Office]("PlanFrom 会议当月和其后两个月的年度计划; TasksBefore 会议以前交办的任务在会议前一日的情况")
)
