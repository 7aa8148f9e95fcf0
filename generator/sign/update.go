package sign

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// update is an incremental update (ISO 32000-1, 7.5.6): the file's bytes, then
// objects that are new or replace others, then a cross-reference section of the
// kind that the file's own is.
type update struct {
	*document
	out    []byte
	places map[int]place // of the update's objects by their numbers
	size   int           // one more than the greatest object number
}

// place is where an object stands in the file.
type place struct {
	offset, generation int
}

func newUpdate(d *document) *update {
	u := &update{document: d, places: map[int]place{}, size: d.ctx.MaxObjNr + 1}
	if n := d.ctx.Size; n != nil {
		u.size = max(u.size, *n)
	}
	u.out = append(make([]byte, 0, len(d.raw)+1<<15), d.raw...)
	if d.raw[len(d.raw)-1] != '\n' {
		u.out = append(u.out, '\n')
	}
	return u
}

func (u *update) printf(format string, args ...any) { u.out = fmt.Appendf(u.out, format, args...) }

// begin starts a new object.
func (u *update) begin() types.IndirectRef {
	ref := *types.NewIndirectRef(u.size, 0)
	u.size++
	u.at(ref)
	return ref
}

// at starts the object that ref names.
func (u *update) at(ref types.IndirectRef) {
	number, generation := ref.ObjectNumber.Value(), ref.GenerationNumber.Value()
	u.places[number] = place{len(u.out), generation}
	u.printf("%d %d obj\n", number, generation)
}

func (u *update) end() { u.printf("\nendobj\n") }

// replace writes an object anew.
func (u *update) replace(ref types.IndirectRef, o types.Object) {
	u.at(ref)
	u.printf("%s", o.PDFString())
	u.end()
}

// with is a copy of a dictionary with one entry set.
func with(d types.Dict, key string, value types.Object) types.Dict {
	d = maps.Clone(d)
	if d == nil {
		d = types.Dict{}
	}
	d[key] = value
	return d
}

// form is the file's interactive form, empty if there is none, and its fields.
func (u *update) form() (types.Dict, types.Array, error) {
	form, err := u.ctx.DereferenceDict(u.ctx.RootDict["AcroForm"])
	if err != nil {
		return nil, nil, err
	}
	fields, err := u.ctx.DereferenceArray(form["Fields"])
	return form, slices.Clone(fields), err
}

// setForm writes the form with those fields: in its own object, or in the
// catalog.
func (u *update) setForm(form types.Dict, fields types.Array) error {
	form = with(with(form, "Fields", fields), "SigFlags", types.Integer(appendOnly))
	if ref, ok := u.ctx.RootDict["AcroForm"].(types.IndirectRef); ok {
		u.replace(ref, form)
		return nil
	}
	u.replace(*u.ctx.Root, with(u.ctx.RootDict, "AcroForm", form))
	return nil
}

// annotate adds an annotation to a page.
func (u *update) annotate(page, annotation types.IndirectRef) error {
	dict, err := u.ctx.DereferenceDict(page)
	if err != nil {
		return err
	}
	old, err := u.ctx.DereferenceArray(dict["Annots"])
	if err != nil {
		return err
	}
	all := append(slices.Clone(old), annotation)
	if ref, ok := dict["Annots"].(types.IndirectRef); ok {
		u.replace(ref, all)
	} else {
		u.replace(page, with(dict, "Annots", all))
	}
	return nil
}

// finish writes the cross-reference section and the end of the file.
func (u *update) finish() {
	start := len(u.out)
	if u.stream {
		u.crossReferenceStream()
	} else {
		u.crossReferenceTable()
	}
	u.printf("startxref\n%d\n%%%%EOF\n", start)
}

// crossReferenceTable is by ISO 32000-1, 7.5.4.
func (u *update) crossReferenceTable() {
	trailer := u.trailer()
	u.printf("xref\n")
	for _, n := range slices.Sorted(maps.Keys(u.places)) {
		u.printf("%d 1\n%010d %05d n \n", n, u.places[n].offset, u.places[n].generation)
	}
	u.printf("trailer\n<<%s>>\n", trailer)
}

// crossReferenceStream is by ISO 32000-1, 7.5.8. Its own entry is among those it
// holds.
func (u *update) crossReferenceStream() {
	trailer := ""
	ref := u.begin()
	u.out = u.out[:u.places[ref.ObjectNumber.Value()].offset]
	trailer = u.trailer()
	var index, entries []byte
	for _, n := range slices.Sorted(maps.Keys(u.places)) {
		index = fmt.Appendf(index, "%d 1 ", n)
		entries = append(entries, 1)
		entries = binary.BigEndian.AppendUint32(entries, uint32(u.places[n].offset))
		entries = binary.BigEndian.AppendUint16(entries, uint16(u.places[n].generation))
	}
	u.at(ref)
	u.printf("<</Type/XRef/W[1 4 2]/Index[%s]/Length %d%s>>\nstream\n%s\nendstream", index, len(entries), trailer, entries)
	u.end()
}

// trailer is what the trailer says (ISO 32000-1, table 15). The file's second
// identifier changes with its content; the first stays.
func (u *update) trailer() string {
	sum := sha256.Sum256(u.out)
	id := types.HexLiteral(fmt.Sprintf("%x", sum[:16]))
	first := types.Object(id)
	if len(u.ctx.ID) == 2 {
		first = u.ctx.ID[0]
	}
	var b strings.Builder
	fmt.Fprintf(&b, "/Size %d/Root %s/Prev %d/ID%s", u.size, u.ctx.Root.PDFString(), u.start, types.Array{first, id}.PDFString())
	if u.ctx.Info != nil {
		fmt.Fprintf(&b, "/Info %s", u.ctx.Info.PDFString())
	}
	return b.String()
}

// text is a text string (ISO 32000-1, 7.9.2.2).
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, c := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", c)
	}
	return b.String() + ">"
}
