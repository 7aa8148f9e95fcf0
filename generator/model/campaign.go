package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// CampaignTask is one task of the three-year campaign to treat root causes
// (安全生产治本攻坚三年行动, 2024 to 2026).
type CampaignTask struct {
	Code      string
	Year      int    // the year whose target it is
	Action    string // one of Campaigns
	Content   string
	LeadCode  string
	Lead      *Unit
	WithCodes []string
	With      []*Unit
	Goal      *float64 // 目标值, nil: not a number
	Reached   *float64 // 完成值, nil: not entered
	Measure   string
	Deadline  period.Date
	Done      period.Date
	Progress  string
	Origin
}

// Campaigns are the eight actions of the campaign.
func Campaigns() []string {
	return []string{"主要负责人安全教育培训", "重大事故隐患判定标准体系提升", "重大事故隐患动态清零", "安全科技支撑和工程治理", "从业人员安全素质能力提升",
		"安全管理体系建设", "精准执法和帮扶", "全民安全素质提升"}
}

var _ = Declare(Declaration[CampaignTask]{
	Name: "campaign-tasks", Title: "治本攻坚任务", One: "治本攻坚任务", En: "campaign task", Order: 225,
	List: func(o *Office) *[]*CampaignTask { return &o.CampaignTasks },
	Columns: func(t *CampaignTask) []table.Column {
		return []table.Column{
			code(&t.Code),
			year(&t.Year),
			{At: &t.Action, Header: "行动", Required: true, Names: Campaigns()},
			{At: &t.Content, Header: "任务内容", Aliases: []string{"工作任务", "任务"}, Type: table.Long, Required: true},
			lead(&t.LeadCode, &t.Lead),
			with(&t.WithCodes, &t.With),
			{At: &t.Goal, Header: "目标值", Note: "能用数字表示的填写"},
			{At: &t.Reached, Header: "完成值"},
			{At: &t.Measure, Header: "计量单位"},
			{At: &t.Deadline, Header: "完成时限", Required: true},
			{At: &t.Done, Header: "完成日期"},
			{At: &t.Progress, Header: "工作进展", Type: table.Long},
		}
	},
	Says:   "Status 状态：已完成、逾期、推进中; Rate 完成值占目标值的比率; DoneBy 某日前的完成日期",
	Office: "CampaignTasks 治本攻坚任务表; CampaignOf 某年的治本攻坚任务; CampaignRows 治本攻坚任务按行动的进展; CampaignTotal 治本攻坚任务的合计; CampaignLate 逾期的治本攻坚任务",
})

// Status is the task's state at the end of a day: 已完成, 逾期 or 推进中.
func (t *CampaignTask) Status(asOf period.Date) string {
	switch {
	case by(t.Done, asOf):
		return "已完成"
	case overdue(t.Deadline, t.Done, asOf) > 0:
		return "逾期"
	}
	return "推进中"
}

// DoneBy is the day on which the task was done, as far as it was by the end of a day.
func (t *CampaignTask) DoneBy(asOf period.Date) period.Date { return known(t.Done, asOf) }

// Rate is how much of the goal is reached; none where either is not a number.
func (t *CampaignTask) Rate() Share {
	if t.Goal == nil || t.Reached == nil {
		return Share{}
	}
	return shareOf(*t.Reached, *t.Goal)
}

// CampaignOf lists the tasks of a year, in table order.
func (o *Office) CampaignOf(year int) []*CampaignTask {
	return having(o.CampaignTasks, func(t *CampaignTask) bool { return t.Year == year })
}

// CampaignLate lists a year's tasks that are overdue at the end of a day.
func (o *Office) CampaignLate(year int, asOf period.Date) []*CampaignTask {
	return having(o.CampaignOf(year), func(t *CampaignTask) bool { return t.Status(asOf) == "逾期" })
}

// CampaignRow counts the tasks of one action.
type CampaignRow struct {
	Name                 string
	Total, Done, Overdue int
	counted
}

// Pending is how many are neither done nor overdue.
func (r *CampaignRow) Pending() int { return r.Total - r.Done - r.Overdue }

// Rate is the share that is done.
func (r *CampaignRow) Rate() Share { return shareOf(float64(r.Done), float64(r.Total)) }

func (r *CampaignRow) add(t *CampaignTask, asOf period.Date) {
	r.Total++
	r.note(t, "Total", "Rate")
	switch t.Status(asOf) {
	case "已完成":
		r.Done++
		r.note(t, "Done")
	case "逾期":
		r.Overdue++
		r.note(t, "Overdue")
	default:
		r.note(t, "Pending")
	}
}

// CampaignRows counts a year's tasks by action at the end of a day; actions without a
// task are left out.
func (o *Office) CampaignRows(year int, asOf period.Date) []*CampaignRow {
	at := map[string]*CampaignRow{}
	for _, t := range o.CampaignOf(year) {
		if at[t.Action] == nil {
			at[t.Action] = &CampaignRow{Name: t.Action, counted: o.counting()}
		}
		at[t.Action].add(t, asOf)
	}
	var rows []*CampaignRow
	for _, name := range Campaigns() {
		if at[name] != nil {
			rows = append(rows, at[name])
		}
	}
	return rows
}

// CampaignTotal counts all of a year's tasks.
func (o *Office) CampaignTotal(year int, asOf period.Date) *CampaignRow {
	total := &CampaignRow{Name: "合计", counted: o.counting()}
	for _, t := range o.CampaignOf(year) {
		total.add(t, asOf)
	}
	return total
}

// LastCampaignYear is the year with which the campaign ends.
const LastCampaignYear = 2026

// CampaignEnds tells whether a period ends with the campaign.
func (o *Office) CampaignEnds(p period.Period) bool {
	return p.Year == LastCampaignYear && p.End().Month == 12
}

var (
	_ = explain[CampaignRow]("Name 行动; Total 任务数; Done 已完成; Overdue 逾期; Pending 推进中; Rate 完成率")
	_ = explain[Office]("CampaignEnds 期末是否三年行动结束之时")
)

// Major hazards are to be at zero dynamically (重大事故隐患动态清零): whatever is found
// is put right within its time, and none is left behind it.

// MajorTotal counts the major hazards of the ledger of p.
func (o *Office) MajorTotal(p period.Period) (*HazardRow, error) {
	row := &HazardRow{Name: "合计", Unit: o.Region, counted: o.counting()}
	err := o.eachHazard(p, func(h *Hazard, p period.Period) {
		if h.Major {
			row.add(h, p)
		}
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

// MajorByRegion counts the major hazards of the ledger of p as HazardsByRegion counts all.
func (o *Office) MajorByRegion(p period.Period) ([]*HazardRow, error) {
	return o.hazardsByRegion(p, func(h *Hazard) bool { return h.Major })
}

// MajorByIndustry counts them by industry.
func (o *Office) MajorByIndustry(p period.Period) ([]*HazardRow, error) {
	return o.hazardsByIndustry(p, func(h *Hazard) bool { return h.Major })
}

// Zero tells how a row of major hazards stands: 已清零 where none is left, 动态清零 where
// what is left is within its time, 未清零 where something is overdue; "" of none.
func (r *HazardRow) Zero() string {
	switch {
	case r.Carried+r.Found == 0:
		return ""
	case r.Left() == 0:
		return "已清零"
	case r.Overdue == 0:
		return "动态清零"
	}
	return "未清零"
}

var (
	_ = explain[Office]("MajorTotal 重大隐患合计; MajorByRegion 重大隐患按地区; MajorByIndustry 重大隐患按行业")
	_ = explain[HazardRow]("Zero 重大隐患动态清零情况：已清零、动态清零（未整改的都在期限内）、未清零")
)
