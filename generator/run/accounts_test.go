package run

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func entry(file string, version int) Entry {
	return Entry{File: file, Target: "t", Unit: file, Input: fmt.Sprint(version), SHA256: strings.Repeat("ab", 32), Size: int64(version)}
}

// openedAccounts are accounts of an empty folder.
func openedAccounts(t *testing.T) *accounts {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	a, err := openAccounts(root, Shard{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func reopened(t *testing.T, a *accounts) *accounts {
	t.Helper()
	a.close()
	b, err := openAccounts(a.root, a.shard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return b
}

func listed(t *testing.T, a *accounts) []Entry {
	t.Helper()
	var out []Entry
	if err := a.entries(func(e Entry, _ bool) error { out = append(out, e); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// Entries in any order, several for one file, more than are sorted at a time,
// over two runs: the manifest has each file once, in order, with its last entry,
// and bisection finds each of them and no other.
func TestJournalSettles(t *testing.T) {
	a := openedAccounts(t)
	want := map[string]Entry{}
	for round := range 2 {
		for batch := range 70 {
			var lines []Entry
			for range 300 {
				e := entry(fmt.Sprintf("责任书/%d.pdf", rand.IntN(25_000)), round*1000+batch)
				lines = append(lines, e)
				want[e.File] = e
			}
			if err := a.append(lines); err != nil {
				t.Fatal(err)
			}
		}
		if err := a.settle(nil, false); err != nil {
			t.Fatal(err)
		}
		a = reopened(t, a)
	}
	got := listed(t, a)
	if len(got) != len(want) || !slices.IsSortedFunc(got, func(a, b Entry) int { return strings.Compare(a.File, b.File) }) {
		t.Fatalf("%d entries, want %d in order", len(got), len(want))
	}
	for _, e := range got {
		if want[e.File] != e {
			t.Fatalf("%+v, want %+v", e, want[e.File])
		}
		if found, ok := a.find(e.File); !ok || found != e {
			t.Fatalf("bisection found %+v for %s", found, e.File)
		}
	}
	for _, name := range []string{"", "责任书/", "责任书/1.pd", "责任书/99999.pdf", "zzz", "a"} {
		if e, ok := a.find(name); ok {
			t.Errorf("bisection found %+v for %q", e, name)
		}
	}
}

// Small manifests, where bisection has its edges.
func TestBisectionEdges(t *testing.T) {
	for n := range 6 {
		a := openedAccounts(t)
		var all []Entry
		for i := range n {
			all = append(all, entry(fmt.Sprintf("%d-%s", i, strings.Repeat("长", i*400)), i))
		}
		if n > 0 {
			if err := a.append(all); err != nil {
				t.Fatal(err)
			}
		}
		if err := a.settle(nil, false); err != nil {
			t.Fatal(err)
		}
		a = reopened(t, a)
		for _, e := range all {
			if got, ok := a.find(e.File); !ok || got != e {
				t.Errorf("of %d: %d was not found", n, e.Size)
			}
			if _, ok := a.find(e.File + "x"); ok {
				t.Errorf("of %d: found what is not there", n)
			}
		}
		if got := listed(t, a); len(got) != n {
			t.Errorf("%d entries, want %d", len(got), n)
		}
	}
}

// Whatever tears the journal, the lines before the tear are read and a later
// settling goes on from them.
func TestTornJournal(t *testing.T) {
	a := openedAccounts(t)
	if err := a.append([]Entry{entry("a", 1), entry("b", 1), entry("c", 1)}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(a.root.Name(), journalName(Shard{}))
	whole, _ := os.ReadFile(path)
	for cut := range len(whole) {
		os.WriteFile(path, whole[:cut], 0o644)
		if got, want := len(listed(t, a)), bytes.Count(whole[:cut], []byte("\n")); got != want {
			t.Fatalf("cut at %d: %d entries, want %d", cut, got, want)
		}
	}
	os.WriteFile(path, append(whole[:len(whole)-20], 0, 0, 0, '\n'), 0o644)
	if got := len(listed(t, a)); got != 2 {
		t.Errorf("with zeros in the last line: %d entries", got)
	}
}

// An output that could not be put in its place drops out of the accounts.
func TestTakenBack(t *testing.T) {
	a := openedAccounts(t)
	a.append([]Entry{entry("a", 1), entry("b", 1)})
	a.append([]Entry{{File: "a", Target: "t"}})
	if got := listed(t, a); len(got) != 1 || got[0].File != "b" {
		t.Errorf("%v", got)
	}
	if err := a.settle(nil, false); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, reopened(t, a)); len(got) != 1 {
		t.Errorf("after settling: %v", got)
	}
}

// A manifest that was changed by hand is refused with its line.
func TestDamagedManifest(t *testing.T) {
	a := openedAccounts(t)
	a.append([]Entry{entry("a", 1), entry("b", 1), entry("c", 1)})
	if err := a.settle(nil, false); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(a.root.Name(), ManifestName)
	whole, _ := os.ReadFile(path)
	lines := strings.SplitAfter(string(whole), "\n")
	for name, c := range map[string]struct {
		text string
		line int
	}{
		"empty":        {"", 1},
		"cut":          {string(whole[:len(whole)-9]), 1},
		"other head":   {strings.Replace(string(whole), `"version":1`, `"version":9`, 1), 1},
		"out of order": {lines[0] + lines[2] + lines[1] + lines[3] + lines[4], 3},
		"no entry":     {strings.Replace(string(whole), `{"file":"b"`, `{"life":"b"`, 1), 3},
	} {
		os.WriteFile(path, []byte(c.text), 0o644)
		_, err := ReadManifest(a.root.Name())
		var damaged *Damaged
		if !errors.As(err, &damaged) || damaged.Line != c.line {
			t.Errorf("%s: got %v, want line %d", name, err, c.line)
		}
	}
}
