package svg

import (
	"bytes"
	"image"
	"os"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
	"hongtou/generator/internal/samples"
	"hongtou/generator/pdf"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// A browser shows each page as poppler shows the PDF's, and its text is the page's.
func TestBrowserShowsThePDF(t *testing.T) {
	const width, height = 794, 1123 // A4 at 96 pixels an inch
	for _, s := range samples.All(t) {
		d, err := Pages(s.Layout)
		if err != nil {
			t.Fatal(err)
		}
		var html strings.Builder
		html.WriteString("<!doctype html><meta charset=utf-8><style>body{margin:0}svg{display:block;width:794px;height:1123px}" + string(d.Sheet) + "</style>")
		for _, p := range d.Pages {
			html.Write(p)
		}
		var file bytes.Buffer
		if err := pdf.Write(&file, s.Layout, pdf.Info{Title: s.Name}); err != nil {
			t.Fatal(err)
		}
		shown := browser.Show(t, html.String(), width, height*len(d.Pages), "true").Seen()
		want := browser.PDF(t, file.Bytes(), len(d.Pages), width, height)
		for n := range d.Pages {
			page := image.Rect(0, n*height, width, (n+1)*height)
			apart, ink := browser.Apart(browser.Part(shown, page), browser.Part(want, page))
			if apart > 0.01 || apart > ink*3/4 || ink == 0 {
				t.Errorf("%s, page %d differs from the PDF's in %.3f %% of its pixels, of which %.3f %% have ink", s.Name, n+1, 100*apart, 100*ink)
			}
			t.Logf("%s, page %d: %.3f %% of %.3f %%", s.Name, n+1, 100*apart, 100*ink)
		}
	}
}
