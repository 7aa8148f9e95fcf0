//go:build nofangsong

package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/source"
)

// A program without the 仿宋 asks for the office's own before it makes anything, and
// takes it (go test -tags nofangsong -run TestWithoutFangSong ./generator).
func TestWithoutFangSong(t *testing.T) {
	dir := t.TempDir()
	if err := InitExample(dir, Examples()[0]); err != nil {
		t.Fatal(err)
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if said := w.FontComplaints().All(); len(said) != 1 || said[0].Place.Key != "fonts.fangsong" || !strings.Contains(said[0].In("zh"), "不带仿宋") || w.Complaints.Errors() == 0 {
		t.Errorf("without a 仿宋 the complaints are %v", said)
	}
	own, err := filepath.Abs("../fonts/fangsong.ttf")
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, source.ConfigName)
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(text), "\nfonts: {}\n", "\nfonts:\n  fangsong: "+own+"\n", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if w, err = Open(dir); err != nil || w.Complaints.Errors() > 0 {
		t.Errorf("with the office's own 仿宋: %v %v", err, w.Complaints.All())
	}
}
