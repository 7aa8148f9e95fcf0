package pdf

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"hongtou/generator/typeset"
)

// The same picture stands in the file once; pictures of one name, a seal's and a
// figure's, are two where they differ.
func TestPicturesOfOneName(t *testing.T) {
	of := func(width int) typeset.Image {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 1))); err != nil {
			t.Fatal(err)
		}
		return typeset.Image{Width: typeset.Pt, Height: typeset.Pt, Name: "公安局", Data: b.Bytes()}
	}
	l := &typeset.Layout{Pages: []*typeset.Page{{Width: 100 * typeset.Pt, Height: 100 * typeset.Pt, Images: []typeset.Image{of(2), of(3), of(2)}}}}
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: "图"}); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("/Subtype /Image")); n != 2 {
		t.Errorf("two pictures stand %d times in the file", n)
	}
}
