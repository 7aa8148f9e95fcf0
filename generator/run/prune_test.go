package run

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// fails is a job that can't be made, so that its file's name is not known either.
func fails(target, unit string) Job {
	return Job{Target: target, Unit: unit, File: target + " " + unit, Prepare: func() (*Work, *diag.List) {
		return nil, diag.Of(diag.Diagnostic{Code: "x"})
	}}
}

func of(target, unit, file string) Job {
	j := job(file, "1")
	j.Target, j.Unit = target, unit
	return j
}

// What the manifest lists and no job makes any more is removed, for the targets
// named; all else stays: other targets' outputs, what failed this time, files that
// were changed or that no manifest lists.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, of("letter", "1", "函/1.pdf"), of("letter", "2", "函/2.pdf"), of("letter", "3", "旧/3.pdf"), of("letter", "4", "4.pdf"), of("letter", "5", "5.pdf"),
		of("gone", "", "g/一/g.pdf"), of("other", "", "other.pdf"))
	os.WriteFile(filepath.Join(dir, "5.pdf"), []byte("signed"), 0o644)
	os.WriteFile(filepath.Join(dir, "函/own.pdf"), []byte("own"), 0o644)
	os.WriteFile(filepath.Join(dir, "6.pdf"), []byte("own"), 0o644)
	now := []Job{of("letter", "1", "函/1.pdf"), fails("letter", "2"), of("letter", "3", "函/3.pdf")} // 3 has another name, 4 and 5 are gone
	var events []string
	options := Options{Workers: 1, Prune: func(target, _ string) bool { return target != "other" }, Events: func(e Event) {
		if e.State == Removed || e.State == Stale {
			events = append(events, string(e.State)+" "+e.Job.File)
		}
	}}
	before := tree(t, dir)
	options.DryRun = true
	r := execute(t, dir, options, now...)
	if got := fmt.Sprint(events); got != "[stale 4.pdf stale g/一/g.pdf stale 旧/3.pdf]" || r.Stale != 3 || tree(t, dir) != before {
		t.Errorf("a dry run tells %s and changes the folder from\n%s\nto\n%s", got, before, tree(t, dir))
	}
	events, options.DryRun = nil, false
	r = execute(t, dir, options, now...)
	if got := fmt.Sprint(events); got != "[removed 4.pdf removed g/一/g.pdf removed 旧/3.pdf]" || r.Removed != 3 {
		t.Errorf("removed %d: %s", r.Removed, got)
	}
	if got := tree(t, dir); got != "5.pdf 6.pdf other.pdf 函/1.pdf 函/2.pdf 函/3.pdf 函/own.pdf" {
		t.Errorf("left are %s", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "g*")); len(left) > 0 {
		t.Errorf("the empty folder %v was left", left)
	}
	var codes []string
	for _, d := range r.Complaints.All() {
		codes = append(codes, d.Code+" "+d.Place.File)
	}
	if fmt.Sprint(codes) != "[x  output-stale 5.pdf]" {
		t.Errorf("complaints: %v", codes)
	}
	if n, c, err := Verify(t.Context(), dir, nil); err != nil || n != 5 || c.Len() != 1 || c.All()[0].Code != "output-changed" {
		t.Errorf("verify: %d outputs, %v, %v; want 5, of which one was changed", n, c.All(), err)
	}
	if r := execute(t, dir, options, now...); r.Removed != 0 {
		t.Errorf("again %d were removed", r.Removed)
	}
	os.Remove(filepath.Join(dir, "5.pdf")) // somebody decided
	if r := execute(t, dir, options, now...); r.Removed != 1 || r.Complaints.Errors() != 1 {
		t.Errorf("an entry without its file: removed %d, %v", r.Removed, r.Complaints.All())
	}
	if n, c, err := Verify(t.Context(), dir, nil); err != nil || n != 4 || c.Len() != 0 {
		t.Errorf("verify: %d outputs, %v, %v; want 4", n, c.All(), err)
	}
}

// A run that is stopped removes nothing: it did not see all jobs.
func TestPruneNeedsAWholeRun(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, job("a", "1"), job("b", "1"))
	ctx, stop := context.WithCancel(t.Context())
	stopping := job("c", "1")
	stopping.Prepare = func() (*Work, *diag.List) { stop(); return nil, nil }
	_, err := Execute(ctx, dir, slices.Values([]Job{stopping, job("d", "1")}), Options{Workers: 1, Prune: func(string, string) bool { return true }})
	if err == nil || tree(t, dir) != "a b" {
		t.Errorf("a stopped run (%v) left %s", err, tree(t, dir))
	}
}

// tree is a folder's outputs.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		if err == nil && !d.IsDir() && !ours(filepath.ToSlash(name)) {
			out = append(out, filepath.ToSlash(name))
		}
		return nil
	})
	slices.Sort(out)
	return strings.Join(out, " ")
}

// A manifest that was changed by hand to name files outside, or the run's own, has
// none of them removed.
func TestPruneStaysInside(t *testing.T) {
	out := t.TempDir()
	dir := filepath.Join(out, "2026")
	execute(t, dir, Options{}, job("a", "1"))
	outside := filepath.Join(out, "outside.pdf")
	os.WriteFile(outside, []byte("1"), 0o644)
	os.WriteFile(filepath.Join(dir, "run.log.1"), []byte("1"), 0o644)
	a := accounts{root: rootOf(t, dir)}
	made := ledgerOf(t, a.root)
	var all []Entry
	for e, err := range made.all() {
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"../outside.pdf", "run.log.1"} {
			e.File = file
			all = append(all, e)
		}
	}
	if err := a.replace(ManifestName, Manifest{}, func(yield func(Entry, error) bool) {
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	r := execute(t, dir, Options{Prune: func(string, string) bool { return true }})
	if _, err := os.Stat(outside); err != nil || r.Removed != 0 {
		t.Errorf("removed %d, the file outside: %v", r.Removed, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "run.log.1")); err != nil {
		t.Errorf("the run's own file: %v", err)
	}
}

func rootOf(t *testing.T, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func ledgerOf(t *testing.T, root *os.Root) *ledger {
	t.Helper()
	l, err := openLedger(root, ManifestName)
	if err != nil || l == nil {
		t.Fatal(l, err)
	}
	t.Cleanup(l.close)
	return l
}
