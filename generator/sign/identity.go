package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"slices"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"hongtou/generator/diag"
)

// Identity is who signs: a private key and its certificate.
type Identity struct {
	key   crypto.Signer
	chain []*x509.Certificate // the key's first, then those that vouch for it
}

// Name is the holder of the certificate, "" where it names none.
func (id *Identity) Name() string { return id.chain[0].Subject.CommonName }

// Smallest RSA key that readers of 2026 take for secure, in bits.
const smallestRSA = 2048

// ReadPEM reads a private key (PKCS #8, PKCS #1 or SEC 1) and its certificate,
// with those that vouch for it, from PEM files, which may be one; a certificate
// may be DER too. What is wrong with both is in complaints; the error is of the
// environment.
func ReadPEM(keyFile, certificateFile string) (*Identity, *diag.List, error) {
	complaints := &diag.List{}
	der, err := readFile(keyFile, largestKey)
	if err != nil {
		return nil, nil, err
	}
	key, wrong := pemKey(der)
	add(complaints, keyFile, wrong)
	if der, err = readFile(certificateFile, largestKey); err != nil {
		return nil, nil, err
	}
	certificates, wrong := parseCertificates(der)
	add(complaints, certificateFile, wrong)
	if complaints.Len() > 0 {
		return nil, complaints, nil
	}
	id, wrong := newIdentity(key, certificates)
	add(complaints, certificateFile, wrong)
	return id, complaints, nil
}

// ReadPKCS12 reads both from a PKCS #12 file (.p12, .pfx).
func ReadPKCS12(file, password string) (*Identity, *diag.List, error) {
	complaints := &diag.List{}
	data, err := readFile(file, largestKey)
	if err != nil {
		return nil, nil, err
	}
	key, certificate, others, err := pkcs12.DecodeChain(data, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		add(complaints, file, &diag.Diagnostic{Code: "key-password", Problem: diag.T("口令不对，打不开证书文件", "the password does not open the file"),
			Remedy: diag.T("核对口令文件（--password-file）或环境变量 HONGTOU_KEY_PASSWORD", "look at the password file (--password-file) or HONGTOU_KEY_PASSWORD")})
	case err != nil && bytes.Contains(data, oidSM2):
		add(complaints, file, sm2())
	case err != nil:
		add(complaints, file, &diag.Diagnostic{Code: "key-file", Value: err.Error(), Problem: diag.T("读不出私钥和证书", "no key and certificate can be read from it"),
			Remedy: diag.T("应为 PKCS#12 文件（.p12、.pfx），内有一个私钥及其证书", "give a PKCS #12 file (.p12, .pfx) with one private key and its certificate")})
	default:
		id, wrong := newIdentity(key, append([]*x509.Certificate{certificate}, others...))
		add(complaints, file, wrong)
		return id, complaints, nil
	}
	return nil, complaints, nil
}

// largestKey is the size up to which key, certificate and password files are
// read, in bytes.
const largestKey = 1 << 20

// add puts a complaint, if there is one, into a list with its place.
func add(l *diag.List, file string, d *diag.Diagnostic) {
	if d != nil {
		d.Place.File = file
		l.Add(*d)
	}
}

// oidSM2 is the object identifier of the curve of SM2 (GB/T 33560) in DER.
var oidSM2 = []byte{0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D}

func sm2() *diag.Diagnostic {
	return &diag.Diagnostic{Code: "key-sm2", Problem: diag.T("这是国密 SM2 的密钥或证书，PDF 签名的通用标准和阅读软件都不支持", "this is a key or certificate of SM2, which common PDF readers can't verify"),
		Remedy: diag.T("换用 RSA（2048 位以上）或 ECDSA 证书；须用国密的，由本单位的电子签章系统签署", "use an RSA or ECDSA certificate; where SM2 is a must, sign with your seal system")}
}

func pemKey(data []byte) (any, *diag.Diagnostic) {
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		var key any
		var err error
		switch {
		case block.Type == "ENCRYPTED PRIVATE KEY", block.Headers["DEK-Info"] != "":
			return nil, &diag.Diagnostic{Code: "key-encrypted", Problem: diag.T("PEM 私钥带口令，无法读取", "the private key in the PEM file is encrypted"),
				Remedy: diag.T("合成 PKCS#12 文件（openssl pkcs12 -export -inkey 私钥 -in 证书 -out sign.p12），用 --p12 和 --password-file", "make a PKCS #12 file of it (openssl pkcs12 -export -inkey KEY -in CERT -out sign.p12) and give --p12 and --password-file")}
		case block.Type == "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case block.Type == "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		case block.Type == "EC PRIVATE KEY":
			key, err = x509.ParseECPrivateKey(block.Bytes)
		default:
			continue
		}
		if err == nil {
			return key, nil
		}
		if bytes.Contains(block.Bytes, oidSM2) {
			return nil, sm2()
		}
		return nil, &diag.Diagnostic{Code: "key-file", Value: err.Error(), Problem: diag.T("私钥已损坏，或不是 RSA、ECDSA 私钥", "the private key is damaged, or neither RSA nor ECDSA"),
			Remedy: diag.T("重新导出私钥（PEM 格式）", "export the key again, as PEM")}
	}
	return nil, &diag.Diagnostic{Code: "key-file", Problem: diag.T("文件中没有私钥", "there is no private key in the file"),
		Remedy: diag.T("应为 PEM 格式，含 -----BEGIN PRIVATE KEY-----", "give a PEM file with -----BEGIN PRIVATE KEY-----")}
}

func parseCertificates(data []byte) ([]*x509.Certificate, *diag.Diagnostic) {
	var der []byte
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			der = append(der, block.Bytes...)
		}
	}
	if der == nil {
		der = data
	}
	certificates, err := x509.ParseCertificates(der)
	if err == nil && len(certificates) > 0 {
		return certificates, nil
	}
	if bytes.Contains(der, oidSM2) {
		return nil, sm2()
	}
	return nil, &diag.Diagnostic{Code: "certificate-file", Problem: diag.T("文件中没有可读的证书", "there is no certificate that can be read in the file"),
		Remedy: diag.T("应为 X.509 证书：PEM 格式（含 -----BEGIN CERTIFICATE-----）或 DER 格式", "give an X.509 certificate as PEM (-----BEGIN CERTIFICATE-----) or DER")}
}

// newIdentity puts the key's certificate first.
func newIdentity(key any, certificates []*x509.Certificate) (*Identity, *diag.Diagnostic) {
	signer, public, wrong := usableKey(key)
	if wrong != nil {
		return nil, wrong
	}
	own := slices.IndexFunc(certificates, func(c *x509.Certificate) bool { return public.Equal(c.PublicKey) })
	if own < 0 {
		d := &diag.Diagnostic{Code: "key-certificate", Value: certificates[0].Subject.CommonName,
			Problem: diag.T("证书与私钥不是一对", "the certificate does not belong to the private key"),
			Remedy:  diag.T("换成与此私钥一同签发的证书", "give the certificate that was issued for this key")}
		if bytes.Contains(certificates[0].RawSubjectPublicKeyInfo, oidSM2) {
			d = sm2()
		}
		return nil, d
	}
	chain := append([]*x509.Certificate{certificates[own]}, slices.Delete(slices.Clone(certificates), own, own+1)...)
	return &Identity{signer, slices.CompactFunc(chain, (*x509.Certificate).Equal)}, nil
}

// usableKey tells whether PDF readers verify signatures of a key, and gives its
// public half.
func usableKey(key any) (crypto.Signer, interface{ Equal(crypto.PublicKey) bool }, *diag.Diagnostic) {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if bits := k.N.BitLen(); bits < smallestRSA {
			return nil, nil, &diag.Diagnostic{Code: "key-short", Problem: diag.T("RSA 密钥只有 %d 位，已不安全", "the RSA key has only %d bits: it is not secure any more", bits),
				Remedy: diag.T("应不少于 %d 位", "it should have %d bits or more", smallestRSA)}
		}
		return k, &k.PublicKey, nil
	case *ecdsa.PrivateKey:
		if k.Curve != elliptic.P224() {
			return k, &k.PublicKey, nil
		}
	}
	return nil, nil, &diag.Diagnostic{Code: "key-kind", Problem: diag.T("阅读软件不认这种密钥的签名", "PDF readers can't verify signatures of a key of this kind"),
		Remedy: diag.T("应为 RSA（2048 位以上）或 ECDSA（P-256、P-384、P-521）", "use RSA (2048 bits or more) or ECDSA (P-256, P-384, P-521)")}
}

// signatureBytes is the most that a signature value takes.
func (id *Identity) signatureBytes() int {
	if k, ok := id.key.(*rsa.PrivateKey); ok {
		return k.Size()
	}
	// Two integers, each with tag, length and a sign, in a sequence.
	return 2*((id.key.(*ecdsa.PrivateKey).Params().BitSize+7)/8+4) + 4
}

// Check warns of what will make readers doubt signatures of this identity made
// at a time. The complaints have no place.
func (id *Identity) Check(at time.Time) []diag.Diagnostic {
	var out []diag.Diagnostic
	c := id.chain[0]
	warn := func(code string, problem, remedy diag.Text) {
		out = append(out, diag.Diagnostic{Severity: diag.Warning, Code: code, Value: id.Name(), Problem: problem, Remedy: remedy})
	}
	const day = "2006-01-02"
	valid := diag.T("换用有效期内的证书", "use a certificate that is in force")
	if at.After(c.NotAfter) {
		on := c.NotAfter.In(at.Location()).Format(day)
		warn("certificate-expired", diag.T("证书已于 %s 过期，阅读软件会提示签名无效", "the certificate expired on %s: readers will call the signature invalid", on), valid)
	}
	if at.Before(c.NotBefore) {
		on := c.NotBefore.In(at.Location()).Format(day)
		warn("certificate-early", diag.T("证书自 %s 起才有效，阅读软件会提示签名无效", "the certificate is in force from %s only: readers will call the signature invalid", on), valid)
	}
	if c.KeyUsage != 0 && c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 {
		warn("certificate-usage", diag.T("证书的密钥用途不含数字签名", "the certificate's key usage has no digital signature"),
			diag.T("换用签名证书（加密证书不能用来签名）", "use a certificate for signing"))
	}
	return out
}
