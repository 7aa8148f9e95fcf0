package pdfa

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// document is a parsed file and what the rules found in it.
type document struct {
	name       string
	raw        []byte
	ctx        *model.Context
	catalog    types.Dict
	info       types.Dict
	pages      []page
	fonts      map[int]*shown // by the font dictionary's object number
	xmp        map[string]string
	tree       *tree
	packed     map[int][]int  // the numbers of the objects in each object stream
	texts      map[int][]byte // of the objects in them
	rule       *Rule
	complaints *diag.List
}

// page is a page's dictionary and what its content does.
type page struct {
	number  int // of the object
	dict    types.Dict
	content *content
}

// maxDecoded bounds a decoded stream.
const maxDecoded = 256 << 20

func read(name string, data []byte) (*document, error) {
	d := &document{name: name, raw: data, fonts: map[int]*shown{}, packed: map[int][]int{}, texts: map[int][]byte{}, complaints: &diag.List{}}
	api.DisableConfigDir() // it would write settings into the user's folder
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	var err error
	if d.ctx, err = api.ReadContext(bytes.NewReader(data), conf); err != nil {
		return d, err
	}
	if err := d.unpack(); err != nil {
		return d, err
	}
	if d.catalog, err = d.ctx.Catalog(); err != nil {
		return d, err
	}
	if d.ctx.Info != nil {
		d.info = d.dict(*d.ctx.Info)
	}
	d.xmp = d.readMetadata()
	for n, dict := range d.dictionaries() {
		if text(dict["Type"]) == "Page" {
			d.pages = append(d.pages, page{number: n, dict: dict})
		}
	}
	if len(d.pages) == 0 {
		return d, fmt.Errorf("no pages")
	}
	for i := range d.pages {
		d.readContent(&d.pages[i])
	}
	d.readStructure()
	return d, nil
}

// unpack reads the objects of object streams, which pdfcpu leaves until they are asked for.
func (d *document) unpack() error {
	for n, e := range d.ctx.Table {
		if e == nil {
			continue
		}
		if lazy, ok := e.Object.(types.LazyObjectStreamObject); ok {
			data, err := lazy.GetData()
			if err != nil {
				return err
			}
			d.texts[n] = data
			if e.Object, err = lazy.DecodedObject(context.Background()); err != nil {
				return err
			}
		}
	}
	return nil
}

func object(n int) string { return fmt.Sprintf("object %d", n) }

// resolve follows a reference.
func (d *document) resolve(o types.Object) types.Object {
	if r, ok := o.(types.IndirectRef); ok {
		if e, found := d.ctx.Table[r.ObjectNumber.Value()]; found && e != nil {
			return e.Object
		}
		return nil
	}
	return o
}

func (d *document) dict(o types.Object) types.Dict {
	switch o := d.resolve(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (d *document) array(o types.Object) types.Array {
	a, _ := d.resolve(o).(types.Array)
	return a
}

func (d *document) number(o types.Object) (float64, bool) {
	switch o := d.resolve(o).(type) {
	case types.Integer:
		return float64(o), true
	case types.Float:
		return float64(o), true
	}
	return 0, false
}

// stream is a stream's decoded data, nil if there is none.
func (d *document) stream(o types.Object) []byte {
	s, ok := d.resolve(o).(types.StreamDict)
	if !ok {
		return nil
	}
	if err := s.DecodeWithLimit(maxDecoded); err != nil {
		return nil
	}
	return s.Content
}

func reference(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}

// text is a name or a string as people read it.
func text(o types.Object) string {
	switch o := o.(type) {
	case types.Name:
		return string(o)
	case types.StringLiteral, types.HexLiteral:
		b := stringBytes(o)
		if len(b) < 2 || b[0] != 0xFE || b[1] != 0xFF {
			return string(b)
		}
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(units))
	}
	return ""
}

func stringBytes(o types.Object) []byte {
	switch o := o.(type) {
	case types.StringLiteral:
		b, _ := types.Unescape(string(o))
		return b
	case types.HexLiteral:
		b, _ := hex.DecodeString(string(o))
		return b
	}
	return nil
}

// objects gives all objects by number.
func (d *document) objects() iter.Seq2[int, types.Object] {
	return func(yield func(int, types.Object) bool) {
		for _, n := range slices.Sorted(maps.Keys(d.ctx.Table)) {
			if e := d.ctx.Table[n]; e != nil && !e.Free && e.Object != nil {
				if !yield(n, e.Object) {
					return
				}
			}
		}
	}
}

// dictionaries gives all dictionaries, those inside others too, with the number
// of the object that they stand in.
func (d *document) dictionaries() iter.Seq2[int, types.Dict] {
	return func(yield func(int, types.Dict) bool) {
		for n, o := range d.objects() {
			more := true
			walk(o, func(o types.Object) {
				if dict, ok := o.(types.Dict); ok && more {
					more = yield(n, dict)
				}
			})
			if !more {
				return
			}
		}
	}
}

// walk visits an object and all that stands in it.
func walk(o types.Object, visit func(types.Object)) {
	switch v := o.(type) {
	case types.StreamDict:
		walk(v.Dict, visit)
	case types.Dict:
		visit(v)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			visit(types.Name(k))
			walk(v[k], visit)
		}
	case types.Array:
		for _, item := range v {
			walk(item, visit)
		}
	default:
		visit(o)
	}
}

// readMetadata gives the XMP properties by prefix and name as we write them; of
// an alternative or a list the items joined by a line break. nil: not
// well-formed.
func (d *document) readMetadata() map[string]string {
	prefixes := map[string]string{
		"http://www.aiim.org/pdfa/ns/id/": "pdfaid", "http://purl.org/dc/elements/1.1/": "dc",
		"http://ns.adobe.com/pdf/1.3/": "pdf", "http://ns.adobe.com/xap/1.0/": "xmp",
		accessibility: "pdfuaid", "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
	}
	data := d.stream(d.catalog["Metadata"])
	if data == nil {
		return nil
	}
	out := map[string]string{}
	r := xml.NewDecoder(bytes.NewReader(data))
	at := ""
	for {
		t, err := r.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			return nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			if p, ok := prefixes[t.Name.Space]; ok {
				at = p + ":" + t.Name.Local
			} else if t.Name.Local == "li" && out[at] != "" {
				out[at] += "\n"
			}
			for _, a := range t.Attr { // the short form of RDF
				if p, ok := prefixes[a.Name.Space]; ok {
					out[p+":"+a.Name.Local] = a.Value
				}
			}
		case xml.CharData:
			if at != "" && strings.TrimSpace(string(t)) != "" {
				out[at] += string(t)
			}
		case xml.EndElement:
			if _, ok := prefixes[t.Name.Space]; ok {
				at = ""
			}
		}
	}
}

// accessibility is the name space of PDF/UA's identification (ISO 14289-1, 5).
const accessibility = "http://www.aiim.org/pdfua/ns/id/"

// level is the part and level that the metadata state. Files of earlier versions of this
// program state U.
func (d *document) level() string {
	part, level := d.xmp["pdfaid:part"], d.xmp["pdfaid:conformance"]
	if (part == "2" || part == "3") && (level == "A" || level == "U") {
		return "PDF/A-" + part + strings.ToLower(level)
	}
	return ""
}
