package register

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Twenty processes take numbers from one register at once, by its own path, by
// links to the file, to a link, to the folder and to a link's folder, all made
// before the register; between the rounds somebody saves it as another program
// does, and at last puts an old copy over it. No number is given twice, none is
// lost, and each document keeps its own.
func TestTwentyProcesses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "shared", FileName)
	ways := []string{path}
	for _, d := range []string{"shared", "a", "b"} {
		os.Mkdir(filepath.Join(dir, d), 0o755)
	}
	link := func(to, at string) {
		if err := os.Symlink(to, at); err != nil {
			t.Skip("no symbolic links here:", err)
		}
		ways = append(ways, at)
	}
	link(path, filepath.Join(dir, "a", "numbers.csv"))
	link(filepath.Join("..", "a", "numbers.csv"), filepath.Join(dir, "b", FileName))
	link("shared", filepath.Join(dir, "c"))
	ways[len(ways)-1] = filepath.Join(dir, "c", FileName)
	os.MkdirAll(filepath.Join(dir, "deep", "inner"), 0o755)
	link(filepath.Join("..", "..", "shared", FileName), filepath.Join(dir, "deep", "inner", FileName))
	link(filepath.Join("deep", "inner"), filepath.Join(dir, "d"))
	ways[len(ways)-1] = filepath.Join(dir, "d", FileName)

	told, of := map[string]string{}, map[string]string{} // number by document, document by number
	round := func(n int) (refused int) {
		var runs []*exec.Cmd
		var outs []*strings.Builder
		for i := range 20 {
			from := n*40 + i/2*4 // each document is asked for by two to four processes
			c := exec.Command(os.Args[0])
			c.Env = append(os.Environ(), "REGISTER_RACE="+ways[i%len(ways)], fmt.Sprintf("REGISTER_RANGE=%d %d", from, from+8))
			out := &strings.Builder{}
			c.Stdout = out
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			runs, outs = append(runs, c), append(outs, out)
		}
		for i, c := range runs {
			c.Wait()
			for line := range strings.SplitSeq(strings.TrimSpace(outs[i].String()), "\n") {
				document, number, _ := strings.Cut(line, " ")
				switch {
				case document == "error":
					refused++
				case told[document] != "" && told[document] != number:
					t.Errorf("document %s was told %s, then %s", document, told[document], number)
				case of[number] != "" && of[number] != document:
					t.Errorf("%s was told to documents %s and %s", number, of[number], document)
				}
				if document != "error" {
					told[document], of[number] = number, document
				}
			}
		}
		return refused
	}
	edits := []string{"CR", "all of Excel", "no line end at last", "UTF-16 without a mark"}
	for n, edit := range edits {
		if refused := round(n); refused > 0 {
			t.Errorf("round %d: %d processes were refused", n, refused)
		}
		text, _ := os.ReadFile(path)
		os.WriteFile(path, []byte(saves[edit](string(text))), 0o644)
	}
	if refused := round(len(edits)); refused > 0 {
		t.Errorf("last round: %d processes were refused", refused)
	}
	rows := open(t, path).Rows()
	if len(rows) != len(told) {
		t.Errorf("%d rows, %d documents were told their number", len(rows), len(told))
	}
	for i, row := range rows {
		if row.Serial != i+1 || told[row.Unit] != row.Number() {
			t.Errorf("row %d: %s of document %s, which was told %s", i+1, row.Number(), row.Unit, told[row.Unit])
		}
	}

	// Somebody who had it open for long saves while twenty are at work.
	old, _ := os.ReadFile(path)
	saved := make(chan bool)
	go func() {
		for info, err := os.Stat(path); err == nil && info.Size() == int64(len(old)); info, err = os.Stat(path) {
			time.Sleep(time.Millisecond)
		}
		os.WriteFile(path, old, 0o644)
		close(saved)
	}()
	refused := round(len(edits) + 1)
	<-saved
	var broken *Broken
	if _, err := Open(path); refused == 0 && !errors.As(err, &broken) {
		t.Error("rows were removed while twenty were at work, and nobody was told")
	}
	if _, err := Accept(context.Background(), path, nil, day); err != nil {
		t.Fatal(err)
	}
	for _, number := range give(t, open(t, path), document("feedback", "after"), document("feedback", "after 2")) {
		if of[number] != "" {
			t.Errorf("%s of document %s was given again", number, of[number])
		}
	}
}

// A link that points nowhere yet makes the register where it points, with its
// lock and its end beside it.
func TestLinkToNothing(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "shared"), 0o755)
	path := filepath.Join(dir, FileName)
	if err := os.Symlink(filepath.Join("shared", "r.csv"), path); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	give(t, open(t, path), document("a", ""))
	for _, name := range []string{"r.csv", ".r.csv.lock", ".r.csv.end"} {
		if _, err := os.Stat(filepath.Join(dir, "shared", name)); err != nil {
			t.Error(err)
		}
	}
	if info, _ := os.Lstat(path); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	circle := filepath.Join(dir, "circle.csv")
	os.Symlink("circle.csv", circle)
	if _, err := Open(circle); err == nil {
		t.Error("a link to itself is taken for an empty register")
	}
	os.Remove(filepath.Join(dir, "shared", "r.csv"))
	if _, err := Open(path); err == nil {
		t.Error("a register that was deleted behind its link is taken for a new one")
	}
}

// A file that an editor put in place of the link (sed -i does) is no register of
// its own, and a hard link is refused: its other name has a lock of its own.
func TestLinkLost(t *testing.T) {
	path, text := three(t)
	dir := t.TempDir()
	copied := filepath.Join(dir, FileName)
	os.WriteFile(copied, []byte(text), 0o644)
	var broken *Broken
	if _, err := open(t, copied).Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) {
		t.Errorf("a copy in place of a link gives numbers: %v", err)
	}
	if err := os.Link(path, filepath.Join(filepath.Dir(path), "second.csv")); err != nil {
		t.Skip("no hard links here:", err)
	}
	if _, err := Open(path); !errors.As(err, &broken) || broken.Code != "register-link" {
		t.Errorf("a register of two names: %v", err)
	}
}
