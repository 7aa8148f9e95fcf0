package fill

import (
	"sync"
	"text/template"
	"text/template/parse"
)

// textTemplate is one compiled text of a template. Its functions belong to a run, so
// an execution needs a copy with functions of its own. To bind those takes longer than
// most texts do, so executions are kept for the next one.
type textTemplate struct {
	*template.Template
	constant string    // what a text without actions gives
	fixed    bool      // it has none
	passages []passage // of a straight text
	straight bool
	issuer   bool // it may read who issues the paper, or its number
	idle     sync.Pool
	noted    func() (*template.Template, error) // the copy for traced runs
}

// execution is a text bound to a run.
type execution struct {
	text *template.Template
	run  *run
}

func newText(t *template.Template) *textTemplate {
	out := &textTemplate{Template: t, noted: sync.OnceValues(func() (*template.Template, error) { return traced(t) })}
	out.constant, out.fixed = constantOf(t)
	out.passages, out.straight = passagesOf(t)
	for _, part := range t.Templates() {
		if part.Tree != nil && part.Root != nil {
			out.issuer = out.issuer || readsIssuer(part.Root)
		}
	}
	return out
}

// constantOf is what a text gives that is nothing but text.
func constantOf(t *template.Template) (string, bool) {
	if t.Tree == nil || t.Root == nil {
		return "", false
	}
	switch nodes := t.Root.Nodes; {
	case len(nodes) == 0:
		return "", true
	case len(nodes) == 1 && isText(nodes[0]):
		return string(nodes[0].(*parse.TextNode).Text), true
	}
	return "", false
}

// readsIssuer tells whether a tree may read the root's Issuer or Number: it names one
// of them, or hands on a whole dot, of which functions take fields by name.
func readsIssuer(n parse.Node) bool {
	named := func(names []string) bool {
		for _, name := range names {
			if name == "Issuer" || name == "Number" {
				return true
			}
		}
		return false
	}
	switch n := n.(type) {
	case *parse.FieldNode:
		return named(n.Ident)
	case *parse.VariableNode:
		return n.Ident[0] == "$" && len(n.Ident) == 1 || named(n.Ident)
	case *parse.DotNode:
		return true
	case *parse.ChainNode:
		return named(n.Field) || readsIssuer(n.Node)
	}
	for _, inner := range children(n) {
		if readsIssuer(inner) {
			return true
		}
	}
	return false
}

// children are the nodes that a node holds.
func children(n parse.Node) []parse.Node {
	var out []parse.Node
	pipe := func(p *parse.PipeNode) {
		if p != nil {
			out = append(out, p)
		}
	}
	list := func(l *parse.ListNode) {
		if l != nil {
			out = append(out, l)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		return n.Nodes
	case *parse.ActionNode:
		pipe(n.Pipe)
	case *parse.TemplateNode:
		pipe(n.Pipe)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			out = append(out, c)
		}
	case *parse.CommandNode:
		return n.Args
	default:
		if b := branchOf(n); b != nil {
			pipe(b.Pipe)
			list(b.List)
			list(b.ElseList)
		}
	}
	return out
}

// bound is an execution of the text with a new run's limits.
func (t *textTemplate) bound(limits Limits) (*execution, error) {
	if e, ok := t.idle.Get().(*execution); ok {
		e.run.renew(limits)
		return e, nil
	}
	e := &execution{run: newRun(limits)}
	var err error
	e.text, err = bind(t.Template, e.run, nil)
	return e, err
}

// bind is a copy of a text with its functions bound to a run.
func bind(t *template.Template, r *run, extra func(*run) template.FuncMap) (*template.Template, error) {
	t, err := t.Clone()
	if err != nil {
		return nil, err
	}
	t.Funcs(r.functions()).Funcs(r.internal())
	if extra != nil {
		t.Funcs(extra(r))
	}
	return t, nil
}

// execute gives the text filled from data.
func (t *textTemplate) execute(limits Limits, data any) (string, error) {
	if t.fixed && len(t.constant) <= limits.Output {
		return t.constant, nil
	}
	if t.straight {
		if out, ok := straighten(t.passages, limits, data); ok {
			return out, nil
		}
	}
	e, err := t.bound(limits)
	if err != nil {
		return "", err
	}
	e.run.dot = data
	err = e.text.Execute(e.run, data)
	e.run.dot = nil
	out := ""
	if err == nil {
		out = e.run.out.String()
	}
	t.idle.Put(e) // after a failure too: a run is renewed; one that panics is not kept
	return out, err
}

// execute runs t with its functions, and more of them, bound to a run of its own.
func execute(t *template.Template, limits Limits, extra func(*run) template.FuncMap, data any) (string, error) {
	r := newRun(limits)
	r.dot = data
	t, err := bind(t, r, extra)
	if err != nil {
		return "", err
	}
	if err := t.Execute(r, data); err != nil {
		return "", err
	}
	return r.out.String(), nil
}
