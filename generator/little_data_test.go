package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/source"
	"hongtou/generator/table"
)

// An office begins with one unit and no ledger, has quarters without accidents, and
// looks a year ahead. Whatever its tables hold, a template makes its document or
// workbook, is not wanted, or is refused since what it would say is not known.

// subjects is how many of a template's subjects are made: what differs among them is
// tested elsewhere.
const subjects = 1

// written are the outputs that were made already, by digest: most tables touch few
// templates, and what is filled alike is set alike.
var written sync.Map

// makeAll makes the first outputs of each template for those of periods that are of
// its cadence, and gives how many. A complaint that keeps one from being made fails
// the test.
func makeAll(t *testing.T, w *Workspace, what string, periods ...period.Period) (made int) {
	t.Helper()
	for _, template := range w.Templates.List() {
		for _, p := range periods {
			kind, fixed := template.KindFor(p.Kind)
			if _, any := template.PeriodKind(); !any {
				kind, fixed = period.Year, true
			}
			if fixed && kind == p.Kind {
				made += makeSome(t, w, what, template, p)
			}
		}
	}
	return made
}

func makeSome(t *testing.T, w *Workspace, what string, template *fill.Template, p period.Period) (made int) {
	t.Helper()
	for _, subject := range template.Selected(w.Office) {
		root := w.root(step{template: template, subject: subject}, p, false)
		if made == subjects || !subject.In(p) || !template.Wanted(root) {
			continue
		}
		made++
		job := run.Job{Target: template.Name(), Unit: subject.Code(), Prepare: func() (*run.Work, *diag.List) {
			if _, complaints := template.File(root, template.Formats()[0]); complaints.Errors() > 0 {
				return nil, complaints
			}
			if template.Kind() == fill.WorkbookKind {
				return w.workbook(template, root)
			}
			filled, complaints := template.Document(root)
			if filled != nil {
				if heading := emptySection(filled.Body); heading != "" {
					t.Errorf("%s: %s for %s %s: nothing stands under %q", what, template.Name(), subject.Code(), p, heading)
				}
				if x := foundNone.FindString(filled.Body); x != "" {
					t.Errorf("%s: %s for %s %s tells what became of nothing: %s", what, template.Name(), subject.Code(), p, x)
				}
			}
			return w.document(filled, root, fill.PDF, true), complaints
		}}
		prepare := job.Prepare
		job.Prepare = func() (*run.Work, *diag.List) {
			work, complaints := prepare()
			if work != nil {
				if _, known := written.LoadOrStore(work.Input, true); known {
					work = nil
				}
			}
			return work, complaints
		}
		list, err := rehearse(job)
		if err != nil {
			t.Errorf("%s: %s for %s: %v", what, job.Whom(), p, err)
		}
		if all := list.All(); len(all) > 0 && !slices.ContainsFunc(all, func(d diag.Diagnostic) bool {
			return !lacksData(d) && d.Code != model.EmptyCode && d.Code != model.LackingCode && !(what == "without Issuers" && d.Code == model.CodelessCode)
		}) {
			made-- // refused: the complaint says what to enter
			return made
		}
		for _, d := range list.All() {
			if d.Severity == diag.Error || d.Code == diag.Internal {
				t.Errorf("%s: %s for %s: %s", what, job.Whom(), p, d)
			}
		}
	}
	return made
}

// foundNone is a count of no hazards found, or what became of them.
var foundNone = regexp.MustCompile(`发现[^，。]*隐患0项|尚无完成整改的问题；?。|，0(项|家次|期|场次|人次)[，。]`)

// emptySection is the first heading of a text with nothing under it.
func emptySection(body string) string {
	level, heading := 0, ""
	for line := range strings.Lines(body + "\n# 。\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		n := len(line) - len(strings.TrimLeft(line, "#"))
		if n > 0 && n <= level {
			return heading
		}
		level, heading = n, line
	}
	return ""
}

// yearOf is a year and all periods within it.
func yearOf(year int) []period.Period {
	p := []period.Period{period.Of(period.Date{Year: year, Month: 1, Day: 1}, period.Year)}
	for month := 1; month <= 12; month++ {
		for kind, every := range map[period.Kind]int{period.Half: 6, period.Quarter: 3, period.Month: 1} {
			if month%every == 0 {
				p = append(p, period.Of(period.Date{Year: year, Month: month, Day: 1}, kind))
			}
		}
	}
	return p
}

// holding is w with other records.
func holding(w *Workspace, office *model.Office) *Workspace {
	read := *w.Workspace
	read.Office = office
	return &Workspace{Workspace: &read, Templates: w.Templates, Faces: w.Faces, Pictures: w.Pictures, Complaints: &diag.List{}, faces: w.faces, inputs: w.inputs}
}

// officeOf is an office with o's settings and those of its tables that keep lets.
func officeOf(o *model.Office, keep func(table string) bool) *model.Office {
	out := &model.Office{}
	from, to := reflect.ValueOf(o).Elem(), reflect.ValueOf(out).Elem()
	for i := range from.NumField() {
		f := from.Type().Field(i)
		if f.IsExported() && f.Name != "Region" && (f.Type.Kind() != reflect.Slice || keep(f.Name)) {
			to.Field(i).Set(from.Field(i))
		}
	}
	return out
}

// Every period of four years, of which the example's tables hold one and a half; 2027
// is the future to all of them.
func TestEveryPeriod(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, "../examples/anlan")
	made := 0
	for year := 2024; year <= 2027; year++ {
		made += makeAll(t, w, "example", yearOf(year)...)
	}
	if made < 250 {
		t.Errorf("only %d outputs were made", made)
	}
}

// Each table of the example without a record: those that refer to it without the rows
// that do, and without any.
func TestEachTableEmpty(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, "../examples/anlan")
	periods := mustPeriods(t, "2026", "2026H1", "2026Q1", "2026-03")
	office := reflect.TypeFor[model.Office]()
	tables, lean := 0, 0
	for i := range office.NumField() {
		of := office.Field(i)
		if !of.IsExported() || of.Type.Kind() != reflect.Slice || of.Name == "Units" { // of no unit nothing can be said
			continue
		}
		tables++
		o, leaning := withoutOrphans(t, officeOf(w.Office, func(name string) bool { return name != of.Name }))
		makeAll(t, holding(w, o), "without "+of.Name, periods...)
		if len(leaning) == 0 {
			continue
		}
		lean += len(leaning)
		o, _ = withoutOrphans(t, officeOf(w.Office, func(name string) bool { return name != of.Name && !leaning[name] }))
		makeAll(t, holding(w, o), "without "+of.Name+" and what refers to it", periods...)
	}
	if tables < 20 || lean < 12 {
		t.Errorf("only %d tables were emptied, %d refer to them", tables, lean)
	}
}

// Nothing but units or plans, and all tables known to be empty: a paper says what there is
// none of, does not tell of what became of nothing, and no section of it is empty.
func TestKnownToBeEmpty(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, "../examples/anlan")
	for what, keep := range map[string]string{"units alone": "Units Issuers", "a supervision that found nothing": "Units Issuers SupervisionList Groups", "plans alone": "Units Issuers Inspections Visits MonthEvents Meetings Tasks Matters"} {
		o := officeOf(w.Office, func(name string) bool { return slices.Contains(strings.Fields(keep), name) })
		for _, name := range strings.Fields(keep) {
			if reflect.ValueOf(o).Elem().FieldByName(name).Len() == 0 {
				t.Fatalf("the office has no %s", name)
			}
		}
		o.Reaches = nil
		o, _ = withoutOrphans(t, o)
		if made := makeAll(t, holding(w, o), what, mustPeriods(t, "2026", "2026H1", "2026Q1", "2026Q2", "2026-03")...); made < 30 {
			t.Errorf("%s: only %d outputs were made", what, made)
		}
	}
}

// withoutOrphans is an office without the rows that refer to one that is not there; the
// others of their tables stay. leaning are the fields that lost some.
func withoutOrphans(t *testing.T, o *model.Office) (whole *model.Office, leaning map[string]bool) {
	t.Helper()
	leaning = map[string]bool{}
	for range 4 {
		complaints := o.Check()
		if complaints.Errors() == 0 {
			return o, leaning
		}
		wrong := map[diag.Place]bool{}
		for _, d := range complaints.All() {
			if d.Severity == diag.Error {
				wrong[d.Place] = true
			}
		}
		o = officeOf(o, func(string) bool { return true })
		fields := reflect.ValueOf(o).Elem()
		for i := range fields.NumField() {
			list := fields.Field(i)
			if list.Kind() != reflect.Slice || !list.CanSet() {
				continue
			}
			kept := reflect.MakeSlice(list.Type(), 0, list.Len())
			for k := range list.Len() {
				r, ok := list.Index(k).Interface().(model.Record)
				if ok && slices.ContainsFunc(model.TableFor(r).Columns, func(c table.Column) bool { return wrong[r.At(c.Field)] }) {
					leaning[fields.Type().Field(i).Name] = true
					continue
				}
				kept = reflect.Append(kept, list.Index(k))
			}
			list.Set(kept)
		}
	}
	t.Fatalf("rows refer to rows that refer to others: %v", o.Check().All())
	return nil, nil
}

func mustPeriods(t *testing.T, names ...string) (out []period.Period) {
	t.Helper()
	for _, name := range names {
		p, err := period.Parse(name)
		must(t, err)
		out = append(out, p)
	}
	return out
}

// beginning is a workspace by init, with the office's head filled in and one unit.
func beginning(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	must(t, InitEmpty(dir))
	change(t, filepath.Join(dir, source.ConfigName), func(s string) string {
		s = strings.Replace(s, `name: ""`, "name: 青禾市安全生产委员会办公室", 1)
		s = strings.Replace(s, `code: ""`, "code: 安安委办", 1)
		s = strings.Replace(s, "issuers: {}", "issuers: {安委会: {name: 青禾市安全生产委员会, code: 安安委}}", 1)
		s = strings.Replace(s, `region: ""`, `region: "980100"`, 1)
		return strings.Replace(s, "units: {file: data/units.xlsx, sheet: 单位}", "units: data/units.csv", 1)
	})
	must(t, os.WriteFile(filepath.Join(dir, "data/units.csv"), []byte("单位编码,单位名称,层级\n980100,青禾市人民政府,市\n"), 0o644))
	return dir
}

func change(t *testing.T, file string, by func(string) string) {
	t.Helper()
	b, err := os.ReadFile(file)
	must(t, err)
	text := by(string(b))
	if text == string(b) {
		t.Fatalf("%s was not changed", file)
	}
	must(t, os.WriteFile(file, []byte(text), 0o644))
}

// The first minute: init, the office's head, one unit, nothing else. check is well,
// for this year and for one in the future.
func TestNewOffice(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, beginning(t))
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	if made := makeAll(t, w, "a new office", append(mustPeriods(t, "2026", "2026H1", "2026Q1", "2026-03"), yearOf(2031)...)...); made < 30 {
		t.Errorf("only %d outputs were made", made)
	}
}

// One row in each table, all of them about the one unit: with all columns filled as
// in the example's fullest row, and with those only that must be.
func TestOneRowInEachTable(t *testing.T) {
	t.Parallel()
	city, _, meeting, err := exampleCity()
	must(t, err)
	keys := map[string]string{} // by heading, of the one row that others refer to
	for _, table := range model.Tables() {
		for i, c := range source.RowTable(table).Columns {
			switch table.Name + " " + c.Header {
			case "meetings 会议编号":
				keys[c.Header] = source.Sample(table, city)[i]
			case "items 隐患编号", "accidents 事故编号":
				keys[c.Header] = source.Sample(table, city)[i]
			case "criteria 指标编号":
				keys[c.Header] = source.Sample(table, city)[i]
			case "hazards 隐患编号":
				keys["事项编号"] = source.Sample(table, city)[i]
			}
		}
	}
	another := strings.NewReplacer("2026-01-15", "2026-01-19", "2026-01-16", "2026-01-20") // a meeting that is a file
	for _, bare := range []bool{false, true} {
		dir := beginning(t)
		for _, table := range model.Tables() {
			if table.Name != "units" && table.Name != source.Confirmations && table.Name != "sessions" { // no unit is below this one
				oneRow(t, dir, source.RowTable(table), source.Sample(table, city), keys, bare)
			}
		}
		must(t, os.WriteFile(filepath.Join(dir, "data/meetings/m.yaml"), []byte(unitCode.ReplaceAllString(another.Replace(string(meeting)), "980100")), 0o644))
		change(t, filepath.Join(dir, source.ConfigName), func(s string) string {
			return strings.Replace(s, "\n  meetings: data/meetings.csv", "\n  meetings: [data/meetings.csv, data/meetings/*.yaml]", 1)
		})
		change(t, filepath.Join(dir, "data/units.csv"), func(s string) string {
			return strings.Replace(s, "青禾市人民政府,市", "青禾县人民政府,县区", 1)
		}) // which is assessed and has contacts
		w := openWorkspace(t, dir)
		makeAll(t, w, fmt.Sprintf("one row a table, bare %v", bare), mustPeriods(t, "2025", "2026", "2026H1", "2026Q1", "2026-01", "2026-02", "2026-03", "2024Q3", "2024-08")...)
	}
}

// unitCode is a unit's code in the example.
var unitCode = regexp.MustCompile(`\b(99[0-9]{4,}|QY[0-9]+|BM[0-9]+)\b`)

// oneRow writes a table of one row as CSV.
func oneRow(t *testing.T, dir string, table *source.Table, row []string, keys map[string]string, bare bool) {
	t.Helper()
	var heads, cells []string
	for i, c := range table.Columns {
		heads = append(heads, c.Header)
		cell := unitCode.ReplaceAllString(row[i], "980100")
		switch {
		case bare && !c.Required && c.Header != "分值" && (table.Name != "veto-rulings" || c.Header != "事故编号"), c.Header == "上级网格编号", c.Header == "配合单位编码", c.Header == "涉及单位编码", c.Header == "成员单位", c.Header == "督查对象", c.Header == "责任单位" && table.Name == "investigations", // there is no other
			c.Header == "整改报告时限": // by the limits of the example
			cell = ""
		case cell == "":
		case keys[c.Header] != "" && table.Name != "hazards":
			cell = keys[c.Header]
		case c.Header == "标准分":
			cell = "100"
		case table.Name == "self-marks" && c.Header == "年度":
			cell = "2025" // the criteria's
		case table.Name == "veto-rulings" && c.Header == "年度":
			cell = "2024" // the accident's
		}
		cells = append(cells, cell)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	must(t, w.WriteAll([][]string{heads, cells}))
	file := "data/" + table.Name + ".csv"
	must(t, os.WriteFile(filepath.Join(dir, file), b.Bytes(), 0o644))
	if model.EventTable(table.Name) != "" {
		file = "{file: " + file + ", from: 2024-01-01, through: 2026-06-30}"
	}
	change(t, filepath.Join(dir, source.ConfigName), func(s string) string {
		return strings.Replace(s, fmt.Sprintf("%s: {file: data/%s.xlsx, sheet: %s}", table.Name, table.Name, table.Title), table.Name+": "+file, 1)
	})
}

// A paper of one record says no more than the record holds.
func TestSaysNoMoreThanTheRow(t *testing.T) {
	t.Parallel()
	p := mustPeriods(t, "2026")[0].Until(period.Date{Year: 2026, Month: 7, Day: 31})
	for _, c := range []struct {
		template, code string
		change         func(o *model.Office)
		want, not      string // in its title or text; both "": there is no paper
	}{
		{"inspection-plan", "ZX2026-01", func(o *model.Office) { o.Inspections[0].Title = "节后专项检查“回头看”" }, "节后专项检查“回头看”方案", "\n专项检查"},
		{"inspection-report", "ZX2026-01", func(o *model.Office) { o.Inspections[0].Title = "节后专项检查“回头看”" }, "节后专项检查“回头看”情况的报告", "\n专项检查"},
		{"inspection-report", "ZX2026-01", func(o *model.Office) {
			for _, v := range o.Visits {
				v.Found, v.Fixed = nil, nil
			}
		}, "共安排检查单位和场所", "登记了检查结果的"},
		{"interview-minutes", "JC2026-01", func(o *model.Office) { reward(o, "JC2026-01").Person = "" }, "约谈了松渡县人民政府。", "主要负责人"},
		{"interview-minutes", "JC2026-01", func(o *model.Office) {
			reward(o, "JC2026-01").Date = p.AsOf().AddDays(1)
		}, "", ""},
		{"accountability-letter", "SG2026-012", func(o *model.Office) { o.Rewards = o.Rewards[:1] }, "没有登记对责任单位的处理。", ""},
		{"accountability-letter", "SG2026-012", func(o *model.Office) { o.Rewards = nil }, "建议事项", "已经作出的处理"},
		{"veto-approval", "PJ2025-03", nil, "告知书附后。", "批复文件"},
		{"veto-approval", "PJ2025-02", nil, "告知书、陈述申辩材料、调查报告批复文件附后。", ""},
	} {
		w := openWorkspace(t, "../examples/anlan")
		if c.change != nil {
			c.change(w.Office)
		}
		tpl := w.Templates.Get(c.template)
		for _, s := range tpl.Selected(w.Office) {
			if s.Code() != c.code {
				continue
			}
			root := w.root(step{template: tpl, subject: s}, p, false)
			d, complaints := tpl.Document(root)
			switch wanted := tpl.Wanted(root); {
			case !wanted && c.want == "":
			case !wanted || c.want == "" || d == nil:
				t.Errorf("%s of %s: wanted is %v: %v", c.template, c.code, wanted, complaints.All())
			default:
				text := d.Meta.Get("title") + "\n" + d.Body
				if !strings.Contains(text, c.want) || c.not != "" && strings.Contains(text, c.not) {
					t.Errorf("%s of %s: want %q and not %q in:\n%s", c.template, c.code, c.want, c.not, text)
				}
			}
		}
	}
}

func reward(o *model.Office, code string) *model.Reward {
	return o.Rewards[slices.IndexFunc(o.Rewards, func(r *model.Reward) bool { return r.Code == code })]
}
