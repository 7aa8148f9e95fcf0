package pdf

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"slices"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

// fpdf's file serves documents that are alike in all that it rests on, and no other: what
// one writer writes, whatever it wrote before, are the bytes of a writer of its own.
func TestFramesServeWhatTheyAreOf(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	changes := []struct {
		name   string
		shared bool // the frame is that of the layout as it is
		change func(*typeset.Layout)
	}{
		{"as it is", true, func(*typeset.Layout) {}},
		{"other text", true, func(l *typeset.Layout) { l.Pages[0].Runs = l.Pages[0].Runs[1:] }},
		{"no outline", false, func(l *typeset.Layout) { l.Bookmarks = nil }},
		{"another heading", false, func(l *typeset.Layout) { l.Bookmarks[1].Title = "别的" }},
		{"a heading elsewhere", false, func(l *typeset.Layout) { l.Bookmarks[1].Y += 1000 }},
		{"a heading on the page before", false, func(l *typeset.Layout) { l.Bookmarks[len(l.Bookmarks)-1].Page-- }},
		{"a deeper heading", false, func(l *typeset.Layout) { l.Bookmarks[1].Level++ }},
		{"a page less", false, func(l *typeset.Layout) { l.Pages, l.Bookmarks = l.Pages[:len(l.Pages)-1], l.Bookmarks[:1] }},
		{"a wider page", false, func(l *typeset.Layout) { l.Pages[1].Width += 1000 }},
		{"a higher page", false, func(l *typeset.Layout) { l.Pages[1].Height += 1000 }},
		{"a picture", false, func(l *typeset.Layout) {
			l.Pages[1].Images = []typeset.Image{{Width: 1000, Height: 1000, Name: "甲", Data: picture.Bytes(), Element: typeset.Artifact}}
		}},
		{"a watermark", false, func(l *typeset.Layout) { l.Pages[1].Under = l.Pages[0].Runs[:1] }},
	}
	var w Writer
	for range 2 {
		for _, c := range changes {
			whole := samples.Agreement(t, 0, face.Default())
			l := &typeset.Layout{Bookmarks: slices.Clone(whole.Bookmarks), Elements: whole.Elements}
			for _, p := range whole.Pages {
				page := *p
				l.Pages = append(l.Pages, &page)
			}
			c.change(l)
			before := len(w.frames.have)
			var alone, together bytes.Buffer
			if err := Write(&alone, l, Info{Title: "t"}); err != nil {
				t.Fatal(err)
			}
			if err := w.Write(&together, l, Info{Title: "t"}); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(alone.Bytes(), together.Bytes()) {
				t.Errorf("%s: it is not what it is alone", c.name)
			}
			if c.shared && before > 0 && len(w.frames.have) != before {
				t.Errorf("%s: a frame of its own", c.name)
			}
		}
	}
	w.frames.size = maxFrames
	if err := w.Write(io.Discard, samples.Agreement(t, 0, face.Default()), Info{Title: "t"}); err != nil {
		t.Fatal(err)
	}
	w.frames.put([]byte("another"), &made{raw: make([]byte, 1000)})
	if w.frames.size > maxFrames {
		t.Errorf("%d bytes of frames are kept, want at most %d", w.frames.size, maxFrames)
	}
}
