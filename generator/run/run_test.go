package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/lock"
)

// job writes text into file; its digest is the text.
func job(file, text string) Job {
	return Job{Target: "t", Unit: file, File: file, Prepare: func() (*Work, *diag.List) {
		return &Work{Input: text, Write: func(w io.Writer) (*diag.List, error) {
			_, err := io.WriteString(w, text)
			return nil, err
		}}, nil
	}}
}

func execute(t *testing.T, dir string, o Options, jobs ...Job) *Report {
	t.Helper()
	r, err := Execute(context.Background(), dir, slices.Values(jobs), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestUnchangedOutputsAreKept(t *testing.T) {
	dir := t.TempDir()
	a, b := job("甲/a.txt", "1"), job("b.txt", "2")
	if r := execute(t, dir, Options{}, a, b); r.Made != 2 {
		t.Fatalf("first run: %+v", r)
	}
	first, _ := os.ReadFile(filepath.Join(dir, ManifestName))
	if r := execute(t, dir, Options{}, a, b); r.Kept != 2 || r.Made != 0 {
		t.Errorf("second run: %+v, want both kept", r)
	}
	second, _ := os.ReadFile(filepath.Join(dir, ManifestName))
	if string(first) != string(second) {
		t.Error("a run that made nothing changed the manifest")
	}
	if r := execute(t, dir, Options{}, a, job("b.txt", "3")); r.Kept != 1 || r.Made != 1 {
		t.Errorf("after one change: %+v", r)
	}
	os.WriteFile(filepath.Join(dir, "b.txt"), []byte("spoilt"), 0o644)
	if _, c, _ := Verify(t.Context(), dir, nil); c.Len() != 1 || c.All()[0].Code != "output-changed" {
		t.Errorf("verify found %v", c.All())
	}
	if r := execute(t, dir, Options{DryRun: true}, a, job("b.txt", "3")); r.Wanted != 1 {
		t.Errorf("dry run: %+v", r)
	}
	if r := execute(t, dir, Options{}, a, job("b.txt", "3")); r.Made != 1 {
		t.Errorf("a spoilt file was kept: %+v", r)
	}
	if n, c, _ := Verify(t.Context(), dir, nil); n != 2 || c.Len() != 0 {
		t.Errorf("verify found %d entries, %v", n, c.All())
	}
	if r := execute(t, dir, Options{Force: true}, a); r.Made != 1 {
		t.Errorf("forced: %+v", r)
	}
	if n, _, _ := Verify(t.Context(), dir, nil); n != 2 {
		t.Errorf("a run of some targets dropped the others from the manifest: %d", n)
	}
}

func TestOneFailureLeavesTheOthers(t *testing.T) {
	dir := t.TempDir()
	panics := Job{Target: "t", Unit: "370102", File: "p", Prepare: func() (*Work, *diag.List) { panic("boom") }}
	lacks := Job{Target: "t", File: "q", Prepare: func() (*Work, *diag.List) {
		return nil, diag.Of(diag.Diagnostic{Code: "x"})
	}}
	r := execute(t, dir, Options{}, panics, lacks, job("A.txt", "1"), job("a.TXT", "2"), job("c", "3"))
	if r.Made != 2 || r.Failed != 3 || !r.Internal {
		t.Errorf("got %+v, want 2 made and 3 failed", r)
	}
	var codes []string
	for _, d := range r.Complaints.All() {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	if fmt.Sprint(codes) != "[internal output-twice x]" {
		t.Errorf("complaints %v", codes)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".hongtou*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSecondRunIsKeptOut(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lockFolder(dir, Shard{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Execute(context.Background(), dir, slices.Values([]Job{job("a", "1")}), Options{})
	var busy *lock.Busy
	if !errors.As(err, &busy) {
		t.Errorf("got %v, want busy", err)
	}
	unlock()
	execute(t, dir, Options{}, job("a", "1"))
}

func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	var jobs []Job
	for i := range 5000 {
		jobs = append(jobs, job(fmt.Sprint(i), "x"))
	}
	r, err := Execute(ctx, dir, slices.Values(jobs), Options{Workers: 1, Events: func(e Event) {
		if e.Done == 5 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || r.Made == len(jobs) || r.Made < 5 {
		t.Errorf("made %d, error %v", r.Made, err)
	}
	if n, c, _ := Verify(t.Context(), dir, nil); n != r.Made || c.Len() > 0 {
		t.Errorf("the manifest lists %d of %d made: %v", n, r.Made, c.All())
	}
}
