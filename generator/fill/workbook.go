package fill

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

// Workbook fills the template for root. Complaints name the template's line and
// whom it was filled for; with any error among them there is no workbook. Its
// time of creation is the period's last day. A cell that is calculated with has no
// room for words: a draft lacks nothing that a final workbook has.
func (t *Template) Workbook(root Root) (*sheet.Workbook, *diag.List) {
	t.ready()
	root.Draft = false
	f := &filler{t: t, root: root, complaints: &diag.List{}}
	if t.kind != WorkbookKind {
		f.complain(0, "template-kind", "", diag.T("这不是工作簿模板", "this is not a workbook template"), diag.T("改用一份 .workbook.yaml 或 .xlsx 模板", "name a template of a workbook"))
		return nil, f.complaints
	}
	out := f.workbook()
	if f.complaints.Errors() > 0 {
		return nil, f.complaints
	}
	return out, f.complaints
}

func (f *filler) workbook() *sheet.Workbook {
	t := f.t
	_, meta := f.meta()
	out := &sheet.Workbook{
		Title: meta.Get("title"), Subject: meta.Get("subject"), Author: meta.Get("author"), Keywords: meta.Get("keywords"),
		Created: f.root.Period.End().Time(),
	}
	if t.book.own != nil {
		out.Own = f.own(t.book.own)
	}
	for i, s := range t.book.sheets {
		if last := i == len(t.book.sheets)-1 && len(out.Sheets) == 0; s.when != nil && !last && f.words(s.when) == "" {
			continue // a workbook has at least one sheet
		}
		out.Sheets = append(out.Sheets, f.sheet(s))
		if form := t.book.form; form != nil && form.sheet == i {
			out.Form = f.form(out.Sheets[len(out.Sheets)-1].Name)
		}
	}
	return out
}

// words evaluates a text; "" for none.
func (f *filler) words(w *words) string {
	if w == nil {
		return ""
	}
	return f.text(w.text, w.line)
}

func (f *filler) all(in []*words) []string {
	var out []string
	for _, w := range in {
		out = append(out, f.words(w))
	}
	return out
}

func (f *filler) line(l lineWords) sheet.Line {
	return sheet.Line{Left: f.words(l.left), Center: f.words(l.center), Right: f.words(l.right), Open: l.open}
}

func (f *filler) sheet(s *sheetTemplate) sheet.Sheet {
	before := f.noted()
	out := s.fixed
	out.Name, out.Title, out.Empty, out.Notes = f.words(s.name), f.words(s.title), f.words(s.empty), f.all(s.notes)
	for _, l := range s.lines {
		out.Lines = append(out.Lines, f.line(l))
	}
	if s.header != nil {
		line := f.line(*s.header)
		out.Print.Header = &line
	}
	if s.footer != nil {
		line := f.line(*s.footer)
		out.Print.Footer = &line
	}
	for _, c := range s.columns {
		column := c.fixed
		column.Header, column.Formula, column.Total = f.all(c.header), f.words(c.formula), f.words(c.total)
		column.Comment = f.words(c.comment)
		if l := c.fixed.Link; l != nil {
			column.Link = &sheet.Link{Sheet: f.words(c.linkTo), Column: l.Column}
		}
		fromField(&c, &column)
		out.Columns = append(out.Columns, column)
	}
	for _, c := range s.conditions {
		condition := c.fixed
		condition.Formula, condition.Equals = f.words(c.formula), f.words(c.equals)
		out.Conditions = append(out.Conditions, condition)
	}
	for _, c := range s.checks {
		check := c.fixed
		for _, choice := range c.choices {
			check.Choices = append(check.Choices, sheet.Choices{For: f.words(choice.of), List: f.all(choice.list)})
		}
		check.List, check.Formula = f.all(c.list), f.words(c.formula)
		check.PromptTitle, check.Prompt, check.ErrorTitle, check.Error = f.words(c.promptTitle), f.words(c.prompt), f.words(c.errorTitle), f.words(c.errorText)
		out.Validations = append(out.Validations, check)
	}
	for _, c := range s.columns {
		if c.source != nil && !slices.ContainsFunc(s.checks, func(k checkTemplate) bool { return k.fixed.Column == c.fixed.Key }) {
			if check, ok := fieldCheck(c.source, c.fixed.Key); ok {
				out.Validations = append(out.Validations, check)
			}
		}
	}
	for _, c := range s.charts {
		chart := c.fixed
		chart.Title, chart.CategoryAxis, chart.ValueAxis = f.words(c.title), f.words(c.categoryAxis), f.words(c.valueAxis)
		chart.SecondAxis = f.words(c.secondAxis)
		out.Charts = append(out.Charts, chart)
	}
	if g := s.fixed.Group; g != nil {
		group := *g
		group.Subtotal = f.words(s.subtotal)
		out.Group = &group
	}
	var unknown map[*sheet.Cell]notKnown
	out.Rows, unknown = f.rows(s)
	incomplete(&out, unknown)
	f.onSheet(before, &out)
	return out
}

// rows are a sheet's rows, and the cells whose figures are not known.
func (f *filler) rows(s *sheetTemplate) ([]sheet.Row, map[*sheet.Cell]notKnown) {
	if s.rows == nil {
		return nil, nil
	}
	c := &collector{columns: len(s.columns)}
	before := f.noted()
	defer f.placed(before, func(line int) int { return lineAt(s.rowLines, line) })
	if _, err := f.execute(s.rows, c.functions); err != nil {
		if f.lacks(err) {
			return nil, nil
		}
		code, line, value, problem, remedy := explain(err)
		f.complain(lineAt(s.rowLines, line), code, value, problem, remedy)
	}
	return headed(c.rows), c.unknown
}
