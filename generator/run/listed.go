package run

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Listed gives the manifest that accounts for a file as an output: one in a
// folder above it, "" if none does. The error is of the environment, as a
// manifest that is damaged.
func Listed(file string) (manifest string, err error) {
	manifest, _, err = account(file)
	return manifest, err
}

// Own tells whether a file is as a run left it: one of its accounts, or an output with
// the very content that they state. The error is of the environment, as in [Listed].
func Own(file string) (bool, error) {
	shards, err := shardsOf(filepath.Dir(file))
	if err != nil {
		return false, err
	}
	for _, s := range shards {
		if slices.Contains([]string{manifestName(s), journalName(s), logName(s)}, filepath.Base(file)) {
			return true, nil
		}
	}
	manifest, entry, err := account(file)
	if manifest == "" || err != nil {
		return false, err
	}
	root, err := os.OpenRoot(filepath.Dir(manifest))
	if err != nil {
		return false, err
	}
	defer root.Close()
	return entry.matches(root), nil
}

func shardsOf(dir string) ([]Shard, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return shardsIn(root)
}

// account is the manifest's entry of a file, and the manifest.
func account(file string) (manifest string, e Entry, err error) {
	path, err := filepath.Abs(file)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", e, err
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return "", e, err
		}
		if manifest, e, err = listedIn(dir, filepath.ToSlash(name)); err != nil || manifest != "" {
			return manifest, e, err
		}
		if dir == filepath.Dir(dir) {
			return "", e, nil
		}
	}
}

func listedIn(dir, name string) (manifest string, e Entry, err error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrPermission) {
		return "", e, nil // no folder of this user's
	}
	if err != nil {
		return "", e, err
	}
	defer root.Close()
	shards, err := shardsIn(root)
	if errors.Is(err, fs.ErrPermission) {
		return "", e, nil
	}
	for _, s := range shards {
		e, found, err := listedBy(root, s, name)
		if err != nil || found {
			return filepath.Join(dir, manifestName(s)), e, err
		}
	}
	return "", e, err
}

func listedBy(root *os.Root, s Shard, name string) (e Entry, found bool, err error) {
	settled, err := openLedger(root, manifestName(s))
	if err != nil {
		return e, false, err
	}
	defer settled.close()
	if e, found = settled.find(name); found {
		return e, true, nil
	}
	if _, err := root.Stat(journalName(s)); errors.Is(err, fs.ErrNotExist) {
		return e, false, nil
	}
	// A run was interrupted or is at work.
	a := accounts{root: root, shard: s}
	err = a.entries(func(one Entry, _ bool) error {
		if one.File == name {
			e, found = one, true
		}
		return nil
	})
	return e, found, err
}
