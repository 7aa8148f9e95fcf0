package fill

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"hongtou/generator/diag"
)

// A template's text is read once, from top to bottom through every branch, to
// know in which place of the Markdown each action writes; the action's pipeline
// then gets the escaper for that place as its last command (unless that is
// raw). It is html/template's method with a smaller grammar.

// place is where in the Markdown the template stands.
type place struct {
	fence byte // ` or ~ inside a fenced block, 0 outside
	width int  // length of the mark that opened the block
	start tern // at the start of a line, but for list marks, quotes and blanks
	delim bool // just behind a * _ or ~
	dead  bool // behind a break or continue: nothing follows
}

// tern is a truth that may differ between branches.
type tern int

const (
	no tern = iota
	yes
	maybe
)

// rewriter works on one template's trees.
type rewriter struct {
	trees    map[string]*parse.Tree // by name; the fenced variants join it
	root     string
	state    map[string]place // of a defined template: its end, by variant name
	ranges   map[*parse.RangeNode]map[place]place
	openings map[*parse.ListNode]opening
	tails    map[*parse.ListNode]bool      // whether a * _ or ~ may follow the list
	judged   map[*parse.PipeNode]bool      // by pipe: a loop's body is read again, with our escapers in it
	guards   map[*parse.ListNode][2]string // the bodies that can repeat: first and last call
	loops    []place                       // the starts of the ranges around
	source   string                        // the whole body, for the lines
	mode     mode
	own      bool // the text is ours and may call our own functions
	complain func(offset int, code, value string, problem, remedy diag.Text)
	bad      bool
}

// rewrite puts escapers into every tree that the template root can reach.
func (r *rewriter) rewrite() {
	r.state, r.ranges, r.guards = map[string]place{}, map[*parse.RangeNode]map[place]place{}, map[*parse.ListNode][2]string{}
	r.openings, r.tails, r.judged = map[*parse.ListNode]opening{}, map[*parse.ListNode]bool{}, map[*parse.PipeNode]bool{}
	end := r.tree(r.root, place{start: yes})
	if end.fence != 0 && !r.bad {
		r.fail(len(r.source), "template-fence-open", "", diag.T("围栏块没有结束", "a fenced block is not closed"),
			diag.T("另起一行写 ```", "close it with ``` on its own line"))
	}
	for l, calls := range r.guards {
		guard(l, calls)
	}
	for _, t := range r.trees {
		if t != nil && t.Root != nil {
			guardEvents(t.Root)
		}
	}
}

func (r *rewriter) fail(offset int, code, value string, problem, remedy diag.Text) {
	r.bad = true
	r.complain(offset, code, value, problem, remedy)
}

// tree rewrites a named tree that starts at p and gives the place of its end.
// A defined template that is called from inside a fence gets a copy of its own.
func (r *rewriter) tree(name string, p place) place {
	if end, done := r.state[name]; done {
		return end
	}
	r.state[name] = p // for recursion: a call is taken to end where it begins
	t := r.trees[name]
	if t == nil || t.Root == nil {
		return p
	}
	loops := r.loops
	r.loops = nil
	r.tails[t.Root] = name != r.root
	end := r.list(t.Root, p)
	r.loops = loops
	if name != r.root {
		r.guards[t.Root] = [2]string{"_enter", "_leave"}
		if end.fence != p.fence || end.width != p.width {
			r.fail(int(t.Root.Position()), "template-fence-split", name, diag.T("围栏块要在同一个 define 里开始和结束", "a fenced block must open and close in one define"), diag.T("把围栏的两行放在同一个 define 里", "put both of its lines into one define"))
			end = p
		}
	}
	r.state[name] = end
	return end
}

func (r *rewriter) list(l *parse.ListNode, p place) place {
	if l == nil {
		return p
	}
	follows := r.follows(l)
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			before := i > 0 && !isText(l.Nodes[i-1])
			after := i+1 < len(l.Nodes) && !isText(l.Nodes[i+1])
			p = r.text(n, p, before, after)
		case *parse.ActionNode:
			p = r.action(n, p, follows[i], i+1 < len(l.Nodes) && isText(l.Nodes[i+1]))
		case *parse.IfNode:
			p = r.branch(n, &n.BranchNode, p, follows[i])
		case *parse.WithNode:
			p = r.branch(n, &n.BranchNode, p, follows[i])
		case *parse.RangeNode:
			p = r.loop(n, p, follows[i])
		case *parse.TemplateNode:
			p = r.call(n, p)
		case *parse.BreakNode, *parse.ContinueNode:
			if len(r.loops) > 0 {
				r.meet(n, p, r.loops[len(r.loops)-1])
			}
			p.dead = true
		}
	}
	return p
}

func isText(n parse.Node) bool { return n.Type() == parse.NodeText }

// branch reads both ways of an if or a with; they must end in the same place.
func (r *rewriter) branch(n parse.Node, b *parse.BranchNode, p place, follows bool) place {
	r.pipe(b.Pipe)
	r.tails[b.List], r.tails[b.ElseList] = follows, follows
	one := r.list(b.List, p)
	other := r.list(b.ElseList, p)
	return r.meet(n, one, other)
}

// loop reads a range's body again from where it ended until nothing new comes
// out, since the body may run behind itself. What was read for a place is
// remembered, so that nested loops stay cheap.
func (r *rewriter) loop(n *parse.RangeNode, p place, follows bool) place {
	r.tails[n.List] = follows || r.first(n.List).delim
	r.tails[n.ElseList] = follows
	if end, done := r.ranges[n][p]; done {
		return end
	}
	r.pipe(n.Pipe)
	start := p
	for range 4 { // start and delim can only widen, so it settles before
		r.loops = append(r.loops, start)
		end := r.list(n.List, start)
		r.loops = r.loops[:len(r.loops)-1]
		next := r.meet(n, start, end)
		if next == start {
			break
		}
		start = next
	}
	r.guards[n.List] = [2]string{"_tick"}
	end := r.meet(n, start, r.list(n.ElseList, p))
	if r.ranges[n] == nil {
		r.ranges[n] = map[place]place{}
	}
	r.ranges[n][p] = end
	return end
}

// meet joins two ways that come to one place.
func (r *rewriter) meet(n parse.Node, a, b place) place {
	if a.dead {
		return b
	}
	if b.dead {
		return a
	}
	if a.fence != b.fence || a.width != b.width {
		r.fail(int(n.Position()), "template-fence-split", "", diag.T("围栏块不能只在一个分支里开始或结束", "a fenced block must not open or close in one branch only"),
			diag.T("把 ``` 行移到 {{if}}、{{range}} 之外，或整块放在里面", "put the ``` lines outside of {{if}} and {{range}}, or the whole block inside"))
		return a
	}
	if a.start != b.start {
		a.start = maybe
	}
	a.delim = a.delim || b.delim
	return a
}

func (r *rewriter) call(n *parse.TemplateNode, p place) place {
	if n.Pipe != nil {
		r.pipe(n.Pipe)
	}
	if r.trees[n.Name] == nil {
		r.fail(int(n.Position()), "template-undefined", n.Name, diag.T("没有定义这个模板片段", "no such template is defined"),
			diag.T("用 {{define %q}}…{{end}} 定义", "define it by {{define %q}}…{{end}}", n.Name))
		return p
	}
	name := n.Name
	from := place{fence: p.fence, width: p.width, start: maybe, delim: true}
	if p.fence != 0 {
		name = fmt.Sprintf("%s in %c%d", n.Name, p.fence, p.width)
		if r.trees[name] == nil {
			copied := r.trees[n.Name].Copy()
			copied.Name = name
			r.trees[name] = copied
		}
		n.Name = name
	}
	return r.tree(name, from)
}

// guard puts calls around a body that can repeat, so that a run counts its
// steps and its depth even where nothing is written.
func guard(l *parse.ListNode, calls [2]string) {
	l.Nodes = append([]parse.Node{action(l.Pos, calls[0])}, l.Nodes...)
	if calls[1] != "" {
		l.Nodes = append(l.Nodes, action(l.Pos, calls[1]))
	}
}

func action(at parse.Pos, function string) parse.Node {
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: at, Pipe: &parse.PipeNode{NodeType: parse.NodePipe, Pos: at,
		Cmds: []*parse.CommandNode{command(at, function)}}}
}

func command(at parse.Pos, name string, args ...parse.Node) *parse.CommandNode {
	ident := parse.NewIdentifier(name).SetPos(at)
	return &parse.CommandNode{NodeType: parse.NodeCommand, Pos: at, Args: append([]parse.Node{ident}, args...)}
}

func number(at parse.Pos, n int) parse.Node {
	return &parse.NumberNode{NodeType: parse.NodeNumber, Pos: at, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
}

func quoted(at parse.Pos, s string) parse.Node {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: at, Quoted: strconv.Quote(s), Text: s}
}

// action gives the pipeline its escaper and moves behind the value. follows
// tells that a * _ or ~ may come right after it, adjoining that static text
// comes there.
func (r *rewriter) action(n *parse.ActionNode, p place, follows, adjoining bool) place {
	r.pipe(n.Pipe)
	if len(n.Pipe.Decl) > 0 {
		return p
	}
	flags := 0
	if p.start != no {
		flags |= atStart
	}
	if p.delim || follows {
		flags |= atEdge
	}
	if p.delim && follows && adjoining {
		flags |= notEmpty
	}
	after := place{fence: p.fence, width: p.width, delim: p.delim} // the value may be empty
	if isCall(n.Pipe.Cmds[len(n.Pipe.Cmds)-1], "raw") {
		after.start, after.delim = maybe, true
		return after
	}
	r.escape(n.Pipe, p, flags)
	if p.start != no {
		after.start = maybe
	}
	return after
}

// escape ends the pipeline with its escaper: name, flags or fence mark, and the
// pipeline's source for messages. A second reading in a loop adds its flags.
func (r *rewriter) escape(pipe *parse.PipeNode, p place, flags int) {
	last := pipe.Cmds[len(pipe.Cmds)-1]
	switch {
	case r.mode == noMode, isCall(last, "_fence"), isCall(last, "_formula"), r.mode != markdownMode && isCall(last, string(r.mode)):
	case r.mode == formulaMode:
		inText := 0
		if p.delim {
			inText = 1
		}
		pipe.Cmds = append(pipe.Cmds, command(pipe.Pos, "_formula", number(pipe.Pos, inText), quoted(pipe.Pos, pipe.String())))
	case r.mode != markdownMode:
		pipe.Cmds = append(pipe.Cmds, command(pipe.Pos, string(r.mode), quoted(pipe.Pos, pipe.String())))
	case isCall(last, "_markdown"):
		flags |= int(last.Args[1].(*parse.NumberNode).Int64)
		last.Args[1] = number(pipe.Pos, flags)
	case p.fence != 0:
		pipe.Cmds = append(pipe.Cmds, command(pipe.Pos, "_fence", number(pipe.Pos, int(p.fence)), quoted(pipe.Pos, pipe.String())))
	default:
		pipe.Cmds = append(pipe.Cmds, command(pipe.Pos, "_markdown", number(pipe.Pos, flags), quoted(pipe.Pos, pipe.String())))
	}
}

func isCall(c *parse.CommandNode, name string) bool {
	ident, ok := c.Args[0].(*parse.IdentifierNode)
	return ok && ident.Ident == name
}

func isDelim(text []byte) bool { return len(text) > 0 && strings.IndexByte("*_~", text[0]) >= 0 }

// opening is what a part of a template may begin with.
type opening struct {
	delim bool // a * _ or ~
	empty bool // nothing at all
}

// follows tells of each node whether a * _ or ~ may come right after it.
func (r *rewriter) follows(l *parse.ListNode) []bool {
	out := make([]bool, len(l.Nodes))
	next := r.tails[l]
	for i := len(l.Nodes) - 1; i >= 0; i-- {
		out[i] = next
		first := r.firstOf(l.Nodes[i])
		next = first.delim || first.empty && next
	}
	return out
}

func (r *rewriter) first(l *parse.ListNode) opening {
	if l == nil {
		return opening{empty: true}
	}
	if o, done := r.openings[l]; done {
		return o
	}
	o := opening{empty: true}
	for _, n := range l.Nodes {
		first := r.firstOf(n)
		o.delim = o.delim || first.delim
		if o.empty = first.empty; !o.empty {
			break
		}
	}
	r.openings[l] = o
	return o
}

func (r *rewriter) firstOf(n parse.Node) opening {
	switch n := n.(type) {
	case *parse.TextNode:
		return opening{delim: isDelim(n.Text), empty: len(n.Text) == 0}
	case *parse.IfNode:
		return r.either(&n.BranchNode)
	case *parse.WithNode:
		return r.either(&n.BranchNode)
	case *parse.RangeNode:
		o := r.either(&n.BranchNode)
		return opening{o.delim, true}
	case *parse.ActionNode, *parse.CommentNode:
		return opening{empty: true}
	}
	return opening{delim: true, empty: true} // a template, a break: unknown
}

func (r *rewriter) either(b *parse.BranchNode) opening {
	one, other := r.first(b.List), r.first(b.ElseList)
	return opening{one.delim || other.delim, one.empty || other.empty}
}

// pipe refuses the functions of text/template that have no place here, and the
// methods of the model that change it.
func (r *rewriter) pipe(p *parse.PipeNode) {
	if r.judged[p] {
		return
	}
	r.judged[p] = true
	walk(p, func(n parse.Node) {
		var names []string
		switch n := n.(type) {
		case *parse.IdentifierNode:
			if forbidden(n.Ident) && !r.own {
				r.refuseName(n, n.Ident)
			}
		case *parse.FieldNode:
			names = n.Ident
		case *parse.VariableNode:
			names = n.Ident[1:]
		case *parse.ChainNode:
			names = n.Field
		}
		for _, name := range names {
			if mutators[name] {
				r.refuseName(n, name)
			}
		}
	})
}

func (r *rewriter) refuseName(n parse.Node, name string) {
	r.fail(int(n.Position()), "template-function", name, diag.T("模板里没有这个函数", "templates have no such function"),
		diag.T("可用的函数见 hongtou templates functions", "see hongtou templates functions"))
}

// mutators are the model's methods that write to it.
var mutators = map[string]bool{"Check": true}

// forbidden tells the functions of text/template that have no place here, and those that
// the compilers write into templates, whose names begin with _.
func forbidden(name string) bool {
	return strings.HasPrefix(name, "_") || slices.Contains([]string{"call", "html", "js", "urlquery"}, name)
}

// walk visits the nodes of a pipeline.
func walk(n parse.Node, visit func(parse.Node)) {
	switch n := n.(type) {
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, c := range n.Cmds {
			for _, a := range c.Args {
				walk(a, visit)
			}
		}
	case *parse.ChainNode:
		visit(n)
		walk(n.Node, visit)
	default:
		visit(n)
	}
}

var (
	fenceLine  = regexp.MustCompile("^[ \t]*(?:[-*+>][ \t]+)*(`{3,}|~{3,})([^`\n]*)$")
	lineMarks  = regexp.MustCompile(`^[ \t]*(?:(?:[-*+>]|[0-9]{1,9}[.)])[ \t]+)*[ \t]*>?$`)
	htmlOpener = regexp.MustCompile(`<(?:[A-Za-z/!?]|$)`)
	openTarget = regexp.MustCompile(`\]\([^)]*$`)
)

// text follows static text line by line. before and after tell whether an
// action or a branch stands beside it.
func (r *rewriter) text(n *parse.TextNode, p place, before, after bool) place {
	switch {
	case p.dead:
		return p
	case r.mode == formulaMode: // delim: inside a quoted text
		p.delim = p.delim != (strings.Count(string(n.Text), `"`)%2 == 1)
		return p
	case r.mode != markdownMode:
		return p
	}
	lines := strings.Split(string(n.Text), "\n")
	offset := int(n.Position())
	for i, line := range lines {
		whole := i > 0 || p.start == yes
		if i > 0 {
			p.start, p.delim = yes, false
		}
		p = r.line(strings.TrimSuffix(line, "\r"), p, offset, whole, i == len(lines)-1 && after)
		offset += len(line) + 1
	}
	if p.fence == 0 {
		n.Text = openEdges(n.Text, before, after)
	}
	return p
}

// line moves over one line's static text, or the part of it between two
// actions. whole tells that it begins at the line's start, after that an action
// or a branch follows in the line.
func (r *rewriter) line(line string, p place, offset int, whole, after bool) place {
	mark := fenceLine.FindStringSubmatch(line)
	if mark != nil && p.start != no && (!whole || after) {
		r.fail(offset, "template-fence-line", strings.TrimSpace(line), diag.T("围栏行上不能有动作，也不能接在动作后面", "a fence's line must not share its line with an action"),
			diag.T("``` 单独成行", "put ``` on a line of its own"))
		return p
	}
	if p.fence != 0 {
		if mark != nil && mark[1][0] == p.fence && len(mark[1]) >= p.width && strings.TrimSpace(mark[2]) == "" {
			return place{}
		}
		r.backslash(line, offset, after)
		if line != "" {
			p.start = no
		}
		return p
	}
	if mark != nil && p.start != no {
		return place{fence: mark[1][0], width: len(mark[1])}
	}
	r.refuse(line, offset, after)
	if line == "" {
		return p
	}
	if p.start == yes && !lineMarks.MatchString(line) || p.start != yes && strings.TrimSpace(line) != "" {
		p.start = no
	}
	p.delim = strings.ContainsAny(line[len(line)-1:], "*_~&")
	return p
}

// refuse complains of Markdown whose contents no escaping reaches.
func (r *rewriter) refuse(line string, offset int, after bool) {
	r.backslash(line, offset, after)
	bare := escaped.ReplaceAllString(line, "  ")
	if i := strings.IndexByte(bare, '`'); i >= 0 {
		r.fail(offset+i, "template-code-span", "`", diag.T("正文里没有行内代码", "documents have no inline code"),
			diag.T("反引号写作 \\`", "write a backtick as \\`"))
	}
	if at := htmlOpener.FindStringIndex(bare); at != nil && (at[1]-at[0] > 1 || after) {
		r.fail(offset+at[0], "template-html", bare[at[0]:], diag.T("正文里没有 HTML", "documents have no HTML"),
			diag.T("小于号写作 \\<，注释写作 {{/* */}}", "write < as \\<, a comment as {{/* */}}"))
	}
	if at := openTarget.FindStringIndex(bare); at != nil && after {
		r.fail(offset+at[0], "template-link", bare[at[0]:], diag.T("链接地址里不能有动作", "a link's address must not hold an action"), diag.T("写明地址，或只写文字", "write the address out, or text alone"))
	}
	if i := strings.Index(bare, "]:"); i >= 0 {
		r.fail(offset+i, "template-link", bare[i:], diag.T("正文里没有链接定义", "documents have no link definitions"),
			diag.T("写作 ]\\: 或用全角冒号", "write ]\\: or a full-width colon"))
	}
}

var escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")

// backslash refuses one that would meet a value's first character.
func (r *rewriter) backslash(line string, offset int, after bool) {
	bare := strings.TrimRight(line, `\`)
	if after && (len(line)-len(bare))%2 == 1 {
		r.fail(offset+len(bare), "template-backslash", `\`, diag.T("动作前面不能是反斜杠", "a backslash must not stand before an action"),
			diag.T(`写作 \\`, `write \\`))
	}
}

// openEdges makes the letter outside of an emphasis mark a reference where the
// inside is a value: in 第**{{.X}}**条 the letters beside the marks would keep
// them from being marks when the value begins or ends with punctuation.
func openEdges(text []byte, before, after bool) []byte {
	s := string(text)
	if after {
		body := strings.TrimRight(s, "*_~")
		if c, size := utf8.DecodeLastRuneInString(body); len(body) < len(s) && isLetter(c) {
			s = body[:len(body)-size] + fmt.Sprintf("&#%d;", c) + s[len(body):]
		}
	}
	if before {
		body := strings.TrimLeft(s, "*_~")
		if c, size := utf8.DecodeRuneInString(body); len(body) < len(s) && isLetter(c) {
			s = s[:len(s)-len(body)] + fmt.Sprintf("&#%d;", c) + body[size:]
		}
	}
	return []byte(s)
}

func isLetter(c rune) bool {
	return c != utf8.RuneError && c > ' ' && !unicode.IsSpace(c) && !isPunct(c)
}
