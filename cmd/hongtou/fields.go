package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
)

func (t *talk) fieldsCommand() *cli.Command {
	return &cli.Command{
		Name: "fields", Usage: t.in("列出每份文书自己的内容有哪些项，和已写明的", "list what each paper takes for itself, and what is given"), ArgsUsage: t.in("[目标…]", "[TARGET…]"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`；默认为不写期间时制作的那一期", "`PERIOD`; by default the one that run takes")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只列某单位或某项记录（会议、督办等）`编码` 的", "only those of the unit or record (meeting, listing) of this `CODE`")},
		},
		Action: func(c *cli.Context) error {
			request, err := t.request(c)
			if err != nil {
				return err
			}
			request.Within = true
			w, err := t.open(c)
			if err != nil {
				return err
			}
			wrong := t.complain(w.Complaints)
			papers, err := w.PaperFields(request)
			if err != nil {
				return t.planError(err)
			}
			if len(papers) == 0 {
				if err := t.noUnit(w, request.Unit); err != nil {
					return err
				}
			}
			for _, p := range papers {
				t.answerLines(p, t.fieldLines(p)...)
			}
			if wrong {
				return exit(exitComplaints)
			}
			return nil
		},
	}
}

// fieldLines are a paper's fields for people: where they are written, then each
// with what is said.
func (t *talk) fieldLines(p generator.PaperFields) []string {
	lines := []string{fmt.Sprintf("%s（%s） documents.%s.%s", p.Name, p.Target, p.Target, p.Of)}
	for _, f := range p.Fields {
		value := f.Value
		if value == "" && f.Needed {
			value = t.in("（未写，必须写明）", "(not given, must be)")
		} else if value == "" {
			value = t.in("（未写，留空）", "(not given, stays empty)")
		}
		lines = append(lines, fmt.Sprintf("  %-8s %s%s%s", f.Key, f.Meaning, t.in("：", ": "), value))
	}
	return lines
}
