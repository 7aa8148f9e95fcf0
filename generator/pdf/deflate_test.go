package pdf

import (
	"bytes"
	"testing"

	"hongtou/generator/typeset"
)

// A page with drawings is deflated: what draws them comes again and again.
func TestDrawingsAreDeflated(t *testing.T) {
	p := &typeset.Page{Number: 1, Width: 595_000, Height: 842_000}
	square := []typeset.Segment{{Op: typeset.MoveTo}, {Op: typeset.LineTo, Points: [3]typeset.Point{{X: 70_000, Y: 70_000}}}}
	var sizes [2]int
	for i := range sizes {
		for range 500 * (i + 1) {
			p.Shapes = append(p.Shapes, typeset.Shape{Path: square, Stroke: typeset.Black, Weight: 1000, Element: typeset.Artifact})
		}
		var b bytes.Buffer
		if err := Write(&b, &typeset.Layout{Pages: []*typeset.Page{p}}, Info{Title: "t"}); err != nil {
			t.Fatal(err)
		}
		sizes[i] = b.Len()
	}
	if more := sizes[1] - sizes[0]; more > 1500 {
		t.Errorf("a thousand shapes more take %d bytes", more)
	}
}
