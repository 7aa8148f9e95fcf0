package generator

import (
	"context"
	"io"
	"iter"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/run"
)

// Output is one paper or workbook of a plan, not made yet.
type Output struct {
	Target string      // the template's name
	Unit   string      // the code of the unit or record that it is about, "" for none
	Format fill.Format // that the plan makes it in
	File   string      // relative to the batch's folder, with slashes; "" where complaints keep it from having one

	batch *Batch
	step  step
}

// Outputs are the batch's outputs in the order of the plan, of a shard only its own.
func (b *Batch) Outputs() iter.Seq[*Output] {
	return func(yield func(*Output) bool) {
		for s, mine := range b.steps() {
			if !mine {
				continue
			}
			file, _ := s.template.File(b.workspace.root(s, b.Period, b.request.Draft), s.format)
			if !yield(&Output{Target: s.template.Name(), Unit: s.subject.Code(), Format: s.format, File: file, batch: b, step: s}) {
				return
			}
		}
	}
}

// Render makes the output in a format that its target has and writes it to out,
// without a folder, a manifest or a change to the register: a paper that the
// register has not numbered yet shows that its number is to come. Complaints that
// are errors mean that nothing usable was written; the error is out's, or of the
// environment.
func (o *Output) Render(ctx context.Context, out io.Writer, format fill.Format) (*diag.List, error) {
	w, request := o.batch.workspace, *o.batch.request
	request.Options.DryRun = true
	n := w.numbering(ctx, request)
	s := o.step
	s.format = format
	job := w.job(s, o.batch.Period, n)
	if n.may(s.template) {
		keep := func(numbered run.Job) bool { job = numbered; return true }
		if n.add(s, job, o.batch.Period, keep) {
			n.flush(keep)
		}
		if n.err != nil {
			return nil, n.err
		}
	}
	return render(job, out)
}

// render makes a job's output. A panic is the caller's.
func render(job run.Job, out io.Writer) (*diag.List, error) {
	work, complaints := job.Prepare()
	if work == nil {
		return complaints, nil
	}
	more, err := work.Write(out)
	return diag.Join(complaints, more), err
}
