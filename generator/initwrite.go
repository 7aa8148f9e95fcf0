package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/examples"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

// A new workspace is written file by file, each whole, hongtou.yaml last. So an init
// that was stopped leaves a folder in which nothing differs from what init writes, and
// the next one makes what is missing.

// newFiles are a workspace's files by their paths with slashes.
type newFiles map[string][]byte

// Occupied is the error of a folder with something in it that init does not write.
type Occupied struct{ File string }

// Error is Text in English.
func (o *Occupied) Error() string { return o.Text().En }

// Text says what is there and what to do.
func (o *Occupied) Text() diag.Text {
	return diag.T("%s 已在目录中，不是新建工作区所写的内容，未作任何改动；请换一个空目录", "%s is there already and is not what init writes: nothing was changed; take an empty folder", o.File)
}

// exampleFolders are the folders of the examples by what they are the office of.
var exampleFolders = []struct{ name, folder string }{{"city", "anlan"}, {"county", "qingshi"}, {"group", "yunlan"}}

// Examples lists the examples' names: city, county, group.
func Examples() []string {
	var names []string
	for _, e := range exampleFolders {
		names = append(names, e.name)
	}
	return names
}

// InitExample writes the workspace of an example into dir, by default that of the
// city, as [InitEmpty] does with one of empty tables.
func InitExample(dir string, name ...string) error {
	folder := exampleFolders[0].folder
	for _, e := range exampleFolders {
		if len(name) > 0 && e.name == name[0] {
			folder = e.folder
		}
	}
	example, err := fs.Sub(examples.FS, folder)
	if err != nil {
		return err
	}
	files := newFiles{}
	err = fs.WalkDir(example, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(example, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	return files.put(dir)
}

// partPrefix begins the names of files that are not whole yet.
const partPrefix = ".hongtou-init-"

// put writes the files that are missing in dir. Where anything else is there, or a
// file that differs, it writes nothing and the error is an [*Occupied].
func (f newFiles) put(dir string) error {
	if err := f.free(dir); err != nil {
		return err
	}
	names := slices.SortedFunc(maps.Keys(f), func(a, b string) int {
		if last := source.ConfigName; a == last || b == last { // tells that all is there
			return map[bool]int{true: 1, false: -1}[a == last]
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), f[name]); err != nil {
			return err
		}
	}
	return nil
}

// free is an error if dir has something that is not ours, and removes parts that an
// init which was killed left.
func (f newFiles) free(dir string) error {
	folders := map[string]bool{".": true}
	for name := range f {
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			folders[folder] = true
		}
	}
	var parts []string
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == dir {
			return nil
		}
		name, err2 := filepath.Rel(dir, file)
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case d.IsDir() && folders[name]:
			return nil
		case d.Type().IsRegular() && strings.HasPrefix(d.Name(), partPrefix):
			parts = append(parts, file)
			return nil
		case d.Type().IsRegular() && f[name] != nil:
			there, err := input.Read(file, int64(len(f[name])))
			if err == nil && bytes.Equal(there, f[name]) {
				return nil
			}
		}
		return &Occupied{file}
	})
	for _, part := range parts {
		if err == nil {
			err = os.Remove(part)
		}
	}
	return err
}

// writeNew puts a file in its place whole, unless there is one: free has seen that it
// is the same.
func writeNew(file string, data []byte) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	part, err := os.OpenFile(filepath.Join(dir, partPrefix+filepath.Base(file)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	_, err = part.Write(data)
	if err := errors.Join(err, part.Sync(), part.Close()); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	if err = os.Link(part.Name(), file); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(part.Name(), file) // the file system has no links
}
