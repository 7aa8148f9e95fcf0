package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sourceFace is an embedded face as the list of components names it.
type sourceFace struct {
	name, source, version, licence string
	pkg, pkgVersion                string // of Debian's package that it was cut from
}

// spdx are the licences of fonts/README.md by their identifiers.
var spdx = map[string]string{"OFL 1.1": "OFL-1.1", "GPL 3 with font exception": "GPL-3.0-only WITH Font-exception-2.0"}

// faces reads the table of fonts/README.md.
func (v *version) faces() ([]sourceFace, error) {
	readme, err := os.ReadFile(filepath.Join(v.root, "fonts", "README.md"))
	if err != nil {
		return nil, err
	}
	var out []sourceFace
	_, table, _ := strings.Cut(string(readme), "\n| file | role |")
	table, _, _ = strings.Cut(table, "\n\n")
	for line := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 7 || !strings.HasPrefix(line, "| `") {
			continue
		}
		licence, known := spdx[cells[4]]
		if !known {
			return nil, fmt.Errorf("fonts/README.md: no identifier for the licence %s", cells[4])
		}
		name := strings.Trim(cells[0], "|` ")
		if name == "fangsong.ttf" && strings.Contains(v.tags, "nofangsong") {
			continue
		}
		words := strings.Fields(cells[2])
		pkg, pkgVersion, ok := strings.Cut(cells[3], " ")
		if !ok {
			return nil, fmt.Errorf("fonts/README.md: %s is no package with its version", cells[3])
		}
		out = append(out, sourceFace{name, cells[2], words[len(words)-1], licence, pkg, pkgVersion})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("fonts/README.md has no table of faces")
	}
	return out, nil
}

// under are the licences of the program and of its faces, as an expression of SPDX.
func (v *version) under() (string, error) {
	faces, err := v.faces()
	if err != nil {
		return "", err
	}
	all := []string{ownTerms}
	for _, f := range faces {
		if !slices.Contains(all, f.licence) {
			all = append(all, f.licence)
		}
	}
	return strings.Join(all, " AND "), nil
}
