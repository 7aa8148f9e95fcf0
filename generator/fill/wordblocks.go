package fill

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/ooxml"
)

// spans are the texts of a paragraph, one behind the other.
type spans struct {
	text  string
	nodes []*ooxml.Node // w:t
	from  []int         // where each begins
}

func spansOf(p *ooxml.Node) *spans {
	s := &spans{}
	var b strings.Builder
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		switch n.Name.Local {
		case "del", "moveFrom", "pPr", "txbxContent", "AlternateContent", "pict", "drawing":
			return
		case "t":
			s.nodes, s.from = append(s.nodes, n), append(s.from, b.Len())
			b.WriteString(n.Text())
			return
		}
		for _, child := range n.Nodes {
			walk(child)
		}
	}
	for _, child := range p.Nodes {
		walk(child)
	}
	s.text = b.String()
	return s
}

// piece is a part of a w:t: a text, or an action.
type piece struct {
	text   string
	action *wordAction
}

// cut gives each w:t its pieces; actions that are left out leave nothing.
func (s *spans) cut(actions []wordAction, out func(i int) bool) map[*ooxml.Node][]piece {
	pieces := map[*ooxml.Node][]piece{}
	for k, n := range s.nodes {
		from, to := s.from[k], len(s.text)
		if k+1 < len(s.from) {
			to = s.from[k+1]
		}
		touched := false
		at := from
		for i := range actions {
			a := &actions[i]
			if a.to <= from || a.from >= to {
				continue
			}
			touched = true
			if a.from > at {
				pieces[n] = append(pieces[n], piece{text: s.text[at:a.from]})
			}
			name := min(a.name, a.to-1)
			if name >= from && name < to && !out(i) {
				pieces[n] = append(pieces[n], piece{action: a})
			}
			at = min(a.to, to)
		}
		if touched {
			pieces[n] = append(pieces[n], piece{text: s.text[at:to]})
		}
	}
	return pieces
}

// unmatched are the actions of a list that open or end something outside of it.
func unmatched(actions []wordAction) (opens, ends, others []int) {
	var stack []int
	for i, a := range actions {
		switch {
		case a.opens():
			stack = append(stack, i)
		case a.word == "end" && len(stack) > 0:
			stack = stack[:len(stack)-1]
		case a.word == "end":
			ends = append(ends, i)
		case a.word == "else" && len(stack) == 0:
			others = append(others, i)
		}
	}
	return stack, ends, others
}

// without is a text without some of its actions.
func without(text string, actions []wordAction, leave func(i int) bool) string {
	var b strings.Builder
	at := 0
	for i, a := range actions {
		if leave(i) {
			b.WriteString(text[at:a.from])
			at = a.to
		}
	}
	return strings.TrimSpace(b.String() + text[at:])
}

// paragraph writes a paragraph with actions. In a cell, those that stand around its
// row are hoisted already; keep tells that the cell has no other.
func (c *wordCompiler) paragraph(p *ooxml.Node, keep bool) {
	if c.tables == 0 || !strings.Contains(c.place, "列") {
		c.place = fmt.Sprintf("%s第%d段", c.label, c.paragraphs)
	}
	actions, s := c.actions[p], spansOf(p)
	hoisted := func(i int) bool { return c.hoisted[hoist{p, i}] }
	if len(actions) > 0 && without(s.text, actions, func(i int) bool { return actions[i].control() }) == "" && !keep && isOnlyText(p) {
		for i, a := range actions {
			if !hoisted(i) {
				c.control(a, true)
			}
		}
		return
	}
	var rest []wordAction // what is not hoisted
	var index []int
	for i, a := range actions {
		if !hoisted(i) {
			rest, index = append(rest, a), append(index, i)
		}
	}
	opens, ends, others := unmatched(rest)
	around := map[int]bool{}
	for _, i := range append(append([]int{}, opens...), ends...) {
		around[index[i]] = true
	}
	gone := func(i int) bool { return hoisted(i) || around[i] }
	for _, i := range others {
		c.complain("template-rows", rest[i].text, diag.T("这里的 {{else}} 应单独成段", "this {{else}} stands in a paragraph of its own"), diag.T("让它单独占一段", "give it a paragraph of its own"))
	}
	for _, i := range opens {
		if before(s.text, actions, index[i], gone) != "" {
			c.complain("template-rows", rest[i].text, diag.T("开始各段的动作应在段首，或单独成段", "an action that opens paragraphs stands at the beginning of one, or by itself"), diag.T("移到段首，或让它单独占一段", "move it to the beginning, or give it a paragraph of its own"))
		}
		c.control(rest[i], true)
	}
	c.count(p)
	pieces := s.cut(actions, gone)
	open, end := p.Tags()
	c.raw(open)
	base := c.enter()
	c.inline(p, pieces)
	c.leave(base)
	c.raw(end)
	for _, i := range ends {
		if after(s.text, actions, index[i], gone) != "" {
			c.complain("template-rows", "{{end}}", diag.T("结束各段的 {{end}} 应在段末，或单独成段", "{{end}} of paragraphs stands at the end of one, or by itself"), diag.T("移到段末，或让它单独占一段", "move it to the end, or give it a paragraph of its own"))
		}
		c.control(rest[i], true)
	}
}

// before and after are what stands in a text before and behind an action.
func before(text string, actions []wordAction, at int, leave func(int) bool) string {
	return without(text[:actions[at].from], actions[:at], leave)
}

func after(text string, actions []wordAction, at int, leave func(int) bool) string {
	end := actions[at].to
	moved := make([]wordAction, 0, len(actions)-at)
	for _, a := range actions[at+1:] {
		a.from, a.to = a.from-end, a.to-end
		moved = append(moved, a)
	}
	return without(text[end:], moved, func(i int) bool { return leave(at + 1 + i) })
}

// isOnlyText tells a paragraph that holds nothing beside its text.
func isOnlyText(p *ooxml.Node) bool {
	only := true
	p.Walk(func(n *ooxml.Node) bool {
		switch n.Name.Local {
		case "sectPr", "drawing", "pict", "object", "AlternateContent", "footnoteReference", "endnoteReference", "commentReference":
			only = false
		case "br":
			only = only && n.AttrOf(ooxml.Word, "type") == ""
		}
		return only
	})
	return only
}

// inline writes what stands in a paragraph, or in a link of it.
func (c *wordCompiler) inline(n *ooxml.Node, pieces map[*ooxml.Node][]piece) {
	for _, child := range n.Nodes {
		switch {
		case child.Is(ooxml.Word, "proofErr"): // of words that go
		case child.Is(ooxml.Word, "r"):
			c.run(child, pieces)
		case child.Kind == ooxml.Start && (c.active[child] || holds(child, pieces)):
			open, end := child.Tags()
			c.raw(open)
			base := c.enter()
			c.inline(child, pieces)
			c.leave(base)
			c.raw(end)
		default:
			c.raw(child.Bytes())
		}
	}
}

func holds(n *ooxml.Node, pieces map[*ooxml.Node][]piece) bool {
	found := false
	n.Walk(func(n *ooxml.Node) bool { found = found || pieces[n] != nil; return !found })
	return found
}

// run writes a run. An action that opens or ends parts it in two, each with the run's
// look; one in which nothing is left goes.
func (c *wordCompiler) run(r *ooxml.Node, pieces map[*ooxml.Node][]piece) {
	if !holds(r, pieces) {
		if c.active[r] {
			c.node(r)
		} else {
			c.raw(r.Bytes())
		}
		return
	}
	tag, end := r.Tags()
	head := string(tag)
	if pr := r.First("rPr"); pr != nil {
		head += string(pr.Bytes())
	}
	begun := false
	begin := func() {
		if !begun {
			c.raw([]byte(head))
			begun = true
		}
	}
	finish := func() {
		if begun {
			c.raw(end)
			begun = false
		}
	}
	prefix := r.Prefix()
	for _, child := range r.Nodes {
		switch {
		case child.Is(ooxml.Word, "rPr"):
		case pieces[child] != nil:
			for _, p := range pieces[child] {
				switch {
				case p.action != nil && p.action.control():
					finish()
					c.control(*p.action, false)
				case p.action != nil:
					begin()
					c.raw([]byte("<" + prefix + `t xml:space="preserve">`))
					c.value(*p.action, false)
					c.raw([]byte("</" + prefix + "t>"))
				case p.text != "":
					begin()
					c.raw([]byte("<" + prefix + `t xml:space="preserve">` + ooxml.Escape(p.text) + "</" + prefix + "t>"))
				}
			}
		case child.Kind == ooxml.Start:
			begin()
			c.node(child)
		default:
			if begun {
				c.raw(child.Bytes())
			}
		}
	}
	finish()
}

// table writes a table: what its cells open and end beyond themselves stands around
// their rows.
func (c *wordCompiler) table(t *ooxml.Node) {
	c.tables++
	number, outside := c.tables, c.place
	open, end := t.Tags()
	c.raw(open)
	base := c.enter()
	row := 0
	for _, child := range t.Nodes {
		if !child.Is(ooxml.Word, "tr") {
			c.node(child)
			continue
		}
		row++
		c.row(child, number, row)
	}
	c.leave(base)
	c.raw(end)
	c.place = outside
}

// cellActions are the actions of a cell, through its paragraphs.
type cellActions struct {
	cell    *ooxml.Node
	place   string
	actions []wordAction
	at      []hoist // where each stands
}

func (c *wordCompiler) cellActions(cell *ooxml.Node, place string) *cellActions {
	out := &cellActions{cell: cell, place: place}
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		switch {
		case n.Is(ooxml.Word, "tbl"):
			return
		case n.Is(ooxml.Word, "p"):
			for i, a := range c.actions[n] {
				out.actions, out.at = append(out.actions, a), append(out.at, hoist{n, i})
			}
			return
		}
		for _, child := range n.Nodes {
			walk(child)
		}
	}
	walk(cell)
	return out
}

func (c *wordCompiler) row(row *ooxml.Node, table, number int) {
	if !c.active[row] {
		c.node(row)
		return
	}
	var cells []*cellActions
	column := 0
	row.Walk(func(n *ooxml.Node) bool {
		if n.Is(ooxml.Word, "tc") {
			column++
			cells = append(cells, c.cellActions(n, fmt.Sprintf("%s表%d第%d行第%d列", c.label, table, number, column)))
			return false
		}
		return true
	})
	if controls, places := c.controlRow(row, cells); controls != nil {
		for i, a := range controls {
			c.place = places[i]
			c.control(a, true)
		}
		return
	}
	var before, behind []func()
	for _, cell := range cells {
		opens, ends, others := unmatched(cell.actions)
		for _, i := range append(append([]int{}, opens...), ends...) {
			a, place := cell.actions[i], cell.place
			c.hoisted[cell.at[i]] = true
			write := func() { c.place = place; c.control(a, true) }
			if a.opens() {
				before = append(before, write)
			} else {
				behind = append(behind, write)
			}
		}
		c.place = cell.place
		for _, i := range others {
			c.complain("template-rows", cell.actions[i].text, diag.T("这里的 {{else}} 应单独成行", "this {{else}} stands in a row of its own"), diag.T("让它单独占一行", "give it a row of its own"))
		}
		c.edges(cell, opens, ends)
	}
	for _, write := range before {
		write()
	}
	open, end := row.Tags()
	c.raw(open)
	base := c.enter()
	next := 0
	c.cells(row, cells, &next)
	c.leave(base)
	c.raw(end)
	for _, write := range behind {
		write()
	}
}

// cells writes what stands in a row.
func (c *wordCompiler) cells(n *ooxml.Node, cells []*cellActions, next *int) {
	for _, child := range n.Nodes {
		switch {
		case child.Is(ooxml.Word, "tc"):
			c.cell(child, cells[*next].place)
			*next++
		case child.Kind == ooxml.Start && c.active[child]: // a content control around cells
			open, end := child.Tags()
			c.raw(open)
			c.cells(child, cells, next)
			c.raw(end)
		default:
			c.raw(child.Bytes())
		}
	}
}

func (c *wordCompiler) cell(cell *ooxml.Node, place string) {
	open, end := cell.Tags()
	c.raw(open)
	base := c.enter()
	only := len(cell.Elements("p")) == 1
	for _, child := range cell.Nodes {
		c.place = place
		if child.Is(ooxml.Word, "p") && len(c.actions[child]) > 0 {
			c.paragraph(child, only && c.hoisting(child))
			continue
		}
		c.node(child)
	}
	c.place = place
	c.leave(base)
	c.raw(end)
}

func (c *wordCompiler) hoisting(p *ooxml.Node) bool {
	for i := range c.actions[p] {
		if c.hoisted[hoist{p, i}] {
			return true
		}
	}
	return false
}

// edges holds what opens rows to the beginning of its cell and what ends them to the
// end.
func (c *wordCompiler) edges(cell *cellActions, opens, ends []int) {
	around := map[hoist]bool{}
	for _, i := range append(append([]int{}, opens...), ends...) {
		around[cell.at[i]] = true
	}
	text := func(p *ooxml.Node) string {
		return without(spansOf(p).text, c.actions[p], func(i int) bool { return around[hoist{p, i}] })
	}
	side := func(at hoist, early bool) bool {
		seen := false
		for _, p := range cell.cell.Elements("p") {
			leave := func(i int) bool { return around[hoist{p, i}] }
			switch {
			case p == at.paragraph && early:
				return before(spansOf(p).text, c.actions[p], at.at, leave) == ""
			case p == at.paragraph:
				seen = true
				if after(spansOf(p).text, c.actions[p], at.at, leave) != "" {
					return false
				}
			case (early || seen) && text(p) != "":
				return false
			}
		}
		return true
	}
	for _, i := range opens {
		if !side(cell.at[i], true) {
			c.complain("template-rows", cell.actions[i].text, diag.T("开始各行的动作应在单元格开头", "an action that opens rows stands at the beginning of its cell"), diag.T("移到单元格开头", "move it to the beginning of the cell"))
		}
	}
	for _, i := range ends {
		if !side(cell.at[i], false) {
			c.complain("template-rows", "{{end}}", diag.T("结束各行的 {{end}} 应在单元格末尾", "{{end}} of rows stands at the end of its cell"), diag.T("移到单元格末尾", "move it to the end of the cell"))
		}
	}
}

// controlRow gives the actions of a row that holds nothing but such as write nothing,
// and of which one is not the cell's own.
func (c *wordCompiler) controlRow(row *ooxml.Node, cells []*cellActions) (controls []wordAction, places []string) {
	text := ""
	alone := false
	row.Walk(func(n *ooxml.Node) bool {
		if n.Is(ooxml.Word, "p") {
			actions := c.actions[n]
			text += without(spansOf(n).text, actions, func(i int) bool { return actions[i].control() })
			if !isOnlyText(n) {
				text += "…"
			}
		}
		return true
	})
	for _, cell := range cells {
		opens, ends, others := unmatched(cell.actions)
		alone = alone || len(opens)+len(ends)+len(others) > 0
		for _, a := range cell.actions {
			alone = alone || a.word == "template"
			controls, places = append(controls, a), append(places, cell.place)
		}
	}
	if text != "" || !alone {
		return nil, nil
	}
	return controls, places
}
