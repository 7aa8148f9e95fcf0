package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/face"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

func (t *talk) fontsCommand() *cli.Command {
	return &cli.Command{
		Name: "fonts", Usage: t.in("查看字体和检查文字能否排印", "see fonts, and check whether texts can be set"),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: t.in("列出各用途的字体（在工作区中按 hongtou.yaml），以及缺字时从中取字的字体", "list the faces by role (in a workspace by its hongtou.yaml), and those that lend missing characters"), Action: t.listFonts},
			{Name: "check", Usage: t.in("检查文字、文本文件或工作区的数据表中有无各字体都没有的字；不写即检查工作区的全部数据表和会议", "look for characters that no face has, in a text, a text file or a table; by default in all tables and meetings of the workspace"), ArgsUsage: t.in("[文字或文件]", "[TEXT or FILE]"), Action: t.checkFonts},
		},
	}
}

// workspaceFaces are the faces of the workspace, with it, or the embedded ones
// where there is no workspace.
func (t *talk) workspaceFaces(c *cli.Context) (*face.Set, *generator.Workspace, error) {
	if _, err := os.Stat(filepath.Join(c.String("workspace"), source.ConfigName)); errors.Is(err, fs.ErrNotExist) {
		return face.Default(), nil, nil
	}
	w, err := t.open(c)
	if err != nil {
		return nil, nil, err
	}
	return w.Faces, w, nil
}

// font is one face as --format json lists it.
type font struct {
	Role       string `json:"role"` // "fallback" for those behind all roles
	Face       string `json:"face"`
	Characters int    `json:"characters,omitempty"`
	Own        bool   `json:"own"` // not an embedded one
}

func (t *talk) listFonts(c *cli.Context) error {
	faces, w, err := t.workspaceFaces(c)
	if err != nil {
		return err
	}
	wrong := w != nil && t.complain(w.FontComplaints())
	for r := range face.Roles {
		f := faces.Face(r)
		t.answer(fmt.Sprintf("%-14s %-26s %d", r, f.Name, f.Count()), font{r.String(), f.Name, f.Count(), faces.Own(r)})
	}
	for _, name := range faces.Fallbacks() {
		t.answer(fmt.Sprintf("%-14s %s", "fallback", name), font{Role: "fallback", Face: name, Own: true})
	}
	if wrong {
		return exit(exitComplaints)
	}
	return nil
}

// lacking is one missing character as --format json lists it.
type lacking struct {
	Code      string `json:"code"`
	Character string `json:"character"`
}

func (t *talk) checkFonts(c *cli.Context) error {
	faces, w, err := t.workspaceFaces(c)
	if err != nil {
		return err
	}
	wrong := w != nil && t.complain(w.FontComplaints())
	text := c.Args().First()
	if w != nil {
		count, complaints := w.CheckTexts(tableName(w, text))
		if text == "" || count > 0 {
			if wrong = t.complain(complaints) || wrong; wrong {
				return exit(exitComplaints)
			}
			t.say("台账和会议中的 %d 处文字全部能排印", "all %d texts of tables and meetings can be set", count)
			return nil
		}
	}
	if text == "" {
		return misused("fonts check 后面写文件或文字（%s 不是工作区）", "fonts check FILE or TEXT (no workspace at %s)", c.String("workspace"))
	}
	if text, err = textOf(text); err != nil {
		return err
	}
	lacks := faces.Lacks(face.FangSong, text)
	for _, r := range lacks {
		t.answer(fmt.Sprintf("U+%04X %c", r, r), lacking{fmt.Sprintf("U+%04X", r), string(r)})
	}
	if wrong || len(lacks) > 0 {
		return exit(exitComplaints)
	}
	t.say("全部能排印", "all of it can be set")
	return nil
}

// mostText is the largest text file that is checked, in bytes.
const mostText = 64 << 20

// fileName is what names a file and no text to be checked: 名单.txt, ./名单.
var fileName = regexp.MustCompile(`(?i)^(\.{0,2}[/\\]|[A-Z]:\\).|\.(txt|md|csv|tsv|ya?ml|json|xlsx?|docx?|pdf)$`)

// textOf is the text of a file, or the argument itself where it is the text.
func textOf(argument string) (string, error) {
	data, err := input.Read(argument, mostText)
	switch {
	case err == nil:
		return source.TextOf(data)
	case errors.Is(err, input.ErrKind), errors.Is(err, input.ErrSize), errors.Is(err, fs.ErrPermission), fileName.MatchString(argument):
		return "", err
	}
	return argument, nil
}

// tableName is a file as places in the workspace's data name it, whether it was
// given from there or from here.
func tableName(w *generator.Workspace, file string) string {
	if here, err := filepath.Abs(file); err == nil && file != "" {
		if dir, err := filepath.Abs(w.Dir); err == nil {
			if inside, err := filepath.Rel(dir, here); err == nil && filepath.IsLocal(inside) {
				return filepath.ToSlash(inside)
			}
		}
	}
	return filepath.ToSlash(file)
}
