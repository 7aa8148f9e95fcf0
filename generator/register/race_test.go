package register

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain is also the process that the race kills: it asks for the numbers of
// documents from..to one after another and prints each that it was told.
func TestMain(m *testing.M) {
	if path := os.Getenv("REGISTER_RACE"); path != "" {
		var from, to int
		fmt.Sscan(os.Getenv("REGISTER_RANGE"), &from, &to)
		r, err := Open(path)
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		for i := from; i < to; i += 3 {
			var ds []Document
			for k := i; k < min(i+3, to); k++ {
				ds = append(ds, document("feedback", strconv.Itoa(k)))
			}
			numbers, err := r.Give(context.Background(), ds, nil)
			if err != nil {
				fmt.Println("error", err)
				os.Exit(1)
			}
			for k, n := range numbers {
				fmt.Println(ds[k].Unit, n)
			}
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Two processes race for numbers, and one of them is killed at a random moment,
// 50 times: numbers run from 1 without a gap or a repeat, and every document that
// was told a number holds that number ever after.
func TestRaceAndKills(t *testing.T) {
	const kills, all = 50, 700
	path := filepath.Join(t.TempDir(), FileName)
	told := map[string]string{}
	start := func(from, to int) (*exec.Cmd, *output) {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "REGISTER_RACE="+path, fmt.Sprintf("REGISTER_RANGE=%d %d", from, to))
		var out output
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c, &out
	}
	hear := func(out string) {
		lines := strings.Split(out, "\n")
		for _, line := range lines[:len(lines)-1] { // the last may be torn
			unit, number, _ := strings.Cut(line, " ")
			if unit == "error" {
				t.Fatal(line)
			}
			if old := told[unit]; old != "" && old != number {
				t.Fatalf("document %s was told %s, then %s", unit, old, number)
			}
			told[unit] = number
		}
	}
	killed := 0
	for i := range kills {
		from := i * 11
		a, heardA := start(from, from+150) // overlaps the other: both ask for the same documents
		b, heardB := start(from, from+12)
		for tries := 0; heardA.Len() == 0 && tries < 5000; tries++ {
			time.Sleep(time.Millisecond) // until it is at work
		}
		time.Sleep(time.Duration(rand.IntN(15000)) * time.Microsecond)
		a.Process.Kill()
		if a.Wait() != nil {
			killed++
		}
		if err := b.Wait(); err != nil {
			t.Fatalf("the one that was not killed: %v %s", err, heardB)
		}
		hear(heardA.String())
		hear(heardB.String())
	}
	t.Logf("%d of %d were killed while at work", killed, kills)
	if killed < kills/2 {
		t.Errorf("only %d of %d were killed while at work", killed, kills)
	}
	last, out := start(0, all)
	if err := last.Wait(); err != nil {
		t.Fatal(err, out)
	}
	hear(out.String())
	rows := open(t, path).Rows()
	if len(rows) != all || len(told) != all {
		t.Fatalf("%d rows and %d told, want %d", len(rows), len(told), all)
	}
	for i, r := range rows {
		if r.Serial != i+1 {
			t.Fatalf("row %d has serial %d", i+1, r.Serial)
		}
		if told[r.Unit] != r.Number() {
			t.Errorf("document %s was told %s, the register has %s", r.Unit, told[r.Unit], r.Number())
		}
	}
}

// output is what a process has said so far.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) Len() int { return len(o.String()) }

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
