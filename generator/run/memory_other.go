//go:build !unix

package run

import "runtime"

// PeakMemory is the memory that this process has taken from the system, in
// bytes.
func PeakMemory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
