package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is said of a paper is said of one: above its period, under a wrong name or in
// two ways it is a complaint that names what is meant.
func TestPapersOfTheirOwn(t *testing.T) {
	ofUnits := "---\ntitle: 函\nname: 询问函\nnumber: '{{get .Doc \"number\"}}'\neach: units where tier is 县区\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n正文。{{get .Doc \"date\"}}\n"
	for name, c := range map[string]struct{ documents, rows, want string }{
		"above the periods":       {"  plan: {number: 安安委办〔2026〕9号, 2026Q1: {number: 安安委办〔2026〕8号}}\n", "", "paper-flat hongtou.yaml documents.plan.number number"},
		"a key of no paper above": {"  plan: {date: 2026-03-05}\n", "", "paper-flat hongtou.yaml documents.plan.date date"},
		"no such paper":           {"  plna: {2026Q1: {number: 安安委办〔2026〕9号}}\n", "", "paper-target hongtou.yaml documents.plna plna"},
		"no such key":             {"  plan: {2026Q1: {nummer: 安安委办〔2026〕9号}}\n", "", "paper-key hongtou.yaml documents.plan.2026Q1.nummer nummer"},
		"another kind of period":  {"  plan: {2026-03: {number: 安安委办〔2026〕9号}}\n", "", "paper-period hongtou.yaml documents.plan.2026-03 2026-03"},
		"no day":                  {"  询问函: {2026Q1: {date: 三月}}\n", "", "date-form hongtou.yaml documents.询问函.2026Q1.date 三月"},
		"by its Chinese name":     {"  询问函: {2026Q1: {date: 2026年3月5日, '990101': {number: 安安委办〔2026〕9号}}}\n", "", ""},
		"no such unit":            {"  letters: {2026Q1: {'990109': {number: 安安委办〔2026〕9号}}}\n", "", "paper-key hongtou.yaml documents.letters.2026Q1.990109 990109"},
		"a row":                   {"  {}\n", "询问函,2026Q1,990102,安安委办〔2026〕9号,2026-03-05\n", ""},
		"a row and the settings":  {"  plan: {2026Q1: {number: 安安委办〔2026〕8号}}\n", "plan,2026Q1,,安安委办〔2026〕9号,\n", "paper-conflict papers.csv  安安委办〔2026〕9号"},
		"the same in both":        {"  plan: {2026Q1: {number: 安安委办〔2026〕9号}}\n", "plan,2026Q1,,安安委办〔2026〕9号,\n", ""},
		"a number on two rows":    {"  {}\n", "plan,2026Q1,,安安委办〔2026〕9号,\nplan,2026Q2,,安安委办〔2026〕9号,\n", "number-twice papers.csv  安安委办〔2026〕9号"},
		"a row of no paper":       {"  {}\n", "询问涵,2026Q1,,安安委办〔2026〕9号,\n", "paper-target papers.csv  询问涵"},
		"a row without use":       {"  {}\n", "plan,2026Q1,,安安委办〔2026〕9号,2026-03-05\n", "paper-key papers.csv  date"},
		"a row for no such unit":  {"  {}\n", "询问函,2026Q1,990109,安安委办〔2026〕9号,\n", "paper-whose papers.csv  990109"},
	} {
		dir := typedWorkspace(t, c.documents, map[string]string{"plan": typedPlan, "letters": ofUnits})
		if c.rows != "" {
			config := filepath.Join(dir, "hongtou.yaml")
			b, _ := os.ReadFile(config)
			os.WriteFile(config, []byte(strings.Replace(string(b), "units: units.csv", "units: units.csv, papers: papers.csv", 1)), 0o644)
			os.WriteFile(filepath.Join(dir, "papers.csv"), []byte("文书,期间,单位编码,发文字号,成文日期\n"+c.rows), 0o644)
		}
		if got := checked(t, dir, Request{Targets: []string{"plan", "letters"}, Period: "2026Q1", Today: springDay}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// A unit's own number is on its paper alone, a period's day on all of its papers and
// on none of another's.
func TestPapersTakeWhatIsTheirs(t *testing.T) {
	ofUnits := "---\ntitle: 函\nnumber: '{{get .Doc \"number\"}}'\neach: units where tier is 县区\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n给{{.Unit.Code}}，{{get .Doc \"number\" \"空\"}}，{{get .Doc \"date\" \"空\"}}\n"
	dir := typedWorkspace(t, "  letters: {2026Q1: {date: 2026-03-05, '990102': {number: 安安委办〔2026〕9号}}}\n", map[string]string{"letters": ofUnits})
	w := opened(t, dir)
	for _, c := range [][3]string{
		{"2026Q1", "990101", "给990101，空，2026-03-05"}, {"2026Q1", "990102", "给990102，安安委办〔2026〕9号，2026-03-05"}, {"2026Q2", "990102", "给990102，空，空"},
	} {
		if got := strings.TrimSpace(filled(t, w, "letters", c[0], c[1])); got != c[2] {
			t.Errorf("%s of %s: %s, want %s", c[1], c[0], got, c[2])
		}
	}
}

// The notice of a quarter that nobody has said anything of is not made; its draft has
// blanks, and nothing of another quarter's.
func TestNoticeOfAnotherQuarter(t *testing.T) {
	w := openCity(t)
	r := Request{Targets: []string{"supervision-notice", "督查工作方案"}, Period: "2026Q2", Today: springDay, Out: t.TempDir()}
	report, err := w.Run(context.Background(), r)
	if err != nil || report.Made != 0 || report.Failed != 2 {
		t.Fatalf("%+v %v", report, err)
	}
	for _, d := range report.Complaints.All() {
		if d.Code != "supervision-missing" || !strings.Contains(d.In("zh"), "没有2026年第二季度开始的督查") || !strings.Contains(d.In("zh"), "登记督查名称、开始日期、结束日期") {
			t.Errorf("it says %s", d.In("zh"))
		}
	}
	for _, target := range r.Targets {
		tpl := w.target(target)
		p, _ := w.PeriodFor(tpl, "2026Q2", springDay)
		s := step{template: tpl, subject: tpl.Selected(w.Office)[0]}
		d, complaints := w.filled(s, p, w.root(s, p, true))
		if d == nil {
			t.Fatal(complaints.All())
		}
		for _, carried := range []string{"12号", "3月9日", "3月20日", "3月5日", "卢振东", "2·8"} {
			if strings.Contains(d.String(), carried) {
				t.Errorf("%s of the second quarter has %s of the first", target, carried)
			}
		}
		if !strings.Contains(d.Body, "年　　月　　日至") {
			t.Errorf("%s has no blank for its days:\n%s", target, d.Body)
		}
	}
}

// Each paper's keys are listed with what is said of that period's paper.
func TestPaperFields(t *testing.T) {
	w := openCity(t)
	of := func(r Request) string {
		r.Today = springDay
		papers, err := w.PaperFields(r)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range papers {
			line := p.Name + " " + p.Of
			for _, f := range p.Fields {
				line += "|" + f.Meaning + " " + f.Value
				if f.Needed {
					line += "*"
				}
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	for _, c := range []struct {
		r    Request
		want string
	}{
		{Request{Targets: []string{"quarter-analysis"}, Period: "2026Q1"}, "形势分析报告 2026Q1|成文日期 2026-04-07|发文机关 |发文字号 安安委办〔2026〕17号|签发人 霍启明|主送 "},
		{Request{Targets: []string{"quarter-analysis"}, Period: "2026Q2"}, "形势分析报告 2026Q2|成文日期 |发文机关 |发文字号 |签发人 |主送 "},
		{Request{Targets: []string{"task-notice"}, Period: "2026", Unit: "anlan-2026-01-15"}, "任务分解通知 anlan-2026-01-15|成文日期 2026-01-19|发文机关 |发文字号 安安委办〔2026〕3号"},
	} {
		if got := of(c.r); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
	if targets, err := w.Select(nil); err != nil || len(targets) == 0 || of(Request{}) == "" {
		t.Error(err)
	}
}

// A final paper that lacks what its template needs is not made; fields tells what that is.
func TestPaperNeeds(t *testing.T) {
	needy := "---\ntitle: 函\nname: 询问函\nneeds: [date]\neach: none\nfile: 函.pdf\ncadence: quarter\n---\n{{get .Doc \"date\"}}\n"
	dir := typedWorkspace(t, "  {}\n", map[string]string{"letter": needy})
	w := opened(t, dir)
	r := Request{Targets: []string{"letter"}, Period: "2026Q2", Today: springDay, Out: t.TempDir()}
	report, err := w.Run(context.Background(), r)
	if err != nil || report.Made != 0 || report.Failed != 1 || report.Complaints.Len() == 0 {
		t.Fatalf("%+v %v", report, err)
	}
	if d := report.Complaints.All()[0]; d.Code != "paper-lacks" || !strings.HasSuffix(d.Place.Key, ".2026Q2") || !strings.Contains(d.In("zh"), "{2026Q2: {date: 2026-03-09}}") {
		t.Errorf("it says %s", d.In("zh"))
	}
	papers, err := w.PaperFields(Request{Targets: []string{"letter"}, Period: "2026Q2", Today: springDay})
	if err != nil || len(papers) != 1 || len(papers[0].Fields) != 1 || !papers[0].Fields[0].Needed {
		t.Errorf("%+v %v", papers, err)
	}
}
