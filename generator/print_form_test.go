package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/fill"
)

// A watermark lies below all else in both formats, and is no content that is read aloud.
func TestWatermarkLiesBelow(t *testing.T) {
	w, dir := openCity(t), t.TempDir()
	r := Request{Targets: []string{"supervision-feedback"}, Period: "2026Q1", Unit: "990102", Out: dir, Formats: []fill.Format{fill.PDF, fill.OFD}}
	report, err := w.Print(context.Background(), r, PrintForm{Copies: 1, Watermark: "内部资料 " + ReceiverWord})
	if err != nil || report.Made != 2 || report.Complaints.Len() > 0 {
		t.Fatalf("made %d, %v: %v", report.Made, err, report.Complaints.All())
	}
	for file := range manifest(t, filepath.Join(dir, "2026Q1")) {
		path := filepath.Join(dir, "2026Q1", filepath.FromSlash(file))
		if filepath.Ext(file) == ".pdf" {
			if told := tool(t, "pdfinfo", "-struct-text", path); strings.Contains(told, "内部资料") {
				t.Errorf("the watermark is read aloud:\n%.200s", told)
			}
			for n, page := range strings.Split(strings.TrimSpace(tool(t, "mutool", "draw", "-q", "-F", "txt", path)), "\f") {
				if !strings.HasPrefix(strings.TrimSpace(page), "内部资料 澄江区人民政府\n") {
					t.Errorf("page %d of the PDF does not begin with its watermark:\n%.100s", n+1, page)
				}
			}
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			if filepath.Base(f.Name) != "Content.xml" {
				continue
			}
			var b bytes.Buffer
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := b.ReadFrom(in); err != nil {
				t.Fatal(err)
			}
			below, body := strings.Index(b.String(), `Type="Background"`), strings.Index(b.String(), `Type="Body"`)
			if at := strings.Index(b.String(), ">内部资料<"); at < below || at > body || below < 0 {
				t.Errorf("%s: the watermark stands at %d, the layers at %d and %d", f.Name, at, below, body)
			}
		}
	}
}
