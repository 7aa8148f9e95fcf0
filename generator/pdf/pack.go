package pdf

import "encoding/binary"

// Dictionaries are packed: written into object streams (ISO 32000-1, 7.5.7), which are
// compressed, and found by a cross-reference stream (7.5.8). PDF/A-2 allows both
// (ISO 19005-2, 6.1.4). The catalog and the document information stay in the open.

// place is where an object is: at an offset of the file, or in an object stream.
type place struct {
	stream int // number of the object stream; 0 = none
	at     int // offset, or which of the stream's objects it is
}

// mostPacked is how many objects a stream has: a reader decompresses it for one of them.
const mostPacked = 1000

// reserve gives the number of an object that is written later.
func (f *finisher) reserve() int {
	f.places = append(f.places, place{})
	return len(f.places)
}

// pack starts object n in an object stream: what is appended to f.packed is its value.
func (f *finisher) pack(n int) {
	if len(f.index) >= mostPacked {
		f.unload()
	}
	if f.stream == 0 {
		f.stream = f.reserve()
	}
	if len(f.packed) > 0 {
		f.packed = append(f.packed, '\n')
	}
	f.places[n-1] = place{f.stream, len(f.index)}
	f.index = append(f.index, entryOf{n, len(f.packed)})
}

// entryOf is an object of an object stream and where it begins there.
type entryOf struct{ number, at int }

// unload writes the object stream.
func (f *finisher) unload() {
	if f.stream == 0 {
		return
	}
	var head []byte
	for _, e := range f.index {
		head = append(appendInt(head, e.number), ' ')
		head = append(appendInt(head, e.at), ' ')
	}
	f.at(f.stream)
	extra := append(appendInt([]byte("/Type/ObjStm/N "), len(f.index)), "/First "...)
	f.out = appendStream(f.out, string(appendInt(extra, len(head))), head, f.packed)
	f.end()
	f.work.packed, f.work.index = f.packed, f.index
	f.stream, f.index, f.packed = 0, f.index[:0], f.packed[:0]
}

// entrySize is the bytes of an entry of the cross-reference stream: kind, offset or
// stream, and which object of the stream.
const entrySize = 1 + 4 + 2

// crossReferences writes the stream of where all objects are, whose dictionary is the
// trailer. Each entry is written as its differences from the one before (PNG's Up).
func (f *finisher) crossReferences(trailer []byte) (start int) {
	self := f.reserve()
	start = len(f.out)
	f.at(self)
	rows := f.work.rows[:0]
	var before [entrySize]byte
	add := func(kind byte, first, second int) {
		var now [entrySize]byte
		now[0] = kind
		binary.BigEndian.PutUint32(now[1:], uint32(first))
		binary.BigEndian.PutUint16(now[5:], uint16(second))
		rows = append(rows, 2)
		for i := range now {
			rows = append(rows, now[i]-before[i])
		}
		before = now
	}
	add(0, 0, 0xFFFF)
	for _, p := range f.places {
		if p.stream == 0 {
			add(1, p.at, 0)
		} else {
			add(2, p.stream, p.at)
		}
	}
	f.work.rows = rows
	extra := append(appendInt([]byte("/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Size "), len(f.places)+1), trailer...)
	f.out = appendStream(f.out, string(extra), rows)
	f.end()
	return start
}
