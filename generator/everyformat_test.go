package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"hongtou/generator/docx"
	"hongtou/generator/fill"
	"hongtou/generator/internal/readback"
)

// firstOutput is the first paper of a target that a period has data for.
func firstOutput(t *testing.T, w *Workspace, target string) *Output {
	t.Helper()
	for _, period := range []string{"2026Q1", "2026-03", "2026", "2026H1", "2026Q2", "2025"} {
		batches, err := w.Plan(Request{Targets: []string{target}, Period: period})
		if err != nil {
			continue // the target's periods are of another kind
		}
		for _, b := range batches {
			for o := range b.Outputs() {
				complaints, err := o.Render(context.Background(), &bytes.Buffer{}, fill.PDF)
				if err != nil {
					t.Fatal(err)
				}
				if complaints.Errors() == 0 {
					return o
				}
			}
		}
	}
	t.Errorf("no period of the example has a paper of %s", target)
	return nil
}

func rendered(t *testing.T, o *Output, format fill.Format) []byte {
	t.Helper()
	var file bytes.Buffer
	complaints, err := o.Render(context.Background(), &file, format)
	if err != nil || complaints.Errors() > 0 {
		t.Fatalf("%s as %s: %v %v", o.Target, format, err, complaints.All())
	}
	return file.Bytes()
}

// Every document of the example, one paper a target, in its three formats: the Word
// file says the resolved document's words in order, LibreOffice prints it whole on as
// many pages as ours within one, and the OFD's pages say what the PDF's do.
func TestEveryTargetInThreeFormats(t *testing.T) {
	t.Parallel()
	w := openCity(t)
	company, err := Open("../examples/yunlan") // a company has offices, a government departments
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	words, ours, files, ofd := map[string][]string{}, map[string][][]readback.Char{}, map[string][]byte{}, map[string]map[string]*readback.Element{}
	var names, paths []string // of the PDF files
	for _, template := range w.Templates.List() {
		if template.Kind() != fill.DocumentKind {
			continue
		}
		name := template.Name()
		w := w
		if name == "agreement-office" {
			w = company
		}
		o := firstOutput(t, w, name)
		if o == nil {
			continue
		}
		path := filepath.Join(dir, name+".pdf")
		must(t, os.WriteFile(path, rendered(t, o, fill.PDF), 0o600))
		names, paths = append(names, name), append(paths, path)
		words[name], files[name] = wordsOf(t, w, o), rendered(t, o, fill.DOCX)
		wholeParts(t, name+".docx", files[name])
		got, err := readback.Words(files[name])
		must(t, err)
		if a, b := strings.Join(got, "\n"), strings.Join(words[name], "\n"); a != b {
			t.Errorf("%s.docx says\n%s\nwant\n%s", name, a, b)
		}
		ofd[name] = wholeParts(t, name+".ofd", rendered(t, o, fill.OFD))
	}
	read, err := readback.PagesOf(paths)
	if err != nil {
		t.Skip(err)
	}
	for i, name := range names {
		ours[name] = read[i]
		for n, page := range read[i] {
			part := ofd[name][fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", n)]
			if part == nil {
				t.Errorf("%s.ofd lacks page %d", name, n+1)
				continue
			}
			var text []rune
			for _, code := range part.Find("TextCode") {
				text = append(text, []rune(code.Text)...)
			}
			if a, b := sortedText(text), sortedText(textOf(page)); a != b {
				t.Errorf("%s.ofd, page %d says\n%s\nthe PDF\n%s", name, n+1, a, b)
			}
		}
	}
	if len(files) < 30 {
		t.Errorf("only %d documents were made", len(files))
	}
	f := docx.DefaultFonts()
	printed, err := readback.OfficePDFs(t.TempDir(), "../fonts", map[string]string{f.FangSong: "Hongtou Fangsong", f.XiaoBiaoSong: "Hongtou Biaosong",
		f.HeiTi: "Hongtou Hei", f.KaiTi: "Hongtou Kai", f.SongTi: "Hongtou Song", f.Latin: "Hongtou Latin"}, files)
	if errors.Is(err, readback.ErrNoOffice) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range names {
		paths[i] = printed[names[i]]
	}
	read, err = readback.PagesOf(paths)
	must(t, err)
	for i, name := range names {
		pages := read[i]
		if n := len(pages) - len(ours[name]); n < -1 || n > 1 {
			t.Errorf("%s.docx has %d pages in LibreOffice, the PDF %d", name, len(pages), len(ours[name]))
		}
		left := map[rune]int{}
		for _, page := range pages {
			for _, r := range textOf(page) {
				left[r]++
			}
		}
		for _, r := range strings.Join(words[name], "") {
			if left[r]--; left[r] < 0 && unicode.Is(unicode.Han, r) {
				t.Errorf("LibreOffice prints %s.docx without a %c", name, r)
			}
		}
	}
}

// wordsOf is what a paper says, without the breaks inside its lines.
func wordsOf(t *testing.T, w *Workspace, o *Output) []string {
	t.Helper()
	filled, complaints := w.filled(o.step, o.batch.Period, w.root(o.step, o.batch.Period, false))
	if filled == nil {
		t.Fatalf("%s: %v", o.Target, complaints.All())
	}
	paper, _ := w.resolved(filled, false)
	out := paper.Words()
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "\n", "")
	}
	return out
}

// wholeParts are a package's parts as trees, each well-formed.
func wholeParts(t *testing.T, name string, file []byte) map[string]*readback.Element {
	t.Helper()
	parts, err := readback.Parts(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	trees := map[string]*readback.Element{}
	for part, data := range parts {
		if ext := filepath.Ext(part); ext != ".xml" && ext != ".rels" {
			continue
		}
		tree, err := readback.Tree(data)
		if err != nil {
			t.Errorf("%s: %s is not well-formed: %v", name, part, err)
		}
		trees[part] = tree
	}
	return trees
}

func textOf(page []readback.Char) (text []rune) {
	for _, c := range page {
		text = append(text, []rune(c.Text)...)
	}
	return text
}

// sortedText is a text's characters but its spaces, sorted: readers differ in the
// order in which they go over a page.
func sortedText(text []rune) string {
	text = slices.DeleteFunc(slices.Clone(text), unicode.IsSpace)
	slices.Sort(text)
	return string(text)
}

// A file says that it was made on the paper's own date, in every format; that of a
// paper without one, on its period's last day.
func TestFilesSayThePapersDate(t *testing.T) {
	w := openCity(t)
	china := time.FixedZone("", 8*60*60)
	for target, want := range map[string]string{"supervision-notice": "2026-03-05", "minutes": "2026-01-16", "agreement-county": "2026-12-31"} {
		o := firstOutput(t, w, target)
		if o == nil {
			continue
		}
		for _, f := range []struct {
			format           fill.Format
			part, begin, how string
		}{
			{fill.PDF, "", "<xmp:CreateDate>", time.RFC3339},
			{fill.DOCX, "docProps/core.xml", `<dcterms:created xsi:type="dcterms:W3CDTF">`, time.RFC3339},
			{fill.OFD, "OFD.xml", "<ofd:CreationDate>", time.DateOnly},
		} {
			file := rendered(t, o, f.format)
			if f.part != "" {
				parts, err := readback.Parts(file)
				if err != nil {
					t.Fatal(err)
				}
				file = parts[f.part]
			}
			_, said, _ := strings.Cut(string(file), f.begin)
			said, _, _ = strings.Cut(said, "<")
			day, err := time.ParseInLocation(f.how, said, china)
			if err != nil || day.In(china).Format(time.DateOnly) != want {
				t.Errorf("%s as %s was made on %q (%v), want %s", target, f.format, said, err, want)
			}
		}
	}
}
