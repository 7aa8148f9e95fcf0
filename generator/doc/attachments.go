package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// Attachments is 附件说明 (GB/T 9704-2012, 7.3.4): an ```attachments fence, a
// name a line. Blank lines name nothing, and no mark stands behind a name.
type Attachments struct {
	Label string // 附件：, in front of the first
	Items []AttachmentItem
	Line  int
}

// AttachmentItem is one attachment's number, "" where there is only one, and name.
type AttachmentItem struct{ Number, Name string }

func init() { fences["attachments"] = (*reader).attachments }

func (r *reader) attachments(f *fenced) {
	a := &Attachments{Line: f.line}
	for _, row := range f.rows {
		if name := strings.TrimRight(strings.Join(row, "|"), "。；，、;,."); strings.TrimSpace(name) != "" {
			a.Items = append(a.Items, AttachmentItem{Name: name})
		}
	}
	if len(a.Items) > 0 {
		r.blocks = append(r.blocks, a)
	}
}

func (a *Attachments) resolve(*resolving) []Block {
	n := &Attachments{Label: "附件：", Line: a.Line, Items: append([]AttachmentItem(nil), a.Items...)}
	for i := range n.Items {
		if len(n.Items) > 1 {
			n.Items[i].Number = strconv.Itoa(i+1) + "."
		}
	}
	return []Block{n}
}

// Words is a line an attachment, the first behind the label.
func (a *Attachments) Words() []string {
	var out []string
	label := a.Label
	for _, item := range a.Items {
		out = append(out, label+item.Number+item.Name)
		label = ""
	}
	return out
}

func (a *Attachments) print(b *strings.Builder) {
	fmt.Fprintf(b, "attachments %q\n", a.Label)
	for _, item := range a.Items {
		fmt.Fprintf(b, "  %q %s\n", item.Number, item.Name)
	}
}
