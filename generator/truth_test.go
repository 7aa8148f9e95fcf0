package generator

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// A paper states nothing that the tables do not hold. This file reads every paper of
// offices with little data as a stranger would: each sentence that says that there was
// nothing, or that all was done, must be one of those known here, and what it claims is
// looked up in the tables by this file's own arithmetic.

// littleOffice is an office with little data.
type littleOffice struct {
	name      string
	today     string
	units     string
	accidents []string // day, unit, deaths
	items     []string // day, unit, due, done
	hazards   []string // day, unit, due, done
	reach     string   // of each of the three tables: from, through; "" of nothing
	confirmed bool     // an empty table was confirmed
}

const (
	manyUnits = "单位编码,单位名称,简称,层级,上级编码\n980100,青禾市人民政府,青禾市,市,\n980101,东川县人民政府,东川县,县区,980100\n980102,西岭县人民政府,西岭县,县区,980100\n980103,青禾市应急管理局,市应急管理局,部门,980100\n"
	oneCounty = "单位编码,单位名称,简称,层级\n980100,青禾县人民政府,青禾县,县区\n"
)

var littleOffices = []littleOffice{
	{name: "first year", today: "2026-04-10", units: manyUnits, accidents: []string{"2026-01-05 980101 1", "2026-03-09 980102 0"}, items: []string{"2026-03-10 980101 2026-03-20 2026-03-18", "2026-03-11 980102 2026-03-20 "},
		hazards: []string{"2026-02-03 980101 2026-02-20 2026-02-18", "2026-03-03 980101 2026-03-20 "}, reach: "2026-01-01 2026-03-31"},
	{name: "quiet", today: "2026-04-10", units: manyUnits, accidents: []string{"2024-11-05 980101 1"}, items: []string{"2024-12-10 980101 2024-12-20 2024-12-18"},
		hazards: []string{"2024-12-10 980101 2024-12-20 2024-12-18"}, reach: "2024-10-01 2026-03-31"},
	{name: "all confirmed", today: "2026-04-10", units: manyUnits, reach: "2024-01-01 2026-03-31", confirmed: true},
	{name: "empty", today: "2026-04-10", units: manyUnits, reach: "2024-01-01 2026-03-31"},
	{name: "nothing said", today: "2026-04-10", units: manyUnits, accidents: []string{"2026-01-05 980101 1"}, items: []string{"2026-03-10 980101 2026-03-20 "}, hazards: []string{"2026-03-03 980101 2026-03-20 "}},
	{name: "one county", today: "2026-04-10", units: oneCounty, accidents: []string{"2025-01-05 980100 1"}, hazards: []string{"2026-01-03 980100 2026-01-20 2026-02-02"}, items: []string{"2026-03-10 980100 2026-03-20 2026-03-12"}, reach: "2025-01-01 2026-03-31"},
	{name: "running", today: "2026-03-11", units: manyUnits, accidents: []string{"2025-03-20 980101 1", "2026-03-09 980102 0"}, items: []string{"2026-03-02 980101 2026-03-05 "}, hazards: []string{"2026-03-03 980101 2026-03-20 "}, reach: "2025-01-01 2026-03-10"},
	{name: "half filled", today: "2026-04-10", units: manyUnits, accidents: []string{"2025-03-20 980101 1", "2026-02-09 980102 0"}, items: []string{"2026-02-10 980101 2026-02-20 "}, hazards: []string{"2026-02-03 980101 2026-02-20 "}, reach: "2025-01-01 2026-02-14"},
}

func (o *littleOffice) open(t *testing.T) *Workspace {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) { must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)) }
	write("units.csv", o.units)
	reach := ""
	if from, through, ok := strings.Cut(o.reach, " "); ok {
		reach = ", from: " + from + ", through: " + through
	}
	tables := map[string]string{"accidents": "事故编号,事故日期,属地编码,死亡人数,行业领域\n", "items": "隐患编号,检查日期,被督查单位编码,整改期限,整改完成日期,隐患描述,隐患部位\n", "hazards": "隐患编号,检查日期,责任单位编码,整改期限,整改完成日期,隐患描述\n"}
	write("supervisions.csv", "督查名称,开始日期,结束日期\n2024年第四季度督查,2024-12-01,2024-12-31\n2026年第一季度督查,2026-02-01,2026-03-31\n2026年第二季度督查,2026-04-13,2026-04-24\n")
	config, confirmed := "office: {name: 青禾安全生产委员会办公室, code: 青安委办, region: \"980100\"}\ndata:\n  units: units.csv\n  supervisions: supervisions.csv\n", "表,起,止,确认人,确认日期\n"
	for name, rows := range map[string][]string{"accidents": o.accidents, "items": o.items, "hazards": o.hazards} {
		text := tables[name]
		for i, row := range rows {
			text += fmt.Sprintf("%s%d,%s", name[:1], i, strings.ReplaceAll(row, " ", ","))
			text += map[string]string{"accidents": ",矿山\n", "items": fmt.Sprintf(",记录不全,部位%d\n", i), "hazards": ",通道堵塞\n"}[name]
		}
		write(name+".csv", text)
		config += "  " + name + ": {file: " + name + ".csv" + reach + "}\n"
		if o.confirmed {
			from, through, _ := strings.Cut(o.reach, " ")
			confirmed += name + "," + from + "," + through + ",甲," + o.today + "\n"
		}
	}
	write("hongtou.yaml", config)
	write("零报告.csv", confirmed)
	today := period.Date{}
	fmt.Sscanf(o.today, "%d-%d-%d", &today.Year, &today.Month, &today.Day)
	w, err := OpenAt(dir, today)
	must(t, err)
	if w.Complaints.Errors() > 0 {
		t.Fatalf("%s: %v", o.name, w.Complaints.All())
	}
	return w
}

// covers tells whether a table with rows covers the days.
func (o *littleOffice) covers(rows []string, from, to string) bool {
	first, through, ok := strings.Cut(o.reach, " ")
	return ok && (len(rows) > 0 || o.confirmed) && from >= first && to <= through && from <= through
}

// among counts the rows of the days that keep keeps.
func among(rows []string, from, to string, keep func(fields []string) bool) (n int) {
	for _, row := range rows {
		f := strings.Split(row, " ")
		if f[0] >= from && f[0] <= to && (keep == nil || keep(f)) {
			n++
		}
	}
	return n
}

// negation is a kind of sentence that says that there was nothing, or all, and how to see
// that it is so; a nil look: an order or a rule, which states no fact.
type negation struct {
	form *regexp.Regexp
	look func(o *littleOffice, at days, m []string) string // "" if it is so
}

// days are those of the paper's figures: its own, or the period before's where the
// paper looks back.
type days struct{ from, to, lastFrom, lastTo, beforeFrom, beforeTo string }

func no(rows func(o *littleOffice) []string, span func(days) (from, to string)) func(*littleOffice, days, []string) string {
	return func(o *littleOffice, at days, _ []string) string {
		from, to := span(at)
		switch n := among(rows(o), from, to, nil); {
		case !o.covers(rows(o), from, to):
			return fmt.Sprintf("the table does not cover %s to %s", from, to)
		case n > 0:
			return fmt.Sprintf("there are %d from %s to %s", n, from, to)
		}
		return ""
	}
}

var (
	ofAccidents = func(o *littleOffice) []string { return o.accidents }
	ofItems     = func(o *littleOffice) []string { return o.items }
	ofHazards   = func(o *littleOffice) []string { return o.hazards }
	now         = func(d days) (string, string) { return d.from, d.to }
	lastYear    = func(d days) (string, string) { return d.lastFrom, d.lastTo }
	before      = func(d days) (string, string) { return d.beforeFrom, d.beforeTo }
	yearToDate  = func(d days) (string, string) { return d.from[:4] + "-01-01", d.to }
)

// late are the rows that were due before the end of the days and not done by it.
func late(rows []string, at days) int {
	return among(rows, "", at.to, func(f []string) bool { return f[2] < at.to && (f[3] == "" || f[3] > at.to) })
}

func nothingLate(rows func(o *littleOffice) []string) func(*littleOffice, days, []string) string {
	return func(o *littleOffice, at days, _ []string) string {
		if !o.covers(rows(o), at.from, at.to) || late(rows(o), at) > 0 {
			return fmt.Sprintf("covered %v, %d are late", o.covers(rows(o), at.from, at.to), late(rows(o), at))
		}
		return ""
	}
}

// notKnown is the claim that a span has no figures to compare with.
// The year so far is compared too.
func notKnown(span func(days) (string, string)) func(*littleOffice, days, []string) string {
	return func(o *littleOffice, at days, _ []string) string {
		if from, to := span(at); o.covers(o.accidents, from, to) && o.covers(o.accidents, at.lastFrom[:4]+"-01-01", at.lastTo) && at.to == endOf(at) {
			return "the table covers " + from + " to " + to
		}
		return ""
	}
}

// endOf is the last day of the month of the days' end: a period that is seen whole ends
// there.
func endOf(d days) string {
	day := d.to
	for later(day, 1)[:7] == day[:7] {
		day = later(day, 1)
	}
	return day
}

var claims = []negation{
	{regexp.MustCompile(`没有单位达到表扬条件|没有需要通报批评的单位`), func(o *littleOffice, at days, _ []string) string {
		if !o.covers(o.items, at.from, at.to) || !o.covers(o.hazards, at.from, at.to) || !o.covers(o.accidents, at.from, at.to) {
			return "not all tables cover it"
		}
		return ""
	}},
	{regexp.MustCompile(`上年同期(（.*）)?没有可比的统计数据`), notKnown(lastYear)},
	{regexp.MustCompile(`上(季度|月|一个半年)没有可比的统计数据`), notKnown(before)},
	{regexp.MustCompile(`本期尚未结束`), func(o *littleOffice, at days, _ []string) string {
		if at.to == endOf(at) {
			return "it has ended"
		}
		return ""
	}},
	{regexp.MustCompile(`上年同期(（.*?）)?(也)?未发生`), no(ofAccidents, lastYear)},
	{regexp.MustCompile(`上季度(也)?未发生`), no(ofAccidents, before)},
	{regexp.MustCompile(`累计未发生生产安全事故`), no(ofAccidents, yearToDate)},
	{regexp.MustCompile(`(全市|全县|日|度|月|半年)未发生(较大及以上)?(生产安全)?事故`), func(o *littleOffice, at days, m []string) string {
		if m[2] != "" && o.covers(o.accidents, at.from, at.to) {
			return "" // no row has three dead
		}
		return no(ofAccidents, now)(o, at, m)
	}},
	{regexp.MustCompile(`^未发生较大及以上`), func(o *littleOffice, at days, _ []string) string {
		if !o.covers(o.accidents, at.from, at.to) {
			return "the table does not cover it"
		}
		return ""
	}},
	{regexp.MustCompile(`^([^，]*县(?:、[^，]*县)*)未发生生产安全事故`), func(o *littleOffice, at days, m []string) string {
		for name, code := range map[string]string{"东川县": "980101", "西岭县": "980102"} {
			if strings.Contains(m[1], name) && among(o.accidents, at.from, at.to, func(f []string) bool { return f[1] == code }) > 0 {
				return name + " had accidents"
			}
		}
		return ""
	}},
	{regexp.MustCompile(`各地区均未发生死亡事故|未造成人员死亡`), func(o *littleOffice, at days, _ []string) string {
		if among(o.accidents, at.from, at.to, func(f []string) bool { return f[2] != "0" }) > 0 &&
			among(o.accidents, at.from[:4]+"-01-01", at.to, func(f []string) bool { return f[2] != "0" }) > 0 {
			return "somebody died"
		}
		return ""
	}},
	{regexp.MustCompile(`隐患台账(上期结转.*)?本月没有新增`), no(ofHazards, now)},
	{regexp.MustCompile(`本月隐患台账没有新增和结转的隐患`), no(ofHazards, now)},
	{regexp.MustCompile(`没有逾期未整改的隐患`), nothingLate(ofHazards)},
	{regexp.MustCompile(`没有逾期未整改的问题|无逾期未整改问题`), nothingLate(ofItems)},
	{regexp.MustCompile(`本月没有完成整改的隐患`), func(o *littleOffice, at days, _ []string) string {
		if among(o.hazards, "", at.to, func(f []string) bool { return f[3] >= at.from && f[3] != "" && f[3] <= at.to }) > 0 {
			return "some were put right"
		}
		return ""
	}},
	{regexp.MustCompile(`尚无完成整改的问题`), func(o *littleOffice, at days, _ []string) string {
		if among(o.items, at.from, at.to, func(f []string) bool { return f[3] != "" && f[3] <= at.to }) > 0 {
			return "some were put right"
		}
		return ""
	}},
	{regexp.MustCompile(`未发现重大隐患`), func(o *littleOffice, at days, _ []string) string { return "" }}, // none of the rows is major
	{regexp.MustCompile(`(已整改尚待复查|尚未复查|尚未全部落实|其余.*尚未|未到整改期限|逾期未整改[0-9])`), func(o *littleOffice, at days, _ []string) string {
		if !o.covers(o.items, at.from, at.to) && !o.covers(o.hazards, at.from, at.to) {
			return "no table covers it"
		}
		return ""
	}},
	// Orders, rules and conditions, which state no fact.
	{regexp.MustCompile(`逾期|不得|应当|要求|督促|检查|防止|严禁|按照|组织|落实|建立|必查|不足|开展|全面|安全生产专项督查|达到100%`), nil},
}

var negative = regexp.MustCompile(`未发生|没有|未下达|尚有|尚无|尚未|均已|均未|全部|无逾期|未发现|未造成`)

// Every paper of every such office is made or refused, and claims nothing that the
// tables do not hold.
func TestNoClaimBeyondTheTables(t *testing.T) {
	made, refused, seen := map[string]int{}, map[string]int{}, map[int]bool{}
	for i := range littleOffices {
		o := &littleOffices[i]
		w := o.open(t)
		for _, paper := range []struct{ target, period string }{
			{"quarter-analysis", "2026Q1"}, {"quarter-analysis", "2025Q1"}, {"supervision-circular", "2026Q1"}, {"supervision-feedback", "2026Q1"}, {"supervision-notice", "2026Q2"}, {"supervision-plan", "2026Q2"},
			{"monthly-report", "2026-01"}, {"monthly-report", "2026-02"}, {"monthly-report", "2026-03"}, {"half-year-report", "2025H2"}, {"half-year-report", "2026H1"}, {"publicity-plan", "2026Q2"}, {"supervision-circular", "2025Q4"},
		} {
			asked, _ := period.Parse(paper.period)
			if paper.period == "2026Q2" {
				asked = asked.Previous() // which it looks back on
			}
			at := daysOf(asked, o)
			outputs, refusals := fillOrRefuse(t, w, paper.target, paper.period)
			made[o.name] += len(outputs)
			for _, d := range refusals.All() {
				refused[o.name]++
				if d.Remedy.Zh == "" || d.Place.File == "" {
					t.Errorf("%s, %s for %s is refused without saying what to enter: %v", o.name, paper.target, paper.period, d)
				}
			}
			for _, out := range outputs {
				for _, sentence := range regexp.MustCompile(`[。；\n|]`).Split(strings.NewReplacer("*", "", "#", "").Replace(out.text), -1) {
					sentence = strings.TrimSpace(sentence)
					if whole := asked.Name() + "，全"; o.reach != "" && at.to != asked.End().String() && strings.HasPrefix(sentence, whole) {
						t.Errorf("%s, %s for %s tells of the whole period, of which the tables end on %s: %s", o.name, paper.target, paper.period, at.to, sentence)
					}
					if !negative.MatchString(sentence) {
						continue
					}
					k := slices.IndexFunc(claims, func(c negation) bool { return c.form.MatchString(sentence) })
					if k < 0 {
						t.Errorf("%s, %s for %s: a claim that nobody looks up: %s", o.name, paper.target, paper.period, sentence)
						continue
					}
					seen[k] = true
					if claims[k].look == nil {
						continue
					}
					of := *o
					if u := out.subject.Unit(); u != nil { // a paper about one unit
						of.items = slices.DeleteFunc(slices.Clone(o.items), func(row string) bool { return !strings.Contains(row, u.Code) })
					}
					if wrong := claims[k].look(&of, at, claims[k].form.FindStringSubmatch(sentence)); wrong != "" {
						t.Errorf("%s, %s for %s: “%s”: %s", o.name, paper.target, paper.period, sentence, wrong)
					}
				}
			}
		}
	}
	for _, name := range []string{"empty", "nothing said"} {
		if made[name] > refused[name] {
			t.Errorf("%s: %d papers are made, %d refused", name, made[name], refused[name])
		}
	}
	for _, name := range []string{"first year", "quiet", "all confirmed", "one county", "running", "half filled"} {
		if made[name] < 4 {
			t.Errorf("%s: only %d papers are made", name, made[name])
		}
	}
	if len(seen) < 12 {
		t.Errorf("only %d kinds of claims were made", len(seen))
	}
}

// A circular of a quiet quarter says what there was, and nothing that wants more of it:
// no table of nothing, no praise or scores where nobody is ranked, no causes to look into.
func TestQuietCircular(t *testing.T) {
	for name, not := range map[string]string{
		"quiet":      `情况情况|事故情况如下|督查|表扬|批评|排名|得分|突出风险组织专项检查|查清责任|纳入年度考核|逐级分析`,
		"one county": `情况情况|事故情况如下|表扬|得分以|名次|逐级分析事故`,
	} {
		i := slices.IndexFunc(littleOffices, func(o littleOffice) bool { return o.name == name })
		text := fillPaper(t, littleOffices[i].open(t), "supervision-circular", "2026Q1")[0].text
		if found := regexp.MustCompile(not).FindString(text); found != "" {
			t.Errorf("%s: the circular says %s:\n%s", name, found, text)
		}
		wants(t, name, text, "未发生生产安全事故", "有关部门要结合季节特点")
	}
}

// daysOf are the days of a period as an office's tables see them.
func daysOf(p period.Period, o *littleOffice) days {
	_, through, _ := strings.Cut(o.reach, " ")
	at := days{from: p.Start().String(), to: p.End().String(), beforeFrom: p.Previous().Start().String(), beforeTo: p.Previous().End().String()}
	at.lastFrom, at.lastTo = fmt.Sprint(p.Year-1)+at.from[4:], fmt.Sprint(p.Year-1)+at.to[4:]
	if through != "" && through >= at.from && through < at.to {
		at.to = through
		at.lastTo = fmt.Sprint(p.Year-1) + through[4:]
	}
	return at
}

// An office that says nothing of how far its tables reach is told once a table, with
// the line to write: papers are not made, workbooks count what is entered.
func TestOneComplaintATable(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, exampleWithout(t, regexp.MustCompile(`, from: [0-9-]+, through: [0-9-]+`)))
	told, tables := map[string]int{}, map[string]bool{}
	complaints, err := w.Check(t.Context(), Request{Period: "2026Q1", Today: period.Date{Year: 2026, Month: 7, Day: 12}})
	must(t, err)
	for _, d := range complaints.All() {
		if d.Severity != diag.Error && d.Code != model.UnsaidCode {
			continue
		}
		tables[d.Place.Key] = true
		if told[d.Severity.String()+d.Place.Key]++; d.Code != model.UnsaidCode || !strings.Contains(d.Remedy.Zh, "complete: monthly}") || d.Place.Line == 0 {
			t.Errorf("%s", d)
		}
	}
	if len(tables) < 8 {
		t.Errorf("only %v are told", tables)
	}
	for table, n := range told {
		if n > 1 {
			t.Errorf("%s is told of %d times", table, n)
		}
	}
}

// exampleWithout is a copy of the example without a part of its settings; nil: with all.
func exampleWithout(t *testing.T, part *regexp.Regexp) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
	if part != nil {
		change(t, filepath.Join(dir, "hongtou.yaml"), func(s string) string { return part.ReplaceAllString(s, "") })
	}
	return dir
}

// In a draft a sentence that is not known stands as （待核：…）; where all is known a
// draft has the final paper's words.
func TestDraftMarksWhatIsNotKnown(t *testing.T) {
	unknown := openWorkspace(t, exampleWithout(t, regexp.MustCompile(`, from: [0-9-]+, through: [0-9-]+`)))
	for _, target := range []string{"quarter-analysis", "supervision-circular", "monthly-report", "half-year-report", "supervision-notice"} {
		text := draftText(t, unknown, target)
		if !strings.Contains(text, "（待核：") || negative.MatchString(strings.Split(regexp.MustCompile(`（待核[^）]*）`).ReplaceAllString(text, ""), "\n# 下")[0]) && target == "quarter-analysis" {
			t.Errorf("the draft of %s claims what is not known:\n%s", target, text)
		}
		for _, bad := range []string{"发生生产安全事故3", "整改率", "<no value>"} {
			if strings.Contains(text, bad) {
				t.Errorf("the draft of %s has %q", target, bad)
			}
		}
	}
	known := openCity(t)
	for _, target := range []string{"quarter-analysis", "supervision-circular"} {
		if text, final := draftText(t, known, target), fillPaper(t, known, target, "2026Q1")[0].text; text != final {
			t.Errorf("the draft of %s differs from the final paper, though all is known", target)
		}
	}
}

func draftText(t *testing.T, w *Workspace, target string) string {
	t.Helper()
	tpl := w.Templates.Get(target)
	p, err := w.PeriodFor(tpl, map[string]string{"monthly-report": "2026-03", "half-year-report": "2026H1", "supervision-notice": "2026Q2"}[target], period.Date{Year: 2026, Month: 4, Day: 10})
	must(t, err)
	s := tpl.Selected(w.Office)[0]
	d, l := tpl.Document(w.root(step{template: tpl, subject: s}, p, true))
	if d == nil {
		t.Fatalf("%s: %v", target, l.All())
	}
	if _, complaints, err := writeDocument(w, d, p); err != nil || complaints > 0 {
		t.Errorf("the draft of %s can't be set: %d complaints, %v", target, complaints, err)
	}
	return html.UnescapeString(strings.ReplaceAll(d.Body, `\`, ""))
}

// The feedback of 27 March knows nothing of 31 March, and orders nothing that it says
// is finished.
func TestFeedbackOfItsDay(t *testing.T) {
	finished := 0
	for _, o := range fillPaper(t, openCity(t), "supervision-feedback", "2026Q1") {
		if strings.Contains(o.text, "3月31日，") && strings.Contains(o.text, "截至2026年3月31日") || !strings.Contains(o.text, "截至2026年3月27日") {
			t.Errorf("the feedback to %s is not of its day:\n%s", o.subject.Name(), o.text)
		}
		if strings.Contains(o.text, "整改率100%") {
			finished++
			for _, order := range []string{"# 整改意见", "整改方案", "立即整改", "书面报告整改结果"} {
				if strings.Contains(o.text, order) {
					t.Errorf("the feedback to %s orders what is finished: %s", o.subject.Name(), order)
				}
			}
		}
	}
	if finished < 10 {
		t.Errorf("only %d are finished", finished)
	}
}
