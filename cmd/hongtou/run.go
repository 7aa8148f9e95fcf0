package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/run"
)

// made is one output as --format json tells it.
type made struct {
	State  run.State `json:"state"`
	Target string    `json:"target"`
	Unit   string    `json:"unit,omitempty"`
	File   string    `json:"file"`
}

func (t *talk) runCommand() *cli.Command {
	return &cli.Command{
		Name: "run", Usage: "生成文书和工作簿", ArgsUsage: "[目标、作业或通配符…]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: "`期间`：2026、2026H1、2026Q1 或 2026-03；默认为最近一个完整期间"},
			&cli.StringFlag{Name: "unit", Usage: "只生成某单位（或会议）`编码` 的"},
			&cli.StringFlag{Name: "out", Usage: "输出 `目录`"},
			&cli.IntFlag{Name: "workers", Usage: "并行数，默认为处理器数"},
			&cli.BoolFlag{Name: "force", Usage: "未变化的也重新生成"},
			&cli.BoolFlag{Name: "strict", Usage: "有任何错误时一份也不生成"},
			&cli.StringFlag{Name: "shard", Usage: "只做第 I 份，共 N 份：`I/N`"},
			&cli.BoolFlag{Name: "dry-run", Usage: "只列出将生成的文件"},
		},
		Action: t.run,
	}
}

func (t *talk) run(c *cli.Context) error {
	request, err := t.request(c)
	if err != nil {
		return err
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	batches, err := w.Plan(request)
	if err != nil {
		return planError(err)
	}
	wrong := t.complain(w.Complaints)
	if wrong {
		// Nothing is made on tables that contradict themselves: a figure in a
		// signed paper could be the wrong one.
		t.say("数据或模板有误，未生成任何文件；请按上列提示修改后再运行", "the data or templates are wrong: nothing was made; mend what is listed above")
		return exit(exitComplaints)
	}
	if request.Options.DryRun || !c.Bool("strict") {
		return t.execute(c, w, request, batches)
	}
	rehearsal := request
	rehearsal.Options.DryRun, rehearsal.Options.Events = true, nil
	report, err := w.Run(c.Context, rehearsal)
	if err != nil {
		return err
	}
	if t.complain(report.Complaints) {
		t.say("有错误，按 --strict 未生成任何文件", "there are errors: with --strict nothing was made")
		return exit(exitComplaints)
	}
	return t.execute(c, w, request, batches)
}

func (t *talk) execute(c *cli.Context, w *generator.Workspace, request generator.Request, batches []*generator.Batch) error {
	total := 0
	for _, b := range batches {
		total += b.Len()
	}
	if total == 0 {
		t.say("没有要生成的：目标、期间和单位没有对应的数据", "nothing to make: no data for these targets, period and unit")
	}
	step := t.bar(total)
	request.Options.Events = func(e run.Event) {
		step()
		if e.State == run.Made || e.State == run.Wanted || t.format == "json" || t.verbose && e.State == run.Kept {
			t.answer(e.Job.File, made{e.State, e.Job.Target, e.Job.Unit, e.Job.File})
		}
	}
	report, err := w.Run(c.Context, request)
	if report != nil {
		wrong := t.complain(report.Complaints)
		if request.Options.DryRun {
			t.say("将生成 %d 份，%d 份无变化", "%d to be made, %d unchanged", report.Wanted, report.Kept)
		} else {
			t.say("生成 %d 份，%d 份无变化，%d 份未生成", "made %d, %d unchanged, %d not made", report.Made, report.Kept, report.Failed)
		}
		if err == nil && (wrong || report.Failed > 0) {
			return exit(exitComplaints)
		}
	}
	return planError(err)
}

func (t *talk) request(c *cli.Context) (generator.Request, error) {
	day, err := today()
	if err != nil {
		return generator.Request{}, err
	}
	r := generator.Request{Targets: c.Args().Slice(), Period: c.String("period"), Today: day, Unit: c.String("unit"), Out: c.String("out"),
		Options: run.Options{Workers: c.Int("workers"), Force: c.Bool("force"), DryRun: c.Bool("dry-run")}}
	if r.Out != "" {
		if r.Out, err = filepath.Abs(r.Out); err != nil {
			return r, err
		}
	}
	r.Shard, err = parseShard(c.String("shard"))
	return r, err
}

func parseShard(s string) (generator.Shard, error) {
	if s == "" {
		return generator.Shard{}, nil
	}
	i, n, ok := strings.Cut(s, "/")
	part, err1 := strconv.Atoi(i)
	of, err2 := strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || part < 1 || part > of {
		return generator.Shard{}, usage{fmt.Errorf("--shard %s: I/N, 1 ≤ I ≤ N", s)}
	}
	return generator.Shard{Part: part, Of: of}, nil
}
