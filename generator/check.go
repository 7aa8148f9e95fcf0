package generator

import (
	"context"
	"io"

	"hongtou/generator/diag"
	"hongtou/generator/run"
)

// Check makes what r asks without keeping any of it, and gives the complaints.
func (w *Workspace) Check(ctx context.Context, r Request) (*diag.List, error) {
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
	for _, b := range batches {
		for job := range w.jobs(b, numbers) {
			if err := ctx.Err(); err != nil {
				return complaints, err
			}
			more, err := rehearse(job)
			complaints.Fold(more)
			if err != nil {
				return complaints, err
			}
		}
	}
	return complaints, numbers.err
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
