package source

import (
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// shape describes what a value of hongtou.yaml or of a meeting may be: for the
// check of a file and for its JSON Schema.
type shape struct {
	form       form
	properties []property // of an object
	item       *shape     // of a list's items and of a map's values
	names      []string   // of a choice
	options    []*shape   // of either: told apart by being scalar, list or map
	note       string
	most       int // characters of a text; 0 = as many as a cell has
}

type form int

const (
	text form = iota
	number
	whole
	date
	clock
	choice
	anything
	listOf
	object // keys are properties
	mapOf  // keys are free
	either
)

type property struct {
	name     string
	shape    *shape
	required bool
}

func textual(note string) *shape              { return &shape{form: text, note: note} }
func named(note string) *shape                { return &shape{form: text, note: note, most: table.LongestName} }
func of(f form, note string) *shape           { return &shape{form: f, note: note} }
func listing(item *shape, note string) *shape { return &shape{form: listOf, item: item, note: note} }
func mapped(item *shape, note string) *shape  { return &shape{form: mapOf, item: item, note: note} }
func oneOf(note string, names ...string) *shape {
	return &shape{form: choice, names: names, note: note}
}
func must(name string, s *shape) property { return property{name, s, true} }
func may(name string, s *shape) property  { return property{name, s, false} }
func fields(note string, p ...property) *shape {
	return &shape{form: object, properties: p, note: note}
}
func eitherOf(note string, o ...*shape) *shape { return &shape{form: either, options: o, note: note} }

// shaping checks a file's nodes against a shape.
type shaping struct {
	place diag.Place // of the file
	list  *diag.List
	bad   map[*node]bool // complained of
}

func (c *shaping) fail(line int, path, code, value string, problem, remedy diag.Text) {
	at := c.place
	at.Line, at.Key = line, path
	c.list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

// check complains of all that does not fit, and empties the values that do not,
// so that who reads them finds nothing instead of nonsense.
func (c *shaping) check(n *node, s *shape, path string) {
	if n.kind == nothing {
		return
	}
	wrong := func(problem, remedy diag.Text) {
		c.fail(n.line, path, "config-kind", n.text, problem, remedy)
		*n = node{line: n.line}
		c.bad[n] = true
	}
	switch s.form {
	case either:
		for _, o := range s.options {
			if o.kind() == n.kind {
				c.check(n, o, path)
				return
			}
		}
		wrong(diag.T("这里不能这样写", "a value of this kind can't stand here"), hint(s))
	case listOf:
		if n.kind != list {
			wrong(diag.T("应为列表", "this should be a list"), hint(s))
			return
		}
		for i, item := range n.items {
			c.check(item, s.item, index(path, i))
		}
	case object, mapOf:
		if n.kind != mapping {
			wrong(diag.T("应为一组键和值", "this should be keys with values"), hint(s))
			return
		}
		c.keys(n, s, path)
	case anything:
		c.anything(n, path)
	default:
		if _, flag := n.value.(bool); n.kind != scalar || flag && s.form == text {
			wrong(diag.T("应为单个值", "this should be a single value"), hint(s))
			return
		}
		c.scalar(n, s, path)
	}
}

func hint(s *shape) diag.Text {
	if s.note != "" {
		return diag.T("%s", "%s", s.note)
	}
	return diag.T("见 hongtou schema", "see hongtou schema")
}

// kind is the kind of node that an option of an either takes.
func (s *shape) kind() kind {
	switch s.form {
	case listOf:
		return list
	case object, mapOf:
		return mapping
	}
	return scalar
}

func (c *shaping) keys(n *node, s *shape, path string) {
	for _, e := range n.keys {
		item := s.item
		if s.form == object {
			item = s.property(e.key)
		}
		if item == nil {
			var known []string
			for _, p := range s.properties {
				known = append(known, p.name)
			}
			c.fail(e.line, under(path, e.key), "config-key", e.key, diag.T("不认识的键", "an unknown key"), diag.T("可用的键：%s", "the keys are %s", strings.Join(known, "、")))
			continue
		}
		c.check(e.value, item, under(path, e.key))
	}
	for _, p := range s.properties {
		if v := n.get(p.name); p.required && (v == nil || v.kind == scalar && strings.TrimSpace(v.text) == "") && !c.has(n, p.name) {
			c.fail(n.line, under(path, p.name), "config-missing", "", diag.T("缺少“%s”", "%q is missing", p.name), diag.T("写明 %s", "give %s", label(p)))
		}
	}
}

// has tells whether a key is there whose value was complained of.
func (c *shaping) has(n *node, key string) bool {
	for _, e := range n.keys {
		if e.key == key && c.bad[e.value] {
			return true
		}
	}
	return false
}

func label(p property) string {
	if p.shape.note == "" {
		return p.name
	}
	return p.name + "（" + p.shape.note + "）"
}

func (s *shape) property(name string) *shape {
	for _, p := range s.properties {
		if p.name == name {
			return p.shape
		}
	}
	return nil
}

// anything checks the texts of a free value.
func (c *shaping) anything(n *node, path string) {
	if _, ok := n.value.(string); ok {
		if _, f := clean(n.text); f != nil {
			c.spoilt(n, path, f)
		}
	}
	for i, item := range n.items {
		c.anything(item, index(path, i))
	}
	for _, e := range n.keys {
		c.anything(e.value, under(path, e.key))
	}
}

func (c *shaping) spoilt(n *node, path string, f *fault) {
	c.fail(n.line, path, f.code, n.text, f.problem, f.remedy)
	*n = node{line: n.line}
	c.bad[n] = true
}

func (c *shaping) scalar(n *node, s *shape, path string) {
	value, f := clean(n.text)
	if f == nil && value != "" {
		f = s.accept(value)
	}
	if f != nil {
		c.spoilt(n, path, f)
	}
}

func (s *shape) accept(value string) *fault {
	var f *fault
	switch s.form {
	case text:
		if s.most > 0 {
			f = tooLong(value, s.most)
		}
	case number:
		_, f = parseAmount(value, false)
	case whole:
		_, f = parseWhole(value)
	case date:
		_, f = parseDate(value, false)
	case clock:
		_, f = parseClock(value)
	case choice:
		_, f = parseChoice(value, s.names, "")
	}
	return f
}
