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
	complaints := &diag.List{}
	for _, b := range batches {
		for job := range w.jobs(b) {
			if err := ctx.Err(); err != nil {
				return complaints, err
			}
			work, more := job.Prepare()
			complaints.Append(more)
			if work == nil {
				continue
			}
			var sink bytes.Buffer
			more, err := work.Write(&sink)
			if err != nil {
				return complaints, err
			}
			complaints.Append(more)
		}
	}
	return complaints, nil
}

// Verify compares the outputs below dir with every manifest there. count is the
// number of outputs that the manifests list; no manifest at all is an error.
func Verify(dir string) (count int, complaints *diag.List, err error) {
	complaints = &diag.List{}
	found := false
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != run.ManifestName {
			return err
		}
		found = true
		n, more, err := run.Verify(filepath.Dir(path))
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
