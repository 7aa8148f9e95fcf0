package fill

import (
	"slices"
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// bookReader turns the YAML of a workbook template, which was held against its
// shape before, into a bookTemplate. What did not fit is empty and complained of.
type bookReader struct {
	t        *Template
	complain complain
	seen     func(n *tree.Node, key string) // tests: which keys are read; or nil
}

// hold complains of what does not fit a shape.
func hold(n *tree.Node, s *tree.Shape, complain complain) {
	c := tree.Check{Kind: "template-key-value", Choice: "template-key-value", Key: "template-key-unknown", Missing: "template-key-missing", Near: nearest,
		Fail: func(line int, _, code, value string, problem, remedy diag.Text) {
			complain(line, code, value, problem, remedy)
		}}
	c.Hold(n, s, "")
}

// words is a text with actions and its line; nil stands for no text.
type words struct {
	text *textTemplate
	line int
}

// fields reads the keys of one YAML map.
type fields struct {
	r *bookReader
	n *tree.Node
}

func (r *bookReader) fieldsOf(n *tree.Node) *fields { return &fields{r: r, n: n} }

// get is a key's node, nil where it is absent or null.
func (f *fields) get(key string) *tree.Node {
	if f.r.seen != nil {
		f.r.seen(f.n, key)
	}
	return f.n.Get(key)
}

// plain is a text without actions, "" for none.
func (f *fields) plain(key string) string {
	if n := f.get(key); n != nil {
		return n.Text
	}
	return ""
}

func (f *fields) number(key string) float64 {
	x, _ := strconv.ParseFloat(f.plain(key), 64)
	return x
}

func (f *fields) flag(key string) bool { return f.plain(key) == "true" }

// named are values by the names that templates give them; the first is that of an
// absent key.
type named[T any] []struct {
	name  string
	value T
}

func (n named[T]) names() []string {
	var names []string
	for _, one := range n {
		names = append(names, one.name)
	}
	return names
}

func choose[T any](f *fields, key string, from named[T]) T {
	name := f.plain(key)
	for _, one := range from {
		if one.name == name {
			return one.value
		}
	}
	return from[0].value
}

func (f *fields) words(key string) *words { return f.r.words(f.get(key), plainMode) }

func (f *fields) formula(key string) *words { return f.r.words(f.get(key), formulaMode) }

func (r *bookReader) words(n *tree.Node, m mode) *words {
	if n == nil || n.Kind != tree.Scalar {
		return nil
	}
	if text := r.t.text(n.Text, n.Line, m, r.complain); text != nil {
		return &words{text, n.Line}
	}
	return nil
}

// items are the nodes of a list that hold something; a single value stands for a
// list of one.
func (f *fields) items(key string) []*tree.Node {
	f.get(key)
	return slices.DeleteFunc(slices.Clone(f.n.List(key)), func(n *tree.Node) bool { return n.Kind == tree.Nothing })
}

func (f *fields) wordsList(key string) []*words {
	var out []*words
	for _, n := range f.items(key) {
		if w := f.r.words(n, plainMode); w != nil {
			out = append(out, w)
		}
	}
	return out
}

func (f *fields) plainList(key string) []string {
	var out []string
	for _, n := range f.items(key) {
		out = append(out, n.Text)
	}
	return out
}

// each calls read with every map of a list.
func (f *fields) each(key string, read func(item *fields)) {
	for _, n := range f.items(key) {
		read(f.r.fieldsOf(n))
	}
}
