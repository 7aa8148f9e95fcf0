package tree

import (
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Shape describes what a value of a file may be: for the check of the file and
// for its JSON Schema.
type Shape struct {
	Form       Form
	Properties []Property               // of an Object
	Item       *Shape                   // of a list's items, a map's values, and the keys of an Object beside Properties
	Names      []string                 // of a Choice
	Options    []*Shape                 // of Either: told apart by being scalar, list or map
	Note       string                   // for people who write the file
	English    string                   // the note in English
	Pattern    string                   // of a Text, for editors
	Most       int                      // characters of a Text, for editors; 0: as many as one likes
	Accept     func(text string) *Fault // judges a scalar's text; nil takes any
}

// Form is what kind of value a shape takes.
type Form int

// The forms of values.
const (
	Text     Form = iota // a single text; a number is one too
	Words                // a Text that may be true or false too
	Number               // as a number, or as a text that people write for one
	Whole                // likewise without decimals
	Decimal              // as a number only
	Flag                 // true or false
	Choice               // one of Names
	Anything             // of any kind
	ListOf
	Object // keys are Properties
	MapOf  // keys are free
	Either
)

// Property is a key of an object.
type Property struct {
	Name     string
	Shape    *Shape
	Required bool
}

// Fault is what is wrong with a text, without its place.
type Fault struct {
	Code            string
	Problem, Remedy diag.Text
}

// Of is a shape of a form.
func Of(f Form, note string) *Shape { return &Shape{Form: f, Note: note} }

// Textual is a single text.
func Textual(note string) *Shape { return Of(Text, note) }

// In gives a shape its note in English.
func (s *Shape) In(english string) *Shape {
	s.English = english
	return s
}

// Listing is a list of items.
func Listing(item *Shape, note string) *Shape { return &Shape{Form: ListOf, Item: item, Note: note} }

// Mapped is a map whose keys are free.
func Mapped(item *Shape, note string) *Shape { return &Shape{Form: MapOf, Item: item, Note: note} }

// OneOf is one of some names.
func OneOf(note string, names ...string) *Shape {
	return &Shape{Form: Choice, Names: names, Note: note}
}

// Must is a key that an object must have.
func Must(name string, s *Shape) Property { return Property{name, s, true} }

// May is a key that an object may have.
func May(name string, s *Shape) Property { return Property{name, s, false} }

// Fields is an object of these keys only.
func Fields(note string, p ...Property) *Shape {
	return &Shape{Form: Object, Properties: p, Note: note}
}

// EitherOf is one of several shapes.
func EitherOf(note string, o ...*Shape) *Shape {
	return &Shape{Form: Either, Options: o, Note: note}
}

// Many is a list of items, or one alone.
func Many(item *Shape) *Shape { return EitherOf("", item, Listing(item, "")) }

// Check holds a file's nodes against a shape.
type Check struct {
	Fail    func(line int, path, code, value string, problem, remedy diag.Text)
	Clean   func(text string) (string, *Fault)         // a text without what nobody sees; nil leaves it
	Near    func(key string, keys []string) diag.Names // the keys that may have been meant; nil: all
	Choice  string                                     // the code of a text that is none of those to choose from
	Kind    string                                     // the code of a value of the wrong kind: config-kind
	Key     string                                     // of an unknown key
	Missing string                                     // of a key that is missing

	bad map[*Node]bool // complained of
}

// Bad tells whether a value was complained of.
func (c *Check) Bad(n *Node) bool { return c.bad[n] }

// Hold complains of all that does not fit, and empties the values that do not,
// so that who reads them finds nothing instead of nonsense.
func (c *Check) Hold(n *Node, s *Shape, path string) {
	if n.Kind == Nothing {
		return
	}
	wrong := func(problem, remedy diag.Text) {
		c.fail(n, path, c.Kind, problem, remedy)
	}
	if c.oneText(n, s, path) {
		return
	}
	switch s.Form {
	case Either:
		for _, o := range s.Options {
			if o.kind() == n.Kind {
				c.Hold(n, o, path)
				return
			}
		}
		wrong(diag.T("这里不能这样写", "a value of this kind can't stand here"), hint(s))
	case ListOf:
		if n.Kind != List {
			wrong(diag.T("应为列表", "this should be a list"), hint(s))
			return
		}
		for i, item := range n.Items {
			c.Hold(item, s.Item, Index(path, i))
		}
	case Object, MapOf:
		if n.Kind != Map {
			problem, remedy := diag.T("应为一组键和值", "this should be keys with values"), hint(s)
			if typed := typed(strings.SplitAfter(n.Text, " "), 1); typed != nil && n.Kind == Scalar { // the parser took the keys for one text
				problem, remedy = typed.Problem, typed.Remedy
			}
			wrong(problem, remedy)
			return
		}
		c.keys(n, s, path)
	case Anything:
		c.anything(n, path)
	default:
		if _, flag := n.Value.(bool); n.Kind != Scalar || flag && s.Form == Text {
			wrong(diag.T("应为单个值", "this should be a single value"), hint(s))
			return
		}
		c.scalar(n, s, path)
	}
}

func (c *Check) fail(n *Node, path, code string, problem, remedy diag.Text) {
	c.Fail(n.Line, path, code, n.Text, problem, remedy)
	*n = Node{Line: n.Line}
	if c.bad == nil {
		c.bad = map[*Node]bool{}
	}
	c.bad[n] = true
}

func hint(s *Shape) diag.Text {
	text := diag.T("见 hongtou schema", "see hongtou schema")
	if s.Note != "" {
		text.Zh = s.Note
	}
	if s.English != "" {
		text.En = s.English
	}
	return text
}

// kind is the kind of node that an option of an either takes.
func (s *Shape) kind() Kind {
	switch s.Form {
	case ListOf:
		return List
	case Object, MapOf:
		return Map
	}
	return Scalar
}

func (c *Check) keys(n *Node, s *Shape, path string) {
	for _, e := range n.Keys {
		item := s.Item
		if s.Form == Object {
			if item = s.property(e.Key); item == nil {
				item = s.Item
			}
		}
		if item == nil {
			known := s.Keys()
			near := diag.Names(known)
			if c.Near != nil {
				near = c.Near(e.Key, known)
			}
			problem := diag.T("不认识的键", "an unknown key")
			if plain := strings.Trim(e.Key, "“”‘’\u3000\u00a0 "); plain != e.Key {
				problem = diag.T("键里有全角引号或全角空格", "a key with full-width quotes or blanks")
			}
			if strings.ContainsAny(e.Key, "｛｝［］【】") {
				problem = diag.T("键里有全角括号", "a key with full-width brackets")
			}
			c.Fail(e.Line, Under(path, e.Key), c.Key, e.Key, problem, diag.T("可用的键：%s", "the keys are %s", near))
			continue
		}
		if !c.joined(e.Value, s, Under(path, e.Key)) {
			c.Hold(e.Value, item, Under(path, e.Key))
		}
	}
	for _, p := range s.Properties {
		if v := n.Get(p.Name); p.Required && (v == nil || v.Kind == Scalar && strings.TrimSpace(v.Text) == "") && !c.has(n, p.Name) {
			c.Fail(n.Line, Under(path, p.Name), c.Missing, "", diag.T("缺少“%s”", "%q is missing", p.Name), named("写明 %s", "give %s", p))
		}
	}
}

// has tells whether a key is there whose value was complained of.
func (c *Check) has(n *Node, key string) bool {
	return slices.ContainsFunc(n.Keys, func(e Entry) bool { return e.Key == key && c.bad[e.Value] })
}

// named says something of a key with its note behind it.
func named(zh, en string, p Property) diag.Text {
	text := diag.T(zh, en, p.Name)
	if p.Shape.Note != "" {
		text.Zh = diag.T(zh, en, p.Name+"（"+p.Shape.Note+"）").Zh
	}
	if p.Shape.English != "" {
		text.En = diag.T(zh, en, p.Name+" ("+p.Shape.English+")").En
	}
	return text
}

// Keys are the names of an object's properties.
func (s *Shape) Keys() []string {
	var keys []string
	for _, p := range s.Properties {
		keys = append(keys, p.Name)
	}
	return keys
}

func (s *Shape) property(name string) *Shape {
	for _, p := range s.Properties {
		if p.Name == name {
			return p.Shape
		}
	}
	return nil
}

// anything checks the texts of a free value.
func (c *Check) anything(n *Node, path string) {
	if _, ok := n.Value.(string); ok && c.Clean != nil {
		if _, f := c.Clean(n.Text); f != nil {
			c.fail(n, path, f.Code, f.Problem, f.Remedy)
		}
	}
	for i, item := range n.Items {
		c.anything(item, Index(path, i))
	}
	for _, e := range n.Keys {
		c.anything(e.Value, Under(path, e.Key))
	}
}

func (c *Check) scalar(n *Node, s *Shape, path string) {
	value, f := n.Text, (*Fault)(nil)
	if c.Clean != nil {
		value, f = c.Clean(value)
	}
	if f == nil && value != "" {
		f = s.judge(c, value)
	}
	if f != nil {
		c.fail(n, path, f.Code, f.Problem, f.Remedy)
	}
}

func (s *Shape) judge(c *Check, value string) *Fault {
	switch {
	case s.Accept != nil:
		return s.Accept(value)
	case s.Form == Choice && !slices.Contains(s.Names, value):
		return &Fault{c.Choice, diag.T("不在可选的值之中", "not one of the values to choose from"), diag.T("应为：%s", "use one of %s", diag.Names(s.Names))}
	case s.Form == Flag && value != "true" && value != "false":
		return &Fault{c.Kind, diag.T("应为 true 或 false", "this should be true or false"), hint(s)}
	case s.Form == Decimal:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			return &Fault{c.Kind, diag.T("应为数字", "this should be a number"), hint(s)}
		}
	}
	return nil
}
