package generator

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/lock"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// CollectRequest says what forms to take back.
type CollectRequest struct {
	Dir    string // with the returned files, those in folders below too
	Period string // of the forms; "" = what their template would be made for today
	Today  period.Date
	Out    string // of reports; "" = the workspace's out folder
	DryRun bool   // change nothing: say what would change
}

// Collected is what came of it.
type Collected struct {
	Results    []*collect.Result
	Complaints *diag.List // about files that are no forms, and all of the results'
	Reports    []string   // files
	Changed    []string   // the table's files
}

// Collect takes back the forms in a folder: checks them, merges the right rows
// into the workspace's tables and writes a report a form. The errors are of the
// environment, or ErrPeriod.
func (w *Workspace) Collect(ctx context.Context, r CollectRequest) (*Collected, error) {
	files, skipped, err := returned(ctx, r.Dir)
	if err != nil {
		return nil, err
	}
	if !r.DryRun {
		held, err := w.collecting(r)
		if err != nil {
			return nil, err
		}
		defer held.Release()
	}
	results, list, err := collect.Collect(files, func(form string) (*collect.Expected, error) { return w.expected(form, r) })
	if err != nil {
		return nil, err
	}
	out := &Collected{Results: results, Complaints: diag.Join(skipped, list)}
	if len(files) == 0 {
		out.Complaints.Add(diag.Diagnostic{Code: "collect-nothing", Place: diag.Place{File: r.Dir}, Problem: diag.T("这里没有 .xlsx 文件", "there is no .xlsx file here"), Remedy: diag.T("核对目录", "check the folder")})
	}
	for _, result := range results {
		out.Complaints.Append(result.Complaints)
	}
	if r.DryRun {
		return out, nil
	}
	for _, result := range results {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		changed, err := result.Apply()
		out.Changed = append(out.Changed, changed...)
		if err != nil {
			return out, err
		}
		report, err := w.report(result, r)
		if err != nil {
			return out, err
		}
		out.Reports = append(out.Reports, report)
	}
	return out, nil
}

// collecting keeps a second collect from the tables while this one changes them.
func (w *Workspace) collecting(r CollectRequest) (*lock.Lock, error) {
	dir := w.reportsDir(r)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return lock.Take(filepath.Join(dir, ".collect.lock"))
}

// reportsDir is the folder that reports go to, by period.
func (w *Workspace) reportsDir(r CollectRequest) string {
	switch {
	case r.Out != "":
		return r.Out
	case w.Config.Out != "":
		return filepath.Join(w.Dir, w.Config.Out)
	}
	return filepath.Join(w.Dir, "out")
}

// maxReturned is how large a returned file is read at all, in bytes: larger ones
// are refused by what was read.
const maxReturned = 32 << 20

// returned reads the workbooks of a folder in the order of their names. Files
// that programs keep while a workbook is open are passed over.
func returned(ctx context.Context, dir string) ([]collect.File, *diag.List, error) {
	var files []collect.File
	list := &diag.List{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		switch ext := strings.ToLower(filepath.Ext(path)); {
		case strings.HasPrefix(d.Name(), "~$"), strings.HasPrefix(d.Name(), "."):
			return nil
		case !slices.Contains([]string{".xlsx", ".xlsm", ".xltm", ".xls", ".et", ".ods"}, ext):
			list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "file-other", Place: diag.Place{File: name}, Problem: diag.T("不是表格文件，没有读", "not a workbook: it was not read")})
			return nil
		case ext == ".xlsm" || ext == ".xltm":
			list.Add(diag.Diagnostic{Code: "file-macros", Place: diag.Place{File: name}, Problem: diag.T("含宏的文件不收", "files with macros are not taken"), Remedy: diag.T("另存为 .xlsx 后再交", "save it as .xlsx")})
			return nil
		case ext == ".et" || ext == ".ods":
			list.Add(diag.Diagnostic{Code: "file-format", Place: diag.Place{File: name}, Problem: diag.T("不是 .xlsx 格式", "not of the format .xlsx"), Remedy: diag.T("另存为 .xlsx 后再交", "save it as .xlsx")})
			return nil
		}
		data, err := readUpTo(path, maxReturned)
		files = append(files, collect.File{Name: name, Data: data})
		return err
	})
	return files, list, err
}

func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(io.LimitReader(f, most))
	return b.Bytes(), err
}

// expected is what the forms of a template should be.
func (w *Workspace) expected(form string, r CollectRequest) (*collect.Expected, error) {
	t := w.Templates.Get(form)
	if t == nil || t.Form() == nil {
		return nil, nil
	}
	p, err := PeriodFor(t, r.Period, r.Today)
	if err != nil {
		return nil, err
	}
	e := &collect.Expected{Name: form, Version: t.Form().Version, Period: p.String(), Table: t.Form().Table}
	for _, s := range t.Selected(w.Office) {
		if s.In(p) && t.Wanted(w.root(step{t, s}, p, false)) {
			e.Units = append(e.Units, collect.Unit{Code: s.Code(), Name: s.Name()})
		}
	}
	for _, f := range w.Config.Data[e.Table.Name] {
		if !filepath.IsAbs(f.Path) {
			f = source.File{Path: filepath.Join(w.Dir, f.Path), Sheet: f.Sheet, Place: f.Place}
		}
		e.Files = append(e.Files, f)
	}
	return e, nil
}

// report writes what came of one form, and gives the file.
func (w *Workspace) report(r *collect.Result, request CollectRequest) (string, error) {
	p, err := period.Parse(r.Expected.Period)
	if err != nil {
		return "", err
	}
	path := filepath.Join(w.reportsDir(request), r.Expected.Period, "回收", r.Expected.Name+".xlsx")
	var b bytes.Buffer
	if err := sheet.Write(&b, r.Report(p.Name()+"“"+r.Expected.Table.Title+"”填报回收情况", w.Office.Name, p.End().Time())); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b.Bytes()) {
		return path, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return path, collect.Replace(path, b.Bytes())
}
