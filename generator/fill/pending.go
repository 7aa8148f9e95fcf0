package fill

import (
	"bytes"
	"regexp"
	"text/template"
	"text/template/parse"

	"hongtou/generator/model"
)

// A final paper is not made where a sentence needs a figure that is not known
// ([model.Gap]). In a draft that sentence stands as （待核：…）: the statement of the
// template that failed is taken out of its tree, with every other one that reads a
// variable which rests on it, and the text is filled again. A condition that cannot
// be judged goes as a whole, so that neither branch is claimed.

const pendingMark = "（待核）"

// draft executes text as execute does, with statements that need what is not known
// replaced. The gaps are told to note.
func draft(text *template.Template, limits Limits, extra func(*run) template.FuncMap, data any, note func(*model.Gap)) (string, error) {
	text, err := text.Clone()
	if err != nil {
		return "", err
	}
	for {
		out, err := execute(text, limits, extra, data)
		gaps := model.Gaps(err)
		if len(gaps) == 0 {
			return out, err
		}
		for _, gap := range gaps {
			note(gap)
		}
		p := &pending{mark: "（待核：" + gaps[0].Brief + "）", tainted: map[string]bool{}}
		if at := failedAt.FindStringSubmatch(err.Error()); at == nil || !p.replace(text, at[1]) {
			return out, err
		}
	}
}

// failedAt is where text/template says that it failed: file:line:column.
var failedAt = regexp.MustCompile(`(?s)^template: (.*?:\d+:\d+): executing `)

// pending takes statements out of the trees of a template.
type pending struct {
	mark    string
	at      string // the place of the node that failed, "" once it is found
	tree    *parse.Tree
	tainted map[string]bool // variables that rest on what is not known
	done    bool
	chart   bool // the walk stands in a chart, whose cells are figures or empty
	row     bool // the walk stands in a row of a table
	explore bool // only to meet further gaps: what is taken out leaves no mark, a condition leaves its branches
}

// replace takes out the statement that failed at a place; false if none is there.
func (p *pending) replace(text *template.Template, at string) bool {
	for _, t := range text.Templates() {
		if t.Tree == nil || t.Root == nil {
			continue
		}
		p.tree, p.at = t.Tree.Copy(), at
		p.chart, p.row = false, false
		p.list(p.tree.Root)
		if !p.done {
			continue
		}
		for n := 0; n != len(p.tainted); {
			n = len(p.tainted)
			p.list(p.tree.Root)
		}
		_, err := text.AddParseTree(t.Name(), p.tree)
		return err == nil
	}
	return false
}

func (p *pending) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i := 0; i < len(l.Nodes); i++ {
		switch n := l.Nodes[i].(type) {
		case *parse.TextNode:
			for _, fence := range fenceStart.FindAllSubmatch(n.Text, -1) {
				p.chart = string(fence[1]) == "chart"
			}
			p.row = inRow.Match(n.Text) || p.row && !bytes.ContainsRune(n.Text, '\n')
		case *parse.ActionNode:
			switch {
			case isCall(n.Pipe.Cmds[len(n.Pipe.Cmds)-1], "_pending"), !p.needs(n.Pipe):
			case len(n.Pipe.Decl) > 0:
				for _, d := range n.Pipe.Decl {
					p.tainted[d.Ident[0]] = true
				}
				n.Pipe.Cmds = []*parse.CommandNode{command(n.Pos, "_pending")}
			default:
				l.Nodes[i] = p.text(l, i)
			}
		case *parse.IfNode, *parse.WithNode, *parse.RangeNode:
			if p.branch(l, i, branchOf(n)) {
				i-- // its branches stand in its place
			}
		case *parse.TemplateNode:
			if n.Pipe != nil && p.needs(n.Pipe) {
				l.Nodes[i] = p.text(l, i)
			}
		}
	}
}

// branch tells whether what stood inside stands in its place.
func (p *pending) branch(l *parse.ListNode, i int, b *parse.BranchNode) (opened bool) {
	switch needs := p.needs(b.Pipe); {
	case needs && p.explore:
		p.open(l, i, b)
		return true
	case needs:
		l.Nodes[i] = p.text(l, i)
	default:
		p.list(b.List)
		p.list(b.ElseList)
	}
	return false
}

// text is the mark for the statement; inside a table's row, a short one.
func (p *pending) text(l *parse.ListNode, i int) parse.Node {
	mark := p.mark
	if p.explore {
		return &parse.TextNode{NodeType: parse.NodeText, Pos: l.Nodes[i].Position()}
	}
	if p.row {
		mark = pendingMark
		if p.chart {
			mark = ""
		}
	}
	if b := branchOf(l.Nodes[i]); b != nil {
		mark = inPlace(mark, b.List)
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: l.Nodes[i].Position(), Text: []byte(mark)}
}

var fenceStart = regexp.MustCompile("(?m)^```([a-z]*)")

var inRow = regexp.MustCompile(`\|[^\n]*$`)

func branchOf(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
}

// inPlace is the mark as a list item or a paragraph of its own where what it stands
// for is one.
func inPlace(mark string, body *parse.ListNode) string {
	if len(body.Nodes) == 0 {
		return mark
	}
	if first, ok := body.Nodes[0].(*parse.TextNode); ok {
		if item := itemMark.Find(first.Text); item != nil {
			mark = string(item) + mark
		}
	}
	if last, ok := body.Nodes[len(body.Nodes)-1].(*parse.TextNode); ok {
		mark += string(last.Text[len(bytes.TrimRight(last.Text, "\n")):])
	}
	return mark
}

var itemMark = regexp.MustCompile(`^\n*(\d+\. |- )`)

// needs tells whether a pipeline failed or reads a variable that rests on one that
// did.
func (p *pending) needs(pipe *parse.PipeNode) bool {
	found := false
	walkNodes(pipe, func(n parse.Node) {
		if v, ok := n.(*parse.VariableNode); ok && p.tainted[v.Ident[0]] {
			found = true
		}
		if p.at != "" {
			if at, _ := p.tree.ErrorContext(n); at == p.at {
				found, p.done = true, true
			}
		}
	})
	if p.done {
		p.at = ""
	}
	return found
}

// walkNodes visits a pipeline's nodes, but not the variables that it declares.
func walkNodes(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walkNodes(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			walkNodes(a, visit)
		}
	case *parse.ChainNode:
		walkNodes(n.Node, visit)
	}
}
