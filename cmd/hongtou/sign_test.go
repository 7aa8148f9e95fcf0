package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"software.sslmate.com/src/go-pkcs12"
)

// certificate is the scenes' command `certificate NAME FROM TO`: it makes
// NAME.key, NAME.crt and NAME.p12 (with the password 口令-2026) of a certificate
// that is in force between two days.
func certificate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("certificate NAME FROM TO")
	}
	from, err := time.Parse(time.DateOnly, args[1])
	ts.Check(err)
	to, err := time.Parse(time.DateOnly, args[2])
	ts.Check(err)
	files, err := keyPair(args[0], from, to)
	ts.Check(err)
	for name, data := range files {
		ts.Check(os.WriteFile(ts.MkAbs(args[0]+name), data, 0o600))
	}
}

// keyPair makes a key with its certificate, as PEM and as PKCS #12, by the ends of
// their files' names.
func keyPair(name string, from, to time.Time) (map[string][]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), crypto.Signer(key))
	if err != nil {
		return nil, err
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	bundle, err := pkcs12.Modern.Encode(key, own, nil, "口令-2026")
	return map[string][]byte{
		".key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}),
		".crt": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		".p12": bundle,
	}, err
}
