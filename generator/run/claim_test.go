package run

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// Names that are one file on some disk are one file everywhere; names that leave
// the folder or are the run's own are refused.
func TestClaims(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"a.pdf", "b.pdf", ""},
		{"责任书/a.pdf", "责任书/a2.pdf", ""},
		{"A.pdf", "a.PDF", "output-twice"},
		{"é.pdf", "e\u0301.pdf", "output-twice"},
		{"É.pdf", "e\u0301.pdf", "output-twice"},
		{"Ｋ.pdf", "ｋ.pdf", "output-twice"},
		{"ΜΆΪΟΣ.pdf", "μάϊος.pdf", "output-twice"},
		{"\u8c48.pdf", "\uf900.pdf", "output-twice"}, // 豈, whose compatibility form is canonically the same
		{"a", "../b", "output-path"},
		{"a", "b/../../c", "output-path"},
		{"a", "/etc/passwd", "output-path"},
		{"a", "", "output-path"},
		{"a", ".", "output-path"},
		{"a", "manifest.json", "output-reserved"},
		{"a", "Manifest.JSONL", "output-reserved"},
		{"a", "manifest.1-of-3.json", "output-reserved"},
		{"a", "run.log", "output-reserved"},
		{"a", "run.log.1", "output-reserved"},
		{"a", "run.2-of-3.log", "output-reserved"},
		{"a", ".lock", "output-reserved"},
		{"a", ".hongtou/1", "output-reserved"},
		{"a", "sub/manifest.json", ""},
		{"a", "run.pdf", ""},
	} {
		claims := newClaims()
		if l := claims.claim(Job{Target: "t", Unit: "1", File: c.first}); l != nil {
			t.Errorf("%q: %v", c.first, l.All())
		}
		got := ""
		if l := claims.claim(Job{Target: "t", Unit: "2", File: c.second}); l != nil {
			got = l.All()[0].Code
		}
		if got != c.want {
			t.Errorf("%q after %q: got %q, want %q", c.second, c.first, got, c.want)
		}
	}
}

// A template that has one file for all units is told of once, not once a unit.
func TestOneFileForAll(t *testing.T) {
	claims, all := newClaims(), &diag.List{}
	for _, unit := range []string{"1", "2", "3", "4"} {
		all.Fold(claims.claim(Job{Target: "t", Unit: unit, File: "a.pdf"}))
	}
	if told := all.All(); len(told) != 1 || told[0].Subjects != 3 || told[0].About.Name != "t 2、t 3、t 4" {
		t.Errorf("told: %v", told)
	}
}

// Nothing that Execute is given can make a file outside its folder.
func TestPathsStayInside(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "in", "out")
	var jobs []Job
	for _, file := range []string{"../x", "../../x", "a/../../x", filepath.Join(base, "x"), "..\\x", "manifest.json", ".hongtou/9", "ok"} {
		jobs = append(jobs, job(file, "text"))
	}
	execute(t, dir, Options{}, jobs...)
	for _, at := range []string{base, filepath.Join(base, "in")} {
		entries, _ := os.ReadDir(at)
		if len(entries) != 1 {
			t.Errorf("%s holds %v", at, entries)
		}
	}
}

func TestLogRotates(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l, err := openLog(root, "run.log")
	if err != nil {
		t.Fatal(err)
	}
	l.most = 1000
	for range 50 {
		l.Write([]byte(strings.Repeat("x", 99) + "\n"))
	}
	l.close()
	for _, name := range []string{"run.log", "run.log.1"} {
		info, err := root.Stat(name)
		if err != nil || info.Size() != 1000 {
			t.Errorf("%s: %v %v, want 1000 bytes", name, info, err)
		}
	}
}

// A manifest cannot make verify read outside the folder.
func TestManifestPath(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "out")
	os.Mkdir(dir, 0o755)
	os.WriteFile(filepath.Join(base, "secret"), nil, 0o644)
	os.Symlink(base, filepath.Join(dir, "link"))
	os.WriteFile(filepath.Join(dir, ManifestName), []byte("{\"version\":1,\"outputs\":[\n"+
		"{\"file\":\"../secret\",\"target\":\"t\",\"input\":\"\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"size\":0},\n"+
		"{\"file\":\"link/secret\",\"target\":\"t\",\"input\":\"\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"size\":0}\n]}\n"), 0o644)
	_, c, err := Verify(t.Context(), dir, nil)
	var codes []string
	for _, d := range c.All() {
		codes = append(codes, d.Code)
	}
	if err != nil || strings.Join(codes, " ") != "output-unreadable manifest-path" && strings.Join(codes, " ") != "manifest-path output-unreadable" {
		t.Errorf("%v %v", codes, err)
	}
}
