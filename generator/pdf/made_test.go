package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

func valid(t *testing.T, name string, mode int, file []byte) {
	t.Helper()
	api.DisableConfigDir()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = mode
	if err := api.Validate(bytes.NewReader(file), c); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// Papers of every layout, bound too, pass a strict validator. It takes what ISO 19005-3
// asks of attachments (AFRelationship) for a thing of PDF 2.0 only: with them a paper
// passes its other mode.
func TestStrictlyValid(t *testing.T) {
	var parts []typeset.Part
	for _, s := range samples.All(t) {
		var plain, attached bytes.Buffer
		if err := Write(&plain, s.Layout, Info{Title: s.Name}); err != nil {
			t.Fatal(err)
		}
		valid(t, s.Name, model.ValidationStrict, plain.Bytes())
		if err := Write(&attached, s.Layout, Info{Title: s.Name, Attachments: []Attachment{{"unit.json", "单位", "application/json", []byte("{}")}}}); err != nil {
			t.Fatal(err)
		}
		valid(t, s.Name+" with an attachment", model.ValidationRelaxed, attached.Bytes())
		parts = append(parts, typeset.Part{Layout: s.Layout, Copies: 2})
	}
	var b bytes.Buffer
	if err := Write(&b, typeset.Bind(parts), Info{Title: "合订"}); err != nil {
		t.Fatal(err)
	}
	valid(t, "bound", model.ValidationStrict, b.Bytes())
}

// fpdf's own file of two pages with an outline.
func plainFile(t *testing.T) []byte {
	t.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCompression(false)
	for i := range 2 {
		f.AddPage()
		f.Bookmark(fmt.Sprint(`a\(b) <</x`, i), i, 10)
		f.RawWriteStr("q Q endobj xref stream")
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A file that fpdf makes in another way than today is an error that says so, never a
// file that lacks something.
func TestChangedFpdfIsToldOf(t *testing.T) {
	file := string(plainFile(t))
	m, err := readMade([]byte(file), 2)
	if err != nil {
		t.Fatal(err)
	}
	if top := m.objects[m.outlines-1]; top.count != 2 {
		t.Errorf("the outline has %d items, want 2", top.count)
	}
	for name, change := range map[string][2]string{
		"other resources":        {"/Resources 2 0 R", "/Resources 3 0 R"},
		"no resources":           {"/Resources 2 0 R", "/Resourcex 2 0 R"},
		"no list of fonts":       {"/Font <<", "/Fonx <<"},
		"fonts of its own":       {"/Font <<\n>>", "/Font<</F 3>>"},
		"compressed":             {"<</Length ", "<</L 1/Length "},
		"no contents":            {"/Contents ", "/Contentx "},
		"no catalog":             {"/Root ", "/Roox "},
		"no pages":               {"/Pages ", "/Pagex "},
		"other table":            {"xref\n0 ", "xrex\n0 "},
		"object elsewhere":       {"\n4 0 obj", "\n9 0 obj"},
		"an object of no use":    {"/Outlines ", "/Outlinex "},
		"a broken dictionary":    {"/Type /Pages", "/Type Pages x"},
		"a broken end":           {"%%EOF", "%%EOG"},
		"a circle of items":      {"/Next ", "/First "},
		"an object that runs on": {"endobj\n1 0 obj", "endobk\n1 0 obj"},
	} {
		changed := strings.ReplaceAll(file, change[0], change[1])
		if name == "a circle of items" {
			changed = strings.Replace(file, "/First ", "/Next ", 1)
		}
		if changed == file {
			t.Errorf("%s: there is no %q", name, change[0])
			continue
		}
		if m, err := readMade([]byte(changed), 2); err == nil {
			t.Errorf("%s: it is taken, with %d objects", name, len(m.objects))
		}
	}
	if _, err := readMade([]byte(file), 3); err == nil {
		t.Error("a page that is missing is not told of")
	}
	for cut := 0; cut < len(file); cut += 7 {
		if _, err := readMade([]byte(file[:cut]), 2); err == nil {
			t.Errorf("a file that ends at %d is taken", cut)
		}
	}
}
