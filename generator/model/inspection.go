package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Inspection is one special inspection (专项检查).
type Inspection struct {
	Code      string
	Title     string      // 安澜市人员密集场所消防安全专项检查
	Date      period.Date // 方案印发日期
	Field     string      // 行业领域: 人员密集场所, 消防, 道路交通
	Start     period.Date
	End       period.Date
	LeadCode  string
	Lead      *Unit
	WithCodes []string
	With      []*Unit
	Reason    string // 背景和目的
	Scope     string // 检查范围
	Content   string // 检查内容, a line an item
	Method    string // 检查方式, a line an item; "" for the usual ones
	Notice    string // 文号
	Contact   string
	Phone     string
	Origin

	Visits []*Visit // in table order, set by Check
}

var _ = Declare(Declaration[Inspection]{
	Name: "inspections", Title: "专项检查", One: "专项检查", En: "inspection", Order: 230,
	List: func(o *Office) *[]*Inspection { return &o.Inspections },
	Columns: func(i *Inspection) []table.Column {
		return []table.Column{
			code(&i.Code, "检查编号"),
			{At: &i.Title, Label: true, Header: "检查名称", Required: true},
			{At: &i.Date, Day: true, Header: "印发日期", Required: true},
			{At: &i.Field, Header: "检查领域", Aliases: []string{"行业领域"}},
			{At: &i.Start, Header: "开始日期", Required: true},
			{At: &i.End, Header: "结束日期", Required: true},
			lead(&i.LeadCode, &i.Lead),
			with(&i.WithCodes, &i.With),
			{At: &i.Reason, Header: "背景", Aliases: []string{"检查目的"}, Type: table.Long},
			{At: &i.Scope, Header: "检查范围", Type: table.Long},
			{At: &i.Content, Header: "检查内容", Type: table.Long, Required: true, Note: "一行一项"},
			{At: &i.Method, Header: "检查方式", Type: table.Long, Note: "一行一项；不填用通常的方式"},
			{At: &i.Notice, Number: true, Header: "文号"},
			{At: &i.Contact, Header: "联系人"},
			{At: &i.Phone, Header: "联系电话"},
		}
	},
	Check:  (*Checker).inspections,
	Says:   "Groups 检查组; Span 起止日期的写法",
	Office: "InspectionsIn 本期印发的专项检查",
})

// InspectionsIn lists the inspections that were issued in p, in table order.
func (o *Office) InspectionsIn(p period.Period) []*Inspection {
	return datedIn(o.Inspections, p, func(i *Inspection) period.Date { return i.Date })
}

// Span is the inspection's days as a sentence tells of them: 2026年1月21日至2月6日.
func (i *Inspection) Span() string { return spanOf(i.Start, i.End) }

// Groups lists the names of the groups, in the order of the visits.
func (i *Inspection) Groups() []string {
	var groups []string
	seen := map[string]bool{}
	for _, v := range i.Visits {
		if v.Group != "" && !seen[v.Group] {
			seen[v.Group] = true
			groups = append(groups, v.Group)
		}
	}
	return groups
}

func (c *Checker) inspections(inspections []*Inspection) {
	for _, i := range inspections {
		i.Visits = nil
		c.order(i, "inspection-start", &i.Start, i.Date, "印发日期", "day of the paper")
		c.order(i, "inspection-end", &i.End, i.Start, "开始日期", "first day")
	}
}
