package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/input"
)

// A template is a text file of the workspace's templates folder, or an embedded one
// until the office has its own of that name.

// ErrTemplate is the error of a template's file that can't be changed as text, and of
// one that is not as it was.
var ErrTemplate = errors.New("not to be changed")

// TemplateText is the text of a template's file by the file's name, and whether it is
// the workspace's own. A template that has mistakes has a text, too.
func (w *Workspace) TemplateText(file string) (text string, own bool, err error) {
	name, _, ok := fill.NameOf(file)
	if !ok || !textual(file) {
		return "", false, diag.Speak(ErrTemplate, "%s 不是文本模板", "%s is no template of text", file)
	}
	data, err := input.Read(filepath.Join(w.Dir, "templates", file), int64(fill.DefaultLimits.Source))
	if err == nil {
		return string(data), true, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", false, err
	}
	if t := w.Templates.Get(name); t != nil && path.Base(t.Path()) == file {
		text, _ = w.Templates.Source(name)
		return text, false, nil
	}
	return "", false, diag.Speak(ErrTemplate, "没有模板 %s", "there is no template %s", file)
}

// textual tells the file of a template that is text: Markdown or YAML.
func textual(file string) bool {
	return strings.HasSuffix(file, ".md") || strings.HasSuffix(file, ".yaml")
}

// TryTemplate is the workspace with one more template, of a text that is not written:
// to see what comes of it. Complaints are about that template; with an error among them
// the workspace does not have it. The error is of the environment, or ErrTemplate.
func (w *Workspace) TryTemplate(file, text string) (*Workspace, *diag.List, error) {
	if _, _, ok := fill.NameOf(file); !ok || !textual(file) {
		return nil, nil, diag.Speak(ErrTemplate, "模板的文件名用小写字母、数字和连字符，以 .md 或 .workbook.yaml 结尾：%s", "a template's file is of small letters, digits and hyphens and ends in .md or .workbook.yaml: %s", file)
	}
	dir, err := os.MkdirTemp("", "hongtou-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
		return nil, nil, err
	}
	set, complaints := fill.OpenFor(ownTables(w.Office), os.DirFS(dir))
	return &Workspace{Workspace: w.Workspace, Templates: set, Faces: w.Faces, Pictures: w.Pictures, Complaints: w.Complaints, said: w.said, faces: w.faces, inputs: w.inputs}, complaints, nil
}

// mistakesIn fills a template of a text for all that it is made for now, as a draft, and
// gives the complaints about the template.
func (w *Workspace) mistakesIn(ctx context.Context, file, text string) (*diag.List, error) {
	one, complaints, err := w.TryTemplate(file, text)
	if err != nil || complaints.Errors() > 0 {
		return complaints, err
	}
	name, _, _ := fill.NameOf(file)
	found, err := one.Check(ctx, Request{Targets: []string{name}, Today: w.Office.Today, Draft: true})
	if err != nil {
		return complaints, err
	}
	for _, d := range found.All() {
		if d.Place.File == "templates/"+file {
			complaints.Add(d)
		}
	}
	return complaints, nil
}

// SaveTemplate writes a template's text into the workspace's templates folder, whole or
// not at all; the text that goes is kept in a folder beside. was is the text that the
// change began with, "" where the workspace is to have no such file yet: one that is
// not as it was is never written over. A text with mistakes is not written: they are
// told. The error is of the environment, or ErrTemplate.
func (w *Workspace) SaveTemplate(ctx context.Context, file, was, text string, now time.Time) (*diag.List, error) {
	complaints, err := w.mistakesIn(ctx, file, text)
	if err != nil || complaints.Errors() > 0 {
		return complaints, err
	}
	at := filepath.Join(w.Dir, "templates", file)
	old, err := input.Read(at, int64(fill.DefaultLimits.Source))
	switch {
	case errors.Is(err, fs.ErrNotExist) && was == "":
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return complaints, err
		}
		return complaints, collect.Replace(at, []byte(text))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return complaints, err
	case was == "":
		return complaints, diag.Speak(ErrTemplate, "已经有模板 %s，没有写；换一个名称", "there is a template %s already: take another name", file)
	case string(old) != was:
		return complaints, diag.Speak(ErrTemplate, "模板 %s 在别处改过，没有写；另存一份，或刷新后再改", "the template %s was changed elsewhere and is not written: look at it again", file)
	}
	if err := collect.KeepBeside(at, old, now); err != nil {
		return complaints, err
	}
	return complaints, collect.Replace(at, []byte(text))
}
