package pdfa

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// signatureField tells whether a dictionary is an annotation of a signature that
// is not seen: of no size, so that it needs no appearance (6.3.3).
func (d *document) signatureField(dict types.Dict) bool {
	if text(dict["Subtype"]) != "Widget" || text(dict["FT"]) != "Sig" || dict["A"] != nil {
		return false
	}
	box := d.array(dict["Rect"])
	if len(box) != 4 {
		return false
	}
	at := [4]float64{}
	for i, o := range box {
		at[i], _ = d.number(o)
	}
	return at[0] == at[2] && at[1] == at[3]
}

// forms allows a form for signatures, which a signed file has, and looks at
// what they sign (6.4.3).
func (d *document) forms() {
	for n, dict := range d.dictionaries() {
		if _, ok := dict["AcroForm"]; ok && text(dict["Type"]) != "Catalog" {
			d.fail(object(n), diag.T("有 AcroForm", "there is AcroForm"))
		}
		if dict["ByteRange"] != nil {
			d.signedBytes(n, dict)
		}
	}
	if d.catalog["AcroForm"] == nil {
		return
	}
	form := d.dict(d.catalog["AcroForm"])
	fields := d.array(form["Fields"])
	only := len(fields) > 0
	for _, f := range fields {
		field := d.dict(f)
		only = only && d.signatureField(field) && d.dict(field["V"])["ByteRange"] != nil
	}
	_, xfa := form["XFA"]
	_, filled := form["NeedAppearances"]
	if !only || xfa || filled {
		d.fail("AcroForm", diag.T("表单不只有签名", "the form has more than signatures"))
	}
}

// signedBytes checks that a signature's range is a whole revision of the file but
// for the signature's own value.
func (d *document) signedBytes(n int, signature types.Dict) {
	at := [4]int{}
	list := d.array(signature["ByteRange"])
	for i := range min(len(list), len(at)) {
		v, _ := d.number(list[i])
		at[i] = int(v)
	}
	end := at[2] + at[3]
	whole := len(list) == 4 && at[0] == 0 && 0 < at[1] && at[1] < at[2] && at[2] < end && end <= len(d.raw) &&
		d.raw[at[1]] == '<' && d.raw[at[2]-1] == '>' && len(bytes.Trim(d.raw[at[1]+1:at[2]-1], "0123456789abcdefABCDEF")) == 0 &&
		bytes.HasSuffix(bytes.TrimRight(d.raw[:end], "\r\n"), []byte("%%EOF"))
	if !whole {
		d.fail(object(n), diag.T("签名没有签住整个文件", "the signature does not sign the whole file"))
	}
}
