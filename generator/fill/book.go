package fill

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// A workbook template is YAML: the front matter's keys at the top, and sheets.
// Texts (titles, lines, heads, notes) hold actions over the root. A value of a
// column is a pipeline whose dot is the row and whose $ is the root, as in
//
//	rows: .Office.Supervision .Period
//	columns:
//	  - {key: unit, header: 单位, value: .Unit.Name}
//	  - {key: late, header: 逾期, value: .Overdue, type: integer}
//	  - {key: rate, header: 整改率, formula: "IF({found}=0,\"\",{done}/{found})", type: percent, total: same}
//
// and keeps its type: a number stays a number. A value with {{ }} in it is a
// text. $index is the row's number from 0.

type bookTemplate struct {
	sheets []*sheetTemplate
	form   *formTemplate // of workbooks that come back
	own    *ownTemplate  // an office's own file, instead of sheets
}

// sheetTemplate is a sheet: the parts that need no data, and texts for the
// others.
type sheetTemplate struct {
	line       int
	fixed      sheet.Sheet // what holds no actions
	subtotal   *words      // of groups
	groupLine  int
	when       *words // the sheet is there where it is not empty; nil: always
	name       *words
	title      *words
	empty      *words
	lines      []lineWords
	notes      []*words
	header     *lineWords
	footer     *lineWords
	columns    []columnTemplate
	conditions []conditionTemplate
	checks     []checkTemplate
	charts     []chartTemplate
	rows       *textTemplate
	rowLines   []int // of the template's file, for each line of rows
}

type lineWords struct {
	left, center, right *words
	open                bool
}

type columnTemplate struct {
	line           int
	fixed          sheet.Column
	header         []*words
	formula, total *words
	comment        *words
	linkTo         *words // a sheet's name
	field          string // of a form's table
	source         *source.Column
	typed          bool // the template says the type
}

type conditionTemplate struct {
	line    int
	fixed   sheet.Condition
	formula *words
	equals  *words
}

type checkTemplate struct {
	line                  int
	fixed                 sheet.Validation
	list                  []*words
	choices               []choicesTemplate
	formula               *words
	promptTitle, prompt   *words
	errorTitle, errorText *words
}

type choicesTemplate struct {
	of   *words
	list []*words
}

type chartTemplate struct {
	line                                       int
	fixed                                      sheet.Chart
	title, categoryAxis, valueAxis, secondAxis *words
}

// bookKeys are the front matter's keys that workbooks have.
var bookKeys = slices.Concat(steering, []string{"title", "subject", "author", "keywords"})

func (t *Template) compileWorkbook(complain complain) {
	top := readYAML(t.source, 1, complain)
	if top == nil {
		return
	}
	if top.Kind != tree.Map {
		complain(1, "template-front", "", diag.T("工作簿模板应为“名称: 值”", "a workbook template must be keys and values"), diag.T("写成如 title: 台账，一行一项", "write such as title: Ledger, a line each"))
		return
	}
	t.book = &bookTemplate{}
	r := &bookReader{t: t, complain: complain}
	for _, p := range top.Keys {
		if p.Key == "form" && p.Value.Kind != tree.Nothing {
			hold(p.Value, formShape(), complain)
			t.book.form = r.form(r.fieldsOf(p.Value))
			continue
		}
		if p.Key != "sheets" {
			t.frontPair(p, slices.Concat(bookKeys, []string{"form", "sheets"}), complain)
			continue
		}
		hold(p.Value, tree.Listing(sheetShape(), ""), complain)
		for _, n := range p.Value.Items {
			t.book.sheets = append(t.book.sheets, r.sheet(r.fieldsOf(n)))
		}
	}
	r.bindForm(t.book)
	t.require(top, complain)
	t.layout = ""
	if len(t.book.sheets) == 0 {
		complain(top.Line, "template-key-missing", "sheets", diag.T("缺少 sheets", "sheets is missing"), diag.T("写 sheets: 和各工作表的 name、columns", "add sheets: with the name and columns of each sheet"))
	}
}

func (r *bookReader) sheet(f *fields) *sheetTemplate {
	s := &sheetTemplate{line: f.n.Line}
	s.name = f.words("name")
	if n := f.get("when"); n != nil {
		s.when = r.t.condition(n, r.complain)
	}
	s.title, s.empty, s.notes = f.words("title"), f.words("empty"), f.wordsList("notes")
	f.each("lines", func(line *fields) {
		l := lineOf(line)
		l.open = line.flag("open")
		s.lines = append(s.lines, l)
	})
	s.fixed.FreezeColumns = int(f.number("freeze"))
	s.fixed.Filter, s.fixed.Protect, s.fixed.Outline = f.flag("filter"), f.flag("protect"), f.flag("outline")
	s.fixed.Blank = int(f.number("blank"))
	s.fixed.Color = f.plain("color")
	if n := f.get("group"); n != nil {
		r.group(r.fieldsOf(n), s)
	}
	values := &rowsBuilder{r: r}
	f.each("columns", func(c *fields) { s.columns = append(s.columns, r.column(c, values)) })
	f.each("marks", func(m *fields) { values.mark(m, -1) })
	values.blocks(f)
	s.rows, s.rowLines = values.compile()
	f.each("conditions", func(c *fields) { s.conditions = append(s.conditions, r.condition(c)) })
	f.each("validations", func(c *fields) { s.checks = append(s.checks, r.check(c)) })
	f.each("charts", func(c *fields) { s.charts = append(s.charts, r.chart(c)) })
	if n := f.get("print"); n != nil {
		r.print(r.fieldsOf(n), s)
	}
	r.checkKeys(s)
	return s
}

func lineOf(f *fields) lineWords {
	return lineWords{f.words("left"), f.words("center"), f.words("right"), false}
}

// The names of what a template chooses from.
var (
	types  = named[sheet.Type]{{"text", sheet.Text}, {"integer", sheet.Integer}, {"decimal", sheet.Decimal}, {"percent", sheet.Percent}, {"money", sheet.Money}, {"date", sheet.Date}, {"period", sheet.Period}}
	aligns = named[sheet.Align]{{"auto", sheet.Auto}, {"left", sheet.Left}, {"center", sheet.Center}, {"right", sheet.Right}}
	marks  = named[sheet.Mark]{{"plain", sheet.Plain}, {"overdue", sheet.Overdue}, {"major", sheet.Major}, {"warning", sheet.Warning}, {"strong", sheet.Strong}, {"muted", sheet.Muted}}
	checks = named[sheet.Check]{{"one-of", sheet.OneOf}, {"whole", sheet.Whole}, {"number", sheet.Number}, {"date", sheet.DateIn}, {"formula", sheet.Formula}}
	charts = named[sheet.ChartKind]{{"column", sheet.ColumnChart}, {"bar", sheet.BarChart}, {"line", sheet.LineChart}, {"pie", sheet.PieChart}}
	icons  = named[sheet.Icons]{{"none", sheet.NoIcons}, {"arrows", sheet.Arrows}, {"signs", sheet.Signs}, {"quarters", sheet.Quarters}}
	lines  = named[bool]{{"line", false}, {"bars", true}}
	orders = named[bool]{{"descending", false}, {"ascending", true}}
)

func (r *bookReader) column(f *fields, values *rowsBuilder) columnTemplate {
	c := columnTemplate{line: f.n.Line, header: f.wordsList("header"), formula: f.formula("formula"), total: f.formula("total")}
	c.fixed = sheet.Column{
		Key:   f.plain("key"),
		Type:  choose(f, "type", types),
		Align: choose(f, "align", aligns),
		Width: f.number("width"),
		Merge: f.flag("merge"),
		Open:  f.flag("open"),
		Fold:  f.flag("fold"),
	}
	r.totalWord(f)
	c.typed = f.get("type") != nil
	c.field = f.plain("field")
	c.fixed.Format = f.plain("format")
	c.fixed.Name = f.plain("name")
	c.comment = f.words("comment")
	r.columnParts(f, &c)
	index := values.columns
	values.columns++
	if n := f.get("value"); n != nil {
		values.value(n, index)
	}
	f.each("marks", func(m *fields) { values.mark(m, index) })
	return c
}

// totalWords are the totals that a column may have beside a formula and label:.
var totalWords = []string{"", "sum", "count", "average", "max", "min", "same"}

// totalWord complains of a total that is a word and none of those.
func (r *bookReader) totalWord(f *fields) {
	n := f.get("total")
	if n == nil || n.Kind != tree.Scalar || slices.Contains(totalWords, n.Text) || strings.HasPrefix(n.Text, "label:") || strings.ContainsAny(n.Text, "({0123456789\"") {
		return
	}
	r.complain(n.Line, "workbook-total", n.Text, diag.T("不是合计的写法", "no way to write a total"),
		diag.T("应为：sum、count、average、max、min、same、label:文字，或公式", "use sum, count, average, max, min, same, label:TEXT or a formula"))
}

// columnParts reads what makes a column a rank, a small chart or links.
func (r *bookReader) columnParts(f *fields, c *columnTemplate) {
	if n := f.get("rank"); n != nil {
		sub := r.fieldsOf(n)
		rank := sheet.Rank{Of: sub.plain("of"), Ascending: choose(sub, "order", orders)}
		rank.Within = sub.plain("within")
		c.fixed.Rank = &rank
	}
	if n := f.get("sparkline"); n != nil {
		sub := r.fieldsOf(n)
		c.fixed.Sparkline = &sheet.Sparkline{Bars: choose(sub, "kind", lines), Values: sub.plainList("values")}
	}
	if n := f.get("link"); n != nil {
		sub := r.fieldsOf(n)
		c.linkTo = sub.words("sheet")
		c.fixed.Link = &sheet.Link{Column: sub.plain("column")}
	}
}

func (r *bookReader) group(f *fields, s *sheetTemplate) {
	s.fixed.Group = &sheet.Group{Column: f.plain("by"), Section: f.flag("section"), Break: f.flag("break")}
	s.subtotal, s.groupLine = f.words("subtotal"), f.n.Line
}

func (r *bookReader) condition(f *fields) conditionTemplate {
	c := conditionTemplate{line: f.n.Line, formula: f.formula("formula"), equals: f.words("equals")}
	c.fixed.Column = f.plain("column")
	c.fixed.Mark = choose(f, "mark", marks)
	c.fixed.Bar, c.fixed.Reverse = f.flag("bar"), f.flag("reverse")
	c.fixed.Icons = choose(f, "icons", icons)
	return c
}

func (r *bookReader) check(f *fields) checkTemplate {
	c := checkTemplate{line: f.n.Line, list: f.wordsList("list"), formula: f.formula("formula"),
		promptTitle: f.words("promptTitle"), prompt: f.words("prompt"), errorTitle: f.words("errorTitle"), errorText: f.words("error")}
	c.fixed = sheet.Validation{Column: f.plain("column"), Check: choose(f, "check", checks), Min: f.number("min"), Max: f.number("max")}
	c.fixed.From, c.fixed.To = f.day("from"), f.day("to")
	c.fixed.Of = f.plain("of")
	f.each("choices", func(one *fields) {
		c.choices = append(c.choices, choicesTemplate{of: one.words("for"), list: one.wordsList("list")})
	})
	return c
}

func (f *fields) day(key string) (t time.Time) {
	n := f.get(key)
	if n == nil {
		return t
	}
	d, err := civil(n.Text)
	if err != nil || d.IsZero() {
		f.r.complain(n.Line, "template-key-value", n.Text, diag.T("%s 应为日期，如 2026-03-05", "%s must be a date such as 2026-03-05", key), diag.T("改正，或删去这一项", "correct it, or remove it"))
		return t
	}
	return d.Time()
}

func (r *bookReader) chart(f *fields) chartTemplate {
	c := chartTemplate{title: f.words("title"), categoryAxis: f.words("categoryAxis"), valueAxis: f.words("valueAxis"), secondAxis: f.words("secondAxis"), line: f.n.Line}
	c.fixed = sheet.Chart{
		Kind:     choose(f, "kind", charts),
		Category: f.plain("category"), Values: f.plainList("values"), Lines: f.plainList("lines"), Second: f.flag("second"), Stacked: f.flag("stacked"),
		Labels: f.flag("labels"), Width: int(f.number("width")), Height: int(f.number("height")),
	}
	return c
}

func (r *bookReader) print(f *fields, s *sheetTemplate) {
	s.fixed.Print.Portrait, s.fixed.Print.A3, s.fixed.Print.Wide = f.flag("portrait"), f.flag("a3"), int(f.number("wide"))
	for _, key := range []string{"header", "footer"} {
		n := f.get(key)
		if n == nil {
			continue
		}
		sub := r.fieldsOf(n)
		line := lineOf(sub)
		if key == "header" {
			s.header = &line
		} else {
			s.footer = &line
		}
	}
	if n := f.get("margins"); n != nil {
		sub := r.fieldsOf(n)
		s.fixed.Print.Margins = &sheet.Margins{Top: sub.number("top"), Bottom: sub.number("bottom"), Left: sub.number("left"), Right: sub.number("right")}
	}
}

// actions are the parts of a template's text that are not its own words.
var actions = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// columnRef is a column in a formula: {key} its cell in the row, {key:…} cells of other rows.
var columnRef = regexp.MustCompile(`\{([^{}:!]+)(:[^{}]*)?\}`)

// checkKeys finds columns that formulas, conditions, validations and charts
// name but the sheet lacks, before any data is there.
func (r *bookReader) checkKeys(s *sheetTemplate) {
	var keys []string
	for _, c := range s.columns {
		if slices.Contains(keys, c.fixed.Key) {
			r.complain(c.line, "template-column-twice", c.fixed.Key, diag.T("列名重复", "the column's key stands twice"), diag.T("给其中一列换一个 key", "give one of them another key"))
		}
		keys = append(keys, c.fixed.Key)
	}
	check := func(line int, key string) {
		if key != "" && !slices.Contains(keys, key) {
			r.complain(line, "template-column-unknown", key, diag.T("没有这一列", "there is no such column"), diag.T("应为：%s", "use one of %s", nearest(key, keys)))
		}
	}
	formula := func(w *words) {
		if w == nil || w.text.Tree == nil {
			return
		}
		for _, m := range columnRef.FindAllStringSubmatch(actions.ReplaceAllString(w.text.Root.String(), ""), -1) {
			check(w.line, m[1])
		}
	}
	if g := s.fixed.Group; g != nil {
		check(s.groupLine, g.Column)
	}
	for _, c := range s.columns {
		formula(c.formula)
		formula(c.total)
		if r := c.fixed.Rank; r != nil {
			check(c.line, r.Of)
			check(c.line, r.Within)
		}
		if l := c.fixed.Sparkline; l != nil {
			for _, v := range l.Values {
				check(c.line, v)
			}
		}
	}
	for _, c := range s.conditions {
		check(c.line, c.fixed.Column)
		formula(c.formula)
	}
	for _, c := range s.checks {
		check(c.line, c.fixed.Column)
		check(c.line, c.fixed.Of)
		formula(c.formula)
	}
	for _, c := range s.charts {
		for _, v := range slices.Concat([]string{c.fixed.Category}, c.fixed.Values, c.fixed.Lines) {
			check(c.line, v)
		}
	}
}

// texts are all templates of the sheets.
func (b *bookTemplate) texts() []*textTemplate {
	var out []*textTemplate
	if b.form != nil {
		for _, p := range b.form.fixed {
			if p.value != nil {
				out = append(out, p.value.text)
			}
		}
	}
	if b.own != nil {
		for _, s := range b.own.sheets {
			out = append(out, s.text)
		}
	}
	for _, s := range b.sheets {
		for _, w := range s.words() {
			out = append(out, w.text)
		}
		if s.rows != nil {
			out = append(out, s.rows)
		}
	}
	return out
}

// words are all the sheet's texts.
func (s *sheetTemplate) words() []*words {
	all := []*words{s.when, s.name, s.title, s.empty, s.subtotal}
	all = append(all, s.notes...)
	for _, l := range append(slices.Clone(s.lines), deref(s.header), deref(s.footer)) {
		all = append(all, l.left, l.center, l.right)
	}
	for _, c := range s.columns {
		all = append(append(all, c.header...), c.formula, c.total, c.comment, c.linkTo)
	}
	for _, c := range s.conditions {
		all = append(all, c.formula, c.equals)
	}
	for _, c := range s.checks {
		for _, choice := range c.choices {
			all = append(append(all, choice.of), choice.list...)
		}
		all = append(append(all, c.list...), c.formula, c.promptTitle, c.prompt, c.errorTitle, c.errorText)
	}
	for _, c := range s.charts {
		all = append(all, c.title, c.categoryAxis, c.valueAxis, c.secondAxis)
	}
	return slices.DeleteFunc(all, func(w *words) bool { return w == nil })
}

func deref(l *lineWords) lineWords {
	if l == nil {
		return lineWords{}
	}
	return *l
}
