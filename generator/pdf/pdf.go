// Package pdf writes pages as a PDF file. fpdf lays down pages, outline and
// document information; the fonts are ours, since fpdf's know neither characters
// beyond the BMP nor glyph identifiers: each face becomes a Type0 font with a
// subset of its own glyphs and a map back to Unicode, put into fpdf's output
// when it is done (made.go, finish.go). The layout's elements become its
// structure (tree.go, marks.go). What it writes is PDF/A-2a, or 3a with attachments, and
// PDF/UA-1 (archive.go, docs/pdfa.md).
//
// The same pages give the same bytes. It knows nothing of paragraphs.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// Info is the document information. Date is fixed by the caller: nothing here
// asks the clock; the zero Date stands for 2000-01-01.
type Info struct {
	Title, Author, Subject, Keywords string
	Date                             time.Time    // its zone is written too
	Attachments                      []Attachment // any makes the file PDF/A-3a, none PDF/A-2a
}

// Writer writes documents that share most of their fonts' outlines, many at a
// time. The zero Writer is ready.
type Writer struct {
	programs face.Programs
	subsets  subsets
	frames   frames
}

// Write writes the pages as one document of its own.
func Write(w io.Writer, l *typeset.Layout, info Info) error { return new(Writer).Write(w, l, info) }

// Write writes the pages. The only errors are those of out and of a broken font.
func (w *Writer) Write(out io.Writer, l *typeset.Layout, info Info) error {
	fonts := typeset.Uses(l.Pages...)
	defer fonts.Release()
	work := works.Get().(*work)
	defer works.Put(work)
	var f *builder // nil: its file is at hand
	key, shared := appendFrameKey(work.key[:0], l)
	work.key = key
	var from *made
	if shared {
		from = w.frames.get(key)
	}
	if from == nil {
		f = newBuilder(l)
	}
	m := marks{elements: l.Elements}
	marked, shown := make([][]int32, len(l.Pages)), make([]int, len(l.Pages)) // shown: where in work.page
	work.page = work.page[:0]
	for n, p := range l.Pages {
		if f != nil {
			f.page(p)
		}
		m.first, m.marked = p.Elements, nil
		if len(p.Under) > 0 {
			f.RawWriteBuf(bytes.NewReader(under(p, fonts, &m)))
		}
		for _, i := range p.Images {
			f.RawWriteBuf(bytes.NewReader(m.mark(nil, i.Element)))
			picture(f.Fpdf, i)
		}
		// fpdf would copy what a page shows three times; finish puts it behind fpdf's.
		work.page = append(content(m.end(work.page), p, fonts, &m), '\n')
		shown[n], marked[n] = len(work.page), m.marked
	}
	if f != nil {
		buffer := &work.raw
		if shared {
			buffer = new(bytes.Buffer)
		}
		var err error
		if from, err = f.made(buffer, len(l.Pages)); err != nil {
			return err
		}
		if shared {
			w.frames.put(key, from)
		}
	}
	info.settle()
	memory := work.out[:0]
	buffer, direct := out.(*bytes.Buffer)
	if direct { // where the file is to stand it is put together
		memory = buffer.AvailableBuffer()
	}
	file, err := w.finish(memory, work, from, l, shown, marked, fonts, &info)
	if err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	if !direct {
		work.out = file
	}
	_, err = out.Write(file)
	return err
}

// picture lays a picture down below the page's text.
func picture(f *fpdf.Fpdf, i typeset.Image) {
	options := fpdf.ImageOptions{ImageType: "PNG"}
	name := fmt.Sprintf("%x", sha256.Sum256(i.Data)) // a seal and a figure may share theirs
	if f.GetImageInfo(name) == nil {
		f.RegisterImageOptionsReader(name, options, bytes.NewReader(i.Data))
	}
	f.ImageOptions(name, points(i.X), points(i.Y), points(i.Width), points(i.Height), false, options, 0, "")
}

// work is what one document is put together in, kept for the next.
type work struct {
	page   []byte
	key    []byte // of fpdf's file
	raw    bytes.Buffer
	out    []byte
	packed []byte
	index  []entryOf
	rows   []byte
}

var works = sync.Pool{New: func() any { return &work{} }}

// maxText bounds the texts of the document information, in characters: a string
// may have 32,767 bytes (ISO 19005-2, 6.1.13).
const maxText = 8000

// settle makes the texts such that the information dictionary and the metadata
// can say the same: one line, no control characters.
func (i *Info) settle() {
	for _, s := range []*string{&i.Title, &i.Author, &i.Subject, &i.Keywords} {
		runes := []rune(strings.Map(func(r rune) rune {
			if r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
				return -1
			}
			return r
		}, *s))
		*s = strings.TrimSpace(string(runes[:min(len(runes), maxText)]))
	}
	if i.Date.IsZero() {
		i.Date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
}

func points(l typeset.Length) float64 { return float64(l) / 1000 }

// text16 is UTF-16BE with its mark, as PDF text strings want it (ISO 32000-1,
// 7.9.2.2); fpdf's own conversion spoils characters beyond the BMP.
func text16(s string) string {
	if s == "" {
		return ""
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}
