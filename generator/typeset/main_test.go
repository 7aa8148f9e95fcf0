package typeset

import (
	"os"
	"runtime/debug"
	"testing"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(800) // memory for half of the time
	os.Exit(m.Run())
}
