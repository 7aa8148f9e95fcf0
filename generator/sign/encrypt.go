package sign

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hongtou/generator/diag"
)

// Passwords open an encrypted file. With Open alone its reader may do all with
// it; with another Owner password the reader may read and print it, and who has
// the owner's may do all.
type Passwords struct {
	Open, Owner string
}

// What a reader may do (ISO 32000-2, table 22). Bits 1 and 2 are zero, bit 10 is
// one.
const (
	mayAll   = 0xFFFC
	mayPrint = 0xF0C0 | 1<<2 | 1<<9 | 1<<11 // also in high resolution
)

// keyBits is the length of the key: AES-256, revision 6 of the standard security
// handler (ISO 32000-2, 7.6.4).
const keyBits = 256

// Encrypt gives a copy of the file that opens with a password. No two are the
// same: keys and salts are by chance. A copy is not PDF/A, which forbids
// encryption (ISO 19005-2, 6.1.3), and so has no metadata that say it is; title
// and dates are in its document information. A file that can't be encrypted
// gives a complaint without a place.
func Encrypt(raw []byte, p Passwords) (out []byte, wrong *diag.Diagnostic) {
	d, wrong := open(raw)
	if wrong != nil {
		return nil, wrong
	}
	if d.signed() {
		return nil, &diag.Diagnostic{Code: "pdf-signed", Problem: diag.T("文件已签名，加密会使签名失效", "the file is signed: encryption would break the signature"),
			Remedy: diag.T("加密未签名的原件；签名件要加密发送的，装入加密的压缩包", "encrypt the file that is not signed, or send the signed one in an encrypted archive")}
	}
	err := guarded(func() error {
		conf := model.NewAESConfiguration(p.Open, p.Owner, keyBits)
		conf.Cmd, conf.Permissions = model.ENCRYPT, mayPrint
		if p.Owner == "" {
			conf.OwnerPW, conf.Permissions = p.Open, mayAll
		}
		ctx, err := api.ReadValidateAndOptimize(bytes.NewReader(raw), conf)
		if err != nil {
			return err
		}
		// Revision 6 is of PDF 2.0; pdfcpu leaves its document information alone.
		v := model.V20
		ctx.HeaderVersion, ctx.RootVersion = &v, nil
		delete(ctx.RootDict, "Version")
		delete(ctx.RootDict, "Metadata")
		var b bytes.Buffer
		err = api.WriteContext(ctx, &b)
		out = b.Bytes()
		return err
	})
	if err != nil {
		return nil, broken(err)
	}
	return out, nil
}
