package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// planError tells mistakes of usage and in templates from the environment's.
func (t *talk) planError(err error) error {
	if err == nil || isInterrupt(err) {
		return err
	}
	var broken *generator.BrokenTarget
	if errors.As(err, &broken) {
		t.complainOf(broken.Complaints)
		return exit(exitComplaints)
	}
	if errors.Is(err, generator.ErrUnknownTarget) || errors.Is(err, generator.ErrPeriod) || errors.Is(err, generator.ErrDuePeriod) || errors.Is(err, generator.ErrNoAgreement) || errors.Is(err, generator.ErrNotPages) || errors.Is(err, generator.ErrNotProblems) {
		return usage{err}
	}
	return err
}

func (t *talk) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: t.in("检查数据、模板和字体，不生成文件", "check data, templates and fonts; make nothing"), ArgsUsage: t.in("[目标…]", "[TARGET…]"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("检查模板时所用的 `期间`", "the `PERIOD` for which templates are checked")},
			&cli.StringFlag{Name: "out", Usage: t.in("把问题写成工作簿 `文件`.xlsx：问题清单，和有误处作了标记的表的副本", "write the problems into a workbook `FILE`.xlsx: a list, and copies of the tables with the faults marked")},
		},
		Action: func(c *cli.Context) error {
			at, err := now()
			if err != nil {
				return err
			}
			w, err := t.open(c)
			if err != nil {
				return err
			}
			wrong, all := t.complain(w.Complaints), w.Complaints
			if !wrong {
				day := period.DateOf(at)
				complaints, err := w.Check(c.Context, generator.Request{Targets: c.Args().Slice(), Period: c.String("period"), Today: day})
				if err != nil {
					return t.planError(err)
				}
				wrong, all = t.complain(complaints), diag.Join(all, complaints)
			}
			if file := c.String("out"); file != "" {
				if err := generator.WriteProblems(file, w.Dir, t.told(all), t.lang, at); err != nil {
					return t.planError(err)
				}
				t.say("问题已写入 %s", "the problems are in %s", file)
			}
			if wrong {
				return exit(exitComplaints)
			}
			t.say("检查通过：%d 个单位，%d 起事故，%d 条督查问题，%d 个模板", "all well: %d units, %d accidents, %d supervision items, %d templates",
				len(w.Office.Units), len(w.Office.Accidents), len(w.Office.Items), len(w.Templates.List()))
			return nil
		},
	}
}
