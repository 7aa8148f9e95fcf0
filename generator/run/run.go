// Package run makes outputs: it takes a stream of jobs, makes them in parallel,
// puts each file in place whole or not at all, keeps what has not changed, and
// accounts for it in the manifest. It does not know what a job makes.
//
// Nothing but a few dozen bytes an output is held in memory: jobs come as a
// stream, entries go to a journal on the disk and from there into the manifest
// (accounts.go), files are put in place a batch at a time (stage.go).
package run

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"hongtou/generator/diag"
)

// Job is one output to be made.
type Job struct {
	Target  string // the template's name
	Unit    string // the unit's or meeting's code, "" for one document for all
	Format  string // "" for the target's usual one
	File    string // relative to the output folder, with slashes
	Prepare func() (*Work, *diag.List)

	order int // its place in the plan, counted from 1
}

// Work is a job whose data is filled in: its digest tells whether the output
// must be made anew, Write makes it.
type Work struct {
	Input  string // digest of everything that the output rests on
	Number string // the document number (发文字号) that it bears, "" for none
	Given  bool   // the number was given by the register
	Write  func(io.Writer) (*diag.List, error)
}

// State is what became of a job.
type State string

const (
	Made   State = "made"
	Kept   State = "kept"   // unchanged since the last run
	Failed State = "failed" // complaints tell why
	Wanted State = "wanted" // dry run: would be made

	Removed State = "removed" // an output of an earlier run that is not made any more
	Stale   State = "stale"   // dry run: would be removed
)

// Event reports one finished job. Events come one at a time, in the order of the plan
// whatever the workers do, and those of removed outputs behind them.
type Event struct {
	Job        Job
	State      State
	Complaints *diag.List    // about this output; may be nil
	Took       time.Duration // to make it, without waiting for the disk
	Size       int64         // bytes, where it is in place
	Done       int           // jobs finished so far
}

// MostWorkers bounds the workers of a run: more than this many help on no machine,
// and each holds a document.
const MostWorkers = 256

// Options of a run. The zero value makes everything that has changed, with a
// worker for each processor.
type Options struct {
	Workers int
	Force   bool      // make unchanged outputs too
	DryRun  bool      // make nothing, tell what would be made
	Shard   Shard     // which accounts to keep; choosing its jobs is the caller's
	Plan    []Planned // of a shard: what all shards together are to make
	Events  func(Event)

	// Prune removes stale outputs of the targets and formats for which it is true,
	// after everything was gone through. The jobs must be all that these have.
	Prune func(target, format string) bool

	batch int // files put in place together, for tests; 0 = batchFiles
}

// Execute makes jobs into dir, which it locks. The error is of the environment:
// a full disk, a folder that can't be written, another run at work (a
// [lock.Busy]), ctx done. What one job lacks is a complaint in the report; the
// others are made.
func Execute(ctx context.Context, dir string, jobs iter.Seq[Job], o Options) (*Report, error) {
	started := time.Now()
	e := &executor{dir: dir, options: o, report: &Report{Complaints: &diag.List{}}, lacking: map[string]bool{}, failed: map[Key]bool{}, claims: newClaims()}
	err := e.run(ctx, jobs)
	e.tellRest()
	e.report.Took = time.Since(started)
	if e.log != nil {
		e.summary(err)
	}
	if e.logFile != nil {
		e.logFile.close()
	}
	return e.report, err
}

// summary ends the log of a run.
func (e *executor) summary(err error) {
	r := e.report
	level, problem := slog.LevelInfo, ""
	if err != nil {
		level, problem = slog.LevelError, err.Error()
	}
	e.log.Log(context.Background(), level, "done", "made", r.Made, "kept", r.Kept, "failed", r.Failed, "bytes", r.Bytes,
		"ms", r.Took.Milliseconds(), "rate", math.Round(r.Rate()*10)/10, "peak_memory", PeakMemory(), "error", problem)
	for _, s := range r.Slowest {
		e.log.Info("slow", "file", s.File, "ms", s.Took.Milliseconds())
	}
}

type executor struct {
	dir      string
	options  Options
	root     *os.Root
	accounts *accounts
	commit   *committer
	log      *slog.Logger
	logFile  *rotating

	mu      sync.Mutex
	report  *Report
	lacking map[string]bool // targets with outputs that failed
	failed  map[Key]bool    // those outputs
	claims  *claims
	events  events
	err     error
}

func (e *executor) run(ctx context.Context, jobs iter.Seq[Job]) error {
	if e.options.DryRun {
		return e.rehearse(ctx, jobs)
	}
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return err
	}
	unlock, err := lockFolder(e.dir, e.options.Shard)
	if err != nil {
		return err
	}
	defer unlock()
	if e.root, err = os.OpenRoot(e.dir); err != nil {
		return err
	}
	defer e.root.Close()
	if err := e.logger(); err != nil {
		return err
	}
	if err := e.resume(); err != nil {
		return err
	}
	defer func() { e.accounts.close() }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	e.commit = &committer{root: e.root, accounts: e.accounts, staging: stagingName(e.options.Shard), batch: cmp.Or(e.options.batch, batchFiles), stop: stop,
		placed: func(s staged) { e.done(s.job, Made, s.entry, s.complaints, s.took) },
		failed: func(s staged, err error) {
			e.done(s.job, Failed, Entry{}, diag.Join(s.complaints, unplaced(s.job, err)), s.took)
		}}
	if err := startCommitter(e.commit); err != nil {
		return err
	}
	err = e.all(ctx, jobs)
	close(e.commit.in)
	broken := <-e.commit.finished
	if broken != nil {
		err = broken // ctx is done because of it
	}
	e.tellRest()
	if err == nil {
		err = e.prune()
	}
	e.commit.clear() // makes room where the disk is full
	settling := e.accounts.settle(e.plan(err == nil), broken != nil)
	clearing := e.commit.clear()
	if err != nil {
		return err // of which the others follow; the next run settles
	}
	return errors.Join(settling, clearing)
}

// plan is the plan as this run leaves it: targets of which it did not make all are
// marked.
func (e *executor) plan(whole bool) []Planned {
	out := slices.Clone(e.options.Plan)
	for i := range out {
		if !whole || e.lacking[out[i].Target] {
			out[i].Inputs = unfinished
		}
	}
	return out
}

// resume opens the accounts, and settles what an interrupted run left.
func (e *executor) resume() (err error) {
	shard := e.options.Shard
	if e.accounts, err = openAccounts(e.root, shard); err != nil {
		return err
	}
	if _, err := e.root.Lstat(journalName(shard)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	e.log.Info("recovered", "journal", journalName(shard))
	if err := e.accounts.settle(nil, true); err != nil {
		return err
	}
	e.accounts.close()
	e.accounts, err = openAccounts(e.root, shard)
	return err
}

// rehearse goes through the jobs without lock or log, and makes nothing. A
// folder that is not there yet has no outputs.
func (e *executor) rehearse(ctx context.Context, jobs iter.Seq[Job]) (err error) {
	e.log = slog.New(slog.DiscardHandler)
	e.accounts = &accounts{}
	e.root, err = os.OpenRoot(e.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		defer e.root.Close()
		if e.accounts, err = openAccounts(e.root, e.options.Shard); err != nil {
			return err
		}
		defer e.accounts.close()
	}
	if err := e.all(ctx, jobs); err != nil {
		return err
	}
	e.tellRest()
	return e.prune()
}

// all hands the jobs to workers and waits for them.
func (e *executor) all(ctx context.Context, jobs iter.Seq[Job]) error {
	workers := e.options.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, MostWorkers)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan Job)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			var b bytes.Buffer
			for j := range queue {
				if ctx.Err() == nil {
					if err := e.one(j, &b); err != nil {
						e.fail(err)
						cancel()
					}
				}
			}
		})
	}
	order := 0
	for j := range jobs {
		if ctx.Err() != nil {
			break
		}
		order++
		j.order = order
		if complaints := e.claims.claim(j); complaints != nil {
			e.done(j, Failed, Entry{}, complaints, 0)
			continue
		}
		queue <- j
	}
	close(queue)
	wg.Wait()
	if e.err != nil {
		return e.err
	}
	return ctx.Err()
}

func (e *executor) fail(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err == nil {
		e.err = err
	}
}

// one makes one job. A panic in it is that job's complaint, not the run's end.
func (e *executor) one(j Job, b *bytes.Buffer) (err error) {
	started := time.Now()
	defer func() {
		if p := recover(); p != nil {
			caught := diag.Caught(p)
			e.log.Error("panic", "file", j.File, "target", j.Target, "unit", j.Unit, "stack", string(caught.Stack))
			e.done(j, Failed, Entry{}, panicked(j, caught), time.Since(started))
		}
	}()
	work, complaints := j.Prepare()
	if complaints.Errors() > 0 || work == nil {
		e.done(j, Failed, Entry{}, complaints, time.Since(started))
		return nil
	}
	if old, ok := e.accounts.find(j.File); ok && !e.options.Force && old.Input == work.Input && old.matches(e.root) {
		e.done(j, Kept, old, complaints, time.Since(started))
		return nil
	}
	if e.options.DryRun {
		e.done(j, Wanted, Entry{}, complaints, time.Since(started))
		return nil
	}
	b.Reset()
	more, err := work.Write(b)
	complaints = diag.Join(complaints, more)
	if err != nil {
		return fmt.Errorf("%s: %w", j.File, err)
	}
	if complaints.Errors() > 0 {
		e.done(j, Failed, Entry{}, complaints, time.Since(started))
		return nil
	}
	entry := Entry{File: j.File, Target: j.Target, Unit: j.Unit, Format: j.Format, Input: work.Input, Number: work.Number, Given: work.Given}
	return e.commit.stage(staged{job: j, entry: entry, complaints: complaints, took: time.Since(started)}, b.Bytes())
}

func (e *executor) done(j Job, s State, entry Entry, complaints *diag.List, took time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r := e.report
	r.complain(complaints)
	r.Internal = r.Internal || complaints.HasInternal()
	switch s {
	case Made:
		r.Made++
		r.Bytes += entry.Size
		r.slow(Slow{j.File, took})
		e.log.Info("made", "file", j.File, "target", j.Target, "unit", j.Unit, "ms", took.Milliseconds(), "bytes", entry.Size)
	case Kept:
		r.Kept++
	case Failed:
		r.Failed++
		e.lacking[j.Target], e.failed[KeyIn(j.Target, j.Unit, j.Format)] = true, true
		e.log.Error("failed", "file", j.File, "target", j.Target, "unit", j.Unit)
	case Wanted:
		r.Wanted++
	case Stale:
		r.Stale++
	case Removed:
		r.Removed++
		e.log.Info("removed", "file", j.File, "target", j.Target, "unit", j.Unit)
	}
	if complaints != nil {
		for _, d := range complaints.All() {
			e.log.Warn("complaint", "file", j.File, "target", j.Target, "unit", j.Unit, "code", d.Code, "text", d.String())
		}
	}
	if e.options.Events != nil {
		e.events.in(Event{Job: j, State: s, Complaints: complaints, Took: took, Size: entry.Size}, e.options.Events)
	}
}
