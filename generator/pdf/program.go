package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"strconv"
	"sync"

	"hongtou/generator/face"
)

// Most of a document's bytes are outlines, and most of the work is to compress
// them, though the documents of a batch embed nearly the same ones. A subset's
// glyphs therefore stand in the order of the font, and are cut into groups at
// fixed glyphs: a name's rare character changes the group that it falls into and
// no other. A group is compressed once and then copied. Its bytes do not depend
// on what was compressed before: a document is the same in a batch and alone.

// groups are compressed groups of outlines, shared by the documents of a Writer.
type groups struct {
	lock sync.RWMutex
	have map[groupKey]*group
	size int
}

type groupKey struct {
	face   *face.Face
	glyphs string // two bytes a glyph
}

// group is a group's deflate blocks, up to a byte's end, and what its outlines add
// to the checks of font program and stream.
type group struct {
	deflated []byte
	length   int // of the outlines
	checksum uint32
	adler    uint32
}

const (
	// groupGlyphs is how many glyphs a group has on the mean. Fewer make more of
	// them shared; more make a document smaller: 8 take 2 % more than whole fonts,
	// 10 take 1 % less than 8 and no more time.
	groupGlyphs = 10
	maxGroups   = 32 << 20 // bytes; beyond, the groups at hand are forgotten
)

// boundary tells the glyphs before which a group begins: one in groupGlyphs,
// scattered by the golden ratio.
func boundary(g face.GID) bool {
	return uint32(g)*2654435769>>16%groupGlyphs == 0
}

// of gives a group, compressing it if nobody has.
func (c *groups) of(f *face.Face, glyphs []face.GID) *group {
	var buffer [128]byte
	name := buffer[:0]
	for _, g := range glyphs {
		name = append(name, byte(g>>8), byte(g))
	}
	c.lock.RLock()
	g := c.have[groupKey{f, string(name)}]
	c.lock.RUnlock()
	if g != nil {
		return g
	}
	outlines := f.Outlines(glyphs)
	d := raws.Get().(*rawDeflater)
	g = &group{bytes.Clone(d.deflate(outlines, false)), len(outlines), face.Checksum(outlines), adler32.Checksum(outlines)}
	raws.Put(d)
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.size += len(g.deflated); c.have == nil || c.size > maxGroups {
		c.have, c.size = map[groupKey]*group{}, len(g.deflated)
	}
	c.have[groupKey{f, string(name)}] = g
	return g
}

// appendProgram appends a font program with the glyphs as a stream.
func (w *Writer) appendProgram(b []byte, f *face.Face, glyphs []face.GID) ([]byte, error) {
	if !f.Simple(glyphs) {
		program, err := f.Subset(glyphs)
		if err != nil {
			return nil, err
		}
		return appendStream(b, "/Length1 "+strconv.Itoa(len(program)), program), nil
	}
	var list []*group
	size, deflated, checksum := 0, 0, uint32(0)
	for from := 0; from < len(glyphs); {
		to := from + 1
		for to < len(glyphs) && !boundary(glyphs[to]) {
			to++
		}
		g := w.groups.of(f, glyphs[from:to])
		list = append(list, g)
		size, deflated, checksum = size+g.length, deflated+len(g.deflated), checksum+g.checksum
		from = to
	}
	front, back := f.Frame(glyphs, checksum)
	sum := adler{adler32.Checksum(front)}
	for _, g := range list {
		sum.add(g.adler, g.length)
	}
	sum.add(adler32.Checksum(back), len(back))

	d := raws.Get().(*rawDeflater)
	defer raws.Put(d)
	end := d.deflate(back, true)
	const header, trailer = "\x78\x01", 4 // RFC 1950: deflate with a window of 32 KB, fast
	b = appendInt(append(b, "<</Filter/FlateDecode/Length1 "...), len(front)+size+len(back))
	b = appendInt(append(b, "/Length "...), len(header)+stored+len(front)+deflated+len(end)+trailer)
	b = append(append(b, ">>\nstream\n"...), header...)
	b = append(appendStored(b, len(front)), front...)
	for _, g := range list {
		b = append(b, g.deflated...)
	}
	b = binary.BigEndian.AppendUint32(append(b, end...), sum.value)
	return append(b, "\nendstream"...), nil
}

// stored is the length of a stored block's header.
const stored = 5

// appendStored begins a block of so many bytes as they are (RFC 1951, 3.2.4),
// which costs less than to compress the few of a directory.
func appendStored(b []byte, length int) []byte {
	n := uint16(length)
	return binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(append(b, 0), n), ^n)
}

// rawDeflater compresses without the zlib format's header and check.
type rawDeflater struct {
	out bytes.Buffer
	zip *flate.Writer
}

var raws = sync.Pool{New: func() any {
	d := &rawDeflater{}
	d.zip, _ = flate.NewWriter(&d.out, flate.BestCompression) // the level is a valid one
	return d
}}

// deflate gives blocks that end at a byte's end; the last ones say that they are.
// The result holds until the next call.
func (d *rawDeflater) deflate(data []byte, last bool) []byte {
	d.out.Reset()
	d.zip.Reset(&d.out)
	d.zip.Write(data) // into memory: it does not fail
	if last {
		d.zip.Close()
	} else {
		d.zip.Flush()
	}
	return d.out.Bytes()
}

// adler is an Adler-32 check (RFC 1950) of data one after the other.
type adler struct{ value uint32 }

// add takes in what follows, by its check and its length in bytes.
func (a *adler) add(check uint32, length int) {
	const base = 65521
	one, two := a.value&0xFFFF, a.value>>16
	sum := (one + check&0xFFFF + base - 1) % base
	two = (two + check>>16 + uint32(uint64(length)%base*uint64(one+base-1)%base)) % base
	a.value = two<<16 | sum
}
