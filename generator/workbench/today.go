package workbench

import (
	"net/http"
	"time"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
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
		if _, err := period.Parse(asked); err != nil {
			return refused(http.StatusBadRequest, "期间 %s 不认识；应为 2026、2026H1、2026Q1 或 2026-03", "unknown period %s: want 2026, 2026H1, 2026Q1 or 2026-03", asked)
		}
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
	Name   diag.Text
	Papers []duePaper
}

// duePaper is how a target stands in its period.
type duePaper struct {
	*generator.Standing
	Total, Open int // open ones can be made now
	Why         *diag.Diagnostic
	Words       []diag.Text
}

// Label is the target's name for people.
func (p duePaper) Label() string { return p.Template.Label() }

// Pages tells a paper that can be looked at here.
func (p duePaper) Pages() bool { return p.Template.Kind() == fill.DocumentKind }

func (w *Workbench) todayRows(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	data := struct {
		Wrong                            int
		Rows                             []dueRow
		Total, Current, Outdated, Absent int
		Failed, Open                     int
		Took                             time.Duration
	}{Wrong: office.Complaints.Errors()}
	if data.Wrong > 0 { // as a run would refuse
		return w.pages.part(out, "today", "rows", data)
	}
	list, err := office.Standing(r.Context(), generator.Request{Period: r.URL.Query().Get("period"), Today: w.desk.today()})
	if err != nil {
		return err
	}
	for _, m := range generator.Mechanisms() {
		data.Rows = append(data.Rows, dueRow{Name: m.Name})
	}
	for _, s := range list {
		p := duePaper{Standing: s, Total: len(s.Outputs), Open: s.Outdated + s.Absent, Words: s.Batch.Words()}
		if all := s.Complaints.All(); len(all) > 0 {
			p.Why = &all[0]
		}
		data.Total, data.Current, data.Outdated, data.Absent, data.Failed = data.Total+p.Total, data.Current+s.Current, data.Outdated+s.Outdated, data.Absent+s.Absent, data.Failed+s.Failed
		row := &data.Rows[generator.MechanismOf(s.Template.Name())]
		row.Papers = append(row.Papers, p)
	}
	data.Open = data.Outdated + data.Absent
	return w.pages.part(out, "today", "rows", data)
}
