package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/period"
	"hongtou/generator/register"
	"hongtou/generator/run"
)

// numberedWorkspace has a notice and a letter to each of n counties that ask for
// document numbers, and a circular that asks where the office gave none.
func numberedWorkspace(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, "templates"), 0o755)
	units := "单位编码,单位名称,层级,上级编码,主要负责人\n990100,安澜市人民政府,市,,沈明远\n"
	for i := range n {
		units += fmt.Sprintf("%d,第%d县人民政府,县区,990100,张三\n", 990101+i, i+1)
	}
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: \"990100\"}\n" +
			"data: {units: units.csv}\ndocuments: {circular: {2026Q1: {number: 安安委〔2026〕7号}}, plan: {2026Q1: {number: auto}}}\n",
		"units.csv":             units,
		"templates/notice.md":   "---\ntitle: 关于开展检查的通知\nnumber: auto\ndate: 2026年3月5日\nfile: 通知.pdf\ncadence: quarter\n---\n各县人民政府：\n",
		"templates/letter.md":   "---\ntitle: \"致{{.Unit.Name}}的函\"\nnumber: auto 安安委\neach: units where tier is 县区\nfile: \"函/{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n{{.Unit.Name}}：\n",
		"templates/plan.md":     "---\ntitle: 方案\nnumber: '{{.Doc.number}}'\nfile: 方案.pdf\ncadence: quarter\n---\n安排如下。\n",
		"templates/circular.md": "---\ntitle: 通报\nnumber: '{{or .Doc.number \"auto\"}}'\nfile: 通报.pdf\ncadence: quarter\n---\n情况如下。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func opened(t testing.TB, dir string) *Workspace {
	t.Helper()
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	return w
}

var springDay = period.Date{Year: 2026, Month: 3, Day: 9}

func numbered() Request {
	return Request{Targets: []string{"notice", "letter", "circular"}, Period: "2026Q1", Today: springDay}
}

func numbersIn(t testing.TB, dir string) string {
	t.Helper()
	r, err := register.Open(filepath.Join(dir, register.FileName))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range r.Rows() {
		out = append(out, strings.TrimSpace(row.Number()+" "+row.Target+" "+row.Unit))
	}
	return strings.Join(out, "\n")
}

// Numbers run in the plan's order whatever the workers, a rerun keeps them and
// the files, the number stands on the page, and a void one is not used again.
func TestNumbers(t *testing.T) {
	dir := numberedWorkspace(t, 40) // more than get their numbers at once
	w := opened(t, dir)
	out := filepath.Join(dir, "out", "2026Q1")
	rehearsal := numbered()
	rehearsal.Options.DryRun = true
	if r, err := w.Run(context.Background(), rehearsal); err != nil || r.Wanted != 42 || r.Complaints.Errors() > 0 {
		t.Fatalf("dry run: %+v %v", r, err)
	}
	if c, err := w.Check(context.Background(), numbered()); err != nil || c.Errors() > 0 {
		t.Fatalf("check: %v %v", c.All(), err)
	}
	if _, err := os.Stat(filepath.Join(dir, register.FileName)); err == nil {
		t.Fatal("a dry run or a check gave a number")
	}
	request := numbered()
	request.Options.Workers = 4
	if r, err := w.Run(context.Background(), request); err != nil || r.Made != 42 {
		t.Fatalf("%+v %v", r, err)
	}
	want := []string{"安安委办〔2026〕1号 notice"}
	for i := range 40 {
		serial := i + 1
		if serial == 7 {
			want = append(want, "安安委〔2026〕7号 circular") // hongtou.yaml has it: no letter gets it
		}
		if serial >= 7 {
			serial++
		}
		want = append(want, fmt.Sprintf("安安委〔2026〕%d号 letter %d", serial, 990101+i))
	}
	if got := numbersIn(t, dir); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	for file, number := range map[string]string{"通知.pdf": "安安委办〔2026〕1号", "函/990140.pdf": "安安委〔2026〕41号", "通报.pdf": "安安委〔2026〕7号"} {
		if text := blanks.Replace(tool(t, "pdftotext", "-raw", filepath.Join(out, file), "-")); !strings.Contains(text, number) {
			t.Errorf("%s lacks %s: %s", file, number, text)
		}
	}
	later := numbered()
	later.Today = period.Date{Year: 2027, Month: 1, Day: 2} // the letters have no date of their own
	if r, err := w.Run(context.Background(), later); err != nil || r.Kept != 42 {
		t.Errorf("a rerun made %d and kept %d (%v), want all kept", r.Made, r.Kept, err)
	}
	rehearsal.Today = later.Today
	if r, err := w.Run(context.Background(), rehearsal); err != nil || r.Kept != 42 {
		t.Errorf("a dry run would make %d, want none", r.Wanted)
	}
	if r, err := w.Run(context.Background(), Request{Targets: []string{"plan"}, Period: "2026Q1", Today: springDay}); err != nil || r.Made != 1 {
		t.Errorf("a number that hongtou.yaml asks for: %+v %v", r, err)
	}
	if got := numbersIn(t, dir); !strings.HasSuffix(got, "安安委办〔2026〕2号 plan") {
		t.Errorf("a number that hongtou.yaml asks for: %s", got)
	}
	reg, _ := register.Open(filepath.Join(dir, register.FileName))
	if err := reg.Void(context.Background(), "安安委〔2026〕3号", springDay); err != nil {
		t.Fatal(err)
	}
	if r, err := w.Run(context.Background(), later); err != nil || r.Made != 1 {
		t.Errorf("after a void number %d were made (%v), want its document", r.Made, err)
	}
	if got := numbersIn(t, dir); !strings.HasSuffix(got, "安安委〔2027〕1号 letter 990103") {
		t.Errorf("after a void number: %s", got)
	}
}

// In dry runs and checks the number to come is shown as 待编号.
func TestProvisionalNumber(t *testing.T) {
	w := opened(t, numberedWorkspace(t, 1))
	n := w.numbering(context.Background(), Request{Today: springDay, Options: run.Options{DryRun: true}})
	s, p := step{template: w.Templates.Get("notice")}, period.Of(springDay, period.Quarter)
	u := unnumbered{root: w.root(s, p, false)}
	n.fill(&u, s, p)
	if d := n.number([]unnumbered{u}); d != nil || n.err != nil {
		t.Fatal(d, n.err)
	}
	if got := u.filled.Meta.Get("number"); got != "安安委办〔2026〕待编号" {
		t.Errorf("got %s", got)
	}
}

// A register that was tampered with, and an office without a code, are
// complaints of the documents that ask; the others are made.
func TestNumberComplaints(t *testing.T) {
	dir := numberedWorkspace(t, 2)
	os.WriteFile(filepath.Join(dir, register.FileName), []byte("年份\r\n"), 0o644)
	r, err := opened(t, dir).Run(context.Background(), numbered())
	if err != nil || r.Made != 1 || r.Failed != 3 {
		t.Errorf("made %d, failed %d (%v), want the circular made", r.Made, r.Failed, err)
	}
	for _, d := range r.Complaints.All() {
		if d.Code != "register-broken" || d.Place.File != register.FileName || d.Place.Row != 1 {
			t.Errorf("%v", d)
		}
	}
	dir = numberedWorkspace(t, 2)
	config, _ := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
	os.WriteFile(filepath.Join(dir, "hongtou.yaml"), []byte(strings.Replace(string(config), "code: 安安委办, ", "", 1)), 0o644)
	r, err = opened(t, dir).Run(context.Background(), numbered())
	if err != nil || r.Made != 3 || r.Failed != 1 || r.Complaints.All()[0].Code != "number-code" {
		t.Errorf("without a code: made %d, failed %d (%v) %v", r.Made, r.Failed, err, r.Complaints.All())
	}
	if got := numbersIn(t, dir); strings.Contains(got, "notice") || !strings.Contains(got, "安安委〔2026〕2号") {
		t.Errorf("without a code: %s", got)
	}
}

// A table that is changed while a run is at work is told of at its end; what was
// made rests on what was read.
func TestInputChanged(t *testing.T) {
	dir := numberedWorkspace(t, 3)
	w := opened(t, dir)
	if r, err := w.Run(context.Background(), numbered()); err != nil || r.Notes.Len() > 0 {
		t.Fatalf("nothing was changed: %v %v", r.Notes.All(), err)
	}
	request := numbered()
	request.Options.Force = true
	request.Options.Events = func(e run.Event) {
		if e.Done == 1 {
			for _, name := range []string{"units.csv", "templates/letter.md"} {
				b, _ := os.ReadFile(filepath.Join(dir, name))
				os.WriteFile(filepath.Join(dir, name), append(b, '\n'), 0o644)
			}
			os.Remove(filepath.Join(dir, "templates/notice.md"))
		}
	}
	r, err := w.Run(context.Background(), request)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, d := range r.Notes.All() {
		files = append(files, d.Code+" "+d.Place.File)
	}
	if got, want := strings.Join(files, ", "), "input-changed templates/letter.md, input-changed templates/notice.md, input-changed units.csv"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Names that attack the file system, from table and template to the disk.
func TestHostileNames(t *testing.T) {
	dir := numberedWorkspace(t, 0)
	long := strings.Repeat("很长的单位名称", 60)
	names := []string{"../../../etc/x", `..\..\x`, "CON", "nul.txt", "a/b", "A/B", "é院", "e\u0301院", "名称.", long, long + "二", "x\u202egpj.exe", "=cmd()", "-rf", "~root", "$HOME", "*?<>|", ".hongtou", "manifest.json"}
	var b strings.Builder
	b.WriteString("单位编码,单位名称,层级,上级编码,主要负责人\n990100,安澜市人民政府,市,,沈明远\n")
	for i, name := range names {
		fmt.Fprintf(&b, "%d,%q,县区,990100,张三\n", 990101+i, name)
	}
	os.WriteFile(filepath.Join(dir, "units.csv"), []byte(b.String()), 0o644)
	for name, file := range map[string]string{"inside": "{{.Unit.Name}}.txt.pdf", "climbing": "../../../{{.Unit.Name}}/..//./{{.Unit.Code}}.pdf", "absolute": "/tmp/hongtou-{{.Unit.Code}}.pdf", "own": "{{.Unit.Name}}"} {
		os.WriteFile(filepath.Join(dir, "templates", name+".md"), []byte("---\ntitle: 函\neach: units where tier is 县区\nfile: \""+file+"\"\ncadence: year\n---\n正文。\n"), 0o644)
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadDir(filepath.Dir(dir))
	for _, outside := range []string{"climbing", "absolute"} {
		if _, err := w.Run(context.Background(), Request{Targets: []string{outside}, Period: "2026", Today: springDay}); err == nil || !strings.Contains(err.Error(), "leads out of the output folder") {
			t.Errorf("%s: a template's file outside of the output folder: %v", outside, err)
		}
	}
	r, err := w.Run(context.Background(), Request{Targets: []string{"inside", "own"}, Period: "2026", Today: springDay})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Complaints.All() {
		if !strings.HasPrefix(d.Code, "output-") {
			t.Errorf("%v", d)
		}
	}
	if after, _ := os.ReadDir(filepath.Dir(dir)); len(after) != len(before) {
		t.Errorf("beside the workspace: %v", after)
	}
	if found, _ := filepath.Glob("/tmp/hongtou-9901*"); len(found) > 0 {
		t.Errorf("made %v", found)
	}
	m, err := run.ReadManifest(filepath.Join(dir, "out", "2026"))
	if err != nil || len(m.Outputs) != r.Made {
		t.Fatalf("%d in the manifest, %d made, %v", len(m.Outputs), r.Made, err)
	}
	for _, e := range m.Outputs {
		for segment := range strings.SplitSeq(e.File, "/") {
			stem, _, _ := strings.Cut(strings.ToUpper(segment), ".")
			if len(segment) > 200 || stem == "CON" || stem == "NUL" || segment == ".." || strings.ContainsAny(segment, "\\:*?\"<>|\u202e") || strings.TrimRight(segment, ". ") != segment {
				t.Errorf("a name that not every disk takes: %q", e.File)
			}
		}
	}
	// 县区 whose names meet on some disk, or are cut to the same, complain and do
	// not overwrite each other: é composed and decomposed, the two long ones, and
	// what turns out as the run's own files.
	codes := map[string]int{}
	for _, d := range r.Complaints.All() {
		codes[d.Code]++
	}
	if r.Made+r.Failed != 2*len(names) || codes["output-twice"] < 4 || codes["output-reserved"] < 2 {
		t.Errorf("%d made, %d failed of %d, %v", r.Made, r.Failed, 2*len(names), codes)
	}
}
