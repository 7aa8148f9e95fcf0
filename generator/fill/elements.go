package fill

import (
	"crypto/sha256"
	"encoding/hex"

	"hongtou/generator/doc"
)

// Layout is a document template's layout: document, letter, agreement …; "" of a
// workbook.
func (t *Template) Layout() string { return t.ready().layout }

// Parties tells a paper that two parties sign.
func (t *Template) Parties() bool {
	if t.Kind() != DocumentKind {
		return false
	}
	l, ok := doc.LayoutOf(t.Layout())
	return ok && l.Parties
}

// Elements is the filled front matter as the document's elements.
func (d *Document) Elements() doc.Meta {
	m := doc.Meta{Layout: d.Layout}
	for _, key := range doc.MetaKeys() {
		m.Set(key, d.Meta.List(key))
	}
	if d.Meta.Get("check") == "yes" {
		m.Check = d.check(&m)
	}
	return m
}

// check is what the check code says: the number or the title, and the first half
// of the SHA-256 of all that the document says, so that a paper can be compared
// with the file that it should be.
func (d *Document) check(m *doc.Meta) string {
	name := m.Number
	if name == "" {
		name = m.TitleLine()
	}
	sum := sha256.Sum256([]byte(d.String()))
	return name + "\n" + hex.EncodeToString(sum[:16])
}

// SafePath is the path of an output that no template names: a name within a
// folder, such that every file system takes it.
func SafePath(folder, name string) string { return cleanPath(folder + "/" + pathValue(name)) }
