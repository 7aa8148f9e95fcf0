package workbench

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
)

// The view 模板: the list of templates, and one as text beside the page that it makes.

// listedTemplate is a template in the list.
type listedTemplate struct {
	*fill.Template
	File   string
	Text   bool // can be edited here
	Fields []fill.Field
}

func (w *Workbench) templates(out http.ResponseWriter, _ *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	type group struct {
		Name string
		List []listedTemplate
	}
	data := struct {
		Groups []group
		Broken []string
	}{}
	for _, name := range mechanisms(w.options.Lang) {
		data.Groups = append(data.Groups, group{Name: name})
	}
	for _, t := range office.Templates.List() {
		l := listedTemplate{Template: t, File: path.Base(t.Path()), Text: path.Ext(t.Path()) == ".md" || path.Ext(t.Path()) == ".yaml"}
		if !l.Text {
			l.Fields = t.Fields()
		}
		g := &data.Groups[placeOf(t)]
		g.List = append(g.List, l)
	}
	for _, file := range office.Templates.Broken("*") {
		data.Broken = append(data.Broken, path.Base(file))
	}
	data.Groups = slices.DeleteFunc(data.Groups, func(g group) bool { return len(g.List) == 0 })
	return w.pages.show(out, "templates", shown{Here: "/templates", Title: diag.Text{Zh: "模板", En: "Templates"}, Office: office.Office.Name, Script: []string{"templates.js"}, Data: data})
}

func (w *Workbench) template(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	file := r.FormValue("file")
	text, own, err := office.TemplateText(file)
	if errors.Is(err, generator.ErrTemplate) {
		return &refusal{http.StatusNotFound, spoken(err)}
	}
	if err != nil {
		return err
	}
	name, kind, _ := fill.NameOf(file)
	data := struct {
		File, Name, Label, Text, Line string
		Own, Pages                    bool
		Choices                       []paperChoice
		Period                        period.Period
		Fields                        []fill.Field
		Functions                     []fill.Function
	}{File: file, Name: name, Label: name, Text: text, Line: r.FormValue("line"), Own: own, Pages: kind == fill.DocumentKind, Functions: fill.Functions()}
	if t := office.Templates.Get(name); t != nil {
		data.Label, data.Fields = t.Label(), t.Fields()
		if batch, err := w.batch(office, r, name); err == nil && office.Complaints.Errors() == 0 {
			data.Period = batch.Period
			for o := range batch.Outputs() {
				if c := (paperChoice{Unit: o.Unit, Name: o.Subject().Name()}); c.Name != "" && !slices.Contains(data.Choices, c) {
					data.Choices = append(data.Choices, c)
				}
			}
		}
	}
	return w.pages.show(out, "template", shown{Here: "/templates", Title: diag.Text{Zh: data.Label, En: data.Label}, Office: office.Office.Name, Script: []string{"faces.js", "menu.js", "editor.js", "template.js"}, Data: data})
}

// lineTold is a complaint with the line of the template that it is about, 0 for none.
type lineTold struct {
	Line  int    `json:"line"`
	Text  string `json:"text"`
	Wrong bool   `json:"wrong"`
	Key   string `json:"key,omitempty"`  // of a setting
	Here  string `json:"here,omitempty"` // what is said beside its field
}

func (w *Workbench) linesTold(file string, list *diag.List) []lineTold {
	out := []lineTold{}
	for _, d := range list.Brief().All() {
		x := lineTold{Wrong: d.Severity == diag.Error}
		if d.Place.File == "templates/"+file {
			x.Line = d.Place.Line
			d.Place.File = ""
		}
		x.Text = d.In(w.options.Lang)
		out = append(out, x)
	}
	return out
}

// tryTemplate shows what comes of a text that is being typed, as a draft.
func (w *Workbench) tryTemplate(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	file := r.PostForm.Get("file")
	one, complaints, err := office.TryTemplate(file, r.PostForm.Get("text"))
	if errors.Is(err, generator.ErrTemplate) {
		return &refusal{http.StatusBadRequest, spoken(err)}
	}
	if err != nil {
		return err
	}
	s := struct {
		Faces string     `json:"faces"`
		Pages []string   `json:"pages"`
		Told  []lineTold `json:"told"`
	}{Pages: []string{}}
	name, kind, _ := fill.NameOf(file)
	if n := office.Complaints.Errors(); n > 0 {
		complaints.Add(diag.Diagnostic{Severity: diag.Note, Code: "data-wrong", Problem: diag.T("数据有 %d 处错误，改正后才能看到版面", "there are %d errors in the data: mend them to see the page", n)})
	} else if complaints.Errors() == 0 {
		o, err := w.sample(one, r, name)
		if err != nil {
			return err
		}
		if o == nil {
			complaints.Add(diag.Diagnostic{Severity: diag.Note, Code: "paper-none", Problem: diag.T("这一期没有这份文书，看不到版面", "there is no such paper in this period: no page is shown")})
		} else if kind == fill.DocumentKind {
			pages, more, err := o.Pages(r.Context())
			if err != nil {
				return err
			}
			complaints.Append(more)
			if pages != nil {
				s.Faces = "/paper/faces/" + w.faces.keep(pages.Sheet) + ".css"
				for _, p := range pages.Pages {
					s.Pages = append(s.Pages, string(p))
				}
			}
		} else {
			more, err := o.Render(r.Context(), io.Discard, fill.XLSX)
			if err != nil {
				return err
			}
			complaints.Append(more)
		}
	}
	s.Told = w.linesTold(file, complaints)
	return answer(out, s)
}

// sample is the output by which a template is looked at: of the unit asked for, else
// the first; nil where there is none.
func (w *Workbench) sample(office *generator.Workspace, r *http.Request, name string) (*generator.Output, error) {
	batches, err := office.Plan(generator.Request{Targets: []string{name}, Period: r.PostForm.Get("period"), Within: true, Today: w.desk.today(), Draft: true})
	if errors.Is(err, generator.ErrPeriod) { // the cadence was changed
		batches, err = office.Plan(generator.Request{Targets: []string{name}, Today: w.desk.today(), Draft: true})
	}
	if err != nil {
		return nil, err
	}
	var first *generator.Output
	for o := range batches[0].Outputs() {
		if first == nil {
			first = o
		}
		if o.Unit == r.PostForm.Get("unit") {
			return o, nil
		}
	}
	return first, nil
}

// saveTemplate writes a template that has no mistake.
func (w *Workbench) saveTemplate(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	file := r.PostForm.Get("file")
	list, err := office.SaveTemplate(r.Context(), file, r.PostForm.Get("was"), r.PostForm.Get("text"), w.options.Now())
	if errors.Is(err, generator.ErrTemplate) {
		return &refusal{http.StatusConflict, spoken(err)}
	}
	if err != nil {
		return err
	}
	return answer(out, w.linesTold(file, list))
}

// completeTemplate gives what can stand at the end of a text that is being written.
func (w *Workbench) completeTemplate(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	complete := fill.CompleteFront
	if strings.HasSuffix(r.PostForm.Get("file"), ".yaml") {
		complete = fill.CompleteBook
	}
	typed, list := complete(r.PostForm.Get("text"))
	return answer(out, struct {
		Typed string            `json:"typed"`
		List  []fill.Completion `json:"list"`
	}{typed, append([]fill.Completion{}, list[:min(len(list), mostCompletions)]...)})
}

// mostCompletions is how many are offered: the rest by typing on.
const mostCompletions = 100

// newTemplate makes a template of the office's own out of another, and gives its address.
func (w *Workbench) newTemplate(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	from, name := r.PostForm.Get("from"), strings.TrimSpace(r.PostForm.Get("name"))
	_, ending, _ := strings.Cut(from, ".")
	file := strings.TrimSpace(r.PostForm.Get("file")) + "." + ending
	if !templateName().MatchString(name) {
		return refused(http.StatusBadRequest, "写一个中文名称，如“汛期检查通知”；不用标点符号", "write a name in words, without punctuation")
	}
	if err := office.NewTemplate(r.Context(), from, file, name, w.options.Now()); errors.Is(err, generator.ErrTemplate) {
		return &refusal{http.StatusConflict, spoken(err)}
	} else if err != nil {
		return err
	}
	return answer(out, "/template?file="+url.QueryEscape(file))
}

// templateName is what people call a template: it stands in a file's name, too.
var templateName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{L}\p{N}（）() -]{1,40}$`) })
