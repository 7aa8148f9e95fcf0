package source

import "strconv"

// node is a value of a YAML or JSON file with its line: a scalar, a list, a
// map, or nothing.
type node struct {
	kind  kind
	text  string // of a scalar, as written
	value any    // of a scalar: string, int64, float64 or bool
	line  int
	items []*node // of a list
	keys  []entry // of a map, in order
}

type entry struct {
	key   string
	line  int
	value *node
}

type kind int

const (
	nothing kind = iota
	scalar
	list
	mapping
)

// get follows keys through maps; nil if there is nothing.
func (n *node) get(keys ...string) *node {
	for _, key := range keys {
		if n == nil {
			return nil
		}
		var next *node
		for _, e := range n.keys {
			if e.key == key {
				next = e.value
				break
			}
		}
		n = next
	}
	if n == nil || n.kind == nothing {
		return nil
	}
	return n
}

// str is the cleaned text at keys, "" if there is none.
func (n *node) str(keys ...string) string {
	if n = n.get(keys...); n == nil {
		return ""
	}
	s, _ := clean(n.text)
	return s
}

// number is the number at keys, 0 if there is none.
func (n *node) number(keys ...string) float64 {
	x, _ := parseNumber(n.str(keys...), false)
	return x
}

// whole is number for a count; one that is none was complained of.
func (n *node) whole(keys ...string) int { return int(n.number(keys...)) }

// strs are the texts of the list, or of the single text, at keys.
func (n *node) strs(keys ...string) []string {
	var texts []string
	for _, item := range n.list(keys...) {
		texts = append(texts, item.str())
	}
	return texts
}

// list is the items of the list at keys; a value that is no list is a list of
// itself.
func (n *node) list(keys ...string) []*node {
	n = n.get(keys...)
	switch {
	case n == nil:
		return nil
	case n.kind == list:
		return n.items
	}
	return []*node{n}
}

// plain is the node as templates see it: string, int, float64, bool, nil,
// []any, map[string]any.
func (n *node) plain() any {
	switch n.kind {
	case list:
		values := make([]any, len(n.items))
		for i, item := range n.items {
			values[i] = item.plain()
		}
		return values
	case mapping:
		values := make(map[string]any, len(n.keys))
		for _, e := range n.keys {
			values[e.key] = e.value.plain()
		}
		return values
	case scalar:
		if i, ok := n.value.(int64); ok && int64(int(i)) == i {
			return int(i)
		}
		if _, ok := n.value.(string); ok {
			s, _ := clean(n.text)
			return s
		}
		return n.value
	}
	return nil
}

// under is the path of a key inside a path: data.units, jobs[2].
func under(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i+1) + "]" }
