package fill

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"hongtou/generator/diag"
)

// node is a YAML value with its line. Anchors, aliases, merges and tags are not
// part of a template's language; complaints refuse them.
type node struct {
	line  int
	kind  nodeKind
	text  string  // of a scalar, as written
	pairs []pair  // of a map, in order
	items []*node // of a list
}

type nodeKind int

const (
	scalarNode nodeKind = iota
	nullNode
	mapNode
	listNode
)

type pair struct {
	key   string
	line  int
	value *node
}

// get is the value of a map's key, nil if it has none.
func (n *node) get(key string) *node {
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// yamlReader reads one YAML text that starts on line firstLine of a file.
type yamlReader struct {
	complain  func(line int, code, value string, problem, remedy diag.Text)
	firstLine int
}

func (r *yamlReader) line(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line + r.firstLine - 1
	}
	return r.firstLine
}

// read gives the text's one document, or nil where it is empty or not YAML.
func (r *yamlReader) read(source string) *node {
	file, err := parser.ParseBytes([]byte(source), 0)
	if err != nil {
		line, message := r.firstLine, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			message = at.GetMessage()
			if t := at.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line + r.firstLine - 1
			}
		}
		r.complain(line, "template-yaml", "", diag.T("不是有效的 YAML：%s", "not valid YAML: %s", message),
			diag.T("含有冒号、井号、花括号的文字请加引号", "put text with : # { } in quotes"))
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil
	}
	if len(file.Docs) > 1 {
		r.complain(r.line(file.Docs[1].Body), "template-yaml", "", diag.T("只能有一份 YAML 文档", "there must be one YAML document only"), diag.Text{})
	}
	return r.node(file.Docs[0].Body, 0)
}

// maxYAMLDepth bounds the nesting of maps and lists.
const maxYAMLDepth = 50

func (r *yamlReader) node(n ast.Node, depth int) *node {
	out := &node{line: r.line(n)}
	if depth > maxYAMLDepth {
		r.complain(out.line, "template-yaml", "", diag.T("嵌套太深", "nested too deeply"), diag.Text{})
		return out
	}
	switch n := n.(type) {
	case *ast.NullNode:
		out.kind = nullNode
	case *ast.StringNode:
		out.text = n.Value
	case *ast.LiteralNode:
		out.text = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		out.text = n.GetToken().Value
	case *ast.MappingNode:
		out.kind = mapNode
		for _, v := range n.Values {
			r.pair(out, v, depth)
		}
	case *ast.MappingValueNode:
		out.kind = mapNode
		r.pair(out, n, depth)
	case *ast.SequenceNode:
		out.kind = listNode
		for _, v := range n.Values {
			out.items = append(out.items, r.node(v, depth+1))
		}
	default:
		r.complain(out.line, "template-yaml", strings.TrimSpace(n.GetToken().Value),
			diag.T("模板不支持这种 YAML 写法（%s）", "templates have no such YAML (%s)", n.Type()), diag.Text{})
	}
	return out
}

func (r *yamlReader) pair(out *node, v *ast.MappingValueNode, depth int) {
	line := r.line(v.Key)
	key := v.Key.GetToken().Value
	if out.get(key) != nil {
		r.complain(line, "template-key-twice", key, diag.T("这一项写了两次", "the key stands twice"), diag.Text{})
		return
	}
	out.pairs = append(out.pairs, pair{key, line, r.node(v.Value, depth+1)})
}
