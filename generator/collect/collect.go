// Package collect takes back the forms that went out to units: it reads what came
// back, checks it by the rules of the table that it goes to, and says what is to
// change in the workspace's table files; then it changes those files, and nothing
// else in them.
//
// What goes in: returned workbooks, what was expected ([Expected]), and a draft of
// the workspace's records. What comes out is a [Batch] of results, one a kind of
// form: changes, conflicts, wrong rows, units that are missing, and complaints,
// from which Report makes a workbook. Three rules hold:
//
//   - What may be changed is what the template of this workspace says, whatever a
//     returned file says of itself (trusted).
//   - A value goes into the table only if its unit changed it and nobody else did:
//     where the table says a third thing, both are listed and the table stays.
//   - A row goes in only if the tables with it have no error that they have not
//     without it (trial.go).
//
// The caller holds the tables' locks from Merge to Apply ([Batch.Lock]), so that
// nobody else's change is lost; what Apply replaces is kept, and [Undo] puts it
// back (backup.go).
//
// Returned files are strangers: ones with macros or a password, ones that
// unpack to too much, and sheets without end are refused unread (refuse.go), and
// a panic over one is that file's complaint.
package collect

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// File is a workbook that came back.
type File struct {
	Name string // as complaints name it
	Path string // read when its turn comes, at most maxFile of it
	Data []byte // the content, where there is no Path
}

// Expected is what the forms of one kind should be.
type Expected struct {
	Name    string // the template's id
	Version string
	Period  string
	Units   []Unit // that forms went to
	Table   *source.Table
	Files   []TableFile // the table's

	// Form is the form as the template makes it for a unit, without rows; nil with
	// complaints where it can't be made.
	Form func(unit string) (*sheet.Form, *diag.List)
}

// TableFile is a file in which a table is kept.
type TableFile struct {
	Path  string // absolute, or from the current folder
	Name  string // as hongtou.yaml names it
	Sheet string // of a workbook; "" for the first that has the table's header row
}

// Unit is one that a form went to.
type Unit struct{ Code, Name string }

// State tells what became of a returned file.
type State string

const (
	Taken   State = "taken"   // its right rows count
	Refused State = "refused" // nothing in it counts
)

// Return is a returned file as understood.
type Return struct {
	File   string
	State  State
	Form   *sheet.Form // of one that is taken, the template's form with the rows that were sent
	Found  string      // the sheet that was read
	Rows   []Row
	Filled []Filled // the open lines over the table

	columns []int // the table's column of each form column
	fixed   []fixed
}

// Filled is what was filled in over the table: 填报人, and the name.
type Filled struct{ Label, Value string }

// fixed is a value that all rows of a form have.
type fixed struct {
	column int
	value  string
}

// Row is a row of a return: what it holds by the form's columns.
type Row struct {
	Number int      // in the file
	Places []int    // of each form column in the file, counted from 1; 0 if it is missing
	Values []string // in the table's way of writing; as typed where wrong
	Wrong  []string // for each column what is wrong, in Chinese; "" if nothing
	Bad    bool     // does not count
	Key    string   // for people
	id     string   // the key as it is compared
	sent   []string // what the row held when it went out; nil for a new one
	merged bool     // found wrong by merging
}

// Change is one value that the table gets.
type Change struct {
	Unit, Key, Column string
	From, To          string
	New               bool // a part of a new row
	File              string
}

// Conflict is a value that unit and table changed both.
type Conflict struct {
	Unit, Key, Column     string
	Sent, Returned, Table string
	File                  string
	Row                   int
}

// Result is what came of forms of one kind.
type Result struct {
	Expected   *Expected
	Returns    []*Return
	Changes    []Change
	Conflicts  []Conflict
	Missing    []Unit
	Complaints *diag.List

	files []*tableFile
}

// Batch is what came of all returned files.
type Batch struct {
	Results    []*Result
	Complaints *diag.List // about files that belong to no kind of form

	expect func(form string) (*Expected, error)
	byForm map[string]*Result
	books  []*book
}

// Read reads and checks the files; expect gives what forms of a kind should be,
// nil if there is no such kind. The error is of the environment.
func Read(files []File, expect func(form string) (*Expected, error)) (*Batch, error) {
	b := &Batch{Complaints: &diag.List{}, expect: expect, byForm: map[string]*Result{}}
	for _, f := range files {
		if err := b.take(f); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(b.Results, func(x, y *Result) int { return strings.Compare(x.Expected.Name, y.Expected.Name) })
	for _, r := range b.Results {
		r.duplicates()
		r.missing()
	}
	return b, nil
}

func complaint(file, code, value string, problem, remedy diag.Text) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Place: diag.Place{File: file}, Value: value, Problem: problem, Remedy: remedy}
}

var again = diag.T("请单位在原来发的文件上填写", "ask the unit to fill in the file that was sent")

// take reads one file. What goes wrong inside is the file's complaint.
func (b *Batch) take(f File) (err error) {
	ret := &Return{File: f.Name, State: Taken}
	list := b.Complaints
	defer func() {
		if r := recover(); r != nil { // damaged beyond what the library expects
			list.Add(complaint(f.Name, "file-broken", "", diag.T("文件已损坏，不能读", "the file is damaged and can't be read"), diag.T("请单位重新发送", "ask for it again")))
			ret.State, ret.Rows = Refused, nil
		}
	}()
	if f.Path != "" {
		if f.Data, err = input.Read(f.Path, maxFile); errors.Is(err, input.ErrSize) {
			list.Add(tooLarge(f.Name))
			return nil
		} else if err != nil {
			problem, remedy := diag.Reading(err, diag.T("文件不能读", "the file can't be read"), diag.T("核对权限，或请单位重新发送", "look at its permissions, or ask for it again"))
			list.Add(complaint(f.Name, "file-unreadable", "", problem, remedy))
			return nil
		}
	}
	if code, problem, remedy, ok := refusal(f); !ok {
		list.Add(complaint(f.Name, code, "", problem, remedy))
		return nil
	}
	opened, err := open(f)
	if err != nil {
		list.Add(complaint(f.Name, "file-broken", "", diag.T("不是能读的 .xlsx 文件", "not a readable .xlsx file"), diag.T("在表格软件中打开，另存为 .xlsx 后再交", "open it in a spreadsheet program and save it as .xlsx")))
		return nil
	}
	defer opened.Close()
	form, bad := identify(opened)
	if bad != nil {
		bad.Place.File = f.Name
		list.Add(*bad)
		return nil
	}
	ret.Form = form
	result, err := b.result(f, form)
	if result == nil || err != nil {
		return err
	}
	list = result.Complaints
	result.Returns = append(result.Returns, ret)
	if result.judge(ret); ret.State == Taken {
		result.rows(ret, opened)
	}
	return nil
}

// result is that of the form's kind; nil if there is no such kind.
func (b *Batch) result(f File, form *sheet.Form) (*Result, error) {
	if r := b.byForm[form.Name]; r != nil && r.Expected.Table.Name == form.Table {
		return r, nil
	}
	e, err := b.expect(form.Name)
	if err != nil {
		return nil, err
	}
	if e == nil || e.Table.Name != form.Table {
		b.Complaints.Add(complaint(f.Name, "form-unknown", form.Name, diag.T("没有这种表单的模板", "there is no template of this form"),
			diag.T("核对工作区，或模板是否改了名", "check the workspace, or whether the template was renamed")))
		return nil, nil
	}
	r := &Result{Expected: e, Complaints: &diag.List{}}
	b.byForm[form.Name] = r
	b.Results = append(b.Results, r)
	return r, nil
}

// refuse keeps a return from counting.
func (r *Result) refuse(ret *Return, code, value string, problem, remedy diag.Text) {
	ret.State = Refused
	r.Complaints.Add(complaint(ret.File, code, value, problem, remedy))
}

// judge compares what a return says it is with what is expected.
func (r *Result) judge(ret *Return) {
	e, f := r.Expected, ret.Form
	at := slices.IndexFunc(e.Units, func(u Unit) bool { return u.Code == f.Unit })
	switch {
	case f.Period != e.Period:
		r.refuse(ret, "form-period", f.Period, diag.T("这是另一期的表单", "the form is another period's"),
			diag.T("本次收的是 %s 的；要收那一期的，用 --period %s", "this run takes those of %s; for that one use --period %s", e.Period, f.Period))
	case f.Version != e.Version:
		r.refuse(ret, "form-version", f.Version, diag.T("表单的版本不对", "the form is of another version"), diag.T("应为 %s：请用新发的表单填报", "it should be %s: fill in the new form", e.Version))
	case at < 0:
		r.refuse(ret, "form-unit", f.Unit, diag.T("没有向这个单位发过表单", "no form went to this unit"), diag.T("核对单位编码", "check the unit's code"))
	default:
		want, list := e.Form(f.Unit)
		r.Complaints.Append(list)
		if want == nil || list.Errors() > 0 {
			ret.State = Refused
			return
		}
		r.trust(ret, want, e.Units[at].Name)
	}
}

// trust puts the template's form in the place of the one that the file carries, if
// both have the same columns, key and fixed values: of the file's own word only
// the rows that were sent and where things stand in it are believed.
func (r *Result) trust(ret *Return, want *sheet.Form, unit string) {
	got, t := ret.Form, r.Expected.Table
	same := func(a, b sheet.FormColumn) bool { return a.Field == b.Field }
	differs := ""
	switch {
	case !slices.EqualFunc(got.Columns, want.Columns, same):
		differs = "columns"
	case !slices.Equal(got.Key, want.Key):
		differs = "key"
	case len(got.Fixed) != len(want.Fixed):
		differs = "fixed"
	}
	for field, value := range want.Fixed {
		if now, has := got.Fixed[field]; !has || now != value {
			differs = cmp.Or(differs, "fixed")
		}
	}
	form := *want
	form.Columns, form.Sheet, form.Rows, form.UnitName = slices.Clone(want.Columns), got.Sheet, got.Rows, unit
	for i := range form.Columns {
		if len(got.Columns) == len(form.Columns) && len(got.Columns[i].Path) > 0 {
			form.Columns[i].Path = got.Columns[i].Path
		}
		ret.columns = append(ret.columns, source.ColumnOf(t, form.Columns[i].Field))
	}
	for at := range t.Columns {
		if value, has := want.Fixed[t.Columns[at].Header]; has {
			value, _ = source.Read(t, at, source.Cell{Raw: value, Shown: value}, false)
			ret.fixed = append(ret.fixed, fixed{at, value})
		}
	}
	if differs != "" || slices.Contains(ret.columns, -1) || len(ret.fixed) != len(want.Fixed) {
		r.refuse(ret, "form-differs", differs, diag.T("表单的列与现在的模板不同：是旧表样，或被改动", "the form's columns are not those of the template as it is now: it is an older one, or was changed"),
			diag.T("请用新发的表单填报；模板改了列，就换一个版本号（version）", "fill in the new form; a template whose columns change takes another version"))
		return
	}
	ret.Form = &form
}

// duplicates refuses several returns of one unit, but for copies that say the
// same, of which the first counts.
func (r *Result) duplicates() {
	first := map[string]*Return{}
	for _, ret := range r.Returns {
		if ret.State != Taken {
			continue
		}
		before := first[ret.Form.Unit]
		switch {
		case before == nil:
			first[ret.Form.Unit] = ret
		case before.says() == ret.says():
			ret.State = Refused
			d := complaint(ret.File, "form-copy", ret.Form.Unit, diag.T("与 %s 内容相同，只取一份", "it says the same as %s: one is taken", before.File), diag.Text{})
			d.Severity = diag.Warning
			r.Complaints.Add(d)
		default:
			problem := func(other string) diag.Text {
				return diag.T("%s 报了两份，另一份是 %s，内容不同", "there are two returns of %s, the other one is %s, and they differ", ret.Form.UnitName, other)
			}
			remedy := diag.T("问明以哪份为准，删去另一份后再收", "ask which one holds, remove the other and collect again")
			r.refuse(ret, "form-duplicate", ret.Form.Unit, problem(before.File), remedy)
			r.refuse(before, "form-duplicate", ret.Form.Unit, problem(ret.File), remedy)
		}
	}
}

// says is all that a return says.
func (r *Return) says() string {
	var b strings.Builder
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%q\n", row.Values)
	}
	return b.String()
}

// missing lists the units without any return, one that was refused included.
func (r *Result) missing() {
	have := map[string]bool{}
	for _, ret := range r.Returns {
		if ret.Form.Period == r.Expected.Period {
			have[ret.Form.Unit] = true
		}
	}
	for _, u := range r.Expected.Units {
		if !have[u.Code] {
			r.Missing = append(r.Missing, u)
			d := complaint("", "form-missing", "", diag.T("%[1]s没有报送（单位编码%[2]s）", "%[1]s (%[2]s) has not returned its form", u.Name, u.Code), diag.T("催报", "ask for it"))
			d.Severity = diag.Warning
			r.Complaints.Add(d)
		}
	}
}

// Wrong counts the rows that do not count.
func (r *Result) Wrong() int {
	n := 0
	for _, ret := range r.Returns {
		for _, row := range ret.Rows {
			if row.Bad {
				n++
			}
		}
	}
	return n
}
