package sign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// document is a PDF file that was read.
type document struct {
	raw    []byte
	ctx    *model.Context
	start  int  // where the newest cross-reference section begins
	stream bool // that section is a stream, not a table
}

// guarded calls pdfcpu. It is another's and the file may be anyone's: no file is
// to stop the program.
func guarded(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	configure()
	return call()
}

// configure keeps pdfcpu from writing its settings into the user's home.
var configure = sync.OnceFunc(api.DisableConfigDir)

// open reads a file that is not encrypted.
func open(raw []byte) (*document, *diag.Diagnostic) {
	if !bytes.HasPrefix(raw, []byte("%PDF-")) {
		return nil, &diag.Diagnostic{Code: "pdf-not", Problem: diag.T("不是 PDF 文件", "this is no PDF file"),
			Remedy: diag.T("应为 PDF 文件，如 hongtou run 生成的", "give a PDF file, as hongtou run makes them")}
	}
	var ctx *model.Context
	err := guarded(func() (err error) {
		if ctx, err = api.ReadContext(bytes.NewReader(raw), model.NewDefaultConfiguration()); err == nil && ctx.Encrypt == nil {
			err = ctx.EnsurePageCount()
		}
		return err
	})
	if errors.Is(err, pdfcpu.ErrWrongPassword) || err == nil && ctx.Encrypt != nil {
		return nil, &diag.Diagnostic{Code: "pdf-encrypted", Problem: diag.T("文件已加密", "the file is encrypted already"),
			Remedy: diag.T("请用未加密的原件", "give the original that is not encrypted")}
	}
	if err == nil && ctx.PageCount < 1 {
		err = errors.New("no pages")
	}
	if err != nil {
		return nil, broken(err)
	}
	d := &document{raw: raw, ctx: ctx}
	if err := d.findStart(); err != nil {
		return nil, broken(err)
	}
	return d, nil
}

func broken(err error) *diag.Diagnostic {
	return &diag.Diagnostic{Code: "pdf-broken", Value: err.Error(), Problem: diag.T("PDF 文件已损坏，无法读取", "the PDF file is damaged and can't be read"),
		Remedy: diag.T("重新生成此文件", "make the file again")}
}

// findStart finds the newest cross-reference section by the file's end
// (ISO 32000-1, 7.5.5).
func (d *document) findStart() error {
	_, tail, found := bytes.Cut(d.raw[max(0, len(d.raw)-endBytes):], []byte("startxref"))
	for more := found; more; {
		var rest []byte
		if _, rest, more = bytes.Cut(tail, []byte("startxref")); more {
			tail = rest
		}
	}
	fields := bytes.Fields(tail)
	if !found || len(fields) == 0 {
		return errors.New("no startxref")
	}
	var err error
	if d.start, err = strconv.Atoi(string(fields[0])); err != nil || d.start <= 0 || d.start >= len(d.raw) {
		return fmt.Errorf("startxref %.20q", fields[0])
	}
	section := d.raw[d.start:]
	if d.stream = !bytes.HasPrefix(section, []byte("xref")); d.stream && !objectHead(section) {
		return fmt.Errorf("startxref %d", d.start)
	}
	return nil
}

// endBytes of a file hold its startxref.
const endBytes = 1024

// objectHead tells whether an object begins at b: "12 0 obj".
func objectHead(b []byte) bool {
	fields := bytes.Fields(b[:min(len(b), 40)])
	return len(fields) > 2 && bytes.HasPrefix(fields[2], []byte("obj"))
}

// locked complains of a file whose certifying signature allows no change
// (DocMDP with P 1: ISO 32000-1, table 254).
func (d *document) locked() *diag.Diagnostic {
	at := func(from types.Dict, key string) types.Dict {
		found, _ := d.ctx.DereferenceDict(from[key])
		return found
	}
	signature := at(at(d.ctx.RootDict, "Perms"), "DocMDP")
	references, _ := d.ctx.DereferenceArray(signature["Reference"])
	for _, r := range references {
		reference, _ := d.ctx.DereferenceDict(r)
		if p := at(reference, "TransformParams").IntEntry("P"); p != nil && *p == 1 {
			return &diag.Diagnostic{Code: "pdf-certified", Problem: diag.T("文件已由认证签名锁定，不许再改动", "a certifying signature of the file allows no change"),
				Remedy: diag.T("请用未锁定的原件", "give the original that is not certified")}
		}
	}
	return nil
}

// signed tells whether the file holds a signature: a dictionary with signed
// bytes and what signs them.
func (d *document) signed() bool {
	for _, e := range d.ctx.Table {
		if e == nil || e.Free {
			continue
		}
		o := e.Object
		if packed, ok := o.(types.LazyObjectStreamObject); ok {
			o, _ = packed.DecodedObject(context.Background())
		}
		if dict, ok := o.(types.Dict); ok && dict["ByteRange"] != nil && dict["Contents"] != nil {
			return true
		}
	}
	return false
}
