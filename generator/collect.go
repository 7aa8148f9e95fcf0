package generator

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// CollectRequest says what forms to take back.
type CollectRequest struct {
	Dir    string // with the returned files, those in folders below too
	Period string // of the forms; "" = what their template would be made for today
	Today  period.Date
	Now    time.Time // that backups state; zero = the clock's
	Out    string    // of reports; "" = the workspace's out folder
	DryRun bool      // change nothing: say what would change
}

// Collected is what came of it.
type Collected struct {
	Results    []*collect.Result
	Complaints *diag.List // about files that are no forms, and all of the results'
	Reports    []string   // files
	Changed    []string   // the table's files
}

// Collect takes back the forms in a folder: checks them, merges the right rows
// into the workspace's tables and writes a report a form. The tables are locked
// while they are read, changed and written. The errors are of the environment, or
// ErrPeriod.
func (w *Workspace) Collect(ctx context.Context, r CollectRequest) (*Collected, error) {
	files, list, err := returned(ctx, r.Dir)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		list.Add(diag.Diagnostic{Code: "collect-nothing", Place: diag.Place{File: r.Dir}, Problem: diag.T("这里没有 .xlsx 文件", "there is no .xlsx file here"), Remedy: diag.T("核对目录", "check the folder")})
	}
	batch, err := collect.Read(files, func(form string) (*collect.Expected, error) { return w.expected(form, r) })
	if err != nil {
		return nil, err
	}
	if !r.DryRun {
		release, err := lockTables(ctx, batch)
		if err != nil {
			return nil, err
		}
		defer release()
	}
	if err := batch.Merge(w.draft); err != nil {
		return nil, err
	}
	out := &Collected{Results: batch.Results, Complaints: w.strangers(diag.Join(list, batch.Complaints), r)}
	for _, result := range batch.Results {
		out.Complaints.Append(result.Complaints)
	}
	if r.DryRun {
		return out, nil
	}
	if err := ctx.Err(); err != nil {
		return out, err
	}
	if out.Changed, err = batch.Apply(cmp.Or(r.Now, time.Now()), runName()); err != nil {
		return out, err
	}
	for _, result := range batch.Results {
		report, err := w.report(result, r)
		if err != nil {
			return out, err
		}
		out.Reports = append(out.Reports, report)
	}
	return out, nil
}

// strangers are the complaints without those about papers, accounts and reports that the
// program itself put into the folder, as where the output folder is collected: they were
// not filled in by anyone. One that was changed stays.
func (w *Workspace) strangers(all *diag.List, r CollectRequest) *diag.List {
	out := &diag.List{}
	for _, d := range all.All() {
		if slices.Contains([]string{"file-other", "form-none"}, d.Code) {
			path := filepath.Join(r.Dir, filepath.FromSlash(d.Place.File))
			own, err := run.Own(path) // with an error, as of a damaged manifest, nobody knows: it stays
			if err == nil && own || d.Code == "form-none" && w.isReport(path, r) {
				continue
			}
		}
		out.Add(d)
	}
	return out
}

// isReport tells whether a file stands where reports are written.
func (w *Workspace) isReport(path string, r CollectRequest) bool {
	path, err := filepath.Abs(path)
	dir, err2 := filepath.Abs(w.reportsDir(r))
	name := strings.TrimSuffix(filepath.Base(path), ".xlsx")
	t := w.Templates.Get(name)
	return err == nil && err2 == nil && t != nil && t.Form() != nil &&
		filepath.Base(filepath.Dir(path)) == reportsFolder && filepath.Dir(filepath.Dir(filepath.Dir(path))) == dir
}

// reportsFolder is the folder of reports within a period's.
const reportsFolder = "回收"

// draft is the workspace's records as they are now.
func (w *Workspace) draft(content map[string][]byte) (*source.Draft, error) {
	return reader.OpenDraft(w.Dir, w.Office.Today, content)
}

// lockWait is how long another collect on the same tables is waited for: it needs
// seconds.
const lockWait = time.Minute

func lockTables(ctx context.Context, batch *collect.Batch) (release func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	return batch.Lock(ctx)
}

// runName tells one collect from every other.
func runName() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}

// UndoRequest says how to put tables back.
type UndoRequest struct {
	Force  bool // also a table that was changed after the collect
	DryRun bool // only say what would be put back
	Now    time.Time
}

// UndoCollect puts the tables back as they were before the last collect that
// changed any. A complaint means that nothing was put back.
func (w *Workspace) UndoCollect(ctx context.Context, r UndoRequest) ([]collect.Undone, *diag.List, error) {
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	var files []collect.TableFile
	for _, t := range w.Tables() {
		files = append(files, w.tableFiles(t.Name)...)
	}
	return collect.Undo(ctx, files, r.Force, r.DryRun, cmp.Or(r.Now, time.Now()))
}

// tableFiles are the files of a table.
func (w *Workspace) tableFiles(table string) []collect.TableFile {
	var out []collect.TableFile
	for _, f := range w.Config.Data[table] {
		if f.SQL != "" {
			continue // a database is only read
		}
		path := f.Path
		if !filepath.IsAbs(path) {
			path = filepath.Join(w.Dir, path)
		}
		out = append(out, collect.TableFile{Path: path, Name: f.Path, Sheet: f.Sheet})
	}
	return out
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

// returned lists the workbooks of a folder in the order of their names. Files
// that programs keep while a workbook is open are passed over; what can't be
// looked into is a complaint.
func returned(ctx context.Context, dir string) ([]collect.File, *diag.List, error) {
	var files []collect.File
	var others []string // that are no workbooks
	list := &diag.List{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil && path == dir || ctx.Err() != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = diag.Visible(filepath.ToSlash(name))
		if err != nil {
			list.Add(diag.Diagnostic{Code: "file-unreadable", Place: diag.Place{File: name}, Problem: diag.T("文件夹不能读", "the folder can't be read"), Remedy: diag.T("核对权限", "look at its permissions")})
			return nil
		}
		if d.IsDir() {
			return nil
		}
		switch ext := strings.ToLower(filepath.Ext(path)); {
		case strings.HasPrefix(d.Name(), "~$"), strings.HasPrefix(d.Name(), "."):
			return nil
		case !slices.Contains([]string{".xlsx", ".xlsm", ".xltm", ".xls", ".et", ".ods"}, ext):
			others = append(others, name)
			return nil
		case ext == ".xlsm" || ext == ".xltm":
			list.Add(diag.Diagnostic{Code: "file-macros", Place: diag.Place{File: name}, Problem: diag.T("含宏的文件不收", "files with macros are not taken"), Remedy: diag.T("另存为 .xlsx 后再交", "save it as .xlsx")})
			return nil
		case ext == ".et" || ext == ".ods":
			list.Add(diag.Diagnostic{Code: "file-format", Place: diag.Place{File: name}, Problem: diag.T("不是 .xlsx 格式", "not of the format .xlsx"), Remedy: diag.T("另存为 .xlsx 后再交", "save it as .xlsx")})
			return nil
		}
		files = append(files, collect.File{Name: name, Path: path})
		return nil
	})
	if n := len(others); n > fewOthers { // a folder of something else
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "file-other", Place: diag.Place{File: others[0]},
			Problem: diag.T("这个文件和另外%[1]d个都不是表格文件，没有读", "this file and %[1]d others are no workbooks: they were not read", n-1)})
		others = nil
	}
	for _, name := range others {
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "file-other", Place: diag.Place{File: name}, Problem: diag.T("不是表格文件，没有读", "not a workbook: it was not read")})
	}
	return files, list, err
}

// fewOthers are so many files that are no workbooks that each is told of by itself.
const fewOthers = 5

// expected is what the forms of a template should be.
func (w *Workspace) expected(form string, r CollectRequest) (*collect.Expected, error) {
	t := w.Templates.Get(form)
	if t == nil || t.Form() == nil {
		return nil, nil
	}
	p, err := w.PeriodFor(t, r.Period, r.Today)
	if err != nil {
		return nil, err
	}
	e := &collect.Expected{Name: form, Version: t.Form().Version, Period: p.String(), Table: t.Form().Table, Files: w.tableFiles(t.Form().Table.Name)}
	roots := map[string]fill.Root{}
	for _, s := range t.Selected(w.Office) {
		if root := w.root(step{template: t, subject: s}, p, false); s.In(p) && t.Wanted(root) {
			e.Units = append(e.Units, collect.Unit{Code: s.Code(), Name: s.Name()})
			roots[s.Code()] = root
		}
	}
	e.Form = func(unit string) (*sheet.Form, *diag.List) { return t.FormFor(roots[unit]) }
	return e, nil
}

// report writes what came of one form, and gives the file.
func (w *Workspace) report(r *collect.Result, request CollectRequest) (string, error) {
	p, err := period.Parse(r.Expected.Period)
	if err != nil {
		return "", err
	}
	path := filepath.Join(w.reportsDir(request), r.Expected.Period, reportsFolder, r.Expected.Name+".xlsx")
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
