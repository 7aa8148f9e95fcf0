package generator

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
)

// yearTable is a small county whose year is followed: two towns, one meeting.
func yearTable(t *testing.T, config string) *Workspace {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 某县安全生产委员会办公室, code: 某安办}\ndata:\n  units: units.csv\n  targets: targets.csv\n  meetings: m.yaml\n" +
			"  hazards: {file: hazards.csv, from: 2026-01-01, through: 2026-03-31}\n" + config,
		"units.csv":   "单位编码,单位名称,层级,上级编码,主要负责人\nS,某县人民政府,县区,,甲\nT1,东镇人民政府,乡镇街道,S,乙\nT2,西镇人民政府,乡镇街道,S,丙\n",
		"targets.csv": "年度,单位编码,指标,控制数,计量单位\n2026,T1,死亡人数,1,人\n",
		"m.yaml":      "code: m1\ntitle: 全县安全生产工作会议\nkind: 工作会议\ndate: 2026-02-10\n",
		"hazards.csv": "隐患编号,检查日期,责任单位编码,隐患描述,整改期限,检查单位\nH1,2026-03-02,T1,通道堵塞,2026-03-12,某所\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := OpenAt(dir, period.Date{Year: 2026, Month: 2, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func dueOf(t *testing.T, w *Workspace, today string, target string) []*model.Due {
	t.Helper()
	rows, err := w.Due(Request{Today: dayIn(t, today)})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(rows, func(d *model.Due) bool { return d.Target != target })
}

func dayIn(t *testing.T, text string) period.Date {
	t.Helper()
	var d period.Date
	for i, part := range strings.Split(text, "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			t.Fatal(err)
		}
		*[]*int{&d.Year, &d.Month, &d.Day}[i] = n
	}
	return d
}

// What is due follows from cadence, where a paper looks and its time; what is made is
// due no more.
func TestWhatIsDueToday(t *testing.T) {
	w := yearTable(t, "")
	for _, c := range []struct {
		target, today, want string // period by made/wanted, late
	}{
		{"agreement-town", "2026-02-01", "2026 2026-03-31 0/2 0"},
		{"agreement-town", "2026-04-01", "2026 2026-03-31 0/2 2"},
		{"agreement-town", "2025-10-01", "2026 2026-03-31 0/2 0"}, // its targets are entered
		{"task-ledger", "2026-02-01", "2026-01 2026-02-10 0/1 0"},
		{"task-ledger", "2026-02-11", "2026-01 2026-02-10 0/1 1"},
		{"hazard-transfer", "2026-04-02", "2026-03 2026-04-10 0/1 0"},
		{"hazard-transfer", "2026-03-02", ""},
		{"meeting-notice", "2026-01-20", ""},
		{"meeting-notice", "2026-01-26", "2026 2026-02-10 0/1 0"},
		{"meeting-notice", "2026-03-13", "2026 2026-02-10 0/1 1"},
		{"meeting-notice", "2026-03-14", ""}, // long past
		{"minutes", "2026-02-09", ""},
		{"minutes", "2026-02-10", "2026 2026-02-25 0/1 0"},
		{"year-calendar", "2026-02-10", ""},
	} {
		var got []string
		for _, d := range dueOf(t, w, c.today, c.target) {
			got = append(got, strings.Join([]string{d.Period.String(), d.By.String(), strconv.Itoa(d.Made) + "/" + strconv.Itoa(d.Wanted), strconv.Itoa(d.Late)}, " "))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s on %s: %q is due, want %q", c.target, c.today, got, c.want)
		}
	}
	if _, err := w.Due(Request{Period: "2026", Today: dayIn(t, "2026-02-01")}); err == nil {
		t.Error("what is due today was asked for another period")
	}

	// One of two is made, then both, then nothing is due.
	today := dayIn(t, "2026-04-01")
	for _, c := range []struct {
		unit string
		left int
	}{{"T1", 1}, {"", 0}} {
		if _, err := w.Run(context.Background(), Request{Targets: []string{"agreement-town"}, Period: "2026", Unit: c.unit, Today: today}); err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, d := range dueOf(t, w, "2026-04-01", "agreement-town") {
			left += d.Left()
		}
		if left != c.left {
			t.Errorf("%d agreements are to be made, want %d", left, c.left)
		}
	}
}

// The job due makes what is due in the periods in which it is due, and the calendar
// tells of it; made again, the calendar is the same.
func TestJobDueAndCalendar(t *testing.T) {
	w := yearTable(t, "due: {会议纪要: 5日}\n")
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	today := dayIn(t, "2026-02-12")
	batches, err := w.Plan(Request{Targets: []string{DueJob}, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	planned := map[string]bool{}
	for _, b := range batches {
		for _, a := range b.templates {
			planned[a.Name()+" "+b.Period.String()] = true
		}
	}
	for name, want := range map[string]bool{"agreement-town 2026": true, "task-ledger 2026-01": true, "accident-statistics 2025Q4": true, "accident-statistics 2026-01": true, "minutes 2026": true, "year-calendar 2026": false, "task-ledger 2026-02": false} {
		if planned[name] != want {
			t.Errorf("%s is planned: %v, want %v", name, planned[name], want)
		}
	}
	if _, err := w.Plan(Request{Targets: []string{DueJob}, Period: "2026", Today: today}); err == nil {
		t.Error("the job due was planned for a period")
	}
	if _, err := w.Run(context.Background(), Request{Targets: []string{DueJob}, Today: today, Options: run.Options{Workers: 2}}); err != nil {
		t.Fatal(err)
	}
	rows, err := w.Due(Request{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range rows {
		if d.Target == "agreement-town" || d.Target == "task-ledger" || d.Target == "minutes" {
			t.Errorf("%s for %s is still due", d.Target, d.Period)
		}
	}

	calendar := func() (made int, text string) {
		report, err := w.Run(context.Background(), Request{Targets: []string{"year-calendar"}, Period: "2026", Today: today})
		if err != nil || report.Failed > 0 {
			t.Fatalf("the calendar is not made: %v %v", err, report.Complaints.All())
		}
		root := w.root(step{template: w.Templates.Get("year-calendar")}, period.Of(today, period.Year), false)
		book, _ := w.Templates.Get("year-calendar").Workbook(root)
		for _, r := range book.Sheets[0].Rows {
			text += r.Cells[3].Value.(string) + " " + r.Cells[5].Value.(string) + " " + r.Cells[12].Value.(string) + "\n"
		}
		return report.Made, text
	}
	made, text := calendar()
	wants(t, "the calendar", text, "乡镇街道责任书 2026年 已完成\n", "任务督办台账 2026年1月 已完成\n", "任务督办台账 2026年2月 未到期\n", "会议纪要 2026年 已完成\n")
	if strings.Contains(text, "全年工作日历") {
		t.Error("the calendar stands in itself")
	}
	if again, _ := calendar(); made != 1 || again != 0 {
		t.Errorf("the calendar was made %d times, then %d times again though nothing changed", made, again)
	}
}

// What an office says of times holds; a target that is not there, a stretch that is
// none and a job of that name are told.
func TestTimesOfTheOffice(t *testing.T) {
	w := yearTable(t, "due: {task-ledger: 20日}\n")
	if rows := dueOf(t, w, "2026-02-11", "task-ledger"); len(rows) != 1 || rows[0].By.String() != "2026-02-20" || rows[0].Late != 0 {
		t.Errorf("the ledger is due %v", rows)
	}
	for config, code := range map[string]string{
		"due: {nothing-such: 20日}\n":         "due-target",
		"due: {task-ledger: 5个工作日}\n":        "due-form",
		"jobs: {due: {make: task-ledger}}\n": "job-name",
	} {
		if w := yearTable(t, config); w.Complaints.Errors() != 1 || w.Complaints.All()[0].Code != code {
			t.Errorf("%s: %v", config, w.Complaints.All())
		}
	}
}

// Every template of ours serves the mechanism in whose row docs/coverage.md names it
// first.
func TestEveryTemplateHasItsMechanism(t *testing.T) {
	data, err := os.ReadFile("../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]int{}
	for line := range strings.Lines(string(data)) {
		m := regexp.MustCompile(`^\| (\d+) \|`).FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1])
		for _, name := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(line, -1) {
			rows[name[1]] = append(rows[name[1]], n)
		}
	}
	w := openCity(t)
	for _, tpl := range w.Templates.List() {
		if !tpl.Own() && !slices.Contains(rows[tpl.Name()], tpl.Mechanism()) {
			t.Errorf("%s serves mechanism %d, but stands in the rows %v", tpl.Name(), tpl.Mechanism(), rows[tpl.Name()])
		}
	}
}

// An office that begins in the middle of the year has no papers that were due before: they
// are neither late nor wanted, unless they are made. What comes after is.
func TestBeforeTheBeginningNothingIsLate(t *testing.T) {
	for since, want := range map[string]int{"": 2, "2026-04-01": 0, "2026-03-31": 2} {
		config := ""
		if since != "" {
			config = "since: " + since + "\n"
		}
		w := yearTable(t, config)
		late := 0
		for _, d := range dueOf(t, w, "2026-04-01", "agreement-town") {
			late += d.Late
		}
		if late != want {
			t.Errorf("begun on %q: %d agreements due in March are late, want %d", since, late, want)
		}
		for _, d := range dueOf(t, w, "2026-04-01", "supervision-feedback") {
			if d.Unsaid && d.By.Before(dayIn(t, "2026-04-01")) && since == "2026-04-01" {
				t.Errorf("what was due on %s is asked for", d.By)
			}
		}
		if rows := dueOf(t, w, "2026-04-11", "task-ledger"); len(rows) != 1 || rows[0].Late != 1 {
			t.Errorf("begun on %q: the ledger that was due later: %+v", since, rows)
		}
	}
}
