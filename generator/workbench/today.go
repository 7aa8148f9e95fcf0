package workbench

import (
	"net/http"
	"slices"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// The view 今天: what the year asks for now, by mechanisms, and how far it is made.

// today shows the frame at once; its rows come when they are worked out.
func (w *Workbench) today(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	asked := r.URL.Query().Get("period")
	if asked != "" {
		p, err := generator.ReadPeriod(asked, w.desk.today())
		if err != nil {
			return &refusal{http.StatusBadRequest, spoken(err)}
		}
		asked = p.String()
	}
	return w.pages.show(out, "today", shown{Here: "/", Title: diag.Text{Zh: "今天", En: "Today"}, Office: office.Office.Name, Script: []string{"today.js"},
		Data: struct {
			Today   period.Date
			Period  string
			Periods []period.Period
		}{w.desk.today(), asked, lately(w.desk.today())}})
}

// lately are the periods that someone may mean now: the year, and what ends or begins
// around today.
func lately(today period.Date) []period.Period {
	var out []period.Period
	for _, k := range []period.Kind{period.Year, period.Half, period.Quarter, period.Month} {
		now := period.Of(today, k)
		out = append(out, now.Previous(), now, now.Next())
	}
	return out
}

// dueRow is a mechanism with its papers.
type dueRow struct {
	Name   string
	Papers []duePaper
}

// mechanisms are the places for the year's mechanisms; the last takes what belongs to
// none. placeOf is a template's.
func mechanisms(lang string) []string {
	return append(model.MechanismsIn(lang), diag.Text{Zh: "其他", En: "others"}.In(lang))
}

func placeOf(t *fill.Template) int {
	if n := t.Mechanism(); n > 0 && n <= len(model.Mechanisms()) {
		return n - 1
	}
	return len(model.Mechanisms())
}

// duePaper is how a target stands in a period.
type duePaper struct {
	*generator.Standing
	Total, Open int        // open ones can be made now
	Due         *model.Due // nil where nothing of it is due today
	Why         *diag.Diagnostic
	Words       []diag.Text
}

// Label is the target's name for people.
func (p duePaper) Label() string { return p.Template.Label() }

// Pages tells a paper that can be looked at here.
func (p duePaper) Pages() bool { return p.Template.Kind() == fill.DocumentKind }

// Made is how many there are, as they should be or out of date.
func (p duePaper) Made() int { return p.Current + p.Outdated }

// Late tells that the last day is over.
func (p duePaper) Late() bool { return p.Due != nil && p.Due.State() == model.DueLate && p.Open > 0 }

// standing is how the papers stand in a period; without one, in those in which they are
// due today, and in those that they would be made for.
func (w *Workbench) standing(r *http.Request, office *generator.Workspace) ([]duePaper, error) {
	asked := generator.Request{Period: r.URL.Query().Get("period"), Today: w.desk.today()}
	list, err := office.Standing(r.Context(), asked)
	if err != nil {
		return nil, err
	}
	var due []*model.Due
	if asked.Period == "" {
		if due, err = office.Due(asked); err != nil {
			return nil, err
		}
		for _, d := range due {
			if slices.ContainsFunc(list, func(s *generator.Standing) bool { return s.Template.Name() == d.Target && s.Batch.Period == d.Period }) {
				continue
			}
			more, err := office.Standing(r.Context(), generator.Request{Targets: []string{d.Target}, Period: d.Period.String(), Today: asked.Today})
			if err != nil {
				return nil, err
			}
			list = append(list, more...)
		}
	}
	var out []duePaper
	for _, s := range list {
		p := duePaper{Standing: s, Total: len(s.Outputs), Open: s.Outdated + s.Absent, Words: s.Batch.Words()}
		if all := s.Complaints.All(); len(all) > 0 {
			p.Why = &all[0]
		}
		for _, d := range due {
			if d.Target == s.Template.Name() && d.Period == s.Batch.Period && p.Open > 0 && (p.Due == nil || d.By.Before(p.Due.By)) {
				p.Due = d
			}
		}
		out = append(out, p)
	}
	return out, nil
}

func (w *Workbench) todayRows(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	data := struct {
		Wrong                            int
		Rows                             []dueRow
		Total, Current, Outdated, Absent int
		Failed, Open, Late, Soon, Made   int
		Period                           string
	}{Wrong: office.Complaints.Errors(), Period: r.URL.Query().Get("period")}
	if data.Wrong > 0 { // as a run would refuse
		return w.pages.part(out, "today", "rows", data)
	}
	for _, name := range mechanisms(w.options.Lang) {
		data.Rows = append(data.Rows, dueRow{Name: name})
	}
	papers, err := w.standing(r, office)
	if err != nil {
		return err
	}
	for _, p := range papers {
		data.Total, data.Current, data.Outdated, data.Absent, data.Failed = data.Total+p.Total, data.Current+p.Current, data.Outdated+p.Outdated, data.Absent+p.Absent, data.Failed+p.Failed
		if p.Late() {
			data.Late++
		} else if p.Due != nil {
			data.Soon++
		}
		row := &data.Rows[placeOf(p.Template)]
		row.Papers = append(row.Papers, p)
	}
	data.Open, data.Made = data.Outdated+data.Absent, data.Current+data.Outdated
	return w.pages.part(out, "today", "rows", data)
}
