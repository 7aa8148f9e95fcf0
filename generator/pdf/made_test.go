package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
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

// tabled is a changed file with a cross-reference table that is right for it.
func tabled(file string) string {
	end := strings.Index(file, "\nxref\n0 ")
	body, rest := file[:end+1], file[end+1:]
	trailer := rest[strings.Index(rest, "trailer"):strings.Index(rest, "startxref")]
	places := map[int]int{}
	for _, at := range regexp.MustCompile(`(?m)^(\d+) 0 obj`).FindAllStringSubmatchIndex(body, -1) {
		n, _ := strconv.Atoi(body[at[2]:at[3]])
		places[n] = at[0]
	}
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for n := 1; n <= len(places); n++ {
		table += fmt.Sprintf("%010d 00000 n \n", places[n])
	}
	return body + table + trailer + "startxref\n" + strconv.Itoa(len(body)) + "\n%%EOF\n"
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
	if _, err := readMade([]byte(tabled(file)), 2); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"resources of its own":   {"/Parent 1 0 R\n/Resources 2 0 R", "/Parent 1 0 R\n/Resources 7 0 R"},
		"no resources":           {"/Resources 2 0 R", ""},
		"one without resources":  {"/Resources 2 0 R\n/Contents 6", "/Contents 6"},
		"no list of fonts":       {"/Font <<\n>>", ""},
		"fonts of its own":       {"/Font <<\n>>", "/Font <</A 1>>"},
		"fonts elsewhere":        {"/Font <<\n>>", "/Font 3 0 R"},
		"compressed":             {"<</Length ", "<</Filter/FlateDecode/Length "},
		"a length elsewhere":     {"<</Length ", "<</Length 1 0 R/L "},
		"no contents":            {"/Contents ", "/Content "},
		"two pages' one content": {"/Contents 6 0 R", "/Contents 4 0 R"},
		"no catalog":             {"/Root ", "/Rot "},
		"no information":         {"/Info ", "/Inf "},
		"no pages":               {"/Pages ", "/Page "},
		"an object of no use":    {"/Outlines ", "/Outline "},
		"a broken dictionary":    {"/Type /Pages", "/Type Pages x"},
		"an item without end":    {"/Dest [", "/Next 9 0 R/Dest ["},
		"an object that runs on": {"endobj\n1 0 obj", "endobk\n1 0 obj"},
	} {
		changed := strings.ReplaceAll(file, change[0], change[1])
		if changed == file {
			t.Errorf("%s: there is no %q", name, change[0])
			continue
		}
		if m, err := readMade([]byte(tabled(changed)), 2); err == nil {
			t.Errorf("%s: it is taken, with %d objects", name, len(m.objects))
		}
	}
	for name, change := range map[string][2]string{
		"other table":      {"xref\n0 ", "xrex\n0 "},
		"object elsewhere": {"\n4 0 obj", "\n9 0 obj"},
		"a broken end":     {"%%EOF", "%%EOG"},
	} {
		if _, err := readMade([]byte(strings.ReplaceAll(file, change[0], change[1])), 2); err == nil {
			t.Errorf("%s: it is taken", name)
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
