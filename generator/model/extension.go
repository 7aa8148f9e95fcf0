package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Extension is one application to put off the deadline (延期申请) of a hazard or of a
// meeting's task, and how it was decided. Listings have their own columns for it.
type Extension struct {
	Code     string
	Matter   string  // 事项编号: the code of a hazard or of a task
	Hazard   *Hazard // set by Check, nil if it is about a task
	Task     *Task   // set by Check, nil if it is about a hazard
	UnitCode string  // 申请单位
	Unit     *Unit
	Applied  period.Date
	Reason   string
	Control  string      // 延期期间的管控措施
	Asked    period.Date // 申请延至
	Decided  period.Date
	Decision string      // Agreed, Refused; "" while it is open
	Granted  period.Date // 批准延至; Check sets it to Asked if it was agreed to as asked
	Notice   string      // 批复文号
	Origin
}

// The decisions on an extension.
const (
	Agreed  = "同意"
	Refused = "不同意"
)

var _ = Declare(Declaration[Extension]{
	Name: "extensions", Title: "延期", One: "延期申请", En: "extension", Order: 75,
	List: func(o *Office) *[]*Extension { return &o.Extensions },
	Columns: func(e *Extension) []table.Column {
		return []table.Column{
			code(&e.Code),
			{At: &e.Matter, Header: "事项编号", Aliases: []string{"隐患编号", "任务编号"}, Type: table.Code, Required: true, Note: "隐患台账的隐患编号，或者任务编号；挂牌督办的延期写在挂牌督办表"},
			unit(&e.UnitCode, &e.Unit, "申请单位编码"),
			{At: &e.Applied, Day: true, Header: "申请日期", Aliases: []string{"延期申请日期"}, Required: true},
			{At: &e.Reason, Header: "申请理由", Aliases: []string{"延期原因", "延期理由"}, Type: table.Long, Required: true},
			{At: &e.Control, Header: "管控措施", Aliases: []string{"延期期间管控措施"}, Type: table.Long},
			{At: &e.Asked, Header: "申请延至", Required: true},
			{At: &e.Decided, Header: "批复日期", Aliases: []string{"延期批准日期"}},
			{At: &e.Decision, Header: "批复意见", Names: []string{Agreed, Refused}},
			{At: &e.Granted, Header: "批准延至", Note: "不填即申请延至的日期"},
			{At: &e.Notice, Number: true, Header: "批复文号"},
		}
	},
	Check: (*Checker).extensions,
	Says: "Deadline 原期限; LimitBy 某日时的期限，不计本次延期（以前已批准延期的为新期限）; Content 事项内容; Grants 是否同意; ReasonText 申请理由，不带句号; ControlText 管控措施，不带句号; Hazard 隐患，不是隐患的没有; " +
		"Task 任务，不是任务的没有",
	Office: "Extensions 延期表",
})

// Deadline is the day that was fixed before anything was put off; zero for a task
// without one.
func (e *Extension) Deadline() period.Date {
	switch {
	case e.Hazard != nil:
		return e.Hazard.Deadline
	case e.Task != nil:
		return e.Task.Deadline
	}
	return period.Date{}
}

// LimitBy is the deadline as it stood at the end of a day by the other extensions: what
// this one asks to put off, and what stays where it is refused.
func (e *Extension) LimitBy(asOf period.Date) period.Date {
	var all []*Extension
	switch {
	case e.Hazard != nil:
		all = e.Hazard.extensions
	case e.Task != nil:
		all = e.Task.extensions
	}
	var others []*Extension
	for _, x := range all {
		if x != e {
			others = append(others, x)
		}
	}
	return limitOf(extendedBy(others, asOf), e.Deadline())
}

// Content is what the hazard or the task is, without its full stop.
func (e *Extension) Content() string {
	switch {
	case e.Hazard != nil:
		return unstopped(e.Hazard.Description)
	case e.Task != nil:
		return unstopped(e.Task.Content)
	}
	return ""
}

// Grants tells whether it was agreed to.
func (e *Extension) Grants() bool { return e.Decision == Agreed }

// ReasonText and ControlText are the cells without their full stops.
func (e *Extension) ReasonText() string  { return unstopped(e.Reason) }
func (e *Extension) ControlText() string { return unstopped(e.Control) }

// extendedBy is the day that the latest extension granted by the end of a day put
// something off to; zero if none was.
func extendedBy(list []*Extension, asOf period.Date) period.Date {
	var last *Extension
	for _, e := range list {
		if e.Grants() && by(e.Decided, asOf) && !e.Granted.IsZero() && (last == nil || !e.Decided.Before(last.Decided)) {
			last = e
		}
	}
	if last == nil {
		return period.Date{}
	}
	return last.Granted
}

// ExtendedBy is the new deadline that was granted by the end of a day; zero if none was.
func (h *Hazard) ExtendedBy(asOf period.Date) period.Date { return extendedBy(h.extensions, asOf) }

// ExtendedBy is the new deadline that was granted by the end of a day; zero if none was.
func (t *Task) ExtendedBy(asOf period.Date) period.Date { return extendedBy(t.extensions, asOf) }

// LimitBy is the deadline as it stood at the end of a day, after an extension the new one.
func (h *Hazard) LimitBy(asOf period.Date) period.Date {
	return limitOf(h.ExtendedBy(asOf), h.Deadline)
}

// LimitBy is the deadline as it stood at the end of a day, after an extension the new
// one; zero of a task without one.
func (t *Task) LimitBy(asOf period.Date) period.Date { return limitOf(t.ExtendedBy(asOf), t.Deadline) }

// limitOf is the extended deadline, or the first one where nothing was put off.
func limitOf(extended, first period.Date) period.Date {
	if extended.IsZero() {
		return first
	}
	return extended
}

func (c *Checker) extensions(list []*Extension) {
	for _, e := range list {
		c.extensionOf(e)
		if e.Grants() && e.Granted.IsZero() && sound(e, &e.Granted) {
			e.Granted = e.Asked
		}
	}
	for _, e := range list {
		c.applicant(e)
		deadline := e.Deadline()
		if !deadline.IsZero() {
			c.order(e, "extension-asked", &e.Asked, deadline.AddDays(1), "原期限的次日", "day after the first limit")
			c.order(e, "extension-granted", &e.Granted, deadline.AddDays(1), "原期限的次日", "day after the first limit")
		}
		c.order(e, "extension-decided", &e.Decided, e.Applied, "申请日期", "day it was applied for")
		c.needs(e, "extension-undecided", e.Decided, "批复日期", "decided", need{&e.Decision, "批复意见"})
		if e.Decision != "" && e.Decided.IsZero() && sound(e, &e.Decided) {
			c.Fail(PlaceOf(e, &e.Decided), "extension-day", "",
				diag.T("有批复意见而没有批复日期", "a decision without its day"), diag.T("填写批复日期", "give the day of the decision"))
		}
		if e.Decision == Refused && !e.Granted.IsZero() {
			c.Fail(PlaceOf(e, &e.Granted), "extension-refused", e.Granted.String(),
				diag.T("不同意延期，却有批准延至的日期", "refused, yet with a day that it was put off to"), diag.T("删去批准延至的日期，或核对批复意见", "delete the day, or check the decision"))
		}
		if limit := e.LimitBy(e.Applied); by(limit, e.Applied) && limit != e.Applied {
			c.Warn(PlaceOf(e, &e.Applied), "extension-late", e.Applied.String(),
				diag.T("期限%s届满以后才申请延期", "applied for after the limit, %s", limit.String()), diag.T("应在期限届满前申请", "apply before the limit"))
		}
	}
}

// applicant complains of an application that is not made by who answers for the matter:
// the unit whose hazard it is or the company that it belongs to, the task's lead unit.
func (c *Checker) applicant(e *Extension) {
	var liable *Unit
	may := false
	switch {
	case e.Unit == nil || e.Hazard == nil && e.Task == nil:
		return
	case e.Hazard != nil:
		liable = e.Hazard.Unit
		may = e.Unit == liable || e.Unit.Tier >= Institution && liable.Within(e.Unit)
	default:
		liable = e.Task.Lead
		may = e.Unit == liable
	}
	if liable == nil || may {
		return
	}
	c.Fail(PlaceOf(e, &e.UnitCode), "extension-applicant", e.UnitCode,
		diag.T("“%[1]s”不是这一事项的责任单位，责任单位是“%[2]s”", "%[1]q does not answer for the matter: %[2]q does", e.Unit.Name, liable.Name),
		diag.T("应由责任单位申请；核对事项编号和申请单位", "who answers for it applies; check the code of the matter and of the applicant"))
}

// extensionOf links the hazard or the task, which learns of its extension.
func (c *Checker) extensionOf(e *Extension) {
	e.Hazard, e.Task = find[Hazard](c.Office, e.Matter), find[Task](c.Office, e.Matter)
	switch {
	case e.Hazard != nil && e.Task != nil:
		e.Hazard, e.Task = nil, nil
		c.Fail(PlaceOf(e, &e.Matter), "extension-matter-twice", e.Matter,
			diag.T("隐患台账和任务表都有此编号，不知道是哪一项", "both a hazard and a task have this code"), diag.T("改其中一处的编号", "change one of the codes"))
	case e.Hazard != nil:
		e.Hazard.extensions = append(e.Hazard.extensions, e)
	case e.Task != nil:
		e.Task.extensions = append(e.Task.extensions, e)
		if e.Task.Deadline.IsZero() && sound(e.Task, &e.Task.Deadline) {
			c.Fail(PlaceOf(e, &e.Matter), "extension-no-deadline", e.Matter,
				diag.T("这项任务没有完成时限，不能延期", "the task has no time limit to put off"), diag.T("核对事项编号，或先填写任务的完成时限", "check the code, or give the task its limit first"))
		}
	default:
		c.Fail(PlaceOf(e, &e.Matter), "extension-matter-unknown", e.Matter,
			diag.T("隐患台账和任务表中都没有此编号", "neither the hazards nor the tasks have this code"), diag.T("应为其中的编号", "use one of their codes"))
		c.restsOn("hazards")
		c.restsOn("tasks")
	}
}
