package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// A table of events tells nothing by a row that is missing unless it says how far
// it reaches: that nothing happened is known only where somebody has looked. What
// a table does not reach is not known, which is neither a value nor zero, and no
// sentence of a final paper is made of it ([Gap]).

// Reach is how far one table of events goes, as hongtou.yaml or the table itself
// says. An Office without Reaches, made by hand, is taken at its word: all its
// tables are complete.
type Reach struct {
	Kept     bool        // hongtou.yaml names the table
	From     period.Date // the first day that the table covers; zero: the day of its first row
	Through  period.Date // the last one; zero: as Complete says
	Complete string      // one of Completes, or ""
	Counted  period.Date // the day of a line 统计截至… in the table itself
	File     string      // as hongtou.yaml names it, for the line to add
	Place    diag.Place  // where hongtou.yaml says so, or should
}

var (
	_ = explain[Reach]("Kept 是否有这张表; From 起; Through 止; Complete 登记到何时; Counted 表中写明的统计截止日期; File 文件; Place 位置")
	_ = explain[Office]("Today 生成文书的日期; Reaches 各表的数据起止; AsOf 某表在某期间的统计截止日期; Kept 是否有这张表; Knows 某表是否有某期间的数据; Unconfirmed 某表从哪一天起没有数据")
)

// How often a table is brought up to date: to the end of the last whole month,
// quarter or day before today.
const (
	Monthly   = "monthly"
	Quarterly = "quarterly"
	Daily     = "daily"
)

// Completes lists them.
func Completes() []string { return []string{Monthly, Quarterly, Daily} }

// EventTables lists the names of the tables of events, which say how far they reach.
func EventTables() []string {
	var names []string
	for _, t := range tables {
		if t.days != nil {
			names = append(names, t.Name)
		}
	}
	return names
}

// EventTable finds a table of events by its name or title; "" if there is none.
func EventTable(name string) string {
	for _, t := range tables {
		if t.days != nil && (t.Name == name || t.Title == name) {
			return t.Name
		}
	}
	return ""
}

// stretch is a run of days, both included.
type stretch struct{ from, through period.Date }

// extent is what a table covers: its stretches, parted by days that it does not
// cover, in order.
type extent struct {
	title     string
	stretches []stretch
	rows      int
}

// extents works out how far each table reaches.
func (o *Office) extents() map[string]extent {
	out := map[string]extent{}
	for _, t := range tables {
		if t.days == nil {
			continue
		}
		e, first := extent{title: t.Title}, period.Date{}
		t.days(o, func(d period.Date) {
			e.rows++
			if first.IsZero() || d.Before(first) {
				first = d
			}
		})
		r := o.Reaches[t.Name]
		if from, through := cmp.Or(r.From, first), r.through(o.Today); e.rows > 0 && !through.Before(from) && !through.IsZero() {
			e.stretches = append(e.stretches, stretch{from, through})
		}
		for _, c := range o.Confirmations {
			if EventTable(c.Table) == t.Name && !c.Since.IsZero() && !c.Through.Before(c.Since) {
				e.stretches = append(e.stretches, stretch{c.Since, capped(c.Through, o.Today)})
			}
		}
		e.stretches = joined(e.stretches)
		out[t.Name] = e
	}
	return out
}

// through is the last day that the table covers by its own word.
func (r Reach) through(today period.Date) period.Date {
	last := r.Through
	if r.Counted.After(last) {
		last = r.Counted
	}
	if !today.IsZero() {
		complete := period.Date{}
		switch r.Complete {
		case Monthly:
			complete = period.LastWhole(today, period.Month).End()
		case Quarterly:
			complete = period.LastWhole(today, period.Quarter).End()
		case Daily:
			complete = today.AddDays(-1)
		}
		if complete.After(last) {
			last = complete
		}
	}
	return capped(last, today)
}

// capped is d, or today if d is still to come.
func capped(d, today period.Date) period.Date {
	if !today.IsZero() && d.After(today) {
		return today
	}
	return d
}

// joined are the stretches in order, those that meet made one.
func joined(in []stretch) []stretch {
	slices.SortFunc(in, func(a, b stretch) int { return a.from.Compare(b.from) })
	var out []stretch
	for _, s := range in {
		if n := len(out); n > 0 && !s.from.After(out[n-1].through.AddDays(1)) {
			if s.through.After(out[n-1].through) {
				out[n-1].through = s.through
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// see is p as far as a table reaches, and the error is a *Gap where it does not
// reach p's first day.
func (o *Office) see(table string, p period.Period) (period.Period, error) {
	if asOf := p.AsOf(); asOf.Before(p.Start()) {
		place := diag.Place{File: o.Reaches[table].Place.File} // of no table: each that is asked would say the same
		return p, &Gap{Table: table, Code: "paper-early", Place: place, Brief: "文书日期早于" + p.Name(),
			Problem: diag.T("文书的日期%[1]s早于所写的%[2]s", "the paper's day %[3]s is before the period %[4]s that it tells of", asOf.Long(), p.Name(), asOf, p),
			Remedy:  diag.T("改正成文日期，或待该期间开始以后再做", "correct the date of the paper, or make it once the period has begun")}
	}
	if o.Reaches == nil {
		return p, nil
	}
	for i, s := range o.look().extents[table].stretches {
		if i > 0 && carried[table] {
			break
		}
		if !p.Start().Before(s.from) && !p.Start().After(s.through) {
			return p.Until(s.through), nil
		}
	}
	return p, o.gap(table, p)
}

// carried are the tables whose figures carry over from all the days before: a hole in
// what they cover leaves what comes behind it unknown.
var carried = map[string]bool{"hazards": true, "listings": true}

// rowsIn are a table's rows of p, as far as the table reaches.
func rowsIn[R any](o *Office, table string, rows []R, p period.Period, day func(R) period.Date) ([]R, error) {
	p, err := o.see(table, p)
	if err != nil {
		return nil, err
	}
	return datedIn(rows, p, day), nil
}

// reaches tells whether a table covers all of p that is seen.
func (o *Office) reaches(table string, p period.Period) bool {
	seen, err := o.see(table, p)
	return err == nil && seen.AsOf() == p.AsOf()
}

// AsOf is the day up to which a table of events tells of p: the earliest of p's
// end, the paper's day and the table's last one.
func (o *Office) AsOf(table string, p period.Period) (period.Date, error) {
	if EventTable(table) == "" {
		return period.Date{}, diag.Speak(nil, "“%[1]s”不是登记事件的表；应为：%[2]s", "%[1]q is no table of events: use one of %[2]s", table, diag.Names(EventTables()))
	}
	p, err := o.see(table, p)
	return p.AsOf(), err
}

// Unconfirmed is the first day that a confirmation up to through should begin with:
// behind what the table covers, or where it begins, or else the year's first.
func (o *Office) Unconfirmed(table string, through period.Date) period.Date {
	for _, s := range o.look().extents[table].stretches {
		if !s.from.After(through) {
			return s.through.AddDays(1)
		}
	}
	if from := o.Reaches[table].From; !from.IsZero() && !from.After(through) {
		return from
	}
	return period.Date{Year: through.Year, Month: 1, Day: 1}
}

// Knows tells whether a table of events covers all of p that is seen, for what a
// paper may leave out.
func (o *Office) Knows(table string, p period.Period) (bool, error) {
	if EventTable(table) == "" {
		return false, diag.Speak(nil, "“%[1]s”不是登记事件的表；应为：%[2]s", "%[1]q is no table of events: use one of %[2]s", table, diag.Names(EventTables()))
	}
	return o.reaches(table, p), nil
}

// Kept tells whether the office keeps a table at all.
func (o *Office) Kept(table string) bool { return o.Reaches == nil || o.Reaches[table].Kept }

// Gap is the error of a figure that is not known, since a table does not reach
// the days that it is asked for.
type Gap struct {
	Table           string
	Field           string // of a figure that the table has no column for
	Code            string // of the complaint, "" for table-reach: the days are not entered yet
	Brief           string // a few Chinese words for a draft: “事故”表没有2026年第一季度的数据
	Place           diag.Place
	Problem, Remedy diag.Text
}

// Error is the problem in English.
func (g *Gap) Error() string { return g.Problem.En }

// The codes of complaints about gaps: the days are not entered yet, or the table does
// not say how far it reaches.
const (
	ReachCode  = "table-reach"
	UnsaidCode = "reach-unsaid"
)

// Gaps are all the gaps that an error holds, in their order.
func Gaps(err error) []*Gap {
	switch err := err.(type) {
	case nil:
		return nil
	case *Gap:
		return []*Gap{err}
	case interface{ Unwrap() []error }:
		var all []*Gap
		for _, e := range err.Unwrap() {
			all = append(all, Gaps(e)...)
		}
		return all
	}
	return Gaps(errors.Unwrap(err))
}

// Diagnostic is the gap as a complaint, the same one for the same table and days.
func (g *Gap) Diagnostic() diag.Diagnostic {
	return diag.Diagnostic{Code: cmp.Or(g.Code, ReachCode), Place: g.Place, Problem: g.Problem, Remedy: g.Remedy}
}

// Lacking is the table that a complaint of a paper says has not been entered for its
// period, which is no mistake in what is there; "" for any other complaint.
func Lacking(d diag.Diagnostic) string {
	switch table, _, _ := strings.Cut(strings.TrimPrefix(d.Place.Key, "data."), "."); {
	case d.Severity != diag.Error:
	case d.Code == "supervision-missing", d.Code == "supervision-several":
		return "supervisions"
	case d.Code == ReachCode && TableOf(table) != nil:
		return table
	}
	return ""
}

// gap says what a table lacks for p and what to enter.
func (o *Office) gap(table string, p period.Period) *Gap {
	r, e := o.Reaches[table], o.look().extents[table]
	g := &Gap{Table: table, Place: r.Place, Brief: "“" + e.title + "”表没有" + p.Span() + "的数据"}
	from, through := p.Start(), p.AsOf()
	confirm := fmt.Sprintf("hongtou confirm %s --from %s --through %s", table, from, through)
	switch {
	case !r.Kept && len(e.stretches) == 0:
		g.Brief = "没有“" + e.title + "”表"
		g.Problem = diag.T("没有“%[1]s”表，文书不能据以说明有无", "there is no table %[2]q: no paper can tell whether anything happened", e.title, table)
		g.Remedy = diag.T("运行 hongtou init --table %[1]s 添加，或在 hongtou.yaml 的 data 下写明 %[1]s；确无应登记事项的，运行 hongtou confirm %[1]s", "add it with hongtou init --table %[1]s, or name it under data of hongtou.yaml as %[1]s; if there was nothing to enter, run hongtou confirm %[1]s", table)
	case e.rows == 0 && len(e.stretches) == 0:
		g.Brief = "“" + e.title + "”表没有记录"
		g.Problem = diag.T("“%[1]s”表没有记录，也没有零报告确认，有无不得而知", "the table %[2]q has no rows and no confirmation that there was nothing", e.title, table)
		g.Remedy = diag.T("在 %[1]s 中登记；确无应登记事项的，运行 %[2]s", "enter the rows in %[1]s; if there was nothing, run %[2]s", r.where(e.title), confirm)
	case len(e.stretches) == 0:
		g.Brief, g.Code = "“"+e.title+"”表没有写明截止日期", UnsaidCode
		g.Problem = diag.T("“%[1]s”表没有写明数据到哪一天为止，未登记的不能当作没有发生：不能据以制作文书，工作簿只统计已登记的行", "the table %[2]q does not say how far it reaches: what is not entered cannot be taken as not having happened, so that no paper is made of it and workbooks count what is entered", e.title, table)
		line := fmt.Sprintf("%s: {file: %s, from: %d-01-01, complete: monthly}", table, r.File, o.firstYear(table))
		g.Remedy = diag.T("在 hongtou.yaml 的 data 下写 %s，from 为开始登记的日期", "write %s under data of hongtou.yaml, with the day from which it is kept", line)
	case from.Before(e.stretches[0].from):
		g.Problem = diag.T("“%[1]s”表自%[2]s起，没有%[3]s的数据", "the table %[4]q begins on %[5]s: %[6]s is not in it", e.title, e.stretches[0].from.Long(), p.Span(), table, e.stretches[0].from, p)
		set := extended("from", r.From, from)
		g.Remedy = diag.T("补登这一期间的数据，并%[1]s；确无应登记事项的，运行 %[2]s", "enter that period and %[1]s; if there was nothing, run %[2]s", set, confirm)
	default:
		last := e.stretches[len(e.stretches)-1].through
		if last.Before(from) {
			confirm = fmt.Sprintf("hongtou confirm %s --from %s --through %s", table, last.AddDays(1), through)
		}
		g.Problem = diag.T("“%[1]s”表只到%[2]s，没有%[3]s的数据", "the table %[4]q ends on %[5]s: %[6]s is not in it", e.title, last.Long(), p.Span(), table, last, p)
		g.Remedy = r.later(through, confirm)
	}
	return g
}

// later is what to do about days behind the last one that the table covers.
func (r Reach) later(through period.Date, confirm string) diag.Text {
	set := extended("through", r.Through, through)
	return diag.T("补登以后%[1]s；没有新增和变化的，运行 %[2]s", "enter what came later and %[1]s; if there was nothing, run %[2]s", set, confirm)
}

// extended says to have a table reach to a day: where hongtou.yaml does not say the key
// (complete says the last day, the first row the first one) it is written beside the rest.
func extended(key string, written, day period.Date) diag.Text {
	if written.IsZero() {
		return diag.T("写明 %[1]s: %[2]s", "write %[1]s: %[2]s", key, day)
	}
	return diag.T("将 %[1]s 改为 %[2]s", "set %[1]s to %[2]s", key, day)
}

// where is where rows are entered: the table's file or, of several, its title.
func (r Reach) where(title string) string {
	if file, _, _ := strings.Cut(r.File, ","); file != "" && !strings.HasPrefix(file, "[") {
		return file
	}
	return "“" + title + "”表"
}

func (o *Office) firstYear(table string) int {
	first := 0
	TableOf(table).days(o, func(d period.Date) {
		if first == 0 || d.Year < first {
			first = d.Year
		}
	})
	return first
}
