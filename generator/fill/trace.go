package fill

import (
	"reflect"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// A traced run fills a template as any run does and notes where each printed figure
// comes from. The template's trees are copied and every value that a pipeline reads
// goes through a call of ours on its way: {{$r.This.Deaths}} is read as
//
//	{{_print 12 "$r.This.Deaths" (_step 1 "Deaths" (_step 1 "This" (_from 1 7 $r)).This).Deaths)}}
//
// where 1 is the reading's number and 7 that of the place that made $r: a variable or
// the dot remembers what it was made of. Runs that are not traced have none of this.

// tracing rewrites the trees of one template text.
type tracing struct {
	readings int            // numbered
	origins  int            // places that make variables and dots
	defined  map[string]int // the dot of a defined template, by its name
}

// inScope says which origins variables and the dot have at a place of the tree.
type inScope struct {
	variables map[string]int
	dot       int
}

func (s inScope) inside() inScope {
	inner := inScope{make(map[string]int, len(s.variables)), s.dot}
	for name, origin := range s.variables {
		inner.variables[name] = origin
	}
	return inner
}

// traced is a copy of text whose readings are noted.
func traced(text *template.Template) (*template.Template, error) {
	out, err := text.Clone()
	if err != nil {
		return nil, err
	}
	t := &tracing{defined: map[string]int{}}
	for _, part := range text.Templates() {
		if part.Tree == nil || part.Root == nil {
			continue
		}
		tree := part.Tree.Copy()
		dot := 0 // the root's
		if part.Name() != text.Name() {
			dot = t.definition(part.Name())
		}
		t.list(tree.Root, inScope{map[string]int{}, dot})
		if _, err := out.AddParseTree(part.Name(), tree); err != nil {
			return nil, err
		}
	}
	return out.Lookup(text.Name()), nil
}

// indexOrigin is that of the variables of range that count.
const indexOrigin = -2

func (t *tracing) origin() int {
	t.origins++
	return t.origins
}

func (t *tracing) definition(name string) int {
	if t.defined[name] == 0 {
		t.defined[name] = t.origin()
	}
	return t.defined[name]
}

func (t *tracing) list(l *parse.ListNode, s inScope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			t.action(n, s)
		case *parse.IfNode:
			t.branch(&n.BranchNode, s, false)
		case *parse.WithNode:
			t.branch(&n.BranchNode, s, true)
		case *parse.RangeNode:
			t.branch(&n.BranchNode, s, true)
		case *parse.TemplateNode:
			if n.Pipe != nil {
				t.remember(n.Pipe, s, t.definition(n.Name), false)
			}
		}
	}
}

// branch: a with and a range make a dot, and all may make variables.
func (t *tracing) branch(b *parse.BranchNode, s inScope, dot bool) {
	inner := s.inside()
	if dot || len(b.Pipe.Decl) > 0 {
		origin := t.origin()
		t.remember(b.Pipe, s, origin, false)
		if dot {
			inner.dot = origin
		}
		for i, v := range b.Pipe.Decl {
			inner.variables[v.Ident[0]] = origin
			if len(b.Pipe.Decl) == 2 && i == 0 {
				inner.variables[v.Ident[0]] = indexOrigin
			}
		}
	}
	t.list(b.List, inner)
	t.list(b.ElseList, s.inside())
}

func (t *tracing) action(n *parse.ActionNode, s inScope) {
	first := n.Pipe.Cmds[0]
	switch name := called(first); {
	case len(n.Pipe.Decl) > 0:
		name := n.Pipe.Decl[0].Ident[0]
		origin := s.variables[name]
		if !n.Pipe.IsAssign || origin == 0 {
			origin = t.origin()
		}
		if n.Pipe.IsAssign {
			t.countedOn(n.Pipe, s)
		}
		t.remember(n.Pipe, s, origin, n.Pipe.IsAssign)
		s.variables[name] = origin
	case name == "_cell" || name == "_put": // a column and its value
		value, ok := first.Args[2].(*parse.PipeNode)
		if !ok {
			return
		}
		src := unguarded(value)
		t.pipe(value, s)
		value.Cmds = append(value.Cmds, command(n.Pos, "_print", number(n.Pos, n.Line), quoted(n.Pos, strings.Trim(src, "()"))))
	case strings.HasPrefix(name, "_"):
	default:
		t.printed(n, s)
	}
}

// countedOn has {{$n = add $n 1}}, which counts what a loop goes over, rest on what
// stands there: the dot.
func (t *tracing) countedOn(p *parse.PipeNode, s inScope) {
	if len(p.Cmds) != 1 || called(p.Cmds[0]) != "add" || len(p.Cmds[0].Args) != 3 {
		return
	}
	args := p.Cmds[0].Args
	v, ok := args[1].(*parse.VariableNode)
	if step, count := args[2].(*parse.NumberNode); ok && count && slices.Equal(v.Ident, p.Decl[0].Ident) {
		dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: step.Pos}
		args[2] = wrapped(step.Pos, "_count", number(step.Pos, s.dot), dot, step)
	}
}

// printed notes what an action writes, before the escaper.
func (t *tracing) printed(n *parse.ActionNode, s inScope) {
	end := len(n.Pipe.Cmds)
	for end > 1 && strings.HasPrefix(called(n.Pipe.Cmds[end-1]), "_") {
		end--
	}
	escapers := n.Pipe.Cmds[end:]
	n.Pipe.Cmds = n.Pipe.Cmds[:end:end]
	src := unguarded(n.Pipe)
	t.pipe(n.Pipe, s)
	n.Pipe.Cmds = append(append(n.Pipe.Cmds, command(n.Pos, "_print", number(n.Pos, n.Line), quoted(n.Pos, src))), escapers...)
}

// remember ends a pipeline with the note of what its value was made of.
func (t *tracing) remember(p *parse.PipeNode, s inScope, origin int, again bool) {
	more := 0
	if again {
		more = 1
	}
	src := unguarded(&parse.PipeNode{NodeType: parse.NodePipe, Cmds: p.Cmds})
	t.pipe(p, s)
	p.Cmds = append(slices.Clone(p.Cmds), command(p.Pos, "_remember", number(p.Pos, origin), number(p.Pos, more), quoted(p.Pos, src)))
}

func called(c *parse.CommandNode) string {
	if ident, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return ident.Ident
	}
	return ""
}

// pipe has the readings of a pipeline noted.
func (t *tracing) pipe(p *parse.PipeNode, s inScope) {
	for i, c := range p.Cmds {
		p.Cmds[i] = t.command(c, s, i == 0)
	}
}

// comparisons are the methods that put a row's spans of time beside each other.
var comparisons = []string{"YearOnYear", "OnPrevious", "CumulativeYearOnYear"}

// choosers are the functions whose second argument names a field of the first.
var choosers = []string{"sum", "pluck", "field", "known", "kept", "get", "_fieldCell", "_knownCell"}

func (t *tracing) command(c *parse.CommandNode, s inScope, first bool) *parse.CommandNode {
	if called(c) == "_count" {
		return c
	}
	out := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: c.Pos}
	if called(c) != "" {
		out.Args = append(out.Args, c.Args[0])
		for i, a := range c.Args[1:] {
			if i > 0 && called(c) == "index" { // which of them, not what
				out.Args = append(out.Args, a)
				continue
			}
			a = t.argument(a, s)
			if field, ok := c.Args[min(2, len(c.Args)-1)].(*parse.StringNode); ok && i == 0 && len(c.Args) > 2 && slices.Contains(choosers, called(c)) {
				a = wrapped(a.Position(), "_choose", command(a.Position(), "_since").Args[0], field, a)
			}
			out.Args = append(out.Args, a)
		}
		return out
	}
	if len(c.Args) == 1 && first { // a reading
		out.Args = []parse.Node{t.argument(c.Args[0], s)}
		return out
	}
	var fields []string
	switch head := c.Args[0].(type) { // a method with arguments, or with the value before it
	case *parse.FieldNode:
		fields = head.Ident
		out.Args = append(out.Args, t.method(head.Pos, &parse.DotNode{NodeType: parse.NodeDot, Pos: head.Pos}, s.dot, fields))
	case *parse.VariableNode:
		fields = head.Ident[1:]
		out.Args = append(out.Args, t.method(head.Pos, bare(head), s.variables[head.Ident[0]], fields))
	case *parse.ChainNode:
		fields = head.Field
		out.Args = append(out.Args, t.method(head.Pos, t.argument(head.Node, s), -1, fields))
	default:
		out.Args = append(out.Args, head)
	}
	reading := t.readings
	for _, a := range c.Args[1:] {
		a = t.argument(a, s)
		if n := len(fields); n > 0 && slices.Contains(comparisons, fields[n-1]) {
			a = wrapped(a.Position(), "_choose", command(a.Position(), "_since").Args[0], quoted(a.Position(), fields[n-1]), a)
		}
		out.Args = append(out.Args, a)
	}
	if !first || len(fields) == 0 {
		return out
	}
	whole := &parse.PipeNode{NodeType: parse.NodePipe, Pos: c.Pos, Cmds: []*parse.CommandNode{out}}
	return command(c.Pos, "_step", number(c.Pos, reading), quoted(c.Pos, fields[len(fields)-1]), whole)
}

func bare(n *parse.VariableNode) *parse.VariableNode {
	return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:1]}
}

// argument has a value noted on its way.
func (t *tracing) argument(n parse.Node, s inScope) parse.Node {
	switch n := n.(type) {
	case *parse.DotNode:
		return t.chain(n.Pos, n, s.dot, nil)
	case *parse.FieldNode:
		return t.chain(n.Pos, &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}, s.dot, n.Ident)
	case *parse.VariableNode:
		return t.chain(n.Pos, bare(n), s.variables[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return t.chain(n.Pos, t.argument(n.Node, s), -1, n.Field)
	case *parse.PipeNode:
		inner := &parse.PipeNode{NodeType: parse.NodePipe, Pos: n.Pos, Line: n.Line, Cmds: slices.Clone(n.Cmds)}
		t.pipe(inner, s)
		return wrapped(n.Pos, "_value", command(n.Pos, "_since").Args[0], inner)
	}
	return n
}

// chain reads fields one after the other.
func (t *tracing) chain(pos parse.Pos, base parse.Node, origin int, fields []string) parse.Node {
	t.readings++
	id := t.readings
	n := wrapped(pos, "_from", number(pos, id), number(pos, origin), base)
	for _, f := range fields {
		n = wrapped(pos, "_step", number(pos, id), quoted(pos, f), &parse.ChainNode{NodeType: parse.NodeChain, Pos: pos, Node: n, Field: []string{f}})
	}
	return n
}

// method reads all fields but the last, which takes arguments.
func (t *tracing) method(pos parse.Pos, base parse.Node, origin int, fields []string) parse.Node {
	if len(fields) == 0 {
		return base
	}
	last := len(fields) - 1
	return &parse.ChainNode{NodeType: parse.NodeChain, Pos: pos, Node: t.chain(pos, base, origin, fields[:last]), Field: fields[last:]}
}

func wrapped(pos parse.Pos, name string, args ...parse.Node) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{command(pos, name, args...)}}
}

// functions are the calls that tracing puts into the trees. Values pass as they are,
// so that methods of what they point to stay reachable.
func (r *recorder) functions() template.FuncMap {
	return template.FuncMap{
		"_since": func() int { return len(r.read) },
		"_from": func(id, origin int, v reflect.Value) reflect.Value {
			r.read = append(r.read, reading{id: id, origin: origin, steps: []stop{{"", v}}})
			return v
		},
		"_count": func(origin int, dot reflect.Value, v int) int {
			if _, ok := r.records(dot, ""); ok {
				r.read = append(r.read, reading{origin: origin, steps: []stop{{"", dot}}})
			}
			return v
		},
		"_step": func(id int, field string, v reflect.Value) reflect.Value {
			for i := len(r.read) - 1; i >= 0; i-- {
				if r.read[i].id == id {
					r.read[i].steps = append(r.read[i].steps, stop{field, v})
					break
				}
			}
			return v
		},
		"_value": func(mark int, v reflect.Value) reflect.Value {
			r.value(mark, "", v)
			return v
		},
		"_choose": func(mark int, field string, v reflect.Value) reflect.Value {
			r.value(mark, field, v)
			return v
		},
		"_remember": func(origin, again int, src string, v reflect.Value) reflect.Value {
			r.remember(origin, again != 0, src, v)
			return v
		},
		"_print": func(line int, src string, v reflect.Value) reflect.Value {
			r.print(line, src, v)
			return v
		},
	}
}
