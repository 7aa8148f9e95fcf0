package generator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// linesOf are the lines of a file among the rows of a figure's parts, in order.
func linesOf(f Explained, file string) (lines []int) {
	for _, p := range f.Parts {
		for _, r := range p.Rows {
			if strings.HasSuffix(r.File, file) && !slices.Contains(lines, r.Row) {
				lines = append(lines, r.Row)
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// linesIn are the lines of those rows of a table whose day is in a span.
func linesIn(rows []map[string]string, day string, spans ...span) (lines []int) {
	for i, r := range rows {
		if slices.ContainsFunc(spans, func(s span) bool { return r[day] >= s.from && r[day] <= s.to }) {
			lines = append(lines, i+2)
		}
	}
	return lines
}

// figuresOf explains a target's first output and gives the figures of an expression.
func figuresOf(t *testing.T, w *Workspace, target, p, expression string) (out []Explained) {
	t.Helper()
	outputs, err := w.Explain(t.Context(), Request{Targets: []string{target}, Period: p, Today: period.Date{Year: 2026, Month: 7, Day: 10}})
	must(t, err)
	for e := range outputs {
		if e.Complaints.Errors() > 0 {
			t.Fatal(target, e.Complaints.All())
		}
		for _, f := range e.Figures {
			if strings.Contains(f.Expression, expression) {
				out = append(out, f)
			}
		}
	}
	if len(out) == 0 {
		t.Errorf("%s of %s has no figure of %s", target, p, expression)
	}
	return out
}

// A sentence that compares rests on the rows of both spans; a rank, also that of the
// quarter before, on the findings of all that are ranked beside it.
func TestRowsOfComparisons(t *testing.T) {
	c := newChronicle(t)
	w := openWorkspace(t, c.dir)
	quarters := spans(3)
	now, before, last := quarters[5], quarters[4], quarters[1] // 2025Q2, Q1, and 2024Q2
	for expression, want := range map[string][]int{
		"$a.YearOnYear": linesIn(c.accidents, "事故日期", now, last), "$a.OnPrevious": linesIn(c.accidents, "事故日期", now, before),
	} {
		for _, f := range figuresOf(t, w, "quarter-analysis", now.id, expression) {
			if got := linesOf(f, "accidents.csv"); !slices.Equal(got, want) {
				t.Errorf("%s rests on %v, want %v", expression, got, want)
			}
		}
	}
	months := spans(1)
	for _, f := range figuresOf(t, w, "monthly-report", "2025-11", "CumulativeYearOnYear") {
		if got, want := linesOf(f, "accidents.csv"), linesIn(c.accidents, "事故日期", span{from: "2025-01-01", to: months[22].to}, span{from: "2024-01-01", to: months[10].to}); !slices.Equal(got, want) {
			t.Errorf("the year so far rests on %v, want %v", got, want)
		}
	}
	ranked := func(s span) (lines []int) {
		places := map[string]map[string]bool{}
		for _, x := range c.items {
			if x["检查日期"] >= s.from && x["检查日期"] <= s.to {
				if places[x["被督查单位编码"]] == nil {
					places[x["被督查单位编码"]] = map[string]bool{}
				}
				places[x["被督查单位编码"]][x["隐患部位"]] = true
			}
		}
		for i, x := range c.items {
			if x["检查日期"] >= s.from && x["检查日期"] <= s.to && len(places[x["被督查单位编码"]]) >= 3 {
				lines = append(lines, i+2)
			}
		}
		return lines
	}
	seen := 0
	for _, f := range figuresOf(t, w, "ranking", now.id, "RankBefore") {
		got := linesOf(f, "items.csv")
		if f.Text == "0" {
			if len(got) > 0 {
				t.Errorf("no rank before rests on %v", got)
			}
			continue
		}
		seen++
		if want := ranked(before); !slices.Equal(got, want) {
			t.Errorf("the rank before rests on %v, want %v", got, want)
		}
	}
	for _, f := range figuresOf(t, w, "supervision-feedback", now.id, "$r.Rank") {
		if got, want := linesOf(f, "items.csv"), ranked(now); f.Expression == "$r.Rank" && !slices.Equal(got, want) {
			t.Errorf("the rank rests on %v, want %v", got, want)
		}
	}
	if seen < 3 {
		t.Errorf("%d units had a rank before", seen)
	}
}

// Sentences that the model makes of rows, and counters of loops, name the rows.
func TestRowsOfSentences(t *testing.T) {
	w := openCity(t)
	count := func(text, before, after string) int {
		_, rest, _ := strings.Cut(text, before)
		number, _, _ := strings.Cut(rest, after)
		n, _ := strconv.Atoi(number)
		return n
	}
	for _, f := range figuresOf(t, w, "supervision-circular", "2026Q1", "") {
		switch {
		case strings.Contains(f.Text, "另发现问题隐患"):
			if n := count(f.Text, "另发现问题隐患", "项"); n == 0 || len(linesOf(f, "items-2026Q1.xlsx")) != n {
				t.Errorf("%s rests on %v", f.Text, linesOf(f, "items-2026Q1.xlsx"))
			}
		case strings.HasPrefix(f.Expression, "join .Reasons") && strings.Contains(f.Text, "挂牌督办"):
			if len(linesOf(f, "listings.csv")) != 1 {
				t.Errorf("%s rests on %v", f.Text, f.Parts)
			}
		case strings.HasPrefix(f.Expression, "join .Reasons") && strings.Contains(f.Text, "突破全年控制数"):
			dead := 0
			accidents := ledgerOf(t, "accidents")
			for _, line := range linesOf(f, "accidents.csv") {
				dead += int(accidents[line-2].number("死亡人数"))
			}
			if n := count(f.Text, "累计死亡", "人"); dead != n {
				t.Errorf("%s rests on rows with %d dead", f.Text, dead)
			}
		case strings.HasPrefix(f.Expression, "join .Reasons") && len(f.Parts[0].Rows) == 0 && !strings.Contains(f.Text, "月报"):
			t.Errorf("%s names no rows", f.Text)
		}
	}
	for target, wants := range map[string]map[string]string{
		"monthly-report":   {"$late": "listings.csv", "$off": "listings.csv", "检查单位和场所": "visits.csv"},
		"half-year-report": {"$held": "", "挂牌督办事项": "listings.csv", "检查单位和场所": "visits.csv"},
	} {
		for what, file := range wants {
			p, seen := map[string]string{"monthly-report": "2026-03", "half-year-report": "2026H1"}[target], 0
			for _, f := range figuresOf(t, w, target, p, "") {
				if f.Expression != what && !strings.Contains(f.Text, what) {
					continue
				}
				seen++
				var want string
				switch {
				case strings.HasPrefix(what, "$"):
					want = f.Text
				case file == "listings.csv":
					want = fmt.Sprint(count(f.Text, "挂牌督办事项", "件"))
				default:
					want = fmt.Sprint(count(f.Text, "检查单位和场所", "家次"))
				}
				if got := fmt.Sprint(len(f.Parts[0].Rows)); got != want || len(linesOf(f, file)) == 0 {
					t.Errorf("%s: %s %q rests on %s rows, want %s", target, what, f.Text, got, want)
				}
			}
			if seen == 0 {
				t.Errorf("%s has no figure of %s", target, what)
			}
		}
	}
}
