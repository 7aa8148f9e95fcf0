// Package doc is the document tree and its reader: Markdown text with a few
// fenced blocks in, a [Document] of plain values out. It knows nothing of
// templates, faces or pages.
package doc

import (
	"fmt"
	"strings"
)

// Document is one document's elements and its body.
type Document struct {
	Meta   Meta
	Blocks []Block
}

// Meta is what stands around the body: the elements of 版头 and 版记 and the
// document information. Empty fields are not set. Names follow GB/T 9704-2012.
type Meta struct {
	Layout   string   // document, letter, order, minutes, agreement or plain
	Title    string   // 标题; a line break is a preferred break
	Subtitle string   // a line below the title, in 楷体
	Marks    []string // 发文机关标志, the host's first; several for joint issue
	Number   string   // 发文字号, or 令号 of an order
	Issue    string   // 期号 of minutes
	Office   string   // 署名 under the mark of minutes
	Date     string   // 成文日期, as it is set
	Copy     string   // 份号
	Secrecy  string   // 密级和保密期限
	Urgency  string   // 紧急程度
	Signers  []string // 签发人 of upward documents
	To       string   // 主送机关
	CC       []string // 抄送机关
	Printer  string   // 印发机关
	Printed  string   // 印发日期
	Author   string   // document information
	Subject  string
	Keywords string

	Duplex  bool   // pages are even in number, and the imprint stands on an even one
	Spacing bool   // a quarter em between Han and Latin or digits
	Check   string // what a QR code beside the imprint says; "" for none
}

// Block is a part of the body: a *Heading, *Paragraph, *Table, *Chart, *Figure,
// *Closing, *Attachment, *Fence or *PageBreak.
type Block interface{ print(b *strings.Builder) }

// Style is the face of a span beside the body's own.
type Style uint8

const (
	Plain  Style = iota // the paragraph's own face
	Strong              // 黑体
	Stress              // 楷体
)

// Span is text in one style. A line break in Text is a forced break.
type Span struct {
	Text  string
	Style Style
}

// Heading is a heading of level 1 to 4 (一、（一）1.（1）).
type Heading struct {
	Level int
	Label string // 一、 or "" where the heading has no number
	Spans []Span
	RunIn bool // the paragraph that follows goes on in the same line
	Line  int  // in the template's output, from 1
}

// Paragraph is text; Label is a list item's number or mark.
type Paragraph struct {
	Label string
	Spans []Span
	Line  int
}

// Fence is a block that Markdown lacks: its kind and its lines, each parted
// into cells by |.
type Fence struct {
	Kind string // one of FenceKinds
	Rows [][]string
	Line int
}

// PageBreak starts a new page.
type PageBreak struct{}

// Labelled are the lines of a fence as labels and texts: 出席：甲、乙.
func (f *Fence) Labelled() [][2]string {
	var out [][2]string
	for _, row := range f.Rows {
		k, v := cutLabel(strings.Join(row, "|"))
		out = append(out, [2]string{k, v})
	}
	return out
}

func cutLabel(line string) (label, text string) {
	for i, r := range line {
		if r == '：' || r == ':' {
			return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+len(string(r)):])
		}
	}
	return strings.TrimSpace(line), ""
}

// Text is the spans' text without style.
func Text(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// String prints the tree, a line a block, for tests and for looking.
func (d *Document) String() string {
	var b strings.Builder
	for _, block := range d.Blocks {
		block.print(&b)
	}
	return b.String()
}

func (h *Heading) print(b *strings.Builder) {
	fmt.Fprintf(b, "heading %d %q %s", h.Level, h.Label, spansText(h.Spans))
	if h.RunIn {
		b.WriteString(" run-in")
	}
	b.WriteByte('\n')
}

func (p *Paragraph) print(b *strings.Builder) {
	fmt.Fprintf(b, "paragraph %q %s\n", p.Label, spansText(p.Spans))
}

func (f *Fence) print(b *strings.Builder) {
	fmt.Fprintf(b, "%s\n", f.Kind)
	for _, row := range f.Rows {
		fmt.Fprintf(b, "  %s\n", strings.Join(row, " | "))
	}
}

func (*PageBreak) print(b *strings.Builder) { b.WriteString("pagebreak\n") }

func spansText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		mark := [...]string{Plain: "", Strong: "**", Stress: "*"}[s.Style]
		b.WriteString(mark + strings.ReplaceAll(s.Text, "\n", "⏎") + mark)
	}
	return b.String()
}
