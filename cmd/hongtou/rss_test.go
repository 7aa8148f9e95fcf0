//go:build unix

package main

import (
	"runtime"
	"syscall"
)

// maxRSS is a process's most resident memory in bytes.
func maxRSS(u *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) << 10
}
