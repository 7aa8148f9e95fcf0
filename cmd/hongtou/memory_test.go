package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A run that makes one paper collects nothing: neither what packages keep while they are
// initialised, nor what reading the tables leaves behind.
func TestOnePaperCollectsNothing(t *testing.T) {
	call := exec.Command(os.Args[0], "-w", "../../examples/anlan", "run", "agreement-county", "--period", "2026", "--unit", "990121", "--out", t.TempDir())
	call.Env = append(os.Environ(), "HONGTOU_TEST_CALL=1", "GODEBUG=gctrace=1", "GOGC=", "GOMEMLIMIT=")
	out, err := call.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "990121-石漈县人民政府.pdf") {
		t.Fatalf("no paper was made: %v\n%s", err, out)
	}
	if strings.Contains(string(out), "gc 1 @") {
		t.Errorf("memory was collected:\n%s", out)
	}
}
