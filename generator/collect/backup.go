package collect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/lock"
)

// A table that is replaced is kept: its last ten states lie beside it in a folder,
// under names that no reader of tables takes, with a list that says when and by
// which run each was replaced and what it was replaced with.
//
//	data/items.xlsx
//	data/备份/items.xlsx.json
//	data/备份/items.xlsx.20261126-221530-0001.bak
const (
	backupFolder = "备份"
	backupsKept  = 10
)

// backup is a state of a table that was replaced.
type backup struct {
	File   string    `json:"file"`   // in the folder
	Number int       `json:"number"` // counts on
	Time   time.Time `json:"time"`
	Run    string    `json:"run"`    // tables of one collect share it
	Before string    `json:"before"` // SHA-256 of what was replaced
	After  string    `json:"after"`  // and of what was put there
	Cells  int       `json:"cells"`  // that were changed in records
	Rows   int       `json:"rows"`   // that were added
	Undone bool      `json:"undone"` // replaced by Undo, which does not take it back
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func backupList(path string) string {
	return filepath.Join(filepath.Dir(path), backupFolder, filepath.Base(path)+".json")
}

// backups reads a table's list; none at all is an empty one.
func backups(path string) ([]backup, error) {
	data, err := os.ReadFile(backupList(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var list []backup
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	for _, b := range list {
		if err == nil && (b.File != filepath.Base(b.File) || !strings.HasSuffix(b.File, ".bak")) {
			err = fmt.Errorf("%s names %s", backupList(path), b.File)
		}
	}
	return list, err
}

// keep puts the table's present content among its backups.
func keep(path string, data []byte, b backup) error {
	list, err := backups(path)
	if err != nil {
		list = nil // damaged: a new list begins, the old files stay
	}
	dir := filepath.Join(filepath.Dir(path), backupFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, old := range list {
		b.Number = max(b.Number, old.Number)
	}
	for { // beside files of a list that was lost, too
		b.Number++
		b.File = fmt.Sprintf("%s.%s-%04d.bak", filepath.Base(path), b.Time.Format("20060102-150405"), b.Number)
		if _, err := os.Lstat(filepath.Join(dir, b.File)); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err := Replace(filepath.Join(dir, b.File), data); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil { // not for more people than the table
		if err := os.Chmod(filepath.Join(dir, b.File), info.Mode().Perm()); err != nil {
			return err
		}
	}
	return saveBackups(path, append(list, b))
}

// saveBackups writes the list of the last ten and removes the files of others.
func saveBackups(path string, list []backup) error {
	gone := list[:max(0, len(list)-backupsKept)]
	list = list[len(gone):]
	data, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	if err := Replace(backupList(path), append(data, '\n')); err != nil {
		return err
	}
	for _, b := range gone {
		if err := os.Remove(filepath.Join(filepath.Dir(path), backupFolder, b.File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// lockAll takes the locks of files that are to be changed, each beside its file,
// waiting for those who hold them. Sorted, so that two never wait for each other.
func lockAll(ctx context.Context, paths []string) (release func(), err error) {
	paths = slices.Clone(paths)
	for i, path := range paths {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			paths[i] = real
		}
	}
	slices.Sort(paths)
	var held []*lock.Lock
	release = func() {
		for _, l := range held {
			l.Release()
		}
	}
	for _, path := range slices.Compact(paths) {
		if _, err := os.Stat(path); err != nil {
			continue // its reader says so
		}
		l, err := lock.Wait(ctx, filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock"))
		if err != nil {
			release()
			return func() {}, err
		}
		held = append(held, l)
	}
	return release, nil
}

// Lock takes the locks of all tables that the batch may change; they are held from
// before Merge until after Apply.
func (b *Batch) Lock(ctx context.Context) (release func(), err error) {
	var paths []string
	for _, r := range b.Results {
		for _, f := range r.Expected.Files {
			paths = append(paths, f.Path)
		}
	}
	return lockAll(ctx, paths)
}

// Apply changes the tables' files, each whole or not at all, and keeps what was
// there; run names this collect among others. It gives the files that were changed.
func (b *Batch) Apply(now time.Time, run string) ([]string, error) {
	var out []string
	for _, book := range b.books {
		if !book.changed() {
			continue
		}
		data, err := book.render()
		if err != nil {
			return out, err
		}
		note := backup{Time: now, Run: run, Before: sum(book.data), After: sum(data)}
		for _, tf := range book.tables {
			note.Rows += len(tf.added)
			for _, values := range tf.edits {
				note.Cells += len(values)
			}
		}
		if err := keep(book.path, book.data, note); err != nil {
			return out, err
		}
		if err := Replace(book.path, data); err != nil {
			return out, err
		}
		out = append(out, book.path)
	}
	return out, nil
}

// Undone is a table that was put back as it was before a collect.
type Undone struct {
	Table       string
	Time        time.Time // of the collect
	Cells, Rows int       // that the collect had changed and added
	Changed     bool      // it was changed after the collect
}

// Undo puts the tables back as they were before the last collect that changed any
// of them. One that was changed since is a complaint, and then nothing is put
// back, unless forced; the state that goes is kept among the backups. With dryRun
// it only says what it would do.
func Undo(ctx context.Context, files []TableFile, force, dryRun bool, now time.Time) ([]Undone, *diag.List, error) {
	list := &diag.List{}
	var paths []string
	names := map[string]string{}
	for _, f := range files {
		path := f.Path
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		if _, err := os.Stat(backupList(path)); err == nil && names[path] == "" {
			names[path] = filepath.ToSlash(f.Name)
			paths = append(paths, path)
		}
	}
	release, err := lockAll(ctx, paths)
	if err != nil {
		return nil, nil, err
	}
	defer release()
	steps, err := lastRun(paths, names, list)
	if err != nil {
		return nil, nil, err
	}
	var out []Undone
	for i := range steps {
		s := &steps[i]
		out = append(out, Undone{Table: names[s.path], Time: s.Time, Cells: s.Cells, Rows: s.Rows, Changed: s.now != s.After})
		if s.now != s.After && !force {
			list.Add(complaint(names[s.path], "table-changed", "", diag.T("收表以后表又改过，没有退回", "the table was changed after the collect: it is not put back"),
				diag.T("这些改动可以不要的，加 --force；退回前的表留在 %s", "if those changes may go, use --force; the table as it is stays in %s", filepath.ToSlash(filepath.Dir(backupList(names[s.path]))))))
		}
	}
	if dryRun || list.Errors() > 0 {
		return out, list, nil
	}
	for _, s := range steps {
		if err := s.putBack(now); err != nil {
			return out, list, err
		}
	}
	return out, list, nil
}

// step is a table's backup that is to be put back.
type step struct {
	backup
	path string
	now  string // the table's digest
	data []byte // the table's content
	old  []byte // the backup's
}

// lastRun finds the backups of the last collect whose changes are not undone.
func lastRun(paths []string, names map[string]string, list *diag.List) ([]step, error) {
	var steps []step
	for _, path := range paths {
		all, err := backups(path)
		if err != nil {
			list.Add(complaint(filepath.ToSlash(filepath.Join(filepath.Dir(names[path]), backupFolder, filepath.Base(path)+".json")), "backup-broken", "",
				diag.T("备份的清单已损坏", "the list of backups is damaged"), diag.T("按日期找出 .bak 文件，改名后放回", "find the .bak file by its date and put it back by hand")))
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, b := range slices.Backward(all) {
			if b.Undone || b.Before == sum(data) && b.After != b.Before { // the last was not written any more
				continue
			}
			s := step{backup: b, path: path, now: sum(data), data: data}
			if s.old, err = os.ReadFile(filepath.Join(filepath.Dir(path), backupFolder, b.File)); err != nil || sum(s.old) != b.Before {
				list.Add(complaint(filepath.ToSlash(filepath.Join(filepath.Dir(names[path]), backupFolder, b.File)), "backup-broken", "",
					diag.T("备份已损坏或删去", "the backup is damaged or gone"), diag.Text{}))
				break
			}
			steps = append(steps, s)
			break
		}
	}
	last := step{}
	for _, s := range steps {
		if s.Time.After(last.Time) || s.Time.Equal(last.Time) && s.Number >= last.Number {
			last = s
		}
	}
	return slices.DeleteFunc(steps, func(s step) bool { return s.Run != last.Run }), nil
}

// putBack puts the old state in place, keeps the one that goes, and takes the
// backup off the list.
func (s *step) putBack(now time.Time) error {
	if s.data != nil {
		if err := keep(s.path, s.data, backup{Time: now, Run: s.Run, Before: s.now, After: s.Before, Undone: true}); err != nil {
			return err
		}
	}
	if err := Replace(s.path, s.old); err != nil {
		return err
	}
	list, err := backups(s.path)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(b backup) bool { return b.Number == s.Number })
	if err := saveBackups(s.path, list); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(filepath.Dir(s.path), backupFolder, s.File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
