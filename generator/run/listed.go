package run

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Listed gives the manifest that accounts for a file as an output: one in a
// folder above it, "" if none does. The error is of the environment, as a
// manifest that is damaged.
func Listed(file string) (manifest string, err error) {
	path, err := filepath.Abs(file)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", err
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return "", err
		}
		if manifest, err := listedIn(dir, filepath.ToSlash(name)); err != nil || manifest != "" {
			return manifest, err
		}
		if dir == filepath.Dir(dir) {
			return "", nil
		}
	}
}

func listedIn(dir, name string) (manifest string, err error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrPermission) {
		return "", nil // no folder of this user's
	}
	if err != nil {
		return "", err
	}
	defer root.Close()
	shards, err := shardsIn(root)
	if errors.Is(err, fs.ErrPermission) {
		return "", nil
	}
	for _, s := range shards {
		found, err := listedBy(root, s, name)
		if err != nil || found {
			return filepath.Join(dir, manifestName(s)), err
		}
	}
	return "", err
}

func listedBy(root *os.Root, s Shard, name string) (found bool, err error) {
	settled, err := openLedger(root, manifestName(s))
	if err != nil {
		return false, err
	}
	defer settled.close()
	if _, found = settled.find(name); found {
		return true, nil
	}
	if _, err := root.Stat(journalName(s)); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	// A run was interrupted or is at work.
	a := accounts{root: root, shard: s}
	err = a.entries(func(e Entry, _ bool) error {
		found = found || e.File == name
		return nil
	})
	return found, err
}
