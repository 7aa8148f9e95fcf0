// Package model is the domain of a safety-responsibility year, typed, and its
// rules: units in their tiers, control targets, accidents and their grades, the
// four indicators with their comparisons, supervision and ranking, meetings and
// their tasks.
//
// A reader of tables (package source) builds an [Office] and calls
// [Office.Check]; templates then read it. The model knows no files and makes no
// documents; a [diag.Place] that a record carries is only handed through.
// Slices keep the order of the user's tables, so that equal input gives equal
// output.
package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Office is everything that an issuing office knows: its settings and the
// records of its tables.
type Office struct {
	Name     string // 发文机关 full name: 安澜市安全生产委员会办公室
	Short    string // 规范化简称: 安澜市安委办
	Mark     string // 发文机关标志 without 文件: 安澜市安全生产委员会
	Code     string // 发文机关代字: 安安委办
	Region   *Unit  // the region's top unit
	Contact  string // 联系人
	Phone    string
	Settings Settings

	Units     []*Unit
	Targets   []*Target
	Accidents []*Accident
	Items     []*SupervisionItem
	Tasks     []*Task
	Meetings  []*Meeting

	unitByCode map[string]*Unit
}

// Settings are the limits that differ from place to place; zero fields take
// DefaultSettings' values.
type Settings struct {
	Excellent  float64  // 优秀 from this score, default 90
	Good       float64  // 良好, default 80
	Pass       float64  // 合格, default 60
	FullMark   float64  // 督查 starts from this score, default 100
	Industries []string // 行业领域 in the order of statistics; default from the domain
}

// Unit is one body in the region's tree: a city, a county, a department, an
// enterprise, a post.
type Unit struct {
	Code       string // unique
	Name       string // full name
	Short      string // short name, Name if empty in the table
	Tier       Tier
	ParentCode string
	Parent     *Unit
	Children   []*Unit // in table order
	Division   string  // 行政区划代码 (GB/T 2260, 6, 9 or 12 digits)
	CreditCode string  // 统一社会信用代码 (GB 32100-2015)
	Industry   string  // 行业领域 of an enterprise or a department's field
	Category   string  // 类别: which industry clauses its agreement takes
	Leader     string  // 主要负责人 / 法定代表人
	Post       string  // the leader's post: 县长, 局长, 董事长
	Deputy     string  // 分管负责人
	Phone      string
	Address    string
	Extra      map[string]string // columns that we do not know, by header
	Place      diag.Place
}

// Target is one control figure of one unit for one year (控制数).
type Target struct {
	UnitCode  string
	Unit      *Unit
	Year      int
	Indicator string  // 指标: 死亡人数, 事故起数, 较大及以上事故起数, 隐患整改率 …
	Industry  string  // 行业领域, "" for all
	Value     float64 // the limit (不超过) or, where AtLeast, the least share
	Measure   string  // 计量单位: 人, 起, 万元, %
	AtLeast   bool    // 不低于 instead of 不超过
	Extra     map[string]string
	Place     diag.Place
}

// Accident is one accident as counted (四项指标).
type Accident struct {
	Code     string // 编号, unique
	Date     period.Date
	Time     string // 时间 HH:MM, may be empty
	UnitCode string // the county or district (属地) that counts it
	Unit     *Unit
	Liable   string // 责任单位 as text or unit code, may be empty
	Industry string
	Type     string // 事故类型 (GB/T 6441)
	Cause    string // 直接原因
	Location string // 地点
	Deaths   int
	Missing  int     // 下落不明
	Injuries int     // 受伤, the indicator
	Serious  int     // 重伤 (with acute poisoning), for the grade; part of Injuries
	Loss     float64 // 直接经济损失, 万元
	Grade    Grade   // as stated, or computed if the table has none
	Extra    map[string]string
	Place    diag.Place
}

// SupervisionItem is one finding (问题隐患) of a supervision.
type SupervisionItem struct {
	Code        string      // 隐患编号
	Date        period.Date // 检查日期
	Method      string      // 检查方式
	Group       string      // 督查组
	UnitCode    string      // 被督查单位
	Unit        *Unit
	Site        string // 隐患部位 / 抽查单位
	Industry    string
	Category    string // 隐患类别
	Description string
	Major       bool    // 重大隐患
	Deduction   float64 // 扣分
	Measure     string  // 整改措施
	Person      string  // 整改责任人
	Funds       float64 // 整改资金, 万元
	Deadline    period.Date
	Done        period.Date // 整改完成日期
	Reviewed    period.Date // 复查日期
	Reviewer    string
	Extra       map[string]string
	Place       diag.Place
}

// Task is one task that a meeting decided.
type Task struct {
	Code      string
	Meeting   string // the meeting's code
	Content   string
	LeadCode  string // 牵头单位
	Lead      *Unit
	WithCodes []string // 配合单位
	With      []*Unit
	Person    string // 责任领导
	Deadline  period.Date
	Recurring string // 长期坚持, 每季度, 每月; instead of a deadline
	Done      period.Date
	Progress  string
	Extra     map[string]string
	Place     diag.Place
}

// Meeting is one meeting with its papers' data.
type Meeting struct {
	Code      string
	Title     string // 安澜市2026年安全生产工作会议
	Kind      string // 全体会议, 工作会议, 专题会议
	Issue     int    // 期号 of the minutes
	Date      period.Date
	Start     string // 9:00
	End       string
	Location  string
	Chair     string
	ChairPost string
	Recorder  string
	Purpose   string
	Agenda    []AgendaItem
	Present   []Attendee // 出席
	Absent    []Attendee // 请假
	Observers []Attendee // 列席
	Heard     []string   // 会议听取
	Points    []Point    // 会议指出/强调/要求/议定
	Tasks     []*Task    // of the tasks table, in its order
	CC        []string   // 分送
	Extra     map[string]string
	Place     diag.Place
}

// AgendaItem is one item of a meeting.
type AgendaItem struct {
	Content, Speaker string
	Minutes          int
}

// Attendee is a person at a meeting.
type Attendee struct {
	Name, Unit, Post string
}

// Point is a numbered point of the minutes: its heading and paragraphs.
type Point struct {
	Heading string
	Text    []string
}
