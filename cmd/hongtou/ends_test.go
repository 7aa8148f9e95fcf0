package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/run"
)

// An error inside the program ends in one line in the language asked for, a file
// with the stack, and an exit code of its own; never in Go's text.
func TestLastNet(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for lang, want := range map[string]string{"zh": "程序内部错误：broken；记录在 ", "en": "internal error: broken; please report "} {
		var said bytes.Buffer
		talk := &talk{out: &output{Writer: io.Discard}, err: &said, lang: lang}
		code := talk.call(func() error { panic("broken") })
		if code != 70 || !strings.HasPrefix(said.String(), want) || strings.Count(said.String(), "\n") != 1 || strings.Contains(said.String(), "goroutine") {
			t.Errorf("exit code %d and %q, want 70 and %q…", code, said.String(), want)
		}
		logs, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "hongtou-*.log"))
		if len(logs) == 0 {
			t.Fatal("there is no file with the stack")
		}
		if b, _ := os.ReadFile(logs[0]); !strings.Contains(string(b), "TestLastNet") {
			t.Errorf("the file does not say where: %s", b)
		}
		os.Remove(logs[0])
	}
}

// Complaints about data and one about an error inside the program: the latter is
// what the exit code tells, whichever way it was told.
func TestInternalErrorsHaveTheirOwnExitCode(t *testing.T) {
	internal := diag.Of(diag.Diagnostic{Code: diag.Internal}, diag.Diagnostic{Code: "unit-cycle"})
	for name, tell := range map[string]func(*talk){
		"check":       func(t *talk) { t.complain(internal) },
		"run in JSON": func(t *talk) { t.complainOf(internal) },
		"run": func(t *talk) {
			t.finished(&run.Report{Internal: true, Failed: 1, Complaints: &diag.List{}, Notes: &diag.List{}})
		},
	} {
		talk := &talk{out: &output{Writer: io.Discard}, err: io.Discard, format: "json"}
		if code := talk.call(func() error { tell(talk); return exit(exitComplaints) }); code != exitInternal {
			t.Errorf("%s: exit code %d, want 70", name, code)
		}
	}
	talk := &talk{out: &output{Writer: io.Discard}, err: io.Discard}
	talk.complain(diag.Of(diag.Diagnostic{Code: "unit-cycle"}))
	if code := talk.call(func() error { return exit(exitComplaints) }); code != exitComplaints {
		t.Errorf("complaints about data alone: exit code %d, want 1", code)
	}
}

// A standard output that takes nothing, as on a full disk, is an error of the
// environment, of whatever command; what was made stays.
func TestFullStandardOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full")
	}
	defer full.Close()
	dir := letters(t, 3)
	for _, args := range [][]string{
		{"run", "letter", "--period", "2026Q1", "--dry-run"}, {"run", "letter", "--period", "2026Q1"}, {"--format", "json", "run", "letter", "--period", "2026Q1"},
		{"list"}, {"list", "--format", "json"}, {"templates", "list"}, {"templates", "show", "minutes"}, {"number", "list"}, {"schema"}, {"completion", "bash"}, {"version"}, {"help"},
	} {
		c := command(append([]string{"-w", dir}, args...)...)
		var said bytes.Buffer
		c.Stdout, c.Stderr = full, &said
		var ended *exec.ExitError
		if err := c.Run(); !errors.As(err, &ended) || ended.ExitCode() != exitEnvironment {
			t.Errorf("%v: %v, want exit code 3:\n%s", args, err, said.String())
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "out/2026Q1/函/*.pdf")); len(files) != 3 {
		t.Errorf("%d letters were made, want all 3", len(files))
	}
}

// Signals with which people and schedulers end programs: the run says how it
// stands, ends with 130, and the next one makes the rest. A signal that the
// program was told to ignore stays ignored.
func TestSignals(t *testing.T) {
	// Tests that run in the background are told to ignore some; what they start is not.
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(heard)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		dir := letters(t, 3000)
		// Of names so long a pipe holds few: until it is read, the run waits with most letters.
		deep := strings.Repeat("安全生产委员会办公室", 4)
		template := filepath.Join(dir, "templates/letter.md")
		text, err := os.ReadFile(template)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(template, []byte(strings.Replace(string(text), "函/", "函/"+deep+"/", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		c := command("-w", dir, "run", "letter", "--period", "2026Q1")
		var said bytes.Buffer
		c.Stderr = &said
		first, sent := make(chan bool, 1), make(chan bool)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			out.Read(make([]byte, 1))
			first <- true
			<-sent
			io.Copy(io.Discard, out)
		}()
		select {
		case <-first:
		case <-time.After(time.Minute):
			t.Fatal("the run made nothing")
		}
		c.Process.Signal(signal)
		close(sent)
		err = c.Wait()
		if code := c.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(said.String(), "已中断") {
			t.Errorf("%v: exit code %d (%v), want 130 and closing words:\n%s", signal, code, err, said.String())
		}
		if n := len(mustGlob(t, filepath.Join(dir, "out/2026Q1/函/*/*.pdf"))); n == 0 || n == 3000 {
			t.Errorf("%v: %d letters are in place, want some", signal, n)
		}
	}
}

func mustGlob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A run under nohup goes on when the terminal goes away.
func TestIgnoredSignalsStayIgnored(t *testing.T) {
	dir := letters(t, 400)
	c := exec.Command("sh", "-c", `trap "" HUP; "$0" -w "$1" run letter --period 2026Q1 & p=$!; for i in 1 2 3 4 5 6 7 8; do sleep 0.1; kill -HUP $p 2>/dev/null; done; wait $p`, os.Args[0], dir)
	c.Env = command().Env
	if said, err := c.CombinedOutput(); err != nil || !strings.Contains(string(said), "生成 400 份") {
		t.Errorf("%v, want all 400 letters made:\n%s", err, said)
	}
}
