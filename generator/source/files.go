package source

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// Records that are files of their own, as meetings are: YAML whose keys are the
// columns' names, with lists and lists of records where the columns say so. Such a table
// may be rows of a workbook or a CSV file as well; lists of records are then rows of
// tables of their own.

// RowTable is a table as its rows have it: without the columns of several records, which
// no cell holds.
func RowTable(t *model.Table) *Table {
	if !t.Files {
		return t.Table
	}
	rows := *t.Table
	rows.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(c Column) bool { return c.Type == table.Items })
	return &rows
}

// rowed tells the files whose records are rows.
func rowed(f File) bool {
	ext := strings.ToLower(filepath.Ext(f.Path))
	return f.SQL != "" || workbookName(ext) || slices.Contains([]string{".csv", ".tsv", ".txt"}, ext)
}

// rows reads the rows of a table whose records may be files of their own.
func (l *loader) rows(t *model.Table, f File) {
	part := &loader{reader: l.reader, dir: l.dir, list: l.list, inputs: l.inputs, databases: l.databases, content: l.content, of: t, from: f}
	part.table(RowTable(t), f)
	if l.err == nil {
		l.err = part.err
	}
	for _, record := range part.records {
		reflect.ValueOf(record).Elem().FieldByName("Row").SetBool(true)
		t.Add(l.office, record)
	}
}

// fileShape is what such a file may hold.
func fileShape(t *Table) *tree.Shape {
	s := tree.Fields(t.Title)
	for i := range t.Columns {
		c := &t.Columns[i]
		s.Properties = append(s.Properties, tree.Property{Name: c.Name(), Shape: columnShape(c), Required: c.Required})
	}
	return s
}

func columnShape(c *Column) *tree.Shape {
	note := c.Header
	if c.Note != "" {
		note += "，" + c.Note
	}
	switch c.Type {
	case table.Items:
		return tree.Listing(fileShape(c.Items), note)
	case table.Lines:
		return tree.EitherOf(note, tree.Textual(""), tree.Listing(tree.Textual(""), ""))
	case Whole:
		return whole(note)
	case Date:
		return date(note)
	case Clock:
		return clock(note)
	case Long:
		return tree.Textual(note)
	}
	return name(note)
}

// recordShape is fileShape with what an office adds of its own.
func recordShape(t *Table) *tree.Shape {
	s := fileShape(t)
	s.Properties = append(s.Properties, tree.May("extra", tree.Mapped(tree.Textual(""), "自定义内容，模板中为 .Extra")))
	return s
}

// allFiles reads the tables whose records are files.
func (l *loader) allFiles(config *Config) {
	for _, t := range model.Tables() {
		for _, f := range config.Data[t.Name] {
			switch {
			case t.Files && rowed(f):
				l.rows(t, f)
			case t.Files:
				l.files(t, f)
			}
		}
	}
}

// matched are the files that a pattern matches; false, with a complaint, of a broken one.
func (l *loader) matched(f File, like diag.Text) ([]string, bool) {
	pattern := f.Path
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(escapePattern(l.dir), pattern)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil {
		l.complain(f.Place, "file-pattern", f.Path, diag.T("通配符写法有误", "a broken pattern"), like)
	}
	return paths, err == nil
}

// files reads the files that a pattern matches, by name.
func (l *loader) files(t *model.Table, f File) {
	paths, ok := l.matched(f, diag.T("如 data/meetings/*.yaml", "such as data/meetings/*.yaml"))
	if !ok {
		return
	}
	if len(paths) == 0 {
		severity := diag.Warning
		if !strings.ContainsAny(f.Path, "*?[") {
			severity = diag.Error
		}
		l.list.Add(diag.Diagnostic{Severity: severity, Code: "file-missing", Place: f.Place, Value: f.Path,
			Problem: diag.T("没有这样的%[1]s文件", "no %[2]s's file is there", t.One, t.En), Remedy: diag.T("核对文件名和所在目录（相对于工作区）", "check the name and its folder, relative to the workspace")})
	}
	slices.Sort(paths)
	for _, path := range paths {
		name := path
		if relative, err := filepath.Rel(l.dir, path); err == nil && filepath.IsLocal(relative) {
			name = relative
		}
		if data, ok := l.read(File{Path: name, Place: f.Place}); ok {
			place := diag.Place{File: filepath.ToSlash(name)}
			l.nested(data, place, tree.YAML, func(root *tree.Node) { t.Add(l.office, l.file(t, root, place)) })
		}
	}
}

// escapePattern lets a folder's name stand in a pattern as it is.
func escapePattern(dir string) string {
	if filepath.Separator == '\\' {
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// file makes a record of a file.
func (l *loader) file(t *model.Table, root *tree.Node, place diag.Place) any {
	if root.Kind == tree.Nothing {
		root = &tree.Node{Kind: tree.Map, Line: 1}
	}
	checks := shaped(place, l.list)
	checks.Hold(root, recordShape(t.Table), "")
	place.Line = max(root.Line, 1)
	var unread []string
	var places lines
	for i := range t.Columns {
		c := &t.Columns[i]
		at := slices.IndexFunc(root.Keys, func(e tree.Entry) bool { return e.Key == c.Name() })
		if at >= 0 {
			places = append(places, line{c.Field, root.Keys[at].Line, root.Keys[at].Key})
		}
		if at < 0 && c.Required || at >= 0 && checks.Bad(root.Keys[at].Value) { // complained of
			unread = append(unread, c.Field)
		}
	}
	o := model.OriginAt(place, places)
	model.MarkUnread(&o, unread)
	record := t.Make()
	l.fields(t.Table, root, record)
	var extra map[string]string
	for _, e := range root.Entries("extra") {
		if extra == nil {
			extra = map[string]string{}
		}
		extra[e.Key] = str(e.Value)
	}
	model.KeepExtra(&o, extra)
	*record.(model.Record).From() = o
	return record
}

// fields fills a record from a map that was held against its shape: what could not
// be read is empty there.
func (l *loader) fields(t *Table, n *tree.Node, record any) {
	b := &binder{table: t, list: l.list}
	for i := range t.Columns {
		c := &t.Columns[i]
		switch field := c.Of(record); c.Type {
		case table.Lines:
			if texts := strs(n, c.Name()); texts != nil {
				field.Set(reflect.ValueOf(texts))
			}
		case table.Items:
			for _, item := range n.List(c.Name()) {
				one := c.Items.Make()
				l.fields(c.Items, item, one)
				field.Set(reflect.Append(field, reflect.ValueOf(one).Elem()))
			}
		default:
			b.set(record, i, oneLine(str(n, c.Name())), false)
		}
	}
}
