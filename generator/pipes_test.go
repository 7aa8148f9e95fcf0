//go:build unix

package generator

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"hongtou/generator/diag"
)

// A pipe, a device or a folder in the place of a table, a meeting, a picture or a
// template is a complaint, at once; so is a file of 30 GB.
func TestInputsThatAreNoFiles(t *testing.T) {
	for _, c := range []struct {
		name, config, place, code, large string
	}{
		{"table", "data: {units: x.csv}", "x.csv", "file-kind", "file-size"},
		{"workbook", "data: {units: x.xlsx}", "x.xlsx", "file-kind", "file-size"},
		{"meeting", "data: {meetings: x.yaml}", "x.yaml", "file-kind", "file-size"},
		{"picture", "pictures: {章: x.png}", "x.png", "picture-unusable", "picture-unusable"},
		{"template", "out: out", "templates/x.md", "template-kind", "template-too-large"},
		{"own workbook", "out: out", "templates/x.xlsx", "template-kind", "template-too-large"},
		{"font", "fonts: {fangsong: x.ttf}", "x.ttf", "font-unusable", "font-unusable"},
	} {
		for kind, put := range map[string]func(string) error{
			"pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
			"device": func(path string) error { return os.Symlink("/dev/zero", path) },
			"sparse": func(path string) error {
				f, err := os.Create(path)
				if err == nil {
					err = f.Truncate(30 << 30)
					f.Close()
				}
				return err
			},
		} {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "templates"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "hongtou.yaml"), []byte("office: {name: 安委办}\n"+c.config+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := put(filepath.Join(dir, c.place)); err != nil {
				t.Skip(err)
			}
			done := make(chan *Workspace, 1)
			go func() {
				w, err := Open(dir)
				if err != nil {
					t.Errorf("%s, %s: %v", c.name, kind, err)
				}
				done <- w
			}()
			select {
			case w := <-done:
				if w == nil {
					continue
				}
				want := c.code
				if kind == "sparse" {
					want = c.large
				}
				found := slices.ContainsFunc(w.Complaints.All(), func(d diag.Diagnostic) bool { return d.Code == want })
				if !found {
					t.Errorf("%s, %s: %v, want %s", c.name, kind, w.Complaints.All(), want)
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("%s, %s: it waits", c.name, kind)
			}
		}
	}
}
