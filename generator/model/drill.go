package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Drill is one emergency drill (应急演练).
type Drill struct {
	Code      string
	Date      period.Date
	UnitCode  string
	Unit      *Unit
	Subject   string // 演练科目
	Form      string // 实战演练, 桌面推演
	Persons   int
	Location  string
	Assessed  period.Date // 评估日期
	Result    string      // 评估结论
	Shortfall string      // 发现的不足
	Origin
}

var _ = Declare(Declaration[Drill]{
	Name: "drills", Title: "应急演练", One: "演练", En: "drill", Order: 200,
	List:  func(o *Office) *[]*Drill { return &o.Drills },
	Event: func(d *Drill) period.Date { return d.Date },
	Columns: func(d *Drill) []table.Column {
		return []table.Column{
			code(&d.Code),
			{At: &d.Date, Day: true, Header: "演练日期", Aliases: []string{"日期"}, Required: true},
			unit(&d.UnitCode, &d.Unit),
			{At: &d.Subject, Label: true, Header: "演练科目", Required: true},
			{At: &d.Form, Header: "演练形式", Note: "实战演练、桌面推演"},
			{At: &d.Persons, Header: "参加人数"},
			{At: &d.Location, Header: "地点"},
			{At: &d.Assessed, Header: "评估日期"},
			{At: &d.Result, Prose: true, Header: "评估结论"},
			{At: &d.Shortfall, Prose: true, Header: "存在不足"},
		}
	},
	Check:  (*Checker).drills,
	Office: "DrillsIn 本期演练",
})

// DrillsIn lists the drills of p, in table order.
func (o *Office) DrillsIn(p period.Period) ([]*Drill, error) {
	return rowsIn(o, "drills", o.Drills, p, func(d *Drill) period.Date { return d.Date })
}

func (c *Checker) drills(drills []*Drill) {
	for _, x := range drills {
		c.order(x, "drill-assessed", &x.Assessed, x.Date, "演练日期", "day of the drill")
	}
}
