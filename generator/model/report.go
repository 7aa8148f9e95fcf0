package model

import (
	"errors"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Report is one member unit's report of one month (成员单位月报).
type Report struct {
	UnitCode     string
	Unit         *Unit
	Month        period.Period
	Filler       string      // 填报人
	Reviewer     string      // 审核人
	Submitted    period.Date // 报送日期
	Meetings     int         // 召开安全生产会议, 次
	Leaders      int         // 领导带队检查, 次
	Checks       int         // 检查, 次
	Firms        int         // 检查单位, 家次
	Hazards      int         // 发现隐患, 项
	Fixed        int         // 整改隐患, 项
	Major        int         // of Hazards: 重大隐患
	MajorFixed   int
	Papers       int     // 下达执法文书, 份
	Fines        float64 // 罚款, 万元
	Courses      int     // 培训, 期
	Trained      int     // 培训, 人次
	Drills       int     // 应急演练, 次
	Activities   int     // 宣传活动, 次
	Difficulties string  // 存在困难和问题
	Next         string  // 下月工作安排
	Origin
	unknown
}

var _ = Declare(Declaration[Report]{
	Name: "reports", Title: "成员单位月报", One: "月报", En: "report", Order: 90,
	List: func(o *Office) *[]*Report { return &o.MonthlyReports },
	Event: func(r *Report) period.Date {
		if r.Month == (period.Period{}) {
			return period.Date{}
		}
		return r.Month.Start()
	},
	Columns: func(r *Report) []table.Column {
		return []table.Column{
			key(unit(&r.UnitCode, &r.Unit)),
			{At: &r.Month, Day: true, Key: true, Header: "月份", Aliases: []string{"报告月份"}, Required: true},
			{At: &r.Filler, Header: "填报人"},
			{At: &r.Reviewer, Header: "审核人"},
			{At: &r.Submitted, Header: "报送日期", Required: true},
			{At: &r.Meetings, Header: "召开会议", None: true, Measure: "次", Note: "次"},
			{At: &r.Leaders, Header: "领导带队检查", None: true, Measure: "次", Note: "次"},
			{At: &r.Checks, Header: "开展检查", Unless: &r.Hazards, Aliases: []string{"检查次数"}, Measure: "次", Note: "次"},
			{At: &r.Firms, Header: "检查单位数", Unless: &r.Checks, Measure: "家次", Note: "家次"},
			{At: &r.Hazards, Header: "发现隐患", Unless: &r.Checks, Measure: "项", Note: "项"},
			{At: &r.Fixed, Header: "整改隐患", Unless: &r.Hazards, Aliases: []string{"已整改"}, Measure: "项", Note: "项，不多于发现隐患"},
			{At: &r.Major, Header: "重大隐患", Unless: &r.Hazards, Measure: "项", Note: "项"},
			{At: &r.MajorFixed, Header: "重大隐患已整改", Unless: &r.Major, Measure: "项", Note: "项"},
			{At: &r.Papers, Header: "执法文书", None: true, Measure: "份", Note: "份"},
			{At: &r.Fines, Header: "罚款", Unless: &r.Papers, Aliases: []string{"罚款（万元）"}, Measure: "万元", Note: "万元"},
			{At: &r.Courses, Header: "培训期数", None: true, Measure: "期", Note: "期"},
			{At: &r.Trained, Header: "培训人次", Unless: &r.Courses, Measure: "人次", Note: "人次"},
			{At: &r.Drills, Header: "应急演练", None: true, Measure: "次", Note: "次"},
			{At: &r.Activities, Header: "宣传活动", None: true, Measure: "次", Note: "次"},
			{At: &r.Difficulties, Header: "存在问题", Aliases: []string{"存在困难"}, Type: table.Long},
			{At: &r.Next, Header: "下月安排", Aliases: []string{"下月计划"}, Type: table.Long},
		}
	},
	Check:  (*Checker).reports,
	Office: "Reports 某月的成员单位月报; ReportReminder 某成员单位没有报送的月报，报送了的没有",
	Says:   "Rate 隐患整改率",
})

// Rate is the share of the hazards found that were put right.
func (r *Report) Rate() (Share, error) {
	return shareOf(float64(r.Fixed), float64(r.Hazards)), errors.Join(UnknownFigure(r, "Fixed"), UnknownFigure(r, "Hazards"))
}

// ReportRow is one member unit's line of a month's reports.
type ReportRow struct {
	Unit   *Unit
	Report *Report // nil if there is none
	Late   int     // days after the due day
}

// Status is 按时报送, 迟报 or 未报送.
func (r *ReportRow) Status() string {
	switch {
	case r.Report == nil:
		return "未报送"
	case r.Late > 0:
		return "迟报"
	}
	return "按时报送"
}

// Reports is a month's reports of all member units.
type Reports struct {
	Month   period.Period
	Due     period.Date // the last day for sending them
	Rows    []*ReportRow
	Total   Report  // the sums; Unit is nil
	Missing []*Unit // have not reported
	Late    []*ReportRow
}

// Counted are the reports that make the total.
func (r *Reports) Counted(field string) (all []Record, known bool) {
	if field != "Total" && field != "Reported" && field != "" {
		return nil, false
	}
	for _, row := range r.Rows {
		if row.Report != nil {
			all = append(all, row.Report)
		}
	}
	return all, true
}

// Reported is how many units have reported, in time or late.
func (r *Reports) Reported() int { return len(r.Rows) - len(r.Missing) }

// Reminder is a member unit that has not sent a month's report, with how often it was
// late or silent in the months of the year before.
type Reminder struct {
	Unit   *Unit
	Month  period.Period
	Due    period.Date
	Silent []period.Period // earlier months without a report
	Late   []period.Period // earlier months whose report came late
}

// ReportReminder is that of a unit for a month; nil where it is no member unit or has
// sent its report by the end of what the month sees. Months before which the table does
// not reach are left out. The error is a *Gap where it does not reach the month.
func (o *Office) ReportReminder(u *Unit, month period.Period) (*Reminder, error) {
	if u == nil || u.Parent != o.Region || !slices.Contains(o.Members(), u) {
		return nil, nil
	}
	state := func(m period.Period) (string, period.Date, error) {
		reports, err := o.Reports(m)
		if err != nil {
			return "", period.Date{}, err
		}
		i := slices.IndexFunc(reports.Rows, func(r *ReportRow) bool { return r.Unit == u })
		return reports.Rows[i].Status(), reports.Due, nil
	}
	status, due, err := state(month)
	if err != nil || status != "未报送" {
		return nil, err
	}
	r := &Reminder{Unit: u, Month: month, Due: due}
	for m := period.Of(month.WholeYear().Start(), period.Month); m.Index < month.Index; m = m.Next() {
		switch status, _, _ := state(m); status {
		case "未报送":
			r.Silent = append(r.Silent, m)
		case "迟报":
			r.Late = append(r.Late, m)
		}
	}
	return r, nil
}

// Reports gives the month's reports of every member unit, also of those that
// have not reported. The month's reports are due on the settings' ReportDay of
// the next month. A report that came after the paper's day is not there yet. The
// error is a *Gap where the table does not reach the month's end.
func (o *Office) Reports(month period.Period) (*Reports, error) {
	if whole := month.Whole(); !o.reaches("reports", whole) {
		return nil, o.gap("reports", whole)
	}
	due := month.Next().Start()
	due.Day = o.Settings.ReportDay
	s := &Reports{Month: month, Due: due}
	of := map[*Unit]*Report{}
	for _, r := range o.MonthlyReports {
		if r.Month == month.Whole() && month.Sees(r.Submitted) && r.Unit != nil && of[r.Unit] == nil {
			of[r.Unit] = r
		}
	}
	for _, u := range o.Members() {
		row := &ReportRow{Unit: u, Report: of[u]}
		s.Rows = append(s.Rows, row)
		if row.Report == nil {
			s.Missing = append(s.Missing, u)
			continue
		}
		s.Total.add(row.Report)
		if row.Report.Submitted.After(due) {
			row.Late = row.Report.Submitted.Sub(due)
			s.Late = append(s.Late, row)
		}
	}
	return s, nil
}

func (r *Report) add(x *Report) {
	for _, f := range []struct {
		to *int
		n  int
	}{
		{&r.Meetings, x.Meetings}, {&r.Leaders, x.Leaders}, {&r.Checks, x.Checks}, {&r.Firms, x.Firms},
		{&r.Hazards, x.Hazards}, {&r.Fixed, x.Fixed}, {&r.Major, x.Major}, {&r.MajorFixed, x.MajorFixed},
		{&r.Papers, x.Papers}, {&r.Courses, x.Courses}, {&r.Trained, x.Trained}, {&r.Drills, x.Drills}, {&r.Activities, x.Activities},
	} {
		*f.to += f.n
	}
	r.Fines = tidy(r.Fines + x.Fines)
	r.sums(x, "Meetings", "Leaders", "Checks", "Firms", "Hazards", "Fixed", "Major", "MajorFixed", "Papers", "Courses", "Trained", "Drills", "Activities", "Fines")
}

func (c *Checker) reports(reports []*Report) {
	for _, r := range reports {
		if r.Unit == nil || !sound(r, &r.Month) {
			continue
		}
		if !slices.Contains(c.Members(), r.Unit) {
			c.Warn(PlaceOf(r, &r.UnitCode), "report-not-member", r.UnitCode,
				diag.T("“%s”不是本级成员单位，其月报不计入汇总", "%q is not a member unit: its report is not counted", r.Unit.Name),
				diag.T("成员单位是本地区直属的部门和县区；核对单位编码和 office.region", "members are the departments and divisions right under the region: check the unit's code and office.region"))
			c.restsOn("region")
		}
		c.order(r, "report-early", &r.Submitted, r.Month.Start(), "报告月份的第一天", "first day of the month")
		c.atMost(r, "report-fixed", &r.Fixed, &r.Hazards, "发现隐患数", "the hazards found")
		c.atMost(r, "report-major", &r.Major, &r.Hazards, "发现隐患数", "the hazards found")
		c.atMost(r, "report-major-fixed", &r.MajorFixed, &r.Major, "重大隐患数", "the major hazards")
	}
}

var _ = explain[Reminder]("Month 月份; Due 报送截止日期; Silent 本年以前未报送的月份; Late 本年以前迟报的月份")

var _ = explain[ReportRow]("Report 该单位月报; Late 迟报天数")

var _ = explain[Reports]("Month 月份; Due 报送截止日期; Rows 每个成员单位一行; Total 各单位合计; Missing 未报送的单位; Late 迟报的单位; Reported 已报送单位数")
