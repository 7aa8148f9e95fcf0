package generator

import (
	"slices"
	"strings"
	"testing"

	"hongtou/generator/model"
)

// What papers of listings, circulars, reports, the assessment and its consequences say
// where a rule decides about their words.
func TestPaperWordsOfConsequences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		template, span string
		code           string
		change         func(o *model.Office)
		want, not      string
	}{
		{"who listed", "delisting-notice", "2026", "GP2026-02", nil, "2026年2月10日，安澜市安全生产委员会对", "安全生产委员会办公室对"},
		{"by what paper it listed", "delisting-notice", "2026", "GP2026-02", nil, "挂牌督办（安安委督〔2026〕2号），整改期限为", ""},
		{"a unit looks at itself, it accepts nothing", "listing-notice", "2026", "GP2026-04", nil, "由安澜市市场监督管理局组织自查", "初验"},
		{"a hazard is looked at first", "listing-notice", "2026", "GP2026-01", nil, "由南陂市人民政府组织初验", ""},
		{"a number that is to come", "listing-notice", "2026", "GP2026-01", func(o *model.Office) { o.Listings[2].Notice = "" }, "安安委〔2026〕", "安安委督〔2026〕1号"},
		{"grades are the quarter's, not the year's", "supervision-circular", "2026Q2", "", nil, "未发生较大及以上事故。1月至6月，累计", ""},
		{"a firm that no ledger tells of is not judged", "capacity-report", "2026Q1", "", func(o *model.Office) {
			of := func(code string) bool { return strings.HasPrefix(code, "QY20") }
			o.Hazards = slices.DeleteFunc(o.Hazards, func(h *model.Hazard) bool { return of(h.UnitCode) })
			o.Investments = slices.DeleteFunc(o.Investments, func(i *model.Investment) bool { return of(i.UnitCode) })
			o.Items = slices.DeleteFunc(o.Items, func(i *model.SupervisionItem) bool { return of(i.UnitCode) })
		}, "1家没有隐患和设施设备记录，不作判定", ""},
		{"a firm by its name", "supervision-circular", "2026Q1", "", nil, "澄江区：安澜市天然气管网有限公司的1项重大隐患", ""},
		{"deaths of the other fields", "half-year-report", "2026H1", "", nil, "其他行业领域4起、死亡3人", ""},
		{"late listings are a shortcoming", "half-year-report", "2026H1", "", nil, "4件挂牌督办事项超过整改期限", ""},
		{"what nobody entered was not done", "half-year-report", "2026H1", "", func(o *model.Office) { o.SupervisionList, o.Groups = nil, nil }, "开展督查和隐患治理", "监督检查计划；自查自改"},
		{"who is in charge of cadres", "cadre-letter", "2025", "", nil, "市委组织部", "组织人事部门"},
		{"who looks into faults", "accountability-letter", "2026", "SG2026-012", nil, "市纪委监委、市委组织部", "没有登记"},
		{"the decision goes where it says", "veto-decision", "2026", "PJ2025-01", nil, "市委组织部", "组织人事部门"},
		{"no cadres in a firm", "veto-decision", "2026", "PJ2025-02", nil, "分类监管的依据", "组织部"},
		{"commended by rank", "commendation", "2025", "", nil, "| 1 | 望湖区人民政府 | 97 | 1 |", "¥"},
		{"a post after its place", "commendation", "2025", "", nil, "| 1 | 纪清和 | 石漈县应急管理局局长 |", "人民政府应急管理局"},
		{"who holds the interview", "interview-notice", "2026", "JC2026-01", nil, "约谈人：市委常委、常务副市长程敬安，", ""},
		{"who held it", "interview-minutes", "2026", "JC2026-01", nil, "市委常委、常务副市长程敬安在市政府第三会议室", ""},
		{"one that is approved", "assessment-circular", "2025", "", nil, "考核结果经安澜市安全生产委员会审定", ""},
		{"no achievements where all lost", "assessment-feedback", "2025", "990103", func(o *model.Office) {
			for _, m := range o.Marks {
				m.Deduction = max(m.Deduction, 0.5)
			}
			o.Adjustments = nil
		}, "扣分事项", "主要成绩"},
		{"zero of the graver ones is zero of the gravest", "work-points", "2026", "", nil, "较大及以上事故起数为零", "不发生重大及以上"},
		{"one point has no number", "work-points", "2026", "", func(o *model.Office) { o.Plan = o.Plan[:1] }, "\n召开全市安全生产工作会议", "1. 召开全市安全生产工作会议"},
		{"who leads an inspection", "inspection-report", "2026", "ZX2026-01", nil, "安澜市消防救援支队牵头开展了", "委员会组织开展"},
		{"an audience that nobody entered", "safety-month-report", "2026", "", func(o *model.Office) {
			for _, a := range o.Activities {
				a.Audience = 0
			}
		}, "| 企业 | 2 | 未登记 |", "| 企业 | 2 | 0 |"},
	} {
		w := openCity(t)
		if c.change != nil {
			w = ownCity(t)
			c.change(w.Office)
			if l := w.Office.Check(); l.Errors() > 0 {
				t.Fatalf("%s: %v", c.name, l.All())
			}
		}
		text := textFor(t, w, c.template, c.span, c.code, nil)
		if !strings.Contains(text, c.want) {
			t.Errorf("%s: want %q in:\n%s", c.name, c.want, text)
		}
		for _, not := range strings.Split(c.not, "；") {
			if c.not != "" && strings.Contains(text, not) {
				t.Errorf("%s: want no %q in:\n%s", c.name, not, text)
			}
		}
	}
}

// That somebody approved a result is said where it is entered.
func TestResultThatNobodyApproved(t *testing.T) {
	if text := textFor(t, openCity(t), "assessment-circular", "2025", "", map[string]any{"approved": ""}); strings.Contains(text, "审定") || !strings.Contains(text, "现通报如下") {
		t.Errorf("the circular says:\n%s", text)
	}
}
