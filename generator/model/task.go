package model

import "hongtou/generator/period"

// Task is one task that a meeting decided.
type Task struct {
	Code      string
	Meeting   string // the meeting's code
	Content   string
	LeadCode  string // 牵头单位
	Lead      *Unit
	WithCodes []string // 配合单位
	With      []*Unit
	Person    string // 责任领导
	Deadline  period.Date
	Recurring string // 长期坚持, 每季度, 每月; instead of a deadline
	Done      period.Date
	Progress  string
	Extra     map[string]string
	Origin
}

// Status is the task's state at the end of a day: 已完成, 逾期, 长期坚持 (the
// text of Recurring), or 推进中.
func (t *Task) Status(asOf period.Date) string {
	switch {
	case by(t.Done, asOf):
		return "已完成"
	case t.OverdueDays(asOf) > 0:
		return "逾期"
	case t.Recurring != "":
		return t.Recurring
	}
	return "推进中"
}

// OverdueDays is how many days the task is late at the end of a day; 0 if it is
// done or not yet due.
func (t *Task) OverdueDays(asOf period.Date) int { return overdue(t.Deadline, t.Done, asOf) }

// Limit is the deadline as documents write it: 2026年3月31日, or 长期坚持.
func (t *Task) Limit() string {
	if t.Deadline.IsZero() {
		return t.Recurring
	}
	return t.Deadline.Long()
}

// TasksOf lists the tasks that u leads or helps with, in table order.
func (o *Office) TasksOf(u *Unit) []*Task { return o.look().tasksByUnit[u] }

// by tells whether d is a date and not after asOf.
func by(d, asOf period.Date) bool { return !d.IsZero() && !d.After(asOf) }

func overdue(deadline, done, asOf period.Date) int {
	if deadline.IsZero() || by(done, asOf) || !asOf.After(deadline) {
		return 0
	}
	return asOf.Sub(deadline)
}
