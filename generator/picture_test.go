package generator

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func pictureFile(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func encoded(t *testing.T, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 30, 20))
	m.Set(3, 3, color.NRGBA{200, 0, 0, 128})
	var b bytes.Buffer
	if err := encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPictures(t *testing.T) {
	for name, data := range map[string][]byte{
		"png":  encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) }),
		"jpeg": encoded(t, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }),
	} {
		p, err := readPicture(pictureFile(t, data))
		if err != nil || p.Width != 30 || p.Height != 20 {
			t.Errorf("%s: %d x %d, %v", name, p.Width, p.Height, err)
		}
		m, err := png.Decode(bytes.NewReader(p.Data))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, a := m.At(0, 0).RGBA(); a != 0xffff {
			t.Errorf("%s: it is still transparent", name)
		}
	}
}

// A header that lies about its size, a broken file and one that is no picture
// are refused before memory is taken for them.
func TestBadPictures(t *testing.T) {
	good := encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[16:], 60000) // IHDR: width, then height
	binary.BigEndian.PutUint32(huge[20:], 60000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for name, data := range map[string][]byte{"huge": huge, "cut": good[:len(good)/2], "text": []byte("<svg/>"), "empty": nil} {
		if p, err := readPicture(pictureFile(t, data)); err == nil {
			t.Errorf("%s is taken as %d x %d", name, p.Width, p.Height)
		}
	}
}
