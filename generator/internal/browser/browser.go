// Package browser shows pages in headless chromium, for tests: an independent reader
// of SVG, and of OFD by way of ofd.js.
package browser

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

const patience = 3 * time.Minute // for one page, on a busy machine or under the race detector

// Show opens a page of HTML in a window of so many pixels and waits until its faces and
// pictures are there, and until a script's expression is true.
func Show(t testing.TB, html string, width, height int, ready string) *Tab {
	t.Helper()
	page := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(page, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	b := Open(t, width, height)
	b.Go((&url.URL{Scheme: "file", Path: page}).String())
	b.Await(ready)
	Value[bool](b, `document.fonts.ready.then(() => Promise.all(Array.from(document.images, i => i.decode().catch(() => 0)))).then(() => true)`)
	return b
}

// PDF gives the pages of a PDF file as poppler draws them, one below the other, each
// of so many pixels.
func PDF(t testing.TB, file []byte, pages, width, height int) image.Image {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "p.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-png", "-scale-to-x", strconv.Itoa(width), "-scale-to-y", strconv.Itoa(height), path, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	all := image.NewRGBA(image.Rect(0, 0, width, pages*height))
	for i := range pages {
		page := picture(t, filepath.Join(dir, fmt.Sprintf("p-%0*d.png", len(strconv.Itoa(pages)), i+1)))
		draw.Draw(all, image.Rect(0, i*height, width, (i+1)*height), page, page.Bounds().Min, draw.Src)
	}
	return all
}

func picture(t testing.TB, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Part is a picture's part.
func Part(p image.Image, r image.Rectangle) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Rect, p, r.Min, draw.Src)
	return out
}

// Apart is the share of pixels in which two pictures of one size differ, and the share
// that the second has ink on. Two programs never draw the edge of a stroke
// alike: a pixel differs where it is lighter than all, or darker than all, of the other
// picture's pixels within one of it, by more than a quarter of the range.
func Apart(shown, want image.Image) (apart, ink float64) {
	page := want.Bounds()
	a, b := plain(shown), plain(want)
	for y := range page.Dy() {
		for x := range page.Dx() {
			p, q := a.RGBAAt(x, y), b.RGBAAt(x, y)
			if min(q.R, q.G, q.B) < 128 {
				ink++
			}
			if p != q && (outside(a, b, x, y) || outside(b, a, x, y)) {
				apart++
			}
		}
	}
	all := float64(page.Dx() * page.Dy())
	return apart / all, ink / all
}

func plain(p image.Image) *image.RGBA {
	if p, ok := p.(*image.RGBA); ok && p.Rect.Min == (image.Point{}) {
		return p
	}
	return Part(p, p.Bounds()).(*image.RGBA)
}

// outside tells whether a channel of a pixel of a lies outside of what b has around.
func outside(a, b *image.RGBA, x, y int) bool {
	const quarter = 64
	low, high := [3]int{255, 255, 255}, [3]int{}
	for dy := max(0, y-1); dy <= min(y+1, b.Rect.Dy()-1); dy++ {
		for dx := max(0, x-1); dx <= min(x+1, b.Rect.Dx()-1); dx++ {
			c := b.RGBAAt(dx, dy)
			for i, v := range [3]uint8{c.R, c.G, c.B} {
				low[i], high[i] = min(low[i], int(v)), max(high[i], int(v))
			}
		}
	}
	c := a.RGBAAt(x, y)
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		if int(v) < low[i]-quarter || int(v) > high[i]+quarter {
			return true
		}
	}
	return false
}
