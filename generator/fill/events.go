package fill

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Functions of the model tell what they do not know ([model.Gap]); a list of rows does
// not. So where a template takes the rows of a table of events themselves, it is asked
// whether the table covers the paper's period: {{len .Tables.accidents}} is read as
//
//	{{len (_events .Tables "accidents" .Tables.accidents)}}
//
// which gives the rows, or the gap. The ways to rows are a field of the office
// (.Office.Accidents), an entry of its lists (.Tables.accidents, .Office.Lists.accidents,
// index .Tables "accidents"), a loop over all lists (range .Tables) and what a supervision
// found. Functions that take a field by its name have no other way to them: they refuse.
//
// Likewise a figure whose cell is empty: where a template reads a field that may be one
// (model.IsFigure), the record or the sum that has it is asked, so that {{.Deaths}} gives
// the deaths, or the gap; a cell of a workbook that is such a figure and nothing else stays
// empty.

// guardEvents has every reading of the rows of a table of events asked.
func guardEvents(n parse.Node) {
	switch n := n.(type) {
	case nil:
		return
	case *parse.PipeNode:
		for i, c := range n.Cmds {
			n.Cmds[i] = guardedCommand(c, i == 0)
		}
		return
	case *parse.RangeNode:
		if n.Pipe != nil && len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 1 && mayBeLists(n.Pipe.Cmds[0].Args[0]) {
			arg := n.Pipe.Cmds[0].Args[0]
			n.Pipe.Cmds[0] = command(arg.Position(), "_lists", arg)
		}
	}
	for _, inner := range children(n) {
		guardEvents(inner)
	}
}

// guardedCommand is a command with its readings asked. The name of a method that takes
// arguments is none of a list.
func guardedCommand(c *parse.CommandNode, first bool) *parse.CommandNode {
	name := called(c)
	if first && isGuard(name) {
		return c // ours already
	}
	for i, a := range c.Args {
		if i > 0 || first && len(c.Args) == 1 {
			c.Args[i] = guardedReading(a)
		}
	}
	if name == "_cell" || name == "_put" {
		emptyWhereUnknown(c.Args[2])
	}
	if name != "index" || len(c.Args) < 2 {
		return c
	}
	if last := c.Args[len(c.Args)-1]; len(c.Args) > 2 && last.Type() == parse.NodeNumber {
		return c // of a list
	}
	if first && len(c.Args) > 2 {
		whole := &parse.PipeNode{NodeType: parse.NodePipe, Pos: c.Pos, Cmds: []*parse.CommandNode{c}}
		return command(c.Pos, "_events", c.Args[1], c.Args[2], whole)
	}
	c.Args[1] = wrapped(c.Args[1].Position(), "_lists", c.Args[1]) // by a name that comes from before
	return c
}

func guardedReading(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.PipeNode:
		guardEvents(n)
	case *parse.FieldNode:
		if i := slices.IndexFunc(n.Ident, isGuarded); i >= 0 {
			var holder parse.Node = &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}
			if i > 0 {
				holder = &parse.FieldNode{NodeType: parse.NodeField, Pos: n.Pos, Ident: n.Ident[:i]}
			}
			value := &parse.FieldNode{NodeType: parse.NodeField, Pos: n.Pos, Ident: n.Ident[:i+1]}
			return askedFor(holder, n.Ident[i], value, n.Ident[i+1:])
		}
	case *parse.VariableNode:
		if i := slices.IndexFunc(n.Ident[1:], isGuarded) + 1; i > 0 {
			holder := &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:i]}
			value := &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:i+1]}
			return askedFor(holder, n.Ident[i], value, n.Ident[i+1:])
		}
	case *parse.ChainNode:
		n.Node = guardedReading(n.Node)
		if i := slices.IndexFunc(n.Field, isGuarded); i >= 0 {
			holder := n.Node
			if i > 0 {
				holder = &parse.ChainNode{NodeType: parse.NodeChain, Pos: n.Pos, Node: n.Node, Field: n.Field[:i]}
			}
			value := &parse.ChainNode{NodeType: parse.NodeChain, Pos: n.Pos, Node: n.Node, Field: n.Field[:i+1]}
			return askedFor(holder, n.Field[i], value, n.Field[i+1:])
		}
	}
	return n
}

// askedFor is a reading, asked, and the fields behind it.
func askedFor(holder parse.Node, name string, value parse.Node, rest []string) parse.Node {
	pos, guard := value.Position(), "_figure"
	if isEventList(name) {
		guard = "_events"
	}
	asked := wrapped(pos, guard, holder, quoted(pos, name), value)
	if len(rest) == 0 {
		return asked
	}
	return guardedReading(&parse.ChainNode{NodeType: parse.NodeChain, Pos: pos, Node: asked, Field: rest})
}

// isGuard tells the calls that asking puts into trees. Their last argument is what was
// asked for.
func isGuard(name string) bool {
	return name == "_events" || name == "_lists" || name == "_figure" || name == "_figureOrNone"
}

// isCell tells the calls that known and field are in a workbook's cell.
func isCell(name string) bool { return name == "_knownCell" || name == "_fieldCell" }

func isGuarded(name string) bool { return isEventList(name) || model.IsFigure(name) }

func isEventList(name string) bool { return name == supervisionRows || model.EventList(name) != "" }

// emptyWhereUnknown has a cell stay empty whose value is a figure and nothing else.
func emptyWhereUnknown(n parse.Node) {
	p, ok := n.(*parse.PipeNode)
	if !ok || len(p.Cmds) != 1 {
		return
	}
	switch c := p.Cmds[0]; {
	case called(c) == "_figure":
		c.Args[0] = command(c.Pos, "_figureOrNone").Args[0]
	case called(c) == "known", called(c) == "field":
		c.Args[0] = command(c.Pos, "_"+called(c)+"Cell").Args[0]
	case len(c.Args) == 1:
		emptyWhereUnknown(c.Args[0])
	}
}

// supervisionRows is the field of a supervision with its rows of the table of findings.
const supervisionRows = "Findings"

// mayBeLists tells whether a node may give all lists: where a field is named, that one.
func mayBeLists(n parse.Node) bool {
	last := func(names []string) bool {
		return len(names) == 0 || names[len(names)-1] == "Tables" || names[len(names)-1] == "Lists"
	}
	switch n := n.(type) {
	case *parse.DotNode:
		return true
	case *parse.FieldNode:
		return last(n.Ident)
	case *parse.VariableNode:
		return last(n.Ident[1:])
	case *parse.ChainNode:
		return last(n.Field)
	}
	return false
}

// eventLists are the types of lists of events' rows, by the table's name.
var eventLists = sync.OnceValue(func() map[string]reflect.Type {
	lists, out := (&model.Office{}).Lists(), map[string]reflect.Type{}
	for _, name := range model.EventTables() {
		out[name] = reflect.TypeOf(lists[name])
	}
	return out
})

// ofEvents is the table whose rows a holder gives under a name, "" for none: the
// office's, or its lists'.
func ofEvents(holder reflect.Value, name string) string {
	for holder.Kind() == reflect.Interface {
		holder = holder.Elem()
	}
	table := model.EventList(name)
	switch {
	case name == supervisionRows && holder.IsValid() && (holder.Type() == reflect.TypeFor[*model.Supervision]() || holder.Type() == reflect.TypeFor[model.Supervision]()):
		return "items"
	case table == "" || !holder.IsValid():
		return ""
	case holder.Type() == reflect.TypeFor[*model.Office](), holder.Type() == reflect.TypeFor[model.Office]():
		return table
	case holder.Type() == reflect.TypeFor[map[string]any]():
		v := holder.MapIndex(reflect.ValueOf(name))
		for v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.IsValid() && v.Type() == eventLists()[table] {
			return table
		}
	}
	return ""
}

// events gives the rows that a holder has under a name, or the gap.
func (r *run) events(holder reflect.Value, name any, v reflect.Value) (reflect.Value, error) {
	text, _ := name.(string)
	if table := ofEvents(holder, text); table != "" {
		return v, r.listed(table)
	}
	return v, nil
}

// figure gives a figure that a record or a sum has under a name, or the gap.
func (r *run) figure(holder reflect.Value, name string, v reflect.Value) (reflect.Value, error) {
	return v, unknownIn(holder, name)
}

// unknownIn is the gap of a figure that a value has under a name.
func unknownIn(holder reflect.Value, name string) error {
	for holder.Kind() == reflect.Interface {
		holder = holder.Elem()
	}
	if !holder.IsValid() || !holder.CanInterface() || holder.Kind() == reflect.Map || holder.Kind() == reflect.Pointer && holder.IsNil() {
		return nil
	}
	return model.UnknownFigure(holder.Interface(), name)
}

// lists gives a value; where it is all the office's lists, only if the tables of events
// that are kept cover the period.
func (r *run) lists(v any) (any, error) {
	office, _ := r.about()
	for _, name := range model.EventTables() {
		if office != nil && office.Kept(name) && ofEvents(reflect.ValueOf(v), name) != "" {
			if err := r.listed(name); err != nil {
				return v, err
			}
		}
	}
	return v, nil
}

func (r *run) listed(table string) error {
	office, p := r.about()
	if office == nil {
		return nil
	}
	return model.Listed(office, table, p)
}

// byName refuses a table's rows to a function that takes them by name.
func byName(table string) error {
	return failf("取“%[1]s”表的各行请直接写 .Tables.%[1]s", "for the rows of the table %[1]q write .Tables.%[1]s", table)
}

// about is the office and the period of the dot that the run fills from.
func (r *run) about() (*model.Office, period.Period) {
	dot, ok := r.dot.(reflect.Value)
	if !ok {
		dot = reflect.ValueOf(r.dot)
	}
	if !dot.IsValid() || dot.Type() != rootType() {
		return nil, period.Period{}
	}
	office, _ := dot.FieldByName("Office").Interface().(*model.Office)
	p, _ := dot.FieldByName("Period").Interface().(period.Period)
	return office, p
}

// unguarded is a pipeline's source as the template has it.
func unguarded(p *parse.PipeNode) string {
	out := p.CopyPipe()
	plain(out)
	return out.String()
}

func plain(n parse.Node) {
	switch n := n.(type) {
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			for isGuard(called(c)) {
				c.Args = c.Args[len(c.Args)-1:]
				if inner, ok := c.Args[0].(*parse.PipeNode); ok && len(inner.Cmds) == 1 && called(inner.Cmds[0]) == "index" {
					c.Args = inner.Cmds[0].Args
				}
			}
			plain(c)
		}
	case *parse.CommandNode:
		if isCell(called(n)) {
			n.Args[0] = command(n.Pos, strings.TrimSuffix(called(n)[1:], "Cell")).Args[0]
		}
		for i, a := range n.Args {
			if inner, ok := a.(*parse.PipeNode); ok && len(inner.Cmds) == 1 && isGuard(called(inner.Cmds[0])) {
				n.Args[i] = inner.Cmds[0].Args[len(inner.Cmds[0].Args)-1]
			}
			plain(n.Args[i])
		}
	case *parse.ChainNode:
		if inner, ok := n.Node.(*parse.PipeNode); ok && len(inner.Cmds) == 1 && isGuard(called(inner.Cmds[0])) {
			n.Node = inner.Cmds[0].Args[len(inner.Cmds[0].Args)-1]
		}
		plain(n.Node)
	}
}
