package ofd

import (
	"strings"

	"hongtou/generator/doc"
)

// Element is one custom datum: an element of the paper by the name that an exchange
// system looks for.
type Element struct{ Name, Value string }

// names are the elements of a paper by their keys in front matter, in the order of
// GB/T 9704-2012, with the names that the standard has for them.
var names = []struct{ key, name string }{
	{"copy", "份号"}, {"secrecy", "密级和保密期限"}, {"urgency", "紧急程度"}, {"mark", "发文机关标志"}, {"number", "发文字号"},
	{"issue", "期号"}, {"signer", "签发人"}, {"title", "标题"}, {"to", "主送机关"}, {"office", "发文机关署名"}, {"date", "成文日期"},
	{"cc", "抄送机关"}, {"printer", "印发机关"}, {"printed", "印发日期"},
}

// ElementKeys are the keys that Elements takes names for.
func ElementKeys() []string {
	keys := make([]string, len(names))
	for i := range names {
		keys[i] = names[i].key
	}
	return keys
}

// Elements are a paper's elements as custom data, those that it has. A name in own
// stands for the usual one of its key; an empty one leaves the element out.
func Elements(d *doc.Resolved, own map[string]string) []Element {
	m := &d.Meta
	values := map[string]string{
		"copy": m.Copy, "secrecy": m.Secrecy, "urgency": m.Urgency, "mark": strings.Join(m.Marks, "、"), "number": m.Number,
		"issue": m.Issue, "signer": strings.Join(m.Signers, "、"), "title": m.TitleLine(), "to": m.To, "office": m.Office, "date": d.Date(),
		"cc": strings.Join(m.CC, "、"), "printer": m.Printer, "printed": m.Printed,
	}
	for _, b := range d.Body {
		if c, ok := b.(*doc.Closing); ok && values["office"] == "" { // the text's own 署名 stands first
			values["office"] = strings.Join(c.Offices, "、")
		}
	}
	var out []Element
	for _, n := range names {
		name, set := own[n.key]
		if !set {
			name = n.name
		}
		if value := line(values[n.key]); value != "" && line(name) != "" {
			out = append(out, Element{line(name), value})
		}
	}
	return out
}
