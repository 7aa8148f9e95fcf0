package typeset

import (
	"reflect"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Names as long as tables take them are set on the paper or complained of: in the
// mark, as signers, in closings and signature blocks.
func TestLongNamesStayOnThePaper(t *testing.T) {
	for _, n := range []int{4, 20, 200} {
		name := strings.Repeat("长", n)
		for what, c := range map[string]struct {
			meta doc.Meta
			body string
			code string // of names of 200 characters, "" where they are set
		}{
			"mark":       {doc.Meta{Layout: "document", Marks: []string{name}, Title: "题"}, "文。", "mark-long"},
			"marks":      {doc.Meta{Layout: "document", Marks: []string{name, "甲", "乙"}, Title: "题"}, "文。", "mark-long"},
			"signer":     {doc.Meta{Layout: "document", Marks: []string{"甲"}, Signers: []string{name}, Title: "题"}, "文。", "first-page"},
			"signers":    {doc.Meta{Layout: "document", Marks: []string{"甲"}, Signers: []string{name, name, name, name, name}, Title: "题"}, "文。", "text-off-area"},
			"closing":    {doc.Meta{Title: "题"}, "文。\n\n```closing\noffice: " + name + "\ndate: 2026年1月1日\n```\n", ""},
			"signatures": {doc.Meta{Title: "题"}, "文。\n\n```signatures\n甲方：" + name + " | 乙方：" + name + "\n```\n", ""},
		} {
			tree, complaints := doc.Parse([]byte(c.body), "x.md", 1)
			if complaints.Errors() > 0 {
				t.Fatal(what, complaints.All())
			}
			tree.Meta = c.meta
			paper, complaints := doc.Resolve(tree, doc.Options{})
			if complaints.Errors() > 0 {
				t.Fatal(what, complaints.All())
			}
			_, complaints = Typeset(paper, face.Default())
			all := complaints.All()
			switch {
			case n < 200 && len(all) > 0, n == 200 && c.code == "" && len(all) > 0:
				t.Errorf("%s of %d: %v", what, n, all)
			case n == 200 && c.code != "" && (len(all) == 0 || all[0].Code != c.code):
				t.Errorf("%s of %d: %v, want %s", what, n, all, c.code)
			}
		}
	}
}

// What stands over other text of its element is complained of by the element's name; a
// sample seal stands on its name by right, and marks that close up do not count.
func TestTextOverText(t *testing.T) {
	faces := face.Default()
	for _, c := range []struct {
		first, second string
		x             Length // of the second
		ink           Ink
		want          string
	}{
		{"安全", "生产", 20 * Pt, Black, "第1页的落款压住同一处的其他文字"},
		{"安全", "生产", 33 * Pt, Black, ""},
		{"安。", "”产", 24 * Pt, Black, ""},
		{"安全", "生产", 26 * Pt, Black, ""}, // as far as two marks close up
		{"安全", "（产", 21 * Pt, Black, ""}, // an opening mark's left half is blank
		{"安。", "全产", 20 * Pt, Black, ""}, // a closing mark's right half
		{"安全", "生产", -20 * Pt, Black, "第1页的落款超出版心"},
		{"安全", "样章", 0, Red, ""},
		{"安全", "生产", standard.AreaWidth - 20*Pt, Black, "第1页的落款超出版心"},
		{"安全", "产。", standard.AreaWidth - 26*Pt, Black, ""}, // the blank of a mark may
	} {
		s := &setter{faces: faces, document: &doc.Resolved{}, complaints: &diag.List{}}
		b := box{height: standard.RowHeight, of: source{kind: reflect.TypeFor[*doc.Closing]()}}
		b.add(s.lines(s.plain(c.first), 0, 0, standard.AreaWidth, ragged), baseline(standard.SizeBody))
		b.add(s.lines(s.plain(c.second), c.x, c.x, standard.AreaWidth+100*Pt, ragged), baseline(standard.SizeBody))
		b.runs[len(b.runs)-1].Ink = c.ink
		s.look(1, &b, 0)
		s.look(2, &b, 0) // one fault is told once
		got := ""
		for _, d := range s.complaints.All() {
			got += d.Problem.Zh
		}
		if got != c.want {
			t.Errorf("%s at %d over %s: %q, want %q", c.second, c.x, c.first, got, c.want)
		}
	}
}

// What reaches above the type area is told, but on the first page, whose mark may (7.2.4).
func TestTextAboveTheTypeArea(t *testing.T) {
	for page, want := range map[int]int{1: 0, 2: 1} {
		s := &setter{faces: face.Default(), document: &doc.Resolved{}, complaints: &diag.List{}}
		b := box{height: standard.RowHeight}
		b.add(s.lines(s.plain("安全"), 0, 0, standard.AreaWidth, ragged), baseline(standard.SizeBody))
		if s.look(page, &b, -20*Pt); s.complaints.Len() != want {
			t.Errorf("page %d: %v", page, s.complaints.All())
		}
	}
}
