package fill

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
	"hongtou/generator/table"
)

// A workbook template with the key form makes forms that go out, are filled in,
// and come back (hongtou collect):
//
//	form:
//	  table: items                # the table that the rows go to
//	  version: "1"                # of the form; one of another version is refused
//	  key: [隐患编号]              # what tells its rows apart; the table's first column if left out
//	  fixed: {被督查单位编码: "{{.Unit.Code}}"}   # what every row of the form has
//	  adds: true                  # its rows need not be in the table yet: filled in, they are added
//
// A column with the key field (整改措施) comes back into that column of the table,
// and has its head, type, drop-down list, limits and messages if it has none of
// its own. The columns with fields stand on one sheet.
type formTemplate struct {
	line    int
	table   *source.Table
	version string
	key     []string
	fixed   []fixedTemplate
	adds    bool
	sheet   int // which one is filled in
}

type fixedTemplate struct {
	field string
	value *words
}

// Form tells what a template's forms are, nil for other templates.
func (t *Template) Form() *FormKind {
	t.ready()
	if t.book == nil || t.book.form == nil {
		return nil
	}
	return &FormKind{Table: t.book.form.table, Version: t.book.form.version}
}

// FormKind is what all forms of a template share.
type FormKind struct {
	Table   *source.Table
	Version string
}

// FormFor is the form that the template makes for root, without its rows: what a
// returned one is held against. It is nil for other templates; complaints are
// those of filling it.
func (t *Template) FormFor(root Root) (*sheet.Form, *diag.List) {
	t.ready()
	f := &filler{t: t, root: root, complaints: &diag.List{}}
	if t.book == nil || t.book.form == nil || t.book.form.sheet < 0 {
		return nil, f.complaints
	}
	s := t.book.sheets[t.book.form.sheet]
	out := f.form(f.words(s.name))
	at := 0
	for _, c := range s.columns {
		if c.source == nil {
			out.Others = append(out.Others, f.all(c.header)...)
			continue
		}
		column := &out.Columns[at]
		at++
		column.Open = c.fixed.Open || !s.fixed.Protect
		if column.Path = f.all(c.header); len(column.Path) == 0 {
			column.Path = []string{c.source.Header}
		}
	}
	out.Blank, out.Adds = s.fixed.Blank > 0 || !s.fixed.Protect, t.book.form.adds
	for _, l := range s.lines {
		if line := f.line(l); line.Open {
			out.Labels = append(out.Labels, labels(line)...)
		}
	}
	return out, f.complaints
}

// labels are the words before each colon of a line.
func labels(l sheet.Line) []string {
	var out []string
	for _, text := range []string{l.Left, l.Center, l.Right} {
		parts := strings.Split(text, "：")
		for _, p := range parts[:len(parts)-1] {
			if words := strings.FieldsFunc(p, unicode.IsSpace); len(words) > 0 {
				out = append(out, words[len(words)-1])
			}
		}
	}
	return out
}

// form reads the key form.
func (r *bookReader) form(f *fields) *formTemplate {
	out := &formTemplate{line: f.n.Line, sheet: -1, version: "1", key: f.plainList("key")}
	out.adds = f.flag("adds")
	name := f.plain("table")
	if v := f.get("version"); v != nil {
		out.version = v.Text
	}
	if n := f.get("fixed"); n != nil {
		for _, p := range n.Keys {
			out.fixed = append(out.fixed, fixedTemplate{p.Key, r.words(p.Value, plainMode)})
		}
	}
	t := model.TableOf(name)
	if t == nil {
		r.complain(f.n.Line, "template-form-table", name, diag.T("没有这张表", "there is no such table"), diag.T("应为：%s", "use one of %s", nearest(name, tableNames())))
		return nil
	}
	out.table = t.Table
	if len(out.key) == 0 {
		out.key = []string{out.table.Columns[0].Header}
	}
	return out
}

// field finds a table's column and gives its own header.
func (r *bookReader) field(form *formTemplate, line int, name string) *source.Column {
	if i := source.ColumnOf(form.table, name); i >= 0 {
		return &form.table.Columns[i]
	}
	r.complain(line, "template-form-field", name, diag.T("“%s”表没有这一列", "the table %q has no such column", form.table.Title),
		diag.T("应为：%s", "use one of %s", nearest(name, form.table.Headers())))
	return nil
}

// bindForm ties the sheets' columns to the table, when all has been read.
func (r *bookReader) bindForm(b *bookTemplate) {
	form := b.form
	if form != nil {
		for i, k := range form.key {
			if c := r.field(form, form.line, k); c != nil {
				form.key[i] = c.Header
			}
		}
		for i, p := range form.fixed {
			if c := r.field(form, form.line, p.field); c != nil {
				form.fixed[i].field = c.Header
			}
		}
	}
	var bound []string
	for i, s := range b.sheets {
		for j := range s.columns {
			c := &s.columns[j]
			switch {
			case c.field == "":
				continue
			case form == nil:
				r.complain(c.line, "template-form-missing", c.field, diag.T("列有 field，模板却没有 form", "the column has a field but the template no form"), diag.T("加上 form，或删去 field", "add form, or remove field"))
				return
			case form.sheet >= 0 && form.sheet != i:
				r.complain(c.line, "template-form-sheets", c.field, diag.T("要收回的列应都在一张工作表上", "all columns with a field must stand on one sheet"), diag.T("把有 field 的列放在同一张工作表上", "put the columns with a field on one sheet"))
			}
			if form.sheet < 0 && s.when != nil {
				r.complain(s.when.line, "template-form-sheets", "when", diag.T("要收回的工作表不能有 when", "a sheet that comes back can't have when"), diag.T("删去 when，或把有 field 的列放在别的工作表上", "remove when, or put the columns with a field on another sheet"))
			}
			form.sheet = i
			if c.source = r.field(form, c.line, c.field); c.source != nil {
				bound = append(bound, c.source.Header)
			}
		}
	}
	if form == nil {
		return
	}
	for _, k := range form.key {
		if !slices.Contains(bound, k) && !slices.ContainsFunc(form.fixed, func(p fixedTemplate) bool { return p.field == k }) {
			r.complain(form.line, "template-form-key", k, diag.T("表单里没有区分各行的列“%s”", "the form lacks the column %q that tells its rows apart", k),
				diag.T("给一列写上 field: %s", "give a column field: %s", k))
		}
	}
}

// form is the form that a filled workbook carries, on the sheet of that name.
func (f *filler) form(sheetName string) *sheet.Form {
	t := f.t.book.form
	out := &sheet.Form{
		Name: f.t.name, Version: t.version, Period: f.root.Period.String(),
		Table: t.table.Name, Sheet: sheetName, Key: t.key, Fixed: map[string]string{},
	}
	if u := f.root.Unit; u != nil {
		out.Unit, out.UnitName = u.Code, u.Name
	}
	for _, p := range t.fixed {
		out.Fixed[p.field] = f.words(p.value)
	}
	for _, c := range f.t.book.sheets[t.sheet].columns {
		if c.source != nil {
			out.Columns = append(out.Columns, sheet.FormColumn{Key: c.fixed.Key, Field: c.source.Header})
		}
	}
	return out
}

// fromField gives a column what its table's column says and the template does
// not: head, type and comment.
func fromField(c *columnTemplate, out *sheet.Column) {
	if c.source == nil {
		return
	}
	if len(out.Header) == 0 {
		out.Header = []string{c.source.Header}
	}
	if !c.typed {
		out.Type = fieldTypes[c.source.Type]
	}
	if out.Comment == "" {
		out.Comment = advice(c.source)
	}
}

var fieldTypes = map[table.Type]sheet.Type{
	source.Date: sheet.Date, source.Whole: sheet.Integer, source.Number: sheet.Decimal, source.Share: sheet.Decimal,
}

// advice is what a person should know who fills in a column.
func advice(c *source.Column) string {
	s := c.Note
	if c.Required {
		s = "必填。" + s
	}
	return s
}

// Limits of what can be typed; the reader's own are the same or narrower.
var (
	firstDay = time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(2199, 12, 31, 0, 0, 0, 0, time.UTC)
)

const (
	mostCount  = 1e9
	mostAmount = 1e12
)

// fieldCheck is a column's validation by its table's rules; ok is false where any
// text is right.
func fieldCheck(c *source.Column, key string) (v sheet.Validation, ok bool) {
	v = sheet.Validation{Column: key, ErrorTitle: c.Header}
	switch c.Type {
	case source.Choice:
		v.Check, v.List, v.Error = sheet.OneOf, c.Names, "请从列表中选择"
	case source.Date:
		v.Check, v.From, v.To, v.Error = sheet.DateIn, firstDay, lastDay, "应为日期，如 2026-03-05"
	case source.Whole:
		v.Check, v.Max, v.Error = sheet.Whole, mostCount, "应为0或正整数"
	case source.Number, source.Share:
		v.Check, v.Max, v.Error = sheet.Number, mostAmount, "应为0或正数，只填数字"
	case source.Year:
		v.Check, v.Min, v.Max, v.Error = sheet.Whole, 1950, 2199, "应为四位年份，如 2026"
	default:
		return v, false
	}
	if note := advice(c); note != "" {
		v.PromptTitle, v.Prompt = c.Header, note
	}
	return v, true
}
