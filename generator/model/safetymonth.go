package model

import (
	"fmt"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// MonthEvent is one event of the plan of a year's safety month (安全生产月, June).
type MonthEvent struct {
	Code      string
	Year      int
	Title     string
	Content   string
	Start     period.Date
	End       period.Date // zero: one day
	Place     string
	LeadCode  string
	Lead      *Unit
	WithCodes []string
	With      []*Unit
	Audience  string // 参加人员
	Done      period.Date
	Result    string
	Origin
}

var _ = Declare(Declaration[MonthEvent]{
	Name: "month-events", Title: "安全生产月活动安排", One: "安全生产月活动", En: "safety month event", Order: 215,
	List: func(o *Office) *[]*MonthEvent { return &o.MonthEvents },
	Columns: func(e *MonthEvent) []table.Column {
		return []table.Column{
			code(&e.Code),
			year(&e.Year),
			{At: &e.Title, Label: true, Header: "活动名称", Required: true},
			{At: &e.Content, Prose: true, Header: "活动内容", Type: table.Long},
			{At: &e.Start, Day: true, Header: "开始日期", Required: true},
			{At: &e.End, Header: "结束日期", Note: "当天结束的留空"},
			{At: &e.Place, Header: "地点"},
			lead(&e.LeadCode, &e.Lead),
			with(&e.WithCodes, &e.With),
			{At: &e.Audience, Prose: true, Header: "参加人员"},
			{At: &e.Done, Header: "完成日期"},
			{At: &e.Result, Prose: true, Header: "开展情况", Type: table.Long},
		}
	},
	Check:  (*Checker).monthEvents,
	Says:   "Days 日期的写法：6月16日、6月1日至6月30日; Status 状态：已开展、未登记开展、未到期",
	Office: "MonthEvents 安全生产月活动安排表; MonthEventsOf 某年安全生产月的活动安排; MonthDone 某年安全生产月已经开展的活动",
})

// SafetyMonth is the year's safety month.
func (o *Office) SafetyMonth(year int) period.Period {
	return period.Of(period.Date{Year: year, Month: 6, Day: 1}, period.Month)
}

// SafetyMonthOver tells whether the safety month of p's year is over by the last day that
// p sees.
func (o *Office) SafetyMonthOver(p period.Period) bool {
	return !p.AsOf().Before(o.SafetyMonth(p.Year).End())
}

// MonthEventsOf lists the events of a year's safety month by their first day, those of a
// day in table order.
func (o *Office) MonthEventsOf(year int) []*MonthEvent {
	var in []*MonthEvent
	for _, e := range o.MonthEvents {
		if e.Year == year {
			in = append(in, e)
		}
	}
	slices.SortStableFunc(in, func(a, b *MonthEvent) int { return a.Start.Compare(b.Start) })
	return in
}

// MonthDone lists those that were held by the end of a day.
func (o *Office) MonthDone(year int, asOf period.Date) []*MonthEvent {
	return having(o.MonthEventsOf(year), func(e *MonthEvent) bool { return by(e.Done, asOf) })
}

// Days are its days as a table has them: 6月16日, 6月1日至6月30日.
func (e *MonthEvent) Days() string {
	short := func(d period.Date) string { return fmt.Sprintf("%d月%d日", d.Month, d.Day) }
	if e.End.IsZero() || e.End == e.Start {
		return short(e.Start)
	}
	return short(e.Start) + "至" + short(e.End)
}

// Status is its state at the end of a day: 已开展, 未登记开展 or 未到期.
func (e *MonthEvent) Status(asOf period.Date) string {
	last := e.End
	if last.IsZero() {
		last = e.Start
	}
	switch {
	case by(e.Done, asOf):
		return "已开展"
	case asOf.After(last):
		return "未登记开展"
	}
	return "未到期"
}

func (c *Checker) monthEvents(events []*MonthEvent) {
	for _, e := range events {
		c.order(e, "month-event-end", &e.End, e.Start, "开始日期", "first day")
		c.order(e, "month-event-done", &e.Done, e.Start, "开始日期", "first day")
		if e.Year != 0 && !e.Start.IsZero() && e.Start.Year != e.Year {
			c.Fail(PlaceOf(e, &e.Start), "month-event-year", e.Start.String(),
				diag.T("不在年度%d之内", "not in the year %d", e.Year), diag.T("应为%d年的日期", "use a day of %d", e.Year))
		}
	}
}

var _ = explain[Office]("SafetyMonth 某年的安全生产月; SafetyMonthOver 期间所在年的安全生产月是否已经结束")
