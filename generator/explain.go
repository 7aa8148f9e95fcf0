package generator

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
)

// Explanation is the checklist (核对表) of one output: every figure that it prints
// from data, and the rows that make it.
type Explanation struct {
	Target     string      `json:"target"`
	Name       string      `json:"name"`
	Unit       string      `json:"unit,omitempty"`
	Period     string      `json:"period"`
	File       string      `json:"file"`
	Figures    []Explained `json:"figures"`
	Complaints *diag.List  `json:"-"` // with an error among them the output can't be made and there are no figures
}

// Explained is one figure of an output.
type Explained struct {
	Place      string          `json:"place"`              // the sentence, the cell, or the key of the front matter
	Sheet      string          `json:"sheet,omitempty"`    // of a workbook
	Text       string          `json:"text"`               // as it stands there
	Meaning    string          `json:"meaning,omitempty"`  // in the words of the tables
	Parts      []ExplainedPart `json:"parts,omitempty"`    // what it is calculated from
	Template   string          `json:"template,omitempty"` // file:line; of an own file, the file and the place in it
	Expression string          `json:"expression"`         // of the template, or the formula
	Formula    bool            `json:"formula,omitempty"`  // the column's cells are calculated from others
}

// ExplainedPart is one value that a figure is made of.
type ExplainedPart struct {
	Meaning string `json:"meaning,omitempty"`
	Value   string `json:"value,omitempty"` // of a list its length
	From    string `json:"from"`            // one of origins
	Rows    []Row  `json:"rows,omitempty"`  // that it was read from, or that were counted

	from fill.From
}

// Row is where a row of a table stands.
type Row struct {
	Table string `json:"table"`
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"` // or the line of a text file
	Name  string `json:"-"`             // of the table, as hongtou.yaml has it
}

// Explain goes through the outputs that r means, in the order of the plan, and tells
// of each where its figures come from. A target of r may be the file of an output, as
// it stands in the output folder. The errors are of usage, as for Plan. Nothing is
// written, and no number is taken from the register.
func (w *Workspace) Explain(ctx context.Context, r Request) (iter.Seq[*Explanation], error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	r.Draft = false
	files := map[string]bool{}
	for i, name := range r.Targets {
		target, at, ok := w.fileTarget(name, r)
		if !ok {
			continue
		}
		r.Targets = slices.Clone(r.Targets)
		r.Targets[i], r.Period = target, at.String()
		files[w.relative(name, at, r)] = true
		if ofDocument(name) {
			files[unsuffixed(w.relative(name, at, r))] = true
		}
	}
	tables := *w.Workspace
	tables.Office = model.Traced(w.Office)
	traced := &Workspace{Workspace: &tables, Templates: w.Templates, Faces: w.Faces, Pictures: w.Pictures, Complaints: w.Complaints, said: w.said, faces: w.faces, inputs: w.inputs}
	batches, err := traced.Plan(r)
	if err != nil {
		return nil, err
	}
	return func(yield func(*Explanation) bool) {
		for _, b := range batches {
			for o := range b.Outputs() {
				if len(files) > 0 && !files[o.File] && !files[unsuffixed(o.File)] {
					continue
				}
				if ctx.Err() != nil || !yield(traced.explain(o, b.Period)) {
					return
				}
			}
		}
	}, nil
}

// fileTarget finds the output whose file a name is, by the folder of its period.
func (w *Workspace) fileTarget(name string, r Request) (target string, at period.Period, ok bool) {
	if _, err := w.Select([]string{name}); err == nil {
		return "", at, false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		if p, err := period.Parse(part); err == nil {
			at, ok = p, true
		}
	}
	if !ok {
		return "", at, false
	}
	file := w.relative(name, at, r)
	r.Period, r.Within = at.String(), false
	for _, t := range w.Templates.List() {
		r.Targets = []string{t.Name()}
		batches, err := w.Plan(r)
		if err != nil {
			continue // of another cadence
		}
		for o := range batches[0].Outputs() {
			if o.File == file || t.Kind() == fill.DocumentKind && ofDocument(file) && unsuffixed(o.File) == unsuffixed(file) {
				return t.Name(), at, true
			}
		}
	}
	return "", at, false
}

// ofDocument tells whether a file is of a format that documents are made in: their
// figures are the same in each.
func ofDocument(file string) bool {
	return slices.Contains(fill.DocumentFormats(), fill.Format(strings.TrimPrefix(filepath.Ext(file), ".")))
}

func unsuffixed(file string) string { return strings.TrimSuffix(file, filepath.Ext(file)) }

// relative is a file's name in the folder of a period.
func (w *Workspace) relative(name string, at period.Period, _ Request) string {
	parts := strings.Split(filepath.ToSlash(name), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if p, err := period.Parse(parts[i]); err == nil && p == at {
			return strings.Join(parts[i+1:], "/")
		}
	}
	return name
}

func (w *Workspace) explain(o *Output, p period.Period) *Explanation {
	e := &Explanation{Target: o.Target, Name: o.step.template.Label(), Unit: o.Unit, Period: p.String(), File: o.File}
	root := w.root(o.step, p, false)
	if lacking := w.lacking(o.step, p, root.Doc); o.step.template.Kind() == fill.DocumentKind && lacking.Len() > 0 {
		e.Complaints = lacking
		return e
	}
	figures, complaints := o.step.template.Figures(root)
	if complaints.Errors() > 0 && o.step.template.Kind() == fill.WorkbookKind { // as a run makes it
		if office, taken := model.Entered(root.Office); len(taken) > 0 {
			root.Office = model.Traced(office)
			figures, complaints = o.step.template.Figures(root)
		}
	}
	e.Complaints = complaints
	for _, f := range figures {
		e.Figures = append(e.Figures, w.explained(o.step.template, f))
	}
	return e
}

func (w *Workspace) explained(t *fill.Template, f fill.Figure) Explained {
	out := Explained{Place: f.Sentence, Sheet: f.Sheet, Text: f.Text, Expression: f.Expression, Formula: f.Formula}
	if f.Line > 0 {
		out.Template = t.Path() + ":" + strconv.Itoa(f.Line)
	}
	if f.Place != "" {
		out.Template = t.Path() + " " + f.Place
	}
	if f.Key != "" {
		out.Place = cmp.Or(elementNames[f.Key], meaningOf(f.Key)) + "：" + f.Sentence
	}
	var words []string
	for _, p := range f.Parts {
		part := ExplainedPart{Meaning: p.Meaning, Value: p.Value, From: origins[p.From].name, from: p.From, Rows: placesOf(p.Records)}
		if p.From == fill.Said {
			part.Meaning = meaningOf(p.Key)
		}
		if part.Meaning == "" && len(part.Rows) == 0 && p.From == fill.Records {
			continue
		}
		if part.Meaning != "" && !slices.Contains(words, part.Meaning) {
			words = append(words, part.Meaning)
		}
		out.Parts = append(out.Parts, part)
	}
	out.Meaning = strings.Join(words, "、")
	if len(f.Functions) > 0 {
		out.Meaning = strings.Trim(out.Meaning+"："+strings.Join(f.Functions, "、"), "：")
	}
	return out
}

// elementNames are the keys of front matter that papers say nothing of themselves.
var elementNames = map[string]string{"title": "标题", "subject": "主题", "keywords": "关键词", "printed": "印发日期", "printer": "印发机关", "mark": "发文机关标志", "author": "作者"}

// origins are where parts come from: as scripts read it, and what is said of a part of no
// rows.
var origins = map[fill.From]struct {
	name string
	why  diag.Text
}{
	fill.Records:  {"rows", diag.T("没有这样的行", "there is no such row")},
	fill.Said:     {"documents", diag.T("这份文书自己的内容", "said of this paper")},
	fill.Span:     {"period", diag.T("由期间得出", "of the period")},
	fill.Settings: {"settings", diag.T("hongtou.yaml 中的设置", "settings in hongtou.yaml")},
	fill.Order:    {"order", diag.T("排列的次序", "its place in a list")},
	fill.Reach:    {"reach", diag.T("由期间、各表登记到的日期和制作日期得出", "of the period, how far the tables reach, and the day")},
	fill.Group:    {"group", diag.T("统计的分组", "by which rows are counted")},
	fill.Calendar: {"calendar", diag.T("由各文书的周期、期限和已制成的文件得出", "of the papers' cadence, their days and what is made")},
	fill.Written:  {"template", diag.T("模板中写明", "written in the template")},
}

// Calculation says what the figure is made of: 死亡人数 = 3（3行：事故 accidents.csv
// 第12、17、31行）.
func (e Explained) Calculation() diag.Text {
	if e.Formula {
		return diag.T("公式：%s", "formula: %s", e.Text)
	}
	if len(e.Parts) == 0 {
		return diag.T("由模板计算", "by the template")
	}
	var zh, en []string
	for _, p := range e.Parts {
		text := p.text()
		zh, en = append(zh, text.Zh), append(en, text.En)
	}
	return diag.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}
}

// Words say what the part is and how many rows it is of, without naming them.
func (p ExplainedPart) Words() diag.Text {
	if len(p.Rows) == 0 {
		return p.text()
	}
	return diag.T("%s（%d行）", "%s (%d rows)", p.head(), len(p.Rows))
}

// head is the part's meaning and value: 死亡人数 = 3.
func (p ExplainedPart) head() string {
	if p.Value == "" || p.Meaning == "" {
		return p.Meaning + p.Value
	}
	return p.Meaning + " = " + p.Value
}

func (p ExplainedPart) text() diag.Text {
	if len(p.Rows) > 0 {
		return diag.T("%[1]s（%[2]d行：%[3]s）", "%[1]s (%[2]d rows: %[4]s)", p.head(), len(p.Rows), rowsText(p.Rows, "第%s行"), rowsText(p.Rows, "%s"))
	}
	return diag.T("%[1]s（%[2]s）", "%[1]s (%[2]s)", p.head(), origins[p.from].why)
}

// placesOf are the places of records, in the order of files and rows, each once.
func placesOf(records []model.Record) []Row {
	var rows []Row
	for _, r := range records {
		place := r.From().Place()
		row := Row{Table: model.TableFor(r).Title, Name: model.TableFor(r).Name, File: place.File, Sheet: place.Sheet, Row: cmp.Or(place.Row, place.Line)}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row))
	})
	return slices.Compact(rows)
}

// rowsText names rows, those of one sheet together: 单位 data/units.xlsx 第12、17行.
func rowsText(rows []Row, form string) string {
	var out, numbers []string
	for i, r := range rows {
		numbers = append(numbers, strconv.Itoa(r.Row))
		if i+1 < len(rows) && rows[i+1].Table == r.Table && rows[i+1].File == r.File && rows[i+1].Sheet == r.Sheet {
			continue
		}
		where := strings.Join(strings.Fields(r.Table+" "+r.File+" "+r.Sheet), " ")
		if r.Row > 0 {
			where += " " + fmt.Sprintf(form, strings.Join(numbers, "、"))
		}
		out, numbers = append(out, where), nil
	}
	return strings.Join(out, "；")
}

// WriteWorkbook writes the checklist as a workbook (核对表): a line a figure, with
// room for who checked it.
func (e *Explanation) WriteWorkbook(out io.Writer) error {
	p, err := period.Parse(e.Period)
	if err != nil {
		return err
	}
	s := sheet.Sheet{Name: "核对表", Title: e.Name + "数字核对表", Lines: []sheet.Line{{Left: e.File, Right: p.Name()}}, FreezeColumns: 1, Filter: true,
		Columns: []sheet.Column{
			{Key: "number", Header: []string{"序号"}, Width: 6}, {Key: "sheet", Header: []string{"工作表"}, Width: 12},
			{Key: "place", Header: []string{"所在句子或单元格"}, Width: 40}, {Key: "text", Header: []string{"数字"}, Width: 16},
			{Key: "meaning", Header: []string{"含义"}, Width: 18}, {Key: "calculation", Header: []string{"来源和算法"}, Width: 40},
			{Key: "template", Header: []string{"模板"}, Width: 20}, {Key: "checked", Header: []string{"核对人"}, Width: 10, Open: true},
		}}
	for i, f := range e.Figures {
		var cells []sheet.Cell
		for _, v := range []any{i + 1, f.Sheet, f.Place, f.Text, f.Meaning, f.Calculation().Zh, f.Template, nil} {
			if text, ok := v.(string); ok {
				if v = nil; text != "" {
					v = shortened(text)
				}
			}
			cells = append(cells, sheet.Cell{Value: v})
		}
		s.Rows = append(s.Rows, sheet.Row{Cells: cells})
	}
	return sheet.Write(out, &sheet.Workbook{Title: s.Title, Created: p.End().Time(), Sheets: []sheet.Sheet{s}})
}

// Checklists is the folder for checklists inside the workspace's output folder, beside
// those of the periods.
func (w *Workspace) Checklists() string { return filepath.Join(w.outDir(Request{}), "核对表") }

// mostInCell is how many characters of a calculation a cell shows: a cell holds 32767
// UTF-16 units, and nobody reads as many.
const mostInCell = 2000

func shortened(text string) string {
	if runes := []rune(text); len(runes) > mostInCell {
		return string(runes[:mostInCell]) + "……（全部见 hongtou explain --format json）"
	}
	return text
}
