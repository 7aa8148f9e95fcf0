package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// noon is the time of signing in tests.
var noon = time.Date(2026, 4, 10, 12, 0, 0, 0, time.FixedZone("", 8*60*60))

// A key of each kind and an authority, made once.
var (
	authority = sync.OnceValue(func() *Identity {
		key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
		return &Identity{key, []*x509.Certificate{certify(key, nil, func(c *x509.Certificate) {
			c.SerialNumber, c.Subject.CommonName, c.IsCA, c.BasicConstraintsValid = big.NewInt(1), "测试根", true, true
			c.KeyUsage, c.SubjectKeyId = x509.KeyUsageCertSign|x509.KeyUsageCRLSign, []byte{1}
		})}}
	})
	// revoked is where the authority tells that it has revoked nothing.
	revoked = sync.OnceValue(func() string {
		list := must(x509.CreateRevocationList(rand.Reader, &x509.RevocationList{Number: big.NewInt(1),
			ThisUpdate: time.Now().Add(-time.Hour), NextUpdate: time.Now().Add(time.Hour)}, authority().chain[0], authority().key))
		return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(list) })).URL + "/ca.crl"
	})
	rsaKey   = sync.OnceValue(func() crypto.Signer { return must(rsa.GenerateKey(rand.Reader, smallestRSA)) })
	curveKey = sync.OnceValue(func() crypto.Signer { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// certify makes a certificate of a key, signed by itself if issuer is nil.
func certify(key crypto.Signer, issuer *Identity, change func(*x509.Certificate)) *x509.Certificate {
	t := &x509.Certificate{
		SerialNumber: big.NewInt(20260410),
		Subject:      pkix.Name{Country: []string{"CN"}, Organization: []string{"安澜市安委办"}, CommonName: "安委办测试𬀩"},
		NotBefore:    noon.AddDate(-10, 0, 0), NotAfter: noon.AddDate(20, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
	}
	if change != nil {
		change(t)
	}
	if issuer == nil {
		issuer = &Identity{key, []*x509.Certificate{t}}
	}
	return must(x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, t, issuer.chain[0], key.Public(), issuer.key))))
}

// issued is a certificate of the authority for a key.
func issued(key crypto.Signer) *x509.Certificate {
	return certify(key, authority(), func(c *x509.Certificate) { c.CRLDistributionPoints = []string{revoked()} })
}

func identity(t testing.TB, key crypto.Signer, certificates ...*x509.Certificate) *Identity {
	t.Helper()
	if certificates == nil {
		certificates = []*x509.Certificate{issued(key)}
	}
	id, wrong := newIdentity(key, certificates)
	if wrong != nil {
		t.Fatal(wrong)
	}
	return id
}

func file(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pemOf(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func TestKeyFiles(t *testing.T) {
	key, curve := rsaKey().(*rsa.PrivateKey), curveKey().(*ecdsa.PrivateKey)
	own := issued(key)
	pkcs8 := pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key)))
	chain := append(pemOf("CERTIFICATE", authority().chain[0].Raw), pemOf("CERTIFICATE", own.Raw)...)
	sm2Certificate := bytes.ReplaceAll(certify(curve, nil, nil).Raw, []byte{0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07}, oidSM2)
	sm2Key := bytes.ReplaceAll(must(x509.MarshalECPrivateKey(curve)), []byte{0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07}, oidSM2)
	old := certify(curve, nil, nil)
	for name, c := range map[string]struct {
		key, certificate []byte
		want             string // codes of complaints
	}{
		"PKCS #8 and a chain in any order": {pkcs8, chain, ""},
		"PKCS #1 and DER":                  {pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), own.Raw, ""},
		"SEC 1":                            {pemOf("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(curve))), old.Raw, ""},
		"key and certificate in one file":  {append(pemOf("CERTIFICATE", own.Raw), pkcs8...), append(bytes.Clone(pkcs8), chain...), ""},
		"another's certificate":            {pkcs8, old.Raw, "key-certificate"},
		"exchanged":                        {chain, pkcs8, "certificate-file key-file"},
		"encrypted PKCS #8":                {pemOf("ENCRYPTED PRIVATE KEY", []byte{1}), own.Raw, "key-encrypted"},
		"encrypted PKCS #1":                {[]byte("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"), own.Raw, "key-encrypted"},
		"a damaged key":                    {pemOf("PRIVATE KEY", []byte{0x30, 0x80}), own.Raw, "key-file"},
		"a damaged certificate":            {pkcs8, own.Raw[:100], "certificate-file"},
		"empty files":                      {nil, nil, "certificate-file key-file"},
		"Ed25519":                          {pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(make([]byte, 32))))), own.Raw, "key-kind"},
		"a key of SM2":                     {pemOf("EC PRIVATE KEY", sm2Key), own.Raw, "key-sm2"},
		"a certificate of SM2":             {pkcs8, pemOf("CERTIFICATE", sm2Certificate), "key-sm2"},
	} {
		keyFile, certificateFile := file(t, "key.pem", c.key), file(t, "cert.pem", c.certificate)
		id, complaints, err := ReadPEM(keyFile, certificateFile)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var codes []string
		for _, d := range complaints.All() {
			codes = append(codes, d.Code)
			if d.Problem.Zh == "" || d.Problem.En == "" || d.Remedy.Zh == "" || d.Remedy.En == "" || d.Place.File == "" {
				t.Errorf("%s: complaint lacks a place or words: %+v", name, d)
			}
		}
		slices.Sort(codes)
		if got := strings.Join(codes, " "); got != c.want || (id != nil) != (c.want == "") {
			t.Errorf("%s: complaints %q, want %q (%v)", name, got, c.want, complaints.All())
		}
		if id != nil && !id.key.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(id.chain[0].PublicKey) {
			t.Errorf("%s: the first certificate of the chain is not the key's", name)
		}
	}
	short := must(rsa.GenerateKey(rand.Reader, 1024))
	if _, wrong := newIdentity(short, []*x509.Certificate{own}); wrong == nil || wrong.Code != "key-short" {
		t.Errorf("an RSA key of 1024 bits: %v, want key-short", wrong)
	}
	if _, _, err := ReadPEM(filepath.Join(t.TempDir(), "none"), "none"); !os.IsNotExist(err) {
		t.Errorf("a key file that is not there: %v", err)
	}
}

func TestPKCS12(t *testing.T) {
	key := rsaKey()
	own := certify(key, nil, nil)
	data := must(pkcs12.Modern.Encode(key, own, nil, "口令-2026"))
	path := file(t, "s.p12", data)
	id, complaints, err := ReadPKCS12(path, "口令-2026")
	if err != nil || complaints.Len() > 0 || id.Name() != "安委办测试𬀩" {
		t.Fatal(complaints, err)
	}
	for name, c := range map[string]struct{ path, password, want string }{
		"wrong password": {path, "口令-2025", "key-password"},
		"no password":    {path, "", "key-password"},
		"no PKCS #12":    {file(t, "x", []byte("%PDF-1.7")), "x", "key-file"},
	} {
		id, complaints, err := ReadPKCS12(c.path, c.password)
		if err != nil || id != nil || complaints.Len() != 1 || complaints.All()[0].Code != c.want {
			t.Errorf("%s: %v %v, want %s", name, complaints, err, c.want)
		}
	}
}

func TestCertificateWarnings(t *testing.T) {
	for want, change := range map[string]func(*x509.Certificate){
		"":                    nil,
		"certificate-expired": func(c *x509.Certificate) { c.NotAfter = noon.Add(-time.Second) },
		"certificate-early":   func(c *x509.Certificate) { c.NotBefore = noon.Add(time.Second) },
		"certificate-usage":   func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment },
	} {
		id := identity(t, curveKey(), certify(curveKey(), nil, change))
		got := ""
		for _, d := range id.Check(noon) {
			got += d.Code
		}
		if got != want {
			t.Errorf("warnings %q, want %q", got, want)
		}
	}
}

func TestPasswords(t *testing.T) {
	for content, want := range map[string]string{
		"Anlan-2026":             "",
		"\uFEFF口令-2026-安全\r\n":   "",
		"":                       "password-file",
		"\n":                     "password-file",
		"one\ntwo\n":             "password-file",
		"\xff\xfea\x00":          "password-file",
		"with a blank":           "password-characters",
		"全角，标点2026":              "password-characters",
		"ａｂｃｄｅｆｇｈ":               "password-characters",
		"short":                  "password-short",
		strings.Repeat("安", 43):  "password-long",
		strings.Repeat("a", 127): "",
	} {
		password, wrong, err := ReadPassword(file(t, "p", []byte(content)))
		if err != nil {
			t.Fatal(err)
		}
		if wrong == nil {
			wrong = CheckPassword(password, "p")
		}
		got := ""
		if wrong != nil {
			got = wrong.Code
		}
		if got != want {
			t.Errorf("password file %q: %q, want %q", content, got, want)
		}
	}
}
