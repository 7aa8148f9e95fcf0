// Package pack keeps the texts of many records in little memory: those of a table whose
// further columns hold whole documents are hundreds of megabytes, of which a run needs a
// few at a time.
package pack

import (
	"bytes"
	"encoding/binary"
	"io"
	"sort"
	"sync"

	"github.com/klauspost/compress/flate"
)

// blockSize is how much text is compressed at once, in bytes: one block is opened for each
// record, and a smaller one finds less that comes again.
const blockSize = 128 << 10

// opened is how many blocks are kept open: workers are at records that lie together.
const opened = 4

// Texts keeps texts by names, record by record, compressed. They are put in by one, and may
// be taken out by many at once. The zero Texts has none.
type Texts struct {
	mu     sync.Mutex
	names  []string
	places map[string]int // of the names
	blocks []block
	last   []byte // what no block has yet
	first  int    // of the records in last
	ends   []int  // of these there
	writer *flate.Writer
	open   []*block // with their texts, the last used first
}

// block is some records' texts.
type block struct {
	packed []byte
	size   int   // of the texts
	first  int   // record
	ends   []int // of each record
	text   string
	maps   []map[string]string // of the records that were asked for, once it is open
}

// Put keeps a record's texts and gives its number.
func (t *Texts) Put(texts map[string]string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.places == nil {
		t.places = map[string]int{}
	}
	t.last = binary.AppendUvarint(t.last, uint64(len(texts)))
	for name, text := range texts {
		place, known := t.places[name]
		if !known {
			place = len(t.names)
			t.names = append(t.names, name)
			t.places[name] = place
		}
		t.last = binary.AppendUvarint(t.last, uint64(place))
		t.last = binary.AppendUvarint(t.last, uint64(len(text)))
		t.last = append(t.last, text...)
	}
	t.ends = append(t.ends, len(t.last))
	n := t.first + len(t.ends) - 1
	if len(t.last) >= blockSize {
		t.close()
	}
	return n
}

// close makes a block of what has none.
func (t *Texts) close() {
	var b bytes.Buffer
	if t.writer == nil {
		t.writer, _ = flate.NewWriter(&b, flate.BestSpeed) // the level is one
	} else {
		t.writer.Reset(&b)
	}
	t.writer.Write(t.last) // to memory
	t.writer.Close()
	t.blocks = append(t.blocks, block{packed: bytes.Clone(b.Bytes()), size: len(t.last), first: t.first, ends: t.ends})
	t.first += len(t.ends)
	t.last, t.ends = t.last[:0], nil
}

// Get gives the texts of a record by its number. They are not to be changed.
func (t *Texts) Get(n int) map[string]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := n - t.first; i >= 0 {
		return t.read(string(t.last[start(t.ends, i):t.ends[i]]))
	}
	b := t.blockOf(n)
	i := n - b.first
	if b.maps[i] == nil {
		b.maps[i] = t.read(b.text[start(b.ends, i):b.ends[i]])
	}
	return b.maps[i]
}

// start is where the texts begin of the record i of those that end there.
func start(ends []int, i int) int {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}

// blockOf is a record's block, open.
func (t *Texts) blockOf(n int) *block {
	for i, b := range t.open {
		if n >= b.first && n < b.first+len(b.ends) {
			copy(t.open[1:], t.open[:i])
			t.open[0] = b
			return b
		}
	}
	b := t.blocks[sort.Search(len(t.blocks), func(i int) bool { return t.blocks[i].first > n })-1]
	var text bytes.Buffer
	text.Grow(b.size + bytes.MinRead)
	if _, err := io.Copy(&text, flate.NewReader(bytes.NewReader(b.packed))); err != nil {
		panic(err) // memory is spoilt
	}
	b.text, b.maps = text.String(), make([]map[string]string, len(b.ends))
	t.open = append([]*block{&b}, t.open[:min(len(t.open), opened-1)]...)
	return &b
}

// read reads a record's texts.
func (t *Texts) read(s string) map[string]string {
	number := func() int {
		n, size := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
		s = s[size:]
		return int(n)
	}
	count := number()
	out := make(map[string]string, count)
	for range count {
		name := t.names[number()]
		size := number()
		out[name], s = s[:size], s[size:]
	}
	return out
}
