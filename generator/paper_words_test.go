package generator

import (
	"cmp"
	"fmt"
	"html"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// What single papers of the example say where a rule decides about their words: whose
// consent a notice states, what one rank alone is, what is called a school and what a
// reminder is called that nothing is late in.
func TestPaperWords(t *testing.T) {
	t.Parallel()
	opened := map[string]*Workspace{} // whose records stand as they are
	for _, c := range []struct {
		name           string
		template, span string
		code           string // of the unit or record; "": the paper of none
		change         func(o *model.Office)
		doc            map[string]any // what is said of the paper beside what the example says
		want, not      string         // in its head, title or text
	}{
		{"consent that nobody has entered", "supervision-notice", "2026Q1", "", nil, map[string]any{"approved": ""}, "决定开展2026年第一季度安全生产专项督查", "同意"},
		{"consent that is entered", "supervision-notice", "2026Q1", "", nil, map[string]any{"approved": "市安委会主任"}, "经市安委会主任同意，决定开展", ""},
		{"consent to an inspection", "inspection-plan", "2026", "ZX2026-01", nil, map[string]any{"approved": ""}, "决定开展安澜市人员密集场所消防安全专项检查", "同意"},
		{"the committee's consent to its own listing", "listing-notice", "2026", "GP2026-01", nil, map[string]any{"approved": ""}, "决定实施", "同意"},
		{"consent to a plenary meeting", "plenary-notice", "2026", "anlan-2026-01-22", nil, map[string]any{"approved": ""}, "，定于2026年1月22日", "同意"},
		{"one that is ranked alone", "supervision-circular", "2026Q1", "", alone, nil, "| — | 澄江区 |", "| 1 | 澄江区 |"},
		{"one alone is not praised for its rank", "supervision-circular", "2026Q1", "", alone, nil, "没有单位达到表扬条件", "予以通报表扬："},
		{"one alone in its feedback", "supervision-feedback", "2026Q1", "990102", alone, nil, "没有其他县（市、区）参加排名，不排名次", "列第"},
		{"a school is no enterprise", "supervision-feedback", "2026Q1", "990105", nil, nil, "其中抽查的企业和事业单位：", "其中抽查的企业："},
		{"a brief has an issue and no number", "supervision-brief", "2026Q1", "", nil, map[string]any{"issue": 2}, "第2期", "〔2026〕"},
		{"full names to the superiors", "supervision-brief", "2026Q1", "", nil, nil, "安澜恒泽化工有限公司2项", "恒泽化工2项"},
		{"ties lead together", "quarter-analysis", "2026Q1", "", nil, nil, "松渡县5人、石漈县3人、澄江区2人、沐河区2人、南陂市2人，死亡人数居前", ""},
		{"what has no class is told", "quarter-analysis", "2026Q1", "", nil, nil, "没有填写行业门类的5起", ""},
		{"the quarter's work by the ledgers", "quarter-analysis", "2026Q1", "", nil, nil, "开展教育培训", ""},
		{"whose major hazards", "campaign-report", "2026Q1", "", nil, nil, "隐患台账登记的重大事故隐患", ""},
		{"the supervision's beside them", "campaign-report", "2026Q1", "", nil, nil, "专项督查发现重大隐患11项", ""},
		{"a circular to those it reads out", "monthly-report", "2026-03", "", nil, nil, "各县（市、区）安全生产委员会，安澜市安全生产委员会各成员单位", "领导，"},
		{"counties are no members", "monthly-report", "2026-03", "", nil, nil, "应当报送月报的单位35个", "成员单位35个"},
		{"a reminder in which nothing is late", "task-reminder", "2026-03", "BM02", nil, nil, "任务提醒通知单", "督办通知单"},
		{"one in which something is", "task-reminder", "2026-03", "BM06", nil, nil, "督办通知单", "提醒通知单"},
		{"both offices address committees and governments", "duty-list", "2026", "", nil, nil, "各县（市、区）党委和人民政府，", ""},
		{"nobody publishes for the offices", "duty-list", "2026", "", nil, nil, "提出更新意见，按程序重新公布", ""},
		{"all fields are led, not shared out", "duty-list", "2026", "", nil, nil, "负责：全面工作", "分管（负责）"},
		{"who answers for a point that is considered", "meeting-host", "2026", "anlan-2026-01-22", nil, nil, "请霍启明同志作说明", "请霍启明同志主持"},
		{"no comparison in a speech where there is none", "speech-outline", "2026", "anlan-2026-01-15", nil, nil, "151起", "不作比较"},
		{"why an accident is 较大", "speech-outline", "2026", "anlan-2026-01-15", nil, nil, "死亡1人、受伤3人（其中重伤2人），直接经济损失1260.5万元", ""},
		{"one bracket inside another", "assessment-feedback", "2025", "990122", nil, nil, "，依据为", "（依据：《"},
		{"no meeting calls for itself", "speech-outline", "2026", "anlan-2026-01-22", nil, nil, "近期重点是", "召开全市安全生产工作会议"},
		{"a meeting's last item is not told twice", "monthly-meeting-notice", "2026", "anlan-2026-03-09", nil, nil, "部署下一步工作（诸葛明），20分钟。", "主持人部署"},
		{"a county's hours that all tie", "qingshi/quarter-analysis", "2026Q1", "", nil, nil, "发生事故的3个时段事故起数相同。", "是事故较多的时段"},
		{"two accidents gather nowhere", "yunlan/quarter-analysis", "2026Q1", "", nil, nil, "6—9时发生1起、死亡1人，15—18时发生1起。星期二1起、星期三1起。", "居前"},
		{"nor at an hour", "yunlan/quarter-analysis", "2026Q1", "", nil, nil, "围绕矿山、工贸等发生事故的领域开展专项整治。", "多发"},
		{"a field that is ahead alone", "qingshi/half-year-report", "2026H1", "", nil, nil, "道路交通事故占总数的40%", "矿山事故占总数"},
		{"none of one major hazard", "qingshi/monthly-report", "2026-03", "", nil, nil, "其中重大隐患1项；", "已整改0项"},
		{"the grids of a town's villages", "qingshi/grid-notice", "2026", "990221001", nil, nil, "文昌社区网格", "辖区安全生产监督管理工作由"},
		{"a town without a grid claims none", "grid-notice", "2026", "990124206", func(o *model.Office) { o.Grids = o.Grids[:1] }, nil, "辖区安全生产监督管理工作由鹿鸣县石门乡人民政府负责", "正在划定"},
	} {
		dir, target, of := strings.Cut(c.template, "/")
		if !of {
			dir, target = "anlan", c.template
		}
		w := opened[dir]
		if w == nil || c.change != nil {
			var err error
			w, err = OpenAt("../examples/"+dir, period.Date{Year: 2026, Month: 7, Day: 12})
			must(t, err)
		}
		if c.change == nil {
			opened[dir] = w
		} else {
			c.change(w.Office)
			if l := w.Office.Check(); l.Errors() > 0 {
				t.Fatalf("%s: %v", c.name, l.All())
			}
		}
		text := textFor(t, w, target, c.span, c.code, c.doc)
		if !strings.Contains(text, c.want) || c.not != "" && strings.Contains(text, c.not) {
			t.Errorf("%s: want %q and not %q in:\n%s", c.name, c.want, c.not, text)
		}
	}
}

// textFor is a paper's head, title and text, for the unit or record of a code ("" for
// the paper of none), with what is said of the paper beside what the workspace says.
func textFor(t *testing.T, w *Workspace, template, span, code string, more map[string]any) string {
	t.Helper()
	tpl := w.Templates.Get(template)
	p := mustPeriods(t, span)[0]
	for _, s := range tpl.Selected(w.Office) {
		if s.Code() != code {
			continue
		}
		root := w.root(step{template: tpl, subject: s}, p, false)
		doc := maps.Clone(root.Doc)
		if doc == nil {
			doc = map[string]any{}
		}
		maps.Copy(doc, more)
		root.Doc = doc
		d, complaints := tpl.Document(root)
		if d == nil {
			t.Fatalf("%s of %s: %v", template, code, complaints.All())
		}
		return strings.Join([]string{d.Meta.Get("issue"), d.Meta.Get("number"), d.Meta.Get("to"), d.Meta.Get("cc"), d.Meta.Get("title"), html.UnescapeString(strings.ReplaceAll(d.Body, `\`, ""))}, "\n")
	}
	t.Fatalf("%s has no paper of %q", template, code)
	return ""
}

// alone has only one county with places enough for a rank.
func alone(o *model.Office) { o.Settings.RankedFrom = 20 }

// A form to be filled in states no mark before somebody has given one.
func TestBlankFormsHaveNoMarks(t *testing.T) {
	w := openCity(t)
	for _, form := range []struct {
		target, span, unit string
		columns            []string
	}{{"supervision-checklist", "2026Q1", "", []string{"扣分", "得分"}}, {"self-assessment", "2026", "BM01", []string{"自评分"}}} {
		target, span, columns := form.target, form.span, form.columns
		dir := t.TempDir()
		report, err := w.Run(t.Context(), Request{Targets: []string{target}, Period: span, Unit: form.unit, Out: dir})
		if err != nil || report.Made != 1 {
			t.Fatalf("%s: made %d: %v %v", target, report.Made, err, report.Complaints.All())
		}
		for name := range manifest(t, filepath.Join(dir, span)) {
			f, err := excelize.OpenFile(filepath.Join(dir, span, filepath.FromSlash(name)))
			must(t, err)
			marked := 0
			for _, name := range f.GetSheetList() {
				rows, err := f.GetRows(name)
				must(t, err)
				head := map[int]bool{}
				for _, row := range rows {
					for i, cell := range row {
						switch {
						case slices.Contains(columns, cell):
							head[i], marked = true, marked+1
						case head[i] && cell != "":
							t.Errorf("%s, %s: %q stands under %v of a blank form", target, name, cell, columns)
						}
					}
				}
			}
			if marked == 0 {
				t.Errorf("%s has no column %v", target, columns)
			}
			must(t, f.Close())
		}
	}
}

// A year's book of statistics has no sheet that compares with the period before, which
// is the last year; a month's has none of figures that are of whole years.
func TestSheetsOfAPeriod(t *testing.T) {
	w := openCity(t)
	for span, want := range map[string][2]bool{"2025": {false, true}, "2026": {false, true}, "2026Q1": {true, false}, "2026-03": {true, false}} {
		var previous, relative bool
		for _, s := range fillPaper(t, w, "accident-statistics", span)[0].book.Sheets {
			previous = previous || strings.Contains(s.Name, "环比")
			relative = relative || s.Name == "相对指标"
		}
		if got := [2]bool{previous, relative}; got != want {
			t.Errorf("%s: 环比 and 相对指标: %v, want %v", span, got, want)
		}
	}
}

// The example's numbers of one 代字 rise with the days of their papers.
func TestExampleNumbersRise(t *testing.T) {
	w := openCity(t)
	type numbered struct {
		n   int
		day period.Date
	}
	of := map[string][]numbered{}
	add := func(number string, day period.Date) {
		var n int
		code, rest, ok := strings.Cut(number, "〔2026〕")
		if _, err := fmt.Sscanf(rest, "%d号", &n); ok && err == nil && !day.IsZero() {
			of[code] = append(of[code], numbered{n, day})
		}
	}
	for _, p := range w.Office.Papers {
		add(p.Number, p.Date)
	}
	for _, i := range w.Office.Inspections {
		add(i.Notice, i.Date)
	}
	for _, e := range w.Office.Extensions {
		add(e.Notice, e.Decided)
	}
	for _, target := range w.Config.Documents.Entries() {
		for _, paper := range target.Value.Entries() {
			if number, date := paper.Value.Get("number"), paper.Value.Get("date"); number != nil && date != nil {
				add(number.Text, issued(map[string]any{"date": date.Text}))
			}
		}
	}
	if len(of["安安委办"]) < 12 {
		t.Errorf("only %d numbers are dated", len(of["安安委办"]))
	}
	for code, list := range of {
		slices.SortFunc(list, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
		for i := 1; i < len(list); i++ {
			if list[i].day.Before(list[i-1].day) {
				t.Errorf("%s: number %d is of %s, number %d of %s", code, list[i-1].n, list[i-1].day, list[i].n, list[i].day)
			}
		}
	}
}
