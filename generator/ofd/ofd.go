// Package ofd writes pages as an OFD file (GB/T 33190-2016), the format in which
// offices exchange papers: one document, every glyph where the PDF has it, the fonts
// inside as subsets, an outline, document information, the elements of the paper as
// custom data, and the places where seals go.
//
// Readers differ in how they choose glyphs. Each font therefore has a table of
// characters, and each text names its glyphs too; a character beyond the BMP, of which
// readers count one or two, is an object of its own. The same pages give the same
// bytes; nothing in the file acts or points outside. The parts follow the order of the
// standard's schema; GB/T 33476.3's names for the elements of a paper were not to be
// had, so that an office sets the names that its exchange system wants (Elements).
package ofd

import (
	"fmt"
	"io"
	"strings"
	"time"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// Info is the document information. Date is fixed by the caller: nothing here
// asks the clock; the zero Date stands for 2000-01-01.
type Info struct {
	Title, Author, Subject, Keywords string
	Date                             time.Time
	Elements                         []Element    // custom data, in this order
	SealName                         string       // of the custom data that say where seals go; "" = 印章位置
	Attachments                      []Attachment // files that travel in the document
}

// Attachment is a file that travels in the document: the data that made it.
type Attachment struct {
	Name string // ASCII
	Data []byte
}

// Writer writes documents that share most of their fonts' outlines, many at a
// time. The zero Writer is ready.
type Writer struct {
	programs face.Programs
}

// Write writes the pages as one document of its own.
func Write(out io.Writer, l *typeset.Layout, info Info) error {
	return new(Writer).Write(out, l, info)
}

// Write writes the pages. The only errors are those of out and of a broken font.
func (w *Writer) Write(out io.Writer, l *typeset.Layout, info Info) error {
	info.settle()
	d := &document{layout: l, info: &info, uses: typeset.Uses(l.Pages...)}
	defer d.uses.Release()
	if err := d.build(&w.programs); err != nil {
		return fmt.Errorf("write ofd: %w", err)
	}
	return pack(out, d.parts)
}

const defaultSealName = "印章位置"

// settle makes texts such that XML can hold them, each on one line.
func (i *Info) settle() {
	for _, s := range []*string{&i.Title, &i.Author, &i.Subject, &i.Keywords, &i.SealName} {
		*s = line(*s)
	}
	if i.SealName == "" {
		i.SealName = defaultSealName
	}
	if i.Date.IsZero() {
		i.Date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
}

// line is a text without what XML can't hold, and without line breaks.
func line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if !holds(r) || r == '\t' || r >= 0x7F && r < 0xA0 {
			return -1
		}
		return r
	}, s))
}

// holds tells the characters that XML 1.0 may hold.
func holds(r rune) bool {
	return r >= 0x20 && r < 0xD800 || r == '\t' || r >= 0xE000 && r < 0xFFFE || r >= 0x10000 && r <= 0x10FFFF
}
