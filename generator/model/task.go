package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

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
	Origin

	extensions []*Extension // set by Check
}

var _ = Declare(Declaration[Task]{
	Name: "tasks", Title: "任务分解", One: "任务", En: "task", Order: 60,
	List: func(o *Office) *[]*Task { return &o.Tasks },
	Columns: func(t *Task) []table.Column {
		return []table.Column{
			{At: &t.Code, Key: true, Header: "任务编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &t.Meeting, Header: "会议编号", Type: table.Code},
			{At: &t.Content, Header: "任务内容", Aliases: []string{"工作任务", "任务"}, Type: table.Long, Required: true},
			{At: &t.LeadCode, Link: &t.Lead, Header: "牵头单位编码", Aliases: []string{"牵头单位"}, Type: table.Code, Required: true},
			{At: &t.WithCodes, Link: &t.With, Header: "配合单位编码", Aliases: []string{"配合单位"}, Note: "几个单位用、隔开"},
			{At: &t.Person, Header: "责任领导"},
			{At: &t.Deadline, Words: &t.Recurring, Header: "完成时限", Aliases: []string{"时限"}, Type: table.Limit, Note: "日期，或长期坚持、每季度、每月"},
			{At: &t.Done, Header: "完成日期"},
			{At: &t.Progress, Header: "工作进展", Aliases: []string{"进展"}, Type: table.Long},
		}
	},
	Check:  (*Checker).tasks,
	Office: "TasksOf 某单位牵头或配合的任务",
	Says:   "DaysLeft 剩余天数; DoneBy 某日前的完成日期; ExtendedBy 某日前批准的延期后时限; LimitBy 某日时的时限（已批准延期的为新时限）; LateDone 是否逾期后完成; Recurring 长期任务的周期; Limit 时限的写法",
})

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
func (t *Task) OverdueDays(asOf period.Date) int { return overdue(t.LimitBy(asOf), t.Done, asOf) }

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

func (c *Checker) tasks(tasks []*Task) {
	for _, t := range tasks {
		t.extensions = nil
		c.meeting(t)
		c.partners(t)
		if t.Deadline.IsZero() && t.Recurring == "" && sound(t, &t.Deadline) {
			c.Warn(PlaceOf(t, &t.Deadline), "task-deadline-missing", "",
				diag.T("任务没有完成时限", "a task without a time limit"),
				diag.T("填写日期，或长期坚持、每季度、每月等", "give a date, or 长期坚持, 每季度, 每月"))
		}
		if vague[t.Recurring] {
			c.Warn(PlaceOf(t, &t.Deadline), "task-deadline-vague", t.Recurring,
				diag.T("完成时限没有写明哪一天，不会提醒，也不会算作逾期", "the time limit names no day: nobody is reminded, and it is never overdue"),
				diag.T("填写日期，如 2026-03-31", "give a date, such as 2026-03-31"))
		}
	}
}

// vague are limits that no task is late by.
var vague = map[string]bool{"尽快": true, "尽早": true, "抓紧": true, "近期": true, "立即": true, "马上": true, "待定": true, "另行通知": true, "视情": true, "按期": true, "及时": true, "按要求": true, "按时": true}

func (c *Checker) meeting(t *Task) {
	if t.Meeting == "" {
		return
	}
	m := c.Meeting(t.Meeting)
	if m == nil {
		c.Fail(PlaceOf(t, &t.Meeting), "task-meeting-unknown", t.Meeting,
			diag.T("没有此编号的会议", "no meeting has this code"),
			diag.T("应为会议文件中的 code，或留空", "use a meeting's code, or leave it empty"))
		c.restsOn("meetings")
		return
	}
	m.Tasks = append(m.Tasks, t)
	c.order(t, "task-deadline", &t.Deadline, m.Date, "会议日期", "day of the meeting")
	c.order(t, "task-done", &t.Done, m.Date, "会议日期", "day of the meeting")
}

// partners gives the task to the leading and the co-operating units.
func (c *Checker) partners(t *Task) {
	if t.Lead != nil {
		c.index.tasksByUnit[t.Lead] = append(c.index.tasksByUnit[t.Lead], t)
	}
	for _, u := range t.With {
		c.index.tasksByUnit[u] = append(c.index.tasksByUnit[u], t)
	}
}
