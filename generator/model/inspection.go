package model

import "hongtou/generator/period"

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
	Extra     map[string]string
	Origin

	Visits []*Visit // in table order, set by Check
}

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
	Found          int    // 发现隐患
	Fixed          int    // 已整改
	Extra          map[string]string
	Origin
}

// InspectionsIn lists the inspections that were issued in p, in table order.
func (o *Office) InspectionsIn(p period.Period) []*Inspection {
	return datedIn(o.Inspections, p, func(i *Inspection) period.Date { return i.Date })
}

// VisitsIn lists the visits of p of all inspections, in table order.
func (o *Office) VisitsIn(p period.Period) []*Visit {
	return datedIn(o.Visits, p, func(v *Visit) period.Date { return v.Date })
}

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
