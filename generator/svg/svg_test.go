package svg

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

// text is what a page says, run by run.
func text(p *typeset.Page) string {
	var b strings.Builder
	for i := range p.Runs {
		b.WriteString(p.Runs[i].Text())
	}
	return b.String()
}

// read gives the text of a picture's elements of text and the faces that they name.
func read(t *testing.T, picture []byte) (text string, faces map[string]bool) {
	t.Helper()
	d, depth := xml.NewDecoder(bytes.NewReader(picture)), 0
	faces = map[string]bool{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return text, faces
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "text" {
				depth++
				for _, a := range e.Attr {
					if a.Name.Local == "font-family" {
						faces[a.Value] = true
					}
				}
			}
			for _, a := range e.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/png;base64,") || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s has %s=%.40q", e.Name.Local, a.Name.Local, a.Value)
				}
			}
			if e.Name.Local == "script" || e.Name.Local == "foreignObject" || e.Name.Local == "a" {
				t.Errorf("there is an element %s", e.Name.Local)
			}
		case xml.EndElement:
			if e.Name.Local == "text" {
				depth--
			}
		case xml.CharData:
			if depth > 0 {
				text += string(e)
			}
		}
	}
}

// A page says what the layout's page says, in faces that it brings along; the same
// page gives the same bytes.
func TestPageSaysWhatItShows(t *testing.T) {
	for _, s := range samples.All(t) {
		whole, err := Pages(s.Layout)
		if err != nil {
			t.Fatal(err)
		}
		for n, p := range s.Layout.Pages {
			var b, again bytes.Buffer
			if err := Page(&b, s.Layout, n); err != nil {
				t.Fatal(err)
			}
			if err := Page(&again, s.Layout, n); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Errorf("%s, page %d differs from time to time (%v)", s.Name, n, err)
			}
			got, faces := read(t, b.Bytes())
			if got != text(p) {
				t.Errorf("%s, page %d says\n%s\nwant\n%s", s.Name, n, got, text(p))
			}
			for f := range faces {
				if !strings.Contains(b.String(), "@font-face{font-family:'"+f+"'") {
					t.Errorf("%s, page %d does not bring %s along", s.Name, n, f)
				}
			}
			bare, faces := read(t, whole.Pages[n])
			if bare != got || bytes.Contains(whole.Pages[n], []byte("@font-face")) {
				t.Errorf("%s, page %d of the document is another", s.Name, n)
			}
			for f := range faces {
				if !bytes.Contains(whole.Sheet, []byte("@font-face{font-family:'"+f+"'")) {
					t.Errorf("%s: the sheet has no face %s", s.Name, f)
				}
			}
		}
	}
	if err := Page(io.Discard, samples.All(t)[0].Layout, 99); err == nil {
		t.Error("a page that is not there was written")
	}
}

// Each character has its place; one beyond the BMP, or a mark, stands in an element of
// its own; a stroke keeps its dashes.
func TestPlaces(t *testing.T) {
	faces := face.Default()
	r := typeset.Run{Size: 16 * typeset.Pt, X: 100 * typeset.Pt, Y: 200500, Ink: typeset.Red}
	for i, c := range []rune("安𬀩全") {
		f, g, _ := faces.Find(face.XiaoBiaoSong, c)
		r.Face = f
		r.Glyphs = append(r.Glyphs, typeset.Glyph{ID: g, Rune: c, X: typeset.Length(i) * 15785})
	}
	line := typeset.Shape{Path: []typeset.Segment{{Op: typeset.MoveTo}, {Op: typeset.LineTo, Points: [3]typeset.Point{{X: 72000, Y: 1}}}}, Stroke: typeset.Black, Weight: 2000, Dash: 3000}
	var b bytes.Buffer
	if err := Page(&b, &typeset.Layout{Pages: []*typeset.Page{{Width: 100 * typeset.Pt, Height: 100 * typeset.Pt, Runs: []typeset.Run{r}, Shapes: []typeset.Shape{line}}}}, 0); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		` font-size="16" fill="#e8382b" y="200.5" x="100">安</text>`, ` x="115.785">𬀩</text>`, ` x="131.57">全</text>`,
		`<path d="M0 0L72 0.001" fill="none" stroke="#000000" stroke-width="2" stroke-linejoin="round" stroke-dasharray="3"/>`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %s", want)
		}
	}
}

// BenchmarkDocument writes all pages of an agreement of seven.
func BenchmarkDocument(b *testing.B) {
	layouts, faces := make([]*typeset.Layout, 20), face.Default()
	for n := range layouts {
		layouts[n] = samples.Agreement(b, n, faces)
	}
	b.ReportMetric(float64(len(layouts[0].Pages)), "pages")
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if _, err := Pages(layouts[i%len(layouts)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPages writes them each with its own faces.
func BenchmarkPages(b *testing.B) {
	l := samples.Agreement(b, 1, face.Default())
	for range b.N {
		for n := range l.Pages {
			if err := Page(io.Discard, l, n); err != nil {
				b.Fatal(err)
			}
		}
	}
}
