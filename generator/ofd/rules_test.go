package ofd

import (
	"slices"
	"strings"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/standard"
	"hongtou/generator/typeset"
)

// page is a layout of one page with runs of body text.
func page(t *testing.T, runs ...typeset.Run) *typeset.Layout {
	t.Helper()
	return &typeset.Layout{Pages: []*typeset.Page{{Number: 1, Width: standard.PaperWidth, Height: standard.PaperHeight, Runs: runs}}}
}

// run is a text in the face of its first character, a glyph each 16 pt.
func run(t *testing.T, text string) typeset.Run {
	t.Helper()
	faces := face.Default()
	r := typeset.Run{Size: 16 * typeset.Pt, X: 100 * typeset.Pt, Y: 200 * typeset.Pt, Ink: typeset.Black}
	for i, c := range []rune(text) {
		f, g, ok := faces.Find(face.KaiTi, c)
		if !ok {
			t.Fatalf("no face has %q", c)
		}
		if r.Face == nil {
			r.Face = f
		}
		r.Glyphs = append(r.Glyphs, typeset.Glyph{ID: g, Rune: c, X: typeset.Length(i) * 16 * typeset.Pt})
	}
	return r
}

func objects(t *testing.T, l *typeset.Layout) []*element {
	t.Helper()
	parts, _ := unpacked(t, written(t, l, Info{}))
	return parsed(t, "page", parts["Doc_0/"+pagePath(0)]).first("Layer").children
}

// Blanks in front and characters beyond the BMP are objects of their own, and what
// follows stands where it stood.
func TestTextsAreCutForReaders(t *testing.T) {
	var got []string
	r := run(t, "　　安　全生")
	r.Glyphs[4].Rune = 0x2010C // beyond the BMP, with any glyph
	for _, o := range objects(t, page(t, r)) {
		code := o.first("TextCode")
		b := floats(t, o.attributes["Boundary"])
		x := b[0] + floats(t, code.attributes["X"])[0]
		at := int((x - inMM(r.X) + 0.1) / inMM(16*typeset.Pt)) // characters from the run's first
		got = append(got, strings.Repeat("_", at)+code.text)
	}
	if want := []string{"　　", "__安　", "____\U0002010C", "_____生"}; !slices.Equal(got, want) {
		t.Errorf("the objects are %q, want %q", got, want)
	}
}

// What XML can't hold keeps its place; documents of the same sizes have identifiers of
// their own.
func TestOneCharacterForAnother(t *testing.T) {
	one, two := run(t, "安全生"), run(t, "全安生")
	one.Glyphs[2].Rune = 0x01
	if code := objects(t, page(t, one))[0].first("TextCode"); code.text != "安全\uFFFD" {
		t.Errorf("the text is %q", code.text)
	}
	two.Glyphs[2].Rune = 0x01
	var ids [2]string
	for i, r := range []typeset.Run{one, two} {
		parts, _ := unpacked(t, written(t, page(t, r), Info{}))
		ids[i] = parsed(t, "o", parts["OFD.xml"]).first("DocID").text
	}
	if ids[0] == ids[1] {
		t.Error("two documents have one identifier")
	}
}

// Distances that differ by rounding only are one number; no glyph stands 5/1000 mm
// from its place.
func TestDistances(t *testing.T) {
	r := run(t, strings.Repeat("安", 28))
	for i := range r.Glyphs {
		r.Glyphs[i].X = typeset.Length(i) * standard.Cell
	}
	deltas := strings.Fields(objects(t, page(t, r))[0].first("TextCode").attributes["DeltaX"])
	changes, x := 0, 0.0
	for i, d := range deltas {
		if i > 0 && d != deltas[i-1] {
			changes++
		}
		if x += floats(t, d)[0]; off(x, r.Glyphs[i+1].X) > 0.005 {
			t.Errorf("glyph %d stands at %.3f mm, want %.3f", i+1, x, inMM(r.Glyphs[i+1].X))
		}
	}
	if len(deltas) != 27 || changes > 4 {
		t.Errorf("%d distances change %d times", len(deltas), changes)
	}
}

// A boundary has a millimetre at least around what it holds, for readers cut at it:
// thin rules and strokes too.
func TestBoundariesDoNotCut(t *testing.T) {
	l := page(t, run(t, "安"))
	p := l.Pages[0]
	p.Rules = []typeset.Rule{{X: 72000, Y: 72000, Width: 100, Height: 300000, Ink: typeset.Red}, {X: 72000, Y: 80000, Width: 300000, Height: 100, Ink: typeset.Red}, {X: 0, Y: 0, Width: 100, Height: 100, Ink: typeset.Black}}
	p.Shapes = []typeset.Shape{{Path: []typeset.Segment{{Op: typeset.MoveTo, Points: [3]typeset.Point{{X: 72000, Y: 72000}}}, {Op: typeset.LineTo, Points: [3]typeset.Point{{X: 144000, Y: 72000}}}}, Stroke: typeset.Black, Weight: 2000, Dash: 3000}}
	all := objects(t, l)
	if len(all) != 4 {
		t.Fatalf("%d objects, want a stroke, two paths of rules and a text", len(all))
	}
	for i, want := range [][4]float64{{25.4, 25.4, 50.8, 25.4}, {25.4, 25.4, 131.2, 131.2}, {0, 0, 0.035, 0.035}, {35.28, 65, 40.9, 72.4}} {
		b := floats(t, all[i].attributes["Boundary"])
		if b[0] > want[0]-1 || b[1] > want[1]-1 || b[0]+b[2] < want[2]+1 || b[1]+b[3] < want[3]+1 || b[0] < want[0]-3 || b[1] < want[1]-3 {
			t.Errorf("object %d, %s, has the boundary %v around %v", i, all[i].name, b, want)
		}
	}
	if a := all[0].attributes; a["Stroke"] != "true" || a["Fill"] != "false" || a["DashPattern"] != "1.058 1.058" || a["LineWidth"] != "0.706" {
		t.Errorf("the stroke is %v", a)
	}
	if c := all[1].first("FillColor").attributes["Value"]; c != "232 56 43" || all[1].attributes["Stroke"] != "false" {
		t.Errorf("the rules are filled with %s (6.2), %v", c, all[1].attributes)
	}
}

// A quarter turn to the left takes a run upwards: x of its matrix goes to -y.
func TestTurnedRun(t *testing.T) {
	r := run(t, "安全")
	r.Turn = 90
	o := objects(t, page(t, r))[0]
	m, b := floats(t, o.attributes["CTM"]), floats(t, o.attributes["Boundary"])
	if !slices.Equal(m[:4], []float64{0, -1, 1, 0}) || off(b[0]+m[4], r.X) > 0.002 || off(b[1]+m[5], r.Y) > 0.002 {
		t.Errorf("the matrix is %v in %v", m, b)
	}
	if top := b[1]; top > inMM(r.Y)-2*inMM(16*typeset.Pt) {
		t.Errorf("the boundary begins at %v", top)
	}
}

// Pictures of one name, a seal's and a figure's, are two where they differ.
func TestPicturesOfOneName(t *testing.T) {
	l := page(t, run(t, "安"))
	l.Pages[0].Images = []typeset.Image{{Width: 72000, Height: 72000, Name: "公安局", Data: []byte("seal")}, {Width: 72000, Height: 72000, Name: "公安局", Data: []byte("figure")}}
	parts, _ := unpacked(t, written(t, l, Info{}))
	all := parsed(t, "page", parts["Doc_0/"+pagePath(0)]).all("ImageObject")
	if len(all) != 2 || all[0].attributes["ResourceID"] == all[1].attributes["ResourceID"] {
		t.Errorf("the objects are %v", all)
	}
}

// A picture stands in the file once, and the matrix is its size.
func TestPicturesOnce(t *testing.T) {
	l := page(t, run(t, "安"))
	i := typeset.Image{X: 72000, Y: 72000, Width: 72000, Height: 36000, Name: "a", Data: []byte("png")}
	l.Pages[0].Images = []typeset.Image{i, i}
	parts, names := unpacked(t, written(t, l, Info{}))
	if n := len(slices.DeleteFunc(names, func(n string) bool { return !strings.HasSuffix(n, ".png") })); n != 1 {
		t.Errorf("%d pictures are in the file", n)
	}
	all := parsed(t, "page", parts["Doc_0/"+pagePath(0)]).all("ImageObject")
	if len(all) != 2 || all[0].attributes["ResourceID"] != all[1].attributes["ResourceID"] || all[0].attributes["CTM"] != "25.4 0 0 12.7 0 0" || all[0].attributes["Boundary"] != "25.4 25.4 25.4 12.7" {
		t.Errorf("the objects are %v", all[0].attributes)
	}
}
