package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// These tests measure what another program draws of our pages, in millimetres
// of ink on the paper. Texts are of characters whose strokes reach all four
// sides of their square (国园田因回围图), so that the middle of their ink is the
// middle of their em box.

const (
	perMM     = 16 // pixels
	tolerance = 0.35
	pt        = 25.4 / 72
	row       = (225 - 16*pt) / 21 // pitch of the lines
)

// sheet is one drawn page.
type sheet struct{ *image.RGBA }

// drawn typesets a document and draws one page of it, counted from 1.
func drawn(t *testing.T, text string, m doc.Meta, page int) sheet {
	t.Helper()
	d, complaints := doc.Parse([]byte(text), "t.md", 1)
	d.Meta = m
	l, more := typeset.Typeset(resolved(d), face.Default())
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: "t"}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "p.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	ppm, err := exec.Command("pdftoppm", "-r", fmt.Sprint(25.4*perMM), "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), path).Output()
	if err != nil {
		t.Fatal(err)
	}
	return decodePPM(t, ppm)
}

func decodePPM(t *testing.T, b []byte) sheet {
	t.Helper()
	var w, h, most int
	if _, err := fmt.Sscanf(string(b[:min(len(b), 40)]), "P6\n%d %d\n%d", &w, &h, &most); err != nil {
		t.Fatal(err)
	}
	at := len(b) - 3*w*h
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3] = b[at+3*i], b[at+3*i+1], b[at+3*i+2], 255
	}
	return sheet{img}
}

// box is a rectangle on the paper in mm.
type box struct{ left, top, right, bottom float64 }

func (b box) midX() float64 { return (b.left + b.right) / 2 }
func (b box) midY() float64 { return (b.top + b.bottom) / 2 }

// ink is the extent of what is dark, or red, inside a rectangle.
func (s sheet) ink(within box) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for y := int(within.top * perMM); y < int(within.bottom*perMM) && y < s.Rect.Dy(); y++ {
		for x := int(within.left * perMM); x < int(within.right*perMM) && x < s.Rect.Dx(); x++ {
			if c := s.RGBAAt(x, y); c.G < 128 {
				px, py := float64(x)/perMM, float64(y)/perMM
				out = box{min(out.left, px), min(out.top, py), max(out.right, px+1.0/perMM), max(out.bottom, py+1.0/perMM)}
			}
		}
	}
	return out
}

// bands parts a rectangle into the rows of ink in it, from top to bottom.
func (s sheet) bands(within box) []box {
	var out []box
	top := -1.0
	for y := within.top; y < within.bottom; y += 1.0 / perMM {
		strip := s.ink(box{within.left, y, within.right, y + 1.0/perMM})
		inked := strip.left <= strip.right
		switch {
		case inked && top < 0:
			top = y
		case !inked && top >= 0:
			out = append(out, s.ink(box{within.left, top, within.right, y}))
			top = -1
		}
	}
	if top >= 0 {
		out = append(out, s.ink(box{within.left, top, within.right, within.bottom}))
	}
	return out
}

func (s sheet) isRed(x, y float64) bool {
	c := s.RGBAAt(int(x*perMM), int(y*perMM))
	return color.RGBA{c.R, c.G, c.B, 255} != color.RGBA{0, 0, 0, 255} && c.R > 180 && c.G < 110
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s at %.2f mm, want %.2f", what, got, want)
	}
}

var typeArea = box{20, 37 - 1, 190, 262 + 1}

// 22 lines of 28 characters fill the type area (5.2.3).
func TestMeasuredGrid(t *testing.T) {
	s := drawn(t, strings.Repeat("国园田因回围图", 28*22*3/7-1), doc.Meta{Layout: "plain"}, 2)
	lines := s.bands(typeArea)
	if len(lines) != 22 {
		t.Fatalf("%d lines of ink, want 22", len(lines))
	}
	for i, l := range lines {
		near(t, fmt.Sprintf("the middle of line %d", i+1), l.midY(), 37+8*pt+float64(i)*row)
	}
	const char = (156 - 16*pt) / 27
	for i := range 28 {
		x := 28 + 8*pt + float64(i)*char
		c := s.ink(box{x - char/2, lines[4].top, x + char/2, lines[4].bottom})
		near(t, fmt.Sprintf("the middle of character %d", i+1), c.midX(), x)
	}
}

// The head of a document: mark, number, rule, title, 主送机关 (7.2, 7.3).
func TestMeasuredHead(t *testing.T) {
	s := drawn(t, strings.Repeat("国园田因回围图", 20), doc.Meta{Layout: "document", Marks: []string{"国园田因回"}, Number: "回回回回", Title: "国国国国国国", To: "田田田",
		Copy: "000001", Urgency: "回回"}, 1)
	b := s.bands(box{20, 30, 190, 200})
	// 份号, 紧急程度, mark, number, rule, title, 主送机关, text
	near(t, "紧急程度", b[1].midY(), 37+8*pt+row)
	mark := b[2]
	size := 50 * pt
	near(t, "the middle of the mark", mark.midY(), 37+35+size/2)
	near(t, "the middle of the mark across", mark.midX(), 28+78)
	if !s.isRed(mark.left+0.5, mark.midY()) && !s.isRed(mark.midX(), mark.top+0.6) {
		t.Error("the mark is not red")
	}
	number := b[3]
	near(t, "发文字号, two lines below the mark", number.midY(), 37+35+size+14*pt-0.6+2*row+8*pt)
	near(t, "发文字号 across", number.midX(), 28+78)
	rule := b[4]
	near(t, "the rule, 4 mm below 发文字号", rule.top, number.midY()+8*pt+4)
	near(t, "the rule's left end", rule.left, 28)
	near(t, "the rule's right end", rule.right, 184)
	if !s.isRed(100, rule.midY()) {
		t.Error("the rule is not red")
	}
	title := b[5]
	near(t, "the title, two lines below the rule", title.midY(), rule.bottom+2*row+11*pt)
	near(t, "the title across", title.midX(), 28+78)
	near(t, "主送机关, flush left", s.ink(box{27, b[6].top, 33.5, b[6].bottom}).midX(), 28+8*pt)
	if got := (b[6].midY() - 37 - 8*pt) / row; math.Abs(got-math.Round(got)) > 0.04 {
		t.Errorf("主送机关 stands %.2f lines below the first: off the grid", got)
	}
}

// 版记 and folio (7.4, 7.5).
func TestMeasuredFoot(t *testing.T) {
	m := doc.Meta{Layout: "document", Marks: []string{"回"}, Title: "回", CC: []string{"国国国"}, Printer: "国国国国", Printed: "2026年3月5日"}
	for page, text := range []string{strings.Repeat("国园田因回围图", 8), strings.Repeat("国园田因回围图", 28*3)} {
		s := drawn(t, text, m, page+1)
		var rules []box
		for _, b := range s.bands(box{29, 200, 183, 263}) {
			if b.bottom-b.top < 0.7 && b.right-b.left > 150 {
				rules = append(rules, s.ink(box{20, b.top - 0.2, 190, b.bottom + 0.2}))
			}
		}
		if len(rules) != 3 {
			t.Fatalf("page %d: %d rules in 版记, want 3: %v", page+1, len(rules), rules)
		}
		near(t, "the last rule's lower edge", rules[2].bottom, 262)
		for i, weight := range []float64{0.35, 0.25, 0.35} {
			if got := rules[i].bottom - rules[i].top; math.Abs(got-weight) > 0.1 {
				t.Errorf("rule %d of 版记 is %.2f mm thick, want %.2f (7.4.1)", i+1, got, weight)
			}
			near(t, "a rule's left end", rules[i].left, 28)
			near(t, "a rule's right end", rules[i].right, 184)
		}
		folio := s.bands(box{20, 263, 190, 290})
		all := s.ink(box{20, 263, 190, 290})
		if len(folio) == 0 {
			t.Fatalf("page %d has no folio", page+1)
		}
		dash := s.ink(box{all.left, 263, all.left + 3, 290})
		near(t, "the folio's dashes", dash.midY(), 269)
		if page == 0 { // odd: one character from the right
			near(t, "the odd folio's right end", all.right, 184-14*pt)
		} else {
			near(t, "the even folio's left end", all.left, 28+14*pt)
		}
	}
}

// A seal's room lies in the middle of name and date, four characters from the
// right, its top within one line of the text (7.3.5.1).
func TestMeasuredSeal(t *testing.T) {
	for _, diameter := range []float64{42, 45} {
		s := drawn(t, fmt.Sprintf("国国国\n\n```closing\noffice: 国国国国\ndate: 田田田田田田\nseal: dashed\ndiameter: %.0f\n```\n", diameter), doc.Meta{Layout: "plain"}, 1)
		text := s.ink(box{28, 37, 60, 45})
		ring := s.greyInk(box{60, 37, 190, 120})
		near(t, "the ring's width", ring.right-ring.left, diameter)
		const char = (156 - 16*pt) / 27
		date := 184 - 4*char - 6*char/2 // the middle of the date across
		near(t, "the seal's middle across", ring.midX(), date)
		near(t, "the seal's middle between name and date", ring.midY(), 37+2.5*row+8*pt)
		if gap := ring.top - (text.midY() + 8*pt); gap < -tolerance || gap > row {
			t.Errorf("the seal's top is %.2f mm below the text, want within one line", gap)
		}
	}
}

// greyInk is ink for what is drawn in grey.
func (s sheet) greyInk(within box) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for y := int(within.top * perMM); y < int(within.bottom*perMM); y++ {
		for x := int(within.left * perMM); x < int(within.right*perMM); x++ {
			if c := s.RGBAAt(x, y); c.G < 225 {
				px, py := float64(x)/perMM, float64(y)/perMM
				out = box{min(out.left, px), min(out.top, py), max(out.right, px+1.0/perMM), max(out.bottom, py+1.0/perMM)}
			}
		}
	}
	return out
}

// A letter's double rules and an order's mark (10.1, 10.2).
func TestMeasuredLetterAndOrder(t *testing.T) {
	s := drawn(t, "国国国", doc.Meta{Layout: "letter", Marks: []string{"国园田因回"}, Number: "回回回", Title: "国国"}, 1)
	b := s.bands(box{10, 20, 200, 297})
	size := 50 * pt
	near(t, "the letter's mark, 30 mm below the paper's top", b[0].midY(), 30+size/2)
	near(t, "the upper rule, 4 mm below the mark", b[1].top, 30+size+4)
	near(t, "the upper rule's left end", b[1].left, 20)
	near(t, "the upper rule's right end", b[1].right, 190)
	if thick, thin := b[1].bottom-b[1].top, b[2].bottom-b[2].top; thick <= thin {
		t.Errorf("the upper rule is %.2f over %.2f mm, want thick over thin", thick, thin)
	}
	near(t, "发文字号, flush right", s.ink(box{178.6, b[3].top, 186, b[3].bottom}).midX(), 184-8*pt)
	last := b[len(b)-1]
	near(t, "the lower rule, 20 mm above the paper's bottom", last.bottom, 297-20)
	if over := b[len(b)-2]; over.bottom-over.top >= last.bottom-last.top {
		t.Error("the lower rule is not thin over thick")
	}
	s = drawn(t, "国国国", doc.Meta{Layout: "order", Marks: []string{"国园田因回"}, Number: "回回"}, 1)
	b = s.bands(box{10, 20, 200, 200})
	near(t, "the order's mark, 20 mm below the type area's top", b[0].midY(), 37+20+size/2)
}
