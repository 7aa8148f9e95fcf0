package fill

import (
	"reflect"
	"sync"
	"text/template"
	"text/template/parse"

	"hongtou/generator/model"
)

// Many texts are straight: what stands there, and between it fields, without branches or
// functions, as file names, titles and agreements are. text/template looks each field, method
// and function up by name every time, which takes longer than to write what is found. So
// straight texts are written here. Where anything is not as usual (a value is missing, a
// field is a method), text/template writes the text instead, and says what is wrong.

// passage is a part of a straight text: static text, or a value.
type passage struct {
	text   []byte
	from   int      // the variable that the value is found in; 0 is the dot
	path   []string // of fields, from there
	set    bool     // it becomes the next variable; otherwise it is written
	escape func(string, bool) (string, bool)
}

// passagesOf are a text's passages; ok is false if it is not straight.
func passagesOf(t *template.Template) (passages []passage, ok bool) {
	if t.Tree == nil || t.Root == nil {
		return nil, false
	}
	variables := []string{"$"}
	for _, n := range t.Root.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			passages = append(passages, passage{text: n.Text})
		case *parse.CommentNode:
		case *parse.ActionNode:
			s, ok := passageOf(n.Pipe, variables)
			if !ok {
				return nil, false
			}
			if s.set {
				variables = append(variables, n.Pipe.Decl[0].Ident[0])
			}
			passages = append(passages, s)
		default:
			return nil, false
		}
	}
	return passages, true
}

// passageOf is the passage of a pipeline: a field that is written through an escaper, or that
// a variable is declared as.
func passageOf(p *parse.PipeNode, variables []string) (s passage, ok bool) {
	if p.IsAssign || len(p.Decl) > 1 || len(p.Cmds) == 0 || len(p.Cmds[0].Args) != 1 {
		return s, false
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.FieldNode:
		s.path = n.Ident
	case *parse.VariableNode:
		s.from, s.path = -1, n.Ident[1:]
		for i, name := range variables {
			if name == n.Ident[0] {
				s.from = i // the last of that name
			}
		}
	default:
		return s, false
	}
	if s.set = len(p.Decl) == 1; s.set {
		return s, s.from >= 0 && len(p.Cmds) == 1
	}
	if len(p.Cmds) == 2 {
		s.escape = escaperOf(p.Cmds[1])
	}
	return s, s.from >= 0 && s.escape != nil
}

// escaperOf is what an escaper's command does to a text; nil for other commands. The
// result is ok unless the text can't stand there.
func escaperOf(c *parse.CommandNode) func(s string, isNumber bool) (string, bool) {
	number := func(i int) (int, bool) {
		if i >= len(c.Args) {
			return 0, false
		}
		n, ok := c.Args[i].(*parse.NumberNode)
		if !ok {
			return 0, false
		}
		return int(n.Int64), true
	}
	switch {
	case isCall(c, "_markdown"):
		if flags, ok := number(1); ok {
			return func(s string, isNumber bool) (string, bool) {
				s = escapeMarkdown(s, flags, isNumber)
				return s, s != "" || flags&notEmpty == 0
			}
		}
	case isCall(c, "_fence"):
		if mark, ok := number(1); ok {
			return func(s string, _ bool) (string, bool) { return escapeFence(s, byte(mark)), true }
		}
	case isCall(c, "_plain"):
		return func(s string, _ bool) (string, bool) { return cleanLine(s), true }
	case isCall(c, "_path"):
		return func(s string, _ bool) (string, bool) { return pathValue(s), true }
	}
	return nil
}

// straightRuns are what straight texts are written with.
var straightRuns = sync.Pool{New: func() any { return new(straightRun) }}

type straightRun struct {
	run
	variables []reflect.Value
}

// straighten gives a straight text filled from data; ok is false where text/template has
// to fill it.
func straighten(passages []passage, limits Limits, data any) (out string, ok bool) {
	dot, ok := data.(reflect.Value)
	if !ok {
		return "", false
	}
	r := straightRuns.Get().(*straightRun)
	defer straightRuns.Put(r)
	defer func() { clear(r.variables[:cap(r.variables)]) }()
	r.renew(limits)
	r.variables = append(r.variables[:0], dot)
	for i := range passages {
		if !r.passage(&passages[i]) {
			return "", false
		}
	}
	return r.out.String(), true
}

func (r *straightRun) passage(s *passage) (ok bool) {
	if s.escape == nil && !s.set {
		_, err := r.Write(s.text)
		return err == nil
	}
	v, ok := follow(r.variables[s.from], s.path)
	if !ok || s.set {
		r.variables = append(r.variables, v)
		return ok
	}
	text, isNumber, err := textOf(v.Interface())
	if err != nil {
		return false
	}
	if text, ok = s.escape(text, isNumber); ok {
		_, err = r.WriteString(text)
	}
	return ok && err == nil
}

// follow goes from a value along a path of fields and keys. It is ok where all are there
// and none is a method.
func follow(v reflect.Value, path []string) (reflect.Value, bool) {
	for _, name := range path {
		if name == "Extra" && v.Kind() == reflect.Pointer && !v.IsNil() {
			if r, ok := v.Interface().(model.Record); ok { // the one method of records that texts are full of
				v = reflect.ValueOf(r.From().Extra())
				continue
			}
		}
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.Struct:
			index := fieldIndex(v.Type(), name)
			if index < 0 {
				return v, false
			}
			v = v.Field(index)
		case reflect.Map:
			if m, ok := v.Interface().(map[string]string); ok {
				text, ok := m[name]
				if !ok {
					return v, false
				}
				v = reflect.ValueOf(text)
				break
			}
			m, ok := v.Interface().(map[string]any)
			if !ok {
				return v, false
			}
			v = reflect.ValueOf(m[name])
		default:
			return v, false
		}
	}
	return v, v.IsValid()
}

// fieldPlaces are the places of fields by type and name, -1 for what is not a field of the
// struct itself.
var fieldPlaces sync.Map

type fieldKey struct {
	of   reflect.Type
	name string
}

func fieldIndex(of reflect.Type, name string) int {
	key := fieldKey{of, name}
	if at, ok := fieldPlaces.Load(key); ok {
		return at.(int)
	}
	at := -1
	if f, ok := of.FieldByName(name); ok && len(f.Index) == 1 && f.IsExported() {
		at = f.Index[0]
	}
	if _, method := reflect.PointerTo(of).MethodByName(name); method {
		at = -1
	}
	fieldPlaces.Store(key, at)
	return at
}
