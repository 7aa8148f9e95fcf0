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
// pages, images and outline stay, which made.go finds in it; fonts, structure, metadata,
// output intent and attachments come behind them; information and catalog are written
// anew, and so are the cross-references. What is changed of fpdf's own is said in copy.
type finisher struct {
	work   *work // whose memory it takes, and leaves to the next
	out    []byte
	places []place // of each object of the output, from object 1
	hashed int     // up to where the output is in the identifier
	id     hash.Hash

	packed []byte    // of the object stream that is being filled
	index  []entryOf // its objects
	stream int       // its number, 0 = none
}

// finish gives the file, in memory if it has room there, from fpdf's, which is left as it
// is. marked are the elements of each page's marked content, shown where each page's
// operators end in work.page.
func (w *Writer) finish(memory []byte, work *work, from *made, l *typeset.Layout, shown []int, marked [][]int32, fonts *face.Uses, info *Info) ([]byte, error) {
	f := &finisher{work: work, out: memory, packed: work.packed[:0], index: work.index[:0], id: sha256.New(), places: make([]place, len(from.objects), len(from.objects)+len(fonts.Fonts)*objectsPerFont+len(l.Elements)+8)}
	// A version by what is in it, and four bytes beyond ASCII (ISO 19005-2, 6.1.2).
	f.out = append(f.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	first := len(f.places) + 1
	for range len(fonts.Fonts) * objectsPerFont {
		f.reserve()
	}
	f.copy(from, l, fonts, shown, marked)
	for i, font := range fonts.Fonts {
		if err := f.font(w, font, first+i*objectsPerFont); err != nil {
			return nil, err
		}
	}
	profile := f.begin()
	f.out = append(f.out, srgbProfile()...)
	f.end()
	xmp := f.begin()
	f.out = appendRaw(f.out, "/Type/Metadata/Subtype/XML", metadata(info))
	f.end()
	attached := f.embed(info)
	structure := f.structure(l, from.pages, marked)
	f.unload()

	f.at(from.info)
	f.out = append(f.out, information(info)...)
	f.end()
	f.at(from.root)
	f.out = fmt.Appendf(f.out, "<</Type/Catalog/Pages 1 0 R/Lang(%s)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R", language, structure)
	if from.outlines > 0 {
		f.out = fmt.Appendf(f.out, "/Outlines %d 0 R/PageMode/UseOutlines", from.outlines)
	}
	f.out = append(append(f.out, labels(l.Pages)...), attached...)
	f.out = fmt.Appendf(f.out, "/Metadata %d 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2-1)/Info(sRGB IEC61966-2-1)/DestOutputProfile %d 0 R>>]>>", xmp, profile)
	f.end()
	f.trailer(from)
	return f.out, nil
}

// begin starts the next object and gives its number.
func (f *finisher) begin() int {
	n := f.reserve()
	f.at(n)
	return n
}

// at starts object n.
func (f *finisher) at(n int) {
	f.places[n-1] = place{at: len(f.out)}
	f.out = append(appendInt(f.out, n), " 0 obj\n"...)
}

func (f *finisher) end() { f.out = append(f.out, "\nendobj\n"...) }

// copy takes over fpdf's objects in the order of its file: pages' contents are
// followed by our operators and compressed, pages get the key of their structure, the resources the fonts' names, and
// the outline's items the number of what hangs below them, which fpdf gives as 0 (12.3.3:
// no item has 0).
func (f *finisher) copy(from *made, l *typeset.Layout, fonts *face.Uses, shown []int, marked [][]int32) {
	order := make([]int, len(from.objects))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return from.objects[a].from - from.objects[b].from })
	for _, i := range order {
		o := &from.objects[i]
		switch o.purpose {
		case dropped:
		case kept:
			f.places[i] = place{at: len(f.out)}
			f.out = append(append(f.out, from.raw[o.from:o.to]...), '\n')
		case contents:
			f.at(i + 1)
			start := 0
			if o.index > 0 {
				start = shown[o.index-1]
			}
			f.page(l.Pages[o.index], o.stream, f.work.page[start:shown[o.index]])
			f.end()
		case page:
			// Readers go through what can be reached on a page in its structure's order
			// (ISO 14289-1, 7.18.3).
			keys := []entry{{[]byte("Tabs"), []byte("/S")}}
			if len(marked[o.index]) > 0 {
				keys = append(keys, entry{[]byte("StructParents"), appendInt(nil, o.index)})
			}
			f.dict(i+1, o, keys...)
		case pageTree:
			f.dict(i+1, o)
		case resources:
			f.dict(i+1, o, entry{[]byte("Font"), f.fontNames(fonts, len(from.objects)+1)})
		case outline:
			var count []byte
			if o.count > 0 {
				count = appendInt(nil, o.count)
			}
			f.dict(i+1, o, entry{[]byte("Count"), count})
		}
	}
}

// page writes the operators of a page, fpdf's and ours. What is drawn comes again and
// again; text does not.
func (f *finisher) page(p *typeset.Page, fpdfs, ours []byte) {
	if len(p.Shapes) > 0 {
		f.out = appendStream(f.out, "", fpdfs, ours)
		return
	}
	f.out = appendCoded(f.out, "", fpdfs, ours)
}

// dict packs an object's dictionary as object n with other values of some keys; nil
// leaves one out.
func (f *finisher) dict(n int, o *object, other ...entry) {
	f.pack(n)
	f.packed = append(f.packed, "<<"...)
	for _, e := range o.dict {
		if !slices.ContainsFunc(other, func(o entry) bool { return string(o.key) == string(e.key) }) {
			f.packed = append(append(append(append(f.packed, '/'), e.key...), ' '), e.value...)
		}
	}
	for _, e := range other {
		if e.value != nil {
			f.packed = append(append(append(append(f.packed, '/'), e.key...), ' '), e.value...)
		}
	}
	f.packed = append(f.packed, ">>"...)
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

// trailer writes the cross-references and the end of the file. The file identifier
// is made from the content, in which the fonts' tags stand for their programs.
func (f *finisher) trailer(from *made) {
	f.id.Write(f.out[f.hashed:])
	id := f.id.Sum(nil)[:16]
	start := f.crossReferences(fmt.Appendf(nil, "/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]", from.root, from.info, id, id))
	f.out = fmt.Appendf(f.out, "startxref\n%d\n%%%%EOF\n", start)
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
