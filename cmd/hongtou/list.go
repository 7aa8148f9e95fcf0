package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
)

// planned is a target as --format json lists it.
type planned struct {
	Target  string `json:"target"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Cadence string `json:"cadence"`
	Period  string `json:"period"`
	Outputs int    `json:"outputs"`
}

func (t *talk) listCommand() *cli.Command {
	return &cli.Command{
		Name: "list", Usage: t.in("列出目标及某期间将生成的份数", "list the targets and how many files each makes for a period"), ArgsUsage: t.in("[目标…]", "[TARGET…]"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`；默认见 hongtou run", "`PERIOD`; by default as run takes it")},
			&cli.BoolFlag{Name: "due", Usage: t.in("只列今天应制作而还没有制作的，按期限；制作它们用 hongtou run due", "only what is due today and not made yet, by its day; run due makes them")},
			&cli.StringFlag{Name: "out", Usage: t.in("与 --due 同用：查看哪个输出 `目录`", "with --due: the output `DIR` to look into")},
		},
		Action: func(c *cli.Context) error {
			request, err := t.request(c)
			if err != nil {
				return err
			}
			w, err := t.open(c)
			if err != nil {
				return err
			}
			targets, err := w.Select(c.Args().Slice())
			if err != nil {
				return t.planError(err)
			}
			if c.Bool("due") {
				return t.listDue(w, targets, request)
			}
			if request.Out != "" {
				return misused("--out 只与 --due 同用", "--out is for --due only")
			}
			if request.Period != "" { // before the first line
				if _, err := generator.ReadPeriod(request.Period, request.Today); err != nil {
					return t.planError(err)
				}
			}
			if t.format != "json" {
				slices.SortStableFunc(targets, func(a, b *fill.Template) int { return cmp.Compare(mechanism(a), mechanism(b)) })
				t.answer(targetLine(t.in("名称", "NAME"), t.in("代号", "TARGET"), t.in("种类", "KIND"), t.in("周期", "MADE EACH"), t.in("期间", "PERIOD"), t.in("份数", "FILES")), nil)
			}
			last := 0
			for _, target := range targets {
				if n := mechanism(target); n != last && t.format != "json" {
					last = n
					t.answer(t.mechanismLine(n), nil)
				}
				request.Targets, request.Within = []string{target.Name()}, true
				batches, err := w.Plan(request)
				if err != nil {
					return t.planError(err)
				}
				for _, b := range batches {
					t.answer(targetLine(target.Label(), target.Name(), t.kindWord(target.Kind()), t.cadenceWord(target.Cadence()), b.Period.String(), strconv.Itoa(b.Len())),
						planned{target.Name(), target.Label(), target.Kind().String(), target.Cadence(), b.Period.String(), b.Len()})
				}
			}
			if t.format != "json" && !c.Args().Present() {
				var jobs []string
				for _, key := range append(w.Jobs(), generator.DueJob) {
					if jobs = append(jobs, key); t.lang == "zh" && generator.JobName(key) != key {
						jobs[len(jobs)-1] = generator.JobName(key) + "（" + key + "）"
					}
				}
				t.say("作业：%[1]s；做其中一个：hongtou run %[2]s", "jobs: %[3]s; hongtou run makes one of them", strings.Join(jobs, "、"), generator.JobName(append(w.Jobs(), generator.DueJob)[0]), strings.Join(jobs, ", "))
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

// listDue lists what today asks for, of the targets named. A setting or a table with an
// error (since: 2026-02-30) may make the list longer or shorter than it is: it is told of,
// and nothing is listed, as run due makes nothing.
func (t *talk) listDue(w *generator.Workspace, targets []*fill.Template, r generator.Request) error {
	if w.Complaints.Errors() > 0 {
		t.complain(w.Complaints)
		return exit(exitComplaints)
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
		t.answer(fmt.Sprintf("%s  %-8s %d/%d  %s  %s  %s", d.By, d.Period, d.Made, d.Wanted, state.In(t.lang), padded(d.Label, 24), d.Target),
			dueEvent{d.Target, d.Label, d.Number, d.Period.String(), d.By.String(), d.Wanted, d.Made, d.Late, d.Unsaid})
	}
	if listed == 0 {
		t.say("今天没有应制作而未制作的", "nothing is due today")
		return nil
	}
	t.say("共 %d 项；制作用 hongtou run due", "%d in all: hongtou run due makes them", listed)
	return nil
}

// mechanism is the place of a target's mechanism among the year's, those of none behind.
func mechanism(t *fill.Template) int {
	if n := t.Mechanism(); n > 0 {
		return n
	}
	return len(model.Mechanisms()) + 1
}

// mechanismLine is the line above a mechanism's targets.
func (t *talk) mechanismLine(n int) string {
	names := model.MechanismsIn(t.lang)
	if n > len(names) {
		return t.in("其他", "others")
	}
	return fmt.Sprintf("%d %s", n, names[n-1])
}

// targetLine is a target as list and templates list show it, in columns.
func targetLine(columns ...string) string {
	widths := [...]int{28, 27, 8, 22, 10}
	var b strings.Builder
	for i, c := range columns {
		if i < len(columns)-1 && i < len(widths) {
			c = padded(c, widths[i]-1) + " "
		}
		b.WriteString(c)
	}
	return "  " + b.String()
}

func (t *talk) kindWord(k fill.Kind) string {
	if t.lang == "en" {
		return k.String()
	}
	return map[fill.Kind]string{fill.DocumentKind: "文书", fill.WorkbookKind: "工作簿", fill.WordKind: "Word"}[k]
}

// cadenceWord is how often a target is made: 季度, 月或季度.
func (t *talk) cadenceWord(cadence string) string {
	if t.lang == "en" {
		return cadence
	}
	return "每" + generator.CadenceWord(cadence)
}
