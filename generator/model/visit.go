package model

import (
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Visit is one visit of an inspection's group.
type Visit struct {
	InspectionCode string
	Inspection     *Inspection
	Date           period.Date
	Group          string
	Head           string // 组长
	Members        string // 成员
	UnitCode       string // 受检单位
	Unit           *Unit
	Site           string // 检查场所
	Focus          string // 检查重点
	Found          *int   // 发现隐患; nil: the result is not entered
	Fixed          *int   // 已整改
	Origin
}

var _ = Declare(Declaration[Visit]{
	Name: "visits", Title: "专项检查安排", One: "检查安排", En: "visit", Order: 240,
	List: func(o *Office) *[]*Visit { return &o.Visits },
	Columns: func(v *Visit) []table.Column {
		return []table.Column{
			{At: &v.InspectionCode, Header: "检查编号", Type: table.Code, Required: true},
			{At: &v.Date, Day: true, Header: "检查日期", Required: true},
			{At: &v.Group, Header: "检查组", Required: true},
			{At: &v.Head, Header: "组长"},
			{At: &v.Members, Prose: true, Header: "成员"},
			{At: &v.UnitCode, Link: &v.Unit, Concerns: true, Header: "受检单位编码", Type: table.Code, Note: "不在单位表的留空，填检查场所"},
			{At: &v.Site, Header: "检查场所"},
			{At: &v.Focus, Prose: true, Header: "检查重点"},
			{At: &v.Found, Header: "发现隐患", Type: table.Whole, Note: "没有登记结果的留空，没有发现隐患的填0"},
			{At: &v.Fixed, Header: "已整改", Type: table.Whole, Note: "有发现隐患的填写，都没有整改的填0"},
		}
	},
	Check:  (*Checker).visits,
	Says:   "Inspection 专项检查; Left 未整改，没有登记结果的没有",
	Office: "VisitsIn 本期专项检查安排",
})

// VisitsIn lists the visits of p of all inspections, planned ones too, in table order.
func (o *Office) VisitsIn(p period.Period) []*Visit {
	return datedIn(o.Visits, p.Whole(), func(v *Visit) period.Date { return v.Date })
}

func (c *Checker) visits(visits []*Visit) {
	for _, v := range visits {
		if v.fixedOpen() && v.Sound("Found", "Fixed") {
			c.warnEmpty(PlaceOf(v, &v.Fixed), "已整改")
		}
		switch entered := v.Fixed != nil && *v.Fixed > 0 && sound(v, &v.Found, &v.Fixed); {
		case entered && v.Found == nil:
			c.Fail(PlaceOf(v, &v.Found), "visit-found-missing", "",
				diag.T("有已整改，没有发现隐患", "hazards are put right, but none are entered as found"), diag.T("填写发现隐患的项数", "write the number of hazards found"))
		case entered && *v.Fixed > *v.Found:
			c.Fail(PlaceOf(v, &v.Fixed), "visit-fixed", strconv.Itoa(*v.Fixed),
				diag.T("多于发现隐患数", "more than the hazards found"), diag.T("应不多于发现隐患数", "use no more than the hazards found"))
		}
		if v.Inspection = find[Inspection](c.Office, v.InspectionCode); v.Inspection == nil {
			c.Fail(PlaceOf(v, &v.InspectionCode), "visit-inspection-unknown", v.InspectionCode,
				diag.T("没有此编号的专项检查", "no inspection has this code"), diag.T("应为专项检查表中的编号", "use a code of the inspections"))
			c.restsOn("inspections")
			continue
		}
		v.Inspection.Visits = append(v.Inspection.Visits, v)
		if i := v.Inspection; !i.Start.IsZero() && !v.Date.IsZero() && (v.Date.Before(i.Start) || !i.End.IsZero() && v.Date.After(i.End)) {
			c.Fail(PlaceOf(v, &v.Date), "visit-date", v.Date.String(),
				diag.T("不在检查起止日期之内", "outside of the inspection's days"),
				diag.T("应为%s至%s", "use a day from %s to %s", i.Start.String(), i.End.String()))
		}
	}
}
