//go:build unix

package input

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A pipe and a device are refused at once, directly and behind a link; a file that
// does not tell its size is read up to the limit.
func TestPipesAndDevices(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 2)
	go func() {
		for _, path := range []string{pipe, "/dev/zero"} {
			_, err := Read(path, 1<<20)
			done <- err
		}
	}()
	for range 2 {
		select {
		case err := <-done:
			if !errors.Is(err, ErrKind) {
				t.Errorf("%v, want %v", err, ErrKind)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it waits")
		}
	}
}
