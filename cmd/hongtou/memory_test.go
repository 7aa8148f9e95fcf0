package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A call that makes little collects nothing: neither what packages keep while they are
// initialised nor later.
func TestSmallCallsCollectNothing(t *testing.T) {
	call := exec.Command(os.Args[0], "templates", "fields", "agreement-county")
	call.Env = append(os.Environ(), "HONGTOU_TEST_CALL=1", "GODEBUG=gctrace=1", "GOGC=", "GOMEMLIMIT=")
	out, err := call.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.Contains(string(out), "gc 1 @") {
		t.Errorf("memory was collected:\n%s", out)
	}
	if !strings.Contains(string(out), ".Unit") {
		t.Errorf("no fields are listed:\n%s", out)
	}
}
