package sheet

import (
	"archive/zip"
	"bytes"
	"hash"
	"hash/crc32"
	"io"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// beginning is the earliest time that a ZIP file can state.
var beginning = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// author is who made the workbook, as the file says.
func (b *Workbook) author() string {
	if author := plain(b.Author).s; author != "" {
		return author
	}
	return "hongtou"
}

// setProperties sets the document's properties.
func (f *file) setProperties(book *Workbook) error {
	created := book.Created
	if created.IsZero() {
		created = beginning
	}
	stamp := created.UTC().Format(time.RFC3339)
	author := book.author()
	// LibreOffice takes the values of formulas from a file that says it is
	// Excel's; others it calculates anew, with rules of its own.
	if err := f.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "12.0000"}); err != nil {
		return err
	}
	return f.SetDocProps(&excelize.DocProperties{
		Title: plain(book.Title).s, Subject: plain(book.Subject).s, Keywords: plain(book.Keywords).s,
		Creator: author, LastModifiedBy: author, Created: stamp, Modified: stamp,
	})
}

// pack writes the file.
func (f *file) pack(w io.Writer) error {
	f.SetActiveSheet(0)
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newOrderedZip(w, f.around) })
	return f.Write(w)
}

// orderedZip keeps the parts, packed, until all are there and writes them sorted,
// all of one time: excelize makes some of them in random order.
type orderedZip struct {
	*zip.Writer
	around map[string]around
	parts  map[string]*packedPart
}

// around is what the stream leaves out of a sheet around its cells.
type around struct {
	folds      string // attributes that tell that rows or columns can be folded
	extensions string // small charts, and what newer programs know of bars
}

func newOrderedZip(w io.Writer, a map[string]around) *orderedZip {
	return &orderedZip{zip.NewWriter(w), a, map[string]*packedPart{}}
}

// Create makes a part that is to be filled.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = newPackedPart(name, z.around[name])
	return z.parts[name], nil
}

// Close writes the parts.
func (z *orderedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		p := z.parts[name]
		pieces, size := p.finish()
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, Modified: beginning,
			CRC32: p.sum.Sum32(), UncompressedSize64: p.size, CompressedSize64: size,
		})
		if err != nil {
			return err
		}
		for _, piece := range pieces {
			if _, err := w.Write(piece); err != nil {
				return err
			}
		}
	}
	return z.Writer.Close()
}

// packedPart packs a part as it comes. Only what stands before and after a
// sheet's cells is kept until it is whole, to be mended.
type packedPart struct {
	name   string
	around around
	packer packer
	sum    hash.Hash32
	size   uint64
	kept   []byte
	where  sheetPlace
}

type sheetPlace uint8

const (
	beforeCells sheetPlace = iota
	amongCells
	afterCells
)

var (
	cellsBegin, cellsEnd  = []byte("<sheetData>"), []byte("</sheetData>")
	formatBegin, sheetEnd = []byte("<sheetFormatPr "), []byte("</worksheet>")
)

func newPackedPart(name string, a around) *packedPart {
	return &packedPart{name: name, around: a, sum: crc32.NewIEEE()}
}

// Write takes the next bytes.
func (p *packedPart) Write(b []byte) (int, error) {
	p.kept = append(p.kept, b...)
	if p.where == beforeCells {
		if i := bytes.Index(p.kept, cellsBegin); i >= 0 {
			p.where = amongCells
			p.put(bytes.Replace(mend(p.kept[:i]), formatBegin, []byte(string(formatBegin)+p.around.folds), 1))
			p.kept = p.kept[i:]
		}
	}
	if p.where == amongCells {
		end := len(p.kept) - len(cellsEnd) // a tag may be in two pieces
		if i := bytes.Index(p.kept, cellsEnd); i >= 0 {
			p.where, end = afterCells, i
		}
		if end > 0 {
			p.put(p.kept[:end])
			p.kept = append(p.kept[:0], p.kept[end:]...)
		}
	}
	return len(b), nil
}

func (p *packedPart) put(b []byte) {
	p.sum.Write(b)
	p.size += uint64(len(b))
	p.packer.write(b)
}

// finish gives the packed pieces in order, and how long they are together.
func (p *packedPart) finish() (pieces [][]byte, size uint64) {
	last := mend(p.kept)
	if p.around.extensions != "" {
		last = bytes.Replace(last, sheetEnd, []byte(p.around.extensions+string(sheetEnd)), 1)
	}
	if p.name == "[Content_Types].xml" {
		last = orderedTypes(last)
	}
	p.put(last)
	pieces = p.packer.finish()
	for _, piece := range pieces {
		size += uint64(len(piece))
	}
	return pieces, size
}

const relations = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`

// mends put right what the stream writes around a sheet's cells: a prefix for
// relations that only readers of namespaces understand, and a filter that is
// said to hide rows.
var mends = [...][2]string{
	{`<sheetPr filterMode="true">`, `<sheetPr>`},
	{`<drawing` + relations, `<drawing r:id=`},
	{`<legacyDrawing` + relations, `<legacyDrawing r:id=`},
}

func mend(part []byte) []byte {
	for _, m := range mends {
		part = bytes.Replace(part, []byte(m[0]), []byte(m[1]), 1)
	}
	return part
}

var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*(?:/>|></(?:Default|Override)>)`)

// orderedTypes sorts the list of content types, of which excelize writes some
// in the order of a map.
func orderedTypes(part []byte) []byte {
	types := contentType.FindAll(part, -1)
	if len(types) == 0 {
		return part
	}
	start := bytes.Index(part, types[0])
	last := types[len(types)-1]
	end := bytes.LastIndex(part, last) + len(last)
	slices.SortFunc(types, bytes.Compare)
	return slices.Concat(part[:start], bytes.Join(types, nil), part[end:])
}
