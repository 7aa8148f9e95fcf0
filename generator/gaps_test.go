package generator

import (
	"slices"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
)

// What a paper of a new office lacks is told at once: whoever enters all of it, and
// nothing else, is not told of one more table.
func TestAllThatAPaperLacksIsToldAtOnce(t *testing.T) {
	t.Parallel()
	w := openWorkspace(t, beginning(t))
	several := map[string]int{}
	for _, template := range w.Templates.List() {
		for _, p := range mustPeriods(t, "2026", "2026H1", "2026Q1", "2026-03") {
			kind, fixed := template.KindFor(p.Kind)
			if !fixed || kind != p.Kind {
				continue
			}
			first := lackingOf(t, w, template, p)
			if len(first) == 0 {
				continue
			}
			several[template.Name()] = len(first)
			entered := officeOf(w.Office, func(string) bool { return true })
			for _, table := range first {
				if table == "supervisions" {
					entered.SupervisionList = []*model.Supervision{{Name: "督查", Start: p.Start().AddDays(3), End: p.Start().AddDays(9)},
						{Name: "上期督查", Start: p.Previous().Start().AddDays(3), End: p.Previous().Start().AddDays(9)}}
					continue
				}
				entered.Confirmations = append(entered.Confirmations, &model.Confirmation{Table: table, Since: period.Date{Year: 2025, Month: 1, Day: 1}, Through: p.End()})
			}
			entered.Check()
			if more := lackingOf(t, holding(w, entered), template, p); len(more) > 0 {
				t.Errorf("%s for %s lacks %v; once they are entered it lacks %v", template.Name(), p, first, more)
			}
		}
	}
	for target, want := range map[string]int{"supervision-circular": 2, "quarter-analysis": 2, "monthly-report": 4, "four-in-place": 5, "ranking": 2} {
		if several[target] != want {
			t.Errorf("%s is told of %d tables, want %d", target, several[target], want)
		}
	}
}

// lackingOf are the tables that a template's first subject is told of.
func lackingOf(t *testing.T, w *Workspace, template *fill.Template, p period.Period) (tables []string) {
	t.Helper()
	for _, s := range template.Selected(w.Office) {
		root := w.root(step{template: template, subject: s}, p, false)
		if !s.In(p) || !template.Wanted(root) {
			continue
		}
		job := run.Job{Target: template.Name(), Unit: s.Code(), Prepare: func() (*run.Work, *diag.List) {
			if template.Kind() == fill.WorkbookKind {
				return w.workbook(template, root)
			}
			filled, complaints := template.Document(root)
			return w.document(filled, root, fill.PDF, true), complaints
		}}
		list, err := rehearse(job)
		must(t, err)
		for _, d := range list.All() {
			if table := model.Lacking(d); table != "" && !slices.Contains(tables, table) {
				tables = append(tables, table)
			}
		}
		break
	}
	return tables
}

// With a supervision but nothing else, the circular names every table that its praise
// and its criticism rest on.
func TestCircularNamesAllTables(t *testing.T) {
	w := openWorkspace(t, beginning(t))
	office := officeOf(w.Office, func(string) bool { return true })
	p := mustPeriods(t, "2026Q1")[0]
	office.SupervisionList = []*model.Supervision{{Name: "督查", Start: p.Start(), End: p.Start().AddDays(9)}}
	office.Check()
	got := lackingOf(t, holding(w, office), w.Templates.Get("supervision-circular"), p)
	slices.Sort(got)
	if want := []string{"accidents", "hazards", "items", "listings", "reports"}; !slices.Equal(got, want) {
		t.Errorf("the circular lacks %v, want %v", got, want)
	}
}
