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
	"strings"
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
		p, bad := readPicture(pictureFile(t, data))
		if bad != nil || p.Width != 30 || p.Height != 20 {
			t.Errorf("%s: %d x %d, %v", name, p.Width, p.Height, bad)
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
		if p, bad := readPicture(pictureFile(t, data)); bad == nil {
			t.Errorf("%s is taken as %d x %d", name, p.Width, p.Height)
		}
	}
}

// A phone's photo stands upright, whichever way its Exif data says that it was
// held, in both byte orders. The sides are those of CIPA DC-008, table of
// Orientation: where the stored rows and columns begin.
func TestOrientation(t *testing.T) {
	sides := []string{"", "top left", "top right", "bottom right", "bottom left", "left top", "right top", "right bottom", "left bottom"}
	const w, h = 64, 32
	quarter := func(x, y int) color.RGBA {
		return [2][2]color.RGBA{{{255, 0, 0, 255}, {0, 255, 0, 255}}, {{0, 0, 255, 255}, {255, 255, 0, 255}}}[y/(h/2)][x/(w/2)]
	}
	for o := 1; o <= 8; o++ {
		row, column, _ := strings.Cut(sides[o], " ")
		lies := row == "left" || row == "right"
		stored := image.NewRGBA(image.Rect(0, 0, w, h))
		if lies {
			stored = image.NewRGBA(image.Rect(0, 0, h, w))
		}
		place := func(side string, n int) (x, y int) {
			return map[string]int{"left": n, "right": w - 1 - n}[side], map[string]int{"top": n, "bottom": h - 1 - n}[side]
		}
		for r := range stored.Bounds().Dy() {
			for c := range stored.Bounds().Dx() {
				rx, ry := place(row, r)
				cx, cy := place(column, c)
				stored.SetRGBA(c, r, quarter(rx+cx, ry+cy))
			}
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, stored, &jpeg.Options{Quality: 100}); err != nil {
			t.Fatal(err)
		}
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			p, bad := readPicture(pictureFile(t, withExif(b.Bytes(), order, o)))
			if bad != nil || p.Width != w || p.Height != h {
				t.Fatalf("orientation %d: %d x %d, %v", o, p.Width, p.Height, bad)
			}
			m, err := png.Decode(bytes.NewReader(p.Data))
			if err != nil {
				t.Fatal(err)
			}
			for _, at := range []image.Point{{8, 8}, {w - 8, 8}, {8, h - 8}, {w - 8, h - 8}} {
				r, g, bl, _ := m.At(at.X, at.Y).RGBA()
				want := quarter(at.X, at.Y)
				if r>>15 != uint32(want.R>>7) || g>>15 != uint32(want.G>>7) || bl>>15 != uint32(want.B>>7) {
					t.Errorf("orientation %d: at %v stands %x %x %x, want %v", o, at, r, g, bl, want)
				}
			}
		}
	}
}

// withExif puts Exif data with an orientation behind a JPEG's first marker.
func withExif(data []byte, order binary.AppendByteOrder, orientation int) []byte {
	tiff := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, e := range [][2]uint16{{0x010f, 7}, {0x0112, uint16(orientation)}} {
		tiff = order.AppendUint16(tiff, e[0])
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, e[1])
		tiff = order.AppendUint16(tiff, 0)
	}
	tiff = order.AppendUint32(tiff, 0)
	exif := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(exif)))
	out = append(out, exif...)
	return append(out, data[2:]...)
}
