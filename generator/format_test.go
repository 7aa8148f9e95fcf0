package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/run"
)

var allFormats = []fill.Format{fill.PDF, fill.DOCX, fill.OFD}

// formatWorkspace is numberedWorkspace with a job that asks for two formats and a
// template that asks for Word.
func formatWorkspace(t *testing.T) string {
	dir := numberedWorkspace(t, 2)
	config := filepath.Join(dir, "hongtou.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(config, append(text, "jobs: {weekly: {make: [notice, letter], formats: [ofd, docx]}}\nofd: {number: WH, title: ''}\n"...), 0o644)
	os.WriteFile(filepath.Join(dir, "templates/word.md"), []byte("---\ntitle: 请示\nfile: 请示3.5\nformats: docx\ncadence: quarter\n---\n请批示。\n"), 0o644)
	return dir
}

// packedPart is a part of a packed file.
func packedPart(t *testing.T, packed []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func filesOf(t *testing.T, dir string) string {
	var files []string
	for file := range manifest(t, dir) {
		files = append(files, file)
	}
	slices.Sort(files)
	return strings.Join(files, " ")
}

// A format comes from the request, else from the job, else from the template, else
// it is PDF; a suffix in the template's file stands for no format.
func TestWhoAsksForFormats(t *testing.T) {
	w := opened(t, formatWorkspace(t))
	for _, c := range []struct {
		targets []string
		formats []fill.Format
		want    string
	}{
		{[]string{"notice"}, nil, "通知.pdf"},
		{[]string{"weekly"}, nil, "函/990101.docx 函/990101.ofd 函/990102.docx 函/990102.ofd 通知.docx 通知.ofd"},
		{[]string{"weekly"}, []fill.Format{fill.PDF}, "函/990101.pdf 函/990102.pdf 通知.pdf"},
		{[]string{"word"}, nil, "请示3.5.docx"},
		{[]string{"word"}, []fill.Format{fill.OFD}, "请示3.5.ofd"},
		{[]string{"supervision-quarter"}, []fill.Format{fill.OFD}, "督查/2026年第一季度安全生产专项督查工作簿.xlsx"},
	} {
		var files []string
		batches, err := w.Plan(Request{Targets: c.targets, Period: "2026Q1", Today: springDay, Formats: c.formats})
		if err != nil {
			t.Fatal(err)
		}
		for o := range batches[0].Outputs() {
			files = append(files, o.File)
		}
		slices.Sort(files)
		if got := strings.Join(files, " "); got != c.want {
			t.Errorf("%v as %v: %s, want %s", c.targets, c.formats, got, c.want)
		}
	}
	if _, err := ParseFormats("pdf,doc"); err == nil {
		t.Error("doc is taken for a format")
	}
}

// All formats of a paper bear one number, and a run in other formats is one of other
// files: nothing of the first is stale, and the second time nothing is made.
func TestFormatsOfOnePaper(t *testing.T) {
	dir := formatWorkspace(t)
	w, out := opened(t, dir), t.TempDir()
	r := numbered()
	r.Formats, r.Out = allFormats, out
	r.Targets = append(r.Targets, "word")
	report, err := w.Run(context.Background(), r)
	if err != nil || report.Made != 15 || report.Complaints.Len() > 0 {
		t.Fatalf("%d made, %v, %v", report.Made, err, report.Complaints.All())
	}
	if got := strings.Count(numbersIn(t, dir), "号"); got != 3 {
		t.Errorf("the register has %d numbers, want one a paper:\n%s", got, numbersIn(t, dir))
	}
	place := filepath.Join(out, "2026Q1")
	numbers := map[string]string{}
	for _, e := range manifest(t, place) {
		if e.Target == "notice" {
			numbers[e.Format] = e.Number
		}
	}
	if len(numbers) != 3 || numbers[""] != "安安委办〔2026〕1号" || numbers["docx"] != numbers[""] || numbers["ofd"] != numbers[""] {
		t.Errorf("numbers of the notice by format: %v", numbers)
	}
	all := filesOf(t, place)
	r.Formats, r.Prune = []fill.Format{fill.DOCX}, true
	if report, err = w.Run(context.Background(), r); err != nil || report.Made+report.Removed != 0 || report.Kept != 5 {
		t.Errorf("again as Word: made %d, kept %d, removed %d, %v", report.Made, report.Kept, report.Removed, err)
	}
	if got := filesOf(t, place); got != all {
		t.Errorf("there is %s, want %s", got, all)
	}
	r.Formats, r.Targets = allFormats, []string{"notice", "circular"}
	os.Remove(filepath.Join(dir, "templates/word.md"))
	if report, err = opened(t, dir).Run(context.Background(), r); err != nil || report.Removed != 3 {
		t.Errorf("without its template %d outputs are removed, want 3 (%v)", report.Removed, err)
	}
}

// Shards in several formats are joined; a format that a shard did not make is missed.
func TestShardsInFormats(t *testing.T) {
	w := opened(t, formatWorkspace(t))
	shard := func(out string, part int, formats []fill.Format) {
		t.Helper()
		r := Request{Targets: []string{"letter", "word"}, Period: "2026Q1", Today: springDay, Out: out, Formats: formats, Shard: run.Shard{Part: part, Of: 2}}
		if report, err := w.Run(context.Background(), r); err != nil || report.Complaints.Len() > 0 {
			t.Fatal(err, report.Complaints.All())
		}
	}
	out := t.TempDir()
	shard(out, 1, allFormats)
	shard(out, 2, allFormats)
	count, complaints, err := run.Join(context.Background(), filepath.Join(out, "2026Q1"))
	if err != nil || complaints.Len() > 0 || count != 9 {
		t.Fatal(count, err, complaints.All())
	}
	out = t.TempDir()
	shard(out, 1, allFormats)
	shard(out, 2, allFormats[:2])
	if _, complaints, err = run.Join(context.Background(), filepath.Join(out, "2026Q1")); err != nil || complaints.Errors() == 0 {
		t.Fatal("shards of other formats are joined", err)
	}
}

// What is rendered is what a run puts into place, in every format; the register is
// not touched, and a paper that it has not numbered says so.
func TestRender(t *testing.T) {
	dir := formatWorkspace(t)
	w, out := opened(t, dir), t.TempDir()
	r := Request{Targets: []string{"word", "notice"}, Period: "2026Q1", Today: springDay, Out: out, Formats: allFormats}
	render := func() map[string][]byte {
		t.Helper()
		files := map[string][]byte{}
		batches, err := w.Plan(r)
		if err != nil {
			t.Fatal(err)
		}
		for o := range batches[0].Outputs() {
			var b bytes.Buffer
			if complaints, err := o.Render(context.Background(), &b, o.Format); err != nil || complaints.Errors() > 0 {
				t.Fatal(err, complaints.All())
			}
			files[o.File] = b.Bytes()
		}
		return files
	}
	before := render()
	if _, err := os.Stat(filepath.Join(dir, "登记簿.csv")); err == nil {
		t.Fatal("rendering made a register")
	}
	if text := packedPart(t, before["通知.docx"], "word/document.xml"); !strings.Contains(text, "〔2026〕待编号") {
		t.Errorf("the notice has no number that is to come: %s", text)
	}
	if _, err := w.Run(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	after := render()
	if len(after) != 6 {
		t.Errorf("%d outputs, want 6", len(after))
	}
	for file, b := range after {
		if want, err := os.ReadFile(filepath.Join(out, "2026Q1", file)); err != nil || !bytes.Equal(b, want) {
			t.Errorf("%s: rendered otherwise than in place (%v)", file, err)
		}
	}
	if bytes.Equal(before["通知.pdf"], after["通知.pdf"]) {
		t.Error("the number that was given meanwhile does not show")
	}
}

// The names of a paper's elements in OFD files are the office's.
func TestElementsOfOFD(t *testing.T) {
	w := opened(t, formatWorkspace(t))
	batches, err := w.Plan(Request{Targets: []string{"circular"}, Period: "2026Q1", Today: springDay, Formats: []fill.Format{fill.OFD}})
	if err != nil {
		t.Fatal(err)
	}
	for o := range batches[0].Outputs() {
		var b bytes.Buffer
		if complaints, err := o.Render(context.Background(), &b, fill.OFD); err != nil || complaints.Errors() > 0 {
			t.Fatal(err, complaints.All())
		}
		text := packedPart(t, b.Bytes(), "OFD.xml")
		if !strings.Contains(text, `Name="WH">安安委〔2026〕7号<`) || strings.Contains(text, `Name="标题"`) {
			t.Errorf("custom data: %s", text)
		}
	}
	w.Config.OFD = map[string]string{"titel": "标题"}
	before := w.Complaints.Errors()
	if w.checkElements(); w.Complaints.Errors() != before+1 {
		t.Error("an element that does not exist is taken")
	}
}
