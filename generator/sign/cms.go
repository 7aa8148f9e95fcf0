package sign

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
)

// What PAdES asks of a baseline signature, level B-B (ETSI EN 319 142-1, 6.3),
// in CMS (RFC 5652): detached; one signer; the signer's certificate among the
// certificates; of signed attributes content type, message digest and the
// signing certificate's digest (RFC 5035), and no signing time, which the
// signature dictionary gives as /M.

// Object identifiers with where they come from.
var (
	oidData               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}         // RFC 5652, 4
	oidSignedData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}         // RFC 5652, 5.1
	oidContentType        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}         // RFC 5652, 11.1
	oidMessageDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}         // RFC 5652, 11.2
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47} // RFC 5035, 3: version 2
	oidSHA256             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}     // RFC 5754, 2.2
	oidRSA                = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}         // RFC 5754, 3.2
	oidECDSA              = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}          // RFC 5754, 3.3: with SHA-256
	digestAlgorithm       = pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	rsaAlgorithm          = pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	ecdsaAlgorithm        = pkix.AlgorithmIdentifier{Algorithm: oidECDSA}
)

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content signedData `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version          int
	DigestAlgorithms []pkix.AlgorithmIdentifier `asn1:"set"`
	Encapsulated     encapsulated
	Certificates     asn1.RawValue // [0] IMPLICIT SET OF
	SignerInfos      []signerInfo  `asn1:"set"`
}

// encapsulated has no content: the signature is detached.
type encapsulated struct {
	Type asn1.ObjectIdentifier
}

type signerInfo struct {
	Version            int
	Signer             issuerAndSerial
	DigestAlgorithm    pkix.AlgorithmIdentifier
	SignedAttributes   asn1.RawValue // [0] IMPLICIT SET OF
	SignatureAlgorithm pkix.AlgorithmIdentifier
	Signature          []byte
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []any `asn1:"set"`
}

// signingCertificate is SigningCertificateV2; a digest by SHA-256 is its default.
type signingCertificate struct {
	Certificates []certificateID
}

type certificateID struct {
	Digest []byte
}

// signedData is the DER of a signature over bytes with that SHA-256 digest.
func (id *Identity) signedData(digest []byte) ([]byte, error) {
	certificate := id.chain[0]
	of := sha256.Sum256(certificate.Raw)
	attributes, err := asn1.MarshalWithParams([]attribute{
		{oidContentType, []any{oidData}},
		{oidMessageDigest, []any{digest}},
		{oidSigningCertificate, []any{signingCertificate{[]certificateID{{of[:]}}}}},
	}, "set")
	if err != nil {
		return nil, err
	}
	// What is signed is a SET OF (RFC 5652, 5.4); both kinds of key then give
	// the same signature for the same bytes, without chance.
	sum := sha256.Sum256(attributes)
	signature, err := id.key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	algorithm := ecdsaAlgorithm
	if _, ok := id.key.(*rsa.PrivateKey); ok {
		algorithm = rsaAlgorithm
	}
	var certificates [][]byte
	for _, c := range id.chain {
		certificates = append(certificates, c.Raw)
	}
	slices.SortFunc(certificates, bytes.Compare) // as DER wants a SET OF
	return asn1.Marshal(contentInfo{oidSignedData, signedData{
		Version:          1,
		DigestAlgorithms: []pkix.AlgorithmIdentifier{digestAlgorithm},
		Encapsulated:     encapsulated{oidData},
		Certificates:     asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: bytes.Join(certificates, nil)},
		SignerInfos: []signerInfo{{
			Version:            1,
			Signer:             issuerAndSerial{asn1.RawValue{FullBytes: certificate.RawIssuer}, certificate.SerialNumber},
			DigestAlgorithm:    digestAlgorithm,
			SignedAttributes:   implicit(attributes),
			SignatureAlgorithm: algorithm,
			Signature:          signature,
		}},
	}})
}

// implicit gives a SET OF the tag [0] in place of its own.
func implicit(set []byte) asn1.RawValue {
	der := bytes.Clone(set)
	der[0] = asn1.ClassContextSpecific<<6 | 1<<5
	return asn1.RawValue{FullBytes: der}
}

// Bytes that a signature takes besides its certificates, its issuer's name and
// the signature value: attributes, identifiers, lengths.
const overhead = 512

// room is how many bytes a signature may take: signatures of a key on a curve
// differ by a few.
func (id *Identity) room() int {
	n := overhead + len(id.chain[0].RawIssuer) + id.signatureBytes()
	for _, c := range id.chain {
		n += len(c.Raw)
	}
	return n
}
