package pdf

import (
	"hongtou/generator/typeset"
)

// marks puts a page's content into marked-content sequences (ISO 32000-1, 14.6): one for
// what follows each other of one element, numbered from 0 on each page.
type marks struct {
	elements []typeset.Element
	first    int32 // of the page: what is added to its elements' numbers

	now    int32   // element of the sequence that is open
	open   bool    // whether one is
	marked []int32 // the element of each sequence of the page by its number
}

// mark lets what is written next be content of an element of the page.
func (m *marks) mark(b []byte, element int32) []byte {
	if m.open && m.now == element {
		return b
	}
	b = m.end(b)
	m.open, m.now = true, element
	switch element {
	case typeset.Artifact:
		return append(b, "/Artifact BMC\n"...)
	case typeset.FolioArtifact:
		return append(b, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"...)
	case typeset.RepeatArtifact:
		return append(b, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"...)
	case typeset.UnderArtifact:
		return append(b, "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n"...)
	}
	element += m.first
	b = append(append(b, '/'), kinds[m.elements[element].Kind]...)
	if level := m.elements[element].Level; level > 0 {
		b = append(b, '0'+level)
	}
	b = append(appendInt(append(b, "<</MCID "...), len(m.marked)), ">>BDC\n"...)
	m.marked = append(m.marked, element)
	return b
}

// end ends the sequence that is open.
func (m *marks) end(b []byte) []byte {
	if !m.open {
		return b
	}
	m.open = false
	return append(b, "EMC\n"...)
}

// kinds are the standard structure types (ISO 32000-1, 14.8.4); a heading's level
// follows.
var kinds = [...]string{
	typeset.WholeElement: "Document", typeset.PartElement: "Part", typeset.HeadingElement: "H", typeset.ParagraphElement: "P",
	typeset.ListElement: "L", typeset.ItemElement: "LI", typeset.LabelElement: "Lbl", typeset.BodyElement: "LBody",
	typeset.TableElement: "Table", typeset.RowElement: "TR", typeset.HeaderElement: "TH", typeset.CellElement: "TD",
	typeset.CaptionElement: "Caption", typeset.FigureElement: "Figure",
}
