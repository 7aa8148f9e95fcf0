package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// memoryGoal is what a run keeps to, in bytes, as long as its tables leave room:
// the collector works harder near it, and not before.
const memoryGoal = 240 << 20

// collectAt lets the heap grow to five times what lives before it is collected,
// as long as it stays below the goal: most of a document is garbage once it is
// written.
const collectAt = 400

// keepMemory sets the goal for the rest of the process. Tables that take much of
// it themselves raise it, since a collector without room does nothing else. An
// office that sets GOMEMLIMIT or GOGC knows better.
func keepMemory() {
	if os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(collectAt)
	debug.SetMemoryLimit(max(memoryGoal, 2*int64(m.HeapAlloc)))
}
