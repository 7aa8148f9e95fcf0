package model

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Limits are the days within which something is due, as the office's papers say
// them: 5个工作日, 15日, 1个月. Each stands here once, and every paper takes it from
// here, so that no two differ. Empty ones take DefaultLimits' values.
type Limits struct {
	Review              Limit // 对考核结果、反馈意见申请复核
	RectificationPlan   Limit // 收到督查反馈后报整改方案
	RectificationResult Limit // 收到督查反馈后报整改结果
	Circular            Limit // 督查结束后完成反馈和通报
	GroupReport         Limit // 督查结束后督查组提交报告
	InterviewReport     Limit // 约谈后书面报告整改
	MajorHazard         Limit // 重大事故隐患报告
	ListingPlan         Limit // 挂牌督办整改方案
	ListingProgress     Limit // 挂牌督办每隔多久报告、核查进展
	TaskResult          Limit // 任务完成后报告办理结果
	DrillAssessment     Limit // 演练后完成评估
	LeaderReminder      Limit // 包保的重大隐患到期前多久提示领导
	FailedAssessment    Limit // 考核不合格的作出书面检查、提出整改措施
	AssessmentPlan      Limit // 收到考核反馈后报整改方案
	AssessmentResult    Limit // 收到考核反馈后报整改结果
	VetoPlea            Limit // 收到一票否决告知后陈述、申辩
	Prevention          Limit // 控制数突破或者超过时间进度的提出防范措施
	OverdueResult       Limit // 逾期未整改的问题整改到位、报送结果
	CheckReport         Limit // 专项检查、综合检查结束后报送情况
}

// Limit is a stretch of time as papers write it.
type Limit string

// DefaultLimits are the limits of an office that says none.
func DefaultLimits() Limits {
	return Limits{Review: "5个工作日", RectificationPlan: "10个工作日", RectificationResult: "30日", Circular: "15日", GroupReport: "5个工作日", InterviewReport: "15日",
		MajorHazard: "3个工作日", ListingPlan: "10日", ListingProgress: "15日", TaskResult: "5个工作日", DrillAssessment: "10个工作日", LeaderReminder: "15日", FailedAssessment: "15个工作日", AssessmentPlan: "20日", AssessmentResult: "60日", VetoPlea: "5个工作日", Prevention: "10个工作日", OverdueResult: "15日", CheckReport: "10日"}
}

// LimitKey is a limit's key in hongtou.yaml with what it is about.
type LimitKey struct{ Name, Meaning string }

// LimitKeys lists the limits in order.
func LimitKeys() []LimitKey {
	var keys []LimitKey
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Limits]()) {
		keys = append(keys, LimitKey{strings.ToLower(f.Name[:1]) + f.Name[1:], meanings[reflect.TypeFor[Limits]()][f.Name]})
	}
	return keys
}

// Of is the limit of a key.
func (l Limits) Of(key string) Limit {
	return Limit(reflect.ValueOf(l).FieldByName(fieldOf(key)).String())
}

// Has tells whether there is a limit of that key.
func (l Limits) Has(key string) bool {
	_, ok := reflect.TypeFor[Limits]().FieldByName(fieldOf(key))
	return ok
}

func fieldOf(key string) string {
	if key == "" {
		return ""
	}
	return strings.ToUpper(key[:1]) + key[1:]
}

// Set sets the limit of a key, as LimitKeys names them.
func (l *Limits) Set(key, value string) {
	reflect.ValueOf(l).Elem().FieldByName(fieldOf(key)).SetString(value)
}

func (l *Limits) fill() {
	mine, usual := reflect.ValueOf(l).Elem(), reflect.ValueOf(DefaultLimits())
	for i := range mine.NumField() {
		if mine.Field(i).String() == "" {
			mine.Field(i).Set(usual.Field(i))
		}
	}
}

// SameDay is the limit that ends on the day from which it counts.
const SameDay Limit = "当日"

// LimitForm is what a limit looks like.
var LimitForm = regexp.MustCompile(`^([1-9][0-9]{0,2})(日|个工作日|个月)$`)

// Last is the last day of a limit that counts from the day after d; false for
// working days, whose holidays nobody has told. Months end on the day of d's number, or
// on the month's last.
func (l Limit) Last(d period.Date) (period.Date, bool) {
	if l == SameDay {
		return d, true
	}
	m := LimitForm.FindStringSubmatch(string(l))
	if m == nil || m[2] == "个工作日" {
		return d, false
	}
	n, _ := strconv.Atoi(m[1])
	if m[2] == "日" {
		return d.AddDays(n), true
	}
	month := period.DateOf(period.Date{Year: d.Year, Month: d.Month, Day: 1}.Time().AddDate(0, n, 0))
	return period.Date{Year: month.Year, Month: month.Month, Day: min(d.Day, period.Of(month, period.Month).End().Day)}, true
}

// Least is the first day on which a limit can end that counts from the day after d: its
// last day, or of working days as many days, which holidays only prolong.
func (l Limit) Least(d period.Date) period.Date {
	last, ok := l.Last(d)
	if m := LimitForm.FindStringSubmatch(string(l)); !ok && m != nil {
		n, _ := strconv.Atoi(m[1])
		return d.AddDays(n)
	}
	return last
}

// within complains of a day that is later than a limit which other papers print.
func (c *Checker) within(r Record, code string, day *period.Date, from period.Date, l Limit, zh, en string) {
	last, ok := l.Last(from)
	if !ok || day.IsZero() || from.IsZero() || !day.After(last) {
		return
	}
	c.Fail(PlaceOf(r, day), code, day.String(),
		diag.T("迟于%[1]s的期限%[3]s（至%[4]s）", "later than the limit of %[2]s, %[3]s (to %[4]s)", zh, en, string(l), last.String()),
		diag.T("改为%s或以前，或改 settings.limits", "use %s or earlier, or change settings.limits", last.String()))
}

var _ = explain[Limits]("Of 某项期限; Has 有无某项期限; Review 申请复核; RectificationPlan 收到督查反馈后报送整改方案; RectificationResult 收到督查反馈后报送整改结果; Circular 督查结束后完成反馈和通报; " +
	"GroupReport 督查结束后督查组提交报告; InterviewReport 约谈后书面报告整改情况; MajorHazard 报告重大事故隐患; ListingPlan 挂牌督办后制定整改方案; " +
	"ListingProgress 挂牌督办每隔多久报告和核查进展; TaskResult 任务完成后报告办理结果; DrillAssessment 演练后完成评估; LeaderReminder 包保的重大隐患到期前多久提示领导; FailedAssessment 考核不合格的提出整改措施; " +
	"AssessmentPlan 收到考核反馈后报送整改方案; AssessmentResult 收到考核反馈后报送整改结果; VetoPlea 收到一票否决告知后陈述、申辩; Prevention 控制数突破或者超过时间进度后提出防范措施; OverdueResult 逾期未整改的问题报送整改结果; CheckReport 专项检查、综合检查后报送情况")
