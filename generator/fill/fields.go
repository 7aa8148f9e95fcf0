package fill

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
)

// Field is something that a template reads: its path from the root, with []
// for the items of a list, its type, and its meaning where we know it.
type Field struct {
	Path, Type, Meaning string
}

// Fields gives what the template reads, sorted. It follows the template's text,
// not a run, so that it names what either branch needs; a value that a function
// made of several is not followed further.
func (t *Template) Fields() []Field {
	a := t.analysed()
	var out []Field
	for _, path := range sortedKeys(a.found) {
		f := Field{Path: path, Type: "?"}
		if typ := a.found[path]; typ != nil {
			f.Type = strings.ReplaceAll(typ.String(), "interface {}", "any")
		}
		owner, name, _ := cutLast(path)
		f.Meaning = meaning(a.owner(owner), name)
		out = append(out, f)
	}
	return out
}

func (t *Template) analysed() *analysis {
	t.ready()
	t.studied.Do(func() {
		t.study = &analysis{found: map[string]reflect.Type{}}
		for _, text := range t.texts() {
			t.study.template(text.Template, rootType())
		}
	})
	return t.study
}

// docPath is where what the office says of the paper stands.
const docPath = ".Doc"

// Keys are the keys of .Doc that the template reads, in order: what an office may
// say of its papers. any tells that it takes others too.
func (t *Template) Keys() (keys []string, any bool) {
	if t.indexed != nil {
		return slices.Clone(t.indexed.keys), t.indexed.any
	}
	a := t.analysed()
	for _, path := range sortedKeys(a.found) {
		if key, ok := strings.CutPrefix(path, docPath+"."); ok && !strings.ContainsAny(key, ".[") {
			keys = append(keys, key)
		}
	}
	for field, key := range map[string]string{".Number": "number", ".Issuer": "issuer"} {
		if _, reads := a.found[field]; reads && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	_, whole := a.found[docPath]
	return keys, a.anyKey || whole && len(keys) == 0
}

func cutLast(path string) (owner, name string, ok bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", "", false
	}
	return path[:i], path[i+1:], true
}

// owner is the type that a path has.
func (a *analysis) owner(path string) reflect.Type {
	if path == "" {
		return rootType()
	}
	return a.found[strings.TrimSuffix(path, "[]")]
}

func (t *Template) texts() []*textTemplate {
	out := slices.Clone(t.issuer.parts)
	for _, m := range t.meta {
		out = append(out, m.parts...)
	}
	if t.body != nil {
		out = append(out, t.body)
	}
	if t.book != nil {
		out = append(out, t.book.texts()...)
	}
	if t.word != nil {
		for _, p := range t.word.parts {
			out = append(out, p.text)
		}
	}
	return out
}

// known is a value as far as the template's text tells: its path ("" for the
// root) and type; an unknown value has no type and no path.
type known struct {
	path string
	typ  reflect.Type
	ok   bool
}

type analysis struct {
	found map[string]reflect.Type
	text  *template.Template
	calls []string // templates being followed

	here   *scope // what is being written (complete.go)
	anyKey bool   // of .Doc: it is asked for keys that the text does not name
}

// scope is the dot and the variables at a point of a template.
type scope struct {
	dot  known
	vars []variable
}

type variable struct {
	name  string
	value known
}

func (a *analysis) template(t *template.Template, typ reflect.Type) {
	a.text = t
	root := known{"", typ, true}
	if t.Tree != nil && t.Root != nil {
		a.list(t.Root, scope{dot: root, vars: []variable{{"$", root}}})
	}
}

func (a *analysis) list(l *parse.ListNode, s scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if called(n.Pipe.Cmds[0]) == hereName {
				here := s
				a.here = &here
				continue
			}
			v := a.pipe(n.Pipe, &s)
			a.declare(n.Pipe, &s, v)
		case *parse.IfNode:
			inner := s
			a.declare(n.Pipe, &inner, a.pipe(n.Pipe, &inner))
			a.list(n.List, inner)
			a.list(n.ElseList, s)
		case *parse.WithNode:
			inner := s
			v := a.pipe(n.Pipe, &inner)
			a.declare(n.Pipe, &inner, v)
			inner.dot = v
			a.list(n.List, inner)
			a.list(n.ElseList, s)
		case *parse.RangeNode:
			inner := s
			list := a.pipe(n.Pipe, &inner)
			if list.path == docPath {
				a.anyKey = true
			}
			item := element(list)
			inner.dot = item
			inner.vars = slices.Clone(inner.vars)
			for i, d := range n.Pipe.Decl {
				v := item
				if len(n.Pipe.Decl) == 2 && i == 0 {
					v = known{}
				}
				inner.vars = append(inner.vars, variable{d.Ident[0], v})
			}
			a.list(n.List, inner)
			a.list(n.ElseList, s)
		case *parse.TemplateNode:
			v := known{}
			if n.Pipe != nil {
				v = a.pipe(n.Pipe, &s)
			}
			if sub := a.text.Lookup(n.Name); sub != nil && sub.Tree != nil && !slices.Contains(a.calls, n.Name) {
				a.calls = append(a.calls, n.Name)
				a.list(sub.Root, scope{dot: v, vars: []variable{{"$", v}}})
				a.calls = a.calls[:len(a.calls)-1]
			}
		}
	}
}

func (a *analysis) declare(p *parse.PipeNode, s *scope, v known) {
	for _, d := range p.Decl {
		s.vars = append(slices.Clip(s.vars), variable{d.Ident[0], v})
	}
}

// pipe gives the value of a pipeline whose last command is one of ours or of a
// single value.
func (a *analysis) pipe(p *parse.PipeNode, s *scope) known {
	var v known
	for i, c := range p.Cmds {
		args := make([]known, len(c.Args))
		for j, arg := range c.Args {
			args[j] = a.value(arg, s)
		}
		if i > 0 {
			args = append(args, v)
		}
		switch name := called(c); {
		case isGuard(name): // events.go
			v = args[len(args)-1]
			continue
		case strings.HasPrefix(name, "_") && !isCell(name):
			continue // an escaper, at the end
		}
		v = args[0]
		if ident, ok := c.Args[0].(*parse.IdentifierNode); ok {
			v = a.call(ident.Ident, c.Args, args)
		}
	}
	return v
}

// call follows the functions that give back what they were given, and notes the
// fields that those on lists name.
func (a *analysis) call(name string, nodes []parse.Node, args []known) known {
	if len(args) < 2 {
		return known{}
	}
	switch name {
	case "where", "whereNot", "sortBy", "sortByStrokes", "sortByPinyin", "pluck", "sum":
		list := args[1]
		if len(nodes) > 2 {
			if s, ok := nodes[2].(*parse.StringNode); ok {
				field := a.follow(element(list), strings.Split(s.Text, "."))
				if name == "pluck" || name == "sum" {
					return known{typ: field.typ}
				}
			}
		}
		return list
	case "take", "default":
		return args[len(args)-1]
	case "get":
		if s, ok := nodes[min(2, len(nodes)-1)].(*parse.StringNode); ok {
			return a.follow(args[1], []string{s.Text})
		}
		if args[1].path == docPath {
			a.anyKey = true
		}
	case "known", "kept", "field", "_knownCell", "_fieldCell":
		if s, ok := nodes[min(2, len(nodes)-1)].(*parse.StringNode); ok {
			return a.follow(args[1], strings.Split(s.Text, "."))
		}
	case "index":
		return element(args[1])
	}
	return known{}
}

func (a *analysis) value(n parse.Node, s *scope) known {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return a.follow(s.dot, n.Ident)
	case *parse.VariableNode:
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].name == n.Ident[0] {
				return a.follow(s.vars[i].value, n.Ident[1:])
			}
		}
	case *parse.ChainNode:
		return a.follow(a.value(n.Node, s), n.Field)
	case *parse.PipeNode:
		return a.pipe(n, s)
	}
	return known{}
}

// follow notes each step of a path of fields and methods from v.
func (a *analysis) follow(v known, path []string) known {
	for _, name := range path {
		if !v.ok {
			return known{}
		}
		v = known{v.path + "." + name, memberType(v.typ, name), true}
		if have := a.found[v.path]; have == nil {
			a.found[v.path] = v.typ
		}
	}
	return v
}

func element(list known) known {
	if !list.ok {
		return known{}
	}
	t := list.typ
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Map) {
		return known{list.path + "[]", t.Elem(), true}
	}
	return known{list.path + "[]", nil, true}
}

// memberType is the type of a field, method or map entry, nil if unknown.
func memberType(t reflect.Type, name string) reflect.Type {
	if t == nil {
		return nil
	}
	methods := t
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		methods = reflect.PointerTo(t)
	}
	if m, ok := methods.MethodByName(name); ok && m.Type.NumOut() > 0 {
		return m.Type.Out(0)
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if f, ok := t.FieldByName(name); ok {
			return f.Type
		}
	case reflect.Map:
		return t.Elem()
	}
	return nil
}

// memberNames are the fields and methods of a type, but for those that tell the program
// of a record's cells.
func memberNames(t reflect.Type) []string {
	var out []string
	for m := range reflect.PointerTo(t).Methods() {
		if m.Name != "EmptyCell" && m.Name != "OpenFigure" {
			out = append(out, m.Name)
		}
	}
	if t.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				out = append(out, f.Name)
			}
		}
	}
	return out
}

// offered are the fields and methods of a type that are for templates: those with a
// meaning, or all of a type that has none.
func offered(t reflect.Type) []string {
	all := memberNames(t)
	if with := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return meaning(t, name) == "" }); len(with) > 0 {
		return with
	}
	return all
}

// modelTypes are the named types that a template can reach, by Go's name.
var modelTypes = sync.OnceValue(func() map[string]reflect.Type {
	out := map[string]reflect.Type{}
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || out[t.String()] != nil {
			return
		}
		out[t.String()] = t
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				visit(f.Type)
			}
		}
		for m := range reflect.PointerTo(t).Methods() {
			for i := range m.Type.NumOut() {
				visit(m.Type.Out(i))
			}
		}
	}
	visit(rootType())
	out["fill.Root"] = rootType()
	return out
})
