package readback

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Parts is the files of a package, .docx or .ofd, by their names.
func Parts(file []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		parts[f.Name] = data
	}
	return parts, nil
}

// Element is XML as a tree.
type Element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []Element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

// Tree reads a part. The error is that it is not well-formed.
func Tree(part []byte) (*Element, error) {
	var e Element
	return &e, xml.Unmarshal(part, &e)
}

// Attr is an attribute by its local name, "" where there is none.
func (e *Element) Attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Find is the elements of a local name below e, in order.
func (e *Element) Find(name string) []*Element {
	var out []*Element
	for i := range e.Children {
		c := &e.Children[i]
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.Find(name)...)
	}
	return out
}

// Words is what a Word file says, in the order in which its parts have it: a line a
// paragraph or a part of one between tabs; a chart by its category.
func Words(file []byte) ([]string, error) {
	parts, err := Parts(file)
	if err != nil {
		return nil, err
	}
	relations, err := Tree(parts["word/_rels/document.xml.rels"])
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range relations.Find("Relationship") {
		targets[r.Attr("Id")] = path.Join("word", r.Attr("Target"))
	}
	document, err := Tree(parts["word/document.xml"])
	if err != nil {
		return nil, err
	}
	var out []string
	var line strings.Builder
	flush := func() {
		if line.Len() > 0 {
			out = append(out, line.String())
		}
		line.Reset()
	}
	var walk func(*Element) error
	walk = func(e *Element) error {
		switch e.XMLName.Local {
		case "p":
			flush()
			defer flush()
		case "tab":
			flush()
		case "t":
			line.WriteString(e.Text)
		case "chart":
			flush()
			chart, err := Tree(parts[targets[e.Attr("id")]])
			if err != nil {
				return err
			}
			out = append(out, chartWords(chart)...)
		}
		for i := range e.Children {
			if err := walk(&e.Children[i]); err != nil {
				return err
			}
		}
		return nil
	}
	err = walk(document)
	return out, err
}

// chartWords is what a chart says: its series where there are several, and each
// category with its figures.
func chartWords(chart *Element) []string {
	var out, names []string
	values := map[string]string{}
	series := chart.Find("ser")
	for k, s := range series {
		v := func(where string) (texts map[string]string) {
			texts = map[string]string{}
			for _, list := range s.Find(where) {
				for _, p := range list.Find("pt") {
					texts[p.Attr("idx")] = p.Find("v")[0].Text
				}
			}
			return texts
		}
		if len(series) > 1 {
			out = append(out, v("tx")["0"])
		}
		if k == 0 {
			for i := range len(v("cat")) {
				names = append(names, v("cat")[strconv.Itoa(i)])
			}
		}
		for i, n := range v("val") {
			values[fmt.Sprint(i, " ", k)] = n
		}
	}
	for i, name := range names {
		out = append(out, name)
		for k := range series {
			if n, ok := values[fmt.Sprint(i, " ", k)]; ok && !strings.Contains(name, "（") {
				out = append(out, n)
			}
		}
	}
	return out
}
