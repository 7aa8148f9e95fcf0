// Package collect takes back the forms that went out to units: it reads what came
// back, checks it cell by cell by the rules of the table that it goes to, and
// says what is to change in the workspace's table file; then it changes that
// file, and nothing else in it.
//
// What goes in: the bytes of returned workbooks, what was expected
// ([Expected]), and the table's files. What comes out is a [Result]: changes,
// conflicts, wrong rows, units that are missing, and complaints, from which
// Report makes a workbook. A value goes into the table only if its unit changed
// it and nobody else did: where the table says a third thing, both are listed
// and the table stays.
//
// Returned files are strangers: ones with macros or a password, ones that
// unpack to too much, and sheets without end are refused unread (refuse.go).
package collect

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// File is a workbook that came back.
type File struct {
	Name string // as complaints name it
	Data []byte
}

// Expected is what the forms of one kind should be.
type Expected struct {
	Name    string // the template's id
	Version string
	Period  string
	Units   []Unit // that forms went to
	Table   *source.Table
	Files   []source.File // the table's, paths absolute or from the current folder
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
	File  string
	State State
	Form  *sheet.Form // nil if it is none
	Found string      // the sheet that was read
	Rows  []Row
}

// Row is a row of a return: what it holds by the form's columns.
type Row struct {
	Number int      // in the file
	Places []int    // of each form column in the file, counted from 1; 0 if it is missing
	Values []string // in the table's way of writing; as typed where wrong
	Wrong  []string // for each column what is wrong, in Chinese; "" if nothing
	Bad    bool     // does not count
	Key    string
	sent   []string // what the row held when it went out; nil for a new one
}

// Change is one value that the table gets.
type Change struct {
	Unit, Key, Column string
	From, To          string
	New               bool // a part of a new row
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

// Collect reads the files; expect gives what forms of a kind should be, nil if
// there is no such kind. The error is of the environment.
func Collect(files []File, expect func(form string) (*Expected, error)) ([]*Result, *diag.List, error) {
	list := &diag.List{}
	byForm := map[string]*Result{}
	var all []*Result
	for _, f := range files {
		r := read(f, list)
		if r == nil {
			continue
		}
		result := byForm[r.Form.Name]
		if result == nil {
			e, err := expect(r.Form.Name)
			if err != nil {
				return nil, nil, err
			}
			if e == nil || e.Table.Name != r.Form.Table {
				list.Add(complaint(f.Name, "form-unknown", r.Form.Name, diag.T("没有这种表单的模板", "there is no template of this form"),
					diag.T("核对工作区，或模板是否改了名", "check the workspace, or whether the template was renamed")))
				continue
			}
			result = &Result{Expected: e, Complaints: &diag.List{}}
			byForm[r.Form.Name] = result
			all = append(all, result)
		}
		result.Returns = append(result.Returns, r)
	}
	slices.SortFunc(all, func(a, b *Result) int { return strings.Compare(a.Expected.Name, b.Expected.Name) })
	for _, r := range all {
		if err := r.work(files); err != nil {
			return nil, nil, err
		}
	}
	return all, list, nil
}

func complaint(file, code, value string, problem, remedy diag.Text) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Place: diag.Place{File: file}, Value: value, Problem: problem, Remedy: remedy}
}

// refuse keeps a return from counting.
func (r *Result) refuse(ret *Return, code, value string, problem, remedy diag.Text) {
	ret.State = Refused
	r.Complaints.Add(complaint(ret.File, code, value, problem, remedy))
}

func (r *Result) work(files []File) error {
	r.judge()
	data := map[string][]byte{}
	for _, f := range files {
		data[f.Name] = f.Data
	}
	for _, ret := range r.Returns {
		if ret.State == Taken {
			r.rows(ret, data[ret.File])
		}
	}
	r.duplicates()
	r.missing()
	if err := r.openFiles(); err != nil {
		return err
	}
	r.merge()
	return nil
}

// judge compares what the returns say they are with what is expected.
func (r *Result) judge() {
	e := r.Expected
	for _, ret := range r.Returns {
		f := ret.Form
		switch {
		case f.Period != e.Period:
			r.refuse(ret, "form-period", f.Period, diag.T("这是另一期的表单", "the form is another period's"),
				diag.T("本次收的是 %s 的；要收那一期的，用 --period %s", "this run takes those of %s; for that one use --period %s", e.Period, f.Period))
		case f.Version != e.Version:
			r.refuse(ret, "form-version", f.Version, diag.T("表单的版本不对", "the form is of another version"), diag.T("应为 %s：请用新发的表单填报", "it should be %s: fill in the new form", e.Version))
		case !slices.ContainsFunc(e.Units, func(u Unit) bool { return u.Code == f.Unit }):
			r.refuse(ret, "form-unit", f.Unit, diag.T("没有向这个单位发过表单", "no form went to this unit"), diag.T("核对单位编码", "check the unit's code"))
		}
	}
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
			d := complaint("", "form-missing", u.Code, diag.T("%s没有报送", "%s has not returned its form", u.Name), diag.T("催报", "ask for it"))
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
