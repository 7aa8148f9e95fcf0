package doc

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
)

// Resolved is a document with its meaning: every word and number that its paper
// shows, in reading order. Writers place it and add nothing.
type Resolved struct {
	Meta    Meta // as it was given; what is shown of it stands in the blocks
	Layout  *Layout
	Head    []Block // 版头, title and 主送机关
	Body    []Block
	Imprint *Imprint // nil where there is none
	File    string   // the template, for complaints
}

// Options are what a paper's words depend on beside the document.
type Options struct {
	Draft    bool               // sample seals stand where the real ones will
	Pictures map[string]Picture // by the names that documents use
}

// Resolve gives a document its meaning. It complains of a layout that is not
// known, which is then taken as plain, and of pictures that are missing.
func Resolve(d *Document, o Options) (*Resolved, *diag.List) {
	r := &resolving{options: o, file: d.File, complaints: &diag.List{}}
	layout, ok := LayoutOf(d.Meta.Layout)
	if !ok {
		r.complain("layout-unknown", 0, d.Meta.Layout, diag.T("没有这种版式", "there is no such layout"),
			diag.T("应为：%s", "use one of %s", diag.Names(LayoutNames())))
		layout, _ = LayoutOf("")
	}
	m := r.composedMeta(d.Meta)
	r.unshown(&m, layout)
	return &Resolved{
		Meta: m, Layout: layout, File: d.File,
		Head: head(&m, layout), Body: r.body(d.Blocks), Imprint: imprintOf(&m, layout.Imprint),
	}, r.complaints
}

// unshown warns of elements that the layout has no place for.
func (r *resolving) unshown(m *Meta, l *Layout) {
	for i := range elements {
		e := &elements[i]
		given := e.text != nil && *e.text(m) != "" || e.list != nil && len(*e.list(m)) > 0
		if given && !l.shows(e.key) {
			r.complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "layout-element", Place: diag.Place{File: r.file, Key: e.key}, Value: l.Name,
				Problem: diag.T("这种版式没有 %s 的位置，不排印", "this layout has no place for %s: it is not set", e.key),
				Remedy:  diag.T("删去这一项，或改用有这一要素的版式", "remove it, or take a layout that has it")})
		}
	}
}

// resolving is a document on the way to its meaning.
type resolving struct {
	options    Options
	file       string
	complaints *diag.List
	figures    int // charts and pictures numbered so far
}

// resolver is a block that has words or numbers to find. It gives what stands in
// its place and leaves itself as it is.
type resolver interface{ resolve(*resolving) []Block }

func (r *resolving) body(blocks []Block) []Block {
	out := make([]Block, 0, len(blocks))
	var heading *Heading // waits for the paragraph that it runs into
	for _, b := range blocks {
		if h, ok := b.(*Heading); ok && h.RunIn {
			heading = h
			continue
		}
		if p, ok := b.(*Paragraph); ok && heading != nil {
			n := *p
			n.Heading, heading = heading, nil
			b = &n
		}
		if n, ok := b.(resolver); ok {
			out = append(out, n.resolve(r)...)
		} else {
			out = append(out, b)
		}
	}
	return out
}

func (r *resolving) complain(code string, line int, value string, problem, remedy diag.Text) {
	r.complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: r.file, Line: line}, Value: value, Problem: problem, Remedy: remedy})
}

// Words is all that the paper says, in reading order: a line for each paragraph,
// cell or label. The folios are not among them.
func (d *Resolved) Words() []string {
	var out []string
	for _, blocks := range [][]Block{d.Head, d.Body} {
		for _, b := range blocks {
			out = append(out, b.Words()...)
		}
	}
	if d.Imprint != nil {
		out = append(out, d.Imprint.Words()...)
	}
	return out
}

// Date is the paper's own date (成文日期) as it is set: of its elements, else of its
// closing; "" where it has none.
func (d *Resolved) Date() string {
	date := d.Meta.Date
	for _, b := range d.Body {
		if c, ok := b.(*Closing); ok && date == "" {
			date = c.Date
		}
	}
	return date
}

// String prints the document, a line a part, for tests and for looking.
func (d *Resolved) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "layout %s folio %q", d.Layout.Name, d.Layout.Folio.Words(1))
	if d.Layout.Folio.NotFirst {
		b.WriteString(" not first")
	}
	if d.Meta.Duplex {
		b.WriteString(" duplex")
	}
	if d.Meta.Spacing {
		b.WriteString(" spacing")
	}
	if d.Meta.Check != "" {
		fmt.Fprintf(&b, " check %q", d.Meta.Check)
	}
	b.WriteString("\n" + printed(d.Head) + printed(d.Body))
	if d.Imprint != nil {
		d.Imprint.print(&b)
	}
	return b.String()
}
