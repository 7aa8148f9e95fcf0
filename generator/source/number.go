package source

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// NumberKey is the key of a document number in documents and in front matter.
const NumberKey = "number"

// DocumentNumber is a document number (发文字号) that hongtou.yaml states of a document,
// or auto where the register gives it.
type DocumentNumber struct {
	Target string
	Path   []string // the keys between target and number: a period, a meeting's code
	Value  string
	Place  diag.Place
}

// numbersIn finds the numbers below an entry of documents.
func numbersIn(e tree.Entry, path []string) []DocumentNumber {
	var out []DocumentNumber
	for _, below := range e.Value.Keys {
		at := append(slices.Clone(path), e.Key)
		switch {
		case below.Value.Kind == tree.Map:
			out = append(out, numbersIn(below, at)...)
		case below.Key == NumberKey && strings.TrimSpace(str(below.Value)) != "":
			out = append(out, DocumentNumber{Target: at[0], Path: at[1:], Value: strings.TrimSpace(str(below.Value)),
				Place: diag.Place{File: ConfigName, Line: below.Line, Key: tree.Under("documents", strings.Join(append(at, NumberKey), "."))}})
		}
	}
	return out
}
