package main

import (
	"github.com/urfave/cli/v2"

	"hongtou/generator"
)

func (t *talk) printCommand() *cli.Command {
	return &cli.Command{
		Name: "print", Usage: t.in("把给每个单位的文书合订成一个印刷文件；责任书按签订单位（甲方）", "bind the papers for each receiver into one print file, agreements by their upper party"), ArgsUsage: t.in("[目标、作业或通配符…；默认为全部责任书]", "[TARGET, JOB or PATTERN…; by default all agreements]"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`：如 2026；默认为最近一个完整年度", "`PERIOD` such as 2026; by default the last whole year")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只做某签订单位（甲方）或收文单位`编码` 的", "only the file of the party or receiver of this `CODE`")},
			&cli.StringFlag{Name: "as", Usage: t.in("`格式`：pdf（默认）或 ofd", "`FORMAT`: pdf (default) or ofd")},
			&cli.IntFlag{Name: "copies", Value: 3, Usage: t.in("每份印几`本`", "`COPIES` of each")},
		}, t.makingFlags()...),
		Action: t.print,
	}
}

func (t *talk) print(c *cli.Context) error {
	copies := c.Int("copies")
	if copies < 1 || copies > generator.MostCopies {
		return misused("--copies %d：应为 1 至 %d", "--copies %d: want 1 to %d", copies, generator.MostCopies)
	}
	request, err := t.request(c)
	if err != nil {
		return err
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	if err := t.refuse(w); err != nil {
		return err
	}
	request.Options.Events = t.outputs(func() {})
	report, err := w.Print(c.Context, request, copies)
	if report == nil {
		return t.planError(err)
	}
	if err == nil && report.Total() == 0 {
		if err := t.noUnit(w, request.Unit); err != nil {
			return err
		}
		t.say("没有要付印的：目标、期间和单位没有对应的文书", "nothing to print: no papers for these targets, period and unit")
	}
	t.summary(report, false)
	if err == nil {
		return t.finished(report)
	}
	return t.planError(err)
}
