package generator

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

var closingOffice = regexp.MustCompile("(?s)```closing\n(?:.*?\n)??office: ([^\n]+)\n")

// Each paper of the example is of one body: its head, its number, its signature. The
// bodies' names and codes are read from what is printed, and held against a list of
// this test's own.
func TestPapersAreOfOneBody(t *testing.T) {
	w := openCity(t)
	codes := map[string]string{ // by signature, the codes of the city's bodies
		"安澜市安全生产委员会办公室": "安安委办 安安委办告", "安澜市安全生产委员会": "安安委督 安安委谈 安安委", "安澜市人民政府": "安政发", "中共安澜市委办公室": "安办发",
		"安澜市应急管理局": "（安）应急责改 （安）应急复查", "安澜市住房和城乡建设局": "安建 安建责改 安建复查", "安澜市交通运输局": "安交责改 安交复查", "安澜市城市管理局": "安城管责改 安城管复查", "安澜市消防救援支队": "安消限改 安消复查", "安澜市市场监督管理局": "安市监责改 安市监复查",
	}
	seen := map[string]bool{}
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() != fill.DocumentKind || tpl.Own() || tpl.Parties() {
			continue
		}
		for _, span := range []string{"2025", "2026", "2026H1", "2026Q1", "2026-01", "2026-02", "2026-03"} {
			p, err := w.PeriodFor(tpl, span, period.Date{})
			if err != nil || p.String() != span {
				continue
			}
			for i, s := range tpl.Selected(w.Office) {
				root := w.root(step{template: tpl, subject: s}, p, false)
				if i > 70 || !s.In(p) || !tpl.Wanted(root) {
					continue
				}
				d, complaints := tpl.Document(root)
				if d == nil {
					if code := complaints.All()[0].Code; code != "table-reach" {
						t.Errorf("%s %s %s: %v", tpl.Name(), p, s.Code(), complaints.All())
					}
					continue
				}
				body := strings.ReplaceAll(d.Body, `\`, "")
				office := ""
				if m := closingOffice.FindStringSubmatch(body); m != nil {
					office = m[1]
				} else if office = d.Meta.Get("office"); office == "" {
					continue
				}
				what := tpl.Name() + " " + p.String() + " " + s.Code()
				if mark := d.Meta.List("mark"); len(mark) > 0 {
					head := strings.TrimSuffix(mark[0], "文件")
					if d.Meta.Get("issue") == "" && head != office { // whose head names the paper
						t.Errorf("%s: the head is of %s, the signature of %s", what, head, office)
					}
				}
				number := d.Meta.Get("number")
				if number == "" {
					number = d.Meta.Get("subtitle")
				}
				if code, _, ok := strings.Cut(number, "〔"); ok {
					if strings.TrimSpace(code) == "" || !strings.Contains(" "+codes[office]+" ", " "+code+" ") {
						t.Errorf("%s: the number %s is not of %s", what, number, office)
					}
					seen[office] = true
				}
				if to := d.Meta.Get("to"); strings.Contains(office, "安全生产委员会") && strings.Contains(strings.ReplaceAll(to, w.Office.Region.Name, ""), "人民政府") {
					t.Errorf("%s of %s goes to %s", what, office, to)
				}
			}
		}
	}
	for _, office := range []string{"安澜市安全生产委员会办公室", "安澜市安全生产委员会", "安澜市人民政府", "中共安澜市委办公室", "安澜市应急管理局", "安澜市消防救援支队"} {
		if !seen[office] {
			t.Errorf("no paper of %s has a number", office)
		}
	}
}

// A paper that mixes bodies, is addressed to whom its body may not command, or is
// signed by another's leader is not made; it is when the data say otherwise.
func TestIssuersRules(t *testing.T) {
	const front = "---\ntitle: 通知\nissuer: [安委办, 发文机关]\nmark: \"{{.Issuer.Mark}}文件\"\nnumber: \"{{.Number}}\"\nsigner: '{{get .Doc \"signer\"}}'\nto: '{{get .Doc \"to\" (print .Issuer.Lower \"，\" .Office.Committee \"各成员单位\")}}'\nfile: 通知.pdf\ncadence: quarter\nlooks: forward\n---\n现将有关事项通知如下。\n"
	const committee, government = "  安委会: {name: 安澜市安全生产委员会, code: 安安委, signers: [沈明远]}\n", "  府办: {name: 安澜市人民政府办公室, code: 安政办发}\n"
	for name, c := range map[string]struct{ issuers, says, want, number, to string }{
		"the settings alone":            {"", "", "", "安安委办〔2026〕　　号", "各县安全生产委员会，安澜市安全生产委员会各成员单位"},
		"its own number":                {committee, "number: 安安委办〔2026〕3号", "", "安安委办〔2026〕3号", ""},
		"a series of its own":           {committee, "number: 安安委办函〔2026〕3号", "", "安安委办函〔2026〕3号", ""},
		"the committee's number":        {committee, "number: 安安委〔2026〕3号", "issuer-number", "", ""},
		"nobody's number":               {"", "number: 安政发〔2026〕3号", "issuer-number", "", ""},
		"its committee":                 {committee, "issuer: 安委会, number: 安安委〔2026〕3号", "", "安安委〔2026〕3号", ""},
		"its committee, its number":     {committee, "issuer: 安委会, number: 安安委办〔2026〕3号", "issuer-number", "", ""},
		"to governments":                {"", "to: 各县（市、区）人民政府", "issuer-addressee", "", ""},
		"to one government":             {"", "to: 第1县人民政府、市公安局", "issuer-addressee", "", ""},
		"to the city's own":             {"", "to: 安澜市人民政府", "", "", "安澜市人民政府"},
		"by the government's office":    {government, "issuer: 安澜市人民政府办公室", "", "安政办发〔2026〕　　号", "各县人民政府，安澜市安全生产委员会各成员单位"},
		"by what it lists":              {strings.Replace(government, "}", ", papers: [season]}", 1), "", "", "安政办发〔2026〕　　号", ""},
		"by no such body":               {"", "issuer: 督查室", "issuer-unknown", "", ""},
		"signed by whom it may be":      {committee, "issuer: 安委会, signer: 沈明远", "", "", ""},
		"signed by another's":           {committee, "issuer: 安委会, signer: 霍启明", "issuer-signer", "", ""},
		"of no kind that there is":      {"  x: {name: 某室, kind: 办公厅}\n", "", "choice-unknown", "", ""},
		"the same body under two names": {committee + "  b: {name: 安澜市安全生产委员会}\n", "", "issuer-twice", "", ""},
	} {
		dir := typedWorkspace(t, "  season: {2026Q1: {"+c.says+"}}\n", map[string]string{"season": front})
		if c.issuers != "" {
			config := filepath.Join(dir, "hongtou.yaml")
			b, _ := os.ReadFile(config)
			os.WriteFile(config, []byte(strings.Replace(string(b), "data: {", "issuers:\n"+c.issuers+"data: {", 1)), 0o644)
		}
		w, err := Open(dir)
		must(t, err)
		list := w.Complaints
		var d *fill.Document
		if list.Errors() == 0 {
			tpl := w.Templates.Get("season")
			p, err := w.PeriodFor(tpl, "2026Q1", springDay)
			must(t, err)
			d, list = w.filled(step{template: tpl}, p, w.root(step{template: tpl}, p, false))
		}
		switch {
		case c.want != "":
			if list.Len() != 1 || list.All()[0].Code != c.want {
				t.Errorf("%s: %v, want %s", name, list.All(), c.want)
			}
		case d == nil:
			t.Errorf("%s: %v", name, list.All())
		default:
			if number := d.Meta.Get("number"); c.number != "" && number != c.number {
				t.Errorf("%s: the number %s, want %s", name, number, c.number)
			}
			if to := d.Meta.Get("to"); c.to != "" && to != c.to {
				t.Errorf("%s: to %s, want %s", name, to, c.to)
			}
		}
	}
}

// Only bodies with the power award or order: a committee's office praises in a
// circular, hands hazards over, and publishes no list of leaders.
func TestWhatBodiesMayIssue(t *testing.T) {
	dir := exampleWithout(t, nil)
	change(t, filepath.Join(dir, "hongtou.yaml"), func(s string) string {
		i, j := strings.Index(s, "issuers:\n"), strings.Index(s, "# 评分和统计口径")
		return s[:i] + "issuers: {安委会: {name: 安澜市安全生产委员会, code: 安安委}}\n" + s[j:]
	})
	change(t, filepath.Join(dir, "data", "papers.csv"), func(s string) string {
		return strings.NewReplacer("安政发〔2026〕2号", "", "安办发〔2026〕6号", "").Replace(s)
	})
	bare, city := openWorkspace(t, dir), openCity(t)
	made := func(w *Workspace, target, span string) (out []*fill.Document) {
		tpl := w.Templates.Get(target)
		p, err := w.PeriodFor(tpl, span, springDay)
		must(t, err)
		for _, s := range tpl.Selected(w.Office) {
			if root := w.root(step{template: tpl, subject: s}, p, false); s.In(p) && tpl.Wanted(root) {
				d, list := tpl.Document(root)
				if d == nil {
					t.Fatalf("%s: %v", target, list.All())
				}
				out = append(out, d)
			}
		}
		return out
	}
	if d := made(city, "commendation", "2025")[0]; !strings.Contains(d.Meta.Get("title"), "安澜市人民政府\n关于表彰") || !strings.HasSuffix(d.Meta.Get("title"), "的决定") || !strings.Contains(d.Body, "授予") {
		t.Errorf("the government's: %s\n%s", d.Meta.Get("title"), d.Body)
	}
	if d := made(bare, "commendation", "2025")[0]; !strings.HasSuffix(d.Meta.Get("title"), "的通报") || strings.Contains(d.Body, "授予") || strings.Contains(d.String(), "表彰") || strings.Contains(d.Body, "奖励") {
		t.Errorf("the committee's: %s\n%s", d.Meta.Get("title"), d.Body)
	}
	if d := made(city, "duty-list", "2026")[0]; strings.Contains(d.String(), "待明确") || strings.Join(d.Meta.List("mark"), " ") != "中共安澜市委办公室 安澜市人民政府办公室文件" || strings.Count(d.Body, "\noffice: ") != 2 {
		t.Errorf("the list of leaders:\n%s", d)
	}
	orders, handed := made(city, "hazard-rectification", "2026-03"), made(city, "hazard-transfer", "2026-03")
	if len(orders) == 0 || len(handed) == 0 || len(made(bare, "hazard-rectification", "2026-03")) != 0 || len(made(bare, "hazard-transfer", "2026-03")) != len(orders)+len(handed) {
		t.Errorf("%d orders and %d hazards handed over", len(orders), len(handed))
	}
	for _, d := range orders {
		text := strings.ReplaceAll(d.Body, `\`, "")
		for _, part := range []string{"执法证号：安执", "60日内向安澜市人民政府申请行政复议", "6个月内依法向安澜市澄江区人民法院提起行政诉讼", "office: 安澜市"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s lacks %s:\n%s", d.File, part, text)
			}
		}
		if strings.Contains(text, "安全生产委员会") {
			t.Errorf("%s names the committee", d.File)
		}
	}
	for _, d := range handed {
		if to := d.Meta.Get("to"); !strings.HasSuffix(to, "安全生产委员会") || strings.Contains(d.Body, "责令你") {
			t.Errorf("%s goes to %s:\n%s", d.File, to, d.Body)
		}
	}
}

// What a special inspection will see is not announced: its plan names no day and no
// place of a visit. Plans are annexes of the notice that prints them.
func TestPlansAnnounceNoVisit(t *testing.T) {
	w := openCity(t)
	visits := 0
	tpl := w.Templates.Get("inspection-plan")
	for _, s := range tpl.Selected(w.Office) {
		p, err := w.PeriodFor(tpl, "2026", springDay)
		must(t, err)
		d, list := tpl.Document(w.root(step{template: tpl, subject: s}, p, false))
		if d == nil {
			t.Fatal(list.All())
		}
		text := strings.ReplaceAll(d.Body, `\`, "")
		for _, v := range s.Record.(*model.Inspection).Visits {
			visits++
			place := v.Site
			if v.Unit != nil {
				place = v.Unit.Short
			}
			day := strings.TrimPrefix(v.Date.Long(), "2026年")
			if place != "" && strings.Contains(text, place) || strings.Contains(text, "| "+day) {
				t.Errorf("the plan of %s tells of the visit on %s to %s", s.Code(), day, place)
			}
		}
	}
	if visits < 10 {
		t.Errorf("only %d visits", visits)
	}
	for target, span := range map[string]string{"inspection-plan": "2026", "publicity-plan": "2026Q1", "work-points": "2026"} {
		tpl := w.Templates.Get(target)
		p, err := w.PeriodFor(tpl, span, springDay)
		must(t, err)
		d, list := tpl.Document(w.root(step{template: tpl, subject: tpl.Selected(w.Office)[0]}, p, false))
		if d == nil {
			t.Fatal(list.All())
		}
		if title := d.Meta.Get("title"); !strings.Contains(title, "关于印发《") || !strings.HasSuffix(title, "》的通知") || strings.Index(d.Body, "```attachment\n") < strings.Index(d.Body, "```closing") {
			t.Errorf("%s is no notice with an annex: %s", target, title)
		}
	}
}

// A blank number is of the year in which the paper goes out: what reports on the last
// quarter of a year goes out in the next, what plans in its own.
func TestBlankNumbersAreOfTheirYear(t *testing.T) {
	w := openCity(t)
	for _, c := range []struct{ target, span, want string }{
		{"quarter-analysis", "2025Q4", "安安委办〔2026〕　　号"}, {"half-year-report", "2025H2", "安安委办〔2026〕　　号"}, {"supervision-circular", "2025Q4", "安安委办〔2026〕　　号"},
		{"publicity-plan", "2025Q4", "安安委办〔2025〕　　号"}, {"quarter-analysis", "2026Q2", "安安委办〔2026〕　　号"}, {"work-points", "2026", "安安委〔2026〕4号"},
	} {
		tpl := w.Templates.Get(c.target)
		p, err := w.PeriodFor(tpl, c.span, springDay)
		must(t, err)
		d, list := tpl.Document(w.root(step{template: tpl, subject: tpl.Selected(w.Office)[0]}, p, true))
		if d == nil {
			t.Errorf("%s: %v", c.target, list.All())
		} else if got := d.Meta.Get("number"); got != c.want {
			t.Errorf("%s of %s has the number %s, want %s", c.target, c.span, got, c.want)
		}
	}
}
