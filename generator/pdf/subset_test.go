package pdf

import (
	"bytes"
	"io"
	"regexp"
	"testing"

	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
)

// A face that shows the same characters in two documents is cut out once for both;
// one with many characters is not kept.
func TestSmallSubsetsAreShared(t *testing.T) {
	faces, w := face.Default(), &Writer{}
	if err := w.Write(io.Discard, samples.Agreement(t, 1, faces), benchInfo); err != nil {
		t.Fatal(err)
	}
	first := len(w.subsets.have)
	if first < 3 {
		t.Fatalf("%d small subsets of an agreement are kept, want at least those of the title, the headings and the folio", first)
	}
	for key := range w.subsets.have {
		if len(key.characters) > 5*smallSubset {
			t.Errorf("a subset of %d characters is kept", len(key.characters)/5)
		}
	}
	for n := range 5 {
		if err := w.Write(io.Discard, samples.Agreement(t, n, faces), benchInfo); err != nil {
			t.Fatal(err)
		}
	}
	if all := len(w.subsets.have); all >= 6*first {
		t.Errorf("%d small subsets of six agreements are kept, and %d of the first: they share none", all, first)
	}
	w.subsets.size = maxSubsets
	if err := w.Write(io.Discard, samples.Agreement(t, 77, faces), benchInfo); err != nil || w.subsets.size > maxSubsets {
		t.Errorf("%d bytes of subsets are kept, want at most %d; %v", w.subsets.size, maxSubsets, err)
	}
}

var fileIdentifier = regexp.MustCompile(`/ID\[<([0-9a-f]{32})>`)

// Files that differ have other identifiers, although the programs of fonts do not
// go into them: by a word, by a character of one face only, by their information.
func TestIdentifiers(t *testing.T) {
	seen := map[string]string{}
	id := func(name string, b []byte) {
		m := fileIdentifier.FindSubmatch(b)
		if m == nil {
			t.Fatalf("%s has no identifier", name)
		}
		if other, twice := seen[string(m[1])]; twice {
			t.Errorf("%s and %s have one identifier", name, other)
		}
		seen[string(m[1])] = name
	}
	id("a paper", write(t, sample))
	id("a paper with another word", write(t, sample+"\n甲\n"))
	id("a paper with its like in another order", write(t, sample+"\n乙\n"))
	var b bytes.Buffer
	info := benchInfo
	for _, title := range []string{"一", "二"} {
		b.Reset()
		info.Title = title
		if err := Write(&b, samples.Agreement(t, 1, face.Default()), info); err != nil {
			t.Fatal(err)
		}
		id("an agreement named "+title, b.Bytes())
	}
}
