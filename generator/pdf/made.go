package pdf

import (
	"bytes"
	"fmt"
)

// made is the file that fpdf made, read as ISO 32000-1, 7.3 to 7.5 describe a file: by
// the cross-reference table and the objects' own syntax, whatever their spelling. It
// knows what each object is for. An object that serves no purpose that is known here,
// or a page that lacks what we add to, is an error: fpdf has changed then, and this
// step has to be thought over anew.
type made struct {
	raw      []byte
	objects  []object // from object 1
	pages    []int    // the pages' numbers in their order
	root     int      // the catalog's number, and likewise:
	info     int
	outlines int // 0 = none
}

// object is one indirect object.
type object struct {
	from, to int // its bytes, from "1 0 obj" to behind "endobj"
	dict     []entry
	stream   []byte // nil = none
	purpose  purpose
	index    int // of a page or its contents, from 0
	count    int // of what hangs below an item of the outline
}

type entry struct{ key, value []byte }

type purpose uint8

const (
	unknown purpose = iota
	kept            // picture: taken over as it is
	dropped         // catalog and information: written anew
	page
	pageTree
	contents
	resources
	outline
)

func (o *object) get(key string) []byte {
	for i := range o.dict {
		if string(o.dict[i].key) == key {
			return o.dict[i].value
		}
	}
	return nil
}

// readMade reads a file of so many pages. The errors are of a file that is not as
// fpdf makes them.
func readMade(raw []byte, pages int) (*made, error) {
	m := &made{raw: raw}
	if err := m.table(); err != nil {
		return nil, fmt.Errorf("fpdf's file is not as it should be: %w", err)
	}
	if err := m.purposes(pages); err != nil {
		return nil, fmt.Errorf("fpdf's file is not as it should be: %w", err)
	}
	return m, nil
}

// table reads the cross-reference table, whose place the file's end tells (7.5.5), and
// the objects that it lists.
func (m *made) table() error {
	end := bytes.TrimRight(m.raw, "\r\n ")
	end, ok := bytes.CutSuffix(end, []byte("%%EOF"))
	end = bytes.TrimRight(end, "\r\n ")
	digits := len(end)
	for digits > 0 && end[digits-1] >= '0' && end[digits-1] <= '9' {
		digits--
	}
	at, number := whole(end[digits:])
	if !ok || !number || at >= len(m.raw) {
		return fmt.Errorf("its end names no cross-reference table")
	}
	x := &lexer{b: m.raw, at: at}
	x.word("xref")
	first, count := x.int(), x.int()
	if x.err != nil || first != 0 || count < 3 || count > len(m.raw) {
		return fmt.Errorf("the cross-reference table begins otherwise")
	}
	offsets := make([]int, count)
	for i := range offsets {
		offsets[i] = x.int()
		x.int()
		if used := string(x.token()); x.err == nil && used != "n" && (used != "f" || i > 0) {
			return fmt.Errorf("entry %d of the cross-reference table is of kind %q", i, used)
		}
	}
	x.word("trailer")
	trailer := object{dict: x.dict()}
	if x.err != nil {
		return x.err
	}
	m.objects = make([]object, count-1)
	for n := 1; n < count; n++ {
		if err := m.read(n, offsets[n]); err != nil {
			return fmt.Errorf("object %d: %w", n, err)
		}
	}
	m.root, m.info = reference(trailer.get("Root")), reference(trailer.get("Info"))
	return nil
}

// read reads object n at its place.
func (m *made) read(n, at int) error {
	x := &lexer{b: m.raw, at: at}
	o := &m.objects[n-1]
	if number := x.int(); number != n || x.int() != 0 {
		return fmt.Errorf("it is not at %d", at)
	}
	x.word("obj")
	o.from, o.dict = at, x.dict()
	next := x.token()
	if string(next) == "stream" {
		length, ok := whole(o.get("Length"))
		x.at++ // the line's end
		if !ok || x.at+length > len(m.raw) {
			return fmt.Errorf("its stream has the length %q", o.get("Length"))
		}
		o.stream = m.raw[x.at : x.at+length : x.at+length]
		x.at += length
		x.word("endstream")
		next = x.token()
	}
	if x.err == nil && string(next) != "endobj" {
		return fmt.Errorf("it ends with %q", next)
	}
	o.to = x.at
	return x.err
}

// purposes finds what each object is for, from the catalog on.
func (m *made) purposes(pages int) error {
	catalog, err := m.take(m.root, dropped)
	if err != nil {
		return err
	}
	if _, err := m.take(m.info, dropped); err != nil {
		return err
	}
	tree, err := m.take(reference(catalog.get("Pages")), pageTree)
	if err != nil {
		return err
	}
	kids := references(tree.get("Kids"))
	if len(kids) != pages {
		return fmt.Errorf("it has %d pages, not %d", len(kids), pages)
	}
	m.pages = kids
	shared := 0
	for i, kid := range kids {
		leaf, err := m.take(kid, page)
		if err != nil {
			return err
		}
		leaf.index = i
		text, err := m.take(reference(leaf.get("Contents")), contents)
		if err != nil {
			return err
		}
		text.index = i
		if text.stream == nil || len(text.dict) != 1 {
			return fmt.Errorf("a page's content is compressed or none")
		}
		if n := reference(leaf.get("Resources")); shared == 0 {
			if shared = n; shared == 0 {
				return fmt.Errorf("a page has no resources")
			}
		} else if n != shared {
			return fmt.Errorf("pages have resources of their own")
		}
	}
	if err := m.resources(shared); err != nil {
		return err
	}
	if m.outlines = reference(catalog.get("Outlines")); m.outlines > 0 {
		top, err := m.take(m.outlines, outline)
		if err != nil {
			return err
		}
		if top.count, err = m.items(reference(top.get("First"))); err != nil {
			return err
		}
	}
	for i := range m.objects {
		if m.objects[i].purpose == unknown {
			return fmt.Errorf("object %d serves nothing that is known", i+1)
		}
	}
	return nil
}

// resources takes the resources that all pages share and the pictures among them. The
// list of fonts is there and empty: ours go into it.
func (m *made) resources(n int) error {
	o, err := m.take(n, resources)
	if err != nil {
		return err
	}
	fonts := o.get("Font")
	if x := (&lexer{b: fonts}); fonts == nil || len(x.dict()) > 0 || x.err != nil {
		return fmt.Errorf("its list of fonts is %.40q", fonts)
	}
	if pictures := o.get("XObject"); pictures != nil {
		x := &lexer{b: pictures}
		for _, e := range x.dict() {
			picture, err := m.take(reference(e.value), kept)
			if err != nil {
				return err
			}
			if palette := references(picture.get("ColorSpace")); len(palette) == 1 {
				if _, err := m.take(palette[0], kept); err != nil {
					return err
				}
			}
		}
		return x.err
	}
	return nil
}

// items counts the items of an outline from one on, with those below them.
func (m *made) items(n int) (count int, err error) {
	for n > 0 {
		o, err := m.take(n, outline)
		if err != nil {
			return 0, err
		}
		if o.count, err = m.items(reference(o.get("First"))); err != nil {
			return 0, err
		}
		count += 1 + o.count
		n = reference(o.get("Next"))
	}
	return count, nil
}

// take gives object n a purpose, which it may not have yet.
func (m *made) take(n int, p purpose) (*object, error) {
	if n < 1 || n > len(m.objects) {
		return nil, fmt.Errorf("there is no object %d", n)
	}
	o := &m.objects[n-1]
	if o.purpose != unknown {
		return nil, fmt.Errorf("object %d serves two purposes", n)
	}
	o.purpose = p
	return o, nil
}

// reference is the number of the object that a value refers to, 0 if it is no reference.
func reference(value []byte) int {
	x := &lexer{b: value}
	n, generation := x.int(), x.int()
	if string(x.token()) != "R" || x.err != nil || generation != 0 {
		return 0
	}
	return n
}

// references are those of an array.
func references(value []byte) []int {
	if len(value) < 2 || value[0] != '[' {
		return nil
	}
	var out []int
	x := &lexer{b: value, at: 1}
	for {
		if x.space(); x.at >= len(x.b) || x.b[x.at] == ']' {
			return out
		}
		v := x.value()
		if x.err != nil {
			return nil
		}
		if n := reference(v); n > 0 {
			out = append(out, n)
		}
	}
}
