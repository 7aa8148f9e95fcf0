// Package doc is the document: [Parse] reads Markdown text with a few fenced
// blocks into a tree of plain values, [Resolve] gives the tree its meaning: every
// word and number that the paper will show. What comes out is complete: writers
// place it, and none adds a word. It knows nothing of templates, faces or pages.
//
// A fence is one file here (its block, reader and resolver) and one in each writer
// that places it; a layout is one [Layout] value.
package doc

import (
	"fmt"
	"strings"
)

// Document is one document's elements and its body, as they were read.
type Document struct {
	Meta   Meta
	Blocks []Block
	File   string // the template, for complaints
}

// Block is a part of a document: a *Heading, *Paragraph, *Table, *Chart, *Figure,
// *PageBreak or what a fence makes; resolved documents have a *Masthead, *Title
// and *Recipients in front of them.
type Block interface {
	// Words is what the paper shows of a resolved block, in reading order: a line
	// for each paragraph, cell or label.
	Words() []string
	print(b *strings.Builder)
}

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
	Heading *Heading // resolved: the heading that runs into it
	Label   string
	Spans   []Span
	Depth   int  // of the lists that it stands in; 0 = in none
	Ordered bool // the innermost of them has numbers
	Line    int
}

// Text is the spans' text without style.
func Text(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Words is the heading with its number.
func (h *Heading) Words() []string { return []string{h.Label + Text(h.Spans)} }

// Words is the paragraph with its number and the heading before it.
func (p *Paragraph) Words() []string {
	text := p.Label + Text(p.Spans)
	if p.Heading != nil {
		text = p.Heading.Words()[0] + text
	}
	return []string{text}
}

// String prints the tree, a line a block, for tests and for looking.
func (d *Document) String() string { return printed(d.Blocks) }

func printed(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
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
	if p.Heading != nil {
		p.Heading.print(b)
	}
	fmt.Fprintf(b, "paragraph %q %s\n", p.Label, spansText(p.Spans))
}

func spansText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		mark := [...]string{Plain: "", Strong: "**", Stress: "*"}[s.Style]
		b.WriteString(mark + strings.ReplaceAll(s.Text, "\n", "⏎") + mark)
	}
	return b.String()
}
