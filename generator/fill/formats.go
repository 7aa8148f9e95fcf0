package fill

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// Format is a format of files, by the suffix that they have without its dot.
type Format string

// The formats that documents and workbooks are made in.
const (
	PDF  Format = "pdf"
	DOCX Format = "docx" // for those who change words before a paper is issued
	OFD  Format = "ofd"  // GB/T 33190-2016, for the exchange between offices
	XLSX Format = "xlsx"
)

// DocumentFormats are the formats of documents; the first is the usual one.
func DocumentFormats() []Format { return []Format{PDF, DOCX, OFD} }

// Formats are the formats that the template's outputs can have; the first is the
// usual one.
func (t *Template) Formats() []Format {
	if t.Kind() == WorkbookKind {
		return []Format{XLSX}
	}
	if t.Kind() == WordKind {
		return []Format{DOCX}
	}
	return DocumentFormats()
}

// Wished are the formats that the template's front matter asks for, nil for none.
func (t *Template) Wished() []Format { return t.ready().formats }

// readFormats reads the key formats: one, or a list.
func (t *Template) readFormats(p tree.Entry, complain complain) {
	items := []*tree.Node{p.Value}
	if p.Value.Kind == tree.List {
		items = p.Value.Items
	}
	var names []string
	for _, f := range DocumentFormats() {
		names = append(names, string(f))
	}
	for _, item := range items {
		for name := range strings.SplitSeq(item.Text, ",") {
			name = strings.TrimSpace(name)
			format := Format(oneOf(tree.Entry{Key: p.Key, Line: p.Line, Value: &tree.Node{Kind: tree.Scalar, Text: name, Line: item.Line}}, names, complain))
			if !slices.Contains(t.formats, format) {
				t.formats = append(t.formats, format)
			}
		}
	}
}

// suffixed gives a file the suffix of a format. One of another format that the
// template's file ends in goes; a dot that is no such suffix belongs to the name.
func suffixed(file string, f Format) string {
	if file == "" {
		return ""
	}
	for _, known := range append(DocumentFormats(), XLSX) {
		if suffix := "." + string(known); len(file) > len(suffix) && strings.EqualFold(file[len(file)-len(suffix):], suffix) {
			file = file[:len(file)-len(suffix)]
			break
		}
	}
	return cleanPath(file + "." + string(f)) // within the length of a name
}

// File is the output's path for root in a format, without filling the rest: enough
// to plan a run.
func (t *Template) File(root Root, format Format) (string, *diag.List) {
	return t.file(root, format, (*filler).wanted)
}

// FileOf is File for a subject of which when was asked, without failing.
func (t *Template) FileOf(root Root, format Format) (string, *diag.List) {
	return t.file(root, format, func(*filler) bool { return true })
}

func (t *Template) file(root Root, format Format, ask func(*filler) bool) (string, *diag.List) {
	t.ready()
	f := &filler{t: t, root: root, complaints: &diag.List{}, asking: true}
	for _, m := range t.meta {
		if m.key == "file" {
			ask(f)
			return suffixed(f.file(m), format), f.complaints
		}
	}
	return "", f.complaints
}
