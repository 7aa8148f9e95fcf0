package run

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"sync"
)

// logSize is how large run.log grows, in bytes, before it becomes run.log.1.
const logSize = 8 << 20

// rotating is a log file of at most logSize bytes with one older part. What it
// can't write is lost: a log must not end a run.
type rotating struct {
	mu   sync.Mutex
	root *os.Root
	name string
	most int64
	file *os.File
	size int64
}

func openLog(root *os.Root, name string) (*rotating, error) {
	r := &rotating{root: root, name: name, most: logSize}
	return r, r.open()
}

func (r *rotating) open() error {
	f, err := openFile(r.root, r.name, os.O_WRONLY|os.O_CREATE|os.O_APPEND)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return err
	}
	r.file, r.size = f, info.Size()
	return nil
}

// Write writes one line.
func (r *rotating) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.size > 0 && r.size+int64(len(b)) > r.most && r.file != nil {
		r.file.Close()
		r.file = nil
		if r.root.Rename(r.name, r.name+".1") == nil {
			r.open()
		}
	}
	if r.file != nil {
		n, _ := r.file.Write(b)
		r.size += int64(n)
	}
	return len(b), nil
}

func (r *rotating) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}

// logger writes what happens to run.log beside the manifest; in a dry run to
// nowhere.
func (e *executor) logger() error {
	e.log = slog.New(slog.DiscardHandler)
	if e.options.DryRun {
		return nil
	}
	w, err := openLog(e.root, logName(e.options.Shard))
	var path *fs.PathError
	if errors.As(err, &path) {
		return &fs.PathError{Op: "open", Path: e.dir + string(os.PathSeparator) + path.Path, Err: path.Err}
	}
	if err != nil {
		return err
	}
	e.logFile = w
	e.log = slog.New(slog.NewTextHandler(w, nil))
	return nil
}
