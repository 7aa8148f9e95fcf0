package tree

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"hongtou/generator/diag"
)

// JSON reads one JSON value, keys in order, each value with its line.
func JSON(data []byte) (*Node, *Syntax) {
	if root, ok := plainJSON(data); ok {
		return root, nil
	}
	return readJSON(data)
}

// readJSON reads it token by token, and says what is wrong.
func readJSON(data []byte) (*Node, *Syntax) {
	r := jsonReader{data: data, line: 1, decoder: json.NewDecoder(bytes.NewReader(data))}
	r.decoder.UseNumber()
	root := r.value(0)
	if r.err == nil {
		if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
			r.fail(diag.T("JSON 之后还有内容", "something follows the JSON value"), diag.T("一个文件只放一个列表", "keep one list in a file"))
		}
	}
	return root, r.err
}

type jsonReader struct {
	data    []byte
	decoder *json.Decoder
	line    int // of the last token
	read    int // bytes up to it
	err     *Syntax
}

func (r *jsonReader) fail(problem, remedy diag.Text) {
	if r.err == nil {
		r.err = &Syntax{r.line, problem, remedy}
	}
}

// token gives the next token, nil at a mistake.
func (r *jsonReader) token() (json.Token, bool) {
	if r.err != nil {
		return nil, false
	}
	t, err := r.decoder.Token()
	end := int(r.decoder.InputOffset())
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		end = int(e.Offset)
	}
	end = min(max(end, r.read), len(r.data))
	r.line += bytes.Count(r.data[r.read:end], []byte("\n"))
	r.read = end
	if err != nil {
		r.fail(diag.T("JSON 格式错误：%s", "not JSON: %s", err), diag.T("检查引号、逗号和括号", "check quotes, commas and brackets"))
	}
	return t, err == nil
}

func (r *jsonReader) value(depth int) *Node {
	t, ok := r.token()
	out := &Node{Line: r.line}
	if !ok {
		return out
	}
	if depth > yamlDepth {
		r.fail(diag.T("嵌套过深", "nested too deep"), diag.T("简化内容", "simplify"))
		return out
	}
	switch v := t.(type) {
	case string:
		out.Kind, out.Text, out.Value = Scalar, v, v
	case json.Number:
		out.number(v)
	case bool:
		out.Kind, out.Value, out.Text = Scalar, v, "false"
		if v {
			out.Text = "true"
		}
	case json.Delim:
		if v == '[' {
			out.Kind = List
			for r.err == nil && r.decoder.More() {
				out.Items = append(out.Items, r.value(depth+1))
			}
		} else {
			r.object(out, depth)
		}
		r.token()
	}
	return out
}

// number makes n a number.
func (n *Node) number(v json.Number) {
	n.Kind, n.Text = Scalar, v.String()
	if i, err := v.Int64(); err == nil {
		n.Value = i
	} else if f, err := v.Float64(); err == nil {
		n.Value = f
	} else {
		n.Value = n.Text
	}
}

func (r *jsonReader) object(out *Node, depth int) {
	out.Kind = Map
	seen := map[string]bool{}
	for r.err == nil && r.decoder.More() {
		t, ok := r.token()
		key, _ := t.(string)
		if !ok {
			return
		}
		if seen[key] {
			r.fail(diag.T("键“%s”重复", "the key %q is given twice", key), diag.T("只留一个", "keep one"))
			return
		}
		seen[key] = true
		line := r.line
		out.Keys = append(out.Keys, Entry{key, line, r.value(depth + 1)})
	}
}
