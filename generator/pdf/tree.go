package pdf

import (
	"strconv"

	"hongtou/generator/typeset"
)

// tree writes the structure tree (ISO 32000-1, 14.7): an object an element, and for each
// page which of them its marked-content sequences belong to.
type tree struct {
	f        *finisher
	layout   *typeset.Layout
	elements []typeset.Element
	pages    []int     // object numbers of the pages
	marked   [][]int32 // the elements of each page's sequences
	numbers  []int     // object numbers of the elements; 0 = it has no content and is left out
	contents []sequence
	first    []int32 // of each element's contents
	kids     []int32 // first kid of each element, 0 = none
	next     []int32 // the kid behind it
}

// sequence is a marked-content sequence: its page and its number there.
type sequence struct{ page, number int32 }

// structure writes the tree and gives the number of its root.
func (f *finisher) structure(l *typeset.Layout, pages []int, marked [][]int32) int {
	t := &tree{f: f, layout: l, elements: l.Elements, pages: pages, marked: marked}
	if len(t.elements) == 0 {
		t.elements = make([]typeset.Element, 1) // a document that says nothing
	}
	t.gather()
	t.choose()
	root := f.reserve()
	for i := range t.numbers {
		if t.numbers[i] != 0 {
			t.element(int32(i), root)
		}
	}
	parents := f.reserve()
	f.pack(parents)
	t.parents()
	f.pack(root)
	f.packed = append(f.packed, "<</Type/StructTreeRoot/K "...)
	f.packed = appendReference(f.packed, t.numbers[0])
	f.packed = append(f.packed, "/ParentTree "...)
	f.packed = appendReference(f.packed, parents)
	f.packed = append(f.packed, "/ParentTreeNextKey "...)
	f.packed = append(appendInt(f.packed, len(pages)), ">>"...)
	return root
}

// gather sorts the pages' sequences by their elements, and the elements by their parents.
func (t *tree) gather() {
	count := len(t.elements)
	t.first = make([]int32, count+1)
	total := 0
	for _, marked := range t.marked {
		total += len(marked)
		for _, e := range marked {
			t.first[e+1]++
		}
	}
	for i := range count {
		t.first[i+1] += t.first[i]
	}
	t.contents = make([]sequence, total)
	at := make([]int32, count)
	copy(at, t.first)
	for p, marked := range t.marked {
		for n, e := range marked {
			t.contents[at[e]] = sequence{int32(p), int32(n)}
			at[e]++
		}
	}
	t.kids, t.next = make([]int32, count), make([]int32, count)
	for i := count - 1; i > 0; i-- {
		parent := t.elements[i].Parent
		t.next[i], t.kids[parent] = t.kids[parent], int32(i)
	}
}

// choose gives numbers to the elements that have content, to those above them, and to
// the cells of tables, which may be empty.
func (t *tree) choose() {
	n := len(t.elements)
	t.numbers = make([]int, n)
	for i := n - 1; i >= 0; i-- {
		kind := t.elements[i].Kind
		if t.numbers[i] != 0 || t.first[i+1] > t.first[i] || kind == typeset.CellElement || kind == typeset.HeaderElement || i == 0 {
			t.numbers[i], t.numbers[t.elements[i].Parent] = -1, -1
		}
	}
	for i := range t.numbers {
		if t.numbers[i] != 0 {
			t.numbers[i] = t.f.reserve()
		}
	}
}

// element writes one element (ISO 32000-1, table 323).
func (t *tree) element(i int32, root int) {
	f, e := t.f, &t.elements[i]
	f.pack(t.numbers[i])
	b := append(append(f.packed, "<</S/"...), kinds[e.Kind]...)
	if e.Level > 0 {
		b = append(b, '0'+e.Level)
	}
	parent := root
	if i > 0 {
		parent = t.numbers[e.Parent]
	}
	b = appendReference(append(b, "/P "...), parent)
	b = t.attributes(b, i)
	if e.Alternate != "" {
		b = appendText(append(b, "/Alt"...), e.Alternate)
	}
	f.packed = append(t.children(b, i), ">>"...)
}

// children appends an element's content and the elements below it.
func (t *tree) children(b []byte, i int32) []byte {
	own := t.contents[t.first[i]:t.first[i+1]]
	page := int32(-1)
	if len(own) > 0 {
		page = own[0].page
		b = appendReference(append(b, "/Pg "...), t.pages[page])
	}
	if len(own) == 1 && t.kids[i] == 0 {
		return appendInt(append(b, "/K "...), int(own[0].number))
	}
	if len(own) == 0 && t.kids[i] == 0 {
		return b
	}
	b = append(b, "/K["...)
	for n, c := range own {
		if n > 0 {
			b = append(b, ' ')
		}
		if c.page == page {
			b = appendInt(b, int(c.number))
			continue
		}
		b = appendReference(append(b, "<</Type/MCR/Pg "...), t.pages[c.page])
		b = append(appendInt(append(b, "/MCID "...), int(c.number)), ">>"...)
	}
	for kid := t.kids[i]; kid != 0; kid = t.next[kid] {
		if t.numbers[kid] != 0 {
			b = appendReference(append(b, ' '), t.numbers[kid])
		}
	}
	return append(b, ']')
}

// attributes appends an element's attributes (ISO 32000-1, 14.8.5).
func (t *tree) attributes(b []byte, i int32) []byte {
	e := &t.elements[i]
	switch e.Kind {
	case typeset.ListElement:
		if e.Ordered {
			return append(b, "/A<</O/List/ListNumbering/Decimal>>"...)
		}
		return append(b, "/A<</O/List/ListNumbering/Disc>>"...)
	case typeset.HeaderElement, typeset.CellElement:
		if e.Kind == typeset.CellElement && e.Across < 2 && e.Down < 2 {
			return b
		}
		b = append(b, "/A<</O/Table"...)
		if e.Kind == typeset.HeaderElement {
			b = append(b, "/Scope/Column"...)
		}
		if e.Across > 1 {
			b = appendInt(append(b, "/ColSpan "...), int(e.Across))
		}
		if e.Down > 1 {
			b = appendInt(append(b, "/RowSpan "...), int(e.Down))
		}
		return append(b, ">>"...)
	case typeset.FigureElement:
		return t.figure(b, i)
	}
	return b
}

// figure appends where a figure stands, if it stands on one page.
func (t *tree) figure(b []byte, i int32) []byte {
	own := t.contents[t.first[i]:t.first[i+1]]
	b = append(b, "/A<</O/Layout/Placement/Block"...)
	if len(own) > 0 && own[0].page == own[len(own)-1].page {
		page := t.layout.Pages[own[0].page]
		if x, y, width, height, ok := page.Extent(i - page.Elements); ok {
			b = append(b, "/BBox["...)
			for _, v := range [...]typeset.Length{x, page.Height - y - height, x + width, page.Height - y} {
				b = number(b, v)
			}
			b = append(b, ']')
		}
	}
	return append(b, ">>"...)
}

// parents writes the number tree from pages to the elements of their sequences.
func (t *tree) parents() {
	b := append(t.f.packed, "<</Nums["...)
	for p, marked := range t.marked {
		if len(marked) == 0 {
			continue
		}
		b = append(appendInt(b, p), '[')
		for _, e := range marked {
			b = append(appendReference(b, t.numbers[e]), ' ')
		}
		b = append(b, ']')
	}
	t.f.packed = append(b, "]>>"...)
}

func appendReference(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...)
}
