package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// memoryGoal is what a run keeps to, in bytes, as long as its tables leave room:
// the collector works harder near it, and not before.
const memoryGoal = 240 << 20

// keepMemory sets the goal for the rest of the process. Tables that take much of
// it themselves raise it, since a collector without room does nothing else. An
// office that sets GOMEMLIMIT knows better.
func keepMemory() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(memoryGoal, 2*int64(m.HeapAlloc)))
}
