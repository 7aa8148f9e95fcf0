package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("HONGTOU_TEST_CALL") != "" {
		os.Exit(process())
	}
	testscript.Main(m, map[string]func(){
		"hongtou": func() { os.Exit(process()) },
	})
}

// A scene tells one user's story; testdata/script holds them.
func TestScenes(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"certificate": certificate},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
			return nil
		},
	})
}
