package model

import (
	"errors"
	"fmt"
	"strings"

	"hongtou/generator/period"
)

// WorkLine is what a table tells of the work of a period: a heading and a sentence.
type WorkLine struct {
	Name, Text string
	counted
}

// lineText is the field of a line that its records are kept for.
const lineText = "Text"

// take keeps the records of a row that a line tells of.
func (c counted) take(row Counter) {
	records, _ := row.Counted("")
	for _, r := range records {
		c.note(r, lineText)
	}
}

// WorkDone tells of the work of a period table by table, so that papers to superiors need
// no writing by hand: checks and enforcement, hazards, listings, special checks,
// trainings, drills, publicity. A table that does not reach the whole period gives no
// line; one with nothing in the period gives none either.
func (o *Office) WorkDone(p period.Period) ([]WorkLine, error) {
	var lines []WorkLine
	for _, l := range []struct {
		name, table string
		text        func(period.Period, counted) (string, error)
	}{
		{"依法开展检查执法", "reports", o.checksDone},
		{"排查治理隐患", "hazards", o.hazardsDone},
		{"挂牌督办重点事项", "listings", o.listingsDone},
		{"组织专项检查", "", o.inspectionsDone},
		{"开展教育培训", "trainings", o.trainingsDone},
		{"组织应急演练", "drills", o.drillsDone},
		{"推进安全宣传", "activities", o.activitiesDone},
	} {
		if l.table != "" && (!o.Kept(l.table) || !o.reaches(l.table, p.Whole())) {
			continue
		}
		from := o.counting()
		text, err := l.text(p, from)
		if err != nil {
			return nil, err
		}
		if text != "" {
			lines = append(lines, WorkLine{l.name, text + "。", from})
		}
	}
	return lines, nil
}

// checksDone sums the members' reports of the period's months.
func (o *Office) checksDone(p period.Period, from counted) (string, error) {
	var sum Report
	missing, reported := 0, 0
	for m := p.MonthAt(p.Start()); !m.Start().After(p.End()); m = m.Next() {
		r, err := o.Reports(m)
		if err != nil {
			return "", err
		}
		sum.add(&r.Total)
		sum.unknown.join(r.Total.unknown)
		from.take(r)
		missing += len(r.Missing)
		reported += r.Reported()
	}
	says := partsOf(&sum.unknown, reported)
	meetings := says.part("共召开安全生产会议%s次，", float64(sum.Meetings), "Meetings")
	leaders := says.part("领导带队检查%s次，", float64(sum.Leaders), "Leaders")
	checks := says.part("开展检查%s次", float64(sum.Checks), "Checks")
	firms := says.part("、检查生产经营单位%s家次", float64(sum.Firms), "Firms")
	hazards := says.part("，发现隐患%s项", float64(sum.Hazards), "Hazards")
	fixed := says.part("、已整改%s项", float64(sum.Fixed), "Fixed")
	papers := says.part("，下达执法文书%s份", float64(sum.Papers), "Papers")
	fines := says.part("，罚款%s万元", sum.Fines, "Fines")
	if says.err != nil {
		return "", says.err
	}
	if sum.Checks == 0 {
		return "", nil
	}
	text := "据各单位月报汇总，" + meetings + leaders + checks + firms
	if sum.Hazards > 0 {
		text += hazards + fixed
	}
	if sum.Papers > 0 {
		text += papers
	}
	if sum.Fines > 0 {
		text += fines
	}
	if missing > 0 {
		text += fmt.Sprintf("（另有%d份月报未报送）", missing)
	}
	return text, nil
}

func (o *Office) hazardsDone(p period.Period, from counted) (string, error) {
	h, err := o.HazardTotal(p)
	if err != nil || h.Carried+h.Found == 0 {
		return "", err
	}
	from.take(h)
	text := "隐患台账"
	if h.Carried > 0 {
		text += fmt.Sprintf("上期结转%d项，", h.Carried)
	}
	text += fmt.Sprintf("新增%d项，完成整改%d项，整改率%s", h.Found, h.Done, h.Rate().String())
	if h.Overdue > 0 {
		text += fmt.Sprintf("；逾期未整改%d项", h.Overdue)
	}
	if h.Pending > 0 {
		text += fmt.Sprintf("；在整改期限内%d项", h.Pending)
	}
	return text, nil
}

func (o *Office) listingsDone(p period.Period, from counted) (string, error) {
	open, err := o.ListingsOpen(p)
	if err != nil || len(open) == 0 {
		return "", err
	}
	off, late := 0, 0
	for _, l := range open {
		from.note(l, lineText)
		switch l.Status(p.AsOf()) {
		case "已摘牌":
			off++
		case "逾期":
			late++
		}
	}
	text := fmt.Sprintf("挂牌督办事项%d件", len(open))
	if off > 0 {
		text += fmt.Sprintf("，已摘牌%d件", off)
	}
	if late > 0 {
		text += fmt.Sprintf("，逾期未办结%d件", late)
	}
	return text, nil
}

// InspectionsDone tells of the special checks of a period whose visits are entered,
// without a full stop; "" where there are none.
func (o *Office) InspectionsDone(p period.Period) (string, error) {
	from := o.counting()
	text, err := o.inspectionsDone(p, from)
	tell(o, "InspectionsDone", from.kept(lineText))
	return text, err
}

func (o *Office) inspectionsDone(p period.Period, from counted) (string, error) {
	var names []string
	var sum VisitTotal
	for _, i := range o.InspectionsIn(p) {
		n := sum.Visits
		for _, v := range i.Visits {
			if p.Contains(v.Date) && !v.Date.After(p.AsOf()) {
				sum.add(v)
				from.note(v, lineText)
			}
		}
		if sum.Visits > n {
			names = append(names, i.Title)
		}
	}
	if sum.Visits == 0 {
		return "", nil
	}
	text := fmt.Sprintf("开展%s，检查单位和场所%d家次", strings.Join(names, "、"), sum.Visits)
	if sum.Found > 0 {
		text += fmt.Sprintf("，发现隐患%d项，已整改%d项", sum.Found, sum.Fixed)
		if err := sum.unknownFigure("Fixed"); err != nil {
			return "", err
		}
	}
	if n := sum.Visits - sum.Entered; n > 0 {
		text += fmt.Sprintf("（其中%d家次没有登记检查结果）", n)
	}
	return text, nil
}

func (o *Office) trainingsDone(p period.Period, from counted) (string, error) {
	list, err := o.TrainingsIn(p)
	if err != nil || len(list) == 0 {
		return "", err
	}
	persons, passed := 0, 0
	var lacking unknown
	for _, t := range list {
		from.note(t, lineText)
		lacking.sums(t, "Persons", "Passed")
		persons += t.Persons
		passed += t.Passed
	}
	says := partsOf(&lacking, len(list))
	return fmt.Sprintf("登记安全培训%d期", len(list)) + says.part("，参加%s人次", float64(persons), "Persons") + says.part("，考核合格%s人次", float64(passed), "Passed"), says.err
}

func (o *Office) drillsDone(p period.Period, from counted) (string, error) {
	list, err := o.DrillsIn(p)
	if err != nil || len(list) == 0 {
		return "", err
	}
	persons := 0
	var lacking unknown
	for _, d := range list {
		from.note(d, lineText)
		lacking.sums(d, "Persons")
		persons += d.Persons
	}
	text, says := fmt.Sprintf("登记应急演练%d次", len(list)), partsOf(&lacking, len(list))
	if part := says.part("，参演%s人次", float64(persons), "Persons"); persons > 0 {
		text += part
	}
	return text, says.err
}

func (o *Office) activitiesDone(p period.Period, from counted) (string, error) {
	list, err := o.ActivitiesIn(p)
	if err != nil || len(list) == 0 {
		return "", err
	}
	audience := 0
	var lacking unknown
	for _, a := range list {
		from.note(a, lineText)
		lacking.sums(a, "Audience")
		audience += a.Audience
	}
	says := partsOf(&lacking, len(list))
	return fmt.Sprintf("登记安全宣传五进活动%d场次", len(list)) + says.part("，受众%s人次", float64(audience), "Audience"), says.err
}

// parts are the clauses of a line that tell of sums over n records.
type parts struct {
	lacking *unknown
	n       int
	err     error // the gaps of sums that are not known
}

func partsOf(lacking *unknown, n int) *parts { return &parts{lacking: lacking, n: n} }

// part is a clause with a sum; "" where the table has no column for its figure.
func (p *parts) part(format string, sum float64, field string) string {
	if p.lacking.notKept(field, p.n) {
		return ""
	}
	p.err = errors.Join(p.err, p.lacking.unknownFigure(field))
	return fmt.Sprintf(format, figure(tidy(sum)))
}

var _ = explain[Office]("WorkDone 本期各项工作的一句话，按台账，没有登记到期末的不写; InspectionsDone 本期专项检查的一句话")
var _ = explain[WorkLine]("Name 工作名称; Text 一句话")
