package model

import (
	"slices"
	"strconv"

	"hongtou/generator/diag"
)

func (c *checker) accidents() {
	seen := map[string]*Accident{}
	for _, a := range c.Accidents {
		if unique(c, seen, a, func(a *Accident) Origin { return a.Origin }, a.Code, words{"accident", "事故", "accident"}) || a.Code == "" {
			c.countAt(a)
		}
		if a.Sound("Serious", "Injuries") && a.Serious > a.Injuries {
			c.fail(a.At("Serious"), "accident-serious", strconv.Itoa(a.Serious),
				diag.T("重伤人数多于受伤人数%d", "more serious injuries than injuries (%d)", a.Injuries),
				diag.T("受伤人数包括重伤，应不少于重伤人数", "injuries include the serious ones"))
		}
		c.grade(a)
	}
}

// countAt gives the accident to the unit that counts it. A repeated code is
// not counted twice.
func (c *checker) countAt(a *Accident) {
	if a.Unit = c.unit(a.Origin, "UnitCode", a.UnitCode); a.Unit == nil {
		return
	}
	a.UnitCode = a.Unit.Code
	if first := &c.index.firstAccident; !a.Date.IsZero() && (first.IsZero() || a.Date.Before(*first)) {
		*first = a.Date
	}
	c.index.accidentsByUnit[a.Unit] = append(c.index.accidentsByUnit[a.Unit], a)
	if c.Region != nil && !a.Unit.Within(c.Region) {
		c.warn(a.At("UnitCode"), "accident-outside-region", a.UnitCode,
			diag.T("单位“%s”不在“%s”之下，此事故不计入统计", "unit %q is not below %q: the accident is not counted", a.Unit.Name, c.Region.Name),
			diag.T("核对属地编码", "check the unit's code"))
	}
}

// grade fills in the grade, or compares the one stated: those missing may
// count as dead or not.
func (c *checker) grade(a *Accident) {
	if !a.Sound("Deaths", "Missing", "Serious", "Loss", "Grade") {
		return
	}
	grade := GradeOf(a.Deaths, a.Serious, a.Loss)
	switch a.Grade {
	case NoGrade:
		a.Grade = grade
	case grade, GradeOf(a.Deaths+a.Missing, a.Serious, a.Loss):
	default:
		c.fail(a.At("Grade"), "accident-grade", a.Grade.String(),
			diag.T("等级与数字不符：死亡%d人、重伤%d人、直接经济损失%s万元", "the grade does not fit %d deaths, %d serious injuries and a loss of %s 万元", a.Deaths, a.Serious, figure(a.Loss)),
			diag.T("按国务院令第493号应为：%s", "by State Council regulation 493 it is %s", grade))
	}
}

func (c *checker) items() {
	seen := map[string]*SupervisionItem{}
	for _, i := range c.Items {
		first := unique(c, seen, i, func(i *SupervisionItem) Origin { return i.Origin }, i.Code, words{"item", "隐患", "finding"}) || i.Code == ""
		if i.Unit = c.unit(i.Origin, "UnitCode", i.UnitCode); i.Unit != nil {
			i.UnitCode = i.Unit.Code
			if first {
				c.index.itemsByUnit[i.Unit] = append(c.index.itemsByUnit[i.Unit], i)
			}
		}
		c.order(i.Origin, "item-deadline", "Deadline", i.Date, i.Deadline, "检查日期", "date of the check")
		c.order(i.Origin, "item-done", "Done", i.Date, i.Done, "检查日期", "date of the check")
		c.order(i.Origin, "item-reviewed", "Reviewed", i.Done, i.Reviewed, "整改完成日期", "day it was put right")
		if !i.Reviewed.IsZero() && i.Done.IsZero() && i.Sound("Done") {
			c.fail(i.At("Done"), "item-reviewed-undone", "",
				diag.T("已于%s复查，却没有整改完成日期", "reviewed on %s, but there is no day on which it was put right", i.Reviewed.String()),
				diag.T("填写整改完成日期", "give that day"))
		}
	}
}

func (c *checker) meetings() {
	for _, m := range c.Meetings {
		m.Tasks = nil
		if m.Issued.IsZero() {
			m.Issued = m.Date
		}
		c.order(m.Origin, "meeting-noticed", "Date", m.Noticed, m.Date, "会议通知成文日期", "day of the notice")
		c.order(m.Origin, "meeting-reply", "Date", m.Reply, m.Date, "参会回执报送期限", "day by which replies come")
		c.order(m.Origin, "meeting-issued", "Issued", m.Date, m.Issued, "会议日期", "day of the meeting")
		unique(c, c.index.meetingByCode, m, func(m *Meeting) Origin { return m.Origin }, m.Code, words{"meeting", "会议", "meeting"})
	}
}

func (c *checker) tasks() {
	seen := map[string]*Task{}
	for _, t := range c.Tasks {
		unique(c, seen, t, func(t *Task) Origin { return t.Origin }, t.Code, words{"task", "任务", "task"})
		c.meeting(t)
		c.partners(t)
		if t.Deadline.IsZero() && t.Recurring == "" && t.Sound("Deadline") {
			c.warn(t.At("Deadline"), "task-deadline-missing", "",
				diag.T("任务没有完成时限", "a task without a time limit"),
				diag.T("填写日期，或长期坚持、每季度、每月等", "give a date, or 长期坚持, 每季度, 每月"))
		}
	}
}

func (c *checker) meeting(t *Task) {
	if t.Meeting == "" {
		return
	}
	m := c.index.meetingByCode[t.Meeting]
	if m == nil {
		c.fail(t.At("Meeting"), "task-meeting-unknown", t.Meeting,
			diag.T("没有此编号的会议", "no meeting has this code"),
			diag.T("应为会议文件中的 code，或留空", "use a meeting's code, or leave it empty"))
		return
	}
	m.Tasks = append(m.Tasks, t)
	c.order(t.Origin, "task-deadline", "Deadline", m.Date, t.Deadline, "会议日期", "day of the meeting")
	c.order(t.Origin, "task-done", "Done", m.Date, t.Done, "会议日期", "day of the meeting")
}

// partners links the leading and the co-operating units.
func (c *checker) partners(t *Task) {
	link := func(u *Unit) {
		if tasks := c.index.tasksByUnit[u]; len(tasks) == 0 || tasks[len(tasks)-1] != t {
			c.index.tasksByUnit[u] = append(tasks, t)
		}
	}
	t.With = nil
	if t.Lead = c.unit(t.Origin, "LeadCode", t.LeadCode); t.Lead != nil {
		t.LeadCode = t.Lead.Code
		link(t.Lead)
	}
	for i, code := range t.WithCodes {
		u := c.unit(t.Origin, "WithCodes", code)
		if u == nil {
			continue
		}
		t.WithCodes[i] = u.Code
		if u == t.Lead || slices.Contains(t.With, u) {
			c.fail(t.At("WithCodes"), "task-with-repeated", code,
				diag.T("配合单位“%s”重复，或就是牵头单位", "%q is listed twice, or leads the task itself", u.Name),
				diag.T("从配合单位中删去", "remove it from the co-operating units"))
			continue
		}
		t.With = append(t.With, u)
		link(u)
	}
}
