package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
)

func (t *talk) explainCommand() *cli.Command {
	return &cli.Command{
		Name: "explain", Usage: t.in("列出一份文书或工作簿里的每个数字和它的来源（核对表）", "list each figure of an output and where it comes from (a checklist)"), ArgsUsage: t.in("输出文件或目标…", "OUTPUT or TARGET…"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`；写文件时由它所在的目录得知，默认同 hongtou run", "`PERIOD`; of a file its folder tells it, by default as run takes it")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只列某单位或某项记录（会议、督办等）`编码` 的", "only those of the unit or record (meeting, listing) of this `CODE`")},
			&cli.StringFlag{Name: "as", Usage: t.in("`格式`：xlsx 写成核对表工作簿；不写则列在屏幕上", "`FORMAT` xlsx: write a checklist workbook; without it the screen")},
			&cli.StringFlag{Name: "out", Usage: t.in("核对表工作簿写入的 `目录`；默认为输出目录中的“核对表”", "`DIR` of the checklist workbooks; by default 核对表 in the output folder")},
		},
		Action: t.explain,
	}
}

func (t *talk) explain(c *cli.Context) error {
	if !c.Args().Present() {
		return misused("写输出文件或目标", "name an output or a target")
	}
	as := c.String("as")
	if as != "" && as != "xlsx" {
		return misused("--as 只能是 xlsx", "--as takes xlsx only")
	}
	if as == "" && c.String("out") != "" {
		return misused("--out 只与 --as xlsx 同用", "--out is for --as xlsx only")
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	if err := t.refuse(w); err != nil {
		return err
	}
	day, err := today()
	if err != nil {
		return err
	}
	outputs, err := w.Explain(c.Context, generator.Request{Targets: c.Args().Slice(), Period: c.String("period"), Unit: c.String("unit"), Today: day})
	if err != nil {
		return t.planError(err)
	}
	folder := c.String("out")
	if folder == "" {
		folder = w.Checklists()
	}
	complaints, none := &diag.List{}, true
	for e := range outputs {
		none = false
		complaints.Fold(e.Complaints)
		if e.Complaints.Errors() > 0 {
			continue
		}
		if as == "" {
			t.answerLines(e, t.explanationLines(e)...)
			continue
		}
		file := filepath.Join(folder, e.Period, strings.TrimSuffix(filepath.FromSlash(e.File), filepath.Ext(e.File))+"核对表.xlsx")
		if err := writeChecklist(file, e); err != nil {
			return err
		}
		t.answer(file, map[string]string{"file": file})
	}
	switch {
	case t.complain(complaints):
		return exit(exitComplaints)
	case none && c.Context.Err() == nil:
		if err := t.noUnit(w, c.String("unit")); err != nil {
			return err
		}
		t.say("没有要核对的文书", "there is no output to explain")
	}
	return c.Context.Err()
}

func writeChecklist(file string, e *generator.Explanation) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := e.WriteWorkbook(out); err != nil {
		out.Close()
		os.Remove(file)
		return err
	}
	return out.Close()
}

// explanationLines are a checklist for people: a figure and what it is made of.
func (t *talk) explanationLines(e *generator.Explanation) []string {
	lines := []string{fmt.Sprintf("%s（%s） %s/%s", e.Name, e.Target, e.Period, e.File)}
	for i, f := range e.Figures {
		place := f.Place
		if f.Sheet != "" {
			place = f.Sheet + "：" + place
		}
		lines = append(lines, fmt.Sprintf("%4d %s  %s", i+1, f.Text, f.Meaning), "       "+place, "       "+f.Calculation().In(t.lang))
		if t.verbose {
			lines = append(lines, fmt.Sprintf("       %s  {{%s}}", f.Template, f.Expression))
		}
	}
	return lines
}
