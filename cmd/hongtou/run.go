package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/run"
	"hongtou/generator/zh"
)

func (t *talk) runCommand() *cli.Command {
	return &cli.Command{
		Name: "run", Usage: t.in("生成文书和工作簿", "make documents and workbooks"), ArgsUsage: t.in("[目标、作业或通配符…]", "[TARGET, JOB or PATTERN…]"),
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`，如 2026、2026年上半年、2026Q1、2026年第一季度、2026-03、上季度、本月；不写时，总结性的做最近一个完整期间，部署性的做正在或将要开始的期间", "`PERIOD` such as 2026, 2026H1, 2026Q1, 2026-03, 'last quarter'; without it what looks back takes the last whole one, what looks forward the one that begins")},
			&cli.StringFlag{Name: "as", Usage: t.in("文书的 `格式`：pdf、docx（Word）、ofd，几种用逗号隔开；默认按作业和模板，多为 pdf", "`FORMAT` of documents: pdf, docx (Word) or ofd, several with commas; by default as jobs and templates say, mostly pdf")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只生成某单位（或会议）`编码` 的", "only those of the unit (or meeting) of this `CODE`")},
		}, t.makingFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "strict", Usage: t.in("有任何错误时一份也不生成", "make nothing where anything is wrong")},
			&cli.StringFlag{Name: "shard", Usage: t.in("只做第 I 片，共 N 片：`I/N`；auto 或 auto/N 取自作业调度系统的环境变量", "only part I of N: `I/N`; auto or auto/N is taken from the scheduler's environment")},
			&cli.BoolFlag{Name: "prune", Usage: t.in("删去本次各期间中已不再生成的旧文件：模板或单位没有了，或换了文件名", "remove old files of these periods that are not made any more: their template or unit is gone, or their name has changed")},
			&cli.BoolFlag{Name: "draft", Usage: t.in("草稿：印章位置画“样章”，不编文号，放在输出目录的“草稿”中", "drafts: samples of seals, no document numbers, in the folder 草稿 of the output")},
			&cli.BoolFlag{Name: "dry-run", Usage: t.in("只列出将生成的文件", "only list what would be made")},
		}),
		Action: t.run,
	}
}

// makingFlags are the options of all commands that make outputs.
func (t *talk) makingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "out", Usage: t.in("输出 `目录`", "output `DIR`")},
		&cli.IntFlag{Name: "workers", Usage: t.in("并行数，默认为处理器数", "how many at once, by default the number of processors")},
		&cli.BoolFlag{Name: "force", Usage: t.in("未变化的也重新生成", "make again what has not changed, too")},
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
	if request.Targets, err = t.wanted(w, request.Targets); err != nil {
		return err
	}
	batches, err := w.Plan(request)
	var broken *generator.BrokenTarget
	if err != nil && !errors.As(err, &broken) { // refuse tells its mistakes with the others
		return t.planError(err)
	}
	if err := t.refuse(w); err != nil {
		return err
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
	if t.complainOf(report.Complaints) || t.finished(report) != nil {
		t.say("有错误，按 --strict 未生成任何文件", "there are errors: with --strict nothing was made")
		return exit(exitComplaints)
	}
	return t.execute(c, w, request, batches)
}

// everything is the word for all targets, which no call without one means.
var everything = []string{"all", "全部"}

// wanted are the targets that a run makes. Without a name someone at a terminal is asked;
// a script is told which jobs there are.
func (t *talk) wanted(w *generator.Workspace, names []string) ([]string, error) {
	if len(names) == 1 && slices.Contains(everything, names[0]) {
		if _, job := w.Config.Jobs[names[0]]; !job {
			return nil, nil
		}
	}
	if len(names) > 0 {
		return names, nil
	}
	jobs := w.Jobs()
	var called []string
	for _, job := range append(slices.Clone(jobs), generator.DueJob) {
		called = append(called, generator.JobName(job))
	}
	if !t.asks() {
		return nil, misused("写明要做的目标或作业，如 hongtou run %[1]s；作业有：%[2]s；目标见 hongtou list；全部都做写 hongtou run all", "name a target or a job, as in hongtou run %[1]s; the jobs are %[3]s; hongtou list has the targets; hongtou run all makes everything",
			t.in(called[0], append(jobs, generator.DueJob)[0]), strings.Join(called, "、"), strings.Join(append(jobs, generator.DueJob), ", "))
	}
	fmt.Fprintln(t.err, t.in("作业：", "Jobs:"))
	words := []string{t.in(generator.JobName(generator.DueJob), generator.DueJob) + t.in("  今天应做而没有做的", "  what is due today and not made yet")}
	for _, job := range jobs {
		targets, err := w.Select([]string{job})
		if err != nil {
			continue // the complaint about it stands among the workspace's
		}
		var labels []string
		for _, target := range targets {
			labels = append(labels, target.Label())
		}
		more := ""
		if len(labels) > 4 {
			labels, more = labels[:4], t.in("等", "…")
		}
		words = append(words, t.in(generator.JobName(job), job)+"  "+strings.Join(labels, "、")+more)
	}
	for i, word := range words {
		fmt.Fprintf(t.err, "  %d  %s\n", i+1, diag.Visible(word))
	}
	answer, err := t.ask(diag.T("做哪一个？写编号，或作业、目标的名称（目标见 hongtou list）", "which one? Write its number, or the name of a job or a target (see hongtou list)"), "")
	if err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(words) {
		name, _, _ := strings.Cut(words[n-1], "  ")
		return []string{name}, nil
	}
	if answer == "" {
		return nil, misused("没有回答，什么也没有做", "there was no answer: nothing was done")
	}
	return strings.Fields(answer), nil
}

// refuse prints the workspace's complaints and is an error if there are mistakes:
// nothing is made on tables that contradict themselves, since a figure in a signed
// paper could be the wrong one.
func (t *talk) refuse(w *generator.Workspace) error {
	if !t.complainOf(w.Complaints) {
		return nil
	}
	t.say("数据或模板有误，未生成任何文件；请按上列提示修改后再运行", "the data or templates are wrong: nothing was made; mend what is listed above")
	return exit(exitComplaints)
}

func (t *talk) execute(c *cli.Context, w *generator.Workspace, request generator.Request, batches []*generator.Batch) error {
	total := 0
	for _, b := range batches {
		total += b.Len()
	}
	if total == 0 {
		if err := t.noUnit(w, request.Unit); err != nil {
			return err
		}
		t.say("没有要生成的：目标、期间和单位没有对应的数据", "nothing to make: no data for these targets, period and unit")
	}
	t.event(plannedEvent{"planned", total})
	t.periods(request, batches)
	bar := t.progress(total)
	request.Options.Events = t.outputs(bar)
	report, err := w.Run(c.Context, request)
	bar.wipe()
	if report == nil {
		return t.planError(err)
	}
	t.summary(report, request.Options.DryRun)
	if report.Made+report.Kept > 0 && !request.Options.DryRun && t.format != "json" {
		for _, b := range batches {
			t.say("文件在 %s", "the files are in %s", b.Dir)
		}
	}
	if err == nil {
		return t.finished(report)
	}
	return t.planError(err)
}

// noUnit is the mistake of a unit that there is not.
func (t *talk) noUnit(w *generator.Workspace, code string) error {
	if code != "" && t.complainOf(w.UnknownUnit(code)) {
		return exit(exitComplaints)
	}
	return nil
}

// periods tells which periods a run makes, and why not the coming ones.
func (t *talk) periods(request generator.Request, batches []*generator.Batch) {
	for _, b := range batches {
		e := periodEvent{Event: "period", Period: b.Period.String(), Outputs: b.Len(), Folder: b.Dir}
		for _, word := range b.Words() {
			e.Words = append(e.Words, word.In(t.lang))
		}
		t.event(e)
		if t.format == "json" {
			continue
		}
		if request.Period == "" {
			t.say("期间：%s，%d 份", "period %s: %d", b.Period, b.Len())
		}
		for _, word := range e.Words {
			t.say("%s", "%s", word)
		}
	}
}

// finished is the error of a run that ended: that some of it was not made, or that
// there are mistakes.
func (t *talk) finished(r *run.Report) error {
	t.internal = t.internal || r.Internal
	if r.Failed > 0 || r.Complaints.Errors() > 0 {
		return exit(exitComplaints)
	}
	return nil
}

// outputs tells each output as it is done: its file, or in JSON its events.
func (t *talk) outputs(bar *progress) func(run.Event) {
	return func(e run.Event) {
		switch gone := e.State == run.Removed || e.State == run.Stale; {
		case t.format == "json":
			t.outputEvents(e)
		case gone:
			bar.wipe()
			t.dropped(e)
		case t.quiet:
		default:
			if e.State == run.Made || e.State == run.Wanted || t.verbose && e.State == run.Kept {
				bar.wipeForOutput()
				fmt.Fprintln(t.out, diag.Visible(e.Job.File))
			}
			bar.step()
		}
	}
}

// dropped tells of an output that is not made any more. It is talk: standard output
// lists what is there.
func (t *talk) dropped(e run.Event) {
	if e.State == run.Stale {
		t.say("将删去 %s", "to be removed: %s", e.Job.File)
		return
	}
	t.say("已删去 %s", "removed: %s", e.Job.File)
}

// summary ends a run: its complaints, what became of the outputs and how fast.
func (t *talk) summary(r *run.Report, rehearsed bool) {
	memory := run.PeakMemory()
	if t.format == "json" {
		t.complainOf(r.Notes)
		t.event(doneOf(r, memory))
		return
	}
	t.complain(diag.Join(r.Complaints, r.Notes))
	if r.Omitted > 0 {
		t.say("另有 %d 条提示未列出，见输出目录中的 run.log", "%d more complaints are in run.log in the output folder", r.Omitted)
	}
	if rehearsed {
		t.say("将生成 %d 份，%d 份无变化", "%d to be made, %d unchanged", r.Wanted, r.Kept)
		if r.Stale > 0 {
			t.say("将删去 %d 份", "%d to be removed", r.Stale)
		}
		return
	}
	t.say("生成 %d 份，%d 份无变化，%d 份未生成", "made %d, %d unchanged, %d not made", r.Made, r.Kept, r.Failed)
	if r.Removed > 0 {
		t.say("删去 %d 份", "removed %d", r.Removed)
	}
	if r.Made > 0 {
		t.say("用时 %.1f 秒，每秒 %.1f 份，内存峰值 %d MB", "%.1f s, %.1f documents a second, %d MB of memory at most", r.Took.Seconds(), r.Rate(), memory>>20)
	}
	if t.verbose && len(r.Slowest) > 0 {
		t.say("最慢的：", "slowest:")
		for _, s := range r.Slowest {
			t.say("%6d 毫秒  %s", "%6d ms  %s", s.Took.Milliseconds(), s.File)
		}
	}
}

func (t *talk) request(c *cli.Context) (generator.Request, error) {
	day, err := today()
	if err != nil {
		return generator.Request{}, err
	}
	workers := c.Int("workers")
	switch {
	case workers < 0:
		return generator.Request{}, misused("--workers %d：应为 1 至 %d", "--workers %d: want 1 to %d", workers, run.MostWorkers)
	case workers > run.MostWorkers:
		t.say("并行数%d太多，按%d并行", "%d workers are too many: %d are used", workers, run.MostWorkers)
		workers = run.MostWorkers
	}
	r := generator.Request{Targets: c.Args().Slice(), Period: c.String("period"), Today: day, Unit: zh.HalfDigits(strings.TrimSpace(c.String("unit"))), Out: c.String("out"), Draft: c.Bool("draft"), Prune: c.Bool("prune"),
		Options: run.Options{Workers: workers, Force: c.Bool("force"), DryRun: c.Bool("dry-run")}}
	if as := c.String("as"); as != "" {
		if r.Formats, err = generator.ParseFormats(as); err != nil {
			return r, misused("--as %s：应为 pdf、docx 或 ofd，几种用逗号隔开", "--as %s: use pdf, docx or ofd, several with commas", as)
		}
	}
	if r.Out != "" {
		if r.Out, err = filepath.Abs(r.Out); err != nil {
			return r, err
		}
	}
	if r.Shard, err = run.ParseShard(c.String("shard"), os.Getenv); err != nil {
		return r, usage{err}
	}
	if r.Shard.Of > 0 && r.Unit != "" {
		return r, misused("--shard %v、--unit %s 不能同用", "--shard %v, --unit %s: one or the other", r.Shard, r.Unit)
	}
	if r.Prune && (r.Unit != "" || r.Shard.Of > 0) {
		return r, misused("--prune 不能与 --unit、--shard 同用", "--prune is not for --unit or --shard")
	}
	return r, nil
}

// The events of a run with --format json, a line each. Times are milliseconds.

type plannedEvent struct {
	Event   string `json:"event"`
	Outputs int    `json:"outputs"`
}

// periodEvent is the outputs of one period, which lie in one folder.
type periodEvent struct {
	Event   string   `json:"event"`
	Period  string   `json:"period"`
	Outputs int      `json:"outputs"`
	Folder  string   `json:"folder"`
	Words   []string `json:"words,omitempty"` // why it is this period and not the coming one
}

type outputEvent struct {
	Event  run.State `json:"event"` // made, kept, failed or wanted; removed or stale
	Target string    `json:"target"`
	Unit   string    `json:"unit,omitempty"`
	Format string    `json:"format,omitempty"` // "" for the target's usual one
	File   string    `json:"file"`
	Bytes  int64     `json:"bytes,omitempty"`
	MS     float64   `json:"ms"`
	Done   int       `json:"done"`
}

type complaintEvent struct {
	Event  string `json:"event"`
	Target string `json:"target,omitempty"`
	Unit   string `json:"unit,omitempty"`
	diag.Record
}

type doneEvent struct {
	Event   string      `json:"event"`
	Made    int         `json:"made"`
	Kept    int         `json:"kept"`
	Failed  int         `json:"failed"`
	Wanted  int         `json:"wanted"`
	Removed int         `json:"removed,omitempty"`
	Stale   int         `json:"stale,omitempty"`
	Bytes   int64       `json:"bytes"`
	MS      float64     `json:"ms"`
	Rate    float64     `json:"rate"` // made a second
	Memory  int64       `json:"peakMemory"`
	Slowest []slowEvent `json:"slowest,omitempty"`
}

type slowEvent struct {
	File string  `json:"file"`
	MS   float64 `json:"ms"`
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (t *talk) event(v any) {
	if t.format == "json" {
		t.answer("", v)
	}
}

func (t *talk) outputEvents(e run.Event) {
	if e.Complaints != nil {
		for _, d := range e.Complaints.All() {
			t.event(complaintEvent{"complaint", e.Job.Target, e.Job.Unit, d.Record(t.lang)})
		}
	}
	t.event(outputEvent{e.State, e.Job.Target, e.Job.Unit, e.Job.Format, e.Job.File, e.Size, ms(e.Took), e.Done})
}

func doneOf(r *run.Report, memory int64) doneEvent {
	e := doneEvent{Event: "done", Made: r.Made, Kept: r.Kept, Failed: r.Failed, Wanted: r.Wanted, Removed: r.Removed, Stale: r.Stale, Bytes: r.Bytes,
		MS: ms(r.Took), Rate: float64(int64(r.Rate()*10)) / 10, Memory: memory}
	for _, s := range r.Slowest {
		e.Slowest = append(e.Slowest, slowEvent{s.File, ms(s.Took)})
	}
	return e
}

// complainOf tells complaints of a run that belong to none of its outputs: as
// events in JSON, on standard error for people.
func (t *talk) complainOf(l *diag.List) bool {
	if t.format != "json" {
		return t.complain(l)
	}
	t.internal = t.internal || l.HasInternal()
	for _, r := range t.told(l).Records(t.lang) {
		t.event(complaintEvent{Event: "complaint", Record: r})
	}
	return l.Errors() > 0
}
