// Package input reads files that people name: regular files only, up to a limit,
// whose size is looked at before a byte is read. A pipe or a device in the place of
// a table, a picture or a template is refused and never waited for.
package input

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

var (
	// ErrKind is the error of what is no regular file: a folder, a pipe, a device.
	ErrKind = errors.New("not a regular file")
	// ErrSize is the error of a file beyond the limit.
	ErrSize = errors.New("file too large")
	// ErrOutside is the error of a name that leads out of its folder.
	ErrOutside = errors.New("outside of the folder")
)

// Read gives a file's bytes, at most so many; a link is followed. The errors wrap
// ErrKind, ErrSize or the system's.
func Read(path string, most int64) ([]byte, error) {
	f, err := Open(path, most)
	if err != nil {
		return nil, err
	}
	return all(f, path, most)
}

// Open opens a file as Read does, to be read bit by bit: what is there of it may have grown
// beyond the limit by then.
func Open(path string, most int64) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil {
		err = check(path, info, most)
	}
	if err != nil {
		return nil, err
	}
	// What was a file a moment ago may be a pipe now: that is not waited for either.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil {
		err = check(path, info, most)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Digest is the SHA-256 of what Read would give, which is not held. The errors are its.
func Digest(path string, most int64) (sum [sha256.Size]byte, err error) {
	f, err := Open(path, most)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, io.LimitReader(f, most+1)) // of one that grows meanwhile it is nobody's
	return [sha256.Size]byte(h.Sum(nil)), err
}

// Within is Read of a file by its name in a folder, with slashes. Neither .. nor a
// link leads out of the folder: the error wraps ErrOutside.
func Within(dir, name string, most int64) ([]byte, error) {
	if name = filepath.FromSlash(name); !filepath.IsLocal(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrOutside}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		if strings.Contains(err.Error(), "escapes") { // os has no error to compare with
			err = &fs.PathError{Op: "read", Path: name, Err: ErrOutside}
		}
		return nil, err
	}
	return all(f, name, most)
}

// all reads an open file and closes it.
func all(f *os.File, path string, most int64) ([]byte, error) {
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = check(path, info, most)
	}
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, info.Size()+1)
	for int64(len(data)) <= most {
		if len(data) == cap(data) { // it has grown since, or does not tell its size
			data = append(data, 0)[:len(data)]
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, &fs.PathError{Op: "read", Path: path, Err: ErrSize}
}

func check(path string, info fs.FileInfo, most int64) error {
	switch {
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "read", Path: path, Err: ErrKind}
	case info.Size() > most:
		return &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("%w: %d bytes, limit %d", ErrSize, info.Size(), most)}
	}
	return nil
}

// Folder is a folder of inputs as a file system whose files are read by Read.
type Folder struct {
	fs.FS
	dir  string
	most int64
}

// In is the folder dir, from which files of at most so many bytes are read.
func In(dir string, most int64) Folder { return Folder{os.DirFS(dir), dir, most} }

// ReadFile reads one of the folder's files.
func (f Folder) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return Read(filepath.Join(f.dir, filepath.FromSlash(name)), f.most)
}
