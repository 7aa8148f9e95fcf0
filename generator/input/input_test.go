package input

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
