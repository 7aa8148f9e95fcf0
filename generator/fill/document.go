package fill

import (
	"fmt"
	"reflect"
	"strings"
	"text/template"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// Document is a filled document template.
type Document struct {
	Name     string // the template's
	File     string // relative output path with slashes, safe on every file system
	Layout   string // a doc.Layout's name
	Meta     Meta   // the evaluated front matter, without each, file, cadence and layout
	Body     string // Markdown
	BodyLine int    // the line of the template's file on which the body starts
	Path     string // the template's file, for complaints

	Issuer *model.Issuer // the body that issues it
}

// Meta is front matter in the template's order: elements of the page.
type Meta []Element

// Element is one key of the front matter with its text, or texts for a list.
type Element struct {
	Key    string
	Values []string
}

// Get is the element's text, the texts of a list joined by 、, "" if there is
// none.
func (m Meta) Get(key string) string { return strings.Join(m.List(key), "、") }

// List gives the element's texts that are not empty.
func (m Meta) List(key string) []string {
	for _, e := range m {
		if e.Key == key {
			return e.Values
		}
	}
	return nil
}

// String prints the document as a template file would hold it.
func (d *Document) String() string {
	var b strings.Builder
	b.Grow(len(d.Body) + 512)
	fmt.Fprintf(&b, "--- %s (%s) -> %s\n", d.Name, d.Layout, d.File)
	for _, e := range d.Meta {
		fmt.Fprintf(&b, "%s: %q\n", e.Key, e.Values)
	}
	b.WriteString("---\n" + d.Body)
	return b.String()
}

// Document fills the template for root. Complaints name the template's line and
// whom it was filled for; with any error among them there is no document.
func (t *Template) Document(root Root) (*Document, *diag.List) {
	t.ready()
	f := &filler{t: t, root: root, complaints: &diag.List{}}
	if t.kind != DocumentKind {
		f.complain(0, "template-kind", "", diag.T("这不是文书模板", "this is not a document template"), diag.T("改用一份 .md 模板", "name a template of a document (.md)"))
		return nil, f.complaints
	}
	d := f.document()
	if f.complaints.Errors() > 0 {
		return nil, f.complaints
	}
	return d, f.complaints
}

func (f *filler) document() *Document {
	d := &Document{Name: f.t.name, Path: f.t.path, Layout: f.t.layout, BodyLine: f.t.bodyLine}
	d.File, d.Meta = f.meta()
	d.Body = oneStop(f.text(f.t.body, f.t.bodyLine))
	d.Issuer = f.root.issuer
	f.judge(d)
	return d
}

// oneStop leaves out the stop that a cell ends with where the template's own mark follows:
// people write sentences with one or without. Dots that stand for an omission stay.
func oneStop(s string) string {
	const stop = "。"
	for at := strings.Index(s, stop); at >= 0; {
		next := at + len(stop)
		if strings.HasSuffix(s[:at], "；") || next < len(s) && strings.ContainsAny(firstOf(s[next:]), "。，；、") {
			return stops.Replace(s)
		}
		n := strings.Index(s[next:], stop)
		if n < 0 {
			break
		}
		at = next + n
	}
	return s
}

// firstOf is the first character of a text.
func firstOf(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

var stops = strings.NewReplacer("。。。", "。。。", "。。", "。", "。，", "，", "。；", "；", "。、", "、", "；。", "。")

// filler fills one template for one subject.
type filler struct {
	t          *Template
	root       Root
	bare       reflect.Value // without the issuer
	made       reflect.Value // of root, when it is first needed
	complaints *diag.List
	gaps       []*model.Gap // what a draft lacks
	asking     bool         // only whether there is a paper and what its file is called: who issues it is not judged
	judging    bool         // only the truth of when: what else it lacks is not looked for
	recorder   *recorder    // of a traced run; nil: none
}

func (f *filler) dot() reflect.Value {
	if !f.made.IsValid() {
		f.made = f.root.dot() // without the issuer, whose words may read it
		f.root.issuer = f.issuerOf()
		f.root.number = f.number(f.root.issuer)
		f.made = f.root.dot()
	}
	return f.made
}

// dotFor is the dot of a text. Whether a subject has a paper is asked of far more of
// them than are made one: who issues it is not looked for where the text doesn't ask.
func (f *filler) dotFor(text *textTemplate) reflect.Value {
	switch {
	case !f.asking || f.made.IsValid() || text.issuer:
		return f.dot()
	case !f.bare.IsValid():
		f.bare = reflect.New(rootType()).Elem()
	default:
		f.bare.SetZero() // that of the subject before
	}
	f.root.fill(f.bare)
	return f.bare
}

// meta evaluates the front matter: the output's path and the other elements.
func (f *filler) meta() (file string, meta Meta) {
	for _, m := range f.t.meta {
		if m.key == "file" {
			before := f.noted()
			file = f.file(m)
			f.forget(before)
			continue
		}
		before := f.noted()
		meta = append(meta, Element{m.key, f.values(m)})
		f.keyed(before, m.key)
	}
	return file, meta
}

// values are an element's texts that are not empty.
func (f *filler) values(m metaTemplate) []string {
	var out []string
	for i, part := range m.parts {
		if s := strings.TrimSpace(f.text(part, m.lines[i])); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (f *filler) file(m metaTemplate) string {
	before := f.complaints.Errors()
	file := cleanPath(strings.Join(f.values(m), ""))
	if file == "" && f.complaints.Errors() == before {
		f.complain(m.line, "template-file", "", diag.T("文件名为空", "the file name is empty"), diag.T("写 file，或检查其中的字段是否有值", "give file, or look whether its fields have values"))
	}
	if f.complaints.Errors() > before {
		return ""
	}
	return file
}

// text executes a template text that starts on firstLine of the file.
func (f *filler) text(text *textTemplate, firstLine int) string {
	before := f.noted()
	s, err := f.execute(text, nil)
	if err != nil {
		f.fail(err, firstLine)
	}
	f.placed(before, func(line int) int { return firstLine + line - 1 })
	return s
}

// execute fills a text; a draft's even where something is not known. The error of a
// final one holds all that is not known.
func (f *filler) execute(text *textTemplate, extra func(*run) template.FuncMap) (string, error) {
	return f.executeWithin(f.t.limits, text, extra)
}

func (f *filler) executeWithin(limits Limits, text *textTemplate, extra func(*run) template.FuncMap) (out string, err error) {
	switch {
	case f.recorder != nil:
		out, err = f.trace(text, extra)
	case f.root.Draft:
		return draft(text.Template, limits, extra, f.dot(), func(gap *model.Gap) { f.gaps = append(f.gaps, gap) })
	case extra == nil:
		out, err = text.execute(limits, f.dotFor(text))
	default:
		out, err = execute(text.Template, limits, extra, f.dot())
	}
	if len(model.Gaps(err)) > 0 && !f.judging {
		err = gapsOf(text.Template, limits, extra, f.dot(), err)
	}
	return out, err
}

func (f *filler) fail(err error, firstLine int) {
	if f.lacks(err) {
		return
	}
	code, line, value, problem, remedy := explain(err)
	f.complain(firstLine+line-1, code, value, problem, remedy)
}

// complain reports a line of the template with the subject that it was filled
// for and, where a value is wrong, where that stands in the data.
func (f *filler) complain(line int, code, value string, problem, remedy diag.Text) {
	d := diag.Diagnostic{Code: code, Place: diag.Place{File: f.t.path, Line: line}, Value: value, Problem: problem, Remedy: remedy}
	if s := f.root.Subject(); s.Record != nil {
		id, name := s.identify()
		d.About.Name = id + " " + name
		if code == "template-value" {
			d.About.Data = model.TableFor(s.Record).Place(s.Record)
		}
	}
	f.complaints.Add(d)
}
