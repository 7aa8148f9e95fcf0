package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/pdf"
	"hongtou/generator/pdfa"
	"hongtou/generator/typeset"
)

// paper is a PDF/A file with an attachment, as hongtou makes them.
var paper = sync.OnceValue(func() []byte {
	d, _ := doc.Parse([]byte("# 责任目标\n\n区长（㛃𬀩）与䶮𠅤喆签订“责任书”。\n"), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Title: "关于𬀩的通知", Marks: []string{"安澜市安全生产委员会"}}
	l, _ := typeset.Typeset(resolved(d), face.Default())
	var b bytes.Buffer
	err := pdf.Write(&b, l, pdf.Info{Title: "关于𬀩的通知", Author: "安委办", Date: noon,
		Attachments: []pdf.Attachment{{Name: "data.json", Description: "数据", Type: "application/json", Data: []byte(`{"a":1}`)}}})
	if err != nil {
		panic(err)
	}
	return b.Bytes()
})

func signed(t testing.TB, raw []byte, id *Identity, o Options) []byte {
	t.Helper()
	if o.Time.IsZero() {
		o.Time = noon
	}
	out, wrong := Sign(raw, id, o)
	if wrong != nil {
		t.Fatal(wrong)
	}
	return out
}

// reader is what another program says of a file.
func reader(t *testing.T, b []byte, name string, args ...string) (string, error) {
	t.Helper()
	out, err := exec.Command(name, append(args, file(t, "t.pdf", b))...).CombinedOutput()
	return string(out), err
}

// verdicts tells what poppler and pdfcpu think of a file's signatures: how many
// each holds for valid.
func verdicts(t *testing.T, b []byte) (poppler, cpu int, said string) {
	t.Helper()
	said, _ = reader(t, b, "pdfsig", "-nocert")
	poppler = strings.Count(said, "Signature is Valid.")
	configure()
	model.TrustedCertDir = filepath.Dir(file(t, "root.pem", pemOf("CERTIFICATE", authority().chain[0].Raw)))
	results, err := api.ValidateSignaturesRaw(bytes.NewReader(b), true, trusting())
	said += fmt.Sprint(err)
	for _, r := range results {
		said += "\n" + r.String()
		if r.Status == model.SignatureStatusValid && len(r.Details.Signers) == 1 && r.Details.Signers[0].PAdES == "B-B" {
			cpu++
		}
	}
	return poppler, cpu, said
}

// trusting lets pdfcpu ask the test's authority.
func trusting() *model.Configuration {
	c := model.NewDefaultConfiguration()
	c.AllowedRevocationHosts = []string{"127.0.0.1"}
	return c
}

func TestReadersVerify(t *testing.T) {
	for name, id := range map[string]*Identity{
		"RSA":             identity(t, rsaKey()),
		"ECDSA P-256":     identity(t, curveKey()),
		"ECDSA P-521":     identity(t, must(ecdsa.GenerateKey(elliptic.P521(), rand.Reader))),
		"with its issuer": identity(t, rsaKey(), authority().chain[0], issued(rsaKey())),
	} {
		out := signed(t, paper(), id, Options{Reason: "签发（𬀩）"})
		if !bytes.HasPrefix(out, paper()) {
			t.Errorf("%s: the file's bytes did not stay", name)
		}
		poppler, cpu, said := verdicts(t, out)
		if poppler != 1 || cpu != 1 {
			t.Errorf("%s: pdfsig holds %d signatures for valid, pdfcpu %d, want 1 and 1\n%s", name, poppler, cpu, said)
		}
		for _, want := range []string{"ETSI.CAdES.detached", "Total document signed", "安委办测试𬀩", "SHA-256", "Apr 10 2026"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: readers do not say %q:\n%s", name, want, said)
			}
		}
		for _, check := range [][]string{{"qpdf", "--check"}, {"pdfinfo"}, {"mutool", "info"}} {
			if said, err := reader(t, out, check[0], check[1:]...); err != nil || strings.Contains(strings.ToLower(said), "warning") {
				t.Errorf("%s: %s: %v\n%s", name, check[0], err, said)
			}
		}
	}
}

// What the baseline allows in a signature is less than what readers accept.
func TestBaseline(t *testing.T) {
	out := signed(t, paper(), identity(t, rsaKey()), Options{})
	from := bytes.LastIndex(out, []byte("/Contents<")) + len("/Contents<")
	der := must(hex.DecodeString(string(out[from : from+bytes.IndexByte(out[from:], '>')])))
	var whole asn1.RawValue
	rest := must(asn1.Unmarshal(der, &whole))
	if len(bytes.Trim(rest, "\x00")) > 0 {
		t.Errorf("%d bytes behind the signature are not zero", len(rest))
	}
	signingTime := must(asn1.Marshal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}))
	if bytes.Contains(whole.FullBytes, signingTime) {
		t.Error("the signature has a signing time, which EN 319 142-1 leaves to the dictionary")
	}
	for _, oid := range []asn1.ObjectIdentifier{oidContentType, oidMessageDigest, oidSigningCertificate} {
		if n := bytes.Count(whole.FullBytes, must(asn1.Marshal(oid))); n != 1 {
			t.Errorf("attribute %v stands %d times in the signature, want once", oid, n)
		}
	}
	if !bytes.Contains(out, []byte("/M(D:20260410120000+08'00')")) {
		t.Error("the dictionary has no time of signing")
	}
}

func TestSameSignature(t *testing.T) {
	for _, key := range []crypto.Signer{rsaKey(), curveKey()} {
		id := identity(t, key)
		a, b := signed(t, paper(), id, Options{Reason: "x"}), signed(t, paper(), id, Options{Reason: "x"})
		if !bytes.Equal(a, b) {
			t.Errorf("%T: the same call gave other bytes", key)
		}
		if c := signed(t, paper(), id, Options{Reason: "y"}); bytes.Equal(a, c) {
			t.Errorf("%T: another reason gave the same bytes", key)
		}
	}
}

func TestChangedByte(t *testing.T) {
	out := signed(t, paper(), identity(t, curveKey()), Options{Reason: "x"})
	contents := bytes.LastIndex(out, []byte("/Contents<"))
	for name, at := range map[string]int{
		"a page's stream":       bytes.Index(out, []byte("stream\n")) + 20,
		"the title":             bytes.Index(out, []byte("/Title<FEFF")) + 12,
		"the time of signing":   contents + bytes.Index(out[contents:], []byte("/M(D:2026")) + 8,
		"the signature's value": contents + len("/Contents<") + 1200,
		"the new identifier":    bytes.LastIndex(out, []byte("/ID[")) + 45,
	} {
		changed := bytes.Clone(out)
		changed[at] = map[bool]byte{true: '3', false: '4'}[changed[at] != '3']
		if poppler, cpu, said := verdicts(t, changed); poppler != 0 || cpu != 0 {
			t.Errorf("a changed byte of %s: pdfsig holds %d signatures for valid, pdfcpu %d\n%s", name, poppler, cpu, said)
		}
	}
}

func TestSecondSignature(t *testing.T) {
	first := signed(t, paper(), identity(t, rsaKey()), Options{Reason: "拟稿"})
	out := signed(t, first, identity(t, curveKey()), Options{Reason: "签发", Time: noon.AddDate(0, 0, 1)})
	poppler, cpu, said := verdicts(t, out)
	if poppler != 2 || cpu != 2 || !strings.Contains(said, "Signature2") {
		t.Errorf("pdfsig holds %d signatures for valid, pdfcpu %d, want 2\n%s", poppler, cpu, said)
	}
	if said, err := reader(t, out, "qpdf", "--check"); err != nil {
		t.Errorf("qpdf: %v\n%s", err, said)
	}
}

// A signed file is archival as before, once and twice signed.
func TestStaysArchival(t *testing.T) {
	out := paper()
	for _, key := range []crypto.Signer{rsaKey(), curveKey()} {
		out = signed(t, out, identity(t, key), Options{Reason: "签发"})
		r := pdfa.Check("t.pdf", out)
		if r.Level != "PDF/A-3a" || r.Complaints.Len() > 0 {
			t.Errorf("%q: %v", r.Level, r.Complaints.All())
		}
		told, _ := reader(t, paper(), "pdfinfo", "-struct-text")
		if now, err := reader(t, out, "pdfinfo", "-struct-text"); err != nil || now != told || !strings.Contains(told, "签订") {
			t.Errorf("the structure of a signed file is told as\n%s, want\n%s (%v)", now, told, err)
		}
	}
	at := bytes.LastIndex(out, []byte("/ByteRange[0 ")) + len("/ByteRange[0 ")
	part := bytes.Clone(out)
	part[at+1]--
	table := bytes.Clone(out)
	table[bytes.LastIndex(table, []byte("\nendstream"))-3]++ // the last byte of an offset
	for name, b := range map[string][]byte{"pdfa-forms": part, "pdfa-cross-references": table, "pdfa-trailer": append(bytes.Clone(out), "more"...)} {
		var codes []string
		for _, d := range pdfa.Check("t.pdf", b).Complaints.All() {
			codes = append(codes, d.Code)
		}
		if !slices.Contains(codes, name) && !slices.Contains(codes, "pdfa-readable") { // some tables the parser itself refuses
			t.Errorf("the breach of %s is not found, but %v", name, codes)
		}
	}
}

// build writes objects, from number 1, as a file: the catalog is the first.
func build(objects ...string) []byte {
	b := []byte("%PDF-1.7\n")
	table := "0000000000 65535 f \n"
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return fmt.Appendf(b, "xref\n0 %d\n%strailer\n<</Size %[1]d/Root 1 0 R>>\nstartxref\n%[3]d\n%%%%EOF", len(objects)+1, table, len(b))
}

const onePage = "<</Type/Pages/Kids[3 0 R]/Count 1>>"

func TestOthersFiles(t *testing.T) {
	form := build("<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>", onePage,
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots 5 0 R>>",
		"<</Fields[6 0 R]/DA(/Helv 0 Tf 0 g)>>", "[6 0 R]",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T<FEFF005300690067006E006100740075007200650031>/V(\\(a\\))/Rect[0 0 9 9]/F 4/P 3 0 R>>")
	qpdf := func(args ...string) []byte {
		from := file(t, "from.pdf", paper())
		to := from + ".out"
		if out, err := exec.Command("qpdf", append(args, from, to)...).CombinedOutput(); err != nil {
			t.Fatalf("qpdf %v: %v\n%s", args, err, out)
		}
		return must(os.ReadFile(to))
	}
	for name, c := range map[string]struct {
		raw   []byte
		field string
	}{
		"a form in an object of its own, a field of that name": {form, "Signature2"},
		"a plain file without an end of line":                  {build("<</Type/Catalog/Pages 2 0 R>>", onePage, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"), "Signature1"},
		"object and cross-reference streams":                   {qpdf("--object-streams=generate"), "Signature1"},
		"linearized":                                           {qpdf("--linearize"), "Signature1"},
		"linearized with streams":                              {qpdf("--linearize", "--object-streams=generate"), "Signature1"},
	} {
		out := signed(t, c.raw, identity(t, curveKey()), Options{})
		poppler, cpu, said := verdicts(t, out)
		if poppler != 1 || cpu != 1 || !strings.Contains(said, "Total document signed") || !strings.Contains(said, "Field Name: "+c.field) {
			t.Errorf("%s: pdfsig holds %d signatures for valid, pdfcpu %d, want one in %s\n%s", name, poppler, cpu, c.field, said)
		}
		if said, err := reader(t, out, "qpdf", "--check"); err != nil {
			// A linearized file with an update is not linear any more.
			if !strings.Contains(name, "linearized") || strings.Contains(said, "damaged") {
				t.Errorf("%s: qpdf: %v\n%s", name, err, said)
			}
		}
	}
}

func TestFilesThatCannotBeSigned(t *testing.T) {
	id := identity(t, curveKey())
	encrypted, wrong := Encrypt(paper(), Passwords{Open: "Anlan-2026"})
	if wrong != nil {
		t.Fatal(wrong)
	}
	certified := build("<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 4 0 R>>>>", onePage, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
		"<</Type/Sig/Filter/Adobe.PPKLite/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]>>")
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"nothing":       {nil, "pdf-not"},
		"a workbook":    {[]byte("PK\x03\x04"), "pdf-not"},
		"encrypted":     {encrypted, "pdf-encrypted"},
		"cut off":       {paper()[:len(paper())/2], "pdf-broken"},
		"a head only":   {[]byte("%PDF-1.7\n"), "pdf-broken"},
		"no pages":      {build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), "pdf-broken"},
		"startxref off": {bytes.Replace(paper(), []byte("startxref\n"), []byte("startxref\n9"), 1), "pdf-broken"},
		"certified":     {certified, "pdf-certified"},
	} {
		out, wrong := Sign(c.raw, id, Options{Time: noon})
		if wrong == nil || wrong.Code != c.want || out != nil {
			t.Errorf("%s: %v, want %s", name, wrong, c.want)
		}
	}
}

func FuzzSign(f *testing.F) {
	f.Add(build("<</Type/Catalog/Pages 2 0 R>>", onePage, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"))
	f.Add(build("<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>", "<</Fields 3 0 R>>"))
	f.Add([]byte("%PDF-1.7\nstartxref\n0\n%%EOF"))
	id := identity(f, curveKey())
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, wrong := Sign(raw, id, Options{Time: noon})
		if wrong == nil && !bytes.HasPrefix(out, raw) {
			t.Error("the file's bytes did not stay")
		}
		if (out == nil) != (wrong != nil) {
			t.Errorf("%d bytes and the complaint %v", len(out), wrong)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	id := identity(b, rsaKey())
	raw := paper()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		signed(b, raw, id, Options{Time: noon, Reason: "签发"})
	}
}

// resolved is a document with its meaning, without pictures.
func resolved(d *doc.Document) *doc.Resolved {
	r, _ := doc.Resolve(d, doc.Options{})
	return r
}
