package model

import (
	"slices"

	"hongtou/generator/period"
	"hongtou/generator/table"
)

// PlanItem is one item of the year's work plan.
type PlanItem struct {
	Code      string
	Month     period.Period // 完成月份
	Together  string        // 四同: 规划, 部署, 考核 or 推进
	Section   string        // 工作要点 heading
	Content   string
	Measure   string // 具体举措
	LeadCode  string
	Lead      *Unit
	WithCodes []string
	With      []*Unit
	Outcome   string // 成果形式
	Done      period.Date
	Progress  string
	Origin
}

var _ = Declare(Declaration[PlanItem]{
	Name: "plan", Title: "年度工作计划", One: "计划", En: "plan item", Order: 220,
	List: func(o *Office) *[]*PlanItem { return &o.Plan },
	Columns: func(p *PlanItem) []table.Column {
		return []table.Column{
			code(&p.Code),
			{At: &p.Month, Day: true, Header: "完成月份", Aliases: []string{"月份"}, Required: true},
			{At: &p.Together, Header: "四同", Names: Togethers(), Note: "同规划、同部署、同考核、同推进"},
			{At: &p.Section, Prose: true, Header: "要点", Aliases: []string{"工作要点"}, Required: true, Note: "工作要点的标题"},
			{At: &p.Content, Header: "工作内容", Type: table.Long, Required: true},
			{At: &p.Measure, Header: "具体举措", Type: table.Long},
			lead(&p.LeadCode, &p.Lead),
			with(&p.WithCodes, &p.With),
			{At: &p.Outcome, Prose: true, Header: "成果形式"},
			{At: &p.Done, Header: "完成日期"},
			{At: &p.Progress, Header: "工作进展", Type: table.Long},
		}
	},
	Office: "PlanOf 年度工作计划; PlanSections 年度工作计划按要点; TogetherRows 四同按牵头单位",
})

// Togethers are the four things that safety is done together with development
// (同规划、同部署、同考核、同推进).
func Togethers() []string { return []string{"规划", "部署", "考核", "推进"} }

// PlanOf lists the plan of a year by month, inside a month in table order.
func (o *Office) PlanOf(year int) []*PlanItem {
	var items []*PlanItem
	for _, i := range o.Plan {
		if i.Month.Year == year {
			items = append(items, i)
		}
	}
	slices.SortStableFunc(items, func(a, b *PlanItem) int { return a.Month.LastMonth() - b.Month.LastMonth() })
	return items
}

// PlanSection is one heading of the year's key points with its items.
type PlanSection struct {
	Name  string
	Items []*PlanItem
}

// PlanSections gives the plan of a year by heading, in the table's order.
func (o *Office) PlanSections(year int) []*PlanSection {
	var sections []*PlanSection
	for _, i := range o.Plan {
		if i.Month.Year != year {
			continue
		}
		at := slices.IndexFunc(sections, func(s *PlanSection) bool { return s.Name == i.Section })
		if at < 0 {
			at = len(sections)
			sections = append(sections, &PlanSection{Name: i.Section})
		}
		sections[at].Items = append(sections[at].Items, i)
	}
	return sections
}

// TogetherRow counts the plan's items that one unit leads, by the four 四同.
type TogetherRow struct {
	Unit   *Unit
	ByKind [4]int // in the order of Togethers
	Done   int
	counted
}

// TogetherRows counts the plan of a year by leading unit, in the order of the
// table of units; items without a 四同 are not counted.
func (o *Office) TogetherRows(year int) []*TogetherRow {
	at := map[*Unit]*TogetherRow{}
	for _, i := range o.PlanOf(year) {
		kind := slices.Index(Togethers(), i.Together)
		if i.Lead == nil || kind < 0 {
			continue
		}
		if at[i.Lead] == nil {
			at[i.Lead] = &TogetherRow{Unit: i.Lead, counted: o.counting()}
		}
		at[i.Lead].ByKind[kind]++
		at[i.Lead].note(i, "ByKind")
		if !i.Done.IsZero() {
			at[i.Lead].Done++
			at[i.Lead].note(i, "Done")
		}
	}
	var rows []*TogetherRow
	for _, u := range o.Units {
		if at[u] != nil {
			rows = append(rows, at[u])
		}
	}
	return rows
}

var _ = explain[PlanSection]("Name 要点; Items 要点下的各项工作")

var _ = explain[TogetherRow]("ByKind 四同各几项; Done 已完成数")
