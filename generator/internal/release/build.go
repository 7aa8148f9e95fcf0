package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// platform is a system and a processor, by Go's names.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "/" + p.arch }

// platforms are the systems of the desks and of the machines that make papers at night.
var platforms = []platform{
	{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"},
	{"windows", "amd64"}, {"windows", "386"}, {"windows", "arm64"},
	{"darwin", "arm64"},
}

// suffix of the program's file.
func (p platform) suffix() string {
	if p.os == "windows" {
		return ".exe"
	}
	return ""
}

func (v *version) binary(p platform) string {
	return filepath.Join(v.work, p.os+"-"+p.arch, "hongtou"+p.suffix())
}

// build builds the program for each platform, and for the one that makes the release:
// that one tells the version and writes the guide.
func (v *version) build() error {
	host := platform{runtime.GOOS, runtime.GOARCH}
	v.program = v.binary(host)
	if v.tags != "" { // the guide is set in the embedded 仿宋
		v.program = filepath.Join(v.work, "program"+host.suffix())
	}
	err := v.compile(host, "", v.program)
	if err != nil {
		return err
	}
	if v.name, err = v.said(); err != nil {
		return err
	}
	if slices.ContainsFunc(v.platforms, func(p platform) bool { return p.os == "windows" }) {
		tidy, err := v.resources()
		defer tidy()
		if err != nil {
			return err
		}
	}
	return v.each(func(p platform) error {
		if v.binary(p) == v.program {
			return nil
		}
		return v.compile(p, v.tags, v.binary(p))
	})
}

// each does something for every platform, as many at once as there are processors: the
// linker uses one.
func (v *version) each(do func(platform) error) error {
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for _, p := range v.platforms {
		group.Go(func() error {
			if err := do(p); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// compile builds without paths, the state of the checkout or cgo, so that the same
// sources and the same Go give the same bytes.
func (v *version) compile(p platform, tags, to string) error {
	_, err := command(v.root, []string{"GOFLAGS=", "CGO_ENABLED=0", "GOOS=" + p.os, "GOARCH=" + p.arch, "GOAMD64=v1", "GO386=sse2", "GOARM64=v8.0"},
		"go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-tags", tags, "-o", to, "./cmd/hongtou")
	return err
}

// scratch makes a folder for pieces.
func (v *version) scratch(name string) (string, error) {
	dir := filepath.Join(v.work, name)
	return dir, os.MkdirAll(dir, 0o755)
}
