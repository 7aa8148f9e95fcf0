package tree

import (
	"encoding/json"
	"strconv"
	"strings"
)

// styles are the ways to write a value in one line, the best first. old is how what
// stood there was written, "" for nothing; in tells that it stands in brackets.
func (w *writing) styles(value *Node, old string, in bool) []string {
	if value.Kind != Scalar {
		return []string{w.flow(value)}
	}
	var out []string
	number := old != "" && bare(old, in).isNumber()
	if w.json {
		if (number || value.Value == nil) && json.Valid([]byte(value.Text)) && strings.IndexByte("-0123456789", (value.Text + " ")[0]) >= 0 {
			out = append(out, value.Text)
		}
		return append(out, quoted(value.Text))
	}
	if old != "" && old[0] == '\'' && !strings.ContainsAny(value.Text, "\n\r\t") {
		out = append(out, "'"+strings.ReplaceAll(value.Text, "'", "''")+"'")
	}
	if old == "" || old[0] != '"' {
		if n := bare(value.Text, in); n.Kind == Scalar && n.Text == value.Text {
			if _, text := n.Value.(string); text || number && n.isNumber() || value.Value == nil {
				out = append(out, value.Text)
			}
		}
	}
	return append(out, quoted(value.Text))
}

func (n *Node) isNumber() bool {
	switch n.Value.(type) {
	case int64, float64:
		return true
	}
	return false
}

// bare is what a text is read as where it stands without quotes.
func bare(text string, in bool) *Node {
	if strings.ContainsAny(text, "\n\r") {
		return &Node{}
	}
	if text = "- " + text; in {
		text = "- [" + text[2:] + "]"
	}
	root, bad := YAML([]byte(text))
	for bad == nil && root.Kind == List && len(root.Items) == 1 {
		if root = root.Items[0]; !in {
			return root
		}
		in = false
	}
	return &Node{}
}

// quoted is a text in double quotes, as both YAML and JSON read it.
func quoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(text) != nil {
		return strconv.Quote(text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// flow is a value in brackets, on one line.
func (w *writing) flow(n *Node) string {
	var parts []string
	switch n.Kind {
	case List:
		for _, item := range n.Items {
			parts = append(parts, w.flow(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		for _, e := range n.Keys {
			parts = append(parts, w.key(e.Key, true)+": "+w.flow(e.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Scalar:
		return w.styles(n, "", true)[0]
	}
	return map[bool]string{true: "null"}[w.json]
}

func (w *writing) key(key string, in bool) string { return w.styles(ScalarOf(key), "", in)[0] }
