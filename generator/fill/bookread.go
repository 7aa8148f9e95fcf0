package fill

import (
	"slices"
	"strconv"
	"strings"
	"text/template"

	"hongtou/generator/diag"
)

// bookReader turns the YAML of a workbook template into a bookTemplate.
type bookReader struct {
	t        *Template
	complain complain
	seen     func(what string, keys []string) // tests: which keys a map may have; or nil
}

// words is a text with actions and its line; nil stands for no text.
type words struct {
	text *template.Template
	line int
}

// fields reads the keys of one YAML map. Every key that is asked for is known;
// done complains of the others.
type fields struct {
	r     *bookReader
	what  string
	n     *node
	known []string
}

// fieldsOf takes n as a map; one that is none is complained of.
func (r *bookReader) fieldsOf(n *node, what string) *fields {
	if n.kind != mapNode {
		r.complain(n.line, "template-key-value", "", diag.T("%s应为若干“名称: 值”", "%s must be keys and values", what), diag.Text{})
		n = &node{kind: mapNode, line: n.line}
	}
	return &fields{r: r, what: what, n: n}
}

func (f *fields) done() {
	if f.r.seen != nil {
		f.r.seen(f.what, f.known)
	}
	for _, p := range f.n.pairs {
		if !slices.Contains(f.known, p.key) {
			f.r.complain(p.line, "template-key-unknown", p.key, diag.T("不认识的设置", "unknown key"), diag.T("应为：%s", "use one of %s", nearest(p.key, f.known)))
		}
	}
}

// get is a key's node, nil where it is absent or null.
func (f *fields) get(key string) *node {
	f.known = append(f.known, key)
	if n := f.n.get(key); n != nil && n.kind != nullNode {
		return n
	}
	return nil
}

func (f *fields) wrong(n *node, zh, en string, args ...any) {
	f.r.complain(n.line, "template-key-value", n.text, diag.T(zh, en, args...), diag.Text{})
}

// plain is a text without actions.
func (f *fields) plain(key string) (string, *node) {
	n := f.get(key)
	if n == nil {
		return "", nil
	}
	if n.kind != scalarNode {
		f.wrong(n, "%s 应为一段文字", "%s must be a text", key)
		return "", nil
	}
	return n.text, n
}

func (f *fields) needed(key string) string {
	s, n := f.plain(key)
	if n == nil && f.n.get(key) == nil || n != nil && s == "" {
		f.r.complain(f.n.line, "template-key-missing", key, diag.T("缺少 %s", "%s is missing", key), diag.Text{})
	}
	return s
}

func (f *fields) number(key string) float64 {
	s, n := f.plain(key)
	if n == nil {
		return 0
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		f.wrong(n, "%s 应为数字", "%s must be a number", key)
	}
	return x
}

func (f *fields) flag(key string) bool {
	s, n := f.plain(key)
	if n != nil && s != "true" && s != "false" {
		f.wrong(n, "%s 应为 true 或 false", "%s must be true or false", key)
	}
	return s == "true"
}

// choice reads one of names and gives its position, 0 where the key is absent.
func (f *fields) choice(key string, names ...string) int {
	s, n := f.plain(key)
	if n == nil {
		return 0
	}
	i := slices.Index(names, s)
	if i < 0 {
		f.r.complain(n.line, "template-key-value", s, diag.T("%s 的值不认识", "unknown value of %s", key), diag.T("应为：%s", "use one of %s", strings.Join(names, "、")))
		return 0
	}
	return i
}

func (f *fields) words(key string) *words { return f.r.words(f.get(key), plainMode) }

func (f *fields) formula(key string) *words { return f.r.words(f.get(key), formulaMode) }

func (r *bookReader) words(n *node, m mode) *words {
	if n == nil {
		return nil
	}
	if n.kind != scalarNode {
		r.complain(n.line, "template-key-value", "", diag.T("这里应为一段文字", "a text is wanted here"), diag.Text{})
		return nil
	}
	if text := r.t.text(n.text, n.line, m, r.complain); text != nil {
		return &words{text, n.line}
	}
	return nil
}

// items are the nodes of a list; a single value stands for a list of one.
func (f *fields) items(key string) []*node {
	n := f.get(key)
	switch {
	case n == nil:
		return nil
	case n.kind == listNode:
		return n.items
	}
	return []*node{n}
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
		if n.kind != scalarNode {
			f.wrong(n, "%s 应为若干文字", "%s must be texts", key)
			continue
		}
		out = append(out, n.text)
	}
	return out
}

// each calls read with every map of a list.
func (f *fields) each(key string, read func(item *fields)) {
	for _, n := range f.items(key) {
		item := f.r.fieldsOf(n, key)
		read(item)
		item.done()
	}
}
