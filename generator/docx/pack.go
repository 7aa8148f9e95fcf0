package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"strconv"
	"sync"
)

// part is one file of the package.
type part struct {
	name    string
	content string // its content type, "" where the extension says it
	data    []byte
	shared  bool // the same in most documents: packed once
}

// relation ties a part to another.
type relation struct{ kind, target string }

// packed is a part's deflated bytes.
type packed struct {
	data []byte
	size int
	sum  uint32
}

// shared are the packed parts that are alike in most documents, by their text:
// styles and settings. Their number is bounded by that of the fonts' names.
var shared sync.Map

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, 5) // 6 is no smaller here, and slower
	if err != nil {
		panic(err) // the level is one of flate's
	}
	return w
}}

func deflate(data []byte) packed {
	var b bytes.Buffer
	b.Grow(len(data)/6 + 64)
	w := deflaters.Get().(*flate.Writer)
	w.Reset(&b)
	// A bytes.Buffer takes everything.
	_, _ = w.Write(data)
	_ = w.Close()
	deflaters.Put(w)
	return packed{b.Bytes(), len(data), crc32.ChecksumIEEE(data)}
}

func (p *part) pack() packed {
	if !p.shared {
		return deflate(p.data)
	}
	key := string(p.data)
	if found, ok := shared.Load(key); ok {
		return found.(packed)
	}
	out := deflate(p.data)
	shared.Store(key, out)
	return out
}

// write writes the parts as a package: its list of content types first, then the
// parts in the order given, all of them with one fixed time.
func write(w io.Writer, parts []part) error {
	z := zip.NewWriter(w)
	all := append([]part{{name: "[Content_Types].xml", data: contentTypes(parts)}}, parts...)
	for i := range all {
		p := all[i].pack()
		out, err := z.CreateRaw(&zip.FileHeader{
			Name: all[i].name, Method: zip.Deflate, CRC32: p.sum, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size),
			ModifiedDate: 0x21, // 1980-01-01
		})
		if err != nil {
			return err
		}
		if _, err := out.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func contentTypes(parts []part) []byte {
	var b buffer
	b.add(xmlHead, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`,
		`<Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>`)
	for _, p := range parts {
		if p.content != "" {
			b.add(`<Override PartName="/`, p.name, `" ContentType="`, p.content, `"/>`)
		}
	}
	b.add(`</Types>`)
	return b
}

// relationships is the part that ties a part to others; the first has rId1.
func relationships(list []relation) []byte {
	var b buffer
	b.add(xmlHead, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, r := range list {
		b.add(`<Relationship Id="rId`, strconv.Itoa(i+1), `" Type="`, r.kind, `" Target="`, r.target, `"/>`)
	}
	b.add(`</Relationships>`)
	return b
}
