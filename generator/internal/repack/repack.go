// Package repack changes the parts of workbooks for tests.
package repack

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// Change is an archive's bytes with its parts changed and more of them added.
func Change(t testing.TB, data []byte, change func(name string, content []byte) []byte, more map[string][]byte) []byte {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	write := func(name string, content []byte) {
		w, err := out.Create(name)
		must(err)
		_, err = w.Write(content)
		must(err)
	}
	for _, part := range in.File {
		r, err := part.Open()
		must(err)
		content, err := io.ReadAll(r)
		must(err)
		write(part.Name, change(part.Name, content))
	}
	for name, content := range more {
		write(name, content)
	}
	must(out.Close())
	return b.Bytes()
}

// Replace is Change of one part.
func Replace(t testing.TB, data []byte, part string, content []byte) []byte {
	t.Helper()
	return Change(t, data, func(name string, b []byte) []byte {
		if name == part {
			return content
		}
		return b
	}, nil)
}
