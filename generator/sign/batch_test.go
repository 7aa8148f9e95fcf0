package sign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// tree writes files with their names as content into a new folder.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		path := filepath.Join(dir, n)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(n), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run does the batch with a maker that puts "made of" before the content, and
// gives what was placed and the complaints' codes, by slashes and without dir.
func run(t *testing.T, dir string, b Batch) string {
	t.Helper()
	var said []string
	b.Make = func(raw []byte) ([]byte, *diag.Diagnostic) {
		if bytes.HasPrefix(raw, []byte("bad")) {
			return nil, &diag.Diagnostic{Code: "bad"}
		}
		return append([]byte("made of "), raw...), nil
	}
	b.Placed = func(from, to string) { said = append(said, from+">"+to) }
	if b.Listed == nil {
		b.Listed = func(string) (string, error) { return "", nil }
	}
	complaints, err := b.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range complaints.All() {
		said = append(said, d.Code+" "+d.Place.File)
	}
	return filepath.ToSlash(strings.ReplaceAll(strings.Join(said, "\n"), dir+string(filepath.Separator), ""))
}

// contents are a folder's files with their content.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out = append(out, fmt.Sprintf("%s=%s", strings.TrimPrefix(path, dir+"/"), must(os.ReadFile(path))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

func TestCopiesIntoAFolder(t *testing.T) {
	dir := tree(t, "in/a.pdf", "in/责任书/b.PDF", "in/责任书/c.xlsx", "in/.hongtou/d.pdf", "in/签/old.pdf", "e.pdf", "bad.pdf", "sub/e.pdf")
	at := func(name string) string { return filepath.Join(dir, name) }
	got := run(t, dir, Batch{Files: []string{at("in"), at("e.pdf"), at("bad.pdf"), at("sub/e.pdf"), at("none.pdf"), at("in")}, Out: at("in/签")})
	want := `in/a.pdf>in/签/a.pdf
in/责任书/b.PDF>in/签/责任书/b.PDF
e.pdf>in/签/e.pdf
bad bad.pdf
output-twice in/a.pdf
output-twice in/责任书/b.PDF
file-missing none.pdf
output-twice sub/e.pdf`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := contents(t, at("in/签")); got != "a.pdf=made of in/a.pdf\ne.pdf=made of e.pdf\nold.pdf=in/签/old.pdf\n责任书/b.PDF=made of in/责任书/b.PDF" {
		t.Errorf("the folder holds\n%s", got)
	}
	if info, err := os.Stat(at("in/签/e.pdf")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the copy can be read by others than its original: %v %v", info.Mode(), err)
	}
	// Again: nothing is written over.
	if got := run(t, dir, Batch{Files: []string{at("e.pdf")}, Out: at("in/签")}); got != "output-exists e.pdf" {
		t.Errorf("again: %s", got)
	}
	if got := run(t, dir, Batch{Files: []string{at("e.pdf")}, Out: dir}); got != "output-exists e.pdf" {
		t.Errorf("into its own folder: %s", got)
	}
	if got := run(t, dir, Batch{Files: []string{at("in/.hongtou")}, Out: at("x")}); got != "in/.hongtou/d.pdf>x/d.pdf" {
		t.Errorf("a hidden folder that was named: %s", got)
	}
	if err := os.Mkdir(at("empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := run(t, dir, Batch{Files: []string{at("empty")}, Out: at("x")}); !strings.HasPrefix(got, "folder-empty") {
		t.Errorf("an empty folder: %s", got)
	}
}

func TestCopiesInPlace(t *testing.T) {
	dir := tree(t, "a.pdf", "bad.pdf", "listed.pdf", "real.pdf")
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.Symlink("real.pdf", at("link.pdf")); err != nil {
		t.Fatal(err)
	}
	listed := func(file string) (string, error) {
		if filepath.Base(file) == "listed.pdf" {
			return "manifest.json", nil
		}
		return "", nil
	}
	got := run(t, dir, Batch{Files: []string{at("a.pdf"), at("bad.pdf"), at("listed.pdf"), at("link.pdf")}, Listed: listed})
	if want := "a.pdf>a.pdf\nlink.pdf>link.pdf\nbad bad.pdf\noutput-listed listed.pdf"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := contents(t, dir); got != "a.pdf=made of a.pdf\nbad.pdf=bad.pdf\nlink.pdf=made of real.pdf\nlisted.pdf=listed.pdf\nreal.pdf=made of real.pdf" {
		t.Errorf("the folder holds\n%s", got)
	}
	if to, err := os.Readlink(at("link.pdf")); err != nil || to != "real.pdf" {
		t.Errorf("the link leads to %q: %v", to, err)
	}
}

func TestStoppedBatch(t *testing.T) {
	dir := tree(t, "a.pdf", "b.pdf")
	ctx, stop := context.WithCancel(t.Context())
	placed := 0
	b := Batch{Files: []string{dir}, Out: filepath.Join(dir, "out"), Make: func(raw []byte) ([]byte, *diag.Diagnostic) { return raw, nil },
		Placed: func(string, string) { placed++; stop() }}
	if _, err := b.Run(ctx); !errors.Is(err, context.Canceled) || placed != 1 {
		t.Errorf("%d copies after the interrupt, error %v", placed, err)
	}
	if got := contents(t, filepath.Join(dir, "out")); got != "a.pdf=a.pdf" {
		t.Errorf("the folder holds\n%s", got)
	}
}

// A folder that takes no file leaves nothing behind, the original whole.
func TestNoPlaceForACopy(t *testing.T) {
	dir := tree(t, "a.pdf", "taken")
	b := Batch{Files: []string{filepath.Join(dir, "a.pdf")}, Out: filepath.Join(dir, "taken"), Make: func(raw []byte) ([]byte, *diag.Diagnostic) { return raw, nil },
		Placed: func(string, string) { t.Error("placed") }}
	if _, err := b.Run(t.Context()); err == nil {
		t.Error("a file as a folder: no error")
	}
	if got := contents(t, dir); got != "a.pdf=a.pdf\ntaken=taken" {
		t.Errorf("the folder holds\n%s", got)
	}
}

// An error inside the program while it works on one file is that file's complaint;
// the others get their copies.
func TestPanicIsOneFilesComplaint(t *testing.T) {
	dir := tree(t, "a.pdf", "b.pdf")
	b := Batch{Files: []string{dir}, Out: filepath.Join(dir, "out"), Listed: func(string) (string, error) { return "", nil },
		Make: func(raw []byte) ([]byte, *diag.Diagnostic) {
			if strings.Contains(string(raw), "a.pdf") {
				panic("broken")
			}
			return raw, nil
		}, Placed: func(from, to string) {}}
	complaints, err := b.Run(t.Context())
	if all := complaints.All(); err != nil || len(all) != 1 || all[0].Code != diag.Internal || all[0].Place.File != filepath.Join(dir, "a.pdf") {
		t.Errorf("complaints %v (%v), want one internal about a.pdf", all, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "b.pdf")); err != nil {
		t.Errorf("the other file has no copy: %v", err)
	}
}
