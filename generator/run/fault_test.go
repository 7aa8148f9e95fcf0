//go:build linux

package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"hongtou/generator/diag"
)

// The harness of faults: a run is hurt in one way or another, and after each
// every file in place is whole and equals an entry of manifest or journal, and a
// rerun makes exactly what is missing. HONGTOU_FAULTS sets how many (make faults
// runs 200); without it there are a few of each kind.

// faultJobs are n outputs of 1 to 40 KB in three folders; the text of each rests
// on generation, so that a later generation replaces every file.
func faultJobs(n, generation int) iter.Seq[Job] {
	return func(yield func(Job) bool) {
		for i := range n {
			text := strings.Repeat(fmt.Sprintf("%d/%d 安全生产\n", i, generation), 50+i*7%2000)
			j := job(fmt.Sprintf("%d/%05d.txt", i%3, i), text)
			if !yield(j) {
				return
			}
		}
	}
}

// TestMain is also the process that is killed: a run of HONGTOU_FAULT_RUN.
func TestMain(m *testing.M) {
	if dir := os.Getenv("HONGTOU_FAULT_RUN"); dir != "" {
		var n, generation, part, of int
		fmt.Sscan(os.Getenv("HONGTOU_FAULT_JOBS"), &n, &generation, &part, &of)
		said := false
		r, err := Execute(context.Background(), dir, faultJobs(n, generation), Options{Shard: Shard{part, of}, batch: 100, Events: func(Event) {
			if !said {
				fmt.Println("at work")
				said = true
			}
		}})
		fmt.Println(r.Made, r.Kept, r.Failed, err)
		if err != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func faultRun(dir string, n, generation int) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "HONGTOU_FAULT_RUN="+dir, fmt.Sprintf("HONGTOU_FAULT_JOBS=%d %d 0 0", n, generation))
	return c
}

// faults is how many faults of a kind to inject: few in the short test.
func faults(share float64, few int) int {
	if n, err := strconv.Atoi(os.Getenv("HONGTOU_FAULTS")); err == nil {
		return max(few, int(float64(n)*share))
	}
	return few
}

// wholeFiles fails the test where a file in place equals neither the manifest's
// entry nor the journal's, and gives the number of files.
func wholeFiles(t *testing.T, dir string) int {
	t.Helper()
	known := map[string][]Entry{}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l, err := openLedger(root, ManifestName)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	journal, cleanup, err := readJournal(root, journalName(Shard{}))
	defer cleanup()
	if err != nil {
		t.Fatal(err)
	}
	for _, stream := range append(journal, l.all()) {
		for e, err := range stream {
			if err != nil {
				t.Fatal(err)
			}
			known[e.File] = append(known[e.File], e)
		}
	}
	files := 0
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && ours(path):
			return fs.SkipDir
		case d.IsDir() || ours(path):
			return nil
		}
		files++
		b, err := root.ReadFile(path)
		sum := sha256.Sum256(b)
		for _, e := range known[path] {
			if e.SHA256 == hex.EncodeToString(sum[:]) && e.Size == int64(len(b)) {
				return err
			}
		}
		t.Errorf("%s (%d bytes) is in place but equals none of its %d entries", path, len(b), len(known[path]))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// finishes reruns and sees that everything is there, that nothing that was whole
// was made again, and that nothing else is left.
func finishes(t *testing.T, dir string, n, generation, whole int) {
	t.Helper()
	r, err := Execute(context.Background(), dir, faultJobs(n, generation), Options{})
	if err != nil || r.Failed > 0 || r.Made+r.Kept != n || r.Kept != whole {
		t.Errorf("the rerun made %d and kept %d of %d (%v), want %d kept: what is missing and no more", r.Made, r.Kept, n, err, whole)
	}
	count, complaints, err := Verify(t.Context(), dir, nil)
	if err != nil || count != n || complaints.Len() > 0 {
		t.Errorf("after the rerun %d of %d are well: %v %v", count, n, complaints, err)
	}
	for _, name := range []string{stagingName(Shard{}), journalName(Shard{})} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is left behind", name)
		}
	}
}

// current counts files that are already of a generation.
func current(t *testing.T, dir string, n, generation int) (whole int) {
	t.Helper()
	for j := range faultJobs(n, generation) {
		w, _ := j.Prepare()
		var b strings.Builder
		w.Write(&b)
		if got, err := os.ReadFile(filepath.Join(dir, j.File)); err == nil && string(got) == b.String() {
			whole++
		}
	}
	return whole
}

// A run that is killed at a random moment, again and again, with fresh files and
// with files to be replaced.
func TestFaultKill(t *testing.T) {
	const n = 600
	dir := t.TempDir()
	stopped := 0
	for round := range faults(0.8, 4) {
		generation := round / 4 // each is killed four times, then finished
		c := faultRun(dir, n, generation)
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if round%4 > 0 { // the first of four may be killed before its first batch
			out.Read(make([]byte, 1))
		}
		time.Sleep(time.Duration(rand.IntN(250)) * time.Millisecond)
		c.Process.Kill()
		io.Copy(io.Discard, out)
		if c.Wait() != nil {
			stopped++
		}
		files := wholeFiles(t, dir)
		if t.Failed() {
			t.Fatalf("after kill %d of generation %d, with %d files in place", round, generation, files)
		}
		if round%4 == 3 {
			finishes(t, dir, n, generation, current(t, dir, n, generation))
		}
	}
	t.Logf("%d runs were killed before their end", stopped)
	if stopped == 0 {
		t.Error("no run was killed before its end")
	}
}

// mount puts a file system of its own on a folder; the test is skipped where
// that is not allowed.
func mount(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "hongtou-test", dir).CombinedOutput(); err != nil {
		t.Skipf("no mount here: %v %s", err, out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

// A disk that is full: what was put in place before stays whole, the error says
// why, and with more room the rest is made.
func TestFaultDiskFull(t *testing.T) {
	dir := mount(t, "size=64m")
	const n = 200
	for round := range faults(0.1, 3) {
		var used syscall.Statfs_t
		if err := syscall.Statfs(dir, &used); err != nil {
			t.Fatal(err)
		}
		size := int(used.Blocks-used.Bfree)*int(used.Bsize)/1024 + 300 + rand.IntN(3000)
		if out, err := exec.Command("mount", "-o", fmt.Sprintf("remount,size=%dk", size), dir).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		_, err := Execute(context.Background(), dir, faultJobs(n, round), Options{batch: 1 + rand.IntN(100)})
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("with %d KB: %v, want no space left", size, err)
		}
		if round == 0 && err == nil {
			t.Fatal("the disk was never full")
		}
		wholeFiles(t, dir)
		exec.Command("mount", "-o", "remount,size=64m", dir).Run()
		finishes(t, dir, n, round, current(t, dir, n, round))
		if t.Failed() {
			t.Fatalf("round %d with %d KB", round, size)
		}
	}
}

// A folder that can't be written is an error of the environment and changes
// nothing; so does one that can't be written any more.
func TestFaultReadOnly(t *testing.T) {
	dir := mount(t, "size=64m")
	execute(t, dir, Options{}, job("a", "1"))
	if out, err := exec.Command("mount", "-o", "remount,ro", dir).CombinedOutput(); err != nil {
		t.Skipf("%v %s", err, out)
	}
	_, err := Execute(context.Background(), dir, faultJobs(5, 0), Options{})
	if err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("got %v, want an error that names %s", err, dir)
	}
	if r, err := Execute(context.Background(), dir, faultJobs(5, 0), Options{DryRun: true}); err != nil || r.Wanted != 5 {
		t.Errorf("a dry run wants to write: %v", err)
	}
	if n, c, err := Verify(t.Context(), dir, nil); n != 1 || c.Len() > 0 || err != nil {
		t.Errorf("verify wants to write: %v %v", c, err)
	}
}

// A folder, a file or a link stands where an output or its folder is to be: that
// output complains, the others are made.
func TestFaultTakenPlace(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret")
	os.WriteFile(secret, []byte("secret"), 0o600)
	os.MkdirAll(filepath.Join(dir, "folder.pdf", "x"), 0o755)
	os.WriteFile(filepath.Join(dir, "file"), nil, 0o644)
	os.Symlink(outside, filepath.Join(dir, "out"))
	os.Symlink("..", filepath.Join(dir, "up"))
	os.Symlink(secret, filepath.Join(dir, "link.pdf"))
	long := strings.Repeat("长", 100)
	r := execute(t, dir, Options{}, job("folder.pdf", "1"), job("file/b", "2"), job("out/c", "3"), job("up/d", "4"), job(long+".pdf", "5"), job("link.pdf", "6"), job("ok", "7"))
	if r.Made != 2 || r.Failed != 5 {
		t.Errorf("made %d, want link.pdf and ok; failed %d", r.Made, r.Failed)
	}
	for _, d := range r.Complaints.All() {
		if d.Code != "output-unplaced" || strings.HasSuffix(d.Problem.Zh, "：") || strings.Contains(d.Problem.Zh, "escapes") {
			t.Errorf("complaint %v", d)
		}
	}
	if b, _ := os.ReadFile(secret); string(b) != "secret" {
		t.Error("a link's target outside was written")
	}
	if left, _ := os.ReadDir(outside); len(left) != 1 {
		t.Errorf("written outside: %v", left)
	}
	if info, err := os.Lstat(filepath.Join(dir, "link.pdf")); err != nil || !info.Mode().IsRegular() {
		t.Error("the link was not replaced by the output")
	}
	if n, c, _ := Verify(t.Context(), dir, nil); n != 2 || c.Len() > 0 {
		t.Errorf("the manifest lists %d outputs, want those in place: %v", n, c.All())
	}
	// What can't be replaced stays as the manifest has it.
	execute(t, dir, Options{}, job("sub/e", "old"))
	os.Rename(filepath.Join(dir, "sub"), filepath.Join(outside, "sub"))
	os.Symlink(filepath.Join(outside, "sub"), filepath.Join(dir, "sub"))
	if r := execute(t, dir, Options{}, job("sub/e", "new")); r.Failed != 1 {
		t.Errorf("written through a link: %+v", r)
	}
	if b, _ := os.ReadFile(filepath.Join(outside, "sub", "e")); string(b) != "old" {
		t.Errorf("through the link the file became %q", b)
	}
}

// Links in place of a run's own files are not followed out of the folder.
func TestFaultOwnLinks(t *testing.T) {
	for _, name := range []string{ManifestName, journalName(Shard{}), logName(Shard{}), stagingName(Shard{}), lockName} {
		dir, outside := t.TempDir(), t.TempDir()
		target := filepath.Join(outside, "x")
		if name == stagingName(Shard{}) {
			os.Mkdir(target, 0o755)
			os.WriteFile(filepath.Join(target, "keep"), nil, 0o644)
		}
		os.Symlink(target, filepath.Join(dir, name))
		Execute(context.Background(), dir, faultJobs(3, 0), Options{})
		if name == stagingName(Shard{}) {
			if _, err := os.Stat(filepath.Join(target, "keep")); err != nil {
				t.Errorf("%s: what it leads to was emptied", name)
			}
		} else if _, err := os.Stat(target); err == nil {
			t.Errorf("%s: a file was made outside", name)
		}
	}
}

// An output that is open elsewhere keeps its old bytes for whoever reads it.
func TestFaultOpenElsewhere(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, job("a", "old"))
	f, err := os.Open(filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	execute(t, dir, Options{}, job("a", "new"))
	if b, _ := io.ReadAll(f); string(b) != "old" {
		t.Errorf("the reader sees %q", b)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "a")); string(b) != "new" {
		t.Errorf("in place is %q", b)
	}
}

// Two runs of one folder at once: one is kept out, and told who is at work.
func TestFaultTwoRuns(t *testing.T) {
	for range faults(0.05, 1) {
		dir := t.TempDir()
		one := faultRun(dir, 1200, 0)
		out, err := one.StdoutPipe()
		if err == nil {
			err = one.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 1))
		_, err = Execute(context.Background(), dir, faultJobs(10, 0), Options{})
		if err == nil || !strings.Contains(err.Error(), fmt.Sprint("process ", one.Process.Pid)) {
			t.Errorf("got %v, want a message that names process %d", err, one.Process.Pid)
		}
		io.Copy(io.Discard, out)
		if err := one.Wait(); err != nil {
			t.Errorf("the first run: %v", err)
		}
		if n := wholeFiles(t, dir); n != 1200 {
			t.Errorf("%d files", n)
		}
	}
}

// A clock that goes back, and files from the future, change nothing: outputs are
// known by their digests.
func TestFaultClock(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, job("a", "1"), job("b", "2"))
	before, _ := os.ReadFile(filepath.Join(dir, ManifestName))
	for _, shift := range []time.Duration{-48 * time.Hour, 400 * 24 * time.Hour} {
		when := time.Now().Add(shift)
		for _, name := range []string{"a", "b", ManifestName, lockName} {
			os.Chtimes(filepath.Join(dir, name), when, when)
		}
		if r := execute(t, dir, Options{}, job("a", "1"), job("b", "2")); r.Kept != 2 || r.Took < 0 {
			t.Errorf("clock moved by %v: %+v", shift, r)
		}
	}
	if after, _ := os.ReadFile(filepath.Join(dir, ManifestName)); string(after) != string(before) {
		t.Error("the manifest changed with the clock")
	}
}

// A panic in making one document is that document's complaint, with its unit;
// run.log has the stack.
func TestFaultPanic(t *testing.T) {
	dir := t.TempDir()
	broken := job("broken", "x")
	broken.Unit = "370102"
	broken.Prepare = func() (*Work, *diag.List) {
		return &Work{Input: "x", Write: func(w io.Writer) (*diag.List, error) {
			w.Write([]byte("half"))
			panic("boom")
		}}, nil
	}
	r := execute(t, dir, Options{}, job("a", "1"), broken, job("b", "2"))
	if r.Made != 2 || r.Failed != 1 {
		t.Errorf("made %d, failed %d", r.Made, r.Failed)
	}
	if s := r.Complaints.All()[0].String(); !strings.Contains(s, "370102") || !strings.Contains(s, "boom") {
		t.Error(s)
	}
	log, _ := os.ReadFile(filepath.Join(dir, logName(Shard{})))
	if !strings.Contains(string(log), "fault_test.go") {
		t.Errorf("run.log has no stack: %s", log)
	}
	if _, err := os.Lstat(filepath.Join(dir, "broken")); err == nil {
		t.Error("half a document is in place")
	}
}

// A pipe in the place of an output is not waited for.
func TestPipeInPlace(t *testing.T) {
	dir := t.TempDir()
	execute(t, dir, Options{}, job("a", "1"))
	path := filepath.Join(dir, "a")
	os.Remove(path)
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Skip(err)
	}
	if _, c, err := Verify(t.Context(), dir, nil); err != nil || c.Len() != 1 || c.All()[0].Code != "output-unreadable" {
		t.Errorf("verify: %v %v", c, err)
	}
	if r := execute(t, dir, Options{}, job("a", "1")); r.Made != 1 {
		t.Errorf("%+v, want the pipe replaced", r)
	}
	for _, name := range []string{ManifestName, journalName(Shard{}), logName(Shard{}), lockName} {
		dir := t.TempDir()
		syscall.Mkfifo(filepath.Join(dir, name), 0o644)
		if _, err := Execute(context.Background(), dir, faultJobs(1, 0), Options{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is a pipe: %v", name, err)
		}
	}
}
