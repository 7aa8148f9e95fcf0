package generator

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
)

const aLimit = `([0-9]+(?:日|个工作日|个月))`

// matters are the limits that several papers print, by how they are said.
var matters = map[string]*regexp.Regexp{
	"复核":      regexp.MustCompile(`(?:异议的，[^。]{0,12}?)` + aLimit + `内[^。]{0,16}(?:复核|书面提出)`),
	"督查整改方案":  regexp.MustCompile(`收到(?:督查)?反馈意见后，` + aLimit + `内(?:将|报送)整改方案|自收到本意见书之日起` + aLimit + `内将整改方案`),
	"督查整改结果":  regexp.MustCompile(`内报送整改方案，` + aLimit + `内报送整改结果|自收到本意见书之日起` + aLimit + `内书面报告整改结果`),
	"督查通报":    regexp.MustCompile(`督查结束后` + aLimit + `内完成反馈和通报|通报在` + aLimit + `内印发`),
	"约谈报告":    regexp.MustCompile(`约谈(?:之日起|后)` + aLimit + `内(?:书面|未|将)`),
	"重大隐患报告":  regexp.MustCompile(`重大事故隐患(?:自(?:核实|认定)之日起|的，当日通报有执法权的部门和属地，)?` + aLimit + `内报`),
	"办理结果":    regexp.MustCompile(`完成后` + aLimit + `内书面报告办理结果`),
	"演练评估":    regexp.MustCompile(`演练后` + aLimit + `内完成评估`),
	"不合格":     regexp.MustCompile(`不合格的，(?:乙方应当)?自通报之日起` + aLimit + `内`),
	"超进度防范措施": regexp.MustCompile(`(?:乙方于|于|，)` + aLimit + `内(?:提出(?:专项)?防范措施|将防范措施报)`),
	"逾期问题":    regexp.MustCompile(`逾期未整改的[^。]{0,14}，` + aLimit + `内(?:整改到位|报送结果)`),
	"检查报告":    regexp.MustCompile(`检查(?:结束)?后` + aLimit + `内(?:形成书面报告|将检查单位数|报送情况)`),
	"陈述申辩":    regexp.MustCompile(`告知书之日起` + aLimit + `内[^。]{0,20}陈述`),
	"考核整改":    regexp.MustCompile(`(?:完成时限|和时限)，(?:自收到本意见书之日起)?` + aLimit + `内(?:报|将整改方案)`),
	"挂牌核查":    regexp.MustCompile(`每` + aLimit + `(?:现场核查|向)`),
	"月报和任务进展": regexp.MustCompile(`每月` + aLimit + `前(?:报送上|将)`),
}

// No two papers print different limits of one matter, and all of them follow the
// settings.
func TestLimitsAgree(t *testing.T) {
	changed := exampleWithout(t, nil)
	change(t, filepath.Join(changed, "hongtou.yaml"), func(s string) string {
		i, j := strings.Index(s, "  limits:"), strings.Index(s, "  industries:")
		return s[:i] + "  limits: {review: 7日, rectificationPlan: 8个工作日, rectificationResult: 25日, circular: 12日, interviewReport: 2个月, majorHazard: 2日, taskResult: 4日, drillAssessment: 6日, failedAssessment: 11日, listingProgress: 9日, prevention: 13日, overdueResult: 14日, checkReport: 16日, vetoPlea: 18日, assessmentPlan: 17日, assessmentResult: 50日}\n" + s[j:]
	})
	change(t, filepath.Join(changed, "hongtou.yaml"), func(s string) string { return strings.Replace(s, "reportDay: 5 ", "reportDay: 6 ", 1) })
	for name, c := range map[string]struct {
		w    *Workspace
		want map[string]string
	}{
		"the example":  {openCity(t), map[string]string{"复核": "5个工作日", "督查整改方案": "10个工作日", "督查整改结果": "30日", "督查通报": "20日", "约谈报告": "1个月", "重大隐患报告": "3个工作日", "办理结果": "5个工作日", "演练评估": "10个工作日", "不合格": "15个工作日", "超进度防范措施": "10个工作日", "逾期问题": "15日", "检查报告": "10日", "陈述申辩": "5个工作日", "考核整改": "20日", "挂牌核查": "15日", "月报和任务进展": "5日"}},
		"other limits": {openWorkspace(t, changed), map[string]string{"复核": "7日", "督查整改方案": "8个工作日", "督查整改结果": "25日", "督查通报": "12日", "约谈报告": "2个月", "重大隐患报告": "2日", "办理结果": "4日", "演练评估": "6日", "不合格": "11日", "超进度防范措施": "13日", "逾期问题": "14日", "检查报告": "16日", "陈述申辩": "18日", "考核整改": "17日", "挂牌核查": "9日", "月报和任务进展": "6日"}},
	} {
		papers := map[string][]string{}
		for _, tpl := range c.w.Templates.List() {
			if tpl.Kind() != fill.DocumentKind || tpl.Own() {
				continue
			}
			for _, span := range []string{"2025", "2026", "2026H1", "2026Q1", "2026-03"} {
				p, err := c.w.PeriodFor(tpl, span, period.Date{})
				if err != nil || p.String() != span {
					continue
				}
				for i, s := range tpl.Selected(c.w.Office) {
					root := c.w.root(step{template: tpl, subject: s}, p, false)
					if i > 20 || !s.In(p) || !tpl.Wanted(root) {
						continue
					}
					d, _ := tpl.Document(root)
					if d == nil {
						continue
					}
					text := strings.ReplaceAll(d.Body, `\`, "")
					for matter, said := range matters {
						for _, m := range said.FindAllStringSubmatch(text, -1) {
							if tpl.Name() == "agreement-town" && matter == "月报和任务进展" {
								continue // to the county, which gathers them first
							}
							value := strings.Join(m[1:], "")
							if value != c.want[matter] {
								t.Errorf("%s: %s says %s of %s, want %s: %s", name, tpl.Name(), value, matter, c.want[matter], m[0])
							}
							if !slices.Contains(papers[matter], tpl.Name()) {
								papers[matter] = append(papers[matter], tpl.Name())
							}
						}
					}
				}
			}
		}
		for matter := range matters {
			if len(papers[matter]) == 0 || len(papers[matter]) < 2 && matter != "督查通报" && matter != "陈述申辩" {
				t.Errorf("%s: %s is said by %v only", name, matter, papers[matter])
			}
		}
	}
}

// A day in a table that lies behind the limit which papers print is a complaint, and
// so is a limit that is none.
func TestLimitsAreHeld(t *testing.T) {
	for limit, want := range map[string]string{"interviewReport: 30日": "reward-due-late", "interviewReport: 一个月": "limit-form", "interviewReport: 5个工作日": "", "reviews: 5日": "config-key"} {
		dir := exampleWithout(t, nil)
		change(t, filepath.Join(dir, "hongtou.yaml"), func(s string) string {
			i, j := strings.Index(s, "  limits:"), strings.Index(s, "  industries:")
			return s[:i] + "  limits: {" + limit + "}\n" + s[j:]
		})
		w, err := Open(dir)
		must(t, err)
		got := ""
		for _, d := range w.Complaints.All() {
			got = d.Code
		}
		if limit == "interviewReport: 一个月" || limit == "reviews: 5日" { // the default limit is held instead
			found := slices.ContainsFunc(w.Complaints.All(), func(d diag.Diagnostic) bool { return d.Code == want })
			if !found {
				t.Errorf("%s: %v", limit, w.Complaints.All())
			}
		} else if got != want {
			t.Errorf("%s: %v, want %s", limit, w.Complaints.All(), want)
		}
	}
}
