package generator

import (
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// A paper whose date lies behind what it tells of as still to come, or before what it
// tells of as known, is a complaint that names both days.
func TestPaperDates(t *testing.T) {
	for _, c := range []struct{ name, from, to, target, period, want string }{
		{"a notice of a supervision that has begun", "date: 2026-03-05         # 成文日期", "date: 2026-03-10", "supervision-notice", "2026Q1", "成文日期2026年3月10日晚于督查开始日期2026年3月9日"},
		{"its plan", "2026Q1: {number: 安安委办〔2026〕10号, date: 2026-03-04}", "2026Q1: {date: 2026-03-12}", "supervision-plan", "2026Q1", "晚于督查开始日期2026年3月9日"},
		{"a notice of a meeting that was held", "安安委办〔2026〕6号,2026-01-20", "安安委办〔2026〕6号,2026-01-23", "plenary-notice", "2026", "成文日期2026年1月23日晚于会议日期2026年1月22日"},
		{"tasks of a meeting that is to come", "安安委办〔2026〕3号,2026-01-19", "安安委办〔2026〕3号,2026-01-14", "task-notice", "2026", "成文日期2026年1月14日早于会议日期2026年1月15日"},
		{"a plan for a quarter that is over", "安安委办〔2026〕21号,2026-04-13", "安安委办〔2026〕21号,2026-07-13", "publicity-plan", "2026Q2", "成文日期2026年7月13日晚于期末2026年6月30日"},
		{"a circular before its quarter", "安安委办〔2026〕18号,2026-04-08", "安安委办〔2026〕18号,2025-12-08", "supervision-circular", "2026Q1", "文书的日期2025年12月8日早于所写的2026年第一季度"},
	} {
		dir := exampleWithout(t, nil)
		file := "data/papers.csv"
		if !strings.Contains(c.from, ",2026") {
			file = "hongtou.yaml"
		}
		change(t, filepath.Join(dir, file), func(s string) string { return strings.Replace(s, c.from, c.to, 1) })
		w := openWorkspace(t, dir)
		tpl := w.Templates.Get(c.target)
		p, err := w.PeriodFor(tpl, c.period, w.Office.Today)
		must(t, err)
		var complaints diag.List
		for _, s := range tpl.Selected(w.Office) {
			if root := w.root(step{template: tpl, subject: s}, p, false); s.In(p) && tpl.Wanted(root) {
				_, l := tpl.Document(root)
				complaints.Append(l)
			}
		}
		if all := complaints.All(); len(all) == 0 || !strings.Contains(all[0].Problem.Zh, c.want) {
			t.Errorf("%s: %v, want %s", c.name, all, c.want)
		}
	}
}
