package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"testing"
)

// Data of any length and any bytes comes back, and no code is longer than a word has
// room for four of.
func TestLiterals(t *testing.T) {
	r := rand.New(rand.NewPCG(9704, 2012))
	for name, code := range map[string]*literalCode{"text": textCode(), "map": mapCode()} {
		for c := range 256 {
			if n := code.codes[c] >> lengthAt; n == 0 || n > mostLiteral {
				t.Errorf("%s: byte %#x has %d bits", name, c, n)
			}
		}
		for n := range 600 {
			data := make([]byte, n)
			for i := range data {
				data[i] = byte(r.Uint32())
			}
			if n == 256 {
				for i := range data {
					data[i] = byte(i)
				}
			}
			before := []byte("before")
			b := code.appendZlib(before, data)
			z, err := zlib.NewReader(bytes.NewReader(b[len(before):]))
			if err != nil {
				t.Fatalf("%s, %d bytes: %v", name, n, err)
			}
			got, err := io.ReadAll(z)
			if err != nil || !bytes.Equal(got, data) || !bytes.HasPrefix(b, before) {
				t.Fatalf("%s: %d bytes come back as %d, %v", name, n, len(got), err)
			}
		}
	}
}

// The codes are for what they are used for: text and maps take four fifths of their bytes
// and less.
func TestLiteralsAreShorter(t *testing.T) {
	for _, c := range []struct {
		name string
		code *literalCode
		data string
	}{
		{"text", textCode(), "/F2 16 Tf -0.215 Tc 0 -29.609 Td[(\x01\x1c\x00\x03)477(\x02\x1a)23(\x01\x8a\x01\xc8\x01\x29\x01\xd9\x00-\x00\x1e\x00\x05)]TJ\nEMC\n/P<</MCID 2>>BDC\n"},
		{"map", mapCode(), "<5B89><5168><751F><4EA7><8D23><4EFB><76EE><6807><7BA1><7406><5E74><5EA6><FF0C><3002>"},
	} {
		all := bytes.Repeat([]byte(c.data), 20)
		if n := len(c.code.appendZlib(nil, all)); n*5 > len(all)*4 {
			t.Errorf("%s: %d bytes of %d", c.name, n, len(all))
		}
	}
}
