package model

import "hongtou/generator/period"

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
	Extra        map[string]string
	Origin
}

// Rate is the share of the hazards found that were put right.
func (r *Report) Rate() Share { return shareOf(float64(r.Fixed), float64(r.Hazards)) }

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

// Reported is how many units have reported, in time or late.
func (r *Reports) Reported() int { return len(r.Rows) - len(r.Missing) }

// Reports gives the month's reports of every member unit, also of those that
// have not reported. The month's reports are due on the settings' ReportDay of
// the next month.
func (o *Office) Reports(month period.Period) *Reports {
	due := month.Next().Start()
	due.Day = o.Settings.ReportDay
	s := &Reports{Month: month, Due: due}
	of := map[*Unit]*Report{}
	for _, r := range o.MonthlyReports {
		if r.Month == month && r.Unit != nil && of[r.Unit] == nil {
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
	return s
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
}
