// Package fill makes documents and workbooks out of templates and the model.
//
// A template set is the embedded templates overlaid by the workspace's own. A
// document template (name.md) is Markdown with YAML front matter, a workbook
// template (name.workbook.yaml) is YAML; both hold text/template actions over a
// [Root]. A document comes out as Markdown with its front matter evaluated, a
// workbook as a [sheet.Workbook]. Everything wrong in a template is a
// [diag.Diagnostic] with the template's line.
//
// Values never change a document's structure: each action is escaped for the
// place of the Markdown where it stands (escape.go, rewrite.go). Templates
// reach the model and pure functions only, and stop at [Limits].
//
// The package does not parse Markdown, set pages or write files.
package fill

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/templates"
)

// Kind is what a template makes.
type Kind int

const (
	DocumentKind Kind = iota
	WorkbookKind
	WordKind // an office's own .docx
)

// String is "document", "workbook" or "word".
func (k Kind) String() string {
	if k == WordKind {
		return "word"
	}
	if k == WorkbookKind {
		return "workbook"
	}
	return "document"
}

// suffixes of template files by kind.
var suffixes = [...]string{DocumentKind: ".md", WorkbookKind: ".workbook.yaml"}

// ownSuffix is that of an office's own file (own.go).
const ownSuffix = ".xlsx"

// Set is a set of templates. It is safe for concurrent use.
type Set struct {
	templates []*Template // by name
	limits    Limits
	broken    []broken
}

// broken is a file that holds a template with mistakes.
type broken struct{ name, path string }

// Open reads the embedded templates and the overlays, of which a later file
// replaces an earlier one of the same name. It returns the templates that are
// sound and complaints about the others. The embedded ones, which tests hold to
// be sound, are compiled when they are first used. A template may go over rows of
// any table of one's own: which there are is not known.
func Open(overlays ...fs.FS) (*Set, *diag.List) { return OpenFor(nil, overlays...) }

// OpenFor is Open for an office with these tables of its own.
func OpenFor(own []*model.Table, overlays ...fs.FS) (*Set, *diag.List) {
	return open(DefaultLimits, own, ours(), overlays)
}

// OpenWith is Open with limits and without the embedded templates.
func OpenWith(limits Limits, layers ...fs.FS) (*Set, *diag.List) {
	return open(limits, nil, nil, layers)
}

// ours are the embedded templates, one of each for all sets of a process: their texts are
// the same, and what is compiled of one does not change.
var ours = sync.OnceValue(embedded)

// embedded gives the embedded templates, each to be compiled when it is first used.
func embedded() (all []*Template) {
	entries, err := fs.ReadDir(templates.FS, ".")
	if err != nil {
		panic("package fill: " + err.Error())
	}
	for _, entry := range entries {
		t := &Template{path: path.Join("templates", entry.Name())}
		if t.nameFrom(entry.Name()) {
			t.embedded(templates.FS, entry, DefaultLimits)
			all = append(all, t)
		}
	}
	return all
}

// open lays layers of templates over each other and over those of ours, of which the
// layers' own replace those of the same name.
func open(limits Limits, own []*model.Table, ours []*Template, layers []fs.FS) (*Set, *diag.List) {
	s, complaints := &Set{limits: limits.filled()}, &diag.List{}
	sources, from := map[string]*Template{}, map[string]int{}
	for _, t := range ours {
		sources[t.name], from[t.name] = t, -1
	}
	for i, layer := range layers {
		entries, err := fs.ReadDir(layer, ".")
		if err != nil {
			continue // a workspace without templates has no such folder
		}
		for _, entry := range entries {
			t := &Template{own: i > 0 || ours != nil, tables: own, path: path.Join("templates", entry.Name())}
			if entry.IsDir() {
				continue
			}
			if !t.nameFrom(entry.Name()) {
				if d, ok := misnamed(entry.Name()); ok && t.own {
					complaints.Add(d)
				}
				continue
			}
			if !t.load(layer, entry, s.limits, complaints) {
				s.broken = append(s.broken, broken{t.name, t.path})
				continue
			}
			if other := sources[t.name]; other != nil && from[t.name] == i {
				t.complainer(complaints)(0, "template-name-twice", t.name, diag.T("与 %s 同名", "it has the name of %s", other.path), diag.T("改名，或删去一个", "rename one of them, or remove it"))
				continue
			}
			sources[t.name], from[t.name] = t, i
		}
	}
	for _, t := range sources {
		s.templates = append(s.templates, t)
	}
	slices.SortFunc(s.templates, func(a, b *Template) int { return strings.Compare(a.name, b.name) })
	s.templates = slices.DeleteFunc(s.templates, func(t *Template) bool {
		if t.lazy != nil {
			return false
		}
		sound := t.compile(complaints)
		if !sound {
			s.broken = append(s.broken, broken{t.name, t.path})
		}
		return !sound
	})
	return s, complaints
}

// Broken gives the files of templates with mistakes whose names match a pattern as
// of path.Match. They are not among the set's templates.
func (s *Set) Broken(pattern string) (files []string) {
	for _, b := range s.broken {
		if ok, err := path.Match(pattern, b.name); ok && err == nil {
			files = append(files, b.path)
		}
	}
	return files
}

// List gives the templates by name.
func (s *Set) List() []*Template { return slices.Clone(s.templates) }

// Get is the template of that name, nil if there is none.
func (s *Set) Get(name string) *Template {
	i, found := slices.BinarySearchFunc(s.templates, name, func(t *Template, name string) int { return strings.Compare(t.name, name) })
	if !found {
		return nil
	}
	return s.templates[i]
}

// Source is the text of a template's file, for eject.
func (s *Set) Source(name string) (string, bool) {
	t := s.Get(name)
	if t == nil {
		return "", false
	}
	return t.written(), true
}
