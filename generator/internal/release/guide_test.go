package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the quick guide says is done as it stands there, as someone new does it: with the
// program of this tree, a release's, in clean roots and in Wine.

// guideText is the guide's source.
func guideText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../docs/quickstart.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// commands are those that the guide lists, as they stand there. They make a workspace,
// check it, list what there is, make papers and verify them.
func commands(t *testing.T) [][]string {
	t.Helper()
	var out [][]string
	for line := range strings.SplitSeq(guideText(t), "\n") {
		if rest, ok := strings.CutPrefix(line, "| hongtou "); ok {
			command, _, _ := strings.Cut(rest, " | ")
			out = append(out, strings.Fields(command))
		}
	}
	if len(out) == 0 || len(out[0]) != 2 || out[0][0] != "init" {
		t.Fatalf("the guide's commands do not begin with init and a folder: %q", out)
	}
	for _, name := range []string{"check", "list", "run", "verify"} {
		if !slices.ContainsFunc(out, func(args []string) bool { return slices.Contains(args, name) }) {
			t.Errorf("the guide's commands lack %s: %q", name, out)
		}
	}
	return out
}

// first fills the tables that init made with what the first agreements need: the office
// and three units.
func first(t *testing.T, workspace string) {
	t.Helper()
	config := filepath.Join(workspace, "hongtou.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	for _, line := range []struct{ key, value string }{{"name", "青山市安全生产委员会办公室"}, {"short", "市安委会办公室"}, {"mark", "青山市安全生产委员会"}, {"code", "青安委办"}, {"region", "990500"}} {
		before := s
		if s = strings.Replace(s, "\n  "+line.key+`: ""`, "\n  "+line.key+`: "`+line.value+`"`, 1); s == before {
			t.Fatalf("hongtou.yaml has no empty %s:\n%s", line.key, s)
		}
	}
	s = strings.Replace(s, "file: data/units.xlsx, sheet: 单位", "file: data/units.csv", 1)
	rows := "单位编码,单位名称,层级,上级编码\n990500,青山市,市,\n990501,东河县,县区,990500\n990502,西河区,县区,990500\n"
	if err := errors.Join(os.WriteFile(config, []byte(s), 0o644), os.WriteFile(filepath.Join(workspace, "data", "units.csv"), []byte(rows), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// follow does what the guide says with a program, which run calls in a folder: the commands
// of its table, the tables filled after the first. It ends with the agreements of two
// counties.
func follow(t *testing.T, dir string, run func(args ...string)) {
	t.Helper()
	workspace := ""
	for i, args := range commands(t) {
		run(args...)
		if i == 0 {
			workspace = filepath.Join(dir, args[1])
			first(t, workspace)
		}
	}
	papers, err := filepath.Glob(filepath.Join(workspace, "out", "2026", "*", "*.pdf"))
	if err != nil || len(papers) != 2 {
		t.Errorf("the guide's steps made %v", papers)
	}
}

// What the guide says works with the program of this tree.
func TestGuideHere(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(t.TempDir(), "hongtou")
	do(t, "../../..", "go", "build", "-o", program, "./cmd/hongtou")
	follow(t, dir, func(args ...string) { do(t, dir, program, args...) })
}

// What the guide says works with the archive's program. The guide is one sheet, and names
// the files that are there.
func TestGuide(t *testing.T) {
	dir := unpacked(t)
	desk := t.TempDir()
	follow(t, desk, func(args ...string) { do(t, desk, filepath.Join(dir, "hongtou"), args...) })
	for _, name := range []string{guideName + ".html", guideName + ".pdf", licences + "/LICENSE", licences + "/fonts/LICENSES/GPL-Fandol.txt", licences + "/fonts/build.sh", licences + "/modules/go/LICENSE", exampleNames + "/安澜市/hongtou.yaml", completions + "/hongtou.bash", completions + "/hongtou.ps1", page} {
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil || info.Size() == 0 {
			t.Errorf("the archive lacks %s: %v", name, err)
		}
	}
	have(t, "pdfinfo")
	if said := do(t, dir, "pdfinfo", guideName+".pdf"); !strings.Contains(said, "Pages:           2\n") {
		t.Errorf("the guide is not a sheet of two pages:\n%s", said)
	}
}

// What the guide says works with the program for Windows.
func TestWindowsGuide(t *testing.T) {
	w := wine(t)
	desk := t.TempDir()
	follow(t, desk, func(args ...string) {
		c := w.command("wine", append([]string{filepath.Join(w.folder, "hongtou.exe")}, args...)...)
		c.Dir = desk
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	})
}
