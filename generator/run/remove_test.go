package run

import (
	"os"
	"path/filepath"
	"testing"
)

// The way around a file system that refuses to remove by a root: what is named goes,
// folders with something in them stay, links go and not what they lead to.
func TestRemoveByPath(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(outside, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"a/b/c.pdf", "a/d.pdf", "manifest.jsonl", ".hongtou/1", ".hongtou/sub/2"} {
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := root.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"a/b/c.pdf", "manifest.jsonl", "link", "a/b"} {
		if err := removeByPath(root, name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := root.Lstat(name); err == nil {
			t.Errorf("%s is still there", name)
		}
	}
	if removeByPath(root, "a") == nil {
		t.Error("a folder with a file in it was removed")
	}
	if err := removeAllByPath(root, ".hongtou"); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != "a" {
		t.Errorf("left are %v, %v", left, err)
	}
	if _, err := root.Stat("a/d.pdf"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
	if err := removeAllByPath(root, "nothing"); err != nil {
		t.Error(err)
	}
	os.Symlink(filepath.Dir(outside), filepath.Join(dir, ".hongtou"))
	if err := removeAllByPath(root, ".hongtou"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Errorf("what a link leads to was removed: %v", err)
	}
}

// A journal that can't be removed is emptied: then it says nothing, and no later run is
// in its way.
func TestDrainedJournal(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	name := journalName(Shard{})
	if err := root.WriteFile(name, []byte(`{"file":"a.pdf","target":"letter","size":1,"sha256":"00"}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	read := func() int {
		t.Helper()
		streams, cleanup, err := readJournal(root, name)
		defer cleanup()
		if err != nil {
			t.Fatal(err)
		}
		return len(streams)
	}
	if read() != 1 {
		t.Fatal("the journal's line is not read")
	}
	if err := drain(root, name); err != nil || read() != 0 {
		t.Errorf("an emptied journal says something: %v", err)
	}
}
