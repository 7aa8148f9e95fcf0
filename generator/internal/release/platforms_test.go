package main

import (
	"os"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The compiler takes the program on every system of a release, and all that it is made of:
// what would not build there is found without building, which takes ten times as long.
// (A system's own types, constants and files are what differs; nothing is linked.)
func TestPlatforms(t *testing.T) {
	dist(t)
	for _, p := range platforms {
		t.Run(p.String(), func(t *testing.T) {
			loaded, err := packages.Load(&packages.Config{
				Mode: packages.LoadAllSyntax,
				Dir:  "../../..",
				Env:  append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.os, "GOARCH="+p.arch),
			}, "./cmd/hongtou")
			if err != nil {
				t.Fatal(err)
			}
			count := 0
			packages.Visit(loaded, nil, func(of *packages.Package) {
				count++
				for _, e := range of.Errors {
					t.Errorf("%s: %v", of.PkgPath, e)
				}
			})
			if count < 100 {
				t.Errorf("%d packages were looked at", count)
			}
		})
	}
}
