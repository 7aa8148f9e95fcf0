package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What docs/printing.md says works on the example, command by command, with the file of
// passwords that stands there.
func TestPrintingManual(t *testing.T) {
	text, err := os.ReadFile("../../docs/printing.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
	t.Chdir(t.TempDir())
	if code, _, told := answering(t, "", "init", "anlan", "--example"); code != exitMade {
		t.Fatal(told)
	}
	var calls []string
	passwords := ""
	for line := range strings.Lines(string(text)) {
		switch line, is := strings.CutPrefix(line, "    "); {
		case strings.HasPrefix(line, "hongtou "):
			calls = append(calls, strings.TrimSpace(line))
		case is:
			passwords += line
		}
	}
	if len(calls) < 8 || strings.Count(passwords, "\n") < 3 {
		t.Fatalf("the manual has the calls %q and the passwords %q", calls, passwords)
	}
	if err := os.WriteFile("口令.csv", []byte(passwords), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, call := range calls {
		var args []string
		for i, quoted := range strings.Split(call, "'") {
			if args = append(args, quoted); i%2 == 0 {
				args = append(args[:len(args)-1], strings.Fields(quoted)...)
			}
		}
		if code, out, told := answering(t, "", args[1:]...); code != exitMade || out == "" {
			t.Errorf("%s: exit code %d\n%s%s", call, code, out, told)
		}
	}
	for _, file := range []string{"2026/印刷/990104-东屏区人民政府签订责任书（每份3本）.pdf", "发送/990102-澄江区人民政府.zip"} {
		if _, err := os.Stat(filepath.Join("anlan", "out", filepath.FromSlash(file))); err != nil {
			t.Error(err)
		}
	}
}

// A file that a call names and that is not there is of the environment, whatever the
// command: so docs/automation.md says.
func TestMissingFilesAreOfTheEnvironment(t *testing.T) {
	t.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
	t.Chdir(t.TempDir())
	if code, _, told := answering(t, "", "init", "w", "--example"); code != exitMade {
		t.Fatal(told)
	}
	for _, call := range []string{
		"-w none check", "-w w print --period 2026 --passwords none.csv", "-w w send 督查反馈意见书 --period 2026Q1 --passwords none.csv", "-w w adopt none.xlsx", "-w w collect none.xlsx",
		"sign none.pdf --p12 none.p12", "encrypt none.pdf --password-file none.txt --out x", "verify none", "-w w adopt w", "-w w print --period 2026 --passwords w",
	} {
		code, _, told := answering(t, "", strings.Fields(call)...)
		if code != exitEnvironment || strings.TrimSpace(told) == "" || strings.Contains(told, "no such file") {
			t.Errorf("%s: exit code %d, %s", call, code, told)
		}
	}
}
