package generator

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

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

// A file says that it was made on the paper's own date, in every format; that of a
// paper without one, on its period's last day.
func TestFilesSayThePapersDate(t *testing.T) {
	w := example(t)
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
