package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"hongtou/generator/diag"
)

// parseJSON reads one JSON value, keys in order, each value with its line.
func parseJSON(data []byte) (*node, *syntax) {
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
	err     *syntax
}

func (r *jsonReader) fail(problem, remedy diag.Text) {
	if r.err == nil {
		r.err = &syntax{r.line, problem, remedy}
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

func (r *jsonReader) value(depth int) *node {
	t, ok := r.token()
	out := &node{line: r.line}
	if !ok {
		return out
	}
	if depth > yamlDepth {
		r.fail(diag.T("嵌套过深", "nested too deep"), diag.T("简化内容", "simplify"))
		return out
	}
	switch v := t.(type) {
	case string:
		out.kind, out.text, out.value = scalar, v, v
	case json.Number:
		out.kind, out.text = scalar, v.String()
		if i, err := v.Int64(); err == nil {
			out.value = i
		} else if f, err := v.Float64(); err == nil {
			out.value = f
		} else {
			out.value = out.text
		}
	case bool:
		out.kind, out.value, out.text = scalar, v, "false"
		if v {
			out.text = "true"
		}
	case json.Delim:
		if v == '[' {
			out.kind = list
			for r.err == nil && r.decoder.More() {
				out.items = append(out.items, r.value(depth+1))
			}
		} else {
			r.object(out, depth)
		}
		r.token()
	}
	return out
}

func (r *jsonReader) object(out *node, depth int) {
	out.kind = mapping
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
		out.keys = append(out.keys, entry{key, line, r.value(depth + 1)})
	}
}
