package generator

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"hongtou/generator/collect"
	"hongtou/generator/internal/repack"
	"hongtou/generator/source"
)

// A picture is read, or an error tells why not; a header that lies costs nothing.
func FuzzPicture(f *testing.F) {
	small := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	var p, j bytes.Buffer
	must(f, png.Encode(&p, small))
	must(f, jpeg.Encode(&j, small, nil))
	f.Add(p.Bytes())
	f.Add(j.Bytes())
	lying := bytes.Clone(p.Bytes())
	copy(lying[16:], "\x7f\xff\xff\xff\x7f\xff\xff\xff") // IHDR's width and height
	f.Add(lying)
	file := filepath.Join(f.TempDir(), "p")
	f.Fuzz(func(t *testing.T, data []byte) {
		must(t, os.WriteFile(file, data, 0o600))
		if p, bad := readPicture(file); bad == nil && (p.Width <= 0 || p.Height <= 0 || len(p.Data) == 0 || p.Width > picturePixels/p.Height) {
			t.Errorf("a picture of %d x %d, %d bytes", p.Width, p.Height, len(p.Data))
		}
	})
}

// A returned form whose parts are anything ends in a result or in complaints.
func FuzzReturned(f *testing.F) {
	dir, forms := formsOut(f)
	w := openWorkspace(f, dir)
	whole, err := os.ReadFile(forms[0])
	must(f, err)
	f.Add("", whole)
	repack.Change(f, whole, func(part string, b []byte) []byte {
		f.Add(part, b)
		return b
	}, nil)
	expect := func(form string) (*collect.Expected, error) {
		return w.expected(form, CollectRequest{Period: "2026Q1"})
	}
	draft, err := source.Reader{}.OpenDraft(dir, w.Office.Today, nil)
	must(f, err)
	f.Fuzz(func(t *testing.T, part string, content []byte) {
		data := content
		if part != "" {
			data = repack.Replace(t, whole, part, content)
		}
		batch, err := collect.Read([]collect.File{{Name: "回表.xlsx", Data: data}}, expect)
		must(t, err)
		must(t, batch.Merge(func(map[string][]byte) (*source.Draft, error) { return draft, nil }))
	})
}
