package workbench

import (
	"bytes"
	"net/http"
	"sync"

	"hongtou/generator"
	"hongtou/generator/diag"
)

// The view 问题: complaints by their causes, each with the way to its place.

// checked is what checking a workspace found. It is kept as long as the workspace is
// as it was.
type checked struct {
	mu     sync.Mutex
	office *generator.Workspace
	list   *diag.List
}

// of checks as `hongtou check` does: where the tables contradict themselves no paper is
// tried.
func (c *checked) of(w *Workbench, r *http.Request, office *generator.Workspace) (*diag.List, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.office == office {
		return c.list, nil
	}
	list := diag.Join(office.Complaints)
	if list.Errors() == 0 {
		more, err := office.Check(r.Context(), generator.Request{Today: w.desk.today()})
		if err != nil {
			return nil, err
		}
		list.Append(more)
	}
	c.office, c.list = office, list.Brief()
	return c.list, nil
}

// problem is a cause with what follows from it.
type problem struct {
	Kind    string // error, warning or note
	Place   string
	Address string // of the place; "" where no view shows it
	Value   string
	Problem diag.Text
	Remedy  diag.Text
	Places  int // that it affects
	Others  []problem
}

func (w *Workbench) problemOf(office *generator.Workspace, d diag.Diagnostic) problem {
	return problem{Kind: map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning"}[d.Severity], Place: d.Place.In(w.options.Lang), Address: address(office, d.Place),
		Value: d.Value, Problem: d.Problem, Remedy: d.Remedy}
}

func (w *Workbench) problems(out http.ResponseWriter, _ *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	return w.pages.show(out, "problems", shown{Here: "/problems", Title: diag.Text{Zh: "问题", En: "Problems"}, Office: office.Office.Name, Script: []string{"problems.js"}})
}

// mostOthers is how many places of one cause are listed; the workbook has all.
const mostOthers = 50

func (w *Workbench) problemRows(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	list, err := w.checked.of(w, r, office)
	if err != nil {
		return err
	}
	data := struct {
		Count  diag.Count
		Causes []problem
		Words  diag.Text
	}{Count: list.Count()}
	data.Words = data.Count.Text()
	for _, g := range list.Groups() {
		p := w.problemOf(office, g.Cause)
		p.Places = g.Places
		for _, d := range g.Others {
			if len(p.Others) < mostOthers {
				p.Others = append(p.Others, w.problemOf(office, d))
			}
		}
		data.Causes = append(data.Causes, p)
	}
	return w.pages.part(out, "problems", "rows", data)
}

// problemBook is the list of problems as a workbook, the tables' copies with marks
// behind it.
func (w *Workbench) problemBook(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	list, err := w.checked.of(w, r, office)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := generator.Problems(&b, office.Dir, list, w.options.Lang, w.options.Now()); err != nil {
		return err
	}
	attach(out, diag.T("问题清单.xlsx", "problems.xlsx").In(w.options.Lang), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	out.Write(b.Bytes())
	return nil
}
