package generator

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/register"
	"hongtou/generator/run"
)

// typedWorkspace is numberedWorkspace of two counties with other documents in its
// hongtou.yaml and more templates.
func typedWorkspace(t *testing.T, documents string, templates map[string]string) string {
	t.Helper()
	dir := numberedWorkspace(t, 2)
	os.WriteFile(filepath.Join(dir, "hongtou.yaml"), []byte("office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: \"990100\"}\ndata: {units: units.csv, meetings: \"m*.yaml\"}\ndocuments:\n"+documents), 0o644)
	os.WriteFile(filepath.Join(dir, "m1.yaml"), []byte("code: m1\ntitle: 第一次全体会议\nkind: 全体会议\ndate: 2026-02-03\nissue: 7\nlocation: 会议室\nchair: 张三\n"), 0o644)
	os.WriteFile(filepath.Join(dir, "m2.yaml"), []byte("code: m2\ntitle: 第二次全体会议\nkind: 全体会议\ndate: 2027-08-03\nissue: 7\nlocation: 会议室\nchair: 张三\n"), 0o644)
	for name, text := range templates {
		os.WriteFile(filepath.Join(dir, "templates", name+".md"), []byte(text), 0o644)
	}
	return dir
}

const typedPlan = "---\ntitle: 方案\nnumber: '{{get .Doc \"number\"}}'\nfile: 方案.pdf\ncadence: quarter\n---\n安排如下。\n"

// checked gives the complaints of a check with their places, in order.
func checked(t *testing.T, dir string, r Request) string {
	t.Helper()
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	list := w.Complaints
	if list.Errors() == 0 {
		more, err := w.Check(context.Background(), r)
		if err != nil {
			t.Fatal(err)
		}
		list.Append(more)
	}
	var out []string
	for _, d := range list.All() {
		out = append(out, strings.TrimSpace(d.Code+" "+d.Place.File+" "+d.Place.Key+" "+d.Value))
	}
	return strings.Join(out, "\n")
}

// The same number for two papers is a complaint of check, wherever the two stand.
func TestNumberTwice(t *testing.T) {
	typedBy := func(number string) string {
		return "---\ntitle: 纪要\nnumber: " + number + "\nfile: 另文.pdf\ncadence: quarter\n---\n如下。\n"
	}
	ofUnits := strings.Replace(typedPlan, "file: 方案.pdf", "each: units where tier is 县区\nfile: \"{{.Unit.Code}}.pdf\"", 1)
	ofMeetings := "---\ntitle: 会议通知\nnumber: 安安委办〔2026〕8号\neach: meetings\nfile: \"会议/{{.Meeting.Code}}.pdf\"\ncadence: meeting\n---\n如下。\n"
	ofIssues := strings.Replace(ofMeetings, "number: 安安委办〔2026〕8号", "number: '{{.Office.Code}}〔2026〕{{.Meeting.Issue}}号'", 1)
	const key = "number-twice hongtou.yaml documents."
	for name, c := range map[string]struct {
		documents string
		templates map[string]string
		want      string
	}{
		"two documents of hongtou.yaml": {"  plan:\n    2026Q1: {number: 安安委办〔2026〕9号}\n  circular:\n    2026Q2: {number: '安安委办[2026] 9号'}\n", map[string]string{"plan": typedPlan}, key + "circular.2026Q2.number 安安委办〔2026〕9号"},
		"two periods of one document":   {"  plan:\n    2026Q1: {number: 安安委办〔2026〕9号}\n    2026Q2: {number: 安安委办〔2026〕9号}\n", map[string]string{"plan": typedPlan}, key + "plan.2026Q2.number 安安委办〔2026〕9号"},
		"hongtou.yaml and a template":   {"  plan: {2026Q1: {number: 安安委办〔2026〕9号}}\n", map[string]string{"plan": typedPlan, "other": typedBy("安安委办〔2026〕9号")}, "number-twice templates/other.md  安安委办〔2026〕9号"},
		"all units of one document":     {"  plan: {2026Q1: {number: 安安委办〔2026〕9号}}\n", map[string]string{"plan": ofUnits}, key + "plan.2026Q1.number 安安委办〔2026〕9号"},
		"meetings of other periods":     {"  {}\n", map[string]string{"plan": typedPlan, "invitation": ofMeetings}, "number-twice templates/invitation.md  安安委办〔2026〕8号"},
		"records of other periods":      {"  {}\n", map[string]string{"plan": typedPlan, "invitation": ofIssues}, "number-twice templates/invitation.md  安安委办〔2026〕7号"},
		"blank and other numbers":       {"  plan: {2026Q1: {number: 安安委办〔2026〕　　号}}\n  circular: {2026Q1: {number: 安安委〔2026〕9号}}\n", map[string]string{"plan": typedPlan, "other": typedBy("安安委办〔2026〕9号")}, ""},
	} {
		c.templates["circular"] = strings.Replace(typedPlan, "方案.pdf", "通报.pdf", 1)
		if got := checked(t, typedWorkspace(t, c.documents, c.templates), Request{Targets: slices.Sorted(maps.Keys(c.templates)), Period: "2026Q1", Within: true, Today: springDay}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// A number that was given by the register, or stands on a finished output, is no
// other paper's: check and run complain of the one that is typed, and the typed
// one is not made.
func TestNumberTwiceFinished(t *testing.T) {
	dir := typedWorkspace(t, "  {}\n", map[string]string{"plan": typedPlan, "circular": typedPlan})
	if r, err := opened(t, dir).Run(context.Background(), Request{Targets: []string{"notice"}, Period: "2026Q1", Today: springDay}); err != nil || r.Made != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	m, _ := run.ReadManifest(filepath.Join(dir, "out", "2026Q1"))
	if e := m.Outputs[0]; e.Number != "安安委办〔2026〕1号" || !e.Given {
		t.Errorf("the manifest says %+v", e)
	}
	config, _ := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
	typed := func(documents string) {
		os.WriteFile(filepath.Join(dir, "hongtou.yaml"), []byte(strings.Replace(string(config), "  {}\n", documents, 1)), 0o644)
	}
	typed("  plan: {2026Q2: {number: 安安委办〔2026〕1号}}\n")
	want := "number-twice hongtou.yaml documents.plan.2026Q2.number 安安委办〔2026〕1号"
	q2 := Request{Targets: []string{"plan"}, Period: "2026Q2", Today: springDay}
	if got := checked(t, dir, q2); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if r, err := opened(t, dir).Run(context.Background(), q2); err != nil || r.Failed != 1 || r.Complaints.All()[0].Code != "number-twice" {
		t.Errorf("%+v %v, want it not made", r, err)
	}
	os.Rename(filepath.Join(dir, "out"), filepath.Join(dir, "sent"))
	if got := checked(t, dir, q2); got != want {
		t.Errorf("by the register alone, got %s\nwant %s", got, want)
	}
	os.Rename(filepath.Join(dir, "sent"), filepath.Join(dir, "out"))
	elsewhere := Request{Targets: []string{"letter"}, Period: "2026Q1", Today: springDay, Out: filepath.Join(dir, "o2")}
	if r, err := opened(t, dir).Run(context.Background(), elsewhere); err != nil || r.Made != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	typed("  plan: {2026Q2: {number: 安安委〔2026〕2号}}\n")
	if r, err := opened(t, dir).Run(context.Background(), Request{Targets: []string{"plan"}, Period: "2026Q2", Today: springDay, Out: elsewhere.Out, Register: filepath.Join(dir, "new.csv")}); err != nil || r.Failed != 1 {
		t.Errorf("a number in another folder of outputs: %+v %v", r, err)
	}
	// Typed and printed, then another paper's: until the first is made again with its new number.
	typed("  plan: {2026Q2: {number: 安安委办〔2026〕5号}}\n")
	if r, err := opened(t, dir).Run(context.Background(), q2); err != nil || r.Made != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	typed("  circular: {2026Q3: {number: 安安委办〔2026〕5号}}\n")
	q3 := Request{Targets: []string{"circular"}, Period: "2026Q3", Today: springDay}
	if got := checked(t, dir, q3); !strings.HasPrefix(got, "number-twice ") || strings.Contains(got, "\n") {
		t.Errorf("a number on a finished output: %s", got)
	}
	finished := filepath.Join(dir, "out", "2026Q2", "方案.pdf")
	os.Rename(finished, finished+".bak")
	if got := checked(t, dir, q3); got != "" {
		t.Errorf("the finished output is gone: %s", got)
	}
	os.Rename(finished+".bak", finished)
	typed("  plan: {2026Q2: {number: 安安委办〔2026〕6号}}\n  circular: {2026Q3: {number: 安安委办〔2026〕5号}}\n")
	if got := checked(t, dir, q3); got != "" {
		t.Errorf("after the first was corrected: %s", got)
	}
	// The register passes over what finished outputs bear.
	typed("  {}\n")
	var all []string
	for _, period := range []string{"2026Q2", "2026Q3", "2026Q4", "2027Q1"} {
		if r, err := opened(t, dir).Run(context.Background(), Request{Targets: []string{"notice"}, Period: period, Today: springDay}); err != nil || r.Made != 1 {
			t.Fatalf("%+v %v", r, err)
		}
		m, _ := run.ReadManifest(filepath.Join(dir, "out", period))
		for _, e := range m.Outputs {
			all = append(all, e.Number)
		}
	}
	if slices.Contains(all[1:], "安安委办〔2026〕5号") || !slices.Contains(all, "安安委办〔2026〕6号") {
		t.Errorf("numbers %v, want 5号 once and 6号 after it", all)
	}
}

// A paper that is made again with another number leaves its old one to the papers
// after it.
func TestNumberLeft(t *testing.T) {
	stating := func(number string) string {
		return "---\ntitle: 纪要\nnumber: " + number + "\nfile: 另文.pdf\ncadence: quarter\n---\n如下。\n"
	}
	dir := typedWorkspace(t, "  {}\n", map[string]string{"plan": typedPlan, "other": stating("安安委办〔2026〕9号")})
	both := Request{Targets: []string{"other", "plan"}, Period: "2026Q1", Today: springDay}
	if r, err := opened(t, dir).Run(context.Background(), Request{Targets: []string{"other"}, Period: "2026Q1", Today: springDay}); err != nil || r.Made != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	config, _ := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
	os.WriteFile(filepath.Join(dir, "hongtou.yaml"), []byte(strings.Replace(string(config), "  {}\n", "  plan: {2026Q1: {number: 安安委办〔2026〕9号}}\n", 1)), 0o644)
	os.WriteFile(filepath.Join(dir, "templates", "other.md"), []byte(stating("安安委办〔2026〕10号")), 0o644)
	if r, err := opened(t, dir).Run(context.Background(), both); err != nil || r.Made != 2 {
		t.Errorf("%+v %v, want both made", r.Complaints.All(), err)
	}
}

// The register passes over what tables record and what templates state; a draft
// is no paper that bears a number.
func TestNumbersElsewhere(t *testing.T) {
	dir := typedWorkspace(t, "  plan: {2026Q1: {number: 安安委办〔2026〕4号}}\n", map[string]string{
		"plan": typedPlan, "circular": strings.Replace(typedPlan, "方案.pdf", "通报.pdf", 1),
		"other": "---\ntitle: 纪要\nnumber: '{{.Office.Code}}〔{{.Period.Year}}〕2号'\nfile: 另文.pdf\ncadence: quarter\n---\n如下。\n",
	})
	w := opened(t, dir)
	w.Office.Rewards = append(w.Office.Rewards, &model.Reward{Notice: "安安委办〔2026〕1号"})
	w.Office.Extensions = append(w.Office.Extensions, &model.Extension{Notice: "安安委办〔2026〕3号"})
	if r, err := w.Run(context.Background(), Request{Targets: []string{"notice"}, Period: "2026Q1", Today: springDay}); err != nil || r.Made != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	if m, _ := run.ReadManifest(filepath.Join(dir, "out", "2026Q1")); m.Outputs[0].Number != "安安委办〔2026〕5号" {
		t.Errorf("got %s, want 5号: 1号 and 3号 stand in tables, 2号 in a template, 4号 in hongtou.yaml", m.Outputs[0].Number)
	}
	draft := Request{Targets: []string{"plan"}, Period: "2026Q1", Today: springDay, Draft: true}
	if r, err := w.Run(context.Background(), draft); err != nil || r.Made != 1 {
		t.Errorf("%+v %v", r, err)
	}
	if m, _ := run.ReadManifest(filepath.Join(dir, "out", draftFolder, "2026Q1")); m.Outputs[0].Number != "" {
		t.Errorf("a draft bears %s", m.Outputs[0].Number)
	}
}

// A column that a paper takes its number from is one of numbers.
func TestNumberColumns(t *testing.T) {
	w, read := openCity(t), 0
	for _, target := range w.Templates.List() {
		m := regexp.MustCompile(`(?m)^number: .*\{\{\s*(?:or\s+)?\.([A-Z]\w+)\.(\w+)`).FindStringSubmatch(w.frontOf(target))
		if m == nil {
			continue
		}
		for _, table := range model.Tables() {
			for _, c := range table.Columns {
				if table.Record().Name() == m[1] && c.Field == m[2] {
					if read++; !c.Number {
						t.Errorf("%s has its number from %s %s, whose numbers the register does not know", target.Name(), table.Name, c.Header)
					}
				}
			}
		}
	}
	if read < 5 {
		t.Errorf("only %d papers have their numbers from a table", read)
	}
}

// A number in hongtou.yaml that its paper does not read is a complaint, of check
// and of run.
func TestNumberUnread(t *testing.T) {
	bare := "---\ntitle: 名单\nfile: 名单.pdf\ncadence: quarter\n---\n如下。\n"
	ofMeetings := "---\ntitle: 会议通知\nnumber: '{{get .Doc \"number\"}}'\neach: meetings\nfile: \"会议/{{.Meeting.Code}}.pdf\"\ncadence: meeting\n---\n如下。\n"
	for name, c := range map[string]struct{ documents, want string }{
		"above the period":                  {"  plan: {number: auto}\n", "paper-flat hongtou.yaml documents.plan.number number"},
		"below the period":                  {"  plan: {2026Q1: {number: auto}}\n", ""},
		"of another period":                 {"  plan: {2026Q2: {number: auto}}\n", ""},
		"below a year, of a quarter's":      {"  plan: {2026: {number: auto}}\n", "paper-period hongtou.yaml documents.plan.2026 2026"},
		"below a misspelt period":           {"  plan: {2026Q5: {number: 安安委办〔2026〕9号}}\n", "paper-period hongtou.yaml documents.plan.2026Q5 2026Q5"},
		"of a template without a number":    {"  list: {2026Q1: {number: auto}}\n", "number-unread hongtou.yaml documents.list.2026Q1.number"},
		"of no template":                    {"  plann: {2026Q1: {number: auto}}\n", "paper-target hongtou.yaml documents.plann plann"},
		"below a meeting":                   {"  invitation: {m1: {number: auto}}\n", ""},
		"below a meeting that is not there": {"  invitation: {m3: {number: auto}}\n", "paper-record hongtou.yaml documents.invitation.m3 m3"},
		"not below the meeting":             {"  invitation: {number: auto}\n", "paper-flat hongtou.yaml documents.invitation.number number"},
	} {
		dir := typedWorkspace(t, c.documents, map[string]string{"plan": typedPlan, "list": bare, "invitation": ofMeetings, "circular": strings.Replace(bare, "名单.pdf", "通报.pdf", 1)})
		if got := checked(t, dir, Request{Targets: []string{"plan", "list", "invitation"}, Period: "2026Q1", Within: true, Today: springDay}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		w, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if w.Complaints.Len() > 0 {
			continue // told before anything is made
		}
		if r, err := w.Run(context.Background(), Request{Targets: []string{"plan", "invitation"}, Period: "2026Q1", Within: true, Today: springDay}); err != nil || (r.Failed > 0) != (c.want != "") {
			t.Errorf("%s: run: %+v %v", name, r, err)
		}
	}
}

// A register that was deleted together with its side file, or replaced by another,
// is not the one that numbered the finished outputs. The way out gives the papers
// their numbers back.
func TestLostRegister(t *testing.T) {
	dir := numberedWorkspace(t, 3)
	if r, err := opened(t, dir).Run(context.Background(), numbered()); err != nil || r.Made != 5 {
		t.Fatalf("%+v %v", r, err)
	}
	for _, name := range []string{register.FileName, "." + register.FileName + ".end"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	next := Request{Targets: []string{"notice", "letter"}, Period: "2026Q2", Today: springDay}
	r, err := opened(t, dir).Run(context.Background(), next)
	if err != nil || r.Made != 0 || r.Failed != 4 || r.Complaints.All()[0].Code != "register-short" {
		t.Errorf("a deleted register: %+v %v", r, err)
	}
	if got := checked(t, dir, next); !strings.Contains(got, "register-short") {
		t.Errorf("check of a deleted register: %s", got)
	}
	done, err := opened(t, dir).AcceptRegister(context.Background(), Request{Today: springDay})
	if err != nil || done.Entered != 4 {
		t.Errorf("accepted: %+v %v, want four papers put back", done, err)
	}
	if r, err := opened(t, dir).Run(context.Background(), numbered()); err != nil || r.Kept != 5 {
		t.Errorf("after it was accepted: %+v %v, want all kept", r, err)
	}
	if r, err := opened(t, dir).Run(context.Background(), next); err != nil || r.Made != 4 {
		t.Errorf("after it was accepted: %+v %v", r, err)
	}
	if rows := numbersIn(t, dir); !strings.HasSuffix(rows, "安安委〔2026〕4号 letter 990101\n安安委〔2026〕5号 letter 990102\n安安委〔2026〕6号 letter 990103") {
		t.Errorf("then\n%s", rows)
	}
	rows, complaints, err := opened(t, dir).CheckNumbers(context.Background(), Request{Today: springDay})
	if err != nil || complaints.Len() > 0 || rows != 8 {
		t.Errorf("%d rows, %v %v", rows, complaints.All(), err)
	}
}

// The example bears each number once, in every period.
func TestExampleNumbers(t *testing.T) {
	_, complaints, err := opened(t, "../examples/anlan").CheckNumbers(context.Background(), Request{Today: springDay})
	if err != nil || complaints.Len() > 0 {
		t.Error(complaints.All(), err)
	}
}
