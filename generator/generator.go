// Package generator makes a safety-responsibility year's documents and
// workbooks from an office's workspace: it is what the hongtou command does, for
// other Go programs.
//
//	w, err := generator.Open("anlan")          // read and check tables, templates, faces
//	report, err := w.Run(ctx, generator.Request{Targets: []string{"agreement-*"}, Period: "2026"})
//
// The packages below it are the house's rooms, from the tables to the page:
// source reads tables into the model; fill turns templates over the model into
// Markdown and workbook specifications; doc parses the Markdown; typeset sets it
// on pages by GB/T 9704-2012; pdf and sheet write the files; run makes many of
// them at once, each whole or not at all. Data goes one way, down.
package generator

import (
	"errors"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/fill"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/ofd"
	"hongtou/generator/pdf"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// Workspace is an office's folder, read and checked.
type Workspace struct {
	*source.Workspace
	Templates  *fill.Set
	Faces      *face.Set
	Pictures   map[string]doc.Picture
	Complaints *diag.List // about tables, templates and faces

	said     sayings
	calendar atomic.Pointer[model.Calendar] // of the last plan; nil: none was asked for
	faces    string                         // which faces and pictures, for digests
	inputs   *inputs
	pdf      pdf.Writer // what the documents of a run share
	parser   doc.Parser // likewise
	ofd      ofd.Writer
}

// reader is how workspaces are read: formulas without a value are calculated by the
// engine that calculates what is written.
var reader = source.Reader{Calculate: sheet.Valueless}

// Open reads the workspace in dir as it is today by the clock.
func Open(dir string) (*Workspace, error) { return OpenAt(dir, period.DateOf(time.Now())) }

// OpenAt reads the workspace in dir as it is on a day, which tells how far tables
// reach that are complete to the end of the last month. What is wrong with its data,
// templates and faces is in Complaints; the error is of the environment, as a folder
// that is not there.
func OpenAt(dir string, today period.Date) (*Workspace, error) { return openBy(reader, dir, today) }

func openBy(reader source.Reader, dir string, today period.Date) (*Workspace, error) {
	read, complaints, err := reader.Load(dir, today)
	if err != nil {
		return nil, err
	}
	w := &Workspace{Workspace: read, Faces: face.Default(), Complaints: complaints, faces: "embedded", inputs: &inputs{dir: dir, files: read.Inputs}}
	templates, more := fill.OpenFor(ownTables(read.Office), watched{input.In(filepath.Join(dir, "templates"), fill.LargestTemplate), w.inputs, "templates/"})
	w.Templates = templates
	w.Complaints.Append(more)
	w.useFonts(dir)
	w.usePictures(dir)
	w.noteFiles()
	w.checkJobs()
	w.checkDue()
	w.checkElements()
	w.readPapers()
	return w, nil
}

// ownTables are the office's tables of its own, an empty list if it has none.
func ownTables(o *model.Office) []*model.Table {
	return append([]*model.Table{}, model.OwnTables(o)...)
}

// checkJobs complains of jobs that name no target.
func (w *Workspace) checkJobs() {
	for _, name := range slices.Sorted(maps.Keys(w.Config.Jobs)) {
		job := w.Config.Jobs[name]
		if name == DueJob {
			w.Complaints.Add(diag.Diagnostic{Code: "job-name", Place: job.Place, Value: name,
				Problem: diag.T("%s 是程序已有的作业：今天应制作的各项", "%s is a job that there is: what today asks for", name), Remedy: diag.T("换一个名称", "give it another name")})
		}
		for _, pattern := range job.Make {
			if _, err := w.match(pattern); errors.Is(err, ErrUnknownTarget) {
				hint := w.misnamed(pattern)
				w.Complaints.Add(diag.Diagnostic{Code: "job-target-unknown", Place: job.Place, Value: pattern,
					Problem: diag.T("没有这个目标", "there is no such target"), Remedy: diag.T("%s目标见 hongtou list", "%ssee hongtou list", hint)})
			}
		}
	}
}

// jobCadences warns of jobs that come round more seldom than what they make.
func (w *Workspace) jobCadences() *diag.List {
	list := &diag.List{}
	for _, name := range slices.Sorted(maps.Keys(w.Config.Jobs)) {
		job := w.Config.Jobs[name]
		cadence, err := period.ParseKind(job.Cadence)
		for _, pattern := range job.Make {
			targets, _ := w.match(pattern)
			for _, t := range targets {
				if kind, fixed := t.PeriodKind(); fixed && err == nil && !t.Suits(cadence) {
					list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "job-cadence", Place: job.Place, Value: t.Name(),
						Problem: diag.T("作业周期为 %s，此目标却每 %s 一次，会漏做几期", "the job comes each %s but the target each %s: some would be left out", cadence, kind),
						Remedy:  diag.T("放到周期相同的作业中", "put it into a job of its cadence")})
				}
			}
		}
	}
	return list
}

// ErrUnknownTarget is the error of a name that is neither a target nor a job.
var ErrUnknownTarget = errors.New("unknown target")

// ErrPeriod is the error of a period that does not parse or does not fit a
// target's cadence.
var ErrPeriod = errors.New("unfit period")

// Select resolves names of targets and jobs, and globs over both, to targets in
// the order named, each once. No name at all means every target.
func (w *Workspace) Select(names []string) ([]*fill.Template, error) {
	var out []*fill.Template
	add := func(t *fill.Template) {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	if len(names) == 0 {
		return w.Templates.List(), nil
	}
	for _, name := range names {
		if w.jobKey(name) == DueJob {
			rows, err := w.Due(Request{})
			if err != nil {
				return nil, err
			}
			for _, d := range rows {
				add(w.Templates.Get(d.Target))
			}
			continue
		}
		patterns := []string{name}
		if job, ok := w.jobCalled(name); ok {
			patterns = job.Make
		}
		for _, p := range patterns {
			targets, err := w.match(p)
			if err != nil {
				return nil, err
			}
			for _, t := range targets {
				add(t)
			}
		}
	}
	return out, nil
}

// match gives the targets that a name or glob means, at least one.
func (w *Workspace) match(pattern string) ([]*fill.Template, error) {
	var out []*fill.Template
	for _, t := range w.Templates.List() {
		if ok, err := path.Match(pattern, t.Name()); err != nil {
			return nil, diag.Speak(ErrUnknownTarget, "通配符 %s 写法不对", "the pattern %s is not well formed", pattern)
		} else if ok {
			out = append(out, t)
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	if t := w.target(pattern); t != nil {
		return []*fill.Template{t}, nil
	}
	if files := w.Templates.Broken(pattern); len(files) > 0 {
		return nil, w.brokenTarget(files)
	}
	if near := w.targetLike(pattern); len(near) > 0 {
		return nil, diag.Speak(ErrUnknownTarget, "没有目标 %[1]s；是不是要：%[2]s；目标和作业见 hongtou list", "unknown target: %[1]s; did you mean %[2]s? see hongtou list", pattern, near)
	}
	hint := w.misnamed(pattern)
	return nil, diag.Speak(ErrUnknownTarget, "没有目标 %[1]s；%[2]s目标和作业见 hongtou list", "unknown target: %[1]s; %[2]ssee hongtou list", pattern, hint)
}

// targetLike are the targets and jobs whose names hold a name, or else are within two
// changes of it, "" if there are none.
func (w *Workspace) targetLike(name string) diag.Names {
	var names []string
	for _, t := range w.Templates.List() {
		names = append(names, t.Name(), t.Label())
	}
	for key := range w.Config.Jobs {
		names = append(names, key, JobName(key))
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var holding []string
	for _, n := range names {
		if len([]rune(name)) > 1 && strings.Contains(strings.ToLower(n), strings.ToLower(name)) {
			holding = append(holding, n)
		}
	}
	if len(holding) > mostNear {
		return append(holding[:mostNear-1], holding[mostNear-1]+"…")
	}
	if len(holding) > 0 {
		return holding
	}
	return fill.Alike(name, names)
}

// BrokenTarget is the error of a name that means only templates with mistakes:
// what is wrong with them.
type BrokenTarget struct{ Complaints *diag.List }

// Error is the first mistake.
func (b *BrokenTarget) Error() string { return b.Complaints.All()[0].In("en") }

func (w *Workspace) brokenTarget(files []string) *BrokenTarget {
	b := &BrokenTarget{&diag.List{}}
	for _, d := range w.Complaints.All() {
		if slices.Contains(files, d.Place.File) {
			b.Complaints.Add(d)
		}
	}
	return b
}
