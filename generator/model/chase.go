package model

import (
	"cmp"
	"slices"

	"hongtou/generator/period"
)

// Chasing tasks (督办): what was decided by a day, what of it is open, and how
// long there is left.

// DaysLeft is how many days remain to the deadline at the end of a day, 0 on the
// last day and where the task is done, late or has no deadline.
func (t *Task) DaysLeft(asOf period.Date) int {
	limit := t.LimitBy(asOf)
	if limit.IsZero() || by(t.Done, asOf) || asOf.After(limit) {
		return 0
	}
	return limit.Sub(asOf)
}

// DoneBy is the day on which the task was done, as far as it was by the end of
// a day.
func (t *Task) DoneBy(asOf period.Date) period.Date {
	if by(t.Done, asOf) {
		return t.Done
	}
	return period.Date{}
}

// LateDone tells whether the task was done, but after its deadline.
func (t *Task) LateDone() bool {
	return !t.Done.IsZero() && !t.Deadline.IsZero() && t.Done.After(t.LimitBy(t.Done))
}

// TasksBy lists the tasks that were decided on or before a day, in table order.
// A task of no meeting counts from the start.
func (o *Office) TasksBy(asOf period.Date) []*Task {
	var in []*Task
	for _, t := range o.Tasks {
		if m := o.Meeting(t.Meeting); m == nil || !m.Date.After(asOf) {
			in = append(in, t)
		}
	}
	return in
}

// OpenTasks lists the tasks with a deadline that u leads and that are not done
// at the end of a day: the most overdue first, then the nearest deadline.
func (o *Office) OpenTasks(u *Unit, asOf period.Date) []*Task {
	var in []*Task
	for _, t := range o.led(u, asOf) {
		if !t.Deadline.IsZero() && !by(t.Done, asOf) {
			in = append(in, t)
		}
	}
	slices.SortStableFunc(in, func(a, b *Task) int { return a.LimitBy(asOf).Compare(b.LimitBy(asOf)) })
	return in
}

// StandingTasks lists the tasks without an end (长期坚持, 每月 …) that u leads.
func (o *Office) StandingTasks(u *Unit, asOf period.Date) []*Task {
	return slices.DeleteFunc(o.led(u, asOf), func(t *Task) bool { return t.Recurring == "" })
}

func (o *Office) led(u *Unit, asOf period.Date) []*Task {
	return slices.DeleteFunc(o.TasksBy(asOf), func(t *Task) bool { return t.Lead == nil || t.Lead != u })
}

// LeadLoad is what one unit has to lead at a day.
type LeadLoad struct {
	Unit                          *Unit
	Total, Done, Overdue, Pending int // Total = Done + Overdue + Pending + Standing
	Standing                      int // 长期坚持, 每月 …
	counted
}

// Rate is the share of the tasks with a deadline that is done.
func (l *LeadLoad) Rate() Share { return shareOf(float64(l.Done), float64(l.Total-l.Standing)) }

// LeadLoads lists the units that lead tasks at a day, most overdue first, then in
// the order of the table of units.
func (o *Office) LeadLoads(asOf period.Date) []*LeadLoad {
	byUnit := map[*Unit]*LeadLoad{}
	var loads []*LeadLoad
	for _, t := range o.TasksBy(asOf) {
		if t.Lead == nil {
			continue
		}
		l := byUnit[t.Lead]
		if l == nil {
			l = &LeadLoad{Unit: t.Lead, counted: o.counting()}
			byUnit[t.Lead] = l
			loads = append(loads, l)
		}
		l.Total++
		l.note(t, "Total")
		switch {
		case by(t.Done, asOf):
			l.Done++
			l.note(t, "Done", "Rate")
		case t.OverdueDays(asOf) > 0:
			l.Overdue++
			l.note(t, "Overdue", "Rate")
		case t.Recurring != "":
			l.Standing++
			l.note(t, "Standing")
		default:
			l.Pending++
			l.note(t, "Pending", "Rate")
		}
	}
	slices.SortStableFunc(loads, func(a, b *LeadLoad) int {
		return cmp.Or(cmp.Compare(b.Overdue, a.Overdue), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	return loads
}

var _ = explain[LeadLoad]("Done 已完成数; Total 任务数; Standing 长期任务数")

var _ = explain[Office]("TasksBy 某日前已交办的任务; OpenTasks 某单位牵头未完成的任务; StandingTasks 某单位牵头的长期任务; LeadLoads 各牵头单位任务情况")
