package generator

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/sheet"
)

// The papers that rest on units, targets, accidents, supervision items, tasks
// and meetings: each with a period that has data in the example and one that
// has none.
var papers = []struct {
	target, with, without string
	some                  bool // there is an output for the empty period too
}{
	{"agreement-county", "2026", "2031", true}, {"agreement-department", "2026", "2031", true}, {"agreement-town", "2026", "2031", true},
	{"agreement-village", "2026", "2031", true}, {"agreement-enterprise", "2026", "2031", true}, {"agreement-institution", "2026", "2031", true}, {"agreement-workshop", "2026", "2031", true},
	{"agreement-team", "2026", "2031", true}, {"agreement-post", "2026", "2031", true},
	{"agreement-ledger", "2026", "2031", true}, {"target-breakdown", "2026", "2031", true},
	{"meeting-notice", "2026", "2025", false}, {"meeting-agenda", "2026", "2025", false}, {"meeting-signin", "2026", "2025", false},
	{"minutes", "2026", "2025", false}, {"task-breakdown", "2026", "2025", false}, {"task-notice", "2026", "2025", false},
	{"task-reminder", "2026-03", "2025-03", false}, {"task-ledger", "2026-03", "2025-03", true},
	{"accident-statistics", "2026-03", "2031-03", true}, {"accident-statistics", "2026Q1", "2031Q1", true}, {"accident-statistics", "2025", "2031", true},
	{"quarter-analysis", "2026Q1", "2031Q1", true}, {"quarter-analysis-data", "2026Q1", "2031Q1", true},
	{"supervision-notice", "2026Q1", "2026Q2", true}, {"supervision-plan", "2026Q1", "2026Q2", true}, {"supervision-checklist", "2026Q1", "2031Q1", true},
	{"supervision-feedback", "2026Q1", "2025Q1", false}, {"supervision-circular", "2026Q1", "2031Q1", true}, {"ranking", "2026Q1", "2031Q1", true}, {"supervision-brief", "2026Q1", "2031Q1", false},
	{"half-year-report", "2026H1", "2031H1", true}, {"half-year-data", "2026H1", "2031H1", true},
}

// Every paper is made for the period that has data, and for the other one too or is
// refused for want of data; it reads as an office would send it.
func TestPapers(t *testing.T) {
	w := openCity(t)
	for _, paper := range papers {
		for _, p := range []string{paper.with, paper.without} {
			outputs, refused := fillOrRefuse(t, w, paper.target, p)
			if want := p == paper.with || paper.some && refused.Len() == 0; (len(outputs) > 0) != want {
				t.Errorf("%s for %s: %d outputs, want some: %v (%v)", paper.target, p, len(outputs), want, refused.All())
			}
			for i, o := range outputs {
				for _, bad := range absurdities.FindAllString(o.text, -1) {
					t.Errorf("%s for %s (%s): %q", paper.target, p, o.subject.Name(), bad)
				}
				if o.doc == nil || i > 1 { // TestExample sets them all
					continue
				}
				if _, l, err := writeDocument(w, o.doc, o.period); err != nil || l > 0 {
					t.Errorf("%s for %s (%s): %d complaints while it is set, %v", paper.target, p, o.subject.Name(), l, err)
				}
			}
		}
	}
}

// absurdities are what no office would send: changes by nothing, clauses
// without content, marks that meet.
var absurdities = regexp.MustCompile(`(上升|下降)0%|(增加|减少)0[起人]|[^0-9.]0起，|死亡0人|NaN|Inf|<no value>|（）|（（|[，、；：][，。；、]|。。|“”|%!|\(\)|、\n`)

type output struct {
	subject fill.Subject
	period  period.Period
	doc     *fill.Document
	book    *sheet.Workbook
	text    string // everything that is read, without Markdown's escapes
}

// fillPaper fills a paper, which must not be refused.
func fillPaper(t *testing.T, w *Workspace, target, asked string) []output {
	t.Helper()
	out, refused := fillOrRefuse(t, w, target, asked)
	if refused.Len() > 0 {
		t.Fatalf("%s for %s: %v", target, asked, refused.All())
	}
	return out
}

// fillOrRefuse fills a paper and gives why it is refused for want of data; no other
// complaint may come.
func fillOrRefuse(t *testing.T, w *Workspace, target, asked string) (out []output, refused *diag.List) {
	t.Helper()
	refused = &diag.List{}
	lacks := func(l *diag.List, subject string) bool {
		for _, d := range l.All() {
			if !lacksData(d) {
				t.Fatalf("%s for %s (%s): %v", target, asked, subject, l.All())
			}
		}
		refused.Append(l)
		return l.Len() > 0
	}
	tpl := w.Templates.Get(target)
	if tpl == nil {
		t.Fatalf("no target %s", target)
	}
	p, err := w.PeriodFor(tpl, asked, period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range tpl.Selected(w.Office) {
		root := w.root(step{template: tpl, subject: s}, p, false)
		if !s.In(p) || !tpl.Wanted(root) {
			continue
		}
		o := output{subject: s, period: p}
		if tpl.Kind() == fill.WorkbookKind {
			book, l := tpl.Workbook(root)
			if lacks(l, s.Name()) {
				continue
			}
			o.book, o.text = book, bookText(book)
		} else {
			doc, l := tpl.Document(root)
			if lacks(l, s.Name()) {
				continue
			}
			o.doc, o.text = doc, html.UnescapeString(strings.ReplaceAll(doc.Body, `\`, ""))
		}
		out = append(out, o)
	}
	return out, refused
}

// lacksData tells whether a paper was refused for want of data.
func lacksData(d diag.Diagnostic) bool {
	return slices.Contains([]string{model.ReachCode, model.UnsaidCode, "paper-early", "supervision-missing"}, d.Code)
}

// bookText is what a workbook's lines and texts say.
func bookText(b *sheet.Workbook) string {
	var text strings.Builder
	for _, s := range b.Sheets {
		fmt.Fprintln(&text, s.Title, s.Empty, s.Notes)
		for _, l := range s.Lines {
			fmt.Fprintln(&text, l)
		}
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				if v, ok := c.Value.(string); ok {
					fmt.Fprintln(&text, v)
				}
			}
		}
	}
	return text.String()
}

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

func writeDocument(w *Workspace, d *fill.Document, p period.Period) (size, complaints int, err error) {
	var sink counter
	l, err := w.write(&sink, d, fill.PDF, information{date: chinese(p.End())})
	return sink.n, l.Len(), err
}

// tally is the test's own arithmetic over the table of accidents.
type tally struct {
	accidents, deaths, injuries int
	cents                       int // of 万元
}

func (c tally) phrase() string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%02d", c.cents/100, c.cents%100), "0"), ".")
	return fmt.Sprintf("发生生产安全事故%d起、死亡%d人、受伤%d人，直接经济损失%s万元", c.accidents, c.deaths, c.injuries, s)
}

// accidents reads the table's text and counts what keep keeps, by key.
func accidents(t *testing.T, keep func(row map[string]string) bool, key string) (total tally, by map[string]tally) {
	t.Helper()
	text, err := os.ReadFile("../examples/anlan/data/accidents.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	by = map[string]tally{}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[rows[0][i]] = c
		}
		if row["生产经营性"] == "否" || !keep(row) {
			continue
		}
		var one tally
		one.accidents = 1
		one.deaths, _ = strconv.Atoi(row["死亡人数"])
		one.injuries, _ = strconv.Atoi(row["受伤人数"])
		whole, cents, _ := strings.Cut(row["直接经济损失（万元）"], ".")
		one.cents, _ = strconv.Atoi(whole + (cents + "00")[:2])
		total = total.plus(one)
		by[row[key]] = by[row[key]].plus(one)
	}
	return total, by
}

func (c tally) plus(d tally) tally {
	return tally{c.accidents + d.accidents, c.deaths + d.deaths, c.injuries + d.injuries, c.cents + d.cents}
}

func quarter(year string, months ...string) func(map[string]string) bool {
	return func(row map[string]string) bool {
		return row["事故日期"][:4] == year && slices.Contains(months, row["事故日期"][5:7])
	}
}

// sheetOf finds a sheet of a workbook by name.
func sheetOf(t *testing.T, b *sheet.Workbook, name string) *sheet.Sheet {
	t.Helper()
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i]
		}
	}
	t.Fatalf("no sheet %s in %s", name, b.Title)
	return nil
}

// column gives a sheet's values of a column by the value of another.
func column(s *sheet.Sheet, name, value string) map[string]any {
	at := func(key string) int {
		return slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == key })
	}
	out := map[string]any{}
	for _, r := range s.Rows {
		out[fmt.Sprint(r.Cells[at(name)].Value)] = r.Cells[at(value)].Value
	}
	return out
}

// The circular, the analysis and the workbooks of one quarter give the figures
// that the table of accidents adds up to.
func TestQuarterFiguresAgree(t *testing.T) {
	w := openCity(t)
	total, byRegion := accidents(t, quarter("2026", "01", "02", "03"), "属地编码")
	last, _ := accidents(t, quarter("2025", "01", "02", "03"), "属地编码")
	previous, _ := accidents(t, quarter("2025", "10", "11", "12"), "属地编码")
	if total.accidents == 0 || last.accidents == 0 || total.accidents == last.accidents {
		t.Fatalf("the example's quarters prove nothing: %v %v", total, last)
	}
	circular, analysis := fillPaper(t, w, "supervision-circular", "2026Q1")[0].text, fillPaper(t, w, "quarter-analysis", "2026Q1")[0].text
	for name, text := range map[string]string{"circular": circular, "analysis": analysis} {
		for _, want := range []string{total.phrase(), "事故起数" + moved(total.accidents, last.accidents, "起"), "死亡人数" + moved(total.deaths, last.deaths, "人")} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q:\n%s", name, want, text)
			}
		}
	}
	if want := "与上季度相比，事故起数" + moved(total.accidents, previous.accidents, "起"); !strings.Contains(analysis, want) {
		t.Errorf("the analysis lacks %q", want)
	}
	books := map[string]*sheet.Sheet{
		"statistics": sheetOf(t, fillPaper(t, w, "accident-statistics", "2026Q1")[0].book, "按地区（同比）"),
		"analysis":   sheetOf(t, fillPaper(t, w, "quarter-analysis-data", "2026Q1")[0].book, "按地区"),
		"quarter":    sheetOf(t, fillPaper(t, w, "supervision-quarter", "2026Q1")[0].book, "四项指标统计表（按地区）"),
	}
	counties, _ := w.Office.UnitsOf("县区")
	for _, u := range counties {
		want := byRegion[u.Code]
		for name, s := range books {
			if got := column(s, "name", "accidents")[u.Short]; got != want.accidents {
				t.Errorf("%s: %s has %v accidents, the table %d", name, u.Short, got, want.accidents)
			}
			if got := column(s, "name", "deaths")[u.Short]; got != want.deaths {
				t.Errorf("%s: %s has %v deaths, the table %d", name, u.Short, got, want.deaths)
			}
		}
		control := w.Office.Target(u, 2026, "死亡人数", "").Value
		if want := fmt.Sprintf("| %s | %d | %d | %d | %g |", u.Short, want.accidents, want.deaths, want.deaths, control); !strings.Contains(circular, want) {
			t.Errorf("the circular lacks the row %q", want)
		}
	}
	half, _ := accidents(t, quarter("2026", "01", "02", "03", "04", "05", "06"), "属地编码")
	if report := fillPaper(t, w, "half-year-report", "2026H1")[0].text; !strings.Contains(report, half.phrase()) {
		t.Errorf("the half-year report lacks %q", half.phrase())
	}
	checkCuts(t, w, total)
}

// moved is a change as the texts have it: 下降8.3%（减少3起）.
func moved(now, last int, measure string) string {
	switch {
	case now == last:
		return "持平"
	case now > last:
		return "上升" + percentOf(now-last, last) + "（增加" + strconv.Itoa(now-last) + measure + "）"
	}
	return "下降" + percentOf(last-now, last) + "（减少" + strconv.Itoa(last-now) + measure + "）"
}

// percentOf rounds half up to one decimal in whole numbers.
func percentOf(part, whole int) string {
	tenths := (part*10000/whole + 5) / 10
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + "%"
}

// checkCuts sees that every cut of the analysis adds up, and three of them row
// by row.
func checkCuts(t *testing.T, w *Workspace, total tally) {
	t.Helper()
	book := fillPaper(t, w, "quarter-analysis-data", "2026Q1")[0].book
	for _, s := range book.Sheets[:9] {
		accidents, deaths := 0, 0
		at := func(key string) int {
			return slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == key })
		}
		for _, r := range s.Rows {
			accidents += r.Cells[at("accidents")].Value.(int)
			deaths += r.Cells[at("deaths")].Value.(int)
		}
		if accidents != total.accidents || deaths != total.deaths {
			t.Errorf("%s adds up to %d accidents and %d deaths, want %d and %d", s.Name, accidents, deaths, total.accidents, total.deaths)
		}
	}
	keep := quarter("2026", "01", "02", "03")
	for name, key := range map[string]func(row map[string]string) string{
		"按时段": func(row map[string]string) string {
			h, err := strconv.Atoi(strings.SplitN(row["时间"], ":", 2)[0])
			if err != nil {
				return "时间不详"
			}
			return fmt.Sprintf("%d—%d时", h/3*3, h/3*3+3)
		},
		"按行业领域": func(row map[string]string) string { return row["行业领域"] },
		"按直接原因": func(row map[string]string) string { return row["直接原因"] },
	} {
		want := map[string]int{}
		accidents(t, func(row map[string]string) bool {
			if keep(row) {
				want[key(row)]++
			}
			return false
		}, "属地编码")
		got := column(sheetOf(t, book, name), "name", "accidents")
		for k, n := range want {
			if got[k] != n {
				t.Errorf("%s: %s has %v accidents, the table %d", name, k, got[k], n)
			}
		}
	}
}

// The ledger and the reminders have the tasks that the table says are open.
func TestTaskPapersAgree(t *testing.T) {
	w := openCity(t)
	text, err := os.ReadFile("../examples/anlan/data/tasks.json")
	if err != nil {
		t.Fatal(err)
	}
	var tasks []map[string]string
	if err := json.Unmarshal(text, &tasks); err != nil {
		t.Fatal(err)
	}
	const end = "2026-03-31"
	open, late := map[string]int{}, map[string]bool{}
	for _, task := range tasks {
		due, done := task["完成时限"], task["完成日期"]
		if len(due) != len(end) || done != "" && done <= end {
			continue
		}
		open[task["牵头单位编码"]]++
		late[task["任务编号"]] = due < end
	}
	reminders := fillPaper(t, w, "task-reminder", "2026-03")
	if len(reminders) != len(open) || len(open) < 3 {
		t.Errorf("%d reminders, %d units lead open tasks", len(reminders), len(open))
	}
	for _, o := range reminders {
		if want := fmt.Sprintf("有%d项未完成", open[o.subject.Unit().Code]); !strings.Contains(o.text, want) {
			t.Errorf("the reminder to %s lacks %q:\n%s", o.subject.Unit().Short, want, o.text)
		}
	}
	ledger := sheetOf(t, fillPaper(t, w, "task-ledger", "2026-03")[0].book, "任务督办台账")
	if len(ledger.Rows) != len(tasks) {
		t.Errorf("%d rows in the ledger, want %d", len(ledger.Rows), len(tasks))
	}
	overdue := 0
	for i, r := range ledger.Rows {
		code := tasks[i]["任务编号"]
		if (r.Mark == sheet.Overdue) != late[code] {
			t.Errorf("%s is marked overdue: %v, want %v", code, r.Mark == sheet.Overdue, late[code])
		}
		if r.Mark == sheet.Overdue {
			overdue++
		}
	}
	if overdue == 0 {
		t.Error("no task of the example is overdue: the test proves nothing")
	}
	if notice := fillPaper(t, w, "task-notice", "2026")[0].text; !strings.Contains(notice, fmt.Sprintf("议定了%d项任务", len(tasks))) {
		t.Error("the notice does not give the number of tasks")
	}
}

// Every unit but the region's top has its agreement, with its upper party, its
// people and its targets; the ledger counts those signed.
func TestCascade(t *testing.T) {
	w := openCity(t)
	units, signed := 0, 0
	made := map[string]string{}
	for _, target := range []string{"county", "department", "town", "village", "enterprise", "institution", "workshop", "team", "post"} {
		for _, o := range fillPaper(t, w, "agreement-"+target, "2026") {
			made[o.subject.Unit().Code] = o.text
		}
	}
	for _, u := range w.Office.Units {
		if u == w.Office.Region {
			continue
		}
		units++
		if u.Signed.Year == 2026 {
			signed++
		}
		upper := u.Parent
		if tier := u.Tier.String(); tier == "企业" || tier == "事业单位" {
			upper = w.Office.Region
		}
		for _, want := range []string{upper.Name, u.Name, u.Leader} {
			if !strings.Contains(made[u.Code], want) {
				t.Errorf("the agreement of %s lacks %q", u.Name, want)
			}
		}
		for _, target := range w.Office.TargetsOf(u, 2026) {
			if value := strconv.FormatFloat(target.Value, 'f', -1, 64); !strings.Contains(made[u.Code], target.Indicator) || !strings.Contains(made[u.Code], value) {
				t.Errorf("the agreement of %s lacks %s %s", u.Name, target.Indicator, value)
			}
		}
	}
	if len(made) != units {
		t.Errorf("%d agreements for %d units", len(made), units)
	}
	ledger := fillPaper(t, w, "agreement-ledger", "2026")[0].book
	dated := 0
	for _, v := range column(sheetOf(t, ledger, "签订台账"), "code", "signed") {
		if v != nil && v != "" {
			dated++
		}
	}
	if dated != signed || signed == units {
		t.Errorf("the ledger has %d of %d signed, want %d", dated, units, signed)
	}
}

// Two runs of the jobs give the same bytes, whatever the number of workers.
func TestPapersSameBytes(t *testing.T) {
	w := openCity(t)
	targets := []string{"agreement-post", "agreement-ledger", "target-breakdown", "accident-statistics", "quarter-analysis", "quarter-analysis-data",
		"supervision-plan", "supervision-checklist", "supervision-circular", "ranking", "meeting"}
	var sums [2]map[string]string
	for i, workers := range []int{1, 4} {
		dir := t.TempDir()
		report, err := w.Run(context.Background(), Request{Targets: targets, Period: "2026Q1", Out: dir, Options: run.Options{Workers: workers}})
		if err != nil || report.Failed > 0 {
			t.Fatalf("%d failed, %v: %v", report.Failed, err, report.Complaints.All())
		}
		sums[i] = map[string]string{}
		for _, p := range []string{"2026", "2026Q1"} {
			for file, e := range manifest(t, filepath.Join(dir, p)) {
				sums[i][p+"/"+file] = e.SHA256
			}
		}
	}
	if len(sums[0]) < 25 || !maps.Equal(sums[0], sums[1]) {
		t.Errorf("%d outputs, of which some differ:\n%v\n%v", len(sums[0]), sums[0], sums[1])
	}
}

// The enterprises' agreement has clauses of its own for each of the eleven
// industries, and general ones for any other.
func TestIndustryClauses(t *testing.T) {
	w := openCity(t)
	firms, _ := w.Office.UnitsOf("企业")
	tpl := w.Templates.Get("agreement-enterprise")
	seen := map[string]string{}
	for _, kind := range []string{"道路交通", "油气管线", "矿山", "食品药品", "校园", "危险化学品", "建筑施工", "消防", "人员密集场所", "旅游", "特种设备", "造纸"} {
		firm := *firms[0]
		firm.Category, firm.Industry = kind, ""
		d, l := tpl.Document(w.root(step{template: tpl, subject: fill.Subject{Record: &firm}}, period.Period{Year: 2026, Index: 1}, false))
		if l.Len() > 0 {
			t.Fatal(l.All())
		}
		_, clauses, _ := strings.Cut(d.Body, "# 行业安全要求")
		clauses, _, _ = strings.Cut(clauses, "\n# ")
		_, clauses, _ = strings.Cut(clauses, "1. ")
		if n := strings.Count(clauses, "\n"); n < 6 {
			t.Errorf("%s has %d clauses", kind, n+1)
		}
		if other, twice := seen[clauses]; twice {
			t.Errorf("%s has the clauses of %s", kind, other)
		}
		seen[clauses] = kind
	}
}

// nothingHappened confirms for every table of events that there was nothing to
// enter (零报告).
func nothingHappened() string {
	text := "表,起,止,确认人,确认日期\n"
	for _, table := range model.EventTables() {
		text += table + ",2024-01-01,2026-06-30,甲,2026-07-01\n"
	}
	return text
}

// An office with nothing in its tables, which has confirmed that there was nothing,
// and a meeting of which only the day is known, can make every paper that is not
// about a unit.
func TestPapersOfAnEmptyOffice(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 沐河区安全生产委员会办公室, code: 沐安委办}\nissuers: {安委会: {name: 沐河区安全生产委员会, code: 沐安委}}\ndata: {meetings: m.yaml, supervisions: s.csv}\n",
		"s.csv":        "督查名称,开始日期,结束日期\n2026年第一季度督查,2026-03-09,2026-03-20\n",
		"m.yaml":       "code: m1\ntitle: 安全生产专题会议\ndate: 2026-03-02\n",
		"零报告.csv":      nothingHappened(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(dir)
	if err != nil || w.Complaints.Errors() > 0 {
		t.Fatalf("%v %v", err, w.Complaints.All())
	}
	made := 0
	for _, paper := range papers {
		for _, o := range fillPaper(t, w, paper.target, paper.with) {
			made++
			if o.doc != nil {
				if _, l, err := writeDocument(w, o.doc, o.period); err != nil || l > 0 {
					t.Errorf("%s: %d complaints while it is set, %v", paper.target, l, err)
				}
			}
			for _, bad := range absurdities.FindAllString(o.text, -1) {
				t.Errorf("%s: %q", paper.target, bad)
			}
		}
	}
	if made != 19 {
		t.Errorf("%d papers, want 19", made)
	}
}

// A paper that has no date yet leaves room for it at both of its places: below the
// signature and before 印发 (7.3.5.5, 7.4.3).
func TestBlankDatesStandTwice(t *testing.T) {
	w := ownCity(t)
	bare := officeOf(w.Office, func(table string) bool { return table != "Papers" })
	bare.Check()
	seen := 0
	for _, template := range w.Templates.List() {
		if template.Kind() != fill.DocumentKind {
			continue
		}
		for _, p := range mustPeriods(t, "2026", "2025", "2026H1", "2026Q1", "2026-03") {
			if kind, fixed := template.KindFor(p.Kind); fixed && kind != p.Kind {
				continue
			}
			for _, s := range template.Selected(bare) {
				root := s.Bind(fill.Root{Office: bare, Period: p})
				if !s.In(p) || !template.Wanted(root) {
					continue
				}
				d, _ := template.Document(root)
				if d == nil {
					continue
				}
				if printed := d.Meta.Get("printed"); d.Meta.Get("printer") != "" && strings.Contains(d.Body, "date: 　") {
					seen++
					if !strings.HasPrefix(printed, "年　") { // the blank before it is the line's
						t.Errorf("%s for %s: the date below the signature is blank, that of 印发 is %q", template.Name(), p, printed)
					}
				}
				break
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d papers without a date were read", seen)
	}
}
