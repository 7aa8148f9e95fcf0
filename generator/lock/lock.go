// Package lock keeps two processes from working on one thing at once: a lock on
// a file, which the system lets go of when its holder ends, however it ends. The
// file's content says who holds it and since when, for people; the lock itself
// does not rest on it, so that a content left by a dead holder does no harm.
package lock

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"

	"hongtou/generator/diag"
)

// Owner is who holds a lock. Zero fields are unknown.
type Owner struct {
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// Busy is the error of a lock that another process holds.
type Busy struct {
	Path  string // the lock's file
	Owner Owner
}

func (b *Busy) Error() string { return b.Text(time.Now()).En }

// Text tells who holds the lock and for how long. Where the clock has gone back
// behind the owner's start there is no age.
func (b *Busy) Text(now time.Time) diag.Text {
	if b.Owner.PID == 0 {
		return diag.T("另一个 hongtou 正在使用 %s", "another hongtou holds %s", b.Path)
	}
	since := b.Owner.Since.Local().Format("2006-01-02 15:04:05")
	age := now.Sub(b.Owner.Since).Round(time.Second)
	if age < 0 {
		return diag.T("另一个 hongtou（进程号 %[2]d，%[3]s 开始）正在使用 %[1]s",
			"another hongtou (process %[2]d, since %[3]s) holds %[1]s", b.Path, b.Owner.PID, since)
	}
	return diag.T("另一个 hongtou（进程号 %[2]d，%[3]s 开始，已运行 %[4]s）正在使用 %[1]s",
		"another hongtou (process %[2]d, since %[3]s, for %[4]s) holds %[1]s", b.Path, b.Owner.PID, since, age)
}

// Lock is a lock that is held.
type Lock struct {
	file  *flock.Flock
	alone bool
}

// Take takes the lock at path for this process alone, or gives a [Busy].
func Take(path string) (*Lock, error) {
	f, err := at(path)
	if err != nil {
		return nil, err
	}
	ok, err := f.TryLock()
	return taken(f, true, ok, err)
}

// Wait is Take that tries again until ctx is done.
func Wait(ctx context.Context, path string) (*Lock, error) {
	f, err := at(path)
	if err != nil {
		return nil, err
	}
	ok, err := f.TryLockContext(ctx, 5*time.Millisecond)
	if err != nil && ctx.Err() != nil {
		ok, err = false, nil
	}
	return taken(f, true, ok, err)
}

// Share takes the lock at path together with others that share it, or gives a
// [Busy] where one has it alone.
func Share(path string) (*Lock, error) {
	f, err := at(path)
	if err != nil {
		return nil, err
	}
	ok, err := f.TryRLock()
	return taken(f, false, ok, err)
}

// at is the lock's file, which must be no link: making it could make a file
// elsewhere.
func at(path string) (*flock.Flock, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("lock %s: 不是普通文件 / not a regular file", path)
	}
	return flock.New(path, flock.SetPermissions(0o644)), nil // another user of the folder locks it too
}

func taken(f *flock.Flock, alone, ok bool, err error) (*Lock, error) {
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", f.Path(), err)
	}
	if !ok {
		f.Close()
		return nil, &Busy{f.Path(), read(f.Path())}
	}
	if alone {
		write(f.Path(), Owner{os.Getpid(), time.Now()})
	}
	return &Lock{f, alone}, nil
}

// Release lets go of the lock. Its file stays: a file that were removed could be
// locked by one process while another makes it anew.
func (l *Lock) Release() {
	if l.alone {
		os.Truncate(l.file.Path(), 0)
	}
	l.file.Close()
}

// Held gives the owner of the lock at path, if a process has it alone.
func Held(path string) (Owner, bool) {
	if _, err := os.Lstat(path); err != nil {
		return Owner{}, false
	}
	l, err := Share(path)
	if err != nil {
		return read(path), true
	}
	l.Release()
	return Owner{}, false
}

// The content starts at the file's second byte: Windows keeps others from
// reading the byte that is locked.
func write(path string, o Owner) {
	b, _ := json.Marshal(o)
	os.WriteFile(path, append(append([]byte{'\n'}, b...), '\n'), 0o644)
}

func read(path string) Owner {
	var o Owner
	f, err := os.Open(path)
	if err != nil {
		return o
	}
	defer f.Close()
	b := make([]byte, 256)
	n, _ := f.ReadAt(b, 1)
	if json.Unmarshal(b[:n], &o) != nil {
		return Owner{}
	}
	return o
}
