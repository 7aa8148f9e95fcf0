package doc

import "strings"

// PageBreak starts a new page: a ```pagebreak fence.
type PageBreak struct{}

func init() {
	fences["pagebreak"] = func(r *reader, _ *fenced) { r.blocks = append(r.blocks, &PageBreak{}) }
}

// Words: none.
func (*PageBreak) Words() []string { return nil }

func (*PageBreak) print(b *strings.Builder) { b.WriteString("pagebreak\n") }
