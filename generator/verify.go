package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/run"
	"hongtou/generator/source"
)

// OutFolder is the folder that the workspace in dir puts its outputs into: that of
// its settings, or out. A folder without hongtou.yaml has out too. The tables are not
// read.
func OutFolder(dir string) (string, error) {
	config, err := source.ReadConfig(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return filepath.Join(dir, "out"), nil
	case err != nil:
		return "", err
	}
	return outFolder(dir, config), nil
}

func outFolder(dir string, config *source.Config) string {
	if config.Out == "" {
		return filepath.Join(dir, "out")
	}
	return filepath.Join(dir, config.Out)
}

// WorkspaceOf is the workspace whose output folder dir is or lies in, "" if there is
// none above it.
func WorkspaceOf(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for above := dir; ; above = filepath.Dir(above) {
		if config, err := source.ReadConfig(above); err == nil {
			inside, err := filepath.Rel(outFolder(above, config), dir)
			if err == nil && filepath.IsLocal(inside) {
				return above
			}
		}
		if above == filepath.Dir(above) {
			return ""
		}
	}
}

// printTarget is the target of print files, which no template makes.
const printTarget = "print"

// Targets tells for each name whether it is a target of the workspace in dir: that of
// a template, one with mistakes too.
func Targets(dir string) func(name string) bool {
	set, _ := fill.Open(os.DirFS(filepath.Join(dir, "templates")))
	return targetsOf(set)
}

func targetsOf(set *fill.Set) func(name string) bool {
	return func(name string) bool {
		return name == printTarget || set.Get(name) != nil || len(set.Broken(name)) > 0
	}
}

// Verify compares the outputs below dir with every manifest there. count is the
// number of outputs that the manifests list; no manifest at all is an error. Of
// outputs whose target is not among targets it warns; nil are all.
func Verify(ctx context.Context, dir string, targets func(string) bool) (count int, complaints *diag.List, err error) {
	return eachFolder(ctx, dir, func(dir string) (int, *diag.List, error) { return run.Verify(ctx, dir, targets) })
}

// Join puts together the manifests of shards in every folder below dir, if they
// prove that nothing is missing and nothing was made twice (see [run.Join]).
func Join(ctx context.Context, dir string) (count int, complaints *diag.List, err error) {
	return eachFolder(ctx, dir, func(dir string) (int, *diag.List, error) { return run.Join(ctx, dir) })
}

// eachFolder does something in every folder below dir that has manifests. What a run
// keeps to itself while it works is none.
func eachFolder(ctx context.Context, dir string, do func(string) (int, *diag.List, error)) (count int, complaints *diag.List, err error) {
	complaints = &diag.List{}
	found, last := false, ""
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil && d.IsDir() && path != dir && run.IsStaging(d.Name()) {
			return fs.SkipDir
		}
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
