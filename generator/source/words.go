package source

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/tree"
)

// Words are an office's own words for a table's columns and values, as hongtou.yaml
// gives them for a file.
type Words struct {
	Columns []OwnWords // the headers of a column
	Values  []OwnWords // what a value of a column is written as
	Ignore  []string   // headers that are none of the columns
	Spread  []string   // headers over figures of a kind each, named so
	Year    int        // that days without a year are of; 0: not said

	place diag.Place
}

// OwnWords are words of the office's own for one of ours.
type OwnWords struct {
	Column string // header, alias or key
	Value  string // of the column; "" for its header
	Own    []string
	Line   int // of hongtou.yaml
}

func wordsAt(n *tree.Node, path string) *Words {
	w := &Words{Ignore: strs(n, "ignore"), Spread: strs(n, "spread"), place: diag.Place{File: ConfigName, Key: path}}
	w.Year, _ = parseYear(str(n, "year"))
	for _, e := range n.Entries("columns") {
		w.Columns = append(w.Columns, OwnWords{Column: e.Key, Own: strs(e.Value), Line: e.Line})
	}
	for _, e := range n.Entries("values") {
		for _, v := range e.Value.Keys {
			w.Values = append(w.Values, OwnWords{Column: e.Key, Value: str(v.Value), Own: []string{v.Key}, Line: v.Line})
		}
	}
	if w.Columns == nil && w.Values == nil && w.Ignore == nil && w.Spread == nil && w.Year == 0 {
		return nil
	}
	return w
}

// apply gives a table that knows the words. A column that the table does not have
// is complained of.
func (w *Words) apply(t *Table, list *diag.List) *Table {
	if w == nil {
		return t
	}
	own := *t
	own.Columns, own.Ignore, own.Spread, own.Year = slices.Clone(t.Columns), w.Ignore, w.Spread, w.Year
	n := namesOf(t)
	find := func(word OwnWords, key string) *Column {
		if i, ok := n.key(word.Column); ok {
			return &own.Columns[i]
		}
		at := w.place
		at.Line, at.Key = word.Line, tree.Under(at.Key, key)
		list.Add(diag.Diagnostic{Code: "column-unknown", Place: at, Value: word.Column,
			Problem: diag.T("“%s”表没有这一列", "the table %q has no such column", t.Title), Remedy: diag.T("应为：%s", "use one of %s", diag.Names(t.Headers()))})
		return nil
	}
	for _, word := range w.Columns {
		if c := find(word, "columns"); c != nil {
			c.Own = append(c.Own[:len(c.Own):len(c.Own)], word.Own...)
		}
	}
	for _, word := range w.Values {
		c := find(word, "values")
		if c == nil {
			continue
		}
		means := map[string]string{}
		for k, v := range c.Means {
			means[k] = v
		}
		for _, v := range word.Own {
			means[folded(v)] = word.Value
		}
		c.Means = means
	}
	return &own
}

// folded is a value as it is compared with the office's own.
func folded(value string) string {
	if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || r >= 0xff01 && r <= 0xff5e || r == 0x2212 }) {
		return value // nothing to fold
	}
	return strings.Join(strings.Fields(fold(oneLine(value))), "")
}

// unmapped complains of headers that hongtou.yaml gives to a column and that the
// head does not have.
func (h *header) unmapped(place diag.Place, list *diag.List) {
	for i := range h.table.Columns {
		c := &h.table.Columns[i]
		if len(c.Own) == 0 || h.columns[i] >= 0 || slices.Contains(h.absent, c.Field) {
			continue
		}
		place.Header = c.Header
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "header-unmapped", Place: place, Value: strings.Join(c.Own, "、"),
			Problem: diag.T("没有 hongtou.yaml 中 columns 所写的表头", "the header that columns in hongtou.yaml gives is not there"), Remedy: diag.T("核对表头和 hongtou.yaml", "check the header and hongtou.yaml")})
	}
}

// expand puts the files that a pattern matches in its place, by name. Lock files of
// spreadsheet programs and hidden files are none. Meetings that are files of
// their own are matched when they are read.
func (l *loader) expand(table string, files []File) []File {
	t := model.TableOf(table)
	var out []File
	for _, f := range files {
		if !strings.ContainsAny(f.Path, "*?[") || t != nil && t.Files && !rowed(f) {
			out = append(out, f)
			continue
		}
		paths, ok := l.matched(f, diag.T("如 data/隐患/*.xlsx", "such as data/hazards/*.xlsx"))
		if !ok {
			continue
		}
		slices.Sort(paths)
		found := false
		for _, path := range paths {
			if name := filepath.Base(path); strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") {
				continue
			}
			found = true
			one := f
			if one.Path = path; !filepath.IsAbs(f.Path) {
				one.Path, _ = filepath.Rel(l.dir, path) // it lies below
			}
			out = append(out, one)
		}
		if !found {
			l.complain(f.Place, "file-missing", f.Path, diag.T("没有这样的文件", "no such file is there"), diag.T("核对文件名和所在目录（相对于工作区）", "check the name and its folder, relative to the workspace"))
		}
	}
	return out
}
