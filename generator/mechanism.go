package generator

import (
	"path"
	"slices"

	"hongtou/generator/diag"
)

// Mechanism is one of the mechanisms of a safety-responsibility year (docs/coverage.md)
// with the targets that make its papers.
type Mechanism struct {
	Name    diag.Text
	targets []string // or globs
}

var mechanisms = []Mechanism{
	{diag.Text{Zh: "工作要点和工作计划", En: "Points and plan of the year"}, []string{"work-points", "work-plan"}},
	{diag.Text{Zh: "目标责任书", En: "Responsibility agreements"}, []string{"agreement-*", "target-breakdown"}},
	{diag.Text{Zh: "党政同责、一岗双责", En: "Duties of leaders"}, []string{"duty-list", "leader-contacts"}},
	{diag.Text{Zh: "三级机构、四级网络", En: "Bodies and network"}, []string{"grid-notice", "network-roster"}},
	{diag.Text{Zh: "会议", En: "Meetings"}, []string{"meeting-*", "minutes", "plenary-notice"}},
	{diag.Text{Zh: "任务分解和督办", En: "Tasks divided and chased"}, []string{"task-*"}},
	{diag.Text{Zh: "成员单位月报", En: "Monthly reports"}, []string{"monthly-report*"}},
	{diag.Text{Zh: "四项指标", En: "The four indicators"}, []string{"accident-statistics"}},
	{diag.Text{Zh: "季度形势分析", En: "Quarterly analysis"}, []string{"quarter-analysis*"}},
	{diag.Text{Zh: "季度专项督查和通报", En: "Quarterly supervision and circular"}, []string{"supervision-*", "ranking"}},
	{diag.Text{Zh: "隐患排查整改", En: "Hazards found and put right"}, []string{"hazard-*"}},
	{diag.Text{Zh: "挂牌督办", En: "Listed supervision"}, []string{"listing-*", "delisting-*"}},
	{diag.Text{Zh: "专项检查", En: "Special inspections"}, []string{"inspection-*"}},
	{diag.Text{Zh: "人防物防技防、四到位", En: "People, things, technology; four in place"}, []string{"training-*", "investment-*", "drill-*", "four-in-place"}},
	{diag.Text{Zh: "宣传教育和五进", En: "Publicity in five places"}, []string{"publicity-*", "activity-*"}},
	{diag.Text{Zh: "半年汇报", En: "Half-year report"}, []string{"half-year-*"}},
	{diag.Text{Zh: "年度考核", En: "Yearly assessment"}, []string{"assessment-*"}},
	{diag.Text{Zh: "奖惩和约谈", En: "Commendation and accountability"}, []string{"commendation", "interview-*", "reward-*"}},
}

var others = Mechanism{Name: diag.Text{Zh: "其他文书", En: "Other papers"}}

// Mechanisms are the year's mechanisms in the order of the year; the last takes the
// targets that belong to none of them.
func Mechanisms() []Mechanism { return append(slices.Clone(mechanisms), others) }

// MechanismOf is the place in Mechanisms of the one that a target belongs to.
func MechanismOf(target string) int {
	i := slices.IndexFunc(mechanisms, func(m Mechanism) bool {
		return slices.ContainsFunc(m.targets, func(pattern string) bool {
			ok, _ := path.Match(pattern, target)
			return ok
		})
	})
	if i < 0 {
		return len(mechanisms)
	}
	return i
}
