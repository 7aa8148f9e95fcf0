package face

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Most of a document's bytes are outlines, and most of the work is to compress
// them, though the documents of a batch embed nearly the same ones. A subset's
// glyphs therefore stand in the order of the font, and are cut into groups at
// fixed glyphs: a name's rare character changes the group that it falls into and
// no other. A group is compressed once and then copied. Its bytes do not depend
// on what was compressed before: a document is the same in a batch and alone.

// Programs are font programs, deflated; documents that go through the same
// Programs share most of the work. The zero Programs is ready; it may be used by
// many at a time.
type Programs struct {
	lock sync.RWMutex
	have map[groupKey]*group
	size int
}

// Program is a font program as deflate blocks (RFC 1951) without a frame: zlib's or
// an archive's comes from who embeds it.
type Program struct {
	Length int    // of the program, in bytes
	Adler  uint32 // its Adler-32 (RFC 1950)
	CRC    uint32 // of a Standalone one its CRC-32, as archives want it

	parts [][]byte
	size  int
}

// Size is the length of the blocks in bytes.
func (p *Program) Size() int { return p.size }

// Append appends the blocks.
func (p *Program) Append(b []byte) []byte {
	for _, part := range p.parts {
		b = append(b, part...)
	}
	return b
}

// Kind is for whom a program is cut out.
type Kind uint8

// The kinds.
const (
	Bare       Kind = iota // glyphs are chosen by number: a PDF's CIDFontType2 (ISO 32000-1, 9.9)
	Standalone             // a font of its own, with characters, names and metrics: OFD and screens
)

type groupKey struct {
	face   *Face
	glyphs string // two bytes a glyph
}

// group is a group's deflate blocks, up to a byte's end, and what its outlines add
// to the checks of font program and stream.
type group struct {
	deflated []byte
	length   int // of the outlines
	checksum uint32
	adler    uint32
	crc      uint32
	simple   bool // none of its glyphs is made of others, and all are there; else there is nothing more
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
func boundary(g GID) bool {
	return uint32(g)*2654435769>>16%groupGlyphs == 0
}

// of gives a group, compressing it if nobody has.
func (c *Programs) of(f *Face, glyphs []GID) *group {
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
	if g = new(group); f.Simple(glyphs) {
		outlines := f.Outlines(glyphs)
		d := raws.Get().(*rawDeflater)
		*g = group{bytes.Clone(d.deflate(outlines, false)), len(outlines), Checksum(outlines), adler32.Checksum(outlines), crc32.ChecksumIEEE(outlines), true}
		raws.Put(d)
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.size += len(g.deflated); c.have == nil || c.size > maxGroups {
		c.have, c.size = map[groupKey]*group{}, len(g.deflated)
	}
	c.have[groupKey{f, string(name)}] = g
	return g
}

// Program is the program with the characters that a document uses, as a file. The
// only errors are those of a broken font.
func (f *Used) Program(kind Kind) ([]byte, error) { return f.Face.subset(f.Glyphs, f.extra(kind)) }

func (f *Used) extra(kind Kind) []table {
	if kind == Standalone {
		return f.characterTables()
	}
	return nil
}

// Of is the program with the characters that a document uses. The only errors are
// those of a broken font.
func (c *Programs) Of(u *Used, kind Kind) (*Program, error) {
	extra := u.extra(kind)
	list := make([]*group, 0, len(u.Glyphs)/groupGlyphs+16)
	checksum := uint32(0)
	for from := 0; from < len(u.Glyphs); {
		to := from + 1
		for to < len(u.Glyphs) && !boundary(u.Glyphs[to]) {
			to++
		}
		g := c.of(u.Face, u.Glyphs[from:to])
		if !g.simple {
			return u.whole(extra)
		}
		list = append(list, g)
		checksum += g.checksum
		from = to
	}
	front, back := u.Face.frame(u.Glyphs, checksum, extra)
	p := &Program{Length: len(front), Adler: adler32.Checksum(front), parts: make([][]byte, 0, len(list)+3)}
	p.add(appendStored(nil, len(front), false))
	p.add(front)
	for _, g := range list {
		p.Adler = joinAdler(p.Adler, g.adler, g.length)
		p.Length += g.length
		p.add(g.deflated)
	}
	p.Adler = joinAdler(p.Adler, adler32.Checksum(back), len(back))
	if kind == Standalone {
		p.CRC = crc32.ChecksumIEEE(front)
		for _, g := range list {
			p.CRC = joinCRC(p.CRC, g.crc, g.length)
		}
		p.CRC = crc32.Update(p.CRC, crc32.IEEETable, back)
	}
	p.Length += len(back)
	if kind == Bare && len(back) <= 0xFFFF { // places and bearings: deflated they are hardly less
		p.add(appendStored(nil, len(back), true))
		p.add(back)
		return p, nil
	}
	d := quick.Get().(*rawDeflater)
	defer quick.Put(d)
	p.add(bytes.Clone(d.deflate(back, true)))
	return p, nil
}

// whole is the program deflated by itself: with glyphs that are made of others.
func (u *Used) whole(extra []table) (*Program, error) {
	program, err := u.Face.subset(u.Glyphs, extra)
	if err != nil {
		return nil, err
	}
	d := raws.Get().(*rawDeflater)
	defer raws.Put(d)
	whole := bytes.Clone(d.deflate(program, true))
	return &Program{len(program), adler32.Checksum(program), crc32.ChecksumIEEE(program), [][]byte{whole}, len(whole)}, nil
}

func (p *Program) add(part []byte) {
	p.parts = append(p.parts, part)
	p.size += len(part)
}

// appendStored begins a block, perhaps the last, of so many bytes as they are (RFC 1951,
// 3.2.4), which costs less than to compress the few of a directory.
func appendStored(b []byte, length int, last bool) []byte {
	kind := byte(0)
	if last {
		kind = 1
	}
	n := uint16(length)
	return binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(append(b, kind), n), ^n)
}

// rawDeflater compresses without the zlib format's header and check.
type rawDeflater struct {
	out bytes.Buffer
	zip *flate.Writer
}

// raws are for outlines, which are compressed once. What stands behind them is not the
// same in two documents, and short: a thorough deflater would take longer to be made
// ready than to work, and find little.
var (
	raws  = deflaters(flate.BestCompression)
	quick = deflaters(flate.BestSpeed)
)

func deflaters(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		d := &rawDeflater{}
		d.zip, _ = flate.NewWriter(&d.out, level) // the level is a valid one
		return d
	}}
}

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

// joinAdler is the Adler-32 of data one after the other, from both checks and the
// second's length in bytes.
func joinAdler(first, second uint32, length int) uint32 {
	const base = 65521
	one, two := first&0xFFFF, first>>16
	sum := (one + second&0xFFFF + base - 1) % base
	two = (two + second>>16 + uint32(uint64(length)%base*uint64(one+base-1)%base)) % base
	return two<<16 | sum
}

// joinCRC is likewise the CRC-32. A byte of zeros behind data multiplies its check
// by a fixed polynomial over GF(2); length of them are a power of that.
func joinCRC(first, second uint32, length int) uint32 {
	return multiply(first, zeros(length)) ^ second
}

// zeroBytes are the polynomials of 1, 2, 4, 8, … bytes of zeros, the lowest power
// in the highest bit as the check has it.
var zeroBytes = func() (powers [40]uint32) {
	powers[0] = 1 << (31 - 8)
	for i := 1; i < len(powers); i++ {
		powers[i] = multiply(powers[i-1], powers[i-1])
	}
	return powers
}()

func zeros(length int) uint32 {
	product := uint32(1 << 31)
	for i := 0; length > 0; i, length = i+1, length>>1 {
		if length&1 != 0 {
			product = multiply(product, zeroBytes[i])
		}
	}
	return product
}

// multiply is the product of two polynomials modulo that of CRC-32.
func multiply(a, b uint32) uint32 {
	var product uint32
	for ; a != 0; a <<= 1 {
		if a&(1<<31) != 0 {
			product ^= b
		}
		low := b & 1
		b >>= 1
		if low != 0 {
			b ^= crc32.IEEE
		}
	}
	return product
}

// Groups is how many groups of outlines are at hand.
func (c *Programs) Groups() int {
	c.lock.RLock()
	defer c.lock.RUnlock()
	return len(c.have)
}
