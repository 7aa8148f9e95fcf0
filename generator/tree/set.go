package tree

import (
	"errors"
	"slices"
	"strings"
)

// One value of a text is changed as a person would do it: what stands around it, order,
// comments and the ways of writing, keeps its bytes. What comes of it is read again: a
// text in which anything else would change is refused.

// ErrWriting is the error of a text that is written in a way in which a value of it can't
// be changed safely.
var ErrWriting = errors.New("written in a way that can't be changed safely")

// A path leads to a value: keys of maps as string, positions in lists from 0 as int.

// SetYAML gives a text of YAML in which the value at a path is another: a scalar, or a
// list or map, which is written in brackets. A key or an item that there is not yet
// comes behind the others, the maps that it lies in with it. The value nil removes what
// is there. The error is ErrWriting.
func SetYAML(text []byte, path []any, value *Node) ([]byte, error) {
	return set(string(text), path, value, YAML, false)
}

// SetJSON is SetYAML for JSON.
func SetJSON(text []byte, path []any, value *Node) ([]byte, error) {
	return set(string(text), path, value, JSON, true)
}

func set(text string, path []any, value *Node, read func([]byte) (*Node, *Syntax), json bool) ([]byte, error) {
	root, bad := read([]byte(text))
	if bad != nil || len(path) == 0 {
		return nil, ErrWriting
	}
	w := &writing{text: text, json: json, newline: "\n"}
	if strings.Contains(text, "\r\n") {
		w.newline = "\r\n"
	}
	want := copyOf(root)
	if !want.put(path, value) {
		return nil, ErrWriting
	}
	for _, out := range w.ways(root, path, value) {
		if after, bad := read([]byte(out)); bad == nil && equal(after, want) {
			return []byte(out), nil
		}
	}
	return nil, ErrWriting
}

// ScalarOf is a text as a node. Its value may be read as a number where the text is one.
func ScalarOf(text string) *Node { return &Node{Kind: Scalar, Text: text, Value: text} }

// PlainOf is a text as a node that is written without quotes where it can be, as a number
// is.
func PlainOf(text string) *Node { return &Node{Kind: Scalar, Text: text} }

// ListOfTexts is a list of texts as a node.
func ListOfTexts(texts []string) *Node {
	n := &Node{Kind: List}
	for _, s := range texts {
		n.Items = append(n.Items, ScalarOf(s))
	}
	return n
}

func copyOf(n *Node) *Node {
	out := *n
	out.Items, out.Keys = nil, nil
	for _, item := range n.Items {
		out.Items = append(out.Items, copyOf(item))
	}
	for _, e := range n.Keys {
		out.Keys = append(out.Keys, Entry{e.Key, e.Line, copyOf(e.Value)})
	}
	return &out
}

// put changes the value at a path of a tree, in which it may stand in any way of writing;
// false where the path leads through what is no map or list, or nowhere to remove.
func (n *Node) put(path []any, value *Node) bool {
	last := len(path) == 1
	switch step := path[0].(type) {
	case string:
		if n.Kind != Map && !(n.Kind == Nothing && value != nil) {
			return false
		}
		n.Kind = Map
		i := slices.IndexFunc(n.Keys, func(e Entry) bool { return e.Key == step })
		switch {
		case last && value == nil:
			if i >= 0 {
				n.Keys = slices.Delete(n.Keys, i, i+1)
			}
			return i >= 0
		case i < 0 && value == nil:
			return false
		case i < 0:
			n.Keys = append(n.Keys, Entry{Key: step, Value: &Node{}})
			i = len(n.Keys) - 1
		}
		if last {
			n.Keys[i].Value = value
			return true
		}
		return n.Keys[i].Value.put(path[1:], value)
	case int:
		if n.Kind != List && !(n.Kind == Nothing && step == 0 && value != nil) || step > len(n.Items) || value == nil && step == len(n.Items) {
			return false
		}
		n.Kind = List
		switch {
		case last && value == nil:
			n.Items = slices.Delete(n.Items, step, step+1)
			return true
		case step == len(n.Items):
			n.Items = append(n.Items, &Node{})
		}
		if last {
			n.Items[step] = value
			return true
		}
		return n.Items[step].put(path[1:], value)
	}
	return false
}

// equal tells whether a text says what is wanted, in the same order. A wanted scalar
// without a value may be read as a number or as a text; nothing is an empty list or map.
func equal(is, want *Node) bool {
	if len(is.Keys)+len(is.Items)+len(want.Keys)+len(want.Items) == 0 && is.Kind != Scalar && want.Kind != Scalar {
		return true
	}
	if is.Kind != want.Kind || is.Text != want.Text || len(is.Keys) != len(want.Keys) || len(is.Items) != len(want.Items) {
		return false
	}
	if want.Line > 0 && is.Value != want.Value { // what was there before keeps what it is
		return false
	}
	for i := range is.Keys {
		if is.Keys[i].Key != want.Keys[i].Key || !equal(is.Keys[i].Value, want.Keys[i].Value) {
			return false
		}
	}
	for i := range is.Items {
		if !equal(is.Items[i], want.Items[i]) {
			return false
		}
	}
	return true
}
