package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
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
		Name: "list", Usage: t.in("列出目标及某期间将生成的份数", "list the targets and how many files each makes for a period"), ArgsUsage: t.in("[目标…]", "[TARGET…]"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`；默认见 run", "`PERIOD`; by default as run takes it")},
			&cli.BoolFlag{Name: "due", Usage: t.in("只列今天应制作而还没有制作的，按期限；制作它们用 run due", "only what is due today and not made yet, by its day; run due makes them")},
			&cli.StringFlag{Name: "out", Usage: t.in("与 --due 同用：查看哪个输出 `目录`", "with --due: the output `DIR` to look into")},
		},
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
			if c.Bool("due") {
				return t.listDue(c, w, targets, day)
			}
			if c.String("out") != "" {
				return misused("--out 只与 --due 同用", "--out is for --due only")
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

// dueEvent is what --due lists as JSON.
type dueEvent struct {
	Target    string `json:"target"`
	Name      string `json:"name"`
	Mechanism int    `json:"mechanism,omitempty"`
	Period    string `json:"period"`
	By        string `json:"by"`
	Wanted    int    `json:"wanted"`
	Made      int    `json:"made"`
	Late      int    `json:"late"`
	Unsaid    bool   `json:"dataMissing,omitempty"` // whether there is reason for one is not known
}

// listDue lists what today asks for, of the targets named.
func (t *talk) listDue(c *cli.Context, w *generator.Workspace, targets []*fill.Template, today period.Date) error {
	r := generator.Request{Period: c.String("period"), Today: today, Out: c.String("out")}
	if r.Out != "" {
		var err error
		if r.Out, err = filepath.Abs(r.Out); err != nil {
			return err
		}
	}
	rows, err := w.Due(r)
	if err != nil {
		return t.planError(err)
	}
	listed := 0
	for _, d := range rows {
		if !slices.ContainsFunc(targets, func(target *fill.Template) bool { return target.Name() == d.Target }) {
			continue
		}
		listed++
		state := diag.T("待制作", "due")
		switch {
		case d.Unsaid:
			state = diag.T("资料待登记", "data missing")
		case d.Late > 0:
			state = diag.T("逾期", "late")
		}
		t.answer(fmt.Sprintf("%s  %-8s %d/%d  %s  %-22s %s", d.By, d.Period, d.Made, d.Wanted, state.In(t.lang), d.Target, d.Label),
			dueEvent{d.Target, d.Label, d.Number, d.Period.String(), d.By.String(), d.Wanted, d.Made, d.Late, d.Unsaid})
	}
	if listed == 0 {
		t.say("今天没有应制作而未制作的", "nothing is due today")
		return nil
	}
	t.say("共 %d 项；制作用 hongtou run due", "%d in all: hongtou run due makes them", listed)
	return nil
}
