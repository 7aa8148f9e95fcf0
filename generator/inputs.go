package generator

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

// inputs are the files that a workspace was read from, each with the digest of
// what was read, so that a run can tell whether one was changed meanwhile.
type inputs struct {
	mu    sync.Mutex
	dir   string
	files map[string][sha256.Size]byte // relative to dir, or absolute
}

func (in *inputs) add(name string, sum [sha256.Size]byte) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.files[name] = sum
}

// digest is one digest of all that was read. Files of the workspace count with their
// names there, others by their content: a font may lie elsewhere on each machine.
func (in *inputs) digest() string {
	in.mu.Lock()
	defer in.mu.Unlock()
	var lines []string
	for name, sum := range in.files {
		if filepath.IsAbs(name) {
			name = ""
		}
		lines = append(lines, fmt.Sprintf("%x %s", sum, filepath.ToSlash(name)))
	}
	slices.Sort(lines)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
}

// changed warns of each file that is not what was read. What was made rests on
// what was read, all of it.
func (in *inputs) changed() *diag.List {
	complaints := &diag.List{}
	for _, name := range slices.Sorted(maps.Keys(in.files)) {
		if strings.HasPrefix(name, source.QueryInput) {
			continue // what a database gave is not asked for again
		}
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(in.dir, filepath.FromSlash(name))
		}
		if sum, err := input.Digest(path, mostInput); err == nil && sum == in.files[name] {
			continue
		}
		complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "input-changed", Place: diag.Place{File: filepath.ToSlash(name)},
			Problem: diag.T("文件在生成过程中被改动，本次全部按改动前的内容生成", "the file was changed during the run: everything was made of what it held before"),
			Remedy:  diag.T("改完后再运行一次，只重做有变化的", "run again when the change is done: only what differs is made anew")})
	}
	return complaints
}

// watched is a folder of inputs whose files are noted as they are read.
type watched struct {
	fs.FS
	in     *inputs
	prefix string
}

func (w watched) ReadFile(name string) ([]byte, error) {
	b, err := fs.ReadFile(w.FS, name)
	if err == nil {
		w.in.add(w.prefix+name, sha256.Sum256(b))
	}
	return b, err
}

// mostInput is more than any input has.
const mostInput = 1 << 30

// noteFiles notes the fonts and pictures that hongtou.yaml names. They are read
// a second time for it, just after they were read to be used.
func (w *Workspace) noteFiles() {
	for _, files := range []map[string]string{w.Config.Fonts, w.Config.Pictures} {
		for _, file := range files {
			path := file
			if !filepath.IsAbs(path) {
				path = filepath.Join(w.Dir, filepath.FromSlash(path))
			}
			if sum, err := input.Digest(path, mostInput); err == nil { // a font may be named by its family
				w.inputs.add(file, sum)
			}
		}
	}
}
