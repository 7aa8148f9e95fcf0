package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/fill"
	"hongtou/generator/pdf"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/sheet"
	"hongtou/generator/typeset"
)

// Request says what to make.
type Request struct {
	Targets []string    // targets, jobs or globs; none = all
	Period  string      // as period.Parse reads it; "" = each target's last whole one
	Today   period.Date // needed where Period is ""
	Within  bool        // a Period longer than a target's cadence means the last one inside, not an error
	Unit    string      // only this unit's or meeting's outputs
	Out     string      // "" = the workspace's out folder
	Shard   Shard
	Options run.Options
}

// Shard is one part of Of, for several machines; the zero Shard is everything.
type Shard struct{ Part, Of int } // Part from 1

// Batch is the outputs of one period, which share a folder and a manifest.
type Batch struct {
	Period period.Period
	Dir    string
	steps  []step
}

// step is one target for one subject.
type step struct {
	template *fill.Template
	subject  fill.Subject
}

// Len is the number of outputs.
func (b *Batch) Len() int { return len(b.steps) }

// Plan resolves a request into batches by period. The errors are of usage: an
// unknown target, a period that does not fit.
func (w *Workspace) Plan(r Request) ([]*Batch, error) {
	templates, err := w.Select(r.Targets)
	if err != nil {
		return nil, err
	}
	out := w.outDir(r)
	var batches []*Batch
	n := 0
	for _, t := range templates {
		p, err := w.periodFor(t, r)
		if err != nil {
			return nil, err
		}
		b := batchOf(&batches, p, out)
		for _, s := range t.Selected(w.Office) {
			if r.Unit != "" && s.Code() != r.Unit || s.Meeting != nil && !p.Contains(s.Meeting.Date) || !t.Wanted(w.root(step{t, s}, p)) {
				continue
			}
			n++
			if r.Shard.Of > 1 && n%r.Shard.Of != r.Shard.Part-1 {
				continue
			}
			b.steps = append(b.steps, step{t, s})
		}
	}
	return batches, nil
}

func batchOf(batches *[]*Batch, p period.Period, out string) *Batch {
	for _, b := range *batches {
		if b.Period == p {
			return b
		}
	}
	b := &Batch{Period: p, Dir: filepath.Join(out, p.String())}
	*batches = append(*batches, b)
	return b
}

// Run makes what r asks. The report adds up all periods.
func (w *Workspace) Run(ctx context.Context, r Request) (*run.Report, error) {
	batches, err := w.Plan(r)
	if err != nil {
		return nil, err
	}
	total := &run.Report{Complaints: &diag.List{}}
	for _, b := range batches {
		report, err := run.Execute(ctx, b.Dir, w.jobs(b), r.Options)
		total.Made += report.Made
		total.Kept += report.Kept
		total.Failed += report.Failed
		total.Wanted += report.Wanted
		total.Complaints.Append(report.Complaints)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

func (w *Workspace) jobs(b *Batch) iter.Seq[run.Job] {
	return func(yield func(run.Job) bool) {
		for _, s := range b.steps {
			root := w.root(s, b.Period)
			file, complaints := s.template.File(root)
			job := run.Job{Target: s.template.Name(), Unit: s.subject.Code(), File: file}
			switch {
			case complaints.Errors() > 0:
				job.File = s.template.Name() + " " + s.subject.Code()
				job.Prepare = func() (*run.Work, *diag.List) { return nil, complaints }
			case s.template.Kind() == fill.WorkbookKind:
				job.Prepare = func() (*run.Work, *diag.List) { return w.workbook(s.template, root) }
			default:
				job.Prepare = func() (*run.Work, *diag.List) { return w.document(s.template, root) }
			}
			if !yield(job) {
				return
			}
		}
	}
}

func (w *Workspace) root(s step, p period.Period) fill.Root {
	return fill.Root{Office: w.Office, Period: p, Unit: s.subject.Unit, Meeting: s.subject.Meeting, Doc: w.Config.Documents[s.template.Name()]}
}

// engine changes whenever the same filled text would be set otherwise, so that
// outputs of an older program are made again.
const engine = "hongtou 3"

func (w *Workspace) digest(parts ...string) string {
	h := sha256.New()
	for _, p := range append([]string{engine, w.faces}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (w *Workspace) document(t *fill.Template, root fill.Root) (*run.Work, *diag.List) {
	filled, complaints := t.Document(root)
	if filled == nil {
		return nil, complaints
	}
	return &run.Work{
		Input: w.digest(filled.String(), root.Period.String(), w.borrowed(filled.String())),
		Write: func(out io.Writer) (*diag.List, error) {
			complaints, err := w.write(out, filled, root.Period)
			return w.about(fill.Subject{Unit: root.Unit, Meeting: root.Meeting}, complaints), err
		},
	}, complaints
}

func (w *Workspace) write(out io.Writer, filled *fill.Document, p period.Period) (*diag.List, error) {
	tree, complaints := doc.Parse([]byte(filled.Body), filled.Path, filled.BodyLine)
	tree.Meta = meta(filled)
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	layout, more := typeset.Typeset(tree, w.Faces, typeset.Options{File: filled.Path, Pictures: w.Pictures})
	complaints.Append(more)
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	return complaints, pdf.Write(out, layout, pdf.Info{
		Title: joinTitle(tree.Meta.Title), Author: tree.Meta.Author, Subject: tree.Meta.Subject, Keywords: tree.Meta.Keywords,
		Date: p.End().Time(),
	})
}

func (w *Workspace) workbook(t *fill.Template, root fill.Root) (*run.Work, *diag.List) {
	book, complaints := t.Workbook(root)
	if book == nil {
		return nil, complaints
	}
	spec, err := json.Marshal(book)
	if err != nil { // values of a workbook are plain: this is a broken build
		panic(err)
	}
	return &run.Work{
		Input: w.digest(string(spec)),
		Write: func(out io.Writer) (*diag.List, error) { return nil, sheet.Write(out, book) },
	}, complaints
}
