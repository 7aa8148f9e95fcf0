package tree

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"hongtou/generator/diag"
)

// Limits of a YAML file. Its parser walks nested values by recursion and looks
// back over lines, so both are bounded before it starts.
const (
	yamlSize  = 8 << 20 // bytes
	yamlLine  = 32 << 10
	yamlDepth = 100
	yamlNodes = 2_000_000 // with the values that aliases stand for
)

// Syntax is a complaint about a file that can't be read on, at a line.
type Syntax struct {
	Line            int
	Problem, Remedy diag.Text
}

func (s *Syntax) Error() string { return s.Problem.En }

// YAML reads one YAML document.
func YAML(data []byte) (root *Node, err *Syntax) {
	if err := yamlBounds(data); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, mistake(nil, 0, "")
		}
	}()
	file, perr := parser.ParseBytes(data, 0)
	if perr != nil {
		return nil, yamlSyntax(data, perr)
	}
	if len(file.Docs) > 1 {
		return nil, &Syntax{docLine(file.Docs[1]), diag.T("一个文件只能有一份 YAML 文档", "more than one YAML document in a file"), diag.T("删去分隔线 ---，或分成几个文件", "remove the line ---, or use several files")}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return &Node{Line: 1}, nil
	}
	r := yamlReader{anchors: map[string]ast.Node{}, left: yamlNodes}
	root = r.node(file.Docs[0].Body, 0)
	return root, r.err
}

func docLine(d *ast.DocumentNode) int {
	if d.Start == nil {
		return 0
	}
	return d.Start.Position.Line
}

// yamlSyntax tells why the parser refuses a file.
func yamlSyntax(data []byte, err error) *Syntax {
	message, at := err.Error(), 0
	if e := (*yaml.SyntaxError)(nil); errors.As(err, &e) {
		message = e.Message
		if e.Token != nil && e.Token.Position != nil {
			at = e.Token.Position.Line
		}
	}
	return mistake(strings.Split(string(data), "\n"), at, message)
}

// yamlBounds refuses what would keep the parser busy or overflow its stack.
func yamlBounds(data []byte) *Syntax {
	refuse := func(line int, zh, en string, args ...any) *Syntax {
		return &Syntax{line, diag.T(zh, en, args...), diag.T("简化文件，或把数据改为 csv、xlsx 表", "simplify the file, or move the data to csv or xlsx")}
	}
	if len(data) > yamlSize {
		return refuse(0, "YAML 文件超过%d MB", "the YAML file is larger than %d MB", yamlSize>>20)
	}
	depth, n := 0, 0
	for line := range bytes.Lines(data) {
		n++
		if len(line) > yamlLine {
			return refuse(n, "一行超过%d KB", "a line is longer than %d KB", yamlLine>>10)
		}
		lead := line[:len(line)-len(bytes.TrimLeft(line, " -?:"))]
		if bytes.Count(lead, []byte("- "))+bytes.Count(lead, []byte("? ")) > yamlDepth {
			return refuse(n, "嵌套过深", "nested too deep")
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
		}
		if depth > yamlDepth {
			return refuse(n, "嵌套过深，或括号没有成对", "nested too deep, or brackets without their pair")
		}
	}
	return nil
}

// yamlReader turns the parser's tree into nodes, aliases followed as long as
// the whole stays within limits.
type yamlReader struct {
	anchors map[string]ast.Node
	left    int // nodes still allowed
	err     *Syntax
}

func (r *yamlReader) fail(n ast.Node, problem, remedy diag.Text) *Node {
	line := lineOf(n)
	if r.err == nil {
		r.err = &Syntax{line, problem, remedy}
	}
	return &Node{Line: line}
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

func (r *yamlReader) node(n ast.Node, depth int) *Node {
	r.left--
	if n == nil || r.err != nil {
		return &Node{}
	}
	if r.left < 0 || depth > yamlDepth {
		return r.fail(n, diag.T("内容展开后过多或嵌套过深", "too many values, or nested too deep"), diag.T("不用别名（*）重复引用，或简化内容", "do without aliases (*), or simplify"))
	}
	out := &Node{Kind: Scalar, Line: lineOf(n)}
	switch v := n.(type) {
	case *ast.NullNode:
		out.Kind = Nothing
	case *ast.StringNode:
		out.Text, out.Value = v.Value, v.Value
	case *ast.LiteralNode:
		out.Text = strings.TrimRight(v.Value.Value, "\n")
		out.Value = out.Text
	case *ast.IntegerNode:
		out.Text, out.Value = v.Token.Value, integer(v.Value)
	case *ast.FloatNode:
		out.Text, out.Value = v.Token.Value, v.Value
	case *ast.BoolNode:
		out.Text, out.Value = fmt.Sprint(v.Value), v.Value
	case *ast.InfinityNode, *ast.NanNode:
		out.Text = n.GetToken().Value
		out.Value = out.Text
	case *ast.SequenceNode:
		out.Kind = List
		for _, item := range v.Values {
			out.Items = append(out.Items, r.node(item, depth+1))
		}
	case *ast.MappingNode:
		r.mapping(out, v.Values, depth)
	case *ast.MappingValueNode:
		r.mapping(out, []*ast.MappingValueNode{v}, depth)
	case *ast.AnchorNode:
		r.anchors[v.Name.GetToken().Value] = v.Value
		return r.node(v.Value, depth+1)
	case *ast.AliasNode:
		target, ok := r.anchors[v.Value.GetToken().Value]
		if !ok {
			return r.fail(n, diag.T("别名没有对应的锚点", "an alias without its anchor"), diag.T("先用 & 定义，再用 * 引用", "define it with & before"))
		}
		return r.node(target, depth+1)
	case *ast.TagNode:
		return r.fail(n, diag.T("不支持 YAML 标签 %s", "YAML tags such as %s are not read", v.Start.Value), diag.T("删去标签；需要文字时加引号", "remove it; quote what is text"))
	default:
		return r.fail(n, diag.T("不支持的 YAML 写法", "YAML of a kind that is not read"), diag.T("改用普通的键、列表和文字", "use plain keys, lists and text"))
	}
	return out
}

func (r *yamlReader) mapping(out *Node, values []*ast.MappingValueNode, depth int) {
	out.Kind = Map
	if len(values) > 0 {
		out.Line = lineOf(values[0].Key)
	}
	seen := map[string]bool{}
	for _, v := range values {
		if r.err != nil {
			return
		}
		key := ""
		switch k := v.Key.(type) {
		case *ast.StringNode:
			key = k.Value
		case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
			key = k.GetToken().Value
		default:
			r.fail(v.Key, diag.T("不支持这种键", "a key of a kind that is not read"), diag.T("键应为文字", "use text"))
			return
		}
		if seen[key] {
			r.fail(v.Key, diag.T("键“%s”重复", "the key %q is given twice", key), diag.T("只留一个", "keep one"))
			return
		}
		seen[key] = true
		out.Keys = append(out.Keys, Entry{key, lineOf(v.Key), r.node(v.Value, depth+1)})
	}
}

// integer is a YAML integer as int64, or as float64 beyond its range.
func integer(v any) any {
	switch i := v.(type) {
	case int64:
		return i
	case uint64:
		if i <= math.MaxInt64 {
			return int64(i)
		}
		return float64(i)
	}
	return fmt.Sprint(v)
}
