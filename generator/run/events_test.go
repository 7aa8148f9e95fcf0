package run

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"hongtou/generator/diag"
)

// Events come in the order of the plan whatever the workers do: the first job is the
// slowest, one fails, and two want the same file.
func TestEventsAreInTheOrderOfThePlan(t *testing.T) {
	var jobs []Job
	var want []string
	for i := range 40 {
		j := job(fmt.Sprintf("%02d.txt", i), "x")
		prepare := j.Prepare
		j.Prepare = func() (*Work, *diag.List) {
			time.Sleep(time.Duration(40-i) * time.Millisecond)
			if i == 7 {
				return nil, diag.Of(diag.Diagnostic{Code: "bad"})
			}
			return prepare()
		}
		jobs, want = append(jobs, j), append(want, j.File)
	}
	again := job("03.txt", "y")
	again.Unit = "again"
	jobs, want = slices.Insert(jobs, 5, again), slices.Insert(want, 5, "03.txt")
	for _, dry := range []bool{true, false} {
		var got []string
		var done []int
		execute(t, t.TempDir(), Options{Workers: 8, DryRun: dry, Events: func(e Event) { got, done = append(got, e.Job.File), append(done, e.Done) }}, jobs...)
		if !slices.Equal(got, want) || !slices.IsSorted(done) || done[0] != 1 || done[len(done)-1] != len(jobs) {
			t.Errorf("events of %v, %v", got, done)
		}
	}
}

// A run that is given up tells all the same of what it has done.
func TestEventsOfAnInterruptedRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	first, second := job("1", "x"), job("2", "x")
	prepare := first.Prepare
	first.Prepare = func() (*Work, *diag.List) { time.Sleep(200 * time.Millisecond); return prepare() }
	bad := second.Prepare
	second.Prepare = func() (*Work, *diag.List) { defer stop(); bad(); return nil, diag.Of(diag.Diagnostic{Code: "bad"}) }
	var got []string
	_, err := Execute(ctx, t.TempDir(), slices.Values([]Job{first, second}), Options{Workers: 2, Events: func(e Event) { got = append(got, e.Job.File) }})
	if !errors.Is(err, context.Canceled) || !slices.Contains(got, "2") {
		t.Errorf("%v: events of %v", err, got)
	}
}
