package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Adjustment adds to or takes from a unit's score of a year, or vetoes it
// (一票否决).
type Adjustment struct {
	Year     int
	UnitCode string
	Unit     *Unit
	Kind     string // Addition, Reduction or Veto
	Reason   string
	Points   float64
	Basis    string
	Date     period.Date
	Origin
}

// The kinds of adjustments.
const (
	Addition  = "加分"
	Reduction = "扣分"
	Veto      = "一票否决"
)

var _ = Declare(Declaration[Adjustment]{
	Name: "adjustments", Title: "考核加减分和否决", One: "考核加减分", En: "adjustment", Order: 150,
	List: func(o *Office) *[]*Adjustment { return &o.Adjustments },
	Columns: func(a *Adjustment) []table.Column {
		return []table.Column{
			year(&a.Year),
			unit(&a.UnitCode, &a.Unit, "被考核单位编码"),
			{At: &a.Kind, Header: "类型", Required: true, Names: []string{Addition, Reduction, Veto}},
			{At: &a.Reason, Prose: true, Header: "事由", Required: true},
			{At: &a.Points, Header: "分值", None: true, Note: "加分、扣分填写"},
			{At: &a.Basis, Prose: true, Header: "依据"},
			{At: &a.Date, Header: "日期"},
		}
	},
	Check: (*Checker).adjustments,
})

func (c *Checker) adjustments(adjustments []*Adjustment) {
	for _, a := range adjustments {
		if a.Kind != Veto && a.Points == 0 && sound(a, &a.Points) {
			c.Fail(PlaceOf(a, &a.Points), "adjustment-points-missing", "",
				diag.T("%s没有分值", "%s without points", a.Kind), diag.T("填写加减的分值", "give the points"))
		}
	}
}
