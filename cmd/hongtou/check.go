package main

import (
	"errors"
	"fmt"

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
	if errors.Is(err, generator.ErrUnknownTarget) || errors.Is(err, generator.ErrPeriod) || errors.Is(err, generator.ErrNoAgreement) || errors.Is(err, generator.ErrNotPages) || errors.Is(err, generator.ErrNotProblems) {
		return usage{err}
	}
	return err
}

func (t *talk) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "检查数据、模板和字体，不生成文件", ArgsUsage: "[目标…]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: "检查模板时所用的 `期间`"},
			&cli.StringFlag{Name: "out", Usage: "把问题写成工作簿 `文件`.xlsx：问题清单，和有误处作了标记的表的副本"},
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

// planned is a target as --format json lists it.
type planned struct {
	Target  string `json:"target"`
	Kind    string `json:"kind"`
	Cadence string `json:"cadence"`
	Period  string `json:"period"`
	Outputs int    `json:"outputs"`
}

func (t *talk) listCommand() *cli.Command {
	return &cli.Command{
		Name: "list", Usage: "列出目标及某期间将生成的份数", ArgsUsage: "[目标…]",
		Flags: []cli.Flag{&cli.StringFlag{Name: "period", Usage: "`期间`；默认见 run"}},
		Action: func(c *cli.Context) error {
			w, err := t.open(c)
			if err != nil {
				return err
			}
			day, err := today()
			if err != nil {
				return err
			}
			targets, err := w.Select(c.Args().Slice())
			if err != nil {
				return t.planError(err)
			}
			for _, target := range targets {
				r := generator.Request{Targets: []string{target.Name()}, Period: c.String("period"), Today: day, Within: true}
				batches, err := w.Plan(r)
				if err != nil {
					return t.planError(err)
				}
				for _, b := range batches {
					t.answer(fmt.Sprintf("%-22s %-8s %-9s %-8s %d", target.Name(), target.Kind(), target.Cadence(), b.Period, b.Len()),
						planned{target.Name(), target.Kind().String(), target.Cadence(), b.Period.String(), b.Len()})
				}
			}
			return nil
		},
	}
}
