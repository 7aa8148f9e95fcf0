package doc

import (
	"fmt"
	"strings"
)

// Attachment begins an attachment on a new page (GB/T 9704-2012, 7.3.8): an
// ```attachment fence. What follows it, up to the next, is its text; its
// headings are numbered anew.
//
//	number: 1          left out where there is only one
//	title: 督查分组表
type Attachment struct {
	Label  string // resolved: 附件1
	Number string
	Title  string
	Line   int
}

func init() { fences["attachment"] = (*reader).attachment }

func (r *reader) attachment(f *fenced) {
	a := &Attachment{Line: f.line}
	for _, s := range r.settings(f, "number", "title") {
		if s.key == "number" {
			a.Number = s.value
		} else {
			a.Title = s.value
		}
	}
	r.blocks = append(r.blocks, a)
	r.counters = [5]int{}
}

func (a *Attachment) resolve(*resolving) []Block {
	n := *a
	n.Label = "附件" + a.Number
	return []Block{&n}
}

// Words is the label and the title.
func (a *Attachment) Words() []string {
	if a.Title == "" {
		return []string{a.Label}
	}
	return []string{a.Label, OneLine(a.Title)}
}

// Bookmark is the attachment's entry of the outline.
func (a *Attachment) Bookmark() string { return strings.Join(a.Words(), " ") }

func (a *Attachment) print(b *strings.Builder) {
	if a.Label != "" {
		fmt.Fprintf(b, "attachment %q %q\n", a.Label, a.Title)
		return
	}
	fmt.Fprintf(b, "attachment %q %q\n", a.Number, a.Title)
}
