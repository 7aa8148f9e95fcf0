package typeset

import (
	"slices"

	"hongtou/generator/doc"
)

// Element is one element of a layout's structure (ISO 32000-1, 14.8.4): what readers
// aloud go by. Runs, shapes and images name the element that they are content of, by
// its number in the layout's Elements. The first one, number 0, is the whole document;
// it has no content of its own. Elements stand in reading order, each behind its parent.
type Element struct {
	Kind         ElementKind
	Level        uint8 // of a heading, from 1
	Ordered      bool  // a list with numbers
	Parent       int32
	Across, Down int32  // columns and rows that a cell takes; 0 = one
	Alternate    string // a figure in words
}

// ElementKind is what an element is.
type ElementKind uint8

// The kinds.
const (
	WholeElement ElementKind = iota // the document
	PartElement                     // one document of a bound layout
	HeadingElement
	ParagraphElement
	ListElement
	ItemElement
	LabelElement // of an item
	BodyElement  // of an item
	TableElement
	RowElement
	HeaderElement // a cell of a table's head
	CellElement
	CaptionElement // of a table
	FigureElement
)

// What is no element's content (ISO 32000-1, 14.8.2.2).
const (
	Artifact       = 0  // rules and what else means nothing
	FolioArtifact  = -1 // 页码
	RepeatArtifact = -2 // a table's head, said again on a further page
	UnderArtifact  = -3 // a watermark
)

// structure is the tree while blocks are set.
type structure struct {
	elements []Element
	titled   bool  // a title is there: headings stand below it
	level    uint8 // of the last heading
	lists    []openList
}

type openList struct {
	list, body int32 // the list and its last item's body
	ordered    bool
}

func newStructure() *structure { return &structure{elements: make([]Element, 1, 64)} }

// element adds an element below a parent and gives its number. A setter that only
// measures, or sets anew what was set before, has no structure and adds none.
func (s *setter) newElement(e Element) int32 {
	if s.structure == nil {
		return Artifact
	}
	s.structure.elements = append(s.structure.elements, e)
	return int32(len(s.structure.elements) - 1)
}

// says lets what is set next be the content of a new element below the document.
func (s *setter) says(k ElementKind) { s.element = s.newElement(Element{Kind: k}) }

// title begins a heading of the first level.
func (s *setter) saysTitle() {
	if s.structure != nil {
		s.structure.titled, s.structure.level = true, 1
	}
	s.element = s.newElement(Element{Kind: HeadingElement, Level: 1})
}

// mostLevel is the deepest heading that PDF 1.7 knows.
const mostLevel = 6

// saysHeading begins a heading. Levels go on without a gap (ISO 14289-1, 7.4.2).
func (s *setter) saysHeading(level int) {
	var now uint8
	if t := s.structure; t != nil {
		now = uint8(level)
		if t.titled {
			now++
		}
		now = min(now, t.level+1, mostLevel)
		t.level = now
	}
	s.element = s.newElement(Element{Kind: HeadingElement, Level: now})
}

// saysParagraph begins a paragraph, or an item of a list, and gives the element of its
// label.
func (s *setter) saysParagraph(p *doc.Paragraph) (label int32) {
	t := s.structure
	if t == nil {
		return Artifact
	}
	if p.Depth == 0 {
		t.lists = nil
		s.says(ParagraphElement)
		return s.element
	}
	t.lists = t.lists[:min(len(t.lists), p.Depth)]
	n := len(t.lists) - 1
	if p.Label == "" && n >= 0 { // the item goes on
		s.element = s.newElement(Element{Kind: ParagraphElement, Parent: t.lists[n].body})
		return s.element
	}
	if n == p.Depth-1 && n >= 0 && t.lists[n].ordered != p.Ordered {
		t.lists, n = t.lists[:n], n-1
	}
	if n < p.Depth-1 {
		var parent int32
		if n >= 0 {
			parent = t.lists[n].body
		}
		list := s.newElement(Element{Kind: ListElement, Ordered: p.Ordered, Parent: parent})
		t.lists = append(t.lists, openList{list: list, ordered: p.Ordered})
		n++
	}
	item := s.newElement(Element{Kind: ItemElement, Parent: t.lists[n].list})
	label = s.newElement(Element{Kind: LabelElement, Parent: item})
	t.lists[n].body = s.newElement(Element{Kind: BodyElement, Parent: item})
	s.element = t.lists[n].body
	return label
}

// closeLists ends all lists: what follows is no item.
func (s *setter) closeLists() {
	if s.structure != nil {
		s.structure.lists = nil
	}
}

// extent tells how much stands in a box.
type extent struct{ runs, shapes, images int }

func (b *box) extent() extent { return extent{len(b.runs), len(b.shapes), len(b.images)} }

// tag makes what was put into a box since then the content of an element.
func (b *box) tag(from extent, element int32) {
	for i := range b.runs[from.runs:] {
		b.runs[from.runs+i].Element = element
	}
	for i := range b.shapes[from.shapes:] {
		b.shapes[from.shapes+i].Element = element
	}
	for i := range b.images[from.images:] {
		b.images[from.images+i].Element = element
	}
}

// figureIn makes what was put into a box since then a figure, which words say too.
func (s *setter) figureIn(b *box, from extent, alternate string) {
	b.tag(from, s.newElement(Element{Kind: FigureElement, Alternate: alternate}))
}

// repeated is a box that says again what was said before.
func repeated(b box) box {
	b.runs = slices.Clone(b.runs)
	b.tag(extent{shapes: len(b.shapes), images: len(b.images)}, RepeatArtifact)
	return b
}

// Extent is the rectangle that an element's content takes on a page, by its ink's em
// boxes; ok is false where it has none there.
func (p *Page) Extent(element int32) (x, y, width, height Length, ok bool) {
	var left, top, right, bottom Length
	add := func(x0, y0, x1, y1 Length) {
		if !ok {
			left, top, right, bottom, ok = x0, y0, x1, y1, true
		}
		left, top, right, bottom = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
	}
	for i := range p.Images {
		if m := &p.Images[i]; m.Element == element {
			add(m.X, m.Y, m.X+m.Width, m.Y+m.Height)
		}
	}
	for i := range p.Shapes {
		s := &p.Shapes[i]
		if s.Element != element {
			continue
		}
		for k := range s.Path {
			for _, at := range s.Path[k].Used() {
				add(at.X-s.Weight/2, at.Y-s.Weight/2, at.X+s.Weight/2, at.Y+s.Weight/2)
			}
		}
	}
	for i := range p.Runs {
		r := &p.Runs[i]
		switch {
		case r.Element != element:
		case r.Turn != 0:
			add(r.X-r.Size, r.Y-r.Size, r.X+r.Size, r.Y+r.Size)
		default:
			left, right := inkOf(r)
			add(left, r.Y-baseline(r.Size), right, r.Y+r.Size-baseline(r.Size))
		}
	}
	return left, top, right - left, bottom - top, ok
}
