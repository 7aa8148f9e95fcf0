package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// beginning is the earliest time that a ZIP file can state.
var beginning = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// setProperties sets the document's properties.
func (f *file) setProperties(book *Workbook) error {
	created := book.Created
	if created.IsZero() {
		created = beginning
	}
	stamp := created.UTC().Format(time.RFC3339)
	author := plain(book.Author).s
	if author == "" {
		author = "hongtou"
	}
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
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &orderedZip{zip.NewWriter(w), map[string]*bytes.Buffer{}}
	})
	return f.Write(w)
}

// orderedZip keeps the parts until all are there and writes them sorted, all of
// one time: excelize makes some of them in random order.
type orderedZip struct {
	*zip.Writer
	parts map[string]*bytes.Buffer
}

// Create makes a part that is to be filled.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = &bytes.Buffer{}
	return z.parts[name], nil
}

// Close writes the parts.
func (z *orderedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: beginning})
		if err != nil {
			return err
		}
		part := mend(z.parts[name].Bytes())
		if name == "[Content_Types].xml" {
			part = orderedTypes(part)
		}
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return z.Writer.Close()
}

// mend puts right what the stream writes in a sheet's XML, around its cells: a
// prefix for relations that only readers of namespaces understand, and a filter
// that is said to hide rows.
func mend(part []byte) []byte {
	part = bytes.Replace(part, []byte(`<sheetPr filterMode="true">`), []byte(`<sheetPr>`), 1)
	return bytes.Replace(part, []byte(
		`<drawing xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`,
	), []byte(`<drawing r:id=`), 1)
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
