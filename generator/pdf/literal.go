package pdf

import (
	"cmp"
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
	"sync"
)

// A page's text and the maps to characters differ in every document, have few strings
// that come again and cost more to search for them than to write. So their bytes are
// coded one by one (RFC 1951, 3.2.7, without a length or distance), by a code that is made
// once: it rests on how often such streams have which byte, and not on the one at hand.

// literalCode is a Huffman code of bytes, and of the end behind them.
type literalCode struct {
	codes [256]uint32 // bits in the low part, the lowest first; how many of them from lengthAt on
	end   uint32
	head  []byte // zlib's header and the block's up to the first byte's code, but for its last bits
	rest  uint64 // those
	count uint   // of them
}

const (
	lengthAt    = 16
	mostLiteral = 12 // bits of a code: four of them and seven that wait find room in a word
	endOfBlock  = 256
	repeatLast  = 16 // of the alphabet of lengths: the length before, three to six times
)

// often is how often bytes come in so many of a stream.
type often struct {
	bytes string
	count int
}

// textCode is for a page's operators: glyph numbers of two bytes, of which the first
// is a small one, and what places them.
var textCode = sync.OnceValue(func() *literalCode {
	return newLiteralCode([]often{
		{" ", 970}, {"\x00", 775}, {"\x01", 500}, {"T", 500}, {".", 360}, {"\n", 330}, {"()", 270}, {"0123456789", 230},
		{"/", 220}, {"-", 190}, {"JdC", 155}, {"[]", 155}, {"\x02DfF", 120}, {"<>M", 100}, {"crIBEP", 55}, {"\\", 30}, {"aogint", 12},
		{"\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F", 18},
	})
})

// mapCode is for a map from codes to characters, which are mostly Han.
var mapCode = sync.OnceValue(func() *literalCode {
	return newLiteralCode([]often{
		{"<>", 1090}, {"5", 450}, {"0123456789ABCDEF", 270}, {"\n abcdefgimnoprst", 150},
	})
})

// newLiteralCode makes a code for bytes that come so often, the first that names a byte
// says it; all others come seldom.
func newLiteralCode(list []often) *literalCode {
	const seldom = 5
	var weights [endOfBlock + 1]int
	for _, o := range list {
		for _, c := range []byte(o.bytes) {
			if weights[c] == 0 {
				weights[c] = o.count
			}
		}
	}
	for i := range weights {
		weights[i] = cmp.Or(weights[i], seldom)
	}
	lengths := huffmanLengths(weights[:])
	codes := canonical(lengths)
	c := &literalCode{end: codes[endOfBlock]}
	copy(c.codes[:], codes)
	c.header(lengths)
	return c
}

// huffmanLengths are the lengths of a Huffman code of symbols that come so often.
func huffmanLengths(weights []int) []int {
	type node struct{ weight, first int } // first and next chain the symbols below it
	lengths, next := make([]int, len(weights)), make([]int, len(weights))
	nodes := make([]node, len(weights))
	for i, w := range weights {
		nodes[i], next[i] = node{w, i}, -1
	}
	for len(nodes) > 1 {
		slices.SortStableFunc(nodes, func(a, b node) int { return b.weight - a.weight })
		a, b := nodes[len(nodes)-2], nodes[len(nodes)-1]
		last := a.first
		for i := a.first; i >= 0; i = next[i] {
			lengths[i]++
			last = i
		}
		for i := b.first; i >= 0; i = next[i] {
			lengths[i]++
		}
		next[last] = b.first
		nodes = append(nodes[:len(nodes)-2], node{a.weight + b.weight, a.first})
	}
	return lengths
}

// canonical are the codes of these lengths (RFC 1951, 3.2.2), turned as they are written.
func canonical(lengths []int) []uint32 {
	codes := make([]uint32, len(lengths))
	code := uint16(0)
	for n := 1; n <= 15; n++ {
		for i, length := range lengths {
			if length == n {
				codes[i] = uint32(bits.Reverse16(code)>>(16-n)) | uint32(n)<<lengthAt
				code++
			}
		}
		code <<= 1
	}
	return codes
}

// header writes what stands before the first byte's code: one last block with codes of
// its own, and their lengths (RFC 1951, 3.2.7), each by a number of four bits.
func (c *literalCode) header(lengths []int) {
	w := bitWriter{b: []byte("\x78\x01")} // deflate with a window of 32 KB, fast (RFC 1950)
	w.add(1, 1)                           // the last block
	w.add(2, 2)                           // of codes of its own
	w.add(0, 5)                           // 257 codes of bytes and end
	w.add(0, 5)                           // one of distances, which has to be
	order := []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	own := make([]int, repeatLast+1) // lengths of the lengths' codes: of 1 to 15 and repeatLast
	for i := 1; i < len(own); i++ {
		own[i] = 4
	}
	w.add(uint64(len(order)-4), 4)
	for _, n := range order {
		length := 0
		if n < len(own) {
			length = own[n]
		}
		w.add(uint64(length), 3)
	}
	codes := canonical(own)
	put := func(symbol int) { w.add(uint64(codes[symbol]&(1<<lengthAt-1)), uint(codes[symbol]>>lengthAt)) }
	all := append(slices.Clone(lengths), 1) // and the distance's
	for i := 0; i < len(all); {
		again := i + 1
		for again < len(all) && all[again] == all[i] {
			again++
		}
		put(all[i])
		for i++; again-i >= 3; {
			n := min(6, again-i)
			put(repeatLast)
			w.add(uint64(n-3), 2)
			i += n
		}
		for ; i < again; i++ {
			put(all[i])
		}
	}
	c.head, c.rest, c.count = w.b, w.word, w.count
}

// bitWriter writes numbers of some bits, the lowest first.
type bitWriter struct {
	b     []byte
	word  uint64
	count uint
}

func (w *bitWriter) add(v uint64, n uint) {
	w.word |= v << w.count
	for w.count += n; w.count >= 8; w.count -= 8 {
		w.b = append(w.b, byte(w.word))
		w.word >>= 8
	}
}

// appendZlib appends data as a zlib stream (RFC 1950).
func (c *literalCode) appendZlib(b, data []byte) []byte {
	b = slices.Grow(append(b, c.head...), (len(data)+1)*mostLiteral/8+16)
	at, word, count := len(b), c.rest, c.count
	b = b[:cap(b)]
	const low = 1<<lengthAt - 1
	sum := adler32.Checksum(data)
	for ; len(data) >= 4; data = data[4:] {
		one, two, three, four := c.codes[data[0]], c.codes[data[1]], c.codes[data[2]], c.codes[data[3]]
		word |= uint64(one&low) << (count & 63)
		count += uint(one >> lengthAt)
		word |= uint64(two&low) << (count & 63)
		count += uint(two >> lengthAt)
		word |= uint64(three&low) << (count & 63)
		count += uint(three >> lengthAt)
		word |= uint64(four&low) << (count & 63)
		count += uint(four >> lengthAt)
		binary.LittleEndian.PutUint64(b[at:], word)
		at += int(count >> 3)
		word >>= count &^ 7 & 63
		count &= 7
	}
	w := bitWriter{b[:at], word, count}
	for _, v := range data {
		w.add(uint64(c.codes[v]&low), uint(c.codes[v]>>lengthAt))
	}
	w.add(uint64(c.end&low), uint(c.end>>lengthAt))
	w.add(0, 7) // up to a byte's end
	return binary.BigEndian.AppendUint32(w.b, sum)
}
