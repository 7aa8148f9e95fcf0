package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Confirmation says that a table of events is complete between two days, both
// included, whatever rows it has there (零报告).
type Confirmation struct {
	Table   string // by its name or title
	Since   period.Date
	Through period.Date
	Person  string
	Day     period.Date // of the confirmation
	Origin
}

var _ = Declare(Declaration[Confirmation]{
	Name: "confirmations", Title: "零报告确认", One: "确认", En: "confirmation", Order: 900,
	List: func(o *Office) *[]*Confirmation { return &o.Confirmations },
	Columns: func(x *Confirmation) []table.Column {
		return []table.Column{
			{At: &x.Table, Header: "表", Aliases: []string{"表名"}, Required: true, Note: "accidents 或 事故"},
			{At: &x.Since, Header: "起", Aliases: []string{"起始日期"}, Required: true},
			{At: &x.Through, Header: "止", Aliases: []string{"截止日期"}, Required: true},
			{At: &x.Person, Header: "确认人", Required: true},
			{At: &x.Day, Header: "确认日期", Required: true},
		}
	},
	Check: (*Checker).confirmations,
})

func (c *Checker) confirmations(all []*Confirmation) {
	for _, x := range all {
		if !sound(x, &x.Table, &x.Since, &x.Through, &x.Day) {
			continue
		}
		if EventTable(x.Table) == "" {
			c.Fail(PlaceOf(x, &x.Table), "confirmation-table", x.Table, diag.T("没有这张登记事件的表", "there is no such table of events"), diag.T("应为表名，如 accidents 或 事故", "use a table's name such as accidents"))
		}
		if x.Through.Before(x.Since) {
			c.Fail(PlaceOf(x, &x.Through), "confirmation-order", x.Through.String(), diag.T("止日早于起日%s", "it is before its first day, %s", x.Since), diag.T("改正起止日期", "correct the days"))
		}
		if !x.Day.IsZero() && x.Through.After(x.Day) {
			c.Fail(PlaceOf(x, &x.Through), "confirmation-ahead", x.Through.String(), diag.T("确认时尚未到这一天（确认日期%s）", "that day was still to come when it was confirmed (%s)", x.Day), diag.T("只能确认已经过去的日期", "only days that are past can be confirmed"))
		}
	}
}
