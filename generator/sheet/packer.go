package sheet

import (
	"bytes"
	"compress/flate"
	"sync"

	"hongtou/generator/parallel"
)

const (
	// packing is the level that archive/zip takes: one more costs a third of the
	// time and saves a hundredth.
	packing = 5
	// pieceSize is how many bytes are packed at once: so many that packing them
	// apart loses hardly anything, and so few that all processors have some.
	pieceSize = 1 << 20
)

// packer packs bytes in pieces, several at a time, that make one stream in order
// whatever the number of processors: each piece ends on a whole byte, and an
// empty one ends the stream.
type packer struct {
	piece  []byte
	pieces []*bytes.Buffer
	group  parallel.Group
}

func (p *packer) write(b []byte) {
	for len(b) > 0 {
		n := min(len(b), pieceSize-len(p.piece))
		p.piece, b = append(p.piece, b[:n]...), b[n:]
		if len(p.piece) == pieceSize {
			p.send()
		}
	}
}

func (p *packer) send() {
	in, out := p.piece, &bytes.Buffer{}
	p.piece, p.pieces = nil, append(p.pieces, out)
	p.group.Go(func() {
		w := packers.Get().(*flate.Writer)
		defer packers.Put(w)
		w.Reset(out)
		w.Write(in) // a buffer takes everything
		w.Flush()
	})
}

// packers are kept: each holds a megabyte of tables.
var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, packing) // the level is a valid one
	return w
}}

// streamEnd is an empty last block (RFC 1951, 3.2.6).
var streamEnd = []byte{0x03, 0x00}

func (p *packer) finish() [][]byte {
	if len(p.piece) > 0 {
		p.send()
	}
	p.group.Wait()
	var out [][]byte
	for _, b := range p.pieces {
		out = append(out, b.Bytes())
	}
	return append(out, streamEnd)
}
