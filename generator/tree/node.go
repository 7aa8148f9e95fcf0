// Package tree reads YAML and JSON into nodes that know their lines, and holds
// them against shapes, which say what a file may hold and from which its JSON
// Schema is made. It knows no file by name: hongtou.yaml, meetings, tables kept as
// lists and templates of workbooks are read by it.
package tree

import "strconv"

// Node is a value of a YAML or JSON file with its line: a scalar, a list, a
// map, or nothing.
type Node struct {
	Kind  Kind
	Text  string // of a scalar, as written
	Value any    // of a scalar: string, int64, float64 or bool
	Line  int
	Items []*Node // of a list
	Keys  []Entry // of a map, in order
}

// Entry is one key of a map with its line.
type Entry struct {
	Key   string
	Line  int
	Value *Node
}

// Kind tells what a node is.
type Kind int

// The kinds of nodes.
const (
	Nothing Kind = iota
	Scalar
	List
	Map
)

// Get follows keys through maps; nil if there is nothing.
func (n *Node) Get(keys ...string) *Node {
	for _, key := range keys {
		if n == nil {
			return nil
		}
		var next *Node
		for _, e := range n.Keys {
			if e.Key == key {
				next = e.Value
				break
			}
		}
		n = next
	}
	if n == nil || n.Kind == Nothing {
		return nil
	}
	return n
}

// List is the items of the list at keys; a value that is no list is a list of
// itself.
func (n *Node) List(keys ...string) []*Node {
	n = n.Get(keys...)
	switch {
	case n == nil:
		return nil
	case n.Kind == List:
		return n.Items
	}
	return []*Node{n}
}

// Plain is the node as templates see it: string, int, float64, bool, nil,
// []any, map[string]any; texts are passed through clean.
func (n *Node) Plain(clean func(string) string) any {
	switch n.Kind {
	case List:
		values := make([]any, len(n.Items))
		for i, item := range n.Items {
			values[i] = item.Plain(clean)
		}
		return values
	case Map:
		values := make(map[string]any, len(n.Keys))
		for _, e := range n.Keys {
			values[e.Key] = e.Value.Plain(clean)
		}
		return values
	case Scalar:
		if i, ok := n.Value.(int64); ok && int64(int(i)) == i {
			return int(i)
		}
		if _, ok := n.Value.(string); ok {
			return clean(n.Text)
		}
		return n.Value
	}
	return nil
}

// Under is the path of a key inside a path: data.units, jobs[2].
func Under(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Index is the path of an item of a list, counted from 1: jobs[2].
func Index(path string, i int) string { return path + "[" + strconv.Itoa(i+1) + "]" }

// Entries are the keys of the map at keys, in order.
func (n *Node) Entries(keys ...string) []Entry {
	if n = n.Get(keys...); n == nil {
		return nil
	}
	return n.Keys
}

// Shift moves a node and all within it down by lines: it is a part of a file.
func (n *Node) Shift(lines int) {
	n.Line += lines
	for _, item := range n.Items {
		item.Shift(lines)
	}
	for i := range n.Keys {
		n.Keys[i].Line += lines
		n.Keys[i].Value.Shift(lines)
	}
}
