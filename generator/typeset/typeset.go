// Package typeset sets a document on pages by GB/T 9704-2012: a grid of 22
// lines of 28 characters, Chinese line breaking with justification, headings,
// tables, charts, signature blocks, seals, the head, the imprint and the folio.
//
// In goes a document tree; out come pages of runs, rules, shapes and images with
// absolute positions in whole 1/1000 pt. It knows neither templates nor PDF.
package typeset

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// Layout is a document set on pages.
type Layout struct {
	Pages     []*Page
	Bookmarks []Bookmark
}

// String prints all pages.
func (l *Layout) String() string {
	var b strings.Builder
	for _, p := range l.Pages {
		b.WriteString(p.String())
	}
	return b.String()
}

// Options are what is not the document's own.
type Options struct {
	File     string             // the template, for complaints
	Draft    bool               // sample seals are drawn where the real ones will stand
	Pictures map[string]Picture // by the names that documents use
}

// Picture is an image of the office's: a figure, or a sample of a seal by the
// name of the office that has it.
type Picture struct {
	Data          []byte // a PNG without transparency
	Width, Height int    // pixels
}

// Typeset sets d with faces. A character that no face has is a complaint that
// names the file and the line; its glyph is the face's missing one.
func Typeset(d *doc.Document, faces *face.Set, o Options) (*Layout, *diag.List) {
	s := &setter{faces: faces, options: o, meta: &d.Meta, complaints: &diag.List{}}
	p := newPager()
	p.flow(s.head())
	p.flow(s.body(d))
	blank := s.foot(p)
	for _, page := range p.pages {
		if s.numbered(page.Number, blank) {
			p.put(page, s.folio(page.Number), areaHeight+folioBelow)
			page.Numbered = true
		}
	}
	return &Layout{Pages: p.pages, Bookmarks: p.bookmarks}, s.complaints
}

// setter turns elements into boxes.
type setter struct {
	faces      *face.Set
	options    Options
	meta       *doc.Meta
	line       int // of the element being set
	figures    int // charts and pictures set so far
	complaints *diag.List

	// Memory for the paragraph that is being set.
	atoms   []atom
	breaker breaker
}

func (s *setter) complain(code, value string, problem, remedy diag.Text) {
	s.complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: s.options.File, Line: s.line}, Value: value, Problem: problem, Remedy: remedy})
}

func (s *setter) missing(r rune) {
	s.complain("glyph-missing", string(r),
		diag.T("各字体都没有字符 U+%04X", "no face has the character U+%04X", r),
		diag.T("核对该字是否有误；确需使用的，在 hongtou.yaml 的 fonts 中指定含有该字的字体", "check the character, or name a font that has it under fonts in hongtou.yaml"))
}

// body sets the blocks in order. A signature block or closing takes the two
// lines before it along.
func (s *setter) body(d *doc.Document) []box {
	boxes := make([]box, 0, 4*len(d.Blocks)) // a paragraph has about four lines
	var heading *doc.Heading                 // waits for the paragraph that it runs into
	for _, block := range d.Blocks {
		switch b := block.(type) {
		case *doc.Heading:
			s.line = b.Line
			if b.RunIn {
				heading = b
				continue
			}
			boxes = append(boxes, s.heading(b)...)
		case *doc.Paragraph:
			s.line = b.Line
			boxes = append(boxes, s.paragraph(heading, b)...)
			heading = nil
		case *doc.Table:
			s.line = b.Line
			boxes = append(boxes, s.table(b)...)
		case *doc.Chart:
			s.line = b.Line
			boxes = append(boxes, s.chart(b)...)
		case *doc.Figure:
			s.line = b.Line
			boxes = append(boxes, s.figure(b)...)
		case *doc.Closing:
			s.line = b.Line
			keepLast(boxes, 2)
			boxes = append(boxes, s.closing(b)...)
		case *doc.Attachment:
			s.line = b.Line
			boxes = append(boxes, s.attachment(b)...)
		case *doc.Fence:
			s.line = b.Line
			boxes = append(boxes, s.fence(b, boxes)...)
		case *doc.PageBreak:
			boxes = append(boxes, box{breaks: true, skip: true})
		default:
			panic(fmt.Sprintf("typeset: no room for %T", block))
		}
	}
	return boxes
}

// fence sets one of Markdown's additions; before is what stands above it.
func (s *setter) fence(f *doc.Fence, before []box) []box {
	switch f.Kind {
	case "signatures":
		keepLast(before, 2)
		return s.signatures(f)
	case "attendance":
		return s.attendance(f)
	case "attachments":
		return s.attachments(f)
	}
	panic("typeset: no room for fence " + f.Kind)
}

// keepLast binds the last n boxes to what follows.
func keepLast(boxes []box, n int) {
	for i := max(0, len(boxes)-n); i < len(boxes); i++ {
		boxes[i].keep = true
	}
}
