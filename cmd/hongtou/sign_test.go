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
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: args[0]}, NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), crypto.Signer(key))
	ts.Check(err)
	own, err := x509.ParseCertificate(der)
	ts.Check(err)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	ts.Check(err)
	bundle, err := pkcs12.Modern.Encode(key, own, nil, "口令-2026")
	ts.Check(err)
	for name, data := range map[string][]byte{
		".key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}),
		".crt": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		".p12": bundle,
	} {
		ts.Check(os.WriteFile(ts.MkAbs(args[0]+name), data, 0o600))
	}
}
