// Package parallel runs functions side by side. A panic in one of them comes back to
// who waits, where it can be caught: one that is left in its goroutine ends the
// whole program.
package parallel

import (
	"sync"

	"hongtou/generator/diag"
)

// Group is functions at work. The zero value is ready.
type Group struct {
	wait  sync.WaitGroup
	mu    sync.Mutex
	panic *diag.Panic // the first
}

// Go runs f beside the caller.
func (g *Group) Go(f func()) {
	g.wait.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				g.mu.Lock()
				defer g.mu.Unlock()
				if g.panic == nil {
					g.panic = diag.Caught(p)
				}
			}
		}()
		f()
	})
}

// Wait waits for all of them, and panics with the first panic (a [*diag.Panic]) if
// there was one.
func (g *Group) Wait() {
	g.wait.Wait()
	if g.panic != nil {
		panic(g.panic)
	}
}
