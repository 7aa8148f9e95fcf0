package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// changes are builds of the program: as it is, and with one thing changed below.
var changes = []struct{ name, file, more string }{
	{name: "as it is"},
	{name: "again"},
	{"code of a package below", "generator/svg/svg.go", "\nfunc init() { changed++ }\n\nvar changed int\n"},
	{"an embedded template", "templates/minutes.md", "\n"},
}

// Outputs are kept as long as the program is the same, and made again when any
// package below it has changed, or what is embedded: nobody changes a number for it.
func TestEngineFollowsTheCode(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program four times")
	}
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for i, c := range changes {
		overlay := map[string]string{}
		if c.file != "" {
			path := filepath.Join(root, filepath.FromSlash(c.file))
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			overlay[path] = filepath.Join(dir, "changed"+filepath.Ext(path))
			if err := os.WriteFile(overlay[path], append(b, c.more...), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		program := buildOver(t, dir, overlay)
		out, err := exec.Command(program, "version", "--format", "json").Output()
		var said struct{ Build string }
		if err != nil || json.Unmarshal(out, &said) != nil || said.Build == "" {
			t.Fatalf("version: %v, %s", err, out)
		}
		if other, taken := names[said.Build]; taken != (c.name == "again") {
			t.Errorf("the engine of the build %q is named as that of %q", c.name, other)
		}
		names[said.Build] = c.name
		run := exec.Command(program, "-w", "../../examples/anlan", "run", "supervision-notice", "--period", "2026Q1", "--out", filepath.Join(dir, "out"))
		run.Env = append(os.Environ(), "HONGTOU_NOW=2026-04-10T09:00:00+08:00")
		said2, err := run.CombinedOutput()
		want := "生成 1 份，0 份无变化"
		if c.name == "again" {
			want = "生成 0 份，1 份无变化"
		}
		if err != nil || !strings.Contains(string(said2), want) {
			t.Errorf("run %d, %s: %v, want %q:\n%s", i+1, c.name, err, want, said2)
		}
	}
}

// buildOver builds the program as a release is linked, with files replaced.
func buildOver(t *testing.T, dir string, overlay map[string]string) string {
	t.Helper()
	b, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	file, program := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "hongtou.exe")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-overlay", file, "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}
