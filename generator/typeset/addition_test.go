package typeset

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A fence is one file here and one in doc, a layout is one in doc, and Word has
// both: a program is built with these files laid over the source, and with nothing
// else changed.
func TestFenceAndLayoutAreAddedByFiles(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for name, place := range map[string]string{
		"fence": "generator/doc/motto.go", "place": "generator/typeset/motto.go", "layout": "generator/doc/bulletin.go", "main": "generator/internal/addition/main.go",
	} {
		replace[filepath.Join(root, place)] = filepath.Join(root, "generator/typeset/testdata/addition", name+".go.txt")
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command("go", "run", "-overlay", file, "hongtou/generator/internal/addition")
	run.Dir = root
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"layout bulletin", "number 第3期", "motto 口号：安全第一", " red 安全简报", "fangsong 16.0 口号：安全第一", "第1页", `<w:t xml:space="preserve">口号：安全第一</w:t>`, `<w:t xml:space="preserve">第3期</w:t>`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the paper lacks %q:\n%s", want, out)
		}
	}
}
