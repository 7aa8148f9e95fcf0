package generator

import (
	"slices"
	"strings"
	"testing"

	"hongtou/generator/fill"
)

// A checklist sends people to where a value comes from: to a row, to hongtou.yaml, to the
// template. A wrong address is worse than none.
func TestWhereValuesComeFrom(t *testing.T) {
	w := openCity(t)
	for _, c := range []struct{ target, period, expression, from, table string }{
		{"supervision-notice", "2026Q1", "Limits.Circular", "settings", ""},
		{"minutes", "2026", "Limits.TaskResult", "settings", ""},
		{"supervision-circular", "2026Q1", ".Office.ScoringRule", "settings", ""},
		{"ranking", "2026Q1", ".Office.SupervisionName", "rows", "督查"},
		{"veto-notice", "2026", ".Office.VetoGround", "rows", "一票否决认定"},
		{"assessment-rules", "2026", "add (len $tiers) 2", "rows", "考核评分细则"},
		{"session-reminder", "2026Q1", "index $r.Last $i", "rows", "下级会议"},
		{"session-reminder", "2026Q1", "date $asOf", "reach", ""},
		{"hazard-ledger", "2026-03", "date (.Office.AsOf `hazards`", "reach", ""},
		{"hazard-leader-ledger", "2026-03", "date $d", "reach", ""},
		{"safety-month-plan", "2026", "date $month.End", "period", ""},
		{"half-year-report", "2026H1", `get $doc "date"`, "documents", ""},
		{"four-in-place", "2026Q1", ".Planned", "rows", "安全投入"},
		{"four-in-place", "2026Q1", ".Required", "rows", "安全投入"},
		{"agreement-ledger", "2026", "$.Office.TargetsOf", "rows", "控制指标"},
		{"quarter-analysis", "2026Q1", "$a.OnPrevious", "rows", "事故"},
		{"quarter-analysis", "2026Q1", "$h.Name", "group", ""},
		{"year-calendar", "2026", ".Made", "calendar", ""},
		{"supervision-checklist", "2026Q1", ".mark", "template", ""},
		{"hazard-ledger", "2026-03", "add $index 1", "order", ""},
	} {
		figures := figuresOf(t, w, c.target, c.period, c.expression)
		named := false
		for _, f := range figures {
			if len(f.Parts) == 0 {
				t.Errorf("%s: {{%s}} comes from nowhere", c.target, f.Expression)
				continue
			}
			first := f.Parts[0]
			if first.From != c.from {
				t.Errorf("%s: {{%s}} = %s is said to come from %s: %s; want %s", c.target, f.Expression, first.Value, first.From, f.Calculation().Zh, c.from)
			}
			named = named || slices.ContainsFunc(first.Rows, func(r Row) bool { return strings.HasPrefix(r.Table, c.table) })
			if c.from == "order" && (first.Value != f.Text || f.Meaning != "序号") {
				t.Errorf("the place in the list stands as %s and is explained as %s = %s", f.Text, f.Meaning, first.Value)
			}
		}
		if c.table != "" && len(figures) > 0 && !named {
			t.Errorf("%s: {{%s}} names no row of %s: %s", c.target, c.expression, c.table, figures[0].Calculation().Zh)
		}
	}
}

// What a workbook says to be counted of rows, and is not zero, names them; the papers are
// looked at by TestEveryFigureIsExplained.
func TestCountsNameTheirRows(t *testing.T) {
	w, counts := openCity(t), 0
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() != fill.WorkbookKind {
			continue
		}
		for e := range everyPaper(t, w, tpl.Name()) {
			counts += countsOfRows(t, e)
		}
	}
	if counts < 1000 {
		t.Errorf("%d counts were looked at", counts)
	}
}

// countsOfRows holds the counts of a checklist to rows, and says how many there are.
func countsOfRows(t *testing.T, e *Explanation) (counts int) {
	t.Helper()
	for _, f := range e.Figures {
		for _, p := range f.Parts {
			if p.From != "rows" || strings.Trim(p.Value, "0123456789.") != "" || strings.Trim(p.Value, "0.") == "" {
				continue
			}
			if counts++; len(p.Rows) == 0 {
				t.Errorf("%s %s: %s = %s of no row ({{%s}})", e.Target, e.Period, p.Meaning, p.Value, f.Expression)
			}
		}
	}
	return counts
}
