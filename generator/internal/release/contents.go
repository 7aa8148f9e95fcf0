package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// module is a Go module of a program: the version that is built in, and its folder.
type module struct {
	Path, Version, Dir string
	Sum                string // h1 sum of its files, as go.sum has it
	Main               bool   // hongtou itself
	Replace            *module
}

// contents is what a platform's program is built of.
type contents struct {
	modules []module            // but hongtou itself, by path
	uses    map[string][]string // by a module's path, "hongtou" for ours: modules whose packages its packages import, by path; "go" is the standard library
	files   map[string][]string // embedded: by the folder of a package of ours, or a module's path; from the program's or the module's root
}

// ownName and goName stand for the program and for the standard library among modules.
const ownName, goName = "hongtou", "go"

// contents asks the go command what a platform's program is built of.
func (v *version) contents(p platform) (*contents, error) {
	list, err := command(v.root, []string{"CGO_ENABLED=0", "GOOS=" + p.os, "GOARCH=" + p.arch},
		"go", "list", "-deps", "-tags", v.tags, "-json=ImportPath,ImportMap,Imports,Standard,Module,Dir,EmbedFiles", "./cmd/hongtou")
	if err != nil {
		return nil, err
	}
	type listed struct {
		ImportPath, Dir     string
		Standard            bool
		Imports, EmbedFiles []string
		ImportMap           map[string]string
		Module              *module
	}
	var packages []listed
	of := map[string]string{} // a package's module
	c := &contents{uses: map[string][]string{}, files: map[string][]string{}}
	modules := map[string]module{}
	for d := json.NewDecoder(strings.NewReader(list)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		switch m := l.Module; {
		case l.Standard:
			of[l.ImportPath] = goName
			continue // what Go is made of is Go's own
		case m == nil:
			return nil, fmt.Errorf("%s is of no module", l.ImportPath)
		case m.Main:
			of[l.ImportPath] = ownName
		default:
			if m.Replace != nil {
				m.Replace.Path = cmp.Or(m.Replace.Path, m.Path)
				m = m.Replace
			}
			if m.Sum == "" {
				return nil, fmt.Errorf("go.sum has no sum of %s", m.Path)
			}
			l.Module, of[l.ImportPath], modules[m.Path] = m, m.Path, *m
		}
		packages = append(packages, l)
	}
	for _, l := range packages {
		path := of[l.ImportPath]
		for _, name := range l.Imports {
			if real, mapped := l.ImportMap[name]; mapped {
				name = real
			}
			if to := of[name]; to != path && to != "" && !slices.Contains(c.uses[path], to) {
				c.uses[path] = append(c.uses[path], to)
			}
		}
		group, root := path, l.Module.Dir
		folder, err := filepath.Rel(root, l.Dir)
		if err != nil {
			return nil, err
		}
		if path == ownName {
			group = filepath.ToSlash(folder)
		}
		for _, name := range l.EmbedFiles {
			c.files[group] = append(c.files[group], filepath.ToSlash(filepath.Join(folder, name)))
		}
	}
	for _, all := range c.uses {
		slices.Sort(all)
	}
	for _, all := range c.files {
		slices.Sort(all)
	}
	c.modules = slices.SortedFunc(maps.Values(modules), func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return c, nil
}
