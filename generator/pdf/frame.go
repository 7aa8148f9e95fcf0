package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"

	"codeberg.org/go-pdf/fpdf"

	"hongtou/generator/typeset"
)

// What fpdf lays down rests on the pages' sizes and the outline alone, unless pages have
// pictures or a watermark. Most papers of a batch have their headings at a few places, so
// that fpdf's file, once made and read, serves many of them.

// frames are fpdf's files at hand. The zero value is ready.
type frames struct {
	lock sync.RWMutex
	have map[string]*made
	size int
}

const maxFrames = 4 << 20 // bytes; beyond, the frames at hand are forgotten

func (f *frames) get(key []byte) *made {
	f.lock.RLock()
	defer f.lock.RUnlock()
	return f.have[string(key)]
}

func (f *frames) put(key []byte, m *made) {
	const object, entry = 128, 48 // bytes
	size := len(key) + len(m.raw)
	for i := range m.objects {
		size += object + entry*cap(m.objects[i].dict)
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.size += size; f.have == nil || f.size > maxFrames {
		f.have, f.size = map[string]*made{}, size
	}
	f.have[string(key)] = m
}

// appendFrameKey appends what fpdf's file rests on; ok is false where it rests on
// pictures or a watermark too.
func appendFrameKey(b []byte, l *typeset.Layout) (key []byte, ok bool) {
	for _, p := range l.Pages {
		if len(p.Under) > 0 || len(p.Images) > 0 {
			return b, false
		}
		b = binary.AppendVarint(binary.AppendVarint(b, int64(p.Width)), int64(p.Height))
	}
	for i := range l.Bookmarks {
		m := &l.Bookmarks[i]
		b = binary.AppendVarint(binary.AppendVarint(b, -int64(m.Page)), int64(m.Level))
		b = binary.AppendVarint(binary.AppendVarint(b, int64(m.Y)), int64(len(m.Title)))
		b = append(b, m.Title...)
	}
	return b, true
}

// builder has fpdf lay down the pages of a layout, one after the other, and the outline.
type builder struct {
	*fpdf.Fpdf
	bookmarks   []typeset.Bookmark
	level, next int
}

func newBuilder(l *typeset.Layout) *builder {
	f := fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "pt", Size: fpdf.SizeType{Wd: points(l.Pages[0].Width), Ht: points(l.Pages[0].Height)},
	})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCompression(false) // finish does it
	return &builder{Fpdf: f, bookmarks: l.Bookmarks}
}

// page begins a page.
func (b *builder) page(p *typeset.Page) {
	b.AddPageFormat("P", fpdf.SizeType{Wd: points(p.Width), Ht: points(p.Height)})
	for ; b.next < len(b.bookmarks) && b.bookmarks[b.next].Page == p.Number; b.next++ {
		m := b.bookmarks[b.next]
		// A level may only be one deeper than the one before it.
		b.level = min(m.Level-1, b.level+1)
		if b.next == 0 {
			b.level = 0
		}
		b.Bookmark(text16(m.Title), b.level, points(m.Y))
	}
}

// made is the file, read; its memory is buffer's.
func (b *builder) made(buffer *bytes.Buffer, pages int) (*made, error) {
	buffer.Reset()
	if err := b.Output(buffer); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	m, err := readMade(buffer.Bytes(), pages)
	if err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return m, nil
}
