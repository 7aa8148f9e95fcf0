package run

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// Folders on some network drives refuse the call that os.Root removes by on Windows with
// ERROR_INVALID_FUNCTION: without a way around no run could end there.

// invalidFunction is Windows' number of that refusal.
const invalidFunction = syscall.Errno(1)

func refuses(err error) bool { return runtime.GOOS == "windows" && errors.Is(err, invalidFunction) }

// remove removes a file, a link or an empty folder of the output folder.
func remove(root *os.Root, name string) error {
	err := root.Remove(name)
	if refuses(err) {
		err = removeByPath(root, name)
	}
	return err
}

// asideName is where a file waits for its end. It lies in the output folder itself, so
// that no link on the way to it can lead elsewhere.
const asideName = ".hongtou-removed"

// removeByPath has the root move the file aside, and removes it there by its path.
func removeByPath(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	if err != nil {
		return err
	}
	if info.IsDir() { // one with something in it stays where it is
		f, err := root.Open(name)
		if err != nil {
			return err
		}
		_, err = f.Readdirnames(1)
		f.Close()
		if !errors.Is(err, io.EOF) {
			return &fs.PathError{Op: "remove", Path: name, Err: errors.Join(err, syscall.ENOTEMPTY)}
		}
	}
	aside := name
	if path.Dir(name) != "." {
		aside = asideName
		if err := root.Rename(name, aside); err != nil {
			return err
		}
	}
	return os.Remove(filepath.Join(root.Name(), aside))
}

// removeAll removes a folder with what is in it, or a link in its place.
func removeAll(root *os.Root, name string) error {
	err := root.RemoveAll(name)
	if refuses(err) {
		err = removeAllByPath(root, name)
	}
	return err
}

func removeAllByPath(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if !info.IsDir() {
		return removeByPath(root, name)
	}
	var inside []string
	err = fs.WalkDir(root.FS(), name, func(p string, _ fs.DirEntry, err error) error {
		inside = append(inside, p)
		return err
	})
	slices.SortFunc(inside, func(a, b string) int { return strings.Compare(b, a) }) // what is in a folder before it
	for _, p := range inside {
		err = errors.Join(err, removeByPath(root, p))
	}
	return err
}

// drain empties a file that can't be removed: on Windows, one that another program (a
// guard against viruses, a backup) has open.
func drain(root *os.Root, name string) error {
	f, err := openFile(root, name, os.O_WRONLY|os.O_TRUNC)
	if err != nil {
		return err
	}
	return f.Close()
}
