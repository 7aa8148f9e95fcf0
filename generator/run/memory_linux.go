package run

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// PeakMemory is the most memory that this process has held so far, in bytes. What the
// system's getrusage tells is no less than what the process held that started this one.
func PeakMemory() int64 {
	status, _ := os.ReadFile("/proc/self/status")
	if _, rest, ok := bytes.Cut(status, []byte("\nVmHWM:")); ok {
		line, _, _ := bytes.Cut(rest, []byte(" kB\n"))
		if n, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 10, 64); err == nil {
			return n << 10
		}
	}
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return int64(u.Maxrss) << 10
}
