package typeset

import (
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
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
			"signer":     {doc.Meta{Layout: "document", Marks: []string{"甲"}, Signers: []string{name}, Title: "题"}, "文。", "text-off-page"},
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
