package main

import (
	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/pdfa"
)

func (t *talk) verifyCommand() *cli.Command {
	return &cli.Command{
		Name: "verify", Usage: "按清单核对已生成的文件，或检查 PDF 是否符合归档标准", ArgsUsage: "[目录或文件…]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "merge", Usage: "核对各分片无缺无重后，把它们的清单合成一份"},
			&cli.BoolFlag{Name: "pdfa", Usage: "检查 PDF 文件（目录即其中所有 PDF）是否符合 PDF/A-2u，有附件的为 PDF/A-3u"},
		},
		Action: func(c *cli.Context) error {
			paths := c.Args().Slice()
			if len(paths) == 0 {
				paths = []string{"out"}
			}
			switch {
			case c.Bool("pdfa"):
				return t.verifyArchival(paths)
			case c.Bool("merge"):
				return t.verify(generator.Join, paths)
			}
			return t.verify(generator.Verify, paths)
		},
	}
}

// verify holds outputs against their manifests by check, folder by folder.
func (t *talk) verify(check func(dir string) (int, *diag.List, error), dirs []string) error {
	count, wrong := 0, false
	for _, dir := range dirs {
		n, complaints, err := check(dir)
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

func (t *talk) verifyArchival(paths []string) error {
	files, err := generator.VerifyArchival(paths)
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
			t.say("检查 ISO 19005-2 %[1]s：%[2]s", "checked ISO 19005-2 %[1]s: %[3]s", r.Clause, r.Text.Zh, r.Text.En)
		}
	}
	if wrong {
		return exit(exitComplaints)
	}
	t.say("%[1]d 个 PDF 文件通过本程序自己的 %[2]d 项检查（逐项见 -v 和 docs/pdfa.md）", "%[1]d PDF files pass this program's own %[2]d checks (listed by -v and in docs/pdfa.md)", len(files), len(rules))
	return nil
}
