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
	Number string
	Title  string
	Line   int
}

func (r *reader) attachment(f *Fence) {
	a := &Attachment{Line: f.Line}
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

func (a *Attachment) print(b *strings.Builder) {
	fmt.Fprintf(b, "attachment %q %q\n", a.Number, a.Title)
}
