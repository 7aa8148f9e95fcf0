package lock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOneHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".lock")
	if _, held := Held(path); held {
		t.Error("a lock without a file is held")
	}
	l, err := Take(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Take(path)
	var busy *Busy
	if !errors.As(err, &busy) || busy.Owner.PID != os.Getpid() {
		t.Errorf("a second holder got %v, want busy with process %d", err, os.Getpid())
	}
	if o, held := Held(path); !held || o.PID != os.Getpid() {
		t.Errorf("held: %v %v", o, held)
	}
	if _, err := Share(path); !errors.As(err, &busy) {
		t.Errorf("a lock held alone was shared: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := Wait(ctx, path); !errors.As(err, &busy) {
		t.Errorf("waiting ended with %v, want busy", err)
	}
	l.Release()
	a, err := Share(path)
	b, err2 := Share(path)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if _, err := Take(path); !errors.As(err, &busy) || busy.Owner.PID != 0 {
		t.Errorf("a shared lock was taken alone, or an owner was made up: %v", err)
	}
	a.Release()
	b.Release()
}

// A message gives process and age; a clock that went back gives no age.
func TestBusyText(t *testing.T) {
	since := time.Date(2026, 3, 5, 2, 0, 0, 0, time.Local)
	b := &Busy{"out/.lock", Owner{4711, since}}
	if s := b.Text(since.Add(90 * time.Second)).Zh; !strings.Contains(s, "进程号 4711") || !strings.Contains(s, "2026-03-05 02:00:00 开始，已运行 1m30s") {
		t.Error(s)
	}
	if s := b.Text(since.Add(-time.Hour)).Zh; strings.Contains(s, "已运行") || !strings.Contains(s, "2026-03-05 02:00:00") {
		t.Error(s)
	}
}

// What a dead holder left does not hold the lock.
func TestLeftContent(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".lock")
	write(path, Owner{PID: 1, Since: time.Now()})
	l, err := Take(path)
	if err != nil {
		t.Fatal(err)
	}
	l.Release()
}
