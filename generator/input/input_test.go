package input

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a")
	if err := os.WriteFile(file, []byte("12345678"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	sparse, err := os.Create(filepath.Join(dir, "sparse"))
	if err != nil {
		t.Fatal(err)
	}
	if err := sparse.Truncate(30 << 30); err != nil { // takes no room on the disk
		t.Skip(err)
	}
	sparse.Close()
	for _, c := range []struct {
		path string
		most int64
		want error
	}{
		{"a", 8, nil}, {"link", 8, nil}, {"a", 7, ErrSize}, {"sparse", 1 << 20, ErrSize}, {".", 8, ErrKind}, {"b", 8, fs.ErrNotExist},
	} {
		data, err := Read(filepath.Join(dir, c.path), c.most)
		if !errors.Is(err, c.want) || c.want == nil && !bytes.Equal(data, []byte("12345678")) {
			t.Errorf("%s: %q, %v, want %v", c.path, data, err, c.want)
		}
	}
	folder := In(dir, 8)
	if data, err := fs.ReadFile(folder, "a"); err != nil || string(data) != "12345678" {
		t.Errorf("by the folder: %q, %v", data, err)
	}
	if _, err := folder.ReadFile("../x"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("out of the folder: %v", err)
	}
}

// A name leads out of its folder neither by .. nor by a link; a link that stays
// inside is followed, a pipe is not waited for.
func TestWithin(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(in, "sub"), 0o755), os.WriteFile(filepath.Join(in, "sub", "a"), []byte("inside"), 0o644), os.WriteFile(filepath.Join(dir, "b"), []byte("outside"), 0o644),
		os.Symlink(filepath.Join("sub", "a"), filepath.Join(in, "link")), os.Symlink(filepath.Join(dir, "b"), filepath.Join(in, "out")), os.Symlink("..", filepath.Join(in, "up")),
		syscall.Mkfifo(filepath.Join(in, "pipe"), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]error{
		"sub/a": nil, "link": nil, "sub/../sub/a": nil, "out": ErrOutside, "up/b": ErrOutside, "../b": ErrOutside, "sub/../../b": ErrOutside,
		filepath.Join(dir, "b"): ErrOutside, "": ErrOutside, "nothing": fs.ErrNotExist, "sub": ErrKind, "pipe": ErrKind,
	} {
		data, err := Within(in, name, 10)
		if !errors.Is(err, want) || (want == nil) != (err == nil) || err == nil && string(data) != "inside" {
			t.Errorf("%q: %q, %v; want %v", name, data, err, want)
		}
	}
	if _, err := Within(in, "sub/a", 5); !errors.Is(err, ErrSize) {
		t.Errorf("a file beyond the limit: %v", err)
	}
}
