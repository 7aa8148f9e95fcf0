package run

import (
	"os"
	"path/filepath"
	"testing"
)

func TestListed(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	execute(t, dir, Options{}, job("责任书/a.pdf", "1"), job("b.pdf", "2"))
	os.WriteFile(at("责任书/other.pdf"), []byte("x"), 0o644)
	os.Symlink(at("b.pdf"), at("link.pdf"))
	whole := at(ManifestName)
	expect := func(file, want string) {
		t.Helper()
		if got, err := Listed(at(file)); got != want || err != nil {
			t.Errorf("%s is accounted for by %q, want %q (%v)", file, got, want, err)
		}
	}
	expect("责任书/a.pdf", whole)
	expect("b.pdf", whole)
	expect("link.pdf", whole)
	expect("责任书/other.pdf", "")
	if _, err := Listed(at("none.pdf")); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}

	// An output of a shard, and one that a run was stopped after.
	shard := filepath.Join(dir, "片")
	runShard(t, shard, 8, Shard{Part: 1, Of: 2})
	os.WriteFile(filepath.Join(shard, journalName(Shard{})), []byte(`{"file":"late.pdf","target":"t","input":"1","sha256":"00","size":1}`+"\n"), 0o644)
	os.WriteFile(filepath.Join(shard, "late.pdf"), []byte("x"), 0o644)
	expect("片/late.pdf", filepath.Join(shard, ManifestName))
	found := 0
	filepath.WalkDir(shard, func(path string, e os.DirEntry, err error) error {
		if manifest, _ := Listed(path); manifest == filepath.Join(shard, manifestName(Shard{Part: 1, Of: 2})) {
			found++
		}
		return err
	})
	if found == 0 {
		t.Error("no output of the shard is accounted for")
	}

	os.WriteFile(whole, []byte("{"), 0o644)
	if manifest, err := Listed(at("b.pdf")); err == nil {
		t.Errorf("by a damaged manifest: %q", manifest)
	}
}
