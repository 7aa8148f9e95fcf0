// Package run makes outputs: it takes a stream of jobs, makes them in parallel,
// puts each file in place whole or not at all, keeps what has not changed, and
// writes the manifest. It does not know what a job makes.
package run

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"hongtou/generator/diag"
)

// Job is one output to be made.
type Job struct {
	Target  string // the template's name
	Unit    string // the unit's or meeting's code, "" for one document for all
	File    string // relative to the output folder, with slashes
	Prepare func() (*Work, *diag.List)
}

// Work is a job whose data is filled in: its digest tells whether the output
// must be made anew, Write makes it.
type Work struct {
	Input string // digest of everything that the output rests on
	Write func(io.Writer) (*diag.List, error)
}

// State is what became of a job.
type State string

const (
	Made   State = "made"
	Kept   State = "kept"   // unchanged since the last run
	Failed State = "failed" // complaints tell why
	Wanted State = "wanted" // dry run: would be made
)

// Event reports one finished job. Events come one at a time.
type Event struct {
	Job   Job
	State State
	Done  int // jobs finished so far
}

// Options of a run. The zero value makes everything that has changed, with a
// worker for each processor.
type Options struct {
	Workers int
	Force   bool // make unchanged outputs too
	DryRun  bool // make nothing, tell what would be made
	Events  func(Event)
}

// Report is what a run did.
type Report struct {
	Made, Kept, Failed, Wanted int
	Complaints                 *diag.List
}

// Execute makes jobs into dir, which it locks. The error is of the environment:
// a full disk, a folder that can't be written, another run at work, ctx done.
// What one job lacks is a complaint in the report; the others are made.
func Execute(ctx context.Context, dir string, jobs iter.Seq[Job], o Options) (*Report, error) {
	e := &executor{dir: dir, options: o, report: &Report{Complaints: &diag.List{}}, files: map[string]string{}}
	old, err := ReadManifest(dir)
	if err != nil {
		return e.report, err
	}
	e.old, e.new = old.byFile(), old.byFile()
	if !o.DryRun {
		unlock, err := lock(dir)
		if err != nil {
			return e.report, err
		}
		defer unlock()
	}
	err = e.all(ctx, jobs)
	if !o.DryRun {
		err = errors.Join(err, writeManifest(dir, e.new))
	}
	return e.report, err
}

type executor struct {
	dir     string
	options Options
	old     map[string]Entry

	mu     sync.Mutex
	report *Report
	new    map[string]Entry
	files  map[string]string // output → target and unit, to find two for one file
	err    error
}

func (e *executor) all(ctx context.Context, jobs iter.Seq[Job]) error {
	workers := e.options.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan Job)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range queue {
				if ctx.Err() == nil {
					if err := e.one(j); err != nil {
						e.fail(err)
						cancel()
					}
				}
			}
		})
	}
	for j := range jobs {
		if ctx.Err() != nil {
			break
		}
		if !e.claim(j) {
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

// claim gives a file to one job only; names that differ in case alone are one
// file on many disks.
func (e *executor) claim(j Job) bool {
	key := strings.ToLower(j.File)
	owner, taken := e.files[key]
	if taken {
		d := diag.Diagnostic{Code: "output-twice", Place: diag.Place{File: j.File}, Value: j.Target + " " + j.Unit,
			Problem: diag.T("两份文书写入同一文件（另一份：%s）", "two outputs have the same file (the other: %s)", owner),
			Remedy:  diag.T("在模板的 file 中加入单位编码", "put the unit's code into the template's file")}
		e.done(j, Failed, Entry{}, diag.Of(d))
		return false
	}
	e.files[key] = j.Target + " " + j.Unit
	return true
}

// one makes one job. A panic in it is that job's complaint, not the run's end.
func (e *executor) one(j Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			e.done(j, Failed, Entry{}, diag.Of(diag.Diagnostic{Code: "internal", Place: diag.Place{File: j.File}, Value: j.Target + " " + j.Unit,
				Problem: diag.T("程序内部错误：%v", "internal error: %v", p),
				Remedy:  diag.T("请将此信息和数据样例报给开发者", "please report this with a sample of the data")}))
		}
	}()
	work, complaints := j.Prepare()
	if complaints.Errors() > 0 || work == nil {
		e.done(j, Failed, Entry{}, complaints)
		return nil
	}
	entry := Entry{File: j.File, Target: j.Target, Unit: j.Unit, Input: work.Input}
	path := filepath.Join(e.dir, filepath.FromSlash(j.File))
	if old, ok := e.old[j.File]; ok && !e.options.Force && old.Input == work.Input && old.matches(path) {
		e.done(j, Kept, old, complaints)
		return nil
	}
	if e.options.DryRun {
		e.done(j, Wanted, Entry{}, complaints)
		return nil
	}
	var b bytes.Buffer
	more, err := work.Write(&b)
	complaints = diag.Join(complaints, more)
	if err != nil {
		return fmt.Errorf("%s: %w", j.File, err)
	}
	if complaints.Errors() > 0 {
		e.done(j, Failed, Entry{}, complaints)
		return nil
	}
	sum := sha256.Sum256(b.Bytes())
	entry.SHA256, entry.Size = hex.EncodeToString(sum[:]), int64(b.Len())
	if err := writeFile(path, b.Bytes()); err != nil {
		return err
	}
	e.done(j, Made, entry, complaints)
	return nil
}

func (e *executor) done(j Job, s State, entry Entry, complaints *diag.List) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r := e.report
	r.Complaints.Append(complaints)
	switch s {
	case Made:
		r.Made++
	case Kept:
		r.Kept++
	case Failed:
		r.Failed++
	case Wanted:
		r.Wanted++
	}
	if s == Made || s == Kept {
		e.new[j.File] = entry
	}
	if e.options.Events != nil {
		e.options.Events(Event{Job: j, State: s, Done: r.Made + r.Kept + r.Failed + r.Wanted})
	}
}

// writeFile puts data at path whole: written beside, synced, renamed.
func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".hongtou-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left of it once it is renamed
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(f.Name(), path)
}
