package pdf

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// What the operators of a page say (ISO 32000-1, 8 and 9), each by the least that has it.
func TestOperators(t *testing.T) {
	const pt = 1000
	square := []typeset.Segment{
		{Op: typeset.MoveTo, Points: [3]typeset.Point{{X: 0, Y: 0}}}, {Op: typeset.LineTo, Points: [3]typeset.Point{{X: 70 * pt, Y: 0}}},
		{Op: typeset.LineTo, Points: [3]typeset.Point{{X: 70 * pt, Y: 70 * pt}}}, {Op: typeset.LineTo, Points: [3]typeset.Point{{X: 0, Y: 70 * pt}}}, {Op: typeset.Close},
	}
	page := &typeset.Page{Width: 100 * pt, Height: 100 * pt}
	drawn := func(s typeset.Shape) string { return string(shape(nil, page, &s)) }
	for _, c := range []struct {
		rule  string
		shape typeset.Shape
		want  string
		times int
	}{
		{"8.4.3.6: a dashed line has its dash", typeset.Shape{Path: square, Stroke: typeset.Black, Weight: pt, Dash: 3 * pt}, "[3 ] 0 d", 1},
		{"8.4.3.6: a whole line has none", typeset.Shape{Path: square, Stroke: typeset.Black, Weight: pt}, " d ", 0},
		{"a hatch is drawn in lines", typeset.Shape{Path: square, Hatch: typeset.Rising}, " l ", 40},
		{"a shape without a hatch has none", typeset.Shape{Path: square, Fill: typeset.Black}, "S\n", 0},
		{"8.3.2: heights count from the foot", typeset.Shape{Path: square, Fill: typeset.Black}, "0 100 m 70 100 l 70 30 l 0 30 l h f", 1},
	} {
		got := strings.Count(drawn(c.shape), c.want)
		if got != c.times {
			t.Errorf("%s: %q stands there %d times, want %d:\n%s", c.rule, c.want, got, c.times, drawn(c.shape))
		}
	}
	for l, want := range map[typeset.Length]string{0: "0 ", 1: "0.001 ", 10: "0.01 ", 100: "0.1 ", 1234: "1.234 ", 1230: "1.23 ", 1200: "1.2 ", -1034: "-1.034 "} {
		if got := string(number(nil, l)); got != want {
			t.Errorf("%d thousandths of a point: %q, want %q", l, got, want)
		}
	}
}

// The pen moves by the nearest thousandth of an em.
func TestPenMovesByTheNearest(t *testing.T) {
	for _, size := range []int64{1, 2, 7, 16, 15_999, 16_000} {
		for by := -3 * min(size, 9); by <= 3*min(size, 9); by++ {
			for _, by := range []int64{by, by + size/2, by - size/2, by + size} {
				if got := moved(by, size); got != divide(by, size) {
					t.Errorf("by %d of %d: %d, want %d", by, size, got, divide(by, size))
				}
			}
		}
	}
}

// Where each glyph of a run lands: the pen's way adds up to the layout's places within
// a thousandth of an em, however long the run; a turned run's pen goes along its baseline
// (9.4.2: the matrix is cos sin -sin cos).
func TestPen(t *testing.T) {
	f, id, _ := face.Default().Find(face.FangSong, '安')
	run := typeset.Run{Face: f, Size: 16_000, X: 10_000, Y: 20_000}
	for i := range typeset.Length(300) {
		run.Glyphs = append(run.Glyphs, typeset.Glyph{ID: id, Rune: '安', X: i*15_785 + i/2*40}) // every other gap is wider by two thousandths of an em and a half
	}
	page := &typeset.Page{Height: 100_000, Runs: []typeset.Run{run}}
	fonts := typeset.Uses(page)
	w := writer{page: page, fonts: fonts, ink: typeset.Black}
	w.run(&run)
	pen, spacing := 0.0, float64(w.spacing)/1000
	at := 0
	text := string(w.b)
	body := text[strings.Index(text, "Td[")+3 : strings.LastIndex(text, "]TJ")]
	for body != "" {
		if body[0] == '(' {
			codes, rest, _ := strings.Cut(body[1:], ")")
			for range len(codes) / 2 {
				if d := pen - float64(run.Glyphs[at].X)/1000; d > 0.016 || d < -0.016 {
					t.Fatalf("glyph %d lands %v pt from its place", at, d)
				}
				pen += 16 + spacing
				at++
			}
			body = rest
			continue
		}
		n := strings.IndexByte(body, '(')
		number, err := strconv.ParseFloat(body[:n], 64)
		if err != nil {
			t.Fatal(err)
		}
		pen -= number / 1000 * 16
		body = body[n:]
	}
	if at != len(run.Glyphs) {
		t.Errorf("%d glyphs of %d", at, len(run.Glyphs))
	}
	w.b = w.b[:0]
	turned := typeset.Run{Turn: 30, X: 1_000, Y: 2_000}
	if w.matrix(&turned); string(w.b) != "0.86603 0.5 -0.5 0.86603 1 98 Tm" {
		t.Errorf("a run turned by 30 degrees stands by %q", w.b)
	}
	// Behind it the matrix is whole again, and from then on places count from the last one.
	for _, want := range []string{"1 0 0 1 10 80 Tm", "0 0 Td"} {
		w.b = w.b[:0]
		if w.matrix(&run); string(w.b) != want {
			t.Errorf("a run stands by %q, want %q", w.b, want)
		}
	}
}

// Codes are the bytes of strings, in which brackets, backslashes and the end of line that
// is not a line feed are escaped (7.3.4.2): every character comes back, whatever its code.
func TestCodesAsStrings(t *testing.T) {
	var b strings.Builder
	for r := rune(0x4E00); b.Len() < 3*300; r++ {
		if _, _, ok := face.Default().Find(face.FangSong, r); ok {
			b.WriteRune(r)
		}
	}
	made := write(t, b.String()+"\n")
	for _, reader := range [][]string{{"pdftotext", "-raw", "FILE", "-"}, {"mutool", "draw", "-q", "-F", "text", "FILE"}} {
		text := strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, read(t, made, reader[0], reader[1:]...))
		if text = strings.ReplaceAll(text, "—1—", ""); !strings.Contains(text, b.String()) {
			t.Errorf("%s reads\n%s\nand not\n%s", reader[0], text, b.String())
		}
	}
}

// An end of line among codes is escaped, since a reader may take it for a line feed, as the
// standard says; most do not, so that reading back does not tell (7.3.4.2).
func TestEndOfLineAmongCodes(t *testing.T) {
	for c := range 256 {
		want := string([]byte{byte(c)})
		switch c {
		case '(', ')', '\\':
			want = `\` + want
		case '\r':
			want = `\r`
		}
		if got := string(appendByte(nil, byte(c))); got != want {
			t.Errorf("the byte %#x is written %q, want %q", c, got, want)
		}
	}
}

// What the metadata say of the file (ISO 19005-2, 6.6.4; 19005-3, 6.8).
func TestMetadata(t *testing.T) {
	day := time.Date(2026, 3, 5, 0, 0, 0, 0, time.FixedZone("", 8*3600))
	plain := Info{Title: "题", Date: day}
	with := plain
	with.Attachments = []Attachment{{Name: "data.json", Type: "application/json", Data: []byte("{}")}}
	for want, i := range map[string]*Info{"<pdfaid:part>2</pdfaid:part>": &plain, "<pdfaid:part>3</pdfaid:part>": &with,
		"<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li>": &plain, "<xmp:ModifyDate>2026-03-05T00:00:00+08:00<": &plain} {
		if got := string(metadata(i)); !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if got := string(information(&plain)); !strings.Contains(got, "/ModDate(D:20260305000000+08'00')") {
		t.Errorf("the information says %s", got)
	}
}

// An attachment is the data that the paper was made of (ISO 19005-3, 6.8).
func TestAttachmentIsData(t *testing.T) {
	l := &typeset.Layout{Pages: []*typeset.Page{{Number: 1, Width: 100_000, Height: 100_000}}}
	var b bytes.Buffer
	err := Write(&b, l, Info{Title: "题", Attachments: []Attachment{{Name: "data.json", Description: "数据", Type: "application/json", Data: []byte("{}")}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, b.Bytes(), "mutool", "show", "FILE", "grep"); !strings.Contains(got, "/AFRelationship/Data") || !strings.Contains(got, "/Subtype/application#2Fjson") {
		t.Errorf("the file says\n%s", got)
	}
}

// Rules of one ink behind each other are one path; each ink fills its own (8.5.3.3).
func TestRulesOfOneInk(t *testing.T) {
	page := &typeset.Page{Height: 100_000}
	for i, ink := range []typeset.Ink{typeset.Red, typeset.Black, typeset.Black, typeset.Red} {
		page.Rules = append(page.Rules, typeset.Rule{X: typeset.Length(i+1) * 1000, Width: 1000, Height: 1000, Ink: ink})
	}
	got := string(content(nil, page, typeset.Uses(page), &marks{}))
	want := []string{"1 99 1 1 re\nf\n", "2 99 1 1 re\n3 99 1 1 re\nf\n", "4 99 1 1 re\nf\n"}
	for _, w := range want {
		if strings.Count(got, w) != 1 {
			t.Errorf("%q is not drawn:\n%s", w, got)
		}
	}
	if strings.Count(got, "f\n") != len(want) || strings.Contains(got, "1 99 1 1 re\n2") {
		t.Errorf("rules of another ink are of one path:\n%s", got)
	}
}
