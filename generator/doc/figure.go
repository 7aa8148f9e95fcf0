package doc

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Figure is a picture with its caption: ![图题](名称) on a line of its own. The
// name is one of hongtou.yaml's pictures; a document names no files.
type Figure struct {
	Name    string
	Caption string
	Line    int
}

// figure reads a paragraph that is one image and nothing else.
func (r *reader) figure(n ast.Node, line int) bool {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || n.ChildCount() != 1 {
		return false
	}
	f := &Figure{Name: string(image.Destination), Line: line}
	var spans []Span
	r.inline(image, Plain, &spans)
	f.Caption = joinLines(Text(spans))
	r.blocks = append(r.blocks, f)
	return true
}

func (f *Figure) print(b *strings.Builder) { fmt.Fprintf(b, "figure %q %q\n", f.Name, f.Caption) }
