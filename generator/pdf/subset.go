package pdf

import (
	"sync"

	"hongtou/generator/face"
)

// Most faces of a document have the same few characters in every document of a batch:
// headings, folios, digits. What is written of such a subset is made once.

// subset is what a font's objects hold that does not depend on the document.
type subset struct {
	name    string // with its tag
	widths  []byte // as W has them
	unicode []byte // the stream of the map to characters, from its dictionary on
	program *face.Program
}

// subsets are those at hand. The zero value is ready.
type subsets struct {
	lock sync.RWMutex
	have map[subsetKey]*subset
	size int
}

type subsetKey struct {
	face       *face.Face
	characters string
}

const (
	smallSubset = 128     // characters; what has more is seldom the same twice
	maxSubsets  = 8 << 20 // bytes; beyond, the subsets at hand are forgotten
)

// subset is what is written of a document's font.
func (w *Writer) subset(font *face.Used) (*subset, error) {
	if len(font.Glyphs) > smallSubset {
		return w.cut(font)
	}
	var buffer [5 * smallSubset]byte
	characters := font.AppendCharacters(buffer[:0])
	w.subsets.lock.RLock()
	s := w.subsets.have[subsetKey{font.Face, string(characters)}]
	w.subsets.lock.RUnlock()
	if s != nil {
		return s, nil
	}
	s, err := w.cut(font)
	if err != nil {
		return nil, err
	}
	w.subsets.lock.Lock()
	defer w.subsets.lock.Unlock()
	size := len(characters) + len(s.widths) + s.program.Size() + len(s.unicode)
	if w.subsets.size += size; w.subsets.have == nil || w.subsets.size > maxSubsets {
		w.subsets.have, w.subsets.size = map[subsetKey]*subset{}, size
	}
	w.subsets.have[subsetKey{font.Face, string(characters)}] = s
	return s, nil
}

// cut makes the subset.
func (w *Writer) cut(font *face.Used) (*subset, error) {
	program, err := w.programs.Of(font, face.Bare)
	if err != nil {
		return nil, err
	}
	return &subset{font.Tag() + "+" + font.Face.Name, appendWidths(nil, font), appendCoded(nil, "", toUnicode(font)), program}, nil
}
