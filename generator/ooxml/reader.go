package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Kind is what a token is.
type Kind uint8

const (
	Start Kind = iota // <a> or <a/>: an End follows either
	End
	Text
	Other // a comment, the declaration at the part's beginning
)

// Token is a piece of a part: its bytes are those from From up to To. The end of
// an element that is closed in its own tag has none.
type Token struct {
	Kind     Kind
	Name     xml.Name // with the namespace that the prefix stands for
	Attrs    []xml.Attr
	Text     string // of a text: what it says
	From, To int
}

// Attr is the value of an attribute without a prefix, "" if it is not there.
func (t *Token) Attr(name string) string { return attr(t.Attrs, "", name) }

func attr(attrs []xml.Attr, space, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// Namespaces whose elements and attributes the packages above look for. Parts in
// the strict form of the standard come with these names too.
const (
	Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	Spreadsheet   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	Word          = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// strict gives a namespace of the strict form the name of the other one.
func strict(space string) string {
	rest, ok := strings.CutPrefix(space, "http://purl.oclc.org/ooxml/")
	if !ok {
		return space
	}
	dir, name, _ := strings.Cut(rest, "/")
	return "http://schemas.openxmlformats.org/" + dir + "/2006/" + name
}

// Reader goes through a part token by token and holds it to the rules: elements
// nest, prefixes are bound, no attribute stands twice, there is one root and no
// document type.
type Reader struct {
	part   []byte
	from   int
	xml    *xml.Decoder
	open   []opened
	spaces []binding
	rooted bool
}

type opened struct {
	raw      xml.Name
	name     xml.Name
	bindings int
}

type binding struct{ prefix, space string }

// NewReader reads a part.
func NewReader(part []byte) *Reader {
	d := xml.NewDecoder(bytes.NewReader(part))
	return &Reader{part: part, xml: d}
}

// Raw are a token's bytes.
func (r *Reader) Raw(t Token) []byte { return r.part[t.From:t.To] }

// Next gives the next token, and io.EOF behind the last.
func (r *Reader) Next() (Token, error) {
	raw, err := r.xml.RawToken()
	if err == io.EOF {
		if len(r.open) > 0 {
			return Token{}, fmt.Errorf("<%s> is not closed", r.open[len(r.open)-1].raw.Local)
		}
		if !r.rooted {
			return Token{}, errors.New("it has no element")
		}
	}
	if err != nil {
		return Token{}, err
	}
	t := Token{From: r.from, To: int(r.xml.InputOffset())}
	r.from = t.To
	switch raw := raw.(type) {
	case xml.StartElement:
		return t, r.start(&t, raw)
	case xml.EndElement:
		if len(r.open) == 0 || r.open[len(r.open)-1].raw != raw.Name {
			return t, fmt.Errorf("</%s> closes nothing", raw.Name.Local)
		}
		top := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		r.spaces = r.spaces[:top.bindings]
		t.Kind, t.Name = End, top.name
	case xml.CharData:
		t.Kind, t.Text = Text, string(raw)
		if len(r.open) == 0 && strings.TrimFunc(t.Text, func(c rune) bool { return c == '\ufeff' || c == ' ' || c == '\n' || c == '\r' || c == '\t' }) != "" {
			return t, errors.New("a text stands outside of the root")
		}
	case xml.Directive:
		return t, errors.New("it has a document type")
	default:
		t.Kind = Other
	}
	return t, nil
}

// maxDepth is how deep elements may nest.
const maxDepth = 256

func (r *Reader) start(t *Token, raw xml.StartElement) error {
	if len(r.open) == 0 && r.rooted {
		return errors.New("it has two roots")
	}
	if len(r.open) >= maxDepth {
		return fmt.Errorf("elements nest more than %d deep", maxDepth)
	}
	r.rooted = true
	bindings := len(r.spaces)
	for _, a := range raw.Attr {
		switch {
		case a.Name.Space == "xmlns":
			r.spaces = append(r.spaces, binding{a.Name.Local, strict(a.Value)})
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			r.spaces = append(r.spaces, binding{"", strict(a.Value)})
		}
	}
	space, err := r.space(raw.Name.Space)
	if err != nil {
		return err
	}
	t.Kind, t.Name, t.Attrs = Start, xml.Name{Space: space, Local: raw.Name.Local}, raw.Attr
	for i := range raw.Attr {
		a := &raw.Attr[i].Name
		if a.Space != "" && a.Space != "xmlns" {
			if a.Space, err = r.space(a.Space); err != nil {
				return err
			}
		}
		for _, before := range raw.Attr[:i] {
			if before.Name == *a {
				return fmt.Errorf("the attribute %s stands twice", a.Local)
			}
		}
	}
	r.open = append(r.open, opened{raw.Name, t.Name, bindings})
	return nil
}

func (r *Reader) space(prefix string) (string, error) {
	for i := len(r.spaces) - 1; i >= 0; i-- {
		if r.spaces[i].prefix == prefix {
			return r.spaces[i].space, nil
		}
	}
	switch prefix {
	case "":
		return "", nil
	case "xml":
		return "http://www.w3.org/XML/1998/namespace", nil
	}
	return "", fmt.Errorf("the prefix %s is not bound", prefix)
}

// Skip reads to the end of the element that t opens.
func (r *Reader) Skip(t Token) error {
	for depth := 1; depth > 0; {
		t, err := r.Next()
		if err != nil {
			return err
		}
		switch t.Kind {
		case Start:
			depth++
		case End:
			depth--
		}
	}
	return nil
}

// Check tells what is wrong with a part; nil where it is sound.
func Check(part []byte) error {
	r := NewReader(part)
	for {
		if _, err := r.Next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Change tells what stands for a token: with, where changed is true, else its own
// bytes. It may read on: what it read is then taken as replaced.
type Change func(r *Reader, t Token) (with []byte, changed bool, err error)

// Edit copies a part and changes tokens on the way.
func Edit(part []byte, change Change) ([]byte, error) {
	var out []byte
	kept := 0 // up to where it was copied
	r := NewReader(part)
	for {
		t, err := r.Next()
		if err == io.EOF {
			if kept == 0 {
				return part, nil
			}
			return append(out, part[kept:]...), nil
		}
		if err != nil {
			return nil, err
		}
		with, changed, err := change(r, t)
		if err != nil {
			return nil, err
		}
		if changed {
			out = append(append(out, part[kept:t.From]...), with...)
			kept = r.from
		}
	}
}
