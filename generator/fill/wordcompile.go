package fill

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/ooxml"
)

// wordCompiler makes one template of a part: chunks of the file, and between them the
// actions, each where it belongs: around paragraphs, rows, runs, or in a text.
type wordCompiler struct {
	t          *Template
	label      string // of the part, for people
	complaints *diag.List
	listing    *strings.Builder

	text    strings.Builder
	static  bytes.Buffer // not yet a chunk
	chunks  [][]byte
	places  []string
	place   string
	written string // the place of the line that is written
	bad     bool

	actions map[*ooxml.Node][]wordAction // of paragraphs with actions
	active  map[*ooxml.Node]bool         // elements with an action somewhere within
	hoisted map[hoist]bool
	open    []openAction
	base    int // of open, where the element around begins

	paragraphs, tables int
	restarts           [][]string
	loops              []*wordLoop
	lists              map[string]int // paragraphs of each list in the part
}

// hoist is an action of a paragraph that stands around its row.
type hoist struct {
	paragraph *ooxml.Node
	at        int
}

// openAction is an action that waits for its end.
type openAction struct {
	word, place string
	loop        bool
}

// wordLoop is a loop over paragraphs or rows: which lists it holds.
type wordLoop struct {
	number int
	first  string // of its first paragraph
	begun  bool
	lists  map[string]int
}

// wordAction is an action in a paragraph's text, from its first byte to its last.
type wordAction struct {
	from, to int
	name     int // where the name begins, whose look the value has
	text     string
	word     string
}

func (a wordAction) opens() bool {
	switch a.word {
	case "range", "if", "with", "define", "block":
		return true
	}
	return false
}

// control tells an action that writes nothing by itself.
func (a wordAction) control() bool {
	switch a.word {
	case "else", "end", "template", "break", "continue", "/*", ":=":
		return true
	}
	return a.opens()
}

var assignment = regexp.MustCompile(`^\$\w+(\s*,\s*\$\w+)*\s*:?=`)

// actionsOf finds the actions of a text.
func actionsOf(s string) (out []wordAction, unclosed bool) {
	for i := 0; i < len(s); {
		n := braces(s[i:], '{', '｛')
		if n == 0 {
			i++
			for i < len(s) && s[i]&0xC0 == 0x80 {
				i++
			}
			continue
		}
		body, length := foldAction(s[i+n:])
		if !strings.HasSuffix(body, "}}") {
			return out, true
		}
		a := wordAction{from: i, to: i + n + length, text: "{{" + body}
		a.name = i + n + len(s[i+n:]) - len(strings.TrimLeft(s[i+n:], "- \u3000\t"))
		inner := strings.TrimSpace(strings.Trim(strings.TrimSuffix(body, "}}"), "-"))
		a.word, _, _ = strings.Cut(inner, " ")
		switch {
		case strings.HasPrefix(inner, "/*"):
			a.word = "/*"
		case assignment.MatchString(inner):
			a.word = ":="
		}
		out = append(out, a)
		i = a.to
	}
	return out, false
}

func (c *wordCompiler) complain(code, value string, problem, remedy diag.Text) {
	c.bad = true
	c.complaints.Add(diag.Diagnostic{Code: code, Value: value, Problem: problem, Remedy: remedy, Place: placeIn(c.t.path, c.place)})
}

// compile gives the part as a template; nil where it has no action or is unsound.
func (c *wordCompiler) compile(root *ooxml.Node, name string) *wordPart {
	c.actions, c.active, c.hoisted, c.lists = map[*ooxml.Node][]wordAction{}, map[*ooxml.Node]bool{}, map[hoist]bool{}, map[string]int{}
	c.place = c.label
	found := c.mark(root)
	if !found && c.label != "正文" {
		return nil
	}
	for _, n := range root.Nodes {
		c.node(n)
	}
	c.flush()
	if c.bad {
		return nil
	}
	c.line()
	text := c.t.compileText(c.text.String(), wordMode, true, func(line int, code, value string, problem, remedy diag.Text) {
		c.place = c.places[min(max(line, 1), len(c.places))-1]
		c.complain(code, value, problem, remedy)
	})
	if text == nil {
		return nil
	}
	return &wordPart{name: name, text: text, chunks: c.chunks, places: c.places, restarts: c.restarts}
}

// mark finds the actions of all paragraphs and pictures.
func (c *wordCompiler) mark(n *ooxml.Node) bool {
	found := false
	if n.Is(ooxml.Word, "p") {
		if list := listOf(n); list != "" {
			c.lists[list]++
		}
		text := spansOf(n).text
		actions, unclosed := actionsOf(text)
		if unclosed {
			c.place = c.label + "“" + shortened(text) + "”"
			c.complain("template-syntax", "", diag.T("{{ 没有对应的 }}", "{{ has no }}"), diag.T("在动作的末尾补上 }}", "put }} where the action ends"))
		}
		if place, _ := leftover(foldActions(text)); place != "" {
			problem, remedy := noPlace()
			c.place = c.label + "“" + shortened(text) + "”"
			c.complain("template-place", place, problem, remedy)
		}
		if len(actions) > 0 {
			c.actions[n], found = actions, true
			fmt.Fprintf(c.listing, "%s: %s\n", c.label, text)
		}
	}
	if n.Name.Local == "docPr" && strings.Contains(foldActions(n.Attr("descr")), "{{") {
		found = true
	}
	for _, child := range n.Nodes {
		if c.mark(child) {
			found = true
		}
	}
	c.active[n] = found
	return found
}

func shortened(s string) string {
	r := []rune(s)
	if len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}

// listOf is the list that a paragraph is an item of, "" for none.
func listOf(p *ooxml.Node) string {
	if pr := p.First("pPr"); pr != nil {
		if num := pr.First("numPr"); num != nil {
			if id := num.First("numId"); id != nil {
				return id.AttrOf(ooxml.Word, "val")
			}
		}
	}
	return ""
}

func (c *wordCompiler) raw(b []byte) { c.static.Write(b) }

func (c *wordCompiler) flush() {
	if c.static.Len() == 0 {
		return
	}
	c.line()
	c.text.WriteString("{{_chunk " + strconv.Itoa(len(c.chunks)) + "}}")
	c.chunks = append(c.chunks, bytes.Clone(c.static.Bytes()))
	c.static.Reset()
}

// line begins a new line of the text where the place is another one.
func (c *wordCompiler) line() {
	if len(c.places) > 0 && c.written == c.place {
		return
	}
	if len(c.places) > 0 {
		c.text.WriteString("{{/*\n*/}}")
	}
	c.places, c.written = append(c.places, c.place), c.place
}

// value writes an action that gives a text; line tells that it must stay one line and
// is no cell's own.
func (c *wordCompiler) value(a wordAction, line bool) {
	if internals.MatchString(a.text) {
		c.complain("template-internal", a.text, diag.T("名称不能以下划线开头", "names must not begin with an underscore"), diag.T("去掉开头的下划线", "take the underscore away"))
		return
	}
	c.flush()
	c.line()
	inner := strings.TrimSuffix(strings.TrimPrefix(a.text, "{{"), "}}")
	inner = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(inner, "- "), " -"))
	inner, merge := strings.CutPrefix(inner, "merge ")
	switch {
	case line:
		c.text.WriteString("{{" + inner + " | _line}}")
	case merge:
		c.text.WriteString("{{_merge}}{{" + inner + "}}")
	default:
		c.text.WriteString(a.text)
	}
}

// control writes an action that opens, parts or ends; block tells that it stands
// around paragraphs or rows.
func (c *wordCompiler) control(a wordAction, block bool) {
	if internals.MatchString(a.text) {
		c.complain("template-internal", a.text, diag.T("名称不能以下划线开头", "names must not begin with an underscore"), diag.T("去掉开头的下划线", "take the underscore away"))
		return
	}
	c.flush()
	c.line()
	switch {
	case a.opens():
		c.text.WriteString(a.text)
		loop := block && a.word == "range"
		if loop {
			c.loops = append(c.loops, &wordLoop{number: len(c.restarts), lists: map[string]int{}})
			c.text.WriteString("{{_round " + strconv.Itoa(len(c.restarts)) + "}}")
			c.restarts = append(c.restarts, nil)
		}
		c.open = append(c.open, openAction{a.text, c.place, loop})
		return
	case a.word == "end" && len(c.open) <= c.base:
		c.complain("template-syntax", "{{end}}", diag.T("{{end}} 前没有 {{range}}、{{if}} 或 {{with}}", "{{end}} without a range, if or with before it"),
			diag.T("开始和结束应都在段落之间、都在同一表格的行上，或都在同一段里", "both stand between paragraphs, on rows of one table, or in one paragraph"))
		return
	case a.word == "end":
		if top := c.open[len(c.open)-1]; top.loop {
			c.closeLoop()
		}
		c.open = c.open[:len(c.open)-1]
	case a.word == "template" && !block:
		c.complain("template-syntax", a.text, diag.T("{{template}} 应单独成段或单独成行", "{{template}} stands in a paragraph or a row of its own"), diag.T("让它单独占一段或一行", "give it a paragraph or a row of its own"))
		return
	}
	c.text.WriteString(a.text)
}

// closeLoop tells which lists begin anew with each round: those of which the loop has
// all items, and that do not begin it.
func (c *wordCompiler) closeLoop() {
	l := c.loops[len(c.loops)-1]
	c.loops = c.loops[:len(c.loops)-1]
	for list, n := range l.lists {
		if list != l.first && n == c.lists[list] {
			c.restarts[l.number] = append(c.restarts[l.number], list)
		}
	}
}

// enter begins an element in which what opens must end.
func (c *wordCompiler) enter() (base int) {
	base, c.base = c.base, len(c.open)
	return base
}

func (c *wordCompiler) leave(base int) {
	if len(c.open) > c.base {
		top := c.open[len(c.open)-1]
		c.place = top.place
		c.complain("template-syntax", top.word, diag.T("没有对应的 {{end}}", "it has no {{end}}"),
			diag.T("开始和结束应都在段落之间、都在同一表格的行上，或都在同一段里", "both stand between paragraphs, on rows of one table, or in one paragraph"))
		c.open = c.open[:c.base]
	}
	c.base = base
}

// node writes an element and what is in it.
func (c *wordCompiler) node(n *ooxml.Node) {
	switch {
	case n.Is(ooxml.Word, "p"):
		c.paragraphs++
		if len(c.actions[n]) > 0 || c.active[n] {
			c.paragraph(n, false)
			return
		}
		c.count(n)
		c.raw(n.Bytes())
	case n.Is(ooxml.Word, "tbl"):
		c.table(n)
	case !c.active[n]:
		n.Walk(func(n *ooxml.Node) bool {
			if n.Is(ooxml.Word, "p") {
				c.count(n)
			}
			return true
		})
		c.raw(n.Bytes())
	case n.Name.Local == "docPr":
		c.photo(n)
	default:
		open, end := n.Tags()
		base := c.enter()
		c.raw(open)
		for _, child := range n.Nodes {
			c.node(child)
		}
		c.leave(base)
		c.raw(end)
	}
}

// count notes the list of a paragraph that is written.
func (c *wordCompiler) count(p *ooxml.Node) {
	list := listOf(p)
	for _, l := range c.loops {
		if !l.begun {
			l.first, l.begun = list, true
		}
		if list != "" {
			l.lists[list]++
		}
	}
}

// photo writes a picture's description, which names the file that stands for it.
func (c *wordCompiler) photo(n *ooxml.Node) {
	const here = "\ue000"
	description := n.Attr("descr")
	n.SetAttr("descr", here)
	open, end := n.Tags()
	before, after, _ := bytes.Cut(open, []byte(here))
	actions, _ := actionsOf(description)
	c.raw(before)
	c.flush()
	c.text.WriteString("{{_photo}}")
	from := 0
	for _, a := range actions {
		c.raw([]byte(ooxml.Escape(description[from:a.from])))
		if a.control() {
			c.control(a, false)
		} else {
			c.value(a, true)
		}
		from = a.to
	}
	c.raw([]byte(ooxml.Escape(description[from:])))
	c.raw(after)
	for _, child := range n.Nodes {
		c.raw(child.Bytes())
	}
	c.raw(end)
}
