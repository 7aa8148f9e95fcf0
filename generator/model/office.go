// Package model is the domain of a safety-responsibility year, typed, and its
// rules: units in their tiers, control targets, accidents and their grades, the
// four indicators with their comparisons, supervision and ranking, meetings and
// their tasks.
//
// A reader of tables (package source) builds an [Office] and calls
// [Office.Check], which links the records and complains of what does not fit;
// templates then read it. After Check an Office is read-only and safe for
// concurrent use. The model knows no files and makes no documents; an [Origin]
// that a record carries is only asked for places. Slices keep the order of the
// user's tables, so that equal input gives equal output.
package model

import "hongtou/generator/period"

// Office is everything that an issuing office knows: its settings and the
// records of its tables.
type Office struct {
	Name       string // 发文机关 full name: 安澜市安全生产委员会办公室
	Short      string // 规范化简称: 安澜市安委办
	Mark       string // 发文机关标志 without 文件: 安澜市安全生产委员会
	Code       string // 发文机关代字: 安安委办
	RegionCode string // code of the region's top unit; "" for the only unit without a parent
	Region     *Unit  // the region's top unit, set by Check
	Contact    string // 联系人
	Phone      string
	Settings   Settings
	Issuers    []*Issuer // bodies besides the office itself, see Bodies
	Origin     Origin    // of the settings

	Units     []*Unit
	Targets   []*Target
	Accidents []*Accident // those of private life too, see [Accident.IsProduction]
	Bases     []*Base
	Items     []*SupervisionItem // findings of supervisions and of other checks
	Tasks     []*Task
	Meetings  []*Meeting
	Replies   []*Reply
	Matters   []*Matter
	Sessions  []*Session

	SupervisionList []*Supervision
	Groups          []*Group

	Hazards          []*Hazard
	Listings         []*Listing
	MonthlyReports   []*Report
	Grids            []*Grid
	Duties           []*Duty
	ContactList      []*Contact
	CommitteeMembers []*CommitteeMember
	Criteria         []*Criterion
	Marks            []*Mark
	SelfMarks        []*SelfMark
	Adjustments      []*Adjustment
	Standings        []*Standing
	Rewards          []*Reward
	VetoRulings      []*VetoRuling
	InterviewPoints  []*InterviewPoint
	Trainings        []*Training
	Investments      []*Investment
	Drills           []*Drill
	Activities       []*Activity
	MonthEvents      []*MonthEvent
	Plan             []*PlanItem
	Inspections      []*Inspection
	Visits           []*Visit
	Papers           []*Paper
	HazardLeaders    []*HazardLeader
	Engagements      []*Engagement
	Investigations   []*Investigation
	Extensions       []*Extension
	CampaignTasks    []*CampaignTask
	ClauseRows       []*Clause
	LawRows          []*Law

	Today         period.Date      // the day on which the papers are made; zero: unknown
	Reaches       map[string]Reach // by table of events, how far it goes
	Confirmations []*Confirmation

	own    []*Table       // tables of one's own, as the workspace says them
	others map[string]any // lists of records of tables that are declared elsewhere, by table
	index  *index         // built by Check
}

// Settings are the limits that differ from place to place; zero fields take
// DefaultSettings' values.
type Settings struct {
	Excellent float64 // 优秀 from this score
	Good      float64 // 良好
	Pass      float64 // 合格
	FullMark  float64 // supervision starts from this score

	ScoreFactor float64 // of the average that a checked place costs, taken off the full mark
	RankedFrom  int     // places that must have been checked for a rank

	Industries []string // 行业领域 in the order of statistics
	BonusLimit float64  // 年度考核加分 adds at most this
	ReportDay  int      // 月报 are due on this day of the next month, 1 to 28

	ListingDays     int // 挂牌督办 of a hazard lasts at most so many days
	DutyListingDays int // of a unit behind on targets or duties
	ExtensionDays   int // 延期 is applied for so many days before the limit
	DelistingDays   int // 摘牌 follows the acceptance within so many days

	Limits Limits // of time, that papers print
}

// DefaultSettings are the limits that most offices use.
func DefaultSettings() Settings {
	return Settings{
		Excellent: 90, Good: 80, Pass: 60, FullMark: 100, ScoreFactor: 10, RankedFrom: 3,
		Industries: []string{"矿山", "危险化学品", "建筑施工", "道路交通", "工贸", "火灾", "特种设备", "农业机械", "渔业船舶", "其他"},
		BonusLimit: 5, ReportDay: 5, ListingDays: 365, DutyListingDays: 92, ExtensionDays: 20, DelistingDays: 7,
	}
}

// industryNames are the 行业领域 that tables suggest.
func industryNames() []string { return DefaultSettings().Industries }

// Grade is the grade of a score, lower bounds included: 优秀, 良好, 合格, 不合格.
func (s Settings) Grade(score float64) string {
	switch {
	case score >= s.Excellent:
		return "优秀"
	case score >= s.Good:
		return "良好"
	case score >= s.Pass:
		return "合格"
	}
	return "不合格"
}

func (s *Settings) fill() {
	d := DefaultSettings()
	for _, f := range []struct{ to, from *float64 }{
		{&s.Excellent, &d.Excellent}, {&s.Good, &d.Good}, {&s.Pass, &d.Pass}, {&s.FullMark, &d.FullMark},
		{&s.BonusLimit, &d.BonusLimit}, {&s.ScoreFactor, &d.ScoreFactor},
	} {
		if *f.to == 0 {
			*f.to = *f.from
		}
	}
	for _, f := range []struct{ to, from *int }{
		{&s.RankedFrom, &d.RankedFrom}, {&s.ReportDay, &d.ReportDay}, {&s.ListingDays, &d.ListingDays}, {&s.DutyListingDays, &d.DutyListingDays},
		{&s.ExtensionDays, &d.ExtensionDays}, {&s.DelistingDays, &d.DelistingDays},
	} {
		if *f.to == 0 {
			*f.to = *f.from
		}
	}
	s.Limits.fill()
	if len(s.Industries) == 0 {
		s.Industries = d.Industries
	}
}

var _ = explain[Office]("Lists 各表的记录，按表名; Name 发文机关全称; Short 发文机关简称; Mark 发文机关标志; Code 发文机关代字; RegionCode 本地区最高一级的单位编码; Contact 联系人; Phone 联系电话; " +
	"Settings 限值设置")

var _ = explain[Settings]("Excellent 优秀分数线; Good 良好分数线; Pass 合格分数线; FullMark 满分; ScoreFactor 平均扣分的倍数; RankedFrom 参加排名的最少检查部位数; Industries 行业领域表; BonusLimit 加分上限; ReportDay 月报截止日; " +
	"ListingDays 隐患挂牌期限（天）; DutyListingDays 履职挂牌期限（天）; ExtensionDays 延期期限（天）; DelistingDays 验收期限（天）; Limits 文书中的期限")
