package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"hongtou/generator"
	"hongtou/generator/register"
)

// command is a call of the program in a process of its own, which a test can
// kill.
func command(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "HONGTOU_TEST_CALL=1", "HONGTOU_NOW=2026-04-10T09:00:00+08:00")
	return c
}

// letters is a workspace of n letters, each of which asks for a document number.
func letters(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	units := "单位编码,单位名称,层级,上级编码,主要负责人\n990100,安澜市人民政府,市,,沈明远\n"
	for i := range n {
		units += fmt.Sprintf("%d,第%d县人民政府,县区,990100,张三\n", 990101+i, i+1)
	}
	os.MkdirAll(filepath.Join(dir, "templates"), 0o755)
	for name, text := range map[string]string{
		"hongtou.yaml":        "office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: \"990100\"}\ndata: {units: units.csv}\n",
		"units.csv":           units,
		"templates/letter.md": "---\ntitle: \"致{{.Unit.Name}}的函\"\nnumber: auto\neach: units where tier is 县区\nfile: \"函/{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n{{.Unit.Name}}：\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A run that is killed at random moments neither repeats nor skips a document
// number, and leaves no broken file; the run after it ends the work. make faults
// kills 50 times.
func TestKilledRunKeepsNumbers(t *testing.T) {
	const n = 150
	kills := 5
	if v, err := strconv.Atoi(os.Getenv("HONGTOU_FAULTS")); err == nil {
		kills = max(kills, v/4)
	}
	stopped, dir := 0, letters(t, n)
	numbers := map[string]string{} // by unit, as first seen
	check := func() {
		t.Helper()
		r, err := register.Open(filepath.Join(dir, register.FileName))
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range r.Rows() {
			if row.Serial != i+1 {
				t.Fatalf("row %d has serial %d", i+1, row.Serial)
			}
			if old := numbers[row.Unit]; old != "" && old != row.Number() {
				t.Fatalf("%s had %s and has %s", row.Unit, old, row.Number())
			}
			numbers[row.Unit] = row.Number()
		}
	}
	for kill := range kills {
		if kill%10 == 5 { // begin anew: now and then a run is killed while it gives numbers
			dir, numbers = letters(t, n), map[string]string{}
		}
		c := command("-w", dir, "-q", "run", "letter", "--force")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(100+rand.IntN(900)) * time.Millisecond)
		c.Process.Kill()
		if c.Wait() != nil {
			stopped++
		}
		check()
		if _, err := os.Stat(filepath.Join(dir, "out")); err == nil {
			if _, complaints, err := generator.Verify(t.Context(), filepath.Join(dir, "out"), nil); err == nil {
				for _, d := range complaints.All() {
					if d.Code != "output-missing" && d.Code != "output-unfinished" {
						t.Fatalf("after kill %d: %v", kill, d)
					}
				}
			}
		}
	}
	if out, err := command("-w", dir, "run", "letter").CombinedOutput(); err != nil {
		t.Fatalf("the last run: %v %s", err, out)
	}
	check()
	if len(numbers) != n {
		t.Errorf("%d numbers, want %d", len(numbers), n)
	}
	count, complaints, err := generator.Verify(t.Context(), filepath.Join(dir, "out"), nil)
	if err != nil || count != n || complaints.Len() > 0 {
		t.Errorf("%d outputs, %v %v", count, complaints, err)
	}
	t.Logf("%d of %d runs were killed before their end", stopped, kills)
}

// An init that is killed at random moments is gone on with by the next.
func TestKilledInit(t *testing.T) {
	kills := 6
	if v, err := strconv.Atoi(os.Getenv("HONGTOU_FAULTS")); err == nil {
		kills = max(kills, v/4)
	}
	for i := range kills {
		args := []string{"init", filepath.Join(t.TempDir(), "office")}
		if i%2 == 1 {
			args = append(args, "--example")
		}
		c := command(args...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
		c.Process.Kill()
		c.Wait()
		if said, err := command(args...).CombinedOutput(); err != nil {
			t.Fatalf("init after a killed one: %v\n%s", err, said)
		}
		if said, err := command("-w", args[1], "list").CombinedOutput(); err != nil {
			t.Errorf("the workspace is not whole: %v\n%s", err, said)
		}
	}
}
