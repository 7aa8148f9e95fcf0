package generator

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// What an office is to make follows from its templates: each says how often it is made,
// where it looks and within which time; who has a reason for it, its each and when say.
// What is made stands in the manifests of the output folder.

// DueJob is the job that every workspace has: what today's date asks for.
const DueJob = "due"

// ErrDuePeriod is the error of a period that is asked of the job due.
var ErrDuePeriod = errors.New("due is of today")

// eventsBack and eventsAhead are how many days an event is past, or is to come, while
// its papers are due today.
const eventsBack, eventsAhead = 31, 15

// calendar works out what is due, with what lies in one output folder as it was when
// it was first asked.
type calendar struct {
	w     *Workspace
	out   string
	today period.Date
	made  map[period.Period]map[string]bool // by target and unit
	err   error                             // the first while manifests were read
}

func (w *Workspace) newCalendar(r Request) *calendar {
	today := r.Today
	if today.IsZero() {
		today = w.Office.Today
	}
	return &calendar{w: w, out: w.outDir(r), today: today, made: map[period.Period]map[string]bool{}}
}

// model is the calendar as templates see it. Workers may ask it all at once.
func (c *calendar) model() *model.Calendar {
	var lock sync.Mutex
	years := map[int][]*model.Due{}
	return model.NewCalendar(func(year int) []*model.Due {
		lock.Lock()
		defer lock.Unlock()
		if _, known := years[year]; !known {
			years[year] = c.year(year)
		}
		return years[year]
	})
}

// use gives templates the calendar of a request, if one of them reads it. What is made
// is looked up before the run, so that no worker sees more of it than another.
func (w *Workspace) useCalendar(r Request, templates []*fill.Template) error {
	if !slices.ContainsFunc(templates, (*fill.Template).ReadsCalendar) {
		return nil
	}
	c := w.newCalendar(r)
	m := c.model()
	for year := c.today.Year - 1; year <= c.today.Year+1; year++ {
		m.In(year)
	}
	if p, err := period.Parse(r.Period); err == nil {
		m.In(p.Year)
	}
	w.calendar.Store(m)
	return c.err
}

// has tells whether an output of a period lies in the folder.
func (c *calendar) has(p period.Period, target, unit string) bool {
	p = p.Whole()
	if c.made[p] == nil {
		c.made[p] = map[string]bool{}
		m, err := run.ReadManifest(filepath.Join(c.out, p.String()))
		if c.err == nil {
			c.err = err
		}
		if err == nil {
			for _, e := range m.Outputs {
				c.made[p][e.Target+"\n"+e.Unit] = true
			}
		}
	}
	return c.made[p][target+"\n"+unit]
}

// templates are those that are due at some time.
func (c *calendar) templates() []*fill.Template {
	var all []*fill.Template
	for _, t := range c.w.Templates.List() {
		if !t.ReadsCalendar() {
			all = append(all, t)
		}
	}
	return all
}

// year is what has its last day in a year. A paper of December is due in January, so
// the periods of the year before count too, and those of the next, which are prepared.
func (c *calendar) year(year int) []*model.Due {
	var rows []*model.Due
	for _, t := range c.templates() {
		var its []*model.Due
		for y := year - 1; y <= year+1; y++ {
			whole := period.Of(period.Date{Year: y, Month: 1, Day: 1}, period.Year)
			if _, fixed := t.PeriodKind(); !fixed {
				its = append(its, c.events(t, whole)...)
			}
			for _, kind := range t.Kinds() {
				for p := period.Of(whole.Start(), kind); p.Year == y; p = p.Next() {
					if _, by := t.Due(p, c.w.dueLimit(t)); by.Year == year {
						its = append(its, c.of(t, p))
					}
				}
			}
		}
		for _, d := range its {
			if d.By.Year == year {
				rows = append(rows, d)
			}
		}
	}
	return rows
}

// dueLimit is within which time the office says that a target is to be made, "" where
// it says nothing.
func (w *Workspace) dueLimit(t *fill.Template) model.Limit {
	if limit, ok := w.Config.Due[t.Name()]; ok {
		return limit
	}
	return w.Config.Due[t.Label()]
}

// checkDue complains of times for targets that are not there.
func (w *Workspace) checkDue() {
	for _, name := range slices.Sorted(maps.Keys(w.Config.Due)) {
		if w.target(name) == nil && len(w.Templates.Broken(name)) == 0 {
			w.Complaints.Add(diag.Diagnostic{Code: "due-target", Place: diag.Place{File: source.ConfigName, Key: tree.Under("due", name)}, Value: name,
				Problem: diag.T("没有这个目标", "there is no such target"), Remedy: diag.T("目标见 hongtou list", "see hongtou list")})
		}
	}
}

func (c *calendar) row(t *fill.Template, p period.Period) *model.Due {
	sort := "文书"
	if t.Kind() == fill.WorkbookKind {
		sort = "工作簿"
	}
	return &model.Due{Number: t.Mechanism(), Target: t.Name(), Label: t.Label(), Sort: sort, Period: p, Today: c.today}
}

// of is what is due of a target in a period.
func (c *calendar) of(t *fill.Template, p period.Period) *model.Due {
	d := c.row(t, p)
	d.From, d.By = t.Due(p, c.w.dueLimit(t))
	if c.today.Before(d.From) {
		return d
	}
	ask := t.Asker()
	for s := range t.Subjects(c.w.Office) {
		if !s.In(p) {
			continue
		}
		switch v := ask(c.w.root(step{template: t, subject: s}, p, false)); {
		case !v.Decided():
			d.Unsaid = !d.By.Before(c.w.Config.Since)
		case v.Wanted:
			c.count(d, s, p)
		}
	}
	return d
}

// count counts an output that there is a reason for. What was due before the office began
// here was made elsewhere, or by nobody: unless it is made it counts for nothing.
func (c *calendar) count(d *model.Due, s fill.Subject, p period.Period) {
	made := c.has(p, d.Target, s.Code())
	if !made && d.By.Before(c.w.Config.Since) {
		return
	}
	d.Wanted++
	switch {
	case made:
		d.Made++
	case c.today.After(d.By):
		d.Late++
	}
}

// events is what is due of a target that a meeting or an event asks for: a row for
// each month of its last days.
func (c *calendar) events(t *fill.Template, whole period.Period) []*model.Due {
	months := map[period.Period]*model.Due{}
	var rows []*model.Due
	for _, s := range t.Selected(c.w.Office) {
		if !s.Dated() || s.Day.IsZero() || !s.In(whole) {
			continue
		}
		by := t.DueAfter(s.Day, c.w.dueLimit(t))
		if !t.Wanted(c.w.root(step{template: t, subject: s}, whole, false)) {
			continue
		}
		month := period.Of(by, period.Month)
		d := months[month]
		if d == nil {
			d = c.row(t, whole)
			d.From, d.By = eventFrom(s.Day, by), by
			months[month] = d
			rows = append(rows, d)
		}
		if from := eventFrom(s.Day, by); from.Before(d.From) {
			d.From = from
		}
		one := *d
		one.By = by
		c.count(&one, s, whole)
		d.Wanted, d.Made, d.Late = one.Wanted, one.Made, one.Late
		if by.After(d.By) {
			d.By = by
		}
	}
	return rows
}

// eventFrom is the first day on which a paper of an event is to be made: some days
// ahead where it is to be there on the day itself, else the day.
func eventFrom(day, by period.Date) period.Date {
	if by.After(day) {
		return day
	}
	return day.AddDays(-eventsAhead)
}

// Due lists what today's date asks for and is not made yet: of each target the period
// to which it looks today, and what the events of these weeks ask for.
func (w *Workspace) Due(r Request) ([]*model.Due, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	if r.Period != "" {
		return nil, diag.Speak(ErrDuePeriod, "%s 按今天的日期，不与 --period 同用", "%s goes by today's date: not with --period", DueJob)
	}
	c := w.newCalendar(r)
	var rows []*model.Due
	for _, t := range c.templates() {
		var its []*model.Due
		for _, kind := range t.Kinds() {
			p, _, _ := t.Default(w.Office, kind, c.today)
			its = append(its, c.of(t, p))
		}
		if _, fixed := t.PeriodKind(); !fixed {
			this := period.Of(c.today, period.Year)
			for _, d := range append(c.events(t, this.Previous()), c.events(t, this)...) {
				if !d.By.AddDays(eventsBack).Before(c.today) {
					its = append(its, d)
				}
			}
		}
		for _, d := range its {
			if d.Open() {
				rows = append(rows, d)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *model.Due) int { return a.By.Compare(b.By) })
	return rows, c.err
}
