package collect

import (
	"os"
	"path/filepath"
	"time"
)

// Replace writes beside a file, and then in its place: whole or not at all. A link
// stays one.
func Replace(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".hongtou-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is there after the renaming
	if _, err = f.Write(data); err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}

// KeepBeside keeps the text of a file that is going to be replaced, in the folder of
// backups beside it.
func KeepBeside(path string, data []byte, now time.Time) error {
	folder := filepath.Join(filepath.Dir(path), backupFolder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return Replace(filepath.Join(folder, filepath.Base(path)+"."+now.Format("20060102-150405.000")+".bak"), data)
}
