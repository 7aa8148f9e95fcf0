package run

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync/atomic"
	"time"

	"hongtou/generator/diag"
)

// How files are whole or absent without a sync for each: workers write finished
// outputs into a staging folder. The committer takes them a batch at a time:
// it adds their entries to the journal, has the system put the file system on
// the disk once, and only then renames each to its place. So a file in place has
// all its bytes on the disk, and an entry that was there before it. What stops a
// run leaves at most entries without files, and the next run makes those; it
// empties the staging folder first.
const (
	batchFiles = 1024            // files that are put in place together
	batchBytes = 64 << 20        // or as many bytes
	batchTime  = 1 * time.Second // or what came in so long
)

func stagingName(s Shard) string { return ".hongtou" + s.suffix() }

// staged is an output that waits to be put in place.
type staged struct {
	job        Job
	entry      Entry
	temp       string
	complaints *diag.List
	took       time.Duration
}

type committer struct {
	root     *os.Root
	accounts *accounts
	staging  string
	folder   *os.Root // the staging folder, held open
	batch    int      // files
	in       chan staged
	finished chan error // one, when in is closed and everything is in place
	placed   func(staged)
	failed   func(staged, error) // an output that can't be put in its place
	stop     func()              // nothing more can be put in place
	count    atomic.Int64
}

// startCommitter begins with an empty staging folder.
func startCommitter(c *committer) error {
	if err := c.clear(); err != nil {
		return err
	}
	if err := c.root.MkdirAll(c.staging, 0o755); err != nil {
		return err
	}
	var err error
	if c.folder, err = c.root.OpenRoot(c.staging); err != nil {
		return err
	}
	c.in, c.finished = make(chan staged, c.batch), make(chan error, 1)
	go c.work()
	return nil
}

// clear removes the staging folder, which nobody writes to any more.
func (c *committer) clear() error {
	if c.folder != nil {
		c.folder.Close()
		c.folder = nil
	}
	return removeAll(c.root, c.staging)
}

// stage writes an output beside its place and hands it to the committer.
func (c *committer) stage(s staged, data []byte) error {
	sum := sha256.Sum256(data)
	s.entry.SHA256, s.entry.Size = hex.EncodeToString(sum[:]), int64(len(data))
	name := strconv.FormatInt(c.count.Add(1), 10)
	s.temp = c.staging + "/" + name
	f, err := c.folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", s.entry.File, err)
	}
	c.in <- s
	return nil
}

// work puts batches in place until in is closed. After an error it only drains; a
// panic is one.
func (c *committer) work() {
	defer func() {
		if p := recover(); p != nil {
			c.stop()
			for range c.in {
			}
			c.finished <- diag.Caught(p)
		}
	}()
	var batch []staged
	var bytes int64
	var due <-chan time.Time
	var broken error
	flush := func() {
		if broken == nil {
			if broken = c.commit(batch); broken != nil {
				c.stop()
			}
		}
		clear(batch)
		batch, bytes, due = batch[:0], 0, nil
	}
	for {
		select {
		case s, more := <-c.in:
			if !more {
				flush()
				c.finished <- broken
				return
			}
			if batch, bytes = append(batch, s), bytes+s.entry.Size; len(batch) == c.batch || bytes >= batchBytes {
				flush()
			} else if due == nil {
				due = time.After(batchTime)
			}
		case <-due:
			flush()
		}
	}
}

func (c *committer) commit(batch []staged) error {
	if len(batch) == 0 {
		return nil
	}
	lines := make([]Entry, len(batch))
	for i, s := range batch {
		lines[i] = s.entry
	}
	if err := c.accounts.append(lines); err != nil {
		return fmt.Errorf("write %s: %w", journalName(c.accounts.shard), err)
	}
	if err := syncBatch(c.root, c.accounts.journal, batch); err != nil {
		return fmt.Errorf("sync: %w", err)
	}
	for i, s := range batch {
		if err := c.place(s); err != nil {
			if environmental(err) {
				return errors.Join(err, c.takeBack(batch[i:]...))
			}
			if err := c.takeBack(s); err != nil {
				return err
			}
			c.failed(s, err)
			continue
		}
		c.placed(s)
	}
	return nil
}

// place gives a staged file its name, making folders where they lack. The
// root keeps it from leaving the output folder through a symbolic link.
func (c *committer) place(s staged) error {
	err := c.root.Rename(s.temp, s.entry.File)
	if errors.Is(err, fs.ErrNotExist) {
		if err = c.root.MkdirAll(path.Dir(s.entry.File), 0o755); err == nil {
			err = c.root.Rename(s.temp, s.entry.File)
		}
	}
	return err
}

// takeBack makes the journal say again what the manifest says of files that
// could not be put in place.
func (c *committer) takeBack(batch ...staged) error {
	var lines []Entry
	for _, s := range batch {
		old, ok := c.accounts.own.find(s.entry.File)
		if !ok {
			old = Entry{File: s.entry.File, Target: s.entry.Target, Unit: s.entry.Unit, Format: s.entry.Format}
		}
		lines = append(lines, old)
		remove(c.root, s.temp)
	}
	return c.accounts.append(lines)
}

// matches tells whether the file in place is what the entry says.
func (e Entry) matches(root *os.Root) bool {
	size, sum, err := digest(root, e.File)
	return err == nil && size == e.Size && sum == e.SHA256
}

func digest(root *os.Root, file string) (size int64, sum string, err error) {
	f, err := openFile(root, file, os.O_RDONLY)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return size, hex.EncodeToString(h.Sum(nil)), err
}

var errNotFile = diag.Speak(nil, "不是普通文件", "not a regular file")

// openFile opens a regular file, or makes it if flag says so. A pipe in its place
// is not waited for, and a link is not followed out of the folder.
func openFile(root *os.Root, name string, flag int) (*os.File, error) {
	if info, err := root.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotFile}
	}
	return root.OpenFile(name, flag, 0o644)
}
