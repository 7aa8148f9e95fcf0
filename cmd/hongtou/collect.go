package main

import (
	"path/filepath"
	"time"

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
		Name: "collect", Usage: t.in("收回各单位填好的表单：检查，把正确的行并入表中，写出回收报告", "take back filled forms: check them, put right rows into the table, write a report"), ArgsUsage: t.in("目录", "DIR"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("表单的`期间`；默认为最近一个完整期间", "the forms' `PERIOD`; by default the last whole one")},
			&cli.StringFlag{Name: "out", Usage: t.in("回收报告放在哪个 `目录`", "`DIR` of the report")},
			&cli.BoolFlag{Name: "dry-run", Usage: t.in("只列出将作的改动，不改表，不写报告", "only list the changes; change no table, write no report")},
			&cli.BoolFlag{Name: "undo", Usage: t.in("把表退回到最近一次收表以前；不写目录。加 --dry-run 只说将退回什么", "put the tables back as before the last collect; without DIR. With --dry-run only tell what")},
			&cli.BoolFlag{Name: "force", Usage: t.in("与 --undo 同用：收表以后改过的表也退回", "with --undo: tables changed since, too")},
		},
		Action: t.collect,
	}
}

func (t *talk) collect(c *cli.Context) error {
	switch {
	case c.Bool("undo"):
		return t.undoCollect(c)
	case c.NArg() != 1 || c.Bool("force"):
		return misused("写成 hongtou collect 目录（表单所在的）", "hongtou collect DIR")
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
	at, err := now()
	if err != nil {
		return err
	}
	request := generator.CollectRequest{Dir: c.Args().First(), Period: c.String("period"), Today: day, Now: at, Out: c.String("out"), DryRun: c.Bool("dry-run")}
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
			t.answer(diag.Visible(line.In(t.lang)), change{r.Expected.Name, ch.Unit, ch.Key, ch.Column, ch.From, ch.To, ch.New})
		}
		wrong, changes, conflicts, missing = wrong+r.Wrong(), changes+len(r.Changes), conflicts+len(r.Conflicts), missing+len(r.Missing)
	}
	t.complain(got.Complaints)
	if len(got.Results) == 0 {
		t.say("没有收到能认出的填报表，没有改任何文件", "no form was recognised; no file was changed")
		return
	}
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

// undoCollect puts the tables back as they were before the last collect.
func (t *talk) undoCollect(c *cli.Context) error {
	if c.NArg() != 0 || c.IsSet("period") || c.IsSet("out") {
		return misused("写成 hongtou collect --undo [--dry-run] [--force]", "hongtou collect --undo [--dry-run] [--force]")
	}
	at, err := now()
	if err != nil {
		return err
	}
	w, err := t.open(c) // with complaints too: they may be what is to be undone
	if err != nil {
		return err
	}
	undone, complaints, err := w.UndoCollect(c.Context, generator.UndoRequest{Force: c.Bool("force"), DryRun: c.Bool("dry-run"), Now: at})
	if err != nil {
		return err
	}
	refused := t.complain(complaints)
	if len(undone) == 0 && !refused {
		t.say("没有可以退回的收表", "there is no collect to undo")
	}
	for _, u := range undone {
		text := diag.T("已退回 %s：%s 收的表，撤去改动 %d 处、新增 %d 行", "put back %s: collected %s, %d changes and %d new rows taken back", u.Table, u.Time.Local().Format("2006-01-02 15:04:05"), u.Cells, u.Rows)
		if c.Bool("dry-run") || refused {
			text = diag.T("可退回 %s：%s 收的表，将撤去改动 %d 处、新增 %d 行；没有改任何文件", "would put back %s: collected %s, %d changes and %d new rows; no file was changed", u.Table, u.Time.Local().Format("2006-01-02 15:04:05"), u.Cells, u.Rows)
		}
		t.answer(diag.Visible(text.In(t.lang)), undoneTable{u.Table, u.Time, u.Cells, u.Rows, !c.Bool("dry-run") && !refused})
	}
	if refused {
		return exit(exitComplaints)
	}
	return nil
}

// undoneTable is a table that was put back, or would be, as --format json tells it.
type undoneTable struct {
	Table string    `json:"table"`
	Time  time.Time `json:"time"`
	Cells int       `json:"cells"`
	Rows  int       `json:"rows"`
	Done  bool      `json:"done"`
}
