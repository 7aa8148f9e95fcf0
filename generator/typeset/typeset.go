// Package typeset sets a document on pages by GB/T 9704-2012: a grid of 22
// lines of 28 characters, Chinese line breaking with justification, headings,
// tables, charts, signature blocks, seals, the head, the imprint and the folio.
//
// In goes a resolved document; out come pages of runs, rules, shapes and images with
// absolute positions in whole 1/1000 pt. It places what the document says and adds
// no word; it knows neither templates nor PDF.
package typeset

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
	"hongtou/generator/zh"
)

// Layout is a document set on pages.
type Layout struct {
	Pages     []*Page
	Bookmarks []Bookmark
	Areas     []Area
	Elements  []Element
	TitleSize Length // of the document's own title

	// 主送机关 stand in the imprint: the first page has no room for text below them.
	RecipientsBelow bool
	recipients      Length // what they take where they leave it none

	sheets *sheets // nil: its memory is nobody else's
}

// String prints all pages.
func (l *Layout) String() string {
	var b strings.Builder
	for _, p := range l.Pages {
		b.WriteString(p.String())
	}
	return b.String()
}

// Typeset sets d with faces. A character that no face has is a complaint that
// names the file and the line; its glyph is the face's missing one.
//
// Where a long title leaves the first page without text it is set in smaller type, where
// many names in 主送机关 do these stand in the imprint; where that does not help either, it
// is a complaint (first.go).
func Typeset(d *doc.Resolved, faces *face.Set) (*Layout, *diag.List) {
	first, told, begun := typesetTitled(d, faces, standard.SizeTitle)
	if begun {
		return first, told
	}
	ways := []*doc.Resolved{d}
	if below, ok := d.RecipientsBelow(); ok && first.recipients >= manyRecipients {
		ways = append(ways, below)
	}
	for i, way := range ways {
		for _, size := range standard.TitleSizes[1-i:] {
			l, complaints, begun := typesetTitled(way, faces, size)
			if begun {
				first.Release()
				if l.RecipientsBelow = i > 0; i > 0 {
					complaints.Add(diag.Diagnostic{Severity: diag.Note, Code: "recipients-below", Place: diag.Place{File: d.File},
						Problem: diag.T("主送机关占行太多，首页排不下正文，已移到版记", "the recipients left the first page no room for text and stand in the imprint")})
				}
				return l, complaints
			}
			l.Release()
		}
	}
	return first, told
}

// typesetTitled sets d with its title in a size. begun tells whether the first page has text,
// or need not have any.
func typesetTitled(d *doc.Resolved, faces *face.Set, size Length) (l *Layout, complaints *diag.List, begun bool) {
	s := &setter{faces: faces, document: d, titleSize: size, complaints: &diag.List{}, structure: newStructure(), shelves: shelvesOf(faces)}
	memory := memories.Get().(*memory)
	s.memory, s.sheets = *memory, spareSheets.Get().(*sheets)
	p := &pager{limit: standard.AreaHeight, sheets: s.sheets, look: s.look}
	p.turn()
	if d.Imprint != nil {
		pages := s.quiet().imprintPages(d.Imprint)
		if n := len(pages); n == 1 { // of several none has text
			p.foot = pages[n-1].height
		}
	}
	boxes := s.blocks(s.boxes.take(s.most), d.Head)
	boxes = s.blocks(boxes, d.Body)
	s.most = max(s.most, len(boxes)+len(boxes)/8)
	p.flow(boxes)
	begun = s.firstPage(boxes)
	blank := s.foot(p)
	for _, page := range p.pages {
		if s.numbered(page.Number, blank) {
			folio := s.folio(page.Number)
			p.put(page, &folio, standard.AreaHeight+standard.FolioBelow)
			page.Numbered = true
		}
	}
	s.runs.giveBack()
	s.lists.giveBack()
	s.boxes.giveBack()
	*memory = s.memory
	memory.breaker.slab, memory.breaker.glyphs = nil, nil // glyphs are the layout's
	memories.Put(memory)
	l = &Layout{Pages: p.pages, Bookmarks: p.bookmarks, Areas: p.areas, Elements: s.structure.elements, TitleSize: size, sheets: s.sheets}
	l.recipients = s.recipientsTake
	return l, s.complaints, begun
}

// setter turns blocks into boxes.
type setter struct {
	faces      *face.Set
	document   *doc.Resolved
	line       int // of the block being set
	complaints *diag.List
	told       map[string]bool // elements that were complained of
	titleSize  Length          // of the document's own title; 0 is 二号
	begun      bool            // the first page has text

	recipientsTake Length // the height of 主送机关 where it has none

	structure *structure // nil: nothing is added to it
	element   int32      // that what is set next is content of

	shelves *shelves // nil: nothing is kept
	sheets  *sheets  // nil: glyphs have memory of their own

	memory
}

// memory is what a document is set in, kept for the next one.
type memory struct {
	atoms    []atom    // of the paragraph that is set
	measured []atom    // of a text that is only measured
	breadths []breadth // of the runs of a box that is looked at
	breaker  breaker
	runs     slab[Run]
	lists    slab[[]Run]
	boxes    slab[box]
	most     int // boxes of a document, with a few more
}

var memories = sync.Pool{New: func() any { return new(memory) }}

func (s *setter) complain(code, value string, problem, remedy diag.Text) {
	s.complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: s.document.File, Line: s.line}, Value: value, Problem: problem, Remedy: remedy})
}

func (s *setter) missing(r rune) {
	if zh.Meaningless(r) {
		return // the document was complained of
	}
	s.complain("glyph-missing", string(r),
		diag.T("各字体都没有字符 U+%04X", "no face has the character U+%04X", r),
		diag.T("核对该字是否有误；确需使用的，在 hongtou.yaml 的 fonts 中指定含有该字的字体", "check the character, or name a font that has it under fonts in hongtou.yaml"))
}

// placers set blocks, by type. Each puts itself in, in the file that places it.
var placers = map[reflect.Type]func(s *setter, b doc.Block, before []box) []box{}

// places declares how blocks of one type are set; before is what stands above.
func places[B doc.Block](set func(s *setter, b B, before []box) []box) {
	placers[reflect.TypeFor[B]()] = func(s *setter, b doc.Block, before []box) []box { return set(s, b.(B), before) }
}

// blocks sets blocks in order, and appends their boxes.
func (s *setter) blocks(boxes []box, blocks []doc.Block) []box {
	first := len(boxes)
	for _, b := range blocks {
		set := placers[reflect.TypeOf(b)]
		if set == nil {
			panic(fmt.Sprintf("typeset: no room for %T", b))
		}
		if _, ok := b.(*doc.Paragraph); !ok {
			s.closeLists()
		}
		placed := set(s, b, boxes[first:])
		s.element = Artifact
		kind := reflect.TypeOf(b)
		for i := range placed {
			placed[i].of = source{kind, s.line}
		}
		boxes = append(boxes, placed...)
	}
	return boxes
}

func init() {
	places(func(*setter, *doc.PageBreak, []box) []box { return []box{{breaks: true, skip: true}} })
}

// keepLast binds the last n boxes to what follows.
func keepLast(boxes []box, n int) {
	for i := max(0, len(boxes)-n); i < len(boxes); i++ {
		boxes[i].apart = costApart
	}
}
