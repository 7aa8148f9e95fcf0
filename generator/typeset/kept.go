package typeset

import (
	"hash/maphash"
	"sync"
	"sync/atomic"

	"hongtou/generator/face"
)

// Most of what a batch sets was set before: a template's sentences, its headings and the
// cells of its tables stand in document after document. What comes a second time is kept,
// and from then on copied. It depends on nothing but the text, its style, its measure and
// the faces, so that a document is the same alone and in a batch.

// use is what pieces are set for.
type use uint8

const (
	forLines  use = iota // lines
	forCell              // lines of a table's cell
	forNeeds             // what a cell asks of its column
	forOthers            // a paragraph in a line less or more
)

// manner is how pieces are set.
type manner struct {
	use                use
	at                 side
	spaced             bool // a blank stands between Han and Latin letters
	first, rest, right Length
}

// kept is what was found of pieces that were set. The elements of its pieces and runs are
// places in a list of those that the pieces have, in the order of first use.
type kept struct {
	pieces     []piece
	manner     manner
	lines      [][]Run
	runs       int        // of all lines
	takesOther bool       // perhaps it can be set in a line less or more
	others     []recasted // forOthers
	needs      cellNeeds  // forNeeds
}

// recasted is a paragraph set in another number of lines, and what that costs.
type recasted struct {
	kept
	cost int
}

// owners are the elements that pieces are content of.
type owners struct {
	elements [4]int32
	n        int
}

// place is an element's place in the list; ok is false where the list is full.
func (o *owners) place(element int32) (at int32, ok bool) {
	for i, have := range o.elements[:o.n] {
		if have == element {
			return int32(i), true
		}
	}
	if o.n == len(o.elements) {
		return 0, false
	}
	o.elements[o.n] = element
	o.n++
	return int32(o.n - 1), true
}

const (
	shelfCount = 8
	mostKept   = 768 << 10 // bytes on a shelf; beyond, what was not asked for since is forgotten
	remembered = 1 << 14   // texts of which is known that they came once
)

// shelves are what was kept for a set of faces. Many may ask at a time.
type shelves struct {
	shelf [shelfCount]shelf
	once  [remembered]atomic.Uint32
}

// shelf is a part of what is kept, by what tells pieces and manner from others.
type shelf struct {
	lock        sync.RWMutex
	now, before map[uint64]*kept // what was asked for since the shelf was full, and before
	size        int              // of now, in bytes
}

func shelvesOf(faces *face.Set) *shelves {
	return faces.Kept(func() any { return new(shelves) }).(*shelves)
}

var keySeed = maphash.MakeSeed()

// key tells pieces set in a manner from others, but for chance; it fills in the owners.
func (s *setter) key(pieces []piece, m *manner, o *owners) (key uint64, ok bool) {
	add := func(v uint64) {
		key = (key ^ v) * 0x9E3779B97F4A7C15
		key ^= key >> 29
	}
	for i := range pieces {
		p := &pieces[i]
		at, ok := o.place(s.owner(p))
		if !ok {
			return 0, false
		}
		add(maphash.String(keySeed, p.text))
		add(uint64(p.style.size)<<16 | uint64(p.style.role)<<4 | uint64(at))
	}
	add(uint64(m.first)<<32 ^ uint64(m.rest)<<16 ^ uint64(m.right))
	add(uint64(m.use)<<8 | uint64(m.at))
	return key, true
}

// owner is the element that a piece is content of.
func (s *setter) owner(p *piece) int32 {
	if p.style.element == Artifact {
		return s.element
	}
	return p.style.element
}

// is tells whether k is of these pieces in that manner.
func (k *kept) is(s *setter, pieces []piece, m *manner, o *owners) bool {
	if k.manner != *m || len(k.pieces) != len(pieces) {
		return false
	}
	for i := range pieces {
		p, have := &pieces[i], &k.pieces[i]
		if at, _ := o.place(s.owner(p)); have.style.element != at || have.text != p.text {
			return false
		}
		if have.style.role != p.style.role || have.style.size != p.style.size || have.style.grid != p.style.grid {
			return false
		}
	}
	return true
}

// recall gives what is kept of pieces set in a manner, or else tells whether what comes
// out now is to be kept.
func (s *setter) recall(pieces []piece, m *manner, o *owners) (k *kept, key uint64, keep bool) {
	if s.shelves == nil {
		return nil, 0, false
	}
	m.spaced = s.document != nil && s.document.Meta.Spacing
	key, ok := s.key(pieces, m, o)
	if !ok {
		return nil, 0, false
	}
	shelf := &s.shelves.shelf[key%shelfCount]
	shelf.lock.RLock()
	k, fresh := shelf.now[key]
	if !fresh {
		k = shelf.before[key]
	}
	shelf.lock.RUnlock()
	if k != nil && k.is(s, pieces, m, o) {
		if !fresh {
			shelf.put(key, k)
		}
		return k, key, false
	}
	once, mark := &s.shelves.once[key>>8%remembered], uint32(key>>32)|1
	if once.Load() == mark {
		return nil, key, true
	}
	once.Store(mark)
	return nil, key, false
}

// keep keeps what was found of pieces.
func (s *setter) keep(key uint64, k *kept, pieces []piece, m *manner, o *owners) {
	for i := range s.atoms {
		if a := &s.atoms[i]; a.set != nil && !a.set.OK {
			return // it is complained of each time
		}
	}
	k.manner, k.pieces = *m, make([]piece, len(pieces))
	for i, p := range pieces {
		p.style.element, _ = o.place(s.owner(&p))
		k.pieces[i] = p
	}
	s.shelves.shelf[key%shelfCount].put(key, k)
}

// put puts k on the shelf.
func (h *shelf) put(key uint64, k *kept) {
	h.lock.Lock()
	defer h.lock.Unlock()
	size := k.size()
	if h.size += size; h.now == nil || h.size > mostKept {
		h.now, h.before, h.size = map[uint64]*kept{}, h.now, size
	}
	h.now[key] = k
}

// size is about what k takes, in bytes.
func (k *kept) size() int {
	const entry, run, glyph = 400, 104, 12
	n := entry
	for i := range k.pieces {
		n += len(k.pieces[i].text)
	}
	for _, runs := range k.lines {
		for i := range runs {
			n += run + glyph*len(runs[i].Glyphs)
		}
	}
	for i := range k.others {
		n += k.others[i].size()
	}
	return n
}

// fill takes a copy of lines, with memory of its own.
func (k *kept) fill(lines [][]Run, o *owners) {
	k.lines = make([][]Run, len(lines))
	for i, runs := range lines {
		own := make([]Run, len(runs))
		for n := range runs {
			own[n] = runs[n]
			own[n].Element, _ = o.place(runs[n].Element)
			own[n].Glyphs = append([]Glyph(nil), runs[n].Glyphs...)
		}
		k.lines[i] = own
		k.runs += len(own)
	}
}

// copied are lines that were kept, as content of these elements. The glyphs are shared:
// nobody changes them.
func (s *setter) copied(k *kept, o *owners) [][]Run {
	all, out := s.runs.take(k.runs), s.lists.take(len(k.lines))
	for _, runs := range k.lines {
		from := len(all)
		all = append(all, runs...)
		own := all[from:len(all):len(all)]
		for i := range own {
			own[i].Element = o.elements[own[i].Element]
		}
		out = append(out, own)
	}
	return out
}
