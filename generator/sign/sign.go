// Package sign signs finished PDF files and encrypts copies of them for sending.
//
// [Sign] adds a signature of the PAdES baseline, level B-B (ETSI EN 319 142-1),
// as an incremental update: the bytes of the file stay and the signature comes
// behind them. [Encrypt] makes a copy that opens with a password (AES-256). A
// [Batch] does one of the two for many files, each whole or not at all.
//
// It does not show a signature on the page, adds no time stamp of an authority
// and asks no certificate authority anything: no network. A signature by it is
// not an electronic seal (docs/signing.md).
package sign

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// Options are what a signature says besides who signs.
type Options struct {
	Time   time.Time // of signing, as the signer claims it
	Reason string    // "" for none
}

// The signature field's flags: print, and locked (ISO 32000-1, table 165).
// ISO 19005-2, 6.3.2 wants the first.
const fieldFlags = 1<<2 | 1<<7

// appendOnly are the form's flags of a file with signatures: they exist, and
// the file is to be changed by incremental updates only (ISO 32000-1, table 219).
const appendOnly = 1<<0 | 1<<1

// Sign gives the file with a signature behind it. The same file, identity and
// options give the same bytes. A file that can't be signed gives a complaint
// without a place.
func Sign(raw []byte, id *Identity, o Options) ([]byte, *diag.Diagnostic) {
	d, wrong := open(raw)
	if wrong == nil {
		wrong = d.locked()
	}
	if wrong != nil {
		return nil, wrong
	}
	u := newUpdate(d)
	signature, contents := u.signature(id, o)
	if err := guarded(func() error { return u.field(signature) }); err != nil {
		return nil, broken(err)
	}
	u.finish()
	u.setByteRange(contents)
	h := sha256.New()
	h.Write(u.out[:contents.from])
	h.Write(u.out[contents.to:])
	cms, err := id.signedData(h.Sum(nil))
	if err != nil {
		return nil, unsigned(err)
	}
	if hex.EncodedLen(len(cms)) > contents.to-contents.from-2 {
		return nil, unsigned(fmt.Errorf("signature of %d bytes", len(cms)))
	}
	hex.Encode(u.out[contents.from+1:], cms)
	return u.out, nil
}

func unsigned(err error) *diag.Diagnostic {
	return &diag.Diagnostic{Code: "sign-key-use", Value: err.Error(), Problem: diag.T("私钥未能签名", "the key does not sign"),
		Remedy: diag.T("换用 RSA（2048 位以上）或 ECDSA 密钥", "use an RSA key of 2048 bits or more, or an ECDSA key")}
}

// span is a part of the file: bytes from to to.
type span struct{ from, to int }

// byteRange is the place of the signed bytes' list until the file's length is
// known; the list is as long, with blanks behind it.
const byteRange = "[0 0000000000 0000000000 0000000000]"

// signature adds the signature dictionary (ISO 32000-1, table 252) with room for
// the signature itself, whose place it gives, brackets included.
func (u *update) signature(id *Identity, o Options) (types.IndirectRef, span) {
	ref := u.begin()
	u.printf("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange%s/Contents", byteRange)
	contents := span{from: len(u.out)}
	u.printf("<%s>", strings.Repeat("0", hex.EncodedLen(id.room())))
	contents.to = len(u.out)
	u.printf("/M(D:%s)", date(o.Time))
	if name := id.Name(); name != "" {
		u.printf("/Name%s", text(name))
	}
	if o.Reason != "" {
		u.printf("/Reason%s", text(o.Reason))
	}
	u.printf(">>")
	u.end()
	return ref, contents
}

// setByteRange says that all bytes but the signature's are signed.
func (u *update) setByteRange(contents span) {
	at := contents.from - len("/Contents") - len(byteRange)
	list := fmt.Sprintf("[0 %d %d %d]", contents.from, contents.to, len(u.out)-contents.to)
	copy(u.out[at:], list+strings.Repeat(" ", len(byteRange)-len(list)))
}

// field adds the signature's field, which is also its annotation on the first
// page, of no size: nothing is seen (ISO 32000-1, 12.7.4.5). It stands off the page, so
// that it needs no place in the structure (ISO 14289-1, 7.18.1), and has a name that is
// read aloud.
func (u *update) field(signature types.IndirectRef) error {
	page, err := u.ctx.PageDictIndRef(1)
	if err != nil {
		return err
	}
	form, fields, err := u.form()
	if err != nil {
		return err
	}
	ref := u.begin()
	u.printf("<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/V %s/P %s/F %d/TU%s/Rect[-1 -1 -1 -1]>>",
		u.fieldName(fields), signature.PDFString(), page.PDFString(), fieldFlags, text("签名"))
	u.end()
	if err := u.annotate(*page, ref); err != nil {
		return err
	}
	return u.setForm(form, append(fields, ref))
}

// fieldName is a name that no other field on the form's first level has.
func (u *update) fieldName(fields types.Array) string {
	taken := map[string]bool{}
	for _, f := range fields {
		d, err := u.ctx.DereferenceDict(f)
		if err != nil {
			continue
		}
		if name, err := types.StringOrHexLiteral(d["T"]); err == nil {
			taken[*name] = true
		}
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf("Signature%d", n); !taken[name] {
			return name
		}
	}
}

// date is a time as PDF writes it (ISO 32000-1, 7.9.4).
func date(t time.Time) string {
	return t.Format("20060102150405") + strings.Replace(t.Format("-07:00"), ":", "'", 1) + "'"
}
