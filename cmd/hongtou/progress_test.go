package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator"
)

// onTerminal calls the program on a terminal (util-linux's script) and gives the lines
// that are left to be seen there, and whether the bar was ever among them.
func onTerminal(t *testing.T, dir, command string) (lines []string, bar bool) {
	t.Helper()
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("script (Debian's bsdutils) is not installed")
	}
	c := exec.Command("script", "-qec", command, "/dev/null")
	c.Dir = dir
	c.Env = append(os.Environ(), "PATH="+program(t), "TERM=xterm", "NO_COLOR=1")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	for line := range strings.SplitSeq(string(out), "\n") {
		var seen []rune // by cells, as far as it matters here: a letter of two cells is one
		for over := range strings.SplitSeq(line, "\r") {
			written := []rune(over)
			seen = append(written, seen[min(len(written), len(seen)):]...)
		}
		lines = append(lines, strings.TrimRight(string(seen), " "))
	}
	return lines, strings.Contains(string(out), "█")
}

// On a terminal the files stand each on a line of its own, and nothing of the bar is left.
func TestProgressLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := generator.InitExample(filepath.Join(dir, "anlan")); err != nil {
		t.Fatal(err)
	}
	lines, bar := onTerminal(t, dir, "hongtou -w anlan run agreement-county --period 2026")
	files := 0
	for _, line := range lines {
		if strings.ContainsAny(line, "█|") {
			t.Errorf("the bar is left: %q", line)
		}
		if strings.HasPrefix(line, "责任书/") && strings.HasSuffix(line, ".pdf") {
			files++
		}
	}
	if files != 9 || !bar {
		t.Errorf("%d files of 9 stand on lines of their own; was there a bar: %v\n%s", files, bar, strings.Join(lines, "\n"))
	}
}
