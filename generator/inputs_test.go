package generator

import (
	"os"
	"path/filepath"
	"testing"
)

// The digest of a workspace's inputs is that of what it holds, wherever it lies and
// however its files are reached: shards on several machines have the same. It changes
// with any table, template, picture or setting.
func TestDigestOfInputs(t *testing.T) {
	make := func() string {
		dir := t.TempDir()
		must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
		return dir
	}
	digest := func(dir string) string { return openWorkspace(t, dir).inputs.digest() }
	one, two := make(), make()
	if a, b := digest(one), digest(two); a != b {
		t.Errorf("two copies of the example have the digests %s and %s", a, b)
	}
	seen := map[string]string{digest(one): "nothing"}
	for _, file := range []string{"hongtou.yaml", "data/accidents.csv", "templates/letter.md"} {
		f, err := os.OpenFile(filepath.Join(two, file), os.O_APPEND|os.O_WRONLY, 0)
		must(t, err)
		_, err = f.WriteString("\n")
		must(t, err)
		must(t, f.Close())
		got := digest(two)
		if other, same := seen[got]; same {
			t.Errorf("a change of %s leaves the digest as after a change of %s", file, other)
		}
		seen[got] = file
	}
}
