package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// finisher turns a file that fpdf wrote without fonts into the one we want: its
// pages, images and outline stay; fonts, metadata, output intent and attachments
// come behind them; resources, information and catalog are written anew, and so
// is the cross-reference table.
type finisher struct {
	out     []byte
	offsets []int // of each object of the output, from object 1
}

func (w *Writer) finish(out, raw []byte, l *typeset.Layout, fonts *face.Uses, info *Info) ([]byte, error) {
	from, err := crossReference(raw)
	if err != nil {
		return nil, err
	}
	f := &finisher{out: out, offsets: make([]int, len(from.offsets), len(from.offsets)+len(fonts.Fonts)*objectsPerFont+4)}
	// A version by what is in it, and four bytes beyond ASCII (ISO 19005-2, 6.1.2).
	f.out = append(f.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	f.copy(raw, from, fonts)
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
	if from.outlines != "" {
		f.out = fmt.Appendf(f.out, "/Outlines %s 0 R/PageMode/UseOutlines", from.outlines)
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

var noFonts = []byte("/Font <<\n>>")

// copy takes over fpdf's objects but those that are written anew, in the order of
// the file. Object 2 is the resources, which get the fonts' names.
func (f *finisher) copy(raw []byte, from *crossReferences, fonts *face.Uses) {
	order := make([]int, len(from.offsets))
	for i := range order {
		order[i] = i + 1
	}
	slices.SortFunc(order, func(a, b int) int { return from.offsets[a-1] - from.offsets[b-1] })
	for i, n := range order {
		if n == from.info || n == from.root {
			continue
		}
		end := from.at
		if i+1 < len(order) {
			end = from.offsets[order[i+1]-1]
		}
		f.offsets[n-1] = len(f.out)
		object := raw[from.offsets[n-1]:end]
		at := -1
		if n == 2 {
			at = bytes.Index(object, noFonts)
		}
		if at < 0 {
			f.object(n, object)
			continue
		}
		f.out = append(f.out, object[:at]...)
		f.out = append(f.out, "/Font <<"...)
		for i, font := range fonts.Fonts {
			f.out = append(appendInt(append(f.out, "/F"...), font.Index), ' ')
			f.out = append(appendInt(f.out, len(from.offsets)+1+i*objectsPerFont), " 0 R "...)
		}
		f.out = append(f.out, ">>"...)
		f.out = append(f.out, object[at+len(noFonts):]...)
	}
}

// object takes over one object. The pages' content streams, which fpdf was told
// not to compress, are those whose dictionary has a length and nothing else.
func (f *finisher) object(n int, object []byte) {
	const dictionary, stream, shut = "<</Length ", ">>\nstream\n", "\nendstream"
	b := object[bytes.IndexByte(object, '\n')+1:]
	if !bytes.HasPrefix(b, []byte(dictionary)) {
		f.out = append(f.out, object...)
		return
	}
	length := reference(b, dictionary)
	from := len(dictionary) + bytes.Index(b[len(dictionary):], []byte(stream)) + len(stream)
	f.at(n)
	f.out = appendStream(f.out, "", b[from:from+length])
	f.end()
}

// trailer writes the cross-reference table and the trailer. The file identifier
// is made from the content.
func (f *finisher) trailer(from *crossReferences) {
	id := sha256.Sum256(f.out)
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

// crossReferences is what the end of fpdf's file says.
type crossReferences struct {
	at         int   // where the table begins
	offsets    []int // of each object, from object 1
	root, info int   // the catalog's and the information dictionary's numbers
	outlines   string
}

// crossReference reads the table that fpdf wrote.
func crossReference(raw []byte) (*crossReferences, error) {
	broken := fmt.Errorf("fpdf's cross-reference table is not as it should be")
	c := &crossReferences{at: bytes.LastIndex(raw, []byte("xref\n0 "))}
	if c.at < 0 {
		return nil, broken
	}
	const entry = len("0000000000 00000 n \n")
	table := raw[c.at+len("xref\n0 "):]
	line := bytes.IndexByte(table, '\n')
	count, err := strconv.Atoi(string(table[:max(0, line)]))
	if err != nil || count < 3 || len(table) < line+1+count*entry {
		return nil, broken
	}
	end := table[line+1+count*entry:]
	table = table[line+1:]
	c.root, c.info = reference(end, "/Root "), reference(end, "/Info ")
	for i := 1; i < count; i++ {
		o, err := strconv.Atoi(string(table[i*entry : i*entry+10]))
		if err != nil || o >= c.at {
			return nil, broken
		}
		c.offsets = append(c.offsets, o)
	}
	if c.root < 1 || c.root >= count || c.info < 1 || c.info >= count {
		return nil, broken
	}
	if n := reference(raw[c.offsets[c.root-1]:c.at], "/Outlines "); n > 0 {
		c.outlines = strconv.Itoa(n)
	}
	return c, nil
}

// reference is the object number behind a key, 0 if there is none.
func reference(b []byte, key string) int {
	at := bytes.Index(b, []byte(key))
	if at < 0 {
		return 0
	}
	n := 0
	for _, c := range b[at+len(key):] {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
