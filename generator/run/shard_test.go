package run

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/diag"
)

func TestParseShard(t *testing.T) {
	for _, c := range []struct{ text, env, want string }{
		{"", "JOB_COMPLETION_INDEX=3", ""},
		{"2/4", "", "2/4"},
		{"auto", "JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=4", "1/4"},
		{"auto", "JOB_COMPLETION_INDEX=3 JOB_COMPLETIONS=4", "4/4"},
		{"auto/8", "JOB_COMPLETION_INDEX=3", "4/8"},
		{"auto", "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1", "1/3"},
		{"auto", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_STEP=1", "3/3"},
		{"auto/5", "PARALLEL_SEQ=5", "5/5"},
		{"auto", "", "error"},
		{"auto", "PARALLEL_SEQ=5", "error"},
		{"auto", "JOB_COMPLETION_INDEX=1", "error"},
		{"auto", "JOB_COMPLETION_INDEX=4 JOB_COMPLETIONS=4", "error"},
		{"auto", "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_STEP=2", "error"},
		{"auto/2", "JOB_COMPLETION_INDEX=1 PARALLEL_SEQ=1", "error"},
		{"0/4", "", "error"}, {"5/4", "", "error"}, {"4", "", "error"}, {"a/b", "", "error"}, {"1/", "", "error"}, {"1/999999999", "", "error"}, {"-1/4", "", "error"},
	} {
		env := map[string]string{}
		for _, pair := range strings.Fields(c.env) {
			k, v, _ := strings.Cut(pair, "=")
			env[k] = v
		}
		s, err := ParseShard(c.text, func(k string) string { return env[k] })
		got := s.String()
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%q with %q: got %s (%v), want %s", c.text, c.env, got, err, c.want)
		}
	}
}

// Shards part the keys among them, each key to one, about evenly.
func TestShardsPart(t *testing.T) {
	counts := map[int]int{}
	for i := range 10_000 {
		k := KeyOf("agreement", fmt.Sprint(i))
		owners := 0
		for part := 1; part <= 7; part++ {
			if (Shard{part, 7}).Owns(k) {
				owners++
				counts[part]++
			}
		}
		if owners != 1 {
			t.Fatalf("key %d has %d owners", i, owners)
		}
	}
	for part, n := range counts {
		if n < 1200 || n > 1700 {
			t.Errorf("shard %d has %d of 10000", part, n)
		}
	}
	// The same on every machine and in every release: outputs must not move.
	if s := (Shard{1, 7}).of(KeyOf("agreement-county", "990101")); s != 2 {
		t.Errorf("agreement-county 990101 is of shard %d of 7, want 2", s)
	}
}

// shardJobs are those of n jobs that a shard makes, and the whole plan.
func shardJobs(n int, s Shard) (iter.Seq[Job], []Planned) {
	var all Tally
	var jobs []Job
	for i := range n {
		j := job(fmt.Sprintf("%03d", i), fmt.Sprint("text ", i))
		k := KeyOf(j.Target, j.Unit)
		all.Add(k)
		if s.Owns(k) {
			jobs = append(jobs, j)
		}
	}
	return slices.Values(jobs), []Planned{all.Of("t")}
}

func runShard(t *testing.T, dir string, n int, s Shard) *Report {
	t.Helper()
	jobs, plan := shardJobs(n, s)
	r, err := Execute(context.Background(), dir, jobs, Options{Shard: s, Plan: plan})
	if err != nil {
		t.Error(err)
	}
	return r
}

func codesOf(t *testing.T, dir string) string {
	t.Helper()
	_, complaints, err := Join(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range complaints.All() {
		codes = append(codes, d.Code)
	}
	return strings.Join(codes, " ")
}

// Shards at once in one folder, joined, are what one run makes.
func TestJoin(t *testing.T) {
	const n, of = 200, 4
	whole, parts := t.TempDir(), t.TempDir()
	jobs, _ := shardJobs(n, Shard{})
	if _, err := Execute(context.Background(), whole, jobs, Options{}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for part := 1; part <= of; part++ {
		wg.Go(func() { runShard(t, parts, n, Shard{part, of}) })
	}
	wg.Wait()
	if count, c, err := Verify(t.Context(), parts, nil); err != nil || count != n || c.Len() > 0 {
		t.Errorf("before joining, verify has %d: %v %v", count, c, err)
	}
	if count, c, err := Join(t.Context(), parts); err != nil || count != n || c.Len() > 0 {
		t.Fatalf("joined %d: %v %v", count, c, err)
	}
	a, _ := os.ReadFile(filepath.Join(whole, ManifestName))
	b, _ := os.ReadFile(filepath.Join(parts, ManifestName))
	if string(a) != string(b) {
		t.Errorf("the joint manifest differs from that of one run:\n%.300s\n%.300s", a, b)
	}
	left, _ := filepath.Glob(filepath.Join(parts, "*-of-*"))
	hidden, _ := filepath.Glob(filepath.Join(parts, ".*-of-*"))
	if len(left) != of || len(hidden) > 0 { // the logs
		t.Errorf("left: %v %v", left, hidden)
	}
	if r := runShard(t, parts, n, Shard{2, of}); r.Made != 0 || r.Kept == 0 {
		t.Errorf("a shard after joining: %+v, want all kept", r)
	}
	if codes := codesOf(t, parts); codes != "shard-missing shard-missing shard-missing" {
		t.Errorf("with one shard run anew: %s", codes)
	}
	for _, part := range []int{1, 3, 4} {
		runShard(t, parts, n, Shard{part, of})
	}
	if count, c, err := Join(t.Context(), parts); err != nil || count != n || c.Len() > 0 {
		t.Errorf("joined again %d: %v %v", count, c, err)
	}
}

// What is missing or was made twice is found, and nothing is joined.
func TestJoinRefuses(t *testing.T) {
	const n, of = 60, 3
	all := func(t *testing.T, dir string, n int) {
		for part := 1; part <= of; part++ {
			runShard(t, dir, n, Shard{part, of})
		}
	}
	for want, spoil := range map[string]func(*testing.T, string){
		"shard-missing": func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "manifest.2-of-3.json")) },
		"shard-unfinished": func(t *testing.T, dir string) {
			os.WriteFile(filepath.Join(dir, "manifest.2-of-3.jsonl"), nil, 0o644)
		},
		"shard-count":    func(t *testing.T, dir string) { runShard(t, dir, n, Shard{1, 2}) },
		"shard-plan":     func(t *testing.T, dir string) { runShard(t, dir, n+1, Shard{2, of}) },
		"output-missing": func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "007")) },
		"output-changed": func(t *testing.T, dir string) { os.WriteFile(filepath.Join(dir, "007"), []byte("x"), 0o644) },
		"output-twice": func(t *testing.T, dir string) {
			_, plan := shardJobs(n, Shard{2, of})
			for _, s := range []Shard{{1, of}, {2, of}, {3, of}} { // each makes one output of another
				jobs, _ := shardJobs(n, Shard{s.Part%of + 1, of})
				next, stop := iter.Pull(jobs)
				j, _ := next()
				stop()
				Execute(context.Background(), dir, slices.Values([]Job{j}), Options{Shard: s, Plan: plan})
				break
			}
		},
		"shard-incomplete": func(t *testing.T, dir string) {
			jobs, plan := shardJobs(n, Shard{2, of})
			os.Remove(filepath.Join(dir, "manifest.2-of-3.json"))
			kept := slices.Collect(jobs)[1:]
			Execute(context.Background(), dir, slices.Values(kept), Options{Shard: Shard{2, of}, Plan: plan})
		},
	} {
		dir := t.TempDir()
		all(t, dir, n)
		spoil(t, dir)
		if got := codesOf(t, dir); got != want {
			t.Errorf("got %q, want %s", got, want)
		}
		if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
			t.Errorf("%s: joined all the same", want)
		}
	}
}

// A run of the whole folder and shards keep each other out.
func TestShardsAndWhole(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lockFolder(dir, Shard{2, 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lockFolder(dir, Shard{}); err == nil || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("beside a shard: %v, want a message with the shard's process", err)
	}
	if _, err := lockFolder(dir, Shard{2, 3}); err == nil {
		t.Error("one shard was run twice at once")
	}
	other, err := lockFolder(dir, Shard{1, 3})
	if err != nil {
		t.Error(err)
	}
	other()
	unlock()
	unlock, err = lockFolder(dir, Shard{})
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := lockFolder(dir, Shard{1, 3}); err == nil {
		t.Error("a shard was run beside the whole")
	}
}

// A shard that ran after the whole folder's manifest was written holds for what
// it made.
func TestVerifyTakesNewerShard(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, job("a", "old"), job("b", "1"))
	execute(t, dir, Options{Shard: Shard{2, 4}}, job("a", "new"))
	if count, c, err := Verify(t.Context(), dir, nil); err != nil || count != 2 || c.Len() > 0 {
		t.Errorf("verify has %d: %v %v", count, c.All(), err)
	}
	os.WriteFile(filepath.Join(dir, "a"), []byte("old"), 0o644)
	if _, c, _ := Verify(t.Context(), dir, nil); c.Len() != 1 {
		t.Errorf("what the newer shard made was put back, and verify says %v", c.All())
	}
}

// Shards that were made from different data are not joined, even where the outputs
// are the same ones; nor is one whose last run did not make all, since what lies
// there may be older.
func TestJoinRefusesOtherData(t *testing.T) {
	const n, of = 20, 2
	run := func(dir string, part int, inputs string, spoil func([]Job) []Job) {
		t.Helper()
		jobs, plan := shardJobs(n, Shard{part, of})
		plan[0].Inputs = inputs
		if _, err := Execute(t.Context(), dir, slices.Values(spoil(slices.Collect(jobs))), Options{Shard: Shard{part, of}, Plan: plan}); err != nil {
			t.Fatal(err)
		}
	}
	whole := func(jobs []Job) []Job { return jobs }
	failing := func(jobs []Job) []Job {
		jobs[0] = Job{Target: jobs[0].Target, Unit: jobs[0].Unit, File: jobs[0].File, Prepare: func() (*Work, *diag.List) {
			return nil, diag.Of(diag.Diagnostic{Code: "x"})
		}}
		return jobs
	}
	dir := t.TempDir()
	run(dir, 1, "monday", whole)
	run(dir, 2, "tuesday", whole)
	if got := codesOf(t, dir); got != "shard-data" {
		t.Errorf("shards of monday's and tuesday's data: %q", got)
	}
	run(dir, 1, "tuesday", failing)
	if got := codesOf(t, dir); got != "shard-unfinished" {
		t.Errorf("a shard that failed to make one anew: %q", got)
	}
	run(dir, 1, "tuesday", whole)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	jobs, plan := shardJobs(n, Shard{2, of})
	plan[0].Inputs = "tuesday"
	if _, err := Execute(ctx, dir, jobs, Options{Shard: Shard{2, of}, Plan: plan}); err == nil {
		t.Error("a run that was stopped ended well")
	}
	if got := codesOf(t, dir); got != "shard-unfinished" {
		t.Errorf("a shard that was interrupted: %q", got)
	}
	run(dir, 2, "tuesday", whole)
	if got := codesOf(t, dir); got != "" {
		t.Errorf("all of one data: %q", got)
	}
}
