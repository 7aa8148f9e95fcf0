package generator

import (
	"context"
	"errors"
	"io"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/run"
)

// Check makes what r asks without keeping any of it, and gives the complaints. Where it
// asks for everything, papers whose period is not entered yet are one note, and are
// filled as drafts, so that mistakes in their templates are found.
func (w *Workspace) Check(ctx context.Context, r Request) (*diag.List, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	batches, err := w.Plan(r)
	if err != nil {
		return nil, err
	}
	complaints := w.jobCadences()
	r.Options.DryRun = true // gives no document numbers
	numbers := w.numbering(ctx, r)
	repeated, err := numbers.check()
	if err != nil {
		return complaints, err
	}
	complaints.Append(repeated)
	w.unknownKinds(batches, complaints)
	var lacks *lacking
	if len(r.Targets) == 0 {
		lacks = &lacking{}
	}
	if err := w.rehearseAll(ctx, batches, numbers, lacks, complaints); err != nil || lacks == nil || len(lacks.all) == 0 {
		return complaints, errors.Join(err, numbers.err)
	}
	if note, any := lacks.note(w); any {
		complaints.Add(note)
	}
	r.Targets, r.Draft, r.Within = lacks.all, true, true
	if batches, err = w.Plan(r); err != nil {
		return complaints, err
	}
	drafts := w.numbering(ctx, r)
	return complaints, errors.Join(w.rehearseAll(ctx, batches, drafts, lacks, complaints), numbers.err, drafts.err)
}

// clausesBy are the agreements whose clauses follow from the kind of their units.
var clausesBy = map[string]model.Tier{"agreement-department": model.Department, "agreement-institution": model.Institution, "agreement-post": model.Post}

// unknownKinds notes the units of the batches' agreements whose kind is not known.
func (w *Workspace) unknownKinds(batches []*Batch, complaints *diag.List) {
	seen := map[model.Tier]bool{}
	for _, b := range batches {
		for _, t := range b.templates {
			tier := clausesBy[t.Name()]
			if tier == model.NoTier || seen[tier] {
				continue
			}
			seen[tier] = true
			if note, any := w.Office.UnknownKinds(tier); any {
				complaints.Add(note)
			}
		}
	}
}

// rehearseAll rehearses all jobs of the batches; what a paper lacks goes to lacks, if
// there is one.
func (w *Workspace) rehearseAll(ctx context.Context, batches []*Batch, numbers *numbering, lacks *lacking, complaints *diag.List) error {
	for _, b := range batches {
		for job := range w.jobs(b, numbers) {
			if err := ctx.Err(); err != nil {
				return err
			}
			more, err := rehearse(job)
			if lacks != nil {
				more = lacks.take(job.Target, more)
			}
			complaints.Fold(more)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// rehearse makes a job's output and throws it away. A panic is that job's
// complaint.
func rehearse(job run.Job) (complaints *diag.List, err error) {
	defer func() {
		if p := recover(); p != nil {
			complaints = diag.Of(diag.Caught(p).Complaint(job.File, job.Whom(), diag.T("其余文件不受影响；请用 hongtou run 生成它，将 run.log 中的记录和数据样例报给开发者",
				"the other files are not affected; please make it by hongtou run and report what run.log says with a sample of the data")))
		}
	}()
	return render(job, io.Discard)
}
