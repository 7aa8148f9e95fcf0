package fill

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/model"
)

// Template is one template of a set.
type Template struct {
	name   string
	kind   Kind
	path   string // as complaints name it: templates/agreement-county.md
	source string
	binary []byte // of an office's own .xlsx or .docx, instead of a source
	own    bool   // the workspace's, not an embedded one
	limits Limits
	tables []*model.Table // of the office's own; nil: not known
	title  string
	layout string
	course
	when      *words   // whose truth decides whether a subject has the output; nil: always
	label     string   // its Chinese name
	formats   []Format // that its front matter asks for
	looks     looks
	due       model.Limit  // within which it is to be made; "" as usual
	mechanism int          // of the year, 0: none
	issuer    metaTemplate // kinds and names of the bodies that it may go out from
	needs     []string     // keys of .Doc that a final paper can't do without

	labelled    sync.Once
	sourceLabel string // as its source has it, or its id

	studied  sync.Once
	study    *analysis // of what it reads, when first asked
	indexed  *indexed  // what is known of an embedded template beforehand; nil: nothing
	read     func()    // reads an embedded template's source; nil: it is read
	lazy     func()    // compiles an embedded template; nil: it is compiled
	begun    atomic.Bool
	meta     []metaTemplate
	body     *textTemplate
	bodyLine int
	book     *bookTemplate
	word     *wordTemplate
}

// Name is the template's id: agreement-county.
func (t *Template) Name() string { return t.name }

// Kind tells document from workbook.
func (t *Template) Kind() Kind { return t.kind }

// Title is the front matter's title as it stands there, actions and all.
func (t *Template) Title() string { return t.ready().title }

// Cadence is year, half-year, quarter, month, meeting or event, or several of
// the first four: month, quarter, year.
func (t *Template) Cadence() string { return t.way().cadence }

// Each is the expression that chooses the units or meetings, "none" for one
// output.
func (t *Template) Each() string { return t.way().each.source }

// Own tells whether it is the workspace's own, not an embedded one.
func (t *Template) Own() bool { return t.own }

// Path is the template's file as complaints name it.
func (t *Template) Path() string { return t.path }

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// NameOf is the id and the kind of the template that a file of that name holds; false
// where it holds none.
func NameOf(file string) (name string, kind Kind, ok bool) {
	t := &Template{}
	ok = t.nameFrom(file)
	return t.name, t.kind, ok
}

func (t *Template) nameFrom(file string) bool {
	if name, ok := strings.CutSuffix(file, ownSuffix); ok && idForm.MatchString(name) {
		t.name, t.kind = name, WorkbookKind
		return true
	}
	if name, ok := strings.CutSuffix(file, wordSuffix); ok && idForm.MatchString(name) {
		t.name, t.kind = name, WordKind
		return true
	}
	for kind, suffix := range suffixes {
		if name, ok := strings.CutSuffix(file, suffix); ok && idForm.MatchString(name) {
			t.name, t.kind = name, Kind(kind)
			return true
		}
	}
	return false
}

func (t *Template) load(layer fs.FS, entry fs.DirEntry, limits Limits, complaints *diag.List) bool {
	t.limits = limits
	complain := t.complainer(complaints)
	own, most := strings.HasSuffix(entry.Name(), ownSuffix) || strings.HasSuffix(entry.Name(), wordSuffix), limits.Source
	if own {
		most = LargestTemplate
	}
	info, err := entry.Info()
	if err == nil && info.Size() > int64(most) {
		complain(0, "template-too-large", "", diag.T("模板超过 %d 字节", "the template exceeds %d bytes", most), diag.T("删去用不着的内容，或分成几份模板", "remove what is not needed, or make several templates of it"))
		return false
	}
	source, err := fs.ReadFile(layer, entry.Name())
	if own && err == nil {
		t.binary = source
		return true
	}
	switch {
	case errors.Is(err, input.ErrKind):
		complain(0, "template-kind", "", diag.T("不是文件，是目录、管道或设备", "not a file but a folder, a pipe or a device"), diag.T("改为模板文件", "put the template's file there"))
		return false
	case errors.Is(err, input.ErrSize):
		complain(0, "template-too-large", "", diag.T("模板超过 %d 字节", "the template exceeds %d bytes", most), diag.T("删去用不着的内容，或分成几份模板", "remove what is not needed, or make several templates of it"))
		return false
	case err != nil:
		complain(0, "template-unreadable", "", diag.T("读不了模板：%[1]s", "the template cannot be read: %[1]s", err), diag.T("检查文件的权限，关闭占用它的程序后再运行", "look at its permissions, close programs that hold it, and run again"))
		return false
	case len(source) > limits.Source:
		complain(0, "template-too-large", "", diag.T("模板超过 %d 字节", "the template exceeds %d bytes", limits.Source), diag.T("删去用不着的内容，或分成几份模板", "remove what is not needed, or make several templates of it"))
		return false
	case !utf8.Valid(source) || strings.ContainsRune(string(source), 0):
		complain(0, "template-encoding", "", diag.T("模板不是 UTF-8 文字", "the template is not UTF-8 text"), diag.T("另存为 UTF-8", "save it as UTF-8"))
		return false
	}
	t.source = strings.ReplaceAll(strings.TrimPrefix(string(source), "\ufeff"), "\r\n", "\n")
	return true
}

// complain reports something on a line of the template's file.
type complain func(line int, code, value string, problem, remedy diag.Text)

func (t *Template) complainer(complaints *diag.List) complain {
	return func(line int, code, value string, problem, remedy diag.Text) {
		complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: t.path, Line: line}, Value: value, Problem: problem, Remedy: remedy})
	}
}

// embedded has an embedded template read and compiled when it is first used. One that
// is unsound is a broken build.
func (t *Template) embedded(layer fs.FS, entry fs.DirEntry, limits Limits) {
	t.indexed = index()[t.name]
	t.read = sync.OnceFunc(func() {
		complaints := &diag.List{}
		if !t.load(layer, entry, limits, complaints) {
			panic(fmt.Sprintf("package fill: the embedded template %s: %v", t.name, complaints.All()))
		}
	})
	t.lazy = sync.OnceFunc(func() {
		t.read()
		t.begun.Store(true)
		complaints := &diag.List{}
		if !t.compile(complaints) {
			panic(fmt.Sprintf("package fill: the embedded template %s: %v", t.name, complaints.All()))
		}
	})
}

// Compiled tells whether the template was needed so far: an embedded one that was not is
// only known by the index.
func (t *Template) Compiled() bool { return t.lazy == nil || t.begun.Load() }

// ready is the template compiled.
func (t *Template) ready() *Template {
	if t.lazy != nil {
		t.lazy()
	}
	return t
}

// written is the text of the template's file.
func (t *Template) written() string {
	if t.read != nil {
		t.read()
	}
	return t.source
}

// compile reads the source into executable templates; false if it is unsound.
func (t *Template) compile(complaints *diag.List) bool {
	before := complaints.Errors()
	if t.kind == WordKind {
		t.compileWord(complaints)
	} else if t.binary != nil {
		t.compileOwn(complaints)
	} else if t.kind == WorkbookKind {
		t.compileWorkbook(t.complainer(complaints))
	} else {
		t.compileDocument(t.complainer(complaints))
	}
	return complaints.Errors() == before
}

// mode is how actions are escaped.
type mode string

const (
	markdownMode mode = ""
	plainMode    mode = "_plain"
	pathMode     mode = "_path"
	formulaMode  mode = "_formula"
	noMode       mode = "raw" // for captured values, which are not text
)

// text compiles one template text that starts on firstLine of the file; nil if
// it is unsound.
func (t *Template) text(source string, firstLine int, m mode, complain complain) *textTemplate {
	return t.compileText(source, m, false, func(line int, code, value string, problem, remedy diag.Text) {
		complain(firstLine+line-1, code, value, problem, remedy)
	})
}

// compileText compiles a text and complains with its own lines. own tells that
// we wrote it, with calls of our own functions.
func (t *Template) compileText(source string, m mode, own bool, complain complain) *textTemplate {
	if before, _, wide := strings.Cut(source, "｛｛"); wide { // would be printed as it stands
		complain(1+strings.Count(before, "\n"), "template-syntax", "", diag.T("花括号是全角的“｛｛”，不会当作动作", "full-width braces ｛｛ begin no action"),
			diag.T("改为半角的 {{ 和 }}", "type {{ and }}"))
		return nil
	}
	if place, at := leftover(source); place != "" && !own && m != formulaMode && m != noMode {
		problem, remedy := noPlace()
		complain(1+strings.Count(source[:at], "\n"), "template-place", place, problem, remedy)
		return nil
	}
	out := template.New(t.path).Option("missingkey=error")
	trees, err := parse.Parse(t.path, source, "", "", unbound())
	for name, tree := range trees {
		if err == nil {
			_, err = out.AddParseTree(name, tree)
		}
	}
	if err != nil {
		_, line, _, problem, remedy := explain(err)
		complain(line, "template-syntax", "", problem, remedy)
		return nil
	}
	r := &rewriter{trees: map[string]*parse.Tree{}, root: t.path, source: source, mode: m, own: own}
	r.complain = func(offset int, code, value string, problem, remedy diag.Text) {
		offset = min(max(offset, 0), len(source))
		complain(1+strings.Count(source[:offset], "\n"), code, value, problem, remedy)
	}
	for _, part := range out.Templates() {
		r.trees[part.Name()] = part.Tree
	}
	if r.trees[t.path] == nil { // an empty text makes no tree
		out, _ = out.Parse("{{/* */}}")
		return newText(out)
	}
	r.rewrite()
	if r.bad {
		return nil
	}
	for _, name := range sortedKeys(r.trees) {
		if out.Lookup(name) == nil {
			if _, err := out.AddParseTree(name, r.trees[name]); err != nil {
				complain(1, "template-syntax", "", diag.T("模板不能编译：%v", "the template can't be compiled: %v", err), diag.T("与 hongtou templates show 显示的模板对照改正", "compare it with one that hongtou templates show prints"))
				return nil
			}
		}
	}
	return newText(out)
}

// unbound has all functions by name, for parsing; a run binds its own.
var unbound = sync.OnceValue(func() map[string]any {
	var run run
	var collect collector
	var ownRows ownCollector
	var parts wordPart
	all := map[string]any{}
	for _, functions := range []template.FuncMap{run.functions(), run.internal(), collect.functions(&run), ownRows.functions(&run), parts.functions(&run)} {
		maps.Copy(all, functions)
	}
	for _, name := range []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "slice", "urlquery"} {
		all[name] = true // of text/template
	}
	return all
})

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
