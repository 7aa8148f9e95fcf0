package workbench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
	"hongtou/generator/standard"
	"hongtou/generator/zh"
)

// The view 看版面: a paper's pages as its PDF has them, and where each of its figures
// comes from.

// paperGroup is a mechanism with its papers that have pages.
type paperGroup struct {
	Name   string
	Papers []*fill.Template
}

// paperChoice is one paper of a target.
type paperChoice struct {
	Unit, Name, Find string // Find is what people type to find it: name, code, pinyin initials
}

func (w *Workbench) paper(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	data := struct {
		Groups       []paperGroup
		Target, Unit string
		Period       period.Period
		Periods      []period.Period
		Choices      []paperChoice
		Draft        bool
		Wrong        int
		Words        []diag.Text
		Grid         map[string]float64
	}{Target: r.FormValue("target"), Draft: r.FormValue("draft") != "", Wrong: office.Complaints.Errors(), Grid: grid}
	for _, name := range mechanisms(w.options.Lang) {
		data.Groups = append(data.Groups, paperGroup{Name: name})
	}
	for _, t := range office.Templates.List() {
		if t.Kind() == fill.DocumentKind {
			g := &data.Groups[placeOf(t)]
			g.Papers = append(g.Papers, t)
		}
	}
	data.Groups = slices.DeleteFunc(data.Groups, func(g paperGroup) bool { return len(g.Papers) == 0 })
	if data.Target == "" && len(data.Groups) > 0 {
		data.Target = data.Groups[0].Papers[0].Name()
	}
	if data.Target != "" && data.Wrong == 0 {
		batch, err := w.batch(office, r, data.Target)
		if err != nil {
			return err
		}
		data.Period, data.Words = batch.Period, batch.Words()
		data.Periods = around(batch.Period)
		for o := range batch.Outputs() {
			c := paperChoice{Unit: o.Unit, Name: o.Subject().Name()}
			if c.Name == "" {
				c.Name = o.Template().Label()
			}
			c.Find = strings.ToLower(c.Name + " " + c.Unit + " " + zh.Initials(c.Name))
			if len(data.Choices) == 0 || data.Choices[len(data.Choices)-1].Unit != c.Unit { // once, in however many formats
				data.Choices = append(data.Choices, c)
			}
		}
		if data.Unit = r.FormValue("unit"); data.Unit == "" && len(data.Choices) > 0 {
			data.Unit = data.Choices[0].Unit
		}
	}
	return w.pages.show(out, "paper", shown{Here: "/paper", Title: diag.Text{Zh: "看版面", En: "Pages"}, Office: office.Office.Name, Script: []string{"faces.js", "paper.js"}, Data: data})
}

// around are the periods of p's kind near to it.
func around(p period.Period) []period.Period {
	out := []period.Period{p.Next(), p}
	for range 4 {
		p = p.Previous()
		out = append(out, p)
	}
	return out
}

// batch is the batch of one target in the period that a request asks for.
func (w *Workbench) batch(office *generator.Workspace, r *http.Request, target string) (*generator.Batch, error) {
	batches, err := office.Plan(generator.Request{Targets: []string{target}, Period: r.FormValue("period"), Within: true, Today: w.desk.today(), Draft: r.FormValue("draft") != ""})
	var broken *generator.BrokenTarget
	switch {
	case errors.As(err, &broken):
		return nil, &refusal{http.StatusConflict, diag.Text{Zh: broken.Complaints.All()[0].In("zh"), En: broken.Complaints.All()[0].In("en")}}
	case errors.Is(err, generator.ErrUnknownTarget):
		return nil, &refusal{http.StatusNotFound, spoken(err)}
	case errors.Is(err, generator.ErrPeriod):
		return nil, &refusal{http.StatusBadRequest, spoken(err)}
	case err != nil:
		return nil, err
	}
	return batches[0], nil
}

// output is the one paper that a request means.
func (w *Workbench) output(office *generator.Workspace, r *http.Request) (*generator.Output, error) {
	if n := office.Complaints.Errors(); n > 0 {
		return nil, refused(http.StatusConflict, "数据或模板有 %d 处错误，改正后才能看", "there are %d errors in the data or templates: mend them first", n)
	}
	batch, err := w.batch(office, r, r.FormValue("target"))
	if err != nil {
		return nil, err
	}
	for o := range batch.Outputs() {
		if o.Unit == r.FormValue("unit") {
			return o, nil
		}
	}
	return nil, refused(http.StatusNotFound, "这一期没有这份文书", "there is no such paper in this period")
}

// shownPaper is what the script of the view gets.
type shownPaper struct {
	Faces      string   `json:"faces"` // address of the style sheet with the faces
	Pages      []string `json:"pages"` // SVG
	File       string   `json:"file"`
	Complaints []string `json:"complaints"`
	Wrong      bool     `json:"wrong"` // complaints keep it from having pages
}

func (w *Workbench) paperPages(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	o, err := w.output(office, r)
	if err != nil {
		return err
	}
	pages, complaints, err := o.Pages(r.Context())
	if err != nil {
		return err
	}
	s := shownPaper{File: o.File, Pages: []string{}, Complaints: []string{}, Wrong: complaints.Errors() > 0}
	for _, g := range complaints.Brief().Groups() {
		s.Complaints = append(s.Complaints, g.In(w.options.Lang))
	}
	if pages != nil {
		s.Faces = "/paper/faces/" + w.faces.keep(pages.Sheet) + ".css"
		for _, p := range pages.Pages {
			s.Pages = append(s.Pages, string(p))
		}
	}
	return answer(out, s)
}

func answer(out http.ResponseWriter, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	out.Header().Set("Content-Type", "application/json")
	out.Write(text)
	return nil
}

// faces keeps the style sheets of the papers that were shown last.
type faces struct {
	mu     sync.Mutex
	sheets map[string][]byte
	last   []string
}

// mostFaces is how many papers' faces are kept: a page asks for them at once.
const mostFaces = 16

func (f *faces) keep(sheet []byte) string {
	sum := sha256.Sum256(sheet)
	name := hex.EncodeToString(sum[:])
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.sheets == nil {
		f.sheets = map[string][]byte{}
	}
	if i := slices.Index(f.last, name); i >= 0 {
		f.last = slices.Delete(f.last, i, i+1)
	}
	f.last = append(f.last, name)
	f.sheets[name] = sheet
	if len(f.last) > mostFaces {
		delete(f.sheets, f.last[0])
		f.last = f.last[1:]
	}
	return name
}

func (w *Workbench) paperFaces(out http.ResponseWriter, r *http.Request) error {
	w.faces.mu.Lock()
	sheet, ok := w.faces.sheets[strings.TrimSuffix(r.PathValue("name"), ".css")]
	w.faces.mu.Unlock()
	if !ok {
		return refused(http.StatusNotFound, "没有这个文件", "no such file")
	}
	out.Header().Set("Content-Type", "text/css; charset=utf-8")
	out.Header().Set("Cache-Control", "private, max-age=86400, immutable") // named by its content
	out.Write(sheet)
	return nil
}

// figure is a figure of a paper as the view shows it.
type figure struct {
	Place    string       `json:"place"`
	Text     string       `json:"text"`
	Meaning  string       `json:"meaning"`
	Parts    []figurePart `json:"parts"`
	Template string       `json:"template"` // file:line
	Address  string       `json:"address"`  // of that line
}

type figurePart struct {
	Text string      `json:"text"`
	Rows []figureRow `json:"rows"`
}

type figureRow struct {
	Text    string `json:"text"`
	Address string `json:"address"`
}

// paperFigures lists where the figures of a paper come from.
func (w *Workbench) paperFigures(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	o, err := w.output(office, r)
	if err != nil {
		return err
	}
	list := []figure{}
	ctx, stop := context.WithCancel(r.Context())
	defer stop()
	explained, err := office.Explain(ctx, generator.Request{Targets: []string{r.FormValue("target")}, Unit: o.Unit, Period: r.FormValue("period"), Within: true, Today: w.desk.today()})
	if err != nil {
		return err
	}
	for e := range explained {
		if e.Unit != o.Unit {
			continue
		}
		for _, f := range e.Figures {
			list = append(list, w.figure(f))
		}
		break
	}
	return answer(out, list)
}

func (w *Workbench) figure(e generator.Explained) figure {
	f := figure{Place: e.Place, Text: e.Text, Meaning: e.Meaning, Template: e.Template, Parts: []figurePart{}}
	if file, line, ok := strings.Cut(e.Template, ":"); ok {
		f.Address = "/template?" + url.Values{"file": {path.Base(file)}, "line": {line}}.Encode()
	}
	for _, p := range e.Parts {
		part := figurePart{Text: p.Words().In(w.options.Lang), Rows: []figureRow{}}
		for _, row := range p.Rows {
			part.Rows = append(part.Rows, figureRow{
				Text:    diag.Place{File: row.File, Sheet: row.Sheet, Row: row.Row}.In(w.options.Lang),
				Address: tableAddress(row.Name, diag.Place{File: row.File, Sheet: row.Sheet, Row: row.Row}),
			})
		}
		f.Parts = append(f.Parts, part)
	}
	return f
}

// grid is the grid of 22 lines of 28 characters, in points (GB/T 9704-2012, 5.2).
var grid = map[string]float64{
	"left": pt(standard.MarginLeft), "top": pt(standard.MarginTop), "width": pt(standard.AreaWidth), "height": pt(standard.AreaHeight),
	"cell": pt(standard.Cell), "pitch": pt(standard.RowTop(1)), "em": pt(standard.SizeBody), "chars": float64(standard.CharsPerLine), "lines": float64(standard.LinesPerPage),
}

func pt(l standard.Length) float64 { return float64(l) / float64(standard.Pt) }

// paperLine tells the line of the paper's template from which a line of its pages comes.
func (w *Workbench) paperLine(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	t := office.Templates.Get(r.FormValue("target"))
	if t == nil {
		return refused(http.StatusNotFound, "没有这份文书", "there is no such paper")
	}
	file := path.Base(t.Path())
	s := struct {
		Text    string `json:"text"`
		Address string `json:"address"`
	}{Text: t.Path(), Address: "/template?" + url.Values{"file": {file}}.Encode()}
	if text, _, err := office.TemplateText(file); err != nil {
		s.Address = "" // no text
	} else if line := generator.TemplateLine(text, r.FormValue("text")); line > 0 {
		s.Text += ":" + strconv.Itoa(line)
		s.Address += "&line=" + strconv.Itoa(line)
	}
	return answer(out, s)
}
