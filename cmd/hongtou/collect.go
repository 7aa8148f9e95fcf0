package main

import (
	"errors"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/collect"
	"hongtou/generator/diag"
)

// change is a value that the table gets, as --format json tells it.
type change struct {
	Form   string `json:"form"`
	Unit   string `json:"unit"`
	Key    string `json:"key"`
	Column string `json:"column"`
	From   string `json:"from"`
	To     string `json:"to"`
	New    bool   `json:"new,omitempty"`
}

func (t *talk) collectCommand() *cli.Command {
	return &cli.Command{
		Name: "collect", Usage: "收回各单位填好的表单：检查，把正确的行并入表中，写出回收报告", ArgsUsage: "目录",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: "表单的`期间`；默认为最近一个完整期间"},
			&cli.StringFlag{Name: "out", Usage: "回收报告放在哪个 `目录`"},
			&cli.BoolFlag{Name: "dry-run", Usage: "只列出将作的改动，不改表，不写报告"},
		},
		Action: t.collect,
	}
}

func (t *talk) collect(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage{errors.New("collect 目录 / DIR")}
	}
	day, err := today()
	if err != nil {
		return err
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	if t.complain(w.Complaints) {
		t.say("工作区的数据或模板有误，没有收；请先改正", "the workspace's data or templates are wrong: nothing was collected")
		return exit(exitComplaints)
	}
	request := generator.CollectRequest{Dir: c.Args().First(), Period: c.String("period"), Today: day, Out: c.String("out"), DryRun: c.Bool("dry-run")}
	if request.Out != "" {
		if request.Out, err = filepath.Abs(request.Out); err != nil {
			return err
		}
	}
	got, err := w.Collect(c.Context, request)
	if err != nil {
		return t.planError(err)
	}
	t.collected(got, request.DryRun)
	if got.Complaints.Errors() > 0 {
		return exit(exitComplaints)
	}
	return nil
}

// collected tells what changes, what is wrong, and the sums of both.
func (t *talk) collected(got *generator.Collected, dryRun bool) {
	taken, wrong, changes, conflicts, missing := 0, 0, 0, 0, 0
	for _, r := range got.Results {
		for _, ret := range r.Returns {
			if ret.State == collect.Taken {
				taken++
			}
		}
		for _, ch := range r.Changes {
			line := diag.T("改 %s %s %s：“%s” → “%s”", "change %s %s %s: %q -> %q", ch.Unit, ch.Key, ch.Column, ch.From, ch.To)
			if ch.New {
				line = diag.T("增 %s %s %s：“%s”", "add %s %s %s: %q", ch.Unit, ch.Key, ch.Column, ch.To)
			}
			t.answer(line.In(t.lang), change{r.Expected.Name, ch.Unit, ch.Key, ch.Column, ch.From, ch.To, ch.New})
		}
		wrong, changes, conflicts, missing = wrong+r.Wrong(), changes+len(r.Changes), conflicts+len(r.Conflicts), missing+len(r.Missing)
	}
	t.complain(got.Complaints)
	verb := diag.T("收 %d 份：改动 %d 处，有误 %d 行，不一致 %d 处，%d 个单位未报送", "took %d forms: %d changes, %d wrong rows, %d conflicts, %d units missing", taken, changes, wrong, conflicts, missing)
	if dryRun {
		verb = diag.T("可收 %d 份：将改动 %d 处，有误 %d 行，不一致 %d 处，%d 个单位未报送；没有改任何文件", "would take %d forms: %d changes, %d wrong rows, %d conflicts, %d units missing; no file was changed", taken, changes, wrong, conflicts, missing)
	}
	t.say("%s", "%s", verb.In(t.lang))
	for _, f := range got.Changed {
		t.say("已更新 %s", "updated %s", f)
	}
	for _, f := range got.Reports {
		t.say("回收报告：%s", "report: %s", f)
	}
}
