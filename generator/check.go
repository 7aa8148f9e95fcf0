package generator

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"

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
	work, complaints := job.Prepare()
	if work == nil {
		return complaints, nil
	}
	var sink bytes.Buffer
	more, err := work.Write(&sink)
	return diag.Join(complaints, more), err
}

// Verify compares the outputs below dir with every manifest there. count is the
// number of outputs that the manifests list; no manifest at all is an error.
func Verify(dir string) (count int, complaints *diag.List, err error) {
	return eachFolder(dir, run.Verify)
}

// Join puts together the manifests of shards in every folder below dir, if they
// prove that nothing is missing and nothing was made twice (see [run.Join]).
func Join(dir string) (count int, complaints *diag.List, err error) {
	return eachFolder(dir, run.Join)
}

// eachFolder does something in every folder below dir that has manifests.
func eachFolder(dir string, do func(string) (int, *diag.List, error)) (count int, complaints *diag.List, err error) {
	complaints = &diag.List{}
	found, last := false, ""
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !run.IsManifest(d.Name()) || filepath.Dir(path) == last {
			return err
		}
		found, last = true, filepath.Dir(path)
		n, more, err := do(last)
		count += n
		if more != nil {
			complaints.Append(more)
		}
		return err
	})
	if err == nil && !found {
		err = &os.PathError{Op: "verify", Path: filepath.Join(dir, run.ManifestName), Err: fs.ErrNotExist}
	}
	return count, complaints, err
}
