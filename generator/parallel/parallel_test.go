package parallel

import (
	"strings"
	"sync/atomic"
	"testing"

	"hongtou/generator/diag"
)

// All functions are waited for, and a panic of one comes back with the stack of
// where it began.
func TestPanicComesBack(t *testing.T) {
	var done atomic.Int64
	defer func() {
		p, ok := recover().(*diag.Panic)
		if !ok || p.Error() != "broken" || !strings.Contains(string(p.Stack), "breakHere") {
			t.Errorf("Wait panicked with %v, want the function's own panic and its stack", p)
		}
		if done.Load() != 10 {
			t.Errorf("%d functions ended, want 10", done.Load())
		}
	}()
	var g Group
	for range 10 {
		g.Go(func() { done.Add(1) })
	}
	g.Go(breakHere)
	g.Wait()
	t.Error("Wait came back although a function panicked")
}

func breakHere() { panic("broken") }

func TestWait(t *testing.T) {
	n := 0
	var g Group
	g.Go(func() { n++ })
	g.Wait()
	if n != 1 {
		t.Error("Wait did not wait")
	}
}
