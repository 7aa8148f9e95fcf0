package pdf

import (
	"bytes"
	"compress/zlib"
	"sync"
)

// How much work goes into a stream. Font programs are outlines, in which there is
// little to find again: fast compression gives 6 % more bytes than the default in
// a sixth of the time.
const streamLevel = zlib.BestSpeed

// deflater is a zlib writer with its output, kept for the next stream: making one
// costs more than compressing a page.
type deflater struct {
	out bytes.Buffer
	zip *zlib.Writer
}

var deflaters = sync.Pool{New: func() any {
	d := &deflater{}
	d.zip, _ = zlib.NewWriterLevel(&d.out, streamLevel) // the level is a valid one
	return d
}}

// appendStream appends a stream object's dictionary, with extra entries, and its
// compressed data.
func appendStream(b []byte, extra string, data ...[]byte) []byte {
	d := deflaters.Get().(*deflater)
	d.out.Reset()
	d.zip.Reset(&d.out)
	for _, part := range data {
		d.zip.Write(part) // into memory: it does not fail
	}
	d.zip.Close()
	b = appendRaw(b, "/Filter/FlateDecode"+extra, d.out.Bytes())
	deflaters.Put(d)
	return b
}

// appendRaw appends a stream as it is.
func appendRaw(b []byte, extra string, data []byte) []byte {
	b = append(append(b, "<<"...), extra...)
	b = appendInt(append(b, "/Length "...), len(data))
	b = append(append(b, ">>\nstream\n"...), data...)
	return append(b, "\nendstream"...)
}
