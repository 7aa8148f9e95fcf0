// Package docx writes a resolved document as a Word file, so that an office can
// change words before a paper is issued. WPS and Word show the page that the PDF
// shows: the grid of 22 lines by 28 characters, the head, the imprint at the last
// page's foot, folios on odd and even pages. Every kind of paragraph has a style
// with a Chinese name; charts are charts and keep their numbers.
//
// It places what the document says and adds no word. Lines and pages are broken by
// the program that opens the file. The same document gives the same bytes; there
// is no macro and no link to anything outside of the file.
//
// What a Word file has not: the check code, which vouches for a text that does not
// change, the even number of pages of duplex printing, and 续表 above a table's head on
// later pages, for which Word has no place.
package docx

import (
	"crypto/sha256"
	"io"
	"reflect"
	"strconv"
	"sync"
	"time"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
	"hongtou/generator/typeset"
)

// Options are what a Word file depends on beside the document. The zero Options
// are usable.
type Options struct {
	Author string    // where the document names none
	Date   time.Time // of the document information; zero = 2000-01-01
	Fonts  Fonts     // the names of the office's fonts
	Faces  *face.Set // to measure by; nil = the embedded ones
}

// Fonts are fonts by the names that offices have them under. Empty names stand
// for those of DefaultFonts.
type Fonts struct {
	FangSong, XiaoBiaoSong, HeiTi, KaiTi, SongTi, Latin string
}

// DefaultFonts are the names that the standard's users have.
func DefaultFonts() Fonts {
	return Fonts{"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"}
}

// embeddedFaces are read once.
var embeddedFaces = sync.OnceValue(face.Default)

// filled takes the usual name where one is empty.
func (f Fonts) filled() Fonts {
	usual := DefaultFonts()
	for _, p := range [][2]*string{{&f.FangSong, &usual.FangSong}, {&f.XiaoBiaoSong, &usual.XiaoBiaoSong}, {&f.HeiTi, &usual.HeiTi},
		{&f.KaiTi, &usual.KaiTi}, {&f.SongTi, &usual.SongTi}, {&f.Latin, &usual.Latin}} {
		if *p[0] == "" {
			*p[0] = *p[1]
		}
	}
	return f
}

// Write writes d. The errors are those of out.
func Write(out io.Writer, d *doc.Resolved, o Options) error {
	if o.Faces == nil {
		o.Faces = embeddedFaces()
	}
	o.Fonts = o.Fonts.filled()
	w := &writer{options: &o, ruler: typeset.NewRuler(o.Faces), b: make(buffer, 0, 64<<10)}
	w.d, w.titleSize = w.ruler.Settled(d)
	w.at = pageTop - standard.MarginTop
	w.b.add(xmlHead, `<w:document `, nsMain, `><w:body>`)
	w.blocks(w.d.Head)
	if n := len(w.d.Head); n > 0 {
		w.last = w.d.Head[n-1]
	}
	w.blocks(w.d.Body)
	w.finish()
	w.b.add(`</w:body></w:document>`)
	return write(out, w.file())
}

// writer is a document on its way.
type writer struct {
	d       *doc.Resolved
	options *Options
	ruler   *typeset.Ruler
	set     typeset.Table // how the table is set that is being written
	b       buffer

	titleSize standard.Length // of the document's own title

	relations []relation // of the document's part, behind the fixed ones
	parts     []part     // footers, pictures and charts
	footers   map[string]string
	pictures  map[[sha256.Size]byte]string // relations by the picture's digest
	charts    int
	drawings  int       // identifiers of drawings given so far
	marks     int       // bookmarks
	newPage   bool      // the next paragraph begins a page
	lying     bool      // the section is landscape
	sections  int       // ended so far
	last      doc.Block // before the one that is written
	next      doc.Block // behind it

	// How far the head has come: y as the pages have it, the next box's top below the
	// type area's, and at, the top of the next line here.
	y, at standard.Length
}

// placers write blocks, by type.
var placers = map[reflect.Type]func(*writer, doc.Block){}

func places[B doc.Block](place func(*writer, B)) {
	placers[reflect.TypeFor[B]()] = func(w *writer, b doc.Block) { place(w, b.(B)) }
}

// blocks writes blocks in order. One that has no placer here is written as
// paragraphs of its words.
func (w *writer) blocks(blocks []doc.Block) {
	for i, b := range blocks {
		if i > 0 {
			w.last = blocks[i-1]
		}
		if w.next = nil; i+1 < len(blocks) {
			w.next = blocks[i+1]
		}
		t, ok := b.(*doc.Table)
		if ok {
			w.set = w.ruler.Table(t)
		}
		if w.lying && !(ok && w.set.Landscape) {
			w.endSection()
		}
		if place := placers[reflect.TypeOf(b)]; place != nil {
			place(w, b)
			continue
		}
		for _, line := range b.Words() {
			w.paragraph(para{style: styleBody}, text(line))
		}
	}
}

func init() { places(func(w *writer, _ *doc.PageBreak) { w.newPage = w.hasBody() }) }

// finish sets the imprint at the last page's foot and ends the last section.
func (w *writer) finish() {
	if w.d.Imprint != nil && w.lying {
		w.endSection()
		w.paragraph(para{style: styleGap}) // the imprint's page
	}
	if w.newPage || !w.endsWithParagraph() {
		w.paragraph(para{style: styleGap})
	}
	if w.d.Imprint != nil {
		w.imprint(w.d.Imprint)
	}
	w.section()
}

const paragraphEnd = "</w:p>"

func (w *writer) endsWithParagraph() bool {
	n := len(w.b) - len(paragraphEnd)
	return n >= 0 && string(w.b[n:]) == paragraphEnd
}

// related ties the document's part to another and gives the relation's name.
func (w *writer) related(kind, target string) string {
	w.relations = append(w.relations, relation{relations + kind, target})
	return "rId" + strconv.Itoa(len(fixedRelations())+len(w.relations))
}

// drawing is a new drawing's identifier.
func (w *writer) drawing() int {
	w.drawings++
	return w.drawings
}

// fixedRelations are those of every document: styles, settings and fonts.
func fixedRelations() []relation {
	return []relation{{relations + "/styles", "styles.xml"}, {relations + "/settings", "settings.xml"}, {relations + "/fontTable", "fontTable.xml"}}
}

// file is the parts of the file.
func (w *writer) file() []part {
	root := []relation{
		{relations + "/officeDocument", "word/document.xml"},
		{"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"},
		{relations + "/extended-properties", "docProps/app.xml"},
	}
	fonts := w.options.Fonts
	parts := []part{
		{name: "_rels/.rels", data: relationships(root), shared: true},
		{name: "docProps/app.xml", content: "application/vnd.openxmlformats-officedocument.extended-properties+xml", data: appProperties(), shared: true},
		{name: "docProps/core.xml", content: "application/vnd.openxmlformats-package.core-properties+xml", data: w.coreProperties()},
		{name: "word/document.xml", content: word + "document.main+xml", data: w.b},
		{name: "word/_rels/document.xml.rels", data: relationships(append(fixedRelations(), w.relations...)), shared: len(w.pictures)+w.charts == 0},
		{name: "word/styles.xml", content: word + "styles+xml", data: stylesPart(fonts, w.d.Meta.Spacing), shared: true},
		{name: "word/settings.xml", content: word + "settings+xml", data: settingsPart(), shared: true},
		{name: "word/fontTable.xml", content: word + "fontTable+xml", data: fontTable(fonts), shared: true},
	}
	return append(parts, w.parts...)
}

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml." // content types

// Measures of the page for a word processor, which centres a character in its
// line: GB/T 33476.2-2016 has 34.58 and 32.58 mm where the type area's own margins
// are 37 and 35 mm.
var (
	pageTop    = standard.Mm(3458)
	pageBottom = standard.Mm(3258)
	pageRight  = standard.PaperWidth - standard.MarginLeft - standard.AreaWidth
	// folioAt is the folio's line above the paper's bottom: its dashes stand 7 mm
	// below the type area (7.5).
	folioAt = standard.Length(1446 * 50)
	row     = twips(standard.RowHeight)
)
