package generator

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// The papers of the year's ledgers are checked against figures that these tests
// compute from the example's files with their own arithmetic: a table is rows of
// texts by header, and nothing of package model takes part.

type record map[string]string

func (r record) number(header string) float64 {
	x, _ := strconv.ParseFloat(r[header], 64)
	return x
}

// ledgerOf reads a CSV of the example.
func ledgerOf(t *testing.T, name string) []record {
	t.Helper()
	data, err := os.ReadFile("../examples/anlan/data/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records(rows)
}

// readSheet reads a sheet as texts: cells of numbers and dates as they are stored,
// the heads of headerRows rows joined.
func readSheet(t *testing.T, path, sheet string, headerRow, headerRows int) []record {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head := make([]string, 60)
	for _, row := range rows[headerRow-1 : headerRow-1+headerRows] {
		for i, cell := range row {
			if cell != "" {
				head[i] = cell // the leaf: of merged heads only the first cell holds the text
			}
		}
	}
	return records(append([][]string{head}, rows[headerRow-1+headerRows:]...))
}

func records(rows [][]string) []record {
	var out []record
	for _, row := range rows[1:] {
		r := record{}
		for i, cell := range row {
			if i < len(rows[0]) && rows[0][i] != "" {
				r[rows[0][i]] = cell
			}
		}
		out = append(out, r)
	}
	return out
}

func total(rows []record, header string) float64 {
	sum := 0.0
	for _, r := range rows {
		sum += r.number(header)
	}
	return float64(int64(sum*100+0.5)) / 100
}

func matching(rows []record, keep func(record) bool) []record {
	var out []record
	for _, r := range rows {
		if keep(r) {
			out = append(out, r)
		}
	}
	return out
}

func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func within(day, prefix string) bool { return strings.HasPrefix(day, prefix) }

// dayOf is a workbook's day number as a date.
func dayOf(cell string) string {
	n, err := strconv.Atoi(cell)
	if err != nil {
		return ""
	}
	return period.Date{Year: 1899, Month: 12, Day: 30}.AddDays(n).String()
}

// filled is one document's Markdown without escapes.
func filled(t *testing.T, w *Workspace, target, span, code string) string {
	t.Helper()
	p, err := period.Parse(span)
	if err != nil {
		t.Fatal(err)
	}
	tpl := w.Templates.Get(target)
	for _, s := range tpl.Selected(w.Office) {
		if code != "" && s.Code() != code {
			continue
		}
		d, complaints := tpl.Document(s.Bind(fill.Root{Office: w.Office, Period: p, Doc: w.docFor(tpl, s, p)}))
		if d == nil {
			t.Fatalf("%s %s: %v", target, code, complaints.All())
		}
		return strings.ReplaceAll(d.Body, `\`, "")
	}
	t.Fatalf("%s has no subject %q", target, code)
	return ""
}

func wants(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%s lacks %q:\n%s", what, p, text)
		}
	}
}

// refused is the number of papers that are not made for want of data.
const refused = -1

// Every paper of the ledgers is made for a period that has data, as many as there is
// reason for, without a complaint; for one that the tables do not reach, what tells
// of events is refused.
func TestYearPapers(t *testing.T) {
	t.Parallel()
	w := openCity(t)
	marked := map[string]bool{}
	for _, m := range ledgerOf(t, "marks") {
		marked[m["被考核单位编码"]] = true
	}
	orders := matching(hazardRows(t), func(r record) bool {
		return r["处理方式"] != "当场整改" && within(dayOf(r["检查日期"]), "2026-03")
	})
	reviewed := matching(hazardRows(t), func(r record) bool {
		return r["处理方式"] != "当场整改" && within(dayOf(r["复查日期"]), "2026-03") && r["检查单位"] != "市教育局" && r["检查单位"] != "市文化和旅游局"
	})
	handed := matching(orders, func(r record) bool {
		return r["检查单位"] == "市教育局" || r["检查单位"] == "市文化和旅游局"
	})
	listings := ledgerOf(t, "listings")
	in2026 := func(header string) func(record) bool {
		return func(r record) bool { return within(r[header], "2026") }
	}
	interviews := matching(ledgerOf(t, "rewards"), func(r record) bool { return r["奖惩类型"] == "约谈" && within(r["日期"], "2026") })
	towns, firms := 0, 0
	for _, u := range w.Office.Units {
		if u.Tier.String() == "企业" {
			firms++
		}
		if u.Tier.String() == "乡镇街道" {
			towns++
		}
	}
	for _, c := range []struct {
		target, span string
		want         int
		none         string
		wantNone     int
	}{
		{"duty-list", "2026", 1, "2019", 0},
		{"leader-contacts", "2026", 1, "2019", 1},
		{"grid-notice", "2026", towns, "2019", towns},
		{"network-roster", "2026", 1, "2019", 1},
		{"monthly-report", "2026-03", 1, "2019-03", refused},
		{"monthly-report-summary", "2026-03", 1, "2019-03", refused},
		{"hazard-rectification", "2026-03", len(orders) - len(handed), "2019-03", 0},
		{"hazard-transfer", "2026-03", len(handed), "2019-03", 0},
		{"hazard-review", "2026-03", len(reviewed), "2019-03", 0},
		{"extension-reply", "2026", 2, "2019", 0},
		{"hazard-ledger", "2026-03", 1, "2019-03", refused},
		{"hazard-leader-ledger", "2026-03", 1, "2019-03", refused},
		{"leader-reminder", "2026-03", 1, "2019-03", refused},
		{"duty-report", "2026", 6, "2019", 0},
		{"member-duties", "2026", 1, "2019", 1},
		{"member-duties-table", "2026", 1, "2019", 1},
		{"responsibility-compendium", "2026", 1, "2019", 1},
		{"report-reminder", "2026-03", 3, "2019-03", refused},
		{"monthly-meeting-notice", "2026", 1, "2019", 0},
		{"accident-circular", "2026", 1, "2019", 0},
		{"warning-notice", "2026", 1, "2019", 0},
		{"accident-cases", "2026", 1, "2019", refused},
		{"campaign-report", "2026Q1", 1, "2019Q1", 0},
		{"campaign-ledger", "2026Q1", 1, "2019Q1", refused},
		{"year-calendar", "2026", 1, "2019", 1},
		{"listing-notice", "2026", len(matching(listings, in2026("挂牌日期"))), "2019", 0},
		{"delisting-notice", "2026", len(matching(listings, in2026("摘牌日期"))), "2019", 0},
		{"listing-extension", "2026", len(matching(listings, in2026("延期批准日期"))), "2019", 0},
		{"listing-acceptance", "2026", len(matching(listings, in2026("验收日期"))), "2019", 0},
		{"listing-ledger", "2026-03", 1, "2019-03", refused},
		{"assessment-circular", "2025", 1, "2019", 0},
		{"assessment-feedback", "2025", len(marked), "2019", 0},
		{"assessment-scores", "2025", 1, "2019", 0},
		{"commendation", "2025", 1, "2019", 0},
		{"interview-notice", "2026", len(interviews), "2019", 0},
		{"assessment-rules", "2026", 1, "2019", 0},
		{"self-assessment", "2026", len(marked), "2019", 0},
		{"cadre-letter", "2025", 1, "2019", 0},
		{"accountability-letter", "2026", 1, "2019", 0},
		{"interview-minutes", "2026", 3, "2019", 0},
		{"interview-reminder", "2026-04", 3, "2019-03", 0},
		{"interview-ledger", "2026-03", 1, "2019-03", 0},
		{"veto-notice", "2026", len(matching(ledgerOf(t, "veto-rulings"), in2026("告知日期"))), "2019", 0},
		{"veto-approval", "2025", 3, "2019", 0},
		{"veto-decision", "2026", len(matching(ledgerOf(t, "veto-rulings"), in2026("认定日期"))), "2019", 0},
		{"reward-ledger", "2025", 1, "2019", 1},
		{"training-ledger", "2026Q1", 1, "2019Q1", refused},
		{"investment-ledger", "2026Q1", 1, "2019Q1", refused},
		{"drill-ledger", "2026Q1", 1, "2019Q1", refused},
		{"four-in-place", "2026Q1", 1, "2019Q1", refused},
		{"publicity-plan", "2026Q2", 1, "2019Q1", 1},
		{"enterprise-register", "2026", 1, "2019", 1},
		{"enterprise-file", "2026", firms, "2019", firms},
		{"activity-ledger", "2026Q1", 1, "2019Q1", refused},
		{"work-points", "2026", 1, "2019", 0},
		{"work-plan", "2026", 1, "2019", 1},
		{"plenary-notice", "2026", 1, "2019", 0},
		{"inspection-plan", "2026", len(ledgerOf(t, "inspections")), "2019", 0},
		{"inspection-schedule", "2026Q1", 1, "2019Q1", 1},
		{"capacity-report", "2026Q1", 1, "2019Q1", refused},
		{"safety-month-plan", "2026", 1, "2019", 0},
		{"safety-month-report", "2026", 1, "2019", refused},
		{"meeting-host", "2026", 3, "2019", 0},
		{"speech-outline", "2026", 3, "2019", 0},
		{"reply-summary", "2026", 1, "2019", 0},
		{"reply-form", "2026-01", len(ledgerOf(t, "replies")), "2019-01", 0},
		{"inspection-report", "2026", len(ledgerOf(t, "inspections")), "2019", 0},
		{"session-ledger", "2026Q1", 1, "2019Q1", refused},
		{"session-reminder", "2026Q1", 2, "2019Q1", refused},
		{"coordination-sheet", "2026", len(ledgerOf(t, "matters")), "2019", 0},
		{"coordination-ledger", "2026-03", 1, "2019-03", 1},
	} {
		for _, x := range []struct {
			span string
			want int
		}{{c.span, c.want}, {c.none, c.wantNone}} {
			report, err := w.Run(context.Background(), Request{Targets: []string{c.target}, Period: x.span, Out: t.TempDir()})
			if err != nil {
				t.Errorf("%s for %s: %v", c.target, x.span, err)
				continue
			}
			if x.want == refused {
				if report.Made > 0 || report.Failed == 0 {
					t.Errorf("%s for %s: made %d, though its tables tell nothing of it", c.target, x.span, report.Made)
				}
				for _, d := range report.Complaints.All() {
					if !lacksData(d) {
						t.Errorf("%s for %s: %v", c.target, x.span, d)
					}
				}
				continue
			}
			if report.Made != x.want || report.Failed > 0 || report.Complaints.Len() > 0 {
				t.Errorf("%s for %s: made %d, %d failed, want %d: %v", c.target, x.span, report.Made, report.Failed, x.want, report.Complaints.All())
			}
		}
		if c.want == 0 {
			t.Errorf("%s has no data for %s", c.target, c.span)
		}
	}
}

// Without data no paper holds a hole where a figure should be.
func TestNoEmptyClauses(t *testing.T) {
	w := openCity(t)
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() != fill.DocumentKind {
			continue
		}
		for _, span := range []string{"2019", "2019Q1", "2019-03", "2025", "2025-12", "2026", "2026Q1", "2026Q2", "2026-03"} {
			p, err := w.PeriodFor(tpl, span, period.Date{})
			if err != nil {
				continue // longer than the target's own
			}
			for i, s := range tpl.Selected(w.Office) {
				root := s.Bind(fill.Root{Office: w.Office, Period: p, Doc: w.docFor(tpl, s, p)})
				if i > 12 || !s.In(p) || !tpl.Wanted(root) {
					continue
				}
				d, complaints := tpl.Document(root)
				if d == nil {
					if all := complaints.All(); !lacksData(all[0]) {
						t.Errorf("%s for %s: %v", tpl.Name(), p, all)
					}
					break
				}
				text := strings.ReplaceAll(d.Body, `\`, "")
				for _, bad := range absurdities.FindAllString(text, -1) {
					at := strings.Index(text, bad)
					t.Errorf("%s for %s %s has %q: …%s…", tpl.Name(), p, s.Code(), bad, text[max(0, at-60):min(len(text), at+60)])
				}
			}
		}
	}
}

// yearTargets are the papers of the year's ledgers.
var yearTargets = strings.Fields(`assessment-rules self-assessment cadre-letter accountability-letter interview-minutes interview-reminder interview-ledger veto-notice veto-approval veto-decision enterprise-file enterprise-register duty-list leader-contacts grid-notice network-roster monthly-report monthly-report-summary
	hazard-rectification hazard-transfer hazard-review extension-reply hazard-ledger listing-notice listing-extension listing-acceptance delisting-notice listing-ledger assessment-circular assessment-feedback
	assessment-scores commendation interview-notice reward-ledger training-ledger investment-ledger drill-ledger four-in-place
	member-duties-table responsibility-compendium report-reminder monthly-meeting-notice hazard-leader-ledger leader-reminder duty-report accident-circular warning-notice accident-cases campaign-report campaign-ledger year-calendar publicity-plan activity-ledger work-points work-plan plenary-notice inspection-plan inspection-schedule inspection-report session-ledger session-reminder coordination-sheet coordination-ledger
	meeting-host speech-outline reply-summary reply-form capacity-report safety-month-plan safety-month-report`)

// An office that fills in only what a table must have gets papers without a
// hole, as does one whose tables are empty.
func TestYearPapersOfBareRows(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"units.csv":            "单位编码,单位名称,层级,上级编码,主要负责人\nS,某县人民政府,县区,,甲\nT,某镇人民政府,乡镇街道,S,乙\nB,某局,部门,S,丙\nQ,某厂,企业,T,丁\n",
		"hazards.csv":          "隐患编号,检查日期,责任单位编码,隐患描述,整改期限,检查单位,隐患等级,整改完成日期,复查日期,复查人,复查意见\nH1,2026-03-02,Q,通道堵塞,2026-03-12,,,,,,\nH2,2026-03-02,Q,通道堵塞,2026-03-12,某县应急管理局,,2026-03-10,2026-03-11,乙,合格\nH9,2026-03-02,Q,通道堵塞,2026-03-12,某县应急管理局,重大,,,,\n",
		"listings.csv":         "督办编号,挂牌日期,督办类型,被督办单位编码,督办事项,整改期限,延期申请日期,延期批准日期,延期后期限,验收日期,验收人,验收意见,摘牌日期\nL1,2026-01-05,重大隐患,T,通道堵塞,2026-02-22,2026-01-20,2026-01-26,2026-03-02,2026-03-02,乙,合格,2026-03-03\nL2,2026-03-02,工作责任,B,工作滞后,2026-05-02,,,,,,,\n",
		"extensions.csv":       "编号,事项编号,申请单位编码,申请日期,申请理由,申请延至,批复日期,批复意见\nE1,H1,Q,2026-03-05,缺少配件,2026-04-02,2026-03-09,同意\nE2,H2,Q,2026-03-05,缺少配件,2026-04-02,2026-03-09,不同意\n",
		"reports.csv":          "单位编码,月份,报送日期\nB,2026-03,2026-04-01\n",
		"grids.csv":            "网格编号,层级,所属单位编码,网格名称\nG1,乡级,T,安监所\nG2,村级,T,东村网格\n",
		"duties.csv":           "年度,单位编码,姓名,职务,职责内容\n2026,S,甲,县长,负总责\n",
		"criteria.csv":         "年度,指标编号,考核对象,考核项目,考核内容,标准分\n2026,X1,乡镇街道,责任,责任落实,100\n",
		"marks.csv":            "年度,被考核单位编码,指标编号\n2026,T,X1\n",
		"rewards.csv":          "编号,日期,奖惩类型,单位编码,名称,事由\nR1,2026-03-02,表彰,T,先进集体,成绩突出\nR2,2026-03-02,约谈,B,约谈,工作滞后\nR3,2026-03-02,表彰,B,先进集体,成绩突出\n",
		"accidents.csv":        "事故编号,事故日期,属地编码,行业领域,死亡人数\nA1,2026-03-01,S,道路交通,0\n",
		"investigations.csv":   "事故编号,批复日期,事故性质,直接原因,警示教育日期,责任认定和处理\nA1,2026-03-20,责任事故,超速行驶,2026-03-25,对驾驶人依法处理\n",
		"interview-points.csv": "约谈编号,议定事项,整改期限\nR2,制定方案,2026-03-20\n",
		"veto-rulings.csv":     "编号,年度,被否决单位编码,事由,告知日期,认定日期,认定意见\nV1,2026,Q,台账弄虚作假,2026-03-02,2026-03-20,实行一票否决\nV2,2026,B,台账弄虚作假,2026-03-02,2026-03-20,不予一票否决\n",
		"hazard-leaders.csv":   "隐患编号,领导所在单位编码,包保领导,起始日期\nH9,S,甲,2026-03-02\n",
		"engagements.csv":      "活动日期,单位编码,姓名,活动类型,活动内容\n2026-03-03,S,甲,带队检查,检查消防安全\n",
		"campaign-tasks.csv":   "编号,年度,行动,任务内容,牵头单位编码,完成时限\nC1,2026,重大事故隐患动态清零,回头看,B,2026-02-28\nC2,2026,精准执法和帮扶,专家指导,B,2026-12-20\n",
		"plan.csv":             "编号,完成月份,要点,工作内容,牵头单位编码\nP1,2026-03,责任,签订责任书,B\n",
		"inspections.csv":      "检查编号,检查名称,印发日期,开始日期,结束日期,牵头单位编码,检查内容\nZ1,消防检查,2026-03-02,2026-03-05,2026-03-09,B,通道畅通\n",
		"visits.csv":           "检查编号,检查日期,检查组\nZ1,2026-03-05,一组\n",
		"sessions.csv":         "单位编码,会议日期,会议类型,研究议题\nT,2026-03-05,行政会议,安全投入\n",
		"month-events.csv":     "编号,年度,活动名称,开始日期,牵头单位编码\nY1,2026,咨询日,2026-06-16,B\n",
		"replies.csv":          "回执编号,会议编号,单位编码\nHZ1,m1,B\n",
		"matters.csv":          "编号,提出日期,提出单位编码,协调事项\nC1,2026-03-02,B,充电场所的检查\n",
		"activities.csv":       "编号,活动日期,进入场所,单位编码,活动名称\nA1,2026-01-05,企业,T,宣讲\n",
		"trainings.csv":        "编号,培训日期,单位编码,培训内容,参加人数,合格人数\nN1,2026-01-05,Q,责任制,3,3\n",
		"n.yaml":               "code: m2\ntitle: 3月份例会\nkind: 月度例会\ndate: 2026-03-09\n",
		"m.yaml":               "code: m1\ntitle: 第一次全体会议\nkind: 全体会议\ndate: 2026-03-02\nagenda: [{content: 研究工作}]\n",
	}
	var data []string
	for name := range files {
		table := strings.TrimSuffix(strings.TrimSuffix(name, ".csv"), ".yaml")
		switch table {
		case "n":
			continue
		case "m":
			table, name = "meetings", "[m.yaml, n.yaml]"
		}
		if model.EventTable(table) != "" {
			name = "{file: " + name + ", from: 2026-01-01, through: 2026-06-30}"
		}
		data = append(data, "  "+table+": "+name)
	}
	slices.Sort(data)
	for _, c := range []struct{ name, config string }{
		{"full", "office: {name: 某县安全生产委员会办公室, code: 某安委办}\nissuers: {应急: {name: 某县应急管理局, code: 某应急}, 安委会: {name: 某县安全生产委员会, code: 某安委}}\ndata:\n" + strings.Join(data, "\n") + "\n"},
		{"empty", "office: {name: 某县安全生产委员会办公室, code: 某安委办}\nissuers: {安委会: {name: 某县安全生产委员会, code: 某安委}}\n"},
	} {
		folder := filepath.Join(dir, c.name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		files["hongtou.yaml"], files["零报告.csv"] = c.config, nothingHappened()
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		w, err := Open(folder)
		if err != nil || w.Complaints.Errors() > 0 {
			t.Fatalf("%s: %v %v", c.name, err, w.Complaints.All())
		}
		made := map[string]int{}
		for _, target := range yearTargets {
			span := "2026"
			if kind, fixed := w.Templates.Get(target).PeriodKind(); fixed {
				span = map[period.Kind]string{period.Year: "2026", period.Quarter: "2026Q1", period.Month: "2026-03"}[kind]
			}
			for _, o := range fillPaper(t, w, target, span) {
				made[target]++
				for _, bad := range absurdities.FindAllString(o.text, -1) {
					t.Errorf("%s office, %s: %q in\n%s", c.name, target, bad, o.text)
				}
			}
			if c.name == "full" && made[target] == 0 {
				t.Errorf("%s is not made of bare rows", target)
			}
		}
	}
}

// docs/coverage.md has the nineteen rows, with every paper of the year that these
// tests make and no name that is not a target.
func TestCoverageNamesEveryTarget(t *testing.T) {
	data, err := os.ReadFile("../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	w := openCity(t)
	named := map[string]bool{}
	rows := 0
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| no.") {
			continue
		}
		rows++
		for i, part := range strings.Split(line, "`") {
			if i%2 == 1 {
				named[part] = true
				if w.Templates.Get(part) == nil {
					t.Errorf("there is no target %s", part)
				}
			}
		}
	}
	if rows != 19 {
		t.Errorf("%d mechanisms, want 19", rows)
	}
	made := slices.Clone(yearTargets)
	for _, paper := range papers {
		made = append(made, paper.target)
	}
	for _, target := range made {
		if !named[target] {
			t.Errorf("%s stands in no row", target)
		}
	}
}
