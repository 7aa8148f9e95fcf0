package workbench

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"hongtou/generator"
	"hongtou/generator/collect"
	"hongtou/generator/diag"
)

// The view 收表: forms that came back are dropped here, looked at, and taken over after
// a look; what was taken over can be taken back.

// returns are the forms that were dropped last.
type returns struct {
	drop
	period string
	names  map[string]string // what the files call themselves, by the names of ours
}

// mostForms is how many files one drop may have.
const mostForms = 2000

// keep stores the files of a drop under names of ours: what a file calls itself is
// only told.
func (s *returns) keep(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return malformed(err)
	}
	if err := s.renew(); err != nil {
		return err
	}
	s.period, s.names = "", map[string]string{}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return malformed(err)
		}
		if part.FormName() == "period" {
			text, err := io.ReadAll(io.LimitReader(part, 32))
			if err != nil {
				return malformed(err)
			}
			s.period = string(text)
			continue
		}
		if part.FileName() == "" || len(s.names) == mostForms {
			continue
		}
		stored := strconv.Itoa(len(s.names)+1) + ending(part.FileName())
		if err := create(filepath.Join(s.dir, stored), part); err != nil {
			return err
		}
		s.names[stored] = diag.Visible(filepath.Base(part.FileName()))
	}
}

// ending is a file's ending, by which files that are no forms are told apart.
func ending(name string) string {
	if ext := strings.ToLower(filepath.Ext(name)); len(ext) > 1 && len(ext) < 6 && strings.Trim(ext[1:], "abcdefghijklmnopqrstuvwxyz") == "" {
		return ext
	}
	return ".bin"
}

func (w *Workbench) collect(out http.ResponseWriter, _ *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	type kind struct{ Name, Label, Table, Period string }
	data := struct{ Kinds []kind }{}
	for _, t := range office.Templates.List() {
		if f := t.Form(); f != nil {
			p, err := office.PeriodFor(t, "", w.desk.today())
			if err != nil {
				return err
			}
			data.Kinds = append(data.Kinds, kind{t.Name(), t.Label(), f.Table.Title, p.String()})
		}
	}
	return w.pages.show(out, "collect", shown{Here: "/collect", Title: diag.Text{Zh: "收表", En: "Forms"}, Office: office.Office.Name, Script: []string{"collect.js"}, Data: data})
}

// returnedForm is one unit's row in the answer.
type returnedForm struct {
	Unit, File, State string
	Wrong             int
}

// tryReturns takes a drop and says what would come of it; nothing is changed.
func (w *Workbench) tryReturns(out http.ResponseWriter, r *http.Request) error {
	w.returns.mu.Lock()
	defer w.returns.mu.Unlock()
	if err := w.returns.keep(r); err != nil {
		return err
	}
	return w.answerReturns(out, r, true)
}

// takeReturns takes the drop over that was looked at.
func (w *Workbench) takeReturns(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	w.returns.mu.Lock()
	defer w.returns.mu.Unlock()
	if !w.returns.means(r.PostForm.Get("number")) {
		return refused(http.StatusConflict, "这些文件已经收过，或又拖入了别的；请重新拖入", "these files were taken over, or others came: drop them again")
	}
	if err := w.answerReturns(out, r, false); err != nil {
		return err
	}
	w.returns.remove()
	return nil
}

func (w *Workbench) answerReturns(out http.ResponseWriter, r *http.Request, try bool) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	got, err := office.Collect(r.Context(), generator.CollectRequest{Dir: w.returns.dir, Period: w.returns.period, Today: w.desk.today(), Now: w.options.Now(), DryRun: try})
	if errors.Is(err, generator.ErrPeriod) {
		return &refusal{http.StatusBadRequest, spoken(err)}
	}
	if err != nil {
		return err
	}
	called := func(file string) string {
		if name, ok := w.returns.names[file]; ok {
			return name
		}
		return file
	}
	type result struct {
		Label     string
		Taken     []returnedForm
		Missing   []collect.Unit
		Changes   []collect.Change
		Conflicts []collect.Conflict
	}
	data := struct {
		Try       bool
		Number    int
		Results   []result
		Told      []diag.Diagnostic
		Changes   int
		Changed   []string
		NoneTaken bool
	}{Try: try, Number: w.returns.number, NoneTaken: true}
	for _, c := range got.Results {
		x := result{Label: c.Expected.Table.Title, Missing: c.Missing, Changes: c.Changes, Conflicts: c.Conflicts}
		if t := office.Templates.Get(c.Expected.Name); t != nil {
			x.Label = t.Label()
		}
		for _, ret := range c.Returns {
			form := returnedForm{Unit: ret.Form.UnitName, File: called(ret.File), State: string(ret.State)}
			for _, row := range ret.Rows {
				if row.Bad {
					form.Wrong++
				}
			}
			data.NoneTaken = data.NoneTaken && ret.State != collect.Taken
			x.Taken = append(x.Taken, form)
		}
		data.Changes += len(c.Changes)
		data.Results = append(data.Results, x)
	}
	for _, d := range got.Complaints.All() {
		if d.Code != "form-missing" { // listed by unit
			d.Place.File = called(d.Place.File)
			data.Told = append(data.Told, d)
		}
	}
	for _, f := range got.Changed {
		if short, err := filepath.Rel(office.Dir, f); err == nil {
			f = filepath.ToSlash(short)
		}
		data.Changed = append(data.Changed, f)
	}
	return w.pages.part(out, "collect", "rows", data)
}
