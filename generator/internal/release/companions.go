package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// Names of what goes along with the program. Explorer and the desktops of UOS and Kylin
// show Chinese names.
const (
	guideName    = "快速上手"
	licences     = "许可"
	completions  = "补全"
	exampleNames = "示例"
)

// companions collects what goes along in every archive: the guide, the licences, the
// example, the manual page and the completions, all made by the program itself where it
// can make them.
func (v *version) companions() error {
	v.common = tree{}
	for _, step := range []func() error{v.guide, v.licences, v.example, v.shell} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// guide sets docs/quickstart.md as a page for the browser and, by the program, for paper.
func (v *version) guide() error {
	source, err := os.ReadFile(filepath.Join(v.root, "docs", "quickstart.md"))
	if err != nil {
		return err
	}
	title, body, ok := strings.Cut(string(source), "\n")
	title, found := strings.CutPrefix(title, "# ")
	if !ok || !found {
		return errors.New("docs/quickstart.md does not begin with its title")
	}
	var page bytes.Buffer
	fmt.Fprintf(&page, guideFrame, title)
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert(source, &page); err != nil {
		return err
	}
	v.common[guideName+".html"] = text(page.Bytes())
	dir, err := v.scratch("guide")
	if err != nil {
		return err
	}
	if _, err := v.hongtou("-q", "init", dir, "--example"); err != nil {
		return err
	}
	template := fmt.Sprintf("---\ntitle: %s\nname: %s\ncadence: year\nlayout: plain\nfile: guide.pdf\n---\n%s", title, guideName, strings.ReplaceAll(body, "\n## ", "\n# "))
	if err := os.WriteFile(filepath.Join(dir, "templates", "guide.md"), []byte(template), 0o644); err != nil {
		return err
	}
	year := v.time.Format("2006")
	if _, err := v.hongtou("-w", dir, "-q", "run", "guide", "--period", year); err != nil {
		return err
	}
	pdf, err := os.ReadFile(filepath.Join(dir, "out", year, "guide.pdf"))
	v.common[guideName+".pdf"] = text(pdf)
	return err
}

const guideFrame = `<!DOCTYPE html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
<style>body{max-width:46em;margin:2em auto;padding:0 1em;font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}h1{color:#c00}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}code{background:#eee;padding:0 .2em}</style>
`

// licences are the program's own, those of its faces with what is needed to make the
// 仿宋 anew, which the GPL asks for, and Go's.
func (v *version) licences() error {
	own, err := os.ReadFile(filepath.Join(v.root, "LICENSE"))
	if err != nil {
		return err
	}
	v.common[licences+"/LICENSE"] = text(own)
	for _, name := range []string{"README.md", "build.sh", "build.py", "simplify.py", "tgh.txt"} {
		data, err := os.ReadFile(filepath.Join(v.root, "fonts", name))
		if err != nil {
			return err
		}
		v.common[licences+"/fonts/"+name] = text(data)
	}
	if err := v.common.add(licences+"/fonts/LICENSES", os.DirFS(filepath.Join(v.root, "fonts", "LICENSES"))); err != nil {
		return err
	}
	goroot, err := command(v.root, nil, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(goroot, "LICENSE"))
	if err != nil {
		return err
	}
	v.common[licences+"/modules/go/LICENSE"] = text(data)
	return nil
}

// along is what goes along with a program: what all have, and the licence files of every
// module that this one is built of. It is the same whatever else is released.
func (v *version) along(c *contents) (tree, error) {
	files := maps.Clone(v.common)
	for _, m := range c.modules {
		entries, err := os.ReadDir(m.Dir)
		if err != nil {
			return nil, err
		}
		found := false
		for _, e := range entries {
			if !e.IsDir() && licenceFile.MatchString(e.Name()) {
				data, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
				if err != nil {
					return nil, err
				}
				files[licences+"/modules/"+m.Path+"/"+e.Name()], found = text(data), true
			}
		}
		if !found {
			return nil, fmt.Errorf("%s has no licence", m.Path)
		}
	}
	return files, nil
}

// example is the workspace of the example city, as init --example writes it.
func (v *version) example() error {
	dir := filepath.Join(v.work, "example")
	if _, err := v.hongtou("-q", "init", dir, "--example"); err != nil {
		return err
	}
	return v.common.add(exampleNames+"/安澜市", os.DirFS(dir))
}

// shells are what completes commands where, by the names that the shells look for.
var shells = map[string]string{"bash": "hongtou.bash", "zsh": "_hongtou", "fish": "hongtou.fish", "powershell": "hongtou.ps1"}

func (v *version) shell() error {
	for shell, name := range shells {
		script, err := v.hongtou("completion", shell)
		if err != nil {
			return err
		}
		v.common[completions+"/"+name] = text([]byte(script + "\n"))
	}
	manual, err := v.hongtou("man")
	if err != nil {
		return err
	}
	v.common[page] = text([]byte(manual + "\n"))
	return nil
}

// page is the name of the manual page.
const page = "hongtou.1"
