package pdf

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"slices"
	"strconv"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// finisher turns a file that fpdf wrote without fonts into the one we want: its
// pages, images and outline stay, which made.go finds in it; fonts, metadata, output
// intent and attachments come behind them; information and catalog are written anew,
// and so is the cross-reference table. What is changed of fpdf's own is said in copy.
type finisher struct {
	out     []byte
	offsets []int // of each object of the output, from object 1
	hashed  int   // up to where the output is in the identifier
	id      hash.Hash
}

func (w *Writer) finish(out, raw []byte, l *typeset.Layout, fonts *face.Uses, info *Info) ([]byte, error) {
	from, err := readMade(raw, len(l.Pages))
	if err != nil {
		return nil, err
	}
	f := &finisher{out: out, id: sha256.New(), offsets: make([]int, len(from.objects), len(from.objects)+len(fonts.Fonts)*objectsPerFont+4)}
	// A version by what is in it, and four bytes beyond ASCII (ISO 19005-2, 6.1.2).
	f.out = append(f.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	f.copy(from, fonts)
	for _, font := range fonts.Fonts {
		if err := f.font(w, font); err != nil {
			return nil, err
		}
	}
	f.begin()
	f.out = append(f.out, srgbProfile()...)
	f.end()
	profile := len(f.offsets)
	f.begin()
	f.out = appendRaw(f.out, "/Type/Metadata/Subtype/XML", metadata(info))
	f.end()
	xmp := len(f.offsets)
	attached := f.embed(info)

	f.at(from.info)
	f.out = append(f.out, information(info)...)
	f.end()
	f.at(from.root)
	f.out = fmt.Appendf(f.out, "<</Type/Catalog/Pages 1 0 R/Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>", language)
	if from.outlines > 0 {
		f.out = fmt.Appendf(f.out, "/Outlines %d 0 R/PageMode/UseOutlines", from.outlines)
	}
	f.out = append(append(f.out, labels(l.Pages)...), attached...)
	f.out = fmt.Appendf(f.out, "/Metadata %d 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2-1)/Info(sRGB IEC61966-2-1)/DestOutputProfile %d 0 R>>]>>", xmp, profile)
	f.end()
	f.trailer(from)
	return f.out, nil
}

// begin starts the next object.
func (f *finisher) begin() {
	f.offsets = append(f.offsets, 0)
	f.at(len(f.offsets))
}

// at starts object n.
func (f *finisher) at(n int) {
	f.offsets[n-1] = len(f.out)
	f.out = append(appendInt(f.out, n), " 0 obj\n"...)
}

func (f *finisher) end() { f.out = append(f.out, "\nendobj\n"...) }

// copy takes over fpdf's objects in the order of its file: pages' contents are
// compressed, the resources get the fonts' names, and the outline's items the number of
// what hangs below them, which fpdf gives as 0 (12.3.3: no item has 0).
func (f *finisher) copy(from *made, fonts *face.Uses) {
	order := make([]int, len(from.objects))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return from.objects[a].from - from.objects[b].from })
	for _, i := range order {
		o := &from.objects[i]
		if o.purpose == dropped {
			continue
		}
		if o.purpose == kept {
			f.offsets[i] = len(f.out)
			f.out = append(append(f.out, from.raw[o.from:o.to]...), '\n')
			continue
		}
		f.at(i + 1)
		switch o.purpose {
		case contents:
			f.out = appendStream(f.out, "", o.stream)
		case resources:
			f.dict(o, "Font", f.fontNames(fonts, len(from.objects)+1))
		case outline:
			var count []byte
			if o.count > 0 {
				count = appendInt(nil, o.count)
			}
			f.dict(o, "Count", count)
		}
		f.end()
	}
}

// dict writes an object's dictionary with another value of one key; nil leaves it out.
func (f *finisher) dict(o *object, key string, value []byte) {
	f.out = append(f.out, "<<"...)
	for _, e := range o.dict {
		if string(e.key) != key {
			f.out = append(append(append(append(f.out, '/'), e.key...), ' '), e.value...)
		}
	}
	if value != nil {
		f.out = append(append(append(append(f.out, '/'), key...), ' '), value...)
	}
	f.out = append(f.out, ">>"...)
}

// fontNames is the list of fonts, whose first object has that number.
func (f *finisher) fontNames(fonts *face.Uses, first int) []byte {
	b := []byte("<<")
	for i, font := range fonts.Fonts {
		b = append(appendInt(append(b, "/F"...), font.Index), ' ')
		b = append(appendInt(b, first+i*objectsPerFont), " 0 R"...)
	}
	return append(b, ">>"...)
}

// trailer writes the cross-reference table and the trailer. The file identifier
// is made from the content, in which the fonts' tags stand for their programs.
func (f *finisher) trailer(from *made) {
	f.id.Write(f.out[f.hashed:])
	id := f.id.Sum(nil)
	start := len(f.out)
	f.out = fmt.Appendf(f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, o := range f.offsets {
		digits := len(f.out)
		f.out = append(f.out, "0000000000 00000 n \n"...)
		for at := digits + 9; o > 0; at, o = at-1, o/10 {
			f.out[at] = byte('0' + o%10)
		}
	}
	f.out = fmt.Appendf(f.out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, from.root, from.info, id[:16], id[:16], start)
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
