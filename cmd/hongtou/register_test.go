package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/register"
)

// numberLines are the lines of number list, and its exit code.
func numberLines(t *testing.T, dir string) (lines []string, code int) {
	t.Helper()
	c := command("-w", dir, "number", "list")
	out, _ := c.Output()
	return strings.Split(strings.TrimSpace(string(out)), "\n"), c.ProcessState.ExitCode()
}

func called(t *testing.T, args ...string) (output string, code int) {
	t.Helper()
	c := command(args...)
	out, _ := c.CombinedOutput()
	return string(out), c.ProcessState.ExitCode()
}

// A register whose line ends became CR (Excel for Mac), or whose last one was
// dropped, keeps all its rows through the next runs.
func TestRegisterLineEnds(t *testing.T) {
	for name, save := range map[string]func([]byte) []byte{
		"CR":          func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\r")) },
		"no line end": func(b []byte) []byte { return bytes.TrimSuffix(b, []byte("\r\n")) },
		"CR and none": func(b []byte) []byte {
			return bytes.ReplaceAll(bytes.TrimSuffix(b, []byte("\r\n")), []byte("\r\n"), []byte("\r"))
		},
		"no mark, LF only": func(b []byte) []byte {
			return bytes.ReplaceAll(bytes.TrimPrefix(b, []byte("\ufeff")), []byte("\r"), nil)
		},
	} {
		dir := letters(t, 9)
		if out, code := called(t, "-w", dir, "run", "letter"); code != 0 {
			t.Fatal(out)
		}
		path := filepath.Join(dir, register.FileName)
		b, _ := os.ReadFile(path)
		os.WriteFile(path, save(b), 0o644)
		before, code := numberLines(t, dir)
		if len(before) != 9 || code != 0 {
			t.Errorf("%s: list gives %d lines and ends with %d", name, len(before), code)
		}
		if out, code := called(t, "-w", dir, "run", "letter", "--unit", "990104", "--out", filepath.Join(dir, "o2")); code != 0 {
			t.Errorf("%s: %s", name, out)
		}
		os.WriteFile(filepath.Join(dir, "templates", "new.md"), []byte("---\ntitle: 新文\nnumber: auto\nfile: 新文.pdf\ncadence: quarter\n---\n正文。\n"), 0o644)
		if out, code := called(t, "-w", dir, "run", "new"); code != 0 {
			t.Errorf("%s: %s", name, out)
		}
		after, _ := numberLines(t, dir)
		if len(after) != 10 || strings.Join(after[:9], "\n") != strings.Join(before, "\n") || !strings.HasPrefix(after[9], "安安委办〔2026〕10号\t") {
			t.Errorf("%s: then\n%s", name, strings.Join(after, "\n"))
		}
	}
}

// A register without its last row, emptied or deleted with its side file: list,
// check and run end with complaints that say what to do, and nothing is made.
func TestRegisterShortened(t *testing.T) {
	dir := letters(t, 5)
	if out, code := called(t, "-w", dir, "run", "letter"); code != 0 {
		t.Fatal(out)
	}
	path := filepath.Join(dir, register.FileName)
	side := filepath.Join(dir, "."+register.FileName+".end")
	whole, _ := os.ReadFile(path)
	end, _ := os.ReadFile(side)
	for name, damage := range map[string]func(){
		"last row removed": func() { os.WriteFile(path, whole[:bytes.LastIndex(bytes.TrimSpace(whole), []byte("\n"))+1], 0o644) },
		"emptied":          func() { os.WriteFile(path, nil, 0o644) },
		"deleted":          func() { os.Remove(path) },
		"both deleted":     func() { os.Remove(path); os.Remove(side) },
	} {
		os.WriteFile(path, whole, 0o644)
		os.WriteFile(side, end, 0o644)
		damage()
		for _, args := range [][]string{{"number", "list"}, {"number", "check"}, {"check", "letter"}, {"run", "letter", "--period", "2026Q2"}} {
			out, code := called(t, append([]string{"-w", dir}, args...)...)
			if code != exitComplaints || !strings.Contains(out, "登记簿") || !strings.Contains(out, "number check --accept") {
				t.Errorf("%s, %s: exit %d\n%s", name, args, code, out)
			}
		}
	}
	if out, code := called(t, "-w", dir, "number", "check", "--accept"); code != 0 || !strings.Contains(out, "已认可登记簿：5 行") {
		t.Errorf("exit %d\n%s", code, out)
	}
	if out, code := called(t, "-w", dir, "run", "letter"); code != 0 {
		t.Errorf("after it was accepted: exit %d\n%s", code, out)
	}
}

// Two workspaces of one office number their papers in one register, the second by
// a link to it, several runs at once: no number is given twice, none is lost.
func TestTwoWorkspacesOneRegister(t *testing.T) {
	first, second := letters(t, 20), letters(t, 20)
	units, _ := os.ReadFile(filepath.Join(second, "units.csv"))
	os.WriteFile(filepath.Join(second, "units.csv"), bytes.ReplaceAll(units, []byte("\n9901"), []byte("\n9902")), 0o644)
	config, _ := os.ReadFile(filepath.Join(second, "hongtou.yaml"))
	os.WriteFile(filepath.Join(second, "hongtou.yaml"), bytes.ReplaceAll(config, []byte("990100"), []byte("990200")), 0o644)
	units, _ = os.ReadFile(filepath.Join(second, "units.csv"))
	os.WriteFile(filepath.Join(second, "units.csv"), bytes.ReplaceAll(units, []byte(",990100,"), []byte(",990200,")), 0o644)
	if err := os.Symlink(filepath.Join(first, register.FileName), filepath.Join(second, register.FileName)); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	done := make(chan string)
	for i := range 6 {
		go func() {
			dir := []string{first, second}[i%2]
			out, err := command("-w", dir, "run", "letter", "--out", filepath.Join(dir, "o"+string(rune('0'+i)))).CombinedOutput()
			if err == nil {
				out = nil
			}
			done <- string(out)
		}()
	}
	for range 6 {
		if out := <-done; out != "" {
			t.Error(out)
		}
	}
	whose, numbers := map[string]string{}, map[string]bool{}
	lines, _ := numberLines(t, second)
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		if numbers[cells[0]] || whose[cells[3]] != "" {
			t.Errorf("twice: %s", line)
		}
		numbers[cells[0]], whose[cells[3]] = true, cells[0]
	}
	if len(lines) != 40 {
		t.Errorf("%d numbers, want 40", len(lines))
	}
}
