// Package memory sets how much memory the process keeps to, before anything else of the
// program takes some: packages that import nothing of it are initialised by their paths,
// and this one's comes before those below generator.
package memory

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// memoryGoal is what the process keeps to, in bytes, as long as its tables leave room:
// the collector works harder near it, and not before.
const memoryGoal = 240 << 20

// collectAt lets the heap grow to five times what lives before it is collected,
// as long as it stays below the goal: most of a document is garbage once it is
// written, and most of a table once it is read.
const collectAt = 400

// firstCollection is the memory below which nothing is collected, in bytes: a run that
// makes a few papers ends before there is anything to gain.
const firstCollection = 96 << 20

// room is what tables that take much of the goal themselves leave to the work, in
// bytes: a collector without room does nothing else.
const room = 48 << 20

// The first collection sets the goal, and each one after it raises it with what lives. An
// office that sets GOMEMLIMIT or GOGC knows better.
func init() {
	if os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(func() {
		debug.SetGCPercent(collectAt)
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetMemoryLimit(goal(int64(live[0].Value.Uint64())))
	})
}

// goal is the memory to keep to when so many bytes live.
func goal(live int64) int64 { return max(memoryGoal, live+live/10+room) }

// afterCollection calls f behind each collection from now on.
func afterCollection(f func()) {
	type mark struct{ _ [16]byte }
	runtime.SetFinalizer(&mark{}, func(*mark) {
		f()
		afterCollection(f)
	})
}
