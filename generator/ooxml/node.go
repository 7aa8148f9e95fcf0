package ooxml

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Node is an element with what stands in it, or a text, or what is neither.
// Written, a node that nobody changed has the bytes that were read.
type Node struct {
	Kind  Kind     // Start for an element, Text, Other
	Name  xml.Name // of an element
	Nodes []*Node

	attrs       []xml.Attr
	text        string
	open, close []byte // tags of an element; the bytes of a text
}

// Parse reads a part as a tree. Its root is a node without a name that holds the
// declaration and the root element.
func Parse(part []byte) (*Node, error) {
	r := NewReader(part)
	root := &Node{Kind: Other}
	for {
		t, err := r.Next()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		n, err := r.Node(t)
		if err != nil {
			return nil, err
		}
		root.Nodes = append(root.Nodes, n)
	}
}

// Node reads the rest of the element that t opens; a token of another kind is a
// node by itself.
func (r *Reader) Node(t Token) (*Node, error) {
	n := &Node{Kind: t.Kind, Name: t.Name, attrs: t.Attrs, text: t.Text, open: r.Raw(t)}
	if t.Kind != Start {
		return n, nil
	}
	for {
		t, err := r.Next()
		if err != nil {
			return nil, err
		}
		if t.Kind == End {
			n.close = r.Raw(t)
			return n, nil
		}
		child, err := r.Node(t)
		if err != nil {
			return nil, err
		}
		n.Nodes = append(n.Nodes, child)
	}
}

// New is an element made of its tag: New(n, `<w:br/>`) for one whose prefixes are
// those of the place. Name is what the packages above look for.
func New(name xml.Name, tag string, nodes ...*Node) *Node {
	n := &Node{Kind: Start, Name: name, open: []byte(tag), Nodes: nodes}
	if !strings.HasSuffix(tag, "/>") {
		n.close = []byte("</" + n.Tag() + ">")
	}
	return n
}

// NewText is a text.
func NewText(s string) *Node { return &Node{Kind: Text, text: s, open: []byte(Escape(s))} }

// Root is the element of a part that was read by Parse.
func (n *Node) Root() *Node {
	for _, c := range n.Nodes {
		if c.Kind == Start {
			return c
		}
	}
	return &Node{}
}

// Is tells an element of a namespace by its name.
func (n *Node) Is(space, name string) bool {
	return n.Kind == Start && n.Name.Local == name && n.Name.Space == space
}

// Elements are the elements of that name among the node's own.
func (n *Node) Elements(name string) []*Node {
	var out []*Node
	for _, c := range n.Nodes {
		if c.Kind == Start && c.Name.Local == name {
			out = append(out, c)
		}
	}
	return out
}

// First is the first element of that name among the node's own, or nil.
func (n *Node) First(name string) *Node {
	for _, c := range n.Nodes {
		if c.Kind == Start && c.Name.Local == name {
			return c
		}
	}
	return nil
}

// Walk visits the node and all within, from the first to the last; where visit
// gives false, not what is within.
func (n *Node) Walk(visit func(n *Node) bool) {
	if !visit(n) {
		return
	}
	for _, c := range n.Nodes {
		c.Walk(visit)
	}
}

// Text is all text within.
func (n *Node) Text() string {
	if n.Kind == Text {
		return n.text
	}
	var b strings.Builder
	n.Walk(func(n *Node) bool { b.WriteString(n.text); return true })
	return b.String()
}

// SetText makes a text all that the element holds.
func (n *Node) SetText(s string) { n.Nodes = []*Node{NewText(s)} }

// Attr is the value of an attribute without a prefix.
func (n *Node) Attr(name string) string { return attr(n.attrs, "", name) }

// AttrOf is the value of an attribute of a namespace.
func (n *Node) AttrOf(space, name string) string { return attr(n.attrs, space, name) }

// Attrs are the attributes, with their namespaces.
func (n *Node) Attrs() []xml.Attr { return n.attrs }

// SetAttr sets an attribute by the name that it has in the tag, prefix and all.
func (n *Node) SetAttr(name, value string) {
	n.open = SetAttr(n.open, name, value)
	prefix, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		local = prefix
	}
	n.attrs = slices.Clone(n.attrs)
	for i, a := range n.attrs {
		if a.Name.Local == local && (a.Name.Space != "") == prefixed {
			n.attrs[i].Value = value
			return
		}
	}
	space := ""
	if prefixed {
		space = n.Name.Space
	}
	n.attrs = append(n.attrs, xml.Attr{Name: xml.Name{Space: space, Local: local}, Value: value})
}

// SetAttrOf sets an attribute that is there, by its namespace.
func (n *Node) SetAttrOf(name xml.Name, value string) {
	if tag := n.attrTag(name); tag != "" {
		n.SetAttr(tag, value)
	}
}

// DropAttr takes out an attribute, by its namespace.
func (n *Node) DropAttr(name xml.Name) {
	if tag := n.attrTag(name); tag != "" {
		n.open = DropAttr(n.open, tag)
		n.attrs = slices.DeleteFunc(slices.Clone(n.attrs), func(a xml.Attr) bool { return a.Name == name })
	}
}

// attrTag is how an attribute with a prefix is written in the tag: the first of its
// name.
func (n *Node) attrTag(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	for _, m := range prefixed().FindAllSubmatch(n.open, -1) {
		if string(m[2]) == name.Local {
			return string(m[1]) + ":" + name.Local
		}
	}
	return ""
}

var prefixed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[\s]([\p{L}_][\p{L}\p{N}_.-]*):([\p{L}_][\p{L}\p{N}_.-]*)\s*=`)
})

// Tag is the element's name as it is written: w:p.
func (n *Node) Tag() string {
	s := n.open[min(1, len(n.open)):]
	if i := bytes.IndexAny(s, " \t\r\n/>"); i >= 0 {
		s = s[:i]
	}
	return string(s)
}

// Prefix is that of the element's name with its colon, "" for none.
func (n *Node) Prefix() string {
	if prefix, _, ok := strings.Cut(n.Tag(), ":"); ok {
		return prefix + ":"
	}
	return ""
}

// Clone is a copy that shares nothing that can be changed.
func (n *Node) Clone() *Node {
	out := *n
	out.Nodes = make([]*Node, len(n.Nodes))
	for i, c := range n.Nodes {
		out.Nodes[i] = c.Clone()
	}
	return &out
}

// Write appends the node to out.
func (n *Node) Write(out *bytes.Buffer) {
	if n.Kind == Start && len(n.close) == 0 && len(n.Nodes) > 0 {
		out.Write(bytes.TrimRight(bytes.TrimSuffix(n.open, []byte("/>")), " \t\r\n"))
		out.WriteByte('>')
	} else {
		out.Write(n.open)
	}
	for _, c := range n.Nodes {
		c.Write(out)
	}
	if n.Kind == Start && len(n.close) == 0 && len(n.Nodes) > 0 {
		out.WriteString("</" + n.Tag() + ">")
	}
	out.Write(n.close)
}

// Bytes are the node's.
func (n *Node) Bytes() []byte {
	var b bytes.Buffer
	n.Write(&b)
	return b.Bytes()
}

// SetAttr sets an attribute in a start tag's bytes; the others stay as they are.
func SetAttr(tag []byte, name, value string) []byte {
	from, to := attrAt(tag, name)
	quoted := `"` + Escape(value) + `"`
	if from >= 0 {
		return slices.Concat(tag[:from], []byte(quoted), tag[to:])
	}
	end := len(tag) - 1
	if end > 0 && tag[end-1] == '/' {
		end--
	}
	head := bytes.TrimRight(tag[:end], " \t\r\n")
	return slices.Concat(head, []byte(" "+name+"="+quoted), tag[end:])
}

// DropAttr takes an attribute out of a start tag's bytes.
func DropAttr(tag []byte, name string) []byte {
	from, to := attrAt(tag, name)
	if from < 0 {
		return tag
	}
	from = bytes.LastIndex(tag[:from], []byte(name))
	head := bytes.TrimRight(tag[:from], " \t\r\n")
	return slices.Concat(head, tag[to:])
}

// attrAt is where an attribute's value stands in a start tag, marks and all; -1 if
// it does not.
func attrAt(tag []byte, name string) (from, to int) {
	i := 1
	for i < len(tag) && bytes.IndexByte([]byte(" \t\r\n/>"), tag[i]) < 0 {
		i++
	}
	for i < len(tag) {
		for i < len(tag) && bytes.IndexByte([]byte(" \t\r\n"), tag[i]) >= 0 {
			i++
		}
		begin := i
		for i < len(tag) && bytes.IndexByte([]byte(" \t\r\n=/>"), tag[i]) < 0 {
			i++
		}
		found := string(tag[begin:i]) == name
		for i < len(tag) && tag[i] != '"' && tag[i] != '\'' {
			i++
		}
		if i == len(tag) {
			return -1, -1
		}
		end := bytes.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			return -1, -1
		}
		from, to = i, i+end+2
		if found {
			return from, to
		}
		i = to
	}
	return -1, -1
}

// Escape is a text as XML's, for texts and attributes. Characters that XML does
// not have are left out.
func Escape(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == '&' || r == '<' || r == '>' || r == '"' || r == '\ufffe' || r == '\uffff' || r == '\ufffd'
	}) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteString(map[rune]string{'\n': "&#10;", '\t': "&#9;", '\r': "&#13;"}[r])
		case r < ' ', r == '\ufffe', r == '\uffff':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Tags are the bytes of an element's tags. One that is closed in its own tag has no
// second.
func (n *Node) Tags() (open, close []byte) { return n.open, n.close }
