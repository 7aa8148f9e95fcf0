package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/pdfa"
	"hongtou/generator/source"
)

func (t *talk) verifyCommand() *cli.Command {
	return &cli.Command{
		Name: "verify", Usage: t.in("按清单核对已生成的文件，或检查 PDF 是否符合归档标准", "hold outputs against their manifest, or PDF files against the rules of archives"), ArgsUsage: t.in("[目录或文件…；默认为工作区的输出目录]", "[DIR or FILE…; by default the workspace's output]"),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "merge", Usage: t.in("核对各分片无缺无重后，把它们的清单合成一份", "prove that shards are whole, then join their manifests")},
			&cli.BoolFlag{Name: "pdfa", Usage: t.in("检查 PDF 文件（目录即其中所有 PDF）是否符合 PDF/A-2a 和 PDF/UA-1，有附件的为 PDF/A-3a", "check that PDF files (of a folder: all in it) are PDF/A-2a and PDF/UA-1, with attachments PDF/A-3a")},
		},
		Action: func(c *cli.Context) error {
			paths := c.Args().Slice()
			if len(paths) == 0 {
				out, err := generator.OutFolder(c.String("workspace"))
				if err != nil {
					return err
				}
				paths = []string{out}
			}
			switch {
			case c.Bool("pdfa") && c.Bool("merge"):
				return idle(c, "pdfa", "merge")
			case c.Bool("pdfa"):
				return t.verifyArchival(c.Context, paths)
			case c.Bool("merge"):
				return t.verify(paths, func(dir string) (int, *diag.List, error) { return generator.Join(c.Context, dir) })
			}
			return t.verify(paths, func(dir string) (int, *diag.List, error) {
				return generator.Verify(c.Context, dir, targets(c, dir))
			})
		},
	}
}

// targets tells what targets the workspace of an output folder has: the one that was
// named, or else the one whose output folder it is. Without a workspace it is nil.
func targets(c *cli.Context, dir string) func(string) bool {
	workspace := c.String("workspace")
	if !c.IsSet("workspace") && c.Args().Present() {
		workspace = generator.WorkspaceOf(dir)
	}
	if _, err := os.Stat(filepath.Join(workspace, source.ConfigName)); workspace == "" || err != nil {
		return nil
	}
	return generator.Targets(workspace)
}

// verify holds outputs against their manifests by check, folder by folder.
func (t *talk) verify(dirs []string, check func(dir string) (int, *diag.List, error)) error {
	count, wrong := 0, false
	for _, dir := range dirs {
		n, complaints, err := check(dir)
		if _, missing := os.Stat(dir); missing != nil && errors.Is(err, fs.ErrNotExist) {
			return diag.Speak(nil, "没有输出目录 %s；先用 hongtou run 生成，或写明目录", "there is no output folder %s; make outputs by hongtou run, or name their folder", dir)
		}
		if err != nil {
			return err
		}
		count += n
		wrong = t.complain(complaints) || wrong
	}
	if wrong {
		return exit(exitComplaints)
	}
	t.say("%d 份文件与清单一致", "%d outputs are what their manifests say", count)
	return nil
}

// archived is one checked file as --format json tells it.
type archived struct {
	File       string `json:"file"`
	Level      string `json:"level"` // as the file states it
	Rules      int    `json:"rules"`
	Complaints int    `json:"complaints"`
}

func (t *talk) verifyArchival(ctx context.Context, paths []string) error {
	files, err := generator.VerifyArchival(ctx, paths)
	if err != nil {
		return err
	}
	rules := pdfa.Rules()
	wrong := false
	for _, f := range files {
		wrong = t.complain(f.Complaints) || wrong
		if t.format == "json" || f.Complaints.Errors() == 0 {
			t.answer(f.Level+" "+f.File, archived{f.File, f.Level, len(rules), f.Complaints.Errors()})
		}
	}
	if t.verbose {
		for _, r := range rules {
			t.say("检查 %[1]s：%[2]s", "checked %[1]s: %[2]s", r.Source(), r.Text)
		}
	}
	if wrong {
		return exit(exitComplaints)
	}
	t.say("%[1]d 个 PDF 文件通过本程序自己的 %[2]d 项检查（逐项见 -v 和 docs/pdfa.md）", "%[1]d PDF files pass this program's own %[2]d checks (listed by -v and in docs/pdfa.md)", len(files), len(rules))
	return nil
}
