package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// nfpm makes packages. 2.43.0 is the last version whose modules are all to be had.
const nfpm = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0"

// places are where a family of distributions looks for completions of zsh.
var places = map[string]string{"deb": "usr/share/zsh/vendor-completions", "rpm": "usr/share/zsh/site-functions"}

// desktop is the entry in the menu of programs; it opens the workbench.
const desktop = `[Desktop Entry]
Type=Application
Name=Hongtou workbench
Name[zh_CN]=红头工作台
Comment=Documents and workbooks of work safety responsibility
Comment[zh_CN]=生成安全生产责任书、督查文书和工作簿
Exec=hongtou serve
Icon=hongtou
Terminal=false
StartupNotify=false
Categories=Office;
`

// described is the head of a package's description: processor, version, licences, time. gzip is what
// the oldest systems on the desks can unpack.
const described = `name: hongtou
arch: %s
platform: linux
version: %q
version_schema: none
section: misc
priority: optional
maintainer: hongtou
license: %s
description: |
  安全生产责任书、督查文书和工作簿
  由单位的台账生成全年的文书（PDF、Word、OFD）和工作簿（Excel）。
mtime: %s
deb: {compression: gzip}
`

// packages makes a .deb and a .rpm for a platform of Linux.
func (v *version) packages(out string, p platform, along tree) error {
	if p.os != "linux" {
		return nil
	}
	for _, kind := range []string{"deb", "rpm"} {
		if err := v.pack(out, p, kind, along); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	return nil
}

func (v *version) pack(out string, p platform, kind string, along tree) error {
	files, err := v.installed(p, kind, along)
	if err != nil {
		return err
	}
	dir, err := v.scratch(kind + "-" + p.arch)
	if err != nil {
		return err
	}
	if err := files.write(filepath.Join(dir, "root"), v.time); err != nil {
		return err
	}
	under, err := v.under()
	if err != nil {
		return err
	}
	at := v.time.Format(time.RFC3339)
	var said strings.Builder
	// what comes before a version sorts before it by a tilde, in both families
	fmt.Fprintf(&said, described, p.arch, strings.Replace(v.name, "-", "~", 1), under, at)
	if p.arch == "loong64" {
		said.WriteString("rpm: {arch: loongarch64, compression: gzip, buildhost: hongtou}\n") // the name in that family
	} else {
		said.WriteString("rpm: {compression: gzip, buildhost: hongtou}\n")
	}
	said.WriteString("contents:\n")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&said, "  - {src: %q, dst: %q, file_info: {mode: 0%o, mtime: %s}}\n", "root/"+name, "/"+name, files[name].mode, at)
	}
	if err := os.WriteFile(filepath.Join(dir, "nfpm.yaml"), []byte(said.String()), 0o644); err != nil {
		return err
	}
	to, err := filepath.Abs(filepath.Join(out, v.label(p)+"."+kind))
	if err != nil {
		return err
	}
	_, err = command(dir, []string{"GOFLAGS=", fmt.Sprint("SOURCE_DATE_EPOCH=", v.time.Unix())}, "go", "run", nfpm, "package", "-f", "nfpm.yaml", "-p", kind, "-t", to)
	return err
}

// installed are the files of a package by where they are put.
func (v *version) installed(p platform, kind string, along tree) (tree, error) {
	binary, err := os.ReadFile(v.binary(p))
	if err != nil {
		return nil, err
	}
	drawn, err := os.ReadFile(filepath.Join(v.root, "generator", "workbench", "assets", "icon.svg"))
	if err != nil {
		return nil, err
	}
	painted, err := icon()
	if err != nil {
		return nil, err
	}
	files := tree{
		"usr/bin/hongtou":                                   {binary, 0o755},
		"usr/share/applications/hongtou.desktop":            text([]byte(desktop)),
		"usr/share/icons/hicolor/scalable/apps/hongtou.svg": text(drawn),
		"usr/share/icons/hicolor/256x256/apps/hongtou.png":  text(painted),
	}
	for name, f := range along {
		switch {
		case name == completions+"/"+shells["bash"]:
			files["usr/share/bash-completion/completions/hongtou"] = f
		case name == completions+"/"+shells["zsh"]:
			files[places[kind]+"/_hongtou"] = f
		case name == completions+"/"+shells["fish"]:
			files["usr/share/fish/vendor_completions.d/hongtou.fish"] = f
		case strings.HasPrefix(name, completions+"/"):
		case name == page:
			packed, err := gzipped(f.data)
			if err != nil {
				return nil, err
			}
			files["usr/share/man/man1/"+page+".gz"] = text(packed)
		case strings.HasPrefix(name, licences+"/"):
			files["usr/share/doc/hongtou/"+strings.Replace(name, licences, "licenses", 1)] = f
		default:
			files["usr/share/doc/hongtou/"+strings.Replace(name, exampleNames, "examples", 1)] = f
		}
	}
	files["usr/share/doc/hongtou/copyright"] = files["usr/share/doc/hongtou/licenses/LICENSE"]
	return files, nil
}

func gzipped(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
